"""The title slide: where the area stands, its base, the reform; what bounds the talk; its way through the years."""

import re
from typing import Any

import numpy as np
import pandas as pd

from bdlib import study
from bdlib.comparison.fields import provinces
from bdviews.comparison import ranks_through_years, values_through_years
from bdviews.comparison.places import HOW, stands
from bdviews.comparison.standpoint import At, by_size, lead
from bdviews.conflicts import about, calm
from bdviews.conflicts.figures import Figures
from bdviews.conflicts.outcomes import fates, listed
from bdviews.language import day
from bdviews.language.messages import N_
from bdviews.language.periods import period
from bdviews.sentences import Sentence, sentence
from bdviews.sources import copies, printed, size
from bdviews.talk.aims import FEW, counted, met, rest, tally
from bdviews.talk.disputes import disputed
from bdviews.talk.slides import TOPICS, Shown, said

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def opening(case: Any, found: Any, gaps: pd.DataFrame, here: At) -> Shown:
    """Give the talk's title and, below, its base and the reform of 2025 where it touched the area."""
    told = [one for one in (headline(case, found, gaps, here), base(case, here), reform(here)) if one]
    return said([f"# {told[0]}", *map(str, told[1:])], told)


def headline(case: Any, found: Any, gaps: pd.DataFrame, here: At) -> Sentence:
    """Say where the area stands; where no place is known how many due targets it met, else how much is disputed."""
    rows, subject = counted(gaps, here), study.load().said("subject", here.lang)
    facts = _conflicts(case, here)
    none = N_("the figures on {subject} give it no place among all provinces")
    if facts["open"]:
        none = N_("figures on {subject} contradict each other; conflicts left open: {open}")
    if not (subject and len(here.members) > 1):
        none = N_("conflicts between its figures: {conflicts} ({fates})")
        none = none if facts["conflicts"] else calm(case, here.area, here.lang)
    judged = met(rows, here) if rows["late"].sum() >= FEW else None
    written = {"subject": subject, "fates": listed(facts, here.lang)}
    told = _place(found, here) or judged or sentence(here.lang, none, written, facts)
    return Sentence(f"{here.name}: {told}", told.facts)


def _conflicts(case: Any, here: At) -> dict[str, int]:
    """Count the area's conflicts and what became of them, as notebook 03 does."""
    return fates(about(case.conflicts, here.area), Figures(case, here.lang))


def _place(found: Any, here: At) -> Sentence | None:
    """The area's place in the leading edition, and in the same one by other borders; of a size none."""
    rows = lead(found, here)
    own = rows[rows["ref_area"].eq(here.area)] if len(rows) else rows
    if own.empty or by_size(own.iloc[0], here):
        return None
    row, also = own.iloc[0], _elsewhere(own.iloc[0], found, here)
    own, begun = stands(row, here), here.est.tables.areas.set_index("area").at[here.area, "valid_from"]
    facts = {"place": own.rank, "of": own.of, "indicator": row["indicator"], "time_period": row["time_period"]}
    apart = f" ({apart})" if (apart := here.parted(row)) else ""
    written = {"indicator": here.mid(row["indicator"]), "period": _when(row["time_period"], here) + apart,
               "place": own.written, "of": "" if own.of is None else f"{own.of:.0f}",
               "day": day(begun, here.lang) if begun else ""}  # fmt: skip
    said = N_("no. {place} of {of} provinces by {indicator} {period}")
    if own.of is None:
        said = N_("no. {place} by {indicator} {period}")
    elif row["time_period"] < begun[:4]:
        said = N_("no. {place} of {of} provinces by {indicator} {period}, recalculated for the borders since {day}")
    told = sentence(here.lang, said, written, facts)
    how = "" if own.how == "listed" else f", {here.say(HOW[own.how])}"  # the table of a ranking needs no more words
    return Sentence(f"{told}{how}{also or ''}", facts | ({"also": also.facts} if also else {}))


def _when(code: str, here: At) -> str:
    """A period within a sentence; of a day "on 4 Jul 2024"."""
    told = period(code, here.lang)
    return here.say(N_("on {day}"), day=told) if DAY.fullmatch(code) else told


def _elsewhere(row: pd.Series, found: Any, here: At) -> Sentence | None:
    """The place of an area that a reform left as it was, in the same edition by the borders of another time."""
    rows = found.frame
    same = [rows[name].eq(row[name]) for name in ("ref_area", "indicator", "time_period", "measure", "base")]
    rows = rows[np.logical_and.reduce(same) & rows["territory"].ne(row["territory"]) & rows["rank"].notna()]
    rows = rows[rows["covered"].eq(rows["members"])]
    if rows.empty:
        return None
    areas = here.est.tables.areas
    members = areas[areas["area"].isin(provinces(areas, rows["territory"].iloc[0]).index)]
    own, began, ended = stands(rows.iloc[0], here), members["valid_from"].max(), members["valid_to"].max()
    if own.of is None:
        return None
    facts = {"place": own.rank, "of": own.of, "territory": rows["territory"].iloc[0]}
    written = {"place": own.written, "of": f"{own.of:.0f}", "day": day(began or ended, here.lang)}
    since = N_("; no. {place} of {of} by the borders since {day}")
    until = N_("; no. {place} of {of} by the borders until {day}")
    return sentence(here.lang, since if began else until, written, facts)


def base(case: Any, here: At) -> Sentence:
    """Say how many figures of the area there are, what they are, and on how many pages or tables they stand."""
    own = _printed(case, here)
    told = N_("Figures of {name} in the corpus: {figures}{kinds}; printed on {places}")
    told = told if len(own) else N_("Figures on {name} in the corpus: none")
    return size(told, own, {"name": here.name}, here.lang)


def _printed(case: Any, here: At) -> pd.DataFrame:
    every = printed(case)
    return every[every["ref_area"].eq(here.area)]


def reform(here: At) -> Sentence | None:
    """Name the reform where the area ended with it, or was made by it of several; of one that only ended, when."""
    areas = here.est.tables.areas.set_index("area")
    row, parts = areas.loc[here.area], areas.index[areas["successor"].eq(here.area)].tolist()
    written = {"name": here.name, "parts": _merged(parts, here), "whole": here.labels.area(row["successor"])}
    facts = {"valid_from": row["valid_from"], "valid_to": row["valid_to"]}
    if row["valid_to"]:
        ended = written | {"day": day(row["valid_to"], here.lang)}
        if not row["successor"]:
            return sentence(here.lang, "{name} ended on {day}", ended, facts)
        return sentence(here.lang, "{name} within these borders lasted until {day}; it is now part of the new {whole}",
                        ended, facts)  # fmt: skip
    if not parts[1:]:
        return None
    return sentence(here.lang, "{name} within its borders since {day}: {parts} merged",
                    written | {"day": day(row["valid_from"], here.lang)}, facts | {"parts": parts})  # fmt: skip


def _merged(parts: list[str], here: At) -> str:
    """Names of the areas of which one was made, of one that bears its name which it is."""
    *first, last = map(here.apart, parts or [""])
    return here.say(N_(" and ")).join(filter(None, [", ".join(first), last]))


def limits(case: Any, gaps: pd.DataFrame, ways: pd.DataFrame, here: At) -> Shown:
    """List what bounds this talk: conflicts, targets where no slide of theirs tells them, copies, what places say."""
    told = [_disputed(case, here), *([rest(gaps, here)] if tally(gaps, here) is None else []), _copied(case, here)]
    if ranks_through_years(ways, here, "slide"):
        told.append(sentence(here.lang, "A place tells how {name} stands beside the others, not whether it advanced.",
                             {"name": here.name}, {}))  # fmt: skip
    listed = [one for one in told if one]
    return said([f"## {here.say(TOPICS['limits'])}", "\n".join(f"- {one}" for one in listed)], listed)


def _disputed(case: Any, here: At) -> Sentence:
    """Count the conflicts of the area, what became of them, and how many the slides tell."""
    facts = _conflicts(case, here) | {"shown": len(disputed(case, here.area))}
    name = here.labels.bordered(here.area)
    if not facts["conflicts"]:
        return Sentence(f"{name}: {calm(case, here.area, here.lang)}.", facts)
    told = N_("Conflicts between figures of {name}: {conflicts} ({fates}), on slides: {shown}.")
    return sentence(here.lang, told, {"name": name, "fates": listed(facts, here.lang)}, facts)


def _copied(case: Any, here: At) -> Sentence | None:
    """Say how many of the tables with figures of the area were read in copies; where none was, nothing."""
    facts = copies(_printed(case, here), case.tables.sources)
    said = N_("Tables with figures of {name}: {tables}, read in copies, not on their maker’s own site: {copies}; "
              "compare those with the maker’s own.")  # fmt: skip
    return sentence(here.lang, said, {"name": here.name}, facts) if facts["copies"] else None


def way(ways: pd.DataFrame, found: Any, here: At) -> Shown:
    """Draw the area's places among all provinces through the years; of the country its values."""
    return ranks_through_years(ways, here, "slide") or values_through_years(ways, found, here, "slide")
