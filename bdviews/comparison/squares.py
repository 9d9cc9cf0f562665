"""Every place of the area at a glance: a square each, the same that the table of places lists."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from bdviews.comparison.places import paged, place, stands
from bdviews.comparison.standing import end, listed, outdated
from bdviews.comparison.standpoint import At, by_size, leading, since
from bdviews.language.messages import N_, ngettext

if TYPE_CHECKING:
    from bdviews.plots.strip import Strip

NAMED = 8  # indicators left out that a title has room to name
THIRDS = ("good", "fair", "poor")
LEGEND = {"good": N_("in the first third"), "fair": N_("in the middle third"), "poor": N_("in the last third"),
          "open": N_("rounding, or a shared place, leaves the third open"),
          "none": N_("not put in thirds: pages print the places of only some provinces"),
          "free": N_("neither more nor less is better")}  # fmt: skip


def strip(found: Any, here: At) -> "Strip | None":
    """Show the places of the table as squares: the tone the third that each lies in, the number the place."""
    from bdviews.plots.strip import strip as squares

    rows = listed(found, here)
    if rows.empty:
        return None
    each = [row for _, row in rows.iterrows()]
    data = pd.DataFrame({
        "label": [here.labels.indicator(row["indicator"]) + _base(row, here) for row in each],
        "tone": [tone(row, here) for row in each],
        "value": [f"{here.when(row)}, {place(row, here)}{end(row, here)}" for row in each],
        "mark": [_mark(row, here) for row in each],
    })  # fmt: skip
    every = leading(found, here)
    title = ngettext(here.lang, "{name} among the provinces, {m} in all: the newest place in one indicator, none "
                     "before {year}", "{name} among the provinces, {m} in all: the newest place in each of {n} "
                     "indicators, none before {year}", len(rows), name=here.titled, m=str(len(here.members)),
                     year=f"{since(every):.0f}")  # fmt: skip
    left = every[every["placed"] & ~every["indicator"].isin(rows["indicator"])]
    newer = outdated(left, here)
    note = [
        _left_out(left[~newer], N_("Left out, the place being older: {names}."), here),
        _left_out(left[newer], N_("Left out, a newer figure having no place among all provinces: {names}."), here),
    ]
    legend = {name: here.say(words) for name, words in LEGEND.items()}
    return squares(data, legend, title, " ".join(filter(None, note)))


def _left_out(rows: pd.DataFrame, said: str, here: At) -> str:
    """Say why indicators have no square, and which, or how many where they are not few."""
    names = ", ".join(map(here.mid, rows["indicator"])) if len(rows) <= NAMED else str(len(rows))
    return here.say(said, names=names) if len(rows) else ""


def _base(row: pd.Series, here: At) -> str:
    """Say of how many a place is, where that is not the number of all, or that its page does not print it."""
    of = stands(row, here).of
    if of is None:
        return here.say(N_(" (of how many: not printed)"))
    return "" if of == len(here.members) else here.say(N_(" (of {of})"), of=f"{of:.0f}")


def tone(row: pd.Series, here: At) -> str:
    """In which third a place lies: of 5 the first two, the third, the last two; of pages' places and sizes none.

    Rounding, or a place that many share, may leave it open.
    """
    if by_size(row, here):
        return "free"
    if paged(row, here):
        return "none"
    ends = [row["rank_lower"], row["rank_upper"]] if pd.notna(row["rank_lower"]) else [row["printed_rank"]] * 2
    of = row["rank_of"] if pd.notna(row["rank_of"]) else row["printed_rank_of"]
    first, last = (int(np.clip(np.ceil(3 * (one - 0.5) / of), 1, 3)) for one in ends)
    return THIRDS[first - 1] if first == last else "open"


def _mark(row: pd.Series, here: At) -> str:
    """The place, with a sign where others share it."""
    printed = paged(row, here) or pd.isna(row["rank"])
    rank = row["printed_rank"] if printed and pd.notna(row["printed_rank"]) else row["rank"]
    return f"{rank:.0f}" + "=" * bool(row["tied"] > 0 and not printed)
