"""The `bdlib` command: one word for each thing a user does with the project."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from bdlib.errors import DataError

# Each module adds its own subcommand; none is imported further than its argument parser needs.
PARTS = ("new", "clean", "cite", "run", "report", "site", "deck", "extract", "export")


# jsonschema, which nbformat imports, compiles a grammar for over a second when this package is there, to check a kind
# of address that no notebook has; it does without when the import fails.
SLOW = "rfc3987_syntax"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 wrong data or a failed run, 2 wrong usage."""
    closed = _hold_standard_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Vietnamese, in whatever locale it is run; names of files that are no UTF-8 as they can be shown.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parser().parse_args((sys.argv[1:] if arguments is None else arguments) or ["--help"])
    sys.modules.setdefault(SLOW, None)
    root = {name: value for name, value in os.environ.items() if name == "BDLIB_ROOT"}
    try:
        if "stdout" in closed and options.call.__name__ == "cite":  # its answer is what it prints
            raise DataError("a standard output that is open, to print the answer to")
        code = options.call(options) or 0
        print(end="", flush=True)
        return code
    except DataError as error:
        print(f"bdlib: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"bdlib: {error.filename or 'standard output'}: {error.strerror or error}", file=sys.stderr)
        return 1
    except UnicodeError as error:
        print(f"bdlib: a name that is no UTF-8 ({error})", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is ending already
        print("bdlib: stopped", file=sys.stderr)
        return 130
    finally:  # the project that a command holds is let go with it: Python may have called it, and go on elsewhere
        os.environ.pop("BDLIB_ROOT", None)
        os.environ.update(root)


def _hold_standard_streams() -> list[str]:
    """Open nothing where a stream was closed: what is opened next would be written to by whoever prints."""
    closed = []
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            closed.append(name)
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # for kernels, too
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))
    return closed


def say(what: str) -> None:
    """Tell what a long command does, with the time."""
    print(f"[{time.strftime('%H:%M:%S')}] {what}", flush=True)


def positive(text: str) -> int:
    """Read how many notebooks run at a time."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r}, expected a number from 1")
    return int(text)


class Parser(argparse.ArgumentParser):
    """A parser of one subcommand, which says what is wrong with its arguments in one line, and where to read on."""

    def error(self, message: str) -> NoReturn:
        """End with 2; the words of argparse are English, where to read on is said in both languages."""
        self.exit(2, f"{self.prog}: {message}; how / cách dùng: {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """Build the parser of all subcommands."""
    top = argparse.ArgumentParser(prog="bdlib", description="Reported figures, reconciled.")
    subparsers = top.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=Parser)
    for name in PARTS:
        import_module(f"bdpress.cli.{name}").add_parser(subparsers)
    return top
