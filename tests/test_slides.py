"""Where slides begin, what their headline is, and what stands beside what."""

import pytest

from bdpress.decks.outline import slides
from bdpress.pages.blocks import Picture, Plain, Prose, Table
from bdpress.pages.document import Cell, Document


def talk(*cells: Cell) -> list:
    return slides(Document("d", "Title", "en", {}, list(cells)))


def text(words: str, *tags: str, computed: bool = False, kind: str = "") -> Cell:
    return Cell([Prose(words, computed)], tags=frozenset(tags), slide_type=kind)


def picture(size: str = "slide", title: str = "Finding") -> Cell:
    return Cell([Picture("", alt="a", title=title, size=size, source="A; B")])


def test_headings_start_slides_written_or_computed():
    made = talk(text("## One\n\nwords\n\n## Two"), text("more"), text("## Three\n\nx", computed=True))
    assert [slide.title for slide in made] == ["Title", "One", "Two", "Three"]


def test_computed_heading_alone_after_a_written_one_is_its_finding():
    made = talk(text("## Topic"), text("## 86.3% stands\n\nbecause", computed=True))
    assert (made[1].kicker, made[1].title) == ("Topic", "86.3% stands")


def test_finding_of_the_only_figure_is_the_headline():
    made = talk(text("## Topic"), picture())
    assert (made[1].kicker, made[1].title, made[1].source) == ("Topic", "Finding", "A; B")


@pytest.mark.parametrize(("second", "expected"), [(picture(), 3), (picture("half"), 2)])
def test_second_figure_goes_to_a_further_slide_unless_half(second, expected):
    assert len(talk(text("## Topic"), picture("half"), second)) == expected


def test_table_then_table_go_to_two_slides():
    table = Cell([Table(["a"], [["1"]], numeric=[True])])
    assert [slide.title for slide in talk(text("## Topic"), table, table)] == ["Title", "Topic", "Topic"]


def test_notes_and_skipped_cells_are_not_shown():
    made = talk(text("## Topic\n\nshown"), text("say this", kind="notes"), text("never", kind="skip"))
    assert [block.text for block in made[1].blocks] == ["shown"]
    assert made[1].notes.strip() == "say this"


@pytest.mark.parametrize(("code", "noted"), [("show(none)", ["one", ""]), ("n = 2", ["onetwo", ""])])
def test_the_notes_of_a_slide_that_is_not_shown_are_not_said(code, noted):
    cell = Cell([], code)
    one, two = text("## A\n\nx", computed=True), text("## B\n\ny", computed=True)
    made = talk(one, text("one", kind="notes"), cell, text("two", kind="notes"), two)
    assert [slide.notes.replace("\n", "") for slide in made[1:]] == noted
    written = talk(text("## A\n\nx"), cell, text("two", kind="notes"))
    assert written[1].notes.strip() == "two"


def test_tagged_cells_stand_side_by_side():
    made = talk(text("## Topic\n\nlead"), text("left", "col"), text("right", "col"), text("- **1** x", "stats"))
    assert [block.text for block in made[1].columns] == ["left", "right"]
    assert [block.text for block in made[1].stats] == ["- **1** x"]


def test_heading_without_anything_is_no_slide():
    assert [slide.title for slide in talk(text("## Empty"), text("## Full\n\nx"))] == ["Title", "Full"]


@pytest.mark.parametrize(("first", "titles"), [("slide", ["Title", "Title"]), ("", ["Title"])])
def test_a_slide_cell_after_the_title_starts_a_slide(first, titles):
    made = talk(text("words", kind=first), text("more", kind="-"))
    assert [slide.title for slide in made] == titles and [block.text for block in made[-1].blocks] == ["words", "more"]


@pytest.mark.parametrize("shown", [Plain("86,3%"), Table(["a"], [["1"]], numeric=[True]), Picture("", alt="a")])
def test_what_is_shown_before_the_first_heading_has_a_slide_of_its_own(shown):
    made = talk(text("intro"), Cell([shown]), text("after\n\nSource: A"), text("## Two\n\nx"))
    assert [slide.title for slide in made] == ["Title", "Title", "Two"] and made[1].source == "A"
    assert [block.text for block in made[0].blocks] == ["intro"] and made[1].blocks == [shown, Prose("after", False)]


def test_a_computed_heading_of_level_one_names_the_talk():
    made = talk(text("# Bình Dương: place 29\n\nbase", computed=True), text("## One\n\nx"))
    assert [slide.title for slide in made] == ["Bình Dương: place 29", "One"] and made[0].blocks[0].text == "base"


@pytest.mark.parametrize("shown", [[], [Cell([Table(["a"], [["1"]], numeric=[True])])]])
def test_what_names_the_talk_may_come_late_and_loses_nothing(shown):
    made = talk(text("intro"), *shown, text("# Place 29\n\nbase", computed=True), text("## One\n\nx"))
    assert [slide.title for slide in made] == ["Place 29", *["Place 29"] * len(shown), "One"]
    assert [block.text for block in made[0].blocks] == ["intro", "base"]


def test_what_names_the_talk_behind_another_heading_starts_a_slide():
    shown = Table(["a"], [["1"]], numeric=[True])
    made = talk(text("## One\n\nx"), text("# Place 29\n\nbase", computed=True), Cell([shown]))
    assert [slide.title for slide in made] == ["Place 29", "One", "Place 29"]
    assert [len(slide.blocks) for slide in made] == [0, 1, 2] and made[2].blocks[1] == shown


def test_source_below_sentences_goes_to_the_footer():
    made = talk(text("## Topic\n\n## Finding\n\nwhy\n\nSource: A, B", computed=True))
    assert (made[1].kicker, made[1].title, made[1].source) == ("Topic", "Finding", "A, B")
    assert [block.text for block in made[1].blocks] == ["why"]


def test_ranks_are_rows_of_dots_in_powerpoint_each_with_its_words():
    pptx, shapes = pytest.importorskip("pptx"), pytest.importorskip("bdpress.decks.pptx_shapes")
    from pptx.enum.chart import XL_MARKER_STYLE

    slide = (deck := pptx.Presentation()).slides.add_slide(deck.slide_layouts[6])
    table = {"columns": ["name", "v", "w"], "rows": [["A", 2.0, "2"], ["B", 1.0, "1"]],
             "chart": {"kind": "dot", "category": "name", "values": ["v"], "labels": "w", "focus": "B",
                       "ticks": [[1.0, "1,0"], [2.0, "2,0"]], "unit": "points"}}  # fmt: skip
    shapes.add_chart(slide, Picture("", alt="a", table=table), shapes.Box(0, 0, 5, 3))
    chart = slide.shapes[0].chart
    names, series = chart.plots[0].series  # the longer first
    assert chart.category_axis.minimum_scale < min(float(one.text) for one in names._element.xpath("c:xVal//c:v"))
    for one, words in ((series, ["2", "1"]), (names, ["A", "B", "points", "1,0", "2,0"])):
        assert [one.points[n].data_label.text_frame.text.strip() for n in range(len(words))] == words
    assert [*series.values, 0, 0, 0] == [*names.values] == [2, 1, 0, 0, 0]  # rows from the top, the axis below
    assert [series.points[n].marker.style for n in (0, 1)] == [None, XL_MARKER_STYLE.DIAMOND]
    inks = [one.format.line.color.rgb for one in (series.points[0], series.points[1])]  # as LibreOffice asks
    assert inks == [shapes.RGBColor.from_string(ink) for ink in (shapes.OTHERS, shapes.SERIES[0])]
