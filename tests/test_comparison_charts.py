import itertools

import matplotlib.text
import numpy as np
import pytest
from comparing import estimate, estimates, synthetic
from fontTools.ttLib import TTFont
from matplotlib.transforms import Bbox

from bdlib.comparison import compare
from bdlib.comparison.territory import provinces
from bdviews.plots import compare as charts
from bdviews.plots import fonts, maps, regions, style, years

GRDP = "grdp_current"


@pytest.fixture(scope="module")
def made(corpus):
    """Every province of both territories has two years of an amount and of a rank."""
    codes = [*provinces(corpus.areas, "63").index, *provinces(corpus.areas, "34").index]
    values = synthetic(sorted(set(codes)), [GRDP], ["2021", "2022"], ["GSO"])
    values[["obs_value", "lower", "upper"]] *= 1e13
    values["unit_measure"] = "VND"
    rng = np.random.default_rng(4)
    old = provinces(corpus.areas, "63").index
    ranks = [estimate(code, "dti_rank", n, time_period=year, series="DTI") for year in ("2021", "2022")
             for code, n in zip(old, 1 + rng.permutation(63), strict=True)]  # fmt: skip
    return estimates(*values.to_dict("records"), *ranks)


def words(figure):
    """Texts with their boxes less the air above and below the letters; ticks beyond the axes are not drawn."""
    figure.set_dpi(60)
    figure.canvas.draw()
    found = [text for text in figure.findobj(matplotlib.text.Text) if text.get_text().strip() and text.get_visible()]
    boxes = [(text.get_text(), text.get_window_extent()) for text in found]
    width, height = figure.canvas.get_width_height()
    inner = [(text, Bbox.from_extents(b.x0, b.y0 + 0.2 * b.height, b.x1, b.y1 - 0.2 * b.height)) for text, b in boxes]
    return [(text, box) for text, box in inner if 0 <= (box.x0 + box.x1) / 2 <= width and box.y0 <= height]


def overlaps(figure):
    pairs = itertools.combinations(words(figure), 2)
    return [(a, b, figure.size) for (a, one), (b, two) in pairs if one.overlaps(two)]


def outside(figure):
    width, height = figure.canvas.get_width_height()
    return [
        text for text, box in words(figure) if min(box.x0, box.y0) < -1 or box.x1 > width + 1 or box.y1 > height + 1
    ]


def drawn(made, corpus, chart, lang, size, territory="63"):
    found = compare(made, corpus.areas, corpus.indicators, territory=territory)
    area = "VN-77" if territory == "63" else "VN-79N"
    one = made[made["ref_area"].isin(provinces(corpus.areas, territory).index)]
    return {
        "ranking": lambda: charts.ranking(found, GRDP, corpus, lang, area, "" if size != "page" else "VN-SE", size),
        "printed": lambda: charts.ranking(found, "dti_rank", corpus, lang, area, size=size),
        "map": lambda: maps.tile_map(found, GRDP, corpus, lang, area, size=size),
        "region_map": lambda: maps.tile_map(found, GRDP, corpus, lang, area, "VN-SE", size),
        "regions": lambda: regions.regions(found, GRDP, corpus, lang, area, size),
        "slope": lambda: years.slope(one, "dti_rank", corpus, lang, area, "VN-SE", size),
        "dumbbell": lambda: years.dumbbell(one, GRDP, corpus, lang, area, size),
    }[chart]()


@pytest.mark.parametrize("size", ["page", "slide", "half"])
@pytest.mark.parametrize("chart", ["ranking", "printed", "map", "region_map", "regions", "slope", "dumbbell"])
def test_nothing_overlaps_and_nothing_is_cut(made, corpus, chart, size):
    figure = drawn(made, corpus, chart, "en" if size == "page" else "vi", size).figure
    assert not overlaps(figure) and not outside(figure)
    assert figure.alt.startswith(figure.title) and len(figure.table)


@pytest.mark.parametrize("size", ["page", "slide"])
def test_the_34_have_their_own_map(made, corpus, size):
    figure = drawn(made, corpus, "map", "vi", size, "34").figure
    assert not overlaps(figure) and len(figure.axes[0].patches) == 34


@pytest.mark.parametrize("territory", ["63", "34"])
def test_a_tile_for_every_province_and_no_two_on_one(corpus, territory):
    tiles = maps.tiles(territory)
    assert set(tiles["area"]) == set(provinces(corpus.areas, territory).index)
    assert not tiles.duplicated(["column", "row"]).any() and not tiles["area"].duplicated().any()


def test_shades_fall_in_grey_too():
    grey = [
        sum(w * int(shade[i : i + 2], 16) for w, i in ((0.299, 1), (0.587, 3), (0.114, 5))) for shade in maps.SHADES
    ]
    assert (np.diff(grey) < -20).all()


def test_nothing_to_draw_is_no_empty_picture(corpus):
    one = estimates(estimate("VN-74", GRDP, 1.0))
    found = compare(one, corpus.areas, corpus.indicators)
    assert charts.ranking(found, "", corpus, "vi") is None and maps.tile_map(found, "dti_rank", corpus, "vi") is None
    assert regions.regions(found, GRDP, corpus, "vi") is None
    assert years.slope(one, GRDP, corpus, "vi") is None and years.dumbbell(one, GRDP, corpus, "vi") is None


def test_a_cut_list_keeps_its_ends_and_the_area(made, corpus):
    rows = compare(made, corpus.areas, corpus.indicators).frame.query("indicator == @GRDP")
    middle = rows["ref_area"].iloc[40]
    kept = charts.legible(rows, middle, 12)
    assert len(kept) == 12 and {rows["ref_area"].iloc[0], middle, rows["ref_area"].iloc[-1]} <= set(kept["ref_area"])
    assert kept["position"].is_monotonic_increasing


def test_every_letter_of_every_name_is_in_the_font(corpus):
    letters = set("".join(corpus.areas["name_vi"]) + "".join(corpus.indicators["name_vi"]))
    assert not {letter for letter in letters if ord(letter) not in TTFont(fonts.path(fonts.TEXT)).getBestCmap()}


def test_labels_stay_apart_and_near():
    placed = years._spread(np.array([1.0, 1.1, 5.0]), 1.0)
    assert np.allclose(placed, [0.55, 1.55, 5.0])


@pytest.mark.parametrize(("n", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd"), (63, "63rd")])
def test_ordinals(n, said):
    assert charts.ordinal(n) == said


def test_the_picture_is_the_same_every_time(made, corpus):
    first, second = (style.png(drawn(made, corpus, "regions", "vi", "half").figure) for _ in range(2))
    assert first == second


def test_two_sources_side_by_side(corpus):
    rows = estimates(*[estimate(code, "smartphone_adult_share", value, series=series) for code, series, value in
                       [("VN-74", "GSO", 80), ("VN-74", "MIC", 70), ("VN-75", "GSO", 60), ("VN-75", "MIC", 65),
                        ("VN-72", "MIC", 50)]])  # fmt: skip
    figure = years.two_ends(rows, "series", ["GSO", "MIC"], corpus, "en", "VN-74").figure
    assert figure.title == "Adults with smartphone: MIC above General Statistics Office in 1 of 2 provinces"
    assert set(figure.table["name"]) == {"Binh Duong", "Dong Nai"} and not overlaps(figure)
