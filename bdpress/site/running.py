"""Many areas through few notebooks: run one after the other in processes that keep what does not depend on the area.

A batch of :mod:`bdpress.runs` gives every run a kernel of its own. A collection asks the same notebooks the same thing
six hundred times; here a process computes what all areas share once, and clears its names between two runs.
"""

import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import redirect_stderr
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bdpress.files import write
from bdpress.kernels.warmup import warm_up
from bdpress.runs.manifest import Run
from bdpress.runs.outputs import carried_key
from bdpress.runs.planning import plan
from bdpress.runs.signatures import read_notebook


def run_all(notebooks: Sequence[Path], grid: Sequence[Mapping[str, Any]], folder: Path, jobs: int = 2) -> Iterator[Run]:
    """Run notebooks of this project with every row of a grid; give each run as it ends, with `output` where done.

    The notebooks are trusted to leave nothing behind but names; what is in the folder with the same key is not run
    again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    planned = [(run, notebook) for notebook in notebooks for run in plan([notebook], grid)]
    left = []
    for run, notebook in planned:
        if carried_key(folder / f"{run.name}.ipynb") == run.key:
            yield replace(run, status="done", output=f"{run.name}.ipynb")
        else:
            left.append((run, notebook))
    if not left:
        return
    # What every process then shares is imported and computed once.
    os.environ.setdefault("MPLBACKEND", "agg")
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    warm_up()
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        for done in as_completed([pool.submit(run_one, *one, folder) for one in left]):
            yield done.result()


def run_one(run: Run, file: Path, folder: Path) -> Run:
    """Run one notebook in this process and write it; an error of a cell ends it, and is its outcome."""
    notebook = read_notebook(file)
    shell, error = _shell(), ""
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code" or error:
            continue
        source = "".join(cell["source"])
        if "parameters" in cell["metadata"].get("tags", []):
            source += "".join(f"\n{name} = {value!r}" for name, value in run.parameters.items())
        cell["outputs"], error = _outputs(shell, source)
        cell["execution_count"] = 1
    shell.reset(new_session=False)
    if error:
        return replace(run, status="failed", error=error)
    notebook["metadata"]["bdlib"] = {"key": run.key}
    notebook["metadata"]["papermill"] = {"parameters": run.parameters}
    content = json.dumps(notebook, ensure_ascii=False).encode()
    write(folder / f"{run.name}.ipynb", content, inputs=[file], of=file)
    return replace(run, status="done", output=f"{run.name}.ipynb")


def _outputs(shell: Any, source: str) -> tuple[list[dict[str, Any]], str]:
    from IPython.utils.capture import capture_output

    with redirect_stderr(io.StringIO()), capture_output(stderr=False) as seen:
        result = shell.run_cell(source)
    failed = result.error_before_exec or result.error_in_exec
    shown = [{"output_type": "display_data", "data": one.data, "metadata": one.metadata or {}} for one in seen.outputs]
    text = [{"output_type": "stream", "name": "stdout", "text": seen.stdout}] if seen.stdout and not failed else []
    return text + shown, f"{type(failed).__name__}: {failed}" if failed else ""


def _shell() -> Any:
    """The process' one shell, in which the value of a cell's last line is shown as a notebook shows it."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.interactiveshell import InteractiveShell

    class Hook(DisplayHook):
        def __call__(self, result: Any = None) -> None:
            data, metadata = self.shell.display_formatter.format(result) if result is not None else ({}, {})
            if data and not self.quiet():
                self.shell.display_pub.publish(data=data, metadata=metadata)

    shell = InteractiveShell.instance(displayhook_class=Hook)
    shell.history_manager.enabled = False
    return shell
