"""What a citation or refusal tells of what was not asked for: what blocks it, other words, areas, years and series."""

import pandas as pd

from bdlib.citation import UNDECIDED, Citation
from bdlib.citation.choosing import alike, apart
from bdviews.citation.figures import line, printed, value
from bdviews.labels import Labels
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import years
from bdviews.sentences import Sentence, sentence

BLOCKED = N_("Nothing to cite: {maker} itself gives different values ({figures}), and nothing decides between them.")


def newest(found: Citation, lang: str) -> Sentence | None:
    """Say that no year was asked for, and of which years there are figures."""
    if not found.years:
        return None
    message = N_("No year was asked for; this is the newest that can be cited. There are figures of {years}.")
    if found.reason == "target":
        message = N_("No year was asked for. There are targets for {years}.")
    elif found.refused:
        message = N_("No year was asked for, and none can be cited; this is the newest. There are figures of {years}.")
    return sentence(lang, message, {"years": years("|".join(found.years))}, {}, found.figure_ids)


def blocked(found: Citation, est: object, labels: Labels) -> Sentence | None:
    """Say which maker gives several values of one thing, where that is what stands in the way."""
    if found.reason not in UNDECIDED:
        return None
    rows = printed(found.figure_ids, est)
    rows = rows[rows["time_period"].str[:4].eq(found.year[:4]) & rows["maker"].ne("") & rows["trust"].ne("low")]
    for maker, own in rows.groupby("maker", sort=False):
        torn = pd.concat([own[alike(own, row) & apart(own, row)] for _, row in own.iterrows()])
        torn = torn.drop_duplicates("obs_value").sort_values("obs_value")
        if len(torn):
            figures = "; ".join(value(row, labels) for row in torn.to_dict("records"))
            said = {"maker": labels.maker(maker), "figures": figures}
            return sentence(labels.lang, BLOCKED, said, {}, list(torn["figure_id"]))
    return None


def instead(found: Citation, est: object, labels: Labels) -> list[Sentence]:
    """Name series and facets to ask for, figures of other indicators that the words fit, and of other areas."""
    lang = labels.lang
    asked = "; ".join(_way(name, code, labels) for name, code in found.ways)
    sisters = [line(row, found, est, lang) for row in printed(found.sisters, est).to_dict("records")]
    others = "; ".join(labels.indicator(code, found.area) for code in found.may_mean)
    places = [f"{labels.bordered(row['ref_area'])}: {_there(row, found, est, lang)}"
              for row in printed(found.elsewhere, est).to_dict("records")]  # fmt: skip
    told = [(N_("A figure can be cited of: {said}."), asked), (N_("Also in the corpus: {said}."), "; ".join(sisters)),
            (N_("The words may also mean, without a figure here: {said}."), others),
            (N_("Elsewhere: {said}."), "; ".join(places))]  # fmt: skip
    return [sentence(lang, message, {"said": said}, {}) for message, said in told if said]


def _way(name: str, code: str, labels: Labels) -> str:
    """A series or facet by its name, and the option that asks for it."""
    said = labels.series(code) if name == "series" else labels.facet(name, code)
    return gettext(labels.lang, "{name} (`--{option} {code}`)", name=said, option=name, code=code)


def _there(row: dict[str, str], found: Citation, est: object, lang: str) -> str:
    """A figure of another area, told as one of the area itself: its name stands before it."""
    return line({**row, "ref_area": found.area}, found, est, lang)
