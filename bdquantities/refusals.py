"""What stands where a figure would and cannot be told, `refusals.csv` beside this module: never read, never silent."""

import re
from functools import partial
from pathlib import Path

from bdquantities.errors import DataError
from bdquantities.lexicon import rows
from bdquantities.telling import tell
from bdquantities.tokens import PIECES

_ROWS = [
    row | {"pattern": re.compile(row["pattern"])} for row in rows(Path(__file__).with_name("refusals.csv"), PIECES)
]
#: What no expression may have; of running text also a `cell`; one `kept` is read, and told.
_ANYWHERE = [row for row in _ROWS if row["where"] == "any"]


def check_readable(text: str) -> None:
    """Refuse an expression that has an error of a spreadsheet, or brackets around it that may be a minus."""
    for row in _ANYWHERE:
        if row["needs"] in text and row["pattern"].search(text):
            raise DataError(row["expected"], value=text)


def without_refused(text: str) -> str:
    """Running text with letters for what is left out of it, of which a warning tells."""
    for row in _ROWS:
        if row["needs"] in text:
            text = row["pattern"].sub(partial(_told, row), text)
    return text


def _told(row: dict[str, str], found: re.Match) -> str:
    kept, mark = row["where"] == "kept", found.groupdict().get("mark", "")
    tell(found[0], row["expected"], 5, "left out" if not kept else f"read without its {'mark' if mark else 'brackets'}")
    return found[0].replace(mark, " " * len(mark)) if kept else "ŋ" * len(found[0])
