"""Significant digits of many values: how many, which, and how coarse they leave a value."""

import numpy as np

MOST = 9  # significant digits looked at


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
