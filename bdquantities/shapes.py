"""How to read a figure of one shape: worked out once for every string of letters that the grammar matches."""

import re
from functools import lru_cache
from typing import NamedTuple

from bdquantities.grammar import GRAMMAR, ROUND, WORDS

_DIGIT_TERMS = r"[Nky4](?:Sk(?=\$|$)|(?:(?:[ST]3?){1,3}(?:[Nky][ST]{1,2}){0,4}(?:N(?=[%PUu$]))?)?H?)"
_OTHER = rf"{ROUND}|S{{1,3}}|T|i|Y(?=U)"
_AMOUNT = re.compile(rf"(?P<digits>{_DIGIT_TERMS})|(?P<words>[Wi]&hS{{1,3}}|{WORDS})|(?P<round>{_OTHER})")
_TERM = re.compile(r"[Nky4](?:[ST]3?){0,3}")
_BOUNDS_ABOVE = {"t": "at_most", "b": "less_than", "n": "nearly"}


class Amount(NamedTuple):
    """Where one number of a figure stands among its tokens."""

    terms: tuple[tuple[int, tuple[int, ...]], ...]  #: in digits: the place of each number and of its scale words
    words: tuple[int, int]  #: first and behind the last token
    half: bool  #: whether rưỡi ends it
    vague: bool  #: whether hàng or vài begins it


class Plan(NamedTuple):
    """How to read a figure of one shape; places count from its first token."""

    rule: str
    qualifier: str
    amounts: tuple[Amount, ...]
    units: tuple[int, ...]
    delta: int | None
    sign: int | None
    shared: bool  #: whether the scale of a range's end may hold for its start too ("700 – 750 triệu")
    bare: bool  #: whether the figure is a number and nothing else


def qualifier(letters: str) -> str:
    """Meaning of stacked qualifiers: the bound wins over "khoảng", and "khoảng trên" is about_over."""
    if "l" in letters or "R" in letters:
        return "at_least"
    for letter, name in _BOUNDS_ABOVE.items():
        if letter in letters:
            return name
    if "r" in letters:
        return "at_most"
    if "m" in letters:
        return "about_over" if "a" in letters else "more_than"
    return "approx" if "a" in letters else "exact"


@lru_cache(maxsize=8192)
def plan(rule: str, letters: str) -> Plan:
    """Plan for the letters that a rule matched."""
    amounts = tuple(_amount(match) for match in _AMOUNT.finditer(letters))
    delta = 0 if letters[:1] == "d" else len(letters) - 1 if letters[-1:] == ">" else None
    sign = letters.find("s") if rule == "plain" else -1
    shared, bare = not re.match(r".*?[Nky][%PUu$]", letters), bool(re.fullmatch(r"[Nky](?:[-/][Nky])?", letters))
    units = _units(rule, letters, amounts)
    return Plan(rule, qualifier(letters), amounts, units, delta, sign if sign >= 0 else None, shared, bare)


@lru_cache(maxsize=8192)
def shape(letters: str) -> tuple[tuple[str, int, int], ...]:
    """Matches of the grammar in the letters of an expression: (rule, start, end)."""
    return tuple((match.lastgroup, match.start(), match.end()) for match in GRAMMAR.finditer(letters))


def _amount(match: re.Match) -> Amount:
    start, body, terms = match.start(), match[0], ()
    if match.lastgroup == "digits":
        runs = [term.span() for term in _TERM.finditer(body)]
        terms = tuple((start + a, tuple(start + at for at in range(a, b) if body[at] in "ST")) for a, b in runs)
    return Amount(terms, match.span(), body[-1] == "H", body[0] == "V")


def _units(rule: str, letters: str, amounts: tuple[Amount, ...]) -> tuple[int, ...]:
    """Places of the unit and of what it is counted by (đồng, kg); of a range's units that of its end."""
    taken = {at for amount in amounts for at in range(*amount.words)}
    found = [at for at, letter in enumerate(letters) if letter in "%PUuMYJ57j$O" and at not in taken]
    if rule == "from_to":  # từ 20 (năm 2021) lên 9: no years
        found = [at for at in found if not (letters[at] in "YMJ" and letters[at + 1 : at + 2] in ("y", "x", "k"))]
    behind = amounts[-1 if rule in ("range", "from_to") else 0].words[1] if amounts else 0
    main = [at for at in found if letters[at - 1 : at] != "/" and (at >= behind or letters[at] == "$")]
    main = (main or [at for at in found if letters[at - 1 : at] != "/"])[:1]
    if not main or rule == "fraction":
        return tuple(main)
    divisors = [at for at in range(main[0] + 1, len(letters)) if letters[at - 1] == "/" or letters[at - 2 : at] == "/S"]
    return tuple(main + [at for at in divisors if letters[at] in "%PUuMYJ57j$wL" and at not in taken])
