"""Where the project is: the folder with data/raw that a command or a notebook works on."""

import os
from pathlib import Path

from bdlib.errors import DataError


def project_root(*, to_write: bool = False) -> Path:
    """Find the project: $BDLIB_ROOT, else the nearest folder up with data/raw, else (to read) the package's own."""
    if chosen := os.environ.get("BDLIB_ROOT"):
        return Path(chosen)
    package = Path(__file__).resolve().parent
    for folder in [Path.cwd(), *Path.cwd().parents, *([] if to_write else [package.parent, package])]:
        if (folder / "data" / "raw" / "reported.csv").is_file():
            return folder
    raise DataError("a project folder with data/raw (make one by `bdlib new`, work inside it, or set BDLIB_ROOT)")


def hold() -> Path:
    """Find the project to write to and let this process, its kernels and its workers use that one and no other."""
    root = project_root(to_write=True).resolve()
    os.environ["BDLIB_ROOT"] = str(root)
    return root
