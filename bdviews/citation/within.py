"""What a question for a city or district without figures of its own is told: the area it lies in, and what that has."""

from dataclasses import replace

import pandas as pd

from bdlib.citation import Citation, cite
from bdlib.names import Names
from bdviews.citation.figures import line, targets
from bdviews.labels import Labels
from bdviews.language.messages import N_, gettext

WITHIN = N_("“{word}” has no figures of its own here; it lies in {area}.")
MERGED = N_("“{word}” has no figures of its own here; it lay in {area}, now in {now}.")
HAS = N_("The corpus has of {area}: {indicator}, {figure}.")
UNFIT = N_("The corpus has of {area}, though not to cite: {indicator}, {figure}.")
HAS_NOT = N_("Of {area}, too, the corpus has no figure of it: {indicator}.")


def within(word: str, area: pd.Series, labels: Labels) -> str:
    """Say in which area a place lies that is none itself."""
    said = {"word": word, "area": labels.bordered(area["area"]), "now": labels.bordered(area["successor"])}
    message = MERGED if area["successor"] else WITHIN
    return gettext(labels.lang, message, **said)


def around(word: str, areas: pd.DataFrame) -> pd.Series | None:
    """The area of which a name is a place; none where no area has it, or several."""
    if "places" not in areas:
        return None
    found = Names(areas[["area", "places"]].rename(columns={"places": "aliases"}), "area").find(word)
    own = areas[areas["area"].isin(found) & areas["places"].ne("") & areas["area"].ne(word.strip().upper())]
    return own.iloc[0] if len(own) == 1 else None


def there(area: pd.Series, indicator: str, year: object, est: object) -> Citation:
    """The citation of an area: of the year, else of the newest that has one."""
    found = cite(est, area["name_vi"], indicator, year)
    return cite(est, area["name_vi"], indicator) if found.refused else found


def held_there(area: pd.Series, indicator: str, year: object, est: object, labels: Labels) -> str:
    """The first figure that a question for the area itself is told."""
    found = there(area, indicator, year, est)
    names = {"area": labels.bordered(found.area), "indicator": labels.indicator(found.indicator, found.area)}
    if not found.figure_ids:
        return gettext(labels.lang, HAS_NOT, **names)
    every = pd.concat([targets(est), est.tables.observations]).set_index("figure_id", drop=False)
    first = every.loc[found.figure_ids[0]].to_dict()
    dated = line(first, replace(found, period=""), est, labels.lang)
    return gettext(labels.lang, UNFIT if found.refused else HAS, **names, figure=dated)
