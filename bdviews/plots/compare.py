"""Charts of provinces beside each other: places in one edition, old and new provinces on one scale."""

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdviews.language import day, number, scale_and_unit
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import period
from bdviews.plots import style
from bdviews.sentences import Sentence, sentence

if TYPE_CHECKING:
    from bdviews.comparison.standpoint import At

ROW = 0.27  # inches a province in a list, at the page's type size
LETTERS = {"phone": 20, "half": 24, "page": 30}  # of a small picture's title in a line
MOST = 3  # makers that a source line names


@style.chart
def ranking(rows: pd.DataFrame, every: pd.DataFrame, here: "At", size: str = "page") -> Axes | None:
    """Draw provinces of one edition as dots, the best on top; their places, and the title, are those among `every`."""
    if rows.empty:
        return None
    title = standing_title(every, here)
    names = [here.labels.area(code) for code in rows["ref_area"]]
    height = 1.9 + ROW * max(len(rows), 5) if size in ("page", "phone") else None
    subtitle = gettext(here.lang, "beside each dot: the value and the place among all {n} provinces", n=str(len(every)))
    if len(rows) < len(every) and not here.region:
        subtitle = gettext(here.lang, "the first and the last; {marks}", marks=subtitle)
    with style.canvas(here.lang, str(title), source_of(every, here), subtitle=subtitle, size=size, height=height) as (
        figure, ax,
    ):  # fmt: skip
        _room(ax, rows["obs_value"], every["unit_measure"].iloc[0], here, right=1.6 if size == "phone" else 0.5)
        for y, (_, row) in enumerate(rows.iterrows()):
            own, mate = row["ref_area"] == here.area, here.region and row["region"] == here.region
            _dot(ax, row["obs_value"], y, f"{here.value(row)} · {placed(row)}", own=own, hollow=False)
            if mate and rows["region"].nunique() > 1:  # as the map outlines it
                ax.plot(row["obs_value"], y, "s", color=style.INK, fillstyle="none", markersize=13, zorder=5)
        named(ax, names, [code == here.area for code in rows["ref_area"]])
    said = [f"{name} {here.value(row)} ({placed(row)})" for name, (_, row) in zip(names, rows.iterrows(), strict=True)]
    figure.said, figure.alt = title, f"{title}. {'; '.join(said)}."
    words = [f"{here.value(row)}\n{placed(row)}" for _, row in rows.iterrows()]
    shown = rows.assign(name=names, said=words)
    figure.table = shown[["name", "ref_area", "time_period", "series", "obs_value", "rank", "rank_of", "said"]]
    figure.chart = {"kind": "dot", "category": "name", "values": ["obs_value"], "labels": "said", "focus": here.name}
    return ax


def standing_title(every: pd.DataFrame, here: "At") -> Sentence:
    """Where the area stands among all and in its region; without it, who is first and who is last."""
    own = every[every["ref_area"].eq(here.area)]
    if own.empty:
        return _ends_title(every, here)
    row = own.iloc[0]
    mates = every[every["region"].eq(row["region"])]
    ahead = int((mates["rank"] < row["rank"]).sum()) + 1
    values = {"edition": here.edition(row), "name": here.labels.area(row["ref_area"]), "place": f"{row['rank']:.0f}",
              "of": f"{row['rank_of']:.0f}", "ahead": str(ahead), "mates": str(len(mates)),
              "region": here.labels.area(row["region"])}  # fmt: skip
    facts = {"says": "title_place", "ref_area": row["ref_area"], "indicator": row["indicator"], "place": row["rank"],
             "time_period": row["time_period"], "series": row["series"], "territory": row["territory"],
             "of": row["rank_of"], "ahead": ahead, "mates": len(mates), "region": row["region"]}  # fmt: skip
    if not row["region"]:
        return sentence(here.lang, "{edition}: {name} in place {place} of {of}", values, facts)
    return sentence(here.lang, "{edition}: {name} in place {place} of {of}, {ahead} of {mates} in the {region}", values,
                    facts)  # fmt: skip


def _ends_title(every: pd.DataFrame, here: "At") -> Sentence:
    first, last = every.iloc[0], every.iloc[-1]
    values = {"edition": here.edition(first), "of": str(len(every)), "high": here.value(first), "low": here.value(last),
              "first": here.labels.area(first["ref_area"]), "last": here.labels.area(last["ref_area"])}  # fmt: skip
    facts = {"says": "title_ends", "indicator": first["indicator"], "time_period": first["time_period"],
             "territory": first["territory"], "series": first["series"], "of": len(every), "high": first["obs_value"],
             "low": last["obs_value"], "first": first["ref_area"], "last": last["ref_area"]}  # fmt: skip
    return sentence(here.lang, "{edition}, {of} provinces: from {high} ({first}) to {low} ({last})", values, facts)


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
    dates = sorted({date[:10] for date in seen["published"].dropna() if date})
    when = " – ".join(day(date, here.lang) for date in dict.fromkeys([*dates[:1], *dates[-1:]]))
    counted = ngettext(here.lang, "{n} figure", "{n} figures", len(rows), n=number(len(rows), here.lang))
    said = N_("published {when}, some without a date") if seen["published"].eq("").any() else N_("published {when}")
    published = gettext(here.lang, said, when=when) if when else ""
    return "; ".join(filter(None, [", ".join([*who[:MOST], *filter(None, [more])]), published, counted]))


@style.chart
def old_and_new(rows: pd.DataFrame, title: Sentence, here: "At", size: str = "page") -> Axes:
    """Draw old provinces (hollow) and new ones (filled) on one scale, a small picture an indicator."""
    codes = sorted(rows["indicator"].unique(), key=lambda code: (code != title.facts["indicator"], code))
    areas = rows.sort_values(["territory", "ref_area"], ascending=[False, True])["ref_area"].drop_duplicates().tolist()
    columns = 1 if size == "phone" else 2
    lines = -(-len(codes) // columns)
    height = 1.6 + lines * (1.0 + 1.15 * ROW * len(areas)) if size in ("page", "phone") else None
    subtitle = gettext(here.lang, "grey, hollow: province before July 2025, with its place among 63; blue: since, "
                       "among 34; dashed: the country")  # fmt: skip
    heading, source = str(title).rstrip("."), source_of(rows, here)
    with style.canvas(here.lang, heading, source, subtitle=subtitle, size=size, height=height,
                      nrows=lines, ncols=columns, squeeze=False) as (figure, axes):  # fmt: skip
        for ax, code in zip(axes.flat, codes, strict=False):
            _pair(ax, rows[rows["indicator"].eq(code)].set_index("ref_area"), areas, here)
        for ax in axes.flat[len(codes) :]:
            ax.set_axis_off()
    said = [f"{here.edition(row)}, {here.apart(row['ref_area'])}: {here.value(row)} ({placed(row)})"
            for _, row in rows.iterrows()]  # fmt: skip
    figure.said, figure.alt = title, f"{title} {'; '.join(said)}."
    figure.table = rows[["ref_area", "indicator", "time_period", "obs_value", "rank", "rank_of"]].reset_index(drop=True)
    return axes.flat[0]


def _pair(ax: Axes, rows: pd.DataFrame, areas: list[str], here: "At") -> None:
    """Draw one indicator of old and new provinces."""
    first = rows.iloc[0]
    country = first["country_value"] if here.codes["aggregate"].get(first["indicator"]) != "sum" else np.nan
    drawn = pd.concat([rows["obs_value"], pd.Series([country])]).dropna()
    _room(ax, drawn, first["unit_measure"], here, right=2.2 if ax.figure.size == "phone" else 1.0)
    unit = scale_and_unit(drawn.abs().max(), first["unit_measure"], here.lang)[1]
    for y, code in enumerate(areas):
        for _, row in rows.loc[rows.index == code].iterrows():
            said = here.value(row).removesuffix(unit)  # below the axis
            _dot(ax, row["obs_value"], y, f"{said} · {placed(row)}", own=row["territory"] == "34",
                 hollow=row["territory"] == "63")  # fmt: skip
    if pd.notna(country):
        ax.axvline(country, **style.TARGET)
    title = fill(here.edition(first), LETTERS.get(ax.figure.size, 34))
    ax.set_title(title, fontsize=style.theme(ax.figure.size)["font.size"])
    named(ax, [_dated(code, here) for code in areas], [code == here.area for code in areas])
    ax.tick_params(labelleft=ax.get_subplotspec().is_first_col())


def _dated(code: str, here: "At") -> str:
    """Name of an area with when it ended or began, so that a name that stayed is not two rows alike."""
    row = here.est.tables.areas.set_index("area").loc[code]
    said, when = N_("{name} (to {when})") if row["valid_to"] else N_("{name} (since {when})"), row["valid_to"]
    when, name = period((when or row["valid_from"])[:7], here.lang), here.labels.area(code)
    return gettext(here.lang, said, name=name, when=when) if when else name


def _dot(ax: Axes, value: float, y: float, text: str, *, own: bool, hollow: bool) -> None:
    look = style.FOCUS | {"marker": "D"} if own else style.OTHERS
    look |= {"markerfacecolor": style.PAPER} if hollow else {}
    ax.plot(value, y, linestyle="", **look)
    style.label(ax, text, (value, y), "right", "left", row=True, fontweight=700 if own else 400)


def named(ax: Axes, names: list[str], own: list[bool]) -> None:
    """Name the rows of a list from the top, the area in bold."""
    ax.set_yticks(range(len(names)), names)
    for label, bold in zip(ax.get_yticklabels(), own, strict=True):
        label.set_fontweight(700 if bold else 400)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.grid(visible=False)


def _room(ax: Axes, values: pd.Series, unit: str, here: "At", right: float = 0.4) -> None:
    """Leave room for the words at the right, and write the unit below."""
    low, high = values.min(), values.max()
    width = (high - low) or abs(high) or 1.0
    ax.set_xlim(low - 0.06 * width, high + right * width)
    unit_axis(ax.xaxis, values, unit, here)


def unit_axis(axis: object, values: pd.Series, unit: str, here: "At") -> None:
    """Write ticks in the millions or billions of the greatest value, with the unit."""
    scale, ending = scale_and_unit(values.abs().max(), unit, here.lang)
    style.numbers(axis, here.lang, scale=scale)
    axis.set_label_text(ending.strip())
