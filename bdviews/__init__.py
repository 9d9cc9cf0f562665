"""What people see of the analysis: sentences, tables, plots, a talk and a desk to explore; it computes nothing new.

One module a subject, loaded when first used: ``import bdviews as bv``, then ``bv.conflicts.table(...)``.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

# What a notebook calls without a module's name, and where it lives.
_HOME = {"table": "tables", "Labels": "labels", "show": "plots.style", "check": "parameters"}


def __getattr__(name: str) -> Any:
    """Import a subject's module, or the home of a function, when it is first asked for."""
    if name in _HOME:
        return getattr(import_module(f"bdviews.{_HOME[name]}"), name)
    if not name.startswith("_") and find_spec(f"bdviews.{name}"):
        return import_module(f"bdviews.{name}")
    raise AttributeError(f"module 'bdviews' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
