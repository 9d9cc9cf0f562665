"""One verdict a target, out of all series and facet sets that judge it."""

import numpy as np
import pandas as pd

REACHED = ("met", "partly", "met_after")
BEHIND = ("missed", "unknown", "open", "level")
AT_DATE = ("met", "partly", "missed")  # of a figure at the target's date, or beyond it
MATCHES = ("same", "unstated", "differs", "")  # the nearer to the target's own thing, the earlier


def by_target(found: pd.DataFrame) -> pd.DataFrame:
    """Reduce the rows of :func:`bdlib.gap.progress` to one a target.

    Parameters
    ----------
    found : as given by `bd.progress`; one row a target and path.

    Returns
    -------
    DataFrame
        Of each target the row that speaks for it: at the target's date, of the same thing, of a stated date, of most
        dates, of most witnesses. `verdict`: its status; `divided` where figures of its date reach it and others do not;
        `met_after` where none did then and one does later; `none` where nothing judges it. `judges`: how many paths
        judge it. `reached_by`: how many of them reach it.

    Examples
    --------
    >>> two = pd.DataFrame({"target_id": ["a", "a"], "status": ["met", "missed"], "match": ["same", "same"],
    ...     "dated": "stated", "dates": [1, 2], "witnesses": 1, "reached": [True, False], "series": ["X", "Y"]})
    >>> by_target(two)[["series", "verdict", "judges", "reached_by"]].to_numpy().tolist()
    [['Y', 'divided', 2, 1]]
    """
    judging, counted = _judging(found), judges(found)
    rank = found["match"].map({match: place for place, match in enumerate(MATCHES)}).fillna(len(MATCHES))
    order = found.assign(_counted=~counted, _rank=rank, _bound=found["dated"].eq("bound")).sort_values(
        ["target_id", "_counted", "_rank", "_bound", "dates", "witnesses", "series"],
        ascending=[True, True, True, True, False, False, True], kind="stable",
    )  # fmt: skip
    first = order.drop_duplicates("target_id").drop(columns=["_counted", "_rank", "_bound"])
    by = {"judges": counted, "reached_by": counted & found["status"].isin(REACHED),
          "later": judging & found["status"].eq("met_after")}  # fmt: skip
    sums = {name: first["target_id"].map(one.groupby(found["target_id"]).sum()) for name, one in by.items()}
    first = first.assign(**sums)
    divided = (first["reached_by"] > 0) & (first["reached_by"] < first["judges"])
    late = first["reached_by"].eq(0) & first["later"].gt(0) & first["judges"].gt(0)
    none = first["judges"].eq(0) & first["status"].ne("lapsed")
    verdict = np.select([divided, late, none], ["divided", "met_after", "none"], first["status"])
    return first.assign(verdict=verdict).drop(columns="later").sort_index()


def judges(found: pd.DataFrame) -> pd.Series:
    """Tell which rows have a say: of one thing with the target and, where some have it, of its date.

    A figure of the target's date leaves no say to one of before or after.
    """
    judging = _judging(found)
    at_date = judging & found["status"].isin(AT_DATE)
    nearest = at_date.groupby(found["target_id"]).transform("any")
    return at_date.where(nearest, judging)


def _judging(found: pd.DataFrame) -> pd.Series:
    return found["status"].isin([*REACHED, *BEHIND]) & found["match"].ne("differs")
