import itertools

import numpy as np
import pytest
from comparing import estimate, estimates

from bdlib.comparison import compare
from bdlib.comparison.aggregation import aggregate, rules, weighted_mean_bounds

NEW_HCMC = ["VN-74", "VN-77", "VN-79"]


def parts(indicator, values, margin=0.0, **fields):
    return [estimate(code, indicator, value, margin, **fields) for code, value in zip(NEW_HCMC, values, strict=True)]


def test_counts_add_up(corpus):
    made, refused = aggregate(estimates(*parts("population", [3, 1, 9], 0.5)), corpus.areas, corpus.indicators)
    row = made.iloc[0]
    assert (row["ref_area"], row["obs_value"], row["lower"], row["upper"]) == ("VN-79N", 13, 11.5, 14.5)
    assert row["obs_status"] == "I" and refused.empty


def test_shares_are_weighed_by_their_base(corpus):
    rows = parts("smartphone_adult_share", [90, 60, 80]) + parts("population", [3e6, 1e6, 9e6], time_period="2021")
    made, _ = aggregate(estimates(*rows), corpus.areas, corpus.indicators)
    share = made.set_index("indicator").loc["smartphone_adult_share"]
    assert share["obs_value"] == pytest.approx((90 * 3 + 60 + 80 * 9) / 13)
    assert share["reason"] == "mean of the parts, weighted by population"


@pytest.mark.parametrize(("rows", "reason", "detail"), [
    (parts("population", [1, 2, 3])[:2], "parts_missing", "VN-79"),
    (parts("dti_score", [0.5, 0.6, 0.7]), "no_rule", ""),
    (parts("online_dossier_share", [50, 60, 70]), "no_rule", ""),
    (parts("smartphone_adult_share", [90, 60, 80]), "weight_missing", "population"),
])  # fmt: skip
def test_refusals(corpus, rows, reason, detail):
    made, refused = aggregate(estimates(*rows), corpus.areas, corpus.indicators)
    assert made.empty
    assert refused[["ref_area", "reason", "detail"]].to_numpy().tolist() == [["VN-79N", reason, detail]]


def test_a_weight_of_long_ago_is_none(corpus):
    rows = parts("smartphone_adult_share", [90, 60, 80]) + parts("population", [3, 1, 9], time_period="2015")
    _, refused = aggregate(estimates(*rows), corpus.areas, corpus.indicators)
    assert refused["reason"].tolist() == ["weight_missing"]


def test_parts_of_two_editions_are_no_whole(corpus):
    rows = parts("population", [3, 1, 9])
    rows[0]["series"] = "PSO"
    made, refused = aggregate(estimates(*rows), corpus.areas, corpus.indicators)
    assert made.empty and set(refused["reason"]) == {"parts_missing"}


def test_an_own_value_goes_before_a_sum(corpus):
    rows = estimates(*parts("population", [3, 1, 9]), estimate("VN-79N", "population", 14))
    frame = compare(rows, corpus.areas, corpus.indicators, territory="34", aggregate=True).frame
    assert frame["obs_value"].tolist() == [14]
    refused = compare(rows[:3], corpus.areas, corpus.indicators, territory="34").left_out
    assert refused.set_index("ref_area").loc["VN-79N", ["reason", "detail"]].tolist() == [
        "parts_only",
        "VN-74|VN-77|VN-79",
    ]


def test_bounds_of_a_weighted_mean_against_every_corner():
    rng = np.random.default_rng(3)
    low, light = rng.random((20, 3)), rng.random((20, 3)) + 0.1
    high, heavy = low + rng.random((20, 3)), light + rng.random((20, 3))
    lower, upper = weighted_mean_bounds(low, high, light, heavy)
    for row in range(20):
        corners = itertools.product(*zip(light[row], heavy[row], strict=True))
        means = [[np.average(values[row], weights=w) for values in (low, high)] for w in corners]
        assert np.allclose([lower[row], upper[row]], [np.min(means), np.max(means)])


def test_every_indicator_has_a_rule_that_exists(corpus):
    known = {"sum", "", *corpus.indicators["indicator"]}
    found = rules(corpus.indicators)
    assert set(found) <= known
    assert (
        found["grdp_per_capita"] == "population"
        and found["admin_procedure_count"] == ""
        and found["population"] == "sum"
    )
