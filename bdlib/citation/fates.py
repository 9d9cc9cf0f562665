"""What became of each figure that says otherwise than the cited one, as far as it concerns who made the cited one."""

import pandas as pd

from bdlib.citation.result import Citation

OF_MAKER = ("revised", "own_table")  # reasons that hold for figures of the maker itself


def fates(found: Citation, est: object) -> pd.DataFrame:
    """Status and reason of every figure that is set against a citation, by figure_id, in its order.

    They are those of its conflict; but what its maker revised or has in its own table decides nothing about another
    maker's figure: of a weak copy that it is one, else that nobody is named (`nobody`) or that it is another's (empty).
    A figure of before the day on which a whole series was revised is one that was revised.
    """
    rows = est.tables.observations.set_index("figure_id").loc[list(found.contradicted_by)]
    conflicts = found.conflicts.reindex(columns=["figure_ids", "status", "reason"]).astype(object)
    each = conflicts.assign(figure_id=conflicts["figure_ids"].str.split("|")).explode("figure_id")
    each = each.drop_duplicates("figure_id", keep="last").set_index("figure_id")[["status", "reason"]]
    told = each.reindex(rows.index).fillna("")
    another = told["reason"].isin(OF_MAKER) & ~rows["maker"].isin(found.origin.split("|"))
    copied = another & rows["trust"].eq("low")
    told = told.mask(another, "")
    told.loc[copied, ["status", "reason"]] = "resolved", "trusted"
    told.loc[another & ~copied & rows["maker"].eq(""), "status"] = "nobody"
    revised = max(found.pages["revised"], default="")
    before = rows["published"].ne("") & rows["published"].lt(revised)
    return told.assign(reason=told["reason"].mask(told["reason"].eq("own_table") & before, "revised"))
