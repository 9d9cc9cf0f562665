"""Values that stand in the wrong place: an older year's value under a new one, one indicator's under another."""

import numpy as np
import pandas as pd

from bdlib.evidence.claims import YEAR
from bdlib.evidence.pairs import NEAR, Pairs
from bdlib.quantities.digits import length, significant


def echoes(pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Likelihood ratio of "it repeats an older year's value", for a and for b.

    By chance one of n older values of the object is met by a value of d significant digits n / 10**d of the time, by
    a rank n times in as many as there are places. A page that prints the older year too repeats nothing.
    """
    claims = pairs.claims
    span = claims["time_period"].str.len()  # a half-year's value is not that of a year
    matter = pd.factorize(pd.MultiIndex.from_arrays([claims["ref_area"], claims["indicator"], claims["side"], span]))[0]
    frame = pd.DataFrame({"matter": matter, "point": claims["point"], "year": claims["year"]})
    stated = frame[claims["dated"].eq("stated")]
    first = stated.groupby(["matter", "point"])["year"].min()
    older = stated.groupby("matter")["point"].nunique()
    place = pd.MultiIndex.from_arrays([frame["matter"], frame["point"]])
    before = first.reindex(place).to_numpy() < frame["year"].to_numpy()
    places = pd.to_numeric(claims["field"], errors="coerce").where(claims["kind"].eq("rank")).to_numpy()
    values = np.where(np.isnan(places), 10.0 ** _digits(claims), places)
    lately = frame["year"] - first.reindex(place).to_numpy() <= 1  # by chance some value of longer ago is always met
    both = pd.MultiIndex.from_arrays([claims["source_id"], frame["matter"], frame["point"]])
    own = (
        stated.groupby([claims["source_id"], stated["matter"], stated["point"]])["year"].min().reindex(both).to_numpy()
    )
    ratio = values / older.reindex(frame["matter"]).to_numpy()
    ratio = np.where(before & lately & ~(own < frame["year"].to_numpy()), ratio, 0.0)
    same_year = pairs.same("year")
    a, b = ratio[pairs.i], ratio[pairs.j]
    return np.where(same_year & (b == 0), a, 0.0), np.where(same_year & (a == 0), b, 0.0)


def mix_ups(claims: pd.DataFrame) -> pd.DataFrame:
    """Find figures that other pages print, of the same area and about the same time, under another indicator.

    Only indicators of one `family` and unit are looked at: what is often confused is related.

    Returns
    -------
    DataFrame
        at (position of the figure), other (of the page with the other indicator), ratio (likelihood ratio against a
        chance agreement: 10**digits over the number of values that could be met); the best `other` of each figure.
    """
    frame = claims.assign(at=np.arange(len(claims)))[claims["family"].ne("") & claims["side"].ne("target")]
    several = frame.groupby(["ref_area", "family"])["indicator"].transform("nunique") > 1
    frame = frame[several]
    columns = ["at", "ref_area", "family", "kind", "indicator", "point", "low_end", "high_end", "end", "decimals"]
    frame = frame[columns].assign(digits=_digits(frame))
    pairs = frame.merge(frame, on=["ref_area", "family", "kind"], suffixes=("", "_other"))
    pairs = pairs[pairs["indicator"].ne(pairs["indicator_other"]) & pairs["low_end"].le(pairs["high_end_other"])
                  & pairs["high_end"].ge(pairs["low_end_other"])]  # fmt: skip
    pairs = pairs[(pairs["end"] - pairs["end_other"]).abs().le(NEAR * YEAR)]
    rivals = frame.groupby(["ref_area", "family"])["point"].nunique()
    met = rivals.reindex(pd.MultiIndex.from_frame(pairs[["ref_area", "family"]])).to_numpy()
    digits = pairs[["digits", "digits_other"]].min(axis=1)
    pairs = pairs.assign(other=pairs["at_other"], ratio=10.0**digits / np.maximum(met, 1))
    best = pairs.sort_values(["at", "ratio", "other"], ascending=[True, False, True], kind="stable")
    return best.drop_duplicates("at")[["at", "other", "ratio"]].reset_index(drop=True)


def _digits(claims: pd.DataFrame) -> np.ndarray:
    return np.maximum(
        length(significant(claims["point"].to_numpy(), claims["decimals"].to_numpy(float, na_value=0))), 1
    )
