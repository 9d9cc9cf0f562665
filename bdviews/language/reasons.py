"""What the reason codes of reconciling say; Vietnamese in the catalogue."""

from bdviews.language.messages import N_, gettext

# The fate of a figure, and how an estimate came about.
REASONS = {
    "forecast": N_("a forecast is no measurement"), "no_value": N_("a bound alone states no value"),
    "no_period": N_("no period is stated and the page has no date"),
    "several_years": N_("a mean or total of several years"), "kept": N_("the value rests on it"),
    "slip": N_("a slip of digits or scale"), "impossible": N_("an impossible value"),
    "misattributed": N_("the figure of another indicator under this name"), "stale": N_("an older figure used again"),
    "arithmetic": N_("against arithmetic that another figure satisfies"),
    "low_trust": N_("only a carrier that garbles prints it"), "garbled": N_("a copy that differs from its original"),
    "in_force": N_("in no document that sets targets"), "replaced": N_("replaced by a later document"),
    "revised": N_("revised by its maker since"), "ended": N_("printed before its period was over"),
    "own_table": N_("not what its maker's own table has"),
    "more_origins": N_("another has more independent origins"), "disputed": N_("in a conflict that is open"),
    "earlier_state": N_("an earlier state of the same year"), "not_chosen": N_("the method takes another"),
    "only_figure": N_("the only figure"), "agree": N_("the figures agree"), "chosen": N_("chosen in a conflict"),
    "latest_state": N_("the latest state"), "open_conflict": N_("an open conflict"),
    "all_set_aside": N_("every figure is set aside"), "official": N_("the maker of highest rank"),
    "most": N_("most independent origins"), "median": N_("median of the independent figures"),
    "pooled": N_("pooled mean of the independent figures"),
    "too_few": N_("fewer than three independent figures to pool"), "rank_has_no_mean": N_("a rank has no mean"),
}  # fmt: skip


def said(reason: str, lang: str) -> str:
    """Say a reason in the language; one that nobody has translated stays as it is.

    >>> said("only_figure", "vi")
    'số liệu duy nhất'
    """
    return gettext(lang, REASONS[reason]) if reason in REASONS else reason
