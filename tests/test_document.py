"""What of an executed notebook a reader meets, and what never."""

import json

import pandas as pd
import pytest
import trial_deck

from bdpress.pages import document, markup, outputs
from bdpress.pages.blocks import Prose, Table
from bdviews import tables


@pytest.fixture
def vi(tmp_path):
    return document.read(trial_deck.write(tmp_path, "vi"))


def prose(read: document.Document) -> str:
    return "\n".join(b.text for cell in read.cells for b in cell.blocks if isinstance(b, Prose))


def test_title_and_prose_are_of_the_language_it_ran_in(tmp_path, vi):
    en = document.read(trial_deck.write(tmp_path, "en"))
    assert (vi.title, en.title) == ("Bình Dương chuyển đổi số tới đâu?", "How digital is Binh Duong?")
    assert "Ba câu trả lời" in prose(vi) and "Ba câu trả lời" not in prose(en) and "Three answers" in prose(en)


def test_parameters_and_standard_error_are_not_shown(vi):
    assert vi.parameters["area"] == "Bình Dương"
    assert "FutureWarning" not in repr(vi.cells) and "area: str" not in repr(vi.cells)


def test_parameters_that_papermill_injected_win(tmp_path):
    path = trial_deck.write(tmp_path)
    notebook = json.loads(path.read_text())
    notebook["cells"].insert(2, trial_deck.code(tags=("injected-parameters",), source='area = "Tây Ninh"'))
    path.write_text(json.dumps(notebook))
    assert document.read(path).parameters["area"] == "Tây Ninh"


def test_tables_keep_their_text_and_numbers_align(vi):
    table = next(block for cell in vi.cells for block in cell.blocks if isinstance(block, Table))
    assert table.header == ["Chỉ tiêu", "Hiện tại", "Mục tiêu 2025", "Kết luận"]
    assert table.rows[0] == ["Kinh tế số trên GRDP", "11,34%", "20%", "hạn chế"]
    assert table.numeric == [False, True, False, False]


def test_rows_set_in_bold_stand_out():
    frame = pd.DataFrame({"a": list("wxyz"), "b": list("1234")})
    bold = pd.DataFrame({name: ["font-weight: 600", "", "", "font-weight: 600"] for name in frame})
    markup = tables.table(frame, list(frame), "vi", name="t").apply(lambda _: bold, axis=None).to_html()
    assert outputs._html(markup)[0].strong == {0, 3}


def test_markdown_tables_are_tables():
    blocks = outputs.prose("before\n\n| a | b |\n|---|--:|\n| x | 1,5 |\n\nafter")
    assert [type(block).__name__ for block in blocks] == ["Prose", "Table", "Prose"]
    assert (blocks[1].rows, blocks[1].numeric) == ([["x", "1,5"]], [False, True])


@pytest.mark.parametrize("attack", [
    "<script>x()</script>", '<img src=x onerror="x()">', "[t](javascript:x())", "[t](vbscript:x)",
    "[t](data:text/html,x)",
    "![t](https://e.org/x.png)", "![t](javascript:x)", "<a href='javascript:x()'>t</a>", "[t]: javascript:x\n\n[t]",
    "<javascript:x()>", "$\\href{javascript:x()}{t}$", "`<script>`", "<!-- x --><b>t</b>", "[t](JaVaScRiPt:x)",
    "[t](&#106;avascript:x)", "[t](java\nscript:x)", "$<script>x</script>$", "<svg/onload=x()>", "[t]( javascript:x)",
])  # fmt: skip
def test_markdown_from_data_makes_no_element_that_acts(attack):
    parsed = markup.soup(markup.to_html(attack))
    assert not parsed.find(["script", "img", "iframe", "svg", "object", "style", "b"])
    hrefs = [element["href"] for element in parsed.find_all(href=True)]
    assert all(href.startswith(("http", "#", "mailto:")) for href in hrefs)
    assert not any(name.startswith("on") for element in parsed.find_all() for name in element.attrs)
    assert parsed.get_text().strip()  # it shows as text


def test_html_entities_of_data_read_as_the_data():
    assert markup.soup(markup.to_html("a &lt;b&gt; & c")).get_text() == "a <b> & c"


def test_formulas_become_mathml_and_one_line():
    formula = "$R = \\frac{a - b}{2} \\ge 0{,}95$"
    assert markup.soup(markup.to_html(formula)).find("mfrac")
    assert "".join(run.text for run in markup.paragraphs(formula)[0].runs) == "R = (a − b)/2 ≥ 0,95"


def test_words_of_markdown_keep_their_punctuation():
    assert markup.to_text("của **Bình Dương**: **3** đạt (**4**).") == "của Bình Dương: 3 đạt (4)."
