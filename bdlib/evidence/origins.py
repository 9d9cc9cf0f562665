"""Who made the numbers: prints that go back to one maker, or to nobody else, count as one witness."""

import numpy as np
import pandas as pd

from bdlib.evidence.claims import codes

PAGE = "page:"  # begins the name of an origin that is known only by its first page


def origins(claims: pd.DataFrame) -> pd.Series:
    """Name the origin that each claim goes back to; dependence is presumed.

    A reprint goes back to the page that it copies, a claim to the maker that its page or series names, or else to the
    known maker of the same value of the year; several of nobody that agree are one. Rounding makes no origin.
    """
    page, stated = claims["root"], claims["dated"].eq("stated")
    maker = makers(claims)
    order = np.lexsort((claims["figure_id"], claims["published"].where(claims["published"].ne(""), "9999")))
    value = pd.Series(codes(claims["object"], claims["point"]), index=claims.index)
    year = pd.Series(codes(value, claims["year"].where(stated, -1)), index=claims.index)
    told = maker.where(maker.ne(""))
    named = _first(told, year, order).fillna(_first(told.where(~stated), value, order))
    named = named.where(stated, _first(told, value, order))  # an undated page may repeat the value of any year
    named = named.fillna(_rounded(claims, maker.where(maker.ne(""), named.fillna(""))))
    return maker.where(maker.ne(""), named.fillna(PAGE + _first(page, value, order))).astype(str)


def _rounded(claims: pd.DataFrame, maker: pd.Series) -> pd.Series:
    """The one maker of a year whose value a claim of nobody rounds, "hơn 4,6 triệu" of 4,664,124; by index."""
    key = ["object", "year"]
    known = claims[[*key, "point", "step"]].assign(maker=maker)[maker.ne("")].drop_duplicates([*key, "point", "maker"])
    asked = claims.loc[maker.eq("") & claims["side"].eq("measured"), [*key, "point", "low_end", "high_end", "step"]]
    rows = asked.reset_index(names="at").merge(known, on=key, suffixes=("", "_of"))
    near = rows["point_of"].between(rows["low_end"], rows["high_end"]) & rows["step_of"].lt(rows["step"])
    rows = rows[near & (rows["point"] - rows["point_of"]).abs().lt(rows["step"])].drop_duplicates(["at", "maker"])
    return rows[~rows.duplicated("at", keep=False)].set_index("at")["maker"].reindex(claims.index)


def _first(names: pd.Series, key: pd.Series, order: np.ndarray) -> pd.Series:
    """The first name of each key in an order of the claims, by claim."""
    return names.iloc[order].groupby(key.iloc[order]).first().reindex(key).set_axis(key.index)


def makers(claims: pd.DataFrame) -> pd.Series:
    """Maker of each claim, or its origin, or the series that it names; empty where nobody is named."""
    found = claims["maker"].mask(claims["maker"].eq(""), claims["origin"])
    return found.mask(found.eq("") & claims["origin_basis"].eq(""), claims["series"])
