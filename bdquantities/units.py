"""Codes of units as pages print them, of rates too: the code under which figures in that unit are read."""

import csv
import re
from pathlib import Path

from bdquantities.errors import DataError
from bdquantities.lexicon import LEXICON, PEOPLE
from bdquantities.parsing import parse
from bdquantities.quantity import MEASURED, Quantity

with Path(__file__).with_name("units.csv").open(encoding="utf-8", newline="") as _file:
    _ROWS = list(csv.DictReader(_file))
#: Words before what a rate is per, in every language; and what it is per, where no unit of people says it.
_PER = re.compile("|".join(row["pattern"] for row in _ROWS if row["kind"] == "per"), re.I)
_OF = {row["code"]: re.compile(row["pattern"], re.I) for row in _ROWS if row["kind"] == "of"}


def code_of(unit: str) -> str:
    """Code under which figures in a unit are read; the unit itself where it is one, or a word of the study's own.

    >>> code_of("ca trên 100.000 dân"), code_of("cases per 100,000 people"), code_of("Mbit/s"), code_of("cases")
    ('per_100000_person', 'per_100000_person', 'Mbps', 'cases')
    """
    if rate := _rate(unit):
        return rate
    found = _read(f"2 {unit}")
    if found is None or unit == f"{found.unit}s":  # points
        return unit
    head = (found.unit or "").split("/")[0]
    return head if head in MEASURED else unit


def _rate(unit: str) -> str:
    """Code of so many things per a round number of others; "" for any other unit, and for an amount: mg/100 ml."""
    per = _PER.search(unit)
    if not per:
        return ""
    head = _read(f"2 {unit[: per.start()]}")
    size, what = _counted(unit[per.end() :].split())
    if size <= 1 or (head and head.unit in MEASURED):
        return ""
    return f"per_{size:.0f}_{_whom(what)}"


def _counted(words: list[str]) -> tuple[float, list[str]]:
    """The number that words begin with, and those behind it; 0 where they begin with none or nothing follows."""
    size, rest = 0.0, words
    for end in range(1, len(words)):
        found = _read(" ".join(words[:end]))
        longer = found.value if found and found.unit is None else None
        if size and longer in (None, size):
            break
        if longer:
            size, rest = longer, words[end:]
    return size, rest


def _whom(words: list[str]) -> str:
    """What a rate is per: a code of the table, a unit of people that the words begin with, else the words."""
    said = " ".join(words).casefold()
    if listed := [name for name, pattern in _OF.items() if pattern.match(said)]:
        return listed[0]
    heads = (LEXICON.get(" ".join(said.split()[:end])) for end in range(len(words), 0, -1))
    people = (head[1] for head in heads if head and head[1] in PEOPLE)
    return next(people, said.replace(" ", "_"))


def _read(text: str) -> Quantity | None:
    """The figure of a text; None where it has none, or none that can be read."""
    try:
        return parse(text)
    except DataError:
        return None
