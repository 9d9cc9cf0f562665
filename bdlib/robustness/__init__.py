"""One analysis under every defensible choice: which findings stand, which change, and how much there is to choose from.

A choice that uses the same figures to the same value is no other choice: only specifications that differ in what they
use are counted. A finding that rests on one origin has nothing to be robust against, and says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pandas as pd

from bdlib import asking
from bdlib.errors import DataError
from bdlib.handed import case_of
from bdlib.periods import day
from bdlib.reconciliation import methods
from bdlib.robustness.analyses import ANALYSES, FINDING, analysed
from bdlib.robustness.variants import SEP, variants

__all__ = ["AXES", "Multiverse", "multiverse"]

AXES = ["method", "without", "as_of", "path"]
ROW = [*AXES, "finding", "value", "outcome", "figure_ids", "distinct", "distance"]
FRAME = ["finding", "ref_area", "indicator", "outcome", "value", "rests_on", "origins", "specifications", "agree",
         "differ", "no_value", "outcomes"]  # fmt: skip


@dataclass(frozen=True)
class Multiverse:
    """Findings under every specification.

    Attributes
    ----------
    frame : one row a finding of the reference, those of most other outcomes first: its `outcome` and `value`;
        `rests_on`, the number of origins whose figures judge it, and which (`origins`); `specifications`, how many
        differ in the figures used or the value, and how many of them `agree` and `differ` in the outcome; `no_value`,
        how many choices leave none; `outcomes` with their numbers, as "met:3|open:1".
    specifications : one row a finding and choice: method, without, as_of, path, value, outcome, figure_ids,
        `distinct` (the number of the distinct specification), `distance` (choices that differ from the reference).
    """

    frame: pd.DataFrame
    specifications: pd.DataFrame = field(repr=False)

    def __repr__(self) -> str:
        alone = int(self.frame["rests_on"].le(1).sum())
        return f"Multiverse({len(self.frame)} findings, {alone} of them on one origin)"


def multiverse(
    case: Any, analysis: Callable[..., pd.DataFrame], *, area: asking.Asked = None, indicator: asking.Asked = None,
    method: Sequence[str] = (), without: Sequence[str] | None = None, as_of: Sequence[str] = ("",),
) -> Multiverse:  # fmt: skip
    """Repeat an analysis under every choice of method, origin left out, day and path.

    Parameters
    ----------
    case : Case
        As given by :func:`bdlib.assess`.
    analysis : callable
        :func:`bdlib.progress` (verdicts on targets), :func:`bdlib.compare` (places), or a function of your own of the
        estimates that gives ref_area, indicator, finding, path, value, outcome and figure_ids.
    area, indicator : str or sequence of str, optional
        What the findings are about, by code or name; all when None.
    method : sequence of str, optional
        Methods, the first being the reference; all that come with the library by default.
    without : sequence of str, optional
        Origins left out once each; all that speak about the matter by default.
    as_of : sequence of str, optional
        Days as of which to look and to judge, the reference first; "" is the whole corpus, judged on the day of its
        latest publication.

    Returns
    -------
    Multiverse
        `frame`, one row a finding of the reference, and `specifications`, one row a finding and choice.

    Raises
    ------
    DataError
        For an area, indicator, method, origin or analysis that is not known, for an `as_of` that is no day.

    Examples
    --------
    >>> import bdlib as bd
    >>> case = bd.assess(bd.clean(bd.load()))
    >>> found = bd.multiverse(case, bd.progress, area="VN", indicator="egdi_rank", method=["evidence", "latest"])
    >>> found.frame[["outcome", "rests_on"]].drop_duplicates().to_numpy().tolist()
    [['open', 1]]
    """
    case_of(case)
    known = methods()
    chosen = asking.among(method, known, "a method") or list(known)
    if not callable(analysis):
        raise DataError("an analysis: bd.progress, bd.compare or a function of estimates", value=repr(analysis))
    told = "the findings that the analysis gives"
    own = SimpleNamespace(run=lambda est: asking.columns(analysis(est), FINDING, told), group=["ref_area", "indicator"])
    repeat = ANALYSES.get(getattr(analysis, "__name__", ""), own)
    about = {"ref_area": asking.codes(area, case.tables.areas, "area"),
             "indicator": asking.codes(indicator, case.tables.indicators, "indicator")}  # fmt: skip
    days = [day(each) for each in asking.as_list(as_of)] or [""]
    made = variants(case, repeat, about, chosen, without, days)
    found = analysed(case, repeat, made)
    if about["ref_area"]:
        found = found[found["ref_area"].isin(about["ref_area"])]
    rows = laid_out(found, made, chosen[0], days[0])
    return Multiverse(summary(rows, case), rows)


def laid_out(found: pd.DataFrame, made: pd.DataFrame, method: str, as_of: str) -> pd.DataFrame:
    """Give every choice of the grid its findings, also where it leaves no value; the reference path comes first."""
    grid = made.drop(columns="frame")
    usual = grid.loc[grid["method"].eq(method) & grid["without"].eq("") & grid["as_of"].eq(as_of), "variant"]
    named = pd.concat([found[found["variant"].isin(usual)], found])  # the first path is that of the reference
    named = named[["finding", "ref_area", "indicator", "path"]].drop_duplicates(["finding", "path"])
    named = named.assign(first=~named["finding"].duplicated())
    of = found[["finding", "variant"]].drop_duplicates().merge(grid[["variant", "group"]])
    of = of[["finding", "group"]].drop_duplicates()
    every = grid.merge(of, on="group").merge(named, on="finding")
    said = found[["finding", "path", "variant", "value", "outcome", "figure_ids"]]
    rows = every.merge(said, on=["finding", "path", "variant"], how="left")
    rows = rows.assign(**{name: rows[name].fillna("").astype(str) for name in ("outcome", "figure_ids")})
    apart = rows["figure_ids"] + SEP + rows["value"].map(str) + SEP + rows["outcome"]
    number = apart.groupby(rows["finding"]).transform(lambda one: pd.factorize(one)[0])
    distinct = number.where(rows["outcome"].ne(""), -1)
    distance = rows["method"].ne(method).astype(int) + rows["without"].ne("") + rows["as_of"].ne(as_of) + ~rows["first"]
    rows = rows.assign(distinct=distinct.astype(int), distance=distance.astype(int))
    order = ["finding", "distance", *AXES]
    return rows.sort_values(order, kind="stable", ignore_index=True)[[*ROW, "ref_area", "indicator"]]


def summary(rows: pd.DataFrame, case: Any) -> pd.DataFrame:
    """Sum up every finding that the reference makes; see :class:`Multiverse`."""
    origin = case.origins.set_index("figure_id")["origin"]
    made = [_summed(one, origin) for _, one in rows.groupby("finding", sort=True)]
    frame = pd.DataFrame([row for row in made if row], columns=FRAME)
    return frame.sort_values(["differ", "finding"], ascending=[False, True], kind="stable", ignore_index=True)


def _summed(rows: pd.DataFrame, origin: pd.Series) -> Mapping[str, object] | None:
    first = rows.iloc[0]
    if first["distance"] != 0 or first["outcome"] == "":
        return None
    apart = rows[rows["distinct"].ge(0)].drop_duplicates("distinct")
    behind = sorted({origin.get(one, one) for ids in apart["figure_ids"] for one in ids.split("|") if one})
    counts = apart["outcome"].value_counts(sort=True)
    return {**first[["finding", "ref_area", "indicator", "outcome", "value"]], "rests_on": len(behind),
            "origins": "|".join(behind), "specifications": len(apart),
            "agree": int(apart["outcome"].eq(first["outcome"]).sum()),
            "differ": int(apart["outcome"].ne(first["outcome"]).sum()), "no_value": int(rows["distinct"].lt(0).sum()),
            "outcomes": "|".join(f"{name}:{count}" for name, count in counts.items())}  # fmt: skip
