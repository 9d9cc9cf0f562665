"""Slides on what contradicts: the conflicts told, each with its chart and its claims, and why one is kept."""

from typing import Any

import pandas as pd

from bdviews.comparison.standpoint import At
from bdviews.conflicts import about, apart, gaps, headline
from bdviews.conflicts.figures import Figures
from bdviews.conflicts.outcomes import of_series, superseded
from bdviews.conflicts.wording import parts
from bdviews.talk.slides import TOPICS, Shown, said

SURE = ("certain", "strong")
SEEN = 0.01  # of a value: what is no farther apart is one mark in a chart


def disputed(case: Any, area: str, most: int = 2) -> pd.DataFrame:
    """Choose the conflicts that a talk tells, one an indicator: of a measured thing, surely one, open, of most origins.

    What only differs for a known reason comes later, what a later figure revised last: they are no disputes. One of
    several years takes more than a slide.
    """
    own = about(case.conflicts, area)
    one = ~own["indicator"].str.contains("|", regex=False) & own["ref_area"].eq(area)
    one &= ~own["time_period"].str.contains("/")
    own = own[one & ~own["role"].str.contains("target")]
    own = own[own["figure_ids"].map(lambda ids: _apart(ids, case)).astype(bool)]
    sure, kept = own["strengths"].str.split("|").str[0].isin(SURE), own["status"].eq("resolved")
    methods = own["kinds"].str.startswith(("series_method", "vintage_revision")) & ~kept  # differ for a known reason
    far = own["facts"].map(apart)
    own = own.assign(_revised=superseded(own), _known=methods, _sure=sure, _kept=kept, _far=far, _seen=far.gt(SEEN))
    order = {"_revised": True, "_known": True, "_seen": False, "_sure": False, "_kept": True, "origins": False,
             "prints": False, "_far": False, "conflict_id": True}  # fmt: skip
    own = own.sort_values([*order], ascending=[*order.values()])
    return own.drop_duplicates("indicator").head(most).reset_index(drop=True)


def _apart(ids: str, case: Any) -> bool:
    """Whether pages that can be trusted contradict each other: a garbled copy alone is no dispute to tell."""
    rows = case.tables.observations.query("trust != 'low' and figure_id in @ids.split('|')")
    return bool(rows["lower"].max() > rows["upper"].min())


def chart(told: pd.DataFrame, case: Any, here: At) -> Shown:
    """Draw the values of a conflict, a row each with who gave it and when; of an empty frame nothing."""
    from bdviews.plots.claims import claims

    for row in told.head(1).to_dict("records"):
        ids, figures = row["figure_ids"].split("|"), Figures(case, here.lang)
        finding = headline(gaps.renewed(row, gaps.used(here.est), figures), case, here.area, here.lang)
        ax = claims(here.est, here.area, row["indicator"], here.lang, title=str(finding), size="slide", figure_ids=ids)
        ax.figure.said = finding
        return ax
    return None


def topic(told: pd.DataFrame, case: Any, here: At) -> Shown:
    """Head the slide of one conflict, and tell why one figure is kept; the rest the chart and its title say."""
    for row in told.head(1).to_dict("records"):
        figures = Figures(case, here.lang)
        row = gaps.renewed(row, gaps.used(here.est), figures)
        reason = parts(row, figures)[-1:] if row["status"] == "resolved" else []
        revised = "revised" if superseded(told).iloc[0] else "claims"
        heading = TOPICS["series" if of_series(row, figures) else revised]
        return said([f"## {here.say(heading)}", *reason], [])
    return None
