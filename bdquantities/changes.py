"""Words of change, `changes.csv`: whether "from 5 to 10" is a change or a range, and what is the size of a change.

A row is the stem of a verb or a noun: of change, range, or range only right before "from" (beside); or a word behind a
size. It takes any size; one behind "by", or a share; a share (raised 5%, not 5% of it); even a part (cut 5% of it).
"""

import re
from functools import lru_cache
from pathlib import Path

from bdquantities.lexicon import patterns, rows

_TABLE = Path(__file__).with_name("changes.csv")
_STEMS = patterns(_TABLE, "says", {})
_FORM = "(?:[mpt]?(?:e[sdn]?|ing)|[sdn]|th|e?ments?|ions?)?"
_CHANGE, _RANGE, _BESIDE = (re.compile(f"(?:{_STEMS[says]}){_FORM}") for says in ("change", "range", "beside"))
_MONTH = re.compile("(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*")
_ENDS, _PARTS = frozenset(".;:!?…|\n"), frozenset(",(:–—-")
_ASIDE = re.compile(r"\d.*|from|in|on|over|during|by|since|last|this|within")  #: behind a comma, no new clause
_FAR, _NEAR = 25, 6  #: tokens that a clause is looked back through, and a range has
_SIZED = [(re.compile(row["pattern"] + _FORM), row["way"], row["takes"]) for row in rows(_TABLE, {}) if row["takes"]]
_BETWEEN = re.compile("(?!apply|supply|reply)[a-z]{3,}ly|further|another|back|a|an|its|their")  #: by a further 5%
_LINKS = {"by": "ß", "of": "ö", "below": "!", "above": "!", "under": "!", "beyond": "!"}  #: !: fell below 5%, a level
#: The size of a change, adjacent or behind its object: cut the number of poor households by 5%.
_SIZE = re.compile(
    r"(?:<{0,3}(?P<link>[ßö]?)|(?P<far>[wFUuö0&z<]{1,8}?)ß)<{0,3}"
    r"(?P<size>[amlnbtoFvs]{0,4}(?P<money>\$?)(?P<number>[kNyW][&hSTW]{0,5}|h)(?P<unit>[$%P]?)(?P<of>ö?))"
)
_STEPS = (["points"], ["places"], ["degrees"], ["điểm"])  #: none of them is raised, or lost, as things are
_SIZE_BEFORE = re.compile("[kN][&hSTW]{0,4}[-%PU$]{0,2}w?$")


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


@lru_cache(maxsize=4096)
def _way(raw: str) -> tuple[str, str]:
    """Which way a word says that something went, and what it takes for the size of that; growth names a rate."""
    return next((found[1:] for found in _SIZED if found[0].fullmatch(raw) and raw != "growth"), ("", ""))


def sized(raws: list[str], letters: str, values: list) -> tuple[str, list]:
    """The tokens, with d for a word of change before the size of that, < between the two, > for one behind a size."""
    told, values = list(letters), list(values)
    pairs = zip(raws, letters, strict=True)
    coded = "".join([_LINKS.get(raw) or ("<" if one == "w" and _BETWEEN.fullmatch(raw) else one) for raw, one in pairs])
    for at, raw in enumerate(raws):
        before, (way, takes) = letters[at - 1 : at], _way(raw) if letters[at] in "wdmb" else ("", "")
        if takes[-6:] == "behind":
            if before in {*("%P" if takes[0] == "s" else "%PkNUS$")} and not _SIZE.match(coded, at + 1):
                told[at], values[at] = ">", way
        elif way:
            lead, size = _size(raws, coded, at, takes)
            start = None if size else _SIZE_BEFORE.search(letters, max(0, at - _NEAR), at)
            if size:
                told[lead:size], values[lead] = "d" + "<" * (size - lead - 1), way
            elif start and raws[start.start() - 1] in ("a", "an", "another"):  # a 5% pay rise
                told[at], values[at], told[at - 1] = ">", way, "<" if before == "w" else before
    return "".join(told), values


def _size(raws: list[str], coded: str, at: int, takes: str) -> tuple[int, int]:
    """Where the lead to the size of a change begins and the size, behind a word of change; 0 where none follows."""
    if takes == "any" and (start := coded.find("f", at, at + _NEAR)) > 0 and not coded[at + 1 : start].strip("<"):
        return at, start
    found = _SIZE.match(coded, at + 1)
    if not found or found[0][-1] == "y" or _MONTH.fullmatch(" ".join(raws[found.end() : found.end() + 1])):
        return 0, 0
    share = found["number"] == "h" or found["unit"] in ("%", "P") or raws[found.end() :][:1] in _STEPS
    if found["far"] or found["link"]:
        plain = not found["far"] and (takes == "any" or (takes == "by" and found["link"] == "ß"))
        fits = plain or share or found["money"] or found["unit"]
    else:
        fits = (share and (takes in ("any", "part") or not found["of"])) or (takes == "any" and not found["of"])
    return (at if found["far"] is None else found.end("far"), found.start("size")) if fits else (0, 0)
