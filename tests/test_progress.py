"""Gap to target: the formulas against published rules and hand-worked cases, and the stated answer of hard cases."""

import numpy as np
import pandas as pd
import pytest

from bdlib.gap import targets
from bdlib.gap.measures import growth_rate, measure

INDICATORS = pd.DataFrame(
    [
        ("share", "share", "up", "100"),
        ("rank", "rank", "down", ""),
        ("count", "count", "up", ""),
        ("growth", "rate", "up", ""),
        ("people", "count", "none", ""),
    ],
    columns=["indicator", "kind", "direction", "limit"],
)
BLANK = dict(
    source_id="s", ref_area="A", indicator="share", time_period="2025", period_basis="stated", series="", low=np.nan,
    high=np.nan, qualifier="exact", unit_measure="percent", obs_status="A", published="2021-01-01", reprints="",
    figure="20%", attributed_to="", role="target", target_year=2025, obs_value=20.0,
)  # fmt: skip


def aims(*rows, **common):
    made = [BLANK | {"figure_id": f"t-{n:03}"} | common | row for n, row in enumerate(rows or ({},))]
    return targets.distinct(pd.DataFrame(made).astype({"target_year": "Int64"}), INDICATORS)


def estimates(*points, **common):
    """Points are (year, value) or (year, value, lower, upper)."""
    base = dict(ref_area="A", indicator="share", series="", obs_status="A", witnesses=1)
    made = [
        base | dict(time_period=str(p[0]), obs_value=float(p[1]), lower=p[2] if len(p) > 2 else p[1],
                    upper=p[3] if len(p) > 2 else p[1], figure_ids=f"o-{n:03}") | common
        for n, p in enumerate(points)
    ]  # fmt: skip
    return pd.DataFrame(made)


def measured(goals, rows, today="2024-06-01", by=()):
    year = rows["time_period"].astype(int)
    path = rows.assign(year=year, end=pd.to_datetime(rows["time_period"] + "-12-31"))
    return measure(goals, path, today, by=by)


def judge(goals, *points, today="2024-06-01", **common):
    return measured(goals, estimates(*points, **common), today).iloc[0]


# Formulas


def test_growth_rate_is_the_rate_that_compounds_to_the_value():
    rate = growth_rate(30.0, 103.0, 7)
    assert 30 * np.prod(np.full(7, 1 + rate)) == pytest.approx(103)


# Stated answers


def test_hand_worked_gap():
    row = judge(aims(), (2020, 10), (2024, 14))
    assert (row.gap, row.pace) == (6, 1)
    assert row.status == "open"


def test_counts_grow_in_percent():
    row = judge(aims(dict(indicator="count", obs_value=2000.0)), (2020, 1000), (2022, 1210), indicator="count")
    assert row.pace == pytest.approx(10)


@pytest.mark.parametrize(("value", "status"), [(29.9, "open"), (30, "partly"), (34, "partly"), (35, "met")])
def test_range_is_reached_at_its_near_end_and_fully_at_its_far_end(value, status):
    goal = aims(dict(obs_value=np.nan, low=30.0, high=35.0, qualifier="range"))
    assert judge(goal, (2023, value)).status == status


def test_more_than_is_not_reached_at_the_mark():
    goal = aims(dict(qualifier="more_than", low=95.0, obs_value=95.0))
    assert judge(goal, (2023, 95)).status == "open"
    assert judge(aims(dict(obs_value=95.0)), (2023, 95)).status == "met"


def test_nearly_the_mark_is_short_of_it():
    assert judge(aims(), (2023, 20), said="nearly").status == "open"
    assert judge(aims(), (2023, 20.1), said="nearly").status == "met"


def test_lower_rank_is_better():
    goal = aims(dict(indicator="rank", obs_value=10.0, qualifier="at_most", high=10.0))
    assert judge(goal, (2021, 22), (2022, 9), indicator="rank").status == "met"
    row = judge(goal, (2021, 22), (2022, 19), indicator="rank")
    assert (row.gap, row.status, row.pace) == (9, "open", -3)


def test_variants_are_each_judged_and_marked():
    goals = aims(dict(obs_value=20.0), dict(obs_value=25.0), dict(obs_value=20.0))
    found = measured(goals, estimates((2023, 22)))
    assert found["status"].tolist() == ["met", "open"]
    assert goals.loc[0, "figure_ids"] == "t-000|t-002"


@pytest.mark.parametrize(
    ("year", "value", "status"),
    [(2025, 19, "missed"), (2025, 20, "met"), (2024, 19, "unknown"), (2026, 21, "met_after"), (2026, 19, "missed")],
)
def test_date_passed(year, value, status):
    assert judge(aims(), (year, value), today="2026-03-01").status == status


def test_value_in_time_outweighs_a_later_one():
    assert judge(aims(), (2024, 21), (2027, 15), today="2028-01-01").status == "met"


def test_one_date_gives_gap_but_no_pace():
    row = judge(aims(), (2023, 15))
    assert (row.gap, row.reason) == (5, "one_date")
    assert np.isnan(row.pace)


def test_growth_of_a_growth_rate_is_not_computed():
    row = judge(aims(dict(indicator="growth", obs_value=7.0)), (2022, 4), (2023, 5), indicator="growth")
    assert row.reason == "growth_rate"
    assert row.pace == 1


def test_share_above_its_limit_is_marked():
    assert judge(aims(dict(obs_value=100.0)), (2023, 105.48)).reason == "above_limit"


def test_target_without_a_year_is_judged_by_level():
    goal = aims(dict(target_year=pd.NA, time_period=""))
    assert judge(goal, (2023, 15)).status == "level"
    assert judge(goal, (2023, 25)).status == "met"
