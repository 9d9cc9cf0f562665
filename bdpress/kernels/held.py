"""Frames, and dataclasses of frames, held in a file of plain arrays: quick to read, and nothing in it can act."""

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from bdlib import files

_DAYS = "datetime64[us]"
_NUMBERS = {"float64": "float64", "int64": "int64", "bool": "int64", "Int64": "int64", _DAYS: "int64"}


def write(values: Mapping[str, Any], path: Path) -> None:
    """Write dataclasses of frames of text, numbers, days and truth values; a frame in two places is written once.

    Raises
    ------
    TypeError
        For anything else.
    """
    words: dict[str, int] = {}
    arrays: dict[str, np.ndarray] = {}
    frames: dict[tuple, int] = {}
    specs: list[dict[str, Any]] = []

    def tree(value: Any) -> Any:
        if isinstance(value, pd.DataFrame):
            key = (*value.columns, len(value), pd.util.hash_pandas_object(value).to_numpy().tobytes())
            if key not in frames:
                frames[key] = len(specs)
                specs.append(_dismantled(value, str(len(specs)), words, arrays))
            return {"frame": frames[key]}
        if is_dataclass(value) and not isinstance(value, type):
            own = {f.name: tree(getattr(value, f.name)) for f in fields(value)}
            made = {name: tree(part) for name, part in vars(value).items()
                    if name not in own and isinstance(part, pd.DataFrame)}  # fmt: skip
            return {"kind": type(value).__name__, "fields": own, "made": made}  # by its cached properties
        if isinstance(value, Path):
            return {"path": str(value)}
        if isinstance(value, int):
            return {"number": value}
        raise TypeError(f"{type(value).__name__} is neither a frame nor a dataclass of frames")

    about = {"values": {name: tree(value) for name, value in values.items()}, "frames": specs, "words": list(words)}
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    files.put(path, buffer.getvalue())


def read(path: Path, kinds: Iterable[type]) -> dict[str, Any]:
    """Read what :func:`write` wrote, of these dataclasses."""
    known = {kind.__name__: kind for kind in kinds}
    with np.load(path, allow_pickle=False) as held:
        about = json.loads(held["about"].tobytes())
        words = np.array([*about["words"], None], dtype=object)  # the last stands for a missing text
        frames = [_mounted(spec, str(number), words, held) for number, spec in enumerate(about["frames"])]

    def value(spec: dict[str, Any]) -> Any:
        if "frame" in spec:
            return frames[spec["frame"]].copy(deep=False)
        if "path" in spec:
            return Path(spec["path"])
        if "number" in spec:
            return spec["number"]
        own, made = ({name: value(part) for name, part in spec[name].items()} for name in ("fields", "made"))
        vars(it := known[spec["kind"]](**own)).update(made)
        return it

    return {name: value(spec) for name, spec in about["values"].items()}


def _dismantled(frame: pd.DataFrame, name: str, words: dict[str, int], arrays: dict[str, np.ndarray]) -> dict[str, Any]:
    """Put a frame into arrays: codes of its words, its numbers by their type."""
    kinds = {column: str(dtype) for column, dtype in frame.dtypes.items()}
    texts = [column for column, kind in kinds.items() if kind == "str" or (kind == "object" and frame.empty)]
    if strange := {column: kind for column, kind in kinds.items() if column not in texts and kind not in _NUMBERS}:
        raise TypeError(f"columns {strange}")
    codes = [_codes(frame[column], words) for column in texts]
    arrays[f"{name}.text"] = np.array(codes, dtype=np.int32).reshape(len(texts), len(frame))
    for kind in ("float64", "int64"):
        columns = [column for column in frame if _NUMBERS.get(kinds[column]) == kind]
        plain = [frame[c].fillna(0) if kinds[c] == "Int64" else frame[c] for c in columns]
        values = [one.to_numpy().astype(kind) for one in plain]  # a day that is missing is a number too
        arrays[f"{name}.{kind}"] = np.array(values, dtype=kind).reshape(len(columns), len(frame))
    masked = [column for column in frame if kinds[column] == "Int64"]
    arrays[f"{name}.missing"] = np.array([frame[c].isna() for c in masked], dtype=bool).reshape(len(masked), len(frame))
    ranged = isinstance(frame.index, pd.RangeIndex)
    if not ranged:
        arrays[f"{name}.index"] = frame.index.to_numpy(dtype=np.int64)
    return {"columns": kinds, "index": [frame.index.start, frame.index.stop, frame.index.step] if ranged else None,
            "name": frame.index.name}  # fmt: skip


def _codes(column: pd.Series, words: dict[str, int]) -> np.ndarray:
    codes, uniques = pd.factorize(column)
    places = np.array([words.setdefault(word, len(words)) for word in uniques] + [-1], dtype=np.int32)
    return places[codes]


def _mounted(spec: dict[str, Any], name: str, words: np.ndarray, held: Any) -> pd.DataFrame:
    """Put a frame together again."""
    index = pd.RangeIndex(*spec["index"]) if spec["index"] else pd.Index(held[f"{name}.index"])
    index.name = spec["name"]
    left = {kind: iter(held[f"{name}.{kind}"]) for kind in ("text", "float64", "int64", "missing")}
    columns = {}
    for column, kind in spec["columns"].items():
        if kind not in _NUMBERS:
            columns[column] = pd.array(words[next(left["text"])], dtype=kind)
            continue
        values = next(left[_NUMBERS[kind]])
        masked = kind == "Int64"
        columns[column] = pd.arrays.IntegerArray(values, next(left["missing"])) if masked else values.astype(kind)
    return pd.DataFrame(columns, index=index, columns=list(spec["columns"]))
