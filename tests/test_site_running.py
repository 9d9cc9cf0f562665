"""Notebooks run one after the other in processes that are kept: names cleared, outcomes told, nothing run twice."""

import json

import pytest
import trial_deck

from bdpress.site.running import run_all


@pytest.fixture
def notebook(tmp_path):
    cells = [
        trial_deck.code(tags=("parameters",), source='area: str = ""\nlang: str = "vi"'),
        trial_deck.code(source='assert "leak" not in dir()\nleak = 1\nprint(area)'),
        trial_deck.code(source='if area == "bad": raise ValueError("so")\narea.upper()'),
    ]
    path, kernel = tmp_path / "nb.ipynb", {"kernelspec": {"name": "bdlib-warm", "display_name": "bdlib"}}
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": cells}))
    return path


def test_every_run_has_clean_names_and_its_own_outcome(notebook, tmp_path):
    grid = [{"area": area} for area in ("one", "bad", "two")]
    done = {run.parameters["area"]: run for run in run_all([notebook], grid, tmp_path / "out", jobs=1)}
    assert {area: run.status for area, run in done.items()} == {"one": "done", "bad": "failed", "two": "done"}
    assert done["bad"].error == "ValueError: so" and not (tmp_path / "out" / f"{done['bad'].name}.ipynb").exists()
    cells = json.loads((tmp_path / "out" / done["two"].output).read_text())["cells"]
    assert cells[1]["outputs"][0]["text"] == "two\n"
    assert cells[2]["outputs"][0]["data"]["text/plain"] == "'TWO'"


def test_what_is_there_with_the_same_key_is_not_run_again(notebook, tmp_path):
    first = list(run_all([notebook], [{"area": "one"}], tmp_path / "out", jobs=1))
    made = (tmp_path / "out" / first[0].output).stat().st_mtime_ns
    again = list(run_all([notebook], [{"area": "one"}], tmp_path / "out", jobs=1))
    assert again[0].status == "done" and (tmp_path / "out" / first[0].output).stat().st_mtime_ns == made
