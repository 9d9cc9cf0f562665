"""Plots: a module a subject, loaded when first used; each function draws one finding and returns the Axes."""

from bdlib import lazily

__getattr__, __dir__ = lazily(__name__, {})
