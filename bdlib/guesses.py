"""What a name that nothing has may mean: the one whose words it has, or those that share what few others say."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from bdlib.names import fold

#: Words that begin a longer name and are taken for it: one or two say a subject (exports), not what is counted of it.
BEGINNING = 3
#: Most codes whose names may have a word that tells them from others: "rate" and "digital" tell nothing.
FEW = 8
SHOWN = 3
SLIP = 0.8  # how alike two words are of which one may be the other misspelt: one letter of five
#: Endings of English words of more than one syllable: labour, digitalisation, centre, programme.
SPELLINGS = (
    (r"(?<=[a-z]{3})our$", "or"),
    (r"(?<=[a-z]{3})is(?=e$|ed$|ing$|ation$)", "iz"),
    (r"(?<=[a-z]{3})tre$", "ter"),
    (r"(?<=gra)mme$", "m"),
)


class Word(NamedTuple):
    """A word without its marks, English plurals made singular, and what marks it has; None where any."""

    bare: str
    marks: str | None

    def means(self, other: "Word") -> bool:
        """Whether it may be a word of a name."""
        return self.bare == other.bare and self.marks in (None, other.marks)


class Fit(NamedTuple):
    """A code one of whose names has all the words asked for; `together` if as they were asked, side by side."""

    together: bool
    length: int
    words: frozenset[str]
    code: str


def words(name: str) -> list[Word]:
    """Words of a name; the tone of "hoá" and "hóa" is one.

    >>> words("Hồ sơ, targets")
    [Word(bare='ho', marks='̀̂'), Word(bare='so', marks='̛'), Word(bare='target', marks='')]
    """
    return [Word(_singular(fold(word)), _marks(word)) for word in written(name)]


def written(name: str) -> list[str]:
    """Words of a name in small letters, with their marks."""
    return re.findall(r"[^\W_]+", _composed(name))


def question(word: str) -> list[Word]:
    """Words that are asked for: where none is written with its marks, each may have any."""
    asked = words(word)
    return asked if any(one.marks for one in asked) else [one._replace(marks=None) for one in asked]


def fitting(asked: list[Word], names: dict[str, list[str]]) -> list[Fit]:
    """Codes whose names have all the words asked for, first those that have them side by side, the shortest first.

    A name that begins with them counts as no longer than they are.
    """
    found = [fit for code, texts in names.items() if (fit := _fit(asked, code, map(words, texts)))]
    return sorted(found, key=lambda one: (not one.together, one.length, len(one.words), one.code))


def sure(asked: list[Word], fits: list[Fit]) -> bool:
    """Whether the first fit is meant: half of its words are asked for, and every other says more of the same."""
    if not fits or all(word.bare.isdecimal() for word in asked):  # 72 of whom?
        return False
    first = fits[0]
    rivals = [other for other in fits if other.together == first.together]
    return 2 * len({*asked}) >= first.length and all(first.words <= other.words for other in rivals)


def sharing(asked: list[Word], names: dict[str, list[str]]) -> list[str]:
    """Codes whose names share a word with the question that few others have, those that share most first."""
    said = {code: {word for text in texts for word in words(text)} for code, texts in names.items()}
    having = {word: [code for code, own in said.items() if any(word.means(one) for one in own)]
              for word in asked if not word.bare.isdecimal()}  # fmt: skip
    shared = Counter(code for codes in having.values() if len(codes) <= FEW for code in codes)
    return sorted(shared, key=lambda code: (-shared[code], len(said[code]), code))[:SHOWN]


def told(asked: list[Word], texts: Iterable[str]) -> bool:
    """Whether the words that names share with the question, or misspell, are more than half of its letters.

    "Inflation rate" is near no other rate: what is asked for is the longer word.
    """
    own = {word.bare for text in texts for word in words(text)}
    shared = [word.bare for word in asked if word.bare in own or get_close_matches(word.bare, own, 1, SLIP)]
    return 2 * sum(map(len, shared)) > sum(len(word.bare) for word in asked)


def _fit(asked: list[Word], code: str, names: Iterable[list[Word]]) -> Fit | None:
    every = [name for name in names if all(any(word.means(one) for one in name) for word in asked)]
    if not every:
        return None
    together = [name for name in every if any(_at(asked, name[start:]) for start in range(len(name)))]
    having = together or every
    lengths = [len(asked) if _begins(asked, name) else len(name) for name in having]
    length, shortest = min(zip(lengths, having, strict=True), key=lambda one: one[0])
    return Fit(bool(together), length, frozenset(word.bare for word in shortest), code)


def _begins(asked: list[Word], name: list[Word]) -> bool:
    return len(asked) >= BEGINNING and _at(asked, name)


def _at(asked: list[Word], name: list[Word]) -> bool:
    """Whether a name begins with the words asked for."""
    return len(asked) <= len(name) and all(word.means(one) for word, one in zip(asked, name, strict=False))


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def _singular(word: str) -> str:
    """The word as one spelling has it: without the plural's s, and as American English writes what British does."""
    word = word[:-1] if len(word) > 3 and word.endswith("s") else word
    for ending, american in SPELLINGS:
        word = re.sub(ending, american, word)
    return word


def _marks(word: str) -> str:
    return "".join(
        sorted(mark for mark in unicodedata.normalize("NFD", word) if mark == "đ" or unicodedata.combining(mark))
    )
