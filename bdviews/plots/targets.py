"""Chart of targets: where an area stands against each, in percent of it."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from bdlib.gap.summary import by_target, goals, set_targets
from bdviews.labels import Labels
from bdviews.language import interval, percent, quantity
from bdviews.language.messages import gettext
from bdviews.plots import rows, style
from bdviews.sentences import Sentence, sentence
from bdviews.target_words import LEGEND, TONES, aimed, figures, judging, verdict, whose

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
    """Draw every figure that judges a target in percent of it, a row a target, those with a verdict first."""
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
        lang, "A mark: a figure in percent of its target (the line). Drawn: {drawn} of {n} targets with a figure; "
        "ranks and figures about something else are not",
        drawn=len(each), n=len(every))  # fmt: skip
    seen = [tone for tone in TOLD if tone in {row["tone"] for row in each}]
    height = 2.0 + 0.15 * len(seen) + stacked.inches(size) if size in ("page", "phone") else None
    source = whose((one for some in values for one in some), labels)
    with style.canvas(lang, str(title), source, subtitle=subtitle, size=size, height=height) as (figure, ax):
        ax.axvline(100, color=style.INK, linewidth=1.6, zorder=1)
        for y, row, some in zip(stacked.at, each, values, strict=True):
            _figures(ax, row, sorted({one["current"] for one in some}), y, lang)
        rows.write(ax, stacked, size)
        most = max(100 * one["current"] / row["target"] for row, some in zip(each, values, strict=True) for one in some)
        ax.set_xlim(-12, max(118, most + (90 if size == "phone" else 80)))
        ax.xaxis.set_major_formatter(lambda x, _: percent(x, lang))
        ax.grid(visible=False)
        marks = [Line2D([], [], linestyle="", **LOOKS[tone]) for tone in seen]
        rows.legend(ax, marks, [gettext(lang, LEGEND[tone]) for tone in seen])
    amounts = ["; ".join(dict.fromkeys(quantity(one["current"], one["unit_measure"], lang) for one in some))
               for some in values]  # fmt: skip
    ends = [verdict(row, lang, labels) for row in each]
    figure.said = title
    told = [f"{name} – {said} ({end})" for name, said, end in zip(names, amounts, ends, strict=True)]
    figure.alt = f"{title}. {'; '.join(told)}."
    figure.table = pd.DataFrame({"indicator": [row["indicator"] for row in each], "status": ends,
                                 "target": [aimed(row, lang, labels) for row in each],
                                 "figures": [figures(some, lang, labels) for some in values]})  # fmt: skip
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


def _figures(ax: Axes, row: dict[str, Any], values: list[float], y: float, lang: str) -> None:
    """Draw the figures of one target, the lowest and the highest with their value, and how far its range reaches."""
    if pd.notna(row["target_full"]):
        ax.hlines(y, 100, 100 * row["target_full"] / row["target"], color=style.INK, linewidth=3, zorder=1)
    for value in values:
        ax.plot(100 * value / row["target"], y, linestyle="", zorder=3, **LOOKS[row["tone"]])
    ends = {"left": values[:1], "right": values[-1:]}
    if values[-1] - values[0] < NEAR * row["target"]:  # too near for words of their own
        ends = {"left" if values[0] < row["target"] else "right": values}
    for side, some in ends.items():
        said = interval(some[0], some[-1], row["unit_measure"], lang) if some[0] < some[-1] else quantity(
            some[0], row["unit_measure"], lang)  # fmt: skip
        if len(ends) > 1 and side == "left" and said.split()[1:] == quantity(
                values[-1], row["unit_measure"], lang).split()[1:]:  # fmt: skip
            said = said.split()[0]  # the unit stands with the highest
        at = 100 * some[0 if side == "left" else -1] / row["target"]
        style.label(ax, said, (at, y), side, "left", "right", row=True)


def _standing_title(aims: pd.DataFrame, labels: Labels, lang: str) -> Sentence:
    """Count the due targets by verdict, misses first; without any say what is drawn."""
    area, lapsed = labels.bordered(aims["ref_area"].iloc[0]), aims["verdict"].eq("lapsed")
    due = goals(aims[aims["due"].eq(True) & ~lapsed & aims["verdict"].ne("none")])
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
