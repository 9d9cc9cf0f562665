"""A batch on a dask scheduler on loopback: 63 provinces × 04 and 05, then many small notebooks.

Seconds, peak memory (scheduler, workers with their kernels, and this process) and bytes over the loopback device.

    python benchmarks/cluster.py [--provinces 63] [--small 1000]
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from bdpress import runs
from bdpress.runs import grids

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from trial import notebook

ROOT = Path(__file__).parents[1]
NOTEBOOKS = [ROOT / "notebooks" / name for name in ("04_regional_comparison.ipynb", "05_gap_to_target.ipynb")]
DASK = str(Path(sys.executable).with_name("dask"))
SMALL = ("# Small", "n: int = 1  # a number", "print(n)")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--provinces", type=int, default=63)
    parser.add_argument("--small", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, cluster(Path(name)) as (address, processes):
        grid = grids.read(ROOT / "runs" / "grids" / "provinces_63.yaml")[: options.provinces]
        if grid:
            measure(f"{len(grid)} × 04 and 05", NOTEBOOKS, grid, Path(name) / "provinces", address, processes)
        if options.small:
            path, rows = notebook(Path(name) / "small.ipynb", SMALL), [{"n": n} for n in range(options.small)]
            measure(f"{len(rows)} small", [path], rows, Path(name) / "many", address, processes)


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, dict[str, psutil.Process]]]:
    """A scheduler and two workers of two threads each."""
    file, quiet = folder / "scheduler.json", {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    here = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
    started = [subprocess.Popen([DASK, "scheduler", *here, "--port", "0"], **quiet)]
    while not (file.exists() and file.stat().st_size):
        time.sleep(0.1)
    workers = ["--nworkers", "2", "--nthreads", "2", "--local-directory", str(folder / "workers")]
    started.append(subprocess.Popen([DASK, "worker", *here, *workers], **quiet))
    names = ("scheduler", "workers")
    try:
        address = json.loads(file.read_text())["address"]
        yield address, {name: psutil.Process(one.pid) for name, one in zip(names, started, strict=True)}
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=30)


def measure(
    what: str, notebooks: list[Path], grid: list[dict], out: Path, address: str, processes: dict[str, psutil.Process]
) -> None:
    before, began = psutil.net_io_counters(pernic=True)["lo"].bytes_sent, time.perf_counter()
    with peaks(processes | {"client": psutil.Process()}) as most:
        result = runs.run(notebooks, grid, out=out, scheduler=address, progress=False)
    seconds = time.perf_counter() - began
    moved = psutil.net_io_counters(pernic=True)["lo"].bytes_sent - before
    size = sum(path.stat().st_size for path in out.glob("*.ipynb"))
    done = len(result.manifest) - len(result.failed)
    print(f"{what}: {seconds:.1f} s, {done} of {len(result.manifest)} done, {moved / 1e6:.1f} MB moved for "
          f"{size / 1e6:.1f} MB of notebooks; peaks, MB: "
          + ", ".join(f"{name} {value / 1e6:.0f}" for name, value in most.items()), flush=True)  # fmt: skip


@contextmanager
def peaks(processes: dict[str, psutil.Process]) -> Iterator[dict[str, int]]:
    """Largest memory of each process with its descendants, looked at twice a second."""
    most, over = dict.fromkeys(processes, 0), threading.Event()

    def look() -> None:
        while not over.wait(0.5):
            for name, process in processes.items():
                family = [process, *(process.children(recursive=True) if name == "workers" else [])]
                with suppress(psutil.Error):
                    most[name] = max(most[name], sum(one.memory_full_info().pss for one in family))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    main()
