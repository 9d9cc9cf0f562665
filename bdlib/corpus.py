"""The corpus as people wrote it: the tables of data/raw read as text, checked, never changed."""

import csv
import io
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from bdlib import periods
from bdlib.errors import LOOKALIKE, DataError, nearest
from bdlib.names import Names
from bdlib.schemas import RAW

# Characters that no table of ours needs: they break terminals, XML and the reading order of what stands around them.
CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LONGEST = 4000  # characters of a cell
# What a spreadsheet runs when it opens a table; "-1,02%" is a figure.
FORMULA = re.compile(r"[=@\t\r\n＝＠]|[+＋－-](?![\d\s.,])")
MAY_BE_EMPTY = ("corrections",)

Fault = tuple[str, int, str, str, str]


@dataclass(frozen=True)
class Corpus:
    """The raw tables, all text, in the order of their keys, indexed by line number of their file."""

    sources: pd.DataFrame
    reported: pd.DataFrame
    areas: pd.DataFrame
    indicators: pd.DataFrame
    corrections: pd.DataFrame
    root: Path

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(getattr(self, name))} {name}" for name in RAW)
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
    tables = {name: read_table(root / "data" / "raw" / f"{name}.csv") for name in RAW}
    for name, frame in tables.items():
        check_table(frame, RAW[name], f"data/raw/{name}.csv")
        if frame.empty and name not in MAY_BE_EMPTY:
            raise DataError("at least one row", file=f"data/raw/{name}.csv", value="the names of the columns alone")
    raise_first(faults(tables))
    ordered = {name: frame.sort_values(RAW[name].metadata["key"]) for name, frame in tables.items()}
    return Corpus(**ordered, root=root)


def read_table(path: Path) -> pd.DataFrame:
    """Read one CSV file as text, the line number as index.

    Raises
    ------
    DataError
        When the file is missing, not UTF-8, has control characters, ragged rows or repeated column names.
    """
    text = unicodedata.normalize("NFC", read_text(path))
    if found := CONTROL.search(text):
        raise DataError("text without control characters", file=path, line=_line(text, found.start()), value=found[0])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, rows = [], []
    try:
        start = 1
        header = _header(next(reader, []), path)
        start = reader.line_num + 1
        for row in reader:
            if len(row) != len(header):
                found = f"{len(row)} cells" if row else "an empty line"
                quoted = ", as in the first line (a cell with a comma in it stands in double quotes)" if row else ""
                raise DataError(f"{len(header)} cells{quoted}", file=path, line=start, value=found)
            rows.append(row)
            lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        raise DataError(f"a CSV row ({error})", file=path, line=start) from error
    index = pd.Index(lines, name="line", dtype="int64")
    return pd.DataFrame(rows, columns=header, index=index, dtype=str)


def _header(names: list[str], path: Path) -> list[str]:
    if not any(names):
        raise DataError("a first line of column names", file=path, line=1, value="nothing")
    if len(names) == 1 and re.search("[;\t]", names[0]):
        raise DataError("column names separated by commas", file=path, line=1, value=names[0])
    for place, name in enumerate(names):
        if name in names[:place]:
            raise DataError("every column once", file=path, line=1, column=name, value="the name twice")
    return names


def read_text(path: Path | str) -> str:
    """Read a text file in UTF-8, with or without a byte order mark; nothing in it is changed.

    Raises
    ------
    DataError
        When it cannot be read, is in another encoding or has NUL, naming the line.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        near = nearest(Path(path).name, [each.name for each in Path(path).parent.glob("*")])
        raise DataError(f"a readable file ({error.strerror}){near}", file=path) from error
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data.count(b"\0") > len(data) / 4:
        raise DataError("UTF-8 text (save the file anew as UTF-8)", file=path, line=1, value="UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DataError("UTF-8 text", file=path, line=line, value=repr(data[error.start : error.end])) from error
    if "\0" in text:
        raise DataError("UTF-8 text without NUL", file=path, line=_line(text, text.index("\0")), value="\0")
    return text


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def check_columns(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: Path | str) -> None:
    """Raise one error unless the frame has the schema's columns in the schema's order."""
    wanted = list(schema.columns)
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


def faults(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """List the cells that are wrong beside others, or as no pattern can say.

    Returns
    -------
    DataFrame
        `table, line, column, value, expected`; empty when all is well.
    """
    found = [*_broken_references(tables), *_circles(tables), *_impossible_dates(tables), *_strange_text(tables)]
    return pd.DataFrame(found, columns=["table", "line", "column", "value", "expected"])


def _references(tables: dict[str, pd.DataFrame]) -> Iterator[tuple[str, str, str, str]]:
    """Table, column, and the table and key that the column points at."""
    for name in tables:
        for column, spec in RAW[name].columns.items():
            if target := spec.metadata["references"]:
                yield name, column, *target.split(".")


def _broken_references(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Cells that point at no row of the table they name."""
    for name, column, other, key in _references(tables):
        known, cells = tables[other][key], tables[name][column]
        unknown = cells[cells.ne("") & ~cells.isin(known)]
        names = Names(tables[other], key) if len(unknown) and "name_vi" in tables[other] else None
        for line, value in unknown.items():
            near = nearest(value, list(known)) or (names.nearest(value) if names else "")
            yield name, line, column, value, f"a key of {other}.csv{near}"


def _circles(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Rows of a table that lead back to themselves, such as a page that reprints its own reprint."""
    for name, column, other, key in _references(tables):
        if name != other:
            continue
        points_at = dict(zip(tables[name][key], tables[name][column], strict=True))
        for line, start in tables[name][key].items():
            way = [start]
            while (way[-1] and (following := points_at.get(way[-1], ""))) and following not in way:
                way.append(following)
            if way[-1] and points_at.get(way[-1]) == start:
                yield name, line, column, points_at[start], f"no circle ({' → '.join([*way, start])})"


def _impossible_dates(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Pages of the future, actual values of a time after their page, and areas that end before they begin."""
    today = (datetime.now(UTC) + timedelta(hours=14)).strftime("%Y-%m-%d")  # it is this day somewhere
    sources, areas, reported = tables["sources"], tables["areas"], tables["reported"]
    for line, day in sources["published"].items():
        if day and day > today[: len(day)]:
            yield "sources", line, "published", day, f"a day that has come (it is {today})"
    for line, begin, end in areas[["valid_from", "valid_to"]].itertuples():
        if begin and end and end < begin:
            yield "areas", line, "valid_to", end, f"a day from {begin} on, when the area began"
    published = reported["source_id"].map(sources.set_index("source_id")["published"]).fillna("")
    rows = pd.DataFrame({"period": reported["period"], "published": published})[reported["role"].eq("actual")]
    for (period, day), same in rows.groupby(["period", "published"]):
        if period and day and periods.bounds(period)[0] > periods.bounds(day)[1]:
            for line in same.index:
                yield "reported", line, "period", period, f"a time before {day}, when the page was published"


def _strange_text(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Cells that are too long or begin as a formula, and words of Latin letters and letters that only look Latin."""
    for name, frame in tables.items():
        for column in frame:
            cells = frame[column].str
            strange = cells.len().gt(LONGEST) | cells.match(FORMULA) | cells.contains(LOOKALIKE)
            for line, value in frame.loc[strange, column].items():
                if len(value) > LONGEST:
                    yield name, line, column, value, f"at most {LONGEST} characters"
                elif FORMULA.match(value):
                    yield name, line, column, value, "text that no spreadsheet runs as a formula"
                elif any(LOOKALIKE.search(word) and re.search("[A-Za-zÀ-ỹ]", word) for word in value.split()):
                    yield name, line, column, value, "letters of one alphabet in a word"
