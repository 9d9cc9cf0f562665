"""The corpus as people wrote it: the tables of data/raw read as text, checked, never changed."""

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from bdlib.crosschecks import faults
from bdlib.errors import DataError, nearest
from bdlib.reading import CONTROL, read_table, read_text
from bdlib.schemas import OPTIONAL, RAW

__all__ = ["CONTROL", "Corpus", "check_columns", "check_table", "completed", "faults", "load", "project_root",
           "raise_first", "read_table", "read_text"]  # fmt: skip


@dataclass(frozen=True)
class Corpus:
    """The raw tables, all text, in the order of their keys, indexed by line number of their file.

    A column that its file may lack is there, empty; so is a codelist that the study does not have.
    """

    sources: pd.DataFrame
    reported: pd.DataFrame
    areas: pd.DataFrame
    indicators: pd.DataFrame
    corrections: pd.DataFrame
    origins: pd.DataFrame
    series: pd.DataFrame
    facets: pd.DataFrame
    rules: pd.DataFrame
    root: Path

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(frame)} {name}" for name in RAW if len(frame := getattr(self, name)))
        return f"Corpus({str(self.root)!r}: {sizes})"


def project_root(*, to_write: bool = False) -> Path:
    """Find the project: $BDLIB_ROOT, else the nearest folder upwards with data/raw, else the package's own data.

    Parameters
    ----------
    to_write : whether something will be written there; the copy of the data inside an installed wheel is for reading.

    Raises
    ------
    DataError
        When there is no such folder.
    """
    if chosen := os.environ.get("BDLIB_ROOT"):
        return Path(chosen)
    package = Path(__file__).resolve().parent
    for folder in [Path.cwd(), *Path.cwd().parents, package.parent, *([] if to_write else [package])]:
        if (folder / "data" / "raw" / "reported.csv").is_file():
            return folder
    raise DataError("a project folder with data/raw (clone the project and work inside it, or set BDLIB_ROOT)")


def load(root: Path | str | None = None) -> Corpus:
    """Read and check every raw table.

    Parameters
    ----------
    root : project folder; found by itself when omitted.

    Returns
    -------
    Corpus
        One frame a table, text columns only, index = line in the file; the order of the rows there does not matter.

    Raises
    ------
    DataError
        Naming file, line, column, value and what was expected.
    """
    root = Path(root) if root else project_root()
    tables = {name: _read(root / "data" / "raw" / f"{name}.csv", name) for name in RAW}
    raise_first(faults(tables))
    ordered = {name: frame.sort_values(RAW[name].metadata["key"]) for name, frame in tables.items()}
    return Corpus(**{name: named(frame) for name, frame in ordered.items()}, root=root)


def _read(path: Path, name: str) -> pd.DataFrame:
    """Read one raw table and check what can be said of it alone."""
    if name in OPTIONAL and not path.exists():
        return pd.DataFrame({column: pd.Series(dtype=str) for column in RAW[name].columns})
    file = f"data/raw/{name}.csv"
    frame = completed(read_table(path), RAW[name], file)
    check_table(frame, RAW[name], file)
    if frame.empty and name not in OPTIONAL:
        raise DataError("at least one row", file=file, value="the names of the columns alone")
    return frame


def completed(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: Path | str) -> pd.DataFrame:
    """Add the columns that a file may lack, empty."""
    lacking = [name for name, column in schema.columns.items()
               if column.metadata["optional"] and name not in frame]  # fmt: skip
    check_columns(frame, schema, file, [name for name in schema.columns if name not in lacking])
    return frame.assign(**dict.fromkeys(lacking, "")).astype(str)[list(schema.columns)]


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """Let the name in one language stand for the one that is missing: a study may have one language only."""
    if "name_vi" not in frame:
        return frame
    vi, en = frame["name_vi"], frame["name_en"]
    return frame.assign(name_vi=vi.where(vi.ne(""), en), name_en=en.where(en.ne(""), vi))


def check_columns(
    frame: pd.DataFrame, schema: pa.DataFrameSchema, file: Path | str, wanted: list[str] | None = None
) -> None:
    """Raise one error unless the frame has the schema's columns (or those `wanted` of them) in the schema's order."""
    wanted = wanted or list(schema.columns)
    for name in frame:
        if name not in wanted:
            expected = f"the columns {', '.join(wanted)}{nearest(name, wanted)}"
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
        raise DataError(first.expected, file=f"data/raw/{first.table}.csv", line=int(first.line),
                        column=first.column, value=first.value, more=len(found) - 1)  # fmt: skip
