import pandas as pd
import pytest

from bdlib import periods


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02-28", "2023-02-28", "2023-02-28"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-9M", "2024-01-01", "2024-09-30"),
        ("2020/2022", "2020-01-01", "2022-12-31"),
        ("2024-W03", "2024-01-15", "2024-01-21"),
    ],
)
def test_bounds(period, start, end):
    assert periods.bounds(period) == (pd.Timestamp(start), pd.Timestamp(end))


@pytest.mark.parametrize("period", ["2024-13", "2023-02-30", "24", "2024-H3", "next year"])
def test_no_period_is_guessed(period):
    with pytest.raises(ValueError):
        periods.bounds(period)


def test_only_parts_of_a_year_count_as_part_year():
    table = periods.frame(pd.Series(["2024", "2024-H1", "2024-05-16", "2020/2022", None]))
    assert table["part_year"].tolist() == [False, True, False, False, False]
    assert table["year"].isna().tolist() == [False, False, False, False, True]


def test_published_by_falls_back_on_the_period():
    rows = pd.DataFrame({"published": ["2024-05-01", "2025", "", ""], "time_period": ["2023", "2023", "2026", "2022"]})
    assert periods.published_by(rows, "2024-12-31").tolist() == [True, False, False, True]
