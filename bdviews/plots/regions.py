"""How provinces are spread, year by year."""

from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdviews.language.messages import gettext
from bdviews.plots import style
from bdviews.plots.compare import source_of, unit_axis
from bdviews.plots.years import EARLIER
from bdviews.sentences import Sentence

if TYPE_CHECKING:
    from bdviews.comparison.standpoint import At


@style.chart
def over_years(rows: pd.DataFrame, title: Sentence, here: "At", size: str = "page") -> Axes:
    """Draw the distribution of all provinces for each year of one way, on a scale of ratios; the title is a finding."""
    import seaborn as sns

    years = sorted(rows["year"].unique())
    facts, own = title.facts, gettext(here.lang, "; blue: {name}", name=here.name) if here.inside else ""
    gini = {name: here.number(one, 3) for name, one in zip("abcd", facts["gini"], strict=True)}
    subtitle = gettext(here.lang, "width: how many provinces are near a value; dashes: quartiles; logarithmic "
                       "scale{own}; Gini (0: all equal) {a}, then {b}; without {without} {c}, then {d}", own=own,
                       without=here.labels.area(facts["without"]), **gini)  # fmt: skip
    subtitle += here.borders(str(years[0]), EARLIER)
    with style.canvas(here.lang, str(title), source_of(rows, here), subtitle=subtitle, size=size) as (figure, ax):
        sns.violinplot(rows, x="year", y="obs_value", order=years, log_scale=(False, True), inner="quart", cut=0, ax=ax,
                       color=style.RULE, linecolor=style.MUTED, linewidth=0.9, density_norm="width",
                       width=0.85)  # fmt: skip
        own = rows[rows["ref_area"].eq(here.area)].sort_values("year")
        ax.plot([years.index(year) for year in own["year"]], own["obs_value"], **(style.FOCUS | {"marker": "D"}))
        last = rows[rows["year"].eq(years[-1])].sort_values("obs_value")
        for (_, row), side in zip(last.iloc[[0, -1]].iterrows(), ("below", "above"), strict=True):
            style.label(ax, here.labels.area(row["ref_area"]), (len(years) - 1, row["obs_value"]), side)
        ax.yaxis.set_major_locator(mpl.ticker.LogLocator(subs=(1, 2, 5)))
        ax.yaxis.set_minor_locator(mpl.ticker.NullLocator())
        unit_axis(ax.yaxis, rows["obs_value"], rows["unit_measure"].iloc[0], here)
        ax.set_xlabel("")
        most = min(len(years), 9 if size in ("page", "slide") else 4)
        some = np.linspace(0, len(years) - 1, most).round().astype(int)
        ax.set_xticks(some, [str(years[n]) for n in some])
        ax.margins(y=0.14)
    figure.said, figure.alt = title, f"{title}. {'; '.join(_written(rows, here))}."
    figure.table = rows[["ref_area", "year", "obs_value", "rank"]].reset_index(drop=True)
    return ax


def _written(rows: pd.DataFrame, here: "At") -> list[str]:
    """What the picture shows, in words: the lowest and the highest province in the last year, the area in all."""
    last = rows[rows["year"].eq(rows["year"].max())].sort_values("obs_value").iloc[[0, -1]]
    ends = [f"{here.year(row, row['year'])}: {here.labels.area(row['ref_area'])} {here.value(row)}"
            for _, row in last.iterrows()]  # fmt: skip
    own = rows[rows["ref_area"].eq(here.area)].sort_values("year")
    values = ", ".join(f"{here.year(row, row['year'])}: {here.value(row)}" for _, row in own.iterrows())
    return [*ends, f"{here.name} {values}"] if values else ends
