"""Where the project is, the folder with data/raw that a command or a notebook works on, and hashes of its files.

Light on purpose: a template of kernels loads it before pandas, which must find a kernel when it is imported.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from bdlib.errors import DataError


def project_root(*, to_write: bool = False) -> Path:
    """Find the project: $BDLIB_ROOT, else the nearest folder up with data/raw, else (to read) the package's own."""
    if chosen := os.environ.get("BDLIB_ROOT"):
        return Path(chosen)
    package = Path(__file__).resolve().parent
    for folder in [Path.cwd(), *Path.cwd().parents, *([] if to_write else [package.parent, package])]:
        if is_raw(folder / "data" / "raw"):
            return folder
    raise DataError("a project folder with data/raw (make one by `bdlib new`, work inside it, or set BDLIB_ROOT)")


def is_raw(folder: Path) -> bool:
    """Tell whether a folder holds the raw tables of a project."""
    return (folder / "reported.csv").is_file()


def hold() -> Path:
    """Find the project to write to and let this process, its kernels and its workers use that one and no other."""
    root = project_root(to_write=True).resolve()
    os.environ["BDLIB_ROOT"] = str(root)
    return root


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def files_hash(root: Path, files: Iterable[Path]) -> str:
    """SHA-256 of many files with their names relative to `root`."""
    return text_hash("".join(f"{path.relative_to(root).as_posix()}\0{file_hash(path)}\n" for path in sorted(files)))
