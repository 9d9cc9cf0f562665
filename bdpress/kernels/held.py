"""Frames, and dataclasses of frames, held in a file of plain arrays: quick to read, and nothing in it can act."""

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from bdlib import memo
from bdpress import files

_NUMBERS = {"float64": "float64", "int64": "int64", "bool": "int64", "Int64": "int64", "datetime64[us]": "int64"}
_MISSING = np.iinfo(np.int64).min  # of Int64, as numpy has it for a day


def write(values: Mapping[str, Any], path: Path) -> None:
    """Write dataclasses of frames of text, numbers, days and truth values; a frame in two places is written once.

    Raises a TypeError for anything else.
    """
    words: dict[str, int] = {}
    arrays: dict[str, np.ndarray] = {}
    frames: dict[tuple, int] = {}
    specs: list[dict[str, Any]] = []

    def tree(value: Any) -> Any:
        if isinstance(value, pd.DataFrame):
            key = (*value.columns, len(value), memo.digest(value))
            if key not in frames:
                frames[key] = len(specs)
                arrays[str(len(specs))] = _numbers(value, words)
                specs.append(_about(value))
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
        if isinstance(value, tuple):
            return {"parts": [tree(part) for part in value]}
        raise TypeError(f"{type(value).__name__} is neither a frame nor a dataclass or tuple of frames")

    about = {"values": {name: tree(value) for name, value in values.items()}, "frames": specs, "words": list(words)}
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    files.put(path, buffer.getvalue())


def read(path: Path, kinds: Iterable[type]) -> dict[str, Any]:
    """Read what :func:`write` wrote, of these dataclasses."""
    known = {kind.__name__: kind for kind in kinds}
    with np.load(path, allow_pickle=False) as held:
        about = json.loads(held["about"].tobytes())
        words = np.array([*about["words"], None], dtype=object)  # the last stands for a missing text
        frames = [_frame(spec, held[str(number)], words) for number, spec in enumerate(about["frames"])]

    plain = {"path": Path, "number": int, "parts": lambda parts: tuple(map(value, parts))}

    def value(spec: dict[str, Any]) -> Any:
        if "frame" in spec:
            return frames[spec["frame"]].copy(deep=False)
        if made := [make(spec[kind]) for kind, make in plain.items() if kind in spec]:
            return made[0]
        own, made = ({name: value(part) for name, part in spec[name].items()} for name in ("fields", "made"))
        vars(it := known[spec["kind"]](**own)).update(made)
        return it

    return {name: value(spec) for name, spec in about["values"].items()}


def _about(frame: pd.DataFrame) -> dict[str, Any]:
    """What the numbers of a frame mean: the types of its columns, and its index where that only counts."""
    i, columns = frame.index, {name: str(kind) for name, kind in frame.dtypes.items()}
    return {"columns": columns, "index": [i.start, i.stop, i.step] if isinstance(i, pd.RangeIndex) else None,
            "name": i.name}  # fmt: skip


def _numbers(frame: pd.DataFrame, words: dict[str, int]) -> np.ndarray:
    """A frame and its index as one array of numbers: texts as their places among all words."""
    made = {}
    for name, kind in frame.dtypes.astype(str).items():
        column = frame[name].fillna(_MISSING) if kind == "Int64" else frame[name]
        if kind not in ("str", *_NUMBERS) and not (kind == "object" and frame.empty):
            raise TypeError(f"column {name} of {kind}")
        made[name] = column.to_numpy().astype(_NUMBERS[kind]) if kind in _NUMBERS else _codes(column, words)
    return pd.DataFrame(made, index=frame.index.rename("")).to_records()


def _codes(column: pd.Series, words: dict[str, int]) -> np.ndarray:
    codes, uniques = pd.factorize(column)
    places = np.array([words.setdefault(word, len(words)) for word in uniques] + [-1], dtype=np.int32)
    return places[codes]


def _frame(spec: dict[str, Any], numbers: np.ndarray, words: np.ndarray) -> pd.DataFrame:
    """Put a frame together again."""
    index = pd.RangeIndex(*spec["index"]) if spec["index"] else pd.Index(numbers[""].copy())
    columns = {}
    for name, kind in spec["columns"].items():
        if kind not in _NUMBERS:
            columns[name] = pd.array(words[numbers[name]], dtype=kind)
        elif kind == "Int64":
            columns[name] = pd.arrays.IntegerArray(numbers[name].copy(), numbers[name] == _MISSING)
        else:
            columns[name] = numbers[name].astype(kind)
    return pd.DataFrame(columns, index=index.rename(spec["name"]), columns=list(spec["columns"]))
