"""Reconciling: what must hold for every method, and the arithmetic of each by another route."""

import numpy as np
import pandas as pd
import pytest
from test_evidence import codelist, figures

from bdlib import cleaning as clean
from bdlib.reconciliation import ESTIMATE, KEY, methods, reconcile

METHODS = ["evidence", "latest", "authority", "median", "fusion", "random_effects"]
VALUE = [*KEY, "obs_value", "lower", "upper", "unit_measure"]


@pytest.fixture(scope="module")
def some(tables) -> pd.DataFrame:
    """The areas that most sources speak about: enough for what must hold whatever the claims are."""
    return tables.observations[tables.observations["ref_area"].isin(["VN", "VN-74", "VN-77"])]


@pytest.fixture(scope="module")
def made(corpus, some) -> dict:
    return {name: reconcile(some, name, indicators=corpus.indicators) for name in METHODS}


def one(*rows: dict, method: str = "evidence", **indicator: str) -> pd.Series:
    """The only estimate made of some claims."""
    frame = reconcile(figures(*rows), method, indicators=codelist(**indicator)).frame
    assert len(frame) == 1
    return frame.iloc[0]


def test_the_six_methods_are_registered():
    assert list(methods()) == METHODS


def test_unknown_method_and_option():
    with pytest.raises(ValueError, match="did you mean median"):
        reconcile(figures({"value": 1.0}), "medain")
    with pytest.raises(TypeError):
        reconcile(figures({"value": 1.0}), "latest", depth=3)


@pytest.mark.parametrize("name", METHODS)
def test_every_claim_has_its_step_and_every_key_one_estimate(name, made, some):
    result = made[name]
    assert list(result.frame) == ESTIMATE
    assert set(result.steps["figure_id"]) == set(some["figure_id"])
    assert not result.frame.duplicated(KEY).any()
    assert result.steps["action"].isin(["kept", "set_aside", "declined"]).all()


@pytest.mark.parametrize("name", METHODS)
def test_intervals_hold_the_value_and_declined_ones_have_none(name, made):
    frame = made[name].frame
    given = frame["obs_value"].notna()
    assert (frame["lower"] <= frame["obs_value"])[given].all() and (frame["obs_value"] <= frame["upper"])[given].all()
    assert frame.loc[~given, ["lower", "upper"]].isna().all(axis=None)
    assert (frame["obs_status"].eq("O") == ~given).all()
    assert frame.loc[~given, "reason"].str.startswith("declined").all()


@pytest.mark.parametrize("name", METHODS)
def test_order_of_rows_and_columns_changes_nothing(name, made, corpus, some):
    mixed = some.sample(frac=1, random_state=3).iloc[:, ::-1]
    again = reconcile(mixed, name, indicators=corpus.indicators)
    pd.testing.assert_frame_equal(made[name].frame, again.frame)
    pd.testing.assert_frame_equal(made[name].steps, again.steps)


@pytest.mark.parametrize("name", METHODS)
def test_an_exact_reprint_changes_no_estimate(name, made, corpus, some):
    copied = some[some["source_id"].eq("seed_000")]
    again = copied.assign(
        figure_id=copied["figure_id"].str.replace("seed_000", "zz_copy"), source_id="zz_copy", reprints="seed_000"
    )
    result = reconcile(pd.concat([some, again]), name, indicators=corpus.indicators)
    pd.testing.assert_frame_equal(made[name].frame[VALUE], result.frame[VALUE])


@pytest.mark.parametrize(("name", "spread"), [("evidence", 0.0), ("median", 0.5), ("fusion", 0.5)])
def test_a_source_of_noise_has_no_say(name, spread):
    rng = np.random.default_rng(5)
    said = {s: 20.0 + np.arange(40) + rng.normal(0, spread, 40) for s in "abcd"} | {"n": rng.uniform(1, 99, 40)}
    rows = [
        {"value": round(v, 1), "source_id": s, "figure_id": f"{s}-{k:03d}", "ref_area": f"A{k:02d}"}
        for s, values in said.items()
        for k, v in enumerate(values)
    ]
    frame = reconcile(figures(*rows), name, indicators=codelist()).frame
    assert np.abs(frame["obs_value"] - (20.0 + np.arange(40))).max() <= 0.05 + 3 * spread


def test_two_witnesses_against_one_leave_the_third_in_the_interval():
    got = one({"value": 86.3}, {"value": 83.6}, {"value": 83.6, "reprints": "s1"}, {"value": 86.3})
    assert (got["obs_value"], got["witnesses"], got["obs_status"]) == (86.3, 2, "U")
    assert got["lower"] == pytest.approx(83.55) and got["upper"] == pytest.approx(86.35)
    assert {"s1-001", "s2-001"} <= set(got["set_aside"].split("|"))


def test_four_witnesses_against_one_are_enough():
    got = one(*[{"value": 86.3}] * 4, {"value": 83.6})
    assert got["obs_status"] == "A" and got["lower"] == pytest.approx(86.25)


def test_series_stay_apart_and_an_unknown_one_joins_the_only_series():
    named = {"series": "ONE", "attributed_to": "o"}, {"series": "TWO", "attributed_to": "p"}
    apart = reconcile(figures({"value": 14.2, **named[0]}, {"value": 19.6, **named[1]}), indicators=codelist()).frame
    assert dict(zip(apart["series"], apart["obs_value"], strict=True)) == {"ONE": 14.2, "TWO": 19.6}
    joined = one({"value": 14.2, **named[0]}, {"value": 14.2})
    assert (joined["series"], joined["witnesses"]) == ("ONE", 2)


def test_definitions_that_exclude_each_other_are_declined():
    got = one({"value": 61.0, "note": "households COVERED"}, {"value": 44.2, "note": "households CONNECTED"})
    assert np.isnan(got["obs_value"]) and got["obs_status"] == "O"


def test_the_latest_state_of_a_year_and_flows_by_part():
    got = one({"value": 61.0, "time_period": "2024-03"}, {"value": 66.0, "time_period": "2024-11"})
    assert (got["time_period"], got["obs_value"]) == ("2024", 66.0)
    flows = figures({"value": 3.0, "time_period": "2024-H1"}, {"value": 7.0, "time_period": "2024"})
    frame = reconcile(flows, indicators=codelist(kind="money", limit="")).frame
    assert list(frame["time_period"]) == ["2024", "2024-H1"]


def test_a_mean_of_years_and_a_later_page_do_not_enter():
    rows = figures(
        {"value": 12.7, "time_period": "2020/2022"}, {"value": 12.9, "time_period": "2022", "published": "2024-05"}
    )
    result = reconcile(rows, indicators=codelist())
    assert result.frame["obs_value"].tolist() == [12.9]
    assert reconcile(rows, indicators=codelist(), as_of="2024-01-01").frame.empty


def test_random_effects_is_paule_mandel_on_the_logit_scale():
    values = [42.0, 47.0, 51.0, 55.0, 60.0]
    got = one(*[{"value": v} for v in values], method="random_effects")
    p, half = np.array(values) / 100, 0.0005
    x = np.log(p / (1 - p))
    v = ((np.log((p + half) / (1 - p - half)) - np.log((p - half) / (1 - p + half))) ** 2) / 12
    low, high = 0.0, 10.0
    for _ in range(200):  # the heterogeneity at which the weighted squares equal their degrees of freedom
        tau = (low + high) / 2
        w = 1 / (v + tau)
        low, high = (tau, high) if (w * (x - (w * x).sum() / w.sum()) ** 2).sum() > len(x) - 1 else (low, tau)
    assert got["obs_value"] == pytest.approx(100 / (1 + np.exp(-(w * x).sum() / w.sum())), rel=1e-6)
    assert got["lower"] < got["obs_value"] < got["upper"]


def test_random_effects_reports_the_range_below_five_and_refuses_one():
    got = one({"value": 42.0}, {"value": 55.0}, method="random_effects")
    assert (got["lower"], got["upper"]) == (pytest.approx(41.95), pytest.approx(55.05))
    assert np.isnan(one({"value": 42.0}, method="random_effects")["obs_value"])


def test_median_counts_an_origin_once():
    got = one({"value": 10.0}, {"value": 20.0}, {"value": 20.0, "reprints": "s1"}, {"value": 30.0}, method="median")
    assert (got["obs_value"], got["witnesses"]) == (20.0, 3)


def test_no_estimate_departs_from_its_conflict_in_silence():
    tables = clean.load()
    known = tables["observations"].set_index("figure_id").to_dict("index")
    decided = tables["conflicts"].query("status == 'resolved' and ~indicator.str.contains('[|]')")
    decided = decided[~decided["ref_area"].str.contains("|", regex=False)]
    chosen = {f: row.chosen_figure_id for row in decided.itertuples() for f in row.figure_ids.split("|")}
    rows = tables["estimates"].query("obs_status != 'O'")
    best = [known.get(chosen.get(ids.split("|")[0]), {"time_period": ""}) for ids in rows["figure_ids"]]
    said = [
        row.obs_status
        for row, other in zip(rows.itertuples(), best, strict=True)
        if other["time_period"] == row.time_period and not other["lower"] <= row.obs_value <= other["upper"]
    ]
    assert set(said) == {"U"}
