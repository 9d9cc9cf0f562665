"""Trying a figure of one's own: how it is read, and what it would change in the corpus. Nothing is written."""

from dataclasses import dataclass, replace

import pandas as pd

from bdlib.checks import check_table
from bdlib.corpus import Corpus
from bdlib.gap import latest_publication
from bdlib.schemas import RAW
from bdviews.explore.desk import Desk, View

SOURCE, FIGURE, OWN = "your_figure", "your_figure-001", "số liệu của bạn / your figure"


@dataclass(frozen=True)
class Trial:
    """A figure that was tried: how it is read (one row of observations), and all that is known without and with it."""

    claim: pd.DataFrame
    before: View
    after: View


def attempt(desk: Desk, area: str, indicator: str, figure: str, *, period: str, source_kind: str = "newspaper",
            method: str = "evidence", as_of: str = "") -> Trial:  # fmt: skip
    """Read a figure as if a page of its own had printed it, and ask the same questions with and without it.

    Raises a DataError when it cannot be read, has another unit than the indicator, or the period has no known form.
    """
    published = as_of or latest_publication(desk.observations)
    source = {"source_id": SOURCE, "publisher": OWN, "title": OWN, "published": published, "kind": source_kind}
    row = {"figure_id": FIGURE, "source_id": SOURCE, "area": area, "indicator": indicator, "figure": figure.strip(),
           "period": period.strip(), "period_basis": "stated", "role": "actual"}  # fmt: skip
    with_it = Desk(_added(desk.corpus, source | {"language": "vi"}, row), desk.territory)
    claim = with_it.observations[with_it.observations["figure_id"].eq(FIGURE)]
    asked = (area, indicator, method, as_of)
    return Trial(claim, desk.look(*asked), with_it.look(*asked))


def _added(corpus: Corpus, source: dict[str, str], row: dict[str, str]) -> Corpus:
    """Give a copy of the corpus with one source and one figure more, checked like any other."""
    tables = {}
    for name, cells in (("sources", source), ("reported", row)):
        known = getattr(corpus, name)
        full = {column: cells.get(column, "") for column in known}
        new = pd.DataFrame([full], index=pd.Index([1], name="line"), dtype=str)
        check_table(new, RAW[name], "your figure")
        tables[name] = pd.concat([known, new.set_axis([known.index.max() + 1])])
    return replace(corpus, **tables)
