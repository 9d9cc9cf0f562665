"""Find every figure in running text."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from numbers import Integral

from bdquantities.errors import require
from bdquantities.grammar import GRAMMAR
from bdquantities.interpretation import interpret
from bdquantities.numerals import point_decimal
from bdquantities.quantity import FIELD, Quantity, beyond_field
from bdquantities.refusals import without_refused
from bdquantities.shapes import plan
from bdquantities.telling import Figure, tell, tell_marked, untorn
from bdquantities.tokens import Tokens, as_seen, compose, looks_english, scan_places

#: Letters behind or before a bare number; "" is the end of the text.
_STOPS, _NOUNS, _LEADS, _COUNTED = ("", *"q.,;:)"), ("w", "9"), tuple("F:(d"), ("w", "U", "u")
_PAST = re.compile("(?!numbered|rated|graded|dated|seeded|ranked|marked|labelled)[a-z]+[^e]ed")  #: killed, not need
_PER = re.compile(r"trên (?:1 (?:nghìn|ngàn|vạn|triệu)|10?0?0|10?0?\.000|1\.000\.000) (?:dân|người)", re.I)
#: What a match may begin with though the figure does not: cao hơn; trên (on) hơn 5.000 hộ, trên 3 trụ cột; a bracket.
_BESIDE = re.compile(
    r"(?i)\s*\(?(?:(?:cao|nhiều|thấp|ít) hơn|kém(?: hơn)?)\s+|trên\s+(?=(?:hơn|khoảng|gần)\s)|\s+|\("
    r"|(?P<place>trên)\s+(?=\w+\s)"
)
#: Below how many "trên" says on or per, not more than, since few things are counted one by one: trên một doanh nghiệp.
_FEW = {"count": 10, "point": 10, "enterprise": 10, "person": 2, "household": 2}
_LISTED, _NEAR = 40, 10  #: tokens that a list of ranks is looked back through, one of boxed ones to either side
_BOXED = re.compile(r"w\(k\),w{1,5}\(k\)")  #: Long An (2), Hải Phòng (3)
_SENTENCE = re.compile(r"(?<!\b[Tt][Pp])[.!?…]\s|\n")  #: where it ends
_UNIT, _ALONE = re.compile("S{1,2}[$U]|%"), re.compile("s?[kN]")  # of a row's head; of a figure in it
_SHARE = re.compile(r"\([kN]%")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]*|\.)"
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS}[ \u00a0]$")
_MONTH_BEHIND = re.compile(rf"(?: of)?[ \u00a0]{_MONTHS}(?!\w)| [ap](?:\.m\.|m\b)")  # up to 5-7 September, 8 a.m.
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


def find(text: str, around: int = 80, language: str | None = None) -> list[Span]:
    """Every figure of a text, in order and disjoint.

    Dates, years, quarters, numbers of decrees, phones, labels (4G, mức độ 2) and names of pictures are left out, and so
    are ages that only define a population ("dân số từ 15 tuổi trở lên").

    Parameters
    ----------
    text : str
        Any text; spans count its characters as they are, composed or not.
    around : int, optional
        How many characters of context each span carries on either side.
    language : str, optional
        Of the text, which decides what "1.250" means; told from its letters if not given.

    Returns
    -------
    list of Span
        Each with its place in the text, the expression, the quantity, and the words before and after it.

    Raises
    ------
    DataError
        For a text that is none, or a number of characters below zero.

    Warns
    -----
    UserWarning
        For what is left out: a number with a letter for a digit (9O%), one that is torn (86 ,3%), one in words that may
        lack one (bốn chín xã), an error of a spreadsheet, and a cell in brackets, which may be a minus.

    Examples
    --------
    >>> [span.text for span in find("Năm 2023, 86,3% số hộ có cáp quang")]
    ['86,3%']
    """
    require(isinstance(text, str), "a text", text)
    require(isinstance(around, Integral) and around >= 0, "a number of characters from 0", around, "around")
    composed, original = as_seen(*compose(text))
    english = point_decimal(language) if language else looks_english(composed)
    composed = without_refused(composed)
    tokens, places = scan_places(composed)
    tell_marked(composed, tokens.letters, places)
    spans = []
    figures = list(_figures(*tokens, english))
    named = {places[last - 1].end() for rule, _, last, _ in figures if rule[:4] == "skip"}
    _tell_unread([each[:3] for each in figures if each[0] == "words" and not each[3]], tokens.letters, composed, places)
    figures = list(_among_ranks([each for each in figures if each[3]], tokens.letters, places, composed))
    figures = _shared(_within_fields(figures, composed, places), tokens, english)
    for rule, first, last, quantity in untorn(figures, tokens.letters, places, named, composed):
        first = _number_of(rule, tokens.letters, first, last)
        start, end = places[first].start(), places[last - 1].end() - 5 * (places[last - 1][0][-5:] == " than")
        lead = composed[places[first - 1].start() : places[first - 1].end()] if first and last - first == 1 else ""
        day = quantity.unit in (None, "rank") and re.fullmatch("[a-z]?k(?:[-e]k)?|I", tokens.letters[first:last])
        if day and (_MONTH_BEFORE.search(composed, max(0, start - 12), start) or _MONTH_BEHIND.match(composed, end)):
            continue
        if not _meant(rule, tokens.letters, first, last, composed[start:end], lead):
            continue
        start, quantity = _trimmed(composed, start, end, quantity)
        if original:
            start, end = original[start], original[end]
        before, after = text[max(0, start - around) : start], text[end : end + around]
        spans.append(Span(start, end, text[start:end], quantity, before, after))
    return spans


def _within_fields(found: list[Figure], text: str, places: list[re.Match]) -> list[Figure]:
    """The figures without ranks that are beyond their field, of which a warning tells: thứ 64/63."""
    beyond = [each for each in found if each[3] and beyond_field(each[3])]
    for _, first, last, _ in beyond:
        tell(text[places[first].start() : places[last - 1].end()], FIELD)
    return [each for each in found if each not in beyond]


def _tell_unread(figures: list[tuple[str, int, int]], letters: str, text: str, places: list[re.Match]) -> None:
    """Warn of numbers in words that may leave one out: bốn chín xã may be 49."""
    for rule, first, last in figures:
        raw = text[places[first].start() : places[last - 1].end()]
        if _meant(rule, letters, first, last, raw, ""):
            tell(raw, "a number in words with nothing left out (bốn mươi chín)")


def _figures(letters: str, values: list, english: bool, begin: int = 0, end: int = sys.maxsize) -> Iterator[Figure]:
    """Matches that make sense: (rule, first and behind the last token, quantity). What is no range is two figures.

    A number in words that makes none has no quantity.
    """
    for match in GRAMMAR.finditer(letters, begin, end):
        rule, (first, last) = match.lastgroup, match.span()
        quantity = interpret(rule, match[0], values[first:last], english) if rule[:4] != "skip" else None
        if quantity is not None or rule[:4] == "skip":
            yield rule, first, last, quantity
        elif rule == "words":
            yield rule, first, last, None
        elif cut := _between(rule, match):
            yield from _figures(letters, values, english, first, cut)
            yield from _figures(letters, values, english, cut, last)
        elif rule == "ranks":
            for at in [at for at in range(first, last) if letters[at] in "kNI"]:
                yield "ordinal", first, at + 1, interpret("ordinal", letters[at], values[at : at + 1], english)
                first = at + 1 + (letters[at + 1 : at + 2] == ",") + ("&" in letters[at + 1 : at + 3])


def _between(rule: str, match: re.Match) -> int:
    """Where the second of two figures begins that a rule took for one; 0 where it has but one."""
    marks = {"range": "[-se&]", "from_to": "g", "fraction": "[3m9z]"}.get(rule)
    found = re.compile(marks).search(match.string, match.start() + 1, match.end()) if marks else None
    return found.start() if found else 0


def _among_ranks(found: list[Figure], letters: str, places: list[re.Match], text: str) -> Iterator[Figure]:
    """The figures; of what may be ranks with the verb left out those behind a name and a rank of the same sentence.

    A xếp thứ nhất, B thứ hai; A leads, B second and C third; not: người thứ hai, the second and third year.
    """
    ranked = 0  # behind the last rank
    for rule, first, last, quantity in found:
        if rule == "listed_rank":
            listed = _goes_on(places, max(ranked, letters.rfind("A", 0, first) + 1), first, text)
            named = first > 0 and text[slice(*places[first - 1].span())][:1].isupper()
            if not (listed and named):
                continue
            rule = "ordinal"
        ranked = last if quantity.unit == "rank" else ranked
        yield rule, first, last, quantity


def _goes_on(places: list[re.Match], end: int, first: int, text: str) -> bool:
    """Whether a token is in the sentence of the one before `end` (0: none) and not far from it."""
    near = first - _LISTED < end and end > 0
    return near and _SENTENCE.search(text, places[end - 1].end(), places[first].start()) is None


def _shared(found: list[Figure], tokens: Tokens, english: bool) -> list[Figure]:
    """Figures of a list with the scale and the unit of its last: 96, 85 và 87%."""
    for at in range(len(found) - 2, -1, -1):
        rule, first, last, _ = found[at]
        if rule == "listed":
            end = next((each[1:3] for each in found[at + 1 :] if each[0] != "listed"), (last, last))
            number = end[0] + re.search("[kN]|$", tokens.letters[slice(*end)]).start()
            letters, values = (each[number + 1 : end[1]] for each in tokens)
            letters, values = tokens.letters[first:last] + letters, [*tokens.values[first:last], *values]
            quantity = interpret("plain", letters, values, english)
            found[at] = rule, first, last, quantity
    return _rowed(found, tokens, english)


def _rowed(found: list[Figure], tokens: Tokens, english: bool) -> list[Figure]:
    """Figures of a row with the unit of its head: Tỷ đồng 29315.30 31020.11."""
    head = end = None
    for at, (rule, first, last, _) in enumerate(found):
        body = tokens.letters[first:last]
        if rule == "headed" and body[0] in "S%":
            head = _UNIT.match(body).end() + first
            head, end = [each[first:head] for each in tokens], last
        elif head and first == end + (tokens.letters[end : end + 1] in frozenset("?;,&")) and _ALONE.fullmatch(body):
            letters, values = (each[first:last] + unit for each, unit in zip(tokens, head, strict=True))
            found[at], end = ("headed", first, last, interpret("plain", letters, values, english)), last
        else:
            head = None
    return found


def _number_of(rule: str, letters: str, first: int, last: int) -> int:
    """Where the figure of a row begins whose unit stands in the head before it: (%) 78,4."""
    headed = rule[:6] == "headed" and letters[first] not in "kN"
    return re.compile("s?[kN]").search(letters, first, last).start() if headed else first


def _trimmed(text: str, start: int, end: int, quantity: Quantity) -> tuple[int, Quantity]:
    """Where the figure itself begins, and the quantity without a bound that was a place: trên (on) 3 trụ cột."""
    beside = _BESIDE.match(text, start, end)
    few = quantity.value is not None and quantity.value < _FEW.get(quantity.unit, 0)
    if beside is None or (beside["place"] and not few):
        return start, quantity
    return beside.end(), replace(quantity, qualifier="exact", low=None, high=None) if beside["place"] else quantity


def _meant(rule: str, letters: str, first: int, last: int, raw: str, lead: str) -> bool:
    """Whether a match is meant as a figure in running text, where more is ambiguous than in an expression alone."""
    before, body, after = letters[first - 1 : first], letters[first:last], letters[last : last + 1]
    if raw[-1] == "+":  # 18+, as a bare 18
        body = body[:-1]
    if rule == "words" and first == 0 and body in ("iU", "iu", "YU", "Yu"):  # Một quán cà phê
        return False
    if rule == "words" or (body == "k" and raw.isalpha()):  # Ba Đình, Hai Bà Trưng: a name inside a sentence
        return not raw[0].isupper() or before in ("", "q", ".", ":")
    if rule == "part" and raw.lower().startswith("nửa") and body[-1] in "hUu":  # nửa đêm, nửa đầu năm, nửa người
        return after == "L"  # nửa số hộ
    if rule == "part" and raw[:2].lower() == "a ":  # a quarter of homes; not a third time
        return after in ("3", "", "F")
    if rule == "ordinal" and body[-1] not in "kN" and raw[0].lower() == "t":  # Thứ nhất: …; thứ hai, …
        return after not in (",", ":") or before not in ("", *"q.;:")
    if body[0] == "m" and before in _COUNTED and _PER.fullmatch(raw):  # số ca tử vong trên 1 triệu dân
        return False
    if rule in ("ordinal", "listed", "headed", "headed_rank") or not plan(rule, body).bare:
        return True
    if before == "w" and lead.isupper() and 2 <= len(lead) <= 3 and raw.isdecimal():  # OM 5451
        return False
    if before == "(" and letters[last : last + 1] == ")" and body == "k":  # Bình Dương (69); (1) is a note
        return len(raw) == 2 or _BOXED.search(letters, max(0, first - _NEAR), last + _NEAR) is not None
    if body == "k/k":  # 1/3 dân số, though not "lễ 30/4."
        return before == "(" or after not in _STOPS
    led = letters[max(0, first - 2) : first] in ("F,", "de", "Ue") or (before == "w" and _PAST.fullmatch(lead))
    if body == "k" and after in _STOPS and led:  # in all, 40; rose to 11; it killed 3
        return True
    if body in ("k-k", "k"):  # 3 nhà; đạt 5; 15 (26,8%); not a page number
        return after in _NOUNS or (body == "k" and (before in _LEADS or _SHARE.match(letters, last) is not None))
    return (before, body, after) != ("(", "N", ")") or not _DAY.fullmatch(raw)  # (1.12) is a day
