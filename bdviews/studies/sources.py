"""Who says it: the sources behind the figures, what each covers, and who only repeats."""

import pandas as pd

from bdlib.corpus import Corpus
from bdlib.reconciliation import origin


def describe(corpus: Corpus, area: str = "", as_of: str = "") -> pd.DataFrame:
    """Count what each source prints.

    Parameters
    ----------
    corpus : the raw tables.
    area : only figures about this area; empty for all.
    as_of : ISO date; sources published later are left out, those without a date stay.

    Returns
    -------
    DataFrame
        One row a source with figures: source_id, publisher, title, kind, language, published, url, reprints,
        origin (the source that reprints go back to), figures, areas, indicators; most figures first.
    """
    reported = corpus.reported[corpus.reported["area"].eq(area)] if area else corpus.reported
    counts = reported.groupby("source_id").agg(
        figures=("figure_id", "size"), areas=("area", "nunique"), indicators=("indicator", "nunique")
    )
    sources = corpus.sources.assign(origin=origin(corpus.sources))
    known = sources[sources["published"].le(as_of)] if as_of else sources
    columns = ["source_id", "publisher", "title", "kind", "language", "published", "url", "reprints", "origin"]
    found = known[columns].join(counts, on="source_id", how="inner")
    return found.sort_values(["figures", "source_id"], ascending=[False, True], ignore_index=True)
