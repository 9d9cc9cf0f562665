"""From an article to raw rows for a person to review. Nothing here writes to data/raw."""

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from bdlib import wording
from bdlib.corpus import Corpus
from bdlib.errors import DataError
from bdlib.extract import find
from bdlib.topics import Topics

RAW = (
    "figure_id source_id locator area area_as_printed indicator figure period period_basis role target_year series attributed_to note"
).split()
REVIEW = ["confidence", "other_indicators", "value", "low", "high", "unit", "qualifier", "context"]
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
    rows, carried, paragraph = [], "actual", ""
    for number, span in enumerate(spans, 1):
        where = wording.setting(text, span, spans)
        if where.paragraph != paragraph:
            paragraph = where.paragraph
            carried = carried if wording.carries_on(paragraph) else "actual"
        guesses = topics.guess(span, where.near, where.sentence, where.paragraph)
        code, fit = guesses[0] if guesses else ("", 0.0)
        role, word = wording.role(where.lead, text[span.end : span.end + 40].split(".")[0], carried)
        carried = role
        area, printed, sure = places.of(where.lead, main)
        period, basis = wording.period(where.lead, where.sentence, published)
        year = wording.target_year(where.lead, where.paragraph, text) if role in ("target", "recommendation") else ""
        if year:
            period, basis = year, "stated"
        lead = guesses[1][1] if len(guesses) > 1 else 0.0
        confidence = round(
            fit * (0.6 + 0.4 * (1 - lead / fit if fit else 0)) * (0.5 + 0.5 * sure) * (1.0 if word else 0.9), 3
        )
        quantity = span.quantity
        rows.append(
            [
                f"{source}-{number:03d}",
                source,
                f"p{where.number}",
                area,
                printed,
                code,
                span.text,
                period,
                basis,
                role,
                year,
                "",
                "",
                "",
            ]
            + [confidence, "|".join(each for each, _ in guesses[1:]), quantity.value, quantity.low, quantity.high]
            + [
                quantity.unit or "",
                quantity.qualifier,
                f"{span.before[-60:]}[{span.text}]{span.after[:60]}".replace("\n", " "),
            ]
        )
    frame = pd.DataFrame(rows, columns=RAW + REVIEW)
    frame = frame.astype({name: "str" for name in [*RAW, "other_indicators", "unit", "qualifier", "context"]})
    return frame.astype({name: float for name in ("confidence", "value", "low", "high")}).sort_values(
        "confidence", ascending=False, kind="stable", ignore_index=True
    )


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
        source_id of a single article; with several, or none given, each file's name without its ending.
    corpus : Corpus
        See :func:`propose`.
    progress : bool
        Whether to show a progress bar on standard error.

    Raises
    ------
    DataError
        When a file is missing or is no UTF-8 text, naming it; nothing is returned then.
    """
    from tqdm import tqdm

    paths = [Path(path) for path in paths]
    topics = Topics(corpus.indicators)
    frames = []
    for path in tqdm(paths, unit="article", disable=not progress):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError("a text file in UTF-8", file=path) from error
        name = source if source and len(paths) == 1 else path.stem
        frames.append(_propose(text, name, corpus, topics))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=RAW + REVIEW)
