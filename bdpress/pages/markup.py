"""Markdown to HTML that can carry nothing but text: raw HTML, script links and outside images show as what they are.

Formulas become MathML (latex2mathml), which browsers set without a script.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import mistune
from bs4 import BeautifulSoup, NavigableString, Tag

from bdlib.names import fold

_SAFE_LINK = re.compile(r"^(https?://|mailto:|#|[\w./-]+$)", re.IGNORECASE)
_MATH_LINK = re.compile(r' href="[^"]*"')
_SAFE_IMAGE = re.compile(r"^data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$")


class _Renderer(mistune.HTMLRenderer):
    """mistune's renderer, with links, images and formulas of our own."""

    def __init__(self) -> None:
        super().__init__(escape=True)

    def text(self, text: str) -> str:
        return html.escape(html.unescape(text), quote=False)

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if not _SAFE_LINK.match(url.strip()):
            return f"{text} ({html.escape(url)})"
        outside = ' rel="noopener noreferrer"' if url.strip().lower().startswith("http") else ""
        return f'<a href="{html.escape(url.strip())}"{outside}>{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        if _SAFE_IMAGE.match(url):
            return f'<img src="{url}" alt="{html.escape(text)}">'
        return f"{html.escape(text)} ({html.escape(url)})"

    def block_math(self, text: str) -> str:
        return f"<p>{_mathml(text, 'block')}</p>\n"

    def inline_math(self, text: str) -> str:
        return _mathml(text, "inline")


@lru_cache
def _parser() -> mistune.Markdown:
    parser = mistune.create_markdown(renderer=_Renderer(), plugins=["table", "strikethrough", "math", "footnotes"])
    for method in ("block_math", "inline_math"):  # the plugin brings its own, which leave the formula to MathJax
        parser.renderer.register(method, lambda renderer, text, name=method: getattr(_Renderer, name)(renderer, text))
    return parser


def to_html(text: str) -> str:
    """Render Markdown as HTML whose only elements are Markdown's own."""
    return str(_parser()(text)).strip()


def to_text(text: str) -> str:
    """Strip Markdown to its words, one line."""
    return re.sub(r" (?=[.,;:!?)”])|(?<=[(“]) ", "", " ".join(soup(to_html(text)).get_text(" ").split()))


def soup(markup: str) -> BeautifulSoup:
    """Parse HTML."""
    return BeautifulSoup(markup, "html.parser")


def slug(text: str) -> str:
    """Name for an anchor or a file: letters, digits and hyphens, "muc-tieu-2025"."""
    return fold(text).encode("ascii", "ignore").decode().strip().replace(" ", "-") or "x"


def _mathml(formula: str, display: str) -> str:
    from latex2mathml.converter import convert

    try:
        return _MATH_LINK.sub("", convert(formula.strip(), display=display))
    except Exception:  # latex2mathml raises many kinds; a formula that cannot be set shows as written
        return f"<code>{html.escape(formula)}</code>"


@dataclass(frozen=True)
class Run:
    """Some words in one manner."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading or list item; `mark` is "•", "1." … or nothing, `level` the depth of its list."""

    runs: tuple[Run, ...]
    mark: str = ""
    level: int = 0
    heading: bool = False


def paragraphs(text: str) -> list[Paragraph]:
    """Take Markdown apart for an output that is not HTML, such as a text box."""
    found = []
    for element in soup(to_html(text)).find_all(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre"]):
        if element.name == "p" and element.find_parent("li"):
            continue
        lists = element.find_parents(["ul", "ol"]) if element.name == "li" else []
        mark = ""
        if lists:
            number = len(element.find_previous_siblings("li")) + int(lists[0].get("start", 1))
            mark = f"{number}." if lists[0].name == "ol" else "•"
        runs = tuple(run for run in _runs(element) if run.text)
        if runs:
            found.append(Paragraph(runs, mark, max(len(lists) - 1, 0), element.name[0] == "h"))
    return found


def _runs(element: Tag, manner: Run = Run("")) -> Iterator[Run]:
    for child in element.children:
        if isinstance(child, NavigableString):
            yield replace(manner, text=re.sub(r"\s+", " ", child))
        elif child.name == "math":
            yield replace(manner, text=linear(child), italic=True)
        elif child.name not in ("ul", "ol", "sup"):
            bold, italic = child.name == "strong" or manner.bold, child.name == "em" or manner.italic
            yield from _runs(child, Run("", bold, italic, child.get("href", manner.href)))


def linear(element: Tag) -> str:
    """Write a MathML formula on one line: (a − b)/(c − d)."""
    parts = [linear(child) if isinstance(child, Tag) else str(child).strip() for child in element.children]
    if element.name == "mfrac":
        return "/".join(f"({part})" if len(part) > 1 else part for part in parts)
    joined = {"msub": "_", "msup": "^"}.get(element.name)
    if joined:
        return joined.join(parts)
    if element.name == "msqrt":
        return f"√({''.join(parts)})"
    spaced = element.name == "mo" and "".join(parts) in "=≥≤<>+−-×·±≈→"
    return f" {''.join(parts)} " if spaced else "".join(parts)
