"""Reported figures on Vietnam's provinces: read, cleaned, reconciled and compared, with the evidence kept.

The functions below load when first used, so that ``import bdlib`` costs no more than pandas.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "parse": "quantities",
    "find": "extract",
    "propose": "propose",
    "load": "corpus",
    "clean": "clean",
    "reconcile": "reconcile",
    "conflicts": "evidence",
    "fuse": "fusion",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    """Import the home of a public function when it is first asked for."""
    if name in _HOME:
        return getattr(import_module(f"bdlib.{_HOME[name]}"), name)
    raise AttributeError(f"module 'bdlib' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
