"""Is a difference between two dates a plausible change? Judged against the changes seen elsewhere in the corpus."""

import numpy as np
import pandas as pd

from bdlib.evidence.pairs import Pairs

FREE = ("rank", "score", "rate")  # may be anything next time
POINTS = ("share",)  # change in points a year; all other kinds in logarithms a year
USUAL = {
    "share": (-4.0, 25.0),
    "count": (-0.05, 0.60),
    "steady": (-0.03, 0.03),
    "money": (-0.05, 0.20),
    "area": (-0.01, 0.05),
    "length": (-0.02, 0.20),
}
SHORT = 0.5  # years: a change in a shorter time is taken as one in half a year
ENOUGH = 30  # pairs, for a band of the corpus's own
PLAUSIBLE = 0.5


def pace(pairs: Pairs) -> np.ndarray:
    """Change a year from a to b: points for shares, logarithm for the rest."""
    a, b = pairs["point"]
    share = pairs.one_of("kind", *POINTS)[0]
    change = np.where(share, b - a, pairs.ratio())
    return change / np.maximum(pairs.years(), SHORT)


def bands(pairs: Pairs) -> pd.DataFrame:
    """Learn the usual pace of each kind of number from series and pages that give two dates themselves.

    Returns
    -------
    DataFrame
        low, high by kind: the 5% and 95% points where there are at least :data:`ENOUGH` pairs, else :data:`USUAL`.
    """
    own = (pairs.same_line() | pairs.same("source_id")) & (pairs.years() >= SHORT) & ~pairs["is_target"][0]
    seen = pairs.take(own)
    frame = pd.DataFrame({"kind": pace_class(seen.claims).to_numpy()[seen.i], "pace": pace(seen)}).dropna()
    table = (
        frame.groupby("kind")["pace"].quantile([0.05, 0.95]).unstack().set_axis(["low", "high"], axis=1)
        if len(frame)
        else None
    )
    usual = pd.DataFrame(USUAL, index=["low", "high"]).T
    if table is None:
        return usual
    known = table[frame.groupby("kind").size() >= ENOUGH]
    return known.combine_first(usual)


def _class(pairs: Pairs) -> np.ndarray:
    """Kind of number; a count that nobody wants to move (people, communes) is steady."""
    steady = pairs.one_of("kind", "count")[0] & (pairs["up"][0] == 0)
    return np.where(steady, "steady", pairs.claims["kind"].to_numpy()[pairs.i])


def plausible(pairs: Pairs, usual: pd.DataFrame) -> np.ndarray:
    """Strength of "time has passed": 0 for one and the same time, near 1 for a usual change.

    A rank, score or growth rate may be anything next time. A stock that should grow and is smaller later needs one
    series or one source to vouch for the fall; a rise is plausible up to the pace seen elsewhere, less beyond it.
    """
    of_claim = pace_class(pairs.claims)
    low, high = (of_claim.map(usual[end]).to_numpy(float)[pairs.i] for end in ("low", "high"))
    low, high = np.nan_to_num(low, nan=-np.inf), np.nan_to_num(high, nan=np.inf)
    speed = pace(pairs)
    width = np.where(np.isfinite(high), np.maximum(high - low, 1e-9), 1.0)
    beyond = np.maximum(0, np.maximum(speed - high, low - speed)) / width
    strength = 0.9 * np.exp(-2.5 * np.nan_to_num(beyond, nan=9.0))
    vouched = pairs.same_line() | pairs.same("source_id")
    way = speed * pairs["up"][0]
    strength = np.where((way < 0) & ~vouched, np.minimum(strength, 0.3), strength)
    grows = pairs.one_of("kind", "count", "length")[0] & (way > 0)
    strength = np.where(grows, np.maximum(strength, PLAUSIBLE), strength)
    strength = np.where(vouched & pairs.one_of("kind", *POINTS)[0], np.maximum(strength, 0.7), strength)
    strength = np.where(pairs.one_of("kind", *FREE)[0], 0.95, strength)
    passed = pairs.years() > 10 / 366
    return np.where(passed & ~pairs["is_target"][0], strength, 0.0)


def pace_class(claims: pd.DataFrame) -> pd.Series:
    """Kind of number; a count that nobody wants to move (people, communes) is steady."""
    return claims["kind"].mask(claims["kind"].eq("count") & claims["up"].eq(0), "steady").astype("category")
