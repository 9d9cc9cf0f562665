"""What a citation or refusal tells of what was not asked for: what blocks it, other words, areas, years and series."""

import pandas as pd

from bdlib.citation import ABSENT, UNDECIDED, UNFIT, Citation
from bdlib.citation.choosing import alike, apart, contested
from bdviews.citation.figures import line, printed, value
from bdviews.labels import Labels
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import period, stated, years
from bdviews.sentences import Sentence, sentence

BLOCKED = N_("Nothing to cite: {maker} itself gives different values ({figures}), and nothing decides between them.")
AT_ODDS = N_("Nothing to cite: the pages contradict each other ({figures}), and nothing decides between them.")
TORN = N_("The nearest figures ({period}) contradict each other, and nothing decides between them: {figures}.")
DATED = N_("The nearest figures contradict each other, and nothing decides between them: {figures}.")
NEAREST = N_("The nearest figure: {figure}.")
CITABLE = N_("The nearest citable figure of a year: {figure}.")
SOUND = N_("The nearest figure, garbled copies apart: {figure}.")
SIDES = N_("{figures} (contradict each other)")
HELD = N_("Figures of it exist for {said}.")
NOWHERE = N_("No area has a figure of it; data/raw/{said}.csv lists what else there is.")
SELECTED = N_("{names} ({n} of {every} areas)")
AREAS = 3  # areas named that have figures
EMPTY = N_("The words may also mean, without a figure here: {said}.")
MEANT = N_("The words may also mean: {said}.")
UNHELD = N_("“{first}” has no figure to cite here; the words also mean “{indicator}”.")


def newest(found: Citation, lang: str) -> Sentence | None:
    """Say that no year was asked for, and of which years there are figures."""
    if not found.years:
        return None
    message = N_("No year was asked for; this is the newest that can be cited. There are figures of {years}.")
    if found.reason == "target":
        message = N_("No year was asked for. There are targets for {years}.")
    elif found.refused:
        message = N_("No year was asked for, and none can be cited; this is the newest. There are figures of {years}.")
    whole = all(map(str.isdecimal, found.years))
    listed = years("|".join(found.years)) if whole else ", ".join(period(one, lang) for one in found.years)
    return sentence(lang, message, {"years": listed}, {}, found.figure_ids)


def blocked(found: Citation, est: object, labels: Labels) -> Sentence | None:
    """Say which maker gives several values of one thing, where that is what stands in the way."""
    if found.reason not in UNDECIDED:
        return None
    rows = printed(found.figure_ids, est)
    rows = rows[rows["indicator"].eq(found.indicator)]  # a part differs from its whole
    rows = rows[rows["time_period"].str[:4].eq(found.year[:4]) & rows["maker"].ne("") & rows["trust"].ne("low")]
    rows = rows[~rows["figure_id"].isin(est.steps.loc[est.steps["action"].eq("set_aside"), "figure_id"])]
    for maker, own in rows.groupby("maker", sort=False):
        torn = pd.concat([own[alike(own, row) & apart(own, row)] for _, row in own.iterrows()])
        torn = unrounded(torn.drop_duplicates("obs_value").sort_values("obs_value"))
        if len(torn):
            figures = "; ".join(value(row, labels) for row in torn.to_dict("records"))
            said = {"maker": labels.maker(maker), "figures": figures}
            return sentence(labels.lang, BLOCKED, said, {}, list(torn["figure_id"]))
    if found.reason != "open_conflict" or found.conflicts.empty:
        return None
    against = pd.concat([_of_one(found.conflicts), found.conflicts])  # of several indicators where there is no other
    return _contested(against.iloc[0], est, labels)


def _contested(conflict: pd.Series, est: object, labels: Labels) -> Sentence:
    """Name the sides of a conflict; of several indicators, such as a whole and its parts, each by its indicator."""
    rows = _sides(conflict, est)
    several = rows["indicator"].nunique() > 1
    names = [f"{labels.indicator(row['indicator'], row['ref_area'])}: " * several for row in rows.to_dict("records")]
    values = [value(row, labels) for row in rows.to_dict("records")]
    figures = "; ".join(name + one for name, one in zip(names, values, strict=True))
    return sentence(labels.lang, AT_ODDS, {"figures": figures}, {}, list(rows["figure_id"]))


def _of_one(conflicts: pd.DataFrame) -> pd.DataFrame:
    """Conflicts of one indicator each: figures of several contradict each other's sums, none is the other's side."""
    return conflicts[~conflicts["indicator"].str.contains("|", regex=False)]


def _sides(conflict: pd.Series, est: object) -> pd.DataFrame:
    """Every side of a conflict, copies only where they are one: none of them alone is the figure.

    What says the same of one maker with less ("nearly 84 percent" of 83.6%) is no side.
    """
    rows = printed(tuple(conflict["figure_ids"].split("|")), est)
    sound = rows[rows["trust"].ne("low")]
    rows = sound if sound["obs_value"].nunique() > 1 else rows
    return unrounded(rows.drop_duplicates("obs_value").sort_values("obs_value"))


def unrounded(rows: pd.DataFrame) -> pd.DataFrame:
    """Figures but for those whose interval holds that of another, wherever two that differ are left."""
    wide = [(rows["lower"].ge(low) & rows["upper"].le(up) & (rows["lower"].gt(low) | rows["upper"].lt(up))).any()
            for low, up in zip(rows["lower"], rows["upper"], strict=True)]  # fmt: skip
    exact = rows[[not one for one in wide]]
    return exact if len(exact) > 1 else rows


def unheld(found: Citation, labels: Labels) -> Sentence | None:
    """Say that what fits the words best has no figure, and that another thing answers that they fit, too."""
    if not found.unheld:
        return None
    names = {"first": labels.indicator(found.unheld, found.area),
             "indicator": labels.indicator(found.indicator, found.area)}  # fmt: skip
    return sentence(labels.lang, UNHELD, names, {})


def nearest(found: Citation, est: object, labels: Labels) -> list[Sentence]:
    """Name the figure that may be of the period, undated, and the nearest one, or all sides of its open conflict."""
    if found.reason not in (*ABSENT, *UNFIT):
        return []
    rows = printed(found.figure_ids, est)
    loose = rows["figure_id"].isin(found.near)
    fit = rows["indicator"].eq(found.indicator) & rows["trust"].ne("low") & rows["time_period"].ne(found.year)
    messages = [(rows[loose], N_("A page prints no year and may mean this one: {figure}.")),
                (rows[~loose & fit], _nearest(rows[~loose], fit, found))]  # fmt: skip
    said = [(which.iloc[0].to_dict(), message) for which, message in messages if len(which)]
    return [_near(row, message, found, est, labels) for row, message in said]


def _nearest(rows: pd.DataFrame, fit: pd.Series, found: Citation) -> str:
    """How the nearest figure is told: where a copy, which is not to cite, lies nearer, as what it is."""
    own = rows[rows["indicator"].eq(found.indicator) & rows["time_period"].ne(found.year)]
    fit = fit[own.index]
    if own.empty or fit.iloc[0] or not fit.any():
        return NEAREST
    first = own[fit].iloc[0]
    whole = first["period_basis"] == "stated" and first["time_period"].isdecimal()
    return CITABLE if whole else SOUND


def _near(row: dict[str, str], message: str, found: Citation, est: object, labels: Labels) -> Sentence:
    """One figure, or all sides of the open conflict that it is in."""
    if len(against := _against(row, est)):
        return _torn(against, labels)
    said = {"figure": line(row, found, est, labels.lang)}
    return sentence(labels.lang, message, said, {"value": row["obs_value"]}, [row["figure_id"]])


def _against(row: dict[str, str], est: object) -> pd.DataFrame:
    """All sides of the first open conflict that a figure is in; no rows where it is in none."""
    open_ = contested(est)
    torn = open_[[row["figure_id"] in ids.split("|") for ids in open_.get("figure_ids", [])]]
    return _sides(torn.iloc[0], est) if len(torn) else torn


def _torn(rows: pd.DataFrame, labels: Labels) -> Sentence:
    """Name the sides of an open conflict with their period; where it is not the same one, each with its own."""
    each = rows.to_dict("records")
    periods = [stated(row["time_period"], row["period_basis"], labels.lang) for row in each]
    message, said = (TORN, {"period": periods[0]}) if len(set(periods)) == 1 else (DATED, {})
    figures = [value(row, labels) for row in each] if said else _each_dated(rows, labels)
    said["figures"] = "; ".join(figures)
    return sentence(labels.lang, message, said, {}, list(rows["figure_id"]))


def _each_dated(rows: pd.DataFrame, labels: Labels) -> list[str]:
    """Figures, each with its period."""
    return [f"{value(row, labels)} ({stated(row['time_period'], row['period_basis'], labels.lang)})"
            for row in rows.to_dict("records")]  # fmt: skip


def instead(found: Citation, est: object, labels: Labels) -> list[Sentence]:
    """Name series and facets to ask for, figures of other indicators that the words fit, and of other areas."""
    lang = labels.lang
    asked = "; ".join(_way(name, code, labels) for name, code in found.ways)
    sisters = [line(row, found, est, lang) for row in printed(found.sisters, est).to_dict("records")]
    others = "; ".join(labels.indicator(code, found.area) for code in found.may_mean)
    others_have = () if found.reason == "target" else found.elsewhere
    places = [f"{labels.bordered(row['ref_area'])}: {_there(row, found, est, lang)}"
              for row in printed(others_have, est).to_dict("records")]  # fmt: skip
    told = [(N_("A figure can be cited of: {said}."), asked), (N_("Also in the corpus: {said}."), "; ".join(sisters)),
            (EMPTY if found.reason in ABSENT else MEANT, others),
            (_elsewhere(found), "; ".join(places))]  # fmt: skip
    if found.reason == "no_figure" and not any([found.figure_ids, found.aims, found.sisters, found.elsewhere]):
        areas = held([found.indicator], est, labels)
        told.append((HELD, areas) if areas else (NOWHERE, "indicators"))
    counts = {"n": len(found.elsewhere), "every": found.elsewhere_of}
    return [sentence(lang, message, {"said": said, **counts}, {}) for message, said in told if said]


def held(indicators: list[str], est: object, labels: Labels) -> str:
    """The areas that have most figures of some indicators, of how many; empty where none has."""
    rows = est.tables.observations
    often = rows.loc[rows["indicator"].isin(indicators), "ref_area"].value_counts()
    first = sorted(often.index, key=lambda code: (-often[code], code))[:AREAS]
    names = ", ".join(labels.bordered(code) for code in first)
    return names if len(often) <= AREAS else gettext(labels.lang, SELECTED, names=names, n=len(first), every=len(often))


def _elsewhere(found: Citation) -> str:
    """How figures of other areas are told: of a selection, of how many."""
    if found.elsewhere_of > len(found.elsewhere):
        return N_("Elsewhere ({n} of {every} areas around it that have a figure): {said}.")
    return N_("Elsewhere: {said}.")


def _way(name: str, code: str, labels: Labels) -> str:
    """A series or facet by its name, and the option that asks for it."""
    said = labels.series(code) if name == "series" else labels.facet(name, code)
    return gettext(labels.lang, "{name} (`--{option} {code}`)", name=said, option=name, code=code)


def _there(row: dict[str, str], found: Citation, est: object, lang: str) -> str:
    """A figure of another area, told as one of the area itself, its name stands before it; or all that contradict."""
    if len(against := _against(row, est)):
        labels = Labels(est, lang)
        return gettext(lang, SIDES, figures="; ".join(_each_dated(against, labels)))
    return line({**row, "ref_area": found.area}, found, est, lang)
