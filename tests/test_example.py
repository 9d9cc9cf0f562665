"""The example study in examples/: it cleans, its conflicts are those that its README tells, and all of it runs."""

import os
import re
import shutil

import pytest
from conftest import ROOT

import bdlib as bd
from bdpress import cli

VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)


@pytest.fixture
def example(tmp_path, monkeypatch):
    folder = shutil.copytree(ROOT / "examples/internet_users", tmp_path / "internet")
    monkeypatch.setenv("BDLIB_ROOT", str(folder))
    assert cli.main(["new", str(folder)]) == 0
    return folder


def test_the_example_has_conflicts_of_makers_bases_and_definitions(example):
    tables = bd.clean(bd.load(example))
    assert len(tables.left_out) == 0 and tables.observations["ref_area"].nunique() == 10
    found = bd.assess(tables).conflicts
    assert {"BR", "ID", "GB"} <= set(found["ref_area"])
    assert not found["figure_ids"].str.contains("businessdaily").any()  # subscriptions are no users


@pytest.mark.skipif(os.environ.get("BDLIB_WORLDS") != "all", reason="a minute; CI sets BDLIB_WORLDS=all")
def test_every_notebook_page_and_deck_of_the_example_is_made_without_a_vietnamese_word(example, monkeypatch):
    monkeypatch.chdir(example)
    assert cli.main(["report"]) == 0
    assert cli.main(["run", "notebooks/07_conference_deck.ipynb"]) == 0
    runs = "build/runs/07_conference_deck.ipynb"
    assert cli.main(["deck", runs, "--to", "html", "--out", "build/deck"]) == 0
    made = sorted((example / "build").glob("*/*.html"))
    assert len(made) >= 8
    shown = {
        path.name: re.sub(r"<(script|style)\b.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.S)
        for path in made
    }
    assert not {name: VIETNAMESE.search(text)[0] for name, text in shown.items() if VIETNAMESE.search(text)}
