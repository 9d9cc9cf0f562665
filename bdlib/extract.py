"""Find every figure in running text."""

import re
from dataclasses import dataclass

from bdlib.grammar import GRAMMAR
from bdlib.interpretation import interpret
from bdlib.quantity import Quantity
from bdlib.scan import compose, scan_places
from bdlib.shapes import plan

_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Span:
    """A figure in a text: ``text[start:end]``, what it says, and the words around it."""

    start: int
    end: int
    text: str
    quantity: Quantity
    before: str
    after: str

    @property
    def value(self) -> float | None:
        """Value of the quantity; for a range None."""
        return self.quantity.value


def find(text: str, around: int = 80) -> list[Span]:
    """Every figure of a text, in order and disjoint.

    Dates, years, periods, numbers of decrees, phones, labels (4G, mức độ 2) and names of pictures are left out, and so
    are ages that only define a population ("dân số từ 15 tuổi trở lên").

    Parameters
    ----------
    text : str
        Any text; spans count its characters as they are, composed or not.
    around : int
        How many characters of context each span carries on either side.
    """
    composed, original = compose(text)
    tokens, places = scan_places(composed)
    letters, values = tokens
    point_decimal = False
    spans = []
    for match in GRAMMAR.finditer(letters):
        rule = match.lastgroup
        if rule[:4] == "skip":
            continue
        first, last = match.span()
        body = letters[first:last]
        if not _meant(rule, body, letters, first, last, places, composed):
            continue
        quantity = interpret(rule, body, values[first:last], point_decimal)
        if quantity is None:
            continue
        start, end = places[first].start(), places[last - 1].end()
        if original:
            start, end = original[start], original[end]
        while text[start].isspace():  # the blank that a sign was scanned with
            start += 1
        spans.append(
            Span(start, end, text[start:end], quantity, text[max(0, start - around) : start], text[end : end + around])
        )
    return spans


def _meant(rule: str, body: str, letters: str, first: int, last: int, places, text: str) -> bool:
    """Whether a match is meant as a figure in running text, where more is ambiguous than in an expression alone."""
    after = letters[last : last + 1]
    if rule == "words":  # Ba Đình, Hai Bà Trưng: a name inside a sentence
        capital = text[places[first].start()].isupper()
        return not capital or first == 0 or letters[first - 1] in "q.:"
    if plan(rule, body).bare:
        if rule == "fraction":
            return not (body == "k/k" and after not in ("w",) and letters[first - 1 : first] != "(")
        if rule == "range":
            return body != "k-k" or after in ("w", "9")
        if rule == "plain" and body == "k":
            return after in tuple("w9L") or letters[max(0, first - 1) : first] in tuple("F:(d")
        if rule == "plain" and letters[first - 1 : last + 1] == "(N)":  # (1.12) is a day
            return not _DAY.fullmatch(places[first][0])
    return True
