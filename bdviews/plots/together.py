"""Charts of two things beside each other: what is left of both, and growth against the start."""

from collections.abc import Sequence
from textwrap import fill
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

LETTERS = 36  # of a line beside an axis
NAMED = 4  # provinces farthest from the middle that are named beside the area's own


@style.chart
def left_over(panels: Sequence[pd.DataFrame], models: Sequence[pd.Series], title: Sentence, own: list[str], here: "At",
              size: str = "page") -> Axes:  # fmt: skip
    """Draw what is left of both sides of a pair under two models, one dot a province, with the fitted line.

    `panels` are residuals of :func:`bdlib.comparison.association.association`, `models` their rows, `own` the provinces
    to point out.
    """
    import seaborn as sns

    first, controls = models[0], here.mid(models[1]["controls"])
    heads = [here.say(N_("year and region held equal")), here.say(N_("and {controls} too"), controls=controls)]
    subtitle = gettext(here.lang, "a dot: a province; what is left of both sides, in standard deviations; line: "
                       "slope of the model")  # fmt: skip
    tall, left = size == "phone", gettext(here.lang, "{indicator}, what is left (s.d.)", indicator="{}")
    source = gettext(here.lang, "own computation from {n} provinces, {years}", n=f"{first['provinces']:.0f}",
                     years=first["years"].replace("|", ", "))  # fmt: skip
    grid = {"nrows": 2, "height": 7.4} if tall else {"ncols": 2, "height": 5.6}
    with style.canvas(here.lang, str(title), source, subtitle=subtitle, size=size, sharex=True, sharey=True,
                      **grid) as (figure, axes):  # fmt: skip
        for ax, rows, head, model in zip(axes.flat, panels, heads, models, strict=True):
            sns.regplot(rows, x="x", y="y", ci=None, fit_reg=False, ax=ax, scatter_kws=_dots())
            ends = np.array([rows["x"].min(), rows["x"].max()])
            ax.plot(ends, model["estimate"] * ends, color=style.INK, linewidth=1.6)
            _names(ax, rows.set_index("ref_area"), own, here)
            ax.set_title(head, fontsize=mpl.rcParams["font.size"])
            ax.set_xlabel(fill(left.format(here.labels.indicator(first["digital"])), LETTERS))
            named = fill(left.format(here.labels.indicator(first["economic"])), LETTERS)
            ax.set_ylabel(named if ax is axes.flat[0] or tall else "")
            ax.axhline(0, color=style.RULE, linewidth=0.9, zorder=0)
            ax.axvline(0, color=style.RULE, linewidth=0.9, zorder=0)
            ax.margins(0.25, 0.16)
    sides = {"x": here.labels.indicator(first["digital"]), "y": here.labels.indicator(first["economic"])}
    told = [f"{_name(row.ref_area, here)}, {head}: {sides['x']} {here.number(row.x, 2)}, {sides['y']} "
            f"{here.number(row.y, 2)}" for rows, head in zip(panels, heads, strict=True)
            for row in rows[rows["ref_area"].isin(own)].itertuples()]  # fmt: skip
    figure.said, figure.alt = title, ". ".join([str(title), *filter(None, ["; ".join(told)])])
    every = pd.concat([rows.assign(held=head) for rows, head in zip(panels, heads, strict=True)], ignore_index=True)
    names = {"held": gettext(here.lang, "Held equal"), **sides}
    figure.table = every[["ref_area", "held", "x", "y"]].rename(columns=names)
    return axes.flat[0]


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
        sns.regplot(rows, x="x", y="y", logx=logs, ci=None, truncate=True, ax=ax, scatter_kws=_dots(),
                    line_kws={"color": style.INK, "linewidth": 1.6})  # fmt: skip
        if logs:
            ax.set_xscale("log")
            ax.xaxis.set_major_locator(mpl.ticker.LogLocator(subs=(1, 2, 3, 5)))
            ax.xaxis.set_minor_locator(mpl.ticker.NullLocator())
        _names(ax, rows, [here.area], here, logs=logs)
        unit = here.codes["unit"].get(row["indicator"], "")
        unit_axis(ax.xaxis, rows["x"], unit, here)
        ax.set_xlabel(f"{what} {row['first']} ({ax.get_xlabel()})")
        ax.set_ylabel(here.say(YEARLY[logs]))
        ax.margins(0.1)
    ends = rows.sort_values("y").iloc[[0, -1]]
    start = {"x": f"{what} {row['first']}", "y": here.say(N_("growth, {unit}"), unit=here.say(UNITS[logs]))}
    told = [f"{here.labels.area(code)}: {here.labels.amount(one['x'], row['indicator'])}, {here.number(one['y'], 2)}"
            for code, one in pd.concat([rows[rows.index == here.area], ends]).iterrows()]  # fmt: skip
    figure.said, figure.alt = title, f"{title}. {' / '.join(start.values())}: {'; '.join(told)}."
    figure.table = rows.reset_index().rename(columns=start)
    return ax


UNITS = {True: N_("in % a year (logarithms)"), False: N_("in points a year")}  # by whether growth is in logarithms
YEARLY = {True: N_("% a year"), False: N_("points a year")}


def _measured(row: pd.Series, here: "At") -> str:
    """The slope with its interval, and the spread at both ends."""
    beta, low, high = (here.number(row[name], 3) for name in ("beta", "lower", "upper"))
    a, b = (here.number(row[f"sigma_{end}"], 2) for end in ("first", "last"))
    said = N_("β {beta} a year (95% interval {low} to {high}); σ {a}, then {b}")
    return here.say(said, beta=beta, low=low, high=high, a=a, b=b)


def _dots() -> dict[str, object]:
    return {"s": mpl.rcParams["lines.markersize"] ** 2 * 0.55, "color": style.GREY, "alpha": 1, "linewidths": 0}


def _name(code: str, here: "At") -> str:
    """Name of a province to point out; of a part of the area with which of two of that name it is."""
    return here.name if code == here.area else here.apart(code)


def _names(ax: Axes, rows: pd.DataFrame, own: list[str], here: "At", *, logs: bool = False) -> None:
    """Name the area, and the provinces farthest from the middle as far as their names do not meet."""
    wide = pd.DataFrame({"x": np.log(rows["x"]) if logs else rows["x"], "y": rows["y"]})
    far = (((wide - wide.mean()) / wide.std()) ** 2).sum(axis=1).sort_values(ascending=False, kind="stable")
    for code in dict.fromkeys([*[one for one in own if one in rows.index], *far.index[:NAMED]]):
        mine, at = code in own, rows.loc[code]
        if mine:
            ax.plot(at["x"], at["y"], linestyle="", **(style.FOCUS | {"marker": "D"}))
        side = "left" if wide.loc[code, "x"] > wide["x"].median() else "right"
        name = _name(code, here) if mine else here.labels.area(code)
        style.label(ax, name, (at["x"], at["y"]), side, must=mine, fontweight=700 if mine else 400)
