"""Comparison over the whole corpus, and places of 945 orders against a plain loop over each.

Prints seconds of wall and processor time; the corpus is that of data/raw.
"""

from collections.abc import Callable
from time import perf_counter, process_time

import numpy as np
import pandas as pd

import bdlib as bd
from bdlib.comparison.association import association
from bdlib.comparison.fields import provinces, rank
from bdlib.comparison.likeness import peers
from bdlib.comparison.paths import paths
from bdlib.comparison.spread import convergence, inequality

ORDER = ["indicator", "year"]


def timed(name: str, call: Callable[[], object], repeats: int = 3) -> tuple[float, object]:
    """Least processor time of several runs: a busy machine changes it little."""
    walls, times, result = [], [], None
    for _ in range(repeats):
        wall, busy = perf_counter(), process_time()
        result = call()
        walls.append(perf_counter() - wall)
        times.append(process_time() - busy)
    print(f"{name:58s} {min(walls):7.3f} s, processor {min(times):7.3f} s")
    return min(times), result


def synthetic(areas: pd.Index, seed: int = 0) -> pd.DataFrame:
    """Values of every province in 945 orders."""
    rng = np.random.default_rng(seed)
    keys = pd.MultiIndex.from_product([areas, range(63), range(15)], names=["ref_area", *ORDER]).to_frame(index=False)
    value = rng.lognormal(3, 1, len(keys))
    margin = value * rng.uniform(0, 0.1, len(keys))
    return keys.assign(obs_value=value, lower=value - margin, upper=value + margin, better=1)


def plain_ranks(frame: pd.DataFrame) -> pd.DataFrame:
    """The plain alternative: a loop over orders, and over the provinces of each for the bounds of its rank."""
    out = []
    for _, group in frame.groupby(ORDER):
        place = group["obs_value"].rank(ascending=False, method="min")
        best = [1 + (group["lower"] > row.upper).sum() for row in group.itertuples()]
        worst = [1 + (group["upper"].drop(row.Index) > row.lower).sum() for row in group.itertuples()]
        out.append(pd.DataFrame({"rank": place, "rank_lower": best, "rank_upper": worst}, index=group.index))
    return pd.concat(out).loc[frame.index].astype("int64")


def main() -> None:
    """Print the times of every public comparison, and the ratio to plain loops on the same rows."""
    est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    print(f"{len(est.frame)} estimates")
    timed("compare: every province in every field", lambda: bd.compare(est))
    timed("compare: one province", lambda: bd.compare(est, area="Lạng Sơn"))
    timed("paths of all provinces", lambda: paths(est))
    timed("inequality of every complete field", lambda: inequality(est))
    timed("convergence of every complete path", lambda: convergence(est))
    timed("peers of a province", lambda: peers(est, "Lạng Sơn"))
    sides = ["dti_score", "papi_internet_access"], ["labour_productivity", "grdp_growth"]
    timed("association: four pairs, three models each", lambda: association(est, *sides, controls="grdp_per_capita"))
    timed("cite", lambda: bd.cite(est, "Đồng Nai", "GRDP bình quân", 2023))
    frame = synthetic(provinces(est.tables.areas, "63").index)
    part = frame[frame["year"].eq(0)].reset_index(drop=True)
    slow, expected = timed("plain loops: a fifteenth of 945 orders", lambda: plain_ranks(part), 1)
    fast, found = timed("bdlib on the same rows", lambda: rank(part, ORDER))
    print(f"ratio plain / bdlib {slow / fast:.0f}; same ranks: {found.equals(expected)}")
    timed("bdlib on all 945 orders", lambda: rank(frame, ORDER))


if __name__ == "__main__":
    main()
