"""Which modules notebooks import, read from their text, so that a template need not load what nobody asks for."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

_IMPORT = re.compile(r"^[ \t]*import[ \t]+(.+)", re.MULTILINE)
_FROM = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(.+)", re.MULTILINE)


def imported_by(notebooks: Iterable[Path | str]) -> list[str]:
    """List names that may be modules, of all import lines of notebooks; none of a file that is no notebook.

    A name that is no module in the end (`from m import function`) is harmless: whoever loads them skips it.
    """
    names: dict[str, None] = {}
    for notebook in notebooks:
        try:
            cells = json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]
            code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            continue
        names.update(dict.fromkeys(_imported(code)))
    return list(names)


def _imported(code: str) -> Iterable[str]:
    for line in _IMPORT.findall(code):
        yield from _words(line)
    for package, line in _FROM.findall(code):
        yield package
        yield from (f"{package}.{name}" for name in _words(line))


def _words(line: str) -> list[str]:
    """First words of the parts of `a.b as c, d  # comment`."""
    return re.findall(r"(?:^|,)[ \t(]*([\w.]+)", line.partition("#")[0])
