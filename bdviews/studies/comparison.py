"""All that the notebook on regional comparison computes about one area, in one go."""

from dataclasses import dataclass

import pandas as pd

from bdlib.comparison import Comparison, compare
from bdlib.comparison.convergence import convergence
from bdlib.comparison.inequality import inequality
from bdlib.comparison.peers import peers
from bdlib.comparison.printed_ranks import beside_computed, contradictions
from bdlib.comparison.territory import provinces, within
from bdlib.corpus import Corpus
from bdlib.periods import published_by
from bdlib.reconciliation import reconcile
from bdviews.parameters import Parameters

DRAWS = 500
RANKED = "dti_rank"


@dataclass(frozen=True)
class Study:
    """One area compared.

    Attributes
    ----------
    found : the comparison; with 34 provinces, old ones are added up where they can be.
    region : code of the area's region; "" for the country.
    estimates : of the provinces of the territory, all years and series.
    contradictions : among the figures as printed, before one of them is chosen.
    beside : editions of the DTI, and whether their printed scores give the order of their printed ranks.
    peers, inequality, convergence : as given by the functions of these names.
    """

    found: Comparison
    region: str
    estimates: pd.DataFrame
    contradictions: pd.DataFrame
    beside: pd.DataFrame
    peers: pd.DataFrame
    inequality: pd.DataFrame
    convergence: pd.DataFrame


def study(observations: pd.DataFrame, corpus: Corpus, asked: Parameters) -> Study:
    """Reconcile and compare as a notebook's parameters ask.

    Parameters
    ----------
    observations : as given by :func:`bdlib.cleaning.observations`.
    corpus : for the codelists.
    asked : as given by :func:`bdviews.parameters.check`.
    """
    as_of = asked.as_of.isoformat() if asked.as_of else ""
    made = reconcile(observations, asked.method, indicators=corpus.indicators, as_of=as_of).frame
    codes = corpus.areas, corpus.indicators
    found = compare(made, *codes, territory=asked.territory, only=asked.indicators, area=asked.area, aggregate=True)
    inside = made[within(made, *codes, asked.territory)]
    wanted = inside[inside["indicator"].isin(asked.indicators)] if asked.indicators else inside
    printed = observations[published_by(observations, as_of) & observations["role"].isin(["actual", "estimate"])]
    printed = printed[printed["indicator"].isin(asked.indicators)] if asked.indicators else printed
    region = provinces(corpus.areas, asked.territory)["region"].get(asked.area, asked.area)
    return Study(
        found=found,
        region=region if region != "VN" else "",
        estimates=wanted,
        contradictions=contradictions(printed, *codes, territory=asked.territory),
        beside=beside_computed(wanted, corpus.areas, rank_of=RANKED, territory=asked.territory),
        peers=peers(made, *codes, asked.area, territory=asked.territory, aggregate=True),
        inequality=inequality(found.frame, corpus.indicators, draws=DRAWS),
        convergence=convergence(wanted, corpus.indicators),
    )
