"""The project's own habits, held by tests: light imports, one list of packages, notebooks as we write them."""

import re
import tomllib

import nbformat
import pytest
import yaml
from conftest import ROOT
from packaging.requirements import Requirement

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_environment_yml_names_what_pyproject_names_in_the_locked_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [spec for name, specs in project["optional-dependencies"].items() if name != "bench" for spec in specs]
    wanted = {Requirement(spec).name: Requirement(spec) for spec in project["dependencies"] + extras}
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"][-1]["pip"]
    given = {r.name: r for r in (Requirement(line) for line in listed if not line.startswith("-"))}
    assert given.keys() == wanted.keys()
    for name, pin in given.items():
        version = next(iter(pin.specifier)).version
        assert (
            version in wanted[name].specifier
            and f"\n{name}=={version} " in (ROOT / "requirements/lock.txt").read_text()
        )


def test_every_locked_package_has_a_hash():
    lock = (ROOT / "requirements/lock.txt").read_text()
    blocks = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n)+)", lock, re.M)
    assert len(blocks) == len(re.findall(r"^[a-z0-9][\w.-]*==", lock, re.M)) > 50


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_prose_with_thin_cells(path):
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    text = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert sum(len(re.findall(r"^# ", one, re.M)) for one in text) == 1 and notebook.cells[0].source.startswith("# ")
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in code) == 1
    assert max(cell.source.count("\n") + 1 for cell in code) <= 15 and len(text) >= 0.8 * len(code)
    assert not any(re.search(r"^\s*(def|class) |sys\.path|^%pip|^!", cell.source, re.M) for cell in code)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_prose_comes_in_both_languages(path):
    tags = [tag for cell in nbformat.read(path, as_version=4).cells for tag in cell.metadata.get("tags", [])]
    assert tags.count("lang-vi") == tags.count("lang-en") > 0


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_picture_path_or_timing_is_stored(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    stored = str([cell.outputs for cell in cells])
    assert "image/png" not in stored and not re.search(r"/(home|root|tmp|work|Users)/", stored)
    assert not any("execution" in cell.metadata for cell in cells)
