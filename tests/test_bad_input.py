"""What is wrong with an input is said in one line, and nothing that was written before is touched."""

import os
import re
import shutil
import subprocess
import sys

import bad_input
import pytest

from bdpress import cli

WRONG = [pytest.param(*row[1:], id=row[0]) for row in bad_input.WRONG]
ACCEPTED = [pytest.param(*row[1:], id=row[0]) for row in bad_input.ACCEPTED]


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    folder = bad_input.small_project(tmp_path_factory.mktemp("small"))
    for words in ("clean", "extract"):
        assert cli.main(bad_input.command(words, folder)) == 0
    return folder


@pytest.fixture
def spoilt(small, tmp_path):
    return shutil.copytree(small, tmp_path / "spoilt")


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(("words", "file", "how", "says"), WRONG)
def test_what_is_wrong_is_one_error_and_nothing_is_written(spoilt, capsys, words, file, how, says):
    bad_input.spoil(spoilt, file, how)
    before = contents(spoilt)
    assert cli.main(bad_input.command(words, spoilt)) == 1
    message = capsys.readouterr().err
    assert re.search(says, message) and re.fullmatch("bdlib( deck)?: .+\n", message)
    assert contents(spoilt) == before


@pytest.mark.parametrize(("words", "file", "how"), ACCEPTED)
def test_what_only_looks_wrong_gives_the_same(small, spoilt, words, file, how):
    bad_input.spoil(spoilt, file, how)
    assert cli.main(bad_input.command(words, spoilt)) == 0
    written = [*(small / "data" / "clean").glob("*.csv"), small / "rows.csv"]
    for path in written:
        assert (spoilt / path.relative_to(small)).read_bytes() == path.read_bytes()


def test_a_folder_where_a_file_should_be_and_a_file_where_a_folder_should(spoilt, capsys):
    (spoilt / "article.txt").unlink()
    (spoilt / "article.txt").mkdir()
    assert cli.main(bad_input.command("extract", spoilt)) == 1
    shutil.rmtree(spoilt / "data" / "clean")
    (spoilt / "data" / "clean").touch()
    assert cli.main(bad_input.command("clean", spoilt)) == 1
    assert re.fullmatch(r"bdlib: .*article\.txt: expected a readable .*\nbdlib: .*clean: .*\n", capsys.readouterr().err)


def test_a_folder_of_notebooks_is_told_how_to_run_them_all(spoilt, capsys):
    assert cli.main(["run", str(spoilt), "--out", str(spoilt / "out")]) == 1
    assert f"for all that are in this folder write {spoilt}/*.ipynb)" in capsys.readouterr().err


@pytest.mark.parametrize("file", ["study.toml", "data/raw/sources.csv", "data/raw/areas.csv"])
def test_a_file_is_named_as_seen_from_its_project(spoilt, capsys, file):
    (spoilt / file).write_bytes(b"\xff\xff")
    assert cli.main(bad_input.command("clean", spoilt)) == 1
    assert capsys.readouterr().err.startswith(f"bdlib: {file}, line 1: ")


def test_every_row_of_the_table_is_a_fault_of_its_own():
    names = [row[0] for row in bad_input.WRONG + bad_input.ACCEPTED]
    assert len(set(names)) == len(names) >= 100


def test_a_terminal_without_vietnamese_letters_gets_them_all_the_same(tmp_path, root):
    article = tmp_path / "article.txt"
    article.write_text("Tây Ninh: khoảng 81% hộ gia đình có Internet băng rộng.", encoding="utf-8")
    command = [sys.executable, "-m", "bdpress", "extract", str(article)]
    done = subprocess.run(command, cwd=root, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0 and "khoảng 81%" in done.stdout.decode("utf-8")
