"""Chart of growth against the start."""

from typing import TYPE_CHECKING

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes

from bdviews.comparison.standpoint import EARLIER
from bdviews.language.messages import N_, gettext
from bdviews.plots import style
from bdviews.plots.compare import unit_axis
from bdviews.plots.scatter import dots, named
from bdviews.sentences import Sentence

if TYPE_CHECKING:
    from bdviews.comparison.standpoint import At

UNITS = {True: N_("in % a year (logarithms)"), False: N_("in points a year")}  # by whether growth is in logarithms
YEARLY = {True: N_("% a year"), False: N_("points a year")}


@style.chart
def catching_up(points: pd.DataFrame, row: pd.Series, title: Sentence, here: "At", size: str = "page") -> Axes:
    """Draw yearly growth (y) against the value at the start (x), one dot a province, with the fitted line of `row`."""
    import seaborn as sns

    logs = row["scale"] == "log"
    rows = points.assign(y=points["y"] * (100 if logs else 1))
    what = here.labels.indicator(row["indicator"])
    subtitle = gettext(here.lang, "growth {unit} against the value of {year}; a dot: a province",
                       year=str(row["first"]), unit=gettext(here.lang, UNITS[logs]))  # fmt: skip
    subtitle = f"{subtitle}; {_measured(row, here)}{here.borders(str(row['first']), EARLIER)}"
    source = gettext(here.lang, "own computation from {n} provinces, {years}", n=str(row["areas"]),
                     years=f"{row['first']}–{row['last']}")  # fmt: skip
    with style.canvas(here.lang, str(title), source, subtitle=subtitle, size=size) as (figure, ax):
        sns.regplot(rows, x="x", y="y", logx=logs, ci=None, truncate=True, ax=ax, scatter_kws=dots(),
                    line_kws={"color": style.INK, "linewidth": 1.6})  # fmt: skip
        if logs:
            ax.set_xscale("log")
            ax.xaxis.set_major_locator(mpl.ticker.LogLocator(subs=(1, 2, 3, 5)))
            ax.xaxis.set_minor_locator(mpl.ticker.NullLocator())
        named(ax, rows, [here.area], here.labels.area, logs=logs)
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


def _measured(row: pd.Series, here: "At") -> str:
    """The slope with its interval, and the spread at both ends."""
    beta, low, high = (here.number(row[name], 3) for name in ("beta", "lower", "upper"))
    a, b = (here.number(row[f"sigma_{end}"], 2) for end in ("first", "last"))
    said = N_("β {beta} a year (95% interval {low} to {high}, HC3); σ {a}, then {b}")
    return here.say(said, beta=beta, low=low, high=high, a=a, b=b)
