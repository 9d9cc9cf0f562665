"""Contrast of two inks."""

import matplotlib as mpl
import numpy as np


def contrast(one, other):
    """Ratio of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    light = sorted(np.dot([0.2126, 0.7152, 0.0722], _linear(ink)) + 0.05 for ink in (one, other))
    return light[1] / light[0]


def _linear(ink):
    channels = np.array(mpl.colors.to_rgb(ink))
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
