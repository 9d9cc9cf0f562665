"""A thousand notebooks in one batch: the runner's memory, files and processes must not grow.

python benchmarks/soak.py [--runs 1000]
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

import psutil

from bdpress import runs
from bdpress.runs.progress_bar import Progress

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from trial import notebook

CELLS = ("# Soak", "n: int = 1  # size of the table", "import pandas as pd\npd.DataFrame({'x': range(n % 50)})")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=1000)
    number = parser.parse_args().runs
    process, seen = psutil.Process(), []
    show = Progress.show

    def watch(bar: Progress, run: runs.Run) -> None:
        """Look at this process whenever a notebook ends."""
        show(bar, run)
        if run.status != "running":
            seen.append((process.memory_info().rss / 1e6, process.num_fds(), len(process.children(recursive=True))))

    Progress.show = watch
    with tempfile.TemporaryDirectory() as folder:
        path = notebook(Path(folder) / "soak.ipynb", CELLS)
        result = runs.run(path, [{"n": n} for n in range(number)], out=Path(folder) / "out", progress=False)
    tenth = number // 10
    for name, values in zip(("memory, MB", "open files", "processes"), zip(*seen, strict=True), strict=True):
        second, last = statistics.mean(values[tenth : 2 * tenth]), statistics.mean(values[-tenth:])
        print(f"{name:12} second tenth {second:7.1f}, last tenth {last:7.1f} ({last / second - 1:+.1%})")
    print(f"{len(result.manifest) - len(result.failed)} of {number} done")


if __name__ == "__main__":
    main()
