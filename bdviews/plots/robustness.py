"""Chart of a multiverse: every distinct value behind one verdict, by the choice that gives it."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdlib.gap.summary import REACHED, UNSETTLED
from bdviews.labels import Labels
from bdviews.language import quantity, scale_and_unit
from bdviews.language.codes import spoken
from bdviews.language.messages import gettext
from bdviews.plots import style
from bdviews.robustness import _aims
from bdviews.sentences import sentence
from bdviews.target_words import VERDICTS, aimed, word

MOST = {"page": 16, "phone": 10, "slide": 8, "half": 7}


@style.chart
def curve(made: Any, est: Any, lang: str, finding: str, *, size: str = "page") -> Axes | None:
    """Draw the values of one finding in order, with a choice behind each and the target as a line.

    Parameters
    ----------
    made : as given by `bd.multiverse(case, bd.progress, …)`.
    est : the estimates of the reference, for names and targets.
    finding : id of a target.
    """
    rows = _distinct(made.specifications)
    rows = rows[rows["finding"].eq(finding)].sort_values("value", kind="stable").reset_index(drop=True)
    aim = _aims(made, est).get(finding)
    if len(rows) < 2 or aim is None:
        return None
    labels, every, reached = Labels(est, lang), len(rows), int(rows["outcome"].isin(REACHED).sum())
    rows = rows.iloc[np.unique(np.linspace(0, every - 1, min(every, MOST[size])).round().astype(int))]
    name = labels.indicator(aim["indicator"], aim["ref_area"])
    facts = {"says": "curve", "finding": finding, "reached": reached, "n": every}
    values = {"indicator": name, "target": aimed(aim, lang), "reached": str(reached), "n": str(every)}
    title = sentence(lang, "{indicator}, target {target}: {reached} of {n} values that may judge it reach it", values,
                     facts)  # fmt: skip
    scale, unit = scale_and_unit(float(rows["value"].abs().max()), aim["unit_measure"], lang)
    subtitle = gettext(lang, "{unit}; a dot: a value that a choice gives; line: the target; {drawn} of {n} drawn",
                       unit=unit.strip() or name, drawn=len(rows), n=every)  # fmt: skip
    choices = [_choice(row, _makers(est, pd.DataFrame([row])), lang, labels) for row in rows.to_dict("records")]
    amounts = [quantity(one, aim["unit_measure"], lang) for one in rows["value"]]
    height = 1.9 + 0.36 * len(rows) if size in ("page", "phone") else None
    makers = ", ".join(dict.fromkeys(labels.maker(one).split(" (")[0] for one in _makers(est, rows)))
    with style.canvas(lang, str(title), makers, subtitle=subtitle, size=size, height=height) as (figure, ax):
        for y, (row, said) in enumerate(zip(rows.to_dict("records"), amounts, strict=True)):
            form, ink = ("o", style.BLUE) if row["outcome"] in REACHED else ("s", style.RUST)
            ax.plot(row["value"] / scale, y, form, markersize=9, color=ink, zorder=3)
            style.label(ax, said, (row["value"] / scale, y), (10, -4), fontsize=10)
        ax.axvline(aim["target"] / scale, color=style.INK, linewidth=1.6)
        ax.set_yticks(range(len(rows)), choices)
        ax.set_ylim(-0.8, len(rows) - 0.2)
        ax.margins(x=0.25)
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
    outcomes = [word(lang, VERDICTS, one) for one in rows["outcome"]]
    told = [f"{choice}: {said}, {end}" for choice, said, end in zip(choices, amounts, outcomes, strict=True)]
    figure.said, figure.alt = title, f"{title}. {'; '.join(told)}."
    figure.table = rows[["method", "without", "as_of", "path", "value", "outcome", "figure_ids"]]
    return ax


def _distinct(specs: pd.DataFrame) -> pd.DataFrame:
    """One row a value of a finding and what it alone would give, the nearest to the reference first."""
    rows = specs[specs["value"].notna() & specs["distinct"].ge(0) & ~specs["outcome"].isin(UNSETTLED)]
    return rows.sort_values("distance", kind="stable").drop_duplicates(["finding", "value"])


def _choice(row: dict[str, Any], makers: list[str], lang: str, labels: Labels) -> str:
    """Words of a choice: who is left out, or its method and whose figure it takes."""
    if row["without"]:
        unnamed = row["without"].startswith("page:")
        who = gettext(lang, "a page that names no maker") if unnamed else labels.maker(row["without"])
        return gettext(lang, "without {maker}", maker=who.split(" (")[0])
    return "; ".join(filter(None, [spoken(row["method"], lang), *(labels.maker(one).split(" (")[0] for one in makers)]))


def _makers(est: Any, rows: pd.DataFrame) -> list[str]:
    ids = {one for each in rows["figure_ids"] for one in each.split("|")}
    known = est.tables.observations.set_index("figure_id")["maker"]
    return [one for one in known.reindex(sorted(ids)).dropna().unique() if one]
