"""One definition of every table: pandera validates with it, the data package descriptor is generated from it.

A column states what it holds (its description is the codebook), which values it may take, and which table it points at.
"""

import pandera.pandas as pa

from bdlib.codelists import BASES, DEFINING, FACETS, FRAMES, OBS_STATUS, ORIGIN_BASES, QUALIFIERS, ROLES, SOURCE_KINDS
from bdlib.columns import DATE, PERIOD, SLUG, YEAR, number, table, text
from bdlib.raw_schemas import FACET_COLUMNS, OPTIONAL, RAW, VALUES, raw_file

__all__ = ["BASES", "CLEAN", "FACETS", "FRAMES", "OBS_STATUS", "OPTIONAL", "ORIGIN_BASES", "QUALIFIERS", "RAW", "ROLES",
           "SLUG", "SOURCE_KINDS", "VALUES", "raw_file"]  # fmt: skip

_OBSERVATION = {
    "figure_id": text("figure as in data/raw/reported.csv", required=True, unique=True),
    "source_id": text("page", required=True),
    "ref_area": text("area code", required=True),
    "indicator": text("indicator code", required=True),
    "time_period": text("period the value refers to; empty if nobody says", pattern=PERIOD),
    "period_basis": text("where the period comes from", among=BASES),
    "role": text("what the figure claims to be", among=ROLES),
    "series": text("method or agency, where known"),
    "obs_value": number("value in base units; empty for a printed range"),
    "low": number("lower bound as printed"),
    "high": number("upper bound as printed"),
    "lower": number("lower end of the claim interval", required=True),
    "upper": number("upper end of the claim interval", required=True),
    "denominator": number("b of a printed a/b"),
    "decimals": number("decimals as printed", integer=True),
    "qualifier": text("word that bounds or softens the value", among=QUALIFIERS),
    "unit_measure": text("unit of the value", required=True),
    "obs_status": text("CL_OBS_STATUS", among=OBS_STATUS),
    "published": text("publication date of the page", pattern=DATE),
    "reprints": text("source that the page copies, as far as known"),
    "publisher": text("publisher of the page", required=True),
    "source_kind": text("kind of publisher", pattern=SLUG),
    "figure": text("expression as printed", required=True),
    "attributed_to": text("speaker, body or document named by the page"),
    "note": text("definition and scope in our words"),
    **FACET_COLUMNS,
    "origin": text("who made the number; empty if nothing says so", optional=True),
    "maker": text("the body that its maker belongs to", optional=True),
    "maker_kind": text("kind of body that is", optional=True),
    "origin_basis": text("which column says who made it", among=["", *ORIGIN_BASES], optional=True),
    "trust": text("low for a carrier that garbles", among=["", "low"], optional=True),
    "frame": text("areas of the table it stands in; empty for a figure of a page", among=["", *FRAMES], optional=True),
}

_ESTIMATE_KEY = ["ref_area", "indicator", "time_period", "series", *DEFINING]
_MATTER = {
    "conflict_id": text("identifier, made of area, indicator and figures", required=True, unique=True),
    "ref_area": text("area code, two joined by | across a merger", required=True),
    "indicator": text("indicator, several joined by | across parts", required=True),
    "role": text("roles of the figures, joined by |", required=True),
    "time_period": text("first and last year"),
    "figure_ids": text("figures, joined by |", required=True),
    "kinds": text("what kind of difference, strongest first"),
    "strengths": text("strength of each kind: certain, strong, weak, hint"),
    "status": text("explained, resolved or open", among=["explained", "resolved", "open"]),
    "chosen_figure_id": text("the figure chosen, if any"),
    "reason": text("code of why it was chosen, or why none was"),
    "origins": number("independent makers of the figures", integer=True),
    "prints": number("pages that print them", integer=True),
    "facts": text("deciding facts, as JSON", required=True),
    "explanation_vi": text("explanation in Vietnamese", required=True),
    "explanation_en": text("explanation in English", required=True),
}

_ESTIMATE = {
    "ref_area": text("area code", required=True),
    "indicator": text("indicator code", required=True),
    "time_period": text("year, or part of a year for a flow"),
    "series": text("method or agency; empty if unknown"),
    **{name: FACET_COLUMNS[name] for name in DEFINING},
    "obs_value": number("reconciled value; empty when open or declined"),
    "lower": number("lower end of its interval; when open, of all its figures"),
    "upper": number("upper end of its interval"),
    "unit_measure": text("unit", required=True),
    "obs_status": text("CL_OBS_STATUS", among=OBS_STATUS),
    "stage": FACET_COLUMNS["stage"],
    "method": text("method of reconciling", required=True),
    "witnesses": number("independent makers of its figures", integer=True),
    "prints": number("pages that print them", integer=True),
    "figure_ids": text("figures it rests on, joined by |"),
    "set_aside": text("figures set aside, joined by |"),
    "status": text("kept, open or declined", among=["kept", "open", "declined"]),
    "reason": text("code of how it came about, or why it was declined"),
    "maker": text("maker of the leading figure, if known"),
    "trust": text("low where only carriers that garble print it", among=["", "low"]),
    "frame": text("areas of the table it stands in; empty for figures of pages", among=["", *FRAMES]),
    "contradicted_by": text("conflicts that its figures are in, joined by |"),
    "dated": text("bound, or inferred, where no page prints the period", among=["stated", "inferred", "bound"]),
}
_LEFT_OUT = {
    "figure_id": text("figure", required=True, unique=True),
    "figure": text("expression as printed", required=True),
    "reason": text("why it is in no other table", required=True),
}
_TARGET = _OBSERVATION | {"target_year": number("year of the target", integer=True, pattern=YEAR)}

CLEAN: dict[str, pa.DataFrameSchema] = {
    "observations": table("observations", ["figure_id"], _OBSERVATION),
    "targets": table("targets", ["figure_id"], _TARGET),
    "left_out": table("left_out", ["figure_id"], _LEFT_OUT),
    "conflicts": table("conflicts", ["conflict_id"], _MATTER),
    "variants": table("variants", ["conflict_id"], _MATTER),
    "estimates": table("estimates", _ESTIMATE_KEY, _ESTIMATE),
}
