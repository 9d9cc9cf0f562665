"""Reported figures on Vietnam's provinces: read, cleaned, reconciled and compared, with the evidence kept.

The functions below, and every module as ``bdlib.reconciliation`` or ``bdlib.comparison``, load when first used, so that
``import bdlib`` costs next to nothing.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

__version__ = "0.1.0"

# The public face: each name and the module that it lives in, loaded when it is first asked for.
_HOME = {"load": "corpus", "clean": "cleaning", "assess": "evidence", "reconcile": "reconciliation",
         "compare": "comparison", "progress": "gap", "multiverse": "robustness", "cite": "citation",
         "parse": "quantities", "find": "extract", "fuse": "fusion", "DataError": "errors"}  # fmt: skip

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    """Import the home of a public name, or a module, when it is first asked for."""
    if name in _HOME:
        return getattr(import_module(f"bdlib.{_HOME[name]}"), name)
    if not name.startswith("_") and find_spec(f"bdlib.{name}"):
        return import_module(f"bdlib.{name}")
    raise AttributeError(f"module 'bdlib' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
