"""Chart of a multiverse: the printed values behind one verdict, each with whose it is, of when and when printed."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from bdlib.codelists import DEFINING
from bdlib.gap.summary import REACHED, UNSETTLED
from bdviews.labels import Labels
from bdviews.language import quantity, scale_and_unit
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import period
from bdviews.plots import style
from bdviews.plots.rows import beside, legend, stack, upright, write
from bdviews.robustness import OUTCOMES, _aims, printed
from bdviews.sentences import sentence
from bdviews.target_figures import carriers, word
from bdviews.target_words import aimed

MOST = 12  # values drawn, on every screen the same
LOCAL = ("provincial_government",)  # kinds of makers that a reader takes to speak of their own area
LOOKS = {True: {"color": style.BLUE, "marker": "o"}, False: {"color": style.RUST, "marker": "s"}}  # by: it is reached


@style.chart
def curve(made: Any, est: Any, lang: str, finding: str, *, size: str = "page") -> Axes | None:
    """Draw the printed values behind one finding of `bd.multiverse(case, bd.progress, …)`, the target as a line."""
    rows = made.specifications
    rows = rows[rows["value"].notna() & rows["distinct"].ge(0) & ~rows["outcome"].isin(UNSETTLED)]
    rows = rows.sort_values("distance", kind="stable").drop_duplicates(["finding", "value"])  # nearest the reference
    rows = rows[rows["finding"].eq(finding) & rows["value"].isin(printed(rows, est)["value"])]
    rows = rows.sort_values("value", kind="stable").reset_index(drop=True)
    aim = _aims(made, est).get(finding)
    if len(rows) < 2 or aim is None:
        return None
    labels, every, reached = Labels(est, lang), len(rows), int(rows["outcome"].isin(REACHED).sum())
    rows = rows.iloc[np.unique(np.linspace(0, every - 1, min(every, MOST)).round().astype(int))]
    name = labels.indicator(aim["indicator"], aim["ref_area"])
    facts = {"says": "curve", "finding": finding, "reached": reached, "n": every}
    said = N_("{indicator}, {area}, target {target}: some values reach it, some do not")
    said = N_("{indicator}, {area}, target {target}: every value reaches it") if reached == every else said
    said = said if reached else N_("{indicator}, {area}, target {target}: no value reaches it")
    named = {"indicator": name, "area": labels.area(aim["ref_area"]), "target": aimed(aim, lang, labels)}
    title = sentence(lang, said, named, facts)
    scale, unit = scale_and_unit(float(rows["value"].abs().max()), aim["unit_measure"], lang)
    subtitle = gettext(lang, "{unit}; a dot: a value, whose and of when (printed when); line: the target; drawn: "
                       "{drawn} of {n}", unit=unit.strip() or name, drawn=len(rows), n=every)  # fmt: skip
    subtitle += gettext(lang, "; band: the target's range") if pd.notna(aim["target_full"]) else ""
    each = rows.to_dict("records")
    amounts = [quantity(one, aim["unit_measure"], lang) for one in rows["value"]]
    counted = _counted(each, est, labels)
    choices = [_whose(row, est, lang, labels, what) for row, what in zip(each, counted, strict=True)]
    stacked = stack(choices, size)
    source = ", ".join(dict.fromkeys(one for row in each for one in carriers(_figures(row, est), labels)))
    sheet = style.canvas(lang, str(title), source, subtitle=subtitle, size=size, height=2.3 + stacked.inches(size))
    with sheet as (figure, ax):
        for y, row in zip(stacked.at, each, strict=True):
            ax.plot(row["value"] / scale, y, linestyle="", markersize=9, zorder=3, **LOOKS[row["outcome"] in REACHED])
        upright(ax, stacked, aim["target"] / scale, color=style.INK, linewidth=1.6)
        if pd.notna(aim["target_full"]):
            ends = sorted(aim[name] / scale for name in ("target", "target_full"))
            ax.barh(stacked.at, ends[1] - ends[0], 1, ends[0], color=style.RULE, zorder=0)
        write(ax, stacked)
        beside(ax, stacked.at, amounts, [False] * len(each))
        ax.margins(x=0.1)
        seen = {word(lang, OUTCOMES, one): LOOKS[one in REACHED] for one in rows["outcome"]}
        legend(ax, [Line2D([], [], linestyle="", **look) for look in seen.values()], [*seen])
    outcomes = [word(lang, OUTCOMES, one) for one in rows["outcome"]]
    told = [f"{choice}: {said}, {end}" for choice, said, end in zip(choices, amounts, outcomes, strict=True)]
    figure.said, figure.alt = title, f"{title}. {'; '.join(told)}."
    figure.table = rows[["figure_ids"]].assign(name=choices, obs_value=rows["value"], status=outcomes)
    return ax


def _counted(each: list[dict[str, Any]], est: Any, labels: Labels) -> list[str]:
    """What each value counts as its pages state it; where others state it and its own do not, that they do not."""
    stated = []
    for row in each:
        known = _figures(row, est)
        one = {name: known[name].iloc[0] for name in DEFINING if known[name].nunique() == 1}
        stated.append(labels.facets(one))
    silent = gettext(labels.lang, "what is counted not stated") if any(stated) else ""
    return [said or silent for said in stated]


def _whose(row: dict[str, Any], est: Any, lang: str, labels: Labels, counted: str) -> str:
    """Whose figures print a value, what it counts, of when, and when last printed.

    Where no page names a maker, on whose page it is; of a provincial maker's figure on the nation that it is on that.
    """
    known = _figures(row, est)
    pages = ", ".join(dict.fromkeys(map(labels.publisher, known["publisher"])))
    nobody = gettext(lang, "maker not named, in {publisher}", publisher=pages)
    who = ", ".join(labels.makers(known.to_dict("records"), short=True)) or nobody
    if known["maker_kind"].isin(LOCAL).all() and labels.is_country(known["ref_area"].iloc[0]):
        who = gettext(lang, "{who}, on {area}", who=who, area=labels.area(known["ref_area"].iloc[0]))
    stated = known.loc[known["period_basis"].ne("publication"), "time_period"]
    who = ", ".join(filter(None, [who, counted, *(period(one, lang) for one in sorted(set(stated))[-1:])]))
    when = max(known["published"], default="")
    return gettext(lang, "{who} (printed {when})", who=who, when=period(when[:7], lang)) if when else who


def _figures(row: dict[str, Any], est: Any) -> pd.DataFrame:
    """Figures that print the value of a row; of an open group it names those of the other values, too."""
    every = est.tables.observations
    return every[every["figure_id"].isin(row["figure_ids"].split("|")) & every["obs_value"].eq(row["value"])]
