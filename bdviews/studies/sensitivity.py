"""The whole robustness analysis of one area or region, from the corpus to what a notebook shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from bdlib import periods
from bdlib.cleaning import clean
from bdlib.corpus import Corpus
from bdlib.gap import latest_publication
from bdlib.gap import targets as printed
from bdlib.reconciliation import origin, reconcile
from bdlib.robustness import Multiverse, axes, rival_series, specifications
from bdlib.robustness.findings import Places, Targets, editions
from bdlib.robustness.robustness import narrow, robustness
from bdlib.robustness.store import remembered

MOST_SERIES = 4  # rival series that are tried, the most frequent ones


@dataclass(frozen=True)
class Sensitivity:
    """How far the findings about an area depend on the choices made.

    Attributes
    ----------
    aims : the targets concerned.
    targets, places : what each finding becomes under each specification.
    robust_targets, robust_places : their summaries; see :func:`bdlib.robustness.robustness.robustness`.
    """

    aims: pd.DataFrame
    targets: Multiverse
    places: Multiverse
    robust_targets: pd.DataFrame
    robust_places: pd.DataFrame


def sensitivity(
    corpus: Corpus,
    area: str,
    indicators: Sequence[str] = (),
    method: str = "evidence",
    as_of: str = "",
    territory: str = "63",
    jobs: int = 1,
) -> Sensitivity:
    """Repeat the analysis of targets and of places under every choice.

    Parameters
    ----------
    corpus : as given by :func:`bdlib.corpus.load`.
    area : code of a province, a region (then with its provinces) or the country.
    indicators : codes; all when empty.
    method : the reference's way to reconcile.
    as_of : ISO date; what was published later is not there yet.
    territory : "63" or "34": the provinces compared.
    jobs : processes.
    """
    tidy = clean(corpus)
    obs = tidy.observations[periods.published_by(tidy.observations, as_of)]
    today = as_of or latest_publication(obs)
    goals = printed.distinct(tidy.targets, corpus.indicators, as_of)
    members, provinces = _members(corpus, area), _provinces(corpus, area, territory)
    aims = goals[goals["ref_area"].isin(members) & (goals["indicator"].isin(indicators) | (len(indicators) == 0))]
    chosen = editions(reconcile(obs, method, indicators=corpus.indicators).frame, corpus.indicators, provinces)
    chosen = chosen[chosen["indicator"].isin(indicators) | (len(indicators) == 0)]
    about = _about(obs, aims["indicator"], members), _about(obs, chosen["indicator"], provinces)
    analyses = [Targets(aims, tidy.observations, today), Places(provinces, chosen)]
    specs = specifications(_grid(obs, about[0] | about[1], method, today))
    found = remembered(obs, corpus.indicators, analyses, specs, jobs=jobs)
    placed = [one for one in found[1].outcomes if one.split("|")[0] in members]
    speakers = [set(origin(obs)[rows]) for rows in about]
    kept = [narrow(found[0], list(aims["target_id"]), speakers[0]), narrow(found[1], placed, speakers[1])]
    return Sensitivity(aims, *kept, *(robustness(one) for one in kept))


def _grid(obs: pd.DataFrame, about: pd.Series, method: str, today: str) -> dict[str, list[str]]:
    """Build the grid of what was said about the findings, the chosen method first, with one look back by a year-end."""
    dates = [f"{int(today[:4]) - 1}-12-31"] if today else []
    series = rival_series(obs[about])[:MOST_SERIES]
    grid = axes(obs, without=sorted(origin(obs)[about].unique()), series=series, dates=dates)
    return grid | {"method": [method, *(one for one in grid["method"] if one != method)]}


def _members(corpus: Corpus, area: str) -> list[str]:
    """Codes of an area and, of a region, of its provinces."""
    areas = corpus.areas
    inside = areas["region"].eq(area) & areas["level"].eq("province")
    return [area, *areas.loc[inside, "area"]] if areas.set_index("area").at[area, "level"] == "region" else [area]


def _provinces(corpus: Corpus, area: str, territory: str) -> tuple[str, ...]:
    """Provinces to be placed: those of the area's region, or of the whole country."""
    from bdlib.comparison.territory import provinces

    members = provinces(corpus.areas, territory)
    row = corpus.areas.set_index("area").loc[area]
    region = area if row["level"] == "region" else row["region"]
    inside = members[members["region"].eq(region)]
    return tuple(sorted((inside if len(inside) else members).index))


def _about(obs: pd.DataFrame, indicators: Sequence[str], areas: Sequence[str]) -> pd.Series:
    """Tell which observations are about the areas and indicators."""
    return obs["ref_area"].isin(list(areas)) & obs["indicator"].isin(list(indicators))
