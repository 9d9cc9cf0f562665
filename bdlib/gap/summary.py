"""One verdict a target, out of all series and facet sets that judge it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from bdlib.codelists import DEFINING
from bdlib.memo import remembered

IN_TIME = ("met", "partly")
LATER = ("met_after", "met_undated")
REACHED = (*IN_TIME, "met_before", *LATER)
BEHIND = ("missed", "unknown", "open", "level", "short_after")
UNSETTLED = ("divided", "defined", "makers", "disputed", "unsure", "copied", "unbacked", "rival", "editions")
DECIDED = (*IN_TIME, *LATER, "missed", "short_after")  # of a target that was due; of before its date nothing is final
KEPT = ("judges", "makers", "reached_by", "contested", "foretold")  # counts of rows, with each target
MATCHES = ("same", "unstated", "differs", "")  # the nearer to the target's own thing, the earlier


def set_targets(found: pd.DataFrame, *, drafts: bool = False) -> pd.DataFrame:
    """Rows of what a document sets as a target: no recommendation, no planned size, no draft unless asked for."""
    set_ = found["role"].eq("target") & found["direction"].ne(0) if len(found) else slice(0)
    return found[set_ if drafts or found.empty else set_ & found["target_stage"].ne("draft")]


@remembered
def by_target(found: pd.DataFrame) -> pd.DataFrame:
    """Reduce the rows of :func:`bdlib.gap.progress`, one a target and path, to one a target: that which speaks for it.

    `verdict`: its status, but `divided` where some figures that judge it reach it and others do not, `defined` where
    the two are of different facets, `makers` of different makers, `disputed` where one in open conflict is on the other
    side, `unsure` where what one can mean is, `copied` where weak copies alone print one, `unbacked` where they alone
    name the target, `short_after` where missed after its date, `met_before` where only figures of before its year reach
    it, `editions` where short by a dated figure and reached by one that names no edition or year and may be newer,
    `none` without a judge. Of its paths the counts :data:`KEPT`.

    Examples
    --------
    >>> two = pd.DataFrame({"target_id": ["a", "a"], "status": ["met", "missed"], "match": ["same", "same"],
    ...     "dated": "stated", "dates": [1, 2], "witnesses": 1, "series": ["X", "Y"], "late_days": float("nan"),
    ...     "maker": "", "current_year": 2022, "target_year": 2022})
    >>> by_target(two)[["series", "verdict", "judges", "reached_by"]].to_numpy().tolist()
    [['Y', 'divided', 2, 1]]
    """
    if found.empty:
        return found.assign(verdict="", **dict.fromkeys(KEPT, 0))
    counted = judges(found)
    late = (counted & _after(found)).groupby(found["target_id"]).transform("any")
    early = counted & late & found["status"].eq("unknown")  # before the date, beside one of after: that tells it
    rank = found["match"].map({match: place for place, match in enumerate(MATCHES)}).fillna(len(MATCHES))
    order = found[["target_id", "dates", "witnesses", "series"]].assign(
        silent=~counted | early, rank=rank, bound=found["dated"].eq("bound")).sort_values(
        ["target_id", "silent", "rank", "bound", "dates", "witnesses", "series"],
        ascending=[True, True, True, True, False, False, True], kind="stable")  # fmt: skip
    first = found.loc[order.drop_duplicates("target_id").index]
    counts = _counts(found, counted, early).reindex(first["target_id"]).set_axis(first.index)
    told = first.drop(columns=list(KEPT), errors="ignore").join(counts[list(KEPT)])
    return told.assign(verdict=_verdicts(first, counts, found, counted & ~early)).sort_index()


def _counts(found: pd.DataFrame, counted: pd.Series, early: pd.Series) -> pd.DataFrame:
    """Count the rows of each target that have a say, and what is to be known of them."""
    asked = ("trust", "against", "reached", "reason", "disputed", "unsure", "foretold")
    said = found.reindex(columns=dict.fromkeys([*found, *asked]))
    by = {"judges": counted, "reached_by": counted & found["status"].isin(REACHED), "early": early,
          "late": counted & found["late_days"].notna(), "copies": counted & said["trust"].eq("low"),
          "in_year": counted & ~(said["current_year"].astype(float) < said["target_year"].astype(float)),
          "contested": counted & said["against"].astype(object).fillna("").ne("")}  # fmt: skip
    by |= {name: counted & said[name].eq(True) for name in ("disputed", "unsure", "foretold")}
    year, undated = said["current_year"].astype(float), said["reason"].eq("undated_edition") & said["trust"].ne("low")
    newer = year > year.where(counted).groupby(found["target_id"]).transform("max")
    by["editions"] = undated & newer & found["match"].ne("differs") & said["reached"].eq(True)
    makers = found["maker"].where(counted).groupby(found["target_id"]).nunique()
    return pd.DataFrame(by).groupby(found["target_id"]).sum().assign(makers=makers)


def _verdicts(first: pd.DataFrame, counts: pd.DataFrame, found: pd.DataFrame, counted: pd.Series) -> np.ndarray:
    """Name the verdict of each target: the status of the row that speaks for it, unless the rows with a say differ."""
    reaches = found["status"].isin(REACHED)
    status, target = first["status"], first["target_id"]
    divided = (counts["reached_by"] > 0) & (counts["reached_by"] < counts["judges"] - counts["early"])
    nobody = found.loc[judges(found) & found["maker"].eq(""), "target_id"]
    lapsed = status.eq("lapsed")
    none = counts["judges"].eq(0) & ~lapsed
    due = status.isin([*DECIDED, "unknown"]) & ~none
    named = {
        "defined": divided & ~target.isin(_alike(found, counted, reaches, DEFINING)),
        "makers": divided & ~target.isin([*_alike(found, counted, reaches, ["maker"]), *nobody]),
        "divided": divided,
        "disputed": counts["disputed"].gt(0) & ~none & ~lapsed,
        "unsure": counts["unsure"].gt(0) & ~none & ~lapsed,
        "copied": due & counts["copies"].ge(counts["judges"]),
        "unbacked": due & first.get("target_trust", pd.Series("", first.index)).eq("low"),
        "short_after": status.eq("missed") & counts["late"].gt(0),
        "none": none,
        "met_before": status.isin(IN_TIME) & counts["in_year"].eq(0),
        "editions": status.isin(["open", "unknown", "level"]) & counts["editions"].gt(0),
    }
    return np.select([*named.values()], [*named], status)


def goals(aims: pd.DataFrame) -> pd.DataFrame:
    """One row a goal: values printed of one count once (`target_ids`), as `rival` where they are judged differently.

    A page that states less of what is counted names the same goal where it prints the same value, unless the others
    state several things; of another value it may count another thing, and is a goal of its own.
    """
    if aims.empty:
        return aims
    same = [aims[name].astype(str) for name in ("ref_area", "indicator", "role", "target_period", "target_stage")]
    same.append(aims["target_id"].where(aims["target_year"].isna(), ""))
    same += _things(aims, same)
    by, again = aims.groupby(same), pd.concat(same, axis=1).duplicated()
    verdict = aims["verdict"]
    in_time = verdict.isin(IN_TIME).groupby(same).transform("any")
    verdict = verdict.mask(verdict.eq("met_before") & in_time, "met")  # one value's figure of the date tells the other
    verdict = verdict.mask(verdict.groupby(same).transform("nunique").gt(1), "rival")
    return aims.assign(verdict=verdict, target_ids=by["target_id"].transform("|".join))[~again]


def _things(aims: pd.DataFrame, same: list[pd.Series]) -> list[pd.Series]:
    """What each target counts, facet by facet: what its page leaves open as others of the same value state it."""
    facets = aims[[f"target_{name}" for name in DEFINING]].astype(object)
    stated = facets.mask(facets.eq(""))
    one = stated.groupby(same).transform("nunique").eq(1)
    others = stated.groupby([*same, aims["target"]], dropna=False).transform("first").fillna("")
    facets = facets.mask(one, others)
    return [facets[name].astype(str) for name in facets]


def _alike(found: pd.DataFrame, counted: pd.Series, reaches: pd.Series, by: Sequence[str]) -> pd.Series:
    """Targets that two figures of the same facets, or of one maker, judge differently."""
    sides = found.reindex(columns=["target_id", *by], fill_value="").assign(reaches=reaches)[counted]
    both = sides.drop_duplicates().groupby(["target_id", *by])["reaches"].nunique().eq(2)
    return both[both].index.get_level_values("target_id")


@remembered
def judges(found: pd.DataFrame) -> pd.Series:
    """Tell which rows have a say: of one thing with the target, and of the time that says most of it.

    Where a figure of the target's date or one that reaches it before is there, one of after has no say; where there is
    none of its date, one of before that misses has it beside those that reach, unless it is older or its maker gives a
    later one. One of the target's year that misses before its last day has it beside those of after. Of weak copies
    one has where nothing as late has, of figures printed before their year ended where no outcome of it is there.
    """
    sure, year = found.reindex(columns=["trust"])["trust"].ne("low"), found["current_year"].astype(float)
    say = _say(found[sure]).reindex(found.index, fill_value=False)
    newest = year.where(say).groupby(found["target_id"]).transform("max")
    return _say(found[sure | ~(year <= newest)]).reindex(found.index, fill_value=False)


def _say(found: pd.DataFrame) -> pd.Series:
    judging = found["status"].isin([*REACHED, *BEHIND]) & found["match"].ne("differs")
    late, key = found["late_days"].notna(), found["target_id"]
    reach, year = found["status"].isin(["met", "partly"]), found["current_year"].astype(float)
    ahead = judging & reach & ~(year >= found["target_year"].astype(float))
    at = judging & (reach | (found["status"].eq("missed") & ~late))
    foretold = found.reindex(columns=["ahead"])["ahead"].eq(True)
    at &= ~(foretold & (at & ~foretold & year.eq(found["target_year"].astype(float))).groupby(key).transform("any"))
    after = judging & _after(found)
    own = judging & found["status"].eq("unknown") & year.eq(found["target_year"].astype(float))
    before = judging & year.eq(year.where(judging).groupby([key, found["maker"]]).transform("max")) & ~after
    beside = at | (before & (year >= year.where(ahead).groupby(key).transform("min")))
    some = {name: one.groupby(key).transform("any") for name, one in (("on", at & ~ahead), ("at", at), ("late", after))}
    return at.where(some["on"], beside.where(some["at"], (after | own).where(some["late"], before)))


def _after(found: pd.DataFrame) -> pd.Series:
    late = found["status"].eq("missed") & found["late_days"].notna()
    return found["status"].isin(["met_after", "met_undated"]) | late
