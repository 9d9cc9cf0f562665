"""Notebook 07, a talk on one area: each function gives what one slide says, shows or lists, or nothing.

A slide without anything to show is no slide, so that an area with little gets a short talk.
"""

from bdviews.talk.aims import board, judged, standing
from bdviews.talk.closing import lacking, lacking_table, sources, sources_table
from bdviews.talk.cover import opening, together, way
from bdviews.talk.disputes import chart, claims, disputed, reason
from bdviews.talk.slides import slide

__all__ = [
    "board", "chart", "claims", "disputed", "judged", "lacking", "lacking_table", "opening",
    "reason", "slide", "sources", "sources_table", "standing", "together", "way",
]  # fmt: skip
