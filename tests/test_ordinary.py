"""Ordinary sentences, made up by people who had not seen the reader: what was read right stays so."""

import csv
from pathlib import Path

import pytest

from bdquantities import Quantity, find

with Path(__file__).with_name("ordinary.csv").open(encoding="utf-8", newline="") as table:
    SENTENCES = list(csv.DictReader(table))


def _told(found: Quantity) -> str:
    """What a figure says, in words: "4.5..2.1=2.1 percent down", "14/47", "5..7 km", "0.6667 ratio"."""
    number = "" if found.value is None else f"{found.value:.10g}"
    if found.qualifier == "range":
        number = f"{found.low:.10g}..{found.high:.10g}{'=' if number else ''}{number}"
    if found.unit == "ratio":
        number = f"{found.value:.4g}"
    elif found.denominator:
        number += f"/{found.denominator:.10g}"
    hedge = "more_than" if found.qualifier == "about_over" else found.qualifier
    hedge = "" if hedge in ("exact", "range", "ordinal") else hedge
    unit = "" if found.unit == "count" else found.unit  # a noun that the lexicon has not is counted, too
    return " ".join(each for each in (number, unit, hedge, found.delta) if each)


@pytest.mark.parametrize("row", [row for row in SENTENCES if row["read"] == "yes"], ids=lambda row: row["text"])
def test_an_ordinary_sentence_is_read_as_its_writer_meant_it(row: dict[str, str]) -> None:
    assert " | ".join(_told(span.quantity) for span in find(row["text"])) == row["figures"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_most_ordinary_sentences_are_read(language: str) -> None:
    read = [row["read"] == "yes" for row in SENTENCES if row["language"] == language]
    assert sum(read) / len(read) >= 0.95
