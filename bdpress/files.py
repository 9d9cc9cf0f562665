"""Files are written whole or not at all, and never over what somebody else has made.

What this library wrote into a folder stands in its `.bdlib.json`: name, SHA-256 and what it was made from. A file there
is replaced while its content is still that. Any other file, a link, or an input of the command is left as it is, and
the error says so.
"""

import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bdlib.errors import DataError
from bdlib.project import file_hash, is_raw, project_root

RECORD = ".bdlib.json"
_FORM = "files written by bdlib 1"


def put(path: Path, content: bytes, beside: Path | None = None) -> Path:
    """Write a file under a name of its own, then give it its place: a reader sees the old or the new, never half.

    The name of its own is in the folder `beside`, by default that of the file, which is made when missing.
    """
    folder = beside or path.parent
    folder.mkdir(parents=True, exist_ok=True)
    hidden = folder / f".{path.name[:80]}-{os.urandom(4).hex()}"
    try:
        with hidden.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        hidden.replace(path)
    except BaseException:
        hidden.unlink(missing_ok=True)
        raise
    return path


def write(path: Path | str, content: bytes, *, inputs: Iterable[Path | str] = (), of: Path | str = "") -> Path:
    """Write one file, unless that would lose another; its folder is made when missing.

    `inputs` are files that the command reads, `of` what it was made from, see :func:`own_name`. Raises a DataError when
    something else stands there: an input, a link, a file of somebody else or one changed since.
    """
    path = Path(path)
    _refuse_raw(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _recorded(path.parent) as record:
        check(path, inputs, record)
        _note(path.parent, record, {path.name: content}, _source(of, path.parent))
        return put(path, content)


@contextmanager
def replacing(
    folder: Path, *, inputs: Iterable[Path | str] = (), known: Mapping[str, Any] | None = None
) -> Iterator[Path]:
    """Give a hidden folder to write into; its files take their places in `folder` when all are written and may.

    `known` tells of what was written before as `.bdlib.json` does, where something else says so.
    """
    _refuse_raw(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bdlib-", dir=folder, ignore_cleanup_errors=True) as hidden:
        beside = Path(hidden)
        yield beside
        made = sorted(beside.iterdir())
        with _recorded(folder) as record:
            for path in made:
                check(folder / path.name, inputs, record if known is None else known)
            if known is None:
                _note(folder, record, {path.name: path.read_bytes() for path in made}, "")
            for path in made:
                path.replace(folder / path.name)


def check(path: Path, inputs: Iterable[Path | str] = (), record: Mapping[str, Any] | None = None) -> None:
    """Raise a DataError unless a file may be written there without losing another, or an input.

    `record` has the SHA-256 of what may be replaced, by name; it is the folder's own when omitted.
    """
    if path.name == RECORD:
        raise DataError("another name: bdlib keeps its record there", file=path)
    _refuse_raw(path)
    if not os.path.lexists(path):
        return
    if identity(path) in identities(inputs):
        raise DataError("a place other than that of an input", file=path)
    if path.is_symlink() or not path.is_file():
        raise DataError("a place where a file can be made", file=path, value="something that is no plain file")
    record = _read(path.parent) if record is None else record
    if path.name not in record or file_hash(path) not in record[path.name]["sha256"]:
        expected = "a file that bdlib wrote and nobody has changed (move it away, or write to another place)"
        raise DataError(expected, file=path, value="another file")


def _refuse_raw(path: Path) -> None:
    """Raise a DataError for a place among the raw tables of this project, or of another one."""
    place = path.resolve()
    raw = [folder for folder in (place, *place.parents) if folder.parts[-2:] == ("data", "raw") and is_raw(folder)]
    with suppress(DataError):  # outside of any project
        raw.append((project_root() / "data" / "raw").resolve())
    if any(place.is_relative_to(folder) for folder in raw):
        raise DataError("an output outside data/raw, which people write after review", file=path)


def own_name(stem: str, endings: Iterable[str], folder: Path, of: Path | str) -> str:
    """Give the name of files made from `of`: with a part of its hash where that name belongs to another source."""
    record, source = _read(folder), _source(of, folder)
    taken = any(record.get(stem + end, {"of": source})["of"] != source for end in endings)
    return f"{stem}--{hashlib.sha256(source.encode()).hexdigest()[:8]}" if taken else stem


def zipped(contents: Mapping[str, bytes], mode: int = 0) -> bytes:
    """Zip files by name, all of 1980 and with the rights of `mode`: the same contents give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def identity(path: Path | str) -> tuple[int, int] | None:
    """What a file is, whatever it is called; None where there is none."""
    with suppress(OSError, ValueError):
        found = Path(path).stat()
        return found.st_dev, found.st_ino
    return None


def identities(paths: Iterable[Path | str]) -> set[tuple[int, int]]:
    """Identities of the files that are there."""
    return {found for path in paths if (found := identity(path))}


def _source(of: Path | str, folder: Path) -> str:
    return Path(os.path.relpath(Path(of).resolve(), folder.resolve())).as_posix() if of else ""


def _read(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        if content["form"] != _FORM:
            raise ValueError(content["form"])
        return {name: {"sha256": list(entry["sha256"]), "of": entry["of"]} for name, entry in content["files"].items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataError("the record of the files that bdlib wrote", file=folder / RECORD, value=str(error)) from error


def _note(folder: Path, record: dict[str, Any], contents: Mapping[str, bytes], of: str) -> None:
    """Write down what will stand there, beside what does: the record is true before, between and after."""
    for name, content in contents.items():
        path = folder / name
        before = [file_hash(path)] if path.is_file() else []
        record[name] = {"sha256": [*before, hashlib.sha256(content).hexdigest()], "of": of}
    text = json.dumps({"form": _FORM, "files": record}, ensure_ascii=False, indent=1, sort_keys=True)
    put(folder / RECORD, f"{text}\n".encode())


@contextmanager
def _recorded(folder: Path) -> Iterator[dict[str, Any]]:
    """Hold a folder's record for one writer."""
    if os.name != "posix":
        yield _read(folder)
        return
    import fcntl

    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield _read(folder)
    finally:
        os.close(lock)
