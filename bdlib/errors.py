"""The one error that a user sees; its home is below, in :mod:`bdquantities.errors`, which raises it too."""

from bdquantities.errors import LOOKALIKE, DataError, nearest, require

__all__ = ["LOOKALIKE", "DataError", "nearest", "require"]
