"""A dot a province, drawn by seaborn: growth against the start, and what is left of two sides of a pair of indicators.

The area and the provinces farthest from the middle are named.
"""

from collections.abc import Callable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdviews.comparison.standpoint import EARLIER
from bdviews.language.messages import N_, gettext
from bdviews.plots import style
from bdviews.plots.compare import unit_axis
from bdviews.sentences import Sentence

if TYPE_CHECKING:
    from bdviews.comparison.standpoint import At

NAMED = 4  # provinces farthest from the middle that are named beside the area
APART = 0.75  # standard deviations: the name of one nearer to the area would meet the area's own
UNITS = {True: N_("in % a year (logarithms)"), False: N_("in points a year")}  # by whether growth is in logarithms
YEARLY = {True: N_("% a year"), False: N_("points a year")}
LETTERS = 36  # of a line beside an axis
LEAST = 0.001  # a smaller p is told as below it


@style.chart
def catching_up(points: pd.DataFrame, row: pd.Series, title: Sentence, here: "At", size: str = "page") -> Axes:
    """Draw yearly growth (y) against the value at the start (x), one dot a province, with the fitted line of `row`."""
    import seaborn as sns

    logs = row["scale"] == "log"
    rows = points.assign(y=points["y"] * (100 if logs else 1))
    what = here.labels.indicator(row["indicator"])
    subtitle = gettext(here.lang, "growth {unit} against the value of {year}; a dot: a province",
                       year=str(row["first"]), unit=gettext(here.lang, UNITS[logs]))  # fmt: skip
    subtitle = f"{subtitle}; {_measured(row, here)}{here.borders(str(row['first']), said=EARLIER)}"
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


@style.chart
def left_over(panels: Sequence[pd.DataFrame], models: Sequence[pd.Series], title: Sentence, own: list[str], here: "At",
              size: str = "page") -> Axes:  # fmt: skip
    """Draw what is left of both sides of a pair under two models, one dot a province, with the slope of the model.

    `panels` are residuals of :func:`bdlib.comparison.association.association`, `models` their rows, `own` the provinces
    to point out.
    """
    first, tall = models[0], size == "phone"
    sides = {side: here.labels.indicator(first[name]) for side, name in (("x", "digital"), ("y", "economic"))}
    heads = [_head(model, here) for model in models]
    subtitle = gettext(here.lang, "a dot: a province, the mean of its years; residuals of the two standardised "
                       "variables; line: slope of the model")  # fmt: skip
    source = gettext(here.lang, "own computation from {n} provinces, {years}", n=f"{first['provinces']:.0f}",
                     years=first["years"].replace("|", ", "))  # fmt: skip
    grid = {"nrows": 2, "height": 8.6} if tall else {"ncols": 2, "height": 5.6}
    with style.canvas(here.lang, str(title), source, subtitle=subtitle, size=size, sharex=True, sharey=True,
                      **grid) as (figure, axes):  # fmt: skip
        for ax, rows, head, model in zip(axes.flat, panels, heads, models, strict=True):
            _panel(ax, rows, model)
            named(ax, rows.set_index("ref_area"), own, here.apart)
            ax.set_title(head, fontsize=mpl.rcParams["font.size"])
            ax.set_xlabel(_lines(sides["x"]) if ax is axes.flat[-1] or not tall else "")
            ax.set_ylabel(_lines(sides["y"]) if ax is axes.flat[0] or tall else "")
    figure.said, figure.alt = title, f"{title}. {'; '.join(_told(panels, heads, own, sides, here))}."
    every = pd.concat([rows.assign(held=head) for rows, head in zip(panels, heads, strict=True)], ignore_index=True)
    every = every.assign(**{side: every[side].round(2) for side in sides})
    names = {"held": gettext(here.lang, "Held equal"), **sides}
    figure.table = every[["ref_area", "held", *sides]].rename(columns=names)
    return axes.flat[0]


def _lines(name: str) -> str:
    """Break a long name of an axis into lines about as long as each other."""
    return name if len(name) <= LETTERS else fill(name, len(name) // 2 + 4)


def _panel(ax: Axes, rows: pd.DataFrame, model: pd.Series) -> None:
    """Draw the dots of a panel and the line of its model: that of the dots alone would be of means of years."""
    import seaborn as sns

    sns.regplot(rows, x="x", y="y", ci=None, fit_reg=False, ax=ax, scatter_kws=dots())
    ends = np.array([rows["x"].min(), rows["x"].max()])
    ax.plot(ends, model["estimate"] * ends, color=style.INK, linewidth=1.6)
    ax.axhline(0, color=style.RULE, linewidth=0.9, zorder=0)
    ax.axvline(0, color=style.RULE, linewidth=0.9, zorder=0)
    ax.margins(0.25, 0.16)


def _head(model: pd.Series, here: "At") -> str:
    """What a model holds equal, its slope, and its p value for the number of comparisons, never as nought."""
    p = f"< {here.number(LEAST, 3)}" if model["p_holm"] < LEAST else f"= {here.number(model['p_holm'], 3)}"
    said = N_("year and region held equal")
    if model["controls"]:
        said = N_("{controls} held equal too")
    controls = ", ".join(map(here.mid, model["controls"].split("|"))) if model["controls"] else ""
    slope = here.say(N_("slope {b}, p {p} after Holm"), b=here.number(model["estimate"], 2), p=p)
    held = here.say(said, controls=controls)
    return f"{held[:1].upper()}{held[1:]}\n{slope}"


def _told(panels: Sequence[pd.DataFrame], heads: list[str], own: list[str], sides: dict[str, str],
          here: "At") -> list[str]:  # fmt: skip
    """Each panel in words: its slope, and the provinces pointed out."""
    told = []
    for rows, head in zip(panels, heads, strict=True):
        mine = [f"{here.apart(row.ref_area)}: {sides['x']} {here.number(row.x, 2)}, {sides['y']} "
                f"{here.number(row.y, 2)}" for row in rows[rows["ref_area"].isin(own)].itertuples()]  # fmt: skip
        told.append(", ".join([head.replace("\n", ", "), *mine]))
    return told


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
