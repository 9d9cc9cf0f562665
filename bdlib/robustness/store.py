"""A multiverse computed once and kept under the name of its content: data, analysis, grid and library."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from bdlib.content import library_hash
from bdlib.project import project_root
from bdlib.robustness.former import Analysis, Multiverse, explore


def remembered(
    obs: pd.DataFrame,
    indicators: pd.DataFrame,
    analyses: Sequence[Analysis],
    specs: pd.DataFrame,
    folder: Path | None = None,
    jobs: int = 1,
) -> list[Multiverse]:
    """Give the multiverses of :func:`bdlib.robustness.explore`, from the store where the same were computed before.

    Parameters
    ----------
    obs, indicators, analyses, specs, jobs : as for `explore`.
    folder : of the store; build/cache/multiverse of the project by default. It may be deleted at any time.
    """
    folder = folder or project_root() / "build" / "cache" / "multiverse"
    files = [folder / f"{content_key(obs, indicators, analysis, specs)}.npz" for analysis in analyses]
    if all(file.is_file() for file in files):
        return [read(file) for file in files]
    found = explore(obs, indicators, analyses, specs, jobs)
    for multiverse, file in zip(found, files, strict=True):
        write(multiverse, file)
    return found


def content_key(obs: pd.DataFrame, indicators: pd.DataFrame, analysis: Analysis, specs: pd.DataFrame) -> str:
    """Hash of everything that the outcome depends on."""
    parts = [library_hash(), type(analysis).__name__]
    parts += [_text(one) for one in (obs, indicators, specs, *vars(analysis).values())]
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:32]


def write(multiverse: Multiverse, path: Path) -> None:
    """Store a multiverse as plain arrays, beside first, then under its name."""
    words, codes = np.unique(multiverse.outcomes.to_numpy(dtype=str), return_inverse=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.npz")
    np.savez_compressed(
        beside,
        axes=multiverse.specifications.drop(columns="distance").to_numpy(dtype=str),
        columns=np.array(multiverse.specifications.columns, dtype=str),
        distance=multiverse.specifications["distance"].to_numpy(),
        findings=np.array(multiverse.values.columns, dtype=str),
        values=multiverse.values.to_numpy(),
        words=words,
        codes=codes.reshape(multiverse.outcomes.shape).astype(np.int16),
    )
    beside.replace(path)


def read(path: Path) -> Multiverse:
    """Read a stored multiverse back."""
    with np.load(path, allow_pickle=False) as held:
        specs = pd.DataFrame(held["axes"], columns=held["columns"][:-1]).astype(str).assign(distance=held["distance"])
        findings = pd.Index(held["findings"].astype(object)).astype(str)
        values = pd.DataFrame(held["values"], columns=findings)
        outcomes = pd.DataFrame(held["words"].astype(object)[held["codes"]], columns=findings)
    return Multiverse(specs, values, outcomes)


def _text(part: object) -> str:
    if isinstance(part, pd.DataFrame):
        return ",".join(part.columns) + str(
            pd.util.hash_pandas_object(part.astype(str), index=False).to_numpy().tolist()
        )
    return repr(part)
