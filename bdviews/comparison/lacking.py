"""What stands in the way of comparing: indicators without the area, and without an edition of all provinces."""

from typing import TYPE_CHECKING, Any

from bdlib.comparison.fields import COMPLETE
from bdviews.comparison.standpoint import At
from bdviews.sentences import Sentence, paragraphs, sentence

if TYPE_CHECKING:
    from IPython.display import Markdown


def missing(found: Any, here: At) -> "Markdown":
    """Say on how many indicators the area can be compared at all, and how many have an edition of all provinces."""
    return paragraphs(sentences(found, here))


def sentences(found: Any, here: At) -> list[Sentence]:
    """The sentences of :func:`missing`."""
    rows = found.frame[found.frame["territory"].eq(here.territory)]
    known, whole = rows["indicator"].nunique(), rows.loc[rows["coverage"].eq(COMPLETE), "indicator"].nunique()
    own = rows.loc[rows["ref_area"].eq(here.area), "indicator"].nunique()
    facts = {"says": "missing", "ref_area": here.area, "territory": here.territory, "known": known, "whole": whole,
             "own": own}  # fmt: skip
    values = {"name": here.name, "known": str(known), "whole": str(whole), "own": str(own), "n": str(len(here.members))}
    if here.inside:
        return [sentence(here.lang, "Of {known} indicators with a dated figure of some of the {n} provinces, {whole} "
                         "have an edition with all of them; {name} has a figure on {own}.", values, facts)]  # fmt: skip
    return [sentence(here.lang, "Of {known} indicators with a dated figure of some of the {n} provinces, {whole} have "
                     "an edition with all of them.", values, facts)]  # fmt: skip
