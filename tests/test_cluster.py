"""Batches on a dask scheduler with two worker processes on loopback."""

import json
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from trial import notebook

from bdlib.errors import DataError
from bdpress import runs
from bdpress.runs import cluster
from bdpress.runs.manifest import Run

pytestmark = pytest.mark.xdist_group("cluster")
dask = [str(Path(sys.executable).with_name("dask"))]


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster")
    file, quiet = folder / "scheduler.json", {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    options = ["--host", "127.0.0.1", "--no-dashboard"]
    first = subprocess.Popen([*dask, "scheduler", *options, "--port", "0", "--scheduler-file", file], **quiet)
    while not (file.exists() and file.stat().st_size):
        time.sleep(0.1)
    workers = ["--nworkers", "2", "--nthreads", "1", "--local-directory", folder, "--scheduler-file", file]
    second = subprocess.Popen([*dask, "worker", *options, *workers], **quiet)
    yield json.loads(file.read_text())["address"]
    for process in (second, first):
        process.terminate()
        process.wait(timeout=30)


DRAW = "import beside\nbeside.normal(n)"
PLAIN = {"kernel": "python3", "progress": False}  # one warm template a worker would be most of the time here


def outputs(result):
    books = [nbformat.read(result.folder / name, 4) for name in result.manifest["output"]]
    return [[cell.get("outputs") for cell in book.cells] for book in books]


def test_the_manifest_and_the_outputs_are_those_of_one_machine(scheduler, tmp_path):
    (tmp_path / "beside.py").write_text(
        "import numpy as np\nnormal = lambda n: np.random.default_rng(n).normal(size=n)\n"
    )
    path, grid = notebook(tmp_path / "draw.ipynb", ("# Draw", "n: int = 1", DRAW)), [{"n": n} for n in range(1, 5)]
    here = runs.run(path, grid, out=tmp_path / "here", **PLAIN)
    there = runs.run(path, grid, out=tmp_path / "there", scheduler=scheduler, **PLAIN)
    same = ["name", "notebook", "parameters.n", "key", "status", "output", "error"]
    assert there.manifest[same].equals(here.manifest[same])
    assert outputs(there) == outputs(here)


def test_a_failure_and_its_output_come_back(scheduler, tmp_path):
    path = notebook(tmp_path / "f.ipynb", ("# F", "n: int = 1", "assert n != 2"))
    result = runs.run(path, [{"n": 1}, {"n": 2}], out=tmp_path / "out", scheduler=scheduler, **PLAIN)
    assert result.manifest["status"].tolist() == ["done", "failed"]
    assert "papermill-error-cell-tag" in (result.folder / "f--2.failed.ipynb").read_text()


def test_outputs_may_go_to_a_store(scheduler, tmp_path):
    path, store = notebook(tmp_path / "s.ipynb", ("# S", "n: int = 1", "n")), tmp_path / "store"
    store.mkdir()
    options = {"out": tmp_path / "out", "scheduler": scheduler, "store": str(store), **PLAIN}
    result = runs.run(path, [{"n": 3}], **options)
    output = store / f"s--3--{result.manifest['key'][0][:8]}.ipynb"
    assert result.manifest["output"].tolist() == [str(output)]
    assert nbformat.read(output, 4).cells[-1].outputs[0]["data"]["text/plain"] == "3"
    assert runs.run(path, [{"n": 3}], **options).manifest.equals(result.manifest)


# The first kernel of an even and of an odd number kill the workers that run them, whose kernels end with them.
KILL = """import os, pathlib, psutil, signal
mark = pathlib.Path(f"{mark}{n % 2}")
if not mark.exists():
    mark.touch()
    owner = psutil.Process().parent()
    while "distributed" not in " ".join(owner.cmdline()) and "spawn_main" not in " ".join(owner.cmdline()):
        owner = owner.parent()
    os.kill(owner.pid, signal.SIGKILL)
    __import__("time").sleep(60)"""


def test_workers_killed_mid_run_cost_only_a_retry(scheduler, tmp_path):
    path = notebook(tmp_path / "k.ipynb", ("# K", f"n: int = 1\nmark: str = {str(tmp_path / 'mark')!r}", KILL))
    result = runs.run(path, [{"n": n} for n in range(4)], out=tmp_path / "out", scheduler=scheduler, **PLAIN)
    assert len(list(tmp_path.glob("mark*"))) == 2 and result.failed["error"].tolist() == []


def test_a_lost_result_is_asked_for_once_a_pause(tmp_path, monkeypatch):
    asked = []

    class Future:
        status = property(lambda self: "lost" if len(asked) < 3 else "error")
        exception = staticmethod(lambda: None)

        def add_done_callback(self, told):
            asked.append(self)
            told(self)

    future = Future()
    client = SimpleNamespace(run=lambda *_: {}, submit=lambda *_, **__: future)
    monkeypatch.setattr(cluster, "_connect", lambda _: client)
    monkeypatch.setattr(cluster, "PAUSE", 0.01)
    run = Run("a", "a.ipynb", {}, "key", path=notebook(tmp_path / "a.ipynb", ("# A", "n: int = 1", "n")))
    told = list(cluster.Cluster("").events([run], tmp_path))
    assert [event and event.status for event in told] == [None, None, "running", "failed"] and len(asked) == 3


@pytest.mark.parametrize(
    "address",
    ["tcp://127.0.0.1:9", "nonsense", "", "tcp://", "tcp://127.0.0.1", "http://127.0.0.1:9", "tcp://127.0.0.1:99999"],
)
def test_an_address_that_does_not_answer_is_one_line_before_anything_starts(tmp_path, address, capfd):
    path = notebook(tmp_path / "s.ipynb", ("# S", "n: int = 1", "n"))
    with pytest.raises(DataError, match="a dask scheduler that answers"):
        runs.run(path, out=tmp_path / "out", scheduler=address or "x", **PLAIN)
    assert capfd.readouterr() == ("", "")
