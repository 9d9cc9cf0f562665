"""`bdlib export`: the clean tables for other programs."""

import argparse
from importlib import import_module
from pathlib import Path

from bdlib.codelists import LANGUAGES

FORMATS = ("sdmx", "excel", "datapackage")


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("export", help="write the clean tables as SDMX-CSV or for Excel, or zip the study")
    parser.add_argument("--to", choices=FORMATS, default="sdmx",
                        help="sdmx: SDMX-CSV 2.0 of observations and estimates; excel: every table as Excel opens it; "
                             "datapackage: the whole study in one zip, which bdlib.load reads (sdmx)")  # fmt: skip
    parser.add_argument("--lang", choices=LANGUAGES, help="language Excel is set to (the study's first)")
    parser.add_argument("--out", type=Path, help="folder to write (build/export in the project)")
    parser.add_argument("--root", help="project folder (found by itself when omitted)")
    parser.set_defaults(call=export)


def export(options: argparse.Namespace) -> None:
    """Read data/clean and write it in the format asked for."""
    from bdlib import cleaning, corpus, study
    from bdlib.reading import read_table
    from bdlib.schemas import CLEAN

    raw = corpus.load(options.root)
    files = {name: raw.root / f"data/clean/{name}.csv" for name in CLEAN}
    if missing := [path for path in files.values() if not path.is_file()]:
        raise cleaning.DataError("a table written by `bdlib clean` (run it first)", file=missing[0])
    tables = {name: cleaning.typed(read_table(path), name, path) for name, path in files.items()}
    lang = options.lang or study.load(raw.root).languages[0]
    folder = options.out or Path(options.root or corpus.project_root(to_write=True), "build", "export")
    asked = {"sdmx": (tables, raw, folder), "excel": (tables, folder, lang), "datapackage": (raw, folder)}
    print(*import_module(f"bdpress.export.{options.to}").write(*asked[options.to]), sep="\n")
