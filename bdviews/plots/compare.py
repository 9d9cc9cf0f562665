"""Chart of provinces beside each other: their values and places in one edition."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from bdviews.comparison.titles import standing_title
from bdviews.language import day, number, scale_and_unit
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.plots import style
from bdviews.plots.rows import beside

if TYPE_CHECKING:
    from bdviews.comparison.standpoint import At

ROW = 0.27  # inches a province in a list, at the page's type size
MOST = 3  # makers that a source line names


@style.chart
def ranking(rows: pd.DataFrame, every: pd.DataFrame, here: "At", size: str = "page") -> Axes | None:
    """Draw provinces of one edition as dots, the best on top; their places, and the title, are those among `every`."""
    if rows.empty:
        return None
    title = standing_title(every, here)
    title = replace(title, text=title.text + here.borders(*every[["time_period", "series"]].iloc[0]))
    names = [here.labels.area(code) for code in rows["ref_area"]]
    height = 1.9 + ROW * max(len(rows), 5) if size in ("page", "phone") else max(4.6, 1.1 + 0.3 * len(rows))
    subtitle = gettext(here.lang, "right of each dot: the value and the place among all {n} provinces",
                       n=str(len(every)))  # fmt: skip
    if len(rows) < len(every) and not here.region:
        subtitle = gettext(here.lang, "the first and the last; {marks}", marks=subtitle)
    sheet = style.canvas(here.lang, str(title), source_of(every, here), subtitle=subtitle, size=size, height=height)
    with sheet as (figure, ax):
        unit = unit_axis(ax.xaxis, rows["obs_value"], every["unit_measure"].iloc[0], here)
        ax.margins(x=0.08)
        own = [code == here.area for code in rows["ref_area"]]
        mates = rows["region"].eq(here.region) & bool(here.region) & (len(rows) == len(every))  # as on the map
        for y, (value, mine, mate) in enumerate(zip(rows["obs_value"], own, mates, strict=True)):
            look = style.OTHERS | ({"markeredgecolor": style.INK, "markeredgewidth": 2} if mate else {})
            ax.plot(value, y, linestyle="", **(style.FOCUS | {"marker": "D"} if mine else look))
        named(ax, names, own)
        told = [f"{here.value(row)} · {placed(row)}" for _, row in rows.iterrows()]
        beside(ax, range(len(rows)), [one.replace(unit, "") for one in told], own)
    figure.said, figure.alt = title, f"{title}. {'; '.join(map(': '.join, zip(names, told, strict=True)))}."
    shown = rows.assign(name=names, said=told)
    figure.table = shown[["name", "ref_area", "time_period", "stage", "series", "obs_value", "unit_measure", "rank",
                          "rank_of", "said"]]  # fmt: skip
    figure.chart = {"kind": "dot", "category": "name", "values": ["obs_value"], "labels": "said", "focus": here.name,
                    **style.ticks(ax)}  # fmt: skip
    return ax


def placed(row: pd.Series) -> str:
    """A place and its field as numbers: 5/63."""
    return f"{row['rank']:.0f}/{row['rank_of']:.0f}"


def source_of(rows: pd.DataFrame, here: "At") -> str:
    """Source line: the series or else the publishers, when they published, and how many figures."""
    ids = rows["figure_ids"].str.split("|").explode().drop_duplicates()
    seen = here.prints.reindex(ids)
    who = [here.labels.series(code) for code in rows["series"].unique() if code]
    if rows["series"].eq("").any() or not who:
        unnamed = rows.loc[rows["series"].eq(""), "figure_ids"].str.split("|").explode()
        who += [here.labels.publisher(one) for one in seen["publisher"].reindex(unnamed).dropna().unique()]
    more = ngettext(here.lang, "and {n} other", "and {n} others", len(who) - MOST) if len(who) > MOST else ""
    tables = seen[seen["frame"].fillna("").ne("")]
    seen = tables if len(tables) else seen  # when pages reprint a table is no date
    dates = sorted({date[:10] for date in seen["published"].dropna() if date})
    ends = dates[:1] if dates and dates[-1].startswith(dates[0]) else [*dates[:1], *dates[-1:]]  # a month holds its day
    when = " – ".join(day(date, here.lang) for date in ends)
    counted = ngettext(here.lang, "{n} value of provinces", "{n} values of provinces", len(rows),
                       n=number(len(rows), here.lang))  # fmt: skip
    said = N_("published {when}, some without a date") if seen["published"].eq("").any() else N_("published {when}")
    published = gettext(here.lang, said, when=when) if when else ""
    return "; ".join(filter(None, [", ".join([*who[:MOST], *filter(None, [more])]), published, counted]))


def named(ax: Axes, names: list[str], own: list[bool]) -> None:
    """Name the rows of a list from the top, the area in bold."""
    ax.set_yticks(range(len(names)), names)
    for label, bold in zip(ax.get_yticklabels(), own, strict=True):
        label.set_fontweight(700 if bold else 400)
    ax.set_ylim(len(names) - 0.4, -0.6)


def unit_axis(axis: object, values: pd.Series, unit: str, here: "At") -> str:
    """Write ticks in the millions or billions of the greatest value, with the unit, which is given."""
    scale, ending = scale_and_unit(values.abs().max(), unit, here.lang)
    style.numbers(axis, here.lang, scale=scale)
    axis.set_label_text(ending.strip())
    return ending
