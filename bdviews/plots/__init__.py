"""Plots: a module a subject, loaded when first used; each function draws one finding and returns the Axes."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any


def __getattr__(name: str) -> Any:
    """Import a module of plots when it is first asked for."""
    if not name.startswith("_") and find_spec(f"bdviews.plots.{name}"):
        return import_module(f"bdviews.plots.{name}")
    raise AttributeError(f"module 'bdviews.plots' has no attribute {name!r}")
