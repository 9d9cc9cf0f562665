"""Who made a number: the series has a maker, the page says whom it quotes, or the publisher is one itself."""

import pandas as pd

from bdlib.codelists import TARGET_ROLES
from bdlib.corpus import Corpus

NAMED = ["origin", "maker", "maker_kind"]


def resolve(rows: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Say who made each figure, and which column says so: :data:`NAMED` and origin_basis, with the index of `rows`.

    The maker of a series goes before the speaker whom a page quotes, unless that sets a target or is of the same maker
    and says as much as the series. A publisher counts only where nobody else is named; a name not listed says nothing.
    """
    listed = corpus.origins.set_index("name")[NAMED]
    quoted, publisher = (_said(rows[column], listed) for column in ("attributed_to", "publisher"))
    series = _said(rows["series"], _of_series(corpus))
    bare = quoted["origin"].eq(quoted["maker"]) & series["origin"].ne(series["maker"])  # not which office
    closer = series["origin"].eq("") | (series["maker"].eq(quoted["maker"]) & ~bare) | rows["role"].isin(TARGET_ROLES)
    found = pd.DataFrame("", index=rows.index, columns=NAMED).assign(origin_basis="none")
    for basis, said, holds in (("publisher", publisher, True), ("attributed", quoted, True), ("series", series, True),
                               ("attributed", quoted, closer)):  # fmt: skip
        told = said["origin"].ne("") & holds
        found.loc[told, NAMED] = said[told]
        found.loc[told, "origin_basis"] = basis
    own = found["origin_basis"].eq("attributed") & publisher["origin"].eq(found["origin"])  # a page that names itself
    return found.assign(origin_basis=found["origin_basis"].mask(own, "publisher"))


def _of_series(corpus: Corpus) -> pd.DataFrame:
    """Makers of the series that have one: a "province's own" or a sum names nobody."""
    maker = corpus.series.set_index("series")["maker"].loc[lambda codes: codes.ne("") & codes.ne(codes.index)]
    kinds = corpus.origins.drop_duplicates("maker").set_index("maker")["maker_kind"]
    named = corpus.origins.drop_duplicates("name").set_index("name")["origin"].reindex(maker.index)
    return pd.DataFrame({"origin": named.fillna(maker), "maker": maker, "maker_kind": maker.map(kinds).fillna("")})


def _said(names: pd.Series, known: pd.DataFrame) -> pd.DataFrame:
    return known.reindex(names).fillna("").set_axis(names.index)


def roots(claims: pd.DataFrame) -> pd.Series:
    """Page that each page goes back to along `reprints`; two that name each other count as the first by name."""
    copied = claims.loc[claims["reprints"].ne("")].drop_duplicates("source_id")
    copied = copied.set_index("source_id")["reprints"].to_dict()
    return claims["source_id"].map({page: _root(page, copied) for page in claims["source_id"].unique()}).astype(str)


def _root(source: str, copied: dict[str, str]) -> str:
    seen = [source]
    while (parent := copied.get(seen[-1])) and parent not in seen:
        seen.append(parent)
    return min(seen[seen.index(parent) :]) if parent else seen[-1]
