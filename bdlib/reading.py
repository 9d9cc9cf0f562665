"""Text and CSV files as people save them: read whole and as text, or refused with the line that is wrong."""

import csv
import io
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

import pandas as pd

from bdlib.errors import DataError, nearest

# Characters that no table of ours needs: they break terminals, XML and the reading order of what stands around them.
CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# What nobody sees: zero-width characters, marks of direction, soft hyphens, line separators, tags.
UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029\u2060-\u2065\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
INVISIBLE = re.compile(CONTROL.pattern[:-1] + UNSEEN)
#: How files begin that are no text, whatever their name.
_NO_TEXT = {
    b"PK\x03\x04": "a zip, such as .xlsx, .docx or .ods",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file (.xls, .doc)",
    b"%PDF-": "a PDF",
}


#: How git marks the lines on which two people's changes to a file differ.
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?= |\r?$)", re.M)


def read_table(path: Path, named: Path | str = "") -> pd.DataFrame:
    """Read one CSV file as text, the line number as index; an error calls it as `named` says, relative to its project.

    Raises a DataError when it is missing, not UTF-8, half merged, has characters that nobody sees, ragged rows or a
    column twice.
    """
    text = unicodedata.normalize("NFC", read_text(path, named))
    path = Path(named or path)
    if left := _CONFLICT.search(text):
        expected = "a table without marks of a merge conflict (keep the rows that are right and delete these marks)"
        raise DataError(expected, file=path, line=_line(text, left.start()), value=left[0])
    if found := INVISIBLE.search(text):
        expected = "text without control characters and invisible marks"
        line, column = _line(text, found.start()), _column(text, found.start())
        raise DataError(expected, file=path, line=line, column=column, value=found[0])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, rows = [], []
    try:
        start = 1
        header = _header(next(reader, []), path)
        start = reader.line_num + 1
        for row in reader:
            if row and not any(map(str.strip, row)):
                raise DataError("a row with something in it (the row is empty: delete it)", file=path, line=start)
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


def read_text(path: Path | str, named: Path | str = "") -> str:
    """Read a text file in UTF-8, with or without a byte order mark; a DataError names the line that cannot be read.

    It calls the file as `named` says, where that is told.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        beside = [each.name for each in Path(path).parent.glob("*")] if not Path(path).exists() else []
        near = nearest(Path(path).name, beside)
        raise DataError(f"a readable file ({error.strerror}){near}", file=named or path) from error
    path = named or path
    if kind := next((name for mark, name in _NO_TEXT.items() if data.startswith(mark)), None):
        raise DataError("a text file (open it in the program that made it and save it as UTF-8 text or CSV)",
                        file=path, line=1, value=kind)  # fmt: skip
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


def _column(text: str, place: int) -> str:
    """Name of the column of a table in which a place of its text stands; "" in the first line or in no table."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows = list(csv.reader(io.StringIO(text[: place + 1], newline="")))
    return rows[0][len(rows[-1]) - 1] if len(rows) > 1 and len(rows[-1]) <= len(rows[0]) else ""


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
