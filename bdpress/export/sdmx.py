"""Observations and estimates as SDMX-CSV 2.0, with their structure as SDMX-ML 2.1.

Format: https://github.com/sdmx-twg/sdmx-csv, version 2.0.0. The libraries `sdmx1` and `pysdmx` read both files.
"""

import re
from pathlib import Path

import pandas as pd

from bdlib.corpus import Corpus
from bdpress.export.sdmx_structure import AGENCY, DIMENSIONS, UNKNOWN, VERSION, attributes, structure
from bdpress.files import replacing
from bdpress.store import shortest, write_csv


def write(tables: dict[str, pd.DataFrame], corpus: Corpus, folder: Path) -> list[Path]:
    """Write `observations.sdmx.csv`, `estimates.sdmx.csv` and the `structure.xml` of both, with the codelists."""
    names = [f"{name}.sdmx.csv" for name in DIMENSIONS]
    with replacing(folder) as beside:
        for name, file in zip(DIMENSIONS, names, strict=True):
            write_csv(data(tables[name], name), beside / file)
        (beside / "structure.xml").write_bytes(structure(tables, corpus))
    return [folder / file for file in [*names, "structure.xml"]]


def data(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give a clean table the columns of SDMX-CSV 2.0; a value that is missing on purpose is NaN, as the format asks."""
    columns = [*DIMENSIONS[name], "obs_value", *attributes(name)]
    shown = frame[columns].assign(
        time_period=frame["time_period"].map(period),
        series=frame["series"].replace("", UNKNOWN),
        obs_value=frame["obs_value"].map(shortest).replace("", "NaN"),
    )
    head = {"STRUCTURE": "dataflow", "STRUCTURE_ID": f"{AGENCY}:{name.upper()}({VERSION})", "ACTION": "I"}
    return pd.DataFrame(head, index=shown.index).join(shown.rename(columns=str.upper))


def period(code: str) -> str:
    """Write a period of ours as SDMX does.

    >>> [period(code) for code in ("2024", "2024-12", "2024-H1", "2024-9M", "2020/2022")]
    ['2024', '2024-12', '2024-S1', '2024-01-01/P9M', '2020-01-01/P3Y']
    """
    if half := re.fullmatch(r"(\d{4})-H([12])", code):
        return f"{half[1]}-S{half[2]}"
    if months := re.fullmatch(r"(\d{4})-(\d+)M", code):
        return f"{months[1]}-01-01/P{int(months[2])}M"
    if years := re.fullmatch(r"(\d{4})/(\d{4})", code):
        return f"{years[1]}-01-01/P{int(years[2]) - int(years[1]) + 1}Y"
    return code
