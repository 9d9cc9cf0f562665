"""Notebook 07, a talk on one area: each function gives what one slide says, shows or lists, or nothing.

A slide without anything to show is no slide, so that an area with little gets a short talk.
"""

from bdviews.talk.aims import board, judged
from bdviews.talk.cover import opening, way
from bdviews.talk.disputes import chart, disputed, topic
from bdviews.talk.slides import slide

__all__ = ["board", "chart", "disputed", "judged", "opening", "slide", "topic", "way"]
