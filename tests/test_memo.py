"""Remembered results: equal content gives the result again, nothing else does."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import pytest

from bdlib.memo import remembered


@dataclass(frozen=True)
class Pair:
    left: pd.DataFrame
    note: str = ""

    @cached_property
    def total(self):
        return self.left["a"].sum()


@pytest.fixture
def counted():
    calls = []

    @remembered
    def double(frame, *, by=2, pick=None):
        calls.append(1)
        return Pair(frame * by)

    return double, calls


def frame(**columns):
    return pd.DataFrame({"a": [1.0, 2.0], **columns})


def test_equal_content_is_computed_once(counted):
    double, calls = counted
    assert double(frame()).left.equals(double(frame=frame(), by=2).left) and len(calls) == 1


@pytest.mark.parametrize(
    "other",
    [pd.DataFrame({"a": [1.0, 2.5]}), pd.DataFrame({"b": [1.0, 2.0]}), pd.DataFrame({"a": [1, 2]}),
     pd.DataFrame({"a": [1.0, 2.0]}, index=[1, 0]), pd.DataFrame({"a": [1.0]})],
)  # fmt: skip
def test_other_content_is_computed_anew(counted, other):
    double, calls = counted
    double(frame())
    double(other)
    assert len(calls) == 2


def test_a_frame_that_was_written_to_is_another(counted):
    double, calls = counted
    whole = frame(n=pd.array([1, None], dtype="Int64"))
    double(whole), double(whole.copy(deep=False))
    whole.loc[1, "n"] = 5
    assert double(whole).left["n"].tolist() == [2, 10] and len(calls) == 2


def test_a_changed_result_does_not_change_the_next(counted):
    double, _ = counted
    result = double(frame()).left
    result.loc[0, "a"] = 99
    assert double(frame()).left["a"].tolist() == [2, 4]


def test_what_has_no_content_hash_is_never_remembered(counted):
    double, calls = counted
    double(frame(), pick={})
    double(frame(), pick={})
    assert len(calls) == 2


def test_a_frame_that_was_written_to_is_other_content(counted):
    double, calls = counted
    given = frame(b=["x", "y"])
    double(given[["a"]])
    for more, part in enumerate((given, given.copy(deep=False), given.iloc[:1]), 1):
        part.loc[0, "a"] += more
        double(part[["a"]])
    assert len(calls) == 4


def test_rows_of_one_frame_under_the_same_names_are_other_content(counted):
    double, calls = counted
    whole, names = frame(), pd.Index(["x"])
    assert [double(whole.iloc[[n]].set_axis(names)).left["a"].item() for n in (0, 1)] == [2, 4] and len(calls) == 2


def test_what_a_remembered_result_made_of_itself_comes_with_it(counted):
    double, calls = counted
    made = Pair(frame())
    assert made.total == 3
    double.remember(made, frame(b=[1, 2]))
    assert vars(double(frame(b=[1, 2])))["total"] == 3 and not calls
