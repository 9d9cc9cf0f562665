"""Figures found in the running text of an article; what proposes rows of them is :mod:`bdextract`."""

from bdquantities.running_text import Span, find

__all__ = ["Span", "find"]
