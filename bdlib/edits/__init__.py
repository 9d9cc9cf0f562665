"""Rules that figures must keep, where they fail, and which figure of a failing rule is wrong.

The way of official statistics: rules are data (`data/raw/rules.csv`, and what the codelist of indicators implies),
figures are confronted with them, errors are located as the fewest changes that make every rule hold.
"""

from bdlib.edits.rules import derived, violations
from bdlib.edits.typing import distance

__all__ = ["derived", "distance", "violations"]
