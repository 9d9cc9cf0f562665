"""From an article to raw rows for a person to review. Nothing here writes to data/raw."""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pandas as pd

from bdextract import times
from bdextract.context import Said, read
from bdextract.course import LEAST, Course
from bdextract.layout import plain
from bdextract.places import UNKNOWN, Places
from bdextract.topics import Topics, usual_sizes
from bdextract.vocabulary import SIGNS
from bdlib.codelists import TARGET_ROLES
from bdlib.corpus import Corpus
from bdlib.errors import DataError, require
from bdlib.handed import has
from bdlib.names import fold
from bdlib.reading import CONTROL, read_text
from bdlib.schemas import SLUG
from bdquantities.parsing import parse
from bdquantities.quantity import Quantity
from bdquantities.running_text import Span, find
from bdquantities.tokens import as_seen
from bdquantities.whole import INDEX
from bdquantities.wraps import unwrapped

RAW = ("figure_id source_id locator area area_as_printed indicator figure period period_basis role target_year series"
       " attributed_to note").split()  # fmt: skip
REVIEW = ["confidence", "other_indicators", "value", "low", "high", "unit", "qualifier", "context"]
_TYPES = {name: float if name in ("confidence", "value", "low", "high") else "str" for name in [*RAW, *REVIEW]}


_NUMBER = re.compile(r"\d[\d.,]*")
_RIVAL = 0.4  #: how much of the second indicator's fit tells against the first: of two that fit alike, little is sure
_UNTOLD = 0.9  #: confidence kept where no word says whether a figure is measured or aimed for: most are measured


def propose(text: str, source: str, corpus: Corpus, topics: Topics | None = None) -> pd.DataFrame:
    """Raw rows that an article could give, best first, for a person to check, correct and copy.

    `text` holds one paragraph a line, or is HTML; the day of publication is that of `source` in sources.csv, else the
    first full date in the text, however written, that is a page's. `topics` may be made once for many articles of one
    corpus. The columns are those of reported.csv (figure_id numbered from 001; series, attributed_to and note empty),
    then confidence (0 to 1), other_indicators, the figure as read, and its context.
    """
    require(isinstance(text, str), "the text of an article", text)
    has(corpus, ["reported", "indicators", "areas", "sources"], "a corpus as bdlib.load() gives it")
    _check_slug(source)
    require(isinstance(topics, Topics | None), "topics, as Topics(corpus.indicators) makes them", topics)
    topics = topics or Topics(corpus.indicators, usual_sizes(corpus))
    text = unwrapped(as_seen(plain(text), None)[0])
    told = corpus.sources[corpus.sources["source_id"] == source]
    published = _first(told, "published") or times.first_day(text)
    places = Places(corpus.areas, f"{published or '2999'}-31"[:10])
    language = _first(told, "language") or None
    found = find(text, language=language)
    spans = [each for span in found if not is_aside(span) for each in ends(span, published, language)]
    page = [(said, *_with_head(said)) for said in read(text, spans, places, published, _first(told, "title"))]
    course, rows = Course(topics, places), []
    named = topics.name([(span, said.figure, said.near, said.around) for said, _, span in page])
    for number, (each, names) in enumerate(zip(page, named, strict=True), 1):
        row = _row(*each, course.guess(each[0], each[2], names), places)
        rows.append(row | {"figure_id": f"{source}-{number:03d}", "source_id": source})
    frame = pd.DataFrame(rows, columns=[*RAW, *REVIEW]).astype(_TYPES)
    return frame.sort_values("confidence", ascending=False, kind="stable", ignore_index=True)


def _row(said: Said, figure: str, span: Span, guesses: list[tuple[str, float]], places: Places) -> dict:
    """One proposal."""
    quantity = span.quantity
    code = guesses[0][0] if guesses and guesses[0][1] >= LEAST and not _of_none(span) else ""
    period, target_year = _period(said)
    area = places.code(said.place, said.sentence, quantity.denominator) if said.place else UNKNOWN
    return dict.fromkeys(RAW, "") | {
        "locator": said.locator,
        "area": area,
        "area_as_printed": said.place.printed if said.place else "",
        "indicator": code,
        "figure": figure,
        "role": said.role,
        "target_year": target_year,
        "period": period,
        "period_basis": said.basis,
        "confidence": _confidence(said, guesses) if code else 0.0,
        "other_indicators": "|".join(each for each, _ in guesses if each not in ("", code)),
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "qualifier": quantity.qualifier,
        "unit": quantity.unit or "",
        "context": f"{span.before[-60:]}[{span.text}]{span.after[:60]}".replace("\n", " "),
    }


def _period(said: Said) -> tuple[str, str]:
    """Period of a proposal and, where it is aimed for, its year: of a term of years, 2021/2025, that of its end."""
    if said.role not in TARGET_ROLES:
        return said.period, ""
    year = said.period.rpartition("/")[2][:4]
    return (said.period if "/" in said.period else year or said.period), year


def _confidence(said: Said, guesses: list[tuple[str, float]]) -> float:
    """The indicator's fit, less where the next one fits too, the area is unsure, or no word tells the role."""
    fit = guesses[0][1]
    second = guesses[1][1] if len(guesses) > 1 else 0.0
    clear = max(0.0, fit - _RIVAL * second)
    located = 0.5 + 0.5 * said.sure
    return round(clear * located * (1.0 if said.word else _UNTOLD), 3)


def _of_none(span: Span) -> bool:
    """Whether a figure is of no indicator: of a plan, of years in a row, a rank from the last."""
    around = f"{span.before[-8:]}{span.text}"
    index = INDEX.search(around + span.after[:30]) if span.quantity.unit == "percent" else None
    below = span.quantity.unit == "rank" and SIGNS["below"].search(around)  # third lowest of 63 is no third place
    return any((index, below, SIGNS["in_a_row"].search(around)))


def is_aside(span: Span) -> bool:
    """Whether a figure says a period, 6 tháng đầu năm, or how sure another figure is: 95% CI, its bounds, ±2,1."""
    if SIGNS["level"].match(span.after) or SIGNS["bounds"].search(span.before):
        return True
    if span.quantity.unit != "month":
        return False
    told = SIGNS["behind"].match(span.after) or SIGNS["rows_before"].search(span.before)
    told = told or (SIGNS["rows_verb"].match(span.after) and not SIGNS["lasting"].search(span.before))
    return told is not None


def ends(span: Span, published: str, language: str | None = None) -> list[Span]:
    """Both levels of a change whose first has a time of its own, each a figure: từ 75% năm 2022 lên 86% năm 2023.

    A change of no such time is one figure, about its second level.
    """
    if not (span.quantity.delta and span.quantity.qualifier == "range"):
        return [span]
    between = times.times(span.text, published, published[:4])
    if not between:
        return [span]
    cut = between[-1].end
    first, second = (find(part, language=language) for part in (span.text[:cut], span.text[cut:]))
    levels = [*first, *(_moved(each, cut) for each in second)]
    tails = sorted({tail for each in levels for tail in _tails(each.text)}, key=len)
    told = [_in_unit(each, span.quantity, tails, language) for each in levels]
    if len(told) != 2 or None in told:
        return [span]
    text = f"{span.before}{span.text}{span.after}"
    return [_within(each, text, len(span.before), span.start) for each in told]


def _tails(figure: str) -> list[str]:
    """Words behind a number, the last, the last two and so on: người, triệu người; of 80,4% the sign."""
    number = _NUMBER.search(figure)
    behind = figure[number.end() :] if number else ""
    return [behind, *(behind[at:] for at, letter in enumerate(behind) if letter == " ")]


def _in_unit(level: Span, change: Quantity, tails: list[str], language: str | None) -> Span | None:
    """A level in the unit of its change, with as few of the other level's words as that takes; none where it has none.

    Of "từ 71,2 (năm 2021) lên 80,4%" the first is 71,2%.
    """
    if level.quantity.unit == change.unit is not None:
        return level
    for tail in tails:
        with suppress(DataError):
            read = parse(level.text + tail, language=language)
            if read and read.unit == change.unit and read.value in (change.low, change.high):
                return replace(level, text=level.text + tail, quantity=read)
    return None


def _moved(span: Span, by: int) -> Span:
    """A figure of a text, as one of a longer text."""
    return replace(span, start=span.start + by, end=span.end + by)


def _within(level: Span, text: str, lead: int, start: int) -> Span:
    """A level of a change as a figure of the page; `text` is the change among its words, which begin `lead` before."""
    before, after = text[: lead + level.start], text[lead + level.end :]
    return replace(_moved(level, start), before=before, after=after)


def _with_head(said: Said) -> tuple[str, Span]:
    """The figure as printed; with the unit of its column or row where it has none itself."""
    span, unit = said.span, said.unit
    if span.quantity.unit is None and unit:
        with suppress(DataError):
            told = f"{span.text} {unit}".removesuffix(" rank")
            read = parse(told, unit="rank" if told == span.text else None)
            if read is not None and read.unit:
                return told, replace(span, quantity=read)
    return _scaled(span, unit), span


def _scaled(span: Span, unit: str) -> str:
    """The figure as printed, with the unit of its row where it else is another number: 1.178,7 nghìn người."""
    told = f"{span.text} {unit}"
    with suppress(DataError):
        alone, whole = (parse(each) for each in (span.text, told)) if unit else (None, None)
        if alone and whole and alone.value != span.quantity.value == whole.value:
            return told
    return span.text


def _first(rows: pd.DataFrame, column: str) -> str:
    return rows[column].iloc[0] if len(rows) else ""


def extract_files(
    paths: Iterable[Path | str], source: str | None, corpus: Corpus, *, progress: bool = False
) -> pd.DataFrame:
    """Proposals of many articles, text files in UTF-8, file by file.

    `source` is the source_id of a single article, else each file's name without its ending. A DataError where a file is
    missing or is no UTF-8 text, and where two have one name: no figure_id stands twice.
    """
    from tqdm import tqdm

    paths = [Path(path) for path in paths]
    if source:
        _check_slug(source)
    names = [source] if source and len(paths) == 1 else [source_of(path) for path in paths]
    for at, (path, name) in enumerate(zip(paths, names, strict=True)):
        if name in names[:at]:
            raise DataError(f"articles of different names ({paths[names.index(name)]} is {name}, too)", file=path)
    topics = Topics(corpus.indicators, usual_sizes(corpus))
    frames = [propose(_article(path), name, corpus, topics)
              for path, name in zip(tqdm(paths, unit="article", disable=not progress), names, strict=True)]  # fmt: skip
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=RAW + REVIEW)


def _check_slug(source: str) -> None:
    right = isinstance(source, str) and re.fullmatch(SLUG, source) is not None
    require(right, "lower-case letters, digits and underscores", source, "source")


def source_of(article: Path | str) -> str:
    """The source_id that the name of an article's file says."""
    stem = Path(article).stem
    return stem if re.fullmatch(SLUG, stem) else re.sub("[^a-z0-9]+", "_", fold(stem)).strip("_") or "article"


def _article(path: Path) -> str:
    """Text of an article: composed, one paragraph a line whatever ends it, control characters as spaces."""
    return "".join(CONTROL.sub(" ", line) + "\n" for line in unicodedata.normalize("NFC", read_text(path)).splitlines())
