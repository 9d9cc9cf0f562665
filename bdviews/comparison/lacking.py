"""What stands in the way of comparing: few indicators have an edition of all provinces."""

from typing import TYPE_CHECKING, Any

from bdviews.comparison.standpoint import At, whole
from bdviews.sentences import Sentence, paragraphs, sentence

if TYPE_CHECKING:
    from IPython.display import Markdown


def missing(found: Any, here: At) -> "Markdown":
    """Say which indicators can be compared at all: those with an edition of all provinces."""
    return paragraphs(sentences(found, here))


def sentences(found: Any, here: At) -> list[Sentence]:
    """The sentence of :func:`missing`."""
    rows = found.frame[found.frame["territory"].eq(here.territory) & whole(found.frame)]
    codes = sorted(rows["indicator"].unique())
    facts = {"says": "missing", "territory": here.territory, "whole": codes}
    values = {"n": str(len(here.members)), "whole": str(len(codes)), "which": "; ".join(map(here.mid, codes))}
    if not codes:
        return [sentence(here.lang, "No indicator has a figure of every province in one edition.", {}, facts)]
    return [sentence(here.lang, "Only these {whole} indicators have an edition with all {n} provinces, which a "
                     "fair place needs: {which}.", values, facts)]  # fmt: skip
