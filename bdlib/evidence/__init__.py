"""Evidence: where figures contradict each other, what kind of conflict it is, and which figure stands.

The way of a figure through this package::

    claims ─► pairing ─► edges (digits, context, change) ─► groups ─► voices, decide ─► table (sentences)
      │  witnesses                                            ▲
      └─ crossing (other indicators, mergers), arithmetic ────┘

How the strengths are calibrated
--------------------------------
A strength is read as the share of groups in which a person who judges them names that kind. Three routes lead there:

* Slips and mix-ups are likelihood ratios against chance, from a stated prior (:mod:`bdlib.evidence.digits`,
  :func:`bdlib.evidence.crossing.mix_ups`): how many numbers of as many digits lie as near, and how many of them are
  one slip away.
* What the corpus can teach is learned from it each time: how fast a kind of number moves
  (:func:`bdlib.evidence.change.bands`), how often two series contradict each other
  (:meth:`bdlib.evidence.pairs.Pairs.discord`), which amount is the whole of the others.
* The few constants left (one a test, named at the head of its module) were set on 42 groups labelled by others and
  checked on 73 that we judged before any code ran. `bdlib.evidence.reliability` gives the table, and the same with
  each group left out of the map from strength to frequency.
"""

from bdlib.evidence.assessment import Evidence, assess
from bdlib.evidence.table import conflicts

__all__ = ["Evidence", "assess", "conflicts"]
