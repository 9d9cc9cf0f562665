"""Slides as an editable PPTX: title placeholders, native tables and charts, notes, alternative texts, Arial."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from bdlib.errors import DataError
from bdpress.decks import pptx_shapes as shapes
from bdpress.decks import room, text_size
from bdpress.decks.outline import Slide
from bdpress.decks.pptx_shapes import ACCENT, INK, MUTED, SERIES, SMALLEST, Box, Overfull, is_text, text_height, words
from bdpress.decks.pptx_tables import add_table
from bdpress.decks.room import BELOW_TITLE, BETWEEN, FOOT, KICKER, SMALLEST_PICTURE, TITLE, TOP, WIDTH
from bdpress.files import zipped
from bdpress.pages.blocks import Block, Picture, Prose, Table
from bdpress.pages.document import Document
from bdpress.pages.markup import paragraphs, to_text
from bdpress.pages.wording import head_line, run_line
from bdviews.language import choose
from bdviews.language.messages import gettext

COVER, ON_COVER, PLACE = "0B3D6B", "D3E2F0", "9CD0FF"
LEFT = (room.WIDE - WIDTH) / 2  # inches
BODY, ALONE = 20, 26  # points of text beside others, and alone on a slide
# Points of headline and text, the largest with which the slide has room for all
COVER_TYPE = ((44, BODY), (40, BODY), (36, BODY), (32, BODY))
TYPE = ((TITLE, ALONE), (TITLE, 16), (27, 16), (25, SMALLEST), (23, SMALLEST))
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def pptx(document: Document, slides: list[Slide]) -> bytes:
    """Lay slides out as a PowerPoint file; a DataError names each slide with what does not fit, and by how much."""
    presentation = _blank(document, slides[0].high)
    over = []
    for number, slide in enumerate(slides, 1):
        try:
            made = _laid(presentation, document, slide, cover=number == 1)
        except Overfull as excess:
            over.append(f"slide {number} “{slide.title}” by {float(str(excess)):.2f} of {slide.high:g} inches")
            continue
        if slide.notes:
            made.notes_slide.notes_text_frame.text = to_text(slide.notes)
    if over:
        told = f"slides that fit {room.WIDE:.1f} × {slides[0].high:g} inches, these are over-full: {'; '.join(over)}"
        raise DataError(told, file=f"{document.name}.pptx")
    _speak(presentation, choose(document.lang, vi="vi-VN", en="en-GB"))
    buffer = io.BytesIO()
    presentation.save(buffer)
    return steady(buffer.getvalue())


def steady(archive: bytes) -> bytes:
    """Write an Office file anew without the time of writing, the workbooks inside charts too."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        contents = {name: old.read(name) for name in old.namelist()}
    for name, content in contents.items():
        if name.endswith(".xlsx"):
            contents[name] = steady(content)
        if name == "docProps/core.xml":
            contents[name] = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2000-01-01T00:00:00Z", content)
    return zipped(contents, 0o644)


def _blank(document: Document, high: float) -> Any:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = map(Inches, (room.WIDE, high))
    about = presentation.core_properties
    about.title, about.author, about.last_modified_by, about.language = document.title, "bdlib", "bdlib", document.lang
    about.created = about.modified = _LONG_AGO
    theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode().replace('typeface="Calibri"', 'typeface="Arial"')
    for number, ink in enumerate(SERIES, 1):
        text = re.sub(rf"(<a:accent{number}><a:srgbClr val=\")[0-9A-F]{{6}}", rf"\g<1>{ink}", text)
    text = re.sub(r'(<a:(?:fol)?[hH]link><a:srgbClr val=")[0-9A-F]{6}', rf"\g<1>{ACCENT}", text)
    theme._blob = text.encode()
    return presentation


def _speak(presentation: Any, language: str) -> None:
    """Say in which language every text is, for spelling and for reading aloud."""
    for slide in presentation.slides:
        for run in slide._element.iter(qn("a:r"), qn("a:fld")):
            run.get_or_add_rPr().set("lang", language) if run.tag == qn("a:r") else run[0].set("lang", language)


def _laid(presentation: Any, document: Document, content: Slide, *, cover: bool) -> Any:
    """Lay a slide out in the largest type that leaves room to all; Overfull where none does."""
    lay, sizes = (_cover, COVER_TYPE) if cover else (_slide, TYPE)
    for headline, most in sizes:
        try:
            return lay(presentation, document, content, headline, most)
        except Overfull as excess:
            least = excess
            _drop_last(presentation)
    raise least


def _drop_last(presentation: Any) -> None:
    """Take away the slide that was added last."""
    last = presentation.slides._sldIdLst[-1]
    presentation.part.drop_rel(last.rId)
    presentation.slides._sldIdLst.remove(last)


def _add(presentation: Any, title: str, box: Box, points: float, ink: str) -> Any:
    """Add a slide with only a title, in the layout's own placeholder."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = box.emu
    frame = shapes.bare(shape)
    frame.text = title
    line = frame.paragraphs[0]
    line.alignment, line.font.size, line.font.bold = PP_ALIGN.LEFT, Pt(points), True
    line.font.color.rgb = RGBColor.from_string(ink)
    return slide


def _cover(presentation: Any, document: Document, content: Slide, headline: float, most: float) -> Any:
    high = text_size.height(content.title, headline, WIDTH, True)
    slide = _add(presentation, content.title, Box(LEFT, 1.75, WIDTH, high), headline, "FFFFFF")
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = RGBColor.from_string(COVER)
    top, bottom = high + 2.55, content.high - FOOT
    if name := head_line(document, content.title):
        shapes.add_line(slide, name, Box(LEFT, 1.1, WIDTH, 0.5), 26, PLACE, bold=True)
    shapes.add_rule(slide, Box(LEFT, top - 0.35, 1.0, 0.05), PLACE)
    body = _points(content.blocks, Box(LEFT, top, WIDTH, bottom - top), most)
    for block in content.blocks:
        high = text_height([block], body, WIDTH)
        shapes.add_prose(slide, words(block), Box(LEFT, top, WIDTH, high), body, ON_COVER)
        top += high + 0.1
    if top > bottom + 0.1:
        raise Overfull(top - bottom - 0.1)
    _foot(slide, content, document, ON_COVER)
    return slide


def _slide(presentation: Any, document: Document, content: Slide, headline: float, most: float) -> Any:
    top = TOP + KICKER * bool(content.kicker)
    high = text_size.height(content.title, headline, WIDTH, True)
    slide = _add(presentation, content.title, Box(LEFT, top, WIDTH, high), headline, INK)
    if content.kicker:
        shapes.add_line(slide, content.kicker, Box(LEFT, TOP, WIDTH, 0.3), 16, ACCENT, bold=True)
    top += high + BELOW_TITLE
    body = Box(LEFT, top, WIDTH, content.high - FOOT - top)
    alone = [block for block in content.blocks if is_text(block)] == content.lead
    points = _points(content.lead, body, min(most, ALONE if alone else BODY))
    below = _stack(slide, content.lead, body, not content.kicker, points)
    if content.stats:
        below = _stats(slide, content.stats, below, alone=not content.columns)
    if content.columns:
        _columns(slide, content.columns, below, captions=not content.kicker)
    _foot(slide, content, document, MUTED, number=True)
    return slide


def _columns(slide: Any, blocks: list[Block], box: Box, captions: bool) -> None:
    """Put blocks side by side, tables a little wider, all text in one size."""
    shares = [1.0 + 0.15 * isinstance(block, Table) for block in blocks]
    unit, left, boxes = (box.width - 0.5 * (len(shares) - 1)) / sum(shares), box.left, []
    for share in shares:
        boxes.append(Box(left, box.top, unit * share, box.height))
        left += unit * share + 0.5
    points = min(_points([block], column) for block, column in zip(blocks, boxes, strict=True))
    for block, column in zip(blocks, boxes, strict=True):
        _stack(slide, [block], column, captions, points)


def _points(blocks: list[Block], box: Box, most: int = BODY) -> float:
    """Largest type in which the text of a box leaves room to its pictures, the smallest allowed where none does."""
    sizes = range(most, SMALLEST - 1, -1)
    left = box.height - room.SLIDE_PICTURE * sum(isinstance(block, Picture) for block in blocks)
    high = (text_height(blocks, points, box.width) for points in sizes)
    return next((points for points, said in zip(sizes, high, strict=True) if said <= left), SMALLEST)


def _stack(slide: Any, blocks: list[Block], box: Box, captions: bool, points: float) -> Box:
    """Put blocks one below the other; pictures share what the text leaves. Give the room left."""
    said = text_height(blocks, points, box.width)
    if said > box.height:
        raise Overfull(said - box.height)
    seen = sum(not is_text(block) for block in blocks)
    share = (box.height - said - BETWEEN * len(blocks)) / seen if seen else 0.0
    if seen and share < SMALLEST_PICTURE:
        raise Overfull(SMALLEST_PICTURE - share)
    top = box.top
    for block in blocks:
        room = Box(box.left, top, box.width, share)
        if isinstance(block, Table):
            top += add_table(slide, block, room)
        elif isinstance(block, Picture):
            _picture(slide, block, room, captions)
            top += share
        else:
            high = text_height([block], points, box.width)
            shapes.add_prose(slide, words(block), Box(box.left, top, box.width, high), points)
            top += high
        top += BETWEEN
    return Box(box.left, top, box.width, max(box.top + box.height - top, 0.0))


def _picture(slide: Any, picture: Picture, box: Box, captions: bool) -> None:
    if captions and picture.title and not picture.lettered:
        high = text_size.height(picture.title, 18, box.width, True) + 0.08
        shapes.add_line(slide, picture.title, Box(box.left, box.top, box.width, high), 18, bold=True)
        box = Box(box.left, box.top + high, box.width, box.height - high)
    add = shapes.add_chart if shapes.is_chart(picture) else shapes.add_picture
    add(slide, picture, box)


def _stats(slide: Any, blocks: list[Block], box: Box, alone: bool) -> Box:
    """Set the items of a list side by side, their bold words large; give the room below."""
    items = [item for block in blocks if isinstance(block, Prose) for item in paragraphs(block.text)]
    room = (box.width - 0.5 * (len(items) - 1)) / max(len(items), 1)
    top, bottom, end = box.top + (0.6 if alone else 0.0), box.top, box.top + box.height
    for number, item in enumerate(items):
        left = box.left + number * (room + 0.5)
        large = "".join(run.text for run in item.runs if run.bold)
        small = "".join(run.text for run in item.runs if not run.bold).strip(" :–")
        shapes.add_rule(slide, Box(left, top, room, 0.04))
        points = next((size for size in (48, 44, 40, 36, 32, 28) if text_size.width(large, size, True) <= room), 24)
        high = text_size.height(large, points, room, True)
        shapes.add_line(slide, large, Box(left, top + 0.15, room, high), points, ACCENT, bold=True)
        below = text_size.height(small, BODY, room)
        if top + 0.3 + high + below > end:
            raise Overfull(top + 0.3 + high + below - end)
        shapes.add_line(slide, small, Box(left, top + 0.3 + high, room, below), BODY)
        bottom = max(bottom, top + 0.3 + high + below)
    return Box(box.left, bottom + 0.3, box.width, max(end - bottom - 0.3, 0.0))


def _foot(slide: Any, content: Slide, document: Document, ink: str, number: bool = False) -> None:
    """Write the sources at the left, the run and the slide's number at the right."""
    run, top = run_line(document), content.high - 0.68
    right = text_size.width(run, 12) * 1.08 + 0.6
    if source := content.source:
        named = gettext(document.lang, "Source")
        said = f"{named}: {source}"
        room = WIDTH - right - 0.3
        size = next((points for points in (12, 11, 10) if text_size.lines(said, points, room) <= 2), 10)
        shapes.add_line(slide, said, Box(LEFT, top, room, 0.45), size, ink, anchor=MSO_ANCHOR.BOTTOM)
    box = Box(LEFT + WIDTH - right, top, right, 0.45)
    shown = f"{run} · " if number else run
    line = shapes.add_line(slide, shown, box, 12, ink, align=PP_ALIGN.RIGHT, anchor=MSO_ANCHOR.BOTTOM)
    if number:
        _number(line)


def _number(line: Any) -> None:
    """Add the slide's number as a field, which follows when slides are moved."""
    field = line._p.makeelement(qn("a:fld"), {"id": "{00000000-0000-0000-0000-000000000001}", "type": "slidenum"})
    properties = line.runs[-1]._r.get_or_add_rPr()
    field.append(properties.__copy__())
    text = field.makeelement(qn("a:t"), {})
    text.text = "‹#›"
    field.append(text)
    line._p.append(field)
