"""Charts of 03, 05 and 06: no words meet or are cut, in eight areas; rows are named apart; what is open is not kept."""

import pytest
from inks import outside, overlaps

import bdlib as bd
from bdviews.plots import claims, rows, sources, targets

AREAS = ["VN", "VN-20", "VN-37", "VN-46", "VN-72", "VN-74", "VN-75", "VN-80N"]


@pytest.mark.parametrize("size", ["page", "phone"])
@pytest.mark.parametrize("area", AREAS)
def test_no_words_of_targets_meet_or_are_cut(est, area, size):
    aims = est.tables.targets
    axes = targets.standing(bd.progress(est, aims[aims["ref_area"].eq(area)]), "vi", est, size=size)
    if axes is not None:
        assert not overlaps(axes.figure) and not outside(axes.figure)
        assert not axes.figure.table.duplicated(["indicator", "target"]).any()


@pytest.mark.parametrize("size", ["page", "phone", "slide"])
def test_claims_in_open_conflict_are_not_called_kept(est, size):
    axes = claims.claims(est, "VN-74", "digital_economy_share_grdp", "en", size=size)
    legend = {text.get_text() for text in axes.figure.legends[0].get_texts()}
    assert legend == {"in open conflict"} and not overlaps(axes.figure) and not outside(axes.figure)


def test_a_small_difference_looks_small(est):
    axes = claims.claims(est, "VN", "provinces_with_de_share_5_10pct", "en")
    points = axes.figure.table["lower"]
    left, right = axes.get_xlim()
    assert points.max() - points.min() == 1 and (right - left) >= 0.1 * points.max()


def test_the_data_of_the_coverage_chart_say_of_how_many(case):
    found = bd.coverage.coverage(case)
    shown = sources.coverage(found, "en", case).figure.table
    for of in (63, 34):
        parts = shown.filter(like=f"Of the {of} provinces: ")
        assert parts.shape[1] == 3 and parts.le(of).all(axis=None) and parts.le(parts.iloc[:, 0], axis=0).all(axis=None)
    wide = (found["areas63"].div(63).ge(0.5) | found["areas34"].div(34).ge(0.5)).sum()
    alt = sources.coverage(found, "en", case).figure.alt
    assert f" indicators with figures of provinces, {wide} have them of half of " in alt


def test_a_legend_of_several_lines_makes_a_chart_higher_by_them():
    word = "a word of what became of it"
    assert rows.legend_inches([word] * 2, "slide") == 0 < rows.legend_inches([word] * 5, "slide")
