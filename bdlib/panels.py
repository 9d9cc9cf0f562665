"""Official tables as a publisher gives them: one table, one indicator, many areas and periods, values as published.

Every table is a line of data/raw/tables/tables.csv, which says what its numbers mean, and a file of its name beside it.
What a table promises there is tested before a number of it is used; see :mod:`bdlib.panelchecks`.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from bdlib.checks import check_table, completed
from bdlib.codelists import DEFINING
from bdlib.errors import DataError
from bdlib.panelchecks import keep_promises
from bdlib.reading import read_table
from bdlib.schemas import VALUES

ROLE_OF_STATUS = {"E": "estimate", "F": "forecast"}
STAGE_OF_STATUS = {"E": "estimate", "F": "forecast", "P": "preliminary"}
AS_SOURCE = ["table", *"publisher title published url kind trust editions read_from copied revised jumps".split()]


def read(folder: Path, tables: pd.DataFrame, areas: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Read the values of every table, as text, with its name; a missing file or a broken promise is a DataError."""
    frames = [_read_one(folder / f"{name}.csv", name) for name in tables["table"]]
    strays = {path.stem for path in folder.glob("*.csv")} - {"tables", *tables["table"]}
    if strays:
        raise DataError("a line of tables.csv for every file", file=_file(min(strays)))
    if not frames:
        return pd.DataFrame({name: pd.Series(dtype=str) for name in VALUES.columns})
    lines = pd.concat(frames)
    values = lines.reset_index(drop=True)
    _check_cells(values, lines.index, tables, areas)
    keep_promises(values.assign(number=base_values(values, tables)), tables, areas, indicators)
    return values


def _read_one(path: Path, name: str) -> pd.DataFrame:
    frame = read_table(path, _file(name))
    frame.insert(0, "table", name)
    return completed(frame, VALUES, _file(name))


def _file(name: str) -> str:
    return f"data/raw/tables/{name}.csv"


def _check_cells(values: pd.DataFrame, lines: pd.Index, tables: pd.DataFrame, areas: pd.DataFrame) -> None:
    """Hold all cells to the schema and the codelists at once; the error names the file and its line."""
    try:
        check_table(values.rename_axis("line"), VALUES, "")
    except DataError as error:
        row = error.line or 0
        raise DataError(error.expected, file=_file(values.at[row, "table"]), line=int(lines[row]), column=error.column,
                        value=error.value) from None  # fmt: skip
    promised = values["table"].map(tables.set_index("table")["indicator"])
    unknown = ("area", ~values["area"].isin(areas["area"]), "a key of areas.csv")
    other = ("indicator", values["indicator"].ne(promised), "the indicator of tables.csv")
    for column, wrong, expected in (unknown, other):
        for row in values.index[wrong][:1]:
            raise DataError(expected, file=_file(values.at[row, "table"]), line=int(lines[row]), column=column,
                            value=values.at[row, column], more=int(wrong.sum()) - 1)  # fmt: skip


def base_values(values: pd.DataFrame, tables: pd.DataFrame) -> pd.Series:
    """Values in the base unit of their indicator: as published, times the multiplier, plus the offset."""
    factor, offset = _scale(values, tables)
    return published(values) * factor + offset


def published(values: pd.DataFrame) -> pd.Series:
    """Read the numbers as published, with a decimal point or a decimal comma."""
    return values["value"].str.replace(",", ".", regex=False).astype(float)


def _scale(values: pd.DataFrame, tables: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    known = tables.set_index("table")[["multiplier", "offset"]].replace("", np.nan).astype(float)
    return (values["table"].map(known["multiplier"].fillna(1.0)), values["table"].map(known["offset"].fillna(0.0)))


def as_sources(tables: pd.DataFrame) -> pd.DataFrame:
    """Describe the tables as sources, so that a figure of theirs is cited as any other."""
    return tables[AS_SOURCE].rename(columns={"table": "source_id"}).assign(published_note="", language="", reprints="")


def as_rows(values: pd.DataFrame, tables: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Turn the values into rows as figures of a page give them: quantity, facets, what the table says of itself.

    A table prints one number of decimals a period; a spreadsheet that drops final zeros does not make a value coarser.
    """
    kind = values["indicator"].map(indicators.set_index("indicator")["kind"])
    factor, _ = _scale(values, tables)
    printed = values["value"].str.extract(r"[.,]([0-9]+)$")[0].fillna("").str.len()
    decimals = printed.groupby([values["table"], values["period"]]).transform("max")
    number = base_values(values, tables)
    half = (0.5 * factor.abs() * 10.0 ** -decimals.astype(float)).where(kind.ne("rank"), 0.0)
    said = tables.set_index("table").reindex(values["table"]).set_axis(values.index)
    status = values["obs_status"].where(values["obs_status"].ne(""), "A")
    return pd.DataFrame({
        "figure_id": values["table"] + ":" + values["area"] + ":" + values["period"],
        "source_id": values["table"], "ref_area": values["area"], "indicator": values["indicator"],
        "time_period": values["period"],
        "period_basis": values["period_basis"].where(values["period_basis"].ne(""), "stated"),
        "role": status.map(ROLE_OF_STATUS).fillna("actual"), "obs_status": status, "series": said["series"],
        "obs_value": number, "low": np.nan, "high": np.nan, "lower": number - half, "upper": number + half,
        "denominator": np.nan, "decimals": decimals,
        "qualifier": kind.eq("rank").map({True: "ordinal", False: "exact"}),
        "unit_measure": values["indicator"].map(indicators.set_index("indicator")["unit"]),
        "published": values["published"].where(values["published"].ne(""), said["published"]), "reprints": "",
        "publisher": said["publisher"], "source_kind": said["kind"], "figure": values["value"], "attributed_to": "",
        "note": values["note"], "trust": said["trust"], "frame": said["frame"],
        **{facet: said[facet] for facet in DEFINING},
        "stage": status.map(STAGE_OF_STATUS).fillna(""),
    })  # fmt: skip
