"""Notebook 05: one verdict a target, every figure that judges it said beside the others."""

import bdlib as bd
import pandas as pd
import pytest
from bdlib.gap.summary import by_target, judges

from bdviews import targets

ROWS = {"match": "same", "mismatch": "", "dated": "stated", "dates": 1, "witnesses": 1, "series": ""}


def rows(*statuses):
    return pd.DataFrame([{**ROWS, "target_id": "t", "status": s, "reached": s.startswith("met")} for s in statuses])


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [(["met"], "met"), (["met", "missed"], "divided"), (["unknown", "met"], "met"), (["unknown", "met_after"], "divided"),
     (["not_judged"], "none"), (["lapsed", "lapsed"], "lapsed"), (["missed", "met_after"], "met_after")],
)  # fmt: skip
def test_one_verdict_out_of_several(statuses, verdict):
    assert by_target(rows(*statuses))["verdict"].tolist() == [verdict]


def test_a_figure_of_something_else_has_no_say():
    assert judges(rows("met", "missed").assign(match=["differs", "same"])).tolist() == [False, True]


@pytest.fixture(scope="module")
def est():
    return bd.reconcile(bd.assess(bd.clean(bd.load())))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("area", ["VN-74", "VN-79N", "VN", "VN-20"])
def test_the_counts_of_the_answer_are_those_of_the_rows(est, area, lang):
    aims = est.tables.targets.query("ref_area == @area")
    found = bd.progress(est, aims)
    facts = targets.sentences(found, area, lang, est)[0].facts
    assert facts["targets"] == found.loc[found["role"].eq("target"), "target_id"].nunique()


def test_growth_of_another_year_judges_no_target(est):
    found = bd.progress(est, est.tables.targets.query("indicator == 'grdp_growth'"))
    judged = found[found["status"].isin(["met", "partly", "missed", "unknown"])]
    assert (judged["current_year"] == judged["target_year"]).all() and len(judged)
