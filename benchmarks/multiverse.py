"""Multiverse: every method and every origin left out, groups side by side, against reconciling anew for each choice."""

from dataclasses import replace
from time import process_time

import bdlib as bd
from bdlib.reconciliation import methods

SAMPLE = 3  # origins that are left out the long way, for the ratio
AREA = "VN"


def main() -> None:
    """Print processor time of both ways, a choice."""
    case = bd.assess(bd.clean(bd.load()))
    start = process_time()
    found = bd.multiverse(case, bd.progress, area=AREA)
    short = process_time() - start
    choices = found.specifications[["method", "without", "as_of"]].drop_duplicates()
    print(f"{found}\n{len(choices)} choices side by side: {short:.1f} s of processor time")
    origins = [one for one in choices["without"].unique() if one][:SAMPLE]
    start = process_time()
    for name in origins:
        the_long_way(case, name)
    each = (process_time() - start) / (len(origins) * len(methods()))
    ratio = each * len(choices) / short
    print(f"anew for each: {1000 * each:.0f} ms a choice, against {1000 * short / len(choices):.0f}; ratio {ratio:.0f}")


def the_long_way(case, name) -> None:
    origin = case.origins.set_index("figure_id")["origin"]
    seen = case.tables.observations
    left = bd.assess(replace(case.tables, observations=seen[seen["figure_id"].map(origin).ne(name)]))
    mine = case.tables.targets[case.tables.targets["ref_area"].eq(AREA)]
    for method in methods():
        bd.progress(bd.reconcile(left, method), mine)


if __name__ == "__main__":
    main()
