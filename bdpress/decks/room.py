"""Room on a slide: text that finds none goes to a further slide, of a long table the first rows stay, with of how many.

Measured as the PPTX lays out, whose letters are the wider ones. What no dividing helps, such as one long cell, stays
as it is: the format that it does not fit says so.
"""

import base64
import itertools
import math
import re
from collections.abc import Iterable
from dataclasses import replace

from bdpress.decks import text_size
from bdpress.decks.outline import Slide
from bdpress.decks.pptx_shapes import Overfull, is_text, text_height
from bdpress.decks.pptx_tables import SIZES, caption_height, fitted
from bdpress.pages.blocks import Block, Picture, Prose, Table
from bdviews.language.messages import gettext

WIDE, RATIOS = 13.333, {"16:9": 7.5, "4:3": 10.0}  # inches: of every slide, and the height of each format
WIDTH, TOP, FOOT = 12.0, 0.48, 0.75  # inches of them that hold text and pictures; below these stands the source
TITLE, KICKER, BELOW_TITLE, BETWEEN = 29, 0.36, 0.2, 0.15  # points of a headline, then inches
READABLE = 17  # points of text: about the least of the HTML, and small enough for a talk
TALLER = 1.16  # the browser's lines in a table are so many times as high
SMALLEST_PICTURE = 1.2  # inches in height, below which a slide of the PPTX is over-full
SLIDE_PICTURE = 3.0  # inches in height that a picture made for a slide needs, as the browser measures
READABLE_PICTURE = 3.8  # inches in height that a picture made for a page needs, whose type is small
TALLEST = 1.2  # times its width: a picture any taller has letters of less than half their size on a slide
_VIEW_BOX = re.compile(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\1[`~]*[ \t]*$|\Z)", re.M | re.S)  # to its end, or the text's
FEWEST = 3  # rows of a table that are worth showing below text
SPARE = 3  # rows that find room beside the tallest ones when columns are shared anew


def roomy(slides: list[Slide], lang: str) -> list[Slide]:
    """Divide the slides, but the cover and those laid out in columns, whose text or table finds no room.

    A picture made for a page that is too tall to be read on a slide gives way to its finding.
    """
    return [slides[0], *(part for slide in slides[1:] for part in _parts(_with_legible(slide, lang), lang))]


def _with_legible(slide: Slide, lang: str) -> Slide:
    """The slide without pictures that are too tall; of each its source goes to the footer, which it no longer bears."""
    lead = [_legible(block, lang) for block in slide.lead]
    given_way = [block for block, kept in zip(slide.lead, lead, strict=True) if block is not kept]
    sources = [block.source for block in given_way if isinstance(block, Picture)]
    return replace(slide, lead=lead, said="; ".join(filter(None, [slide.said, *sources])))


def _legible(block: Block, lang: str) -> Block:
    if not isinstance(block, Picture) or not block.lettered or block.mime != "image/svg+xml":
        return block
    sides = _VIEW_BOX.search(base64.b64decode(block.data))
    if sides is None or float(sides[2]) <= TALLEST * float(sides[1]):
        return block
    far = gettext(lang, "The chart is too tall for a slide: it stands on the page.")
    return Prose(f"**{block.title}**\n\n{far}" if block.title else far, computed=True)


def _parts(slide: Slide, lang: str) -> Iterable[Slide]:
    """The slide itself where it fits, else its blocks on as many slides of its title as they take."""
    room = body_height(slide)
    if slide.stats or slide.columns or _fits(slide.lead, room):
        return [slide]
    try:
        made = [replace(slide, lead=_cut(_joined(page), room, lang)) for page in _pages(slide.lead, room)]
    except Overfull:  # a table with too many columns
        return [slide]
    return [made[0], *(replace(one, notes="") for one in made[1:])]


def _pages(blocks: list[Block], room: float) -> list[list[Block]]:
    """Put blocks on pages, in their order: the next page begins where even the least of one finds no room."""
    pages: list[list[Block]] = [[]]
    for piece in [piece for block in blocks for piece in _pieces(block)]:
        if pages[-1] and sum(_least(one) for one in [*pages[-1], piece]) > room:
            pages.append([])
        pages[-1].append(piece)
    return pages


def body_height(slide: Slide) -> float:
    """Inches that headline and footer leave."""
    head = TOP + KICKER * bool(slide.kicker) + text_size.height(slide.title, TITLE, WIDTH, True) + BELOW_TITLE
    return slide.high - FOOT - head


def _fits(blocks: list[Block], room: float) -> bool:
    """Whether all blocks stand below each other in the smallest type."""
    left = room - text_height(blocks, READABLE, WIDTH) - BETWEEN * len(blocks)
    seen = [block for block in blocks if not is_text(block)]
    share = left / max(len(seen), 1)
    fit = (_table_fits(block, share) if isinstance(block, Table) else share >= _seen_from(block) for block in seen)
    return left >= 0 and all(fit)


def _seen_from(picture: Picture) -> float:
    """Inches in height that a picture needs to be seen."""
    return READABLE_PICTURE if picture.lettered else SLIDE_PICTURE


def _table_fits(table: Table, height: float) -> bool:
    try:
        fitted(table, WIDTH, (height - caption_height(table, WIDTH)) / TALLER)
    except Overfull:
        return False
    return True


def _pieces(block: Block) -> list[Block]:
    """Paragraphs of prose, and items of a list each; anything else, as code between fences, stays whole."""
    if not isinstance(block, Prose):
        return [block]
    made, at, text = [], 0, block.text
    for fence in [*_FENCE.finditer(text), None]:
        prose = text[at : fence.start() if fence else len(text)]
        made += prose.replace("\n- ", "\n\n- ").split("\n\n")
        if fence:
            made.append(fence[0])
            at = fence.end()
    return [replace(block, text=piece) for piece in made if piece.strip()]


def _joined(blocks: list[Block]) -> list[Block]:
    """Blocks with neighbouring pieces of prose as one."""
    made: list[Block] = []
    for block in blocks:
        if made and isinstance(block, Prose) and isinstance(made[-1], Prose):
            between = "\n" if made[-1].text.startswith("- ") and block.text.startswith("- ") else "\n\n"
            made[-1] = replace(made[-1], text=made[-1].text + between + block.text)
        else:
            made.append(block)
    return made


def _least(block: Block) -> float:
    """Inches in height that a block takes at least, with the space below it."""
    if isinstance(block, Picture):
        return READABLE_PICTURE + BETWEEN
    if isinstance(block, Table):
        return _height(replace(block, rows=block.rows[:FEWEST])) + BETWEEN
    return text_height([block], READABLE, WIDTH) + BETWEEN


def _height(table: Table) -> float:
    """Height of a table in the smallest type, with its caption."""
    _, _, heights = fitted(table, WIDTH, math.inf, sizes=SIZES[-1:])
    return caption_height(table, WIDTH) + sum(heights)


def _cut(blocks: list[Block], room: float, lang: str) -> list[Block]:
    """Leave of the table on a slide the rows that find room."""
    left = room - sum(_least(block) for block in blocks if not isinstance(block, Table)) - BETWEEN
    return [_first_rows(block, left, lang) if isinstance(block, Table) else block for block in blocks]


def _first_rows(table: Table, room: float, lang: str) -> Table:
    """The first rows that find room, at least one, with a caption that says of how many."""
    if _table_fits(table, room):
        return table
    _, _, heights = fitted(table, WIDTH, math.inf, sizes=SIZES[-1:])
    some, every, most = table, len(table.rows), sum(high < room for high in itertools.accumulate(heights)) + SPARE
    for many in range(min(every - 1, most), 0, -1):
        of = gettext(lang, "The first {k} of {n} rows; the page has all", k=many, n=every)
        caption = f"{table.caption} – {of[0].lower()}{of[1:]}" if table.caption else of
        some = replace(table, rows=table.rows[:many], caption=caption)
        if _table_fits(some, room):
            return some
    return some
