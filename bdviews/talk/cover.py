"""The title slide: where the area stands, its base, the reform; what bounds the talk; its way through the years."""

from typing import Any

import pandas as pd

from bdlib import study
from bdviews.comparison import ranks_through_years, values_through_years
from bdviews.comparison.standpoint import At, by_size, lead
from bdviews.conflicts import about, calm
from bdviews.language import day
from bdviews.language.messages import N_
from bdviews.language.periods import period
from bdviews.sentences import Sentence, sentence
from bdviews.sources import copied, places
from bdviews.talk.aims import board
from bdviews.talk.disputes import disputed
from bdviews.talk.slides import FEW, TOPICS, Shown, met, rest, said, targets


def opening(case: Any, found: Any, gaps: pd.DataFrame, here: At) -> Shown:
    """Give the talk's title and, below, its base and the reform of 2025 where it touched the area."""
    told = [one for one in (headline(case, found, gaps, here), base(case, here), reform(here)) if one]
    return said([f"# {told[0]}", *map(str, told[1:])], told)


def headline(case: Any, found: Any, gaps: pd.DataFrame, here: At) -> Sentence:
    """Say where the area stands; where no place is known how many due targets it met, else how much is disputed."""
    rows, subject = targets(gaps, here), study.load().said("subject", here.lang)
    facts = _conflicts(case, here)
    none = N_("the figures on {subject} give it no place among all provinces")
    if facts["open"]:
        none = N_("figures on {subject} contradict each other; conflicts left open: {open}")
    if not (subject and len(here.members) > 1):
        none = N_("{n} conflicts between its figures, {open} open") if facts["n"] else calm(case, here.area, here.lang)
    judged = met(rows, here) if rows["late"].sum() >= FEW else None
    told = _place(found, here) or judged or sentence(here.lang, none, {"subject": subject}, facts)
    return Sentence(f"{here.name}: {told}", told.facts)


def _conflicts(case: Any, here: At) -> dict[str, int]:
    own = about(case.conflicts, here.area)
    return {"n": len(own), "open": int(own["status"].eq("open").sum())}


def _place(found: Any, here: At) -> Sentence | None:
    """The area's place in the leading edition, as printed where a page prints it; of a size none."""
    rows = lead(found, here)
    own = rows[rows["ref_area"].eq(here.area)] if len(rows) else rows
    if own.empty or by_size(own.iloc[0], here):
        return None
    row = own.iloc[0]
    printed = pd.notna(row["printed_rank"]) and pd.notna(row["printed_rank_of"])
    rank, of = (row["printed_rank"], row["printed_rank_of"]) if printed else (row["rank"], row["rank_of"])
    begun = here.est.tables.areas.set_index("area").at[here.area, "valid_from"]
    facts = {"place": rank, "of": of, "indicator": row["indicator"], "time_period": row["time_period"]}
    written = {"indicator": here.mid(row["indicator"]), "period": period(row["time_period"], here.lang),
               "place": f"{rank:.0f}", "of": f"{of:.0f}", "day": day(begun, here.lang) if begun else ""}  # fmt: skip
    said = N_("no. {place} of {of} by {indicator} {period}, recalculated for the borders since {day}")
    said = said if row["time_period"] < begun[:4] else N_("no. {place} of {of} by {indicator} {period}")
    return sentence(here.lang, said, written, facts)


def base(case: Any, here: At) -> Sentence:
    """Say how many figures of the area there are, and on how many pages or tables they stand."""
    every = pd.concat([case.tables.observations, case.tables.targets])
    own = every[every["ref_area"].eq(here.area)]
    pages = own.loc[own["frame"].eq(""), "source_id"].nunique()
    facts = {"figures": len(own), "pages": pages, "tables": own["source_id"].nunique() - pages}
    written = {"name": here.name, "places": places(pages, facts["tables"], here.lang)}
    if not len(own):
        return sentence(here.lang, "Figures on {name}: none", written, facts)
    return sentence(here.lang, "Figures on {name}: {figures}, from {places}", written, facts)


def reform(here: At) -> Sentence | None:
    """Name the reform where the area ended with it, or was made by it of several; of one that only ended, when."""
    areas = here.est.tables.areas.set_index("area")
    row, parts = areas.loc[here.area], areas.index[areas["successor"].eq(here.area)].tolist()
    written = {"name": here.name, "parts": here.names(parts), "whole": here.labels.area(row["successor"])}
    facts = {"valid_from": row["valid_from"], "valid_to": row["valid_to"]}
    if row["valid_to"]:
        ended = written | {"day": day(row["valid_to"], here.lang)}
        if not row["successor"]:
            return sentence(here.lang, "{name} ended on {day}", ended, facts)
        return sentence(here.lang, "{name} within these borders lasted until {day}; it is now part of the new {whole}",
                        ended, facts)  # fmt: skip
    if not parts[1:]:
        return None
    return sentence(here.lang, "{name} since {day}: formed by merging the former {parts}",
                    written | {"day": day(row["valid_from"], here.lang)}, facts | {"parts": parts})  # fmt: skip


def limits(case: Any, gaps: pd.DataFrame, here: At) -> Shown:
    """List what bounds this talk: conflicts, targets where no slide of theirs tells them."""
    facts = _conflicts(case, here) | {"shown": len(disputed(case, here.area))}
    told = N_("Conflicts between figures of {name}: {n}; open: {open}; on slides: {shown}.")
    name = here.labels.bordered(here.area)
    none = Sentence(f"{name}: {calm(case, here.area, here.lang)}.", facts)
    listed = [sentence(here.lang, told, {"name": name}, facts) if facts["n"] else none]
    listed += [rest(gaps, here)] if board(gaps, here) is None else []
    listed += [told for told in [copied(case, here.lang)] if told]
    return said([f"## {here.say(TOPICS['limits'])}", "\n".join(f"- {one}" for one in listed if str(one))], listed)


def way(ways: pd.DataFrame, found: Any, here: At) -> Shown:
    """Draw the area's places among all provinces through the years; of the country its values."""
    return ranks_through_years(ways, here, "slide") or values_through_years(ways, found, here, "slide")
