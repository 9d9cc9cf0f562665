"""How provinces are spread, year by year."""

from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdviews.language.messages import gettext
from bdviews.plots import style
from bdviews.plots.compare import source_of, unit_axis
from bdviews.sentences import Sentence

if TYPE_CHECKING:
    from bdviews.comparison.standpoint import At


@style.chart
def over_years(rows: pd.DataFrame, title: Sentence, here: "At", size: str = "page") -> Axes:
    """Draw the distribution of all provinces for each year of one way, on a scale of ratios; the title is a finding."""
    import seaborn as sns

    years = sorted(rows["year"].unique())
    facts, own = title.facts, gettext(here.lang, "; blue: {name}", name=here.name) if here.inside else ""
    subtitle = gettext(here.lang, "width: how many provinces are near a value; dashes: quartiles; logarithmic "
                       "scale{own}; Gini without {without}: {a}, then {b}", own=own, a=here.number(facts["gini"][2], 3),
                       b=here.number(facts["gini"][3], 3), without=here.labels.area(facts["without"]))  # fmt: skip
    sheet = style.canvas(here.lang, str(title).rstrip("."), source_of(rows, here), subtitle=subtitle, size=size)
    with sheet as (figure, ax):
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
        names = {year: str(year) for year in years}
        names |= {year: f"{year}\nGini {here.number(share, 3)}" for year, share in
                  zip(facts["years"], facts["gini"], strict=False)}  # fmt: skip
        ax.set_xticks(some, [names[years[n]] for n in some])
        ax.margins(y=0.14)
    quarters = rows.groupby("year")["obs_value"].quantile([0.25, 0.5, 0.75]).unstack()
    said = [f"{here.year(rows.iloc[0], year)}: " + ", ".join(here.value({**rows.iloc[0], "obs_value": one})
            for one in row) for year, row in zip(quarters.index, quarters.to_numpy(), strict=True)]  # fmt: skip
    every = gettext(here.lang, "Lower quartile, median and upper quartile, by year: {said}", said="; ".join(said))
    figure.said, figure.alt = title, f"{title}. {every}."
    figure.table = rows[["ref_area", "year", "obs_value", "rank"]].reset_index(drop=True)
    return ax
