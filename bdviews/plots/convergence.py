"""Chart of growth against the start."""

from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdviews.language.messages import N_, gettext
from bdviews.plots import style
from bdviews.plots.compare import unit_axis
from bdviews.plots.years import EARLIER
from bdviews.sentences import Sentence

if TYPE_CHECKING:
    from bdviews.comparison.standpoint import At

NAMED = 4  # provinces farthest from the middle that are named beside the area
UNITS = {True: N_("in % a year (logarithms)"), False: N_("in points a year")}  # by whether growth is in logarithms
YEARLY = {True: N_("% a year"), False: N_("points a year")}


@style.chart
def catching_up(points: pd.DataFrame, row: pd.Series, title: Sentence, here: "At", size: str = "page") -> Axes:
    """Draw yearly growth (y) against the value at the start (x), one dot a province, with the fitted line of `row`."""
    logs = row["scale"] == "log"
    rows = points.assign(y=points["y"] * (100 if logs else 1))
    what = here.labels.indicator(row["indicator"])
    subtitle = gettext(here.lang, "growth {unit} against the value of {year}; a dot: a province",
                       year=str(row["first"]), unit=gettext(here.lang, UNITS[logs]))  # fmt: skip
    subtitle = f"{subtitle}; {_measured(row, here)}{here.borders(str(row['first']), EARLIER)}"
    source = gettext(here.lang, "own computation from {n} provinces, {years}", n=str(row["areas"]),
                     years=f"{row['first']}–{row['last']}")  # fmt: skip
    with style.canvas(here.lang, str(title), source, subtitle=subtitle, size=size) as (figure, ax):
        large = mpl.rcParams["lines.markersize"] ** 2 * 0.55
        ax.scatter(rows["x"], rows["y"], s=large, color=style.GREY, linewidths=0)
        ax.plot(*_fitted(rows, logs), color=style.INK, linewidth=1.6)
        if logs:
            ax.set_xscale("log")
            ax.xaxis.set_major_locator(mpl.ticker.LogLocator(subs=(1, 2, 3, 5)))
            ax.xaxis.set_minor_locator(mpl.ticker.NullLocator())
        _names(ax, rows, here, logs=logs)
        unit_axis(ax.xaxis, rows["x"], here.codes["unit"].get(row["indicator"], ""), here)
        ax.set_xlabel(f"{what} {row['first']} ({ax.get_xlabel()})")
        ax.set_ylabel(here.say(YEARLY[logs]))
        ax.margins(0.1)
    ends = rows.sort_values("y").iloc[[0, -1]]
    start = {"x": f"{what} {row['first']}", "y": here.say(N_("growth, {unit}"), unit=here.say(UNITS[logs]))}
    told = [f"{here.labels.area(code)}: {here.labels.amount(one['x'], row['indicator'])}, {here.number(one['y'], 2)}"
            for code, one in pd.concat([rows[rows.index == here.area], ends]).iterrows()]  # fmt: skip
    figure.said, figure.alt = title, f"{title}. {' / '.join(start.values())}: {'; '.join(told)}."
    amounts = [here.labels.amount(one, row["indicator"]) for one in rows["x"]]
    figure.table = rows.assign(x=amounts, y=rows["y"].round(2)).reset_index().rename(columns=start)
    return ax


def _fitted(rows: pd.DataFrame, logs: bool) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the line of least squares."""
    x = np.log(rows["x"]) if logs else rows["x"]
    ends = np.array([x.min(), x.max()])
    line = np.polyval(np.polyfit(x, rows["y"], 1), ends)
    return np.exp(ends) if logs else ends, line


def _measured(row: pd.Series, here: "At") -> str:
    """The slope with its interval, and the spread at both ends."""
    beta, low, high = (here.number(row[name], 3) for name in ("beta", "lower", "upper"))
    a, b = (here.number(row[f"sigma_{end}"], 2) for end in ("first", "last"))
    said = N_("β {beta} a year (95% interval {low} to {high}, HC3); σ {a}, then {b}")
    return here.say(said, beta=beta, low=low, high=high, a=a, b=b)


def _names(ax: Axes, rows: pd.DataFrame, here: "At", *, logs: bool = False) -> None:
    """Name the area, and the provinces farthest from the middle as far as their names do not meet."""
    wide = pd.DataFrame({"x": np.log(rows["x"]) if logs else rows["x"], "y": rows["y"]})
    far = (((wide - wide.mean()) / wide.std()) ** 2).sum(axis=1).sort_values(ascending=False, kind="stable")
    own = [here.area] if here.area in rows.index else []
    for code in dict.fromkeys([*own, *far.index[:NAMED]]):
        mine, at = code in own, rows.loc[code]
        if mine:
            ax.plot(at["x"], at["y"], linestyle="", **(style.FOCUS | {"marker": "D"}))
        side = "left" if wide.loc[code, "x"] > wide["x"].median() else "right"
        style.label(ax, here.labels.area(code), (at["x"], at["y"]), side, must=mine,
                    fontweight=700 if mine else 400)  # fmt: skip
