"""Content hashes: the same notebook, parameters, data and library give the same key, anything else another."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bdlib.project import files_hash, text_hash

HOUSE = ("bdquantities", "bdfusion", "bdlib", "bdextract", "bdviews", "bdpress")  # the packages of this distribution
# What the notebooks compute and draw with; another version may give another output.
PACKAGES = ("pandas", "numpy", "scipy", "statsmodels", "matplotlib", "seaborn")


def run_key(notebook: str, parameters: Mapping[str, Any], data: str, library: str) -> str:
    """Hash what an executed notebook depends on: hashes of it, data and library, and all its values, defaults too."""
    content = {"notebook": notebook, "parameters": dict(parameters), "data": data, "library": library}
    return text_hash(json.dumps(content, sort_keys=True, ensure_ascii=False, allow_nan=True))


def data_hash(root: Path | None) -> str:
    """Hash of a project's tables, raw and clean, and of what the study says of itself; "" without a project."""
    return files_hash(root, [*root.glob("study.toml"), *(root / "data").rglob("*.csv")]) if root else ""


@cache
def library_hash() -> str:
    """Hash of the distribution's own code, words and templates and of the versions of what it computes with."""
    versions = "".join(f"{name} {_version(name)}\n" for name in PACKAGES)
    root = Path(__file__).parents[1]
    return text_hash(files_hash(root, [path for path in code_files("*.*") if path.suffix != ".pyc"]) + versions)


def code_files(like: str = "*.py") -> list[Path]:
    """Every Python file, or every file so named, of the distribution's packages that are installed."""
    root = Path(__file__).parents[1]
    return sorted(path for package in HOUSE for path in (root / package).rglob(like) if path.is_file())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
