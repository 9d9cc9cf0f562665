"""How near do the methods of reconciling come to the official value that is withheld from them? All side by side.

.venv/bin/python benchmarks/methods.py [--seed 0]

Cells (area, indicator, period) that both an official table and a page state are dealt into two halves; the official
values of each half are withheld in turn. The second table has only cells of which two or more pages speak.
"""

import argparse

import bdlib as bd
from bdlib.reconciliation import methods
from bdlib.robustness import benchmark


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    judged = benchmark.masked(bd.clean(bd.load()), list(methods()), seed=parser.parse_args().seed)
    for title, rows in (("every cell", judged), ("two figures or more", judged[judged["figures"].gt(1)])):
        print(f"{title}\n{benchmark.scores(rows).round(4).to_string(index=False)}\n")


if __name__ == "__main__":
    main()
