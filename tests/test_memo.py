"""Remembered results: equal content gives the result again, nothing else does."""

from dataclasses import dataclass

import pandas as pd
import pytest

from bdlib.memo import remembered


@dataclass(frozen=True)
class Pair:
    left: pd.DataFrame
    note: str = ""


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
