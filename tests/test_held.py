"""Results of a corpus held in a file: the same frames come back, and what is taken for a result is one."""

from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd
import pytest

import bdlib as bd
from bdlib import cleaning, comparison, corpus, evidence, reconciliation, study
from bdlib.comparison import spread
from bdlib.comparison.spread import inequality
from bdpress.kernels import corpora, held
from bdpress.kernels.imports import imported_by


@dataclass(frozen=True)
class Pair:
    first: pd.DataFrame
    second: object


FRAMES = [
    pd.DataFrame({"a": ["x", "y", "x"], "b": [1.5, None, float("inf")], "c": [1, -2, 2**60], "d": [True, False, True]}),
    pd.DataFrame({"a": ["", None, "đ\0"], "n": pd.array([1, None, 3], dtype="Int64")}, index=[5, 3, 9]),
    pd.DataFrame({"day": pd.to_datetime(["2024-02-29", None]).as_unit("us")}),
    pd.DataFrame({"a": pd.Series([], dtype="str"), "b": pd.Series([], dtype=float), "c": pd.Series([], dtype=object)}),
]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_comes_back_as_it_was(tmp_path, frame):
    held.write({"it": Pair(frame, Pair(frame, Path("a/b")))}, tmp_path / "x.npz")
    back = held.read(tmp_path / "x.npz", [Pair])["it"]
    pd.testing.assert_frame_equal(back.first, frame)
    pd.testing.assert_frame_equal(back.second.first, frame)
    assert back.second.second == Path("a/b")


@pytest.mark.parametrize("value", [pd.DataFrame({"a": [{1}]}), pd.DataFrame({"a": pd.to_timedelta([1])}), {1}, print])
def test_what_is_more_than_frames_is_not_held(tmp_path, value):
    with pytest.raises(TypeError):
        held.write({"it": Pair(FRAMES[0], value)}, tmp_path / "x.npz")
    assert not (tmp_path / "x.npz").exists()


def same(first, second):
    for field in fields(first):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, pd.DataFrame):
            pd.testing.assert_frame_equal(one, other)
        elif isinstance(one, Path):
            assert one == other
        else:
            same(one, other)


def test_results_from_the_store_are_those_computed(project):
    corpora.warm()
    raw = bd.load(project)
    case = bd.assess(bd.clean(raw))
    held.write(
        {"corpus": raw, "tables": bd.clean(raw), "case": case, "estimates": bd.reconcile(case)}, corpora.place(project)
    )
    found = held.read(corpora.place(project), corpora.KINDS)
    for name, value in (("corpus", raw), ("tables", bd.clean(raw)), ("case", case), ("estimates", bd.reconcile(case))):
        same(value, found[name])


def test_a_store_that_is_broken_is_computed_anew(project):
    path = corpora.place(project)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no arrays")
    assert not corpora.recall(project)


def test_another_corpus_has_another_place(project):
    before = corpora.place(project), corpus.raw_state(project)
    (project / "data/raw/reported.csv").write_bytes((project / "data/raw/reported.csv").read_bytes() + b"\n")
    assert corpora.place(project) != before[0] and corpus.raw_state(project) != before[1]


def test_what_is_recalled_is_not_computed(project, monkeypatch):
    monkeypatch.chdir(project)
    corpora.warm()
    est = bd.reconcile(bd.assess(bd.clean(bd.load(project))))
    done = [corpus.checked, cleaning.clean, evidence.assess, reconciliation.reconcile, bd.compare, inequality]
    for function in done:
        function.forget()
    assert corpora.recall(project)
    for place in (corpus, "_read"), (reconciliation, "_method"), (comparison, "fields"), (spread, "complete"):
        monkeypatch.setattr(*place, None)  # would fail
    back = bd.reconcile(bd.assess(bd.clean(bd.load(project))))
    pd.testing.assert_frame_equal(back.frame, est.frame)
    assert len(bd.compare(back, indicator=[]).frame) and bd.reconcile(bd.assess(back.tables), "latest").steps.size
    this = study.load(project)
    assert len(inequality(back, list(dict.fromkeys([*this.alike[:1], *this.conditions]))))


def test_calls_of_the_public_face_are_seen(tmp_path):
    from trial import notebook

    path = notebook(tmp_path / "n.ipynb", ("# N", "n = 1", "import bdlib as bd\nest = bd.reconcile(bd.load())"))
    assert {"bdlib.reconcile", "bdlib.load"} <= set(imported_by([path]))
