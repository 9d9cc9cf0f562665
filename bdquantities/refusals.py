"""What stands where a figure would and cannot be told, `refusals.csv` beside this module: never read, never silent."""

import re
from pathlib import Path

from bdquantities.errors import DataError
from bdquantities.lexicon import rows
from bdquantities.telling import tell
from bdquantities.tokens import PIECES

_MARKS = ("#", "\t", "|", "rr:")  #: one of which stands in all that is refused in running text
#: `whole` expressions are refused, `cell`s of running text, and either (`any`).
_ROWS = rows(Path(__file__).with_name("refusals.csv"), PIECES)
_EXPECTED = {f"r{at}": row["expected"] for at, row in enumerate(_ROWS)}
_IN_TEXT, _OF_EXPRESSION = (
    re.compile(
        "|".join(f"(?P<r{at}>{row['pattern']})" for at, row in enumerate(_ROWS) if row["where"] in ("any", kind))
    )
    for kind in ("cell", "whole")
)


def check_readable(text: str) -> None:
    """Refuse an expression that has an error of a spreadsheet, or brackets around it that may be a minus."""
    if broken := _OF_EXPRESSION.search(text):
        raise DataError(_EXPECTED[broken.lastgroup], value=text)


def without_refused(text: str) -> str:
    """Running text with letters for what is left out of it, of which a warning tells."""
    return _IN_TEXT.sub(_told, text) if any(mark in text for mark in _MARKS) else text


def _told(broken: re.Match) -> str:
    tell(broken[0], _EXPECTED[broken.lastgroup], 5)
    return "ŋ" * len(broken[0])
