"""Whether "from 5 to 10" is a change or a range: by the nearest word before it in its clause, `changes.csv`.

A row is the stem of a verb or a noun: of change, of range, or of a range only right before "from" (beside).
"""

import re
from pathlib import Path

from bdquantities.lexicon import patterns

_STEMS = patterns(Path(__file__).with_name("changes.csv"), "says", {})
_FORM = "(?:[mpt]?(?:e[sdn]?|ing)|[sdn]|th|e?ments?|ions?)?"
_CHANGE, _RANGE, _BESIDE = (re.compile(f"(?:{_STEMS[says]}){_FORM}") for says in ("change", "range", "beside"))
_MONTH = re.compile("(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*")
_ENDS, _PARTS = frozenset(".;:!?…|\n"), frozenset(",(:–—-")
_ASIDE = re.compile(r"\d.*|from|in|on|over|during|by|since|last|this|within")  #: behind a comma, no new clause
_FAR, _NEAR = 25, 6  #: tokens that a clause is looked back through, and a range has


def start_of(raws: list[str], letters: str, at: int) -> str:
    """What a "from" begins: a change, what is "alone" in its cell, or but the "start" of a range or of days."""
    if not at or raws[at - 1] in ("\n", "|"):
        return "start" if any(map(_MONTH.fullmatch, raws[at : at + _NEAR])) else "alone"
    if _BESIDE.fullmatch(raws[at - 1]):
        return "start"
    for place in range(at - 1, max(-1, at - _FAR), -1):
        raw = raws[place]
        goes_on = raw in _PARTS and _ASIDE.fullmatch(raws[place + 1])
        if _RANGE.fullmatch(raw) or (raw in _ENDS | _PARTS and not goes_on):
            break
        if letters[place] == "d" or _CHANGE.fullmatch(raw):
            return "change"
    return "start"
