"""The door to :mod:`bdfusion`, which stands by itself: its errors are the one error of this library here."""

from functools import wraps
from typing import Any

import bdfusion
from bdfusion import fuse_values
from bdlib.errors import DataError

__all__ = ["fuse", "fuse_values"]


@wraps(bdfusion.fuse)
def fuse(*claims: Any, **choices: Any) -> bdfusion.Fusion:
    """Fuse claims into one estimate an object."""
    try:
        return bdfusion.fuse(*claims, **choices)
    except bdfusion.ClaimError as wrong:
        raise DataError(wrong.expected, **wrong.place) from None


fuse.__doc__ = str(bdfusion.fuse.__doc__).replace("ClaimError", "DataError")  # as its home has it, but for the error
