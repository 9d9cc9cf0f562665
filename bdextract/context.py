"""What the sentence of a figure, and the sentences before it, say about it: area, period, role, words of its topic."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bdextract import layout, roles, times
from bdextract.clauses import WORDS, clause, digitless, unnamed
from bdextract.places import UNKNOWN, Place, Places, alike, every_area, place_of
from bdextract.vocabulary import SIGNS
from bdquantities.running_text import Span

_CAPTION = 240  #: characters of a line that may be the title of a table
_OF_ALL = 0.3  #: how sure the area is of what holds in every one: the whole has it too, but need not be meant


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
    province: Place | None = None  #: around the district that may be spoken of
    role: str = "actual"
    heading: str = "actual"
    goal: str = ""  #: the year of the targets spoken of
    now: bool = False  #: whether the paragraph tells of the day of the page
    heads: tuple[str, ...] = ()  #: heads of the columns of the table
    owners: dict[str, Place] = field(default_factory=dict)  #: areas that are heads of columns
    above: str = ""  #: the line over the table: its title
    unit: str = ""  #: of the table, where a line above it says one
    rows: bool = False  #: whether the line before was one of a table
    tail: str = ""  #: the end of the line before
    plans: int = 0  #: how many figures up to here were targets one after the other


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what it names; all places count from its start."""

    text: str  #: with any digits in its figures
    printed: str
    unnamed: str  #: without the names of areas
    topic: str  #: without the words of aims, too
    behind: str  #: the text without the words of aims
    before: str  #: the end of the line up to it, without them
    locator: str
    spans: list[Span]
    figures: list[tuple[int, int]]
    named: list[Place]
    grid: list[tuple[int, int]]  #: cells of a table's row
    unit: str  #: of the whole row
    times: list[times.Time]
    marks: list[tuple[int, str, str]]  #: words of roles
    areas: dict[int, Place]  #: of the figures of a list: A và B lần lượt đạt x và y
    dates: dict[int, times.Time]


def read(text: str, spans: list[Span], places: Places, published: str, title: str = "") -> Iterator[Said]:
    """Everything that a page says about its figures, in order."""
    starts = [span.start for span in spans]
    lines = [(number, line.start(), line[0]) for number, line in enumerate(layout.LINE.finditer(text), 1)]
    named = {place: places.find(line) for _, place, line in lines}
    main = places.main([*places.find(title), *(each for found in named.values() for each in found)])
    reader = _Reader(published, _Carried(main, next(iter(times.stated(title, published)), ""), main), places)
    for number, place, line in lines:
        inside = spans[bisect_left(starts, place) : bisect_left(starts, place + len(line))]
        yield from reader.line(line, f"p{number}", place, inside, named[place])


class _Reader:
    """Reads line after line, and remembers what holds for the next."""

    def __init__(self, published: str, carried: _Carried, places: Places) -> None:
        self.published, self.carried, self.country, self.regions = published, carried, places.country, places.regions

    def line(self, line: str, locator: str, place: int, spans: list[Span], named: list[Place]) -> Iterator[Said]:
        """What a line says about its figures."""
        if layout.numbers_columns(line):
            return
        carried, grid = self.carried, layout.cells(line)
        spans = layout.with_small(line, place, grid, carried.heads, spans) if grid else spans
        if grid and all(span.quantity.unit == "month" for span in spans):  # Thực hiện 8 tháng
            spans = []
            carried.heads = tuple(line[slice(*cell)] for cell in grid)
            carried.owners = {each.printed: each for each in named if each.printed in carried.heads}
        elif not grid:
            unit = said[1].strip() if (said := SIGNS["in_units"].fullmatch(line)) else ""
            carried.unit = unit or ("" if carried.rows else carried.unit)
            carried.above = carried.above if unit else line if len(line) < _CAPTION else ""
        carried.rows = bool(grid)
        goes_on = carried.plans > 1 and all(role != "actual" for _, role, _ in roles.marks(line))
        if not (SIGNS["linked"].match(line) or (goes_on and not times.times(line[:1500], self.published, ""))):
            carried.role = carried.heading
        district = carried.place and carried.place.code == UNKNOWN
        carried.now, carried.place = False, carried.province if district else carried.place
        unit = layout.row_unit(line, grid) if grid and spans else ""
        starts, names = [span.start - place for span in spans], [each.start for each in named]
        printed, line = line, digitless(line, spans, place)
        if spans and not carried.period:  # said later in the line
            own = {time.period for time in times.times(line[:1500], self.published, "") if time.own}
            for period in reversed(times.stated(printed[:1500], self.published)):  # the first counts
                if period not in own:
                    self._remember(period, "")
        for start, end in layout.sentences(line):
            inside = spans[bisect_left(starts, start) : bisect_left(starts, end)]
            figures = [(span.start - place - start, span.end - place - start) for span in inside]
            told = named[bisect_left(names, start) : bisect_left(names, end)]
            said = [replace(each, start=each.start - start, end=each.end - start) for each in told]
            cells = [(first - start, last - start) for first, last in grid]
            text, bare = line[start:end], unnamed(line[start:end], said)
            before = line[max(0, start - 240) : start] or carried.tail
            texts = text, printed[start:end], bare, *map(roles.unaimed, (bare, text, before))
            told = self._telling(text, texts[2], figures, said)
            yield from self.sentence(_Sentence(*texts, locator, inside, figures, said, cells, unit, *told))
        carried.tail = "" if grid else line[-240:]
        if not spans and not grid:
            self._heading(unnamed(line, named))

    def _heading(self, line: str) -> None:
        """A line without figures may announce targets, or end them."""
        if (marks := roles.marks(line)) or len(line) < 120:
            role = marks[-1][1] if marks else "actual"
            self.carried.heading = self.carried.role = role if role in ("target", "forecast") else "actual"

    def _telling(self, text: str, unnamed: str, figures: list[tuple[int, int]], named: list[Place]) -> tuple:
        """Times and words of roles of a sentence, and the areas and times of figures that are given in order."""
        said = times.times(text, self.published, self.carried.period[:4])
        behind = {end + 1 for _, end in figures}  # its 80 percent target: no word of the next
        marks = [each for each in roles.marks(unnamed) if each[1] != "target" or each[0] not in behind]
        areas = alike(text, [each for each in named if each.meant], figures)
        return said, marks, areas, alike(text, [time for time in said if not time.base], figures)

    def sentence(self, sentence: _Sentence) -> Iterator[Said]:
        """What a sentence says about its figures."""
        if self.carried.role in ("estimate", "forecast") and not SIGNS["within"].match(sentence.text):
            self.carried.role = self.carried.heading
        for order in range(len(sentence.spans)):
            yield self._figure(sentence, order)
        if not sentence.spans:
            self._told(sentence)

    def _figure(self, sentence: _Sentence, order: int) -> Said:
        carried, (start, end) = self.carried, sentence.figures[order]
        head = _head(sentence.grid, carried.heads, end - 1)
        aside, word = roles.of_head(head) or roles.aside(sentence.text, start, end), "plan"
        if not aside:
            carried.role, word = roles.role(sentence.marks, start, end, carried.role, sentence.text)
        earlier = times.year_before(sentence.text, start, end)
        period, basis, kept = self._time(sentence, start, end, head, aside or carried.role, earlier is not None)
        role = aside or self._timed(sentence, start, end, period if basis == "stated" else "", word, earlier)
        listed = carried.owners.get(head) or sentence.areas.get(start)
        ranked = sentence.spans[order].quantity.unit == "rank"
        place, sure = self._of_all(sentence, start, end, listed or ranked) or self._area(sentence, start, end, listed)
        if kept and not roles.started(sentence.text, start):
            self._remember(period, role)
        carried.now = carried.now or basis == "publication"
        if basis == "stated" and not times.spelled_out(period, sentence.times):
            basis = "inferred"
        if earlier is not None and period[:4].isdecimal():  # of 2023/2024 it is 2022/2023
            last = f"/{period[:4]}" if "/" in period else period[4:7]
            period, basis = f"{earlier or int(period[:4]) - 1}{last}", "inferred"
        carried.plans = carried.plans + 1 if role == "target" else 0
        if not period and role in ("actual", "estimate") and self.published:
            period, basis = times.day_told(sentence.text, self.published)
        return Said(
            sentence.spans[order], sentence.locator, place, sure, period, basis, role, word,
            sentence.text[start:end], *self._words(sentence, order, head), sentence.printed,
        )  # fmt: skip

    def _time(self, sentence: _Sentence, start: int, end: int, head: str, role: str, earlier: bool) -> tuple:
        """Period of a figure, its basis, and whether that is what the text tells of from here on."""
        period, only = times.period(sentence.text, start, end, sentence.times, self.carried.period)
        if earlier:
            near = sorted(sentence.times, key=lambda each: (each.start >= end, abs(each.start - start)))
            period = next((each.period for each in near if each.period and not each.base), "")
        period = sentence.dates[start].period if start in sentence.dates else period
        period = period or next((time.period for time in times.times(head, self.published, "")), "")
        period, basis = self._dated(period, role)
        return period, basis, basis == "stated" and not only and not earlier

    def _timed(self, sentence: _Sentence, start: int, end: int, period: str, word: str, earlier: str | None) -> str:
        """Role of a figure by its time, too: what is over is measured, what lies ahead is aimed for."""
        carried, ended = self.carried, bool(period) and times.over(period, self.published)
        if earlier is not None or (ended and SIGNS["against"].search(sentence.text, max(0, start - 40), start)):
            return "actual"  # gấp 1,8 lần năm 2022 (98 triệu đồng)
        cut = sentence.text.rfind(";", 0, start)
        if cut > 0 and (ended or SIGNS["now"].search(sentence.text, cut, start)):  # will reach 80%; it now is 60%
            own = [each for each in sentence.marks if each[0] > cut]
            carried.role, word = roles.role(own, start, end, "actual", sentence.text)
        past = not word and carried.role != carried.heading  # the aim was of a sentence before
        if ended and (past or word in roles.WILL or self._meanwhile(sentence, start, period)):
            carried.role = "actual"
        elif carried.role == "actual" and times.ahead(period, self.published):
            carried.role = "target"
        return carried.role

    def _meanwhile(self, sentence: _Sentence, start: int, period: str) -> bool:
        """Whether a goal stands between the word of aims and the time that is over: mục tiêu 2025, đến hết năm 2023."""
        own = max([time.start for time in sentence.times if time.start < start and time.period == period], default=0)
        mark = max([at for at, _, word in sentence.marks if at < own - len(word) - 1], default=-1)
        said = [time.period for time in sentence.times if mark < time.start < own and time.period]
        return any(not times.over(each, self.published) for each in said)

    def _of_all(self, sentence: _Sentence, start: int, end: int, apart: object) -> tuple[Place | None, float] | None:
        """The whole for a figure that every area has: 95% in every county, including A; not for one apart, a rank."""
        every = None if apart else every_area(sentence.text, start, end, sentence.named)
        if every is None:
            return None
        within = self.carried.place if every["part"] or every["part_vi"] else None  # every district: of its province
        whole = within or Place(*every.span("all"), self.country, every["all"], None, True)
        return (None if whole.code == UNKNOWN else whole), _OF_ALL

    def _area(self, sentence: _Sentence, start: int, end: int, listed: Place | None) -> tuple[Place | None, float]:
        """Area of a figure and how sure it is; which is spoken of then."""
        found = place_of(sentence.text, start, end, sentence.named, self.carried.place)
        place, sure = (listed, 0.9) if listed else found
        if place and place.code == UNKNOWN and place.whole and self.carried.place:  # toàn vùng
            place = replace(place, code=self.regions.get(self.carried.place.code, UNKNOWN))
        known = [each for each in sentence.named if each.end <= start and each.code in self.regions]
        self.carried.province = (known or [self.carried.province])[-1]
        district = place and place.code == UNKNOWN and not place.whole
        if district and SIGNS["all_of_it"].search(sentence.text, place.end if place in sentence.named else 0, start):
            place = self.carried.province
        led = [each for each in sentence.named if each.meant and each.end <= start and not each.whole]
        beside = place and place.whole and (led or place.code != self.country)  # A has 81%, 72% nationwide: still A
        self.carried.place = (led or [self.carried.place])[-1] if beside else place or self.carried.place
        return place, sure

    def _words(self, sentence: _Sentence, order: int, head: str) -> tuple:
        """Words of a figure's clause, wider texts, whether the clause says nothing of its own, and the unit over it."""
        carried, (start, end) = self.carried, sentence.figures[order]
        near, bare = clause(sentence.text, sentence.unnamed, sentence.figures, order)
        lead = " ".join(sentence.topic[max(0, start - 240) : start].split())
        if sentence.grid and not WORDS.search(lead):  # a row that names an area, and no more
            lead = carried.above
        head = "" if head in carried.owners else head
        headless = not head or not WORDS.search(SIGNS["year"].sub("", head))
        titled = layout.unit_of(carried.above) if sentence.grid and headless else ""
        unit = layout.unit_of(head) or sentence.unit or titled or (sentence.grid and carried.unit) or ""
        around = ((lead, 0.45), (sentence.before, 0.2), (sentence.behind[end : end + 100], 0.2))
        return f"{head} {near}".strip(), around, bare and not head, unit

    def _told(self, sentence: _Sentence) -> None:
        """Keep what a sentence without figures says."""
        carried, marks = self.carried, sentence.marks
        carried.role = marks[-1][1] if marks else carried.role
        known = [each for each in sentence.named if each.meant and each.code != UNKNOWN]
        named = [each for each in known if not each.whole or each.code == self.country]
        if named:
            carried.place = carried.province = named[-1]
        if stated := [time.period for time in sentence.times if not time.base]:
            self._remember(stated[-1], carried.role)

    def _dated(self, period: str, role: str) -> tuple[str, str]:
        """Period of a figure and its basis: stated here, the day of the page, or from the context."""
        carried = self.carried
        if period:
            return period, "publication" if period == self.published else "stated"
        if role in ("target", "recommendation", "forecast") and carried.goal:
            return carried.goal, "inferred"
        if carried.now:
            return self.published, "publication"
        return carried.period, "inferred" if carried.period else ""

    def _remember(self, period: str, role: str) -> None:
        """What is dated after the page is a goal, what is dated before it is what the page tells of."""
        later = self.published and period[:4] > self.published[:4]
        if later or role in ("target", "recommendation"):
            self.carried.goal = period
        elif not times.term(period):
            self.carried.period = period


def _head(grid: list[tuple[int, int]], heads: tuple[str, ...], start: int) -> str:
    """Head of the column that a place of a table's row is in."""
    if len(grid) != len(heads):
        return ""
    return next((head for (first, last), head in zip(grid, heads, strict=True) if first <= start < last), "")
