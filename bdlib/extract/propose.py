"""From an article to raw rows for a person to review. Nothing here writes to data/raw."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from bdlib.corpus import CONTROL, Corpus, read_text
from bdlib.errors import DataError
from bdlib.extract import Span, find, wording
from bdlib.extract.topics import Topics
from bdlib.names import fold
from bdlib.schemas import SLUG
from bdlib.store import defused

RAW = (
    "figure_id source_id locator area area_as_printed indicator figure period period_basis role target_year series"
    " attributed_to note"
).split()
REVIEW = ["confidence", "other_indicators", "value", "low", "high", "unit", "qualifier", "context"]
_TYPES = {name: float if name in ("confidence", "value", "low", "high") else "str" for name in [*RAW, *REVIEW]}
_ACTUAL = ("actual", "")  #: role and target year where nothing is said
_PUBLISHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(20\d\d)\b")


def propose(text: str, source: str, corpus: Corpus) -> pd.DataFrame:
    """Raw rows that an article could give, best first, for a person to check, correct and copy.

    Parameters
    ----------
    text : str
        The article, one paragraph a line.
    source : str
        source_id of the page; the day of publication is taken from sources.csv if it is there, else from the first
        date in the text.
    corpus : Corpus
        Its codelists name the areas and indicators.

    Returns
    -------
    DataFrame
        The columns of reported.csv (figure_id numbered from 001; series, attributed_to and note empty), then
        confidence (0 to 1), other_indicators, the figure as read, and its context.
    """
    return _propose(text, source, corpus, Topics(corpus.indicators))


def _propose(text: str, source: str, corpus: Corpus, topics: Topics) -> pd.DataFrame:
    published = _published(text, source, corpus)
    places = wording.Places(corpus.areas, published or "2999")
    main = places.main(text)
    spans = find(text)
    starts = [span.start for span in spans]
    rows, carried = [], _ACTUAL
    for number, place, paragraph in wording.paragraphs(text):
        inside = spans[bisect_left(starts, place) : bisect_left(starts, place + len(paragraph))]
        carried = carried if wording.carries_on(paragraph) else _ACTUAL
        for span in inside:
            where = wording.setting(paragraph, place, span, inside)
            row = _row(span, where, topics, places.of(where.lead, main), carried, published)
            carried = row["role"], row["target_year"]
            rows.append(
                row | {"figure_id": f"{source}-{len(rows) + 1:03d}", "source_id": source, "locator": f"p{number}"}
            )
    frame = pd.DataFrame(rows, columns=[*RAW, *REVIEW]).astype(_TYPES)
    return frame.sort_values("confidence", ascending=False, kind="stable", ignore_index=True)


def _row(
    span: Span,
    where: wording.Setting,
    topics: Topics,
    area: tuple[str, str, float],
    carried: tuple[str, str],
    published: str,
) -> dict:
    """One proposal; confidence is the indicator's fit, less where the next one fits too or the area is unsure."""
    quantity = span.quantity
    guesses = topics.guess(span, where.near, where.sentence, where.paragraph) or [("", 0.0)]
    (code, fit), second = guesses[0], guesses[1][1] if len(guesses) > 1 else 0.0
    role, word = wording.role(where.so_far, where.after, carried[0])
    period, basis = wording.period(where.lead, where.sentence, published)
    year = wording.target_year(where.lead, where.paragraph) if role in ("target", "recommendation") else ""
    if role == carried[0] == "target":
        year = year or carried[1]
    code_area, printed, sure = area
    confidence = (fit - 0.4 * second) * (0.5 + 0.5 * sure) * (1.0 if word else 0.9)
    return dict.fromkeys(RAW, "") | {
        "area": code_area,
        "area_as_printed": printed,
        "indicator": code,
        "figure": span.text,
        "role": role,
        "target_year": year,
        "period": year or period,
        "period_basis": "stated" if year else basis,
        "confidence": round(confidence, 3),
        "other_indicators": "|".join(each for each, _ in guesses[1:]),
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit or "",
        "qualifier": quantity.qualifier,
        "context": f"{span.before[-60:]}[{span.text}]{span.after[:60]}".replace("\n", " "),
    }


def _published(text: str, source: str, corpus: Corpus) -> str:
    known = corpus.sources.loc[corpus.sources["source_id"] == source, "published"]
    if len(known) and known.iloc[0]:
        return known.iloc[0]
    found = _PUBLISHED.search(text)
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else ""


def extract_files(
    paths: Iterable[Path | str], source: str | None, corpus: Corpus, *, progress: bool = False
) -> pd.DataFrame:
    """Proposals of many articles, file by file.

    Parameters
    ----------
    paths : sequence of paths
        UTF-8 text files, one article each.
    source : str, optional
        source_id of a single article; with several, or none given, each file's name without its ending, in lower-case
        letters, digits and underscores.
    corpus : Corpus
        See :func:`propose`.
    progress : bool
        Whether to show a progress bar on standard error.

    Raises
    ------
    DataError
        When a file is missing or is no UTF-8 text, or the source_id has none's form; nothing is returned then.
    """
    from tqdm import tqdm

    paths = [Path(path) for path in paths]
    if source and not re.fullmatch(SLUG, source):
        raise DataError("lower-case letters, digits and underscores", file="source", value=source)
    topics = Topics(corpus.indicators)
    frames = []
    for path in tqdm(paths, unit="article", disable=not progress):
        name = source if source and len(paths) == 1 else _slug(path.stem)
        frames.append(_propose(_article(path), name, corpus, topics))
    found = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=RAW + REVIEW)
    return found.assign(context=defused(found[["context"]])["context"])  # the words of others, opened in a spreadsheet


def _slug(stem: str) -> str:
    if re.fullmatch(SLUG, stem):
        return stem
    return re.sub("[^a-z0-9]+", "_", fold(stem)).strip("_") or "article"


def _article(path: Path) -> str:
    """Text of an article: composed, one paragraph a line whatever ends it, control characters as spaces."""
    lines = unicodedata.normalize("NFC", read_text(path)).splitlines()
    return "".join(CONTROL.sub(" ", line) + "\n" for line in lines)
