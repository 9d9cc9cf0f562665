"""Kinds of difference: the name of each, and which are settled by a later release."""

import pandas as pd

from bdviews.language.messages import N_

KINDS = {"rounding": N_("rounding"), "qualifier_loss": N_("qualifier lost"),
         "time_change": N_("change over time"), "stale_repeat": N_("stale repeat"),
         "transposition": N_("digits swapped"), "scale_slip": N_("wrong scale"),
         "garbled_copy": N_("copy that differs from its original"), "definition": N_("what is counted"),
         "series_method": N_("maker or series"), "scope_population": N_("scope or base"),
         "misattribution": N_("wrong indicator"), "vintage_revision": N_("early and later release"),
         "territory_change": N_("territory"), "target_variant": N_("different targets"),
         "arithmetic_inconsistency": N_("sums do not fit"), "impossible_value": N_("impossible value"),
         "unexplained": N_("not explained")}  # fmt: skip
SUPERSEDED = ("revised", "ended")  # reasons to keep a later figure in the place of one that was no error
REVISION = "vintage_revision"


def superseded(conflicts: pd.DataFrame) -> pd.Series:
    """Tell which conflicts are settled because a later figure stands in the place of an earlier one, no error."""
    revision = conflicts["kinds"].str.split("|").str[0].eq(REVISION) & conflicts["status"].eq("resolved")
    return conflicts["reason"].isin(SUPERSEDED) | revision
