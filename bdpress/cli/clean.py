"""`bdlib clean`: data/raw to data/clean."""

import argparse


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("clean", help="write data/clean/ anew from data/raw/")
    parser.add_argument("--root", help="project folder (found by itself when omitted)")
    parser.set_defaults(call=clean)


def clean(options: argparse.Namespace) -> None:
    """Read, check, clean, reconcile and write; nothing is written unless everything is right."""
    from bdlib import corpus
    from bdlib.cleaning import above_limit
    from bdpress import store

    raw = corpus.load(options.root or corpus.project_root(to_write=True))
    tables = store.build(raw)
    was = {name: raw.root / "data" / "clean" / f"{name}.csv" for name in tables}
    before = {name: path.read_bytes().count(b"\n") - 1 for name, path in was.items() if path.is_file()}
    folder = store.write_tables(tables, raw.root)
    change = {name: len(frame) - before.get(name, len(frame)) for name, frame in tables.items()}
    said = {name: f" ({more:+d})" if more else "" for name, more in change.items()}
    print(f"{folder}: {', '.join(f'{len(frame)} {name}{said[name]}' for name, frame in tables.items())}")
    for name in ("observations", "targets"):
        for row in above_limit(tables[name], raw.indicators).itertuples():
            above = f"{row.figure_id}: {row.figure!r} is above {row.limit:g}, the limit of {row.indicator}"
            kept = "it is kept as printed" + (", and no estimate rests on it" if row.far else "")
            print(f"{above}; {kept}. If it is a slip, corrections.csv is the place to say so.")
