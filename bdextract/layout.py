"""A page's lines, sentences and tables: markup to text, and which head stands over a cell."""

import html
import itertools
import re
from collections.abc import Iterator

from bdextract.vocabulary import SIGNS
from bdquantities.parsing import parse
from bdquantities.running_text import Span
from bdquantities.tokens import scan

_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|p|table|tr|td|li|br|span|article)\b", re.I)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*>|<!--|<![^<>]*>")
_UNREAD = {"script", "style", "svg", "template", "noscript"}
_LINES = set("p div br li tr h1 h2 h3 h4 h5 h6 table section article ul ol title caption figcaption".split())
_CELLS = {"td", "th"}
_LONGEST = 1200  #: characters of a sentence; drawn tables and lists run on
LINE, _BAR, _GAP = re.compile(r"^.*\S.*$", re.M), re.compile(r"\s*[|\t]\s*"), re.compile(r" {2,}")
_FEWEST_COLUMNS = 3  #: columns of a row that numbers them; "1 2" may be anything
_LONGEST_CELL = 60  #: characters of a cell where only blanks part them; more is prose
#: A head that only numbers or letters its column, with what it is made of: (1), B, IV, 3 = 2/1.
_COLUMN_NUMBER = re.compile(r"(\()?(?:[A-Z]|[IVX]+|(\d{1,2}))\)?(\s*=[\s\d()+*/:x×÷%-]+)?")
_FEWEST_LETTERS = 2  #: columns with a letter that tell of columns; one letter alone numbers its row: I | 5 | 6
_UNIT, _SMALL = re.compile(r"S{1,3}[$U]|[$%]"), re.compile(r"[1-9]\d?")


def plain(text: str) -> str:
    """Text of a page: of markup what a reader sees, one block a line, cells parted by bars; other text as it is."""
    if not _MARKUP.search(text, 0, 20_000):
        return text
    pieces, at = [], 0
    for match in _TAG.finditer(text):
        if match.start() < at:
            continue
        pieces.append(text[at : match.start()].replace("\n", " "))
        at, name = match.end(), (match[2] or "").lower()
        if match[0] == "<!--":
            at = text.find("-->", at) + 3 or len(text)
        elif name in _UNREAD and not match[1]:
            closed = re.compile(f"</{name}", re.I).search(text, at)
            at = closed.start() if closed else len(text)
        elif name in _LINES:
            pieces.append("\n")
        elif name in _CELLS and match[1]:
            pieces.append(" | ")
    pieces.append(text[at:].replace("\n", " "))
    lines = html.unescape("".join(pieces)).replace("\xa0", " ").split("\n")
    return "\n".join(line for line in (" ".join(each.split()) for each in lines) if line) + "\n"


def sentences(line: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line begin and end."""
    start = 0
    for stop in [*(match.end() for match in SIGNS["stop"].finditer(line)), len(line)]:
        while stop - start > _LONGEST:
            cut = line.rfind(" ", start + _LONGEST // 2, start + _LONGEST) + 1 or start + _LONGEST
            yield start, cut
            start = cut
        if start < stop:
            yield start, stop
            start = stop


def cells(line: str) -> list[tuple[int, int]]:
    """Where the cells of a table's row begin and end; none for prose."""
    bars = "|" in line or "\t" in line
    edges = [(0, 0), *(match.span() for match in (_BAR if bars else _GAP).finditer(line)), (len(line), len(line))]
    found = [(one[1], other[0]) for one, other in itertools.pairwise(edges)]
    if not bars and (len(found) < 3 or max(last - first for first, last in found) > _LONGEST_CELL):
        return []
    return [each for at, each in enumerate(found) if each[0] < each[1] or 0 < at < len(found) - 1]


def numbers_columns(line: str) -> bool:
    """Whether a row of a table only counts its columns: A | B | 1 | 2 | 3 = 2/1; (1) (2) (3); not 19 | 20 | 21."""
    barred = "|" in line or "\t" in line
    parts = [part for part in (_BAR.split(line.strip()) if barred else line.split()) if part]
    matches = [_COLUMN_NUMBER.fullmatch(part) for part in parts]
    if len(parts) < _FEWEST_COLUMNS or not all(matches):
        return False
    numbers = [int(match[2]) for match in matches if match[2]]
    counted = all(after == before + 1 for before, after in itertools.pairwise(numbers))
    return len(numbers) > 1 and counted and _tells_of_columns(matches, numbers[0])


def _tells_of_columns(heads: list[re.Match], first: int) -> bool:
    """Whether numbers in order are those of columns: from 1 on, or further on in a table with a sign of it."""
    column = next(at for at, head in enumerate(heads, 1) if head[2])
    letters = sum(head[2] is None for head in heads)
    bracketed = all(head[1] for head in heads)
    return first <= column or bracketed or letters >= _FEWEST_LETTERS or any(head[3] for head in heads)


def row_unit(line: str, grid: list[tuple[int, int]]) -> str:
    """Unit of a whole row, a cell of its own or in its head: Tỷ đồng | 29315.30; Dân số (nghìn người) | 1.178,7."""
    told = [line[slice(*cell)].strip() for cell in grid]
    told += [unit_of(told[0])] if told else []
    return next((each for each in told if len(each) < 25 and _UNIT.fullmatch(scan(each).letters)), "")


def with_small(line: str, place: int, grid: list[tuple[int, int]], heads: tuple[str, ...], spans: list) -> list:
    """Figures of a row, with the whole numbers below 100 that are a cell of their own, but for those under "STT"."""
    known = {at for span in spans for at in range(span.start, span.end)}  # %) | 70 has its cell, too
    columns = zip(grid, heads, strict=True) if len(grid) == len(heads) else ()
    small = [Span(place + a, place + b, line[a:b], parse(line[a:b]), line[:a], line[b:]) for (a, b), head in columns
             if _SMALL.fullmatch(line, a, b) and not (place + a in known or SIGNS["numbers"].match(head))]  # fmt: skip
    return sorted([*spans, *small], key=lambda span: span.start)


def unit_of(head: str) -> str:
    """Unit in the head of a column: người in "Dân số (người)"; rank of "Xếp hạng"."""
    if SIGNS["ranked"].match(head):
        return "rank"
    match = SIGNS["head_unit"].search(head)
    return (match[1] or match[2]).strip() if match else ""
