"""What other programs and people expect to find: SDMX, Excel, citation, licences, templates, the wheel."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from datetime import date

import numpy as np
import pandas as pd
import pytest
import yaml
from frictionless import validate

import bdlib as bd
from bdlib import cleaning
from bdlib.reading import read_table
from bdlib.schemas import CLEAN
from bdpress.export import datapackage, excel, sdmx
from bdpress.store import defused

FLOWS = ["observations", "estimates"]


@pytest.fixture(scope="module")
def stored(root):
    tables = {name: cleaning.typed(read_table(root / f"data/clean/{name}.csv"), name) for name in CLEAN}
    return {name: frame.reset_index(drop=True) for name, frame in tables.items()}


@pytest.fixture(scope="module")
def exported(stored, corpus, tmp_path_factory):
    return sdmx.write(stored, corpus, tmp_path_factory.mktemp("sdmx"))[-1].parent


@pytest.mark.parametrize("name", FLOWS)
def test_sdmx1_reads_back_every_value_under_its_key(name, exported, stored):
    import sdmx as sdmx1

    flow = sdmx1.read_sdmx(exported / "structure.xml").dataflow[name.upper()]
    message = sdmx1.read_sdmx(exported / f"{name}.sdmx.csv", structure=flow)
    read = sdmx1.to_pandas(message.data[0]).groupby(level=["REF_AREA", "INDICATOR"]).agg(["size", "sum"])
    wanted = stored[name].groupby(["ref_area", "indicator"])["obs_value"].agg(["size", "sum"])
    np.testing.assert_allclose(read.to_numpy(float), wanted.to_numpy(float), rtol=1e-12)


def test_pysdmx_finds_the_structure_valid_and_complete(exported):
    from pysdmx.io import read_sdmx

    message = read_sdmx(exported / "structure.xml", validate=True)  # against the XML schemas of SDMX
    for definition, name in zip(message.get_data_structure_definitions(), FLOWS, strict=True):
        columns = pd.read_csv(exported / f"{name}.sdmx.csv", nrows=0).columns[3:]
        assert sorted(part.id for part in definition.components) == sorted(columns)


def test_every_exported_code_is_in_its_codelist(exported):
    from pysdmx.io import read_sdmx

    codes = {codelist.id: {code.id for code in codelist.items} for codelist in
             read_sdmx(exported / "structure.xml", validate=False).get_codelists()}  # fmt: skip
    for name in FLOWS:
        frame = pd.read_csv(exported / f"{name}.sdmx.csv", dtype=str, keep_default_na=False)
        for column in frame.columns.intersection([code.removeprefix("CL_") for code in codes]):
            assert set(frame[column]) <= codes[f"CL_{column}"]


def test_sdmx_files_are_the_same_bytes_each_time(exported, stored, corpus, tmp_path):
    for path in sdmx.write(stored, corpus, tmp_path):
        assert path.read_bytes() == (exported / path.name).read_bytes()


@pytest.mark.parametrize(("lang", "separator", "decimal"), [("vi", ";", ","), ("en", ",", ".")])
def test_excel_files_keep_accents_and_numbers(lang, separator, decimal, stored, tmp_path):
    path = excel.write(stored, tmp_path, lang)[list(stored).index("observations")]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(path, sep=separator, decimal=decimal, encoding="utf-8-sig", keep_default_na=False, na_values={
        "obs_value": ""})  # fmt: skip
    np.testing.assert_array_equal(read["obs_value"], stored["observations"]["obs_value"])
    assert (read["figure"].str.lstrip("'") == stored["observations"]["figure"]).all()


@pytest.mark.parametrize("text", ["=1+1", "+5%", "-1,02%", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_runs_as_a_formula(text):
    assert defused(pd.DataFrame({"figure": [text]}))["figure"][0] == "'" + text


def test_the_citation_file_has_what_its_schema_requires_and_the_current_version(root):
    cited = yaml.safe_load((root / "CITATION.cff").read_text())
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    assert {"cff-version", "message", "title", "authors"} <= cited.keys() and cited["cff-version"] == "1.2.0"
    assert isinstance(cited["date-released"], date) and all("name" in author for author in cited["authors"])
    assert str(cited["version"]) == project["version"] == __import__("bdlib").__version__
    assert " AND ".join(cited["license"]) == project["license"]


def test_every_file_has_a_licence(root):
    if not (root / ".git").exists():
        pytest.skip("not a git clone")
    assert subprocess.run([sys.executable, "-m", "reuse", "lint", "--quiet"], cwd=root).returncode == 0


def test_hooks_run_locked_tools_only(root):
    hooks = yaml.safe_load((root / ".pre-commit-config.yaml").read_text())["repos"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (root / "requirements/lock.txt").read_text(), re.M))
    assert [repo["repo"] for repo in hooks] == ["local"]
    assert all(hook["entry"].startswith(".venv/bin/") for hook in hooks[0]["hooks"])
    assert {"ruff", "codespell", "reuse", "pre-commit-hooks"} <= locked


@pytest.mark.parametrize("name", ["wrong_figure", "new_source"])
def test_issue_forms_ask_with_known_elements_and_distinct_ids(name, root):
    form = yaml.safe_load((root / f".github/ISSUE_TEMPLATE/{name}.yml").read_text())
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert {part["type"] for part in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert len({part["id"] for part in asked}) == len(asked) and {"name", "description"} <= form.keys()


def test_the_form_for_sources_offers_the_kinds_of_the_schema(root):
    from bdlib.codelists import SOURCE_KINDS

    form = yaml.safe_load((root / ".github/ISSUE_TEMPLATE/new_source.yml").read_text())
    assert next(part for part in form["body"] if part.get("id") == "kind")["attributes"]["options"] == SOURCE_KINDS


def test_binder_installs_the_lock(root):
    lines = (root / "binder/requirements.txt").read_text().splitlines()
    assert [(root / "binder" / line.split()[1]).resolve() for line in lines if line.startswith("-r")] == [
        root / "requirements/lock.txt"
    ]


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    """The built wheel, unpacked as pip would, to be imported in place of the project."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    zipfile.ZipFile(next(folder.glob("*.whl"))).extractall(folder / "site")
    return folder / "site"


def installed(wheel, folder, *arguments):
    """Run Python with the wheel, in a folder outside the project."""
    env = {name: value for name, value in os.environ.items() if name != "BDLIB_ROOT"} | {"PYTHONPATH": str(wheel)}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=env, capture_output=True, text=True)


def test_an_installed_wheel_finds_its_data(wheel, tmp_path, corpus):
    done = installed(wheel, tmp_path, "-c", "import bdlib; c = bdlib.load(); print(c.root, len(c.reported))")
    assert done.stdout.split() == [str(wheel / "bdlib"), str(len(corpus.reported))]


def test_an_installed_wheel_makes_a_study(wheel, tmp_path):
    assert not installed(wheel, tmp_path, "-m", "bdpress", "new", "s").returncode
    assert len(list((tmp_path / "s/notebooks").iterdir())) == 8
    assert "1 conflicts" in installed(wheel, tmp_path / "s", "-m", "bdpress", "clean").stdout


def test_an_installed_wheel_reads_a_figure_and_helps(wheel, tmp_path):
    (tmp_path / "article.txt").write_text("Năm 2023, kinh tế số của Bình Dương đạt 11,34% GRDP.", encoding="utf-8")
    assert "extract" in installed(wheel, tmp_path, "-m", "bdpress", "--help").stdout
    assert "11,34" in installed(wheel, tmp_path, "-m", "bdpress", "extract", "article.txt").stdout


@pytest.mark.parametrize("command", ["clean", "report", "export"])
def test_what_writes_asks_for_a_project_folder(command, wheel, tmp_path):
    done = installed(wheel, tmp_path, "-m", "bdpress", command)
    assert done.returncode == 1 and "project folder" in done.stderr and "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_zipped_study_is_valid_and_loads_as_it_was(corpus, tmp_path):
    (file,) = datapackage.write(corpus, tmp_path)
    assert bd.load(file).reported.equals(corpus.reported)
    zipfile.ZipFile(file).extractall(tmp_path)
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "note"])[:3]
    pages = json.loads((tmp_path / "datapackage.json").read_text())["sources"]
    assert {page["path"] for page in pages if "path" in page} == set(corpus.sources["url"]) - {""}


def test_another_zip_is_refused(tmp_path):
    (tmp_path / "other.zip").write_bytes(b"PK")
    with pytest.raises(bd.errors.DataError, match=r"other\.zip"):
        bd.load(tmp_path / "other.zip")
