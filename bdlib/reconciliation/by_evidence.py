"""The default method: set aside what the evidence shows to be wrong, and give no value where it is open."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bdlib.reconciliation.frames import KEY, best_first


@dataclass(frozen=True)
class ByEvidence:
    """Give the value that no evidence is against.

    Figures that lost a conflict for a named reason are set aside, and those of carriers that garble wherever another
    page has the figure. Where the rest agree, or only the year went on, the best leads: of the latest day, dated,
    exact. In open conflict the row has only the interval of the figures (`open`); with nothing left, `declined`.
    """

    name: str = "evidence"

    def __call__(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Reconcile prepared claims; see :func:`bdlib.reconciliation.reconcile`."""
        good = claims["trust"].ne("low").groupby([claims[name] for name in KEY]).transform("any")
        active = claims[claims["lost"].eq("") & (claims["trust"].ne("low") | ~good)]
        lead = best_first(active).drop_duplicates(KEY).set_index(KEY)
        open_, low, high = _disputed(active, lead)
        kept = _supporting(active, lead, open_)
        frame = lead[["point", "lower", "upper"]].rename(columns={"point": "obs_value"})
        frame = frame.assign(
            obs_value=frame["obs_value"].mask(open_), lower=frame["lower"].mask(open_, low),
            upper=frame["upper"].mask(open_, high), status=np.where(open_, "open", "kept"), figure_ids=kept,
            reason=_reasons(active, lead, open_),
        )  # fmt: skip
        none = claims[KEY].drop_duplicates().set_index(KEY).index.difference(lead.index)
        empty = pd.DataFrame({"obs_value": np.nan, "lower": np.nan, "upper": np.nan, "status": "declined",
                              "figure_ids": "", "reason": "all_set_aside"}, index=none)  # fmt: skip
        return (pd.concat([frame, empty]) if len(empty) else frame).fillna({"figure_ids": ""}).reset_index()


def _disputed(active: pd.DataFrame, lead: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Tell which rows hold both sides of an open conflict that the leading figure is in, and between which ends."""
    index, leading = lead.index, lead["disputed"].reindex(pd.MultiIndex.from_frame(active[KEY])).to_numpy()
    rows = active[active["disputed"].ne("") & active["disputed"].eq(leading)]
    sides = rows.groupby([*KEY, "disputed"]).agg(latest=("lower", "max"), earliest=("upper", "min"),
                                                 low=("lower", "min"), high=("upper", "max"))  # fmt: skip
    apart = sides[sides["latest"] > sides["earliest"]].groupby(level=KEY).agg(low=("low", "min"), high=("high", "max"))
    apart = apart.reindex(index)
    return apart["low"].notna(), apart["low"], apart["high"]


def _supporting(active: pd.DataFrame, lead: pd.DataFrame, open_: pd.Series) -> pd.Series:
    """Figures that meet the leading one; of an open row all that are in dispute."""
    rows = active.join(lead[["lower", "upper"]], on=KEY, suffixes=("", "_lead")).join(open_.rename("open"), on=KEY)
    meets = (rows["lower"] <= rows["upper_lead"]) & (rows["upper"] >= rows["lower_lead"])
    kept = rows[np.where(rows["open"], rows["disputed"].ne("") | meets, meets)]
    return kept.sort_values("figure_id").groupby(KEY)["figure_id"].agg("|".join)


def _reasons(active: pd.DataFrame, lead: pd.DataFrame, open_: pd.Series) -> np.ndarray:
    """Why the row has this value: the only figure, chosen in a conflict, the latest state, or agreement."""
    by = active.groupby(KEY)
    alone = by.size().reindex(lead.index).eq(1)
    agree = by["lower"].max().reindex(lead.index) <= by["upper"].min().reindex(lead.index)
    chosen = active[active["chosen"]].groupby(KEY).size().reindex(lead.index).gt(0)
    return np.select([open_, chosen, alone, agree], ["open_conflict", "chosen", "only_figure", "agree"], "latest_state")
