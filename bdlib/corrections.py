"""The register of corrections: each names the cell that it was written for, and is stale when that cell changes."""

import pandas as pd

from bdlib.checks import check_table, raise_first
from bdlib.codelists import OBS_STATUS
from bdlib.corpus import Corpus
from bdlib.crosschecks import faults
from bdlib.errors import DataError
from bdlib.schemas import CLEAN, RAW


def apply_corrections(corpus: Corpus) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]:
    """Give the raw rows, corrected; rows left out; obs_status by figure_id. A stale entry is a DataError."""
    reported = corpus.reported.copy()
    excluded, flags, overridden = [], {}, {}
    line_of = pd.Series(reported.index, index=reported["figure_id"])
    for entry in corpus.corrections.itertuples():
        line = line_of[entry.figure_id]
        _check_entry(entry, reported)
        if reported.at[line, entry.column] != entry.expected:
            found = reported.at[line, entry.column]
            raise DataError(
                f"{entry.expected!r} in {entry.column} of {entry.figure_id}: the correction is stale",
                file="data/raw/corrections.csv", line=entry.Index, column="expected", value=found,
            )  # fmt: skip
        if entry.action == "exclude":
            excluded.append((entry.figure_id, reported.at[line, "figure"], entry.reason))
        elif entry.action == "flag":
            flags[entry.figure_id] = entry.value
        else:
            reported.at[line, entry.column] = entry.value
            overridden[line] = entry.Index
    _check_overridden(reported, overridden, corpus)
    return reported, pd.DataFrame(excluded, columns=list(CLEAN["left_out"].columns), dtype=str), flags


def _check_entry(entry: tuple, reported: pd.DataFrame) -> None:
    if entry.column not in reported or (entry.action == "override" and entry.column == "figure_id"):
        known = [name for name in reported if name != "figure_id"]
        raise DataError(f"one of {', '.join(known)}", file="data/raw/corrections.csv",
                        line=entry.Index, column="column", value=entry.column)  # fmt: skip
    if entry.action == "flag" and entry.value not in OBS_STATUS:
        raise DataError(f"one of {', '.join(OBS_STATUS)}", file="data/raw/corrections.csv",
                        line=entry.Index, column="value", value=entry.value)  # fmt: skip


def _check_overridden(reported: pd.DataFrame, overridden: dict[int, int], corpus: Corpus) -> None:
    """Hold rows with an overridden cell to the rules of the raw tables; `overridden` gives the register's line."""
    rows = reported.loc[list(overridden)]
    tables = {name: getattr(corpus, name) for name in RAW} | {"reported": rows}
    try:
        check_table(rows, RAW["reported"], "")
        found = faults(tables)
        raise_first(found[found["table"].eq("reported")])
    except DataError as error:
        raise DataError(error.expected, file="data/raw/corrections.csv", line=overridden[error.line], column="value",
                        value=error.value) from error  # fmt: skip
