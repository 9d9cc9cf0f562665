"""The `bdlib` command: one word for each thing a user does with the project."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from bdlib.errors import DataError

# Each module adds its own subcommand; none is imported further than its argument parser needs.
PARTS = ("clean", "run", "report", "site", "deck", "extract", "export")


# jsonschema, which nbformat imports, compiles a grammar for over a second when this package is there, to check a kind
# of address that no notebook has; it does without when the import fails.
SLOW = "rfc3987_syntax"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 wrong data or a failed run, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # Vietnamese, in whatever locale it is run
    options = parser().parse_args((sys.argv[1:] if arguments is None else arguments) or ["--help"])
    sys.modules.setdefault(SLOW, None)
    try:
        return options.call(options) or 0
    except DataError as error:
        print(f"bdlib: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"bdlib: {error.filename or 'standard output'}: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("bdlib: stopped", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """Build the parser of all subcommands."""
    top = argparse.ArgumentParser(prog="bdlib", description="Reported figures on Vietnam's provinces, reconciled.")
    subparsers = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name in PARTS:
        import_module(f"bdpress.cli.{name}").add_parser(subparsers)
    return top
