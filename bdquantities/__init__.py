"""Read printed figures, Vietnamese first: ``parse`` for one, ``parse_many`` for a column, ``find`` for a running text.

Needs no table and no study, and nothing of the packages above, which take their one error from here, their way to fold
names and to load what is asked for.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_HOME = {"parse": "parsing", "parse_many": "parsing", "find": "running_text", "Span": "running_text",
         "Quantity": "quantity", "claim_interval": "quantity", "DataError": "errors"}  # fmt: skip


def lazily(package: str, home: dict[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Give a package what imports the home of a name, or a module, when it is first asked for; and all its names."""

    def load(name: str) -> Any:
        if name in home:
            return getattr(import_module(f"{package}.{home[name]}"), name)
        if not name.startswith("_") and find_spec(f"{package}.{name}"):
            return import_module(f"{package}.{name}")
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return load, lambda: sorted({*vars(import_module(package)), *home})


__getattr__, __dir__ = lazily(__name__, _HOME)
