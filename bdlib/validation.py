"""Hold a table of text to its schema: one error for the first column or cell that is wrong."""

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from bdlib.errors import DataError, nearest
from bdlib.schemas import raw_file


def completed(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: Path | str) -> pd.DataFrame:
    """Add the columns that a file may lack, empty."""
    lacking = [name for name, column in schema.columns.items()
               if column.metadata["optional"] and name not in frame]  # fmt: skip
    check_columns(frame, schema, file, [name for name in schema.columns if name not in lacking])
    return frame.assign(**dict.fromkeys(lacking, "")).astype(str)[list(schema.columns)]


def check_columns(
    frame: pd.DataFrame, schema: pa.DataFrameSchema, file: Path | str, wanted: list[str] | None = None
) -> None:
    """Raise one error unless the frame has the schema's columns (or those `wanted` of them) in the schema's order."""
    wanted = wanted or list(schema.columns)
    for name in frame:
        if name not in wanted:
            expected = f"the columns {', '.join(wanted)}{nearest(name, list(schema.columns))}"
            raise DataError(expected, file=file, line=1, column=name, value=name)
    for place, name in enumerate(wanted):
        if list(frame)[place : place + 1] != [name]:
            found = list(frame)[place] if name in frame else "missing"
            raise DataError(f"the columns {', '.join(wanted)}", file=file, line=1, column=name, value=found)


def check_table(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: Path | str) -> None:
    """Raise one error for the first row that breaks the schema, counting the others."""
    check_columns(frame, schema, file)
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases.sort_values(["index", "column"], kind="stable")
        first = cases.iloc[0]
        expected = "a value that stands in no other row" if "unique" in str(first.check) else str(first.check)
        line = None if pd.isna(first["index"]) else int(first["index"])
        raise DataError(expected, file=file, line=line, column=str(first.column), value=str(first.failure_case),
                        more=cases["index"].nunique() - 1) from None  # fmt: skip


def raise_first(found: pd.DataFrame) -> None:
    """Raise one error for the first of the faults, counting the others."""
    if len(found):
        first = found.iloc[0]
        raise DataError(first.expected, file=raw_file(first.table), line=int(first.line),
                        column=first.column, value=first.value, more=len(found) - 1)  # fmt: skip
