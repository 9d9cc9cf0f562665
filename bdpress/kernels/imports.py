"""Which modules notebooks import, read from their text: what a template need load, what lies beside them."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

_IMPORT = re.compile(r"^[ \t]*import[ \t]+(.+)", re.MULTILINE)
_ALIAS = re.compile(r"^[ \t]*import[ \t]+(bdlib|bdviews)[ \t]+as[ \t]+(\w+)", re.MULTILINE)
_RUN = re.compile(r"%run[ \t]+(?:-\w+[ \t]+)*[\"']?([\w./-]+)")
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
        names.update(dict.fromkeys(imported(code)))
    return list(names)


def helpers(notebook: Path | str) -> list[Path]:
    """List the files beside a notebook that it imports or runs, and those that these import."""
    folder, found, left = Path(notebook).parent, {}, [Path(notebook)]
    while left:
        path = left.pop()
        text = path.read_text(encoding="utf-8", errors="replace")
        names = imported_by([path]) if path == Path(notebook) else imported(text)
        ran = [folder / name for name in _RUN.findall(text)]
        for name in dict.fromkeys(name.partition(".")[0] for name in names if name.partition(".")[0]):
            module, package = folder / f"{name}.py", folder / name
            ran += [module] if module.is_file() else sorted(package.rglob("*.py")) if package.is_dir() else []
        new = [path for path in ran if path.is_file() and path not in found and path != Path(notebook)]
        found |= dict.fromkeys(new)
        left += new
    return sorted(found)


def imported(code: str) -> Iterable[str]:
    """Give the names that may be modules of the import lines of a code, those in its functions too."""
    for line in _IMPORT.findall(code):
        yield from _words(line)
    for package, alias in _ALIAS.findall(code):
        yield from (f"{package}.{name}" for name in dict.fromkeys(re.findall(rf"\b{alias}\.(\w+)", code)))
    for package, line in _FROM.findall(code):
        yield package
        yield from (f"{package}.{name}" for name in _words(line))


def _words(line: str) -> list[str]:
    """First words of the parts of `a.b as c, d  # comment`."""
    return re.findall(r"(?:^|,)[ \t(]*([\w.]+)", line.partition("#")[0])
