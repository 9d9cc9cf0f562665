"""What the talk says, of a province with much and of one with nothing."""

import pytest

from bdlib.gap.verdicts import REACHED
from bdviews import parameters, talk
from bdviews.talk import conflicts as talk_conflicts
from bdviews.talk import methods as talk_methods


@pytest.fixture(scope="module")
def full(corpus):
    return talk.prepare(corpus, parameters.check(area="Bình Dương", method="latest", lang="en"))


@pytest.fixture(scope="module")
def bare(corpus):
    return talk.prepare(corpus, parameters.check(area="Cao Bằng", method="latest"))


def test_numbers_of_the_opening_are_those_of_the_corpus(full, corpus):
    rows = corpus.reported[corpus.reported["area"].eq("VN-74")]
    assert f"**{len(rows)} figures** from {rows['source_id'].nunique()} pages" in talk.opening(full)


def test_short_answer_counts_targets_as_the_gap_does(full):
    rows = full.gap.judged.query("role == 'target'")
    first = rows.sort_values(["target_id", "dates", "witnesses", "series"], ascending=[True, False, False, True])
    best = first.groupby("target_id")["status"].first().loc[lambda status: status.ne("not_judged")]
    assert f"**{best.isin(REACHED).sum()} of {len(best)}** measurable targets" in talk.answers(full)


def test_most_telling_conflicts_are_measured_decided_and_aimed_at(full):
    told = full.conflicts.head(1)
    assert told["status"].eq("resolved").all() and not told["role"].str.contains("target").any()
    assert talk_conflicts.dispute(full, 0).count("## ") == 2 and talk_conflicts.reasons(full, 0).count("\n- ") >= 1


def test_claims_of_a_conflict_are_all_there(full):
    ids = full.conflicts.loc[0, "figure_ids"].split("|")
    assert len(talk_conflicts.claims(full, 0).data) == min(len(ids), talk_conflicts.MOST + 1)


def test_beyond_the_last_conflict_there_is_nothing(full):
    assert (
        talk_conflicts.decision(full, 999),
        talk_conflicts.reasons(full, 999),
        talk_conflicts.claims(full, 999),
    ) == ("", "", None)


def test_values_under_the_chosen_method_are_those_of_the_gap(full):
    table = talk_methods.by_method(full)
    current = full.gap.judged.set_index("target_id")["current"]
    assert {f"{current[target]:g}%" for target in table.index[table["latest"].str.endswith("%")]} >= set(
        table["latest"][table["latest"].str.endswith("%")]
    )


def test_province_with_little_gets_a_talk_all_the_same(bare):
    assert talk.answers(bare).count("**0") >= 1 and "## " in talk.measured(bare)
    assert talk_methods.finding(bare, talk_methods.by_method(bare)) == "" and talk.board(bare) is None


def test_the_series_that_flips_a_verdict_is_named(corpus):
    asked = parameters.check(area="TP. Hồ Chí Minh", lang="en")
    judged = talk.prepare(corpus, asked)
    by = judged.gap.judged.query("role == 'target' and status != 'not_judged'")
    split = by.assign(met=by["status"].isin(REACHED)).groupby("target_id")["met"].nunique().gt(1).sum()
    assert len(talk_methods.by_series(judged)) == split > 0


def test_a_conflict_told_shows_on_one_slide_what_the_estimates_kept(full, monkeypatch):
    monkeypatch.setattr(talk_conflicts, "MOST", 99)
    table = talk_conflicts.claims(full, 0).data
    kept = full.debate.estimates.steps.query("action == 'kept'")["figure_id"]
    assert 1 <= table.iloc[:, -1].eq("kept").sum() <= len(set(full.conflicts.loc[0, "figure_ids"].split("|")) & set(kept))
