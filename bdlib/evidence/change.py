"""What time can do to a figure, learned from complete tables, and what it cannot: totals that fall, shares that return."""

import numpy as np
import pandas as pd

from bdlib.evidence.pairs import APART, NEAR, NOW, SAME, WITHIN, Pairs

ENOUGH = 100  # year-to-year changes in complete tables, before they tell what is usual
TAIL = 0.005  # share of such changes on either side that is left out as unusual
RUNNING = ("count", "length")  # kinds whose stock runs up where a rise is wanted


def bands(claims: pd.DataFrame) -> pd.DataFrame:
    """Learn how much a figure changes in a year, from tables that hold all areas.

    Returns
    -------
    DataFrame
        low, high by indicator: changes a year, of shares in points, of other kinds in logarithms.
    """
    table = claims[claims["frame"].eq("complete") & claims["side"].eq("measured") & claims["point"].notna()]
    table = table.sort_values(["object", "series", "end"], kind="stable")
    before = table.groupby(["object", "series"])[["point", "end"]].shift()
    years = (table["end"] - before["end"]) / 365.25
    with np.errstate(divide="ignore", invalid="ignore"):
        grown = np.log(table["point"] / before["point"])
    change = (table["point"] - before["point"]).where(table["kind"].eq("share"), grown) / years
    seen = pd.DataFrame({"indicator": table["indicator"], "change": change})[years.between(0.9, 1.1)].dropna()
    found = seen.groupby("indicator")["change"].quantile([TAIL, 1 - TAIL]).unstack()
    found = found.set_axis(["low", "high"], axis=1) if len(found) else pd.DataFrame(columns=["low", "high"], dtype=float)
    return found[seen.groupby("indicator").size().reindex(found.index).ge(ENOUGH)]


def impossible(pairs: Pairs, usual: pd.DataFrame) -> np.ndarray:
    """Tell where no change over the time between could lead from a to b: beyond all that complete tables show.

    Of an indicator without such a table only a running total that falls is impossible.
    """
    high, low = pairs["high_end"], pairs["low_end"]
    share = pairs.is_("kind", "share")[0]
    years = np.maximum(np.abs(pairs.years()), 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        least = np.where(share, low[1] - high[0], np.log(low[1] / high[0])) / years
        most = np.where(share, high[1] - low[0], np.log(high[1] / low[0])) / years
    table = pairs.claims["indicator"].map(usual["low"]), pairs.claims["indicator"].map(usual["high"])
    bounds = [column.to_numpy(float)[pairs.i] for column in table]
    beyond = (np.nan_to_num(least, nan=-np.inf) > bounds[1]) | (np.nan_to_num(most, nan=np.inf) < bounds[0])
    return beyond | falls(pairs)


def falls(pairs: Pairs) -> np.ndarray:
    """Tell where a running total is smaller later, and it is sure which of the two is later."""
    running = np.any([pairs.is_("kind", kind)[0] for kind in RUNNING], axis=0) & (pairs["up"][0] > 0)
    running &= pairs.is_("timing", "stock")[0]
    near = np.abs(pairs.years()) <= NEAR
    return running & near & _later(pairs) & (pairs["high_end"][1] < pairs["low_end"][0])


def returns(pairs: Pairs) -> np.ndarray:
    """Tell where a share moves from a to b and is printed to the digit as a again, on a page after b."""
    claims = pairs.claims
    place = pd.MultiIndex.from_arrays([claims["object"], claims["point"]])
    last = claims["end"].groupby([claims["object"], claims["point"]]).max().reindex(place).to_numpy()
    stock = pairs.is_("timing", "stock")[0] & pairs.is_("kind", "share")[0] & (pairs["up"][0] > 0)
    down = pairs["high_end"][1] < pairs["low_end"][0]
    one = (pairs.times() == NOW) & ~pairs.differ("maker_code")
    return stock & one & down & _later(pairs) & (last[pairs.i] > pairs["end"][1])


def open_to_change(pairs: Pairs, times: np.ndarray, usual: pd.DataFrame) -> np.ndarray:
    """Tell where the times are not the same and the difference may be a change between them."""
    known = pairs.claims["indicator"].isin(usual.index).to_numpy()[pairs.i]
    moves = known | (pairs["up"][0] != 0)
    can = ~impossible(pairs, usual) & ~returns(pairs)
    return can & ((times == APART) | (np.isin(times, [NOW, WITHIN]) & moves))


def _later(pairs: Pairs) -> np.ndarray:
    """Tell where b is later than a for sure: a stated year counts at its end, a page of a year at its beginning."""
    bound = pairs.is_("dated", "bound")[1]
    earliest = np.where(bound, pairs["start"][1], pairs["end"][1])
    return (pairs["end"][0] < earliest) & (pairs.times() != SAME)
