"""Values that stand in the wrong place: an older year's value under a new one."""

import numpy as np
import pandas as pd

from bdlib.evidence.claims import codes
from bdlib.evidence.pairs import Pairs
from bdlib.quantities.digits import length, significant


def echoes(pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Likelihood ratio of "it repeats an older year's value", for a and for b.

    By chance one of n older values of the object is met by a value of d significant digits n / 10**d of the time, by
    a rank n times in as many as there are places. A page that prints the older year too repeats nothing.
    """
    claims = pairs.claims
    span = claims["time_period"].str.len()  # a half-year's value is not that of a year
    first = claims.drop_duplicates("object").set_index("object")  # of targets each year is an object of its own
    of = pd.Series(codes(first["ref_area"], first["indicator"], first["side"]), index=first.index)
    matter = codes(claims["object"].map(of), span)
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
    by = [claims["source_id"], stated["matter"], stated["point"]]
    own = stated.groupby(by)["year"].min().reindex(both).to_numpy()
    ratio = values / older.reindex(frame["matter"]).to_numpy()
    ratio = np.where(before & lately & ~(own < frame["year"].to_numpy()), ratio, 0.0)
    same_year = pairs.same("year")
    a, b = ratio[pairs.i], ratio[pairs.j]
    return np.where(same_year & (b == 0), a, 0.0), np.where(same_year & (a == 0), b, 0.0)


def _digits(claims: pd.DataFrame) -> np.ndarray:
    return np.maximum(
        length(significant(claims["point"].to_numpy(), claims["decimals"].to_numpy(float, na_value=0))), 1
    )
