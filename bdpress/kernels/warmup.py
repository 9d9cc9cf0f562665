"""What a warm kernel has done before its first cell: imports, a plot, a table and a check of one, results in memory.

Nothing here may leave a trace that a notebook could see: no figure through pyplot, no changed option, no random number
drawn from a global generator, no file, thread or socket.
"""

import builtins
import gc
import sys
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import SimpleNamespace

from bdpress.kernels.imports import imported

# What a kernel loads by itself before its first cell ends.
KERNEL = (
    "ipykernel.ipkernel", "ipykernel.kernelapp", "ipykernel.debugger", "tornado.platform.asyncio",
    "psutil", "sqlite3", "pdb", "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect",
    "IPython.core.logger", "IPython.core.pylabtools", "IPython.display", "IPython.extensions.storemagic",
)  # fmt: skip
# What notebooks are likely to import, and what these load only when used; nothing here starts a thread.
LIKELY = (
    "numpy", "pandas", "pandas.io.formats.style", "pandas.core.methods.to_dict", "matplotlib.pyplot",
    "matplotlib.backends.backend_agg", "scipy.stats", "seaborn", "statsmodels.api", "statsmodels.formula.api",
)  # fmt: skip
HOUSE = ("bdquantities", "bdlib", "bdviews")  # what runs, publishes or serves notebooks is of no use to one


def warm_up(names: Collection[str] = ()) -> None:
    """Import what a kernel and its notebook need, and use it once; everything likely where no `names` are given.

    Packages that are neither likely nor bdlib are left to the notebook: they may start threads. What is loaded is
    frozen: the collector must not look through, and so copy, the pages shared with what is forked.
    """
    gc.disable()  # what is loaded here stays; looking for garbage meanwhile finds none
    with warnings.catch_warnings(), _as_in_a_kernel():
        warnings.simplefilter("ignore")
        for name in (*KERNEL, *(filter(_safe, names) if names else _everything())):
            _load(name)
        _load_what_they_use()
        uses = [use for module, use in USES.items() if module in sys.modules]
        if not names or CORPUS & set(names):
            uses.append(lambda: import_module("bdpress.kernels.corpora").warm())
        for use in uses:
            with suppress(Exception):  # no corpus, or a wrong one: the notebook will say so
                use()
    gc.enable()
    gc.collect()
    gc.freeze()


def _load(name: str) -> None:
    """Import what may be a module, or a name that a package brings from a module of its own, as bdlib.clean is."""
    package, _, one = name.partition(".")
    with suppress(ImportError):
        import_module(name)
    if package in HOUSE and "." not in one:
        getattr(sys.modules[package], one, None)


def _load_what_they_use() -> None:
    """Import what functions of the house import when called: a chart its package, a regression its own."""
    seen: set[str] = set()
    asked: set[str] = set()
    while new := {name for name in sys.modules if name.partition(".")[0] in HOUSE} - seen:
        seen |= new
        wanted: set[str] = set()
        for name in new:
            wanted |= set(filter(_safe, _imported_by(name)))
        for name in sorted(wanted - asked):
            _load(name)
        asked |= wanted


def _imported_by(module: str) -> set[str]:
    """What the source of a module imports; nothing where it has none, as a folder without `__init__.py`."""
    file = sys.modules[module].__file__
    return imported(Path(file).read_text(encoding="utf-8")) if file else set()


def _safe(name: str) -> bool:
    return name.partition(".")[0] in {"IPython", *HOUSE, *(likely.partition(".")[0] for likely in LIKELY)}


def _everything() -> Iterator[str]:
    yield from LIKELY
    for package in HOUSE:
        yield from (f"{package}.{one.name}" for one in iter_modules([str(Path(__file__).parents[2] / package)]))


@contextmanager
def _as_in_a_kernel() -> Iterator[None]:
    """Let pandas find a kernel when it is imported: in a terminal it would fold wide tables to the terminal's width."""
    builtins.get_ipython = lambda: SimpleNamespace(kernel=None)
    try:
        yield
    finally:
        del builtins.get_ipython


def _draw_in_house_style() -> None:
    from bdviews.plots import style, vector

    with style.canvas("vi", "Tỷ lệ tăng, còn số tuyệt đối giảm", "nguồn", subtitle="%") as (figure, axes):
        axes.plot([1, 2], [1.5, 2.5], **style.FOCUS)
        axes.set_xticks([1, 2], ["2023", "2024"])
    vector.drawings(figure)


def _check() -> None:
    schema = sys.modules["bdlib.schemas"].CLEAN["estimates"]
    schema.register_default_backends(sys.modules["pandas"].DataFrame)  # pandera's checks, else loaded late


def _tabulate() -> None:
    import pandas as pd

    frame = pd.DataFrame({"a": [1.5, 2.5], "b": ["x", "y"]})
    frame.groupby("b").describe().to_html()
    frame.style.format(precision=1).to_html()


# Whoever uses one of these has the corpus read, cleaned and reconciled.
CORPUS = {f"bdlib.{name}" for name in ("load", "clean", "assess", "reconcile", "corpus", "cleaning", "evidence",
                                       "reconciliation")}  # fmt: skip
# What is used once, by the module that must have been loaded for it.
USES = {"bdviews.plots.style": _draw_in_house_style, "pandas": _tabulate, "bdlib.schemas": _check}
