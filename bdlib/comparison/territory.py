"""Which provinces may stand beside each other: the 63 up to June 2025, or the 34 since, never both."""

import pandas as pd

EDITION = ["indicator", "time_period", "series"]
REFORM_YEAR = 2025  # the 34 exist since 2025-07-01


def provinces(areas: pd.DataFrame, territory: str) -> pd.DataFrame:
    """Provinces of a territory.

    Parameters
    ----------
    areas : codelist.
    territory : "63" (up to 2025-06-30) or "34" (since 2025-07-01).

    Returns
    -------
    DataFrame
        Indexed by code: name_vi, name_en, region.

    Raises
    ------
    ValueError
        For another territory.
    """
    if territory not in ("63", "34"):
        raise ValueError(f"territory {territory!r}, expected 63 or 34")
    absent = areas["valid_from" if territory == "63" else "valid_to"].ne("")
    rows = areas[areas["level"].eq("province") & ~absent]
    return rows.set_index("area")[["name_vi", "name_en", "region"]]


def within(estimates: pd.DataFrame, areas: pd.DataFrame, indicators: pd.DataFrame, territory: str) -> pd.Series:
    """Tell which estimates are about a province of the territory.

    A province that the reform left alone has one code for both. Its counts and shares stay comparable; its place in
    an index does not: a rank among 63 is none among 34. There the edition (indicator, period, series) decides: where
    it lists old provinces it is one of 63, where it lists new ones one of 34, where it lists both it is neither, and
    where it lists none of the two its year decides.
    """
    inside = estimates["ref_area"].isin(provinces(areas, territory).index).to_numpy(copy=True)
    index = indicators["pillar"].eq("index") | indicators["kind"].eq("rank")
    placed = estimates["indicator"].isin(indicators.loc[index, "indicator"]).to_numpy()
    inside[placed] &= _of_territory(estimates[placed], areas, territory).to_numpy()
    return pd.Series(inside, index=estimates.index)


def _of_territory(places: pd.DataFrame, areas: pd.DataFrame, territory: str) -> pd.Series:
    """Tell which places in an index are places among the provinces of the territory."""
    old = places["ref_area"].isin(areas.loc[areas["valid_to"].ne(""), "area"])
    new = places["ref_area"].isin(areas.loc[areas["valid_from"].ne(""), "area"])
    keys = [places[name] for name in EDITION]
    lists_old, lists_new = (own.groupby(keys).transform("any") for own in (old, new))
    late = pd.to_numeric(places["time_period"].str[:4], errors="coerce").ge(REFORM_YEAR)
    if territory == "63":
        return old | (lists_old & ~lists_new) | (~lists_old & ~lists_new & ~late)
    return new | (lists_new & ~lists_old) | (~lists_old & ~lists_new & late)
