"""Find every figure in running text."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bdlib.quantities.grammar import GRAMMAR
from bdlib.quantities.interpretation import interpret
from bdlib.quantities.quantity import Quantity
from bdlib.quantities.shapes import plan
from bdlib.quantities.tokens import compose, scan_places

#: Letters behind or before a bare number; "" is the end of the text.
_STOPS, _NOUNS, _LEADS, _COUNTED = ("", *"q.,;:)"), ("w", "9"), tuple("F:(d"), ("w", "U", "u")
_PER = re.compile(r"trên (?:1 (?:nghìn|ngàn|vạn|triệu)|10?0?0|10?0?\.000|1\.000\.000) (?:dân|người)", re.I)
#: What a match may begin with though the figure does not: cao hơn; trên (on) hơn 5.000 hộ, trên 3 trụ cột; a bracket.
_BESIDE = re.compile(
    r"\s*\(?(?:(?:cao|nhiều|thấp|ít) hơn|kém(?: hơn)?)\s+|trên\s+(?=(?:hơn|khoảng|gần)\s)|\s+|\("
    r"|(?P<place>trên)\s+(?=\w+\s)",
    re.I,
)
#: Below how many "trên" says on or per, not more than, since few things are counted one by one: trên một doanh nghiệp.
_FEW = {"count": 10, "point": 10, "enterprise": 10, "person": 2, "household": 2}
_SHARE = re.compile(r"\([kN]%")
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
    for rule, first, last, quantity in _figures(letters, values):
        start, end = places[first].start(), places[last - 1].end()
        if not _meant(rule, letters, first, last, composed[start:end]):
            continue
        start, quantity = _trimmed(composed, start, end, quantity)
        if original:
            start, end = original[start], original[end]
        spans.append(
            Span(start, end, text[start:end], quantity, text[max(0, start - around) : start], text[end : end + around])
        )
    return spans


def _figures(
    letters: str, values: list, begin: int = 0, end: int = sys.maxsize
) -> Iterator[tuple[str, int, int, Quantity]]:
    """Matches that make sense: (rule, first and behind the last token, quantity). What is no range is two figures."""
    for match in GRAMMAR.finditer(letters, begin, end):
        rule, (first, last) = match.lastgroup, match.span()
        if rule[:4] == "skip":
            continue
        listed = rule == "range" and "&" in match[0]  # 3,3% và 4,1%
        quantity = None if listed else interpret(rule, match[0], values[first:last])
        if quantity is not None:
            yield rule, first, last, quantity
        elif rule == "range":
            cut = re.compile("[-se&]").search(letters, first + 1, last).start()
            yield from _figures(letters, values, first, cut)
            yield from _figures(letters, values, cut, last)


def _trimmed(text: str, start: int, end: int, quantity: Quantity) -> tuple[int, Quantity]:
    """Where the figure itself begins, and the quantity without a bound that was a place: trên (on) 3 trụ cột."""
    beside = _BESIDE.match(text, start, end)
    if beside is None:
        return start, quantity
    if beside["place"]:
        if quantity.value is None or quantity.value >= _FEW.get(quantity.unit, 0):
            return start, quantity
        return beside.end(), replace(quantity, qualifier="exact", low=None, high=None)
    return beside.end(), quantity


def _meant(rule: str, letters: str, first: int, last: int, raw: str) -> bool:
    """Whether a match is meant as a figure in running text, where more is ambiguous than in an expression alone."""
    before, body, after = letters[first - 1 : first], letters[first:last], letters[last : last + 1]
    if rule == "words" and first == 0 and body in ("iU", "iu", "YU", "Yu"):  # Một quán cà phê
        return False
    if rule == "words":  # Ba Đình, Hai Bà Trưng: a name inside a sentence
        return not raw[0].isupper() or before in ("", "q", ".", ":")
    if rule == "part" and raw.lower().startswith("nửa") and body[-1] in "hUu":  # nửa đêm, nửa đầu năm, nửa người
        return after == "L"  # nửa số hộ
    if rule == "ordinal" and body[-1] not in "kN" and raw[0].lower() == "t":  # Thứ nhất: …; thứ hai, …
        return after not in (",", ":") or before not in ("", *"q.;:")
    if body[0] == "m" and before in _COUNTED and _PER.fullmatch(raw):  # số ca tử vong trên 1 triệu dân
        return False
    if rule == "ordinal" or not plan(rule, body).bare:
        return True
    if body == "k/k":  # 1/3 dân số, though not "lễ 30/4."
        return before == "(" or after not in _STOPS
    if body in ("k-k", "k"):  # 3 nhà; đạt 5; 15 (26,8%); not a page number
        return after in _NOUNS or (body == "k" and (before in _LEADS or _SHARE.match(letters, last) is not None))
    return (before, body, after) != ("(", "N", ")") or not _DAY.fullmatch(raw)  # (1.12) is a day
