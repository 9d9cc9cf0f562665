"""Charts of targets: where an area stands against each in percent, and the dated path towards one."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdlib.gap.summary import by_target
from bdviews.labels import Labels
from bdviews.language import number, percent, quantity, scale_and_unit
from bdviews.language.messages import gettext
from bdviews.plots import style
from bdviews.target_words import aimed, stated
from bdviews.targets import paced

MOST = {"page": 18, "phone": 12, "slide": 8, "half": 7}  # indicators that stay legible
NEAR = 17  # points between two labels that do not run into each other
NAME = {"page": 44, "phone": 26, "slide": 40, "half": 26}  # characters of a name


@style.chart
def standing(found: pd.DataFrame, lang: str, of: Any, *, size: str = "page") -> Axes | None:
    """Draw each indicator in percent on one axis: its last value, and every target as a labelled tick.

    Parameters
    ----------
    found : as given by `bd.progress` for one area.
    lang : "vi" or "en".
    of : a result of bdlib, for names.
    """
    aims = by_target(found[found["unit_measure"].eq("percent") & found["role"].eq("target")])
    aims = aims[aims["current"].notna() & aims["match"].ne("differs") & aims["kind"].eq("share")]
    if aims.empty:
        return None
    labels, every, area = Labels(of, lang), aims["indicator"].nunique(), aims["ref_area"].iloc[0]
    far = aims.groupby("indicator")["gap"].max().sort_values(ascending=False, kind="stable").index[: MOST[size]][::-1]
    drawn = aims[aims["indicator"].isin(far)].assign(
        y=lambda rows: rows["indicator"].map({c: i for i, c in enumerate(far)})
    )
    title, subtitle = _standing_title(aims, labels, lang), gettext(
        lang, "Percent; a bar is a target, a hollow mark a figure whose page prints no date; {drawn} of {n} indicators drawn",
        drawn=len(far), n=every)  # fmt: skip
    height = (1.9 + 0.52 * len(far)) if size in ("page", "phone") else None
    with style.canvas(lang, title, _makers(drawn, labels), subtitle=subtitle, size=size, height=height) as (figure, ax):
        last = drawn.sort_values(["current_year", "dates"], ascending=False, kind="stable")
        _values(ax, last.drop_duplicates("indicator"), lang)
        ax.plot(drawn["target"], drawn["y"], linestyle="", marker="|", markersize=17, color=style.INK, zorder=2)
        for place, words in _marks(drawn, lang):
            style.label(ax, words, place, (0, 10), ha="center", fontsize=9, color=style.MUTED)
        ax.set_yticks(range(len(far)), [_short(labels.indicator(code, area), NAME[size]) for code in far])
        ax.set_xlim(-3, max(108, float(drawn["current"].max()) + 6))
        ax.set_ylim(-0.7, len(far) - 0.3)
        ax.set_xticks(range(0, 101, 20))
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
    told = [f"{labels.indicator(row['indicator'])}: {stated(row, lang, labels)}, {aimed(row, lang)}"
            for row in drawn.to_dict("records")]  # fmt: skip
    figure.alt = f"{title}. {'; '.join(told)}."
    figure.table = drawn[["indicator", "target_year", "target", "series", "current", "current_year", "gap", "verdict"]]
    return ax


def _marks(drawn: pd.DataFrame, lang: str) -> list[tuple[tuple[float, int], str]]:
    """Places and words of the targets; those of one indicator that lie near each other share one label."""
    out = []
    for y, rows in drawn.drop_duplicates(["y", "target", "target_year"]).sort_values("target").groupby("y"):
        near = rows["target"].diff().gt(NEAR).cumsum()
        for _, group in rows.groupby(near):
            said = dict.fromkeys(
                number(row["target"], lang) + ("" if pd.isna(row["target_year"]) else f" ({int(row['target_year'])})")
                for row in group.to_dict("records")
            )
            out.append(((float(group["target"].mean()), int(y)), "; ".join(said)))
    return out


def _values(ax: Axes, rows: pd.DataFrame, lang: str) -> None:
    """Last value of each indicator: filled where its date is printed, hollow where it is not."""
    ink = np.where(rows["reached"], style.BLUE, style.RUST)
    for row, colour in zip(rows.to_dict("records"), ink, strict=True):
        face = style.PAPER if row["dated"] == "bound" else colour
        ax.plot(row["current"], row["y"], marker="o" if row["reached"] else "s", markersize=9, color=colour,
                markerfacecolor=face, linestyle="", zorder=3)  # fmt: skip
        style.label(ax, percent(row["current"], lang), (row["current"], row["y"]), (0, -19), ha="center", fontsize=10.5)


def _standing_title(aims: pd.DataFrame, labels: Labels, lang: str) -> str:
    return gettext(
        lang, "{area}: {reached} of {n} targets in percent are reached by the figure that judges them",
        area=labels.area(aims["ref_area"].iloc[0]), reached=int(aims["reached"].sum()), n=len(aims),
    )  # fmt: skip


@style.chart
def path(found: pd.DataFrame, est: Any, lang: str, indicator: str, *, size: str = "page") -> Axes | None:
    """Draw the dated values of one indicator that a pace rests on, each maker's by itself, and the targets ahead.

    Parameters
    ----------
    found : as given by `bd.progress` for one area.
    est : the estimates behind it.
    indicator : its code.
    """
    rows = paced(found[found["indicator"].eq(indicator)])
    if rows.empty:
        return None
    labels, area = Labels(est, lang), rows["ref_area"].iloc[0]
    known = est.frame[est.frame["ref_area"].eq(area) & est.frame["indicator"].eq(indicator)]
    known = known[
        known["obs_value"].notna() & known["dated"].ne("bound") & known["time_period"].str.fullmatch(r"\d{4}")
    ]
    largest = max(known["obs_value"].max(), rows["target"].max())
    scale, unit = scale_and_unit(largest, rows["unit_measure"].iloc[0], lang)
    title, unit = _path_title(rows, labels, lang), unit.strip()
    subtitle = f"{labels.indicator(indicator, area)} ({unit})" if unit else labels.indicator(indicator, area)
    with style.canvas(lang, title, _makers(rows, labels), subtitle=subtitle, size=size) as (figure, ax):
        for place, row in enumerate(
            rows.drop_duplicates(["series", "maker", "measure", "base", "prices", "scope"]).to_dict("records")
        ):
            mine = _same_path(known, row).sort_values("time_period")
            who = (labels.maker(row["maker"]) or labels.series(row["series"])).split(" (")[0]
            ax.plot(mine["time_period"].astype(int), mine["obs_value"] / scale, marker=style.MARKERS[place % 5],
                    color=style.SERIES[place % 5], label=who)  # fmt: skip
        aims = rows.drop_duplicates(["target", "target_year"])
        ax.plot(
            aims["target_year"].astype(float),
            aims["target"] / scale,
            linestyle="",
            marker="|",
            markersize=18,
            color=style.INK,
        )
        for row in aims.to_dict("records"):
            if pd.notna(row["target_year"]):
                style.label(ax, aimed(row, lang), (float(row["target_year"]), row["target"] / scale), (-8, 4), ha="right", fontsize=10, color=style.MUTED)  # fmt: skip
        style.years(ax.xaxis, lang)
        if rows["direction"].iloc[0] < 0:
            ax.invert_yaxis()
        ax.legend(loc="upper left", bbox_to_anchor=(0, -0.1), ncols=1 if size == "phone" else 2)
    figure.alt = f"{title}. " + "; ".join(f"{row['time_period']}: {number(row['obs_value'], lang)}"
                                          for row in known.sort_values("time_period").to_dict("records")) + "."  # fmt: skip
    figure.table = known[["time_period", "series", "maker", "obs_value", "lower", "upper", "figure_ids"]]
    return ax


def _same_path(known: pd.DataFrame, row: dict[str, Any]) -> pd.DataFrame:
    keys = ("series", "maker", "measure", "base", "prices", "scope")
    return known[np.logical_and.reduce([known[name].eq(row[name]) for name in keys])]


def _path_title(rows: pd.DataFrame, labels: Labels, lang: str) -> str:
    row = rows.sort_values(["dates", "target_year"]).iloc[-1].to_dict()
    facts = {"indicator": labels.indicator(row["indicator"], row["ref_area"]), "target": aimed(row, lang),
             "value": f"{quantity(row['current'], row['unit_measure'], lang)} ({int(row['current_year'])})"}  # fmt: skip
    if row["reached"]:
        return gettext(lang, "{indicator}: {value} reaches the target of {target}", **facts)
    return gettext(lang, "{indicator}: {value} is short of the target of {target}", **facts)


def _makers(rows: pd.DataFrame, labels: Labels) -> str:
    names = [labels.maker(one) for one in rows["maker"].unique() if one]
    return ", ".join(dict.fromkeys(filter(None, names)))


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
