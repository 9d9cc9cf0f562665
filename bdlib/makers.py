"""Who made a number: the page says whom it quotes, the series has a maker, or the publisher is one itself."""

import pandas as pd

from bdlib.corpus import Corpus

COLUMNS = ["origin", "maker", "origin_basis"]


def resolve(rows: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Say who made each figure, and which column says so.

    The speaker or document that the page names goes before the maker of the series, that before the publisher; a name
    that origins.csv does not list says nothing.

    Parameters
    ----------
    rows : with `attributed_to`, `series` and `publisher`.
    corpus : its codelists `origins` and `series`.

    Returns
    -------
    DataFrame
        `origin, maker, origin_basis` with the index of `rows`; empty texts and `none` where nothing says it.
    """
    listed = corpus.origins.set_index("name")[["origin", "maker"]]
    maker = corpus.series.set_index("series")["maker"]
    series = pd.DataFrame({"origin": maker, "maker": maker})
    found = pd.DataFrame({"origin": "", "maker": "", "origin_basis": "none"}, index=rows.index)
    for basis, column, known in (("publisher", "publisher", listed), ("series", "series", series),
                                 ("attributed", "attributed_to", listed)):  # fmt: skip
        said = known.reindex(rows[column]).fillna("").set_axis(rows.index)
        told = said["origin"].ne("")
        found.loc[told, ["origin", "maker"]] = said[told]
        found.loc[told, "origin_basis"] = basis
    return found
