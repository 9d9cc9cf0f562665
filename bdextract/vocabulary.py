"""Words that pages use for one notion, and words that say nothing about an indicator: `words.csv` beside this module.

A row gives words (lower case, parted by "|") a meaning: ``abbreviation`` and ``synonym`` are written out; of ``whole``
ones a ``pillar`` excludes the others; ``empty`` and ``formal`` tell no indicator; ``link`` leaves a figure with the one
before; ``role``; ``other`` is in no codelist. `signs.csv` has patterns of what tells how a name or figure is meant,
`pieces.csv` what several of them share.
"""

import csv
import re
from pathlib import Path

from bdquantities.lexicon import patterns

with Path(__file__).with_name("words.csv").open(encoding="utf-8", newline="") as _file:
    _ROWS = [(row["kind"], row["meaning"], row["words"].split("|")) for row in csv.DictReader(_file)]


def _table(kind: str) -> dict[str, str]:
    """Word -> meaning."""
    return {word: meaning for one, meaning, words in _ROWS if one == kind for word in words}


ABBREVIATIONS, ROLES = _table("abbreviation"), _table("role")
SYNONYMS = _table("synonym") | {each: each.replace(" ", "_") for each in _table("whole")} | _table("empty")
FORMAL, LINKS, OTHERS = (frozenset(_table(kind)) for kind in ("formal", "link", "other"))
PILLARS = frozenset(word.replace(" ", "_") for word, meaning in _table("whole").items() if meaning)
#: Pieces that several patterns are made of; {AGO}: not 5 năm trước.
PIECES = patterns(Path(__file__).with_name("pieces.csv"), "piece", {})
_SIGNS = patterns(Path(__file__).with_name("signs.csv"), "sign", PIECES)
SIGNS = {sign: re.compile(each) for sign, each in _SIGNS.items()}
GROWTH = SIGNS["growth"]  # of a text in lower case
