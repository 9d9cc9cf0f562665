"""Grids: which sets of parameters to run a notebook with, from a YAML or CSV file or as plain Python."""

import itertools
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from bdlib.corpus import read_table, read_text
from bdlib.errors import DataError, nearest

MOST = 1_000_000
_PARTS = ("parameters", "product", "rows", "only", "except")


def read(path: Path | str) -> list[dict[str, Any]]:
    """Read a grid file.

    A CSV file has one column a parameter and one row a run. A YAML file is a list of such rows, or has the parts

    - `parameters`: values for every run,
    - `product`: lists of values, of which every combination is run,
    - `rows`: a list of sets of values, each combined with the product,
    - `only`, `except`: conditions, as `{method: [latest, median]}`; a list of them means any of these.

    Raises
    ------
    DataError
        Naming the file and the part that is wrong.
    """
    path = Path(path)
    if path.suffix.lower() == ".csv":
        if table := read_table(path).to_dict("records"):
            return table
        raise DataError("at least one run; the grid has none", file=path)
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise DataError("a grid in .yaml, .yml or .csv", file=path)
    try:
        content = plain_yaml(unicodedata.normalize("NFC", read_text(path)))
    except DataError:
        raise
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
    values = [_list(product[name], f"product, {name}", place) for name in product]
    if (size := math.prod(map(len, [rows, *values]))) > MOST:
        raise DataError(f"at most {MOST} runs", file=place, value=f"{size} runs")
    combined = [dict(zip(product, combination, strict=True)) for combination in itertools.product(*values)]
    grid = [{**fixed, **row, **chosen} for row in rows for chosen in combined]
    grid = [row for row in grid if "only" not in content or _meets(row, content["only"], "only", place)]
    grid = [row for row in grid if "except" not in content or not _meets(row, content["except"], "except", place)]
    if not grid:
        raise DataError("at least one run; the grid has none", file=place)
    return grid


def _meets(row: Mapping[str, Any], conditions: Any, part: str, place: Path | str) -> bool:
    """Whether a row meets a condition, or any of a list of them."""
    for condition in conditions if isinstance(conditions, list) else [conditions]:
        wanted = _mapping(condition, part, place)
        for name in wanted:
            if name not in row:
                raise DataError(f"a parameter of the grid{nearest(str(name), list(row))}", file=place, column=part,
                                value=str(name))  # fmt: skip
        if all(row[name] in (value if isinstance(value, list) else [value]) for name, value in wanted.items()):
            return True
    return False


def _mapping(value: Any, part: str, place: Path | str) -> dict[str, Any]:
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return value
    raise DataError("parameter names with values", file=place, column=part, value=repr(value))


def _list(value: Any, part: str, place: Path | str) -> list:
    if isinstance(value, list) and value:
        return value
    raise DataError("a list of at least one value", file=place, column=part, value=repr(value))


def rows(grid: Iterable[Mapping[str, Any]] | pd.DataFrame | Path | str | None) -> Sequence[dict[str, Any]]:
    """Take a grid as a frame, rows or a file; None is one run with the notebook's own values."""
    if grid is None:
        return [{}]
    if isinstance(grid, pd.DataFrame):
        return [{str(name): _python(value) for name, value in row.items()} for row in grid.to_dict("records")]
    return read(grid) if isinstance(grid, Path | str) else [dict(row) for row in grid]


def _python(value: Any) -> Any:
    """The plain Python value of a frame's cell."""
    return value.item() if hasattr(value, "item") else value


def plain_yaml(text: str) -> Any:
    """Read YAML's safe subset, without aliases (which can grow without bound) and without repeated names.

    Raises
    ------
    yaml.YAMLError, ValueError, RecursionError
        For anything else.
    """
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
