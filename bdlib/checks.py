"""Frames that a user hands in, held to the schema of what they should be, and given its plain types.

A frame may come from a CSV file that pandas read, with other types, another index, other columns besides: what means
the same is taken, what means something else is refused in one error.
"""

import numbers
import re
from collections.abc import Iterable

import numpy as np
import pandas as pd
import pandera.pandas as pa

from bdlib.columns import DATE, DAY, IN_WORDS, PERIOD, exists
from bdlib.errors import DataError, nearest
from bdlib.schemas import CLEAN

ORDERED = [("lower", "obs_value"), ("obs_value", "upper"), ("lower", "upper"), ("low", "high")]


def check_frame(frame: object, schema: str | pa.DataFrameSchema, *, extra: bool = True) -> pd.DataFrame:
    """Give a frame the columns and types of its schema, or say what is wrong with it.

    Columns that a study may lack, such as facets, are added empty.

    Parameters
    ----------
    frame : of any index, order of columns and equivalent types: categories, pyarrow strings, numbers for years, missing
        for empty text; not changed.
    schema : "observations", "targets" or "estimates", or a schema.
    extra : whether columns that the schema does not have are kept, behind its own, or left away.

    Returns
    -------
    DataFrame
        Text columns of plain strings ("" for nothing), numbers of float64 or Int64, rows numbered from 0.

    Raises
    ------
    DataError
        Naming frame, row and column: for a column that is missing or there twice, another kind of table, a value that
        the schema does not allow, a key that stands twice.

    Examples
    --------
    >>> from bdlib.columns import key, number, table
    >>> schema = table("years", ["year"], {"year": key("a year"), "value": number("a value")})
    >>> check_frame(pd.DataFrame({"value": ["1.5", ""], "year": [2022, 2023]}, index=["a", "b"]), schema)
       year  value
    0  2022    1.5
    1  2023    NaN
    """
    schema = CLEAN[schema] if isinstance(schema, str) else schema
    _check_columns(frame, schema)
    lacking = {name: "" for name, column in schema.columns.items() if name not in frame and column.metadata["optional"]}
    full = frame.assign(**lacking)
    out = {name: _typed(full[name], column, schema.name) for name, column in schema.columns.items()}
    made = pd.DataFrame(out, index=frame.index)
    for name, column in schema.columns.items():
        _check_values(made[name], column, schema.name)
    _check_key(made, schema)
    _check_order(made, schema.name)
    others = frame[[name for name in frame if name not in made]] if extra else frame[[]]
    return pd.concat([made, others], axis=1).reset_index(drop=True)


def given(value: object, attributes: Iterable[str], expected: str) -> None:
    """Raise one error unless an argument is what the function works on, told by the attributes that it needs.

    >>> given(3, ["observations"], "tables as bdlib.clean gives them")
    Traceback (most recent call last):
    bdlib.errors.DataError: found 'int', expected tables as bdlib.clean gives them
    """
    if not all(hasattr(value, name) for name in attributes):
        raise DataError(expected, value=type(value).__name__)


def check_codes(frame: pd.DataFrame, tables: object, table: str) -> pd.DataFrame:
    """Raise one error unless checked figures say a value, of areas, indicators and units of the codelists."""
    told = frame[["obs_value", "low", "high"]]
    _raise_first(told.loc[told.isna().all(axis=1), "obs_value"], table, "a value, or the low or high of a range")
    for column, name in (("ref_area", "area"), ("indicator", "indicator")):
        known = getattr(tables, f"{name}s", None)
        if known is not None and name in known:
            wrong = frame.loc[~frame[column].isin(known[name]), column]
            _raise_first(wrong, table, f"a code of {name}s.csv", known[name].tolist())
    codelist = getattr(tables, "indicators", None)
    if codelist is not None and {"indicator", "unit"} <= set(codelist):
        unit = frame["indicator"].map(dict(zip(codelist["indicator"], codelist["unit"], strict=True)))
        wrong = frame.loc[frame["unit_measure"].ne(unit), "unit_measure"]
        _raise_first(wrong, table, f"the unit of its indicator, {unit.get(next(iter(wrong.index), None))}")
    return frame


def _check_columns(frame: object, schema: pa.DataFrameSchema) -> None:
    if not isinstance(frame, pd.DataFrame):
        raise DataError(f"a DataFrame of {schema.name}", value=type(frame).__name__)
    names = [str(name) for name in frame.columns]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise DataError("every column once", file=schema.name, column=twice[0], value="the name twice")
    for name, column in schema.columns.items():
        if name not in names and not column.metadata["optional"]:
            raise DataError(f"the column {name}{nearest(name, names)}{_other(names, schema)}", file=schema.name,
                            value=", ".join(names[:8]) + (" …" if len(names) > 8 else ""))  # fmt: skip
    if other := _other(names, schema):
        raise DataError(f"a frame of {schema.name}{other}", file=schema.name)


def _other(names: list[str], schema: pa.DataFrameSchema) -> str:
    """Say "; these are …" for a frame that has exactly the columns of another table."""
    fitting = [name for name, other in CLEAN.items() if other is not schema and set(other.columns) == set(names)]
    return f"; these are {fitting[0]}" if fitting else ""


def _typed(column: pd.Series, spec: pa.Column, table: str) -> pd.Series:
    """Give a column the plain type of its schema."""
    plain = column.astype(column.cat.categories.dtype) if isinstance(column.dtype, pd.CategoricalDtype) else column
    if spec.metadata["type"] == "string":
        return _as_text(plain, table)
    whole = spec.metadata["type"] == "integer"
    if str(plain.dtype) == ("Int64" if whole else "float64"):
        return plain
    said = plain.astype(object).where(plain.notna() & plain.astype(str).ne(""), np.nan)
    other = said.map(lambda cell: isinstance(cell, bool | np.bool_ | complex))
    numeric = pd.to_numeric(said.mask(other), errors="coerce")
    wrong = numeric.isna() & said.notna()
    if whole:
        wrong |= numeric.notna() & numeric.mod(1).ne(0)
    _raise_first(plain[wrong], table, "a whole number" if whole else "a number")
    return numeric.astype("Int64" if whole else float)


def _as_text(column: pd.Series, table: str) -> pd.Series:
    """Text as it stands, nothing for what is missing, days as ISO writes them, whole numbers without a point."""
    if str(column.dtype) == "str" and not column.hasnans:
        return column
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.strftime("%Y-%m-%d").fillna("").astype(str)
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        column = column.astype(object)
    _raise_first(column[column.map(lambda cell: isinstance(cell, list | dict | set | np.ndarray))], table, "text")
    known = {cell: _written(cell) for cell in column.dropna().unique()}
    text = column.astype(object).map(known).where(column.notna(), "")
    _raise_first(column[text.isna()], table, "text")
    return text.astype(str)


def _written(cell: object) -> str | None:
    if isinstance(cell, str):
        return str(cell)
    is_number = isinstance(cell, numbers.Real) and not isinstance(cell, bool | np.bool_)
    return str(int(cell)) if is_number and float(cell).is_integer() else None


def _check_values(column: pd.Series, spec: pa.Column, table: str) -> None:
    """Required cells, closed lists and patterns, tried once for every different value."""
    said = spec.metadata
    if said["required"]:
        _raise_first(
            column[column.isna() | column.astype(str).str.strip().eq("")], table, "a value (the cell is empty)"
        )
    values = column.unique() if said["type"] == "string" else column.dropna().astype(str).unique()
    if among := list(said["among"]):
        wrong = [value for value in values if value not in among]
        expected = "one of " + ", ".join(filter(None, among))
        _raise_first(column[column.isin(wrong)], table, expected, among)
    if said["pattern"]:
        form, is_time = re.compile(said["pattern"]), said["pattern"] in (DATE, DAY, PERIOD)
        wrong = [value for value in values if not form.fullmatch(value) or (is_time and not exists(value))]
        form = f"the form {IN_WORDS.get(said['pattern'], said['pattern'])}"
        _raise_first(column[column.astype(str).isin(wrong)], table, form)


def _check_key(frame: pd.DataFrame, schema: pa.DataFrameSchema) -> None:
    keys = [name for name in schema.metadata["key"] if name in frame]
    twice = frame[frame.duplicated(keys)]
    if len(twice):
        value = ", ".join(map(str, twice.iloc[0][keys]))
        place = f"{schema.name}, row {twice.index[0]}"
        raise DataError("every row once, by " + ", ".join(keys), file=place, value=value, more=len(twice) - 1)


def _check_order(frame: pd.DataFrame, table: str) -> None:
    for low, high in ORDERED:
        if low in frame and high in frame:
            wrong = frame[frame[low].gt(frame[high])]
            for label, row in wrong.head(1).iterrows():
                raise DataError(f"{low} up to {high} ({row[high]:g})", file=f"{table}, row {label}", column=low,
                                value=f"{row[low]:g}", more=len(wrong) - 1)  # fmt: skip


def _raise_first(wrong: pd.Series, table: str, expected: str, known: list[str] | None = None) -> None:
    """Raise one error for the first of the cells that are wrong, counting the others."""
    if len(wrong):
        value = str(wrong.iloc[0])
        near = nearest(value, known) if known else ""
        raise DataError(expected + near, file=f"{table}, row {wrong.index[0]}", column=str(wrong.name), value=value,
                        more=len(wrong) - 1)  # fmt: skip
