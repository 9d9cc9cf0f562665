"""What the SDMX exports mean: concepts, codelists and data structures, as one SDMX-ML 2.1 message.

Concepts come from :mod:`bdlib.schemas` and codes from the codelists of the corpus, in Vietnamese and English, so that
the structure says what the tables say. Written with the library `sdmx1`, https://sdmx1.readthedocs.io.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

import pandas as pd

from bdlib.codelists import DEFINING, LANGUAGES, OBS_STATUS, SPOKEN
from bdlib.corpus import Corpus
from bdlib.errors import DataError
from bdlib.schemas import CLEAN
from bdviews.language.codes import heading, spoken, status_name

try:
    import sdmx
    from sdmx.message import Header, StructureMessage
    from sdmx.model import common, v21
except ImportError as error:
    raise DataError("the library sdmx1: pip install 'bdlib[sdmx]'") from error

AGENCY, VERSION = "BDLIB", "1.0"
TITLES = {
    "observations": ("Số liệu các nguồn đã đưa", "Figures that the sources reported"),
    "estimates": ("Ước lượng sau khi đối chiếu", "Reconciled estimates"),
}
DIMENSIONS = {
    "observations": ["ref_area", "indicator", "series", "figure_id", "time_period"],
    "estimates": ["ref_area", "indicator", "series", *DEFINING, "time_period"],
}
CODED = ["role", "period_basis", "qualifier", "source_kind"]
FORMS = {"string": "string", "integer": "integer", "number": "double"}
UNKNOWN = "_U"  # SDMX's code for "unknown": a dimension may not be empty
OURS = common.Agency(id=AGENCY, name={"en": "bdlib developers"})
MAINTAINED = {"maintainer": OURS, "version": VERSION, "is_final": True, "is_external_reference": False}
SDMX_OWN = MAINTAINED | {"maintainer": common.Agency(id="SDMX"), "version": "2.2"}


def structure(tables: dict[str, pd.DataFrame], corpus: Corpus) -> bytes:
    """Describe both tables as dataflows: concepts, codelists and data structures in one SDMX-ML 2.1 message."""
    codelists = {column: _codelist(column, codes) for column, codes in _codes(tables, corpus).items()}
    concepts = _concepts()
    # A day that never changes: the same tables give the same bytes.
    message = StructureMessage(header=Header(id="bdlib", prepared=datetime(2000, 1, 1), sender=OURS))
    for item in (*codelists.values(), concepts):
        message.add(item)
    for name in DIMENSIONS:
        definition = _definition(name, concepts, codelists)
        message.add(definition)
        flow = {"id": name.upper(), "name": _names(*TITLES[name]), "structure": definition, **MAINTAINED}
        message.add(v21.DataflowDefinition(**flow))
    return sdmx.to_xml(message, pretty_print=True)


def attributes(name: str) -> list[str]:
    """Columns of a table that are neither dimension nor measure."""
    return [column for column in CLEAN[name].columns if column not in (*DIMENSIONS[name], "obs_value")]


def _both(say: Callable[[str, str], str], code: str) -> tuple[str, ...]:
    """What is said of a code in every language."""
    return tuple(say(code, lang) for lang in LANGUAGES)


def _names(*said: str) -> dict[str, str]:
    return dict(zip(LANGUAGES, said, strict=True))


def _codes(tables: dict[str, pd.DataFrame], corpus: Corpus) -> dict[str, Iterable[tuple[str, ...]]]:
    """Codes of every coded column as (code, its name in each language)."""
    used = {
        column: sorted({code for name in DIMENSIONS if column in tables[name] for code in tables[name][column]} - {""})
        for column in ("series", "unit_measure", *CODED)
    }
    among = {column: CLEAN["observations"].columns[column].metadata["among"] for column in CODED}
    listed = {column: [code for code in codes if code] or used[column] for column, codes in among.items()}
    return {
        "ref_area": corpus.areas[["area", *SPOKEN]].itertuples(index=False),
        "indicator": corpus.indicators[["indicator", *SPOKEN]].itertuples(index=False),
        "series": [(UNKNOWN, "Không rõ", "Unknown"), *((code, code, code) for code in used["series"])],
        "unit_measure": [(code, code, code) for code in used["unit_measure"]],
        "obs_status": [(code, *_both(status_name, code)) for code in OBS_STATUS],
        **{column: [(code, *_both(spoken, code)) for code in codes] for column, codes in listed.items()},
    }


def _codelist(column: str, codes: Iterable[tuple[str, ...]]) -> common.Codelist:
    owner = SDMX_OWN if column == "obs_status" else MAINTAINED
    codelist = common.Codelist(id=f"CL_{column.upper()}", name=_names(*_both(heading, column)), **owner)
    for code, *said in codes:
        codelist.append(common.Code(id=code, name=_names(*said)))
    return codelist


def _concepts() -> common.ConceptScheme:
    """One concept a column; the column's description in the schema is its definition."""
    scheme = common.ConceptScheme(id="CS_BDLIB", name=_names("Khái niệm của bdlib", "Concepts of bdlib"), **MAINTAINED)
    columns = {column: spec for name in DIMENSIONS for column, spec in CLEAN[name].columns.items()}
    for column, spec in columns.items():
        named = _names(*_both(heading, column))
        scheme.append(common.Concept(id=column.upper(), name=named, description={"en": spec.description}))
    return scheme


def _definition(
    name: str, concepts: common.ConceptScheme, codelists: dict[str, common.Codelist]
) -> v21.DataStructureDefinition:
    """Build the data structure of one table."""
    definition = v21.DataStructureDefinition(id=f"DSD_{name.upper()}", name=_names(*TITLES[name]), **MAINTAINED)
    for kind in ("dimensions", "measures", "attributes"):  # the ids that SDMX-ML 2.1 prescribes
        getattr(definition, kind).id = kind.removesuffix("s").title() + "Descriptor"

    def component(column: str) -> dict:
        concept, spec = concepts[column.upper()], CLEAN[name].columns[column]
        form = "observationalTimePeriod" if column == "time_period" else FORMS[spec.metadata["type"]]
        free = common.Representation(non_enumerated=[common.Facet(value_type=common.FacetValueType[form])])
        coded = common.Representation(enumerated=codelists.get(column))
        kind = coded if column in codelists else free
        return {"id": concept.id, "concept_identity": concept, "local_representation": kind}

    for order, column in enumerate(DIMENSIONS[name], start=1):
        kind = v21.TimeDimension if column == "time_period" else v21.Dimension
        definition.dimensions.append(kind(order=order, **component(column)))
    definition.measures.append(v21.PrimaryMeasure(**component("obs_value")))
    about = {"related_to": v21.PrimaryMeasureRelationship(), "usage_status": common.UsageStatus.conditional}
    for column in attributes(name):
        definition.attributes.append(v21.DataAttribute(**about, **component(column)))
    return definition
