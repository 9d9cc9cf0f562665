"""The whole analysis of one area's targets, from the corpus to what a notebook shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from bdlib.cleaning import clean
from bdlib.corpus import Corpus
from bdlib.gap import latest_publication, paths, progress
from bdlib.gap import targets as printed
from bdlib.gap.arrivals import arrivals
from bdlib.gap.choices import by_claim
from bdlib.reconciliation import reconcile
from bdviews.language import choose


@dataclass(frozen=True)
class Gap:
    """Targets of one area and how far it is from them.

    Attributes
    ----------
    judged : every target by every series, as :func:`bdlib.gap.arrivals.arrivals` gives it.
    path : the dated values behind it.
    by_claim : the same targets by every value that sources claim for the latest year.
    observations : the figures behind the values.
    today : ISO date that the judgement stands on.
    """

    judged: pd.DataFrame
    path: pd.DataFrame
    by_claim: pd.DataFrame
    observations: pd.DataFrame
    today: str

    @property
    def measured(self) -> pd.DataFrame:
        """Rows with a verdict."""
        return self.judged[self.judged["status"].ne("not_judged")]

    @property
    def percentages(self) -> pd.DataFrame:
        """Rows with a verdict whose target is a percentage: they share one axis."""
        return self.measured[self.measured["unit_measure"].eq("percent")]

    def charted(self, asked: Sequence[str] = (), most: int = 2) -> list[pd.DataFrame]:
        """Rows of each indicator to draw a path of: those asked for, else the ones with most dates, then targets."""
        rows = self.measured
        if not asked:
            known = rows.groupby("indicator").agg(dates=("dates", "max"), targets=("target_id", "nunique"))
            asked = list(known.sort_values(["dates", "targets"], ascending=False, kind="stable").index[:most])
        return [rows[rows["indicator"].eq(code)] for code in asked if rows["indicator"].eq(code).any()]


def gap_to_target(
    corpus: Corpus, area: str, indicators: Sequence[str] = (), method: str = "evidence", as_of: str = ""
) -> Gap:
    """Judge the targets of one area.

    Parameters
    ----------
    corpus : as given by :func:`bdlib.corpus.load`.
    area : code of the area.
    indicators : codes; all when empty.
    method : how conflicting figures are reconciled.
    as_of : ISO date; what was published later is not there yet.

    Returns
    -------
    Gap
    """
    tidy = clean(corpus)
    aims = printed.distinct(tidy.targets, corpus.indicators, as_of)
    aims = aims[aims["ref_area"].eq(area) & (aims["indicator"].isin(indicators) | (len(indicators) == 0))]
    estimates = reconcile(tidy.observations, method, indicators=corpus.indicators, as_of=as_of).frame
    today = as_of or latest_publication(tidy.observations)
    path = paths(estimates, tidy.observations)
    judged = arrivals(progress(aims, estimates, today, tidy.observations), path)
    claimed = by_claim(aims, tidy.observations, corpus.indicators, today, as_of)
    return Gap(judged, path, claimed, tidy.observations, today)


def publishers(judged: pd.DataFrame, observations: pd.DataFrame, lang: str, most: int = 3) -> str:
    """Name who published the values, for the source line of a figure."""
    ids = judged["value_ids"].str.split("|").explode()
    return named(observations.loc[observations["figure_id"].isin(ids), "publisher"], lang, most)


def named(publishers: pd.Series, lang: str, most: int = 3) -> str:
    """Name the most frequent publishers and count the others, for a source line that stays short."""
    names = publishers.value_counts(sort=True)
    most += len(names) == most + 1  # "and 1 other" takes no less room than its name
    while most > 1 and len(", ".join(names.index[:most])) > 70:
        most -= 1
    shown, rest = ", ".join(sorted(names.index[:most])), len(names) - most
    return shown + (choose(lang, vi=f" và {rest} nơi khác", en=f" and {rest} others") if rest > 0 else "")
