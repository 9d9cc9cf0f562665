"""Rows of a chart with their names, at the left, on a phone above the marks, no two alike; and the legend below."""

from collections import Counter
from collections.abc import Callable, Sequence
from textwrap import fill
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from bdviews.plots import style

LETTERS = {"page": 44, "phone": 42, "slide": 42, "half": 26}  # of a line of a name
COLUMNS = {"page": (4, 2), "phone": (2, 1), "slide": (4, 2), "half": (2, 1)}  # of a legend with short, with long words
LONG = 26  # letters
ROOM = {"page": 42, "phone": 44, "slide": 8.5, "half": 9}  # lines of type for the rows of a chart


class Rows(NamedTuple):
    """Names in lines, the height of each row's marks and of all rows, in lines of type from the top."""

    names: list[str]
    at: np.ndarray
    tall: float

    def inches(self, size: str) -> float:
        """Height of the rows on the sheet."""
        return self.tall * 1.36 * style.SIZES[size][2] / 72


def stack(names: Sequence[str], size: str) -> Rows:
    """Break names into lines, and stack as many rows as there is room for."""
    broken = [fill(name, LETTERS[size]) for name in names]
    tall = np.array([1.3 + name.count("\n") + 1.2 * (size == "phone") for name in broken])
    ends = np.cumsum(tall)
    some = max(1, int((ends <= ROOM[size]).sum()))
    at = ends - (0.65 if size == "phone" else tall / 2)
    return Rows(broken[:some], at[:some], float(ends[some - 1]))


def write(ax: Axes, rows: Rows, size: str) -> None:
    """Write the names, and give the rows the whole height of the axes."""
    phone = size == "phone"
    ax.set_yticks([] if phone else rows.at, [] if phone else rows.names)
    ax.set_ylim(rows.tall + 0.2, -0.2)
    ax.grid(visible=False, axis="y")
    for name, y in zip(rows.names, rows.at, strict=True) if phone else ():
        ax.text(0, y - 0.55, name, transform=ax.get_yaxis_transform(), va="bottom", color=style.MUTED,
                linespacing=1.1, zorder=5, path_effects=style.halo()).set_in_layout(False)  # fmt: skip


def apart(short: Sequence[str], *longer: Callable[[int], str]) -> list[str]:
    """Say more of the rows whose names are the same, as often as there is more to say."""
    names = list(short)
    for say in longer:
        often = Counter(names)
        names = [say(place) if often[name] > 1 else name for place, name in enumerate(names)]
    return names


def legend(ax: Axes, *entries: Any) -> None:
    """Set a legend below the axes, at the left of the sheet: handles and words, or what the axes has."""
    handles, words = entries or ax.get_legend_handles_labels()
    long, said = max(map(len, words), default=0) > LONG, [fill(one, LETTERS[ax.figure.size] - 2) for one in words]
    ax.figure.legend(handles, said, loc="outside lower left", handletextpad=0.3, columnspacing=1.2,
                     ncols=COLUMNS[ax.figure.size][long])  # fmt: skip
