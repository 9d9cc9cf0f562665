"""Who made the numbers: prints that go back to one maker, or to nobody else, count as one witness."""

import numpy as np
import pandas as pd

from bdlib.evidence.claims import codes

PAGE = "page:"  # begins the name of an origin that is known only by its first page


def origins(claims: pd.DataFrame) -> pd.Series:
    """Name the origin that each claim goes back to; dependence is presumed.

    A reprint goes back to the page that it copies. A claim belongs to the maker that its page or series names. A
    claim that names nobody and repeats a known maker's value of the same object and year is taken to come from there;
    several that name nobody and agree are one origin, under the name of the first page.

    Parameters
    ----------
    claims : as prepared by :func:`bdlib.evidence.claims.prepare`, with the `root` that each page goes back to.

    Returns
    -------
    Series
        With the index of `claims`.
    """
    page = claims["root"]
    maker = _through_reprints(claims, makers(claims), page)
    order = np.lexsort((claims["figure_id"], claims["published"].where(claims["published"].ne(""), "9999")))
    value = pd.Series(pd.factorize(claims["point"])[0], index=claims.index)
    place = value + claims["object"] * (len(claims) + 1)
    stated = claims["dated"].eq("stated")
    year = pd.Series(codes(place, claims["year"].where(stated, -1)), index=claims.index)  # of the value in one year
    first, sorted_ = page.iloc[order].groupby(place.iloc[order]).first(), maker.where(maker.ne("")).iloc[order]
    own = sorted_.groupby(year.iloc[order]).first().reindex(year).to_numpy()
    undated = sorted_.where(~stated.iloc[order]).groupby(place.iloc[order]).first().reindex(place).to_numpy()
    any_ = sorted_.groupby(place.iloc[order]).first().reindex(place).to_numpy()
    named = pd.Series(own, index=claims.index).fillna(pd.Series(undated, index=claims.index))
    named = named.where(stated, pd.Series(any_, index=claims.index))
    fallback = named.fillna(PAGE + first.reindex(place).set_axis(claims.index))
    return pd.Series(np.where(maker.ne(""), maker, fallback), index=claims.index, dtype=str)


def makers(claims: pd.DataFrame) -> pd.Series:
    """Maker of each claim, or its origin, or the series that it names; empty where nobody is named."""
    found = claims["maker"].mask(claims["maker"].eq(""), claims["origin"])
    return found.mask(found.eq("") & claims["origin_basis"].eq(""), claims["series"])


def _through_reprints(claims: pd.DataFrame, maker: pd.Series, page: pd.Series) -> pd.Series:
    """Give a reprint that names nobody the maker that the page it copies names for the same object."""
    blank = maker.eq("") & page.ne(claims["source_id"])
    if not blank.any():
        return maker
    told = pd.DataFrame({"page": claims["source_id"], "object": claims["object"], "maker": maker})
    told = told[maker.ne("")].drop_duplicates(["page", "object"]).set_index(["page", "object"])["maker"]
    asked = pd.MultiIndex.from_arrays([page[blank], claims.loc[blank, "object"]])
    return maker.mask(blank, pd.Series(told.reindex(asked).fillna("").to_numpy(), index=maker.index[blank]))
