"""Old and new provinces side by side, on the figures that both have."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdlib.comparison import relations
from bdlib.comparison.fields import FACETS
from bdviews.comparison.standpoint import NO_END, At, lately, whole
from bdviews.language.messages import gettext
from bdviews.sentences import Sentence, paragraphs, sentence

if TYPE_CHECKING:
    from IPython.display import Markdown
    from matplotlib.axes import Axes

SHARED = ["indicator", "time_period", *FACETS]


def both(found: Any, here: At) -> pd.DataFrame:
    """Complete editions of one period that hold the area before and after the reform, one period an indicator."""
    wanted = relations([here.area], here.est.tables.areas)
    rows = found.frame[found.frame["ref_area"].isin(wanted) & whole(found.frame) & found.frame["kind"].ne("rank")]
    rows = rows[rows.groupby(SHARED)["territory"].transform("nunique").eq(2) & lately(rows)]
    newest = rows["time_period"].eq(rows.groupby("indicator")["time_period"].transform("max"))
    return rows[newest].sort_values([*SHARED, "territory", "rank"], ascending=[True] * 6 + [False, True], kind="stable")


def old_and_new(found: Any, here: At) -> "Markdown | None":
    """Say the places of an area that the reform left alone, or that there are none; the picture says the others."""
    return paragraphs(said) if (said := sentences(found, here)) else None


def sentences(found: Any, here: At) -> list[Sentence]:
    """The sentence of :func:`old_and_new`."""
    rows = both(found, here)
    if rows["ref_area"].nunique() > 1 or not here.inside:
        return []
    if rows["direction"].eq(NO_END).all():
        return [sentence(here.lang, "No edition has {name} both among the old and among the new provinces.",
                         {"name": here.name}, {"says": "no_both", "ref_area": here.area})]  # fmt: skip
    return [title(rows, here)]


def _places(rows: pd.DataFrame, here: At) -> Sentence:
    """Places of old and new provinces in one period."""
    old, new = rows[rows["territory"].eq("63")], rows[rows["territory"].eq("34")].iloc[0]
    written = [gettext(here.lang, "{name} in place {place}", name=here.apart(code), place=f"{rank:.0f}")
               for code, rank in old.head(3)[["ref_area", "rank"]].to_numpy()]  # fmt: skip
    areas, whole_ = here.est.tables.areas, here.apart(new["ref_area"])
    other = areas["area"].map(here.labels.area).ne(here.labels.area(new["ref_area"]))
    parts = areas.loc[areas["successor"].eq(new["ref_area"]) & other, "area"]
    if not parts.isin(old["ref_area"]).all():
        whole_ = gettext(here.lang, "{name} (with {parts})", name=whole_, parts=here.names(parts))
    values = {"edition": here.edition(new), "old": ", ".join(written), "place": f"{new['rank']:.0f}",
              "whole": whole_, "a": f"{old['rank_of'].iloc[0]:.0f}", "b": f"{new['rank_of']:.0f}"}  # fmt: skip
    facts = {"says": "old_and_new", **{name: new[name] for name in SHARED}, "old": old.head(3)["ref_area"].tolist(),
             "old_places": old.head(3)["rank"].tolist(), "of": [old["rank_of"].iloc[0], new["rank_of"]],
             "new": new["ref_area"], "new_place": new["rank"]}  # fmt: skip
    ids = rows["figure_ids"].str.split("|").explode()
    return sentence(here.lang, "{edition}: of the {a} provinces before July 2025 {old}; of the {b} since {whole} in "
                    "place {place}.", values, facts, ids)  # fmt: skip


def old_and_new_places(found: Any, here: At, size: str = "page") -> "Axes | None":
    """Draw the values of old and new provinces on one scale an indicator; nothing where there is one area only."""
    from bdviews.plots import compare

    rows = both(found, here)
    return None if rows["ref_area"].nunique() < 2 else compare.old_and_new(rows, title(rows, here), here, size=size)


def title(rows: pd.DataFrame, here: At) -> Sentence:
    """The places on one indicator: a level with a better end before a rate, the newest first."""
    order = rows.assign(ended=rows["direction"].ne(NO_END), rate=rows["kind"].eq("rate"))
    order = order.sort_values(["ended", "rate", "time_period", "indicator"], ascending=[False, True, False, True])
    return _places(rows[rows["indicator"].eq(order["indicator"].iloc[0])], here)
