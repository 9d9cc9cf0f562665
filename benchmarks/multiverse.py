"""Multiverse: all specifications over the whole corpus, the frame held once, against reconciling anew for each."""

import sys
from time import perf_counter

from bdlib import clean, corpus, findings, multiverse, progress, targets
from bdlib.reconcile import origin, reconcile

JOBS = 2
SAMPLE = 3  # sources that are left out the long way, for the ratio


def main() -> None:
    raw = corpus.load()
    tidy = clean.clean(raw)
    obs = tidy.observations
    goals = targets.distinct(tidy.targets, raw.indicators)
    analysis = findings.Targets(goals, obs, progress.latest_publication(obs))
    grid = multiverse.axes(obs, series=["GSO", "MIC"])
    specs = multiverse.specifications(grid)
    start = perf_counter()
    [found] = multiverse.explore(obs, raw.indicators, [analysis], specs, jobs=JOBS)
    short = perf_counter() - start
    print(f"{len(specs)} specifications, {len(obs)} observations, {found.outcomes.shape[1]} findings")
    print(f"touched groups side by side, {JOBS} processes: {short:.1f} s, {1000 * short / len(specs):.2f} ms each")
    print(f"at this pace 2,000 specifications take {2000 * short / len(specs):.1f} s")
    long = sum(the_long_way(obs, raw, analysis, grid["method"], source) for source in grid["without"][1 : SAMPLE + 1])
    each = long / (SAMPLE * len(grid["method"]))
    print(f"the corpus reconciled anew for each: {1000 * each:.0f} ms each; ratio {each / (short / len(specs)):.0f}")
    if short * 2000 / len(specs) > 20:
        sys.exit("slower than 20 s for 2,000 specifications")


def the_long_way(obs, raw, analysis, methods, source) -> float:
    start = perf_counter()
    for method in methods:
        kept = obs[origin(obs).ne(source)]
        analysis(reconcile(kept, method, indicators=raw.indicators).frame.assign(spec=""), [""], "")
    return perf_counter() - start


if __name__ == "__main__":
    main()
