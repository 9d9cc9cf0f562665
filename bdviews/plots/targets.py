"""Charts of targets: where an area stands against each in percent, and the dated path towards one."""

from collections.abc import Callable
from textwrap import wrap
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdlib.codelists import DEFINING
from bdlib.gap.summary import DECIDED, by_target, set_targets
from bdviews.labels import Labels
from bdviews.language import number, percent, quantity, scale_and_unit
from bdviews.language.messages import gettext
from bdviews.plots import style
from bdviews.target_tables import ahead
from bdviews.target_words import aimed, figures, judging, verdict

MOST = {"page": 18, "phone": 12, "slide": 4, "half": 4}  # indicators that stay legible
NEAR = 17  # points of the axis between two labels that do not run into each other
NAME = {"page": 34, "phone": 22, "slide": 34, "half": 22}  # characters of a line of a name
ENDS = (8, 92)  # beyond them a label grows inwards


@style.chart
def standing(found: pd.DataFrame, lang: str, of: Any, *, size: str = "page") -> Axes | None:
    """Draw each indicator in percent on one axis: every figure that judges a target, and the targets as labelled ticks.

    Parameters
    ----------
    found : as given by `bd.progress` for one area.
    lang : "vi" or "en".
    of : a result of bdlib, for names.
    """
    aims = by_target(set_targets(found[found["unit_measure"].eq("percent") & found["kind"].eq("share")]))
    aims = aims[aims["current"].notna() & aims["match"].ne("differs")]
    if aims.empty:
        return None
    labels, area = Labels(of, lang), aims["ref_area"].iloc[0]
    far = aims.groupby("indicator")["gap"].max().sort_values(ascending=False, kind="stable").index[: MOST[size]][::-1]
    place = {code: y for y, code in enumerate(far)}
    drawn = aims[aims["indicator"].isin(far)].assign(y=lambda rows: rows["indicator"].map(place))
    told = judging(found[found["indicator"].isin(far)])
    values = pd.DataFrame([one for target in drawn["target_id"] for one in told[target]])
    values = values.assign(y=values["indicator"].map(place))[values["match"].ne("differs")].drop_duplicates(
        ["y", "current", "current_year"]
    )
    title, subtitle = _standing_title(aims, labels, lang), gettext(
        lang, "Percent; bars are targets (pale: lapsed), a hollow mark is a figure whose page prints no date; "
        "indicators drawn: {drawn} of {n}", drawn=len(far), n=aims["indicator"].nunique())  # fmt: skip
    height = (1.9 + 0.64 * len(far)) if size in ("page", "phone") else None
    names = [wrap(labels.indicator(code, area), NAME[size], max_lines=2, placeholder="…") for code in far]
    sheet = style.canvas(lang, title, _makers(values, labels), subtitle=subtitle, size=size, height=height)
    with sheet as (figure, ax):
        _marks(ax, drawn, values, lang)
        ax.set_yticks(range(len(far)), ["\n".join(name) for name in names])
        end = max(105, float(values["current"].max()) + 6)
        ax.set(xlim=(-3, end), ylim=(-0.7, len(far) - 0.3), xticks=range(0, 101, 20))
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
    said = [f"{labels.indicator(row['indicator'], area)}: {figures(told[row['target_id']], lang, labels)} – "
            f"{aimed(row, lang)}" for row in drawn.to_dict("records")]  # fmt: skip
    figure.alt = f"{title}. {'; '.join(said)}."
    table = drawn[["indicator", "target", "target_year", "current", "current_year"]].assign(
        maker=drawn["maker"].map(labels.maker), status=[verdict(row, lang) for row in drawn.to_dict("records")]
    )
    figure.table = table.rename(columns={"current": "obs_value", "current_year": "year"})
    return ax


def _marks(ax: Axes, aims: pd.DataFrame, values: pd.DataFrame, lang: str) -> None:
    """Draw targets as bars and values as dots, both labelled, at the height `y` of their indicator."""
    for row in aims.to_dict("records"):
        ink = style.RULE if row["verdict"] == "lapsed" else style.INK
        ax.plot(row["target"], row["y"], linestyle="", marker="|", markersize=17, markeredgewidth=2, color=ink)
    for row in values.to_dict("records"):
        face = style.PAPER if row["dated"] == "bound" else style.BLUE
        ax.plot(row["current"], row["y"], "o", markersize=9, color=style.BLUE, markerfacecolor=face, zorder=3)
    points = mpl.rcParams["font.size"]
    _words(ax, aims, "target", lambda row: _aim(row, lang), (0, 9), fontsize=0.8 * points, color=style.MUTED)
    _words(ax, values, "current", lambda row: percent(row["current"], lang), (0, -6 - points), fontsize=0.92 * points)


def _aim(row: dict[str, Any], lang: str) -> str:
    return number(row["target"], lang) + ("" if pd.isna(row["target_year"]) else f" ({int(row['target_year'])})")


def _words(ax: Axes, rows: pd.DataFrame, column: str, say: Callable[[dict], str], offset: Any, **look: Any) -> None:
    """Label marks; those of one row that lie near each other share a label, which never leaves the axes."""
    rows = rows[["y", column, "target_year"]].sort_values([column, "target_year"])
    for y, each in rows.groupby("y"):
        for _, group in each.groupby(each[column].diff().gt(NEAR).cumsum()):
            said = "; ".join(dict.fromkeys(say(row) for row in group.to_dict("records")))
            left, right = group[column].min(), group[column].max()
            side, x = ("right", right) if right > ENDS[1] else ("left", left) if left < ENDS[0] else (
                "center", (left + right) / 2)  # fmt: skip
            style.label(ax, said, (float(x), float(y)), offset, ha=side, **look)


def _standing_title(aims: pd.DataFrame, labels: Labels, lang: str) -> str:
    area, lapsed = labels.area(aims["ref_area"].iloc[0]), aims["verdict"].eq("lapsed")
    due = aims[aims["due"].eq(True) & ~lapsed & aims["verdict"].ne("none")]
    known = due[due["verdict"].isin(DECIDED)]
    if len(due):
        return gettext(lang, "{area}, due targets in percent (growth rates apart): {met} of {n} that figures decide "
                       "met in time; {left} undecided", area=area, n=len(known), left=len(due) - len(known),
                       met=int(known["verdict"].isin(["met", "partly"]).sum()))  # fmt: skip
    if lapsed.any() and (lapsed | aims["verdict"].eq("none")).all():
        return gettext(lang, "{area}: last figures before the merger, and targets that lapsed with it", area=area)
    return gettext(lang, "{area}: figures in percent, and targets whose date lies ahead", area=area)


@style.chart
def path(found: pd.DataFrame, est: Any, lang: str, indicator: str, *, size: str = "page") -> Axes | None:
    """Draw the dated values of one indicator that a pace rests on, each maker's by itself, and the targets ahead.

    Parameters
    ----------
    found : as given by `bd.progress` for one area.
    est : the estimates behind it.
    indicator : its code.
    """
    rows = ahead(found[found["indicator"].eq(indicator)])
    if rows.empty:
        return None
    labels, area = Labels(est, lang), rows["ref_area"].iloc[0]
    known = est.frame[est.frame["ref_area"].eq(area) & est.frame["indicator"].eq(indicator)]
    whole = known["time_period"].str.fullmatch(r"\d{4}")
    known = known[whole & known["obs_value"].notna() & known["dated"].ne("bound")]
    largest = max(known["obs_value"].max(), rows["target"].max())
    scale, unit = scale_and_unit(largest, rows["unit_measure"].iloc[0], lang)
    title, unit = _path_title(rows, labels, lang), unit.strip()
    subtitle = f"{labels.indicator(indicator, area)} ({unit})" if unit else labels.indicator(indicator, area)
    with style.canvas(lang, title, _makers(rows, labels), subtitle=subtitle, size=size) as (figure, ax):
        told = _lines(ax, rows.drop_duplicates(["series", "maker", *DEFINING]), known, labels, scale)
        aims = rows.drop_duplicates(["target", "target_year"])
        ax.plot(aims["target_year"].astype(float), aims["target"] / scale, "|", markersize=18, color=style.INK)
        for row in aims.to_dict("records"):
            if pd.notna(row["target_year"]):
                place = (float(row["target_year"]), row["target"] / scale)
                style.label(ax, aimed(row, lang), place, (-8, 4), ha="right", color=style.MUTED)
        style.years(ax.xaxis, lang)
        if rows["direction"].iloc[0] < 0:
            ax.invert_yaxis()
        ax.legend(loc="upper left", bbox_to_anchor=(0, -0.1), ncols=1 if size == "phone" else 2)
    figure.alt = f"{title}. {'; '.join(told)}."
    figure.table = known[["time_period", "maker", "obs_value", "lower", "upper", "figure_ids"]].assign(
        maker=known["maker"].map(labels.maker)
    )
    return ax


def _lines(ax: Axes, paths: pd.DataFrame, known: pd.DataFrame, labels: Labels, scale: float) -> list[str]:
    """Draw a line a maker, and say its values for those who do not see it."""
    told = []
    for place, row in enumerate(paths.to_dict("records")):
        same = [known[name].eq(row[name]) for name in ("series", "maker", *DEFINING)]
        mine = known[np.logical_and.reduce(same)].sort_values("time_period")
        who = _short(row, labels)
        facets = labels.facets(row, DEFINING)
        ax.plot(mine["time_period"].astype(int), mine["obs_value"] / scale, marker=style.MARKERS[place % 5],
                color=style.SERIES[place % 5], label=f"{who} ({facets})" if facets else who)  # fmt: skip
        seen = zip(mine["time_period"], mine["obs_value"], strict=True)
        told += [f"{who} {year}: {labels.amount(value, row['indicator'])}" for year, value in seen]
    return told


def _path_title(rows: pd.DataFrame, labels: Labels, lang: str) -> str:
    """Name the last figure of every maker and the farthest target: none of these is reached, its date lies ahead."""
    row = rows.sort_values(["target_year", "target"]).iloc[-1].to_dict()
    last = rows.drop_duplicates(["current", "current_year"]).sort_values("current_year").to_dict("records")
    amounts = [quantity(one["current"], row["unit_measure"], lang) for one in last]
    makers = [", ".join(filter(None, [_short(one, labels), str(int(one["current_year"]))])) for one in last]
    values = [f"{amount} ({maker})" for amount, maker in zip(amounts, makers, strict=True)]
    return gettext(lang, "{indicator}, short of the target of {target}: {value}", target=aimed(row, lang),
                   indicator=labels.indicator(row["indicator"], row["ref_area"]), value=", ".join(values))  # fmt: skip


def _short(row: dict[str, Any], labels: Labels) -> str:
    return (labels.maker(row["maker"]) or labels.series(row["series"])).split(" (")[0]


def _makers(rows: pd.DataFrame, labels: Labels) -> str:
    names = [labels.maker(one) for one in rows["maker"].unique() if one]
    return ", ".join(dict.fromkeys(filter(None, names)))
