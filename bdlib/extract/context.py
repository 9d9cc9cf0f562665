"""What the sentence of a figure, and the sentences before it, say about it: area, period, role, words of its topic."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bdlib.extract import Span, layout, roles, times
from bdlib.extract.places import Place, Places, alike, place_of
from bdlib.extract.vocabulary import LINKS

_LINKED = re.compile(
    r"\s*(?:cùng với đó|bên cạnh đó|đồng thời|ngoài ra|về |trong đó|[-–+*•]|of which|in which|also)", re.I
)
_WITHIN = re.compile(r"\s*(?:trong đó|of which|of these|in which|including)", re.I)
_OPEN = re.compile(
    r"[,(]\s*$|^\s*$|\b(?:có|và|gồm|cần|với|hơn|khoảng|trong đó|over|with|and|of|of the|provided|installed)\s*$", re.I
)
_SPLIT = re.compile(r",\s(?:trong đó|với|while|with)\b|[;:]\s")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says about one figure."""

    span: Span
    locator: str
    place: Place | None
    sure: float  #: how sure the area is
    period: str
    basis: str
    role: str
    word: str  #: what the role rests on
    near: str  #: its clause without names of areas: the words that say what it is of
    around: tuple[tuple[str, float], ...]  #: wider texts and how much their words count
    bare: bool  #: whether its clause has no word of its own, so that it goes on with the figure before
    head: str  #: head of its column, in a table
    sentence: str


@dataclass
class _Carried:
    """What holds until something else is said."""

    place: Place | None = None
    period: str = ""
    role: str = "actual"
    heading: str = "actual"
    goal: str = ""  #: the year of the targets spoken of
    now: bool = False  #: whether the paragraph tells of the day of the page
    heads: tuple[str, ...] = ()


def read(text: str, spans: list[Span], places: Places, published: str, title: str = "") -> Iterator[Said]:
    """Everything that a page says about its figures, in order."""
    starts = [span.start for span in spans]
    lines = list(layout.paragraphs(text))
    named = {place: places.find(line) for _, place, line in lines}
    main = places.main([*places.find(title), *(each for found in named.values() for each in found)])
    carried = _Carried(main, _first_period(title, published))
    for number, place, line in lines:
        inside = spans[bisect_left(starts, place) : bisect_left(starts, place + len(line))]
        yield from _line(line, f"p{number}", place, inside, named[place], carried, main, published)


def _first_period(title: str, published: str) -> str:
    return next((time.period for time in times.times(title, published, "") if not time.base), "")


def _line(
    line: str,
    locator: str,
    place: int,
    spans: list[Span],
    named: list[Place],
    carried: _Carried,
    main: Place | None,
    published: str,
) -> Iterator[Said]:
    grid = layout.cells(line)
    if grid and not spans:
        carried.heads = tuple(line[slice(*cell)] for cell in grid)
    if not _LINKED.match(line):
        carried.role = carried.heading
    carried.now = False
    stated = (
        [] if carried.period else [time.period for time in times.times(line[:1500], published, "") if not time.base]
    )
    carried.period = stated[0] if stated and spans else carried.period
    starts, names = [span.start - place for span in spans], [each.start for each in named]
    for start, end in layout.sentences(line):
        inside = spans[bisect_left(starts, start) : bisect_left(starts, end)]
        said = [_moved(each, start) for each in named[bisect_left(names, start) : bisect_left(names, end)]]
        before = line[max(0, start - 240) : start]
        yield from _sentence(
            line[start:end], locator, place + start, inside, said, carried, published, before, grid, start
        )
    if not spans and (marks := roles.marks(line) or len(line) < 120):
        role = marks[-1][1] if isinstance(marks, list) else "actual"
        carried.heading = carried.role = role if role in ("target", "forecast") else "actual"


def _moved(place: Place, by: int) -> Place:
    return replace(place, start=place.start - by, end=place.end - by)


def _sentence(
    sentence: str,
    locator: str,
    at: int,
    spans: list[Span],
    named: list[Place],
    carried: _Carried,
    published: str,
    before: str,
    grid: list[tuple[int, int]],
    offset: int,
) -> Iterator[Said]:
    year = carried.period[:4]
    said = times.times(sentence, published, year)
    marks = roles.marks(sentence)
    places = [(span.start - at, span.end - at) for span in spans]
    series = alike(sentence, named, places)
    role = carried.role if carried.role != "estimate" or _WITHIN.match(sentence) else carried.heading
    for order, (span, (start, end)) in enumerate(zip(spans, places, strict=True)):
        head = _head(grid, carried.heads, start + offset)
        role, word = roles.role(marks, start, end, role)
        period, aside = times.period(sentence, start, end, said, carried.period)
        period, basis = _dated(period or _of_head(head, published), role, carried, published)
        place, sure = (series[start], 0.9) if start in series else place_of(sentence, start, end, named, carried.place)
        left = places[order - 1][1] if order else 0
        right = places[order + 1][0] if order + 1 < len(places) else len(sentence)
        near, bare = _clause(sentence, left, start, end, right, named)
        yield Said(
            span,
            locator,
            place,
            sure,
            period,
            basis,
            role,
            word,
            f"{head} {near}".strip(),
            ((_unnamed(sentence[:start], named)[-240:], 0.45), (before, 0.2), (sentence[end:][:100], 0.2)),
            bare and not head,
            head,
            sentence,
        )
        carried.place = place or carried.place
        if basis == "stated" and not aside:
            _remember(carried, period, published)
        carried.now = carried.now or basis == "publication"
    carried.role = role if spans or not marks else marks[-1][1]
    meant = [each for each in named if each.meant]
    if meant and (not spans or meant[-1].start > places[-1][1]):
        carried.place = meant[-1] if not spans else carried.place
    stated = [time.period for time in said if not time.base]
    if stated and not spans:
        _remember(carried, stated[-1], published)


def _dated(period: str, role: str, carried: _Carried, published: str) -> tuple[str, str]:
    """Period of a figure and its basis: stated here, the day of the page, or from the context."""
    if period:
        return period, "publication" if period == published else "stated"
    if role in ("target", "recommendation") and carried.goal:
        return carried.goal, "inferred"
    if carried.now:
        return published, "publication"
    return carried.period, "inferred" if carried.period else ""


def _remember(carried: _Carried, period: str, published: str) -> None:
    """What is dated after the page is a goal, what is dated before it is what the page tells of."""
    if (published and period[:4] > published[:4]) or carried.role in ("target", "recommendation"):
        carried.goal = period
    else:
        carried.period = period


def _head(grid: list[tuple[int, int]], heads: tuple[str, ...], start: int) -> str:
    """Head of the column that a place of a table's row is in."""
    if len(grid) != len(heads):
        return ""
    return next((head for (first, last), head in zip(grid, heads, strict=True) if first <= start < last), "")


def _of_head(head: str, published: str) -> str:
    return next((time.period for time in times.times(head, published, "")), "") if head else ""


def _unnamed(words: str, named: list[Place]) -> str:
    """Words without the names of areas."""
    for place in reversed(named):
        if place.end <= len(words):
            words = words[: place.start] + " " * (place.end - place.start) + words[place.end :]
    return words


def _clause(sentence: str, left: int, start: int, end: int, right: int, named: list[Place]) -> tuple[str, bool]:
    """Words of a figure's clause, and whether they say nothing of their own.

    A figure before a comma ends its clause, one after "có" or a comma begins it.
    """
    whole = _unnamed(sentence, named)
    before, after = re.split(r"[;]\s|\.\s", whole[left:start])[-1], whole[end:right]
    told = [word for word in _WORDS.findall(re.split(r"[,;.():]", after)[0].lower()) if word not in LINKS]
    bare = not told and not [word for word in _WORDS.findall(before.lower()) if word not in LINKS]
    if re.match(r"\s*[,;.)…|]", after):
        after = ""
    elif _OPEN.search(before) and told:
        before = ""
    near = [*before.split()[-24:], sentence[start:end], *_SPLIT.split(after)[0].split()[:16]]
    return " ".join(near), bare
