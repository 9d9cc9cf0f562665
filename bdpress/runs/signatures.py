"""What parameters a notebook takes: names, types, defaults and comments, read from its cell tagged `parameters`.

papermill only warns of a parameter that a notebook does not know, and runs on with the defaults
(https://github.com/nteract/papermill/issues/667). Here every value is fitted to its declared type before a kernel
starts, and what does not fit is one error with the nearest right name. What a cell says in other ways than
`name: type = literal`, an expression, a magic, another language, is passed on as papermill does.
"""

import ast
import io
import json
import tokenize
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from keyword import iskeyword
from pathlib import Path
from typing import Any

import yaml

from bdlib.errors import DataError, nearest
from bdlib.reading import read_text
from bdpress.runs.grids import plain, plain_yaml, resolved

_PLAIN = {"str": str, "int": int, "float": float, "bool": bool, "list": list, "dict": dict, "tuple": (list, tuple)}


class Unknown:
    """In place of a default that only running the cell can tell."""


@dataclass(frozen=True)
class Parameter:
    """One line of a parameters cell: `area: str = "Bình Dương"  # province, name or code`."""

    name: str
    types: tuple[str, ...]
    default: Any = Unknown
    comment: str = ""
    choices: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Signature:
    """A notebook's parameters by name, whether these are all of them, and the kernel that it names."""

    parameters: dict[str, Parameter] = field(default_factory=dict)
    complete: bool = True
    kernel: str = ""
    language: str = ""


def read(notebook: Path | str) -> Signature:
    """Read a notebook's parameters without running it; a DataError for no notebook, or two cells tagged so."""
    return signature_of(read_notebook(notebook), notebook)


def signature_of(content: Mapping[str, Any], notebook: Path | str, tag: str = "parameters") -> Signature:
    """Read the parameters of a notebook that has been read; see :func:`read`."""
    tagged = [cell for cell in content["cells"] if tag in cell["metadata"].get("tags", [])]
    if len(tagged) > 1:
        raise DataError("one cell tagged parameters", file=notebook, value=f"{len(tagged)} of them")
    source = "".join(tagged[0]["source"]) if tagged else ""
    parameters, complete = _parameters(source, notebook)
    said = content["metadata"].get("kernelspec"), content["metadata"].get("language_info")
    spec, info = (part if isinstance(part, dict) else {} for part in said)
    named = {parameter.name: parameter for parameter in parameters}
    return Signature(named, complete, str(spec.get("name") or ""), str(spec.get("language") or info.get("name") or ""))


def _parameters(source: str, notebook: Path | str) -> tuple[list[Parameter], bool]:
    """Parameters of a cell, and whether it holds nothing else that may be one."""
    try:
        statements, comments = ast.parse(source).body, _comments(source)
    except (SyntaxError, tokenize.TokenError):  # a magic, another language: as far as papermill reads it
        from papermill.translators import PythonTranslator

        said = PythonTranslator.inspect({"source": source})
        return [Parameter(one.name, ("Any",), comment=one.help) for one in said], False
    except (ValueError, RecursionError, MemoryError) as error:
        raise DataError('a parameters cell of lines as name: str = "value"  # comment', file=notebook,
                        value=source) from error  # fmt: skip
    found = [_parameter(node, comments) for node in statements if not _is_prose(node)]
    return [parameter for parameter in found if parameter], all(found)


def read_notebook(notebook: Path | str) -> dict:
    """Read a notebook file of format 4; a DataError when it cannot be read or is something else."""
    expected = "a Jupyter notebook of format 4"
    if Path(notebook).is_dir():
        expected = f"a notebook file (for all that are in this folder write {Path(notebook) / '*.ipynb'})"
        raise DataError(expected, file=notebook, value="a folder")
    text = read_text(notebook)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if text.strip() and isinstance(error, json.JSONDecodeError) else None
        raise DataError(f"{expected} ({_unread(text)})", file=notebook, line=line) from error
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list) or content.get("nbformat") != 4 or not _is_dict(content, "metadata"):
        raise DataError(expected, file=notebook, value=str(content)[:200])
    for number, cell in enumerate(cells, 1):
        if not _is_cell(cell):
            place = f"{notebook}, cell {number}"
            raise DataError(f"{expected}: every cell with its type, source and tags", file=place, value=str(cell))
    return content


def _unread(text: str) -> str:
    """What is wrong with a file that is no JSON, in words."""
    if not text.strip():
        return "the file is empty"
    if not text.lstrip().startswith("{"):
        return "the file is something else"
    return "the file is damaged" if text.rstrip().endswith("}") else "the file is cut off: copy or save it anew"


def _is_dict(content: dict, name: str) -> bool:
    return isinstance(content.setdefault(name, {}), dict)


def _is_cell(cell: Any) -> bool:
    """Whether a cell has what we read of it, in the types of https://nbformat.readthedocs.io."""
    if not isinstance(cell, dict) or not isinstance(cell.get("cell_type"), str) or not _is_dict(cell, "metadata"):
        return False
    tags, source = cell["metadata"].get("tags", []), cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return isinstance(tags, list) and all(isinstance(text, str) for text in [*lines, *tags])


def fit(given: Mapping[str, Any], signature: Signature, place: str) -> dict[str, Any]:
    """Complete given values with the defaults and fit each to its declared type.

    Text from a command line or CSV becomes the declared number or truth value; an int or a date given for text becomes
    text. Nothing else is converted. Raises a DataError that begins with `place`, for an unknown name or a value of
    another type, naming the nearest name or the type.
    """
    parameters = signature.parameters
    for name in given:
        if name not in parameters and (signature.complete or not _is_name(str(name))):
            known = f"one of {', '.join(parameters)}" if parameters else "no parameter (there are none)"
            expected = f"{known}{nearest(str(name), list(parameters))}"
            raise DataError(expected, file=f"{place}, parameter {name}")
    values = {name: one.default for name, one in parameters.items() if one.default is not Unknown or name in given}
    return values | {name: _fit_one(given[name], parameters.get(name, Parameter(name, ("Any",))), place)
                     for name in given}  # fmt: skip


def _is_name(text: str) -> bool:
    return text.isidentifier() and not iskeyword(text)


def _fit_one(value: Any, parameter: Parameter, place: str) -> Any:
    if value is None and parameter.default is None:
        return None
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
        return resolved(value)
    if isinstance(value, str):
        said = {"yes": True, "on": True, "no": False, "off": False}.get(value.lower()) if kind is bool else None
        value = ast.literal_eval(value) if name == "tuple" else plain_yaml(value) if said is None else said
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
        raise ValueError
    return list(value) if name == "tuple" else value  # papermill has no tuples


def _is_prose(node: ast.stmt) -> bool:
    """Whether a statement is an import (of typing, for an annotation) or a bare string."""
    return isinstance(node, ast.Import | ast.ImportFrom) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    )


def _parameter(node: ast.stmt, comments: dict[int, str]) -> Parameter | None:
    """Read an assignment to one name; None for any other statement."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    if not isinstance(node, ast.Assign | ast.AnnAssign) or len(targets) > 1 or not isinstance(targets[0], ast.Name):
        return None
    default, known = _default(node.value)
    annotation = getattr(node, "annotation", None)
    types, choices = _types(annotation) if annotation else (known, ())
    return Parameter(targets[0].id, types, default, comments.get(node.end_lineno, ""), choices)


def _default(value: ast.expr | None) -> tuple[Any, tuple[str, ...]]:
    """Value and types of a literal; unknown for an expression, and for what no parameter can hold."""
    try:
        found = ast.literal_eval(value) if value else Unknown
        known = type(found).__name__ if found is not None and found is not Unknown else "Any"
        return Unknown if found is Unknown else plain(found), (known,)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return Unknown, ("Any",)


def _types(annotation: ast.expr) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Names of the allowed types, and the choices of a Literal."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        with suppress(SyntaxError):
            return _types(ast.parse(annotation.value, mode="eval").body)
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        left, right = _types(annotation.left), _types(annotation.right)
        return left[0] + right[0], left[1] + right[1]
    if isinstance(annotation, ast.Subscript):
        outer = ast.unparse(annotation.value).rpartition(".")[2]
        if outer == "Literal" and not any(isinstance(part, ast.Name | ast.Call) for part in ast.walk(annotation.slice)):
            choices = ast.literal_eval(annotation.slice)
            choices = choices if isinstance(choices, tuple) else (choices,)
            return tuple(dict.fromkeys(type(choice).__name__ for choice in choices)), choices
        if outer == "Optional":
            types, choices = _types(annotation.slice)
            return (*types, "None"), choices
        if outer == "Union":
            parts = [_types(part) for part in getattr(annotation.slice, "elts", [annotation.slice])]
            return tuple(name for part in parts for name in part[0]), tuple(c for part in parts for c in part[1])
        return (outer.lower(),), ()  # typing.List is a list
    return (ast.unparse(annotation),), ()


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}
