"""What the sentence of a figure, and the sentences before it, say about it: area, period, role, words of its topic."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bdlib.extract import Span, layout, roles, times
from bdlib.extract.places import LIST, Place, Places, alike, place_of
from bdlib.extract.vocabulary import LINKS

_LINKED = re.compile(
    r"\s*(?:cùng với đó|bên cạnh đó|đồng thời|ngoài ra|về |trong đó|[-–+*•]|of which|in which|also)", re.I
)
_AGAINST = re.compile(r"\b(?:lần|so với|times|than)\b[^(,;]{0,25}\($", re.I)
_WITHIN = re.compile(r"\s*(?:trong đó|of which|of these|in which|including)", re.I)
_OPEN = re.compile(
    r"[,(]\s*$|^\s*$|\b(?:có|và|gồm|cần|với|hơn|khoảng|trong đó|over|with|and|of|of the|provided|installed)\s*$", re.I
)
_SPLIT = re.compile(r",\s(?:trong đó|với|while|with)\b|[;:]\s")
_BREAK, _END, _CLOSED = re.compile(r"[;.]\s"), re.compile(r"[,;.():]"), re.compile(r"\s*[,;.)…|]")
_TIMES = frozenset({"day", "week", "month", "quarter", "year"})
_DIGIT, _WORDS = re.compile(r"\d"), re.compile(r"[^\W\d_]+")
_CAPTION = 240  #: characters of a line that may be the title of a table


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
    figure: str  #: how it stands in its clause: any digits, so that the same words are looked at once
    near: str  #: its clause without names of areas: the words that say what it is of
    around: tuple[tuple[str, float], ...]  #: wider texts and how much their words count
    bare: bool  #: whether its clause has no word of its own, so that it goes on with the figure before
    unit: str  #: unit in the head of its column or in a cell of its row, in a table
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
    heads: tuple[str, ...] = ()  #: heads of the columns of the table
    owners: dict[str, Place] = field(default_factory=dict)  #: areas that are heads of columns
    above: str = ""  #: the line over the table: its title
    unit: str = ""  #: of the table, where a line above it says one
    rows: bool = False  #: whether the line before was one of a table


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what it names; all places count from its start."""

    text: str  #: with any digits in its figures
    printed: str
    unnamed: str  #: without the names of areas
    before: str  #: the end of the line up to it
    locator: str
    spans: list[Span]
    figures: list[tuple[int, int]]
    named: list[Place]
    grid: list[tuple[int, int]]  #: cells of a table's row
    unit: str  #: of the whole row


def read(text: str, spans: list[Span], places: Places, published: str, title: str = "") -> Iterator[Said]:
    """Everything that a page says about its figures, in order."""
    starts = [span.start for span in spans]
    lines = list(layout.paragraphs(text))
    named = {place: places.find(line) for _, place, line in lines}
    main = places.main([*places.find(title), *(each for found in named.values() for each in found)])
    first = next((time.period for time in times.times(title, published, "") if not time.base), "")
    reader = _Reader(published, _Carried(main, first), places.country)
    for number, place, line in lines:
        inside = spans[bisect_left(starts, place) : bisect_left(starts, place + len(line))]
        yield from reader.line(line, f"p{number}", place, inside, named[place])


class _Reader:
    """Reads line after line, and remembers what holds for the next."""

    def __init__(self, published: str, carried: _Carried, country: str) -> None:
        self.published, self.carried, self.country = published, carried, country

    def line(self, line: str, locator: str, place: int, spans: list[Span], named: list[Place]) -> Iterator[Said]:
        """What a line says about its figures."""
        carried, grid = self.carried, layout.cells(line)
        if grid and all(span.quantity.unit == "month" for span in spans):  # Thực hiện 8 tháng
            spans = []
            carried.heads = tuple(line[slice(*cell)] for cell in grid)
            carried.owners = {each.printed: each for each in named if each.printed in carried.heads}
        elif not grid:
            unit = said[1].strip() if (said := layout.SAID.fullmatch(line)) else ""
            carried.unit = unit or ("" if carried.rows else carried.unit)
            carried.above = carried.above if unit else line if len(line) < _CAPTION else ""
        carried.rows = bool(grid)
        if not _LINKED.match(line):
            carried.role = carried.heading
        carried.now = False
        if spans and not carried.period:  # said later in the line
            stated = [time.period for time in times.times(line[:1500], self.published, "") if not time.base]
            carried.period = stated[0] if stated else ""
        unit = layout.row_unit(line, grid) if grid and spans else ""
        starts, names = [span.start - place for span in spans], [each.start for each in named]
        printed, line = line, _alike(line, spans, place)
        for start, end in layout.sentences(line):
            inside = spans[bisect_left(starts, start) : bisect_left(starts, end)]
            figures = [(span.start - place - start, span.end - place - start) for span in inside]
            told = named[bisect_left(names, start) : bisect_left(names, end)]
            said = [replace(each, start=each.start - start, end=each.end - start) for each in told]
            cells = [(first - start, last - start) for first, last in grid]
            before = line[max(0, start - 240) : start]
            text = line[start:end]
            texts = text, printed[start:end], _unnamed(text, said), before
            yield from self.sentence(_Sentence(*texts, locator, inside, figures, said, cells, unit))
        if not spans and not grid:
            self._heading(_unnamed(line, named))

    def _heading(self, line: str) -> None:
        """A line without figures may announce targets, or end them."""
        marks = roles.marks(line)
        if marks or len(line) < 120:
            role = marks[-1][1] if marks else "actual"
            self.carried.heading = self.carried.role = role if role in ("target", "forecast") else "actual"

    def sentence(self, sentence: _Sentence) -> Iterator[Said]:
        """What a sentence says about its figures."""
        carried = self.carried
        said = times.times(sentence.text, self.published, carried.period[:4])
        behind = {end + 1 for _, end in sentence.figures}  # its 80 percent target: no word of the next
        marks = roles.marks(sentence.unnamed)  # Cần Thơ is no need
        marks = [each for each in marks if each[1] != "target" or each[0] not in behind]
        areas = alike(sentence.text, [each for each in sentence.named if each.meant], sentence.figures)
        series = areas, alike(sentence.text, [time for time in said if not time.base], sentence.figures)
        if carried.role == "estimate" and not _WITHIN.match(sentence.text):
            carried.role = carried.heading
        for order in range(len(sentence.spans)):
            yield self._figure(sentence, order, said, marks, series)
        if not sentence.spans:
            self._told(sentence.named, said, marks)

    def _figure(
        self,
        sentence: _Sentence,
        order: int,
        said: list[times.Time],
        marks: list[tuple[int, str, str]],
        series: tuple[dict[int, Place], dict[int, times.Time]],
    ) -> Said:
        carried, (start, end) = self.carried, sentence.figures[order]
        head = _head(sentence.grid, carried.heads, end - 1)
        role, word = roles.of_head(head) or roles.aside(sentence.text, start, end), "plan"
        if not role:
            carried.role, word = roles.role(marks, start, end, carried.role, sentence.text)
        earlier = times.year_before(sentence.text, start, end)
        period, aside = times.period(sentence.text, start, end, said, carried.period)
        if earlier is not None:
            period = next((each.period for each in reversed(said) if each.end <= start and not each.base), "")
        period = series[1][start].period if start in series[1] else period
        headed = next((time.period for time in times.times(head, self.published, "")), "")
        period, basis = self._dated(period or headed)
        if _AGAINST.search(sentence.text, max(0, start - 40), start) and times.over(period, self.published):
            role = role or "actual"  # gấp 1,8 lần năm 2022 (98 triệu đồng)
        cut = sentence.text.rfind(";", 0, start)
        if cut > 0 and basis == "stated" and times.over(period, self.published):  # will reach 80%; 60% did so last year
            own = [each for each in marks if each[0] > cut]
            carried.role, word = roles.role(own, start, end, "actual", sentence.text)
        if basis == "stated" and carried.role == "actual" and "" < self.published[:4] < period[:4]:
            carried.role = "target"
        if listed := carried.owners.get(head) or series[0].get(start):
            place, sure = listed, 0.9
        else:
            place, sure = place_of(sentence.text, start, end, sentence.named, carried.place)
        led = [each for each in sentence.named if each.meant and each.end <= start and each.code != self.country]
        beside = led and place.code == self.country  # A has 81%, 72% nationwide: A is still spoken of
        carried.place = led[-1] if beside else place or carried.place
        if basis == "stated" and not aside and earlier is None:
            self._remember(period)
        carried.now = carried.now or basis == "publication"
        if earlier is not None and period[:4].isdecimal():  # of 2023/2024 it is 2022/2023
            last = f"/{period[:4]}" if "/" in period else period[4:7]
            period, basis = f"{earlier or int(period[:4]) - 1}{last}", "inferred"
        near, bare = _clause(sentence, order)
        lead = " ".join(sentence.unnamed[max(0, start - 240) : start].split())
        if sentence.grid and not _WORDS.search(lead):  # a row that names an area, and no more
            lead = carried.above
        head = "" if head in carried.owners else head
        headless = not _WORDS.search(re.sub(r"(?i)\b(?:năm|year)\b", "", head))
        titled = layout.unit_of(carried.above) if sentence.grid and headless else ""
        unit = layout.unit_of(head) or sentence.unit or titled or (sentence.grid and carried.unit) or ""
        around = ((lead, 0.45), (sentence.before, 0.2), (sentence.text[end : end + 100], 0.2))
        return Said(
            sentence.spans[order], sentence.locator, place, sure, period, basis, role or carried.role,
            word, sentence.text[start:end], f"{head} {near}".strip(), around, bare and not head, unit, sentence.printed,
        )  # fmt: skip

    def _told(self, named: list[Place], said: list[times.Time], marks: list[tuple[int, str, str]]) -> None:
        """Keep what a sentence without figures says."""
        carried = self.carried
        carried.role = marks[-1][1] if marks else carried.role
        carried.place = next((each for each in reversed(named) if each.meant), carried.place)
        stated = [time.period for time in said if not time.base]
        if stated:
            self._remember(stated[-1])

    def _dated(self, period: str) -> tuple[str, str]:
        """Period of a figure and its basis: stated here, the day of the page, or from the context."""
        carried = self.carried
        if period:
            return period, "publication" if period == self.published else "stated"
        if carried.role in ("target", "recommendation", "forecast") and carried.goal:
            return carried.goal, "inferred"
        if carried.now:
            return self.published, "publication"
        return carried.period, "inferred" if carried.period else ""

    def _remember(self, period: str) -> None:
        """What is dated after the page is a goal, what is dated before it is what the page tells of."""
        later = self.published and period[:4] > self.published[:4]
        if later or self.carried.role in ("target", "recommendation"):
            self.carried.goal = period
        else:
            self.carried.period = period


def _alike(line: str, spans: list[Span], place: int) -> str:
    """A line with noughts for the digits of its figures, but not of what they are counted by: 000,0 ca/100 dân."""
    pieces, at = [], 0
    for span in spans:
        if span.quantity.unit in _TIMES:  # 9 tháng may date another
            continue
        number, slash, by = span.text.partition("/")
        pieces += [line[at : span.start - place], _DIGIT.sub("0", number), slash, by]
        at = span.end - place
    return "".join([*pieces, line[at:]])


def _head(grid: list[tuple[int, int]], heads: tuple[str, ...], start: int) -> str:
    """Head of the column that a place of a table's row is in."""
    if len(grid) != len(heads):
        return ""
    return next((head for (first, last), head in zip(grid, heads, strict=True) if first <= start < last), "")


def _unnamed(words: str, named: list[Place]) -> str:
    """Words without the names of areas."""
    for place in reversed(named):
        if place.end <= len(words):
            words = words[: place.start] + " " * (place.end - place.start) + words[place.end :]
    return words


def _clause(sentence: _Sentence, order: int) -> tuple[str, bool]:
    """Words of a figure's clause, and whether they say nothing of their own.

    A figure before a comma ends its clause, one after "có" or a comma begins it.
    """
    start, end = sentence.figures[order]
    left = sentence.figures[order - 1][1] if order else 0
    for at, (_, last) in enumerate(sentence.figures[order:], order + 1):  # the last of its list: 2, 14 và 5 về DTI
        right = sentence.figures[at][0] if at < len(sentence.figures) else len(sentence.text)
        if not LIST.fullmatch(sentence.text, last, right):
            break
    before, after = _BREAK.split(sentence.unnamed[left:start])[-1], sentence.unnamed[last:right]
    told = [word for word in _WORDS.findall(_END.split(after)[0].lower()) if word not in LINKS]
    bare = not told and not [word for word in _WORDS.findall(before.lower()) if word not in LINKS]
    if _CLOSED.match(after):
        after = ""
    elif _OPEN.search(before) and told:
        before = ""
    near = [*before.split()[-24:], sentence.text[start:end], *_SPLIT.split(after)[0].split()[:16]]
    return " ".join(near), bare
