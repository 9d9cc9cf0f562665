"""Every sentence of notebook 06, recounted from the specifications and from data/clean in another way."""

import pytest

import bdlib as bd
from bdviews import robustness as views

AREAS = ["VN-74", "VN-20", "VN-79N", "VN-96"]
METHODS = ["evidence", "latest", "official_first", "median"]
MET = {"met", "partly", "met_after", "met_undated"}
NOT_MET = {"missed", "unknown", "open", "level", "short_after"}
OPEN = {"divided", "defined", "makers", "disputed", "unsure"}


@pytest.fixture(scope="module", params=AREAS)
def shown(request, case):
    est = bd.reconcile(case)
    return bd.multiverse(case, bd.progress, area=request.param, method=METHODS), est, request.param


def test_verdicts_are_counted_as_they_fall(shown):
    made, est, area = shown
    facts = views.finding(made, est, area, "en").facts
    usual = made.specifications.query("distance == 0 and outcome != ''")["finding"].unique()
    rows = made.specifications[made.specifications["finding"].isin(usual) & made.specifications["outcome"].ne("")]
    counts = {"verdicts": len(usual), "open": 0, "alone": 0, "stands": 0}
    for _, some in rows.groupby("finding"):
        pairs = {(v, o) for v, o in zip(some["value"], some["outcome"], strict=True) if o != "copied"}
        seen = {outcome for _, outcome in pairs}
        side = "open" if (seen & MET and seen & NOT_MET) or seen & OPEN else "stands"
        counts["alone" if len({v for v, _ in pairs}) < 2 and len(seen) < 2 else side] += 1
    assert facts == counts


def test_both_languages_state_the_same(shown):
    made, est, area = shown
    vi, en = (views.finding(made, est, area, lang) for lang in ("vi", "en"))
    assert vi.facts == en.facts
