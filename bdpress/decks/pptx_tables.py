"""Native tables on an editable slide: type as large as fits, widths as browsers share them."""

from collections.abc import Iterable
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from bdpress.decks import text_size
from bdpress.decks.pptx_shapes import INK, MUTED, RULE, SMALLEST, SOFT, Box, Overfull, add_line, add_run, describe
from bdpress.pages.blocks import Table
from bdpress.pages.markup import Run

SIZES = (18, 17, 16, 15, 14, SMALLEST, 12)  # points; a table of many columns may go below what text may
BREAKS, NARROW = 2.5, 1.2  # inches: a longer word, such as an address, may be broken; where columns are many


def add_table(slide: Any, table: Table, box: Box) -> float:
    """Add a native table, its type as large as fits, and give its height; Overfull where the smallest is too large."""
    top = box.top
    if table.caption:
        high = caption_height(table, box.width)
        add_line(slide, table.caption, Box(box.left, top, box.width, high), 16, bold=True)
        top += high
    points, widths, heights = fitted(table, box.width, box.height - (top - box.top))
    shape = slide.shapes.add_table(len(table.rows) + 1, len(widths), *Box(box.left, top, box.width, sum(heights)).emu)
    describe(shape, table.caption or "; ".join(table.header))
    made = shape.table
    made.horz_banding, made.first_row = False, True
    style = made._tbl.tblPr.find(qn("a:tableStyleId"))
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"
    for column, inches in zip(made.columns, widths, strict=True):
        column.width = Inches(inches)
    for number, cells in enumerate([table.header, *table.rows]):
        made.rows[number].height = Inches(heights[number])
        for place, text in enumerate(cells):
            _fill(made, table, number, place, text, points)
    return top - box.top + sum(heights)


def caption_height(table: Table, width: float) -> float:
    """Inches that the caption takes above the table."""
    return text_size.height(table.caption, 16, width, True) + 0.08 if table.caption else 0.0


def fitted(
    table: Table, width: float, height: float, sizes: Iterable[float] = SIZES
) -> tuple[float, list[float], list[float]]:
    """Find the largest type at which the table fits: points, column widths, row heights; Overfull where none does."""
    for points in sizes:
        widths, wide = _widths(table, points, width, NARROW if points == SIZES[-1] else BREAKS)
        if wide > width:
            continue
        heights = [_row(cells, points, widths, cells is table.header) for cells in [table.header, *table.rows]]
        if sum(heights) <= height:
            return points, widths, heights
    raise Overfull(wide - width if wide > width else sum(heights) - height)


def _widths(table: Table, points: float, room: float, breaks: float) -> tuple[list[float], float]:
    """Share the room as browsers do: each column its longest word, the rest by need; give the least width, too."""
    columns = [[row[place] for row in [table.header, *table.rows]] for place in range(len(table.header))]
    words = [[word for text in column for word in text.split(" ")] for column in columns]
    least = [max(text_size.width(word, points, True) for word in column) for column in words]
    most = [max(text_size.width(text, points, True) for text in column) for column in columns]
    least, most = ([width + 0.26 for width in widths] for widths in (least, most))
    spare, wanted = max(room - sum(least), 0.0), sum(most) - sum(least)
    part = min(spare / wanted, 1.0) if wanted else 0.0
    taken = [low + (high - low) * part for low, high in zip(least, most, strict=True)]
    return [width * room / sum(taken) for width in taken], sum(min(width, breaks) for width in least)


def _row(cells: list[str], points: float, widths: list[float], bold: bool) -> float:
    heights = [text_size.height(text, points, width - 0.22, bold) for text, width in zip(cells, widths, strict=True)]
    return max(heights) + points * 0.011


def _fill(made: Any, table: Table, number: int, place: int, text: str, points: float) -> None:
    cell, head = made.cell(number, place), number == 0
    strong, right = head or number - 1 in table.strong, table.numeric[place]
    cell.margin_left, cell.margin_right = Inches(0.08 if place else 0), Inches(0.14)
    cell.margin_top, cell.margin_bottom = Pt(points * 0.28), Pt(points * 0.24)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP
    line = cell.text_frame.paragraphs[0]
    line.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    add_run(line, Run(text), points, MUTED if head else INK, strong)
    if strong and not head:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(SOFT)
    else:
        cell.fill.background()
    _rules(cell, head)


def _rules(cell: Any, head: bool) -> None:
    """Draw a heavy rule above the heading and a light one below each row, nothing else."""
    properties = cell._tc.get_or_add_tcPr()
    edges = {"a:lnL": 0, "a:lnR": 0, "a:lnT": 2.25 if head else 0, "a:lnB": 1.0 if head else 0.75}
    fill = next((child for child in properties if child.tag in (qn("a:noFill"), qn("a:solidFill"))), None)
    for name, points in edges.items():
        edge = properties.makeelement(qn(name), {"w": str(Pt(points)), "cmpd": "sng"})
        inside = edge.makeelement(qn("a:solidFill" if points else "a:noFill"), {})
        if points:
            inside.append(inside.makeelement(qn("a:srgbClr"), {"val": INK if head else RULE}))
        edge.append(inside)
        fill.addprevious(edge)
