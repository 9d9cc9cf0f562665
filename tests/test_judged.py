"""What judges named against what the evidence names; nothing is fitted, and no area may carry the rest."""

import pandas as pd
import pytest
from judging import graded, worth

from bdlib.reading import read_table

FOUND, FIRST = 0.92, 0.75  # of the 84 groups of the collectors; measured 0.93 and 0.80 on 2026-11-29
ORDER = ["certain", "strong", "weak", "hint"]


@pytest.fixture(scope="module")
def groups(root):
    collected = read_table(root / "data" / "judged" / "conflicts_dev.csv")
    return collected.rename(columns={"group_id": "judged_id", "area": "ref_area"})


@pytest.fixture(scope="module")
def rows(case, groups):
    return graded(pd.concat([case.conflicts, case.variants]), groups)


def test_groups_are_found_and_their_first_kind_is_named(rows, groups):
    assert rows["judged_id"].nunique() >= FOUND * len(groups)
    assert rows.loc[rows["first"], "right"].mean() >= FIRST


def test_no_area_carries_the_rest(rows):
    first = rows[rows["first"]]
    left = [first.loc[first["ref_area"].ne(area), "right"].mean() for area in first["ref_area"].unique()]
    assert min(left) >= first["right"].mean() - 0.05


def test_stronger_levels_are_more_often_right_in_areas_left_out(rows):
    table = worth(rows).set_index("strength")
    assert table.index.tolist() == ORDER
    table = table.loc[ORDER[:3]]  # a hint is told only where nothing else is known
    assert table["left_out"].is_monotonic_decreasing and table["share"].is_monotonic_decreasing


def test_what_only_differs_is_no_conflict(case, root):
    held = [set(ids.split("|")) for ids in case.conflicts["figure_ids"]]
    value = case.claims.set_index("figure_id")["point"]
    other = [
        set(ids.split("|")) for ids in read_table(root / "data" / "judged" / "not_conflicts_dev.csv")["figure_ids"]
    ]
    alarms = [ids for ids in other if any(value.reindex(list(ids & row)).nunique() > 1 for row in held)]
    assert len(alarms) <= 1  # 753 full and 1,050 partial services beside a total of 1,512
