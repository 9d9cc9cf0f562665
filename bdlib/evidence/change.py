"""What time can do to a figure, learned from complete tables, and what not: totals that fall, shares that return."""

import numpy as np
import pandas as pd

from bdlib.evidence.claims import FACETS, MEANT, YEAR, codes
from bdlib.evidence.pairs import NEAR, NOW, SAME, Pairs

SOON = 92  # days in which what should rise seldom falls
MATERIAL = 1  # point: a share that is lower by less may rest on another day
ENOUGH = 100  # year-to-year changes in complete tables, before they tell what is usual


def bands(claims: pd.DataFrame) -> pd.DataFrame:
    """Learn from tables that hold all areas how much a figure changes in a year: low and high by indicator.

    Of shares in points, of other kinds in logarithms; a rank, score or rate may change by any.
    """
    found = _changes(claims[claims["frame"].eq("complete")], ["object", "series"])
    return found.loc[found["seen"].ge(ENOUGH), ["low", "high"]].astype(float)


def _changes(claims: pd.DataFrame, same: list[str]) -> pd.DataFrame:
    """Least (`low`) and largest (`high`) change from year to year by indicator, and how many (`seen`)."""
    table = claims[claims["side"].eq("measured") & claims["point"].notna() & claims["timing"].eq("stock")]
    table = table.sort_values([*same, "end"], kind="stable")
    before = table.groupby(same, observed=True)[["point", "end"]].shift()
    years = (table["end"] - before["end"]) / YEAR
    with np.errstate(divide="ignore", invalid="ignore"):
        grown = np.log(table["point"] / before["point"])
    change = (table["point"] - before["point"]).where(table["kind"].eq("share"), grown) / years
    seen = pd.DataFrame({"indicator": table["indicator"], "change": change})[(years - 1).abs().lt(0.5)].dropna()
    return seen.groupby("indicator", observed=True)["change"].agg(low="min", high="max", seen="size")


def impossible(pairs: Pairs, usual: pd.DataFrame) -> np.ndarray:
    """Tell where no change over the time between could lead from a to b: beyond all that complete tables show.

    Of an indicator without such a table only a running total that falls is impossible.
    """
    least, most = _yearly(pairs)
    bounds = [pairs.claims["indicator"].map(usual[name]).to_numpy(float)[pairs.i] for name in ("low", "high")]
    beyond = (np.nan_to_num(least, nan=-np.inf) > bounds[1]) | (np.nan_to_num(most, nan=np.inf) < bounds[0])
    return beyond | falls(pairs)


def _yearly(pairs: Pairs) -> np.ndarray:
    """Least and most that leads from a to b in a year: points of a share, else logarithms."""
    high, low = pairs["high_end"], pairs["low_end"]
    share = pairs.is_("kind", "share")[0]
    years = np.maximum(np.abs(pairs.years()), 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        grown = np.log([low[1] / high[0], high[1] / low[0]])
    return np.where(share, [low[1] - high[0], high[1] - low[0]], grown) / years


def falls(pairs: Pairs) -> np.ndarray:
    """Tell where a running total is smaller later, and it is sure which of the two is later."""
    running = pairs.is_("flow", "running")[0] & (np.abs(pairs.years()) <= NEAR)
    dated = np.all(pairs.is_("dated", "stated"), axis=0)  # dated years of one maker may fall
    own = pairs.same("source_id") | _one_series(pairs)
    return running & ~(own & dated) & _later(pairs) & (pairs["high_end"][1] < pairs["low_end"][0])


def dwindles(pairs: Pairs) -> np.ndarray:
    """Tell where a count or share that is to rise, but may fall, is lower on a page that is later for sure."""
    gap = pairs["low_end"][0] - pairs["high_end"][1]
    kind = pairs.is_("kind", "count")[0] | pairs.is_("kind", "share")[0] & (gap >= MATERIAL)
    kind &= pairs.is_("timing", "stock")[0]
    one = ~pairs.same("source_id") & ~pairs.differ("series")
    own = pairs.agree("voice") & np.all(pairs.is_("dated", "stated"), axis=0)
    return kind & (pairs["up"][0] > 0) & one & ~own & _later(pairs) & (gap > 0)


def sinks(pairs: Pairs) -> np.ndarray:
    """Tell where such a figure falls faster than one maker's dated states of it do anywhere; without these, at all."""
    claims = pairs.claims
    own = claims[claims["dated"].eq("stated") & (claims["frame"].ne("") | claims["maker_code"].ne(""))]
    lowest = _changes(own, ["object", "series", "maker_code", *MEANT])["low"].clip(upper=0)
    fastest = claims["indicator"].map(lowest).astype(float).fillna(0).to_numpy()[pairs.i]
    return dwindles(pairs) & (_yearly(pairs)[1] < fastest)


def drops(pairs: Pairs) -> np.ndarray:
    """Tell where such a figure of another maker, of which one is undated, is lower a quarter later at most."""
    undated = np.any(pairs.is_("dated", "bound"), axis=0)
    return dwindles(pairs) & (pairs["end"][1] - pairs["end"][0] <= SOON) & ~pairs.agree("voice") & undated


def returns(pairs: Pairs) -> np.ndarray:
    """Tell where a share moves from a to b and is printed to the digit as a again, on a page after b."""
    claims = pairs.claims
    same = codes(claims["object"], claims["point"], *(claims[name] for name in MEANT))
    last = claims["end"].groupby(same).transform("max").to_numpy()
    one = (pairs.times == NOW) & ~pairs.differ("maker_code") & ~pairs.one_sided(*FACETS) & ~pairs.differ("series")
    return lower_share(pairs) & one & _later(pairs) & (last[pairs.i] > pairs["end"][1])


def undercuts(pairs: Pairs) -> np.ndarray:
    """Tell where an undated share lies below the dated one before it, though a rise is what time would bring."""
    dated, undated = pairs.is_("dated", "stated")[0], pairs.is_("dated", "bound")[1]
    material = pairs["low_end"][0] - pairs["high_end"][1] >= MATERIAL
    return lower_share(pairs) & dated & undated & material & ~_one_series(pairs) & (pairs.times == NOW) & _later(pairs)


def lower_share(pairs: Pairs) -> np.ndarray:
    """Tell where a share that should rise is lower later."""
    stock = pairs.is_("timing", "stock")[0] & pairs.is_("kind", "share")[0] & (pairs["up"][0] > 0)
    return stock & (pairs["high_end"][1] < pairs["low_end"][0])


def open_to_change(pairs: Pairs, times: np.ndarray, usual: pd.DataFrame) -> np.ndarray:
    """Tell where the times are not the same and the difference may be a change between them."""
    return (times != SAME) & ~impossible(pairs, usual) & ~returns(pairs) & ~undercuts(pairs)


def _one_series(pairs: Pairs) -> np.ndarray:
    """Tell where one maker is named for both, and one series if any."""
    return pairs.same("series") & pairs.agree("maker_code")


def _later(pairs: Pairs) -> np.ndarray:
    """Tell where b is later than a for sure: a stated year counts at its end, a page of a year at its beginning."""
    bound = pairs.is_("dated", "bound")[1]
    earliest = np.where(bound, pairs["start"][1], pairs["end"][1])
    return (pairs["end"][0] < earliest) & (pairs.times != SAME)
