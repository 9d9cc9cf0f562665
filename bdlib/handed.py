"""What a user hands to the public functions: the corpus, tables, case or estimates of the step before.

Each is held to what its step gives, so that no function meets half of it later. What means the same is taken, such as
a frame read back from a CSV file; what means something else is one error.
"""

from collections.abc import Iterable
from copy import copy
from typing import Any

import pandas as pd

from bdlib.asking import columns
from bdlib.checks import as_text, check_codes, check_frame, check_key
from bdlib.errors import require
from bdlib.memo import remembered
from bdlib.schemas import CLEAN, RAW

FIGURES = ("observations", "targets")
#: Codelists that travel with the tables: their key, and what else is asked of them.
NEEDED = {"indicators": "indicator unit kind limit flow", "areas": "area level successor", "series": "series maker",
          "origins": "origin maker", "rules": "kind whole parts", "sources": "source_id published"}  # fmt: skip
_SEVERAL = ("origins", "rules")  # several rows may have what comes first


def corpus_of(value: Any) -> Any:
    """A corpus as :func:`bdlib.load` gives it."""
    has(value, RAW, "a corpus as bdlib.load() gives it")
    keys = {name: schema.metadata["key"] for name, schema in RAW.items()}
    return altered(value, **{name: _text(getattr(value, name), name, RAW[name].columns, keys[name]) for name in RAW})


def tables_of(value: Any) -> Any:
    """Clean tables as :func:`bdlib.clean` gives them: figures with values and units, codelists with their columns."""
    has(value, FIGURES, "tables as bdlib.clean gives them")
    lists = {}
    for name, needed in NEEDED.items():
        found, (key, *others) = getattr(value, name, None), needed.split()
        if found is not None and len(found.columns):
            lists[name] = _text(found, name, [key, *others], [] if name in _SEVERAL else [key])
    told = altered(value, **lists)
    figures = {name: check_codes(check_frame(getattr(value, name), name), told, name) for name in FIGURES}
    check_key(pd.concat([each[["figure_id"]] for each in figures.values()]), ["figure_id"], "observations and targets")
    return altered(told, **figures)


def _text(frame: Any, name: str, needed: Iterable[str], key: list[str]) -> pd.DataFrame:
    """A table of text that has the columns needed, each key once."""
    columns(frame, needed, name)
    if key:
        check_key(frame, key, name)
    numbers = frame.select_dtypes("number").apply(lambda column: column.map("{:.15g}".format, na_action="ignore"))
    return frame.assign(**numbers).apply(as_text, table=name)


def case_of(value: Any) -> Any:
    """A case as :func:`bdlib.assess` gives it."""
    return has(value, ["claims", "tables", "conflicts", "origins"], "a case as bdlib.assess gives it")


def estimates_of(value: Any) -> Any:
    """Estimates as :func:`bdlib.reconcile` gives them, with the codelists that a question about them needs."""
    has(value, ["frame", "tables"], "estimates as bdlib.reconcile gives them")
    for name in ("indicators", "areas"):
        columns(getattr(value.tables, name, None), RAW[name].columns, f"the {name} of the tables")
    return altered(value, frame=sorted_estimates(value.frame))


@remembered
def sorted_estimates(frame: pd.DataFrame) -> pd.DataFrame:
    """Check a frame of estimates, in the order of its key."""
    return check_frame(frame, "estimates").sort_values(CLEAN["estimates"].metadata["key"], ignore_index=True)


def has(value: Any, attributes: Iterable[str], expected: str) -> Any:
    """Raise one error unless an argument is what the function works on, told by the attributes that it needs."""
    require(all(hasattr(value, name) for name in attributes), expected, value)
    return value


def altered(value: Any, **parts: Any) -> Any:
    """The same thing with other parts; what was given stays as it is."""
    made = copy(value)
    for name, part in parts.items():
        object.__setattr__(made, name, part)
    return made
