"""From the cells of a notebook to slides: where one ends, what is its headline, what stands beside what.

- A heading of level two starts a slide, whether written in a Markdown cell or computed by a code cell; so does the
  slide type "slide" or "subslide" in a cell's metadata. "skip" leaves a cell out, "notes" gives it to the speaker of
  the slide before; where that is not shown, as its cells had nothing to say, its notes go with it.
- The first heading of level one that a cell computes is the talk's title, wherever it stands; behind another heading
  it starts a slide, too.
- A figure at slide size brings its finding: it becomes the headline, and the heading the small line above it.
- A second figure or table, unless tagged `col`, goes to a further slide under the same heading.
- A last paragraph that begins with "Nguồn:" or "Source:" goes to the footer.
- Cells tagged `col`, and figures of half size, stand side by side. A list tagged `stats` shows its bold words large.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bdpress.pages.blocks import Block, Picture, Prose, Table
from bdpress.pages.document import Cell, Document
from bdpress.pages.markup import to_text

_HEADING = re.compile(r"^##?\s+(.+?)\s*#*\s*(?:\n|$)")
_SOURCE = re.compile(r"(?:^|\n\n)(?:Nguồn|Sources?): (.+)$")
_NEXT = re.compile(r"\n(?=##?\s)")


@dataclass
class Slide:
    """One slide: headline, the small line above it, blocks above the columns, columns, what the speaker says.

    `said` are sources that a paragraph named, `found` tells that a cell computed the headline; `high` are inches.
    """

    title: str = ""
    kicker: str = ""
    lead: list[Block] = field(default_factory=list)
    columns: list[Block] = field(default_factory=list)
    stats: list[Block] = field(default_factory=list)
    notes: str = ""
    said: str = ""
    found: bool = False
    high: float = 7.5

    @property
    def blocks(self) -> list[Block]:
        """Everything on the slide, in reading order."""
        return [*self.lead, *self.stats, *self.columns]

    @property
    def source(self) -> str:
        """Sources of the slide's figures, and those that a paragraph of its own named."""
        pictures = (block.source for block in self.blocks if isinstance(block, Picture) and not block.lettered)
        said = filter(None, [self.said, *pictures])
        return "; ".join(dict.fromkeys(part.strip() for text in said for part in text.split(";")))


def slides(document: Document, high: float = 7.5) -> list[Slide]:
    """Divide a document into slides, so high; the first is the title slide, with what is said before any heading."""
    made = [Slide(title=document.title)]
    dropped = False
    for cell in document.cells:
        if cell.slide_type == "skip":
            continue
        if cell.slide_type == "notes":
            words = "\n\n".join(block.text for block in cell.blocks if isinstance(block, Prose))
            made[-1].notes += "" if dropped else words + "\n\n"
            continue
        if cell.blocks:
            dropped = False
        elif _silent(cell):
            dropped = made[-1].found
        if cell.slide_type in ("slide", "subslide") and (made[-1].blocks or len(made) == 1):
            made.append(Slide(title=made[-1].title))
        for block in _pieces(cell):
            _add(made, block, cell)
    shown = [made[0], *(_headlined(slide) for slide in made[1:] if slide.blocks and not _without_rows(slide))]
    return [replace(slide, high=high) for slide in shown]


def _silent(cell: Cell) -> bool:
    """Whether a cell was to show something and had nothing: its last line is no assignment, yet no block came of it."""
    try:
        last = ast.parse(cell.code).body[-1:]
    except SyntaxError:  # a magic of IPython
        return False
    return not cell.blocks and bool(last) and isinstance(last[0], ast.Expr)


def _without_rows(slide: Slide) -> bool:
    """Whether all that was computed for a slide says that there are no rows."""
    found = [block for block in slide.blocks if not isinstance(block, Prose) or block.computed]
    return bool(found) and all(isinstance(block, Prose) and block.nothing for block in found)


def _pieces(cell: Cell) -> Iterator[Block]:
    """Blocks of a cell, prose divided at its headings."""
    for block in cell.blocks:
        if isinstance(block, Prose):
            yield from (replace(block, text=text) for text in _NEXT.split(block.text.strip()) if text.strip())
        else:
            yield block


def _add(made: list[Slide], block: Block, cell: Cell) -> None:
    heading = _HEADING.match(block.text) if isinstance(block, Prose) else None
    if heading:
        title, rest = to_text(heading[1]), block.text[heading.end() :].strip()
        if block.computed and block.text.startswith("# ") and not made[0].found:
            begun = len(made) > 1 and made[-1].title != made[0].title
            _name_talk(made, title, "" if begun else rest)
            if not begun:
                return
        alone = len(made) > 1 and made[-1].title != made[0].title and not made[-1].blocks
        if alone and block.computed:
            made[-1].title, made[-1].kicker = title, made[-1].title
        else:
            made.append(Slide(title=title, found=block.computed))
        if rest:
            _place(made[-1], Prose(rest, block.computed), cell)
        return
    shown = [one for one in (block, *made[-1].blocks) if isinstance(one, Picture | Table)]
    on_cover = len(made) == 1 and not isinstance(block, Prose)  # which has words alone
    if on_cover or (block in shown[:1] and shown[1:] and not _beside(block, cell)):
        made.append(Slide(title=made[-1].title))
    _place(made[-1], block, cell)


def _name_talk(made: list[Slide], title: str, rest: str) -> None:
    """Let what was found name the talk, and the slides that had no other name than the talk's."""
    before, made[0].found = made[0].title, True
    for slide in made:
        slide.title = title if slide.title == before else slide.title
    if rest:
        made[0].lead.append(Prose(rest, True))


def _place(slide: Slide, block: Block, cell: Cell) -> None:
    if isinstance(block, Prose) and (named := _SOURCE.search(block.text)):
        slide.said = to_text(named[1])
        block = replace(block, text=block.text[: named.start()].rstrip())
        if not block.text:
            return
    where = slide.stats if "stats" in cell.tags else slide.columns if _beside(block, cell) else slide.lead
    where.append(block)


def _beside(block: Block, cell: Cell) -> bool:
    return "col" in cell.tags or (isinstance(block, Picture) and block.size == "half")


def _headlined(slide: Slide) -> Slide:
    """Let the finding of a slide's only figure be its headline."""
    findings = [block for block in slide.blocks if isinstance(block, Picture) and block.title and not block.lettered]
    if len(findings) == 1 and not slide.kicker and findings[0].title != slide.title:
        return replace(slide, title=findings[0].title, kicker=slide.title)
    return slide
