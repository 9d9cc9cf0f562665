# ruff: noqa: E501 (a way a line)
"""What outputs may hold and what a reader sees of it: one row a way."""

import base64
import io
import json
import struct
import zlib

import pandas as pd
import pytest
import trial_deck
from PIL import Image
from pptx import Presentation

from bdlib.errors import DataError
from bdpress import cli
from bdpress.pages import document, outputs
from bdpress.pages.blocks import Picture, Plain, Table

FRAME = pd.DataFrame({"vùng": list("AABB"), "tỉnh": list("wxyz"), "số": [1, 2, 3, 4], "đích": [5, 6, 7, 8]})
GROUPED = FRAME.groupby(["vùng", "tỉnh"]).sum()
TWO = FRAME.groupby("vùng")[["số", "đích"]].agg(["min", "max"])
NAMED = FRAME.pivot(index="tỉnh", columns="vùng", values="số").fillna(0).astype(int)
CELL = "<td>{}</td>".format


def shown(markup):
    return outputs._html(markup)[0]


def lines(*rows, head=""):
    return f"<table>{head}{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


SPANS = [
    ("groups of rows", GROUPED.to_html(), ["vùng", "tỉnh", "số", "đích"], [["A", "w", "1", "5"], ["A", "x", "2", "6"], ["B", "y", "3", "7"], ["B", "z", "4", "8"]]),
    ("groups, styled", GROUPED.style.to_html(), ["vùng", "tỉnh", "số", "đích"], [["A", "w", "1", "5"], ["A", "x", "2", "6"], ["B", "y", "3", "7"], ["B", "z", "4", "8"]]),
    ("heads of two levels", TWO.to_html(), ["vùng", "số · min", "số · max", "đích · min", "đích · max"], [["A", "1", "2", "5", "6"], ["B", "3", "4", "7", "8"]]),
    ("heads of two levels, styled", TWO.style.to_html(), ["vùng", "số · min", "số · max", "đích · min", "đích · max"], [["A", "1", "2", "5", "6"], ["B", "3", "4", "7", "8"]]),
    ("columns with a name", NAMED.to_html(), ["tỉnh", "A", "B"], [["w", "1", "0"], ["x", "2", "0"], ["y", "0", "3"], ["z", "0", "4"]]),
    ("both of two levels", GROUPED.unstack("tỉnh").fillna(0).astype(int).iloc[:1].to_html(), ["vùng", *(f"{a} · {b}" for a in ("số", "đích") for b in "wxyz")], [["A", "1", "2", "0", "0", "5", "6", "0", "0"]]),
    ("an index without a name", FRAME[["số"]].head(1).to_html(), ["", "số"], [["0", "1"]]),
    ("a cell over two columns", lines('<td colspan="2">a</td><td>b</td>', "<td>1</td><td>2</td><td>3</td>"), ["", "", ""], [["a", "a", "b"], ["1", "2", "3"]]),
    ("a block of cells", lines('<td rowspan=2 colspan="2">a</td><td>b</td>', "<td>c</td>"), ["", "", ""], [["a", "a", "b"], ["a", "a", "c"]]),
    ("down to the end", lines('<td rowspan="0">a</td><td>b</td>', CELL("c"), CELL("d")), ["", ""], [["a", "b"], ["a", "c"], ["a", "d"]]),
    ("spans in the middle", lines('<td>a</td><td rowspan="2">b</td><td>c</td>', "<td>d</td><td>e</td>"), [""] * 3, [["a", "b", "c"], ["d", "b", "e"]]),
    ("a span past the end", lines('<td rowspan="9">a</td><td>b</td>', CELL("c")), ["", ""], [["a", "b"], ["a", "c"]]),
    ("spans that are none", lines('<td colspan="x" rowspan="-1">a</td><td>b</td>'), ["", ""], [["a", "b"]]),
    ("a hanging cell alone", lines('<td>a</td><td rowspan="2">b</td>', ""), ["", ""], [["a", "b"], ["", "b"]]),
    ("a head without thead", lines("<th>a</th><th>b</th>", "<td>1</td><td>2</td>"), ["a", "b"], [["1", "2"]]),
    ("a head over two", lines(CELL(1) + CELL(2), head='<thead><tr><th colspan="2">a</th></tr><tr><th>b</th><th>c</th></tr></thead>'), ["a · b", "a · c"], [["1", "2"]]),
    ("a table in a cell", lines(f"<td>a {lines(CELL('b') + CELL('c'))}</td><td>d</td>"), ["", ""], [["a b c", "d"]]),
    ("ragged rows", lines(CELL("a"), CELL("b") + CELL("c")), ["", ""], [["a", ""], ["b", "c"]]),
    ("a head shorter than the body", lines(CELL("a") + CELL("b"), head="<thead><tr><th>x</th></tr></thead>"), ["x", ""], [["a", "b"]]),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "header", "rows"), [row[1:] for row in SPANS], ids=[row[0] for row in SPANS])
def test_every_value_stands_under_its_own_heading(markup, header, rows):
    table = shown(markup)
    assert (table.header, table.rows) == (header, rows)


def test_a_span_without_end_is_held():
    assert len(shown(lines('<td colspan="999999999">a</td>')).header) == 1000


TERMINAL = [
    ("colours", "\x1b[31mđỏ\x1b[0m", "đỏ"), ("a link", "\x1b]8;;https://e.org\x07t\x1b]8;;\x07", "t"),
    ("written over", "10%\r50%\r100%", "100%"), ("written over in part", "abcdef\rxy", "xycdef"),
    ("erased", "a long line\r\x1b[2Kshort", "short"), ("erased before going back", "a long line\x1b[2K\rab", "ab"),
    ("erased behind", "abcdef\b\b\b\x1b[Kx", "abcx"), ("stepped back", "12%\b\b\b13%", "13%"),
    ("stepped back in part", "abc\b\bX", "aXc"), ("a spinner", "|\b/\b-\b done", " done"),
    ("stepped back past the start", "a\n\b\bb", "a\nb"), ("bold of a printer", "N\bNA\bA", "NA"), ("Windows lines", "a\r\nb", "a\nb"),
    ("no character", "a\ufffeb\uffff", "a\ufffdb\ufffd"), ("a control", "a\x00b\x1f", "a\ufffdb\ufffd"),
    ("half a pair", "a\ud800", "a\ufffd"), ("a bell and a tab", "a\tb", "a\tb"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TERMINAL], ids=[row[0] for row in TERMINAL])
def test_text_is_as_a_terminal_leaves_it(text, expected):
    assert outputs.terminal(text) == expected
    half = len(text) // 2
    stream = [{"output_type": "stream", "name": "stdout", "text": part} for part in (text[:half], text[half:])]
    assert outputs.blocks(stream, {}, "") == [Plain(expected)]


JSON = [({"a": [1, "ệ"]}, '{\n  "a": [\n    1,\n    "ệ"\n  ]\n}'), ([], "[]"), (None, "null"), ("a\ud800", '"a\ufffd"')]


@pytest.mark.parametrize(("held", "expected"), JSON)
@pytest.mark.parametrize("beside", [{}, {"text/plain": "<IPython.core.display.JSON object>"}])
def test_json_without_words_of_its_own_is_shown_as_text(held, expected, beside):
    told = trial_deck.shown({"application/json": held} | beside)
    assert outputs.blocks([told], {}, "") == [Plain(expected)]


def test_json_with_words_of_its_own_is_those_words():
    assert outputs.blocks([trial_deck.shown({"application/json": {}, "text/plain": "ba"})], {}, "") == [Plain("ba")]


def png(width=3, height=2):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(buffer, "png")
    return buffer.getvalue()


def huge(side):
    """A PNG that says it is so many pixels wide and high."""
    head = struct.pack(">II5B", side, side, 8, 2, 0, 0, 0)
    chunk = lambda name, data: struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))  # noqa: E731
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="red"/></svg>'
BROKEN = {
    "empty": {"image/png": ""}, "no base64": {"image/png": "???"}, "cut off": {"image/png": png()[:40]},
    "no picture": {"image/jpeg": b"hello"}, "40000 square": {"image/png": huge(40000)}, "9000 square": {"image/png": huge(9000)},
    "broken SVG": {"image/svg+xml": "<svg"}, "no SVG": {"image/svg+xml": "<html/>"},
}  # fmt: skip


def output(data):
    coded = {mime: base64.b64encode(part).decode() if isinstance(part, bytes) else part for mime, part in data.items()}
    return trial_deck.shown(coded | {"text/plain": "<Figure>"})


def notebook(tmp_path, monkeypatch, *cells, name="deck"):
    monkeypatch.setattr(
        trial_deck, "cells", lambda *_: [trial_deck.markdown("# T"), trial_deck.markdown("## S"), *cells]
    )
    return trial_deck.write(tmp_path / name if (tmp_path / name).mkdir() is None else tmp_path)


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_picture_that_cannot_be_shown_is_named_with_notebook_cell_and_slide(tmp_path, monkeypatch, data):
    path = notebook(tmp_path, monkeypatch, trial_deck.code(output(data)))
    assert document.read(path).cells[-1].blocks[0].text.startswith("[image/")
    with pytest.raises(DataError, match=r"slide 2 “S”, .*\.ipynb, cell 3: image/.* a picture that can be shown"):
        trial_deck.deck(path, tmp_path, ["pptx"])


@pytest.mark.parametrize("form", ["gif", "webp"])
def test_other_pictures_become_png(form):
    buffer = io.BytesIO()
    Image.new("P", (4, 3)).convert("RGB").save(buffer, form)
    picture = outputs.blocks([output({f"image/{form}": buffer.getvalue()})], {}, "")[0]
    assert Image.open(io.BytesIO(base64.b64decode(picture.data))).size == (4, 3) and picture.mime == "image/png"


def test_a_broken_picture_gives_way_to_a_whole_one():
    assert outputs.blocks([output({"image/png": "x", "image/svg+xml": SVG})], {}, "")[0].mime == "image/svg+xml"


def test_a_figure_of_svg_alone_is_drawn_for_powerpoint_or_named(tmp_path, monkeypatch):
    path = notebook(tmp_path, monkeypatch, trial_deck.code(output({"image/svg+xml": SVG})))
    monkeypatch.setenv("BDLIB_BROWSER", "/nowhere")
    with pytest.raises(DataError, match=r"slide “S”: found 'an SVG'"):
        trial_deck.deck(path, tmp_path, ["pptx"])


TABLE = {"columns": ["a", "b"], "rows": [["x", 1]], "chart": {"kind": "bar", "category": "a", "values": ["b"]}}
CHARTS = [
    ("a bar", TABLE, True), ("a missing value", TABLE | {"rows": [["x", None]]}, True), ("a list", [1], False),
    ("rows that are none", TABLE | {"rows": 1}, False), ("a short row", TABLE | {"rows": [["x"]]}, False),
    ("another kind", TABLE | {"chart": TABLE["chart"] | {"kind": "pie"}}, False), ("no chart", TABLE | {"chart": None}, False),
    ("text as numbers", TABLE | {"rows": [["x", "y"]]}, False), ("a column that is none", TABLE | {"columns": ["a", "c"]}, False),
    ("a scatter over words", TABLE | {"chart": TABLE["chart"] | {"kind": "scatter"}}, False), ("a chart of text", TABLE | {"chart": "bar"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("table", "native"), [row[1:] for row in CHARTS], ids=[row[0] for row in CHARTS])
def test_a_figure_is_a_chart_only_where_its_data_make_one(tmp_path, monkeypatch, table, native):
    path = notebook(tmp_path, monkeypatch, trial_deck.code(output({"image/png": png(), outputs.mimes.TABLE: table})))
    made = Presentation(trial_deck.deck(path, tmp_path, ["pptx"]).files[0])
    assert [shape.has_chart for shape in made.slides[1].shapes if shape.has_chart or hasattr(shape, "image")] == [
        native
    ]


def widget(name, **state):
    return {"model_name": name, "state": {"_model_name": name, **state}}


STATE = {
    "out": widget("OutputModel", outputs=[{"output_type": "stream", "name": "stdout", "text": "held"}]),
    "box": widget("VBoxModel", children=["IPY_MODEL_out", "IPY_MODEL_label", "IPY_MODEL_box"]),
    "label": widget("LabelModel", value="a label"), "html": widget("HTMLModel", value="<b>bold</b>"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("model", "texts"), [("out", ["held"]), ("box", ["held", "a label"]), ("html", ["bold"]), ("gone", ["Output()"])]
)
def test_widgets_show_what_they_hold(model, texts):
    data = {outputs.WIDGET_MIME: {"model_id": model}, "text/plain": "Output()"}
    assert [block.text for block in outputs.blocks([trial_deck.shown(data)], STATE, "")] == texts


def test_a_document_finds_the_state_of_its_widgets(tmp_path, monkeypatch):
    data = {outputs.WIDGET_MIME: {"model_id": "out"}, "text/plain": "Output()"}
    path = notebook(tmp_path, monkeypatch, trial_deck.code(trial_deck.shown(data)))
    state = json.dumps({"widgets": {"application/vnd.jupyter.widget-state+json": {"state": STATE}}})
    path.write_text(path.read_text().replace('"metadata": {},\n "cells"', f'"metadata": {state},\n "cells"'))
    assert document.read(path).cells[-1].blocks == [Plain("held")]


@pytest.mark.parametrize("markup", ["<div>" * 5000, "> " * 3000 + "x", "<table><tr><td>" * 600])
def test_what_is_nested_too_deep_is_shown_or_one_line(tmp_path, monkeypatch, markup):
    path = notebook(
        tmp_path, monkeypatch, trial_deck.code(trial_deck.shown({"text/html": markup})), trial_deck.markdown(markup)
    )
    try:
        trial_deck.deck(path, tmp_path, ["pptx"])
    except DataError as error:
        assert ".ipynb" in str(error) or "over-full" in str(error)


def test_a_table_of_sixty_columns_is_over_full_with_its_slide(tmp_path, monkeypatch):
    wide = pd.DataFrame([range(1000, 1060)], columns=[f"cột {n}" for n in range(60)])
    path = notebook(tmp_path, monkeypatch, trial_deck.code(trial_deck.table(wide)), name="b")
    with pytest.raises(DataError, match=r"over-full: slide 2 “S” by \d+\.\d\d"):
        trial_deck.deck(path, tmp_path, ["pptx"])


def test_an_over_full_slide_fails_its_own_deck_only(tmp_path, capsys, monkeypatch):
    paths, cells = [tmp_path / name for name in ("a", "b", "c")], trial_deck.cells
    for path, shown in zip(paths, (cells, trial_deck.over_full_cells, cells), strict=True):
        path.mkdir()
        monkeypatch.setattr(trial_deck, "cells", shown)
        trial_deck.write(path).rename(path / f"{path.name}.ipynb")
    found = [str(path / f"{path.name}.ipynb") for path in paths]
    assert cli.main(["deck", *found, "--to", "pptx", "-o", str(tmp_path / "out")]) == 1
    assert sorted(path.name for path in (tmp_path / "out").glob("*.pptx")) == ["a.pptx", "c.pptx"]
    assert "b.pptx: expected slides that fit" in capsys.readouterr().err


def test_two_notebooks_of_one_name_make_two_decks(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        trial_deck.write(tmp_path / name)
    for _ in range(2):
        made = [
            trial_deck.deck(next((tmp_path / name).iterdir()), tmp_path / "out", ["pptx"]).files[0] for name in "ab"
        ]
    assert len(set(made)) == len(list((tmp_path / "out").glob("*.pptx"))) == 2


@pytest.mark.parametrize("form", ["html", "pptx"])
def test_a_deck_that_somebody_edited_stays(tmp_path, form, monkeypatch):
    monkeypatch.setenv("BDLIB_BROWSER", "/nowhere")
    path = trial_deck.write(tmp_path)
    made = trial_deck.deck(path, tmp_path, [form]).files[0]
    assert trial_deck.deck(path, tmp_path, [form]).files == [made]
    made.write_bytes(made.read_bytes() + b"edited")
    with pytest.raises(DataError, match="nobody has changed"):
        trial_deck.deck(path, tmp_path, [form])
    assert made.read_bytes().endswith(b"edited")


def test_kinds_of_blocks_are_known_to_the_templates():
    assert {kind.__name__.lower() for kind in (Picture, Plain, Table)} == {"picture", "plain", "table"}
