"""Numbers that came about by a slip: digits swapped, a wrong scale, an older year's value, a target's, a part's.

The odds are counted, not fitted. Two numbers of n digits that lie a certain way apart could as well be any of the
numbers within that distance, and n - 1 of all numbers are one swap of neighbouring digits away.
"""

from itertools import pairwise

import numpy as np
import pandas as pd

from bdlib.codelists import LOGGED
from bdlib.evidence.claims import STRONG_RATIO, YEAR, codes
from bdlib.evidence.pairs import LONGEST, NEAR, Pairs

MOST = 9  # significant digits looked at
FAR = 1.5  # powers of ten: no two claims about one thing are thirty times apart, unless one has the wrong scale
SHARP = 0.001  # the least such share: figures are seldom sharper


def swapped(pairs: Pairs) -> np.ndarray:
    """Likelihood ratio of "two neighbouring digits of one number were swapped"; 0 where they were not."""
    a, b = pairs["digits"]
    digits = [(a // 10**place % 10, b // 10**place % 10) for place in range(MOST)]
    differing = np.sum([x != y for x, y in digits], axis=0)
    crossed = np.any([(x == v) & (y == u) & (x != y) for (x, y), (u, v) in pairwise(digits)], axis=0)
    size = length(a)
    near = np.abs(np.nan_to_num(pairs.ratio(), nan=9.0)) < np.log(10)
    swap = (size > 1) & (size <= MOST) & (size == length(b)) & (differing == 2) & crossed & near
    return np.where(swap, (2.0 * np.abs(a - b) + 1) / np.maximum(size - 1, 1), 0.0)


def scaled(pairs: Pairs) -> np.ndarray:
    """Likelihood ratio of "one of the two has the wrong scale": ten, a hundred … times apart, or past belief."""
    apart = np.abs(np.nan_to_num(pairs.ratio())) / np.log(10)
    width = _width(pairs)
    power = np.round(apart)
    exact = (power >= 1) & (np.abs(apart - power) <= width)
    chance = np.clip(2 * width, SHARP, 1.0)  # share of all ratios that lie as near to a power of ten
    ratio = np.where(exact, 1 / chance, np.where(apart > FAR, STRONG_RATIO, 0.0))
    return np.where(pairs.is_("kind", *LOGGED)[0], ratio, 0.0)


def _width(pairs: Pairs) -> np.ndarray:
    """Half-widths of both claims together, in powers of ten."""
    with np.errstate(divide="ignore", invalid="ignore"):
        widths = [np.log10(high / low) / 2 for low, high in zip(pairs["low_end"], pairs["high_end"], strict=True)]
    return np.clip(sum(np.nan_to_num(width, posinf=0.5) for width in widths), 0, 0.5)


def echoes(pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Likelihood ratio of "it repeats an older year's value", for a and for b.

    By chance one of n older values is met by a value of d digits n / 10**d of the time, a rank as often as its field
    says. No echo: what two makers or an older page say, or a page that has the older year; a size may stand still.
    """
    claims = pairs.claims
    span = claims["time_period"].str.len()  # a half-year's value is not that of a year
    matter = codes(claims["ref_area"], claims["indicator"], claims["side"], span)  # targets of all years together
    frame = claims[["point", "year", "said"]].assign(matter=matter)
    stated = frame[claims["dated"].eq("stated")].dropna()
    older = stated.groupby("matter")["point"].nunique()
    near, ever = _before(frame, stated)
    series = pd.to_numeric(claims["field"], errors="coerce")
    places = claims["limit"].fillna(series).where(claims["kind"].eq("rank")).to_numpy()
    values = np.where(np.isnan(places), 10.0 ** length(claims["digits"]).clip(1), places)
    page = codes(claims["source_id"], matter, frame["point"])
    own = frame["year"].where(frame.index.isin(stated.index)).groupby(page).transform("min").to_numpy()
    ratio = values / older.reindex(frame["matter"]).to_numpy()
    ratio = np.where(near & ~(own < frame["year"].to_numpy()), ratio, 0.0)
    makers = claims["maker_code"].mask(claims["maker_code"].eq("")).groupby([matter, claims["year"], claims["point"]])
    moves = ~(claims["timing"].eq("stock") & claims["kind"].isin(LOGGED)) & makers.transform("nunique").lt(2)
    ratio = np.maximum(np.where(moves, ratio, 0.0), np.where(_of_term(claims), values, 0.0))
    free, same_year = ~ever | claims["frame"].ne("").to_numpy(), pairs.same("year")
    a, b = ratio[pairs.i], ratio[pairs.j]
    only = same_year & (b == 0) & free[pairs.j], same_year & (a == 0) & free[pairs.i]
    return np.where(only[0], a, 0.0), np.where(only[1], b, 0.0)


def _of_term(claims: pd.DataFrame) -> np.ndarray:
    """Tell which values of a year another page that was there by then has for several years, of which it is one."""
    key, long = ["ref_area", "indicator", "side", "point"], claims["end"] - claims["start"] > LONGEST
    cells = claims[[*key, "start", "end", "since", "said", "source_id"]].reset_index(names="at")
    rows = cells[~long & claims["timing"].ne("stock")].merge(cells[long], on=key, suffixes=("", "_of"))
    rows = rows[rows["start"].ge(rows["start_of"]) & rows["end"].le(rows["end_of"]) & rows["since_of"].le(rows["said"])]
    return np.isin(np.arange(len(claims)), rows.loc[rows["source_id"].ne(rows["source_id_of"]), "at"])


def borrowed(claims: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    """Odds as in :func:`echoes` that a number is an earlier target's (`aimed`), a part's on another page (`posing`)."""
    of = ["ref_area", "indicator"]
    cells = claims[[*of, "side", "point", "year", "end", "said", "source_id"]].assign(at=np.arange(len(claims)))
    mine, aims = cells[cells["side"].eq("measured")], cells[cells["side"].eq("target")]
    parts = rules.loc[rules["kind"].isin(["part", "sum"]), ["whole", "parts"]].explode("parts")
    within = mine.merge(parts, left_on="indicator", right_on="parts").assign(indicator=lambda rows: rows["whole"])
    found = pd.DataFrame(0.0, index=cells.index, columns=["aimed", "posing"])
    values = 10.0 ** length(claims["digits"]).clip(1)
    for name, others in (("aimed", aims), ("posing", within)):
        rows = mine[mine["indicator"].isin(others["indicator"].unique())].merge(others, on=[*of, "point"])
        before = (rows["year_y"] <= rows["year_x"]) & (rows["said_y"] <= rows["said_x"])
        near = (rows["end_x"] - rows["end_y"]).abs().le(NEAR * YEAR) & rows["source_id_x"].ne(rows["source_id_y"])
        rows = rows[before if name == "aimed" else near].drop_duplicates("at_x")
        many = rows[of].merge(others.groupby(of)["point"].nunique().rename("n").reset_index())["n"].to_numpy()
        found.iloc[rows["at_x"], found.columns.get_loc(name)] = values[rows["at_x"]] / many
    return found


def _before(frame: pd.DataFrame, stated: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Tell which values the year before had, as a page or table that was there by then prints, and which any before."""
    names = ["matter", "point", "year"]
    known = stated.groupby(names, as_index=False)["said"].min().rename(columns={"year": "then", "said": "known"})
    rows = frame.reset_index(drop=True).reset_index(names="at")[["at", *names, "said"]].merge(known, on=names[:2])
    rows = rows[(rows["then"] < rows["year"]) & (rows["known"] <= rows["said"])]
    soon = rows.loc[rows["year"] - rows["then"] <= 1, "at"]  # by chance some value of longer ago is always met
    return tuple(np.isin(np.arange(len(frame)), which) for which in (soon, rows["at"]))


def significant(points: np.ndarray, decimals: np.ndarray) -> np.ndarray:
    """Digits of each value as printed, as a whole number without zeros at its end; 0 for none.

    >>> significant(np.array([86.3, 65_000.0]), np.array([1, 0])).tolist()
    [863, 65]
    """
    return whole(np.abs(points) * 10.0 ** np.minimum(decimals, 6)).astype(np.int64)


def length(digits: np.ndarray) -> np.ndarray:
    """Count the digits of whole numbers; 0 has none."""
    return np.where(digits > 0, np.floor(np.log10(np.maximum(digits, 1))) + 1, 0).astype(int)


def coarseness(points: np.ndarray) -> np.ndarray:
    """Place value of the last significant digit of each value; at most a tenth of the value.

    >>> coarseness(np.array([6_411.0, 6_400.0])).round(6).tolist()
    [1.0, 100.0]
    """
    size = 10.0 ** (np.floor(np.log10(np.maximum(points, 1e-9))) - MOST)
    digits = whole(points / size)
    return np.minimum(size * 10.0 ** (MOST + 1 - np.maximum(length(digits), 1)), points / 10)


def whole(x: np.ndarray) -> np.ndarray:
    """Round to whole numbers and drop the zeros at their end."""
    x = np.where(np.isfinite(x) & (x < 1e18), np.round(x), 0)
    tens = np.flatnonzero((x > 0) & (x % 10 == 0))
    while len(tens):
        x[tens] //= 10
        tens = tens[x[tens] % 10 == 0]
    return x
