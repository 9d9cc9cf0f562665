"""Claims against time: what each page says an indicator was, what was kept of it, and what the official table says."""

from collections.abc import Iterable
from typing import Any

import matplotlib as mpl
import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib import ticker
from matplotlib.axes import Axes
from matplotlib.path import Path

from bdlib import periods
from bdlib.gap import upheld
from bdviews.labels import FACETS, Labels
from bdviews.language import day, quantity
from bdviews.language.codes import spoken
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import period, stated
from bdviews.plots import style
from bdviews.plots.rows import legend
from bdviews.target_words import aimed

CROWD = 14  # claims from which reprints are left out of the drawing
KEPT, OPEN, ASIDE, COPY, WEAK, OFFICIAL = "kept", "in_conflict", "set_aside", "copy", "low", "official"
LOOKS = {
    OFFICIAL: {**style.OTHERS, "color": style.SERIES[2], "marker": "D", "markersize": 5, "linewidth": 1.4},
    ASIDE: {**style.SET_ASIDE, "linestyle": ""},
    WEAK: {**style.OTHERS, "marker": "v", "markerfacecolor": style.PAPER, "linestyle": ""},
    COPY: {**style.OTHERS, "markerfacecolor": style.PAPER, "linestyle": ""},
    OPEN: {**style.SET_ASIDE, "marker": "D", "linestyle": ""},
    KEPT: {**style.KEPT, "linestyle": ""},
}  # fmt: skip
EARLIER = Path([(-0.2, 0), (-1, 0), (-0.85, 0.1), (-1, 0), (-0.85, -0.1)], [1, 2, 2, 1, 2])  # an arrow to the left
AIM = N_("target {year}: {figure}")


def numbered(est: Any, area: str, indicator: str, figure_ids: Iterable[str] | None = None) -> pd.DataFrame:
    """List the claims about an indicator of an area in the order of time, those of pages with a number.

    The observations (of the pages' only `figure_ids`, where asked for) with `number` (0 for the official table),
    `start`, `end` (of the period each is about), `bound` (only its page's date is known), `middle` (of a bound its
    end), `point`, `part` (kept, in_conflict, set_aside, copy, low for a weak carrier alone, or official) and `original`
    (number of the claim that a copy repeats, 0 for none). Of the official table only the years between the claims, and
    one to either side.
    """
    rows = est.tables.observations
    rows = rows[rows["ref_area"].eq(area) & rows["indicator"].eq(indicator)]
    if figure_ids is not None:
        rows = rows[rows["frame"].ne("") | rows["figure_id"].isin(list(figure_ids))]
    when = periods.frame(rows["time_period"])
    rows = rows.assign(
        start=when["start"], end=when["end"], bound=rows["period_basis"].eq("publication"),
        middle=(when["start"] + (when["end"] - when["start"]) / 2).where(rows["period_basis"].ne("publication"),
                                                                         when["end"]),
        point=rows["obs_value"].fillna((rows["lower"] + rows["upper"]) / 2), official=rows["frame"].ne(""),
    )  # fmt: skip
    rows = rows[rows["middle"].notna() & np.isfinite(rows["point"])]
    rows = rows.sort_values(["middle", "published", "figure_id"], kind="stable", ignore_index=True)
    rows = _near(rows)
    rows["number"] = (~rows["official"]).cumsum().where(~rows["official"], 0)
    first = _first_of_origin(rows)
    aside = est.steps.loc[est.steps["action"].ne("kept"), "figure_id"]
    open_ = est.conflicts.loc[est.conflicts["status"].eq("open"), "figure_ids"].str.split("|").explode()
    part = [(rows["official"], OFFICIAL), (first.ne(rows["number"]), COPY), (rows["trust"].eq("low"), WEAK),
            (rows["figure_id"].isin(aside), ASIDE), (rows["figure_id"].isin(open_), OPEN)]  # fmt: skip
    rows["part"] = np.select([where for where, _ in part], [name for _, name in part], KEPT)
    return rows.assign(original=first.where(rows["part"].eq(COPY), 0).astype(int))


def claims(
    est: Any, area: str, indicator: str, lang: str, *, title: str = "", size: str = "page",
    figure_ids: Iterable[str] | None = None,
) -> Axes:  # fmt: skip
    """Draw the claims about one indicator of an area: what each can mean, what period it is about, and the targets.

    Every mark of a page bears the number of its claims in `figure.table`, which lists them with source and date.
    """
    table, labels = numbered(est, area, indicator, figure_ids), Labels(est, lang)
    aims, unit = _aims(upheld(est.tables.targets, est), area, indicator, lang), labels.unit(indicator)
    label = f"{labels.indicator(indicator, area)}, {labels.area(area)}" + (f" ({unit})" if unit else "")
    bound = gettext(lang, "; arrow: or earlier") if table["bound"].any() else ""
    source = "; ".join(dict.fromkeys(labels.publisher(name) for name in table["publisher"]))
    with style.canvas(lang, title or label, source, subtitle=label + bound, size=size) as (figure, ax):
        drawn_aims = _draw_targets(ax, aims, table, lang)
        drawn = table[table["part"].ne(COPY)] if len(table) > CROWD else table
        for part, look in LOOKS.items():
            rows = drawn[drawn["part"].eq(part)]
            if len(rows):
                _draw_claims(ax, rows, look, spoken(part, lang))
        _units(ax, table, lang)
        _dates(ax, table, lang)
        ax.margins(y=0.18)
        _draw_numbers(ax, drawn[drawn["number"].gt(0)])
        legend(ax)
        figure.alt = f"{title or label}. {_in_words(table, drawn_aims, labels)}"
        when = [stated(*row, lang) for row in zip(table["time_period"], table["period_basis"], strict=True)]
        columns = ["number", "figure", "publisher", "published", "time_period", "lower", "upper", "part"]
        figure.table = table.assign(time_period=when)[columns]
    return ax


def _near(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what official tables say of years far from every claim of a page."""
    pages = rows[~rows["official"]]
    if pages.empty:
        return rows
    year = pd.Timedelta(days=370)
    inside = rows["middle"].between(pages["start"].min() - year, pages["end"].max() + year)
    return rows[inside].reset_index(drop=True)


def _first_of_origin(rows: pd.DataFrame) -> pd.Series:
    """Number of the claim that each repeats, with its digits: no weak copy, its maker named, the earliest of these."""
    named = rows["origin"].where(rows["origin"].ne(""))
    several = named.groupby(rows["point"]).transform("nunique").gt(1)
    pages = rows[rows["number"].gt(0)].assign(among=named.where(several, "").fillna(""))
    dates = pages["published"].replace("", "~") + "-99-99"  # a month comes after its days, a year after its months
    rank = {"weak": pages["trust"].eq("low"), "bare": pages["origin"].eq(""),
            "other": pages["origin_basis"].ne("publisher"), "out": dates.str[:10]}  # fmt: skip
    first = pd.Series(0, rows.index)
    for _, same in pages.assign(**rank).sort_values([*rank, "number"]).groupby(["point", "among"]):
        known: list[Any] = []
        for row in same.itertuples():
            like = [one for one in known if one.source_id != row.source_id and _of_one(row, one)] or [row]
            first[row.Index] = like[0].number
            known += like[:1] if like[0] is row else []
    return first


def _of_one(row: Any, other: Any) -> bool:
    """Tell whether a claim says no more than another of its time: one period, where both print one, and its facets."""
    dated = row.bound or other.bound or row.time_period == other.time_period
    same = all(getattr(row, name) in ("", getattr(other, name)) for name in FACETS)
    return dated and same and row.start <= other.end and row.end >= other.start


def _aims(targets: pd.DataFrame, area: str, indicator: str, lang: str) -> pd.DataFrame:
    """Different targets of the area: year, value, and `figure` in the reader's language."""
    rows = targets[targets["ref_area"].eq(area) & targets["indicator"].eq(indicator)]
    rows = rows.dropna(subset=["target_year", "obs_value"])
    rows = rows.sort_values("figure_id").drop_duplicates(["target_year", "obs_value"])
    bare = rows.assign(target=rows["obs_value"], target_full=np.nan, target_year=np.nan, kind=rows["unit_measure"],
                       target_stage=rows["stage"])  # fmt: skip
    return rows.assign(figure=[aimed(row, lang) for row in bare.to_dict("records")])


def _draw_claims(ax: Axes, rows: pd.DataFrame, look: dict, label: str) -> None:
    """Marks with the claim interval upright and the period they are about lying; the official values as a line."""
    color, official = look["color"], rows["official"].all()
    if not official:
        low, high = (rows[name].where(np.isfinite(rows[name]), rows["point"]) for name in ("lower", "upper"))
        ax.vlines(rows["middle"], low, high, color=color, linewidth=2, zorder=2)
        long = rows[((rows["end"] - rows["start"]).dt.days > 31) & ~rows["bound"]]
        ax.hlines(long["point"], long["start"], long["end"], color=color, linewidth=1.2, zorder=1)
        bound = rows[rows["bound"]]
        ax.plot(bound["middle"], bound["point"], linestyle="", marker=EARLIER, color=color, markerfacecolor="none",
                markersize=4 * mpl.rcParams["font.size"], markeredgewidth=1.2, zorder=1)  # fmt: skip
    if official and rows["middle"].duplicated().any():
        look = {**look, "linestyle": ""}  # several tables of one year are no path
    ax.plot(rows["middle"], rows["point"], label=label, **look)


def _draw_targets(ax: Axes, aims: pd.DataFrame, table: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Draw dashed lines at the targets that lie near enough, named at their right end; give these targets."""
    if table.empty or aims.empty:
        return aims[:0]
    low, high = table["point"].min(), table["point"].max()
    room = 4 * (high - low) + 0.35 * abs(high)
    shown = aims[aims["obs_value"].between(low - room, high + room)].sort_values("obs_value")
    for value, rows in shown.groupby("obs_value"):
        years = ", ".join(f"{year:.0f}" for year in sorted(set(rows["target_year"])))
        words = gettext(lang, AIM, year=years, figure=rows["figure"].iloc[0])
        ax.axhline(value, **{name: look for name, look in style.TARGET.items() if name != "marker"})
        style.label(ax, words, (1, value), "above left", "below left", away=0.3, color=style.MUTED,
                    xycoords=("axes fraction", "data"))  # fmt: skip
    return shown


def _draw_numbers(ax: Axes, table: pd.DataFrame) -> None:
    """Write beside each mark the numbers of its claims."""
    for at, rows in table.groupby(["middle", "point"]):
        words = ", ".join(map(str, rows["number"]))
        style.label(ax, words, at, "right", "above", "below", away=0.7, fontweight="bold")


def _dates(ax: Axes, table: pd.DataFrame, lang: str) -> None:
    """Write months or, over many years, years; no fewer than half a year is shown."""
    first, last = table["start"].where(~table["bound"], table["middle"]).min(), table["end"].max()
    air = (last - first) / 12 if last - first > pd.Timedelta(days=180) else pd.Timedelta(days=90)
    ends = (first - air, last + air)
    ax.set_xlim(*ends)
    most = int(ax.figure.get_figwidth() / (mpl.rcParams["font.size"] / 72 * 5.5))  # dates that fit side by side
    months = (ends[1] - ends[0]).days / 30.4
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= most), 120)
    years = step >= 12 and months > 24
    located = mdates.YearLocator(step // 12) if years else mdates.MonthLocator(range(1, 13, min(step, 6)))
    ax.xaxis.set_major_locator(located)
    form = "%Y" if years else "%Y-%m"
    ax.xaxis.set_major_formatter(lambda day_, _: period(mdates.num2date(day_).strftime(form), lang))


def _units(ax: Axes, table: pd.DataFrame, lang: str) -> None:
    """Counts and ranks have no halves, the best rank stands on top; millions and billions in words."""
    if table["point"].mod(1).eq(0).all():
        ax.yaxis.set_major_locator(ticker.MaxNLocator("auto", integer=True))
    if table["unit_measure"].eq("rank").all():
        ax.invert_yaxis()
    if table["point"].max() >= 1e6:
        ax.yaxis.set_major_formatter(lambda value, _: quantity(value, "", lang))


def _in_words(table: pd.DataFrame, aims: pd.DataFrame, labels: Labels) -> str:
    """Say what is drawn, for those who cannot see it."""
    pages, lang = table[table["number"].gt(0)], labels.lang
    said = []
    for row in pages.itertuples():
        about = [stated(row.time_period, row.period_basis, lang), labels.publisher(row.publisher),
                 day(row.published, lang), spoken(row.part, lang)]  # fmt: skip
        known = {"n": row.number, "figure": row.figure.strip(), "about": ", ".join(filter(None, about))}
        said.append(gettext(lang, "no. {n}: {figure} ({about})", **known))
    said += [gettext(lang, AIM, year=int(row.target_year), figure=row.figure) for row in aims.itertuples()]
    return "; ".join(said) + "."
