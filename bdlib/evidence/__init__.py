"""Evidence: where figures contradict each other, why, and which figure stands, if any.

The way of a figure through this package::

    claims ─► origins ─► pairs ─► kinds (change, digits, repeats) ─► groups ─► choice ─► table
                           rules ─► crossing ────────────────────────┘

A **conflict** holds comparable figures whose claim intervals do not meet; a **variant** figures that say the same in
other words, or that a stated facet, series or territory keeps apart. See :func:`assess`.
"""

from bdlib.evidence.case import Case, assess

__all__ = ["Case", "assess"]
