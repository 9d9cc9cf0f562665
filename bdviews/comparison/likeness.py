"""The provinces most like the area in what they have to work with, and how they do."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdviews.comparison.standpoint import At, lead
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table as shown

if TYPE_CHECKING:
    from IPython.display import Markdown

NEAREST = 5


def peers(near: pd.DataFrame | None, found: Any, here: At) -> "Markdown":
    """Name the nearest provinces, what their likeness rests on, and how many of them stand ahead of the area."""
    return paragraphs(sentences(near, found, here))


def sentences(near: pd.DataFrame | None, found: Any, here: At) -> list[Sentence]:
    """The sentences of :func:`peers`."""
    if not here.inside:
        return [sentence(here.lang, "Peers are named for single provinces only.", {},
                         {"says": "no_peers", "ref_area": here.area})]  # fmt: skip
    few = pd.DataFrame() if near is None else near.head(NEAREST)
    if few.empty:
        return [sentence(here.lang, "No province can be named that is like {name}.", {"name": here.name},
                         {"says": "no_peers", "ref_area": here.area})]  # fmt: skip
    context = near.attrs["context"]
    used = "; ".join(f"{here.mid(one['indicator'])} {here.year(one, int(one['time_period']))}" for one in context)
    facts = {"says": "peers", "ref_area": here.area, "territory": here.territory, "peers": few["ref_area"].tolist(),
             "n": len(near), "context": context}  # fmt: skip
    who = [f"{here.labels.area(row.ref_area)} ({here.number(row.distance, 2)})" for row in few.itertuples()]
    values = {"name": here.name, "peers": ", ".join(who), "n": str(len(near)), "means": used}
    said = [sentence(here.lang, "Nearest to {name} of the other provinces ({n}), by {means}: {peers}.",
                     values, facts)]  # fmt: skip
    rows = lead(found, here)
    own, theirs = rows[rows["ref_area"].eq(here.area)], rows[rows["ref_area"].isin(few["ref_area"])]
    return [*said, _ahead(own.iloc[0], theirs, here)] if len(own) else said


def _ahead(row: pd.Series, theirs: pd.DataFrame, here: At) -> Sentence:
    ahead = theirs[theirs["rank"] < row["rank"]]
    values = {"name": here.name, "edition": here.edition(row), "k": str(len(ahead)), "n": str(len(theirs)),
              "who": here.names(ahead["ref_area"])}  # fmt: skip
    facts = {"says": "ahead", "ref_area": here.area, "indicator": row["indicator"], "time_period": row["time_period"],
             "series": row["series"], "peers": theirs["ref_area"].tolist(), "k": len(ahead)}  # fmt: skip
    some = N_("{edition}: of the {n} provinces most like {name}, ahead of it: {k} ({who}).")
    none = N_("{edition}: of the {n} provinces most like {name} none is ahead of it.")
    return sentence(here.lang, none if ahead.empty else some, values, facts)


def peers_table(near: pd.DataFrame | None, found: Any, here: At) -> Any:
    """List the area and the nearest: distance, place in the leading edition, and what they are compared by."""
    if near is None or near.empty:
        return None
    rows = near.head(NEAREST)
    standing = lead(found, here).set_index("ref_area")
    used = [code for code in near if code in here.codes.index]
    own = pd.DataFrame({"ref_area": [here.area], "distance": [float("nan")]})
    frame = pd.concat([own, rows], ignore_index=True)
    values = found.frame.merge(pd.DataFrame(near.attrs["context"]), on=["indicator", "time_period", "series"])
    mine = values[values["ref_area"].eq(here.area) & values["territory"].eq(here.territory)].set_index("indicator")
    away = ["" if pd.isna(one) else here.number(one, 2) for one in frame["distance"]]
    data = {"ref_area": frame["ref_area"], "distance": away}
    heads = {"distance": gettext(here.lang, "Distance")}
    if len(standing):
        data["place"] = [f"{standing['rank'].get(code, float('nan')):.0f}" for code in frame["ref_area"]]
        heads["place"] = gettext(here.lang, "Place: {edition}", edition=here.edition(standing.iloc[0]))
    for code in used:
        first = mine["obs_value"].get(code, float("nan"))
        data[code] = [here.labels.amount(value, code) for value in [first, *rows[code]]]
        heads[code] = here.labels.indicator(code)
    return shown(pd.DataFrame(data), list(data), here.lang, here.est, name="peers", headings=heads)
