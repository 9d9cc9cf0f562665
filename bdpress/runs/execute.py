"""One notebook, executed by papermill: text and parameters in, an executed notebook and its outcome out.

papermill does the work. This engine adds what a batch needs: a kernel that dies and a cell past its time limit are
marked in the notebook as any other error is, the kernel works in a folder of its own choice (papermill changes that of
the whole process, https://github.com/nteract/papermill/issues/473), and the parameters stand in a table at the top.
"""

import asyncio
import html
import logging
import os
import queue
import signal
import threading
import time
import uuid
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client import KernelClient, KernelManager
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

from bdpress import kernels
from bdpress.kernels import orphans
from bdpress.runs.manifest import Event, Run
from bdpress.runs.signatures import Parameter

TABLE_TAG = "run-parameters"
# No history database that kernels would contend for, no notices on this process's stderr.
QUIET = ("--HistoryManager.hist_file=:memory:", "--log-level=CRITICAL")

logging.getLogger("papermill").setLevel(logging.CRITICAL)


class Control:
    """What the executions of a batch share: how many may run cells at a time, and how to end them all.

    A kernel starts and stops outside its slot, so that the next notebook is ready when this one's cells are done.
    """

    def __init__(self, jobs: int = 1, on_start: Callable[[str], None] = lambda name: None) -> None:
        self.slot = threading.BoundedSemaphore(jobs)
        self.on_start = on_start
        self.stopped = threading.Event()
        self.managers: weakref.WeakSet[KernelManager] = weakref.WeakSet()

    def stop(self) -> None:
        """Kill every kernel; the executions waiting for them end with an error."""
        self.stopped.set()
        for manager in list(self.managers):
            if manager.has_kernel:
                with suppress(OSError):
                    os.killpg(manager.provisioner.pid, signal.SIGKILL)


class Client(PapermillNotebookClient):
    """papermill's client with kernels that may die and cells that may never end."""

    control = Control()
    name = ""
    broken = False

    def execute(self, **kwargs: Any) -> nbformat.NotebookNode:
        """Start a kernel, execute the cells while holding a slot, and stop the kernel."""
        self.reset_execution_trackers()
        self.extra_arguments = list(QUIET)
        with self.setup_kernel(**kwargs):
            with self.control.slot:
                if self.control.stopped.is_set():
                    raise DeadKernelError("the batch was stopped")
                self.control.on_start(self.name)
                self.papermill_execute_cells()
            if self.broken:
                self.shutdown_kernel = "immediate"
                return self.nb
            with suppress(DeadKernelError):  # the last cell may have ended its kernel
                reply = self.wait_for_reply(self.kc.kernel_info())
                self.nb.metadata["language_info"] = reply["content"]["language_info"]
            self.set_widgets_metadata()
        return self.nb

    def create_kernel_manager(self) -> KernelManager:
        """Let the kernel listen on sockets of a private folder, and remember it so that a stopped batch can kill it."""
        manager = super().create_kernel_manager()
        name = kernels.connection_folder() / uuid.uuid4().hex[:12]
        if os.name == "posix" and len(str(name)) < kernels.LONGEST_SOCKET:
            manager.transport, manager.ip, manager.connection_file = "ipc", str(name), f"{name}.json"
        self.control.managers.add(manager)
        return manager

    async def async_start_new_kernel_client(self) -> KernelClient:
        """Connect to the kernel and wait until its answers and its notices get through.

        jupyter_client's own wait ends with 0.2 seconds of listening for nothing.
        """
        self.kc = self.km.client()
        try:
            self.kc.start_channels()
            async with asyncio.timeout(self.startup_timeout):
                while not await self._is_heard():
                    if not await self.km.is_alive():
                        raise DeadKernelError("Kernel died before replying to kernel_info")
        except BaseException:
            await self._async_cleanup_kernel()
            raise
        self.kc.allow_stdin = False
        return self.kc

    start_new_kernel_client = run_sync(async_start_new_kernel_client)

    async def _is_heard(self) -> bool:
        """Ask who is there; tell whether the notice that the kernel is done answering came through as well."""
        asked, notice = self.kc.kernel_info(), {}
        with suppress(queue.Empty):
            await self.kc.get_shell_msg(timeout=1)
            while notice.get("content") != {"execution_state": "idle"} or notice["parent_header"]["msg_id"] != asked:
                notice = await self.kc.get_iopub_msg(timeout=0.05)
            return True
        return False

    async def async_execute_cell(self, cell: Any, cell_index: int, *args: Any, **kwargs: Any) -> Any:
        """Execute a cell; a dead kernel or a time-out becomes an error output of this cell."""
        try:
            return await super().async_execute_cell(cell, cell_index, *args, **kwargs)
        except (CellTimeoutError, DeadKernelError) as error:
            self.broken = True
            name, message = type(error).__name__, str(error).splitlines()[0]
            cell.outputs.append(nbformat.v4.new_output("error", ename=name, evalue=message, traceback=[str(error)]))
            raise CellExecutionError(str(error), name, message) from error

    execute_cell = run_sync(async_execute_cell)


class Engine(NBClientEngine):
    """The papermill engine of a batch; `papermill --engine bdlib` has it too."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, *, run: Mapping[str, Any] | None = None, **kwargs: Any) -> Any:
        """Put the table of parameters and the run's key into the notebook, then execute it as papermill does."""
        if run:
            nb.metadata.papermill |= run["places"]  # no place on this machine
            nb.metadata["bdlib"] = {"key": run["key"]}
            below = nb.cells[0].cell_type == "markdown" if nb.cells else False  # the title
            nb.cells.insert(int(below), _table_cell(run["table"]))
            for cell in nb.cells:
                if "injected-parameters" in cell.metadata.get("tags", []):
                    cell["id"] = "injected-parameters"
        return super().execute_notebook(nb, kernel_name, **kwargs)

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, folder: str | None = None,
                                 control: Control | None = None, environment: Mapping[str, str] | None = None,
                                 timeout: float | None = None, start_timeout: int = 60,
                                 **ignored: Any) -> None:  # fmt: skip
        """Execute the cells with a kernel working in `folder`."""
        limits = {"timeout": timeout, "startup_timeout": start_timeout, "iopub_timeout": 60}  # much output takes long
        client = Client(nb_man, kernel_name=kernel_name, **limits)
        client.control, client.name = control or Control(), nb_man.nb.metadata.papermill["output_path"]
        kwargs = {"cwd": folder} if folder else {}
        client.execute(env={**kernels.ONE_THREAD, **os.environ, **(environment or {})}, **kwargs)


papermill_engines.register("bdlib", Engine)


def execute(run: Run, output: Path, *, signature: Mapping[str, Parameter], timeout: float | None = None,
            control: Control | None = None, environment: Mapping[str, str] | None = None) -> Event:  # fmt: skip
    """Execute a notebook and write it, finished or failed, to `output`, which should be a temporary name.

    The `run` has the notebook, whose folder is the kernel's working folder, its kernel and the values given to it;
    `signature` is the table at the top, `timeout` the seconds a cell may take; `on_start` of the batch's `control` is
    called when the first cell is about to run; `environment` is added to that of this process.
    """
    started, mark = time.monotonic(), uuid.uuid4().hex
    told = {
        "places": {"input_path": run.notebook, "output_path": f"{run.name}.ipynb"},
        "key": run.key,
        "table": parameter_table(run.parameters, signature),
    }
    status, error = "done", ""
    try:
        papermill.execute_notebook(
            str(run.path).replace("{", "{{").replace("}", "}}"),
            str(output).replace("{", "{{").replace("}", "}}"),
            {name: run.parameters[name] for name in run.given},
            engine_name="bdlib",
            request_save_on_cell_execute=False,
            progress_bar=False,
            kernel_name=run.kernel,
            language=run.language,
            folder=str(run.path.resolve().parent),
            timeout=timeout,
            control=control,
            environment={**(environment or {}), orphans.MARK: mark},
            run=told,
        )
    except papermill.PapermillExecutionError as failure:
        status, error = "failed", f"In [{failure.exec_count}]: {failure.ename}: {failure.evalue}"
    finally:
        orphans.end_marked(mark)
    return Event(run.name, status, round(time.monotonic() - started, 3), error)


def parameter_table(parameters: Mapping[str, Any], signature: Mapping[str, Parameter]) -> str:
    """Write the values a notebook runs with as an HTML table; every value is escaped."""
    comments = {name: signature[name].comment if name in signature else "" for name in parameters}
    rows = "".join(
        f"<tr><th>{name}</th><td>{_shown(value)}</td><td>{_shown(comments[name])}</td></tr>"
        for name, value in parameters.items()
    )
    return f'<table class="{TABLE_TAG}"><tbody>{rows}</tbody></table>' if rows else ""


def _shown(value: Any) -> str:
    return html.escape(" ".join(str(value).split()))


def _table_cell(table: str) -> nbformat.NotebookNode:
    metadata = {"tags": [TABLE_TAG], "papermill": {}}
    return nbformat.v4.new_markdown_cell(table, metadata=metadata, id=TABLE_TAG)
