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


def pins() -> dict[str, str]:
    """Locked requirement lines without hashes, by package name."""
    lines = re.findall(r"^([a-z0-9][\w.-]*)(==[^\\\n]+?)\s*\\?$", (ROOT / "requirements/lock.txt").read_text(), re.M)
    return {name: name + rest.rstrip() for name, rest in lines}


def direct() -> list[str]:
    """Names that pyproject.toml asks for, extras included, `bench` apart."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [spec for name, specs in project["optional-dependencies"].items() if name != "bench" for spec in specs]
    return sorted({re.match(r"[\w.-]+", spec)[0].lower() for spec in project["dependencies"] + extras})


def main() -> None:
    """Write both files."""
    locked = pins()
    (ROOT / "requirements/pins.txt").write_text("\n".join(locked.values()) + "\n")
    wanted = "".join(f"      - {locked[name].split(' ;')[0]}\n" for name in direct())
    (ROOT / "environment.yml").write_text(HEAD + wanted + "      - -e .\n")


if __name__ == "__main__":
    main()
