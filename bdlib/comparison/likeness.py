"""Provinces like a province: the nearest in what they have to work with, over complete fields of their newest year."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from bdlib import asking
from bdlib.codelists import LOGGED
from bdlib.comparison.fields import FACETS, FIELD, complete
from bdlib.errors import DataError
from bdlib.study import divisions

CONTEXT = "context"  # the pillar of indicators that describe conditions, not achievements
YEARS_BACK = 3  # an older edition says little of today
NEAR = 0.5  # standard deviations within which a province is like another; any two lie 1.4 apart
SAME = 0.9  # correlation from which on two conditions say one thing: inhabitants and employed persons have 0.98


def peers(est: object, area: str, context: Sequence[str] | None = None, territory: str = "") -> pd.DataFrame:
    """Order the provinces of a territory by their likeness to one.

    Every context indicator is taken from its newest complete field, growth rates left out: they change every year
    and are no condition. Sizes count in logarithms; each is standardised over all provinces. Of two that order the
    provinces alike only the newer counts. The distance is the root mean square over the indicators.

    `est` is as given by :func:`bdlib.reconcile`; `area` and `context` are codes or names, by default of the indicators
    of the pillar "context" that have a complete field; `territory` a division, by default the latest with figures.
    The nearest first: ref_area, distance (in standard deviations), then one column per indicator, in base units; in
    `.attrs["context"]` the fields used.

    Examples
    --------
    >>> import bdlib as bd
    >>> est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    >>> peers(est, "Bình Dương", ["population", "grdp_per_capita"])["ref_area"].head(1).tolist()
    ['VN-75']
    """
    tables = est.tables
    codes = asking.match(area, tables.areas, "area")
    parts = divisions(tables.areas)
    inside = [(name, code) for name in reversed(parts) for code in codes if code in parts[name].index]
    inside = [pair for pair in inside if not territory or pair[0] == territory]
    if not inside:
        raise DataError(f"one of the compared areas ({territory or ', '.join(parts)})", value=area)
    chosen = context or list(tables.indicators.query("pillar == @CONTEXT")["indicator"])
    fields, found = complete(est, chosen, nearly=True)
    inside = inside if chosen else []  # every indicator would mean achievements too
    out, used = pd.DataFrame(columns=["ref_area", "distance"]), []
    for name, code in inside:
        newest = _newest(fields[fields["territory"].eq(name)])
        wide = found.merge(newest[FIELD], on=FIELD).pivot(index="ref_area", columns="indicator", values="obs_value")
        if code in wide.index:
            out = _ordered(wide[newest["indicator"]], code, newest.set_index("indicator")["kind"])
            shown = newest[newest["indicator"].isin(out.columns)]
            used = shown[["indicator", "time_period", "series"]].to_dict("records")
            break
    out.attrs["context"] = used
    return out


def _newest(fields: pd.DataFrame) -> pd.DataFrame:
    """The newest field of each indicator of values, none of them much older than the others."""
    rows = fields[~fields["kind"].isin(["rank", "rate"])]
    rows = rows[rows["year"] >= rows["year"].max() - YEARS_BACK]
    order = ["indicator", "year", "covered", *FACETS]
    rows = rows.sort_values(order, ascending=[True, False, False, *[True] * 4]).drop_duplicates("indicator")
    return rows.sort_values(["year", "indicator"], ascending=[False, True])


def _ordered(wide: pd.DataFrame, code: str, kind: pd.Series) -> pd.DataFrame:
    wide = wide.loc[:, wide.loc[code].notna() & (wide.nunique() > 1)].dropna()
    scaled = wide.assign(**{name: np.log(wide[name]) for name in wide if kind[name] in LOGGED})
    alike = np.triu(scaled.corr().abs().to_numpy() > SAME, 1).any(axis=0)  # like one before it, which is newer
    wide, scaled = wide.loc[:, ~alike], scaled.loc[:, ~alike]
    away = (scaled - scaled.loc[code]) / scaled.std()
    out = wide.assign(distance=np.sqrt((away**2).mean(axis=1))).drop(index=code)
    out = out.sort_values("distance", kind="stable").reset_index()
    return out[["ref_area", "distance", *wide.columns]].rename_axis(columns=None)
