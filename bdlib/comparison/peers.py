"""Provinces like a province: the nearest in what they have to work with, not in what they achieved."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from bdlib.comparison import compare

CONTEXT = ("population", "grdp_current", "grdp_per_capita", "urbanisation_rate", "area_km2", "enterprises_total")
LOG_KINDS = ["count", "money", "area"]


def peers(
    estimates: pd.DataFrame,
    areas: pd.DataFrame,
    indicators: pd.DataFrame,
    area: str,
    *,
    territory: str = "63",
    context: Sequence[str] = CONTEXT,
    aggregate: bool = False,
) -> pd.DataFrame:
    """Order the provinces of a territory by their likeness to one.

    Every context indicator is compared within one edition that has the area; sizes count in logarithms; each is
    standardised over the provinces that have it. The distance is the root mean square over the indicators that both
    provinces have, so that a missing figure neither draws near nor pushes away.

    Parameters
    ----------
    estimates, areas, indicators : as for :func:`bdlib.comparison.compare`.
    area : the province to find peers for.
    context : indicators that describe the conditions.

    Returns
    -------
    DataFrame
        The nearest first: ref_area, distance (in standard deviations), known (indicators that both have), missing
        (codes that the area has and the other lacks, joined by |), then one column per context indicator that the
        area has, in base units. Empty where the area has none of them in an edition with others.
    """
    rows = compare(
        estimates, areas, indicators, territory=territory, only=context, area=area, aggregate=aggregate
    ).frame
    return nearest(rows, indicators, area, context)


def nearest(rows: pd.DataFrame, indicators: pd.DataFrame, area: str, context: Sequence[str] = CONTEXT) -> pd.DataFrame:
    """Order provinces as :func:`peers` does, from rows that are already there: one edition per context indicator."""
    wide = rows.pivot(index="ref_area", columns="indicator", values="obs_value")
    if area not in wide.index:
        return pd.DataFrame(columns=["ref_area", "distance", "known", "missing"])
    own = [name for name in context if name in wide and pd.notna(wide.at[area, name]) and wide[name].nunique() > 1]
    kind = indicators.set_index("indicator")["kind"]
    sizes = [name for name in own if kind[name] in LOG_KINDS]
    scaled = wide[own].assign(**{name: np.log(wide[name].where(wide[name] > 0)) for name in sizes})
    scaled = (scaled - scaled.mean()) / scaled.std()
    away = scaled.drop(index=area) - scaled.loc[area]
    out = wide.loc[away.index, own].assign(
        distance=np.sqrt((away**2).mean(axis=1)),
        known=away.notna().sum(axis=1),
        missing=["|".join(away.columns[absent]) for absent in away.isna().to_numpy(dtype=bool)],
    )
    out = out[out["known"] > 0].sort_values(["distance", "known"], ascending=[True, False], kind="stable")
    return out.rename_axis("ref_area").reset_index()[["ref_area", "distance", "known", "missing", *own]]
