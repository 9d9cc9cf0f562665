"""What a question for a target is told: that there is none, for the year or at all, and which areas have one."""

import pandas as pd

from bdlib.citation import Citation
from bdviews.citation.figures import line, targets
from bdviews.labels import Labels
from bdviews.language.messages import N_
from bdviews.language.periods import period
from bdviews.sentences import Sentence, sentence

NONE = N_("The corpus has no target of it for {area}.")
NOWHERE = N_("The corpus has no target of it, for {area} or any other area.")
ELSEWHERE = N_("Targets of it are set for: {said}.")
SELECTED = N_("Targets of it are set for {every} other areas, among them: {said}.")
MEASURED = N_("There are figures of it for {area}: ask without “target”.")


def aimed(found: Citation, est: object, labels: Labels) -> list[Sentence]:
    """Say that there is no target, or none for the year, where that is so, and which areas have one."""
    if not found.figure_ids:
        return [*_none(found, labels), *_measured(found, est, labels), *_elsewhere(found, est, labels)]
    aims = targets(est).set_index("figure_id", drop=False).loc[list(found.figure_ids)]
    years, said = aims["time_period"], {"year": period(found.year, labels.lang)}
    if not found.year or years.eq(found.year[:4]).any():
        return []
    if not years.str.isdecimal().any():
        return [sentence(labels.lang, N_("No target is set for {year}; these name no year."), said, {})]
    said["figure"] = line(aims.assign(period_basis="stated").iloc[0].to_dict(), found, est, labels.lang)
    return [sentence(labels.lang, N_("No target is set for {year}; the nearest: {figure}."), said, {})]


def _none(found: Citation, labels: Labels) -> list[Sentence]:
    message = NONE if found.elsewhere else NOWHERE
    return [sentence(labels.lang, message, {"area": labels.bordered(found.area)}, {})]


def _measured(found: Citation, est: object, labels: Labels) -> list[Sentence]:
    """Say that the area has figures, where it has."""
    rows = est.tables.observations
    held = (rows["ref_area"].eq(found.area) & rows["indicator"].eq(found.indicator)).any()
    return [sentence(labels.lang, MEASURED, {"area": labels.bordered(found.area)}, {})] if held else []


def _elsewhere(found: Citation, est: object, labels: Labels) -> list[Sentence]:
    """Name areas that have a target, each with the one nearest to the year, of how many."""
    aims = targets(est).set_index("figure_id", drop=False).loc[list(found.elsewhere)]
    each = [f"{labels.bordered(row['ref_area'])}: {_plain(row, found, est, labels)}" for _, row in aims.iterrows()]
    if not each:
        return []
    message = SELECTED if found.elsewhere_of > len(each) else ELSEWHERE
    said = {"said": "; ".join(each), "every": found.elsewhere_of}
    return [sentence(labels.lang, message, said, {"every": found.elsewhere_of}, found.elsewhere)]


def _plain(row: pd.Series, found: Citation, est: object, labels: Labels) -> str:
    """A target without saying that it is one or whose: its sentence and the area before it do."""
    return line({**row, "role": "", "ref_area": found.area}, found, est, labels.lang)
