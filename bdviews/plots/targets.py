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
MOST = 24  # target values drawn, in every language and on every screen the same
SCALE = 5.0  # a rival so many times a figure would leave no room to see the others
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
    aims, labels, told = _ordered(aims).head(MOST), Labels(of, lang), judging(found)
    aims = aims.assign(place=aims["tone"].map(TOLD.index)).sort_values(["place", "indicator", "target_year", "target"])
    each, area = aims.to_dict("records"), aims["ref_area"].iloc[0]
    names = [f"{labels.indicator(row['indicator'], area)}: " for row in each]
    names = rows.apart([name + aimed(row, lang) for name, row in zip(names, each, strict=True)],
                       lambda n: names[n] + aimed(each[n], lang, labels))  # fmt: skip
    stacked = rows.stack(names, size)
    values = [[one for one in told[row["target_id"]] if one["match"] != "differs"] or [row] for row in each]
    title, due = _standing_title(every, labels, lang), int((aims["due"].eq(True) & aims["tone"].isin(TOLD[:4])).sum())
    subtitle = _subtitle(len(each), len(every), due, title.facts.get("due", 0), lang)
    seen = [tone for tone in TOLD if tone in {row["tone"] for row in each}]
    height, source = (
        2.0 + 0.15 * len(seen) + stacked.inches(size),
        whose((one for some in values for one in some), labels),
    )
    with style.canvas(lang, str(title), source, subtitle=subtitle, size=size, height=height) as (figure, ax):
        rows.upright(ax, stacked, 100, color=style.INK, linewidth=1.6)
        said: list[rows.Said] = []
        for y, row, some in zip(stacked.at, each, values, strict=True):
            said += _figures(ax, row, _values(some), y, lang)
        rows.write(ax, stacked, size)
        ax.set_xlim(rows.room(said, (0, 118), stacked, size))
        ax.xaxis.set_major_formatter(lambda x, _: percent(x, lang) if x >= 0 else "")
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


def _subtitle(drawn: int, every: int, rows_: int, due: int, lang: str) -> str:
    """Say what a row and a mark is, how many rows are of the targets that the title counts, and what is not drawn."""
    said = gettext(lang, "A row: a target value; a mark: a figure in percent of it (the line)")
    counted = gettext(lang, "the {n} due targets have {rows} values", n=due, rows=rows_) if rows_ > due > 0 else ""
    shown = gettext(lang, "drawn: {drawn} of {n} values with a figure", drawn=drawn, n=every)
    left = gettext(lang, "ranks and figures about something else are not") if drawn < every else ""
    return "; ".join(filter(None, [said, counted, ", ".join(filter(None, [shown, left]))]))


def _ordered(aims: pd.DataFrame) -> pd.DataFrame:
    """Judged targets first, as many of each verdict as its share, another indicator before a second target of one."""
    ahead = aims["due"].eq(False) & aims["target_year"].notna() & aims["verdict"].map(TONES).eq("open")
    tone = aims["verdict"].map(TONES).mask(ahead, "ahead")
    rows = aims.assign(tone=tone, later=~tone.isin(TOLD[:4]), again=aims.groupby(["indicator", tone]).cumcount())
    rows = rows.sort_values(["again", "target_year", "indicator", "target"], ascending=[True, False, True, True],
                            kind="stable")  # fmt: skip
    groups = rows.groupby("tone")["again"]
    share = (groups.cumcount() + 0.5) / groups.transform("size")
    return rows.assign(share=share).sort_values(["later", "share"], kind="stable")


def _values(judging_: list[dict[str, Any]]) -> list[float]:
    """Values that judge a target and those in open conflict with them, from the lowest."""
    rivals = ((float(one), row["current"]) for row in judging_ if row["status"] != "lapsed"
              for one in row["against"].split("|") if one)  # fmt: skip
    near = (one for one, current in rivals if current / SCALE < one < current * SCALE)
    return sorted({*(row["current"] for row in judging_), *near})


def _figures(ax: Axes, row: dict[str, Any], values: list[float], y: float, lang: str) -> list[rows.Said]:
    """Draw the figures of one target; give their range in words, on each side of the line that they are on."""
    if pd.notna(row["target_full"]):
        ax.hlines(y, 100, 100 * row["target_full"] / row["target"], color=style.INK, linewidth=3, zorder=1)
    for value in values:
        ax.plot(100 * value / row["target"], y, linestyle="", zorder=3, **LOOKS[row["tone"]])
    below, above = ([one for one in values if (one < row["target"]) == short] for short in (True, False))
    told = []
    for side, some, end in (("left", below, 0), ("right", above, -1)):
        if some:
            words = interval(some[0], some[-1], row["unit_measure"], lang)
            words = words if some[1:] else quantity(some[0], row["unit_measure"], lang)
            unit = quantity(row["target"], row["unit_measure"], lang).partition(" ")[2]
            words = words.removesuffix(f" {unit}") if unit else words  # the row's name has it
            told.append(rows.Said(100 * some[end] / row["target"], side, words))
            style.label(ax, words, (told[-1].at, y), side, row=True)
    return told


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
