"""Labels that meet neither each other nor marks nor lines: each takes the best of the places around its mark."""

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Annotation, Text

SIDES = {"right": (1, 0), "left": (-1, 0), "above": (0, 1), "below": (0, -1), "above right": (1, 1),
         "below right": (1, -1), "above left": (-1, 1), "below left": (-1, -1)}  # fmt: skip
RINGS = (1.0, 2.5, 4.5, 7.0)  # times the usual distance; from the second on a thin line leads to the mark
AIR = 3.0  # points kept between words and the middle of a mark of others
STEP = 3.0  # pixels between the points by which a line is known
ASIDE, FAR, CROSSED, COVERED, MEETING = 0.5, 8, 2, 12, 1000  # costs: next side, ring, a point of a line, mark, words
ACROSS = {1: "left", 0: "center", -1: "right"}
UPRIGHT = {1: "bottom", 0: "center_baseline", -1: "top"}


class Label(NamedTuple):
    """A text, the sides of its mark to try first (of a row: only), points between both, whether it must stand."""

    text: Annotation
    sides: tuple[str, ...]
    away: float
    must: bool
    row: bool


def place(figure: Any) -> None:
    """Give every label of a figure that is laid out its place; one that may go goes where nothing is free beside it."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    points, weights = (np.concatenate(one) for one in zip(*map(_drawn, figure.axes), strict=True))
    fixed, placed = [_letters(text, renderer) for text in _fixed(figure)], []
    for label in figure.labels:
        taken = fixed + placed + [ax.bbox.extents for ax in figure.axes if ax is not label.text.axes]
        order = [*label.sides, *(side for side in SIDES if side not in label.sides and not label.row)]
        rings = RINGS if label.must and not label.row else RINGS[:1]
        ways = [(SIDES[side], ring) for ring in rings for side in order]
        added = [FAR * far + ASIDE * turn for far in range(len(rings)) for turn in range(len(order))]
        costs = [more + _cost(_set(label, *one, renderer), points, weights, taken, figure)
                 for one, more in zip(ways, added, strict=True)]  # fmt: skip
        way, ring = ways[int(np.argmin(costs))]
        box = _set(label, way, ring, renderer)
        label.text.arrow_patch.set_visible(ring > RINGS[0])
        label.text.set_visible(label.must or min(costs) < COVERED)
        placed += [box] if label.text.get_visible() else []


def _set(label: Label, way: tuple[int, int], ring: float, renderer: object) -> np.ndarray:
    """Move a label and give its box in pixels."""
    away = label.away * ring * (0.75 if all(way) else 1.0)
    label.text.set(position=(way[0] * away, way[1] * away), ha=ACROSS[way[0]], va=UPRIGHT[way[1]])
    label.text.update_positions(renderer)
    return _letters(label.text, renderer)


def _letters(text: Text, renderer: object) -> np.ndarray:
    """Box of a text's letters in pixels: a line has air above and below them."""
    box = Text.get_window_extent(text, renderer)
    return np.array([box.x0, box.y0 + 0.2 * box.height, box.x1, box.y1 - 0.2 * box.height])


def _cost(box: np.ndarray, points: np.ndarray, weights: np.ndarray, taken: list[np.ndarray], figure: Any) -> float:
    """What a place costs: marks and lines under it, other words, and what hangs over the sheet."""
    air = np.where(weights == COVERED, AIR * figure.dpi / 72, 0.0)[:, None]
    inside = (points > box[:2] - air).all(axis=1) & (points < box[2:] + air).all(axis=1)
    others = np.array(taken).reshape(-1, 4)
    shared = np.minimum(others[:, 2:], box[2:]) - np.maximum(others[:, :2], box[:2])
    meets = int((shared > 1).all(axis=1).sum()) if len(others) else 0
    over = np.maximum(0, [*-box[:2], *(box[2:] - figure.bbox.extents[2:])]).sum()
    return float(weights[inside].sum()) + MEETING * (meets + bool(over > 0)) + over


def _fixed(figure: Any) -> list[Text]:
    """Words that stand where they are: names of ticks, axes and panels, title, unit and source."""
    free = {label.text for label in figure.labels}
    words = [text for ax in figure.axes for text in (ax._left_title, ax.title, *ax.texts) if text not in free]
    axes = [axis for ax in figure.axes if ax.axison for axis in (ax.xaxis, ax.yaxis)]
    words += [text for axis in axes for text in (axis.label, *axis.get_ticklabels())]
    return [one for one in (*words, *figure.texts) if one.get_visible() and one.get_text()]


def _drawn(ax: Axes) -> tuple[np.ndarray, np.ndarray]:
    """Points of all marks and lines of an axes in pixels, with what covering each costs."""
    marks, lines = [np.empty((0, 2))], [np.empty((0, 2))]
    for line in ax.lines:
        at = line.get_transform().transform(line.get_xydata())
        marks += [at] if line.get_marker() not in ("", "None", None, " ") else []
        lines += [_between(at)] if line.get_linestyle() not in ("", "None", " ") else []
    for many in ax.collections:
        if hasattr(many, "get_segments"):
            lines += [_between(many.get_transform().transform(part)) for part in many.get_segments()]
        elif len(many.get_offsets()) > 1:
            marks.append(many.get_offset_transform().transform(many.get_offsets()))
        else:
            lines += [_between(many.get_transform().transform(path.vertices)) for path in many.get_paths()]
    marks, lines = np.concatenate(marks), np.concatenate(lines)
    return np.concatenate([marks, lines]), np.repeat([COVERED, CROSSED], [len(marks), len(lines)])


def _between(at: np.ndarray) -> np.ndarray:
    """Points along a line, so many pixels apart."""
    at = at[np.isfinite(at).all(axis=1)]
    parts = (np.linspace(a, b, int(np.hypot(*(b - a)) / STEP) + 2) for a, b in pairwise(at))
    return np.concatenate([at[:1], *parts])
