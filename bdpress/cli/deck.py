"""`bdlib deck`: executed notebooks to slides."""

import argparse
import sys


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("deck", help="make slides (HTML, PDF, PPTX) from executed notebooks")
    parser.add_argument("notebook", nargs="+", help="executed notebook, as `bdlib run` or papermill leaves it")
    parser.add_argument("--to", default="html,pdf,pptx", help="formats, comma-separated (default: %(default)s)")
    parser.add_argument("--ratio", default="16:9", help="shape of a slide, 16:9 or 4:3 (default: %(default)s)")
    parser.add_argument("--lang", help="language (default: the one the notebook was run in)")
    parser.add_argument("-o", "--out", metavar="DIR", help="folder for the slides (default: beside the notebook)")
    parser.set_defaults(call=deck)


def deck(options: argparse.Namespace) -> int:
    """Make the decks and name each file; 1 when one could not be made."""
    from bdpress.decks import decks

    formats = [name.strip() for name in options.to.split(",") if name.strip()]
    short = False
    for made in decks(options.notebook, options.out, formats, options.lang, options.ratio):
        if made.failed:
            print(f"bdlib deck: {made.failed}", file=sys.stderr)
            short = True
        for file in made.files:
            print(f"{file} ({made.slides} slides, {file.stat().st_size / 1024:.0f} kB)")
        if made.missing:
            print(f"bdlib deck: {made.missing}", file=sys.stderr)
            short = short or not made.files
    return int(short)
