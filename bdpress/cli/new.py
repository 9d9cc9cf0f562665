"""`bdlib new`: a study of one's own."""

import argparse
from pathlib import Path


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("new", help="make a study of your own: a folder to fill in, which runs as it is")
    parser.add_argument("folder", type=Path, help="folder to make")
    parser.add_argument("--title", action="append", help="title (the folder's name); again for another language")
    parser.add_argument("--lang", default="en", help="its languages, comma-separated, the first shown first (en)")
    parser.add_argument("--empty", action="store_true", help="tables without the rows of the example")
    parser.set_defaults(call=new)


def new(options: argparse.Namespace) -> None:
    """Write the folder and say what to do next."""
    from bdpress.new import make

    told = {"title": options.title or [], "languages": options.lang.split(","), "example": not options.empty}
    files, then = make(options.folder, **told), "fill in data/raw" if options.empty else "bdlib report"
    rest = "; README.md has the rest" * any(file.name == "README.md" for file in files)
    print(f"{options.folder}: {len(files)} files. Next: cd {options.folder} && {then}{rest}")
