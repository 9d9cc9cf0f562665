import itertools

import numpy as np
import pandas as pd
import pytest
from comparing import estimate, estimates, synthetic
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import percentileofscore, rankdata

from bdlib.comparison import compare
from bdlib.comparison.printed_ranks import beside_computed, contradictions
from bdlib.comparison.ranks import rank, simulate
from bdlib.comparison.territory import provinces, within

BROADBAND = "broadband_household_share"


@pytest.fixture(scope="module")
def many(corpus):
    return synthetic(list(provinces(corpus.areas, "63").index), [BROADBAND, "grdp_current"], ["2021", "2022"], ["A"])


def ordered(values, margins, better=1):
    values, margins = np.array(values), np.array(margins)
    return pd.DataFrame(
        {"obs_value": values, "lower": values - margins, "upper": values + margins, "better": better, "group": 0}
    )


intervals = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=1, max_size=6)


@given(intervals, st.sampled_from([1, -1]))
def test_rank_bounds_are_reached_at_corners_and_never_passed(pairs, better):
    frame = ordered(*zip(*pairs, strict=True), better=better)
    corners = itertools.product(*zip(frame["lower"], frame["upper"], strict=True))
    seen = np.array([rankdata(-better * np.array(corner), method="min") for corner in corners])
    found = rank(frame, ["group"])
    assert (found["rank_lower"] == seen.min(axis=0)).all()
    assert (found["rank_upper"] == seen.max(axis=0)).all()


@given(intervals)
def test_bounds_hold_the_rank(pairs):
    found = rank(ordered(*zip(*pairs, strict=True)), ["group"])
    assert (found["rank_lower"] <= found["rank"]).all() and (found["rank"] <= found["rank_upper"]).all()


def test_groups_are_ranked_apart(many):
    found = rank(many.assign(better=1), ["indicator", "time_period"])
    expected = many.groupby(["indicator", "time_period"])["obs_value"].rank(ascending=False, method="min")
    assert (found["rank"] == expected).all()


def test_likely_ranks_agree_with_a_bootstrap(many):
    frame = many[:40].assign(better=1)
    found = simulate(frame, draws=4000, seed=1)
    rng = np.random.default_rng(99)
    width = (frame["upper"] - frame["lower"]).to_numpy()
    drawn = pd.DataFrame([frame["lower"].to_numpy() + width * rng.random(40) for _ in range(3000)])
    ends = drawn.rank(axis=1, ascending=False).quantile([0.05, 0.95])
    assert np.abs(found[["likely_lower", "likely_upper"]].to_numpy().T - ends.to_numpy()).max() <= 1
    assert np.allclose(found["first"], (drawn.rank(axis=1, ascending=False) == 1).mean(), atol=0.03)


def test_likely_ranks_lie_inside_the_bounds_and_repeat(many):
    frame = many[many["indicator"].eq(BROADBAND) & many["time_period"].eq("2022")].assign(better=1)
    bounds, likely = rank(frame, ["indicator"]), simulate(frame, draws=500)
    assert (likely["likely_lower"] >= bounds["rank_lower"]).all()
    assert (likely["likely_upper"] <= bounds["rank_upper"]).all()
    assert likely.equals(simulate(frame, draws=500))


def test_percentile_and_z_score(many, corpus):
    frame = compare(many, corpus.areas, corpus.indicators, only=[BROADBAND]).frame
    values = frame["obs_value"].to_numpy()
    assert np.allclose(frame["percentile"], [percentileofscore(values, v, kind="mean") for v in values])
    assert np.allclose(frame["z_score"], (values - np.mean(values)) / np.std(values, ddof=1))
    assert np.allclose(frame["to_best"], values - values.max())


def test_less_is_better_where_the_codelist_says_so(corpus):
    rows = estimates(*(estimate(code, "internet_dead_zones", n) for code, n in [("VN-01", 5), ("VN-74", 2)]))
    frame = compare(rows, corpus.areas, corpus.indicators).frame.set_index("ref_area")
    assert frame["rank"].to_dict() == {"VN-74": 1, "VN-01": 2}
    assert frame.loc["VN-74", "z_score"] > 0


def test_one_edition_an_indicator(corpus):
    rows = [estimate(code, BROADBAND, 50, series="GSO") for code in ("VN-01", "VN-74")]
    rows += [estimate(code, BROADBAND, 60, series="MIC") for code in ("VN-01", "VN-72", "VN-75")]
    found = compare(estimates(*rows), corpus.areas, corpus.indicators)
    assert found.chosen["series"].tolist() == ["MIC"] and set(found.frame["series"]) == {"MIC"}
    about = compare(estimates(*rows), corpus.areas, corpus.indicators, area="VN-74")
    assert set(about.frame["ref_area"]) == {"VN-01", "VN-74"}
    named = compare(estimates(*rows), corpus.areas, corpus.indicators, series="GSO")
    assert set(named.frame["series"]) == {"GSO"}


def test_every_province_is_shown_or_left_out_with_a_reason(corpus):
    rows = [estimate("VN-01", BROADBAND, 50), estimate("VN-74", BROADBAND, 40, time_period="2020"),
            estimate("VN-72", BROADBAND, np.nan, reason="they disagree"), estimate("VN-79N", BROADBAND, 70),
            estimate("VN-02", BROADBAND, 50)]  # fmt: skip
    found = compare(estimates(*rows), corpus.areas, corpus.indicators)
    assert sorted([*found.frame["ref_area"], *found.left_out["ref_area"]]) == sorted(
        provinces(corpus.areas, "63").index
    )
    reason = found.left_out.set_index("ref_area")["reason"]
    assert reason[["VN-74", "VN-72", "VN-79"]].tolist() == ["other_edition", "declined", "successor_only"]
    assert reason["VN-96"] == "no_figure"


def test_inputs_are_untouched(many, corpus):
    before = many.copy()
    compare(many, corpus.areas, corpus.indicators, territory="34", aggregate=True)
    pd.testing.assert_frame_equal(many, before)


@pytest.mark.parametrize(("territory", "count"), [("63", 63), ("34", 34)])
def test_territories(corpus, territory, count):
    assert len(provinces(corpus.areas, territory)) == count
    assert provinces(corpus.areas, territory)["region"].nunique() == 6


def test_an_index_over_63_never_stands_beside_one_over_34(corpus):
    old = [estimate(code, "dti_rank", n, series="DTI") for code, n in [("VN-01", 7), ("VN-74", 19), ("VN-04", 9)]]
    new = [
        estimate(code, "dti_rank", n, series="DTI34", time_period="2024") for code, n in [("VN-01", 3), ("VN-79N", 1)]
    ]
    rows = estimates(*old, *new)
    assert set(rows[within(rows, corpus.areas, corpus.indicators, "63")]["series"]) == {"DTI"}
    assert set(rows[within(rows, corpus.areas, corpus.indicators, "34")]["series"]) == {"DTI34"}


def test_printed_ranks_keep_their_field(corpus):
    rows = estimates(estimate("VN-74", "dti_rank", 19, series="DTI"), estimate("VN-74", "dti_rank_southeast", 3))
    frame = compare(rows, corpus.areas, corpus.indicators).frame.set_index("indicator")
    assert frame["field"].to_dict() == {"dti_rank": 63, "dti_rank_southeast": 6}
    assert set(frame["basis"]) == {"printed"}


def test_region_and_country(corpus):
    rows = [estimate("VN-74", BROADBAND, 80), estimate("VN-75", BROADBAND, 60), estimate("VN", BROADBAND, 75)]
    assert compare(estimates(*rows), corpus.areas, corpus.indicators).frame["to_region"].isna().all()  # of two
    rows += [estimate("VN-72", BROADBAND, 70)]
    row = compare(estimates(*rows), corpus.areas, corpus.indicators).frame.iloc[0]
    assert (row["region_value"], row["region_basis"], row["to_region"]) == (70, "mean", 10)
    assert (row["country_value"], row["country_basis"], row["to_country"]) == (75, "reported", 5)


def test_contradictions_of_printed_ranks(corpus):
    rows = [estimate("VN-74", "dti_rank", 2), estimate("VN-75", "dti_rank", 2), estimate("VN-72", "dti_rank", 64),
            estimate("VN-79", "dti_rank", 1), estimate("VN-79", "dti_score", 0.5, 0.001),
            estimate("VN-74", "dti_score", 0.6, 0.001), estimate("VN-75", "dti_score", 0.4)]  # fmt: skip
    found = contradictions(estimates(*rows), corpus.areas, corpus.indicators)
    assert found[["kind", "ref_area"]].to_numpy().tolist() == [
        ["beyond_field", "VN-72"], ["score_order", "VN-79|VN-74"], ["shared_rank", "VN-74|VN-75"]]  # fmt: skip


def test_a_score_within_rounding_contradicts_nothing(corpus):
    rows = [estimate(code, name, value, 0.06) for code, rank_, score in [("VN-79", 1, 0.5), ("VN-74", 2, 0.6)]
            for name, value in [("dti_rank", rank_), ("dti_score", score)]]  # fmt: skip
    assert contradictions(estimates(*rows), corpus.areas, corpus.indicators).empty


@pytest.mark.parametrize(("scores", "turned"), [((0.7, 0.6, 0.5), 0), ((0.5, 0.6, 0.7), 3), ((0.6, 0.7, 0.5), 1)])
def test_printed_ranks_against_the_order_of_printed_scores(corpus, scores, turned):
    codes = ("VN-79", "VN-74", "VN-75")
    rows = [estimate(code, "dti_rank", place) for place, code in enumerate(codes, 1)]
    rows += [estimate(code, "dti_score", score) for code, score in zip(codes, scores, strict=True)]
    row = beside_computed(estimates(*rows), corpus.areas, rank_of="dti_rank", territory="63").iloc[0]
    assert (row["both"], row["turned"]) == (3, turned)


@pytest.mark.parametrize("rows", [[], [estimate("VN-79", "dti_rank", 1)], [estimate("VN-79", "population", 1)]])
def test_without_scores_nothing_is_held_against_the_ranks(corpus, rows):
    assert beside_computed(estimates(*rows), corpus.areas, rank_of="dti_rank", territory="63").empty


def test_binh_duong_in_the_dti_of_2022(corpus, tables):
    from bdlib.reconciliation import reconcile

    made = reconcile(tables.observations, "authority", indicators=corpus.indicators).frame
    found = compare(made, corpus.areas, corpus.indicators, only=["dti_rank"], period="2022")
    assert len(found.frame) == 63 and found.left_out.empty
    row = found.frame.set_index("ref_area").loc["VN-74"]
    assert (row["rank"], row["field"], row["basis"]) == (19, 63, "printed")
