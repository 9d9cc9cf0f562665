import hashlib
import json

import pandas as pd
import pytest

from bdpress import store


def test_nothing_is_replaced_when_writing_fails(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.csv").write_text("old")
    with pytest.raises(RuntimeError), store.replacing(folder) as beside:
        (beside / "a.csv").write_text("new")
        raise RuntimeError
    assert (folder / "a.csv").read_text() == "old" and list(tmp_path.iterdir()) == [folder]


def test_numbers_are_written_short_and_exact(tmp_path):
    frame = pd.DataFrame({"a": [83.6, 54894000000000.0, None], "b": pd.array([1, None, 3], dtype="Int64")})
    store.write_csv(frame, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "a,b\n83.6,1\n54894000000000,\n,3\n"


def test_the_descriptor_is_valid_for_frictionless(root):
    from frictionless import validate

    report = validate(str(root / "data/clean/datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])[:3]


def test_the_inputs_are_recorded_with_their_hash(root):
    descriptor = json.loads((root / "data/clean/datapackage.json").read_text(encoding="utf-8"))
    for source in descriptor["sources"]:
        assert source["hash"] == "sha256:" + hashlib.sha256((root / source["title"]).read_bytes()).hexdigest()
