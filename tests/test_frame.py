"""What a page is made of: its order, the rows behind a sentence, tables, drawings and strips."""

import json
import re

import pandas as pd
import pytest
import trial_deck

from bdpress import pages
from bdpress.pages import behind, drawing, frame
from bdpress.pages.blocks import Table
from bdpress.pages.markup import soup
from bdviews.plots import mimes
from bdviews.plots.strip import strip
from bdviews.sentences import Sentence, paragraphs

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def shown(thing) -> dict:
    """What IPython makes of a thing that is displayed."""
    from IPython.core.formatters import DisplayFormatter

    data, metadata = DisplayFormatter().format(thing)
    return {"output_type": "execute_result", "execution_count": 1, "data": data, "metadata": metadata}


def page_of(tmp_path, *cells) -> object:
    path = tmp_path / "05_gap.ipynb"
    parameters = trial_deck.code(tags=("parameters",), source='area = "Bình Dương"\nterritory = "63"\nlang = "vi"')
    held = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [trial_deck.markdown("# Đích"), parameters]}
    path.write_text(json.dumps(held | {"cells": [*held["cells"], *cells]}))
    return soup(pages.page(path, tmp_path / "out").read_text())


def test_the_answer_comes_first_and_how_it_was_made_last(tmp_path):
    page = page_of(
        tmp_path, trial_deck.markdown("Sổ tay này cho biết."), trial_deck.code(source="case = 1"),
        trial_deck.markdown("## Trả lời"), trial_deck.code(trial_deck.computed("Đạt 3 trong 17."), source="show(case)"),
    )  # fmt: skip
    assert [section.get_text(" ", strip=True)[:7] for section in page.select("main > section")][:1] == ["Trả lời"]
    about = page.select("main > section")[-1]
    assert "Sổ tay này cho biết." in about.get_text() and "case = 1" in about.pre.get_text()
    assert page.select_one("details.code").pre.get_text() == "show(case)"


def test_raw_frames_are_folded_with_the_code_where_sentences_say_what_they_hold(tmp_path):
    raw = trial_deck.code(trial_deck.shown({"text/html": pd.DataFrame({"code": ["VN-74"]}).to_html()}), source="f")
    page = page_of(tmp_path, raw, trial_deck.code(shown(Sentence("Một câu.", {"n": 1}))))
    assert [table.find_parent("details")["class"] for table in page.select(".table")] == [["code"]]
    (tmp_path / "other").mkdir()
    alone = page_of(tmp_path / "other", raw)
    assert alone.select_one(".table").find_parent("details") is None


def test_under_a_sentence_stand_the_figures_behind_it_with_their_pages(tmp_path, tables, corpus):
    figure = tables.observations[tables.observations["ref_area"].eq("VN-74")].iloc[0]
    source = corpus.sources.set_index("source_id").loc[figure["source_id"]]
    said = [Sentence("Một **câu**.", {"n": 1}, (figure["figure_id"], "no-such")), Sentence("Câu hai.")]
    page = page_of(tmp_path, trial_deck.code(shown(paragraphs(said))))
    assert [row.q.get_text() for row in page.select("details.behind li")] == [figure["figure"]]
    assert page.select_one("details.behind a")["href"] == source["url"]
    assert source["title"] in page.select_one("details.behind li").get_text()
    assert len(page.select("details.behind")) == 1 and ("Câu hai." in page.main.get_text())


def test_a_sentence_alone_carries_its_figures_too(tmp_path, tables):
    one = Sentence("Một câu.", {}, tuple(tables.observations["figure_id"][:3]))
    page = page_of(tmp_path, trial_deck.code(shown(one)))
    assert len(page.select("details.behind li")) == 3 == int(page.select_one("details.behind summary b").get_text())


def test_links_of_rows_lead_to_pages_only(tables):
    rows = behind.rows(tables.observations["figure_id"], "en")
    assert all(row.url.startswith(("http://", "https://", "")) and "javascript" not in row.url for row in rows)


@pytest.mark.parametrize(("count", "folded"), [(12, 0), (13, 1), (200, 1)])
def test_a_long_table_shows_ten_rows_and_the_way_to_all(tmp_path, count, folded):
    frame_ = pd.DataFrame({"tên": [f"dòng {n}" for n in range(count)], "số": range(count)})
    page = page_of(tmp_path, trial_deck.code(trial_deck.table(frame_)))
    assert len(page.select("tbody tr")) == count and len(page.select("label.more")) == folded
    assert "number" in page.select("tbody td")[1]["class"] and "class" not in page.select("tbody td")[0].attrs


def test_headings_in_styles_cannot_leave_them():
    made = str(frame.heads(Table(["a</style><script>x()</script>", 'b"}*{color:red}', "Năm"], []), "t1"))
    assert "<" not in made and made.count("{") == made.count("}") == 3 and made.count('"') == 6


@pytest.mark.parametrize(("columns", "look"), [(8, ""), (10, "wide"), (60, "cards")])
def test_many_columns_are_read_row_by_row(columns, look):
    assert frame.look(Table(["x"] * columns, [])) == look


@pytest.mark.parametrize("attack", [
    "<script>x()</script>", '<rect onload="x()"/>', "<foreignObject><p>x</p></foreignObject>",
    '<image href="https://e.org/x.png"/>', '<a href="javascript:x()"><text>t</text></a>',
    '<rect style="fill:url(https://e.org/x)"/>', "<style>@import 'https://e.org'</style>",
    '<use href="https://e.org/x.svg#a"/>', '<set attributeName="href" to="javascript:x()"/>',
])  # fmt: skip
def test_a_drawing_from_data_only_draws(attack):
    made = str(drawing.drawing(SVG.format(attack), "f1"))
    assert not any(word in made for word in ("script", "onload", "e.org", "foreign", "import", "<set", "<a"))


def test_a_drawing_has_names_of_its_own_and_inks_that_turn():
    inside = '<defs><clipPath id="p"><rect/></clipPath></defs><path clip-path="url(#p)" style="fill: #0B4F8A"/>'
    made = str(drawing.drawing(SVG.format(inside + "<text>a &lt; b</text>"), "w3"))
    assert 'id="w3-p"' in made and 'clip-path="url(#w3-p)"' in made and "a &lt; b" in made
    assert "fill: var(--c0b4f8a,#0b4f8a)" in made and drawing.inks(SVG.format(inside)) == {"#0b4f8a"}


def test_a_figure_of_the_page_is_drawn_not_pixels(tmp_path):
    page = page_of(tmp_path, trial_deck.code(trial_deck.figure(trial_deck.bars("vi", "page"), name="dti")))
    assert not page.select("figure img") and len(page.select("figure svg")) == 2
    assert page.select_one(".finding").get_text() == "Bình Dương đứng đầu bốn tỉnh thử"
    assert "Nguồn: Nguồn thử C" in page.get_text() and page.select_one("[role=img]")["aria-label"].startswith("Bốn")


def test_a_strip_has_a_named_square_for_each_and_a_list(tmp_path):
    rows = pd.DataFrame({"label": ["A", "<b>B</b>"], "tone": ["good", "poor"], "value": ["1", ""]})
    page = page_of(tmp_path, trial_deck.code(shown(strip(rows, {"good": "đạt", "poor": "chưa"}, "Hai mục tiêu"))))
    squares, listed = page.select(".squares li"), page.select(".strip details li")
    assert [item["class"] for item in squares] == [["good"], ["poor"]]
    assert [item.select_one(".name").get_text() for item in squares] == ["A", "<b>B</b>"]
    assert [item.select_one(".told").get_text() for item in squares] == ["A: 1", "<b>B</b>"]
    assert [item.get_text() for item in listed] == ["✓ A: 1", "✗ <b>B</b>"]
    assert "✓ 1 đạt" in page.select_one(".legend").get_text()


def test_nothing_of_one_country_stands_in_the_pages(root):
    for file in [*(root / "bdpress/pages").rglob("*.*"), *(root / "bdpress/site").glob("*.py")]:
        if file.suffix in (".py", ".j2", ".js", ".css"):
            text = file.read_text(encoding="utf-8").replace("Be Vietnam Pro", "")  # a typeface
            assert not re.findall(r"VN-|Vietnam\b|Bình Dương|tỉnh|Việt Nam", text), file


def test_figures_carry_their_drawings_under_one_name():
    output = trial_deck.figure(trial_deck.bars("en", "page"))
    assert set(output["data"][mimes.FIGURE]) >= {"wide", "narrow", "alt", "title", "source"}
