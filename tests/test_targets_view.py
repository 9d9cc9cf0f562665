"""Notebook 05: one verdict a target, every figure that judges it said beside the others."""

import pandas as pd
import pytest

import bdlib as bd
from bdlib.gap.summary import by_target, judges
from bdviews import targets

ROWS = {"match": "same", "mismatch": "", "dated": "stated", "dates": 1, "witnesses": 1, "series": "", "maker": "",
        "late_days": None, "current_year": 2025, "target_year": 2025}  # fmt: skip


def rows(*statuses):
    return pd.DataFrame([{**ROWS, "target_id": "t", "status": s, "reached": s.startswith("met")} for s in statuses])


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [(["met"], "met"), (["met", "missed"], "divided"), (["unknown", "met"], "met"), (["open", "open"], "open"),
     (["not_judged"], "none"), (["lapsed", "lapsed"], "lapsed"), (["unknown", "met_after"], "met_after"),
     (["missed", "met_after"], "missed"), (["met_undated"], "met_undated")],
)  # fmt: skip
def test_one_verdict_out_of_several(statuses, verdict):
    assert by_target(rows(*statuses))["verdict"].tolist() == [verdict]


def test_a_figure_of_after_the_date_is_told_as_such():
    assert by_target(rows("missed").assign(late_days=31))["verdict"].tolist() == ["short_after"]
    both = rows("missed", "met_after").assign(late_days=[31, 400])
    assert by_target(both)["verdict"].tolist() == ["divided"]


def test_one_that_reaches_early_stands_beside_one_as_late_that_does_not():
    early = rows("met", "open").assign(maker=["a", "b"], target_year=2026)
    assert by_target(early)["verdict"].tolist() == ["divided"]
    assert by_target(early.assign(current_year=[2025, 2024]))["verdict"].tolist() == ["met"]


def test_a_figure_of_the_year_itself_is_told_beside_one_of_after():
    two = rows("unknown", "met_after").assign(current_year=[2025, 2026], late_days=[None, 300])
    assert judges(two).all() and by_target(two)["verdict"].tolist() == ["met_after"]


def test_an_open_conflict_across_the_target_decides_nothing():
    assert by_target(rows("missed").assign(disputed=True))["verdict"].tolist() == ["disputed"]


def test_two_definitions_that_lie_on_both_sides_are_named():
    two = rows("met", "missed").assign(base=["eligible_procedures", ""])
    assert by_target(two)["verdict"].tolist() == ["defined"]
    assert by_target(two.assign(base="people"))["verdict"].tolist() == ["divided"]


def test_of_one_maker_the_last_figure_before_the_date_has_the_say():
    assert judges(rows("unknown", "unknown").assign(current_year=[2023, 2024])).tolist() == [False, True]


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
    facts = next(one.facts for one in targets.sentences(found, area, lang, est) if "targets" in one.facts)
    own = found[found["role"].eq("target") & found["direction"].ne(0) & found["target_stage"].ne("draft")]
    own = own.assign(dated=own["target_id"].where(own["target_year"].isna(), ""))
    facets = [f"target_{one}" for one in ("measure", "base", "prices", "scope")]
    thing = ["indicator", "target_period", "dated", *facets]
    assert facts["targets"] == len({tuple(row) for row in own[thing].astype(str).to_numpy()})
    assert sum(facts[part] for part in ("due", "ahead", "lapsed", "none")) == facts["targets"]


def test_growth_of_another_year_judges_no_target(est):
    found = bd.progress(est, est.tables.targets.query("indicator == 'grdp_growth'"))
    judged = found[found["status"].isin(["met", "partly", "missed", "unknown"])]
    assert (judged["current_year"] == judged["target_year"]).all() and len(judged)


def test_no_verdict_belies_the_figure_it_rests_on(est):
    found = bd.progress(est, est.tables.targets)
    lead = found["direction"] * (found["current"] - found["target"])
    reaches = (lead > 0) | (lead.eq(0) & ~found["strict"].eq(True))
    assert reaches[found["status"].isin(["met", "partly", "met_after"])].all()
    assert not reaches[found["status"].isin(["missed", "unknown", "open", "level"])].any()
    assert (found["current_year"] > found["target_year"])[found["status"].eq("met_after")].all()


def test_a_conflict_stands_against_a_verdict_only_by_its_own_figures(est):
    rows = bd.progress(est, est.tables.targets).query("against != ''")
    named = est.conflicts.set_index("conflict_id")["figure_ids"].str.split("|")
    aside = est.frame.set_index("figure_ids")["set_aside"].to_dict()
    for ids, conflicts, dated in zip(rows["value_ids"], rows["contradicted_by"], rows["dated"], strict=True):
        own = f"{ids}|{aside[ids]}" if dated == "bound" else ids  # of undated figures the latest page has the say
        assert any(set(own.split("|")) & set(named[one]) for one in conflicts.split("|"))
    assert len(rows)
