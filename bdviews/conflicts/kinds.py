"""Names of the kinds of difference, and what would settle each."""

from bdviews.language.messages import N_

KINDS = {
    "rounding": N_("rounding"),
    "qualifier_loss": N_("qualifier lost"),
    "time_change": N_("change over time"),
    "stale_repeat": N_("stale repeat"),
    "transposition": N_("digits swapped"),
    "scale_slip": N_("wrong scale"),
    "garbled_copy": N_("copy that differs from its original"),
    "definition": N_("what is counted"),
    "series_method": N_("maker or series"),
    "scope_population": N_("scope or base"),
    "misattribution": N_("wrong indicator"),
    "vintage_revision": N_("release of one maker"),
    "territory_change": N_("territory"),
    "target_variant": N_("different targets"),
    "arithmetic_inconsistency": N_("sums do not fit"),
    "impossible_value": N_("impossible value"),
    "unexplained": N_("not explained"),
}
# What would settle a difference of the kind.
SETTLES = {
    "rounding": N_("the publisher's unrounded figure"),
    "qualifier_loss": N_("the original text with its qualifier"),
    "time_change": N_("the day to which each figure was counted"),
    "stale_repeat": N_("the cut-off date of the later page"),
    "transposition": N_("the figure in its maker's own report"),
    "scale_slip": N_("the figure in its own table, with the unit"),
    "garbled_copy": N_("the page that was copied"),
    "definition": N_("the definition that each office uses"),
    "series_method": N_("the series and method of each figure"),
    "scope_population": N_("the base or scope of each figure"),
    "misattribution": N_("the table that holds both indicators"),
    "vintage_revision": N_("the statistics office's final figure"),
    "territory_change": N_("a figure for each territory"),
    "target_variant": N_("the document now in force"),
    "arithmetic_inconsistency": N_("the parts from one table"),
    "impossible_value": N_("unit and base in the original report"),
    "unexplained": N_("the original reports of both figures"),
}
