"""The corpus as people wrote it: the tables of data/raw read as text, checked, never changed."""

import csv
import io
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from bdlib.errors import DataError, nearest
from bdlib.schemas import RAW


@dataclass(frozen=True)
class Corpus:
    """The raw tables, all text, indexed by line number of their file."""

    sources: pd.DataFrame
    reported: pd.DataFrame
    areas: pd.DataFrame
    indicators: pd.DataFrame
    corrections: pd.DataFrame
    root: Path


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
        One frame a table, text columns only, index = line in the file.

    Raises
    ------
    DataError
        Naming file, line, column, value and what was expected.
    """
    root = Path(root) if root else project_root()
    tables = {name: read_table(root / "data" / "raw" / f"{name}.csv") for name in RAW}
    for name, frame in tables.items():
        check_table(frame, RAW[name], f"data/raw/{name}.csv")
    broken = broken_references(tables)
    if len(broken):
        first = broken.iloc[0]
        raise DataError(first.expected, file=f"data/raw/{first.table}.csv", line=int(first.line),
                        column=first.column, value=first.value, more=len(broken) - 1)  # fmt: skip
    return Corpus(**tables, root=root)


def read_table(path: Path) -> pd.DataFrame:
    """Read one CSV file as text, the line number as index.

    Raises
    ------
    DataError
        When the file is missing, not UTF-8, has NUL, ragged rows or repeated column names.
    """
    text = _decode(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, rows = [], []
    try:
        header = next(reader, None)
        if not header or len(set(header)) != len(header):
            raise DataError("a first line of different column names", file=path, line=1, value=str(header))
        start = reader.line_num + 1
        for row in reader:
            if len(row) != len(header):
                raise DataError(f"{len(header)} cells", file=path, line=start, value=f"{len(row)} cells")
            rows.append(row)
            lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        raise DataError(f"a CSV row ({error})", file=path, line=reader.line_num) from error
    index = pd.Index(lines, name="line", dtype="int64")
    return pd.DataFrame(rows, columns=header, index=index, dtype=str)


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError("a readable file", file=path) from error
    if b"\0" in data:
        raise DataError("text without NUL", file=path, line=data[: data.index(b"\0")].count(b"\n") + 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DataError("UTF-8 text", file=path, line=line, value=repr(data[error.start : error.end])) from error
    return unicodedata.normalize("NFC", text)


def check_table(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: str) -> None:
    """Raise one error for the first row that breaks the schema, counting the others."""
    missing = [name for name in schema.columns if name not in frame]
    unknown = [name for name in frame if name not in schema.columns]
    if missing or unknown:
        what = missing[0] if missing else unknown[0]
        expected = f"the columns {', '.join(schema.columns)}"
        raise DataError(expected, file=file, line=1, column=what, value="missing" if missing else what)
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases.sort_values(["index", "column"], kind="stable")
        first = cases.iloc[0]
        expected = "a value that stands in no other row" if "unique" in str(first.check) else str(first.check)
        line = None if pd.isna(first["index"]) else int(first["index"])
        raise DataError(expected, file=file, line=line, column=str(first.column), value=str(first.failure_case),
                        more=cases["index"].nunique() - 1) from None  # fmt: skip


def broken_references(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """List the cells that point at no row of the table they name.

    Returns
    -------
    DataFrame
        `table, line, column, value, expected`; empty when all is well.
    """
    found = []
    for name, frame in tables.items():
        for column, spec in RAW[name].columns.items():
            if not (target := spec.metadata["references"]):
                continue
            other, key = target.split(".")
            known = tables[other][key]
            bad = frame.loc[frame[column].ne("") & ~frame[column].isin(known), column]
            found += [
                (name, line, column, value, f"a key of {other}.csv{nearest(value, list(known))}")
                for line, value in bad.items()
            ]
    return pd.DataFrame(found, columns=["table", "line", "column", "value", "expected"])
