"""What pages and slides are made of: prose, tables, pictures, strips and plain text."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Prose:
    """Markdown of a text cell, or Markdown that a code cell computed."""

    text: str
    computed: bool = False
    sentences: tuple[dict[str, Any], ...] = ()  # each with the figures it rests on, see bdviews.sentences
    nothing: bool = False  # says only that there are no rows


@dataclass(frozen=True)
class Table:
    """Text of a table: columns that align right, rows that stand out, the frame itself, addresses by row and column."""

    header: list[str]
    rows: list[list[str]]
    caption: str = ""
    numeric: list[bool] = field(default_factory=list)
    strong: frozenset[int] = frozenset()
    raw: bool = False
    links: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """A figure: its image (base64), its words, and the data behind it where it carries them."""

    data: str
    mime: str = "image/png"
    alt: str = ""
    title: str = ""
    subtitle: str = ""
    source: str = ""
    size: str = ""
    width: int | None = None
    table: dict[str, Any] | None = None
    drawn: dict[str, str] | None = None  # SVG, "wide" and "narrow", whose words the page sets

    @property
    def lettered(self) -> bool:
        """Whether the image itself bears title, subtitle and source: those made for a page do."""
        return self.size == "page"


@dataclass(frozen=True)
class Plain:
    """Output without markup: a printed line, or the message of an error; `fault`: what cannot be shown, and where."""

    text: str
    error: bool = False
    fault: str = ""


@dataclass(frozen=True)
class Strip(Plain):
    """Named squares that show all at a glance; its text where squares cannot be drawn."""

    title: str = ""
    squares: tuple[dict[str, str], ...] = ()
    legend: tuple[tuple[str, str, int, str], ...] = ()
    note: str = ""


Block = Prose | Table | Picture | Plain
