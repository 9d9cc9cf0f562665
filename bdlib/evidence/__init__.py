"""Evidence: where figures contradict each other, why, and which figure stands, if any; see :func:`assess`.

The way of a figure: claims ─► origins ─► pairs ─► kinds (and rules ─► crossing) ─► groups ─► choice ─► table.
"""

from bdlib.evidence.case import Case, assess

__all__ = ["Case", "assess"]
