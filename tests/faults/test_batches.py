# ruff: noqa: E501
"""Whatever ends a batch, its manifest is true, nothing is half-written or left running, and resuming does the rest."""

import errno
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest

from bdlib.errors import DataError
from bdpress import files, runs
from bdpress.runs import manifest

sys.path.insert(0, str(Path(__file__).parents[1]))  # pytest adds only the folder of this file
from trial import notebook

pytestmark = pytest.mark.xdist_group("kernels")
MOMENTS = int(os.environ.get("BDLIB_FAULT_MOMENTS", "5"))  # 50 in the soak, see benchmarks/README.md
GRID = [{"n": n} for n in range(6)]


def batch(path, grid=None, **options):
    return runs.run(path, grid, out=path.parent / "out", progress=False, **options)


def one(tmp_path, code, **options):
    """The manifest row of a notebook with this code in its second of three cells."""
    path = notebook(tmp_path / "one.ipynb", ("# One", "n: int = 1", "before = 1", code, "after = 1"))
    result = batch(path, **options)
    check(result.folder)
    return result.manifest.iloc[0], result.folder


def check(folder):
    """Every statement of the manifest holds and nothing else is in the folder."""
    book = manifest.read(folder)
    for run in book.runs.values():
        assert run.status != "done" or manifest.is_done(run, folder)
    known = {run.output for run in book.runs.values()} | {"manifest.json", "index.html", "run.log", ".bdlib-run"}
    assert {path.name for path in folder.iterdir()} <= known
    for path in folder.glob("*.ipynb"):
        nbformat.read(path, 4)


def start(path, *more):
    """The batch in a process of its own."""
    command = [sys.executable, "-m", "bdpress", "run", str(path), "--out", str(path.parent / "out"), "--quiet", *more]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, **quiet, preexec_fn=os.setpgrp)


def wait_until(condition, process=None, seconds=180):
    deadline = time.monotonic() + seconds
    while not condition():
        assert (process is None or process.poll() in (None, 0)) and time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def family(process):
    return [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]


def gone(processes):
    _, alive = psutil.wait_procs(processes, timeout=15)
    return not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def grid_file(tmp_path):
    path = tmp_path / "grid.csv"
    path.write_text("n\n" + "\n".join(str(row["n"]) for row in GRID), encoding="utf-8")
    return str(path)


LIMIT = "import resource\nresource.setrlimit(resource.RLIMIT_AS, (2**32, 2**32))\n"
DEAF = "import signal, time\nsignal.signal(2, signal.SIG_IGN)\ntime.sleep(600)"
ENDS = {
    "raises": ("1 / 0", "ZeroDivisionError"),
    "exits": ("import os\nos._exit(3)", "DeadKernelError"),
    "is killed": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "DeadKernelError"),
    "eats memory": (LIMIT + "x = bytes(2**33)", "MemoryError"),
    "never ends": ("while True: pass", "CellTimeoutError"),
    "ignores interrupts": (DEAF, "CellTimeoutError"),
}


@pytest.mark.parametrize(("code", "error"), ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("kernel", [None, "python3"], ids=["warm", "plain"])
def test_a_cell_that_ends_badly_is_marked_and_ends_only_its_own_run(tmp_path, code, error, kernel):
    run, folder = one(tmp_path, code, timeout=2, kernel=kernel)
    assert run["status"] == "failed" and error in run["error"]
    cells = nbformat.read(folder / run["output"], 4).cells
    marked = [cell for cell in cells if cell.metadata.get("papermill", {}).get("status") == "failed"]
    assert [cell.source for cell in marked] == [code]
    assert cells[-1].metadata.papermill.status == "pending"


def test_what_a_killed_cell_had_started_ends_too(tmp_path):
    mark = tmp_path / "pid"
    begin = f"import subprocess\nwith open({str(mark)!r}, 'w') as file:\n    "
    one(tmp_path, begin + "file.write(str(subprocess.Popen(['sleep', '600']).pid))\nwhile True: pass", timeout=2)
    pid = int(mark.read_text())
    wait_until(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)


LEAVES = """import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        with open(mark, "w") as file:
            file.write(str(os.getpid()))
        time.sleep(600)
    os._exit(0)
while not (os.path.exists(mark) and open(mark).read()):
    time.sleep(0.01)
"""


@pytest.mark.parametrize("kernel", [None, "python3"], ids=["warm", "plain"])
@pytest.mark.parametrize("end", ["n", "while True: pass"], ids=["done", "killed"])
def test_a_child_that_left_its_session_ends_with_its_run(tmp_path, kernel, end):
    path, mark = tmp_path / "c.ipynb", tmp_path / "pid"
    notebook(path, ("# C", f"n: int = 1\nmark: str = {str(mark)!r}", LEAVES + end))
    batch(path, timeout=3, kernel=kernel)
    pid = int(mark.read_text())
    wait_until(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE, seconds=10)


def test_a_disk_that_fills_meanwhile_leaves_a_true_manifest(tmp_path, monkeypatch):
    path = notebook(tmp_path / "d.ipynb", ("# D", "n: int = 1", "n"))
    put, calls = files.put, []

    def full(place, content, beside):
        """Room for the first manifest; for others only when what was kept for them has been given back."""
        calls.append(place.name)
        if len(calls) > 1 and (beside / "room").exists():
            raise OSError(errno.ENOSPC, "No space left on device")
        put(place, content, beside)

    monkeypatch.setattr(files, "put", full)
    assert batch(path, GRID).failed.empty
    monkeypatch.undo()
    assert calls[0] == "manifest.json" and calls[-2:] == ["manifest.json", "index.html"] and len(calls) > 3
    check(tmp_path / "out")
    assert {run.status for run in manifest.read(tmp_path / "out").runs.values()} == {"done"}


def test_a_hundred_megabytes_of_output_are_kept(tmp_path):
    run, folder = one(tmp_path, "for _ in range(100):\n    print('x' * 1_000_000)")
    assert run["status"] == "done" and (folder / run["output"]).stat().st_size > 100e6


def test_a_full_disk_fails_the_runs_and_never_the_manifest(tmp_path):
    code = "print('x' * 10**6 if n % 2 else 'little')"
    path = notebook(tmp_path / "full.ipynb", ("# Full", "n: int = 1", code))
    process = start(path, "--grid", grid_file(tmp_path))
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (500_000, 500_000))
    assert process.wait(timeout=120) == 1
    check(path.parent / "out")
    statuses = {run.parameters["n"]: run.status for run in manifest.read(path.parent / "out").runs.values()}
    assert statuses == {n: "failed" if n % 2 else "done" for n in range(6)}


@pytest.mark.parametrize("folder", ["/proc/out", "/sys/out"])  # nobody may write there, root neither
def test_a_folder_that_cannot_be_written_is_one_error(tmp_path, folder):
    path = notebook(tmp_path / "one.ipynb", ("# One", "n: int = 1", "n"))
    with pytest.raises(DataError, match="a folder that can be written"):
        runs.run(path, out=folder, progress=False)


def test_a_folder_that_is_a_file_is_one_error(tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(DataError, match="a folder that can be written"):
        one(tmp_path, "1")


# Which of the notebooks gets a slot first is open: the first two to run end, the others go on.
TWO_END = """import os, time
try:
    os.mkdir(mark + str(os.path.exists(mark + "False")))
except FileExistsError:
    time.sleep(600)"""


@pytest.mark.parametrize(
    "signals",
    [[signal.SIGINT], [signal.SIGTERM], [signal.SIGHUP], [signal.SIGINT] * 2, [signal.SIGTERM, signal.SIGINT]],
)
def test_a_stop_is_clean_and_the_rest_is_done_later(tmp_path, signals):
    path = notebook(tmp_path / "s.ipynb", ("# S", f"n: int = 1\nmark: str = {str(tmp_path / 'mark')!r}", TWO_END))
    process, folder = start(path, "--grid", grid_file(tmp_path)), tmp_path / "out"
    wait_until(lambda: sum(run.status == "done" for run in manifest.read(folder).runs.values()) == 2, process)
    wait_until(lambda: sum(run.status == "running" for run in manifest.read(folder).runs.values()) == 2, process)
    processes = family(process)
    for signum in signals:
        process.send_signal(signum)
        time.sleep(0.05)
    assert process.wait(timeout=30) == 130 and gone(processes)
    check(folder)
    ended = manifest.read(folder).runs.values()
    assert sorted(run.status for run in ended) == ["done"] * 2 + ["interrupted"] * 2 + ["left"] * 2
    assert {run.error for run in ended if run.status == "left"} == {"never tried"}
    assert "never tried" in (folder / "index.html").read_text()


def test_what_is_ignored_stays_ignored(tmp_path):
    path = notebook(tmp_path / "s.ipynb", ("# S", "n: int = 1", "import os, signal\nos.kill(owner, signal.SIGHUP)"))
    code = f"import os, signal, runpy, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); sys.argv[1:] = {['run', str(path), '--out', str(tmp_path / 'out'), '--quiet', '-p']!r} + [f'owner={{os.getpid()}}']; runpy.run_module('bdpress', run_name='__main__')"
    notebook(path, ("# S", "owner: int = 1", "import os, signal\nos.kill(owner, signal.SIGHUP)"))
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_killed_batch_is_resumed_and_every_notebook_is_done_once(tmp_path, moment):
    log = tmp_path / "executed"
    code = f"with open({str(log)!r}, 'a') as file: file.write(f'{{n}}\\n')\nimport time\ntime.sleep(0.1)"
    path = notebook(tmp_path / "k.ipynb", ("# K", "n: int = 1", code))
    process, folder = start(path, "--grid", grid_file(tmp_path)), tmp_path / "out"
    wait_until(log.exists, process)
    time.sleep(random.Random(moment).uniform(0, 1.0))
    processes = family(process) if process.poll() is None else []
    process.kill()
    process.wait()
    assert gone(processes)
    finished = {path.name: path.stat().st_mtime_ns for path in folder.glob("k--*.ipynb")}
    for run in manifest.read(folder).runs.values():
        assert run.status != "done" or manifest.is_done(run, folder)
    result = batch(path, GRID)
    check(folder)
    assert result.failed.empty and len(result.manifest) == len(GRID)
    assert finished.items() <= {path.name: path.stat().st_mtime_ns for path in folder.glob("k--*.ipynb")}.items()


def test_a_killed_template_costs_its_kernels_and_no_more(tmp_path):
    code = "import os, signal\nif n == 2: os.kill(os.getppid(), signal.SIGKILL); import time; time.sleep(30)"
    path = notebook(tmp_path / "t.ipynb", ("# T", "n: int = 1", code))
    batch(path, GRID, jobs=1)
    check(path.parent / "out")
    notebook(path, ("# T", "n: int = 1", "n"))
    assert batch(path, GRID).failed["error"].tolist() == []


def test_of_two_batches_into_one_folder_the_second_is_refused(tmp_path):
    path = notebook(tmp_path / "two.ipynb", ("# Two", "n: int = 1", "import time\ntime.sleep(600)"))
    process = start(path)
    wait_until(lambda: any(run.status == "running" for run in manifest.read(tmp_path / "out").runs.values()))
    with pytest.raises(DataError, match=f"no other batch uses \\(process {process.pid}"):
        batch(path)
    process.terminate()
    process.wait()


def test_a_manifest_that_is_none_is_one_error(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text('{"version": 1, "runs": [{"name": 1}]}', encoding="utf-8")
    with pytest.raises(DataError, match=r"manifest\.json.*a manifest of bdlib runs"):
        one(tmp_path, "1")
