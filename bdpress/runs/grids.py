"""Grids: which sets of parameters to run a notebook with, from a YAML or CSV file or as plain Python."""

import itertools
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePath
from typing import Any

import pandas as pd
import yaml

from bdlib import study
from bdlib.errors import DataError, nearest
from bdlib.reading import read_table, read_text

MOST = 1_000_000
_PARTS = ("parameters", "product", "rows")


def read(path: Path | str) -> list[dict[str, Any]]:
    """Read a grid file; a DataError names the file and the part that is wrong.

    A CSV file has one column a parameter and one row a run. A YAML file is a list of such rows, or has the parts

    - `parameters`: values for every run,
    - `product`: lists of values, of which every combination is run; `area: all` is each area that the study compares,
    - `rows`: a list of sets of values, each combined with the product.
    """
    path = Path(path)
    if path.suffix.lower() == ".csv":
        if table := read_table(path).to_dict("records"):
            return [{name: Raw(value) for name, value in row.items()} for row in table]
        raise DataError("at least one run; the grid has none", file=path)
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise DataError("a grid in .yaml, .yml or .csv", file=path)
    text = unicodedata.normalize("NFC", read_text(path))
    try:
        content = plain_yaml(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        found = getattr(error, "problem", None) or str(error)
        raise DataError("plain YAML: no tags, anchors or repeated names", file=path,
                        line=mark.line + 1 if mark else None, value=found) from error  # fmt: skip
    return expand(content, path)


def expand(content: Any, place: Path | str = "grid") -> list[dict[str, Any]]:
    """Expand the content of a grid file into its rows, in a stable order."""
    if isinstance(content, list):
        content = {"rows": content}
    if not isinstance(content, dict):
        raise DataError(f"a list of rows, or a mapping of {', '.join(_PARTS)}", file=place)
    for part in content:
        if part not in _PARTS:
            known = f"one of {', '.join(_PARTS)} (parameters stand under them){nearest(str(part), list(_PARTS))}"
            raise DataError(known, file=place, value=str(part))
    fixed = _mapping(content.get("parameters", {}), "parameters", place)
    rows = [_mapping(row, "rows", place) for row in _list(content.get("rows", [{}]), "rows", place)]
    product = _mapping(content.get("product", {}), "product", place)
    if product.get("area") == "all":
        product["area"] = list(study.divisions(study.areas()).popitem()[1].index)
    values = [_list(product[name], f"product, {name}", place) for name in product]
    if (size := math.prod(map(len, [rows, *values]))) > MOST:
        raise DataError(f"at most {MOST} runs", file=place, value=f"{size} runs")
    combined = [dict(zip(product, combination, strict=True)) for combination in itertools.product(*values)]
    return [{**fixed, **row, **chosen} for row in rows for chosen in combined]


def _mapping(value: Any, part: str, place: Path | str) -> dict[str, Any]:
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return value
    raise DataError("parameter names with values", file=place, column=part, value=repr(value))


def _list(value: Any, part: str, place: Path | str) -> list:
    if isinstance(value, list) and value:
        return value
    raise DataError("a list of at least one value", file=place, column=part, value=repr(value))


def rows(grid: Iterable[Mapping[str, Any]] | pd.DataFrame | Path | str | None) -> Sequence[dict[str, Any]]:
    """Take a grid as a frame, rows or a file; None is one run with the notebook's own values.

    Raises a DataError for a file that cannot be read, and a value that no notebook can be given, naming its row.
    """
    if grid is None:
        return [{}]
    name = str(grid) if isinstance(grid, Path | str) else "grid"
    if isinstance(grid, pd.DataFrame):
        grid = grid.to_dict("records")
    found = read(grid) if isinstance(grid, Path | str) else grid
    return [_row(row, f"{name}, row {number}") for number, row in enumerate(found, 1)]


def _row(row: Mapping[str, Any], place: str) -> dict[str, Any]:
    given = {}
    for name, value in row.items():
        try:
            given[str(name)] = plain(value)
        except (TypeError, ValueError, RecursionError) as error:
            expected = "text, numbers, truth values, nothing, or lists and mappings by names of them"
            raise DataError(f"{expected} ({error})", file=f"{place}, parameter {name}") from error
    return given


class Raw(str):
    """A value as text, from a command line or a CSV file, which does not say its type."""


def resolved(value: Any) -> Any:
    """The number, truth value or nothing that a raw text says, where no type is declared; anything else as it is."""
    if isinstance(value, Raw):
        with suppress(yaml.YAMLError, ValueError, RecursionError):
            if isinstance(said := plain_yaml(value), int | float | None):
                return said
        return str(value)
    return value


def plain(value: Any) -> Any:
    """A value as papermill and JSON can write it: text, number, truth value, None, or lists and mappings of these.

    Raises a TypeError, ValueError or RecursionError for anything else.
    """
    if isinstance(value, Mapping):
        if unnamed := [name for name in value if not isinstance(name, str)]:
            raise TypeError(f"{unnamed[0]!r} is no name")
        return {plain(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, date | PurePath):
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, str):
        value.encode()  # half of a surrogate pair is no text
        return value
    value = value.item() if hasattr(value, "item") else value
    if value is not None and not isinstance(value, int | float):
        raise TypeError(f"{value!r:.40} is a {type(value).__name__}")
    str(value)  # no number of five thousand digits
    return value


def plain_yaml(text: str) -> Any:
    """Read YAML's safe subset, without aliases (which can grow without bound) and without repeated names."""
    return yaml.load(text, Loader=_Loader)


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            event = self.peek_event()
            raise yaml.constructor.ConstructorError(None, None, f"alias *{event.anchor}", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict:
        names = [key.value for key, _ in node.value]
        for name in names:
            if name == "<<" or names.count(name) > 1:
                problem = "a merge key" if name == "<<" else f"{name} twice"
                raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
        return super().construct_mapping(node, deep)


# What is written as JSON has it is a number, true, false or null; a day, 012, 0x1F, 12:30, 1_000, no and 1e3 are text.
_SAID = {"bool": "true|false|True|False", "int": "0|-?[1-9][0-9]*", "null": "~|null|Null|",
         "float": r"-?(?:(?:0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"}  # fmt: skip
_Loader.yaml_implicit_resolvers = {None: [(f"tag:yaml.org,2002:{kind}", re.compile(f"({form})$"))
                                          for kind, form in _SAID.items()]}  # fmt: skip
