"""index.html of a folder of runs: one row a run, with its parameters and its outcome."""

import html
from collections import Counter

from bdlib.runs.manifest import Manifest, Run, write_beside

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #222 }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ padding: .35rem .6rem; text-align: left; vertical-align: top }} td.number {{ text-align: right }}
thead th {{ border-bottom: 2px solid #222 }} tbody tr {{ border-bottom: 1px solid #ddd }}
.failed, .interrupted {{ color: #a4161a; font-weight: 600 }} small {{ color: #666 }}
</style></head><body>
<h1>{title}</h1><p>{summary}</p>
<table><thead><tr>{head}</tr></thead><tbody>
{rows}
</tbody></table></body></html>
"""


def write_index(book: Manifest) -> None:
    """Write index.html beside the manifest."""
    runs = list(book.runs.values())
    names = list(dict.fromkeys(name for run in runs for name in run.parameters))
    counts = Counter(run.status for run in runs)
    summary = ", ".join(f"{number} {status}" for status, number in counts.items())
    page = _PAGE.format(
        title=html.escape(f"{len(runs)} runs"),
        summary=html.escape(f"{summary}; {sum(run.seconds for run in runs):.0f} seconds of notebooks."),
        head="".join(f"<th>{html.escape(word)}</th>" for word in ["notebook", *names, "status", "seconds"]),
        rows="\n".join(_row(run, names) for run in runs),
    )
    write_beside(book.folder / "index.html", page)


def _row(run: Run, names: list[str]) -> str:
    name = html.escape(run.name)
    link = f'<a href="{html.escape(run.output)}">{name}</a>' if run.output else name
    cells = "".join(f"<td>{html.escape(str(run.parameters.get(parameter, '')))}</td>" for parameter in names)
    error = f"<br><small>{html.escape(run.error)}</small>" if run.error else ""
    status = f'<td class="{run.status}">{run.status}{error}</td>'
    return f'<tr><td>{link}</td>{cells}{status}<td class="number">{run.seconds:.1f}</td></tr>'
