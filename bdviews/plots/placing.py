"""Labels that meet neither each other nor marks nor lines: each takes the best of the places around its mark."""

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Annotation, Text

SIDES = {"right": (1, 0), "left": (-1, 0), "above": (0, 1), "below": (0, -1), "above right": (1, 1),
         "below right": (1, -1), "above left": (-1, 1), "below left": (-1, -1)}  # fmt: skip
RINGS = (1.0, 2.5, 4.5, 7.0)  # times the usual distance; from the second on a thin line leads to the mark
AIR = 3.0  # points kept between words and the middle of marks and lines, and between words
STEP = 3.0  # pixels between the points by which a line is known
ASIDE, FAR, CROSSED, COVERED, MEETING = 0.5, 8, 2, 12, 1000  # costs: next side, ring, a point of a line, mark, words
ALIEN = 2, 1  # times its own distance: a mark so near to words beside their own, or with a line to it, seems theirs
CONFUSED = 4 * COVERED  # words that seem those of another mark that must be named
ACROSS = {1: "left", 0: "center", -1: "right"}
UPRIGHT = {1: "bottom", 0: "center_baseline", -1: "top"}


class Label(NamedTuple):
    """A text, the sides of its mark to try first, points between both, whether it must stand."""

    text: Annotation
    sides: tuple[str, ...]
    away: float
    must: bool


def place(figure: Any) -> None:
    """Give every label of a figure that is laid out its place; one that may go goes where nothing is free beside it."""
    if not figure.labels:
        return
    ruler = figure._get_renderer()
    points, weights = (np.concatenate(one) for one in zip(*map(_drawn, figure.axes), strict=True))
    named = np.array([_marked(label.text, ruler) for label in figure.labels if label.must]).reshape(-1, 2)
    fixed, placed = [_letters(text.get_window_extent(ruler).extents) for text in _fixed(figure)], []
    for label in figure.labels:
        taken = fixed + placed + [ax.bbox.extents for ax in figure.axes if ax is not label.text.axes]
        order = [*label.sides, *(side for side in SIDES if side not in label.sides)]
        rings = RINGS if label.must else RINGS[:1]
        ways = np.array([SIDES[side] for _ in rings for side in order])
        moved = label.away * np.repeat(rings, len(order))[:, None] * np.where(ways.all(axis=1), 0.75, 1)[:, None] * ways
        added = [FAR * far + ASIDE * turn for far in range(len(rings)) for turn in range(len(order))]
        boxes = _letters(_boxes(label.text, ways, moved, ruler))
        mark = _marked(label.text, ruler)
        costs = added + _costs(boxes, points, weights, np.array(taken).reshape(-1, 4), mark, figure)
        near = np.where(np.array(added) < FAR, *ALIEN)
        costs += COVERED * _misread(boxes, points[weights == COVERED], mark, near)
        costs += CONFUSED * _misread(boxes, named, mark, near)
        if not label.must:  # left of the axes is the room of its numbers and its name
            costs += MEETING * (boxes[:, 0] < label.text.axes.bbox.x0)
        best = int(np.argmin(costs))
        label.text.set(position=moved[best], ha=ACROSS[ways[best][0]], va=UPRIGHT[ways[best][1]])
        label.text.arrow_patch.set_visible(best >= len(order))
        label.text.set_visible(label.must or min(costs) < COVERED)
        placed += [boxes[best] + AIR * figure.dpi / 72 * np.repeat([-1, 1], 2)] if label.text.get_visible() else []


def _marked(text: Annotation, ruler: RendererAgg) -> np.ndarray:
    """Where in pixels the mark of a label is."""
    text.update_positions(ruler)
    return text.get_transform().transform((0, 0))


def _boxes(text: Annotation, ways: np.ndarray, moved: np.ndarray, ruler: RendererAgg) -> np.ndarray:
    """Boxes in pixels that a label would fill at each of its places: it is measured once, beside its mark."""
    text.set(position=(0, 0), ha="left", va="bottom")
    text.update_positions(ruler)
    _, lines, (_, size) = text._get_layout(ruler)
    middle = (size[1] + lines[-1][1][2]) / 2  # from the top to half of the last line's height above its foot
    down = np.select([ways[:, 1] > 0, ways[:, 1] < 0], [0, size[1]], middle)
    low = text.get_transform().transform((0, 0)) + ruler.points_to_pixels(moved)
    low -= np.column_stack([size[0] * (1 - ways[:, 0]) / 2, down])
    return np.hstack([low, low + size])


def _letters(box: np.ndarray) -> np.ndarray:
    """Boxes of texts' letters: a line has air above and below them."""
    air = 0.2 * (box[..., 3] - box[..., 1])
    return np.stack([box[..., 0], box[..., 1] + air, box[..., 2], box[..., 3] - air], axis=-1)


def _costs(boxes: np.ndarray, points: np.ndarray, weights: np.ndarray, taken: np.ndarray, mark: np.ndarray,
           figure: Any) -> np.ndarray:  # fmt: skip
    """What each place costs: marks and lines under it, words under it or its line, what hangs over the sheet."""
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    air = AIR * figure.dpi / 72
    inside = (points > low - air).all(axis=2) & (points < high + air).all(axis=2)
    middle = (boxes.reshape(-1, 1, 2, 2).mean(axis=2) + mark) / 2  # of the line that would lead to the mark
    meets = (np.minimum(taken[:, 2:], high) - np.maximum(taken[:, :2], low) > 1).all(axis=2).sum(axis=1)
    meets += ((middle > taken[:, :2]) & (middle < taken[:, 2:])).all(axis=2).sum(axis=1)
    over = np.maximum(0, np.hstack([-boxes[:, :2], boxes[:, 2:] - figure.bbox.extents[2:]])).sum(axis=1)
    return inside @ weights + MEETING * (meets + (over > 0)) + over


def _misread(boxes: np.ndarray, marks: np.ndarray, own: np.ndarray, most: np.ndarray) -> np.ndarray:
    """Tell which boxes lie about as near to another mark, within `most` times their own distance."""
    others = marks[np.hypot(*(marks - own).T) > 1]
    points = np.vstack([own, others])
    beyond = np.maximum(boxes[:, None, :2] - points, points - boxes[:, None, 2:])
    near = np.hypot(*np.moveaxis(np.maximum(beyond, 0), 2, 0))
    return near[:, 1:].min(axis=1, initial=np.inf) < most * near[:, 0]


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
            marks.append(np.asarray(many.get_offset_transform().transform(many.get_offsets())))  # masked ones are slow
        else:
            lines += [_between(many.get_transform().transform(path.vertices)) for path in many.get_paths()]
    marks, lines = np.concatenate(marks), np.concatenate(lines)
    return np.concatenate([marks, lines]), np.repeat([COVERED, CROSSED], [len(marks), len(lines)])


def _between(at: np.ndarray) -> np.ndarray:
    """Points along a line, so many pixels apart."""
    at = at[np.isfinite(at).all(axis=1)]
    parts = (np.linspace(a, b, int(np.hypot(*(b - a)) / STEP) + 2) for a, b in pairwise(at))
    return np.concatenate([at[:1], *parts])
