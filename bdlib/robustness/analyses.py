"""The analyses that a multiverse repeats: verdicts on targets, and places among provinces."""

from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pandas as pd

from bdlib.comparison import compare
from bdlib.gap import last_day, progress
from bdlib.gap.summary import by_target, judges, set_targets
from bdlib.gap.targets import FACETS, distinct
from bdlib.study import divisions

FINDING = ["ref_area", "indicator", "finding", "path", "value", "outcome", "figure_ids"]
SEP = "/"


def verdicts(est: object) -> pd.DataFrame:
    """One finding a target that is set: its verdict, and what each figure that has a say would give alone."""
    targets = est.tables.targets
    here = pd.MultiIndex.from_frame(est.frame[["ref_area", "indicator"]].drop_duplicates())
    mine = targets[pd.MultiIndex.from_frame(targets[["ref_area", "indicator"]]).isin(here)]
    if mine.empty:
        return pd.DataFrame(columns=FINDING)
    found = set_targets(progress(est, mine))
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
    rows, keys, targets = tables.observations, ["ref_area", "indicator"], tables.targets
    aims = set_targets(distinct(targets[targets["ref_area"].isin(asked) | (not asked)], tables.indicators))
    aims = aims[~(aims["deadline"] > last_day(aims, tables.areas))]
    return pd.MultiIndex.from_frame(rows[keys]).isin(pd.MultiIndex.from_frame(aims[keys]))


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
