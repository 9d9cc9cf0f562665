"""Reconciling: every method on literal claims, and what holds on the corpus."""

import json
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from claims import figures, tables

import bdlib as bd
from bdlib.reconciliation import ESTIMATE, KEY, methods


def row(*rows: dict, method: object = "evidence"):
    frame = bd.reconcile(bd.assess(tables(*rows)), method).frame
    assert len(frame) == 1, frame
    return frame.iloc[0]


@pytest.mark.parametrize("method", sorted(methods()))
def test_estimates_of_the_corpus_are_whole(case, method):
    made = bd.reconcile(case, method)
    assert list(made.frame) == ESTIMATE and not made.frame.duplicated(KEY).any()
    frame = made.frame[made.frame["obs_value"].notna()]
    assert (frame["lower"] <= frame["obs_value"]).all() and (frame["obs_value"] <= frame["upper"]).all()
    assert (frame["witnesses"] <= frame["figure_ids"].str.split("|").str.len()).all()
    measured = case.claims.loc[case.claims["side"].ne("target"), "figure_id"]
    assert sorted(made.steps["figure_id"]) == sorted(measured)


def test_an_open_conflict_has_an_interval_and_no_value():
    found = row({"value": 61.0}, {"value": 44.2})
    assert np.isnan(found["obs_value"]) and found[["lower", "upper"]].tolist() == pytest.approx([44.15, 61.05])
    assert (found["status"], found["obs_status"]) == ("open", "U")


@pytest.mark.parametrize("period", ["2024-H1", "2024-8M", "2024-Q1"])
def test_a_share_of_a_part_of_a_year_is_not_that_of_the_year(period):
    assert row({"value": 93.0, "time_period": period})["time_period"] == period


def test_a_repeat_without_a_date_is_no_new_year():
    found = row({"value": 11.3, "maker": "office"},
                {"value": 11.3, "time_period": "2025", "period_basis": "publication", "published": "2025"})  # fmt: skip
    assert (found["time_period"], found["witnesses"], found["prints"], found["dated"]) == ("2024", 1, 2, "stated")


def test_a_figure_whose_page_prints_no_year_is_a_bound():
    assert row({"value": 11.3, "period_basis": "publication"})["dated"] == "bound"


def test_a_year_that_only_a_reader_gives_says_so():
    assert row({"value": 11.3, "period_basis": "inferred"})["dated"] == "inferred"
    assert row({"value": 11.3, "period_basis": "inferred"}, {"value": 11.3})["dated"] == "stated"


def test_of_undated_figures_of_one_month_the_sharper_leads():
    undated = {"period_basis": "publication", "qualifier": "approx"}
    sharp = {"value": 59.0, "lower": 58.0, "upper": 60.0, "time_period": "2024-04-12", **undated}
    loose = {"value": 60.0, "lower": 55.0, "upper": 65.0, "time_period": "2024-04-24", **undated}
    assert row(sharp, loose)["obs_value"] == row(loose, sharp)["obs_value"] == 59.0


def test_the_latest_day_of_a_year_leads_also_where_only_the_page_has_it():
    january = {"value": 61.0, "time_period": "2024-01"}
    march = {"value": 63.0, "time_period": "2024-03-20", "period_basis": "publication"}
    assert row(january, march)[["obs_value", "dated"]].tolist() == [63.0, "bound"]
    assert row(january, march | {"time_period": "2024"})[["obs_value", "dated"]].tolist() == [61.0, "stated"]


def test_a_carrier_that_garbles_widens_nothing():
    found = row({"value": 61.0}, {"value": 61, "decimals": 0, "trust": "low"})
    assert (found["lower"], found["upper"], found["set_aside"]) == (60.95, 61.05, "s1-001")


def test_what_arithmetic_excludes_founds_no_estimate(case):
    kept = bd.reconcile(case, "evidence").frame["figure_ids"].str.split("|").explode()
    conflict = case.conflicts.query("ref_area == 'VN-74' and reason == 'excluded'")["figure_ids"].iloc[0].split("|")
    points = case.claims.set_index("figure_id")["point"]  # 1.015 + 4.144 is not 1.159
    assert points[sorted(set(conflict) - set(kept))].tolist() == [4144]


def test_one_series_is_not_declined_because_others_differ():
    rows = [{"value": 14.2, "series": "ONE", "maker": "one"}, {"value": 19.6, "series": "TWO", "maker": "two"}]
    frame = bd.reconcile(bd.assess(tables(*rows))).frame
    assert frame["obs_value"].tolist() == [14.2, 19.6] and frame["contradicted_by"].ne("").all()


def test_official_tables_lead():
    table = {"value": 7.1, "maker_kind": "statistics_office", "frame": "complete", "maker": "nso"}
    assert row({"value": 7.4, "maker_kind": "party"}, table, method="official_first")["obs_value"] == 7.1


@dataclass(frozen=True)
class Least:
    name: str = "least"

    def __call__(self, claims: pd.DataFrame) -> pd.DataFrame:
        first = claims.sort_values("point").drop_duplicates(KEY)
        return first[[*KEY, "lower", "upper"]].assign(obs_value=first["point"])


def test_a_method_of_ones_own():
    found = row({"value": 61.0}, {"value": 44.2}, method=Least())
    assert (found["obs_value"], found["figure_ids"], found["method"]) == (44.2, "s1-001", "least")


def test_an_unknown_method_is_named():
    with pytest.raises(ValueError, match="did you mean median"):
        bd.reconcile(figures({"value": 1.0}), "medain")


def test_what_a_rule_shows_to_be_at_other_prices_founds_no_estimate(case, est):
    facts = case.variants["facts"].map(lambda facts: [test for test in json.loads(facts)["tests"] if "wrong" in test])
    shown = {test["wrong"] for tests in facts for test in tests if test.get("rule", {}).get("kind") == "prices"}
    assert shown and not shown & set(est.frame["figure_ids"].str.split("|").explode())
