"""Provinces beside each other: one edition an indicator, places with their intervals, and who is left out and why."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bdlib.comparison.absent import absences
from bdlib.comparison.aggregation import aggregate as add_up
from bdlib.comparison.aggregation import rules
from bdlib.comparison.ranks import percentile, rank
from bdlib.comparison.territory import EDITION, provinces, within

FRAME = ["ref_area", "region", *EDITION, "obs_value", "lower", "upper", "unit_measure", "obs_status", "witnesses",
         "figure_ids", "basis", "rank", "rank_lower", "rank_upper", "field", "percentile", "z_score", "best_area",
         "to_best", "region_value", "region_basis", "to_region", "country_value", "country_basis",
         "to_country"]  # fmt: skip


FEWEST = 3  # provinces whose mean stands for their region or the country


@dataclass(frozen=True)
class Comparison:
    """Provinces of one territory compared on some indicators.

    Attributes
    ----------
    frame : one row per indicator and province, the best first. `obs_value, lower, upper` in base units; `rank` with
        `rank_lower, rank_upper` among `field` places; `basis` is "computed" for ranks made here from the values of
        `field` provinces, "printed" where the indicator is itself a rank that a source printed; `percentile` (0 to
        100, of the provinces with a value), `z_score` (positive is better); `to_best`, `to_region`, `to_country`:
        difference to that value, in the unit; `*_basis` says whether that value was "reported" or is the "mean" of
        the provinces compared.
    chosen : one row per indicator: the edition (`time_period, series`), `covered` of `field` provinces, and how many
        `other_editions` were passed over.
    left_out : ref_area, indicator, reason and detail: every province without a row in `frame`. Reasons are those of
        :mod:`bdlib.comparison.absent`.
    territory : "63" or "34".
    """

    frame: pd.DataFrame
    chosen: pd.DataFrame
    left_out: pd.DataFrame
    territory: str


def compare(
    estimates: pd.DataFrame,
    areas: pd.DataFrame,
    indicators: pd.DataFrame,
    *,
    territory: str = "63",
    only: Sequence[str] = (),
    area: str = "",
    series: str | None = None,
    period: str = "",
    aggregate: bool = False,
) -> Comparison:
    """Compare the provinces of a territory, each indicator within one edition.

    Parameters
    ----------
    estimates : as given by :func:`bdlib.reconciliation.reconcile`.
    areas, indicators : codelists.
    territory : "63" (provinces up to 2025-06-30) or "34" (since 2025-07-01); the two are never mixed.
    only : codes of indicators; all when empty.
    area : a province that the comparison is about: an edition that has it goes before a wider one that has not.
    series : the series to compare; None takes the edition with most provinces, of equals the latest.
    period : the period to compare, as 2022; empty for any.
    aggregate : with territory "34", add old provinces up where no value of the new one is there.

    Returns
    -------
    Comparison
    """
    refused = pd.DataFrame(columns=["ref_area", *EDITION, "reason", "detail"], dtype=str)
    if aggregate and territory == "34":
        made, refused = add_up(estimates, areas, indicators)
        estimates = pd.concat([estimates, made], ignore_index=True).drop_duplicates(["ref_area", *EDITION])
    asked = list(only) or sorted(estimates["indicator"].unique())
    estimates = estimates[estimates["indicator"].isin(asked)]
    estimates = estimates.drop_duplicates(["ref_area", *EDITION])  # this way of comparing knows no facets
    members = provinces(areas, territory)
    usable = estimates[within(estimates, areas, indicators, territory) & estimates["obs_value"].notna()]
    chosen = choose_editions(usable, area=area, series=series, period=period).assign(field=len(members))
    rows = usable.merge(chosen[EDITION], on=EDITION)
    frame = standings(rows, indicators, members).pipe(_yardsticks, estimates, indicators)
    frame = frame.sort_values(["indicator", "rank", "ref_area"], kind="stable", ignore_index=True)
    left_out = absences(asked, frame, chosen, usable, estimates, areas, members, refused)
    return Comparison(frame[FRAME], chosen, left_out, territory)


def choose_editions(
    usable: pd.DataFrame, *, area: str = "", series: str | None = None, period: str = ""
) -> pd.DataFrame:
    """Choose one edition per indicator: that of the area asked for, then most provinces, the latest, a named series.

    Parameters
    ----------
    usable : estimates with a value, of provinces of one territory.
    area, series, period : as in :func:`compare`.

    Returns
    -------
    DataFrame
        indicator, time_period, series, covered (provinces), has_area, other_editions.
    """
    counts = usable.assign(has_area=usable["ref_area"].eq(area)).groupby(EDITION, as_index=False)
    editions = counts.agg(covered=("ref_area", "nunique"), has_area=("has_area", "any"))
    allowed = editions["series"].eq(series) if series is not None else pd.Series(True, index=editions.index)
    allowed &= editions["time_period"].eq(period) if period else True
    order = editions[allowed].assign(named=editions["series"].ne("")).sort_values(
        ["indicator", "has_area", "covered", "time_period", "named", "series"],
        ascending=[True, False, False, False, False, True], kind="stable",
    )  # fmt: skip
    others = editions.groupby("indicator").size() - 1
    chosen = order.drop_duplicates("indicator").drop(columns="named")
    return chosen.assign(other_editions=chosen["indicator"].map(others)).reset_index(drop=True)


def standings(rows: pd.DataFrame, indicators: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Place every row within its edition: rank and its bounds, percentile, z-score, distance to the best.

    Parameters
    ----------
    rows : estimates with a value, of the provinces in `members`, of any number of editions.
    indicators : codelist; its `direction` says which end is the best, its `kind` which indicators are printed ranks.
    members : as given by :func:`bdlib.comparison.territory.provinces`.
    """
    code = indicators.set_index("indicator")
    kind, direction = rows["indicator"].map(code["kind"]), rows["indicator"].map(code["direction"])
    frame = rows.assign(
        region=rows["ref_area"].map(members["region"]),
        better=np.where(direction.eq("down"), -1, 1),
        basis=np.where(kind.eq("rank"), "printed", "computed"),
        field=rows.groupby(EDITION)["ref_area"].transform("size"),
    )
    frame = frame.join(rank(frame, EDITION))
    frame = frame.assign(percentile=percentile(frame, EDITION)).pipe(_printed, members)
    value, groups = frame["obs_value"], frame.groupby(EDITION)["obs_value"]
    spread = groups.transform("std").where(lambda std: std > 0)
    best = frame.sort_values(["rank", "ref_area"], kind="stable").drop_duplicates(EDITION).set_index(EDITION)
    best = frame[EDITION].join(best[["obs_value", "ref_area"]], on=EDITION)
    is_value = frame["basis"].eq("computed")
    return frame.assign(
        z_score=((value - groups.transform("mean")) / spread * frame["better"]).where(is_value),
        best_area=best["ref_area"],
        to_best=(value - best["obs_value"]).where(is_value),
    )


def _printed(frame: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Put printed ranks in the place of computed ones; a rank within a region has that region's field."""
    is_rank = frame["basis"].eq("printed")
    size = frame["region"].map(members["region"].value_counts())
    field = size.where(frame["indicator"].str.contains("_southeast"), len(members))
    place = frame["obs_value"].round()
    given = pd.DataFrame({
        "rank": place,
        "rank_lower": np.ceil(frame["lower"]).clip(lower=1, upper=place),
        "rank_upper": np.floor(frame["upper"]).clip(lower=place),
        "field": field,
        "percentile": (100 * (field - place + 0.5) / field).clip(0, 100),
    })  # fmt: skip
    shown = {name: frame[name].where(~is_rank, given[name]) for name in given}
    whole = ["rank", "rank_lower", "rank_upper", "field"]
    return frame.assign(**shown).astype({name: "int64" for name in whole})


def _yardsticks(frame: pd.DataFrame, estimates: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Add what a province is measured against: region and country, as reported or else the mean of the provinces.

    A reported total says nothing about the size of one province, so that sums are measured against the mean. A mean
    of one or two provinces is no measure of the others.
    """
    averaged = ~frame["indicator"].map(rules(indicators)).eq("sum")
    value = frame["basis"].eq("computed")
    known = estimates.drop_duplicates(["ref_area", *EDITION]).set_index(["ref_area", *EDITION])["obs_value"]
    out = {}
    for name, code, group in (("region", frame["region"], [*EDITION, "region"]), ("country", "VN", EDITION)):
        reported = frame[EDITION].assign(ref_area=code).join(known, on=["ref_area", *EDITION])["obs_value"]
        reported = reported.where(averaged)
        groups = frame.groupby(group)["obs_value"]
        mean = groups.transform("mean").where(groups.transform("size") >= FEWEST)
        out[f"{name}_value"] = reported.fillna(mean).where(value)
        known_by = np.where(reported.notna(), "reported", np.where(mean.notna(), "mean", ""))
        out[f"{name}_basis"] = np.where(value, known_by, "")
        out[f"to_{name}"] = frame["obs_value"] - out[f"{name}_value"]
    return frame.assign(**out)
