"""Every command of the READMEs runs, in a copy of the project; what they say came out is what comes out.

`make` targets are only looked at (`make -n`): the tests themselves run inside one of them. Of the other ways to
install, the files that they name are checked; what environment.yml asks for is checked in test_project.py.
"""

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT

from bdpress.decks import browser

READMES = {"en": ROOT / "README.md", "vi": ROOT / "README.vi.md"}
pytestmark = pytest.mark.xdist_group("readme")


def blocks(path, language):
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.S)


def commands(path):
    lines = "".join(blocks(path, "sh")).splitlines()
    return list(dict.fromkeys(line.split("#")[0].strip() for line in lines if line.strip()))


COMMANDS = commands(READMES["en"])
RUN = [line for line in COMMANDS if line.startswith(".venv/bin/")]
MAKE = [line for line in COMMANDS if line.startswith("make ")]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The project without what it builds, to run commands in."""
    folder = tmp_path_factory.mktemp("clone") / "bdlib"
    kept = ("data", "notebooks", "runs", "docs")
    for name in kept:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints", "api"))
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "build").mkdir()
    return folder


@pytest.mark.parametrize("line", RUN, ids=lambda line: " ".join(line.split()[:3]))
def test_a_command_of_the_readme_runs(line, copy):
    if "pdf" in line and not browser.find():
        line = line.replace("html,pdf,pptx", "html")
    done = subprocess.run(line, shell=True, cwd=copy, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_commands_left_what_they_promise(copy):
    made = {path.suffix for path in (copy / "build" / "talk").iterdir()}
    assert {".html"} <= made and (not browser.find() or {".pdf", ".pptx"} <= made)
    assert len(list((copy / "build" / "southeast").glob("05_gap_to_target*.ipynb"))) == 6
    assert (copy / "build" / "proposed.csv").stat().st_size and (copy / "build" / "gap.ipynb").stat().st_size


@pytest.mark.parametrize("line", MAKE)
def test_a_make_target_of_the_readme_exists(line):
    assert subprocess.run([*shlex.split(line), "-n"], cwd=ROOT, capture_output=True).returncode == 0


@pytest.mark.parametrize("line", [line for line in COMMANDS if line not in RUN + MAKE])
def test_other_ways_to_install_name_files_that_are_there(line):
    named = re.findall(r"(?:-r|-f|sync --require-hashes) (\S+\.(?:txt|yml))", line)
    assert named and all((ROOT / name).is_file() for name in named)


@pytest.mark.parametrize("path", READMES.values(), ids=READMES)
def test_the_python_of_the_readme_runs(path, monkeypatch):
    monkeypatch.chdir(ROOT)
    names = {}
    exec("".join(blocks(path, "python")), names)
    assert len(names["est"].frame) and len(names["case"].conflicts) and len(names["tables"].observations)


def test_both_languages_give_the_same_commands():
    vietnamese = {
        line.replace("lang=vi", "lang=en").replace("-p lang vi", "-p lang en") for line in commands(READMES["vi"])
    }
    assert vietnamese <= set(COMMANDS) and set(RUN) <= vietnamese


@pytest.mark.parametrize("path", [*READMES.values(), ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name)
def test_every_link_leads_somewhere(path):
    links = re.findall(r"\]\((?!https?://)([^)#]+)", path.read_text(encoding="utf-8"))
    assert not [link for link in links if not (ROOT / link).exists()]


@pytest.mark.parametrize("lang", READMES)
def test_what_came_out_is_up_to_date(lang):
    spec = importlib.util.spec_from_file_location("readme", ROOT / "tools/readme.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    text = READMES[lang].read_text(encoding="utf-8")
    assert tool.filled(text, lang) == text, "run `python tools/readme.py`"
