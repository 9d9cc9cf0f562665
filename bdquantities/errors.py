"""The one error that a user sees: which file, line and column, what stands there, what was expected."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

# Letters of other alphabets that look like Latin ones: Cyrillic, and Greek capitals and omicron.
LOOKALIKE = re.compile("[\u0400-\u052f\u0391-\u03a9\u03bf]")


class DataError(ValueError):
    """A table, article, grid or parameter is wrong; the message says where and what was expected.

    `more` is how many further failures there are; `near` are codes of the list `of`, which an unknown name may mean.
    """

    def __init__(
        self, expected: str, *, file: Path | str | None = None, line: int | None = None, column: str = "",
        value: str | None = None, more: int = 0, of: str = "", near: Sequence[str] = (),
    ) -> None:  # fmt: skip
        place = [str(file)] if file else []
        place += [f"line {line}"] if line is not None else []
        place += [f"column {column}"] if column else []
        found = f"found {short(value)}, " if value is not None else ""
        rest = f" (and {more} more)" if more else ""
        super().__init__(f"{', '.join(place)}{': ' if place else ''}{found}expected {expected}{rest}")
        self.expected, self.file, self.line, self.column, self.value = expected, file, line, column, value
        self.of, self.near = of, tuple(near)


def require(right: bool, expected: str, value: object, column: str = "") -> None:
    """Raise one error unless an argument is right; of one that no column names the type is told."""
    if not right:
        raise DataError(expected, column=column, value=str(value) if column else type(value).__name__)


def nearest(word: str, known: list[str]) -> str:
    """Say "; did you mean …?" for the nearest known words, or nothing."""
    found = get_close_matches(word, dict.fromkeys(known), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(found)}?" if found else ""


def short(value: str, most: int = 80) -> str:
    """Show a text, the beginning of a long one, with the name of a letter that looks like another."""
    shown = repr(value)
    if len(shown) > most:
        shown = shown[:most] + f"… ({len(value)} characters)"
    if strange := LOOKALIKE.search(value):
        shown += f" ({strange[0]} is {unicodedata.name(strange[0])})"
    return shown
