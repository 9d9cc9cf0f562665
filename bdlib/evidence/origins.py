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
    who, names = pd.factorize(claims["maker_code"])
    who = np.where(names == "", -1, range(len(names)))[who]
    page, pages = pd.factorize(claims["root"])
    day, days = pd.factorize(claims["published"], sort=True)
    order = np.argsort(np.where(days == "", len(days), range(len(days)))[day], kind="stable")  # undated pages come last
    stated = claims["dated"].eq("stated").to_numpy()
    value = codes(claims["object"], claims["point"])
    year = codes(value, claims["year"].where(stated, -1))
    # An undated page may repeat the value of any year.
    of_year, undated = _first(who, year, order), _first(np.where(stated, -1, who), value, order)
    named = np.select([who >= 0, ~stated, of_year >= 0], [who, _first(who, value, order), of_year], undated)
    named = np.where(named < 0, _rounded(claims, named), named)
    named = np.where(named < 0, len(names) + _first(page, value, order), named)
    return pd.Series([*names, *(PAGE + one for one in pages)], dtype="category").iloc[named].set_axis(claims.index)


def _rounded(claims: pd.DataFrame, maker: np.ndarray) -> np.ndarray:
    """The one maker of a year whose value a claim of nobody rounds, "hơn 4,6 triệu" of 4,664,124; -1 for none."""
    key = ["object", "year"]
    known = claims[[*key, "point", "step"]].assign(maker=maker)[maker >= 0].drop_duplicates([*key, "point", "maker"])
    asked = claims.loc[(maker < 0) & claims["side"].eq("measured"), [*key, "point", "low_end", "high_end", "step"]]
    rows = asked.reset_index(names="at").merge(known, on=key, suffixes=("", "_of"))
    near = rows["point_of"].between(rows["low_end"], rows["high_end"]) & rows["step_of"].lt(rows["step"])
    rows = rows[near & (rows["point"] - rows["point_of"]).abs().lt(rows["step"])].drop_duplicates(["at", "maker"])
    only = rows[~rows.duplicated("at", keep=False)].set_index("at")["maker"]
    return only.reindex(claims.index, fill_value=-1).to_numpy()


def _first(names: np.ndarray, key: np.ndarray, order: np.ndarray) -> np.ndarray:
    """The first name of each key in an order of the claims, by claim; -1 where no claim of the key has one."""
    last = order[names[order] >= 0][::-1]
    first = np.full(key.max(initial=0) + 1, -1)
    first[key[last]] = names[last]  # what is written last stays
    return first[key]


def makers(claims: pd.DataFrame) -> pd.Series:
    """Maker of each claim, or its origin, or the series that it names; empty where nobody is named."""
    maker, origin, series = (claims[name].to_numpy(object) for name in ("maker", "origin", "series"))
    found = np.where(maker == "", origin, maker)
    return pd.Series(np.where((found == "") & claims["origin_basis"].eq(""), series, found), claims.index, dtype=str)
