"""Comparison of 63 provinces × 30 indicators × 10 years × 5 sources, after reconciliation, against plain loops.

Seeded and synthetic; prints seconds and ratios of the same run.
"""

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from bdlib import corpus
from bdlib.comparison import compare, standings
from bdlib.comparison.convergence import convergence
from bdlib.comparison.inequality import inequality
from bdlib.comparison.territory import EDITION, provinces

KEY = ["ref_area", *EDITION]


def synthetic(raw: corpus.Corpus, seed: int = 0) -> pd.DataFrame:
    """Estimates of every province, indicator, year and source."""
    rng = np.random.default_rng(seed)
    measured = raw.indicators[raw.indicators["kind"].isin(["share", "count", "money"])]["indicator"][:30]
    levels = [provinces(raw.areas, "63").index, measured, map(str, range(2015, 2025)), ["A", "B", "C", "D", "E"]]
    keys = pd.MultiIndex.from_product(levels, names=KEY).to_frame(index=False)
    value = rng.lognormal(3, 1, len(keys))
    margin = value * rng.uniform(0, 0.1, len(keys))
    fixed = {"unit_measure": "percent", "obs_status": "A", "method": "", "witnesses": 1, "figure_ids": "f",
             "set_aside": "", "reason": ""}  # fmt: skip
    return keys.assign(obs_value=value, lower=value - margin, upper=value + margin, **fixed)


def plain_ranks(frame: pd.DataFrame) -> pd.DataFrame:
    """The plain alternative: a loop over editions, and over the provinces of each for the bounds of its rank."""
    out = []
    for _, group in frame.groupby(EDITION):
        rank = group["obs_value"].rank(ascending=False, method="min")
        best = [1 + (group["lower"] > row.upper).sum() for row in group.itertuples()]
        worst = [1 + (group["upper"].drop(row.Index) > row.lower).sum() for row in group.itertuples()]
        out.append(pd.DataFrame({"rank": rank, "rank_lower": best, "rank_upper": worst}, index=group.index))
    return pd.concat(out).loc[frame.index].astype("int64")


def timed(name: str, call: Callable[[], object], repeats: int = 3) -> tuple[float, object]:
    """Best of several runs."""
    best, result = np.inf, None
    for _ in range(repeats):
        start = time.perf_counter()
        result = call()
        best = min(best, time.perf_counter() - start)
    print(f"{name:58s} {best:7.3f} s")
    return best, result


def main() -> None:
    """Print seconds, and the ratio to the plain loop on the same rows."""
    raw = corpus.load()
    estimates = synthetic(raw)
    members = provinces(raw.areas, "63")
    print(f"{len(estimates)} estimates")
    whole, _ = timed(
        "compare: one edition an indicator, all columns", lambda: compare(estimates, raw.areas, raw.indicators)
    )
    timed("compare for the 34, old provinces added up",
          lambda: compare(estimates, raw.areas, raw.indicators, territory="34", aggregate=True), 1)  # fmt: skip
    placed, every = timed(
        "ranks and bounds of every edition (1500 orders)", lambda: standings(estimates, raw.indicators, members)
    )
    timed("inequality: every edition", lambda: inequality(every, raw.indicators))
    timed("convergence: every indicator", lambda: convergence(estimates, raw.indicators))
    editions = estimates[estimates["time_period"].eq("2024")]
    slow, expected = timed("plain loops: ranks and bounds of a tenth of them", lambda: plain_ranks(editions), 1)
    fast, found = timed("bdlib on the same tenth", lambda: standings(editions, raw.indicators, members))
    downward = raw.indicators.set_index("indicator")["direction"].eq("down")
    up = ~found["indicator"].map(downward)
    same = found.loc[up, list(expected)].equals(expected[up])
    print(f"ratio plain / bdlib {slow / fast:.0f}; same ranks: {same}; compare under 1 s: {whole < 1}")
    print(f"ratio extrapolated to all editions {10 * slow / placed:.0f}")


if __name__ == "__main__":
    main()
