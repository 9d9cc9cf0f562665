"""The door to :mod:`bdquantities`, which stands by itself: printed figures read."""

from bdquantities.parsing import parse, parse_many
from bdquantities.quantity import Quantity, claim_interval

__all__ = ["Quantity", "claim_interval", "parse", "parse_many"]
