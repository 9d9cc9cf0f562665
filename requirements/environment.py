"""Write environment.yml and pins.txt from pyproject.toml and lock.txt: one source, so the three cannot drift."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = """\
# Written by `make lock` from pyproject.toml and requirements/lock.txt; do not edit.
# The packages come from PyPI in the locked versions, so that conda users compute with what everybody computes with.
name: bdlib
channels:
  - conda-forge
dependencies:
  - python=3.11
  - pip
  - pip:
      - -c requirements/pins.txt
"""


def pins() -> list[tuple[str, str]]:
    """Names and locked requirement lines without hashes; a name comes twice where versions depend on the Python."""
    lines = re.findall(r"^([a-z0-9][\w.-]*)(==[^\\\n]+?)\s*\\?$", (ROOT / "requirements/lock.txt").read_text(), re.M)
    return [(name, name + rest.rstrip()) for name, rest in lines]


def direct() -> list[tuple[str, str]]:
    """Names that pyproject.toml asks for and the extras asked of them, e.g. ("pysdmx", "[xml]"); `bench` apart."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [spec for name, specs in project["optional-dependencies"].items() if name != "bench" for spec in specs]
    return sorted({re.match(r"([\w.-]+)(\[[\w,-]+\])?", spec).groups("") for spec in project["dependencies"] + extras})


def _pinned(name: str, extras: str, locked: dict[str, str]) -> str:
    return locked[name.lower()].split(" ;")[0].replace("==", f"{extras}==")


def main() -> None:
    """Write both files."""
    locked = pins()
    (ROOT / "requirements/pins.txt").write_text("".join(f"{line}\n" for _, line in locked))
    wanted = "".join(f"      - {_pinned(name, extras, dict(locked))}\n" for name, extras in direct())
    (ROOT / "environment.yml").write_text(HEAD + wanted + "      - -e .\n")


if __name__ == "__main__":
    main()
