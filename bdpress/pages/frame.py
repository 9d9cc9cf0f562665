"""The order of a page: what answers comes first, how it was made last; code is one fold a section."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from markupsafe import Markup

from bdpress.pages import behind
from bdpress.pages.blocks import Block, Picture, Plain, Prose, Table
from bdpress.pages.document import Cell, Document
from bdpress.pages.drawing import dark_rules, drawing, inks
from bdpress.pages.markup import slug, soup, to_html
from bdviews.language.messages import gettext

_SECTION = re.compile(r"\s*##\s")
_HEADING = re.compile(r"<h([2-6])>(.*?)</h\1>", re.DOTALL)
_BULLET = re.compile(r"\s*[-*]\s")
CARDS = 11  # columns: a table with more is read row by row, at any width
LANDSCAPE = 10  # columns: a table with so many lies on its side on paper


@dataclass
class Section:
    """A heading of level two with what stands under it, and the work behind: code with what it gave raw."""

    blocks: list[Block] = field(default_factory=list)
    work: list[tuple[str, list[Block]]] = field(default_factory=list)


def sections(document: Document) -> tuple[list[Section], Section]:
    """Divide a document at its headings of level two; words and code before the first one say how it was made.

    Where findings are sentences of :mod:`bdviews.sentences`, frames and texts as Python writes them are work, folded
    with the code; elsewhere they are all there is to see.
    """
    made, about = [Section()], Section()
    speaks = any(prose.sentences for prose in texts(document.cells))
    for cell in document.cells:
        raw = [block for block in cell.blocks if speaks and cell.code.strip() and _raw(block)]
        for block in cell.blocks:
            if isinstance(block, Prose) and _SECTION.match(block.text):
                made.append(Section())
            if not any(block is one for one in raw):
                made[-1].blocks.append(block)
        if cell.code.strip():
            made[-1].work.append((cell.code.strip(), raw))
    if len(made) > 1:  # without any heading there is only one section, which stays whole
        about = Section([block for block in made[0].blocks if _explains(block)], made[0].work)
        made[0] = Section([block for block in made[0].blocks if not _explains(block)])
    if speaks:
        made = _telling(made)
    return [section for section in made if section.blocks or section.work], about


def _telling(made: list[Section]) -> list[Section]:
    """Leave out what says only that there is nothing, and what leads to it: lines, or a section; its code stays."""
    kept: list[Section] = []
    for section in made:
        blocks: list[Block] = []
        for block in section.blocks:
            if not (isinstance(block, Prose) and block.nothing):
                blocks.append(block)
            elif blocks and _explains(blocks[-1]) and not _SECTION.match(blocks[-1].text):
                blocks.pop()
        if section.work and kept and all(map(_explains, blocks)):
            kept[-1].work.extend(section.work)
        else:
            kept.append(Section(blocks, section.work))
    return kept


def _explains(block: Block) -> bool:
    return isinstance(block, Prose) and not block.computed


def _raw(block: Block) -> bool:
    if isinstance(block, Table):
        return block.raw
    return type(block) is Plain and not block.error and not block.fault


class Names:
    """Anchors of headings, each once on its page, and the list of contents."""

    def __init__(self) -> None:
        self.contents: list[tuple[int, str, str]] = []
        self.used: set[str] = set()

    def anchored(self, html: str) -> str:
        """Put an anchor at every heading of some HTML."""
        return _HEADING.sub(self._anchor, html)

    def _anchor(self, heading: re.Match[str]) -> str:
        level, inside = int(heading[1]), heading[2]
        words = " ".join(soup(inside).get_text().split())
        name, number = slug(words), 1
        anchor = name
        while anchor in self.used:
            number += 1
            anchor = f"{name}-{number}"
        self.used.add(anchor)
        if level < 4:
            self.contents.append((level, anchor, words))
        link = f'<a class="anchor" href="#{anchor}" aria-label="{escape(words)}">#</a>'
        return f'<h{level} id="{anchor}">{inside}{link}</h{level}>'


class Shown:
    """What of a page's blocks the template shows, rendered; made in the order of the page."""

    def __init__(self, document: Document, notebooks: Mapping[str, tuple[str, str]]) -> None:
        self.lang, word = document.lang, gettext(document.lang, "notebook")
        self.names, self.inks, self.count = Names(), set(), 0
        self._linked = re.compile(rf"(?<![\w>])({word})\s(\d\d)\b", re.IGNORECASE) if notebooks else None
        self._notebooks = notebooks

    def prose(self, block: Prose) -> Markup:
        """Text with anchors; under each sentence that says so, the figures it rests on."""
        if not block.sentences:
            return Markup(self._linking(self.names.anchored(to_html(block.text))))
        said = [self._sentence(one) for one in block.sentences]
        if _BULLET.match(block.text):
            return Markup(f"<ul>{''.join(f'<li>{one}</li>' for one in said)}</ul>")
        return Markup("".join(f'<div class="said">{one}</div>' for one in said))

    def _sentence(self, one: Mapping[str, object]) -> str:
        text = self._linking(self.names.anchored(to_html(str(one["text"]))))
        rows = behind.rows(one.get("figure_ids") or (), self.lang)
        if not rows:
            return text
        listed = "".join(f"<li>{_row(row)}</li>" for row in rows[: behind.MOST])
        rest = f"<li>+ {len(rows) - behind.MOST}</li>" if len(rows) > behind.MOST else ""
        behind_it = escape(gettext(self.lang, "Figures behind it:"))
        fold = f"<summary>{behind_it} <b>{len(rows)}</b></summary><ul>{listed}{rest}</ul>"
        return f'{text}<details class="behind">{fold}</details>'

    def _linking(self, html: str) -> str:
        """Name the page of notebook 03 where a text says "notebook 03", and lead to it."""
        if not self._linked:
            return html
        ways = {number: f'“<a href="{way}">{escape(title)}</a>”' for number, (title, way) in self._notebooks.items()}
        return self._linked.sub(lambda found: ways.get(found[2], found[0]), html)

    def drawings(self, block: Picture) -> dict[str, Markup]:
        """Drawings of a picture by width; nothing where it is pixels."""
        drawn = {size: block.drawn[size] for size in ("wide", "narrow") if block.drawn}
        for svg in drawn.values():
            self.inks |= inks(svg)
        return {size: drawing(svg, self.name(size[0])) for size, svg in drawn.items()}

    def name(self, letter: str) -> str:
        """Name an element, each once on its page."""
        self.count += 1
        return f"{letter}{self.count}"

    @property
    def dark(self) -> str:
        """Dark values of the inks that were used so far."""
        return dark_rules(self.inks)


def _row(row: behind.Row) -> str:
    title = escape(row.title)
    link = f'<a href="{escape(row.url)}" rel="noopener noreferrer">{title}</a>' if row.url else title
    page = ": ".join(filter(None, [escape(row.publisher), link]))
    when = f" ({escape(row.published)})" if row.published else ""
    return f"<q>{escape(row.figure)}</q> – {escape(row.about)}. {page}{when}"


def heads(table: Table, name: str) -> Markup:
    """CSS that writes each column's heading before its cells, for where a row is read as a card."""
    rules = (f"#{name} td:nth-child({n}){{--head:{_quoted(text)}}}" for n, text in enumerate(table.header, 1))
    return Markup("".join(rules))


def _quoted(text: str) -> str:
    """A string of CSS that can close neither itself nor its element."""
    safe = "".join(letter if letter.isalnum() or letter in " .,()%·–-/" else f"\\{ord(letter):x} " for letter in text)
    return f'"{safe}"'


def look(table: Table) -> str:
    """Classes of a table: `cards` for one that is read row by row, `wide` for one that lies on its side on paper."""
    return "cards" if len(table.header) > CARDS else "wide" if len(table.header) >= LANDSCAPE else ""


def texts(cells: Iterable[Cell]) -> Iterator[Prose]:
    """Every prose block."""
    yield from (block for cell in cells for block in cell.blocks if isinstance(block, Prose))
