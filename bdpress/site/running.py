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

from bdlib.errors import DataError
from bdlib.files import put
from bdpress.runs.manifest import Run
from bdpress.runs.planning import plan
from bdpress.runs.signatures import read_notebook


def run_all(notebooks: Sequence[Path], grid: Sequence[Mapping[str, Any]], folder: Path, jobs: int = 2) -> Iterator[Run]:
    """Run notebooks with every row of a grid; give each run as it ends, `output` named where it is done.

    Parameters
    ----------
    notebooks : of this project: they are trusted to leave nothing behind but names.
    grid : parameters of each run.
    folder : of the executed notebooks; what is there with the same key is not run again.
    jobs : processes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    planned = plan(notebooks, grid)
    held = [run for run in planned if _key(folder / f"{run.name}.ipynb") == run.key]
    yield from (replace(run, status="done", output=f"{run.name}.ipynb") for run in held)
    left = [run for run in planned if run not in held]
    if not left:
        return
    _warm()
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        for done in as_completed([pool.submit(run_one, run, folder) for run in left]):
            yield done.result()


def run_one(run: Run, folder: Path) -> Run:
    """Run one notebook in this process and write it; an error of a cell ends it, and is its outcome."""
    notebook = read_notebook(run.notebook)
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
    put(folder / f"{run.name}.ipynb", json.dumps(notebook, ensure_ascii=False).encode())
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
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    return shell


def _warm() -> None:
    """Import and compute once what every process then shares."""
    os.environ.setdefault("MPLBACKEND", "agg")
    from bdpress.kernels.warmup import warm_up

    warm_up()


def _key(path: Path) -> str:
    try:
        return read_notebook(path)["metadata"].get("bdlib", {}).get("key", "")
    except (DataError, OSError):
        return ""
