"""The corpus laid out for looking things up: what takes long is computed once per method and date."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bdlib.cleaning import clean
from bdlib.comparison import choose_editions, standings
from bdlib.comparison.peers import CONTEXT, nearest
from bdlib.comparison.territory import EDITION, provinces, within
from bdlib.corpus import Corpus
from bdlib.evidence import Case, assess
from bdlib.gap import latest_publication, paths, progress
from bdlib.gap import targets as printed
from bdlib.gap.arrivals import arrivals
from bdlib.periods import published_by
from bdlib.reconciliation import reconcile
from bdviews.conflicts.wording import explained

NEIGHBOURS = 5


@dataclass(frozen=True)
class Settled:
    """What one method makes of everything published by a day.

    Attributes
    ----------
    estimates, steps : as given by :func:`bdlib.reconciliation.reconcile`.
    standings : every province in every edition, as given by :func:`bdlib.comparison.standings`.
    """

    estimates: pd.DataFrame
    steps: pd.DataFrame
    standings: pd.DataFrame


@dataclass(frozen=True)
class View:
    """All that is known of one area and indicator.

    Attributes
    ----------
    area, indicator, method, as_of, today : what was asked, and the ISO date that it stands on.
    claims : observations with `action` (kept, set_aside, declined) and `reason`, by period.
    estimates : by period and series.
    conflicts : rows of the table of conflicts.
    standing : the area's place in the widest, then latest edition; empty, or one row.
    neighbours : the provinces most like it in means, with their values in that edition; the nearest first.
    judged : targets with gap, pace and arrival.
    """

    area: str
    indicator: str
    method: str
    as_of: str
    today: str
    claims: pd.DataFrame
    estimates: pd.DataFrame
    conflicts: pd.DataFrame
    standing: pd.DataFrame
    neighbours: pd.DataFrame
    judged: pd.DataFrame


class Desk:
    """Answers questions about a corpus; see :meth:`look`.

    Parameters
    ----------
    corpus : as given by :func:`bdlib.corpus.load`; never changed.
    territory : "63" or "34" provinces.

    Attributes
    ----------
    observations : the clean table of observations.
    targets : the clean table of targets.
    known : answers so far, by question.
    """

    def __init__(self, corpus: Corpus, territory: str = "63") -> None:
        self.corpus, self.territory = corpus, territory
        tidy = clean(corpus)
        self.observations, self.targets = tidy.observations, tidy.targets
        self.known: dict[tuple, Any] = {}

    def areas(self) -> list[str]:
        """Areas to choose from: the country and the provinces of the territory that have figures."""
        known = ["VN", *provinces(self.corpus.areas, self.territory).index]
        return [code for code in known if self.observations["ref_area"].eq(code).any()]

    def indicators(self, area: str, as_of: str = "") -> pd.Series:
        """Indicators that the area has figures on, with how many, the most first."""
        rows = self.observations[self.observations["ref_area"].eq(area) & published_by(self.observations, as_of)]
        counts = rows.groupby("indicator").size().reset_index(name="figures")
        ordered = counts.sort_values(["figures", "indicator"], ascending=[False, True])
        return ordered.set_index("indicator")["figures"]

    def days(self) -> list[str]:
        """Days to look back to: the end of every year with publications, the last one first."""
        years = pd.to_numeric(self.observations["published"].str[:4]).dropna().astype(int).unique()
        return [f"{year}-12-31" for year in sorted(years, reverse=True)[1:]]

    def settled(self, method: str, as_of: str = "") -> Settled:
        """Reconcile and rank everything by a method; kept for the next question."""
        return self._once(("settled", method, as_of), lambda: self._settle(method, as_of))

    def conflicts(self, as_of: str = "") -> pd.DataFrame:
        """Find the conflicts among what was published by a day; kept for the next question."""
        return self._once(("conflicts", as_of), lambda: self._contradictions(as_of))

    def look(self, area: str, indicator: str, method: str = "evidence", as_of: str = "") -> View:
        """Gather all that is known of one area and indicator."""
        known, today = self.settled(method, as_of), as_of or latest_publication(self.observations)
        claims, estimates = (_about(frame, area, indicator) for frame in (self.observations, known.estimates))
        steps = _about(known.steps, area, indicator).drop_duplicates("figure_id", keep="last")
        fates = claims.merge(steps[["figure_id", "action", "reason"]], on="figure_id")
        edition = _widest(_about(known.standings, area, indicator))
        likeness = self._once(("peers", method, as_of, area), lambda: self._peers(area, known))
        return View(
            area, indicator, method, as_of, today,
            claims=fates.sort_values(["time_period", "published", "figure_id"], ignore_index=True),
            estimates=estimates.reset_index(drop=True),
            conflicts=_naming(self.conflicts(as_of), area, indicator),
            standing=edition,
            neighbours=_beside(likeness, known.standings, edition),
            judged=self._judge(_about(self._aims(as_of), area, indicator), estimates, claims, today),
        )  # fmt: skip

    def _once(self, question: tuple, compute: Callable[[], Any]) -> Any:
        if question not in self.known:
            self.known[question] = compute()
        return self.known[question]

    def _settle(self, method: str, as_of: str) -> Settled:
        raw = self.corpus
        found = reconcile(self._case(as_of), method)
        known = found.frame[found.frame["obs_value"].notna()]
        known = known[within(known, raw.areas, raw.indicators, self.territory)]
        placed = standings(known, raw.indicators, provinces(raw.areas, self.territory))
        return Settled(found.frame, found.steps, placed)

    def _contradictions(self, as_of: str) -> pd.DataFrame:
        return explained(self._case(as_of).conflicts, self._case(as_of).tables)

    def _case(self, as_of: str) -> Case:
        return self._once(("case", as_of), lambda: assess(clean(self.corpus), as_of))

    def _aims(self, as_of: str) -> pd.DataFrame:
        return self._once(("aims", as_of), lambda: printed.distinct(self.targets, self.corpus.indicators, as_of))

    def _judge(self, aims: pd.DataFrame, estimates: pd.DataFrame, claims: pd.DataFrame, today: str) -> pd.DataFrame:
        """Judge the targets of one area and indicator; without any there is nothing to measure."""
        if aims.empty:
            return aims
        return arrivals(progress(aims, estimates, today, claims), paths(estimates, claims))

    def _peers(self, area: str, known: Settled) -> pd.DataFrame:
        rows = known.standings[known.standings["indicator"].isin(CONTEXT)]
        chosen = choose_editions(rows, area=area)
        return nearest(rows.merge(chosen[EDITION], on=EDITION), self.corpus.indicators, area)


def _about(frame: pd.DataFrame, area: str, indicator: str) -> pd.DataFrame:
    return frame[frame["ref_area"].eq(area) & frame["indicator"].eq(indicator)]


def _naming(table: pd.DataFrame, area: str, indicator: str) -> pd.DataFrame:
    """Rows about the area and indicator, those across a merger or between indicators too."""
    names = [table[column].str.split("|") for column in ("ref_area", "indicator")]
    named = [area in areas and indicator in codes for areas, codes in zip(*names, strict=True)]
    return table[pd.Series(named, index=table.index, dtype=bool)]


def _widest(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(["field", "time_period"], ascending=False, kind="stable").head(1)


def _beside(likeness: pd.DataFrame, placed: pd.DataFrame, edition: pd.DataFrame) -> pd.DataFrame:
    same = placed.merge(edition[EDITION], on=EDITION)
    return likeness[["ref_area", "distance"]].merge(same, on="ref_area").head(NEIGHBOURS)
