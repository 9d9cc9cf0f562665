"""What a name that nothing has may mean: the one that says most of what is asked and little else, or those near it."""

import csv
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

from bdlib.names import fold

#: How much of what a question and a name say must be common to both, of words weighed by how few names have them.
SURE = 0.7
#: By how much the next code must fit less: what two names say alike is neither of them.
LEAD = 0.1
#: What of a question names must say to be suggested; less is another subject.
NEAR = 2 / 3
#: A word that more than this part of all codes have leads nobody to one of them.
RARE = 0.1
SLIP = 0.9  # how alike two words are of which one may be the other misspelt: a letter more or less in six
LETTERS = 6  # of a name in which a typing slip may stand, at least one: a letter lost, doubled, changed or swapped
#: Endings of English words of more than one syllable: labour, digitalisation, centre, programme.
SPELLINGS = (
    (r"(?<=[a-z]{3})our$", "or"),
    (r"(?<=[a-z]{3})is(?=e$|ed$|ing$|ation$)", "iz"),
    (r"(?<=[a-z]{3})tre$", "ter"),
    (r"(?<=gra)mme$", "m"),
)


#: A syllable of Vietnamese, folded: "giao" alone is as well of "giao dịch" as of "giao thông", so it needs the next.
SYLLABLE = re.compile(r"(?:ngh?|ch|g[hi]|kh|nh|ph|qu|t[hr]|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|n[gh]?|[cmpt])?")


class Word(NamedTuple):
    """A word without its marks, English plurals made singular, and what marks it has; None where any."""

    bare: str
    marks: str | None

    def means(self, other: "Word") -> bool:
        """Whether it may be a word of a name."""
        return self.bare == other.bare and self.marks in (None, other.marks)


class Vocabulary:
    """The names of a codelist in words, and how much each word tells: one that few codes have tells most."""

    def __init__(self, names: dict[str, list[str]]) -> None:
        self.names = {code: [words(text) for text in texts] for code, texts in names.items()}
        own = ({word.bare for text in texts for word in text} for texts in self.names.values())
        having = Counter(bare for some in own for bare in some)
        self._weights = {bare: math.log(1 + len(names) / n) for bare, n in having.items()}
        self._rarest = math.log(1 + 2 * len(names))  # of a word that no name has

    def fits(self, asked: list[Word], unlike: Iterable[str]) -> dict[str, float]:
        """How well the best name of each code fits, 0 to 1 (Dice); where a name has all words, names that do."""
        names = {code: texts for code, texts in self.names.items() if code not in unlike}
        whole = {code: [text for text in texts if _has(asked, text)] for code, texts in names.items()}
        names = whole if any(whole.values()) else names
        return {code: max((self._fit(asked, text) for text in texts), default=0) for code, texts in names.items()}

    def covered(self, asked: list[Word]) -> dict[str, float]:
        """How much of a question all names of each code say together, misspelt words among them, from 0 to 1."""
        whole, said = self._weight(asked), {}
        for code, texts in self.names.items():
            own = {word for text in texts for word in text}
            said[code] = self._weight(word for word in asked if _said(word, own)) / (whole or 1)
        return said

    def within(self, asked: list[Word], unlike: Iterable[str]) -> str:
        """The one code of whose names one says nothing but a question, and all together all of it; else ""."""
        found = [code for code, texts in self.names.items() if code not in unlike and _has(asked, [*chain(*texts)])
                 and any(text and _has(text, asked) for text in texts)]  # fmt: skip
        return found[0] if len(found) == 1 else ""

    def sharing(self, asked: list[Word]) -> tuple[tuple[Word, ...], list[str]]:
        """The rarest word of a question, or two syllables, that few names have, and their codes; else nothing."""
        each = {unit: [code for code, texts in self.names.items() if any(_runs(unit, text) for text in texts)]
                for unit in _units(asked)}  # fmt: skip
        rare = [unit for unit, codes in each.items() if 0 < len(codes) <= RARE * len(self.names)]
        rarest = min(rare, key=lambda unit: len(each[unit]), default=())
        return rarest, each.get(rarest, [])

    def _fit(self, asked: list[Word], name: list[Word]) -> float:
        common = self._weight(word for word in {*asked} if any(map(word.means, name)))
        return 2 * common / ((self._weight({*asked}) + self._weight({*name})) or 1)

    def _weight(self, some: Iterable[Word]) -> float:
        return sum(self._weights.get(word.bare, self._rarest) for word in some)


def sure(fits: dict[str, float]) -> str:
    """The one code that fits a question, "" where none does or two do."""
    most = max(fits.values(), default=0)
    best = [code for code, fit in fits.items() if fit > most - LEAD]
    return best[0] if len(best) == 1 and most >= SURE else ""


def near(fits: dict[str, float], covered: dict[str, float]) -> list[str]:
    """Codes whose names say most of a question, those that fit best first."""
    found = [code for code, share in covered.items() if share >= NEAR]
    return sorted(found, key=lambda code: (-fits.get(code, 0) - covered[code], code))


def is_slip(word: str, name: str) -> bool:
    """Whether a name is written with no more slips than one in six letters.

    >>> is_slip("Dak Lk", "Đắk Lắk"), is_slip("Nha Trang", "Hà Giang")
    (True, False)
    """
    one, other = fold(word).replace(" ", ""), fold(name).replace(" ", "")
    return _slips(one, other) <= max(1, len(other) // LETTERS)


def _slips(one: str, other: str) -> int:
    """Damerau's distance: how many letters are lost, added, changed or swapped with their neighbour."""
    before, last = [], list(range(len(other) + 1))
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, its in enumerate(other):
            ways = [last[j + 1] + 1, row[j] + 1, last[j] + (letter != its)]
            if i and j and letter == other[j - 1] and one[i - 1] == its:
                ways.append(before[j - 1] + 1)
            row.append(min(ways))
        before, last = last, row
    return last[-1]


def words(name: str) -> list[Word]:
    """Words of a name, those that say the same as one, those that say nothing left out; the tone of "hoá" is "hóa"'s.

    >>> words("Hồ sơ, targets")
    [Word(bare='ho', marks='̀̂'), Word(bare='so', marks='̛'), Word(bare='target', marks='')]
    """
    return _as_one(_each(name))


def written(name: str) -> list[str]:
    """Words of a name in small letters, with their marks."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", name.casefold()))


def question(word: str) -> list[Word]:
    """Words that are asked for: where none is written with its marks, each may have any."""
    asked = words(word)
    return asked if any(map(_marks, written(word))) else [one._replace(marks=None) for one in asked]


def having(asked: list[Word], names: dict[str, list[str]]) -> list[str]:
    """Codes of which a name has all the words asked for."""
    return [code for code, texts in names.items() if any(_has(asked, words(text)) for text in texts)]


def _has(asked: list[Word], name: list[Word]) -> bool:
    """Whether a name has all the words asked for."""
    return all(any(map(word.means, name)) for word in asked)


def _units(asked: list[Word]) -> list[tuple[Word, ...]]:
    """What of a question says something by itself: each word, of Vietnamese each two syllables in a row."""
    whole = [(word,) for word in asked if not SYLLABLE.fullmatch(word.bare) and not word.bare.isdecimal()]
    return whole + [pair for pair in pairwise(asked) if all(SYLLABLE.fullmatch(word.bare) for word in pair)]


def _runs(unit: tuple[Word, ...], name: list[Word]) -> bool:
    """Whether a name has some words in a row."""
    starts = range(len(name) - len(unit) + 1)
    return any(all(word.means(own) for word, own in zip(unit, name[at:], strict=False)) for at in starts)


def _said(word: Word, own: Iterable[Word]) -> bool:
    """Whether words have this one, or one of which it may be a slip."""
    return any(map(word.means, own)) or bool(get_close_matches(word.bare, [one.bare for one in own], 1, SLIP))


def _each(name: str) -> list[Word]:
    return [Word(_singular(fold(word)), _marks(word)) for word in written(name)]


def _as_one(said: list[Word]) -> list[Word]:
    """Words with each run of the table of synonyms put as its words."""
    found, start = [], 0
    while start < len(said):
        runs = (tuple(word.bare for word in said[start:end]) for end in range(len(said), start, -1))
        run = next((run for run in runs if run in SYNONYMS), None)
        found += [said[start]] if run is None else SYNONYMS[run]
        start += len(run or [None])
    return found


def _singular(word: str) -> str:
    """The word as one spelling has it: without the plural's s, and as American English writes what British does."""
    word = word[:-1] if len(word) > 3 and word.endswith("s") else word
    for ending, american in SPELLINGS:
        word = re.sub(ending, american, word)
    return word


def _marks(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(sorted(mark for mark in apart if mark == "đ" or unicodedata.combining(mark)))


#: Words of a name that say the same as others, or nothing.
with Path(__file__).with_name("synonyms.csv").open(encoding="utf-8", newline="") as _file:
    SYNONYMS = {tuple(word.bare for word in _each(row["words"])): _each(row["said_as"])
                for row in csv.DictReader(_file)}  # fmt: skip
