"""The whole way from the raw corpus to every clean table."""

import pandas as pd

from bdlib.cleaning import clean, typed
from bdlib.corpus import Corpus
from bdlib.evidence import assess
from bdlib.reconciliation import reconcile
from bdviews.conflicts.wording import explained


def build(corpus: Corpus) -> dict[str, pd.DataFrame]:
    """Compute every table of data/clean: frames by the names of :data:`bdlib.schemas.CLEAN`, typed and sorted."""
    tables = clean(corpus)
    case = assess(tables)
    return {
        "observations": tables.observations,
        "targets": tables.targets,
        "left_out": tables.left_out,
        "conflicts": typed(explained(case.conflicts, tables), "conflicts"),
        "variants": typed(explained(case.variants, tables), "variants"),
        "estimates": typed(reconcile(case).frame, "estimates"),
    }
