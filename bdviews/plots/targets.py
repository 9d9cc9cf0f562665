"""Chart of targets: where an area stands against each, in percent of it."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from bdviews.labels import Labels
from bdviews.language import percent, quantity
from bdviews.language.codes import LOOSE, spoken
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import INFERRED
from bdviews.plots import rows, style
from bdviews.sentences import Sentence, sentence
from bdviews.target_figures import basis, carriers, figures, paged, printed
from bdviews.target_words import TONES, aims, due, tally, verdict

TOLD = ("poor", "early", "open", "before", "fair", "good", "ahead")  # judged targets first, misses before what was met
FEWEST = 2  # targets that make a chart
MOST = 24  # targets drawn, in every language and on every screen the same
NEAR, APART = 0.03, (0, 0.38, -0.3)  # of a target: values so near meet; lines of type that then hold them apart
SCALE = 5.0  # a rival so many times a figure would leave no room to see the others
LOOKS = {"poor": {"color": style.RUST, "marker": "s"},
         "open": {"color": style.RUST, "marker": "D", "markerfacecolor": style.PAPER},
         "fair": {"color": style.BLUE, "marker": "o", "markerfacecolor": style.PAPER},
         "before": {"color": style.BLUE, "marker": "^", "markerfacecolor": style.PAPER},
         "good": {"color": style.BLUE, "marker": "o"},
         "ahead": {"color": style.MUTED, "marker": ">", "markerfacecolor": style.PAPER},
         "early": {"color": style.RUST, "marker": "s", "markerfacecolor": style.PAPER},
         "other": {"color": style.MUTED, "marker": "v", "markerfacecolor": style.PAPER}}  # fmt: skip
OF_BEFORE = {"poor": "early", "good": "before"}  # marks of figures of before the target's year or its end
WORDS = {"poor": N_("falls short"),
         "early": N_("falls short; of an earlier year, or first printed before the year was over"),
         "open": N_("of an undecided target"),
         "before": N_("reaches it; of an earlier year, or first printed before the year was over"),
         "fair": N_("reaches it; dated later or not at all"), "good": N_("reaches it in time"),
         "ahead": N_("of a target whose date lies ahead"), "other": N_("a figure against the verdict")}  # fmt: skip


@style.chart
def standing(found: pd.DataFrame, lang: str, of: Any, *, size: str = "page") -> Axes | None:
    """Draw every figure that judges a target in percent of it, a row a target: of those due, else of those ahead."""
    labels = Labels(of, lang)
    every = _judged(aims(found, lang, labels))
    able = every[every["direction"].gt(0) & every["target"].gt(0) & every["match"].ne("differs")]
    if len(able) < FEWEST:
        return None
    each = [drawable(row, labels, lang) for row in _ordered(able).head(MOST).to_dict("records")]
    stacked = rows.stack([f"{row['name']}. {row['amount']}" for row in each], size, above=True)
    percents = [100 * one / row["target"] for row in each for one in row["values"]]
    title = _standing_title(every, percents, labels, lang)
    shown = {_tone(row, one, row["judging"]) for row in each for one in row["values"]}
    seen = [tone for tone in WORDS if tone in shown]
    behind = [printed(f"{one['told_ids']}|{one['against_ids']}", labels) for row in each for one in row["judging"]]
    source = ", ".join(carriers(pd.concat(behind), labels))
    height = 2.15 + 0.15 * len(seen) + stacked.inches(size)
    subtitle = _subtitle(each, len(every), lang)
    with style.canvas(lang, str(title), source, subtitle=subtitle, size=size, height=height) as (figure, ax):
        rows.upright(ax, stacked, 100, color=style.INK, linewidth=1.6)
        for y, row in zip(stacked.at, each, strict=True):
            _draw(ax, row, row["values"], row["judging"], y)
        rows.write(ax, stacked)
        ax.set_xlim(min(0, ax.get_xlim()[0]), max(105, ax.get_xlim()[1]))
        ax.xaxis.set_major_formatter(lambda x, _: percent(x, lang))
        ax.grid(visible=False)
        marks = [Line2D([], [], linestyle="", **LOOKS[tone]) for tone in seen]
        rows.legend(ax, marks, [gettext(lang, WORDS[tone]) for tone in seen])
    told = [f"{row['name']} – {row['amount']} ({row['end']})" for row in each]
    figure.said, figure.alt = title, f"{title}. {'; '.join(told)}."
    figure.table = pd.DataFrame({"indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in each],
                                 "status": [row["end"] for row in each], "target": [row["aim"] for row in each],
                                 "figures": [figures(row["judging"], lang, labels) for row in each]})  # fmt: skip
    return ax


def _judged(every: pd.DataFrame) -> pd.DataFrame:
    """Goals that the answer counts as due and with a figure; where none is, those ahead or undated with a verdict."""
    if every.empty:
        return every
    late = due(every)
    return late if len(late) else every[every["current"].notna() & ~every["verdict"].isin(["none", "lapsed"])]


def drawable(row: dict[str, Any], labels: Labels, lang: str) -> dict[str, Any]:
    """Add to a goal its name, the rows that judge it, their values, also in words, and the verdict in words (`end`)."""
    judging_ = [one for one in row["told"] if one["match"] != "differs"] or [row]
    values = _values(judging_)
    name = f"{labels.indicator(row['indicator'], row['ref_area'])}: {row['aim']}"
    amount = _written(values, judging_, lang, labels)
    return row | {"name": name, "judging": judging_, "values": values, "amount": amount,
                  "end": verdict(row, lang)}  # fmt: skip


def _subtitle(each: list[dict[str, Any]], n: int, lang: str) -> str:
    """Say what a row and its marks are, and how many of the goals are drawn."""
    said = gettext(lang, "A row: a target; a mark: a figure in percent of it (the line; of several values the lowest)")
    if any(pd.notna(row["target_full"]) for row in each):
        said += "; " + gettext(lang, "short bar: to the upper end of a target that is a range")
    if len(each) < n:
        said += "; " + gettext(lang, "drawn: {drawn} of {n}; ranks and figures about something else are not",
                               drawn=len(each), n=n)  # fmt: skip
    return said


def _ordered(able: pd.DataFrame) -> pd.DataFrame:
    """Misses before what was met, the newest date first."""
    ahead = able["due"].eq(False) & able["target_year"].notna() & able["verdict"].map(TONES).eq("open")
    able = able.assign(tone=able["verdict"].map(TONES).mask(ahead, "ahead")).sort_values("indicator")
    able = able.sort_values("target_year", ascending=False, kind="stable")
    return able.sort_values("tone", key=lambda tone: tone.map(TOLD.index), kind="stable")


def _values(judging_: list[dict[str, Any]]) -> list[float]:
    """Values that judge a target and those in open conflict with them."""
    rivals = ((float(one), row["current"]) for row in judging_ for one in row["against"].split("|") if one)
    return sorted({row["current"] for row in judging_}
                  | {one for one, current in rivals if current / SCALE < one < current * SCALE})  # fmt: skip


def _draw(ax: Axes, row: dict[str, Any], values: list[float], told: list[dict[str, Any]], y: float) -> None:
    """Draw the figures of one target, and how far it reaches itself where it is a range."""
    if pd.notna(row["target_full"]):
        ax.hlines(y, 100, 100 * row["target_full"] / row["target"], color=style.INK, linewidth=2, zorder=1)
    close = np.diff([-np.inf, *values]) < NEAR * row["target"]  # marks that would meet the one before
    for n, value in enumerate(values):
        aside = APART[n % len(APART)] if close[n : n + 2].any() else 0
        ax.plot(100 * value / row["target"], y + aside, linestyle="", zorder=3,
                **LOOKS[_tone(row, value, told)] | {"markersize": 6})  # fmt: skip


def _tone(row: dict[str, Any], value: float, told: list[dict[str, Any]]) -> str:
    """Tone of a verdict, hollow where the value is of before its date; "other" for one on the target's other side."""
    sides = {"good": 1, "fair": 1, "before": 1, "poor": -1, "early": -1}
    if sides.get(row["tone"], 0) * (value - row["target"]) < 0:
        return "other"
    printing = _printing(value, told)
    early = all(one["current_year"] < one["target_year"] or one["ahead"] is True for one in printing)
    return OF_BEFORE.get(row["tone"], row["tone"]) if early else row["tone"]


def _printing(value: float, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose value it is, else those that it is in open conflict with: it is of their year."""
    own = [one for one in told if one["current"] == value]
    return own or [one for one in told if f"{value:g}" in one["against"].split("|")]


def _written(values: list[float], told: list[dict[str, Any]], lang: str, labels: Labels) -> str:
    """Write each value of one target with its word and year: about 25% (2025); 18.3% (2024)."""
    return "; ".join(_dated(value, _printing(value, told), lang, labels) for value in values)


def _dated(value: float, printing: list[dict[str, Any]], lang: str, labels: Labels) -> str:
    """Write a value with its year, as a page states it, as it is inferred, or as that of its page."""
    last = max(printing, key=lambda one: one["current_year"])
    when, how, known = str(int(last["current_year"])), last["dated"], printed(last["told_ids"], labels)
    rivals = printed(last["against_ids"], labels)
    rivals = rivals[rivals["obs_value"].map("{:g}".format).eq(f"{value:g}")]
    if last["current"] != value and len(rivals):  # it has a date of its own
        how, known = basis(rivals), rivals
    if how in ("bound", "publication"):
        when = gettext(lang, "page of {year}", year=paged(when, known, lang, labels))
    when = gettext(lang, INFERRED, period=when) if how == "inferred" else when
    about = f"{spoken(last['said'], lang)} " if last["said"] in LOOSE and last["current"] == value else ""
    return f"{about}{quantity(value, last['unit_measure'], lang)} ({when})"


def _standing_title(every: pd.DataFrame, percents: list[float], labels: Labels, lang: str) -> Sentence:
    """Count the due targets by class; without any say how far the figures reach."""
    area = labels.bordered(every["ref_area"].iloc[0])
    if every["due"].eq(True).all():
        return tally(every, area, lang)
    facts = {"low": round(min(percents), 1), "high": round(max(percents), 1)}
    ends = {name: percent(one, lang) for name, one in facts.items()}
    return sentence(lang, "{area}, targets whose date lies ahead: figures so far lie at {low} to {high} of their "
                    "target", {"area": area, **ends}, facts)  # fmt: skip
