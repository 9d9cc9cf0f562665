"""Rows of a chart: names at the left, on a phone above the marks, what they say at the right, the legend below."""

from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from bdviews.plots import style

LETTERS = {"page": 44, "phone": 42, "slide": 44}  # of a line of a name
WIDE = 100  # letters of a name above its marks on a page
LETTER = 0.53  # width of a letter, in sizes of its type


class Rows(NamedTuple):
    """Names in lines, the height of each row's marks and of all rows, in lines of type; whether names stand above."""

    names: list[str]
    at: np.ndarray
    tall: float
    above: bool

    def inches(self, size: str) -> float:
        """Height of the rows on the sheet."""
        return self.tall * 1.36 * style.SIZES[size][2] / 72


def stack(names: Sequence[str], size: str, *, above: bool = False) -> Rows:
    """Break names into lines, and stack their rows: all of them, so that a phone shows what the page says is drawn."""
    broken = [fill(name, WIDE if above and size == "page" else LETTERS[size]) for name in names]
    above |= size == "phone"
    tall = np.array([1.3 + name.count("\n") + 1.7 * above for name in broken])  # a name stands nearer to its own marks
    ends = np.cumsum(tall)
    return Rows(broken, ends - (0.65 if above else tall / 2), float(ends[-1]), above)


def write(ax: Axes, rows: Rows) -> None:
    """Write the names, and give the rows the whole height of the axes."""
    ax.set_yticks([] if rows.above else rows.at, [] if rows.above else rows.names)
    ax.set_ylim(rows.tall + 0.2, -0.2)
    ax.grid(visible=False, axis="y")
    for name, y in zip(rows.names, rows.at, strict=True) if rows.above else ():
        ax.text(0, y - 0.55, name, transform=ax.get_yaxis_transform(), va="bottom", color=style.MUTED,
                linespacing=1.1, zorder=5, path_effects=style.halo()).set_in_layout(False)  # fmt: skip


def beside(ax: Axes, heights: Iterable[float], words: Iterable[str], bold: Iterable[bool]) -> None:
    """Write what rows say in a column at the right, where it takes no room from the scale."""
    for y, said, strong in zip(heights, words, bold, strict=True):
        ax.text(1.03, y, said, transform=ax.get_yaxis_transform(), va="center_baseline",
                fontweight=700 if strong else 400)  # fmt: skip


def upright(ax: Axes, rows: Rows, value: float, **look: Any) -> None:
    """Draw a line at a value through all rows, past the names that stand in its way."""
    if rows.above:
        ax.vlines(np.full(len(rows.at), value), rows.at - 0.5, rows.at + 0.5, zorder=1, **look)
    else:
        ax.axvline(value, zorder=1, **look)


def legend(ax: Axes, *entries: Any) -> None:
    """Set a legend below the axes, at the left of the sheet: handles and words, or what the axes has."""
    handles, words = entries or ax.get_legend_handles_labels()
    said, columns = _entries(words, ax.figure.size)
    ax.figure.legend(handles, said, loc="outside lower left", handletextpad=0.3, columnspacing=1.2, ncols=columns)


def legend_inches(words: Sequence[str], size: str) -> float:
    """Height of a legend beyond its first line."""
    said, columns = _entries(words, size)
    lines = [one.count("\n") + 1 for one in said]
    return (max(map(sum, np.array_split(lines, columns))) - 1) * 1.36 * style.SIZES[size][2] / 72


def _entries(words: Sequence[str], size: str) -> tuple[list[str], int]:
    """Words of a legend in lines, and in how many columns they stand."""
    width, _, points = style.SIZES[size]
    said = [fill(one, LETTERS[size] - 2) for one in words]
    long, room = [max(map(len, one.split("\n"))) + 7 for one in said], int(width * 72 / (LETTER * points))  # with marks
    return said, len(said) if sum(long) <= room else max(1, room // max(long))
