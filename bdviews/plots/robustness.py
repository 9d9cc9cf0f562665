"""Chart of one verdict: the values that figures of it have, each with whose it is, of when and when printed."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from bdlib.codelists import DEFINING
from bdviews.labels import Labels
from bdviews.language import quantity, scale_and_unit
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import period
from bdviews.plots import style
from bdviews.plots.rows import beside, legend, stack, upright, write
from bdviews.sentences import Sentence, sentence
from bdviews.target_figures import carriers, word

MOST = 12  # values drawn, on every screen the same
LOCAL = ("provincial_government",)  # kinds of makers that a reader takes to speak of their own area
HOLLOW = {"markerfacecolor": style.PAPER}  # of what was printed before its year was over
WHEN = {"own": N_("of {year}: {reached} of {n}"), "later": N_("of later years: {reached} of {n}"),
        "before": N_("of earlier years: {reached} of {n}"), "any": N_("{reached} of {n}"),
        "page": N_("of a date not printed: {reached} of {n}")}  # fmt: skip
LOOKS = {"reach": {"color": style.BLUE, "marker": "o"}, "short": {"color": style.RUST, "marker": "s"},
         "either": {"color": style.MUTED, "marker": "D"}}  # fmt: skip
WORDS = {"reach": N_("reaches it"), "short": N_("falls short"), "either": N_("may do either")}


@style.chart
def curve(row: dict[str, Any], est: Any, lang: str, *, size: str = "page") -> Axes | None:
    """Draw the values of a row of :func:`bdviews.robustness.tested` that a choice uses, the target as a line."""
    labels, every = Labels(est, lang), row["figures"][~row["figures"]["aside"]]
    groups = [some for _, some in every.groupby("obs_value")]
    if len(groups) < 2:
        return None
    name = labels.indicator(row["indicator"], row["ref_area"])
    title = _title(every, row, name, labels)
    drawn = [groups[n] for n in np.unique(np.linspace(0, len(groups) - 1, min(len(groups), MOST)).round().astype(int))]
    scale, unit = scale_and_unit(float(every["obs_value"].abs().max()), row["unit_measure"], lang)
    subtitle = gettext(lang, "{unit}; a mark: a value, whose and of when (printed when); line: the target",
                       unit=unit.strip() or name)  # fmt: skip
    subtitle += gettext(lang, "; band: the target's range") if pd.notna(row["target_full"]) else ""
    if len(drawn) < len(groups):
        subtitle += gettext(lang, "; drawn: {drawn} of {n}", drawn=len(drawn), n=len(groups))
    away = row["figures"].loc[row["figures"]["aside"], "obs_value"].drop_duplicates().sort_values()
    if len(away):
        told = ", ".join(quantity(one, row["unit_measure"], lang) for one in away)
        subtitle += gettext(lang, "; used by no choice, so not drawn: {values}", values=told)
    values = [float(some["obs_value"].iloc[0]) for some in drawn]
    amounts = [quantity(one, row["unit_measure"], lang) for one in values]
    choices = [_whose(some, lang, labels, what) for some, what in zip(drawn, _counted(drawn, labels), strict=True)]
    looks = [(min(some["side"]), bool(some["early"].all())) for some in drawn]
    stacked = stack(choices, size)
    source = ", ".join(dict.fromkeys(one for some in drawn for one in carriers(some, labels)))
    sheet = style.canvas(lang, str(title), source, subtitle=subtitle, size=size, height=2.3 + stacked.inches(size))
    with sheet as (figure, ax):
        for y, value, look in zip(stacked.at, values, looks, strict=True):
            ax.plot(value / scale, y, linestyle="", markersize=9, zorder=3, **_look(*look))
        upright(ax, stacked, row["target"] / scale, color=style.INK, linewidth=1.6)
        if pd.notna(row["target_full"]):
            ends = sorted(row[name] / scale for name in ("target", "target_full"))
            ax.barh(stacked.at, ends[1] - ends[0], 1, ends[0], color=style.RULE, zorder=0)
        write(ax, stacked)
        beside(ax, stacked.at, amounts, [False] * len(drawn))
        ax.margins(x=0.1)
        seen = [*dict.fromkeys(looks)]
        legend(ax, [Line2D([], [], linestyle="", **_look(*one)) for one in seen], [_said(*one, lang) for one in seen])
    outcomes = [_said(*look, lang) for look in looks]
    told = [f"{choice}: {said}, {end}" for choice, said, end in zip(choices, amounts, outcomes, strict=True)]
    figure.said, figure.alt = title, f"{title}. {'; '.join(told)}."
    ids = ["|".join(some["figure_id"]) for some in drawn]
    figure.table = pd.DataFrame({"figure_ids": ids, "name": choices, "obs_value": values, "status": outcomes})
    return ax


def _title(every: pd.DataFrame, row: dict[str, Any], name: str, labels: Labels) -> Sentence:
    """Say how many values reach a target: of its own year, which decides, apart from those of other years."""
    years, aimed = every["time_period"].str[:4].astype(float), row["target_year"]
    when = np.select([every["period_basis"].eq("publication"), years.eq(aimed), years.gt(aimed)],
                     ["page", "own", "later"], "before" if pd.notna(aimed) else "any")  # fmt: skip
    told = every.assign(when=pd.Categorical(when, [*WHEN]), reach=every["side"].eq("reach")).sort_values("when")
    told = told.groupby("obs_value").agg(when=("when", "first"), reach=("reach", "all"))
    counts = {one: (int(some["reach"].sum()), len(some)) for one, some in told.groupby("when", observed=True)}
    parts = [gettext(labels.lang, WHEN[one], reached=str(reached), n=str(n), year=f"{aimed:.0f}")
             for one, (reached, n) in counts.items()]  # fmt: skip
    named = {"indicator": name, "area": labels.area(row["ref_area"]), "target": row["aim"], "parts": "; ".join(parts)}
    return sentence(labels.lang, "{indicator}, {area}, target {target}: values that reach it – {parts}", named,
                    {"n": len(told), "reached": int(told["reach"].sum()), "by_time": counts})  # fmt: skip


def _look(side: str, foretold: bool) -> dict[str, Any]:
    return LOOKS[side] | (HOLLOW if foretold else {})


def _said(side: str, foretold: bool, lang: str) -> str:
    more = gettext(lang, "first printed before the year was over")
    return word(lang, WORDS, side) + (f"; {more}" if foretold else "")


def _counted(drawn: list[pd.DataFrame], labels: Labels) -> list[str]:
    """What each value counts as its pages state it; where others state it and its own do not, that they do not."""
    stated = [{name: known[name].iloc[0] for name in DEFINING if known[name].nunique() == 1} for known in drawn]
    said = [labels.facets(one) for one in stated]
    silent = gettext(labels.lang, "what is counted not stated") if any(said) else ""
    return [one or silent for one in said]


def _whose(known: pd.DataFrame, lang: str, labels: Labels, counted: str) -> str:
    """Whose figures print a value, what it counts, of when, and when last printed.

    Where no page names a maker, on whose page it is; of a provincial maker's figure on the nation that it is on that.
    """
    pages = ", ".join(dict.fromkeys(map(labels.publisher, known["publisher"])))
    nobody = gettext(lang, "maker not named, in {publisher}", publisher=pages)
    who = ", ".join(labels.makers(known.to_dict("records"), short=True)) or nobody
    if known["maker_kind"].isin(LOCAL).all() and labels.is_country(known["ref_area"].iloc[0]):
        who = gettext(lang, "{who}, on {area}", who=who, area=labels.area(known["ref_area"].iloc[0]))
    stated = known.loc[known["period_basis"].ne("publication"), "time_period"]
    who = ", ".join(filter(None, [who, counted, *(period(one, lang) for one in sorted(set(stated))[-1:])]))
    when = max(known["published"], default="")
    return gettext(lang, "{who} (printed {when})", who=who, when=period(when[:7], lang)) if when else who
