"""Who made a number: the page says whom it quotes, the series has a maker, or the publisher is one itself."""

import pandas as pd

from bdlib.corpus import Corpus


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
        `origin, maker, maker_kind, origin_basis` with the index of `rows`; empty, and `none`, where nothing says it.
    """
    named = ["origin", "maker", "maker_kind"]
    listed = corpus.origins.set_index("name")[named]
    kinds = corpus.origins.drop_duplicates("maker").set_index("maker")["maker_kind"]
    maker = corpus.series.set_index("series")["maker"]
    series = pd.DataFrame({"origin": maker, "maker": maker, "maker_kind": maker.map(kinds).fillna("")})
    found = pd.DataFrame("", index=rows.index, columns=named).assign(origin_basis="none")
    for basis, column, known in (("publisher", "publisher", listed), ("series", "series", series),
                                 ("attributed", "attributed_to", listed)):  # fmt: skip
        said = known.reindex(rows[column]).fillna("").set_axis(rows.index)
        told = said["origin"].ne("")
        found.loc[told, named] = said[told]
        found.loc[told, "origin_basis"] = basis
    return found
