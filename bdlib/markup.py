"""Markdown to HTML that can carry nothing but text: raw HTML, script links and outside images show as what they are.

Formulas become MathML (latex2mathml), which browsers set without a script.
"""

import html
import re
from functools import lru_cache
from typing import Any

import mistune
from bs4 import BeautifulSoup

from bdlib.parameters import fold

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
    return " ".join(soup(to_html(text)).get_text(" ").split()).replace(" .", ".").replace(" ,", ",")


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


def attributes(**values: Any) -> str:
    """Write HTML attributes, escaped; None and empty ones are left out."""
    return "".join(f' {name}="{html.escape(str(value))}"' for name, value in values.items() if value not in (None, ""))
