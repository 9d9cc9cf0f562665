"""Reported figures on Vietnam's provinces: read, cleaned, reconciled and compared, with the evidence kept.

The functions below, and every module as ``bdlib.reconciliation`` or ``bdlib.comparison``, load when first used, so that
``import bdlib`` costs next to nothing.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

__version__ = "0.1.0"

# The public face: each name and the module that it lives in, loaded when it is first asked for.
_HOME = {"load": "corpus", "clean": "cleaning", "assess": "evidence", "reconcile": "reconciliation",
         "compare": "comparison", "progress": "gap", "multiverse": "robustness", "cite": "citation",
         "parse": "quantities", "find": "quantities.running_text", "fuse": "fusion", "DataError": "errors"}  # fmt: skip

__all__ = sorted(_HOME)


def lazily(package: str, home: dict[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Give a package what imports the home of a name, or a module, when it is first asked for; and all its names."""

    def load(name: str) -> Any:
        if name in home:
            return getattr(import_module(f"{package}.{home[name]}"), name)
        if not name.startswith("_") and find_spec(f"{package}.{name}"):
            return import_module(f"{package}.{name}")
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return load, lambda: sorted({*vars(import_module(package)), *home})


__getattr__, __dir__ = lazily(__name__, _HOME)
