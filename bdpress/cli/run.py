"""`bdlib run`: a batch of notebooks."""

import argparse
import math
import os
from contextlib import suppress
from pathlib import Path

from bdpress.cli import positive


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("run", help="run notebooks with papermill, once or with a grid of parameters")
    parser.add_argument("notebook", nargs="+", type=Path, help="notebook file")
    parser.add_argument("-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", type=_assignment,
                        help="a parameter of every run")  # fmt: skip
    parser.add_argument("--grid", type=Path, help="grid of parameters, YAML or CSV (see runs/grids/)")
    parser.add_argument("--jobs", type=positive, default=os.cpu_count() or 2, metavar="N",
                        help="notebooks at a time (the number of cores)")  # fmt: skip
    parser.add_argument("--out", type=Path, default=Path("build/runs"), help="folder of the batch (build/runs)")
    parser.add_argument("--scheduler", metavar="tcp://…", help="address of a dask scheduler to run on")
    parser.add_argument("--store", metavar="URL", help="where the workers put the outputs, as s3://bucket/folder")
    parser.add_argument("--resume", action=argparse.BooleanOptionalAction, default=True,
                        help="keep what is finished with the same content (default), or run all anew")  # fmt: skip
    parser.add_argument("--kernel", help="kernel name (the warm kernel where it works)")
    parser.add_argument("--timeout", type=_seconds, metavar="SECONDS", help="longest time for a cell")
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    parser.set_defaults(call=call)


def call(options: argparse.Namespace) -> int:
    """Run the batch; 0 when every notebook is done, 1 when one is not."""
    from bdlib.errors import DataError, require
    from bdlib.project import hold
    from bdpress import kernels

    study = ""
    with suppress(DataError):  # a notebook may have no study
        study = f"study {hold()}\n"
    if not options.scheduler and options.kernel in (None, kernels.NAME):
        kernels.prepare(options.notebook)  # the template warms up while this process loads what runs notebooks
    from bdpress import runs
    from bdpress.runs import grids

    fixed = {name: grids.Raw(value) for name, value in options.parameter}
    require(
        len(fixed) == len(options.parameter), "every parameter once", " ".join(map("=".join, options.parameter)), "-p"
    )
    grid = [{**row, **fixed} for row in grids.rows(options.grid)]
    result = runs.run(options.notebook, grid, jobs=options.jobs, out=options.out, resume=options.resume,
                      kernel=options.kernel, timeout=options.timeout, scheduler=options.scheduler,
                      store=options.store, progress=not options.quiet)  # fmt: skip
    print(study, end="")
    for run in result.failed.itertuples():
        print(f"{run.status}: {run.name}: {run.error}")
    done = len(result.manifest) - len(result.failed)
    print(f"{result.folder / 'index.html'}: {done} of {len(result.manifest)} done")
    return 1 if len(result.failed) else 0


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise argparse.ArgumentTypeError(f"{text!r}, expected NAME=VALUE")
    return name, value


def _seconds(text: str) -> float:
    with suppress(ValueError):
        if 0 < float(text) < math.inf:
            return float(text)
    raise argparse.ArgumentTypeError(f"{text!r}, expected seconds, more than 0")
