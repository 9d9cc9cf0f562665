"""Every sentence of notebook 06, recounted from the specifications and from data/clean in another way."""

import pandas as pd
import pytest

import bdlib as bd
from bdlib.corpus import project_root
from bdviews import robustness as views

AREAS = ["VN-74", "VN-20", "VN-79N", "VN-96"]
METHODS = ["evidence", "latest", "official_first", "median"]
MET = {"met", "partly", "met_after", "met_undated"}
NOT_MET, OPEN = {"missed", "unknown", "open", "level", "short_after"}, {"divided", "disputed", "unsure"}


@pytest.fixture(scope="module")
def case(corpus):
    return bd.assess(bd.clean(corpus))


@pytest.fixture(scope="module", params=AREAS)
def shown(request, case):
    est = bd.reconcile(case)
    return bd.multiverse(case, bd.progress, area=request.param, method=METHODS), est, request.param


def test_verdicts_are_counted_as_they_fall(shown):
    made, est, area = shown
    facts = views.sentences(made, est, area, "en")[0].facts
    usual = made.specifications.query("distance == 0 and outcome != ''")["finding"].unique()
    rows = made.specifications[made.specifications["finding"].isin(usual) & made.specifications["outcome"].ne("")]
    seen = rows.groupby("finding")["outcome"].agg(set)
    choices = rows[["finding", "figure_ids", "value", "outcome"]].drop_duplicates()["finding"].value_counts()
    turn = [one for one, outcomes in seen.items() if (outcomes & MET and outcomes & NOT_MET) or outcomes & OPEN]
    alone = [one for one, count in choices.items() if count == 1 and one not in turn]
    counts = {"verdicts": len(seen), "turn": len(turn), "alone": len(alone),
              "stand": len(seen) - len(turn) - len(alone)}  # fmt: skip
    assert facts == counts


def test_values_are_counted_from_the_clean_tables(shown):
    made, est, area = shown
    facts = views.sentences(made, est, area, "vi")[1].facts
    rows = pd.read_csv(project_root() / "data/clean/estimates.csv", dtype=str, keep_default_na=False)
    rows = rows[rows["ref_area"].eq(area) & rows["obs_value"].ne("")]
    pages = rows[~rows["frame"].isin(["complete", "most"])]
    alone = pages["witnesses"].astype(int).le(1).sum()
    assert facts == {"values": len(rows), "tables": len(rows) - len(pages), "pages": len(pages), "alone": alone}


def test_both_languages_and_the_strip_state_the_same(shown):
    made, est, area = shown
    vi, en = (views.sentences(made, est, area, lang) for lang in ("vi", "en"))
    assert [one.facts for one in vi] == [one.facts for one in en]
    strip = views.strip(made, est, area, "en")
    counts = {tone: count for tone, _, count in strip.legend} if strip else {}
    facts = en[0].facts
    assert (counts.get("open", 0), counts.get("none", 0)) == (facts["turn"], facts["alone"])


def test_a_turn_is_named_only_where_one_choice_makes_it(shown):
    made, est, _ = shown
    for row in made.frame.to_dict("records"):
        one = made.specifications.query("finding == @row['finding'] and distance == 1 and outcome != ''")
        turned = row["outcome"] in OPEN or any((outcome in MET) != (row["outcome"] in MET) or outcome in OPEN
                                               for outcome in one["outcome"])  # fmt: skip
        assert (views.driver(row, made, "en", views.Labels(est, "en")) != views.SEVERAL) == turned
