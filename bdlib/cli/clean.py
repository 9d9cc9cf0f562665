"""`bdlib clean`: data/raw to data/clean."""

import argparse


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("clean", help="write data/clean/ anew from data/raw/")
    parser.add_argument("--root", help="project folder (found by itself when omitted)")
    parser.set_defaults(call=clean)


def clean(options: argparse.Namespace) -> None:
    """Read, check, clean, reconcile and write; nothing is written unless everything is right."""
    from bdlib import corpus, pipeline, store

    raw = corpus.load(options.root or corpus.project_root(to_write=True))
    tables = pipeline.build(raw)
    folder = store.write_tables(tables, raw.root)
    print(f"{folder}: " + ", ".join(f"{len(frame)} {name}" for name, frame in tables.items()))
