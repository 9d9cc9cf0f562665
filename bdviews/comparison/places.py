"""The place of an area in words: printed with its number, printed alone, or counted. Every page tells it from here."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from bdlib.comparison.fields import COMPLETE, MOST
from bdviews.comparison.standpoint import At
from bdviews.language.messages import N_

# How a place and its number are known; of "bare" no page of the edition prints the number.
HOW = {"as_printed": N_("as printed"), "beside": N_("the place as printed, the number from another page"),
       "bare": N_("as printed, without the number of provinces"), "listed": N_("in the published order"),
       "counted": N_("counted from the values")}  # fmt: skip
IN_A_LIST = {"as_printed": N_("{place} of {of} as printed"), "listed": N_("{place} of {of} in the published order"),
             "beside": N_("{place} as printed, of {of} as another page prints"),
             "bare": N_("{place} as printed, without the number of provinces")}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A place, the places that rounding allows, among how many (None where that is not known) and how it is known."""

    rank: float
    lower: float
    upper: float
    of: float | None
    how: str

    @property
    def written(self) -> str:
        """The place as a number, of one that is counted every place that rounding allows."""
        return span(self.lower, self.upper)


def stands(row: Any, here: At) -> Place:
    """Where a row of a comparison stands: as a page prints it, else counted.

    A printed place is told among the number that its page prints, or another page of the same edition; without one
    alone, for the areas of this study may be others than the page compared.
    """
    printed = pd.notna(row["printed_rank"])
    if not printed and row["rank_basis"] != "printed":
        return _counted(row)
    beside = "printed_rank" if printed else "rank"
    rank, of = row[beside], row[f"{beside}_of"]
    ids = row["printed_rank_figure_ids" if printed else "figure_ids"]
    how = _how(ids, of, here)
    if how == "bare" and row["rank_basis"] == "computed" and row["rank"] == rank:
        return _counted(row)
    return Place(rank, rank, rank, None if how == "bare" else of, how)


def _counted(row: Any) -> Place:
    return Place(row["rank"], row["rank_lower"], row["rank_upper"], row["rank_of"], "counted")


def _how(ids: str, of: float, here: At) -> str:
    """How pages give a place that is one of so many, by the figures behind it."""
    seen = here.prints.reindex(ids.split("|"))
    frame = seen["frame"].fillna("")
    if pd.isna(of):
        return "bare"
    if frame.ne("").all() or frame.isin([COMPLETE, MOST]).any():
        return "listed"
    if seen["denominator"].notna().any():
        return "as_printed"
    return "beside" if of in _numbers(ids, here) and not _fewer(ids, of, here) else "bare"


def _numbers(ids: str, here: At) -> set[float]:
    """Numbers that pages print beside ranks of the edition of some figures; prints set aside have found nothing."""
    every, aside = here.est.tables.observations, "|".join(here.est.frame["set_aside"]).split("|")
    every = every[~every["figure_id"].isin(aside)]
    edition = every[every["figure_id"].isin(ids.split("|"))][["indicator", "time_period"]].drop_duplicates()
    return set(every.merge(edition)["denominator"].dropna().astype(float))


def _fewer(ids: str, of: float, here: At) -> bool:
    """Whether a table that should hold all areas has fewer of the edition: then the other page's number is in doubt."""
    every = here.est.tables.observations
    edition = every[every["figure_id"].isin(ids.split("|"))][["series", "time_period"]].drop_duplicates()
    tables = every[every["frame"].isin([COMPLETE, MOST])].merge(edition).groupby("source_id")
    return bool((tables["ref_area"].nunique() < of).any())


def place(row: Any, here: At) -> str:
    """Say in a cell where a row stands; of a counted place who shares it, and how many have a figure."""
    found = stands(row, here)
    if found.how != "counted":
        of = "" if found.of is None else f"{found.of:.0f}"
        return here.say(IN_A_LIST[found.how], place=found.written, of=of)
    said = N_("{place} of {of}") if found.of == row["members"] else N_("{place} of the {of} with a figure")
    shared = here.say(N_(", shared by {n}"), n=f"{row['tied']:.0f}") if row["tied"] else ""
    last = found.lower if shared else found.upper
    return here.say(said, place=span(found.lower, last), of=f"{found.of:.0f}") + shared


def paged(row: Any, here: At) -> bool:
    """Tell whether a place is taken from a page, not counted or from the table of a ranking."""
    return stands(row, here).how not in ("counted", "listed")


def span(lower: float, upper: float) -> str:
    """Places from one to another, one of them where they are the same."""
    return f"{lower:.0f}" if lower == upper else f"{lower:.0f}–{upper:.0f}"
