"""Find every figure in running text."""

import re
from dataclasses import dataclass

from bdlib.quantities.grammar import GRAMMAR
from bdlib.quantities.interpretation import interpret
from bdlib.quantities.quantity import Quantity
from bdlib.quantities.shapes import plan
from bdlib.quantities.tokens import compose, scan_places

#: Letters behind or before a bare number; "" is the end of the text.
_STOPS, _NOUNS, _LEADS = ("", *"q.,;:)"), ("w", "9"), tuple("F:(d")
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
    spans = []
    for match in GRAMMAR.finditer(letters):
        rule = match.lastgroup
        if rule[:4] == "skip":
            continue
        first, last = match.span()
        start, end = places[first].start(), places[last - 1].end()
        if not _meant(rule, letters, first, last, composed[start:end]):
            continue
        quantity = interpret(rule, letters[first:last], values[first:last])
        if quantity is None:
            continue
        if original:
            start, end = original[start], original[end]
        while text[start].isspace():  # the blank that a sign was scanned with
            start += 1
        spans.append(
            Span(start, end, text[start:end], quantity, text[max(0, start - around) : start], text[end : end + around])
        )
    return spans


def _meant(rule: str, letters: str, first: int, last: int, raw: str) -> bool:
    """Whether a match is meant as a figure in running text, where more is ambiguous than in an expression alone."""
    before, body, after = letters[first - 1 : first], letters[first:last], letters[last : last + 1]
    if rule == "words":  # Ba Đình, Hai Bà Trưng: a name inside a sentence
        return not raw[0].isupper() or before in ("", "q", ".", ":")
    if rule == "ordinal" or not plan(rule, body).bare:
        return True
    if body == "k/k":  # 1/3 dân số, though not "lễ 30/4."
        return before == "(" or after not in _STOPS
    if body in ("k-k", "k"):  # 3 nhà; đạt 5; not a page number
        return after in _NOUNS or (body == "k" and before in _LEADS)
    return (before, body, after) != ("(", "N", ")") or not _DAY.fullmatch(raw)  # (1.12) is a day
