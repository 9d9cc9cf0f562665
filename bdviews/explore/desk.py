"""The corpus laid out for looking things up: what takes long is computed once per method and date."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from bdlib.cleaning import clean
from bdlib.comparison import compare
from bdlib.comparison.fields import FIELD, provinces
from bdlib.comparison.likeness import NEAR, peers
from bdlib.corpus import Corpus
from bdlib.evidence import Case, assess
from bdlib.gap import latest_publication, progress
from bdlib.periods import published_by
from bdlib.reconciliation import KEY, Estimates, reconcile
from bdlib.study import divisions, whole
from bdviews.conflicts import naming
from bdviews.conflicts.wording import explained

NEIGHBOURS = 5


@dataclass(frozen=True)
class Settled:
    """What one method makes of everything published by a day: estimates, and every province in every field."""

    est: Estimates
    standings: pd.DataFrame


@dataclass(frozen=True)
class View:
    """All that is known of one area and indicator; the tables of `est` hold no other figures."""

    area: str
    indicator: str
    method: str
    as_of: str
    today: str
    est: Estimates
    claims: pd.DataFrame
    estimates: pd.DataFrame
    conflicts: pd.DataFrame
    standing: pd.DataFrame
    neighbours: pd.DataFrame
    judged: pd.DataFrame


class Desk:
    """Answers questions about a corpus in a territory (the first division when empty); see :meth:`look`."""

    def __init__(self, corpus: Corpus, territory: str = "") -> None:
        self.corpus, self.territory = corpus, territory or next(iter(divisions(corpus.areas)), "")
        tidy = clean(corpus)
        self.observations, self.targets = tidy.observations, tidy.targets
        self.known: dict[tuple, Any] = {}

    def areas(self) -> list[str]:
        """Areas to choose from: the country and the provinces of the territory that have figures."""
        known = [whole(self.corpus.areas), *provinces(self.corpus.areas, self.territory).index]
        return [code for code in known if self.observations["ref_area"].eq(code).any()]

    def indicators(self, area: str) -> pd.Series:
        """Indicators that the area has figures on, with how many, the most first."""
        rows = self.observations[self.observations["ref_area"].eq(area)]
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
        return self._once(("conflicts", as_of),
                          lambda: explained(self._case(as_of).conflicts, self._case(as_of).tables))  # fmt: skip

    def look(self, area: str, indicator: str, method: str = "evidence", as_of: str = "") -> View:
        """Gather all that is known of one area and indicator."""
        known, today = self.settled(method, as_of), as_of or latest_publication(self.observations)
        claims, estimates = (_about(frame, area, indicator) for frame in (self.observations, known.est.frame))
        steps = _about(known.est.steps, area, indicator).drop_duplicates("figure_id", keep="last")
        fates = claims.merge(_fates(steps, estimates)[["figure_id", "action", "reason"]], on="figure_id")
        edition = _about(known.standings[known.standings["leads"]], area, indicator).head(1)
        likeness = self._once(("peers", method, as_of, area), lambda: self._peers(area, known))
        aims = self.targets[published_by(self.targets.assign(time_period=""), as_of)]
        aims = _about(aims, area, indicator)
        conflicts = naming(naming(self.conflicts(as_of), "ref_area", area), "indicator", indicator)
        return View(area, indicator, method, as_of, today,
                    est=replace(known.est, tables=replace(known.est.tables, observations=fates, targets=aims)),
                    claims=fates.sort_values(["time_period", "published", "figure_id"], ignore_index=True),
                    estimates=estimates.reset_index(drop=True),
                    conflicts=conflicts, standing=edition,
                    neighbours=_beside(likeness, known.standings, edition),
                    judged=progress(replace(known.est, frame=estimates), aims, today))  # fmt: skip

    def _once(self, question: tuple, compute: Callable[[], Any]) -> Any:
        if question not in self.known:
            self.known[question] = compute()
        return self.known[question]

    def _settle(self, method: str, as_of: str) -> Settled:
        est = reconcile(self._case(as_of), method)
        placed = compare(est).frame
        return Settled(est, placed[placed["territory"].eq(self.territory)])

    def _case(self, as_of: str) -> Case:
        return self._once(("case", as_of), lambda: assess(clean(self.corpus), as_of))

    def _peers(self, area: str, known: Settled) -> pd.DataFrame:
        if area not in provinces(self.corpus.areas, self.territory).index:
            return pd.DataFrame(columns=["ref_area", "distance"])
        return peers(known.est, area, territory=self.territory)


def _fates(steps: pd.DataFrame, estimates: pd.DataFrame) -> pd.DataFrame:
    """What became of each figure; no value rests on one that stands in open conflict, so that it is not kept."""
    undecided = pd.MultiIndex.from_frame(estimates.loc[estimates["status"].eq("open"), KEY])
    both = pd.MultiIndex.from_frame(steps[KEY]).isin(undecided) & steps["action"].eq("kept")
    return steps.assign(action=steps["action"].mask(both, "in_conflict"), reason=steps["reason"].mask(both, "disputed"))


def _about(frame: pd.DataFrame, area: str, indicator: str) -> pd.DataFrame:
    return frame[frame["ref_area"].eq(area) & frame["indicator"].eq(indicator)]


def _beside(likeness: pd.DataFrame, placed: pd.DataFrame, edition: pd.DataFrame) -> pd.DataFrame:
    same = placed.merge(edition[FIELD], on=FIELD)
    likeness = likeness[likeness["distance"].le(NEAR)]
    return likeness[["ref_area", "distance"]].merge(same, on="ref_area").head(NEIGHBOURS)
