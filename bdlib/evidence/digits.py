"""Slips of the pen: swapped digits, a wrong digit, a wrong scale; each against the odds of a chance difference.

The odds are counted, not fitted. Two numbers of n significant digits that lie a certain way apart could as well be any
of the numbers within that distance; one of these is a swap of neighbouring digits away, and so on.
"""

from itertools import pairwise

import numpy as np

from bdlib.evidence.pairs import Pairs

MOST = 9  # significant digits looked at
SWAP = 0.05  # share of conflicts that swapped digits cause, before looking
WRONG = 0.01  # the same for one wrong digit
SCALE = 0.05  # the same for a wrong scale word or separator
COPIED = 0.5  # the same for any one digit, or two swapped, where one of the two only copies the other
SURE_SCALE, LIKELY_SCALE, FAR = (
    0.8,
    0.75,
    0.5,
)  # strength where no chance could do it, where the power is rough, or far off


def transposition(pairs: Pairs) -> np.ndarray:
    """Two neighbouring digits of one number swapped give the other, or one wrong digit that repeats its neighbour.

    A page that copies the other has no number of its own: there any wrong digit will do.
    """
    a, b, length = significant(pairs)
    window = 2 * np.abs(a - b).astype(float) + 1
    digits = [(a // 10**place % 10, b // 10**place % 10) for place in range(MOST)]
    differing = np.sum([x != y for x, y in digits], axis=0)
    swapped = np.any([_swapped(low, high) for low, high in pairwise(digits)], axis=0)
    swap = (length >= 3) & (differing == 2) & swapped
    copied = pairs.same("witness")
    wrong = (differing == 1) & np.where(copied, length >= 2, (length >= 4) & _doubled(digits))
    one_digit = 9 * length / (5 * window)  # of the numbers as near, so many differ in one digit
    return np.select(
        [swap, wrong],
        [posterior(np.where(copied, COPIED, SWAP), 1 / window), posterior(np.where(copied, COPIED, WRONG), one_digit)],
        0.0,
    )


def scale_slip(pairs: Pairs) -> np.ndarray:
    """The ratio is a power of ten within the claims' own width, or past all belief for two claims about one thing."""
    ratio = np.nan_to_num(np.abs(pairs.ratio()) / np.log(10))
    tolerance = _width(pairs) + 0.01
    power = np.round(ratio)
    exact = (power >= 1) & (np.abs(ratio - power) <= tolerance)
    rough = (ratio > 2) & (np.abs(ratio - power) <= 0.3)
    scaleless = pairs.one_of("kind", "rank", "score", "rate")[0]
    strength = np.select(
        [exact & (power >= 2), exact, rough, ratio > 1.5],
        [SURE_SCALE, posterior(SCALE, np.clip(2 * tolerance, 0.005, 1.0)), LIKELY_SCALE, FAR],
        0.0,
    )
    return np.where(scaleless, 0.0, strength)


def posterior(prior: float | np.ndarray, chance: np.ndarray) -> np.ndarray:
    """Probability of a slip that surely looks like this, against a chance difference that seldom does."""
    return prior / (prior + (1 - prior) * np.clip(chance, 1e-6, 1.0))


def significant(pairs: Pairs) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Significant digits of a and b as printed, and their common number.

    Returns
    -------
    (a, b, length)
        Whole numbers without zeros at their end; length 0 where the two cannot be compared digit by digit.
    """
    places = [np.nan_to_num(x.astype(float)) for x in pairs["decimals"]]
    printed = [_whole(np.abs(x) * 10.0 ** np.minimum(p, 6)) for x, p in zip(pairs["point"], places, strict=True)]
    lengths = [np.where(x > 0, np.floor(np.log10(np.maximum(x, 1))) + 1, 0) for x in printed]
    fits = (lengths[0] == lengths[1]) & (lengths[0] <= MOST) & (np.abs(pairs.ratio()) < np.log(10))
    return printed[0].astype(np.int64), printed[1].astype(np.int64), np.where(fits, lengths[0], 0).astype(int)


def _whole(x: np.ndarray) -> np.ndarray:
    """Round to whole numbers and drop the zeros at their end."""
    x = np.where(np.isfinite(x) & (x < 1e18), np.round(x), 0)
    for _ in range(18):
        tens = (x > 0) & (x % 10 == 0)
        if not tens.any():
            break
        x = np.where(tens, x // 10, x)
    return x


def _swapped(low: tuple[np.ndarray, np.ndarray], high: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Tell whether the digits of two neighbouring places changed places."""
    return (low[0] == high[1]) & (low[1] == high[0]) & (low[0] != low[1])


def _doubled(digits: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Tell whether the digit that differs repeats its neighbour in one of the two numbers."""
    found = np.zeros(len(digits[0][0]), dtype=bool)
    for place, (x, y) in enumerate(digits):
        for beside in (place - 1, place + 1):
            if 0 <= beside < len(digits):
                found |= (x != y) & ((x == digits[beside][0]) | (y == digits[beside][1]))
    return found


def _width(pairs: Pairs) -> np.ndarray:
    """Half-widths of both claims together, in powers of ten."""
    with np.errstate(divide="ignore", invalid="ignore"):
        widths = [np.log10(high / low) / 2 for low, high in zip(pairs["lower"], pairs["upper"], strict=True)]
    return np.clip(np.nan_to_num(widths[0], posinf=1) + np.nan_to_num(widths[1], posinf=1), 0, 0.5)
