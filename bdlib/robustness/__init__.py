"""One analysis under every defensible choice: which findings stand, which change, and how much there is to choose from.

A choice that uses the same figures to the same value is no other choice: only specifications that differ in what they
use are counted. A finding that rests on one origin has nothing to be robust against, and says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pandas as pd

from bdlib import asking
from bdlib.errors import DataError
from bdlib.gap import ranked_targets
from bdlib.handed import case_of
from bdlib.periods import day
from bdlib.reconciliation import methods
from bdlib.robustness.analyses import ANALYSES, FINDING
from bdlib.robustness.summary import AXES, laid_out, summary
from bdlib.robustness.variants import SEP, variants

__all__ = ["AXES", "Multiverse", "multiverse"]


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
    case : as given by :func:`bdlib.assess`.
    analysis : :func:`bdlib.progress` (verdicts on targets), :func:`bdlib.compare` (places), or a function of your own
        of the estimates that gives ref_area, indicator, finding, path, value, outcome and figure_ids.
    area, indicator : what the findings are about, by code or name; all when None.
    method : methods, the first being the reference; all that come with the library by default.
    without : origins left out once each; all that speak about the matter by default.
    as_of : days as of which to look, the reference first; "" is the whole corpus.

    Raises
    ------
    DataError
        For an area, indicator, method, origin or analysis that is not known.

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
    codelists = case.tables
    about = {"ref_area": asking.codes(area, codelists.areas, "area"),
             "indicator": asking.codes(indicator, codelists.indicators, "indicator")}  # fmt: skip
    days = [day(each) for each in asking.as_list(as_of)] or [""]
    made = variants(case, repeat, about, chosen, without, days)
    found = _analysed(case, repeat, made)
    if about["ref_area"]:
        found = found[found["ref_area"].isin(about["ref_area"])]
    rows = laid_out(found, made, chosen[0], days[0])
    return Multiverse(summary(rows, case), rows)


def _analysed(case: Any, repeat: Any, made: pd.DataFrame) -> pd.DataFrame:
    """Run the analysis once for every distinct set of estimates of a group.

    Findings that rest on their own area are made in one call: the sets lie side by side, each area under a name of
    its own. What needs all areas is made set by set.
    """
    frames = made.drop_duplicates("variant").set_index("variant")["frame"]
    if "ref_area" in repeat.group and len(frames):
        return _side_by_side(case, repeat, frames)
    out = []
    for number, frame in frames.items():
        est = SimpleNamespace(frame=frame, tables=case.tables, conflicts=case.conflicts)
        out.append(repeat.run(est).reindex(columns=FINDING).assign(variant=number))
    return pd.concat(out, ignore_index=True) if out else pd.DataFrame(columns=[*FINDING, "variant"])


def _side_by_side(case: Any, repeat: Any, frames: pd.Series) -> pd.DataFrame:
    """Run an analysis of single areas for all sets at once."""
    stacked = pd.concat(dict(frames), names=["set"]).reset_index("set")
    stacked["ref_area"] = stacked.pop("set").astype(str) + SEP + stacked["ref_area"]
    names = stacked[["ref_area"]].drop_duplicates()
    names = names.assign(area=names["ref_area"].str.split(SEP).str[1])
    areas = names.merge(case.tables.areas, on="area").drop(columns="area").rename(columns={"ref_area": "area"})
    keys = stacked[["ref_area", "indicator"]].drop_duplicates().set_axis(["name", "indicator"], axis=1)
    keys = keys.assign(ref_area=keys["name"].str.split(SEP).str[1])
    aims = keys.merge(ranked_targets(case, keys), on=["ref_area", "indicator"])
    ids = aims["name"].str.split(SEP).str[0] + SEP + aims["figure_id"]
    aims = aims.assign(ref_area=aims["name"], figure_id=ids)[case.tables.targets.columns]
    tables = replace(case.tables, areas=areas, targets=aims)
    found = repeat.run(SimpleNamespace(frame=stacked, tables=tables, conflicts=case.conflicts)).reindex(columns=FINDING)
    name = found["ref_area"].str.split(SEP, n=1, expand=True).reindex(columns=[0, 1])
    plain = found["finding"].str.split(SEP).str[-1]
    return found.assign(finding=plain, ref_area=name[1], variant=name[0].astype(int))
