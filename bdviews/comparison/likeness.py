"""The provinces most like the area in what they have to work with, and how they do."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdlib.comparison.likeness import NEAR
from bdviews.comparison.standpoint import FEWEST, At, lead
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table as shown

if TYPE_CHECKING:
    from IPython.display import Markdown

NEAREST = 5  # provinces named


def peers(near: pd.DataFrame | None, here: At) -> "Markdown | None":
    """Say how many provinces are near the area, or that none is; nothing of the country."""
    return paragraphs(said) if (said := sentences(near, here)) else None


def sentences(near: pd.DataFrame | None, here: At) -> list[Sentence]:
    """The sentences of :func:`peers`: how many, and what near means."""
    nobody = {"says": "no_peers", "ref_area": here.area}
    if not here.inside:
        return []
    if near is None or len(near) + 1 < FEWEST:  # with the area itself
        return [sentence(here.lang, "No province can be called near {name}: too few have figures of its conditions.",
                         {"name": here.titled}, nobody)]  # fmt: skip
    few, context = near[near["distance"].le(NEAR)], near.attrs["context"]
    used = ", ".join(f"{here.mid(one['indicator'])} {here.year(one, int(one['time_period']))}" for one in context)
    facts = {"says": "peers", "ref_area": here.area, "territory": here.territory, "within": len(few), "n": len(near),
             "peers": few["ref_area"].head(NEAREST).tolist(), "nearest": near["distance"].iloc[0],
             "context": context}  # fmt: skip
    values = {"name": here.titled, "means": used, "near": here.number(NEAR, 1), "n": str(len(near)), "k": str(len(few)),
              "m": str(NEAREST), "away": here.number(facts["nearest"], 2)}  # fmt: skip
    none = N_("No province is near {name} by {means}: the nearest of {n} lies at a distance of {away}.")
    some = N_("Near {name} by {means}: {k} of {n} provinces.")
    if len(few) > NEAREST:
        some = N_("Near {name} by {means}: {k} of {n} provinces, of which the {m} nearest follow.")
    rule = N_("Near is a distance of at most {near}: the root mean square of the differences, in standard deviations "
              "across provinces (of logarithms for money and sizes).")  # fmt: skip
    said = sentence(here.lang, none if few.empty else some, values, facts)
    return [said, sentence(here.lang, rule, values, {"says": "near", "near": NEAR})]


def peers_table(near: pd.DataFrame | None, found: Any, here: At) -> Any:
    """List the area and those near it: distance, place in the leading edition, and what they are compared by."""
    if near is None or len(near) + 1 < FEWEST or not near["distance"].le(NEAR).any():
        return None
    rows = near[near["distance"].le(NEAR)].head(NEAREST)
    standing = lead(found, here).set_index("ref_area")
    used = [code for code in near if code in here.codes.index]
    own = pd.DataFrame({"ref_area": [here.area], "distance": [float("nan")]})
    frame = pd.concat([own, rows], ignore_index=True)
    values = found.frame.merge(pd.DataFrame(near.attrs["context"]), on=["indicator", "time_period", "series"])
    mine = values[values["ref_area"].eq(here.area) & values["territory"].eq(here.territory)].set_index("indicator")
    away = ["" if pd.isna(one) else here.number(one, 2) for one in frame["distance"]]
    data, heads = {"ref_area": frame["ref_area"], "distance": away}, {"distance": gettext(here.lang, "Distance")}
    if len(standing):
        data["place"] = [f"{standing['rank'].get(code, float('nan')):.0f}" for code in frame["ref_area"]]
        heads["place"] = gettext(here.lang, "Place: {edition}", edition=here.edition(standing.iloc[0]))
    for code in used:
        data[code] = [here.labels.amount(one, code) for one in [mine["obs_value"].get(code, float("nan")), *rows[code]]]
        heads[code] = here.labels.indicator(code)
    return shown(pd.DataFrame(data), list(data), here.lang, here.est, name="peers", headings=heads)
