"""How fast conflicts are found, against the plain way: every pair of an area and indicator, in a loop.

Run ``python benchmarks/evidence.py [figures]``, one million when omitted. It prints processor seconds and
ratios of one run.
"""

import resource
import sys
import time
from itertools import combinations
from types import SimpleNamespace

import numpy as np
import pandas as pd

from bdlib.evidence.case import weigh
from bdlib.schemas import CLEAN, RAW

PLAIN = 20_000  # figures for the plain way, which takes minutes on more
GIANT = 0.05  # share of figures that are all about one area and indicator


def figures(size: int, seed: int = 0) -> pd.DataFrame:
    """Make observations: about ten to an object, a tenth rounded, a tenth wrong, a fifth reprints."""
    rng = np.random.default_rng(seed)
    objects = max(1, size // 10)
    code = rng.integers(0, objects, size)
    code[: int(GIANT * size)] = 0
    value = np.round(rng.uniform(10, 99, objects)[code], 1)
    wrong = rng.random(size) < 0.1
    value = np.where(wrong, np.round(value * rng.uniform(0.7, 1.3, size), 1), value)
    rough = rng.random(size) < 0.1
    value = np.where(rough, np.round(value), value)
    half = np.where(rough, 0.5, 0.05)
    day = np.datetime64("2024-01-01") + rng.integers(0, 700, size)
    source = rng.integers(0, 500, size)
    names = np.array([f"source_{k}" for k in range(500)])
    frame = pd.DataFrame({name: "" for name in CLEAN["observations"].columns}, index=range(size))
    return frame.assign(
        figure_id=[f"figure-{k:07d}" for k in range(size)], source_id=names[source],
        reprints=np.where(source < 100, names[(source + 100) % 500], ""),
        ref_area=np.char.add("area_", (code % 1000).astype(str)),
        indicator=np.char.add("share_", (code // 1000).astype(str)),
        time_period=np.datetime_as_string(day, unit="M"), period_basis="stated", role="actual",
        series=np.where(rng.random(size) < 0.3, "GSO", ""), maker=np.where(rng.random(size) < 0.3, "office", ""),
        attributed_to=np.where(rng.random(size) < 0.3, "an office", ""),
        obs_value=value, low=np.nan, high=np.nan, lower=value - half, upper=value + half, denominator=np.nan,
        decimals=pd.array(np.where(rough, 0, 1), dtype="Int64"), qualifier="exact", unit_measure="percent",
        obs_status="A", published=np.datetime_as_string(day + 20, unit="D"), publisher=names[source],
        source_kind="newspaper", figure=[f"{v}%" for v in value],
    )  # fmt: skip


def codelist(obs: pd.DataFrame) -> pd.DataFrame:
    """Describe every indicator as a share."""
    codes = sorted(obs["indicator"].unique())
    empty = dict.fromkeys(RAW["indicators"].columns, "")
    share = {"kind": "share", "unit": "percent", "direction": "up", "limit": "100"}
    return pd.DataFrame(empty | {"indicator": codes} | share)


def tables(obs: pd.DataFrame) -> SimpleNamespace:
    """Tables as bdlib.clean gives them."""
    return SimpleNamespace(observations=obs, targets=None, indicators=codelist(obs))


def plain(obs: pd.DataFrame) -> int:
    """Count pairs of one area and indicator whose intervals do not meet, one pair at a time."""
    found = 0
    for _, group in obs.groupby(["ref_area", "indicator"]):
        bounds = list(zip(group["lower"], group["upper"], strict=True))
        found += sum(a[1] < b[0] or b[1] < a[0] for a, b in combinations(bounds, 2))
    return found


def timed(call: object, *args: object, **options: object) -> tuple[float, object]:
    """Processor seconds of a call, which a busy machine changes less than wall time, and its result."""
    start = time.process_time()
    result = call(*args, **options)
    return time.process_time() - start, result


def main(size: int) -> None:
    """Print the table."""
    for count in sorted({size // 100, size // 10, size}):
        seconds, found = timed(weigh, tables(figures(count)))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        clash, conflicts = timed(lambda case: len(case.conflicts), found)
        rest, variants = timed(lambda case: len(case.variants), found)
        print(f"figures {count:>9,}  judged in {seconds:6.2f} s, {1e6 * seconds / count:5.1f} µs each, {peak:5.2f} GB; "
              f"{conflicts:,} conflicts tabled in {clash:.2f} s, {variants:,} variants in {rest:.2f} s")  # fmt: skip
    few = figures(min(PLAIN, size))
    ours, _ = timed(weigh, tables(few))
    loop, _ = timed(plain, few)
    print(f"plain pairs {len(few):>8,} figures  {loop:7.2f} s, without kinds, choice or words: ratio {loop / ours:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
