"""What stands on an editable slide: text boxes, native tables, native charts, pictures; sizes in inches."""

import base64
import io
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from bdpress.decks import text_size
from bdpress.pages.blocks import Block, Picture, Plain, Table
from bdpress.pages.markup import Paragraph, Run, paragraphs

INK, MUTED, RULE, ACCENT, SOFT = "1B2733", "55616E", "D5DBE1", "0B4F8A", "E4EEF7"
SERIES = ("0B4F8A", "C4511C", "0B8F75", "873C2D", "A552C4")
OTHERS = "8793A0"
SMALLEST = 13  # points: below this a slide is over-full
_KINDS = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "dot": XL_CHART_TYPE.XY_SCATTER,  # a row each: places and scores, whose zero means nothing
}


@dataclass(frozen=True)
class Box:
    """A place on the slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Left, top, width and height as python-pptx takes them."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


class Overfull(Exception):
    """What should stand in a box is this many inches too high."""


def is_text(block: Block) -> bool:
    """Whether a block is neither picture nor table."""
    return not isinstance(block, Picture | Table)


def words(block: Block) -> str:
    """Markdown of a block of text."""
    return f"```\n{block.text}\n```" if isinstance(block, Plain) else block.text


def text_height(blocks: list[Block], points: float, room: float) -> float:
    """Height in inches of the blocks of text set at so many points, one below the other."""
    return sum(_prose_height(words(block), points, room) for block in blocks if is_text(block))


def _prose_height(text: str, points: float, room: float) -> float:
    total = 0.0
    for paragraph in paragraphs(text):
        size = points * (1.1 if paragraph.heading else 1)
        words = "".join(run.text for run in paragraph.runs)
        total += text_size.height(words, size, room - _indent(paragraph), paragraph.heading) + size * 0.45 / 72
    return total


def add_prose(slide: Any, text: str, box: Box, points: float, ink: str = INK) -> None:
    """Set Markdown as a text box: bold, italics, links, lists with hanging marks."""
    frame = add_box(slide, box)
    for number, paragraph in enumerate(paragraphs(text)):
        line = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        line.space_after = Pt(points * 0.45)
        if paragraph.mark:
            _hang(line, paragraph)
        for run in paragraph.runs:
            add_run(line, run, points * (1.1 if paragraph.heading else 1), ink, paragraph.heading)


def add_box(slide: Any, box: Box, anchor: Any = MSO_ANCHOR.TOP) -> Any:
    """Add an empty text box without inner margins; give its text frame."""
    return bare(slide.shapes.add_textbox(*box.emu), anchor)


def bare(shape: Any, anchor: Any = MSO_ANCHOR.TOP) -> Any:
    """Take the inner margins from a shape; give its text frame."""
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def add_line(slide: Any, text: str, box: Box, points: float, ink: str = INK, *, bold: bool = False,
             align: Any = PP_ALIGN.LEFT, anchor: Any = MSO_ANCHOR.TOP) -> Any:  # fmt: skip
    """Add a text box with one paragraph; give the paragraph."""
    line = add_box(slide, box, anchor).paragraphs[0]
    line.alignment = align
    add_run(line, Run(text, bold), points, ink, False)
    return line


def add_picture(slide: Any, picture: Picture, box: Box) -> None:
    """Add a picture as large as the box allows, with its words."""
    shape = slide.shapes.add_picture(io.BytesIO(base64.b64decode(picture.data)), Inches(box.left), Inches(box.top))
    scale = min(Inches(box.width) / shape.width, Inches(box.height) / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    describe(shape, picture.alt)


def is_chart(picture: Picture) -> bool:
    """Whether a figure for a slide says how its data make a chart, in a way that can be drawn."""
    table = picture.table or {}
    spec = table.get("chart") or {}
    names = {name: place for place, name in enumerate(table.get("columns", []))}
    shown = spec.get("values") if isinstance(spec.get("values"), list) else []
    if picture.lettered or spec.get("kind") not in _KINDS or not shown:
        return False
    if not {spec.get("category"), *shown} <= names.keys():
        return False
    cells = (row[names[name]] for row in table["rows"] for name in shown)
    return all(cell is None or isinstance(cell, int | float) for cell in cells)


def add_chart(slide: Any, picture: Picture, box: Box) -> None:
    """Add the data of a figure as a native chart, which can be edited in the program that shows it."""
    spec, table = picture.table["chart"], picture.table
    columns = {name: [row[place] for row in table["rows"]] for place, name in enumerate(table["columns"])}
    category = columns[spec["category"]]
    if spec["kind"] == "dot":
        data = _rows_of_dots(spec, columns[spec["values"][0]])
    else:
        data = CategoryChartData()
        data.categories = [str(value) for value in category]
        for name in spec["values"]:
            data.add_series(name, columns[name])
    if picture.subtitle:
        add_line(slide, picture.subtitle, Box(box.left, box.top, box.width, 0.3), 16, MUTED)
        box = Box(box.left, box.top + 0.36, box.width, box.height - 0.36)
    shape = slide.shapes.add_chart(_KINDS[spec["kind"]], *box.emu, data)
    describe(shape, picture.alt)
    _dress(shape.chart, spec)
    if spec["kind"] == "dot":
        _dots(shape.chart, spec, columns)


def add_rule(slide: Any, box: Box, ink: str = ACCENT) -> None:
    """Draw a bar."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
    shape._element.remove(shape._element.find(qn("p:style")))  # its shadow
    shape.line.fill.background()
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(ink)


def describe(shape: Any, alt: str) -> None:
    """Give a shape its alternative text."""
    next(shape._element.iter(qn("p:cNvPr"))).set("descr", alt)


def _dress(chart: Any, spec: dict[str, Any]) -> None:
    chart.font.size, chart.font.color.rgb = Pt(15), RGBColor.from_string(INK)
    chart.has_title = False
    chart.has_legend = len(spec["values"]) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(RULE)
    chart.value_axis.format.line.fill.background()
    if spec["kind"] == "bar":
        chart.category_axis.reverse_order = True
    plot = chart.plots[0]
    if spec["kind"] in ("bar", "column"):
        plot.gap_width, plot.has_data_labels = 45, True
        chart.value_axis.visible = chart.value_axis.has_major_gridlines = False  # the labels say it
        if all(value is None or value >= 0 for series in plot.series for value in series.values):
            chart.value_axis.minimum_scale = 0
    inks = (OTHERS,) if spec["kind"] == "dot" else SERIES
    for series, ink in zip(plot.series, inks, strict=False):
        colour = series.format.line.color if spec["kind"] == "line" else _solid(series)
        colour.rgb = RGBColor.from_string(ink)


def _rows_of_dots(spec: dict[str, Any], values: list) -> XyChartData:
    """Dots from the top; before them others, which are not seen: where names and unit stand at the left, ticks below.

    LibreOffice leaves out a series that is shorter than a later one.
    """
    data, known = XyChartData(), [one for one in values if one is not None]
    left, ticks = min(known) - ((max(known) - min(known)) or 1.0) / 2, [value for value, _ in spec.get("ticks", [])]
    words, seen = data.add_series(""), data.add_series(spec["values"][0])
    for row, x in enumerate(values):
        words.add_data_point(left, len(values) - row)
        seen.add_data_point(x, len(values) - row)
    for x in (left, *ticks) if ticks else ():
        words.add_data_point(x, 0)
    return data


def _dots(chart: Any, spec: dict[str, Any], columns: dict[str, list]) -> None:
    """Draw a row a name, its dot where the value lies, with the name and its words at the right, and ticks below."""
    names, series = chart.plots[0].series
    ticks = spec.get("ticks", [])
    across, along = chart.category_axis, chart.value_axis
    for one in (series, names):
        _unseen(one, OTHERS)
        labels = one._element.get_or_add_dLbls()
        labels.get_or_add_txPr().find(qn("a:bodyPr")).set("wrap", "none")
        one.marker.style = XL_MARKER_STYLE.NONE
    chart.has_legend = False
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 11
    _solid(series.marker).rgb = RGBColor.from_string(OTHERS)
    series.marker.format.line.fill.background()
    category = columns[spec["category"]]
    labels = columns.get(spec.get("labels"), [])
    values = [one for one in columns[spec["values"][0]] if one is not None]
    along.visible = False
    along.major_unit = 1  # a line between rows
    along.minimum_scale, along.maximum_scale = 0.5 - bool(ticks), len(category) + 0.5
    width = ((max(values) - min(values)) or 1.0) / 2
    across.has_major_gridlines = False
    across.minimum_scale = min(values) - 1.02 * width  # left of the names' dots: LibreOffice drops one on the edge
    across.maximum_scale = max(values) + width  # room for the words
    across.visible = False  # its numbers have the decimal mark of the machine, the written ticks the reader's
    for place, (_, tick) in enumerate(ticks, len(category) + 1):
        _write(names.points[place], tick, XL_LABEL_POSITION.CENTER, MUTED)
    if ticks:
        _write(names.points[len(category)], spec.get("unit", ""), XL_LABEL_POSITION.RIGHT, MUTED)
    for place, value in enumerate(category):
        point = series.points[place]
        bold = value == spec.get("focus")
        for part in (point, point.marker):  # LibreOffice takes the ink of the point
            _solid(part).rgb = RGBColor.from_string(SERIES[0] if bold else OTHERS)
        point.marker.format.line.fill.background()
        _unseen(point, SERIES[0] if bold else OTHERS)
        if bold:  # the area's own, told apart by more than its ink
            point.marker.style, point.marker.size = XL_MARKER_STYLE.DIAMOND, 15
        words = str(labels[place]).replace("\n", " · ") if labels else ""
        for dot, text in ((names.points[place], str(value)), (point, f"\u00a0\u00a0{words}")):  # clear of the dot
            _write(dot, text, XL_LABEL_POSITION.RIGHT, INK, bold)


def _unseen(part: Any, ink: str) -> None:
    """Draw no line, but give it the ink of the dots, which LibreOffice takes from it."""
    part.format.line.color.rgb = RGBColor.from_string(ink)
    colour = part.format.line.fill._xPr.find(qn("a:solidFill"))[0]
    colour.append(colour.makeelement(qn("a:alpha"), {"val": "0"}))


def _write(dot: Any, text: str, where: Any, ink: str, bold: bool = False) -> None:
    """Write words at a dot of a chart."""
    frame = dot.data_label.text_frame
    frame.text, frame.word_wrap = text, False
    dot.data_label.position = where
    for run in frame.paragraphs[0].runs:
        run.font.size, run.font.bold, run.font.color.rgb = Pt(14), bold, RGBColor.from_string(ink)


def _solid(part: Any) -> Any:
    part.format.fill.solid()
    return part.format.fill.fore_color


def add_run(line: Any, run: Run, points: float, ink: str, bold: bool) -> None:
    """Add words in one manner to a paragraph."""
    made = line.add_run()
    made.text = run.text
    made.font.size, made.font.bold, made.font.italic = Pt(points), run.bold or bold, run.italic
    made.font.color.rgb = RGBColor.from_string(ink)
    if run.href.startswith(("http://", "https://", "mailto:")):
        made.hyperlink.address = run.href


def _indent(paragraph: Paragraph) -> float:
    return 0.32 * (paragraph.level + 1) if paragraph.mark else 0.0


def _hang(line: Any, paragraph: Paragraph) -> None:
    properties = line._p.get_or_add_pPr()
    properties.set("marL", str(Inches(_indent(paragraph))))
    properties.set("indent", str(-Inches(0.32)))
    bullet = ("a:buChar", {"char": "•"}) if paragraph.mark == "•" else ("a:buAutoNum", {"type": "arabicPeriod"})
    properties.append(properties.makeelement(qn(bullet[0]), bullet[1]))
