"""Whether every link of a collection leads somewhere, and which pages are the largest."""

import re
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r'<(?:a|link|script|img)\b[^>]*?\b(?:href|src)="([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')


def broken(folder: Path) -> list[tuple[str, str]]:
    """List the links between the files of a folder that lead nowhere, as (page, address); outside is not asked."""
    return [
        (page.relative_to(folder).as_posix(), link)
        for page in sorted(folder.rglob("*.html"))
        for link in dict.fromkeys(map(unescape, _LINK.findall(page.read_text(encoding="utf-8"))))
        if not _leads(page, link)
    ]


def largest(folder: Path) -> list[tuple[str, int]]:
    """The ten largest pages of a folder, in bytes."""
    sizes = [(page.relative_to(folder).as_posix(), page.stat().st_size) for page in folder.rglob("*.html")]
    return sorted(sizes, key=lambda one: (-one[1], one[0]))[:10]


def _leads(page: Path, link: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = page if not parts.path else (page.parent / unquote(parts.path)).resolve()
    if not target.is_file():
        return False
    return not parts.fragment or target.suffix != ".html" or unquote(parts.fragment) in _ids(target)


@lru_cache(maxsize=4096)
def _ids(page: Path) -> frozenset[str]:
    return frozenset(map(unescape, _ID.findall(page.read_text(encoding="utf-8"))))
