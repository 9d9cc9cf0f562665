"""The same input gives the same bytes in another place: locale, time zone, hash seed, folder and order of the raw rows.

`BDLIB_WORLDS=all` adds the whole job (report, decks, exports), which takes minutes; CI runs it.
"""

import csv
import filecmp
import json
import os
import random
import shutil
import subprocess
import sys

import pytest
import trial_deck

HERE = {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"}
ELSEWHERE = {"LC_ALL": "vi_VN.UTF-8", "TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "4711"}
COMMAND = [sys.executable, "-m", "bdpress"]
WHOLE = (
    "report --jobs 2",
    "run notebooks/07_conference_deck.ipynb -p area=VN-74 --grid languages.csv --out build/decks/runs",
    "deck build/decks/runs/07_conference_deck--en--vn-74.ipynb --out build/decks",
    "deck build/decks/runs/07_conference_deck--vi--vn-74.ipynb --out build/decks",
    "export --to sdmx --out build/sdmx",
    "export --to excel --out build/excel",
)


@pytest.fixture(scope="session")
def locales(tmp_path_factory):
    """A folder with the Vietnamese locale, compiled where the machine can; elsewhere its name alone is set."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef"):
        subprocess.run(["localedef", "-i", "vi_VN", "-f", "UTF-8", folder / "vi_VN.UTF-8"], capture_output=True)
    return {"LOCPATH": str(folder)}


def project(root, folder, seed=None):
    """A copy of what the commands read, the raw rows shuffled if there is a seed."""
    for name in ("data", "notebooks"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "study.toml", folder)
    (folder / "languages.csv").write_text("lang\nvi\nen\n")
    for path in (folder / "data" / "raw").glob("*.csv") if seed is not None else ():
        header, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines(keepends=True))
        random.Random(seed).shuffle(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return folder


def call(folder, world, arguments):
    environment = {**os.environ, **world, "BDLIB_ROOT": str(folder)}
    done = subprocess.run([*COMMAND, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def without_inputs(path):
    """The descriptor but for the hashes of the raw tables, whose rows stand in another order."""
    return {name: value for name, value in json.loads(path.read_text(encoding="utf-8")).items() if name != "sources"}


def differing(one, two, *folders):
    """Files of these folders that are not in both, byte for byte."""
    found = []
    for folder in folders:
        names = {path.name for at in (one, two) for path in (at / folder).iterdir() if path.is_file()}
        same, _, _ = filecmp.cmpfiles(one / folder, two / folder, names, shallow=False)
        found += [f"{folder}/{name}" for name in sorted(names - set(same))]
    return found


def test_clean_tables_are_the_same_elsewhere_from_shuffled_rows(root, tmp_path, locales):
    folder = project(root, tmp_path, seed=1)
    call(folder, ELSEWHERE | locales, ["clean"])
    assert differing(root, folder, "data/clean") == ["data/clean/datapackage.json"]
    here, there = (without_inputs(at / "data/clean/datapackage.json") for at in (root, folder))
    assert here == there


PUBLISH = """
import sys
from pathlib import Path
from bdpress import decks, pages
from bdpress.decks import html, outline
from bdpress.pages.document import read
notebook, folder = map(Path, sys.argv[1:])
pages.index([pages.page(notebook, folder / "page.html")], folder / "index.html")
next(decks.decks([notebook], folder, ["pptx"]))
(folder / "deck.html").write_bytes(html.html(read(notebook), outline.slides(read(notebook))))
"""


def test_pages_and_decks_are_the_same_elsewhere(tmp_path, locales):
    notebook = trial_deck.write(tmp_path)
    for name, world in (("here", HERE), ("elsewhere", ELSEWHERE | locales)):
        (tmp_path / name).mkdir()
        command = [sys.executable, "-c", PUBLISH, str(notebook), str(tmp_path / name)]
        subprocess.run(command, env={**os.environ, **world}, check=True)
    assert len(list((tmp_path / "here").iterdir())) == 5  # the record of these files too
    assert differing(tmp_path / "here", tmp_path / "elsewhere", ".") == []


@pytest.mark.skipif(os.environ.get("BDLIB_WORLDS") != "all", reason="minutes; CI sets BDLIB_WORLDS=all")
def test_the_whole_job_is_the_same_elsewhere(root, tmp_path, locales):
    here, there = project(root, tmp_path / "here"), project(root, tmp_path / "elsewhere", seed=2)
    for folder, world in ((here, HERE), (there, ELSEWHERE | locales)):
        for words in WHOLE:
            call(folder, world, words.split())
    made = ("data/clean", "build", "build/pages", "build/decks", "build/sdmx", "build/excel")
    assert sum(1 for folder in made for path in (here / folder).iterdir() if path.is_file()) > 30
    one, other = ((at / "build/.report").read_text(encoding="utf-8").split() for at in (here, there))
    assert one[:1] + one[2:] == other[:1] + other[2:]  # the second is the hash of the raw rows, which were shuffled
    inputs = ["data/clean/datapackage.json", "build/.bdlib.json", "build/.report"]  # the records that hold such hashes
    assert differing(here, there, *made) == inputs
