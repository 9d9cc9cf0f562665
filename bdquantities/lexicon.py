"""The words in which Vietnamese pages print figures, `lexicon.csv` beside this module: phrases and their token.

A row gives phrases (lower case, composed, parted by "|") a letter of the grammar and a meaning; of two rows with one
phrase the later holds. Its groups: ``label``: after it a number is a name; ``soft``: unless a unit follows ("cấp 12
giấy"); ``legal``: counted after a number, a label before one; ``counted``: nouns that are counted, heads only (thủ tục,
not thủ tục hành chính); ``place``, ``people``: of these such; ``measure``, ``currency``: units; ``rank``: digits only
behind tens or a rank mark (hai mươi tư, hạng nhất). Other languages' words are those of translations.
Other tables, beside the modules that use them, hold patterns with an example each. Vietnamese typed without marks
("3,4 trieu nguoi") gets those of the lexicon, one letter for one, so that places stay.
"""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bdquantities.letters import fold

_NUMERIC = frozenset("W1ISTi2sh*")  #: letters whose meaning is a number
with Path(__file__).with_name("lexicon.csv").open(encoding="utf-8", newline="") as _file:
    _ROWS = [row | {"phrases": row["phrases"].replace("\\n", "\n")} for row in csv.DictReader(_file)]
#: Units of a group of the table.
PEOPLE, MEASURES, CURRENCIES = (
    frozenset(row["meaning"] for row in _ROWS if row["group"] == group) for group in ("people", "measure", "currency")
)
#: English words of places, so many metres high or apart; there are no millions of them.
PLACES = frozenset(phrase for row in _ROWS if row["group"] == "place" for phrase in row["phrases"].split("|"))
#: Words that only Vietnamese without marks has, and those of other languages: a text without, or with, is left alone.
_TELLING = re.compile(
    r"\b(?:trieu|nghin|ngan|ty|phan tram|nguoi|khoang|tren|hon|duoi|tang|giam|thang|nam|thu|hang|nhat|ho|xa|diem|lan"
    r"|tinh|huyen|quy|muc|giai doan|so|dat|mot|nua|doanh|thue|ngay|toi da|(?:tu|den|len) \d\S*)(?!\w)"
)
BLANKS = "[ \t\u00a0]+"  #: between the words of a phrase
_FOREIGN = re.compile(r"\b(?:the|of|and|in|to|for|on|at|is|was|by|per|de|et|un|une|von|der|die|und)\b", re.I)
#: Which of several words a spelling is. Where it may be one of two parts of speech and is not here, it is left alone.
_MEANT = "phần tư|gấp đôi|hạng|số|hộ|quý|mức|thứ|từ|tăng|xuống|một|mươi|tới".split("|")


def rows(table: Path, pieces: dict[str, str]) -> list[dict[str, str]]:
    """Rows of a table; where a pattern names a piece, {UNIT}, it is put in."""
    with table.open(encoding="utf-8", newline="") as file:
        return [row | {"pattern": _filled(row["pattern"], pieces)} for row in csv.DictReader(file)]


def pieces(table: Path, known: dict[str, str]) -> dict[str, str]:
    """Pieces of a table by their names, made of known ones and those before; of words, to be looked for `behind`."""
    found = dict(known)
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words, tail = _filled(row["pattern"], found), row["behind"]
            found[row["piece"]] = "|".join(rf"(?<=\b{each}{tail})" for each in words.split("|")) if tail else words
    return found


def _filled(pattern: str, pieces: dict[str, str]) -> str:
    """A pattern with the pieces that it names, {UNIT}."""
    return re.sub("{([A-Z_]+)}", lambda at: pieces[at[1]], pattern)


def patterns(table: Path, kind: str, pieces: dict[str, str]) -> dict[str, str]:
    """One pattern of all rows of a kind, in their order."""
    found: dict[str, list[str]] = {}
    for row in rows(table, pieces):
        found.setdefault(row[kind], []).append(row["pattern"])
    return {name: "|".join(each) for name, each in found.items()}


def trie(phrases) -> str:
    """Regular expression for any of the phrases, longest first, with shared prefixes: linear, nothing is read twice."""
    tree: dict = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}

    def write(node) -> str:
        branches = [(BLANKS if key == " " else re.escape(key)) + write(node[key]) for key in sorted(node) if key]
        if not branches:
            return ""
        body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
        return f"(?:{body})?" if "" in node else body

    return write(tree)


def spellings(phrase: str) -> set[str]:
    """Both places of the tone mark ("hoá" and "hóa"), which printed Vietnamese mixes freely."""
    pairs = "òa oà óa oá ọa oạ ỏa oả õa oã òe oè óe oé ọe oẹ ùy uỳ úy uý ủy uỷ ụy uỵ ũy uỹ".split()
    both = {phrase}
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        both |= {re.sub(rf"{old}\b", new, each) for each in both}
    return both


def _entries() -> Iterator[tuple[str, str, str | float | None]]:
    """Yield (phrase, letter, meaning); a later entry wins where a phrase has two roles."""
    soft = {phrase for row in _ROWS if row["group"] == "soft" for phrase in row["phrases"].split("|")}
    for row in _ROWS:
        letter, meaning = row["letter"], row["meaning"] or None
        if letter in _NUMERIC:
            meaning = float(meaning) if "." in meaning else int(meaning)
        for phrase in row["phrases"].split("|"):
            yield phrase, "u" if row["group"] == "counted" and phrase in soft else letter, meaning


#: phrase -> (letter, meaning)
LEXICON = {each: (letter, meaning) for phrase, letter, meaning in _entries() for each in sorted(spellings(phrase))}


@lru_cache(maxsize=1)
def _marks() -> tuple[re.Pattern, dict[str, str]]:
    """Pattern of every phrase of the lexicon without its marks, and the phrase with them."""
    known = {}
    for phrase in reversed(LEXICON):
        bare = fold(phrase)
        if len(bare) == len(phrase) > 1 and (bare not in LEXICON or " " in bare):
            known.setdefault(bare, {})[LEXICON[phrase][0]] = bare if bare in LEXICON else phrase
    known = {bare: phrases.popitem()[1] for bare, phrases in known.items() if len(phrases) == 1}
    known |= {fold(phrase): phrase for phrase in _MEANT}
    return re.compile(rf"\b(?:{'|'.join(sorted(known, key=len, reverse=True))})\b"), known


def marked(text: str) -> str:
    """Put the marks back on the words that figures are printed with; any other text stays as it is.

    >>> marked("tang 3,4 trieu nguoi, 12 xa")
    'tăng 3,4 trieu người, 12 xã'
    """
    if not _TELLING.search(text) or _FOREIGN.search(text, 0, 4000):
        return text
    pattern, known = _marks()
    return pattern.sub(lambda match: known[match[0]], text[:1].lower() + text[1:])
