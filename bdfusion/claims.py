"""Claims as sorted arrays: the shape every step of `bdfusion` works on.

A claim is one number that one source gives for one object.  Sorting them once by object, value and source
makes ties neighbours, medians a cumulative sum, and the answer independent of the order of rows.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

COLUMNS = ("object", "source", "value")
LARGEST = 1e100  # of a value: squares and products must stay finite
WIDE = 3.0  # of the spread of sizes: within it, size tells nothing
SAME = 1e-11  # relative: two numbers that differ by less were printed alike


class ClaimError(ValueError):
    """Claims, or a choice about them, of which nothing can be made: what was `expected`, and the `place` of it."""

    def __init__(self, expected: str, **place: Any) -> None:
        super().__init__(f"expected {expected}, found {', '.join(f'{name} {is_}' for name, is_ in place.items())}")
        self.expected, self.place = expected, place


@dataclass(frozen=True)
class Claims:
    """Claims sorted by object, value and source.

    `obj`, `src`, `value` and `voice` have one entry a claim, `tie` numbers the distinct values (of an object).
    `objects` holds the positions of this set's objects among all objects; sources are never renumbered.
    `voice` is the share of a vote: below one where a source makes several claims on one object.
    """

    objects: np.ndarray
    sources: int
    obj: np.ndarray
    src: np.ndarray
    value: np.ndarray
    voice: np.ndarray
    tie: np.ndarray
    start: np.ndarray

    @property
    def counts(self) -> np.ndarray:
        """Number of claims of each object."""
        return np.diff(self.start, append=len(self.obj))

    @property
    def tie_start(self) -> np.ndarray:
        """Position of the first claim of each distinct value."""
        return np.flatnonzero(np.diff(self.tie, prepend=-1))

    def by_object(self, x: np.ndarray) -> np.ndarray:
        """Sum of `x` (one entry a claim) over the claims of each object."""
        return np.bincount(self.obj, x, len(self.start))

    def by_source(self, x: np.ndarray) -> np.ndarray:
        """Sum of `x` (one entry a claim) over the claims of each source."""
        return np.bincount(self.src, x, self.sources)


def arrange(
    objects: np.ndarray, sources: int, obj: np.ndarray, src: np.ndarray, value: np.ndarray, voice: np.ndarray
) -> Claims:
    """Claims from unsorted arrays; `obj` counts through `objects` without gaps."""
    order = _stable(np.arange(len(value)), src, sources)
    order = _stable(order[np.argsort(value[order], kind="stable")], obj, len(objects))
    obj, src, value, voice = obj[order], src[order], value[order], voice[order]
    other = np.diff(obj, prepend=-1) != 0
    fresh = other | (np.diff(value, prepend=np.nan) > SAME * np.abs(value)) | np.isnan(np.diff(value, prepend=np.nan))
    tie = np.cumsum(fresh) - 1
    return Claims(objects, sources, obj, src, value[fresh][tie], voice, tie, np.flatnonzero(other))


def take(claims: Claims, rows: np.ndarray) -> Claims:
    """The claims at `rows` (positions or mask, kept in order); objects left without a claim drop out."""
    rows = np.flatnonzero(rows) if rows.dtype == bool else rows
    obj, tie = claims.obj[rows], claims.tie[rows]
    other, fresh = np.diff(obj, prepend=-1) != 0, np.diff(tie, prepend=-1) != 0
    taken = {name: getattr(claims, name)[rows] for name in ("src", "value", "voice")}
    number, tie = np.cumsum(other) - 1, np.cumsum(fresh) - 1
    objects, start = claims.objects[obj[other]], np.flatnonzero(other)
    return replace(claims, objects=objects, obj=number, tie=tie, start=start, **taken)


def only(claims: Claims, sources: np.ndarray) -> Claims:
    """Claims of the given sources (sorted numbers), which are numbered anew without gaps."""
    number = np.full(claims.sources, -1)
    number[sources] = np.arange(len(sources))
    kept = take(claims, number[claims.src] >= 0)
    return replace(kept, src=number[kept.src], sources=len(sources))


def encode(frame: pd.DataFrame) -> tuple[Claims, pd.Index, pd.Index]:
    """Claims of a frame with columns object, source, value[, timestamp], and the names of its objects and sources.

    Of several claims of one source on one object the latest stands where there is a timestamp; without one they
    share the source's vote.  Rows whose value is not a finite number are left out.
    """
    if not isinstance(frame, pd.DataFrame):
        raise ClaimError("a DataFrame for claims", value=type(frame).__name__)
    if lacking := [name for name in COLUMNS if list(frame).count(name) != 1]:
        raise ClaimError(f"the column {lacking[0]} in claims, once", value=", ".join(map(str, frame)) or "no columns")
    value = numbers(frame["value"])
    frame, value = frame[np.isfinite(value)], value[np.isfinite(value)]
    if frame[["object", "source"]].isin([None, "", np.nan]).any(axis=None):
        raise ClaimError("an object and a source of every claim with a value", column="source", value="nothing")
    if (np.abs(value) > LARGEST).any():
        raise ClaimError(f"values within ±{LARGEST:g}", column="value", value=f"{np.abs(value).max():g}")
    time = _times(frame["timestamp"]) if "timestamp" in frame else None
    obj, objects = pd.factorize(frame["object"], sort=True)
    src, sources = pd.factorize(frame["source"], sort=True)
    pair = obj * np.int64(max(len(sources), 1)) + src
    if len(pd.unique(pair)) < len(pair):
        keep = _current(pair, value, time)
        obj, src, value, pair = obj[keep], src[keep], value[keep], pair[keep]
        number = np.unique(pair, return_inverse=True, return_counts=True)
        voice = 1.0 / number[2][number[1]]
    else:
        voice = np.ones(len(value))
    claims = arrange(np.arange(len(objects)), len(sources), obj, src, value, voice)
    order = np.argsort(fingerprint(claims), kind="stable")
    return _renumber(claims, order), pd.Index(objects), pd.Index(sources)[order]


def fingerprint(claims: Claims, seed: int = 0) -> np.ndarray:
    """A random number for each source that depends on nothing but what it says: equal for equal claims.

    What needs a random or an arbitrary order of sources takes this one, so that neither names nor reprints matter.
    """
    mark = np.random.default_rng(seed).random(int(claims.tie[-1]) + 1 if len(claims.tie) else 0)
    return claims.by_source(mark[claims.tie]) % 1


def numbers(value: pd.Series) -> np.ndarray:
    """Values as floats, missing ones as NaN."""
    if value.dtype.kind not in "iufO":
        raise ClaimError("numbers", column="value", value=str(value.dtype))
    found = pd.to_numeric(value, errors="coerce").to_numpy(float, na_value=np.nan)
    bad = np.flatnonzero(np.isnan(found) & value.notna().to_numpy())
    if len(bad):
        row = f"claims, row {value.index[bad[0]]!r}"
        raise ClaimError("a number", file=row, column="value", value=str(value.iloc[bad[0]]), more=len(bad) - 1)
    return found


def _renumber(claims: Claims, order: np.ndarray) -> Claims:
    """Claims with sources numbered in the given order, sorted by it within ties."""
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    src = number[claims.src]
    inside = _stable(_stable(np.arange(len(src)), src, claims.sources), claims.tie, len(src))
    return replace(claims, src=src[inside], voice=claims.voice[inside])


def _times(said: pd.Series) -> pd.Series:
    """Times as ISO writes them; numbers are times as they stand."""
    try:
        return said if pd.api.types.is_numeric_dtype(said) else pd.to_datetime(said, format="ISO8601")
    except (ValueError, TypeError) as wrong:
        raise ClaimError("times such as 2024-06-30", column="timestamp", value=str(wrong)) from wrong


def _current(pair: np.ndarray, value: np.ndarray, timestamp: pd.Series | None) -> np.ndarray:
    """Rows that stand: no exact duplicates, and only the latest of a source on an object where times are known."""
    rows = pd.DataFrame({"pair": pair, "value": value}).reset_index(drop=True)
    if timestamp is not None:
        rows["time"] = timestamp.to_numpy()
        latest = rows.groupby("pair")["time"].transform("max")
        rows = rows[(rows["time"] == latest) | latest.isna()]
    return rows.drop_duplicates(["pair", "value"]).index.to_numpy()


def group_median(group: np.ndarray, x: np.ndarray, weight: np.ndarray, groups: int) -> np.ndarray:
    """Weighted median of `x` in each group; NaN where a group is empty or weighs nothing."""
    order = _stable(np.argsort(x), group, groups)
    return sorted_median(group[order], x[order], weight[order], groups)


def _stable(order: np.ndarray, key: np.ndarray, keys: int) -> np.ndarray:
    """`order` sorted by a whole-number key below `keys`, equal ones as they were: numpy counts 16 bits, far faster."""
    for shift in range(0, max(keys - 1, 1).bit_length(), 16):
        order = order[np.argsort((key[order] >> shift).astype(np.uint16), kind="stable")]
    return order


def sorted_median(group: np.ndarray, x: np.ndarray, weight: np.ndarray, groups: int, part: float = 0.5) -> np.ndarray:
    """`group_median` of entries sorted by group and `x`, or another quantile; at a tie the mean of both sides."""
    out = np.full(groups, np.nan)
    if not len(x):
        return out
    cut = np.concatenate(([0], np.cumsum(np.bincount(group, minlength=groups))))
    total = np.concatenate(([0.0], np.cumsum(weight)))
    low, high = total[cut[:-1]], total[cut[1:]]
    have = high > low
    middle, slack = (low + part * (high - low))[have], 1e-9 * (high - low)[have]
    first, last = cut[:-1][have], cut[1:][have] - 1
    left = np.clip(np.searchsorted(total[1:], middle - slack), first, last)
    right = np.clip(np.searchsorted(total[1:], middle + slack, side="right"), first, last)
    out[have] = (x[left] + x[right]) / 2
    return out


def median(claims: Claims, weight: np.ndarray | None = None) -> np.ndarray:
    """Weighted median of each object's claims."""
    return sorted_median(claims.obj, claims.value, claims.voice if weight is None else weight, len(claims.start))


def resolution(value: np.ndarray) -> np.ndarray:
    """Step of each number as written: 0.1 for 83.6, 1000 for 12000.  Zero, which shows no step, gets the finest."""
    size, step = np.abs(value), np.full(len(value), np.nan)
    for power in range(9, -8, -1):
        digits = size / 10.0**power
        whole = np.isnan(step) & (np.abs(digits - np.round(digits)) < 1e-6 * np.clip(digits, 1e-3, 1)) & (digits > 0.5)
        step[whole] = 10.0**power
    step[np.isnan(step) & (size > 0)] = 1e-7
    return np.where(np.isnan(step), np.nanmin(step) if (size > 0).any() else 1.0, step)


def spread(claims: Claims, centre: np.ndarray, hits: bool = False, strength: float = 4.0) -> np.ndarray:
    """Typical size of an error on each object.

    The median distance from `centre` of the claims that miss it (with `hits`, of all claims), shrunk as if by
    `strength` claims towards a power law of the object's size, since errors grow with what is measured, from not
    at all (a temperature) to in proportion (a population).
    """
    miss = np.abs(claims.value - centre[claims.obj])
    off = np.where((miss > 0) | hits, claims.voice, 0.0)
    own, seen = group_median(claims.obj, miss, off, len(claims.start)) * 1.4826, claims.by_object(off)
    law = _power_law(np.abs(centre), own, claims.counts >= 3)
    own = np.where(np.isfinite(own), np.clip(own, law / 4, law * 4), law)
    return np.exp((seen * np.log(own) + strength * np.log(law)) / (seen + strength))


def _power_law(size: np.ndarray, own: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Error size expected from object size, c·size^p with p in [0, 1], fitted to the medians of the outer thirds."""
    known = known & (own > 0) & (size > 0)
    if known.sum() < 8:
        usable = own[own > 0]
        least = max(1e-9 * float(np.max(size, initial=0.0)), 1e-12)
        return np.full(len(size), np.median(usable) if len(usable) else least)
    x, y = np.log(size[known]), np.log(own[known])
    order, third = np.argsort(x, kind="stable"), max(1, int(known.sum()) // 3)
    low, high = order[:third], order[-third:]
    run = np.median(x[high]) - np.median(x[low])
    power = float(np.clip((np.median(y[high]) - np.median(y[low])) / run, 0, 1)) if run > 0.5 else 0.0
    return np.exp(np.median(y - power * x) + power * np.log(np.maximum(size, np.quantile(size[known], 0.05))))


def likely_size(claims: Claims, value: np.ndarray) -> np.ndarray:
    """Log of how likely numbers are by their size alone, among the medians of all objects.

    A Student t with 3 degrees of freedom, so that it only tells where sizes are far apart: in logarithms where all
    medians are positive, since then errors of scale go both ways; else as they are.
    """
    middle = median(claims)
    if (middle > 0).all():
        middle, value = np.log(middle), np.log(np.maximum(value, middle.min() * 1e-12))
    centre = np.median(middle)
    usual = WIDE * 1.4826 * float(np.median(np.abs(middle - centre)))
    return -2 * np.log1p(((value - centre) / usual) ** 2 / 3) if usual > 0 else np.zeros(len(value))
