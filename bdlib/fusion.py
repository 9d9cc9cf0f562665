"""The door to :mod:`bdfusion`, which stands by itself: its errors are the one error of this library here."""

from functools import wraps
from typing import Any

import bdfusion
from bdfusion import fuse_values
from bdlib.errors import DataError

__all__ = ["fuse", "fuse_values"]


@wraps(bdfusion.fuse)
def fuse(*claims: Any, **choices: Any) -> bdfusion.Fusion:  # its docstring is that of bdfusion.fuse
    """Fuse claims into one estimate an object."""
    try:
        return bdfusion.fuse(*claims, **choices)
    except bdfusion.ClaimError as wrong:
        raise DataError(wrong.expected, **wrong.place) from None
