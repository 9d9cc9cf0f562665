"""Slips of the pen: swapped digits, a wrong digit, a wrong scale; each against the odds of a chance difference."""

import numpy as np

from bdlib.evidence.pairs import Pairs

MOST = 9  # significant digits looked at
SWAP = 0.05  # share of conflicts that swapped digits cause, before looking
WRONG = 0.01  # the same for one wrong digit
SCALE = 0.05  # the same for a wrong scale word or separator


def significant(pairs: Pairs) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Significant digits of a and b as printed, as whole numbers of one length, and that length (0 = not comparable)."""
    a, b = (np.abs(x) for x in pairs["point"])
    places = [np.nan_to_num(x.astype(float)) for x in pairs["decimals"]]
    printed = [_whole(x * 10.0 ** np.minimum(p, 6)) for x, p in zip((a, b), places, strict=True)]
    lengths = [np.where(x > 0, np.floor(np.log10(np.maximum(x, 1))) + 1, 0) for x in printed]
    fits = (lengths[0] == lengths[1]) & (lengths[0] <= MOST) & (np.abs(pairs.ratio()) < np.log(10))
    return printed[0].astype(np.int64), printed[1].astype(np.int64), np.where(fits, lengths[0], 0).astype(int)


def transposition(pairs: Pairs) -> np.ndarray:
    """Two digits of one number swapped give the other, or one digit is wrong.

    The odds: among the numbers of as many digits as far apart as these two or nearer, so many are one swap away.
    """
    a, b, length = significant(pairs)
    differing, swapped, apart = np.zeros(len(a), int), np.zeros(len(a), np.int64), np.zeros(len(a), int)
    for place in range(MOST):
        x, y = a // 10**place % 10, b // 10**place % 10
        differing += x != y
        swapped += (x - y) * (place + 1)
        apart += x - y
    swap = (length >= 3) & (differing == 2) & (apart == 0) & _adjacent(a, b)
    wrong = (length >= 4) & (differing == 1) & _doubled(a, b)
    window = 2 * np.abs(a - b).astype(float) + 1
    return np.where(
        swap, posterior(SWAP, 1 / window), np.where(wrong, posterior(WRONG, 9 * length / (5 * window)), 0.0)
    )


def scale_slip(pairs: Pairs) -> np.ndarray:
    """The ratio is a thousand or a power of it within the claims' own width, or is past all belief for one time."""
    ratio = np.abs(pairs.ratio()) / np.log(10)
    spread = _width(pairs)
    power = np.round(ratio)
    off = np.abs(ratio - power)
    exact = (power >= 1) & (off <= spread + 0.01) & ~pairs.one_of("kind", "rank", "score", "rate")[0]
    chance = np.clip(2 * (spread + 0.01), 0.005, 1.0)
    near = (ratio > 2) & (off <= 0.3)
    return np.nan_to_num(
        np.where(
            exact & (power >= 2),
            np.maximum(posterior(SCALE, chance * 0.02), 0.8),
            np.where(exact, posterior(SCALE, chance), np.where(near, 0.75, np.where(ratio > 1.5, 0.5, 0.0))),
        )
    )


def posterior(prior: float, chance: np.ndarray) -> np.ndarray:
    """Probability of a slip that surely looks like this, against a chance difference that seldom does."""
    return prior / (prior + (1 - prior) * np.clip(chance, 1e-6, 1.0))


def _whole(x: np.ndarray) -> np.ndarray:
    """Round to whole numbers and drop the zeros at their end."""
    x = np.where(np.isfinite(x) & (x < 1e15), np.round(x), 0)
    for _ in range(15):
        tens = (x > 0) & (x % 10 == 0)
        if not tens.any():
            break
        x = np.where(tens, x // 10, x)
    return x


def _adjacent(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Tell whether the two differing digits stand side by side: the difference is 9 x a power of ten x 1..8."""
    gap = _whole(np.abs(a - b).astype(float))
    return (gap % 9 == 0) & (gap // 9 >= 1) & (gap // 9 <= 8)


def _doubled(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Tell whether the wrong digit repeats its neighbour in one of the two numbers."""
    found = np.zeros(len(a), bool)
    for place in range(MOST):
        x, y = a // 10**place % 10, b // 10**place % 10
        for one, other in ((a, x), (b, y)):
            beside = [one // 10**p % 10 for p in (place - 1, place + 1) if p >= 0]
            found |= (x != y) & np.any([other == digit for digit in beside], axis=0)
    return found


def _width(pairs: Pairs) -> np.ndarray:
    """Half-width of both claims together, in powers of ten."""
    with np.errstate(divide="ignore", invalid="ignore"):
        widths = [np.log10(high / low) / 2 for low, high in zip(pairs["lower"], pairs["upper"], strict=True)]
    return np.clip(np.nan_to_num(widths[0], posinf=1) + np.nan_to_num(widths[1], posinf=1), 0, 0.5)
