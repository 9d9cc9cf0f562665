"""Warm kernels: a fork that nobody can tell from a fresh start."""

import os
import re
import signal
import subprocess
import sys
import time
import types
import warnings
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil
import pytest
from jupyter_client import KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from trial import notebook

from bdpress import kernels
from bdpress.kernels import warmup
from bdpress.kernels.imports import imported_by

pytestmark = [
    pytest.mark.xdist_group("kernels"),
    pytest.mark.skipif(not kernels.available(), reason="forked kernels need Linux"),
]


@contextmanager
def kernel(name=kernels.NAME, **kwargs):
    manager = KernelManager(kernel_name=name)
    manager.start_kernel(**kwargs)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    try:
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def told(client, code):
    """What the code prints."""
    printed = []
    hook = lambda message: printed.append(message["content"].get("text", ""))  # noqa: E731
    reply = client.execute_interactive(code, output_hook=hook, timeout=30)["content"]
    return "".join(printed).strip() if reply["status"] == "ok" else reply["ename"]


def executed(path, name):
    book = nbformat.read(path, 4)
    NotebookClient(book, kernel_name=name, extra_arguments=["--log-level=CRITICAL"]).execute(env=one_thread())
    return [(cell.get("execution_count"), without_addresses(cell.get("outputs", []))) for cell in book.cells]


def one_thread():
    return {**kernels.ONE_THREAD, **os.environ}


def without_addresses(outputs):
    return re.sub(r"0x[0-9a-f]+", "0x", str(outputs))


def test_outputs_equal_those_of_a_plain_kernel_to_the_byte(tmp_path):
    path = notebook(tmp_path / "trial.ipynb")
    warm, plain = executed(path, kernels.NAME), executed(path, "python3")
    assert warm == plain
    assert str(plain).count("image/png") == 3


def test_each_kernel_has_its_own_group_namespace_and_options():
    with kernel() as (first, client):
        assert told(client, "import os, matplotlib; print(os.getpgrp() == os.getpid())") == "True"
        told(client, "x = 1; matplotlib.rcParams['axes.titlesize'] = 3")
        with kernel() as (second, other):
            assert first.provisioner.pid != second.provisioner.pid
            assert told(other, "x") == "NameError"
            assert told(other, "import matplotlib; print(matplotlib.rcParams['axes.titlesize'])") == "large"


@pytest.mark.parametrize("draw", ["random.random()", "numpy.random.random()", "uuid.uuid4()"])
def test_each_kernel_draws_its_own_random_numbers(draw):
    code = f"import random, numpy, uuid; print({draw})"
    with kernel() as (_, first), kernel() as (_, second):
        assert told(first, code) != told(second, code)


def test_a_kernel_sees_the_folder_environment_and_arguments_of_a_fresh_start(tmp_path):
    code = "import os, sys; print(os.getcwd(), os.environ['A_NAME'], sys.argv[:2], sys.path, sys.flags)"
    environment = {**os.environ, "A_NAME": "a value"}
    start = {"cwd": str(tmp_path), "env": environment}
    with kernel(**start) as (_, warm), kernel("python3", **start) as (_, plain):
        assert told(warm, code) == told(plain, code) != "NameError"


def test_an_interrupt_ends_the_cell_and_not_the_kernel():
    with kernel() as (manager, client):
        slow = "import time\nprint('begun', flush=True)\ntime.sleep(60)"
        client.execute(slow, stop_on_error=False)  # else the kernel drops what comes next
        while client.get_iopub_msg(timeout=30)["content"].get("text") != "begun\n":
            pass
        manager.interrupt_kernel()
        assert client.get_shell_msg(timeout=30)["content"]["ename"] == "KeyboardInterrupt"
        assert told(client, "print(2)") == "2"


def test_a_restart_forgets():
    with kernel() as (manager, client):
        told(client, "x = 1")
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=60)
        assert told(client, "x") == "NameError"


def test_a_killed_kernel_is_noticed(tmp_path):
    path = notebook(tmp_path / "k.ipynb", ("# K", "a = 1", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"))
    with pytest.raises(DeadKernelError):
        executed(path, kernels.NAME)


def test_the_template_has_one_thread_and_one_nameless_socket():
    process = psutil.Process(kernels.template_for(os.environ).pid)
    links = [str(link.readlink()) for link in Path(f"/proc/{process.pid}/fd").iterdir()]
    assert process.num_threads() == 1
    assert process.net_connections() == []
    assert sum(link.startswith("socket:") for link in links) == 1


def test_a_template_loads_what_the_notebooks_import_and_nothing_else(tmp_path):
    path = notebook(tmp_path / "n.ipynb", ("# N", "n = 1", "from bdlib import names as words, errors  # import os"))
    assert set(imported_by([path, tmp_path / "none"])) == {"bdlib", "bdlib.names", "bdlib.errors"}
    kernels.close_templates()
    kernels.prepare([path])
    with kernel() as (_, client):
        assert told(client, "import sys; print('bdlib.names' in sys.modules, 'seaborn' in sys.modules)") == "True False"


def test_a_module_without_a_file_is_passed_by(monkeypatch):
    monkeypatch.setitem(sys.modules, "bdlib.a_folder", types.ModuleType("bdlib.a_folder"))
    sys.modules["bdlib.a_folder"].__file__ = None
    warmup._load_what_they_use()


def test_another_environment_gets_a_plain_kernel_and_one_warning():
    kernels._say_once.cache_clear()
    environment = {**os.environ, "MPLBACKEND": "svg"}
    with pytest.warns(RuntimeWarning, match="MPLBACKEND"), kernel(env=environment) as (_, client):
        assert told(client, "import matplotlib; print(matplotlib.get_backend())") == "svg"
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        with kernel(env=environment) as (manager, _):
            assert isinstance(manager.provisioner.process, subprocess.Popen)


OWNER = """
from jupyter_client import KernelManager
from bdpress import kernels
from bdpress.kernels.imports import imported_by
manager = KernelManager(kernel_name=kernels.NAME, transport="ipc", ip=str(kernels.connection_folder() / "k"))
manager.connection_file = manager.ip + ".json"
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)
client.execute_interactive("import subprocess; child = subprocess.Popen(['sleep', '600'])")
print(kernels.connection_folder(), flush=True)
client.execute_interactive("while True: pass")
"""


def test_nothing_is_left_of_an_owner_that_was_killed():
    owner = subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True)
    folder = Path(owner.stdout.readline().strip())
    family = psutil.Process(owner.pid).children(recursive=True)
    assert len(family) == 3 and folder.stat().st_mode & 0o777 == 0o700
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
    assert not folder.exists()


def test_a_template_that_was_killed_is_replaced():
    template = kernels.template_for(os.environ)
    os.kill(template.pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while template.process.poll() is None and time.monotonic() < deadline:
        pass
    with kernel() as (_, client):
        assert told(client, "print(1)") == "1"
