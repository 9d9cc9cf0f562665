"""Tables held to their schemas, with one error for the first that is wrong: of files, and frames that users hand in."""

import numbers
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pandera.pandas as pa

from bdlib.errors import DataError, nearest, require
from bdlib.schemas import CLEAN, raw_file

ORDERED = [("lower", "obs_value"), ("obs_value", "upper"), ("lower", "upper"), ("low", "high")]


def check_frame(frame: object, name: str) -> pd.DataFrame:
    """Give a frame the columns and types of a clean table ("observations" …), or say what is wrong with it.

    Any index, order of columns and equivalent types are taken. Columns that a study may lack, such as facets, are added
    empty; others follow behind the table's own. A DataError names frame, row and column.
    """
    schema = CLEAN[name]
    _check_names(frame, schema)
    made = with_types(frame.assign(**dict.fromkeys(_lacking(frame, schema), "")), schema, name)
    _check_cells(made, schema, name)
    _check_order(made, name)
    return pd.concat([made, frame.drop(columns=made.columns, errors="ignore")], axis=1).reset_index(drop=True)


def check_codes(frame: pd.DataFrame, tables: object, table: str) -> pd.DataFrame:
    """Raise one error unless checked figures say a value, of areas, indicators and units of the codelists."""
    told = frame[["obs_value", "low", "high"]]
    _refuse(told.loc[told.isna().all(axis=1), "obs_value"], table, "a value, or the low or high of a range")
    _refuse(told.loc[np.isinf(told["obs_value"]), "obs_value"], table, "a finite number")
    for column, name in (("ref_area", "area"), ("indicator", "indicator")):
        known = getattr(tables, f"{name}s", None)
        if known is not None and name in known:
            wrong = frame.loc[~frame[column].isin(known[name]), column]
            _refuse(wrong, table, f"a code of {name}s.csv", known[name].tolist())
    codelist = getattr(tables, "indicators", None)
    if codelist is not None and {"indicator", "unit"} <= set(codelist):
        unit = frame["indicator"].map(dict(zip(codelist["indicator"], codelist["unit"], strict=True)))
        wrong = frame.loc[frame["unit_measure"].ne(unit), "unit_measure"]
        _refuse(wrong, table, f"the unit of its indicator, {unit.get(next(iter(wrong.index), None))}")
    return frame


def completed(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: Path | str) -> pd.DataFrame:
    """Put columns, in any order, into that of the schema, those that may be left out added, or say which is wrong."""
    lacking, known = _lacking(frame, schema), list(schema.columns)
    missing = [name for name in known if name not in [*frame, *lacking]]
    for name in [*(name for name in frame if name not in known), *missing][:1]:
        near = "" if name in missing else nearest(name, known)
        bracketed = [f"({one})" if schema.columns[one].metadata["optional"] else one for one in known]
        raise DataError(f"the columns {', '.join(bracketed)}, and no others{near}", file=file, line=1,
                        column=name, value="missing" if name in missing else name)  # fmt: skip
    return frame.assign(**dict.fromkeys(lacking, ""))[known]


def check_table(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: Path | str) -> pd.DataFrame:
    """Give a frame the schema's columns; a DataError names the first column, or else row, that breaks the schema."""
    frame = completed(frame, schema, file)
    _check_cells(frame, schema, file)
    return frame


def raise_first(found: pd.DataFrame) -> None:
    """Raise one error for the first of the faults between raw tables, counting the others."""
    if len(found):
        first = found.iloc[0]
        raise DataError(first.expected, file=raw_file(first.table), line=int(first.line),
                        column=first.column, value=first.value, more=len(found) - 1)  # fmt: skip


def with_types(frame: pd.DataFrame, schema: pa.DataFrameSchema, table: Path | str) -> pd.DataFrame:
    """Give the columns of a schema their plain types; a DataError names the first cell that has none."""
    made = {name: _typed(frame[name], column.metadata["type"], table) for name, column in schema.columns.items()}
    return pd.DataFrame(made, index=frame.index)


def _lacking(frame: pd.DataFrame, schema: pa.DataFrameSchema) -> list[str]:
    return [name for name, column in schema.columns.items() if column.metadata["optional"] and name not in frame]


def _check_names(frame: object, schema: pa.DataFrameSchema) -> None:
    require(isinstance(frame, pd.DataFrame), f"a DataFrame of {schema.name}", frame)
    names = [str(name) for name in frame.columns]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise DataError("every column once", file=schema.name, column=twice[0], value="the name twice")
    others = [name for name, other in CLEAN.items() if set(other.columns) == set(names) != set(schema.columns)]
    other = f"; these are {others[0]}" if others else ""
    for name in schema.columns:
        if name not in [*names, *_lacking(frame, schema)]:
            raise DataError(f"the column {name}{nearest(name, names)}{other}", file=schema.name,
                            value=", ".join(names[:8]) + (" …" if len(names) > 8 else ""))  # fmt: skip
    if other:
        raise DataError(f"a frame of {schema.name}{other}", file=schema.name)


def _typed(column: pd.Series, kind: str, table: Path | str) -> pd.Series:
    """Give a column the plain type of its schema."""
    column = column.astype(column.cat.categories.dtype) if isinstance(column.dtype, pd.CategoricalDtype) else column
    if kind == "string":
        return as_text(column, table)
    whole = kind == "integer"
    if str(column.dtype) == ("Int64" if whole else "float64"):
        return column
    said = column.astype(object).where(column.notna() & column.astype(str).ne(""), np.nan)
    other = said.map(lambda cell: isinstance(cell, bool | np.bool_ | complex))
    numeric = pd.to_numeric(said.mask(other), errors="coerce")
    wrong = numeric.isna() & said.notna()
    if whole:
        wrong |= numeric.notna() & numeric.mod(1).ne(0)
    _refuse(column[wrong], table, "a whole number" if whole else "a number")
    return numeric.astype("Int64" if whole else float)


def as_text(column: pd.Series, table: Path | str) -> pd.Series:
    """Text as it stands, nothing for what is missing, days as ISO writes them, whole numbers without a point."""
    if str(column.dtype) == "str" and not column.hasnans:
        return column
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.strftime("%Y-%m-%d").fillna("").astype(str)
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        column = column.astype(object)
    _refuse(column[column.map(lambda cell: isinstance(cell, list | dict | set | np.ndarray))], table, "text")
    known = {cell: _written(cell) for cell in column.dropna().unique()}
    text = column.astype(object).map(known).where(column.notna(), "")
    _refuse(column[text.isna()], table, "text")
    return text.astype(str)


def _written(cell: object) -> str | None:
    if isinstance(cell, str):
        return str(cell)
    is_number = isinstance(cell, numbers.Real) and not isinstance(cell, bool | np.bool_)
    return str(int(cell)) if is_number and float(cell).is_integer() else None


def _check_cells(frame: pd.DataFrame, schema: pa.DataFrameSchema, table: Path | str) -> None:
    """Hold cells and keys to a schema, whatever the index; the first row that is wrong is told."""
    if frame.empty:
        return
    try:
        schema.validate(frame.reset_index(drop=True), lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases.sort_values(["index", "column"], kind="stable")
        first, spec = cases.iloc[0], schema.columns[cases.iloc[0]["column"]]
        key, once = schema.metadata["key"], "a value that stands in no other row"
        once = once if len(key) == 1 else f"every row once, by {', '.join(key)}"
        said = {"not_nullable": "a value (the cell is empty)", "multiple_fields_uniqueness": once}
        cells = frame[first.column].iloc[cases["index"].drop_duplicates().astype(int)]
        _refuse(cells, table, said.get(str(first.check), str(first.check)), spec.metadata["among"])


def check_key(frame: pd.DataFrame, keys: list[str], table: str) -> None:
    """Raise one error for the first row whose key another row has."""
    _refuse(frame.loc[frame.duplicated(keys), keys[0]], table, f"every row once, by {', '.join(keys)}")


def _check_order(frame: pd.DataFrame, table: str) -> None:
    for low, high in ORDERED:
        if low in frame and high in frame:
            wrong = frame[frame[low].gt(frame[high])]
            _refuse(wrong[low], table, f"{low} up to {high} ({wrong[high].iloc[0] if len(wrong) else 0:g})")


def _refuse(wrong: pd.Series, table: Path | str, expected: str, known: Iterable[str] = ()) -> None:
    """Raise one error for the first of the cells that are wrong, counting the others; a file has lines."""
    if len(wrong):
        label, value = wrong.index[0], str(wrong.iloc[0])
        is_line = wrong.index.name == "line"
        raise DataError(expected + nearest(value, list(known)), file=table if is_line else f"{table}, row {label}",
                        line=int(label) if is_line else None, column=str(wrong.name), value=value,
                        more=len(wrong) - 1)  # fmt: skip
