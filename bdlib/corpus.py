"""The corpus as people wrote it: the tables of data/raw read as text, checked, never changed."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

import numpy as np
import pandas as pd

from bdlib import panels, study
from bdlib.checks import check_table, raise_first
from bdlib.crosschecks import faults
from bdlib.errors import DataError, nearest
from bdlib.memo import remembered
from bdlib.project import files_hash, project_root
from bdlib.reading import read_table
from bdlib.schemas import OPTIONAL, RAW, raw_file
from bdlib.study import divided, named


@dataclass(frozen=True)
class Corpus:
    """The raw tables, all text, in the order of their keys, indexed by line number of their file.

    A column that its file may lack is there, empty; so is a codelist that the study does not have. `values` are those
    of the official tables that `tables` describes; each of these is one of the `sources`, too.
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
    tables: pd.DataFrame
    values: pd.DataFrame
    root: Path

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(frame)} {name}" for name in RAW if len(frame := getattr(self, name)))
        return f"Corpus({str(self.root)!r}: {sizes})"


def load(root: Path | str | None = None) -> Corpus:
    """Read and check every raw table.

    Parameters
    ----------
    root : Path or str, optional
        Project folder, or the zip that `bdlib export --to datapackage` made of one; found by itself when omitted.

    Returns
    -------
    Corpus
        One frame a table, text columns only, index = line in the file; the order of the rows there does not matter.

    Raises
    ------
    DataError
        For the first fault of a table, with file, line, column, value and what was expected; for a folder or zip that
        is no project.

    Examples
    --------
    >>> load().areas.set_index("area").at["VN-74", "name_vi"]
    'Bình Dương'
    """
    root = _place(root)
    if root.suffix == ".zip":
        return _packed(root)
    _check_folder(root)
    try:
        return checked(root, raw_state(root))
    except OSError:  # reading will say which file
        return checked.__wrapped__(root, "")


def _place(root: Path | str | None) -> Path:
    """The path of a project as it is asked for, or the one that is found by itself."""
    if not isinstance(root, str | Path | None):
        raise DataError("the path of a project folder", value=type(root).__name__)
    return Path(root) if root else project_root()


def _check_folder(root: Path) -> None:
    """Raise a DataError for what is no folder, with the names beside it that a missing one may be meant for."""
    if root.is_dir():
        return
    near = nearest(root.name, sorted(each.name for each in root.parent.glob("*/")))
    fault = "it is a file" if root.exists() else f"the folder does not exist{near}"
    raise DataError(f"a project folder: {fault}", file=root)


def codelists(root: Path | str | None = None) -> Corpus:
    """Read what a study lists, for one that has no figures yet; of its figures those whose codes are still listed.

    Raises a DataError for what is no project folder, as :func:`load` does.
    """
    root = _place(root)
    _check_folder(root)
    tables = {name: _read(root, name, empty=name in ("sources", "reported")) for name in RAW}
    pointed = {"source_id": "sources", "area": "areas", "indicator": "indicators"}
    listed = np.logical_and.reduce([tables["reported"][key].isin(tables[name][key]) for key, name in pointed.items()])
    tables |= {"reported": tables["reported"][listed], **{name: tables[name][:0] for name in ("corrections", "tables")}}
    return Corpus(**_ordered(tables, root), values=tables["tables"], root=root)


def _packed(package: Path) -> Corpus:
    """The corpus in a zipped study; its root is the zip."""
    try:
        with TemporaryDirectory() as folder, ZipFile(package) as held:
            held.extractall(folder)  # keeps every name inside the folder
            return replace(load(folder), root=package)
    except (BadZipFile, OSError) as error:
        raise DataError("a study zipped by `bdlib export --to datapackage`", file=package) from error


def raw_state(root: Path) -> str:
    """Hash of every file of data/raw, and of what the study says of itself."""
    paths = [root / study.FILE, *(root / "data" / "raw").rglob("*")]
    return files_hash(root, (path for path in paths if path.is_file()))


@remembered
def checked(root: Path, state: str) -> Corpus:
    """Read and check the raw tables of a project in a state of its files, once."""
    tables = {name: _read(root, name) for name in RAW}
    ordered = _ordered(tables, root)
    values = panels.read(root / "data" / "raw" / "tables", *map(ordered.get, ("tables", "areas", "indicators")))
    if len(values):
        pages = ordered["sources"]
        also = panels.as_sources(ordered["tables"]).set_axis(pages.index.max() + 1 + np.arange(len(ordered["tables"])))
        ordered["sources"] = pd.concat([pages, also])
    return Corpus(**ordered, values=values, root=root)


def _ordered(tables: dict[str, pd.DataFrame], root: Path) -> dict[str, pd.DataFrame]:
    """Check tables beside each other and put them in the order of their keys."""
    raise_first(faults(tables))
    ordered = {name: named(frame.sort_values(RAW[name].metadata["key"])) for name, frame in tables.items()}
    return ordered | {"areas": divided(ordered["areas"], study.checked(root, ordered))}


def _read(root: Path, name: str, empty: bool = False) -> pd.DataFrame:
    """Read one raw table and check what can be said of it alone; it may be empty where its study begins."""
    file = raw_file(name)
    path = root / file
    if name in OPTIONAL and not path.exists():
        return pd.DataFrame({column: pd.Series(dtype=str) for column in RAW[name].columns})
    frame = check_table(read_table(path, file), RAW[name], file)
    if frame.empty and not empty and name not in OPTIONAL:
        raise DataError("at least one row", file=file, value="the names of the columns alone")
    return frame
