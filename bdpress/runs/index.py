"""index.html of a folder of runs: a table a notebook, one row a run, with what differs between them and the outcome."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from markupsafe import Markup

from bdlib import study
from bdlib.errors import DataError
from bdpress.runs.manifest import Manifest, Run, begins
from bdpress.runs.outputs import PAGE


def write_index(book: Manifest) -> None:
    """Write index.html beside the manifest."""
    from bdpress.pages.rendering import render

    runs = list(book.runs.values())
    named = _area_names() if any("area" in run.parameters for run in runs) else {}
    notebooks = dict.fromkeys(run.notebook for run in runs)
    tables = [_table(name, [run for run in runs if run.notebook == name], named) for name in notebooks]
    title = f"{len(runs)} run{'s' * (len(runs) != 1)}"
    page = render("runs.html.j2", mark=Markup(PAGE), title=title, summary=_summary(runs), tables=tables)
    if begins(book.folder / "index.html", PAGE):
        book.put("index.html", page)


def _area_names() -> dict[str, str]:
    """Names of the project's areas by code; none without a project."""
    with suppress(DataError):
        areas = study.areas()
        return dict(zip(areas["area"], areas[f"name_{study.load().languages[0]}"], strict=True))
    return {}


def _summary(runs: list[Run]) -> str:
    counts = Counter(run.status for run in runs)
    seconds = sum(run.seconds for run in runs)
    return f"{', '.join(f'{number} {status}' for status, number in counts.items())}; {seconds:.0f} seconds of notebooks"


def _table(notebook: str, runs: list[Run], named: Mapping[str, str]) -> dict[str, Any]:
    """One notebook's runs: what all have in common in a line, what differs in columns."""
    names = list(dict.fromkeys(name for run in runs for name in run.parameters))
    differ = [name for name in names if len({str(run.parameters.get(name)) for run in runs}) > 1]
    first = {name: _shown(name, runs[0], named) for name in names if name not in differ}
    common = [f"{name} = {value}" for name, value in first.items() if value != "–"]
    rows = [(run, [_shown(name, run, named) for name in differ]) for run in runs]
    return {"notebook": Path(notebook).name, "summary": _summary(runs), "common": common,
            "head": ["notebook", *differ, "status"], "rows": rows}  # fmt: skip


def _shown(parameter: str, run: Run, named: Mapping[str, str]) -> str:
    """A value as text; an area's code with its name, an empty value in words."""
    value = run.parameters.get(parameter, "")
    name = named.get(value) if parameter == "area" and isinstance(value, str) else None
    return f"{name} ({value})" if name else "–" if value in ("", None) else str(value)
