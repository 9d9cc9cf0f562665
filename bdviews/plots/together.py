"""Chart of two sides beside each other: what is left of both once other things are held equal."""

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdviews.language.messages import N_, gettext
from bdviews.plots import style
from bdviews.plots.scatter import dots, named
from bdviews.sentences import Sentence

if TYPE_CHECKING:
    from bdviews.comparison.standpoint import At

LETTERS = 36  # of a line beside an axis
LEAST = 0.001  # a smaller p is told as below it


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
    subtitle = gettext(here.lang, "a dot: a province, the mean of its years; what is left of both sides, in standard "
                       "deviations; line: slope of the model")  # fmt: skip
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
