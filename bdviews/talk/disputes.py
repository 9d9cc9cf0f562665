"""Slides on what contradicts: the conflicts told, each with its chart and its claims, and why one is kept."""

from typing import Any

import pandas as pd

from bdviews.comparison.standpoint import At
from bdviews.conflicts import about, apart, headline
from bdviews.conflicts.figures import Figures
from bdviews.conflicts.wording import why
from bdviews.language.codes import heading
from bdviews.language.messages import gettext, ngettext
from bdviews.language.periods import period
from bdviews.tables import table
from bdviews.talk.slides import ROWS, TOPICS, Shown, said, strong

SURE = ("certain", "strong")
SEEN = 0.01  # of a value: what is no farther apart is one mark in a chart


def disputed(case: Any, area: str, most: int = 2) -> pd.DataFrame:
    """Choose the conflicts that a talk tells: of a measured thing, surely one, on most pages, each of its indicator."""
    own = about(case.conflicts, area)
    one = ~own["indicator"].str.contains("|", regex=False) & own["ref_area"].eq(area)
    own = own[one & ~own["role"].str.contains("target")]
    own = own[own["figure_ids"].map(lambda ids: _apart(ids, case)).astype(bool)]
    sure, kept = own["strengths"].str.split("|").str[0].isin(SURE), own["status"].eq("resolved")
    order = own.assign(_sure=sure, _kept=kept, _seen=own["facts"].map(apart).gt(SEEN)).sort_values(
        ["_seen", "_sure", "prints", "_kept", "conflict_id"], ascending=[False, False, False, False, True])  # fmt: skip
    return order.drop_duplicates("indicator").head(most)[list(own)].reset_index(drop=True)


def _apart(ids: str, case: Any) -> bool:
    """Whether pages that can be trusted contradict each other: a garbled copy alone is no dispute to tell."""
    rows = case.tables.observations.query("trust != 'low' and figure_id in @ids.split('|')")
    return bool(rows["lower"].max() > rows["upper"].min())


def chart(told: pd.DataFrame, case: Any, here: At) -> Shown:
    """Draw the claims of a conflict against time; of an empty frame nothing."""
    from bdviews.plots import claims as charts

    for row in told.head(1).to_dict("records"):
        finding, ids = headline(row, case, here.area, here.lang), row["figure_ids"].split("|")
        ax = charts.claims(here.est, here.area, row["indicator"], here.lang, title=str(finding), size="half",
                           figure_ids=ids)  # fmt: skip
        ax.figure.said = finding
        return ax
    return None


def claims(told: pd.DataFrame, case: Any, here: At) -> Shown:
    """List the claims of a conflict with the numbers of its chart, one row a value and origin; the kept one is bold."""
    from bdviews.plots.claims import numbered

    for row in told.head(1).to_dict("records"):
        figures, ids = Figures(case, here.lang), row["figure_ids"].split("|")
        every = numbered(here.est, here.area, row["indicator"], ids)
        every = every[every["figure_id"].isin(ids)].merge(case.origins[["figure_id", "origin"]], "left", "figure_id",
                                                          suffixes=("_stated", ""))  # fmt: skip
        groups = [group for _, group in every.groupby(["obs_value", "origin"], sort=False, dropna=False)][:ROWS]
        kept = every.loc[every["figure_id"].eq(row["chosen_figure_id"]), "obs_value"].tolist()
        shown = pd.DataFrame([_claim(group, figures, here) for group in groups])
        heads = {"no": gettext(here.lang, "No."), "figure": heading("figure", here.lang),
                 "who": gettext(here.lang, "Who gave it"), "when": gettext(here.lang, "Printed")}  # fmt: skip
        made = table(shown, list(heads), here.lang, name=f"claims-{row['conflict_id']}", headings=heads)
        return strong(made, [group["obs_value"].iloc[0] in kept for group in groups])
    return None


def _claim(group: pd.DataFrame, figures: Figures, here: At) -> dict[str, str]:
    """One row: the value as printed, who gave it, and when pages printed it."""
    printed = [one[:7] for one in group["published"] if one]
    dates = sorted({one[: min(map(len, printed))] for one in printed})  # a page of 2024 is of no known month of it
    when = " – ".join(period(one, here.lang) for one in dict.fromkeys([*dates[:1], *dates[-1:]]))
    pages = ngettext(here.lang, "{n} print", "{n} prints", len(group)) if len(group) > 1 else ""
    numbers = ", ".join(str(one) for one in group["number"] if one)
    return {"no": numbers or "–", "figure": figures.printed(group["figure_id"]).strip("“”"),
            "who": _who(group, figures, here),
            "when": ", ".join(filter(None, [when, pages])) or "–"}  # fmt: skip


def _who(group: pd.DataFrame, figures: Figures, here: At) -> str:
    """The maker that pages name, with how many do where not all; of pages that name none the publisher."""
    named = [who for one in group["figure_id"] if (who := figures.maker(one))]
    if not named:
        publisher = here.labels.publisher(group["publisher"].iloc[0])
        return gettext(here.lang, "{publisher}, naming no maker", publisher=publisher)
    if len(named) == len(group):
        return named[0]
    return gettext(here.lang, "{maker}, named on {k} of {n} pages", maker=named[0], k=len(named), n=len(group))


def topic(told: pd.DataFrame, case: Any, here: At) -> Shown:
    """Head the slide of one conflict, and tell why one figure is kept; of an open one the chart says that it is."""
    for row in told.head(1).to_dict("records"):
        reason = why(row, Figures(case, here.lang))[-1:] if row["status"] == "resolved" else []
        return said([f"## {here.say(TOPICS['claims'])}", *reason], [])
    return None
