import io

import numpy as np
import pandas as pd
import pytest

from bdlib.checks import check_frame
from bdlib.errors import DataError

TEXT = ["ref_area", "role", "series", "figure", "time_period"]


def read_back(frame):
    return pd.read_csv(io.StringIO(frame.to_csv(index=False)), low_memory=False)


SAME = {
    "as it is": lambda frame: frame,
    "read back": read_back,
    "read back with days": lambda frame: read_back(frame.assign(published="2024-05-02")).assign(
        published=pd.Timestamp("2024-05-02")),
    "shuffled columns": lambda frame: frame.sample(frac=1, axis=1, random_state=1),
    "another index": lambda frame: frame.set_axis(frame["figure_id"]),
    "one index for all": lambda frame: frame.set_axis([7] * len(frame)),
    "categories": lambda frame: frame.astype(dict.fromkeys(TEXT, "category")),
    "strings": lambda frame: frame.astype(dict.fromkeys(TEXT, "string")),
    "objects": lambda frame: frame.astype(object),
    "missing for nothing": lambda frame: frame.assign(series=frame["series"].where(frame["series"].ne(""), np.nan)),
    "None for nothing": lambda frame: frame.assign(note=frame["note"].astype(object).where(frame["note"].ne(""), None)),
    "numbers as text": lambda frame: frame.assign(obs_value=frame["obs_value"].map(repr).replace("nan", "")),
    "years as numbers": lambda frame: frame.assign(time_period=2024),
    "years as floats": lambda frame: frame.assign(time_period=2024.0),
}  # fmt: skip


@pytest.fixture(scope="module")
def rows(tables):
    return tables.observations.head(400)


@pytest.mark.parametrize("name", SAME)
def test_what_means_the_same_becomes_the_same(rows, name):
    expected = {"years as numbers": rows.assign(time_period="2024"), "years as floats": rows.assign(time_period="2024"),
                "read back with days": rows.assign(published="2024-05-02")}.get(name, rows)  # fmt: skip
    before = (given := SAME[name](rows)).copy()
    pd.testing.assert_frame_equal(check_frame(given, "observations"), expected)
    pd.testing.assert_frame_equal(given, before)


def test_pyarrow_strings_are_strings(rows):
    pytest.importorskip("pyarrow")
    pd.testing.assert_frame_equal(
        check_frame(rows.astype(dict.fromkeys(TEXT, "string[pyarrow]")), "observations"), rows
    )


def test_other_columns_follow_or_go(rows):
    more = rows.assign(mine=1)[["mine", *rows]]
    assert list(check_frame(more, "observations")) == [*rows, "mine"]
    assert list(check_frame(more, "observations", extra=False)) == list(rows)


WRONG = {
    "targets": (lambda f: f.assign(target_year=2030), "a frame of observations; these are targets"),
    "no frame": (lambda f: f.to_dict(), "found 'dict', expected a DataFrame of observations"),
    "column missing": (lambda f: f.drop(columns="reprints"), "expected the column reprints"),
    "column named otherwise": (
        lambda f: f.rename(columns={"obs_value": "value"}),
        "column obs_value; did you mean value",
    ),
    "column twice": (lambda f: pd.concat([f, f["note"]], axis=1), "column note: .*every column once"),
    "rows doubled": (lambda f: pd.concat([f, f]), r"row 0: .*every row once, by figure_id \(and 399 more\)"),
    "role unknown": (lambda f: f.assign(role="forcast"), "column role: found 'forcast', .*did you mean forecast"),
    "number that is text": (lambda f: f.assign(obs_value="many"), "column obs_value: found 'many', expected a number"),
    "number that is a truth": (lambda f: f.assign(obs_value=True), "column obs_value: found 'True', expected a number"),
    "half a decimal": (lambda f: f.assign(decimals=0.5), "column decimals: found '0.5', expected a whole number"),
    "area empty": (lambda f: f.assign(ref_area=np.nan), "column ref_area: .*expected a value"),
    "period month first": (lambda f: f.assign(time_period="06/07/2024"), "column time_period: found '06/07/2024'"),
    "period that is none": (lambda f: f.assign(time_period="2024-13"), "column time_period: found '2024-13'"),
    "period and a half": (lambda f: f.assign(time_period=2022.5), "column time_period: found '2022.5', expected text"),
    "lists in cells": (lambda f: f.assign(note=[["a"]] * len(f)), "column note: .*expected text"),
    "ends swapped": (lambda f: f.rename(columns={"lower": "upper", "upper": "lower"}), "column lower: .*up to"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_means_something_else_is_one_error(rows, name):
    spoil, says = WRONG[name]
    with pytest.raises(DataError, match=says):
        check_frame(spoil(rows), "observations")


def test_observations_are_no_targets(rows):
    with pytest.raises(DataError, match="column target_year; these are observations"):
        check_frame(rows, "targets")
