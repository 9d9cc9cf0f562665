"""Parameters of the project's notebooks: names as people write them, resolved to codes."""

from datetime import date
from pathlib import Path

import pytest

from bdlib.corpus import load
from bdlib.errors import DataError
from bdlib.names import Names, fold
from bdpress.runs import grids
from bdviews import parameters

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def areas():
    return load(ROOT).areas


def written(row):
    return [row.area, row.name_vi, row.name_en, *row.aliases.split("|")]


@pytest.mark.parametrize("gone", ["valid_from", "valid_to"])
@pytest.mark.parametrize("spelling", [str, str.upper, fold, "  {} ".format])
def test_every_printed_name_of_a_territory_finds_its_code(gone, spelling):
    areas = load(ROOT).areas
    current = areas[areas[gone].eq("")]
    names = Names(current, "area")
    for row in current.itertuples():
        assert {code for name in written(row) for code in names.find(spelling(name))} == {row.area}


def test_a_name_of_both_territories_is_resolved_by_territory():
    assert parameters.check(area="đồng nai", territory="63").area == "VN-75"
    assert parameters.check(area="tỉnh Dong Nai", territory="34").area == "VN-75N"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"area": "Bin Duong"}, r"area: found 'Bin Duong'.*did you mean Bình Dương \(VN-74\)"),
        ({"area": "Bình Dương", "territory": "34"}, "existed until 2025-06-30, since then part of VN-79N"),
        ({"area": "VN-79N", "territory": "63"}, "exists since 2025-07-01"),
        ({"area": " "}, "parameter area"),
        ({"area": None}, "expected text"),
        ({"area": "В" + "ình Dương"}, "parameter area"),  # a Cyrillic В
        ({"indicators": "dti_score,bts_station"}, r"indicators: found 'bts_station'.*bts_stations"),
        ({"territory": "35"}, "one of 63, 34"),
        ({"method": "evidnce"}, "did you mean evidence"),
        ({"lang": "VI"}, "one of vi, en"),
        ({"as_of": "2025-02-30"}, "a day that exists"),
        ({"as_of": "30/06/2025"}, "a day that exists"),
        ({"as_of": "20250630"}, "a day that exists"),
    ],
)
def test_a_wrong_value_is_one_error_with_the_nearest_names(wrong, message):
    with pytest.raises(DataError, match=message):
        parameters.check(**wrong)


def test_indicators_come_in_the_order_asked_for_and_once():
    asked = "bts_5g_stations, Trạm BTS,bts_5g_stations"
    assert parameters.check(indicators=asked).indicators == ["bts_5g_stations", "bts_stations"]
    assert parameters.check(indicators=["bts_stations"]).indicators == ["bts_stations"]
    assert parameters.check().indicators == []


def test_as_of_is_a_day_or_nothing():
    assert parameters.check(as_of="2025-06-30").as_of == date(2025, 6, 30)
    assert parameters.check(as_of=" ").as_of is None


SIZES = {"southeast": 6, "provinces_63": 63, "provinces_34": 34, "methods": 30}


@pytest.mark.parametrize(("name", "rows"), SIZES.items())
def test_the_projects_grids_hold_right_values(name, rows):
    grid = grids.read(ROOT / "runs" / "grids" / f"{name}.yaml")
    assert len({(row["area"], row.get("method")) for row in grid if parameters.check(**row)}) == rows
