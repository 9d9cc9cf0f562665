"""Take the messages out of the code and into the catalogues; `--check` only says what is missing or unused.

.venv/bin/python tools/messages.py [--check]
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "bdviews/locale/vi/LC_MESSAGES/bdviews.po"
# Which argument of which function is a message; a table of messages is marked with N_, a template says _().
KEYWORDS = {"gettext": (2,), "ngettext": (2, 3), "sentence": (2,), "N_": (1,), "_": (1,)}


def in_code() -> Catalog:
    """Every message of the packages that speak."""
    found = Catalog(locale="vi")
    for package in ("bdviews", "bdpress", "tools"):
        rows = extract_from_dir(ROOT / package, [("**.py", "python"), ("**.j2", "jinja2")], keywords=KEYWORDS)
        for file, line, message, *_ in rows:
            found.add(message, locations=[(f"{package}/{file}", line)])
    return found


def translated(message: Message | None) -> bool:
    """Whether a message is there and all its forms say something; one with a plural has a form a number."""
    return message is not None and all([message.string] if isinstance(message.string, str) else message.string)


def main() -> int:
    """Update the catalogue, or check it."""
    with FILE.open("rb") as opened:
        held = read_po(opened, locale="vi")
    now = in_code()
    missing = [message.id for message in now if message.id and not translated(held.get(message.id))]
    unused = [message.id for message in held if message.id and message.id not in now]
    if "--check" in sys.argv:
        for word, ids in (("missing", missing), ("unused", unused)):
            print(*(f"{word}: {one}" for one in ids), sep="\n", end="\n" if ids else "")
        return bool(missing or unused)
    held.update(now, no_fuzzy_matching=True, update_creation_date=False)
    held.obsolete.clear()
    with FILE.open("wb") as opened:
        write_po(opened, held, width=120, omit_header=False, sort_output=True, no_location=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
