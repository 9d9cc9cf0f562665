"""From the raw corpus to data/clean: the same input gives the same bytes, and a reader never sees half a folder."""

import json
import math
import re
from pathlib import Path

import pandas as pd

from bdlib import study
from bdlib.cleaning import clean, typed
from bdlib.corpus import Corpus
from bdlib.evidence import assess
from bdlib.project import file_hash
from bdlib.reconciliation import reconcile
from bdlib.schemas import CLEAN, RAW
from bdpress.files import replacing
from bdviews.conflicts.wording import explained


def build(corpus: Corpus) -> dict[str, pd.DataFrame]:
    """Compute every table of data/clean: frames by the names of :data:`bdlib.schemas.CLEAN`, typed and sorted."""
    tables = clean(corpus)
    case, languages = assess(tables), study.load(corpus.root).languages
    return {
        "observations": tables.observations,
        "targets": tables.targets,
        "left_out": tables.left_out,
        "conflicts": typed(explained(case.conflicts, tables, languages), "conflicts"),
        "variants": typed(explained(case.variants, tables, languages), "variants"),
        "estimates": typed(reconcile(case).frame, "estimates"),
    }


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as UTF-8, LF, numbers in their shortest exact form, without an index."""
    numeric = frame.select_dtypes("number").columns
    texts = {name: frame[name].map(shortest) for name in numeric}
    written = frame.astype(dict.fromkeys(numeric, object)).assign(**texts)
    written.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def shortest(value: float) -> str:
    """Write a number in its shortest exact form, a missing one as nothing."""
    if pd.isna(value):
        return ""
    if math.isinf(value):
        return "INF" if value > 0 else "-INF"  # as Table Schema spells them
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def write_tables(tables: dict[str, pd.DataFrame], root: Path) -> Path:
    """Write data/clean anew, which is given: one CSV a table and the datapackage.json that describes them."""
    folder = root / "data" / "clean"
    with replacing(folder, inputs=(root / "data" / "raw").glob("**/*"), known=_known(folder)) as beside:
        for name, schema in CLEAN.items():
            write_csv(schema.validate(tables[name]), beside / f"{name}.csv")
        descriptor = describe(beside, root / "data" / "raw")
        text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
        (beside / "datapackage.json").write_text(text, encoding="utf-8")
    return folder


def describe(folder: Path, raw: Path) -> dict:
    """Describe the tables in `folder` as a Data Package, https://datapackage.org/standard/data-package/.

    The inputs stand in `sources` with their SHA-256, so that a reader can tell which raw tables gave these.
    """
    files = [*(raw / f"{name}.csv" for name in RAW), *sorted((raw / "tables").glob("*.csv"))]
    names = {path: path.relative_to(raw) for path in files if path.exists()}
    inputs = [{"title": f"data/raw/{name}", "path": f"../raw/{name}", "hash": f"sha256:{file_hash(path)}"}
              for path, name in names.items()]  # fmt: skip
    this = study.load(raw.parents[1])
    licence = {"name": "-".join(re.findall(r"[-\w.]+", this.licence)), "title": this.licence}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "bdlib-clean",
        "title": this.said("title", "en"), **({"licenses": [licence]} if this.licence else {}), "sources": inputs,
        "resources": [_resource(folder / f"{name}.csv") for name in CLEAN],
    }  # fmt: skip


def _resource(path: Path) -> dict:
    schema = CLEAN[path.stem]
    fields = [_field(name, column) for name, column in schema.columns.items()]
    return {
        "name": path.stem, "path": path.name, "type": "table", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "bytes": path.stat().st_size, "hash": f"sha256:{file_hash(path)}",
        "schema": {"fields": fields, "primaryKey": schema.metadata["key"]},
    }  # fmt: skip


def _field(name: str, column: object) -> dict:
    constraints = {"required": True} if column.metadata["required"] else {}
    if among := [word for word in column.metadata["among"] if word]:
        constraints["enum"] = among
    if (pattern := column.metadata["pattern"]) and column.metadata["type"] == "string":
        constraints["pattern"] = pattern
    field = {"name": name, "type": column.metadata["type"], "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})


def _known(folder: Path) -> dict[str, dict[str, list[str]]]:
    """What an earlier :func:`write_tables` wrote: by the columns of the tables and the name of the descriptor."""
    starts = {f"{name}.csv": next(iter(schema.columns)) for name, schema in CLEAN.items()}
    starts["datapackage.json"] = '{\n  "$schema"'
    files = [(folder / name, start.encode()) for name, start in starts.items() if (folder / name).is_file()]
    return {path.name: {"sha256": [file_hash(path)]} for path, start in files if path.read_bytes().startswith(start)}


# Excel, LibreOffice and Google Sheets read these as the start of a formula:
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def harmless(value: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; anything else stays."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def defused(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before every text that a spreadsheet would run as a formula; numbers stay numbers.

    >>> defused(pd.DataFrame({"figure": ["=1+1", "-1,02%", "83,6%"], "obs_value": [2.0, -1.02, 83.6]}))
        figure  obs_value
    0    '=1+1       2.00
    1  '-1,02%      -1.02
    2    83,6%      83.60
    """
    text = frame.select_dtypes(exclude="number").astype(str)
    return frame.assign(**{name: text[name].map(harmless) for name in text})
