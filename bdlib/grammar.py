"""The rules: which runs of tokens are figures.

A text becomes a string of letters, one a token ("khoảng 1,2 triệu đồng/kg" is ``aNS$/U``; the letters are those of
:mod:`bdlib.lexicon`), and one regular expression over that string finds the figures. Rules that decline (dates, years,
labels) come first and swallow what they match. No repetition holds another over the same letters, and gaps are
bounded, so matching is linear in the number of tokens.
"""

import re
from functools import lru_cache
from typing import NamedTuple

QUALIFIERS = "(?:[amlnbto][Fv]{0,2}){1,4}"
UNIT = "(?:[%PUu$jJ5M7Y]H?)"
NOT_UNIT = "(?![%SPUuj$57]|[MJY](?![kyN]))"
#: A number in digits with its scales: 11.511,9 nghìn tỷ; 4 triệu 200 nghìn; 2 triệu rưỡi. A bare 2024 is a year.
DIGITS = r"(?:[Nk]|4(?=[S%PUu$])|y(?=[S%PUu$jM/|]))(?:Sk(?=\$|$)|(?:S(?:3(?=S))?){0,3}(?:[Nky]S{1,2}){0,4}H?)"
#: A number in words: hai mươi lăm, ba trăm linh năm, một triệu rưỡi, năm mươi.
WORDS = r"(?:W|i(?=[STp]|[JMYU]H)|Y(?=[TS]))(?:[WTS1]|ZZ?(?:Y(?!T)|[Wi1])|Y(?=[TS])|i(?=[ST]|$|[.,%])){0,12}H?"
#: A round number that is no digit: hàng chục nghìn, vài trăm, chục, nửa triệu, tỷ rưỡi.
ROUND = "(?:V[TS]{1,4}|TS{0,3}|hS{1,3}|SH)"
AMOUNT = f"(?:{DIGITS}|{WORDS}|{ROUND})"
#: What one unit is counted by: đồng/kg, đồng/2 người, thuê bao di động/100 dân.
PER = "(?:(?:/[Nky]?S?[UuMYJ57j$w]){1,3}|[wUu]{1,4}/[Nk]S?[Uu])"
DATE_WORD = "(?<![EV])[DJM]"

#: Rule: pattern, in the order in which they are tried at the same place.
RULES = {
    # ---- declined
    "skip_heading": r"(?:^|(?<=q))-?[kN][.)](?=[wUuLzdOB])",
    "skip_weekday": r"O[k1iWY](?=,?(?:[DJ]|x))|(?<=[DJ])O[k1iWY]",
    "skip_hour": r"k5k?U?(?=[DJ])|(?<=D)k5(?:kU?)?",
    "skip_note": r"\(k\)",
    "skip_label": rf"[L7][L7uO:]{{0,4}}(?:x|y|[k1iW](?![%SP$])|N{NOT_UNIT})(?:[-,&/e][kyN]{NOT_UNIT}){{0,9}}"
    rf"|uN(?![%SPUuj$57w/|])|[uv][:.]?(?:[ky]|O?[k1iW]){NOT_UNIT}(?![/|][Nk])(?:[-,&/][kN]{NOT_UNIT}){{0,9}}",
    "skip_age": r"(?<=[Uw])(?:[mbfnlt][kN]jR?|f?k[-e]kj|f?kjR)|(?<=U)kj",
    "skip_rate": r"(?<=[wUu])/[Nk]S?[Uu]",
    "skip_ago": r"(?:^|(?<=q))k[JUMY]X",
    "skip_date": rf"{DATE_WORD}F?(?:k(?![%SP])|[xy]|N{NOT_UNIT})(?:[-s/,&e](?:[ky]){NOT_UNIT}){{0,9}}|(?<=[fe])k/k{NOT_UNIT}",
    "skip_year": rf"Y(?:[yx])(?:[-s,&e]y){{0,9}}|(?<![EV])Yk{NOT_UNIT}(?![MYJ])|y[-se&,/]y{NOT_UNIT}|y(?![%SP$|/UujJM])"
    r"|(?<=[^amlnbtoFvd(:])y(?=[UujJM])",
    # ---- read
    "from_to": rf"d?f(?:{QUALIFIERS})?v?O?{AMOUNT}{UNIT}?[wYyxDJMkFv(),U]{{0,8}}?g[eFv]*(?:{QUALIFIERS})?O?{AMOUNT}{UNIT}?{PER}?",
    "top": r"Kk(?:[/|][kN])?|[Qu]F?kU(?:,?U){0,3}A",
    "ordinal": rf"(?:Y(?=O[k1iW]C))?O[Fv]?[kN](?:[/|][kN])?C?|(?:(?<=[BO(])|^)O(?:[1iW]|Y(?![yxkN]))|O[1iYW]C|(?<=Ok[&,])k{NOT_UNIT}|I(?:[|3/][kN])?|^A$",
    "one_in": rf"cF?{AMOUNT}[Uu][wUuF,dRge]{{0,7}}?[iWNk][Uu]",
    "part": rf"(?:{QUALIFIERS})?[Wik]p[W1i]|(?:{QUALIFIERS})?h(?!S){UNIT}?",
    "fraction": rf"(?:{QUALIFIERS})?[Nky]S?[/|][Nky]S?{UNIT}?|[Nk]3[Nk]|[kiW]m[kNW]U",
    "multiple": rf"(?:{QUALIFIERS})?G(?:{QUALIFIERS})?{AMOUNT}U?|(?:{QUALIFIERS})?G[2H]",
    "range": rf"d?(?:{QUALIFIERS})?f?(?:{QUALIFIERS})?{AMOUNT}{UNIT}?(?:{PER})?(?:[-s]|e?b|e|&(?={DIGITS}[%P]))a?{AMOUNT}{UNIT}?{PER}?R?",
    "open": rf"(?:{QUALIFIERS})?f?(?:{QUALIFIERS})?{AMOUNT}{UNIT}?{PER}?w{{0,2}}?[Rr]",
    "plain": rf"d?(?:{QUALIFIERS})?s?\$?{DIGITS}3?{UNIT}?{PER}?C?",
    "words": rf"d?(?:{QUALIFIERS})?(?:{WORDS}|{ROUND})(?:{UNIT}{PER}?C?|(?<=[STH])|(?<=[TS][W1i])|(?<=Z[WY1i]))|(?:{QUALIFIERS})(?:(?:S{{1,3}}|i|Y(?=U)){UNIT}|T)|[Fd]Y(?=U)U|^[iY]U",
}  # fmt: skip
_START = '(?=[^wq,.):;"&CRrX3HZ2E])'  # most tokens begin no rule
GRAMMAR = re.compile(_START + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES.items()) + ")")

_QUALIFIER_NAMES = {"t": "at_most", "b": "less_than", "n": "nearly"}
_AMOUNT = re.compile(
    rf"(?P<digits>[Nky4](?:Sk(?=\$|$)|(?:S3?){{0,3}}(?:[Nky]S{{1,2}}){{0,4}}H?))|(?P<words>{WORDS})|(?P<round>{ROUND}|S{{1,3}}|T|i|Y(?=U))"
)
_TERM = re.compile(r"[Nky4](?:S3?){0,3}")


class Amount(NamedTuple):
    """Where one number of a figure stands among its tokens: digit terms (number, scales), or a run of words."""

    terms: tuple[tuple[int, tuple[int, ...]], ...]
    words: tuple[int, int]
    half: bool
    vague: bool


class Plan(NamedTuple):
    """How to read a figure of one shape; places are offsets from its first token."""

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
    for letter, name in _QUALIFIER_NAMES.items():
        if letter in letters:
            return name
    if "r" in letters:
        return "at_most"
    if "m" in letters:
        return "about_over" if "a" in letters else "more_than"
    return "approx" if "a" in letters else "exact"


def _sign(letters: str) -> int | None:
    """Place of a printed sign: "âm 2,3%", "tăng trưởng -3%"."""
    return letters.index("s") if "s" in letters else None


@lru_cache(maxsize=8192)
def plan(rule: str, letters: str) -> Plan:
    """Plan of a shape; shapes are few, so every one is worked out once."""
    amounts, taken = [], set()
    for match in _AMOUNT.finditer(letters):
        start, end = match.span()
        taken.update(range(start, end))
        body = match[0]
        terms = tuple(
            (start + term.start(), tuple(start + at for at in range(term.start() + 1, term.end()) if body[at] == "S"))
            for term in (_TERM.finditer(body) if match.lastgroup == "digits" else ())
        )
        amounts.append(Amount(terms, (start, end), body[-1] == "H", body[0] == "V"))
    units = [at for at, letter in enumerate(letters) if letter in "%PUuMYJ57j$w" and at not in taken]
    units = [at for at in units if letters[at] != "w" or letters[at - 1] == "/"]
    first = amounts[0].words[1] if amounts else 0
    main = [at for at in units if letters[at - 1 : at] != "/" and (at >= first or letters[at] == "$")][:1]
    if rule in ("range", "from_to") and len(amounts) > 1:
        main = [at for at in units if at >= amounts[-1].words[1]][:1] or main
    per = [at for at in units if at > (main[0] if main else 0) and "/" in letters[at - 3 : at] and rule != "fraction"]
    per = [at for at in per if letters[at - 1] == "/" or letters[at - 2 : at] == "/S"]
    return Plan(
        rule, qualifier(letters), tuple(amounts), tuple(main + per), 0 if letters[:1] == "d" else None,
        _sign(letters) if rule == "plain" else None,
        not re.match(r".*?[Nky][%PUu$]", letters), re.fullmatch(r"[Nky](?:[-/][Nky])?", letters) is not None,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def shape(letters: str) -> tuple[tuple[str, int, int], ...]:
    """Matches of the grammar in a short string of letters: (rule, start, end)."""
    return tuple((match.lastgroup, match.start(), match.end()) for match in GRAMMAR.finditer(letters))
