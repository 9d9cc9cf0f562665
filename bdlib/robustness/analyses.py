"""What a multiverse repeats: verdicts on targets and places among provinces, once for every set of estimates."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from bdlib.comparison import compare
from bdlib.gap import last_day, progress, ranked_targets
from bdlib.gap.measures import AREA
from bdlib.gap.regional import with_regional
from bdlib.gap.summary import by_target, judges, set_targets
from bdlib.gap.targets import FACETS, distinct
from bdlib.periods import published_by
from bdlib.robustness.variants import SEP as APART
from bdlib.robustness.variants import parted
from bdlib.study import divisions

FINDING = ["ref_area", "indicator", "finding", "path", "value", "outcome", "figure_ids"]
SEP = "/"


def verdicts(est: object) -> pd.DataFrame:
    """One finding a target that is set: its verdict, and what each figure that has a say would give alone.

    It stands on the day `as_of` of `est`, "" for that of the latest publication.
    """
    targets = est.tables.targets
    mine = targets[pd.MultiIndex.from_frame(targets[AREA]).isin(pd.MultiIndex.from_frame(est.frame[AREA]))]
    if mine.empty:
        return pd.DataFrame(columns=FINDING)
    found = set_targets(progress(est, mine, est.as_of))
    aims = by_target(found)
    aims = aims[~aims["verdict"].isin(["none", "lapsed"])].assign(path="", outcome=lambda one: one["verdict"])
    said = found[judges(found) & found["target_id"].isin(aims.loc[aims["judges"].gt(1), "target_id"])]
    alone = by_target(said.assign(aim=said["target_id"], target_id=np.arange(len(said)), disputed=False))
    alone = alone.assign(path=_joined(alone[["series", *FACETS, "maker", "dated"]]), outcome=alone["verdict"])
    ids = aims["target_id"].map(found[judges(found)].groupby("target_id")["value_ids"].agg("|".join))
    aims = aims.assign(value_ids=ids.where(aims["verdict"].isin(["defined", "divided"]), aims["value_ids"]))
    rows = pd.concat([aims.assign(aim=aims["target_id"]), alone], ignore_index=True).drop(columns="figure_ids")
    return rows.rename(columns={"aim": "finding", "current": "value", "value_ids": "figure_ids"})[FINDING]


def places(est: object) -> pd.DataFrame:
    """One finding a province and indicator: its place in the newest edition, by each edition of that period."""
    rows = compare(est).frame
    newest = rows["time_period"].eq(rows["time_period"].where(rows["leads"]).groupby(
        [rows[name] for name in ("ref_area", "indicator", "territory")]).transform("first"))  # fmt: skip
    rows = rows[newest & rows["rank"].notna()].sort_values("leads", ascending=False, kind="stable")
    finding = _joined(rows[["ref_area", "indicator", "territory", "time_period"]])
    return rows.assign(finding=finding, path=_joined(rows[["series", *FACETS]]), value=rows["obs_value"],
                       outcome=rows["rank"].astype(int).astype(str))[FINDING]  # fmt: skip


def _joined(frame: pd.DataFrame) -> list[str]:
    return [SEP.join(row) for row in frame.itertuples(index=False)]


def aimed_at(tables: object, asked: Sequence[str]) -> np.ndarray:
    """Which observations are of the area and indicator of a target that is set and did not lapse: others judge none."""
    rows, targets = tables.observations, tables.targets
    aims = set_targets(distinct(targets[targets["ref_area"].isin(asked) | (not asked)], tables.indicators))
    aims = aims[~(aims["deadline"] > last_day(aims, tables.areas))]
    return pd.MultiIndex.from_frame(rows[AREA]).isin(pd.MultiIndex.from_frame(aims[AREA]))


def newest(tables: object, asked: Sequence[str]) -> np.ndarray:
    """Which observations are of the newest year of an indicator that the areas asked for have: of it are the places."""
    rows = tables.observations
    compared = rows["ref_area"].isin([area for part in divisions(tables.areas).values() for area in part.index])
    year = rows["time_period"].str[:4].where(compared & rows["period_basis"].ne("publication"))
    own = year.where(rows["ref_area"].isin(asked)) if asked else year
    last = own.groupby([rows["indicator"], rows["ref_area"]]).max().dropna()
    pairs = pd.MultiIndex.from_arrays([last.index.get_level_values(0), last])
    return pd.MultiIndex.from_arrays([rows["indicator"], rows["time_period"].str[:4]]).isin(pairs)


ANALYSES = {
    "progress": SimpleNamespace(run=verdicts, group=["ref_area", "indicator"], scope=aimed_at),
    # a place rests on all provinces
    "compare": SimpleNamespace(run=places, group=["indicator"], scope=newest),
}


def analysed(case: Any, repeat: Any, made: pd.DataFrame) -> pd.DataFrame:
    """Run the analysis once for every distinct set of estimates of a group.

    Findings that rest on their own area are made in one call a day: the sets lie side by side, each area under a
    name of its own. What needs all areas is made set by set.
    """
    distinct = made.drop_duplicates("variant").set_index("variant")
    if "ref_area" in repeat.group:
        days = distinct.groupby("as_of", sort=False)["frame"]
        out = [_side_by_side(case, repeat, frames, day) for day, frames in days]
    else:
        sets = ((row.Index, SimpleNamespace(frame=row.frame, tables=case.tables, conflicts=case.conflicts,
                                            as_of=row.as_of)) for row in distinct.itertuples())  # fmt: skip
        out = [repeat.run(est).reindex(columns=FINDING).assign(variant=number) for number, est in sets]
    return pd.concat(out, ignore_index=True) if out else pd.DataFrame(columns=[*FINDING, "variant"])


def _side_by_side(case: Any, repeat: Any, frames: pd.Series, as_of: str) -> pd.DataFrame:
    """Run an analysis of single areas for all sets of a day at once."""
    seen = case.tables.observations
    known = replace(case.tables, observations=seen[published_by(seen, as_of)])
    frames = {number: with_regional(one, known, one[AREA].drop_duplicates()) for number, one in frames.items()}
    stacked = pd.concat(frames, names=["set"]).reset_index("set")
    stacked["ref_area"] = stacked.pop("set").astype(str) + APART + stacked["ref_area"]
    keys = stacked[AREA].drop_duplicates(ignore_index=True).set_axis(["name", "indicator"], axis=1)
    keys = keys.join(parted(keys["name"]))
    areas = keys.drop_duplicates("name").merge(case.tables.areas, left_on="ref_area", right_on="area")
    areas = areas.assign(area=areas["name"])[case.tables.areas.columns]
    aims = keys.merge(ranked_targets(case, keys), on=AREA)
    ids = aims["spec"] + APART + aims["figure_id"]
    aims = aims.assign(ref_area=aims["name"], figure_id=ids)[case.tables.targets.columns]
    tables = replace(case.tables, areas=areas, targets=aims)
    est = SimpleNamespace(frame=stacked, tables=tables, conflicts=case.conflicts, as_of=as_of)
    found = repeat.run(est).reindex(columns=FINDING)
    name, plain = parted(found["ref_area"]), found["finding"].str.split(APART).str[-1]
    return found.assign(finding=plain, ref_area=name["ref_area"], variant=name["spec"].astype(int))
