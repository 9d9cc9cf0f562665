"""Headings, words for the codes of closed lists, what the reasons of reconciling say; Vietnamese in the catalogue."""

from bdviews.language.messages import N_, gettext

COLUMNS = {"link": N_("Page"), "ref_area": N_("Area"), "indicator": N_("Indicator"), "time_period": N_("Period"),
           "series": N_("Series"), "area": N_("Area"), "obs_value": N_("Value"), "lower": N_("From"), "upper": N_("To"),
           "figure": N_("As printed"), "source_id": N_("Source"), "publisher": N_("Publisher"),
           "published": N_("Published"), "role": N_("Role"), "qualifier": N_("Qualifier"), "obs_status": N_("Status"),
           "method": N_("Method"), "origins": N_("Number of origins"), "witnesses": N_("Number of origins"),
           "reason": N_("Reason"), "action": N_("Action"), "figure_id": N_("Figure"), "unit_measure": N_("Unit"),
           "target": N_("Target"), "target_year": N_("Target year"), "attributed_to": N_("Attributed to"),
           "note": N_("Note"), "status": N_("Outcome"), "kinds": N_("Kind"), "explanation": N_("Explanation"),
           "title": N_("Title"), "period": N_("Period"), "kind": N_("Kind of source"), "figures": N_("Figures"),
           "sources": N_("Sources"), "period_basis": N_("Basis of period"), "reprints": N_("Reprints"),
           "conflict_id": N_("Id"), "claim": N_("Can mean"), "areas": N_("Areas"), "first": N_("First period"),
           "last": N_("Last period"), "origin": N_("Repeats"), "language": N_("Language"), "column": N_("Cell"),
           "expected": N_("As collected"), "value": N_("Read as, or status"), "evidence": N_("Evidence"),
           "prints": N_("Prints"), "facets": N_("As stated"), "maker": N_("Made by"), "maker_kind": N_("Kind of maker"),
           "strengths": N_("Strength"), "years": N_("Years"), "measure": N_("What is counted"), "base": N_("Out of"),
           "prices": N_("Prices"), "scope": N_("Scope"), "stage": N_("Stage"), "provinces": N_("Provinces"),
           "dated": N_("Provinces with two years or more of one origin"),
           "several": N_("Provinces with two origins or more"), "edition": N_("Edition"), "frame": N_("Coverage"),
           "share": N_("Share"), "count": N_("Number"), "name": N_("Name"), "rank": N_("Place"),
           "rank_of": N_("Places in all"), "region": N_("Region"), "year": N_("Year"), "number": N_("No."),
           "part": N_("How it is used"), "official": N_("Official value"), "distance": N_("Deviation"),
           "who": N_("Kind of publisher"), "country_value": N_("Country"), "said": N_("Value and place")}  # fmt: skip
WORDS = {"actual": N_("actual"), "estimate": N_("estimate"), "forecast": N_("forecast"), "target": N_("target"),
         "recommendation": N_("recommendation"), "kept": N_("kept"), "set_aside": N_("set aside"),
         "official": N_("official table"), "copy": N_("same value, not counted again"),
         "in_conflict": N_("in open conflict"), "declined": N_("declined"), "stated": N_("stated"),
         "publication": N_("publication"), "inferred": N_("inferred"), "explained": N_("no contradiction"),
         "resolved": N_("one figure chosen"), "open": N_("open"), "newspaper": N_("newspaper"),
         "provincial_government": N_("provincial government"), "company": N_("company"), "academic": N_("academic"),
         "ministry": N_("ministry"), "law": N_("law"), "statistics_office": N_("statistics office"),
         "party": N_("party"), "exact": N_("no qualifier"), "approx": N_("about"), "more_than": N_("more than"),
         "at_least": N_("at least"), "about_over": N_("about or over"), "less_than": N_("less than"),
         "at_most": N_("at most"), "nearly": N_("nearly"), "range": N_("range"), "exclude": N_("exclude"),
         "override": N_("read anew"), "flag": N_("flag"), "ordinal": N_("rank"), "evidence": N_("evidence"),
         "latest": N_("the latest figure"), "official_first": N_("the most authoritative source"),
         "median": N_("the median"), "most_witnessed": N_("most independent origins"), "certain": N_("certain"),
         "strong": N_("strong"), "weak": N_("weak"), "hint": N_("hint"), "department": N_("provincial department"),
         "press": N_("press"), "survey": N_("survey"), "person": N_("named person"),
         "international": N_("international body"), "complete": N_("complete"), "most": N_("most areas"),
         "selected": N_("selected list"), "low": N_("low trust")}  # fmt: skip
LOOSE = ("approx", "about_over", "more_than", "nearly", "less_than")  # words that go with the value where it is told
# English names of CL_OBS_STATUS 2.2, https://registry.sdmx.org
STATUS = {"A": N_("Normal value"), "B": N_("Time series break"), "D": N_("Definition differs"),
          "E": N_("Estimated value"), "F": N_("Forecast value"), "G": N_("Experimental value"),
          "H": N_("Missing value; holiday or weekend"), "I": N_("Imputed value"), "J": N_("Derogation"),
          "K": N_("Data included in another category"), "L": N_("Missing value; data exist but were not collected"),
          "M": N_("Missing value; data cannot exist"), "N": N_("Not significant"), "O": N_("Missing value"),
          "P": N_("Provisional value"), "Q": N_("Missing value; suppressed"),
          "S": N_("Strike and other special events"), "U": N_("Low reliability"), "V": N_("Unvalidated value"),
          "W": N_("Includes data from another category")}  # fmt: skip
# The fate of a figure, and how an estimate came about.
REASONS = {"forecast": N_("a forecast is no measurement"), "no_value": N_("a bound alone states no value"),
           "no_period": N_("no period is stated and the page has no date"),
           "several_years": N_("a mean or total of several years"), "kept": N_("the value rests on it"),
           "slip": N_("a slip of digits or scale"), "impossible": N_("an impossible value"),
           "misattributed": N_("the figure of another indicator under this name"),
           "stale": N_("of another time, or a target"), "arithmetic": N_("excluded by arithmetic with other figures"),
           "low_trust": N_("only a carrier that garbles prints it"),
           "garbled": N_("a copy that differs from its original"), "in_force": N_("in no document that sets targets"),
           "replaced": N_("replaced by a later document"), "revised": N_("revised by its maker since"),
           "ended": N_("printed before its period was over"), "own_table": N_("not what its maker's own table has"),
           "more_origins": N_("another has more independent origins"),
           "trusted": N_("only copies, wikis or blogs have it"), "disputed": N_("in a conflict that is open"),
           "earlier_state": N_("an earlier state of the same year"), "not_chosen": N_("the method takes another"),
           "only_figure": N_("the only figure"), "only_left": N_("the only figure left"),
           "agree": N_("the figures agree"), "chosen": N_("chosen in a conflict"),
           "latest_state": N_("the latest state"), "open_conflict": N_("an open conflict"),
           "all_set_aside": N_("every figure is set aside"), "official": N_("the maker of highest rank"),
           "most": N_("most independent origins"), "median": N_("median of the independent figures")}  # fmt: skip


def heading(column: str, lang: str) -> str:
    """Heading of a column in the language; its own name when it has none."""
    return gettext(lang, COLUMNS[column]) if column in COLUMNS else column


def spoken(code: str, lang: str) -> str:
    """Word for a code such as a role, a qualifier or a kind of source; the code itself when it has none."""
    return gettext(lang, WORDS[code]) if code in WORDS else code


def status_name(code: str, lang: str) -> str:
    """Name of an observation status (CL_OBS_STATUS) in the language."""
    return gettext(lang, STATUS[code]) if code in STATUS else code


def said(reason: str, lang: str) -> str:
    """Say a reason in the language; one that nobody has translated stays as it is.

    >>> said("only_figure", "vi")
    'số liệu duy nhất'
    """
    return gettext(lang, REASONS[reason]) if reason in REASONS else reason
