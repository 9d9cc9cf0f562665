"""Fusion of generated claims, 10⁴ to 10⁶ (10⁷ with --large), against plain mean, median and CRH; then of shared data.

Seeded.  Each method runs in a process of its own; prints seconds of one core, peak memory, the share of objects
within 1 % of the truth, and fusion's ratio to CRH in the same run.  The shared data sets with ground truth are
skipped, and said to be, where they are absent.
"""

import argparse
import json
import multiprocessing
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pandas as pd

from bdfusion import fuse_values

SHARED = Path(__file__).resolve().parents[2] / "shared" / "fusion"


def generate(claims: int, each: int = 10, seed: int = 0) -> tuple[pd.DataFrame, pd.Series]:
    """Claims with slips, other units, copies and stale values, of sources of mixed quality; and the truth."""
    rng = np.random.default_rng(seed)
    objects = claims // each
    sources = max(20, int(objects**0.5))
    truth = np.round(np.exp(rng.normal(9, 2.2, objects))) + 1
    obj, src = np.divmod(np.unique(rng.integers(0, objects * sources, claims)), sources)
    exact, sigma = rng.beta(2, 3, sources)[src], np.exp(rng.normal(np.log(0.02), 0.8, sources))[src]
    stale = rng.random(len(obj)) < 0.08
    base = truth[obj] * np.where(stale, 1.06, 1)
    value = np.where(rng.random(len(obj)) < exact, base, base * (1 + sigma * rng.standard_t(4, len(obj))))
    slip = rng.random(len(obj)) < 0.02
    value = np.round(np.where(slip, value * rng.choice([10, 0.1, 1000, 1.09], len(obj)), value))
    value = value * np.where(rng.random(sources) < 0.03, 1000.0, 1.0)[src]
    frame = _copied(pd.DataFrame({"object": obj, "source": src, "value": value}), sources, rng)
    return frame.sample(frac=1, random_state=seed, ignore_index=True), pd.Series(truth)


def _copied(frame: pd.DataFrame, sources: int, rng: np.random.Generator) -> pd.DataFrame:
    """One source in four is also repeated by the next, on four claims in five, faults included."""
    copier = np.where(rng.random(sources) < 0.25, (np.arange(sources) + 1) % sources, -1)
    taken = frame[(copier[frame["source"]] >= 0) & (rng.random(len(frame)) < 0.8)]
    copies = taken.assign(source=copier[taken["source"]])
    return pd.concat([copies, frame]).drop_duplicates(["object", "source"])


def mean(claims: pd.DataFrame) -> pd.Series:
    return claims.groupby("object")["value"].mean()


def median(claims: pd.DataFrame) -> pd.Series:
    return claims.groupby("object")["value"].median()


def crh(claims: pd.DataFrame, rounds: int = 5) -> pd.Series:
    """Plain CRH (Li et al. 2014): weighted medians, weights minus the log of each source's share of the loss."""
    obj, names = pd.factorize(claims["object"], sort=True)
    src, _ = pd.factorize(claims["source"])
    value = claims["value"].to_numpy(float)
    order = np.lexsort((value, obj))
    obj, src, value = obj[order], src[order], value[order]
    last = np.append(np.flatnonzero(np.diff(obj)), len(obj) - 1)
    count = np.bincount(obj)
    centre = np.bincount(obj, value) / count
    scale = np.sqrt(np.bincount(obj, (value - centre[obj]) ** 2) / count) + 1e-9
    weight = np.ones(len(obj))
    for _ in range(rounds):
        total = np.cumsum(weight)
        below = np.append(0, total[last[:-1]])
        estimate = value[np.searchsorted(total, (below + total[last]) / 2 * (1 - 1e-12))]
        loss = np.bincount(src, np.abs(value - estimate[obj]) / scale[obj]) / np.bincount(src)
        weight = np.maximum(-np.log(np.maximum(loss / loss.sum(), 1e-12)), 1e-6)[src]
    return pd.Series(estimate, names)


METHODS: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "mean": mean,
    "median": median,
    "crh": crh,
    "fusion": fuse_values,
}


def measure(name: str, claims: pd.DataFrame, truth: pd.Series) -> tuple[float, float, float]:
    """Seconds of processor time, peak memory in MB, and the share of objects within 1 %."""
    start = time.process_time()
    estimate = METHODS[name](claims)
    seconds = time.process_time() - start
    near = (estimate / truth.reindex(estimate.index) - 1).abs() <= 0.01
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, near.mean()


def generated(sizes: list[int]) -> None:
    """Every method on every size, each in a fresh process."""
    for size in sizes:
        claims, truth = generate(size)
        print(f"\n{len(claims):,} generated claims on {claims['object'].nunique():,} objects")
        found = {}
        for name in METHODS:
            with multiprocessing.get_context("fork").Pool(1) as pool:
                found[name] = pool.apply(measure, (name, claims, truth))
            seconds, memory, near = found[name]
            print(f"  {name:8s} {seconds:8.3f} s {memory:7.0f} MB   within 1 %: {near:.4f}")
        ratio = found["fusion"][0] / found["crh"][0]
        wrong = (1 - found["fusion"][2]) / (1 - found["crh"][2])
        print(
            f"  fusion takes {ratio:.1f} × the time of crh and leaves {wrong:.2f} × as many objects more than 1 % off"
        )


def shared() -> None:
    """Mean absolute errors on the data sets with ground truth beside the project."""
    if not SHARED.exists():
        print(f"\nskipped: no shared data sets at {SHARED}")
        return
    for folder in sorted((SHARED / "data").iterdir()):
        claims = pd.read_csv(folder / "claims.csv", dtype={"object": str, "source": str})
        truth = pd.read_csv(folder / "truth.csv", dtype={"object": str}).set_index("object")["value"]
        cap = json.loads((folder / "meta.json").read_text()).get("cap", np.inf)
        error = {k: (f(claims).reindex(truth.index) - truth).abs().clip(upper=cap).mean() for k, f in METHODS.items()}
        best = min(v for k, v in error.items() if k != "fusion")
        print(f"\n{folder.name}: mean absolute error " + ", ".join(f"{k} {v:.4g}" for k, v in error.items()))
        print(f"  fusion / best of the plain ones: {error['fusion'] / best:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help="add 10⁷ claims")
    sizes = [10**4, 10**5, 10**6] + ([10**7] if parser.parse_args().large else [])
    fuse_values(generate(1000)[0])
    generated(sizes)
    shared()


if __name__ == "__main__":
    main()
