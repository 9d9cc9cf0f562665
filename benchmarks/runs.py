"""Seconds for a batch of notebooks: papermill in a loop, papermill with two threads, bdlib's runner, and the floor.

The floor is what nobody can beat: the CPU time of the cells alone, measured in a warm process, over two cores. Memory
is the proportional set size (shared pages are divided among those who share them) of k kernels that have drawn a plot.

    python benchmarks/runs.py [--notebook FILE ...] [--runs 8 24] [--repeat 3]
"""

import argparse
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import papermill
import psutil
from jupyter_client import KernelManager
from nbclient import NotebookClient

from bdpress import kernels, runs
from bdpress.runs import grids

# No notice a kernel that it listens on loopback, as Jupyter's kernels do.
QUIET = ["--log-level=CRITICAL"]
ROOT = Path(__file__).parents[1]
NOTEBOOKS = [ROOT / "notebooks" / name for name in ("04_regional_comparison.ipynb", "05_gap_to_target.ipynb")]
GRID = ROOT / "runs" / "grids" / "provinces_63.yaml"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--notebook", nargs="+", type=Path, default=[path for path in NOTEBOOKS if path.exists()])
    parser.add_argument("--runs", nargs="+", type=int, default=[8])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(
        "--equal", type=int, default=0, metavar="N", help="only compare N runs' outputs with papermill's"
    )
    options = parser.parse_args()
    os.environ.setdefault("MPLBACKEND", "agg")
    if options.equal:
        for notebook in options.notebook:
            equal(notebook, grids.read(GRID)[: options.equal])
        return
    for notebook in options.notebook:
        for number in options.runs:
            compare(notebook, grids.read(GRID)[:number], options.repeat)
    memory()


def compare(notebook: Path, grid: list[dict], repeat: int) -> None:
    ways = {"loop": loop, "two threads": two_threads, "bdlib": batch}
    taken = {name: [] for name in ways}
    for _ in range(repeat):
        for name, way in ways.items():
            taken[name].append(measured(way, notebook, grid))
    floor = sum(cell_seconds(notebook, row) for row in grid) / 2
    wall = {name: statistics.median(wall for wall, _ in pairs) for name, pairs in taken.items()}
    cpu = {name: statistics.median(cpu for _, cpu in pairs) for name, pairs in taken.items()}
    print(f"\n{notebook.stem}, N = {len(grid)}, medians of {repeat} alternating; load {os.getloadavg()[0]:.1f}")
    for name in ways:
        ratio = f"{wall[name] / wall['bdlib']:5.2f} times bdlib's" if name != "bdlib" else ""
        print(f"  {name:12} {wall[name]:6.1f} s wall {cpu[name]:6.1f} s CPU  {ratio}")
    print(f"  {'floor':12} {floor:6.1f} s wall; bdlib is {wall['bdlib'] / floor:.2f} times the floor", end=", ")
    timed(batch, notebook, grid)
    print(f"{timed(batch, notebook, grid) / floor:.2f} times with the template already running", flush=True)
    kernels.close_templates()


def measured(way: Callable, notebook: Path, grid: list[dict]) -> tuple[float, float]:
    """Wall and CPU seconds, those of all processes started included."""
    before = sum(os.times()[:4])
    wall = timed(way, notebook, grid)
    kernels.close_templates()
    return wall, sum(os.times()[:4]) - before


def timed(way: Callable, notebook: Path, grid: list[dict]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        way(notebook, grid, Path(folder))
        return time.perf_counter() - start


def one(notebook: Path, row: dict, folder: Path) -> None:
    output = folder / f"{file_name(row)}.ipynb"
    papermill.execute_notebook(notebook, output, row, progress_bar=False, extra_arguments=QUIET)


def file_name(row: dict) -> str:
    return "-".join(map(str, row.values()))


def loop(notebook: Path, grid: list[dict], folder: Path) -> None:
    for row in grid:
        one(notebook, row, folder)


def two_threads(notebook: Path, grid: list[dict], folder: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda row: one(notebook, row, folder), grid))


def batch(notebook: Path, grid: list[dict], folder: Path) -> None:
    result = runs.run(notebook, grid, jobs=2, out=folder / "out", progress=False)
    assert result.failed.empty, result.failed["error"].tolist()


def cell_seconds(notebook: Path, row: dict) -> float:
    """CPU seconds of the cells in a warm kernel, from its first to its last line."""
    book = nbformat.read(notebook, 4)
    at = next(i for i, cell in enumerate(book.cells) if "parameters" in cell.metadata.get("tags", [])) + 1
    values = "\n".join(f"{name} = {value!r}" for name, value in row.items())
    clock = "import time as _time; print(_time.process_time())"
    book.cells.insert(at, nbformat.v4.new_code_cell(values))
    book.cells.insert(0, nbformat.v4.new_code_cell(clock))
    book.cells.append(nbformat.v4.new_code_cell(clock))
    place = {"metadata": {"path": str(notebook.parent)}}
    NotebookClient(book, kernel_name=kernels.NAME, resources=place, extra_arguments=QUIET).execute()
    first, last = (float(book.cells[i].outputs[0]["text"]) for i in (0, -1))
    return last - first


def equal(notebook: Path, grid: list[dict]) -> None:
    """Compare sources, counts and outputs of every cell with plain papermill's, addresses in memory aside."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        two_threads(notebook, grid, folder)
        found = runs.run(notebook, grid, out=folder / "out", progress=False).manifest["output"]
        plain = [folder / f"{file_name(row)}.ipynb" for row in grid]
        pairs = list(zip(plain, (folder / "out" / output for output in found), strict=True))
        different = [ours.name for plain, ours in pairs if cells(plain) != cells(ours)]
        number = sum(map(len, (cells(plain) for plain, _ in pairs)))
        print(f"{notebook.stem}: {number} cells of {len(grid)} runs, different in {different or 'none'}", flush=True)
    kernels.close_templates()


def cells(path: Path) -> list[tuple]:
    """What a reader sees, but for the table of parameters and the values that papermill injects."""
    book = nbformat.read(path, 4)
    added = {"run-parameters", "injected-parameters"}
    kept = [cell for cell in book.cells if not added & set(cell.metadata.tags)]
    shown = [re.sub("0x[0-9a-f]+", "0x", str(cell.get("outputs"))) for cell in kept]
    return [(cell.source, cell.get("execution_count"), output) for cell, output in zip(kept, shown, strict=True)]


def memory() -> None:
    print("\nmemory, MB of proportional set size")
    for count in (1, 2, 4):
        plain, warm = (kernels_memory(name, count) for name in ("python3", kernels.NAME))
        print(f"  k = {count}: plain {plain:.0f}, template and warm {warm:.0f}, {plain / warm:.1f} times less")


def kernels_memory(name: str, count: int) -> float:
    managers = [KernelManager(kernel_name=name) for _ in range(count)]
    try:
        for manager in managers:
            manager.start_kernel(extra_arguments=QUIET)
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=60)
            client.execute_interactive("import pandas, seaborn, statsmodels.api, matplotlib.pyplot as p; p.plot([1]);")
            client.stop_channels()
        pids = [manager.provisioner.pid for manager in managers]
        pids += [template.pid for template in kernels._templates.values()] if name == kernels.NAME else []
        return sum(psutil.Process(pid).memory_full_info().pss for pid in pids) / 1e6
    finally:
        for manager in managers:
            manager.shutdown_kernel(now=True)
        kernels.close_templates()


if __name__ == "__main__":
    main()
