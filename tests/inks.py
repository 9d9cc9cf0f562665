"""What a drawing must not do: inks that are too much alike, words that meet or are cut."""

import itertools

import matplotlib as mpl
import matplotlib.text
import numpy as np
from matplotlib.transforms import Bbox

from bdviews.plots import style


def contrast(one, other):
    """Ratio of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    light = sorted(np.dot([0.2126, 0.7152, 0.0722], _linear(ink)) + 0.05 for ink in (one, other))
    return light[1] / light[0]


def _linear(ink):
    channels = np.array(mpl.colors.to_rgb(ink))
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def words(figure):
    """Texts with their boxes less the air above and below the letters; ticks beyond the axes are not drawn."""
    ruler, extent = figure._get_renderer(), matplotlib.text.Text.get_window_extent
    with style.laid_out(figure), ruler._draw_disabled():
        figure.draw(ruler)
        beyond = {label for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for label in hidden(axis)}
        found = [text for text in figure.findobj(matplotlib.text.Text)
                 if text.get_text().strip() and text.get_visible() and text not in beyond]  # fmt: skip
        boxes = [(text.get_text(), extent(text, ruler)) for text in found]
    width, height = figure.canvas.get_width_height()
    inner = [(text, Bbox.from_extents(b.x0, b.y0 + 0.25 * b.height, b.x1, b.y1 - 0.25 * b.height)) for text, b in boxes]
    return [(text, box) for text, box in inner if 0 <= (box.x0 + box.x1) / 2 <= width and box.y0 <= height]


def hidden(axis):
    low, high = sorted(axis.get_view_interval())
    ticks = [tick for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]
    return [label for tick in ticks for label in (tick.label1, tick.label2)]


def overlaps(figure):
    pairs = itertools.combinations(words(figure), 2)
    return [(a, b, figure.size) for (a, one), (b, two) in pairs if one.overlaps(two)]


def outside(figure):
    width, height = figure.canvas.get_width_height()
    return [
        text for text, box in words(figure) if min(box.x0, box.y0) < -1 or box.x1 > width + 1 or box.y1 > height + 1
    ]
