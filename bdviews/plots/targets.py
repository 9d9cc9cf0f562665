"""Chart of targets: where an area stands against each, in percent of it."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from bdviews.labels import Labels
from bdviews.language import interval, percent, quantity
from bdviews.language.messages import gettext
from bdviews.plots import rows, style
from bdviews.sentences import Sentence, sentence
from bdviews.target_words import LEGEND, TONES, aims, figures, verdict, whose

TOLD = ("poor", "early", "open", "fair", "good", "ahead")  # judged targets first, misses before what was met
FEWEST = 2  # targets that make a chart
MOST = 24  # targets drawn, in every language and on every screen the same
SCALE = 5.0  # a rival so many times a figure would leave no room to see the others
LOOKS = {"poor": {"color": style.RUST, "marker": "s"},
         "open": {"color": style.RUST, "marker": "D", "markerfacecolor": style.PAPER},
         "fair": {"color": style.BLUE, "marker": "o", "markerfacecolor": style.PAPER},
         "good": {"color": style.BLUE, "marker": "o"},
         "ahead": {"color": style.MUTED, "marker": ">", "markerfacecolor": style.PAPER},
         "early": {"color": style.RUST, "marker": "s", "markerfacecolor": style.PAPER}}  # fmt: skip


@style.chart
def standing(found: pd.DataFrame, lang: str, of: Any, *, size: str = "page") -> Axes | None:
    """Draw every figure that judges a target in percent of it, a row a target, those with a verdict first."""
    labels = Labels(of, lang)
    every = aims(found, lang, labels)
    every = every[every["current"].notna() & ~every["verdict"].isin(["none", "lapsed"])] if len(every) else every
    every = every[every["due"].eq(True)] if every["due"].eq(True).any() else every
    able = every[every["direction"].gt(0) & every["target"].gt(0) & every["match"].ne("differs")]
    if len(able) < FEWEST:
        return None
    each = _ordered(able).head(MOST).to_dict("records")
    names = [f"{labels.indicator(row['indicator'], row['ref_area'])}: {row['aim']}" for row in each]
    stacked = rows.stack(names, size)
    values = [[one for one in row["told"] if one["match"] != "differs"] or [row] for row in each]
    subtitle = gettext(lang, "A row: a target; a mark: a figure in percent of it (the line; of several values the "
                       "lowest)")  # fmt: skip
    title = _standing_title(every, labels, lang)
    if len(each) < len(every):
        subtitle += "; " + gettext(lang, "drawn: {drawn} of {n}; ranks and figures about something else are not",
                                   drawn=len(each), n=len(every))  # fmt: skip
    seen = [tone for tone in TOLD if tone in {row["tone"] for row in each}]
    height = 2.0 + 0.15 * len(seen) + stacked.inches(size)
    source = whose((one for some in values for one in some), labels)
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
    amounts = ["; ".join(quantity(one, row["unit_measure"], lang) for one in _values(some))
               for row, some in zip(each, values, strict=True)]  # fmt: skip
    ends = [verdict(row, lang) for row in each]
    figure.said = title
    told = [f"{name} – {amount} ({end})" for name, amount, end in zip(names, amounts, ends, strict=True)]
    figure.alt = f"{title}. {'; '.join(told)}."
    figure.table = pd.DataFrame({"indicator": [row["indicator"] for row in each], "status": ends,
                                 "target": [row["aim"] for row in each],
                                 "figures": [figures(some, lang, labels) for some in values]})  # fmt: skip
    return ax


def _ordered(able: pd.DataFrame) -> pd.DataFrame:
    """Misses before what was met, the newest date first."""
    ahead = able["due"].eq(False) & able["target_year"].notna() & able["verdict"].map(TONES).eq("open")
    able = able.assign(tone=able["verdict"].map(TONES).mask(ahead, "ahead")).sort_values("indicator")
    able = able.sort_values("target_year", ascending=False, kind="stable")
    return able.sort_values("tone", key=lambda tone: tone.map(TOLD.index), kind="stable")


def _values(judging_: list[dict[str, Any]]) -> list[float]:
    """Values that judge a target and those in open conflict with them, from the lowest."""
    rivals = ((float(one), row["current"]) for row in judging_ for one in row["against"].split("|") if one)
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


def _standing_title(every: pd.DataFrame, labels: Labels, lang: str) -> Sentence:
    """Count the due targets by verdict, misses first; without any say what is drawn."""
    area, counts = labels.bordered(every["ref_area"].iloc[0]), every["verdict"].map(TONES).value_counts()
    parts = [f"{counts[tone]} {gettext(lang, LEGEND[tone])}" for tone in TOLD if tone in counts]
    facts = {"due": len(every), **counts.to_dict()}
    if every["due"].eq(True).all():
        return sentence(lang, "{area}, {n} due targets with a figure: {parts}",
                        {"area": area, "n": str(len(every)), "parts": "; ".join(parts)}, facts)  # fmt: skip
    return sentence(lang, "{area}: figures, and targets whose date lies ahead", {"area": area}, facts)
