"""What a corpus covers, and how far pages and methods lie from the official table."""

import runpy
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

from bdlib import coverage
from bdlib.robustness import benchmark

COLUMNS = ("figure_id source_id ref_area indicator time_period period_basis obs_value origin maker maker_kind series "
           "frame").split()  # fmt: skip


def rows(*listed):
    frame = pd.DataFrame(listed, columns=COLUMNS)
    empty = dict.fromkeys("measure base prices scope trust publisher figure source_kind unit_measure".split(), "")
    return frame.assign(**empty, denominator=np.nan, role="actual", obs_status="A", published="2024",
                        lower=frame["obs_value"] - 0.5, upper=frame["obs_value"] + 0.5)  # fmt: skip


@pytest.fixture
def tables():
    observed = rows(
        ("a", "p", "P1", "x", "2022", "stated", 10.0, "o", "m", "k", "", ""),
        ("b", "p", "P1", "x", "2023", "stated", 12.0, "o", "m", "k", "", ""),
        ("c", "q", "P1", "x", "2023", "publication", 12.0, "o", "m", "k", "", ""),
        ("d", "q", "P2", "x", "2023", "stated", 20.0, "other", "n", "k", "", ""),
        ("e", "t", "P1", "x", "2023", "stated", 10.0, "nso", "nso", "s", "", "complete"),
        ("f", "t", "P2", "x", "2023", "stated", 20.0, "nso", "nso", "s", "", "complete"),
    )
    areas = pd.DataFrame({"area": ["P1", "P2", "N"], "level": "province", "valid_from": ["", "", "2025-07-01"],
                          "valid_to": ["2025-06-30", "2025-06-30", ""]})  # fmt: skip
    indicators = pd.DataFrame({"indicator": ["x"], "kind": ["count"]})
    sources = pd.DataFrame({"source_id": list("pqrt"), "url": ""})
    origins = pd.DataFrame({"name": ["office", "paper"], "maker": ["nso", "paper"]})
    return SimpleNamespace(observations=observed, targets=observed.iloc[:0], areas=areas, indicators=indicators,
                           sources=sources, origins=origins,
                           series=pd.DataFrame({"series": [], "field": []}))  # fmt: skip


@pytest.fixture
def case(tables):
    return SimpleNamespace(tables=tables, origins=tables.observations[["figure_id", "origin"]])


def test_two_dates_count_only_where_they_are_stated_and_of_one_origin(case):
    found = coverage.coverage(case).iloc[0]
    assert found[["figures", "areas2", "areas1", "dated2", "several2"]].tolist() == [6, 2, 0, 1, 2]


@pytest.mark.parametrize(("kind", "period", "series", "years"),
                         [("money", "2022-01", "", 1), ("count", "2022-01", "", 2), ("money", "2022", "", 2),
                          ("count", "2022-H1", "", 1), ("rate", "2021/2022", "", 1),
                          ("count", "2022", "CENSUS", 1)])  # fmt: skip
def test_a_month_of_sales_is_no_year_and_two_series_are_no_path(tables, kind, period, series, years):
    own = tables.observations.query("figure_id in ['a', 'b']").assign(time_period=[period, "2023"], series=[series, ""])
    tables.observations, tables.indicators["kind"] = own, kind
    found = coverage.of_area(SimpleNamespace(tables=tables, origins=own[["figure_id", "origin"]]), "P1")
    assert found["years"].tolist() == [years]


def test_the_paths_of_an_area(case):
    found = coverage.of_area(case, "P1").set_index("indicator").loc["x"]
    assert found[["years", "figures", "listed", "others"]].tolist() == [2, 4, "2022|2023", ""]
    assert coverage.of_area(case, "nowhere").empty and coverage.repeated(case, "P1")["prints"].tolist() == [2]
    worded = case.tables.observations.assign(figure=list("abcdef"), origin=["o", "", "o", "", "o", "o"])
    tables = SimpleNamespace(**vars(case.tables) | {"observations": worded})
    named = SimpleNamespace(tables=tables, origins=case.origins)
    assert coverage.repeated(named, "P1")["figure"].tolist() == ["c"]  # the print that names the maker, also undated


def test_prints_of_another_year_are_another_number_and_pages_without_a_name_no_origin(case):
    seen = case.tables.observations
    later = seen[seen["figure_id"].eq("b")].assign(figure_id="g", source_id="r", time_period="2024")
    case.tables.observations = pd.concat([seen, later])
    case.origins = pd.concat([case.origins, pd.DataFrame({"figure_id": ["g"], "origin": ["page:r"]})])
    assert coverage.repeated(case, "P1")["prints"].tolist() == [2]
    assert coverage.of_area(case, "P1")["others"].tolist() == ["2024"]  # of nobody known
    case.origins.loc[case.origins["figure_id"].eq("g"), "origin"] = "o"
    assert coverage.repeated(case, "P1")["prints"].tolist() == []  # which year the undated print repeats is open


def test_years_before_a_break_or_of_another_base_make_no_path(case):
    seen = case.tables.observations
    for column, value in (("obs_status", "B"), ("base", "15+")):
        case.tables.observations = seen.assign(**{column: seen[column].mask(seen["figure_id"].eq("b"), value)})
        found = coverage.of_area(case, "P1").loc[0]
        assert found["years"] == 1 and found["others"] in ("2022", "2023")
        assert coverage.coverage(case).at[0, "dated2"] == 0


def test_a_rank_with_and_without_its_number_is_one_number_and_one_address_one_page(case):
    seen = case.tables.observations
    case.tables.observations = seen.assign(denominator=seen["denominator"].mask(seen["figure_id"].eq("b"), 63))
    assert coverage.repeated(case, "P1")["prints"].tolist() == [2]
    case.tables.sources["url"] = "one"
    assert coverage.repeated(case, "P1").empty


def test_a_page_of_the_maker_is_not_held_against_its_own_table(tables):
    tables.observations.loc[tables.observations["figure_id"].eq("b"), "publisher"] = "office"
    assert benchmark.against_official(tables)["figure_id"].tolist() == ["d"]


def test_a_page_of_a_body_of_the_makers_kind_is_not_held_against_its_table(tables):
    seen = tables.observations
    kind = seen["figure_id"].map({"b": "ministry", "d": "newspaper"}).fillna("")
    tables.observations = seen.assign(
        source_kind=kind, maker_kind=seen["frame"].map({"complete": "ministry"}).fillna("")
    )
    assert benchmark.against_official(tables)["figure_id"].tolist() == ["d"]


def test_a_value_that_a_page_and_a_table_read_there_have_is_one_print(tables):
    assert len(coverage.prints(tables)) == 6
    tables.sources = pd.DataFrame({"source_id": ["q", "t"], "url": ["http://www.site.vn/a/", "https://maker.vn"],
                                   "read_from": ["", "copy:x ; https://site.vn/a"]})  # fmt: skip
    assert {*tables.observations["figure_id"]} - {*coverage.prints(tables)["figure_id"]} == {"f"}  # 20 of P2 in 2023


def test_a_figure_is_held_against_the_table_of_its_year(tables):
    found = benchmark.against_official(tables).set_index("figure_id")
    assert found.index.tolist() == ["b", "d"]
    asked = tables.observations.assign(period_basis=["stated", "inferred", *["stated"] * 4])
    asked["role"] = ["actual"] * 3 + ["forecast"] + ["actual"] * 2
    told = SimpleNamespace(observations=asked, indicators=tables.indicators, series=tables.series,
                           origins=tables.origins)  # fmt: skip
    assert benchmark.against_official(told)["figure_id"].tolist() == ["c"]  # neither an inferred year nor a forecast
    np.testing.assert_allclose(found["error"], [(12 - 10) / 10, 0])
    assert found["meets"].tolist() == [False, True]


def test_a_facet_that_differs_keeps_them_apart(tables):
    observed = tables.observations
    observed.loc[observed["figure_id"].isin(["b"]), "prices"] = "current"
    observed.loc[observed["figure_id"].isin(["e"]), "prices"] = "constant"
    assert benchmark.against_official(tables)["figure_id"].tolist() == ["d"]


def test_methods_are_scored_on_what_was_withheld(tables):
    judged = pd.DataFrame({"method": "m", "error": [0.005, 0.2, np.nan, 0.0], "rank": [False, False, False, True],
                           "points": False, "obs_value": [1, 1, np.nan, 1],
                           "meets": [True, False, False, True]})  # fmt: skip
    found = runpy.run_path(str(ROOT / "benchmarks/methods.py"))["scores"](judged).iloc[0]
    assert found[["cells", "answered", "within1", "exact"]].tolist() == [4, 0.75, 0.5, 1.0]
    assert found["relative"] == pytest.approx(0.1025) and np.isnan(found["points"])


def test_areas_of_single_years_are_counted_beside_those_of_all_together(tables):
    more = rows(("g", "t", "P3", "x", "2024", "stated", 10.0, "nso", "nso", "s", "", "complete"))
    tables.observations = pd.concat([tables.observations, more], ignore_index=True)
    tables.sources = tables.sources.assign(copied="")
    found = coverage.official(tables).iloc[0]
    assert found[["provinces", "fewest", "most"]].tolist() == [3, 1, 2]
