"""Warm kernels: a Jupyter kernel in a tenth of a second, with pandas, matplotlib and bdlib already loaded.

A kernel provisioner (https://jupyter-client.readthedocs.io/en/latest/provisioning.html) that forks a true ipykernel
from a template process, instead of starting Python and importing everything again. Each kernel is a process of its own,
in its own process group, with a fresh namespace and its own random state. papermill, nbclient, nbconvert, nbval and
JupyterLab use it by the kernel's name, `bdlib-warm`. Where a fork would not be the same as a fresh start, the kernel is
started the plain way, and a warning says so once.
"""

import asyncio
import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from bdpress.content import code_files
from bdpress.kernels.imports import imported_by
from bdpress.kernels.orphans import MARK

NAME = "bdlib-warm"
# Read when Python or a preloaded module starts: with another value of these a fork would not be a fresh start.
_READ_AT_START = (
    "PYTHON", "LD_", "LC_", "LANG", "TZ", "HOME", "XDG_", "TMP", "TEMP", "OMP_", "OPENBLAS_", "MKL_", "NUMEXPR_",
    "NPY_", "MPL", "MATPLOTLIB", "IPYTHON", "JUPYTER", "VIRTUAL_ENV",
)  # fmt: skip
# Thread pools of numpy and scipy would not survive a fork. A batch is parallel already, and with one thread a kernel
# sums come out the same on any number of cores.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
LONGEST_SOCKET = 90  # characters: a path of 107 fits, and a kernel adds a number
_templates: dict[tuple, "Template"] = {}
_folders: dict[int, Path] = {}
_lock = threading.RLock()
_waiting = ThreadPoolExecutor(4, thread_name_prefix="warm-kernel")


class NoForkError(RuntimeError):
    """A warm kernel cannot be had; the message says why."""


class Template:
    """The owner's end of a template process, which warms up while the owner does other things.

    Its kernels will import `modules`; everything that notebooks use when omitted.
    """

    def __init__(self, environment: Mapping[str, str], modules: Iterable[str] = ()) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", f"{__name__}.template", str(theirs.fileno()), str(connection_folder()),
                 *modules],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True,
                env={**ONE_THREAD, **environment, "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
            )  # fmt: skip
        self.pid = self.process.pid
        self._stream = ours.makefile("rw", encoding="utf-8")
        ours.close()
        self.modules = set(modules)
        self._lock = threading.Lock()
        self._warm = False

    def fork(self, arguments: list[str], folder: str, environment: Mapping[str, str]) -> "ForkedProcess":
        """Fork a kernel that sees these arguments, this folder and this environment."""
        answer = self.ask({"argv": arguments, "cwd": folder, "env": dict(environment)})
        if "error" in answer:
            raise NoForkError(answer["error"])
        return ForkedProcess(answer["pid"], self)

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send one request and wait for its answer."""
        with self._lock:
            if not self._warm:
                self._warm = bool(self._answer())
            try:
                print(json.dumps(request), file=self._stream, flush=True)
                return self._answer()
            except OSError as error:
                raise NoForkError(f"the template process ended ({error})") from error

    def _answer(self) -> dict[str, Any]:
        line = self._stream.readline()
        if not line:
            raise NoForkError(f"the template process ended with code {self.process.wait()}")
        return json.loads(line)

    def close(self) -> None:
        """End the process and its kernels."""
        with self._lock, suppress(OSError, ValueError):
            if not self._warm:
                self.process.kill()  # it has no kernels yet
            print(json.dumps({"goodbye": True}), file=self._stream, flush=True)
            self._stream.close()
        self.process.wait()

    __del__ = close


class ForkedProcess:
    """A forked kernel with the part of :class:`subprocess.Popen` that jupyter_client uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, template: Template) -> None:
        self.pid, self.returncode, self._template = pid, None, template

    def poll(self) -> int | None:
        """Exit code, or None while it runs."""
        if self.returncode is None:
            try:
                self.returncode = self._template.ask({"poll": self.pid})["code"]
            except NoForkError:
                self.returncode = 1  # a kernel ends with its template
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Exit code of a process that poll has seen ended."""
        while (code := self.poll()) is None:
            threading.Event().wait(0.01)
        return code

    def send_signal(self, signum: int) -> None:
        """Send a signal unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, signum)


class WarmProvisioner(LocalProvisioner):
    """Forks kernels from the template of this process, else starts them as any local kernel."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start a plain one where that would not be the same."""
        environment = kwargs.get("env") or dict(os.environ)
        arguments = [find_spec("ipykernel_launcher").origin, *cmd[3:]]
        if not any("log-level" in argument or "log_level" in argument for argument in arguments):
            arguments.append("--log-level=CRITICAL")  # no notice that a kernel listens on loopback, as Jupyter's do
        folder = str(kwargs.get("cwd") or Path.cwd())
        try:
            if cmd[:3] != [sys.executable, "-m", "ipykernel_launcher"]:
                raise NoForkError(f"the kernel's command is {cmd[:3]}")
            start = lambda: template_for(environment).fork(arguments, folder, environment)  # noqa: E731
            self.process = await asyncio.get_running_loop().run_in_executor(_waiting, start)
        except NoForkError as error:
            _say_once(str(error))
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid
        self.cwd = folder
        return self.connection_info


def prepare(notebooks: Iterable[Path | str], **environment: str) -> None:
    """Begin to start the template with what these notebooks import, or to load it into the one that runs."""
    modules = ["IPython.display", *imported_by(notebooks)]
    with suppress(NoForkError):
        template = template_for({**os.environ, **environment}, modules)
        if missing := sorted(set(modules) - template.modules):
            template.modules.update(missing)
            _waiting.submit(template.ask, {"modules": missing})


def template_for(environment: Mapping[str, str], modules: Iterable[str] = ()) -> Template:
    """The template of this process, started when first asked for; `modules` as of :class:`Template`.

    Raises a NoForkError where forks are not safe, or the environment asked for is not that of the template.
    """
    if not available():
        raise NoForkError(f"forked kernels need Linux, this is {sys.platform}")
    # By size and time of bdlib's files: an edited library needs a new template.
    key = (os.getpid(), *((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in code_files()))
    wanted = _read_at_start(environment)
    with _lock:
        template = _templates.get(key)
        if template is None or template.process.poll() is not None:
            for old in [old for old in _templates if old != key and old[0] == key[0]]:
                _templates.pop(old)  # its kernels keep it; it ends with them
            # It outlives the run that asks for it.
            template = _templates[key] = Template({**environment, MARK: os.environ.get(MARK, "")}, modules)
            template.environment = wanted
    if template.environment != wanted:
        different = sorted(name for name, _ in template.environment ^ wanted)
        raise NoForkError(f"other environment variables than the template's: {', '.join(dict.fromkeys(different))}")
    return template


@atexit.register
def close_templates() -> None:
    """End the templates of this process and their kernels."""
    for key in [key for key in _templates if key[0] == os.getpid()]:
        _templates.pop(key).close()


def connection_folder() -> Path:
    """Folder of this process for connection files and sockets that no other user may enter.

    It goes when the process ends; the template removes it should the process be killed.
    """
    with _lock:
        folder = _folders.get(os.getpid())
        if folder is None:
            place = tempfile.gettempdir()
            if len(place) > LONGEST_SOCKET - 30 and os.access("/tmp", os.W_OK):  # sockets would not fit
                place = "/tmp"
            folder = _folders[os.getpid()] = Path(tempfile.mkdtemp(prefix="bdlib-", dir=place))  # made with mode 0700
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def available() -> bool:
    """Whether this system can fork a process that has loaded matplotlib and numpy; macOS and Windows cannot."""
    return sys.platform == "linux" and Path("/proc/self/task").is_dir()


def _read_at_start(environment: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (name, value) for name, value in {**ONE_THREAD, **environment}.items() if name.startswith(_READ_AT_START)
    )


@cache
def _say_once(why: str) -> None:
    warnings.warn(f"plain kernel instead of a warm one: {why}", RuntimeWarning, stacklevel=2)
