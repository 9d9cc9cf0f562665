"""What a warm kernel has done before its first cell: imports, and one plot, one model and one table in memory.

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
from types import SimpleNamespace

from bdpress.content import code_files

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
# Packages that run, publish or serve notebooks; a notebook has no use for them.
RUNNERS = ("bdpress",)


def warm_up(names: Collection[str] = ()) -> None:
    """Import what a kernel and its notebook need, and use it once; everything likely where no `names` are given.

    Packages that are neither likely nor bdlib are left to the notebook: they may start threads.
    """
    gc.disable()  # what is loaded here stays; looking for garbage meanwhile finds none
    with warnings.catch_warnings(), _as_in_a_kernel():
        warnings.simplefilter("ignore")
        for name in (*KERNEL, *(filter(_safe, names) if names else _everything())):
            with suppress(ImportError):
                import_module(name)
            if name.count(".") == 1 and name.startswith("bdlib."):  # bdlib.clean, which lives in a module of its own
                getattr(sys.modules["bdlib"], name.partition(".")[2], None)
        uses = [use for module, use in USES.items() if module in sys.modules]
        if not names or CORPUS & set(names):
            uses.append(lambda: import_module("bdpress.kernels.corpora").warm())
        for use in uses:
            with suppress(Exception):  # no corpus, or a wrong one: the notebook will say so
                use()
    gc.enable()


def _safe(name: str) -> bool:
    known = {likely.partition(".")[0] for likely in LIKELY}
    return name.partition(".")[0] in {*known, "IPython", "bdlib", "bdviews"} and not name.startswith(RUNNERS)


def _everything() -> Iterator[str]:
    yield from LIKELY
    folder = Path(__file__).parents[2]
    names = (".".join(path.relative_to(folder).with_suffix("").parts) for path in code_files())
    yield from filter(_safe, (name.removesuffix(".__init__") for name in names))


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


def _fit() -> None:
    import numpy as np
    import statsmodels.formula.api as smf

    frame = {"x": np.arange(8.0), "y": np.arange(8.0) ** 2}
    smf.ols("y ~ x", frame).fit().summary()


def _tabulate() -> None:
    import pandas as pd

    frame = pd.DataFrame({"a": [1.5, 2.5], "b": ["x", "y"]})
    frame.groupby("b").describe().to_html()
    frame.style.format(precision=1).to_html()


# Whoever uses one of these has the corpus read, cleaned and reconciled.
CORPUS = {f"bdlib.{name}" for name in ("load", "clean", "assess", "reconcile", "corpus", "cleaning", "evidence",
                                       "reconciliation")}  # fmt: skip
# What is used once, by the module that must have been loaded for it.
USES = {"bdviews.plots.style": _draw_in_house_style, "statsmodels": _fit, "pandas": _tabulate, "bdlib.schemas": _check}
