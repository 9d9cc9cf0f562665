"""Decks without a browser: PPTX read back with python-pptx, HTML as text, faults, the same bytes."""

import base64
import io
import zipfile

import pytest
import trial_deck
from pptx import Presentation
from pptx.util import Inches

from bdlib.errors import DataError
from bdpress import cli, decks
from bdpress.decks import browser
from bdpress.decks.html import html
from bdpress.decks.outline import Slide, slides
from bdpress.decks.pptx import pptx
from bdpress.decks.room import roomy
from bdpress.pages import document, wording
from bdpress.pages.blocks import Picture, Prose
from bdpress.pages.markup import soup
from bdviews.plots import fonts


@pytest.fixture(scope="module")
def talk(tmp_path_factory):
    return document.read(trial_deck.write(tmp_path_factory.mktemp("deck"), "vi"))


@pytest.fixture(scope="module")
def presentation(talk):
    return Presentation(io.BytesIO(pptx(talk, slides(talk))))


@pytest.fixture(scope="module")
def shapes(presentation):
    return [shape for slide in presentation.slides for shape in slide.shapes]


def test_every_slide_has_its_title_in_a_placeholder(presentation, talk):
    titles = [slide.shapes.title.text_frame.text for slide in presentation.slides]
    assert titles == [slide.title for slide in slides(talk)]


def test_tables_and_charts_are_native_and_editable(shapes, talk):
    table = next(shape.table for shape in shapes if shape.has_table)
    assert table.cell(5, 1).text == "86,3%"
    chart = next(shape.chart for shape in shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == ["Bình Dương", "Đồng Nai", "Tây Ninh", "Bình Phước"]
    assert list(chart.plots[0].series[0].values) == [0.71, 0.66, 0.62, 0.6]


def test_everything_that_is_not_text_has_words(shapes):
    seen = [s for s in shapes if s.shape_type is not None and (s.has_chart or s.has_table or hasattr(s, "image"))]
    assert len(seen) == 4
    assert all(shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in seen)


def test_nothing_stands_outside_its_slide(shapes):
    assert all(shape.left >= 0 and shape.top >= 0 for shape in shapes)
    assert max(shape.left + shape.width for shape in shapes) <= Inches(13.333)
    assert max(shape.top + shape.height for shape in shapes) <= Inches(7.5)


@pytest.mark.parametrize(("ratio", "width"), [("16:9", 16 / 9), ("4:3", 4 / 3)])
def test_slides_have_the_ratio_asked_for_and_the_foot_stands_at_its_end(talk, tmp_path, ratio, width):
    executed = trial_deck.write(tmp_path, "vi")
    (made,) = decks.decks([executed], tmp_path / "out", ["html", "pptx"], ratio=ratio)
    page, shown = (next(one for one in made.files if one.suffix == form) for form in (".html", ".pptx"))
    shown = Presentation(shown)
    assert shown.slide_width / shown.slide_height == pytest.approx(width, abs=0.001)
    assert f'data-high="{round(1280 / width)}"' in page.read_text(encoding="utf-8")
    ends = [max(shape.top + shape.height for shape in slide.shapes) for slide in shown.slides]
    assert all(0.95 * shown.slide_height < end <= shown.slide_height for end in ends)
    with pytest.raises(DataError, match="option --ratio"):
        next(decks.decks([executed], tmp_path / "out", ["html"], ratio="3:2"))


def test_notes_go_to_the_speaker(presentation):
    assert presentation.slides[1].notes_slide.notes_text_frame.text.startswith("Nói chậm")


def test_links_of_data_are_links_only_when_safe(presentation):
    lines = [line for shape in presentation.slides[-1].shapes for line in shape.text_frame.paragraphs]
    runs = [run for line in lines for run in line.runs]
    assert {run.hyperlink.address for run in runs} == {None, "https://example.org/a"}
    assert any("javascript:alert(1)" in run.text for run in runs)


def test_office_files_hold_no_time(talk):
    archive = zipfile.ZipFile(io.BytesIO(pptx(talk, slides(talk))))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    book = next(name for name in archive.namelist() if name.endswith(".xlsx"))
    assert b"2000-01-01T00:00:00Z" in zipfile.ZipFile(io.BytesIO(archive.read(book))).read("docProps/core.xml")


def test_html_asks_for_nothing_and_keeps_alt_text(talk):
    parsed = soup(html(talk, slides(talk)).decode())
    asked = [element.get("src") or element.get("href") for element in parsed.select("link, script[src], img, iframe")]
    assert all(address.startswith("data:") for address in asked)
    assert all(image["alt"] for image in parsed.find_all("img"))
    assert "SIL OPEN FONT LICENSE" in parsed.decode() and "Hakim El Hattab" in parsed.decode()


@pytest.mark.parametrize("make", [html, pptx])
def test_same_notebook_same_bytes(talk, make):
    assert make(talk, slides(talk)) == make(talk, slides(talk))


def test_html_is_small(talk):
    assert len(html(talk, slides(talk))) < 3_000_000


@pytest.fixture
def long_cell(tmp_path, monkeypatch):
    monkeypatch.setattr(trial_deck, "cells", trial_deck.over_full_cells)
    return trial_deck.write(tmp_path, "vi")


def test_overfull_slide_fails_with_its_title_and_writes_nothing(tmp_path, long_cell):
    with pytest.raises(DataError, match=r"over-full: slide 6 “Mục tiêu 2025.*” by \d+\.\d\d of 7.5 inches"):
        trial_deck.deck(long_cell, tmp_path / "out", ["pptx"])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("head", "rows"), [("a", "<tr><td>" + "chữ " * 900 + "</td></tr>"), ("đầu " * 900, "")])
def test_a_table_of_one_row_or_none_that_finds_no_room_is_over_full(tmp_path, monkeypatch, head, rows):
    page = f"<table><thead><tr><th>{head}</th></tr></thead><tbody>{rows}</tbody></table>"
    tall = trial_deck.shown({"text/html": page, "text/plain": "-"})
    path = trial_deck.write(tmp_path, "vi")
    monkeypatch.setattr(trial_deck, "cells", lambda *_: [trial_deck.markdown("## S"), trial_deck.code(tall)])
    paths = [path.rename(tmp_path / "good.ipynb"), trial_deck.write(tmp_path, "vi")]
    made = list(decks.decks(paths, tmp_path / "out", ["pptx"]))
    assert [bool(each.files) for each in made] == [True, False] and "over-full: slide 2" in str(made[1].failed)


def test_a_format_that_fails_keeps_the_others(tmp_path, long_cell, monkeypatch):
    monkeypatch.setenv("BDLIB_BROWSER", "/nowhere")  # nothing measures the HTML
    made = next(decks.decks([long_cell], tmp_path / "out", ["html", "pptx"]))
    assert [file.suffix for file in made.files] == [".html"] and "over-full" in str(made.failed)


def test_of_a_long_table_the_first_rows_stand_on_a_slide_with_of_how_many(tmp_path):
    long, shown = trial_deck.targets(60), trial_deck.deck(trial_deck.write(tmp_path, "vi", rows=60), tmp_path, ["pptx"])
    tables = [shape.table for slide in Presentation(shown.files[0]).slides for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in tables[0].rows][1:]
    assert rows == long.head(len(rows)).to_numpy().tolist() and 3 < len(rows) < 60
    captions = [shape.text_frame.text for slide in Presentation(shown.files[0]).slides for shape in slide.shapes
                if shape.has_text_frame]  # fmt: skip
    assert f"{len(rows)} dòng đầu trong 60 dòng; trang báo cáo có đủ" in captions


@pytest.mark.parametrize(("height", "kind"), [(500, Picture), (1500, Prose)])
def test_a_picture_too_tall_for_a_slide_gives_way_to_its_finding(height, kind):
    svg = base64.b64encode(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 {height}"/>'.encode()).decode()
    shown = Picture(svg, "image/svg+xml", title="Finding", size="page", source="A; B")
    made = roomy([Slide("Talk"), Slide("Chart", lead=[shown])], "en")[1]
    block = made.lead[0]
    assert isinstance(block, kind) and (block == shown or block.text.startswith("**Finding**\n\nThe chart is too tall"))
    assert made.source == ("" if block == shown else "A; B")  # which the picture bears itself


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_a_block_of_code_stays_whole_where_text_is_divided(fence):
    code = f"{fence}python\n" + "\n\n- step\n" * 6 + fence
    text = "\n\n".join([*["words of a paragraph " * 40] * 6, code, "after"])
    made = roomy([Slide("Talk"), Slide("Text", lead=[Prose(text)])], "en")[1:]
    assert len(made) > 1 and any(code in block.text for slide in made for block in slide.lead)
    assert "\n\n".join(slide.lead[0].text for slide in made) == text


def test_long_text_goes_to_a_further_slide_whole():
    text = "\n\n".join(f"{n}. " + "words of a paragraph " * 20 for n in range(9))
    made = roomy([Slide("Talk"), Slide("Text", lead=[Prose(text)])], "en")[1:]
    assert len(made) > 1 and {slide.title for slide in made} == {"Text"}
    assert "\n\n".join(slide.lead[0].text for slide in made) == text


def test_a_slide_that_says_only_that_there_are_no_rows_is_left_out():
    cells = [document.Cell([Prose("## One\n\nmethod")]), document.Cell([Prose("No rows.", True, nothing=True)]),
             document.Cell([Prose("## Two\n\nmethod")])]  # fmt: skip
    assert [slide.title for slide in slides(document.Document("d", "Talk", "en", {}, cells))] == ["Talk", "Two"]


def test_a_headline_shrinks_before_a_slide_is_refused():
    page, title = document.Document("d", "Talk", "en", {}, []), "a headline of many words " * 22
    made = Presentation(io.BytesIO(pptx(page, [Slide("Talk"), Slide(title, lead=[Prose("words " * 60)])])))
    assert made.slides[1].shapes.title.text_frame.paragraphs[0].font.size.pt < 29 and len(made.slides) == 2


def test_a_cover_has_its_source_and_no_more_words_than_fit():
    covers = [[Slide("Talk", lead=[Prose("words " * times)], said="made-up survey")] for times in (1, 900)]
    page = document.Document("d", "Talk", "en", {}, [])
    shown = Presentation(io.BytesIO(pptx(page, covers[0]))).slides[0].shapes
    assert "Source: made-up survey" in [shape.text_frame.text for shape in shown if shape.has_text_frame]
    with pytest.raises(DataError, match="over-full: slide 1"):
        pptx(page, covers[1])


def test_notebook_that_failed_makes_no_deck(tmp_path, monkeypatch):
    failed = trial_deck.code({"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": []})
    monkeypatch.setattr(trial_deck, "cells", lambda *_: [failed])
    with pytest.raises(DataError, match="KeyError: 'x'"):
        trial_deck.deck(trial_deck.write(tmp_path), tmp_path, ["pptx"])


@pytest.mark.parametrize("cells", [[], [trial_deck.markdown("")], [trial_deck.markdown("x = 1", "parameters")]])
def test_a_notebook_that_shows_nothing_makes_no_deck(tmp_path, monkeypatch, cells):
    monkeypatch.setattr(trial_deck, "cells", lambda *_: cells)
    with pytest.raises(DataError, match="a notebook that shows something"):
        trial_deck.deck(trial_deck.write(tmp_path), tmp_path, ["pptx"])


@pytest.mark.parametrize(("said", "line"), [({}, "bdlib"), ({"area": "VN-68"}, "Lâm Đồng đến 30/06/2025 · bdlib")])
def test_only_a_notebook_of_an_area_carries_one(said, line):
    assert wording.run_line(document.Document("talk", "Về Lâm Đồng", "vi", said, [])) == line


def test_without_a_browser_html_and_pptx_are_still_made(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BDLIB_BROWSER", "/nowhere")
    notebook = trial_deck.write(tmp_path)
    assert cli.main(["deck", str(notebook), "-o", str(tmp_path / "out")]) == 0
    assert sorted(file.suffix for file in (tmp_path / "out").glob("07*")) == [".html", ".pptx"]
    assert "no Chromium, Chrome or Edge found" in capsys.readouterr().err
    assert cli.main(["deck", str(notebook), "--to", "pdf", "-o", str(tmp_path)]) == 1


def test_browser_is_the_one_chosen(monkeypatch, tmp_path):
    chosen = tmp_path / "my-browser"
    chosen.write_text("#!/bin/sh\n")
    chosen.chmod(0o755)
    monkeypatch.setenv("BDLIB_BROWSER", str(chosen))
    assert browser.find() == str(chosen)


@pytest.mark.parametrize("family", [fonts.TEXT, fonts.TABLE, fonts.CODE])
def test_embedded_fonts_have_every_vietnamese_letter(family):
    from fontTools.ttLib import TTFont

    letters = {chr(code) for code in range(0x1EA0, 0x1EFA)} | set("ăâđêôơưĂÂĐÊÔƠƯ₫–−…“”0123456789%")
    assert letters <= {chr(code) for code in TTFont(io.BytesIO(fonts.woff2(family, 400))).getBestCmap()}


def test_text_shrinks_to_leave_its_picture_room():
    from bdpress.decks import pptx as office

    words, seen = Prose("words " * 150), Picture("", alt="a", title="Finding", size="slide")
    box = office.Box(0, 0, 12, 5)
    assert office._points([words, seen], box) < office._points([words], box) == office.BODY
