"""A question without a year: the newest that can be cited, and all that there are."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from bdlib import asking
from bdlib.citation.result import Citation


def asks_newest(year: object) -> bool:
    """Whether no year is asked for: none, or a word for the latest."""
    return year is None or (isinstance(year, str) and year != "" and asking.without(year, "latest") == "")


def newest(rows: pd.DataFrame, periods: str, cite: Callable[[str], Citation]) -> Citation | None:
    """The citation of the newest year of `rows` that has one, else the refusal of the newest; None where there is none.

    `periods` names their column.
    """
    held = sorted({one[:4] for one in rows[periods].astype(str) if one[:4].isdecimal()}, reverse=True)
    each = map(cite, held)
    first = next(each, None)
    if first is None:
        return None
    found = first
    if first.refused and first.reason != "target":
        found = next((one for one in each if not one.refused), first)
    return replace(found, years=tuple(reversed(held)))
