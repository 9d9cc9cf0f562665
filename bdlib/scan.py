"""One compiled scanner: text to tokens. Every token has a letter; the grammar is written over the string of letters."""

import re
import unicodedata
from typing import NamedTuple

from bdlib.lexicon import LEXICON


def _trie(phrases) -> str:
    """Regular expression for any of the phrases, longest first, sharing prefixes (linear scanning, no backtracking)."""
    tree: dict = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}

    def write(node) -> str:
        branches = [
            ("[ \t\u00a0\u202f]+" if key == " " else re.escape(key)) + write(child)
            for key, child in sorted(node.items())
            if key
        ]
        if not branches:
            return ""
        body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
        return f"(?:{body})?" if "" in node else body

    return write(tree)


_PLAIN = re.compile(r"[^\W\d_]+")
_PHRASES = [phrase for phrase in LEXICON if not _PLAIN.fullmatch(phrase)]
_LETTERED = [phrase for phrase in _PHRASES if phrase[-1].isalnum()]
_SYMBOLS = [phrase for phrase in _PHRASES if not phrase[-1].isalnum()]
_GLUED = [
    word
    for word, (letter, _) in LEXICON.items()
    if letter in "USMYu%" and " " not in word and word not in ("con", "em", "cái")
]

#: What looks like a number and is none. Lower case, because the scanner reads folded text.
_NOT_FIGURES = r"""
    (?:https?://|www\.)\S+ | [\w.+-]+@\w[\w.-]+ | \b[a-z][a-z-]*(?:\.[a-z-]+)*\.(?:vn|com|net|org|gov|edu|jpg|png|pdf)\b\S*
  | \[\d+\] | \#\w+ | \b24/7\b | \b[2-6]g(?:/[2-6]g)*\b
  | \d{1,2}(?::\d\d){1,2}(?!\d) | \d{1,2}[ ]?(?:h|g)[ ]?\d\d\b | (?:[01]?\d|2[0-3])h\b | \d{1,2}[ ]?giờ[ ]?\d\d[ ]?(?:phút)?\b
  | \d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:19|20)\d\d(?!\d) | (?:19|20)\d\d-\d\d-\d\d(?!\d) | (?:0?\d|1[0-2])[/-](?:19|20)\d\d(?![\d.,])
  | \d+(?:/\d{4})?/(?:nq|qđ|nđ|kh|tt|ct|tb|bc|ctr|cv|hd|kl|đa|nqlt|ttlt|ubnd|sy|gp|l|sl|pl)\b[\w/-]*
  | \d+(?:/\d{4})?-(?:nq|qđ|kh|ct|tb|bc|ctr|cv|hd|kl|đa|ctrhđ)\b[\w/-]* | \d+/\d{4}/[a-zđ][\w/-]*
  | (?<![\d.,])(?:\+84|0)[1-9]?\d{0,3}(?:[ .-]\d{2,4}){2,4}(?!\d) | (?<![\d.,])0\d{8,10}(?!\d) | \+84\d{8,10} | 1[89]00(?:[ .-]?\d{2,4}){1,2}(?!\d|[.,]\d)
  | \d+°\s?\d+ | \d+[ ]?[x×][ ]?\d+(?:[ ]?[x×][ ]?\d+)? | [a-z_]+-\d+\w* | \b[^\W\d]*[a-z_][a-zà-ỹ_]*\d\w*
"""
_SCANNER = re.compile(
    rf"""
    (?P<t>(?:gmt|utc)[ ]?[+−-]?\d+)
  | (?P<c>(?:vnd|usd|us\$|\$|€|rp)(?=[ \u00a0]?\d))
  | (?P<p>(?:{_trie(_LETTERED)})(?!\w)|{_trie(_SYMBOLS)})
  | (?P<x>{_NOT_FIGURES})
  | (?P<i>\d+(?:st|nd|rd|th)\b)
  | (?P<n>\d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}})+(?![\d]|[.,]\d)|\d{{1,3}}(?:[ ]\d{{3}}){{2,}}(?![\d]|[.,]\d)|\d{{1,3}}[ ]\d{{3}}(?=[ ]milli)|\d+(?:[.,]\d+)*
      (?:(?=[^\W\d_])(?!(?:{_trie(_GLUED)})(?![^\W_]))(?P<glue>\w[\w.-]*))?)
  | (?P<w>[^\W\d_]+)
  | (?P<g>(?<![^\s(:])(?<!\n)[-−+](?=\d))
  | (?P<b>\.\.\.|…)
  | (?P<s>[-–—‑−/,.;:()+\n])
    """,
    re.VERBOSE,
)
_MARKS = {"–": "-", "—": "-", "‑": "-", "−": "-", ";": ".", "\n": ".", "…": "."}


class Tokens(NamedTuple):
    """Letters of all tokens in one string, and for every token its span and its meaning."""

    letters: str
    starts: list[int]
    ends: list[int]
    values: list


def _number_letter(raw: str) -> str:
    """k: a small whole number that could be a day or a label; y: that could be a year; N: any other; x: glued to a word."""
    if raw.isdigit():
        return "k" if len(raw) <= 2 else "y" if len(raw) == 4 and "1900" <= raw < "2100" else "N"
    return "x" if raw[-1].isalpha() or raw[-1] == "_" else "N"


def fold(text: str) -> str:
    """Lower case, one character for one."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def scan(text: str) -> Tokens:
    """Tokens of a composed (NFC) text; words without meaning for figures have the letter "w"."""
    letters, starts, ends, values = [], [], [], []
    known = LEXICON.get
    for match in _SCANNER.finditer(fold(text)):
        kind = match.lastgroup
        start, end = match.span()
        raw = match[0]
        if kind == "w":
            letter, value = known(raw) or ("w", None)
        elif kind == "n":
            letter, value = _number_letter(raw), raw
        elif kind == "s":
            letter, value = _MARKS.get(raw, raw), None
        elif kind == "g":
            letter, value = "-" if letters and letters[-1] in "Nky" else "s", 1 if raw == "+" else -1
        elif kind == "p":
            letter, value = known(raw) or known(" ".join(raw.split()))
        elif kind == "c":
            letter, value = "$", "VND" if raw == "vnd" else "EUR" if raw == "€" else "IDR" if raw == "rp" else "USD"
        elif kind == "i":
            letter, value = "I", int(raw[:-2])
        else:
            letter, value = ("." if kind == "b" else "x"), None
        letters.append(letter)
        starts.append(start)
        ends.append(end)
        values.append(value)
    return Tokens("".join(letters), starts, ends, values)


def compose(text: str) -> tuple[str, list[int] | None]:
    """Composed (NFC) text, and for a text that was not composed the original position of every character and of the end."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces, places, at = [], [], 0
    for cluster in re.findall(r"[\s\S][\u0300-\u036f]*", text):
        piece = unicodedata.normalize("NFC", cluster)
        pieces.append(piece)
        places += [at] * len(piece)
        at += len(cluster)
    return "".join(pieces), [*places, at]
