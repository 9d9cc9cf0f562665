"""What goes with what: partial associations of two sides over all provinces, and how little they can prove.

Provinces that differ in one thing differ in many. Every pair is therefore given three times: with the year and the
region held equal, with the controls held equal too, and, where there are several years, within provinces, the only
one that no standing difference between provinces can make. None of them is an effect, and none speaks of people or
firms (the ecological fallacy: Robinson 1950, https://doi.org/10.2307/2087176).

Every indicator is standardised within its year, so that a score whose scale or method changes from year to year says
only where a province stands among the others. Only the years since the last break of either side count, as marked in
the table or found by :func:`bdlib.comparison.paths.breaks`.
"""

from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from bdlib import asking
from bdlib.comparison.fields import FACETS, FIELD, complete, in_logarithms
from bdlib.comparison.paths import breaks
from bdlib.comparison.spread import coefficient
from bdlib.memo import remembered
from bdlib.study import divisions

FRAME = ["digital", "economic", "territory", "held_equal", "controls", "years", "provinces", "observations", "estimate",
         "standard_error", "lower", "upper", "p_value", "p_holm", "partial_r", "errors", "reason"]  # fmt: skip
HELD = ("year_region", "controls", "province")
BREAK = "B"  # observation status of a documented break in the series
FEWEST_YEARS = 3  # within a province two years give one difference


@dataclass(frozen=True)
class Association:
    """What goes with what; `comparisons` is the number of pairs and models looked at.

    `frame` has one row a pair and what is held equal: `estimate`, by how many standard deviations of its year the
    economic side is higher where the digital side is one higher, with standard error, 95% interval, p value and
    `p_holm`, that for the number of pairs; `partial_r`; `errors`: "clustered" by province over several years, else
    "HC3"; `reason`: no_complete_field or few_years. `residuals` has a row a province and pair: the mean of what is left
    of both sides, in standard deviations.
    """

    frame: pd.DataFrame
    residuals: pd.DataFrame
    comparisons: int


@remembered
def association(
    est: object, digital: asking.Asked, economic: asking.Asked, controls: asking.Asked = None, territory: str = ""
) -> Association:
    """Ask of each pair whether provinces that have more of one have more of the other, other things held equal.

    `est` is as given by :func:`bdlib.reconcile`; `digital`, `economic` are codes or names of the two sides, each of
    complete fields; `controls` of what is held equal in the second model; `territory` a division, the first if empty.

    Examples
    --------
    >>> import bdlib as bd
    >>> est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    >>> found = association(est, "dti_score", "labour_productivity", controls="grdp_per_capita")
    >>> found.frame.set_index("held_equal")["partial_r"].round(1).to_dict()
    {'year_region': 0.4, 'controls': 0.0, 'province': -0.1}
    """
    sides = [asking.codes(one, est.tables.indicators, "indicator") for one in (digital, economic, controls)]
    territory = territory or next(iter(divisions(est.tables.areas)), "")
    wide, region, broken = _panel(est, list(dict.fromkeys(chain(*sides))), territory)
    found, left = [], []
    for x, y in [(x, y) for x in sides[0] for y in sides[1] if x != y]:
        for held in HELD:
            extra = [one for one in sides[2] if one not in (x, y)] if held == "controls" else []
            if held == "controls" and not extra:
                continue
            since = broken.reindex([x, y, *extra]).max()
            part = wide if np.isnan(since) else wide[wide.index.get_level_values("year") >= since]
            row, rest = _fit(part, region, x, y, held, extra)
            found.append({"digital": x, "economic": y, "territory": territory, "held_equal": held} | row)
            left.append(rest)
    frame = pd.DataFrame(found, columns=FRAME)
    frame["p_holm"] = holm(frame["p_value"])
    rest = [one for one in left if len(one)]
    columns = ["ref_area", "digital", "economic", "held_equal", "x", "y"]
    residuals = pd.concat(rest, ignore_index=True) if rest else pd.DataFrame(columns=columns)
    return Association(frame, residuals, int(frame["p_value"].notna().sum()))


def _panel(est: object, codes: list[str], territory: str) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """Values by province and year, one column an indicator, one series and set of facets each; amounts in logarithms.

    With the region of each province, and the year of each indicator's last break.
    """
    fields, found = complete(est, codes, nearly=True)
    fields = fields[fields["territory"].eq(territory)]
    keys = ["indicator", "series", *FACETS]
    years = fields.groupby(keys)["year"].transform("nunique")
    best = fields.assign(years=years).sort_values(["indicator", "years", "series"], ascending=[True, False, True])
    best = best.drop_duplicates("indicator")[keys]
    rows = found.merge(fields[FIELD], on=FIELD).merge(best, on=keys)
    value = in_logarithms(rows)
    value = value.mask(rows["kind"].eq("rank"), -value)  # a better place is more
    wide = rows.assign(value=value).pivot(index=["ref_area", "year"], columns="indicator", values="value")
    marked = [breaks(rows).to_frame(index=False), rows[rows["obs_status"].eq(BREAK)]]
    broken = pd.concat(marked).groupby("indicator")["year"].max().astype(float)
    return wide, rows.drop_duplicates("ref_area").set_index("ref_area")["region"], broken


def _fit(
    wide: pd.DataFrame, region: pd.Series, x: str, y: str, held: str, extra: list[str]
) -> tuple[dict[str, object], pd.DataFrame]:
    """One model of one pair: both sides and the controls standardised, dummies for what is held equal."""
    nothing = pd.DataFrame(columns=["ref_area"])
    if not {x, y, *extra} <= set(wide):
        return {"controls": "|".join(extra), "reason": "no_complete_field"}, nothing
    data = wide[[x, y, *extra]].dropna().reset_index()
    years = sorted(data["year"].unique())
    said = {"controls": "|".join(extra), "years": "|".join(map(str, years)), "provinces": data["ref_area"].nunique(),
            "observations": len(data), "reason": ""}  # fmt: skip
    if held == "province" and len(years) < FEWEST_YEARS:
        return said | {"reason": "few_years"}, nothing
    if not years:
        return said | {"reason": "no_common_year"}, nothing
    by_year = data.groupby("year")[[x, y, *extra]]
    data[[x, y, *extra]] = (data[[x, y, *extra]] - by_year.transform("mean")) / by_year.transform("std")
    groups = data["ref_area"] if held == "province" else data["ref_area"].map(region)
    dummies = pd.get_dummies(pd.DataFrame({"y": data["year"].astype(str), "g": groups}), drop_first=True, dtype=float)
    others = pd.concat([data[extra], dummies], axis=1).assign(const=1.0)
    return said | _estimate(data, x, y, others, len(years) > 1), _left(data, x, y, others, held)


def _estimate(data: pd.DataFrame, x: str, y: str, others: pd.DataFrame, several: bool) -> dict[str, object]:
    """Fit by least squares; errors by province where it has several years, since its years are not independent."""
    clusters = {"cov_type": "cluster", "cov_kwds": {"groups": pd.factorize(data["ref_area"])[0]}} if several else {}
    found = coefficient(data[y], others.assign(x=data[x]), "x", **clusters)
    rest = [_residual(data[side], others) for side in (x, y)]
    return {"estimate": found.pop("beta"), **found, "partial_r": float(np.corrcoef(*rest)[0, 1]),
            "errors": "clustered" if several else "HC3"}  # fmt: skip


def _left(data: pd.DataFrame, x: str, y: str, others: pd.DataFrame, held: str) -> pd.DataFrame:
    """What is left of both sides once the others are taken out (Frisch and Waugh), the mean of a province's years."""
    if held == "province":
        return pd.DataFrame(columns=["ref_area"])  # means within a province are zero
    rest = data[["ref_area"]].assign(x=_residual(data[x], others), y=_residual(data[y], others))
    return rest.groupby("ref_area", as_index=False).mean().assign(digital=x, economic=y, held_equal=held)


def _residual(side: pd.Series, others: pd.DataFrame) -> np.ndarray:
    return side.to_numpy() - others.to_numpy() @ np.linalg.lstsq(others.to_numpy(), side.to_numpy(), rcond=None)[0]


def holm(p_values: pd.Series) -> pd.Series:
    """Make p values larger for the number of them (Holm 1979); a missing one stays missing.

    >>> holm(pd.Series([0.01, 0.04, 0.03])).tolist()
    [0.03, 0.06, 0.06]
    """
    known = p_values.dropna().sort_values(kind="stable")
    raised = (known * np.arange(len(known), 0, -1)).cummax().clip(upper=1.0)
    return raised.reindex(p_values.index)
