"""The multiverse: only choices that differ in what they use count, and one origin is nothing to be robust against."""

from dataclasses import replace

import pandas as pd
import pytest

import bdlib as bd
from bdlib.errors import DataError
from bdlib.gap.summary import by_target, set_targets
from bdlib.robustness import multiverse

SHARE = "digital_economy_share_grdp"
KEYS = ["ref_area", "indicator", "finding", "path", "value", "outcome", "figure_ids"]


@pytest.fixture(scope="module")
def case(tables):
    mine = tables.observations["ref_area"].isin(["VN", "VN-20"]) & tables.observations["frame"].eq("")
    return bd.assess(replace(tables, observations=tables.observations[mine]))


@pytest.fixture(scope="module")
def targets(case):
    return multiverse(case, bd.progress, area="VN", method=["evidence", "latest", "median"])


def highest(est):
    """An analysis of one's own: whether the largest value of the latest year is above 15."""
    rows = est.frame[est.frame["obs_value"].notna()].sort_values("time_period").drop_duplicates("ref_area", keep="last")
    outcome = rows["obs_value"].gt(15).map({True: "above", False: "below"})
    return rows.assign(finding="share", path=rows["series"], value=rows["obs_value"], outcome=outcome)[KEYS]


def test_distinct_specifications_by_hand(targets):
    rows = targets.specifications
    for finding, group in rows[rows["outcome"].ne("")].groupby("finding"):
        apart = {(row.figure_ids, row.value, row.outcome) for row in group.itertuples()}
        row = targets.frame.set_index("finding").loc[finding]
        assert row["specifications"] == len(apart)
        assert row["agree"] == sum(one[2] == row["outcome"] for one in apart)
        assert row["agree"] + row["differ"] == row["specifications"]


def test_a_choice_without_a_value_does_not_agree(targets):
    rows = targets.specifications
    none = rows["outcome"].eq("").groupby(rows["finding"]).sum()
    assert targets.frame.set_index("finding")["no_value"].to_dict() == none[targets.frame["finding"]].to_dict()


def test_one_origin_is_said(targets, case):
    origin = case.origins.set_index("figure_id")["origin"]
    rows = targets.specifications.assign(origin=targets.specifications["figure_ids"].str.split("|")).explode("origin")
    known = rows[rows["origin"].ne("")]
    expected = known["origin"].map(origin).groupby(known["finding"]).nunique()
    assert targets.frame.set_index("finding")["rests_on"].to_dict() == expected[targets.frame["finding"]].to_dict()


def test_the_reference_is_what_progress_says(targets, case):
    est = bd.reconcile(case, "evidence")
    alone = bd.progress(est, est.tables.targets[est.tables.targets["ref_area"].eq("VN")])
    said = by_target(set_targets(alone)).set_index("target_id")["verdict"]
    assert targets.frame.set_index("finding")["outcome"].to_dict() == said[~said.isin(["none", "lapsed"])].to_dict()


def test_leaving_an_origin_out_leaves_its_figures_out(targets, case):
    origin = case.origins.set_index("figure_id")["origin"]
    rows = targets.specifications[
        targets.specifications["without"].ne("") & targets.specifications["figure_ids"].ne("")
    ]
    for row in rows.itertuples():
        assert row.without not in {origin[one] for one in row.figure_ids.split("|")}


def test_an_analysis_of_ones_own(case):
    found = multiverse(case, highest, area="VN", indicator=SHARE, method="evidence")
    assert found.frame["finding"].tolist() == ["share"] and found.frame["outcome"].iloc[0] in ("above", "below")


def test_a_day_in_the_past_knows_less(case):
    found = multiverse(
        case, highest, area="VN", indicator=SHARE, method="evidence", without=[], as_of=["", "2022-06-30"]
    )
    now, then = (found.specifications[found.specifications["as_of"].eq(day)] for day in ("", "2022-06-30"))
    assert then["outcome"].ne("").sum() <= now["outcome"].ne("").sum()


def test_a_verdict_of_a_day_is_that_of_progress_on_this_day(case):
    est = bd.reconcile(case)
    found = multiverse(case, bd.progress, area="VN", method="evidence", without=[], as_of=["", "2031-01-01"])
    rows = found.specifications[found.specifications["path"].eq("")].set_index("finding")
    for day, said in rows.groupby("as_of"):
        alone = by_target(set_targets(bd.progress(est, est.tables.targets, today=day, area="VN")))
        verdict = alone.set_index("target_id")["verdict"]
        assert said["outcome"].to_dict() == verdict[~verdict.isin(["none", "lapsed"])].to_dict()


@pytest.mark.parametrize("asked", [{"method": "evidnce"}, {"area": "nonsense"}, {"without": ["nobody"], "area": "VN"}])
def test_what_is_not_known_is_refused(case, asked):
    with pytest.raises(DataError):
        multiverse(case, bd.progress, **asked)


def test_an_analysis_is_a_function(case):
    with pytest.raises(DataError, match="expected an analysis"):
        multiverse(case, pd.DataFrame())
