"""The documentation builds without a warning and without a network, is accessible, and what it tells to do works."""

import os
import pydoc
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT

from bdlib import corpus
from bdlib.cleaning import clean
from bdlib.codelists import FACETS
from bdpress.decks import browser
from bdpress.runs import grids

pytestmark = pytest.mark.xdist_group("docs")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site without the page of each module."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", str(folder / ".trees"), "docs", str(folder)],
        cwd=ROOT, env=os.environ | {"BDLIB_DOCS_TEXT_ONLY": "1"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


def test_the_site_asks_nothing_of_a_network(site):
    loaded = re.compile(
        r'<(?:script|img|iframe|source)[^>]+src="(https?:)?//|<link[^>]+rel="stylesheet"[^>]+href="(https?:)?//'
    )
    pages = list(site.rglob("*.html"))
    assert len(pages) > 10 and not [path.name for path in pages if loaded.search(path.read_text(encoding="utf-8"))]


def test_every_command_and_table_is_in_the_reference(site):
    commands = (site / "reference/commands.html").read_text(encoding="utf-8")
    tables = (site / "reference/data.html").read_text(encoding="utf-8")
    assert all(f"bdlib {name}" in commands for name in ("clean", "run", "report", "deck", "extract", "export"))
    assert all(name in tables for name in ("obs_value", "explanation_vi", "corrections.csv"))


@pytest.mark.parametrize("table", ["observations", "conflicts", "variants", "estimates"])
def test_every_code_of_the_clean_tables_is_told(table, site):
    page = (site / "reference/codes.html").read_text(encoding="utf-8")
    frame = pd.read_csv(ROOT / f"data/clean/{table}.csv", dtype=str).fillna("")
    columns = [*FACETS, "kinds", "reason", "status", "obs_status", "role", "qualifier", "strengths", "dated", "trust"]
    said = "|".join(cell for name in columns if name in frame for cell in frame[name].unique())
    assert not {code for code in said.split("|") if code and f">{code}</span></code>" not in page}


def test_every_reference_to_the_library_names_something_that_is_there():
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")]
    named = {name for text in pages for name in re.findall(r"\{py:\w+\}`([\w.]+)`", text)}
    named |= {name for text in pages for name in re.findall(r"`(bd\w+/[\w/]+\.\w+)`", text)}
    gone = [name for name in named if not ((ROOT / name).exists() if "/" in name else pydoc.locate(name))]
    assert len(named) > 30 and not gone


def test_every_file_that_the_map_names_is_there_and_every_module_is_named():
    gone, folder, named = [], ROOT, set()
    for row in re.findall(r"(?m)^\|.*", (ROOT / "docs/map.md").read_text(encoding="utf-8")):
        for name in re.findall(r"`([\w./-]*(?:\.(?:csv|css|ipynb|j2|js|json|md|po|py|sh|toml|yaml)|/)|Makefile)`", row):
            found = next((path for path in (folder / name, ROOT / name) if path.exists()), None)
            gone += [f"{name}: {row}"] * (found is None)
            folder = folder if found is None else found if found.is_dir() else found.parent  # `a/b.py`; `c.py` is in a
            named.add(found)
    modules = {path for path in ROOT.glob("bd*/**/*") if path.suffix in (".py", ".csv", ".j2", ".css", ".js")}
    modules = {path for path in modules if not path.name.startswith("__")}
    assert not gone and not modules - named, (gone, modules - named)


def test_the_map_shows_every_package():
    drawn = (ROOT / "docs/_static/map.svg").read_text(encoding="utf-8") + (ROOT / "docs/map.md").read_text(
        encoding="utf-8"
    )
    packages = [path.parent.name for path in ROOT.glob("bd*/*/__init__.py")]
    assert not [name for name in packages if not re.search(rf">{name}<|`{name}`", drawn)]


@pytest.mark.skipif(not browser.find(), reason="no browser: accessibility is not checked")
@pytest.mark.parametrize(
    "page", "index tutorial howto/article map explanation/evidence explanation/progress reference/data".split()
)
def test_a_page_has_no_serious_barrier(page, site):
    from axe_playwright_python.sync_playwright import Axe

    with browser.tab() as tab:
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            tab.goto((site / f"{page}.html").as_uri())
            found = Axe().run(tab).response["violations"]
            assert not [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clone")
    for name in ("data", "notebooks", "docs/example"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def told(name, language):
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "docs" / name).read_text(encoding="utf-8"), re.S)


@pytest.fixture(scope="module")
def taught(clone):
    """The copy after the guide's steps on data."""
    run("".join(told("howto/article.md", "sh")[:3]), clone)
    return clone


def run(steps, folder):
    subprocess.run(["bash", "-euc", steps], cwd=folder, check=True, capture_output=True)


def test_the_guide_leads_from_an_article_to_an_estimate(taught):
    asked = [sys.executable, "-c", "".join(told("howto/article.md", "python"))]
    done = subprocess.run(asked, cwd=taught, check=True, capture_output=True, text=True)
    assert re.search(r"tutorial-001\s+5,87%\s+kept", done.stdout) and "digits that changed places" in done.stdout


def test_the_tutorial_begins_with_nothing_and_ends_with_what_cannot_be_cited(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    lines = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8").partition("## 5.")[0]
    steps = [code if language == "sh" else f"{sys.executable} - <<'PY'\n{code}PY\n"
             for language, code in re.findall(r"```(sh|python)\n(.*?)```", lines, re.S)]  # fmt: skip
    done = subprocess.run(["bash", "-euc", "".join(steps)], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "6 observations, 1 targets, 0 left_out, 1 conflicts" in done.stdout and "Nothing to cite" in done.stdout


def test_an_area_an_indicator_and_a_correction_are_added_as_the_guide_says(taught):
    run("".join(told("howto/data.md", "sh")), taught)
    raw = corpus.load(taught)
    assert "VN-72-TB" in set(raw.areas["area"]) and "traceable_farms_share" in set(raw.indicators["indicator"])
    assert "tutorial-001" in set(clean(raw).left_out["figure_id"])


def test_a_method_is_added_as_the_guide_says(monkeypatch):
    monkeypatch.chdir(ROOT)
    names = {}
    exec("".join(told("howto/method.md", "python")), names)
    assert set(names["found"].frame["method"]) == {"earliest"} and len(names["found"].steps)


def test_three_questions_take_few_lines_of_pandas_and_the_public_face(monkeypatch):
    monkeypatch.chdir(ROOT)
    names, blocks = {}, told("howto/pandas.md", "python")
    exec("".join(blocks), names)
    assert len(blocks) == 5 and max(code.count("\n") for code in blocks) < 10 and "bdlib." not in "".join(blocks)
    assert all(len(names[name]) > 10 for name in ("beside", "ranking", "gaps"))
    assert names["gaps"]["status"].notna().any().all() and names["ranking"]["rank_upper"].ge(63).any()
    assert set(names["sides"]["obs_value"]) >= {83.6, 86.3, 11.34, 8.0} and names["beside"]["figure_id_paper"].is_unique


def test_exports_are_made_and_read_back_as_the_guide_says(clone, monkeypatch):
    run(".venv/bin/bdlib clean\n" + "".join(told("howto/export.md", "sh")), clone)  # others have added rows
    shutil.copy(next((clone / "build/package").glob("*.zip")), clone / "other.zip")
    monkeypatch.chdir(clone)
    monkeypatch.setenv("BDLIB_ROOT", str(clone))
    names = {}
    exec("".join(told("howto/export.md", "python")), names)
    assert len(names["values"]) == len(names["own"]) == len(names["theirs"]) > 0


def test_claims_are_fused_and_a_grid_is_read_as_the_guides_say(tmp_path):
    names = {}
    exec("".join(told("howto/fuse.md", "python")), names)
    assert names["found"].estimates["value"].tolist() == [8.0, 5.0, 3.0]
    (tmp_path / "grid.yaml").write_text(told("runs.md", "yaml")[0], encoding="utf-8")
    assert len(grids.read(tmp_path / "grid.yaml")) == 3 * 3 * 2
