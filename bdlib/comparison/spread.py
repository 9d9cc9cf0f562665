"""How unequal provinces are, over complete fields only: the Gini coefficient."""

import numpy as np
import pandas as pd

from bdlib import asking
from bdlib.comparison.fields import FIELD, complete
from bdlib.memo import remembered

REFUSED = {"rank": "rank_has_no_size", "rate": "rate_is_no_part"}
FRAME = [*FIELD, "year", "covered", "members", "unit_measure", "gini", "reason"]


@remembered
def inequality(est: object, indicator: asking.Asked = None) -> pd.DataFrame:
    """Measure inequality across provinces, each counted once whatever its size.

    Only fields that hold all provinces are measured: over a list of the largest the same formula measures who was
    listed. G = 2 Σ i·x(i) / (n Σ x) − (n + 1)/n over sorted x.

    `est` is as given by :func:`bdlib.reconcile`; of `indicator` codes or names, or None for every one. One row a
    complete field of a year: gini (0 equal to 1), and `reason` where it says nothing: rank_has_no_size,
    rate_is_no_part (it may be negative) or not_positive.

    Examples
    --------
    >>> import bdlib as bd
    >>> est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    >>> inequality(est, "grdp_per_capita").query("territory == '63' and year == 2025")["gini"].round(3).tolist()
    [0.231]
    """
    fields, found = complete(est, indicator)
    if fields.empty:
        return pd.DataFrame(columns=FRAME)
    code = found.groupby(FIELD, sort=True).ngroup()
    fields = fields.sort_values(FIELD, ignore_index=True)  # the order of the groups
    value = found["obs_value"].groupby(code)
    reason = fields["kind"].map(REFUSED).fillna("")
    reason = reason.mask(reason.eq("") & ((value.min() < 0) | (value.max() <= 0)), "not_positive")
    usable = found["obs_value"].where(code.map(reason.eq("")))
    return fields.assign(gini=gini(usable.to_numpy(), code.to_numpy()), reason=reason)[FRAME]


def gini(values: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Gini coefficient of each group of non-negative values, by group number 0, 1, …; NaN where a value is missing.

    >>> gini(np.array([2.0, 2.0, 0.0, 8.0]), np.array([0, 0, 1, 1]))
    array([0. , 0.5])
    """
    order = np.lexsort((values, codes))
    sorted_codes, size = codes[order], np.bincount(codes)
    start = np.concatenate([[0], np.cumsum(size)[:-1]])
    place = np.arange(len(codes)) - start[sorted_codes] + 1
    total = np.bincount(codes, weights=values)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 2 * np.bincount(sorted_codes, weights=place * values[order]) / (size * total) - (size + 1) / size


def without_each(values: pd.DataFrame) -> pd.DataFrame:
    """Gini coefficient of each column with each row left out once: how much of it a single province makes.

    >>> without_each(pd.DataFrame({2024: [1.0, 1.0, 9.0]}, index=["a", "b", "c"]))[2024].round(1).to_dict()
    {'a': 0.4, 'b': 0.4, 'c': 0.0}
    """
    count, kept = len(values), ~np.eye(len(values), dtype=bool)
    codes = np.repeat(np.arange(count), count - 1)
    each = {name: gini(np.tile(column, (count, 1))[kept], codes) for name, column in values.items()}
    return pd.DataFrame(each, index=values.index)
