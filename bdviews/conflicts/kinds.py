"""Kinds of difference: the name of each, and what would settle it."""

import pandas as pd

from bdviews.language.messages import N_

TOLD = {"rounding": (N_("rounding"), N_("the publisher's unrounded figure")),
        "qualifier_loss": (N_("qualifier lost"), N_("the original text with its qualifier")),
        "time_change": (N_("change over time"), N_("the day to which each figure was counted")),
        "stale_repeat": (N_("stale repeat"), N_("the cut-off date of the later page")),
        "transposition": (N_("digits swapped"), N_("the figure in its maker's own report")),
        "scale_slip": (N_("wrong scale"), N_("the figure in its own table, with the unit")),
        "garbled_copy": (N_("copy that differs from its original"), N_("the page that was copied")),
        "definition": (N_("what is counted"), N_("the definition that each office uses")),
        "series_method": (N_("maker or series"), N_("the series and method of each figure")),
        "scope_population": (N_("scope or base"), N_("the base or scope of each figure")),
        "misattribution": (N_("wrong indicator"), N_("the table that holds both indicators")),
        "vintage_revision": (N_("early and later release"), N_("the maker's own latest report")),
        "territory_change": (N_("territory"), N_("a figure for each territory")),
        "target_variant": (N_("different targets"), N_("the document now in force")),
        "arithmetic_inconsistency": (N_("sums do not fit"), N_("the parts from one table")),
        "impossible_value": (N_("impossible value"), N_("unit and base in the original report")),
        "unexplained": (N_("not explained"), N_("the original report of each figure"))}  # fmt: skip
# What no test is named after, but a sentence tells: each print has a qualifier; a forecast beside its outcome.
TOLD |= {"qualifiers": (N_("qualifiers differ"), TOLD["qualifier_loss"][1]),
         "foretold": (N_("forecast and outcome"), TOLD["vintage_revision"][1])}  # fmt: skip
SUPERSEDED = ("revised", "ended")  # reasons to keep a later figure in the place of one that was no error
REVISION = "vintage_revision"
KINDS, SETTLES = ({kind: told[place] for kind, told in TOLD.items()} for place in (0, 1))


def superseded(conflicts: pd.DataFrame) -> pd.Series:
    """Tell which conflicts are settled because a later figure stands in the place of an earlier one, no error."""
    revision = conflicts["kinds"].str.split("|").str[0].eq(REVISION) & conflicts["status"].eq("resolved")
    return conflicts["reason"].isin(SUPERSEDED) | revision
