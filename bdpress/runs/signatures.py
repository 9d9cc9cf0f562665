"""What parameters a notebook takes: names, types, defaults and comments, read from its cell tagged `parameters`.

papermill only warns of a parameter that a notebook does not know, and runs on with the defaults
(https://github.com/nteract/papermill/issues/667). Here every value is fitted to its declared type before a kernel
starts, and what does not fit is one error with the nearest right name.
"""

import ast
import io
import json
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bdlib.corpus import read_text
from bdlib.errors import DataError, nearest
from bdpress.runs.grids import plain_yaml

_PLAIN = {"str": str, "int": int, "float": float, "bool": bool, "list": list, "dict": dict}


@dataclass(frozen=True)
class Parameter:
    """One line of a parameters cell: `area: str = "Bình Dương"  # province, name or code`."""

    name: str
    types: tuple[str, ...]
    default: Any
    comment: str = ""
    choices: tuple[Any, ...] = ()


def read(notebook: Path | str) -> dict[str, Parameter]:
    """Read a notebook's parameters without running it.

    Returns
    -------
    dict
        By name, in the order of the cell; empty when no cell is tagged `parameters`.

    Raises
    ------
    DataError
        When the file is no notebook, or a line of the cell is no plain assignment of a literal.
    """
    cells = read_notebook(notebook)["cells"]
    tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    if not tagged:
        return {}
    source = "".join(tagged[0]["source"])
    try:
        comments = _comments(source)
        found = [_parameter(node, comments) for node in ast.parse(source).body if not _is_prose(node)]
    except (ValueError, SyntaxError, tokenize.TokenError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        raise DataError('a parameters cell of lines as name: str = "value"  # comment', file=notebook,
                        line=line, value=source.splitlines()[line - 1] if line else source) from error  # fmt: skip
    return {parameter.name: parameter for parameter in found}


def read_notebook(notebook: Path | str) -> dict:
    """Read a notebook file of format 4.

    Raises
    ------
    DataError
        When it cannot be read or is something else.
    """
    expected = "a Jupyter notebook of format 4"
    try:
        content = json.loads(read_text(notebook))
    except DataError:
        raise
    except (ValueError, RecursionError) as error:
        raise DataError(expected, file=notebook, value=str(error)) from error
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list) or content.get("nbformat") != 4 or not _is_dict(content, "metadata"):
        raise DataError(expected, file=notebook, value=str(content)[:200])
    for number, cell in enumerate(cells, 1):
        if not _is_cell(cell):
            place = f"{notebook}, cell {number}"
            raise DataError(f"{expected}: every cell with its type, source and tags", file=place, value=str(cell))
    return content


def _is_dict(content: dict, name: str) -> bool:
    return isinstance(content.setdefault(name, {}), dict)


def _is_cell(cell: Any) -> bool:
    """Whether a cell has what we read of it, in the types of https://nbformat.readthedocs.io."""
    if not isinstance(cell, dict) or not isinstance(cell.get("cell_type"), str) or not _is_dict(cell, "metadata"):
        return False
    tags, source = cell["metadata"].get("tags", []), cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return isinstance(tags, list) and all(isinstance(text, str) for text in [*lines, *tags])


def fit(given: Mapping[str, Any], parameters: Mapping[str, Parameter], place: str) -> dict[str, Any]:
    """Complete given values with the defaults and fit each to its declared type.

    Text from a command line or CSV becomes the declared number or truth value; an int or a date given for text
    becomes text. Nothing else is converted.

    Parameters
    ----------
    given : values by parameter name.
    parameters : of :func:`read`.
    place : where the values stand, for the error.

    Raises
    ------
    DataError
        For an unknown name or a value of another type, naming the nearest name or the type.
    """
    for name in given:
        if name not in parameters:
            expected = f"one of {', '.join(parameters) or 'no parameters at all'}{nearest(str(name), list(parameters))}"
            raise DataError(expected, file=f"{place}, parameter {name}")
    return {
        name: _fit_one(given[name], parameter, place) if name in given else parameter.default
        for name, parameter in parameters.items()
    }


def _fit_one(value: Any, parameter: Parameter, place: str) -> Any:
    for name in parameter.types:
        try:
            fitted = _convert(value, name)
        except (TypeError, ValueError, RecursionError, yaml.YAMLError):
            continue
        if not parameter.choices or fitted in parameter.choices:
            return fitted
    expected = " or ".join(parameter.types)
    hint = ""
    if parameter.choices:
        expected = f"one of {', '.join(map(str, parameter.choices))}"
        hint = nearest(str(value), [str(choice) for choice in parameter.choices])
    raise DataError(f"{expected}{hint}", file=f"{place}, parameter {parameter.name}", value=str(value))


def _convert(value: Any, name: str) -> Any:
    if name == "None":
        if value is None or value == "":
            return None
        raise ValueError
    if name == "str":
        if isinstance(value, bool) or not isinstance(value, str | int | date):
            raise ValueError
        return value.isoformat() if isinstance(value, date) else str(value)
    kind = _PLAIN.get(name)
    if kind is None:
        return value
    if isinstance(value, str):
        value = plain_yaml(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
        raise ValueError
    return value


def _is_prose(node: ast.stmt) -> bool:
    """Whether a statement is an import (of typing, for an annotation) or a bare string."""
    return isinstance(node, ast.Import | ast.ImportFrom) or (isinstance(node, ast.Expr) and _is_text(node.value))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _parameter(node: ast.stmt, comments: dict[int, str]) -> Parameter:
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    if not isinstance(target, ast.Name) or not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        raise SyntaxError("no assignment", ("", node.lineno, 0, ""))
    try:
        default = ast.literal_eval(node.value)
    except ValueError:
        raise SyntaxError("no literal", ("", node.lineno, 0, "")) from None
    annotation = getattr(node, "annotation", None)
    types, choices = _types(annotation) if annotation else ((type(default).__name__,), ())
    types = tuple("None" if name == "NoneType" else name for name in types)
    return Parameter(target.id, types, default, comments.get(node.end_lineno, ""), choices)


def _types(annotation: ast.expr) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Names of the allowed types, and the choices of a Literal."""
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        left, right = _types(annotation.left), _types(annotation.right)
        return left[0] + right[0], left[1] + right[1]
    if isinstance(annotation, ast.Subscript):
        outer = ast.unparse(annotation.value).rpartition(".")[2]
        if outer == "Literal":
            choices = ast.literal_eval(annotation.slice)
            choices = choices if isinstance(choices, tuple) else (choices,)
            return tuple(dict.fromkeys(type(choice).__name__ for choice in choices)), choices
        if outer == "Optional":
            types, choices = _types(annotation.slice)
            return (*types, "None"), choices
        return (outer,), ()
    return (ast.unparse(annotation).strip("'\""),), ()


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}
