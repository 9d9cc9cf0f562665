"""Charts of notebook 04: nothing overlaps or is cut, titles count all rows, nothing is drawn of nothing."""

import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from inks import contrast, outside, overlaps

import bdlib as bd
from bdlib.comparison.association import association
from bdlib.comparison.fields import provinces
from bdlib.comparison.paths import paths
from bdlib.comparison.spread import convergence
from bdviews import comparison as views
from bdviews.comparison import squares, titles, ways
from bdviews.comparison.standpoint import At, lead
from bdviews.plots import maps, style
from bdviews.plots.years import _drawn

ECONOMY = ["grdp_per_capita", "labour_productivity", "trained_labour_force_share"]
CHARTS = ["region", "map", "places", "values", "catching_up", "together"]


@pytest.fixture(scope="module")
def parts(est):
    return {"found": bd.compare(est), "ways": paths(est), "growth": convergence(est, ECONOMY),
            "linked": association(est, "dti_score", ECONOMY[::-1], controls="grdp_per_capita")}  # fmt: skip


def drawn(est, parts, chart, area, territory, lang, size):
    here, found, ways = At(est, area, territory, lang), parts["found"], parts["ways"]
    return {
        "region": lambda: views.in_region(found, here, size=size),
        "map": lambda: views.in_country(found, here),
        "places": lambda: views.ranks_through_years(ways, here, size=size),
        "values": lambda: views.values_through_years(ways, found, here, size=size),
        "together": lambda: views.together_plot(parts["linked"], here, size=size),
        "catching_up": lambda: views.catching_up_plot(ways, parts["growth"], ECONOMY, here, size=size),
    }[chart]()


def test_a_line_stops_where_the_table_or_what_a_ratio_rests_on_jumps(est, parts):
    raw = pd.read_csv("data/raw/tables/tables.csv", dtype=str).set_index("table")["jumps"]
    assert "VN-04:2022" in raw["nso_employed_persons_63"] and "VN-01" not in raw["nso_employed_persons_63"]
    rows = ways.steps(parts["ways"], At(est, "VN-04", "63", "en")).query("indicator == 'labour_productivity'")
    each = rows.pivot(index="ref_area", columns="year", values="stretch")
    assert each.loc["VN-04", [2020, 2021, 2022, 2023]].tolist() == [0, 1, 2, 2]
    assert each.loc["VN-01", [2020, 2021, 2022, 2023]].tolist() == [0, 1, 1, 1]
    own = ways.changes(rows).set_index("ref_area")["first"]
    assert (own["VN-04"], own["VN-01"]) == (2022, 2021)
    figure = drawn(est, parts, "places", "VN-04", "63", "en", "page").figure
    assert "a gap before 2022, labour productivity" in figure.subtitle


def words_of_labels(figure):
    with style.laid_out(figure):
        return [(one.text, one.text.get_window_extent(figure._get_renderer())) for one in figure.labels
                if one.text.get_visible()]  # fmt: skip


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize(
    ("area", "territory", "size"), [("VN-77", "63", "page"), ("VN-79N", "34", "page"), ("VN-20", "63", "slide")]
)
def test_nothing_overlaps_and_nothing_is_cut(est, parts, chart, area, territory, size):
    axes = drawn(est, parts, chart, area, territory, "vi", size)
    if axes is not None:
        figure = axes.figure
        assert not overlaps(figure) and not outside(figure)
        assert figure.said.text.rstrip(".") == figure.title and len(figure.table)
        assert figure.alt.startswith(figure.title)


@pytest.mark.parametrize("area", ["VN-14", "VN-74", "VN-20"])
@pytest.mark.parametrize("size", ["page", "phone"])
def test_every_place_stands_nearest_to_its_own_year(est, parts, area, size):
    figure = drawn(est, parts, "places", area, "63", "vi", size).figure
    labels = words_of_labels(figure)
    told = {(axes, *text.xy, text.get_text()) for axes in figure.axes for text, _ in labels if text.axes is axes}
    drawn_lines = [(axes, [line.get_xydata()[[0, -1]] for line in axes.lines]) for axes in figure.axes if axes.lines]
    ends = {(axes, *end, f"{end[1]:.0f}") for axes, lines in drawn_lines for end in np.concatenate(lines)}
    outer = {(axes, *end, f"{end[1]:.0f}") for axes, lines in drawn_lines for end in (lines[0][0], lines[-1][1])}
    assert outer and outer <= told <= ends  # where two lines meet at a break there may be no room
    for text, box in labels:
        marks = [np.column_stack(line.get_data()) for line in text.axes.lines]
        at = text.axes.transData.transform(np.concatenate(marks))
        far = np.hypot(*np.maximum(np.maximum(box.min - at, at - box.max), 0).T)
        assert np.allclose(at[far.argmin()], text.axes.transData.transform(text.xy))


@pytest.mark.parametrize("chart", CHARTS)
def test_the_country_has_its_charts_and_no_place(est, parts, chart):
    axes = drawn(est, parts, chart, "VN", "63", "en", "page")
    assert (axes is None) == (chart == "places")


@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_to_draw_is_no_empty_picture(est, parts, chart):
    none = bd.compare(est, indicator="losi_rank")
    empty = {"found": none, "ways": parts["ways"][:0], "growth": parts["growth"][:0],
             "linked": association(est, "digital_economy_share_grdp", "grdp_per_capita")}  # fmt: skip
    assert drawn(est, empty, chart, "VN-74", "63", "vi", "page") is None


def test_a_province_before_and_after_the_reform_is_a_row_an_edition(est, parts):
    shown = views.old_and_new(parts["found"], At(est, "VN-74", "63", "en")).data
    ranks = est.frame[est.frame["indicator"].eq("dti_rank") & est.frame["time_period"].eq("2024")]
    ranks = ranks.set_index("ref_area")["obs_value"]
    assert shown.iloc[0, 1].endswith(f"· {ranks['VN-74']:.0f}/63") and len(shown) == shown.iloc[:, 0].nunique() > 1


@pytest.mark.parametrize("territory", ["63", "34"])
def test_a_tile_for_every_province_and_no_two_on_one(corpus, territory):
    tiles = maps.tiles(territory)
    assert set(tiles["area"]) == set(provinces(corpus.areas, territory).index)
    assert not tiles.duplicated(["column", "row"]).any() and not tiles["area"].duplicated().any()


def test_shades_fall():
    assert (np.diff([contrast(shade, style.PAPER) for shade in style.SHADES]) > 0.25).all()


def test_the_picture_is_the_same_every_time(est, parts):
    first, second = (style.png(drawn(est, parts, "values", "VN-74", "63", "vi", "slide").figure) for _ in range(2))
    assert first == second


def test_a_title_counts_all_and_not_what_is_drawn(est, parts):
    here = At(est, "VN-20", "63", "en")
    axes = views.in_region(parts["found"], here, size="page")
    facts, every = axes.figure.said.facts, lead(parts["found"], here)
    assert facts["of"] == len(every) == 63 and facts["mates"] == len(axes.figure.table) == 14


@pytest.mark.parametrize("chart", ["region", "map"])
def test_places_recalculated_for_later_borders_say_so(est, parts, chart):
    titles = [drawn(est, parts, chart, *of, "en", "page").figure.title for of in (("VN-79N", "34"), ("VN-77", "63"))]
    how = "; recalculated for the borders since 1 Jul 2025: of a merged province the simple mean of its former ones"
    said = [" ".join(title.split()).endswith(how) for title in titles]
    assert said == [True, False]


def test_of_a_strip_every_square_of_another_number_than_most_says_so(est, parts):
    here = At(est, "VN-08", "63", "en")
    shown = squares.strip(parts["found"], here)
    of = [re.findall(r"(\d+) of (?:the )?(\d+)", square["value"])[-1][1] for square in shown.squares]
    told = [re.findall(r"\(of (\d+)\)$", square["label"]) or ["63"] for square in shown.squares]
    assert of == [one for (one,) in told] and "provinces, 63 in all" in shown.title and "61" in of
    assert shown.title.startswith("Tuyen Quang (borders until")


def test_an_edition_without_rows_has_no_map(est, parts):
    here = At(est, "VN-74", "63", "en")
    rows = lead(parts["found"], here)
    assert maps.tile_map(rows.head(0), titles.map_title(rows, here), here) is None


def test_the_data_of_values_are_the_area_s_and_money_names_its_prices(est, parts):
    for area in ("VN-74", "VN"):
        figure = drawn(est, parts, "values", area, "63", "en", "page").figure
        assert set(figure.table["ref_area"]) == {area} and not figure.table.duplicated(["indicator", "year"]).any()
        heads = [axes.get_title(loc="left").replace("\n", " ") for axes in figure.axes]
        assert all("current prices" in head for head in heads if "VND" in head) and "current prices" in figure.title


@pytest.mark.parametrize(("territory", "year", "said"), [("63", "2025", True), ("63", "2024", False),
                                                         ("63", "2025-H1", False), ("34", "2025", False)])  # fmt: skip
def test_a_year_that_outlives_the_borders_says_so(est, territory, year, said):
    here = At(est, "VN-74" if territory == "63" else "VN-79N", territory, "en")
    row = {"time_period": year, "stage": "estimate", "territory": territory}
    assert ("former borders" in here.when(row)) == said


def test_a_slide_of_one_way_says_nothing_of_the_breaks_of_others():
    rows = pd.DataFrame({"indicator": ["a", "a", "b"], "broken": [False, False, True]})
    title = SimpleNamespace(facts={"indicator": "a"})
    assert not _drawn(rows, title, "slide")["broken"].any() and _drawn(rows, title, "page")["broken"].any()


@pytest.mark.parametrize("size", ["page", "phone"])
def test_what_is_left_over_has_a_dot_a_province_and_the_slope_of_its_model(est, parts, size):
    figure = drawn(est, parts, "together", "VN-15N", "34", "en", size).figure
    rows = parts["linked"].frame.query("economic == 'trained_labour_force_share'").set_index("held_equal")
    for ax, held in zip(figure.axes, ("year_region", "controls"), strict=True):
        assert len(ax.collections[0].get_offsets()) == 63 == len(figure.table) / 2
        (x0, y0), (x1, y1) = ax.lines[0].get_xydata()
        assert (y1 - y0) / (x1 - x0) == pytest.approx(rows.loc[held, "estimate"])
    names = [text.get_text() for text, _ in words_of_labels(figure)]
    assert names.count("former Lao Cai") == names.count("Yen Bai") == 2 and not overlaps(figure)


@pytest.mark.parametrize("size", ["page", "phone"])
def test_a_name_that_must_stand_is_nearest_to_its_own_of_the_marks_so_named(est, parts, size):
    figure = drawn(est, parts, "together", "VN-15N", "34", "vi", size).figure
    boxes = [(text, box) for text, box in words_of_labels(figure) if text.get_fontweight() == 700]
    for text, box in boxes:
        at = text.axes.transData.transform([one.xy for one, _ in boxes if one.axes is text.axes])
        far = np.hypot(*np.maximum(np.maximum(box.min - at, at - box.max), 0).T)
        assert np.allclose(at[far.argmin()], text.axes.transData.transform(text.xy))
    assert len(boxes) == 4


@pytest.mark.parametrize("area", ["VN-74", "VN-20"])
def test_the_line_of_convergence_is_that_of_least_squares(est, parts, area):
    ax = drawn(est, parts, "catching_up", area, "63", "en", "page")
    (x, y), line = ax.collections[0].get_offsets().T, ax.lines[0].get_xydata()
    slope, start = np.polyfit(np.log(x), y, 1)
    assert line[:, 1] == pytest.approx(start + slope * np.log(line[:, 0]))
