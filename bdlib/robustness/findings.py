"""The analyses that a multiverse repeats: targets reached or not, and places among provinces."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bdlib.comparison import choose_editions
from bdlib.comparison.ranks import rank
from bdlib.comparison.territory import EDITION
from bdlib.gap import paths
from bdlib.gap.measures import AREA, measure
from bdlib.gap.verdicts import REACHED

LEAST_PROVINCES = 3  # between two there is no order worth the name
FINDING = ["spec", "asked", "finding", "value", "outcome"]


@dataclass(frozen=True)
class Targets:
    """Whether each target is reached, and if not, at what pace it is approached.

    The value of a finding is the current value; its outcome "met", a class of Open SDG, or "below" without a pace.
    Where several series could judge a target, the series asked for does; else the one with most dates, then most
    witnesses, then the first by name.

    Parameters
    ----------
    targets : as given by :func:`bdlib.gap.targets.distinct`.
    observations : the figures behind the estimates.
    today : date that the judgement stands on where none is asked for.
    """

    targets: pd.DataFrame
    observations: pd.DataFrame
    today: str
    scope: tuple[str, ...] = tuple(AREA)

    def prepare(self, whole: pd.DataFrame, touched: pd.DataFrame) -> pd.DataFrame:
        """A target rests on its own area and indicator only: nothing is missing."""
        return touched

    def __call__(self, estimates: pd.DataFrame, series: Sequence[str], as_of: str) -> pd.DataFrame:
        """Judge every target under every specification, by each series asked for."""
        rows = measure(self.targets, paths(estimates, self.observations), as_of or self.today, by=["spec"])
        reached = rows["status"].isin(REACHED)
        outcome = np.select([reached, rows["eurostat"].ne("")], ["met", rows["eurostat"]], "below")
        rows = rows.assign(finding=rows["target_id"], value=rows["current"], outcome=outcome)
        order = ["spec", "finding", "dates", "witnesses", "series"]
        rows = rows.sort_values(order, ascending=[True, True, False, False, True], kind="stable")
        return pd.concat([_preferring(rows, one) for one in series], ignore_index=True)[[*FINDING, *AREA]]


def _preferring(rows: pd.DataFrame, series: str) -> pd.DataFrame:
    """First row of each finding, of the series asked for where it has any."""
    first = rows.assign(other=rows["series"].ne(series), asked=series)
    return first.sort_values(["spec", "finding", "other"], kind="stable").drop_duplicates(["spec", "finding"])


@dataclass(frozen=True)
class Places:
    """Place of each province, each indicator within the edition that the reference would compare.

    The value of a finding is the province's value; its outcome the place.

    Parameters
    ----------
    provinces : codes of the provinces compared.
    editions : one row an indicator: indicator, time_period, series; see :func:`editions`.
    """

    provinces: tuple[str, ...]
    editions: pd.DataFrame
    scope: tuple[str, ...] = ("indicator",)

    def prepare(self, whole: pd.DataFrame, touched: pd.DataFrame) -> pd.DataFrame:
        """A place rests on all provinces: those that the left-out source does not touch are as they were."""
        whole = self._dated(whole).drop(columns="spec")
        others = touched[["spec", "indicator"]].drop_duplicates().merge(whole, on="indicator")
        same = others.merge(touched[["spec", *AREA]].drop_duplicates(), how="left", indicator="here")
        return pd.concat([touched, others[same["here"].eq("left_only").to_numpy()]], ignore_index=True)

    def __call__(self, estimates: pd.DataFrame, series: Sequence[str], as_of: str) -> pd.DataFrame:
        """Place the provinces under every specification, by each series asked for."""
        dated = self._dated(estimates)
        rows = pd.concat([self._compared(dated, one) for one in series], ignore_index=True)
        placed = rows.join(rank(rows, ["spec", "asked", "indicator"]))
        finding = placed["ref_area"] + "|" + placed["indicator"]
        outcome = placed["rank"].astype(int).astype(str)
        return placed.assign(finding=finding, value=placed["obs_value"], outcome=outcome)[[*FINDING, *AREA]]

    def _dated(self, estimates: pd.DataFrame) -> pd.DataFrame:
        """Values of the provinces in the period of each edition, of any series."""
        rows = estimates[estimates["ref_area"].isin(self.provinces) & estimates["obs_value"].notna()]
        return rows.merge(self.editions[["indicator", "time_period"]], on=["indicator", "time_period"])

    def _compared(self, dated: pd.DataFrame, series: str) -> pd.DataFrame:
        """Values in the edition of each indicator, or in the same period of the series asked for where it has any."""
        rows = dated.merge(self.editions, on=["indicator", "time_period"], suffixes=("", "_usual"))
        asked = rows["series"].eq(series) & (series != "")
        has = asked.groupby([rows["spec"], rows["indicator"]]).transform("any")
        return rows[np.where(has, asked, rows["series"].eq(rows["series_usual"]))].assign(asked=series)


def editions(estimates: pd.DataFrame, indicators: pd.DataFrame, provinces: tuple[str, ...]) -> pd.DataFrame:
    """Choose the edition to compare each indicator of three or more provinces in, and its direction (+1, -1)."""
    chosen = choose_editions(estimates[estimates["ref_area"].isin(provinces) & estimates["obs_value"].notna()])
    better = chosen["indicator"].map(indicators.set_index("indicator")["direction"]).map({"down": -1}).fillna(1)
    several = chosen["covered"].ge(LEAST_PROVINCES)
    return chosen.assign(better=better.astype(int)).loc[several, [*EDITION, "better"]]
