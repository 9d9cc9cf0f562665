"""A dot a province, drawn by seaborn: the area and the provinces farthest from the middle are named."""

from collections.abc import Callable, Sequence

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdviews.plots import style

NAMED = 4  # provinces farthest from the middle that are named beside the area
APART = 0.75  # standard deviations: the name of one nearer to the area would meet the area's own


def dots() -> dict[str, object]:
    """Give the look of the dots, for `scatter_kws` of seaborn."""
    return {"s": mpl.rcParams["lines.markersize"] ** 2 * 0.55, "color": style.GREY, "alpha": 1, "linewidths": 0}


def named(ax: Axes, rows: pd.DataFrame, own: Sequence[str], name: Callable[[str], str], *, logs: bool = False) -> None:
    """Point out and name `own` among rows x, y by area, and the farthest others as far as their names have room."""
    wide = pd.DataFrame({"x": np.log(rows["x"]) if logs else rows["x"], "y": rows["y"]})
    wide = (wide - wide.mean()) / wide.std()
    far = (wide**2).sum(axis=1).sort_values(ascending=False, kind="stable")
    own = [code for code in own if code in rows.index]
    for code in own:
        far = far[((wide.loc[far.index] - wide.loc[code]) ** 2).sum(axis=1) > APART**2]
    for code in dict.fromkeys([*own, *far.index[:NAMED]]):
        mine, at = code in own, rows.loc[code]
        if mine:
            ax.plot(at["x"], at["y"], linestyle="", **(style.FOCUS | {"marker": "D"}))
        side = "left" if wide.loc[code, "x"] > wide["x"].median() else "right"
        style.label(ax, name(code), (at["x"], at["y"]), side, must=mine, fontweight=700 if mine else 400)
