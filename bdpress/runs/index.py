"""index.html of a folder of runs: a table a notebook, one row a run, with what differs between them and the outcome."""

import html
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from bdlib import study
from bdlib.errors import DataError
from bdpress.runs.manifest import Manifest, Run, begins
from bdpress.runs.outputs import PAGE

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">{mark}<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root {{ color-scheme: light dark; --rule: light-dark(#d5dbe1, #3a444e); --muted: light-dark(#55616e, #a3afba);
  --link: light-dark(#0b4f8a, #8fc1f0); --bad: light-dark(#a4161a, #ff9a94) }}
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2.5rem auto; max-width: 64rem; padding: 0 1.25rem }}
h1 {{ font-size: 1.75rem; margin: 0 }} h2 {{ font-size: 1.2rem; margin: 2.25rem 0 0 }}
p {{ margin: .25rem 0 .75rem; color: var(--muted) }} a {{ color: var(--link) }}
table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }}
th, td {{ padding: .3rem .75rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule) }}
th {{ font-weight: 600; border-bottom-width: 2px; position: sticky; top: 0; background: Canvas }}
td:first-child {{ min-width: 18rem; overflow-wrap: anywhere }} td:nth-child(2) {{ min-width: 12rem }}
.number {{ text-align: right; padding-right: 0 }} small {{ display: block; color: var(--muted); font-weight: 400 }}
.failed, .interrupted, .changed {{ color: var(--bad); font-weight: 600 }}
</style></head><body>
<h1>{title}</h1><p>{summary}. <a href="manifest.json">manifest.json</a>, <a href="run.log">run.log</a></p>
{tables}
</body></html>
"""


def write_index(book: Manifest) -> None:
    """Write index.html beside the manifest."""
    runs = list(book.runs.values())
    named = _area_names() if any("area" in run.parameters for run in runs) else {}
    notebooks = dict.fromkeys(run.notebook for run in runs)
    tables = (_table(name, [run for run in runs if run.notebook == name], named) for name in notebooks)
    page = _PAGE.format(mark=PAGE, title=_count(runs), summary=_summary(runs), tables="\n".join(tables))
    if begins(book.folder / "index.html", PAGE):
        book.put("index.html", page)


def _area_names() -> dict[str, str]:
    """Names of the project's areas by code; none without a project."""
    with suppress(DataError):
        areas = study.areas()
        return dict(zip(areas["area"], areas[f"name_{study.load().languages[0]}"], strict=True))
    return {}


def _count(runs: list[Run]) -> str:
    return f"{len(runs)} run{'s' * (len(runs) != 1)}"


def _summary(runs: list[Run]) -> str:
    counts = Counter(run.status for run in runs)
    seconds = sum(run.seconds for run in runs)
    return f"{', '.join(f'{number} {status}' for status, number in counts.items())}; {seconds:.0f} seconds of notebooks"


def _table(notebook: str, runs: list[Run], named: Mapping[str, str]) -> str:
    """One notebook's runs: what all have in common in a line, what differs in columns."""
    names = list(dict.fromkeys(name for run in runs for name in run.parameters))
    differ = [name for name in names if len({str(run.parameters.get(name)) for run in runs}) > 1]
    common = [
        f"{name} = {_shown(name, runs[0], named)}" for name in names if name not in differ and _given(runs[0], name)
    ]
    head = "".join(f"<th>{html.escape(word)}</th>" for word in ["notebook", *differ, "status"])
    rows = "\n".join(_row(run, differ, named) for run in runs)
    return (
        f"<h2>{html.escape(Path(notebook).name)}</h2><p>{_summary(runs)}{'; ' * bool(common)}{', '.join(common)}</p>\n"
        f'<table><thead><tr>{head}<th class="number">seconds</th></tr></thead><tbody>\n{rows}\n</tbody></table>'
    )


def _row(run: Run, parameters: Iterable[str], named: Mapping[str, str]) -> str:
    name = html.escape(run.name)
    link = f'<a href="{html.escape(run.output)}">{name}</a>' if run.output else name
    cells = "".join(f"<td>{_shown(parameter, run, named)}</td>" for parameter in parameters)
    error = f"<small>{html.escape(run.error)}</small>" if run.error else ""
    seconds = f"{run.seconds:.1f}" if run.seconds else ""
    status = f'<td class="{run.status}">{run.status}{error}</td>'
    return f'<tr><td>{link}</td>{cells}{status}<td class="number">{seconds}</td></tr>'


def _shown(parameter: str, run: Run, named: Mapping[str, str]) -> str:
    """A value as text; an area's code with its name, an empty value in words."""
    value = run.parameters.get(parameter, "")
    name = named.get(value) if parameter == "area" and isinstance(value, str) else None
    return html.escape(f"{name} ({value})" if name else str(value) if _given(run, parameter) else "–")


def _given(run: Run, parameter: str) -> bool:
    return run.parameters.get(parameter, "") not in ("", None)
