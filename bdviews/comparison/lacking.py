"""What stands in the way of comparing: indicators without the area, and editions without all provinces."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdlib.comparison.fields import COMPLETE
from bdviews.comparison.standpoint import At
from bdviews.language.messages import gettext
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table as shown

if TYPE_CHECKING:
    from IPython.display import Markdown

SEVERAL = 5  # provinces with a figure that make its lack worth telling
MOST = 15  # rows of the table: the indicators that most other provinces have


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
        return [sentence(here.lang, "Of {known} indicators with a dated figure of some of the {n} provinces, {whole} have "
                         "an edition with all of them; {name} has a figure on {own}.", values, facts)]  # fmt: skip
    return [sentence(here.lang, "Of {known} indicators with a dated figure of some of the {n} provinces, {whole} have "
                     "an edition with all of them.", values, facts)]  # fmt: skip


def missing_table(found: Any, here: At) -> Any:
    """List the indicators that most other provinces have and the area lacks, with the widest edition of each."""
    fields = found.fields[found.fields["territory"].eq(here.territory)]
    rows = found.frame[found.frame["territory"].eq(here.territory) & found.frame["ref_area"].eq(here.area)]
    lacking = fields[~fields["indicator"].isin(rows["indicator"]) & fields["covered"].ge(SEVERAL)]
    order = lacking.sort_values(["covered", "end", "indicator"], ascending=[False, False, True], kind="stable")
    order = order.drop_duplicates("indicator").head(MOST)
    if order.empty or not here.inside:
        return None
    counts = [
        gettext(here.lang, "{n} of {of}", n=str(n), of=str(of))
        for n, of in zip(order["covered"], order["members"], strict=True)
    ]
    heads = {"have": gettext(here.lang, "Provinces with a figure")}
    frame = pd.DataFrame(order).assign(have=counts)
    return shown(
        frame,
        ["indicator", "time_period", "series", "facets", "have"],
        here.lang,
        here.est,
        name="missing",
        headings=heads,
    )
