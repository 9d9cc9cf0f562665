"""What the end of a line or a hyphen parts though it is one, `wraps.csv` beside this module: per-⏎cent, 12-percent.

Of a line's end only what begins no line of its own is joined: a scale word, percent, the rest of a number in words.
"""

import re
from pathlib import Path

from bdquantities.lexicon import LEXICON, patterns, trie


def _phrases(letters: str) -> list[str]:
    """Phrases of some letters of the grammar that begin with a letter, longer than one."""
    told = [phrase for phrase, (letter, _) in LEXICON.items() if letter in letters]
    return [phrase for phrase in told if len(phrase) > 1 and phrase[0].isalpha()]


_SCALES = frozenset(_phrases("S"))
_CUT = [(word[:at], word[at:]) for word in _phrases("S%P") if word.isascii() for at in range(2, len(word) - 1)]
_PIECES = {
    "S": "[ \u00a0]", "PARTS": trie(_phrases("S%P")), "UNITS": trie(_phrases("S%PUu$")), "MONEY": trie(_phrases("$")),
    "NUMERALS": trie(_phrases("W")), "ENDS": trie(_phrases("T1H")),
    "OTHER": trie(each for each in LEXICON if each.partition(" ")[0] in _SCALES - {each} and LEXICON[each][0] != "S"),
    "BEHIND_SCALE": "|".join(rf"(?<=\b{re.escape(word)}\n)" for word in _SCALES),
    "BEHIND_WORD": "|".join(rf"(?<=\b{word}\n)" for word in _phrases("WT")),
    "HYPHENATED": "|".join(rf"(?<=\b{head}-\n)(?={tail}\b)" for head, tail in _CUT),
}  # fmt: skip
_JOINED = patterns(Path(__file__).with_name("wraps.csv"), "kind", _PIECES)
BLANK, GONE = re.compile(_JOINED["blank"]), re.compile(_JOINED["gone"])
_HYPHEN = re.compile(f"{_JOINED['hyphen']}|{_JOINED['kept']}")  #: of a figure; or addresses and names with their own


def unhyphened(text: str) -> str:
    """The text with blanks for the hyphens inside its figures."""
    return _HYPHEN.sub(lambda each: " " if each[0] == "-" else each[0], text)


def unwrapped(text: str) -> str:
    """The text without the ends of lines inside its figures, nor the hyphens before them."""
    return GONE.sub("", BLANK.sub(" ", text))
