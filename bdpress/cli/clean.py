"""`bdlib clean`: data/raw to data/clean."""

import argparse
import csv
from pathlib import Path


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("clean", help="write data/clean/ anew from data/raw/")
    parser.add_argument("--root", help="project folder (found by itself when omitted)")
    parser.set_defaults(call=clean)


def clean(options: argparse.Namespace) -> None:
    """Read, check, clean, reconcile and write; nothing is written unless everything is right."""
    from bdlib import corpus
    from bdpress import store

    raw = corpus.load(options.root or corpus.project_root(to_write=True))
    tables = store.build(raw)
    before = {name: _rows(raw.root / "data" / "clean" / f"{name}.csv") for name in tables}
    folder = store.write_tables(tables, raw.root)
    change = {name: len(frame) - before[name] if before[name] is not None else 0 for name, frame in tables.items()}
    said = {name: f" ({more:+d})" if more else "" for name, more in change.items()}
    print(f"{folder}: {', '.join(f'{len(frame)} {name}{said[name]}' for name, frame in tables.items())}")


def _rows(path: Path) -> int | None:
    """Count the rows of a table as it was; None if it was not there or is none."""
    try:
        return sum(1 for _ in csv.reader(path.read_text(encoding="utf-8").splitlines(keepends=True))) - 1
    except (OSError, ValueError, csv.Error):
        return None
