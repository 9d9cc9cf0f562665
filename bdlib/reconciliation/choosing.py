"""The methods: by evidence, the default; and those that take one claim as it is printed, whatever stands against it."""

import numpy as np
import pandas as pd

from bdlib.reconciliation.frames import KEY, best_first

# Who measures, who rules, who runs the register, who reports on himself; everybody else passes figures on.
AUTHORITY = ("statistics_office", "law", "ministry", "survey", "department", "provincial_government", "party")


def by_evidence(claims: pd.DataFrame) -> pd.DataFrame:
    """Give the value that no evidence is against.

    Set aside are figures that lost a conflict for a named reason, and of carriers that garble those beside other pages.
    Where the rest agree, or only the year went on, the best leads: of the latest day, dated, exact. In open conflict
    the row has only the interval of the figures (`open`); with nothing left, `declined`.
    """
    active = claims[claims["lost"].eq("")]
    lead = best_first(active).drop_duplicates(KEY).set_index(KEY)
    open_, low, high = _disputed(active, lead)
    kept = _supporting(active, lead, open_)
    frame = lead[["point", "lower", "upper"]].rename(columns={"point": "obs_value"})
    frame = frame.assign(obs_value=frame["obs_value"].mask(open_), lower=frame["lower"].mask(open_, low),
                         upper=frame["upper"].mask(open_, high), status=np.where(open_, "open", "kept"),
                         figure_ids=kept, reason=_reasons(active, claims, lead, open_))  # fmt: skip
    none = claims[KEY].drop_duplicates().set_index(KEY).index.difference(lead.index)
    empty = pd.DataFrame({"obs_value": np.nan, "lower": np.nan, "upper": np.nan, "status": "declined",
                          "figure_ids": "", "reason": "all_set_aside"}, index=none)  # fmt: skip
    return (pd.concat([frame, empty]) if len(empty) else frame).fillna({"figure_ids": ""}).reset_index()


def official_first(claims: pd.DataFrame) -> pd.DataFrame:
    """Take the official table, then the maker of highest rank; equal ranks by the latest day that a page states.

    The ranks of kinds of makers are :data:`AUTHORITY`; a maker of no kind named there comes last.
    """
    rank = {kind: place for place, kind in enumerate(AUTHORITY)}
    place = claims["maker_kind"].map(rank).fillna(len(rank)).mask(claims["frame"].eq("complete"), -1)
    return taken(best_first(claims).assign(place=place).sort_values([*KEY, "place"], kind="stable"), "official")


def latest(claims: pd.DataFrame) -> pd.DataFrame:
    """Take the claim about the latest day of the period, of these the one published last."""
    order = claims.assign(late=-claims["end"], new=-claims["said"].fillna(-np.inf))
    return taken(order.sort_values([*KEY, "late", "new", "figure_id"], kind="stable"), "latest_state")


def most_witnessed(claims: pd.DataFrame) -> pd.DataFrame:
    """Take the value that most independent origins state; equally witnessed ones as in `latest`."""
    count = claims.groupby([*KEY, "point"])["origin"].nunique().rename("count")
    ordered = best_first(claims).join(count, on=[*KEY, "point"])
    return taken(ordered.sort_values([*KEY, "count"], ascending=[True] * len(KEY) + [False], kind="stable"), "most")


def median(claims: pd.DataFrame) -> pd.DataFrame:
    """Take the median of the points, one voice an origin; the interval spans the claims."""
    voices = one_voice(claims)
    frame = voices.groupby(KEY).agg(obs_value=("point", "median"), lower=("lower", "min"), upper=("upper", "max"))
    return frame.assign(reason="median").reset_index()


def taken(ordered: pd.DataFrame, reason: str) -> pd.DataFrame:
    """The first claim of each estimate, with its own interval."""
    lead = ordered.drop_duplicates(KEY)
    return lead[[*KEY, "lower", "upper"]].assign(obs_value=lead["point"], reason=reason)


def one_voice(claims: pd.DataFrame) -> pd.DataFrame:
    """The best claim of each origin of an estimate; carriers that garble have no voice beside others."""
    return best_first(claims[~claims["outdone"]]).drop_duplicates([*KEY, "origin"])


def _disputed(active: pd.DataFrame, lead: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Tell which rows hold both sides of an open conflict that the leading figure is in, and between which ends."""
    leading = lead["disputed"].reindex(pd.MultiIndex.from_frame(active[KEY])).to_numpy()
    rows = active[active["disputed"].ne("") & active["disputed"].eq(leading)]
    sides = rows.groupby([*KEY, "disputed"]).agg(latest=("lower", "max"), earliest=("upper", "min"),
                                                 low=("lower", "min"), high=("upper", "max"))  # fmt: skip
    apart = sides[sides["latest"] > sides["earliest"]].groupby(level=KEY).agg(low=("low", "min"), high=("high", "max"))
    apart = apart.reindex(lead.index)
    return apart["low"].notna(), apart["low"], apart["high"]


def _supporting(active: pd.DataFrame, lead: pd.DataFrame, open_: pd.Series) -> pd.Series:
    """Figures that meet the leading one; of an open row all that are in dispute."""
    rows = active.join(lead[["lower", "upper"]], on=KEY, suffixes=("", "_lead")).join(open_.rename("open"), on=KEY)
    meets = (rows["lower"] <= rows["upper_lead"]) & (rows["upper"] >= rows["lower_lead"])
    kept = rows[np.where(rows["open"], rows["disputed"].ne("") | meets, meets)]
    return kept.sort_values("figure_id").groupby(KEY)["figure_id"].agg("|".join)


def _reasons(active: pd.DataFrame, claims: pd.DataFrame, lead: pd.DataFrame, open_: pd.Series) -> np.ndarray:
    """Why the row has this value: the only figure (left), chosen in a conflict, the latest state, or agreement."""
    by = active.groupby(KEY)
    alone, only = (rows.size().reindex(lead.index).eq(1) for rows in (by, claims.groupby(KEY)))
    agree = by["lower"].max().reindex(lead.index) <= by["upper"].min().reindex(lead.index)
    chosen = active[active["chosen"]].groupby(KEY).size().reindex(lead.index).gt(0)
    names = ["open_conflict", "chosen", "only_figure", "only_left", "agree"]
    return np.select([open_, chosen, only, alone, agree], names, "latest_state")


METHODS = {"evidence": by_evidence, "official_first": official_first, "latest": latest, "median": median,
           "most_witnessed": most_witnessed}  # fmt: skip
