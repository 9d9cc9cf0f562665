"""Notebook 07, a talk on one area: each function gives what one slide says, shows or lists; with nothing, no slide."""

from bdviews.talk.aims import board, judged, tally
from bdviews.talk.cover import limits, opening, way
from bdviews.talk.disputes import chart, disputed, topic
from bdviews.talk.slides import slide

__all__ = ["board", "chart", "disputed", "judged", "limits", "opening", "slide", "tally", "topic", "way"]
