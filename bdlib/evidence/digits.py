"""Digits of numbers, and slips of the pen: two digits swapped, a wrong scale, against a chance difference.

The odds are counted, not fitted. Two numbers of n digits that lie a certain way apart could as well be any of the
numbers within that distance, and n - 1 of all numbers are one swap of neighbouring digits away.
"""

from itertools import pairwise

import numpy as np

from bdlib.evidence.pairs import Pairs

MOST = 9  # significant digits looked at
FAR = 1.5  # powers of ten: no two claims about one thing are thirty times apart, unless one has the wrong scale
SHARP = 0.001  # the least such share: figures are seldom sharper
SCALED = ("count", "money", "area", "length")  # kinds that are printed with scale words


def swapped(pairs: Pairs) -> np.ndarray:
    """Likelihood ratio of "two neighbouring digits of one number were swapped"; 0 where they were not."""
    places, points = pairs["decimals"], pairs["point"]
    a, b = (significant(point, place) for point, place in zip(points, places, strict=True))
    digits = [(a // 10**place % 10, b // 10**place % 10) for place in range(MOST)]
    differing = np.sum([x != y for x, y in digits], axis=0)
    crossed = np.any([(x == v) & (y == u) & (x != y) for (x, y), (u, v) in pairwise(digits)], axis=0)
    size = length(a)
    near = np.abs(np.nan_to_num(pairs.ratio(), nan=9.0)) < np.log(10)
    swap = (size > 1) & (size <= MOST) & (size == length(b)) & (differing == 2) & crossed & near
    return np.where(swap, (2.0 * np.abs(a - b) + 1) / np.maximum(size - 1, 1), 0.0)


def scaled(pairs: Pairs) -> np.ndarray:
    """Likelihood ratio of "one of the two has the wrong scale": a power of ten apart, or past all belief."""
    apart = np.abs(np.nan_to_num(pairs.ratio())) / np.log(10)
    width = _width(pairs)
    power = np.round(apart)
    exact = (power >= 1) & (np.abs(apart - power) <= width)
    chance = np.clip(2 * width, SHARP, 1.0)  # share of all ratios that lie as near to a power of ten
    ratio = np.where(exact | (apart > FAR), 1 / chance, 0.0)
    fits = np.any([pairs.is_("kind", kind)[0] for kind in SCALED], axis=0)
    return np.where(fits, ratio, 0.0)


def _width(pairs: Pairs) -> np.ndarray:
    """Half-widths of both claims together, in powers of ten."""
    with np.errstate(divide="ignore", invalid="ignore"):
        widths = [np.log10(high / low) / 2 for low, high in zip(pairs["low_end"], pairs["high_end"], strict=True)]
    return np.clip(sum(np.nan_to_num(width, posinf=0.5) for width in widths), 0, 0.5)


def significant(points: np.ndarray, decimals: np.ndarray) -> np.ndarray:
    """Digits of each value as printed, as a whole number without zeros at its end; 0 for none.

    >>> significant(np.array([86.3, 65_000.0]), np.array([1, 0])).tolist()
    [863, 65]
    """
    return whole(np.abs(points) * 10.0 ** np.minimum(np.nan_to_num(decimals.astype(float)), 6)).astype(np.int64)


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
    for _ in range(18):
        tens = (x > 0) & (x % 10 == 0)
        if not tens.any():
            break
        x = np.where(tens, x // 10, x)
    return x
