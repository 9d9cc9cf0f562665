"""Figures: local numbers, fonts with every letter, inks apart for everyone, the same bytes."""

import itertools
import re
import warnings
from unittest.mock import patch
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from bdviews.plots import mimes, strip, style, vector

LETTERS = "".join(map(chr, range(0x1EA0, 0x1EFA))) + "ăâđêôơưĂÂĐÊÔƠƯ₫ −–… ≤ ≥ ≈ β → ✓"


def plain(lang: str = "vi", size: str = "page", title: str = "Tựa") -> style.Finding:
    with style.canvas(lang, title, "Nguồn", subtitle="%", size=size) as (figure, ax):
        ax.plot([0, 1000, 2000], [0.0, 0.25, 0.5], **style.FOCUS)
    return figure


def ticks(figure: style.Finding) -> tuple[list[str], list[str]]:
    FigureCanvasAgg(figure).draw()
    axes = figure.axes[0]
    return [t.get_text() for t in axes.get_xticklabels()], [t.get_text() for t in axes.get_yticklabels()]


@pytest.mark.parametrize(("lang", "thousand", "tenth"), [("vi", "1.000", "0,1"), ("en", "1,000", "0.1")])
def test_ticks_read_as_the_language_writes_numbers(lang, thousand, tenth):
    x, y = ticks(plain(lang))
    assert thousand in x and tenth in y


def test_years_have_no_separator():
    with style.canvas("vi", "", "") as (figure, ax):
        ax.plot([2020, 2024], [1, 2])
        style.years(ax.xaxis, "vi")
    assert "2022" in ticks(figure)[0]


def test_every_vietnamese_letter_is_drawn():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        style.png(plain(title=LETTERS))


def test_a_letter_that_no_face_has_is_left_out_rather_than_an_empty_box():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        style.png(plain(title="VIETJO ベトナム 5位"))


def test_same_figure_same_bytes():
    assert style.png(plain()) == style.png(plain())


@pytest.mark.parametrize("size", style.SIZES)
def test_title_and_axes_do_not_overlap(size):
    figure = plain(size=size, title="Một tựa rất dài " * 9)
    FigureCanvasAgg(figure).draw()
    renderer = FigureCanvasAgg(figure).get_renderer()
    boxes = [text.get_window_extent(renderer) for text in figure.texts]
    boxes.append(figure.axes[0].get_tightbbox(renderer))
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.width for box in boxes)


def test_a_figure_without_words_is_refused():
    with pytest.raises(ValueError, match="no alt text"):
        style.show(plain())


def test_shown_figure_carries_words_and_data():
    figure = plain()
    figure.alt, figure.table = "Đường tăng.", pd.DataFrame({"x": [1, np.nan], "tỉnh": ["Hà Nội", None]})
    with patch("IPython.display.display") as display:
        style.show(figure.axes[0], name="trial")
    data, metadata = display.call_args.args[0], display.call_args.kwargs["metadata"]
    assert metadata["image/svg+xml"]["alt"] == data["text/plain"] == "Đường tăng."
    assert data[mimes.TABLE]["rows"] == [[1.0, "Hà Nội"], [None, None]]


def test_settings_of_others_stay():
    before = {name: mpl.rcParams[name] for name in style.theme()}
    style.png(plain())
    assert {name: mpl.rcParams[name] for name in before} == before


def test_pages_get_a_wide_and_a_narrow_drawing_with_real_text():
    figure = plain(title="Tựa đề")
    with patch("IPython.display.display") as display:
        style.show(figure, alt="Đường tăng.")
    drawn = display.call_args.args[0][mimes.FIGURE]
    assert ">1.000</text>" in drawn["wide"] and ">1.000</text>" in drawn["narrow"]
    assert drawn["title"] == "Tựa đề" and "Tựa" not in drawn["wide"] + drawn["narrow"]  # the page sets it
    assert 'width="266.4pt"' in drawn["narrow"] and len(drawn["wide"]) < 10_000


def test_a_chart_that_knows_phones_draws_its_own_narrow_figure():
    @style.chart
    def draw(word, size="page"):
        with style.canvas("vi", word, "", size=size) as (_, ax):
            ax.set_xlabel(f"{word} {size}")
        return ax

    assert "lời phone" in vector.drawings(draw("lời").figure)["narrow"]


@pytest.mark.parametrize(("size", "mime"), [("page", "image/svg+xml"), ("slide", "image/png")])
def test_a_notebook_shows_one_picture_with_its_words(size, mime):
    with patch("IPython.display.display") as display:
        style.show(plain(title="Tựa & đề", size=size), alt="x")
    data = display.call_args.args[0]
    assert {one for one in data if one.startswith("image/")} == {mime}
    if size == "page":
        words = [one.text for one in ElementTree.fromstring(data[mime]).findall("{*}text")]
        assert words == ["Tựa & đề", "%", "Nguồn: Nguồn"]


def test_strip_counts_its_tones_and_marks_every_square():
    rows = pd.DataFrame({"label": ["A", "B", "C"], "tone": ["good", "poor", "good"], "mark": ["1", "", ""]})
    made = strip.strip(rows, {"good": "đạt", "fair": "gần đạt", "poor": "không đạt"}, "Ba mục tiêu")
    assert str(made) == "Ba mục tiêu: đạt: 2; không đạt: 1"
    assert [square["mark"] for square in made.squares] == ["1", "✗", "✓"]
    assert [one.mark for one in made.legend] == ["", "✗"] and sum(one.count for one in made.legend) == len(rows)
    with pytest.raises(ValueError, match="tone 'bad'"):
        strip.strip(rows.assign(tone="bad"), {"good": "đạt"})


def test_a_halo_leaves_text_text():
    from matplotlib.patheffects import withStroke

    figure = plain()
    figure.axes[0].text(0, 0, "Bình Dương", path_effects=[withStroke(linewidth=3, foreground="white")])
    made = vector.svg(figure)
    assert ">Bình Dương</text>" in made and 'style="paint-order:stroke;stroke:#ffffff' in made


def test_a_drawing_names_what_it_uses_in_order_and_leaves_no_text_without_ink():
    with style.canvas("vi", "", "") as (figure, ax):
        ax.plot([0, 1], [0, 1], label="Bình Dương")
        ax.legend()
    for made in vector.drawings(figure).values():
        named = re.findall(r' id="([^"]*)"', made)
        assert sorted(named) == [f"p{number}" for number in range(len(named))] and named
        assert all("fill: #" in look for look in re.findall(r'<text style="([^"]*)"', made)) and "<text>" not in made
