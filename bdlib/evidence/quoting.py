"""Which of several wordings of one value to quote: a named reason, or none.

Reasons, in this order: `law`, `documented` (of a target: a document of those who set targets), `trusted` (no copy,
wiki or blog), `first_hand` (no reprint), `named` (it names its maker; of a target, one that sets targets), `fuller`
(more digits; of a target, the later document), `own` (its maker's own page has it), `worded` (it keeps the
qualifier). Else none is chosen, nor where pages state different facets, the values do not all meet, another has more
digits, or other authors have other wordings of a target.
"""

import numpy as np
import pandas as pd

from bdlib.evidence.claims import MEANT
from bdlib.evidence.pairs import MONTH

SETS = ("law", "party", "provincial_government")  # kinds of makers whose documents set targets
REASONS = ["law", "documented", "trusted", "first_hand", "named", "fuller", "own", "worded"]
WORDING, AUTHORED = ["point", "qualifier"], ["fuller", "own", "worded"]


def quoted(members: pd.DataFrame) -> pd.DataFrame:
    """Choose for each group (`group`, `at`) the position of the claim to quote: `chosen`, `reason`, by group."""
    rows = ordered(members)
    best = rows.drop_duplicates("group").set_index("group")
    first = best[WORDING].reindex(rows["group"]).set_axis(rows.index)
    other = rows[rows[WORDING].ne(first).any(axis=1)].drop_duplicates("group").set_index("group")
    by, pages = rows.groupby("group"), rows[rows["frame"].eq("")].groupby("group")
    one = by["low_end"].max().le(by["high_end"].min())  # all meet, and no page states another facet
    one &= pages[MEANT].nunique().max(axis=1).reindex(one.index).fillna(0).lt(2)
    one &= np.isclose(best["step"], by["step"].min())  # and none is printed more finely
    other = other.reindex(best.index)
    rival = best["side"].eq("target") & other["maker_code"].ne("") & other["maker_code"].ne(best["maker_code"])
    other.loc[rival, AUTHORED] = best.loc[rival, AUTHORED]
    told = (best[REASONS] < other[REASONS]).mul(one, axis=0).to_numpy()
    reason = np.where(told.any(axis=1), np.array(REASONS)[told.argmax(axis=1)], "")
    return pd.DataFrame({"chosen": best["at"].where(reason != "", -1), "reason": reason}, index=best.index)


def ordered(of: pd.DataFrame) -> pd.DataFrame:
    """The claims of each group, the one to quote first, with a number for each of the reasons: the less, the better."""
    aim, sets = of["side"].eq("target"), of["maker_kind"].isin(SETS) & of["stage"].ne("draft")
    said = of["said"].where((of["said"] - of["since"]).le(MONTH))  # of a page of some year nobody knows if it is later
    day = of["issued_day"].fillna(said).where(sets, 0).where(of["period_basis"].ne("inferred"))
    day = day.where(of["kind"].ne("rank"), 0)
    own, law = of["origin_basis"].eq("publisher") & of["trust"].ne("low"), of["maker_kind"].eq("law")
    document = of["issued_day"].notna() | of["origin"].ne(of["maker"])  # not the Prime Minister, but his decision
    sets_down = aim & sets & of["kind"].ne("rank")  # one of the first twenty is no rank of twenty
    numbers = {"law": ~(sets_down & law), "documented": ~(sets_down & document), "trusted": of["trust"].eq("low"),
               "first_hand": of["reprints"].ne(""), "own": ~own, "named": np.where(aim, ~sets, of["maker_code"].eq("")),
               "fuller": np.where(aim, -day, of["step"]), "worded": of["qualifier"].eq("exact")}  # fmt: skip
    rows = of.assign(**numbers).astype(dict.fromkeys(REASONS, float))
    return rows.sort_values(["group", *REASONS, "said", "at"], kind="stable")
