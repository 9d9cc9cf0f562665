"""Which figure to cite: one value with its interval, maker, pages and contradictions, or a refusal with its reason."""

from bdlib.citation.choice import cite
from bdlib.citation.result import Citation

__all__ = ["Citation", "cite"]
