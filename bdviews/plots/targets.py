"""Charts of targets: where an area stands against each in percent, and the dated path towards one."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from bdlib.codelists import DEFINING
from bdlib.gap.summary import by_target, set_targets
from bdviews.labels import Labels
from bdviews.language import interval, percent, quantity, scale_and_unit
from bdviews.language.messages import gettext
from bdviews.plots import rows, style
from bdviews.sentences import Sentence, sentence
from bdviews.target_tables import ahead
from bdviews.target_words import LEGEND, TONES, aimed, figures, judging, verdict

TOLD = ("poor", "open", "fair", "good", "ahead", "none")  # judged targets first, misses before what was met
FEWEST = 2  # targets that make a chart
NEAR = 0.06  # of a target: figures no farther apart share their words
LOOKS = {
    "poor": {"color": style.RUST, "marker": "s"},
    "open": {"color": style.RUST, "marker": "D", "markerfacecolor": style.PAPER},
    "fair": {"color": style.BLUE, "marker": "o", "markerfacecolor": style.PAPER},
    "good": {"color": style.BLUE, "marker": "o"},
    "ahead": {"color": style.MUTED, "marker": ">", "markerfacecolor": style.PAPER},
    "none": {"color": style.GREY, "marker": "^", "markerfacecolor": style.PAPER},
}


@style.chart
def standing(found: pd.DataFrame, lang: str, of: Any, *, size: str = "page") -> Axes | None:
    """Draw every figure that judges a target in percent of it, a row a target, those with a verdict first.

    Parameters
    ----------
    found : as given by `bd.progress` for one area.
    lang : "vi" or "en".
    of : a result of bdlib, for names.
    """
    every = by_target(set_targets(found))
    every = every[every["current"].notna()]
    aims = every[every["direction"].gt(0) & every["target"].gt(0) & every["match"].ne("differs")]
    if len(aims) < FEWEST:
        return None
    aims, labels, told = _ordered(aims), Labels(of, lang), judging(found)
    each, area = aims.to_dict("records"), aims["ref_area"].iloc[0]
    names = [f"{labels.indicator(row['indicator'], area)}: " for row in each]
    names = rows.apart([name + aimed(row, lang) for name, row in zip(names, each, strict=True)],
                       lambda n: names[n] + aimed(each[n], lang, labels))  # fmt: skip
    stacked = rows.stack(names, size)
    drawn = sorted(range(len(stacked.names)), key=lambda n: TOLD.index(each[n]["tone"]))
    each, names = [each[n] for n in drawn], [names[n] for n in drawn]
    stacked = rows.stack(names, size)
    values = [[one for one in told[row["target_id"]] if one["match"] != "differs"] or [row] for row in each]
    title, subtitle = _standing_title(every, labels, lang), gettext(
        lang, "A mark: a figure in percent of its target (the line). Drawn: {drawn} of {n} targets with a figure{left}",
        drawn=len(each), n=len(every), left=_left(every, aims, lang))  # fmt: skip
    seen = [tone for tone in TOLD if tone in {row["tone"] for row in each}]
    height = 2.0 + 0.15 * len(seen) + stacked.inches(size) if size in ("page", "phone") else None
    source = _makers(pd.DataFrame([one for some in values for one in some]), labels)
    with style.canvas(lang, str(title), source, subtitle=subtitle, size=size, height=height) as (figure, ax):
        ax.axvline(100, color=style.INK, linewidth=1.6, zorder=1)
        for y, row, some in zip(stacked.at, each, values, strict=True):
            _figures(ax, row, sorted({one["current"] for one in some}), y, lang)
        rows.write(ax, stacked, size)
        most = max(100 * one["current"] / row["target"] for row, some in zip(each, values, strict=True) for one in some)
        ax.set_xlim(-12, max(118, 1.2 * most))
        ax.xaxis.set_major_formatter(lambda x, _: percent(x, lang))
        ax.grid(visible=False)
        marks = [Line2D([], [], linestyle="", **LOOKS[tone]) for tone in seen]
        rows.legend(ax, marks, [gettext(lang, LEGEND[tone]) for tone in seen])
    written = [figures(some, lang, labels) for some in values]
    ends = [verdict(row, lang) for row in each]
    figure.said = title
    figure.alt = f"{title}. {'; '.join(map(' – '.join, zip(names, written, ends, strict=True)))}."
    figure.table = pd.DataFrame({"indicator": [row["indicator"] for row in each], "status": ends,
                                 "target": [aimed(row, lang, labels) for row in each], "figures": written})  # fmt: skip
    return ax


def _ordered(aims: pd.DataFrame) -> pd.DataFrame:
    """Judged targets first, as many of each verdict as its share, another indicator before a second target of one."""
    tone = aims["verdict"].map(TONES)
    rows = aims.assign(tone=tone, later=~tone.isin(TOLD[:4]), again=aims.groupby(["indicator", tone]).cumcount())
    rows = rows.sort_values(["again", "target_year", "indicator", "target"], ascending=[True, False, True, True],
                            kind="stable")  # fmt: skip
    groups = rows.groupby("tone")["again"]
    share = (groups.cumcount() + 0.5) / groups.transform("size")
    return rows.assign(share=share).sort_values(["later", "share"], kind="stable")


def _left(every: pd.DataFrame, aims: pd.DataFrame, lang: str) -> str:
    """Name what has no percentage of its target."""
    out = every[~every["target_id"].isin(aims["target_id"])]
    said = gettext(lang, "; without ranks") if out["kind"].eq("rank").any() else ""
    return said + (gettext(lang, "; without figures about something else") if out["match"].eq("differs").any() else "")


def _figures(ax: Axes, row: dict[str, Any], values: list[float], y: float, lang: str) -> None:
    """Draw the figures of one target, the lowest and the highest with their value, and how far its range reaches."""
    if pd.notna(row["target_full"]):
        ax.hlines(y, 100, 100 * row["target_full"] / row["target"], color=style.INK, linewidth=3, zorder=1)
    for value in values:
        ax.plot(100 * value / row["target"], y, linestyle="", zorder=3, **LOOKS[row["tone"]])
    near = values[-1] - values[0] < NEAR * row["target"]
    ends = (
        {"left" if values[0] < row["target"] else "right": values}
        if near
        else {"left": values[:1], "right": values[-1:]}
    )
    for side, (low, *_, high) in ((side, (*some, *some)) for side, some in ends.items()):
        said = interval(low, high, row["unit_measure"], lang) if low < high else quantity(
            low, row["unit_measure"], lang)  # fmt: skip
        style.label(ax, said, (100 * (low if side == "left" else high) / row["target"], y), side, "left", "right")


def _standing_title(aims: pd.DataFrame, labels: Labels, lang: str) -> Sentence:
    """Count the due targets by verdict, misses first; without any say what is drawn."""
    area, lapsed = labels.area(aims["ref_area"].iloc[0]), aims["verdict"].eq("lapsed")
    due = aims[aims["due"].eq(True) & ~lapsed & aims["verdict"].ne("none")]
    counts = due["verdict"].map(TONES).value_counts()
    parts = [f"{counts[tone]} {gettext(lang, LEGEND[tone])}" for tone in TOLD if tone in counts]
    facts = {"due": len(due), **counts.to_dict()}
    if len(due):
        return sentence(lang, "{area}, {n} due targets with a figure: {parts}",
                        {"area": area, "n": str(len(due)), "parts": "; ".join(parts)}, facts)  # fmt: skip
    if lapsed.any() and (lapsed | aims["verdict"].eq("none")).all():
        return sentence(lang, "{area}: last figures before the merger, and targets that lapsed with it",
                        {"area": area}, facts)  # fmt: skip
    return sentence(lang, "{area}: figures, and targets whose date lies ahead", {"area": area}, facts)


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
                style.label(ax, aimed(row, lang), place, "above left", "left", color=style.MUTED)
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
