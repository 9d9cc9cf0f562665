"""What a warm kernel has done before its first cell: imports, and one plot, one model and one table in memory.

Nothing here may leave a trace that a notebook could see: no figure through pyplot, no changed option, no random number
drawn from a global generator, no file, thread or socket.
"""

import builtins
import io
import pkgutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import SimpleNamespace

MODULES = (
    "ipykernel.ipkernel", "ipykernel.kernelapp", "ipykernel.debugger", "tornado.platform.asyncio",
    "psutil", "sqlite3", "pdb", "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect",
    "IPython.core.logger", "IPython.core.pylabtools", "IPython.display", "IPython.extensions.storemagic",
    "matplotlib.pyplot", "matplotlib.backends.backend_agg", "pandas.io.formats.style",
    "pandas.core.methods.to_dict", "numpy", "pandas", "scipy.stats", "seaborn", "statsmodels.api",
    "statsmodels.formula.api",
)  # fmt: skip


# Packages that run, publish or serve notebooks; a notebook has no use for them.
RUNNERS = ("bdlib.cli", "bdlib.decks", "bdlib.export", "bdlib.kernels", "bdlib.pages", "bdlib.runs")


def warm_up() -> None:
    """Import everything and use it once."""
    with warnings.catch_warnings(), _as_in_a_kernel():
        warnings.simplefilter("ignore")
        for name in MODULES:
            import_module(name)
        _load_bdlib()
        _draw()
        _fit()
        _tabulate()


@contextmanager
def _as_in_a_kernel() -> Iterator[None]:
    """Let pandas find a kernel when it is imported: in a terminal it would fold wide tables to the terminal's width."""
    builtins.get_ipython = lambda: SimpleNamespace(kernel=None)
    try:
        yield
    finally:
        del builtins.get_ipython


def _load_bdlib() -> None:
    """Import what notebooks use of the library, and reconcile the corpus once, where there is one."""
    package = import_module("bdlib")
    for module in pkgutil.walk_packages(package.__path__, "bdlib."):
        if not module.name.startswith(RUNNERS):
            with suppress(ImportError):
                import_module(module.name)
    with suppress(Exception):  # no corpus, or a wrong one: the notebook will say so
        _reconcile_corpus()


def _reconcile_corpus() -> None:
    """Clean and reconcile as notebooks do by default; :mod:`bdlib.memo` keeps the result by its content."""
    from bdlib.clean import clean
    from bdlib.corpus import load
    from bdlib.reconcile import reconcile

    corpus = load()
    reconcile(clean(corpus).observations, "evidence", indicators=corpus.indicators)


def _draw() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    axes = figure.subplots()
    axes.plot([1, 2], [1, 3], marker="o", label="Điểm số ₫")
    axes.bar([1, 2], [1, 2])
    axes.set_title("Tỷ lệ (%)")
    axes.legend()
    FigureCanvasAgg(figure).print_figure(io.BytesIO(), format="png", bbox_inches="tight")
    with suppress(ImportError):
        _draw_in_house_style()


def _draw_in_house_style() -> None:
    from bdlib.plots import style

    with style.canvas("vi", "Tỷ lệ tăng, còn số tuyệt đối giảm", "nguồn", subtitle="%") as (figure, axes):
        axes.plot([1, 2], [1.5, 2.5], **style.FOCUS)
        axes.set_xticks([1, 2], ["2023", "2024"])
    style.png(figure)


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
    repr(frame)
