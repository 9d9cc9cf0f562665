"""The whole way from the raw corpus to every clean table."""

import pandas as pd

from bdlib.cleaning import clean, typed
from bdlib.corpus import Corpus
from bdlib.evidence import conflicts
from bdlib.reconciliation import reconcile


def build(corpus: Corpus) -> dict[str, pd.DataFrame]:
    """Compute every table of data/clean.

    Parameters
    ----------
    corpus : as given by :func:`bdlib.corpus.load`.

    Returns
    -------
    dict
        Frames by the names of :data:`bdlib.schemas.CLEAN`, typed and sorted.
    """
    tables = clean(corpus)
    estimates = reconcile(tables.observations, indicators=corpus.indicators).frame
    differing = conflicts(tables.observations, tables.targets, indicators=corpus.indicators, areas=corpus.areas)
    return {
        "observations": tables.observations,
        "targets": tables.targets,
        "left_out": tables.left_out,
        "conflicts": typed(differing, "conflicts"),
        "estimates": typed(estimates, "estimates"),
    }
