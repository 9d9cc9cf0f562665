"""Multiverse: all specifications over the whole corpus, the frame held once, against reconciling anew for each."""

from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

from bdlib import cleaning as clean
from bdlib import corpus
from bdlib import gap as progress
from bdlib import robustness as multiverse
from bdlib.gap import targets
from bdlib.reconciliation import origin, reconcile
from bdlib.robustness import findings

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
    start, busy = perf_counter(), cpu_seconds()
    [found] = multiverse.explore(obs, raw.indicators, [analysis], specs, jobs=JOBS)
    short, busy = perf_counter() - start, cpu_seconds() - busy
    print(f"{len(specs)} specifications, {len(obs)} observations, {found.outcomes.shape[1]} findings")
    print(f"touched groups side by side, {JOBS} processes: {short:.1f} s, {busy:.1f} s of processor time in all")
    start = cpu_seconds()
    for source in grid["without"][1 : SAMPLE + 1]:
        the_long_way(obs, raw, analysis, grid["method"], source)
    each = (cpu_seconds() - start) / (SAMPLE * len(grid["method"]))
    print(f"the corpus reconciled anew: {1000 * each:.0f} ms of processor time a specification, "
          f"against {1000 * busy / len(specs):.2f} ms; ratio {each * len(specs) / busy:.0f}")  # fmt: skip


def cpu_seconds() -> float:
    """Processor time of this process and its children: a busy machine does not change it."""
    return sum(getrusage(who).ru_utime + getrusage(who).ru_stime for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


def the_long_way(obs, raw, analysis, methods, source) -> None:
    for method in methods:
        kept = obs[origin(obs).ne(source)]
        analysis(reconcile(kept, method, indicators=raw.indicators).frame.assign(spec=""), [""], "")


if __name__ == "__main__":
    main()
