"""How provinces are spread: on the line of their region, and year by year."""

from textwrap import fill
from typing import TYPE_CHECKING

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes

from bdviews.language.messages import gettext
from bdviews.plots import style
from bdviews.plots.compare import source_of, unit_axis
from bdviews.sentences import Sentence, sentence

if TYPE_CHECKING:
    from bdviews.comparison.standpoint import At

BROAD = {"page": 26, "slide": 30, "half": 20, "phone": 16}


@style.chart
def by_region(rows: pd.DataFrame, here: "At", size: str = "page") -> Axes:
    """Draw every province as a dot on the line of its region, the region with the greatest median on top.

    Parameters
    ----------
    rows : all provinces of one complete edition.
    """
    import seaborn as sns

    order = rows.groupby("region")["obs_value"].median().sort_values(ascending=False)
    title = region_title(rows, here)
    subtitle = gettext(here.lang, "a dot: a province; upright line: the median of its region; dashed: the country")
    height = 1.7 + 0.52 * len(order) if size in ("page", "phone") else None
    with style.canvas(here.lang, str(title), source_of(rows, here), subtitle=subtitle, size=size, height=height) as (
        figure, ax,
    ):  # fmt: skip
        names = {code: fill(here.labels.area(code), BROAD[size]) for code in order.index}
        rest = rows[rows["ref_area"].ne(here.area)]
        sns.stripplot(rest, x="obs_value", y="region", order=list(order.index), jitter=False, color=style.GREY, ax=ax,
                      size=mpl.rcParams["lines.markersize"] * 0.85, edgecolor=style.PAPER, linewidth=0.8)  # fmt: skip
        for y, median in enumerate(order):
            ax.plot([median] * 2, [y - 0.28, y + 0.28], color=style.INK, linewidth=2.2, zorder=3)
        if pd.notna(rows["country_value"].iloc[0]):
            ax.axvline(rows["country_value"].iloc[0], **style.TARGET)
        _point_out(ax, rows, list(order.index), here)
        ax.set_yticks(range(len(order)), list(names.values()))
        ax.set_ylim(len(order) - 0.45, -0.75)
        ax.set_ylabel("")
        ax.grid(visible=False)
        unit_axis(ax.xaxis, rows["obs_value"], rows["unit_measure"].iloc[0], here)
    medians = [here.value({**rows.iloc[0], "obs_value": value}) for value in order]
    said = [f"{here.labels.area(code)}: {value}" for code, value in zip(order.index, medians, strict=True)]
    figure.said, figure.alt = title, f"{title}. {'; '.join(said)}."
    figure.table = rows[["ref_area", "region", "obs_value", "rank"]].reset_index(drop=True)
    return ax


def region_title(rows: pd.DataFrame, here: "At") -> Sentence:
    """The region with the greatest median, and how many of its provinces are above the country."""
    order = rows.groupby("region")["obs_value"].median().sort_values(ascending=False)
    best, value = order.index[0], rows["country_value"].iloc[0]
    mates = rows[rows["region"].eq(best)]
    above = int((mates["obs_value"] > value).sum())
    values = {"edition": here.edition(rows.iloc[0]), "region": here.labels.area(best), "k": str(above),
              "n": str(len(mates)),
              "median": here.value({**rows.iloc[0], "obs_value": order.iloc[0]})}  # fmt: skip
    facts = {
        "says": "title_region",
        "indicator": rows["indicator"].iloc[0],
        "time_period": rows["time_period"].iloc[0],
        "territory": here.territory,
        "region": best,
        "median": order.iloc[0],
        "k": above,
        "n": len(mates),
    }
    return sentence(here.lang, "{edition}: highest median in the {region} ({median}), {k} of its {n} provinces "
                    "above the country", values, facts)  # fmt: skip


def _point_out(ax: Axes, rows: pd.DataFrame, order: list[str], here: "At") -> None:
    """Name the area; without it, the greatest and the least."""
    own = rows[rows["ref_area"].eq(here.area)]
    for _, row in (own if len(own) else rows.sort_values("obs_value").iloc[[0, -1]]).iterrows():
        y = order.index(row["region"])
        if len(own):
            ax.plot(row["obs_value"], y, linestyle="", **(style.FOCUS | {"marker": "D"}))
        share = (row["obs_value"] - rows["obs_value"].min()) / (
            (rows["obs_value"].max() - rows["obs_value"].min()) or 1
        )
        side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
        ax.annotate(
            here.labels.area(row["ref_area"]),
            (row["obs_value"], y),
            xytext=(0, 11),
            ha=side,
            va="bottom",
            textcoords="offset points",
            fontweight=700 if len(own) else 400,
            path_effects=style.halo(),
        )


@style.chart
def over_years(rows: pd.DataFrame, title: Sentence, here: "At", size: str = "page") -> Axes:
    """Draw the distribution of all provinces for each year of one way, on a scale of ratios.

    Parameters
    ----------
    rows : of all provinces, as given by :func:`bdlib.comparison.paths.paths`.
    title : the finding.
    """
    import seaborn as sns

    years = sorted(rows["year"].unique())
    subtitle = gettext(here.lang, "width: how many provinces are near a value; dashes: quarters; scale of ratios{own}",
                       own=gettext(here.lang, "; blue: {name}", name=here.name) if here.inside else "")  # fmt: skip
    with style.canvas(here.lang, str(title).rstrip("."), source_of(rows, here), subtitle=subtitle, size=size) as (
        figure, ax,
    ):  # fmt: skip
        sns.violinplot(
            rows,
            x="year",
            y="obs_value",
            order=years,
            log_scale=(False, True),
            inner="quart",
            cut=0,
            ax=ax,
            color="#D9DFE5",
            linecolor=style.MUTED,
            linewidth=0.9,
            density_norm="width",
            width=0.85,
        )
        own = rows[rows["ref_area"].eq(here.area)].sort_values("year")
        ax.plot([years.index(year) for year in own["year"]], own["obs_value"], **(style.FOCUS | {"marker": "D"}))
        last = rows[rows["year"].eq(years[-1])].sort_values("obs_value")
        for (_, row), side, away in zip(last.iloc[[0, -1]].iterrows(), ("top", "bottom"), (-5, 5), strict=True):
            name, at = here.labels.area(row["ref_area"]), (len(years) - 1, row["obs_value"])
            ax.annotate(name, at, xytext=(0, away), ha="center", va=side, textcoords="offset points")
        ax.yaxis.set_major_locator(mpl.ticker.LogLocator(subs=(1, 2, 5)))
        ax.yaxis.set_minor_locator(mpl.ticker.NullLocator())
        unit_axis(ax.yaxis, rows["obs_value"], rows["unit_measure"].iloc[0], here)
        ax.set_xlabel("")
        step = 1 if size in ("page", "slide") else 2
        ax.set_xticks(range(len(years))[::-step], [str(year) for year in years[::-step]])
        ax.margins(y=0.14)
    quarters = rows.groupby("year")["obs_value"].quantile([0.25, 0.5, 0.75]).unstack()
    said = [f"{year}: " + " / ".join(here.value({**rows.iloc[0], "obs_value": one}) for one in row) for year, row in
            zip(quarters.index, quarters.to_numpy(), strict=True)]  # fmt: skip
    figure.said, figure.alt = title, f"{title} {'; '.join(said)}."
    figure.table = rows[["ref_area", "year", "obs_value", "rank"]].reset_index(drop=True)
    return ax
