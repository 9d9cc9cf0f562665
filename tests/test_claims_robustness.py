"""Every sentence of notebook 06, recounted from the specifications and from data/clean in another way."""

import pytest

import bdlib as bd
from bdviews import robustness as views

AREAS = ["VN-74", "VN-20", "VN-79N", "VN-96"]
METHODS = ["evidence", "latest", "official_first", "median"]
MET = {"met", "partly", "met_after", "met_undated"}
NOT_MET, OPEN = {"missed", "unknown", "open", "level", "short_after"}, {"divided", "defined", "disputed", "unsure"}


@pytest.fixture(scope="module")
def case(corpus):
    return bd.assess(bd.clean(corpus))


@pytest.fixture(scope="module", params=AREAS)
def shown(request, case):
    est = bd.reconcile(case)
    return bd.multiverse(case, bd.progress, area=request.param, method=METHODS), est, request.param


def test_verdicts_are_counted_as_they_fall(shown):
    made, est, area = shown
    facts = views.finding(made, est, area, "en").facts
    usual = made.specifications.query("distance == 0 and outcome != ''")["finding"].unique()
    rows = made.specifications[made.specifications["finding"].isin(usual) & made.specifications["outcome"].ne("")]
    seen = rows.groupby("finding")["outcome"].agg(set)
    values = rows.groupby("finding")["value"].nunique()
    alone = [one for one, count in values.items() if count <= 1 and not seen[one] & OPEN - {"unsure"}]
    turn = [one for one, outcomes in seen.items()
            if one not in alone and ((outcomes & MET and outcomes & NOT_MET) or outcomes & OPEN)]  # fmt: skip
    stand = set(seen.index) - {*turn, *alone}
    counts = {"verdicts": len(seen), "open": len(turn), "alone": len(alone), "stands": len(stand)}
    assert facts == counts


def test_both_languages_state_the_same(shown):
    made, est, area = shown
    vi, en = (views.finding(made, est, area, lang) for lang in ("vi", "en"))
    assert vi.facts == en.facts
