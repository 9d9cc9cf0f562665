"""Words that pages use for one notion, and words that say nothing about an indicator: `words.csv` beside this module.

A row gives words (lower case, parted by "|") a meaning. Its kinds: ``abbreviation``: both sides of a comparison are
written out; ``synonym``: spellings of one notion, and the codelist's; ``whole``: words of several syllables that must
not be taken apart, of which a ``pillar`` excludes the others; ``empty``: phrases, and ``formal``: words, that say
nothing about which indicator a figure is of; ``link``: words that leave a figure with the indicator before it;
``role``: words that give a figure its role; ``other``: what pages print figures of and a codelist may not have. What
stands beside a name, a time or a figure and tells how it is meant is in `signs.csv`, a pattern with an example each.
"""

import csv
import re
from pathlib import Path

from bdlib.quantities.lexicon import patterns

with Path(__file__).with_name("words.csv").open(encoding="utf-8", newline="") as _file:
    _ROWS = [(row["kind"], row["meaning"], row["words"].split("|")) for row in csv.DictReader(_file)]


def _table(kind: str) -> dict[str, str]:
    """Word -> meaning."""
    return {word: meaning for one, meaning, words in _ROWS if one == kind for word in words}


ABBREVIATIONS, ROLES = _table("abbreviation"), _table("role")
SYNONYMS = _table("synonym") | {each: each.replace(" ", "_") for each in _table("whole")} | _table("empty")
FORMAL, LINKS, OTHERS = (frozenset(_table(kind)) for kind in ("formal", "link", "other"))
PILLARS = frozenset(word.replace(" ", "_") for word, meaning in _table("whole").items() if meaning)
SIGNS = {sign: re.compile(each) for sign, each in patterns(Path(__file__).with_name("signs.csv"), "sign", {}).items()}
GROWTH = SIGNS["growth"]  # of a text in lower case
