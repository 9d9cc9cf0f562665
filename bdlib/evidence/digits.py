"""Slips of the pen: two digits swapped, a wrong scale; each as a likelihood ratio against a chance difference.

The odds are counted, not fitted. Two numbers of n digits that lie a certain way apart could as well be any of the
numbers within that distance, and n - 1 of all numbers are one swap of neighbouring digits away.
"""

from itertools import pairwise

import numpy as np

from bdlib.evidence.pairs import Pairs

MOST = 9  # significant digits looked at
FAR = 1.5  # powers of ten: no two claims about one thing are thirty times apart, unless one has the wrong scale
SCALED = ("count", "money", "area", "length")  # kinds that are printed with scale words


def swapped(pairs: Pairs) -> np.ndarray:
    """Likelihood ratio of "two neighbouring digits of one number were swapped"; 0 where they were not."""
    a, b, length = significant(pairs)
    digits = [(a // 10**place % 10, b // 10**place % 10) for place in range(MOST)]
    differing = np.sum([x != y for x, y in digits], axis=0)
    crossed = np.any([_crossed(low, high) for low, high in pairwise(digits)], axis=0)
    swap = (length >= 3) & (differing == 2) & crossed
    return np.where(swap, (2.0 * np.abs(a - b) + 1) / np.maximum(length - 1, 1), 0.0)


def scaled(pairs: Pairs) -> np.ndarray:
    """Likelihood ratio of "one of the two has the wrong scale": a power of ten apart, or past all belief."""
    apart = np.abs(np.nan_to_num(pairs.ratio())) / np.log(10)
    width = _width(pairs)
    power = np.round(apart)
    exact = (power >= 1) & (np.abs(apart - power) <= width)
    chance = np.clip(2 * width, 1e-3, 1.0)  # share of all ratios that lie as near to a power of ten
    ratio = np.select([exact & (apart > FAR), apart > FAR, exact], [1 / chance * 10, 1 / chance, 1 / chance], 0.0)
    fits = np.any([pairs.is_("kind", kind)[0] for kind in SCALED], axis=0)
    return np.where(fits, ratio, 0.0)


def significant(pairs: Pairs) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Significant digits of a and b as whole numbers, and their common count.

    The count is 0 where the two cannot be compared digit by digit.
    """
    places = [np.nan_to_num(column.astype(float)) for column in pairs["decimals"]]
    wholes = [_whole(np.abs(x) * 10.0 ** np.minimum(p, 6)) for x, p in zip(pairs["point"], places, strict=True)]
    lengths = [np.where(x > 0, np.floor(np.log10(np.maximum(x, 1))) + 1, 0) for x in wholes]
    near = np.abs(np.nan_to_num(pairs.ratio(), nan=9.0)) < np.log(10)
    fits = (lengths[0] == lengths[1]) & (lengths[0] <= MOST) & near
    return wholes[0].astype(np.int64), wholes[1].astype(np.int64), np.where(fits, lengths[0], 0).astype(int)


def count(points: np.ndarray, decimals: np.ndarray) -> np.ndarray:
    """Significant digits of each value, zeros at the end not counted."""
    whole = _whole(np.abs(points) * 10.0 ** np.minimum(np.nan_to_num(decimals), 6))
    return np.where(whole > 0, np.floor(np.log10(np.maximum(whole, 1))) + 1, 1).astype(int)


def coarseness(points: np.ndarray) -> np.ndarray:
    """Place value of the last significant digit of each value; at most a tenth of the value."""
    size = 10.0 ** (np.floor(np.log10(np.maximum(points, 1e-9))) - MOST)
    digits = _whole(points / size)
    length = np.floor(np.log10(np.maximum(digits, 1)))
    return np.minimum(size * 10.0 ** (MOST - length), points / 10)


def _whole(x: np.ndarray) -> np.ndarray:
    """Round to whole numbers and drop the zeros at their end."""
    x = np.where(np.isfinite(x) & (x < 1e18), np.round(x), 0)
    for _ in range(18):
        tens = (x > 0) & (x % 10 == 0)
        if not tens.any():
            break
        x = np.where(tens, x // 10, x)
    return x


def _crossed(low: tuple[np.ndarray, np.ndarray], high: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Tell whether the digits of two neighbouring places changed places."""
    return (low[0] == high[1]) & (low[1] == high[0]) & (low[0] != low[1])


def _width(pairs: Pairs) -> np.ndarray:
    """Half-widths of both claims together, in powers of ten."""
    with np.errstate(divide="ignore", invalid="ignore"):
        widths = [np.log10(high / low) / 2 for low, high in zip(pairs["low_end"], pairs["high_end"], strict=True)]
    return np.clip(sum(np.nan_to_num(width, posinf=0.5) for width in widths), 0, 0.5)
