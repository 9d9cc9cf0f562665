import csv

import pandas as pd
import pytest

from bdlib import panels
from bdlib.corpus import load
from bdlib.errors import DataError

TABLES = "data/raw/tables"


@pytest.fixture
def official(tables):
    return tables.observations[tables.observations["frame"].ne("")].set_index("figure_id")


def test_every_cell_of_every_file_is_an_observation(root, corpus, official):
    for table in corpus.tables.itertuples():
        with (root / TABLES / f"{table.table}.csv").open(encoding="utf-8", newline="") as handle:
            rows = {f"{table.table}:{row['area']}:{row['period']}": row["value"] for row in csv.DictReader(handle)}
        ours = official[official["source_id"].eq(table.table)]
        assert ours["figure"].to_dict() == rows and ours["unit_measure"].nunique() == 1


def test_values_come_in_base_units_as_far_as_they_are_printed(official):
    head = official.loc["nso_grdp_per_capita_63:VN-01:2018"]  # 111.60 million dong
    assert head["obs_value"] == pytest.approx(111.6e6)
    assert (head["lower"], head["upper"]) == pytest.approx((111.595e6, 111.605e6))
    growth = official.loc["nso_grdp_growth_63:VN-01:2018"]  # an index of 107.32
    assert (growth["obs_value"], growth["lower"]) == pytest.approx((7.32, 7.315))


def test_no_score_passes_the_top_of_its_scale(official, corpus):
    limit = pd.to_numeric(official["indicator"].map(corpus.indicators.set_index("indicator")["limit"]))
    assert official["upper"].gt(limit).eq(official["obs_value"].gt(limit)).all() and official["upper"].eq(limit).any()


def test_a_final_zero_that_a_spreadsheet_dropped_makes_no_value_coarser(official):
    bare = official.loc["nso_labour_productivity_63:VN:2019"]  # "141" between "129.12" and "150.06"
    assert bare["upper"] - bare["lower"] == pytest.approx(0.01e6)


def test_status_role_stage_and_maker_are_those_of_the_table(official):
    late = official.loc["nso_grdp_per_capita_63:VN-74:2025"]
    assert tuple(late[["obs_status", "role", "stage", "prices"]]) == ("E", "estimate", "estimate", "")
    assert official.loc["nso_employed_persons_63:VN-04:2021", "obs_status"] == "B"
    assert official.loc["nso_population_34:VN-79N:2025", "stage"] == "preliminary"
    assert set(official.loc[official["series"].eq("GSO"), "maker"]) == {"nso"}


def test_doubtful_values_are_flagged_and_another_scale_is_left_out(official):
    assert set(official.loc[official["indicator"].eq("trained_labour_force_share"), "obs_status"]) == {*"UBP"}
    assert official.loc["nso_urbanisation_34:VN-79N:2024", "obs_status"] == "U"
    assert not official.index.str.contains(r"papi_.*:2018$").any()


def test_population_of_63_adds_up_to_that_of_34_and_to_the_nation_of_the_census(official):
    people = official[official["indicator"].eq("population")].groupby(["source_id", "time_period"])["obs_value"].sum()
    assert people["gso_population_63", "2020"] == pytest.approx(people["nso_population_34", "2020"], rel=1e-5)
    assert people["gso_population_63", "2019"] == pytest.approx(96.484e6, rel=1e-4)  # GSO, mean of 2019


def test_merged_areas_have_the_product_of_their_parts(corpus, official):
    def of(table):
        return official[official["source_id"].eq(table) & official["time_period"].eq("2020")].set_index("ref_area")[
            "obs_value"
        ]

    successor = corpus.areas.set_index("area")["successor"]
    merged = {area: successor[area] or area for area in of("gso_population_63").index}
    product = (of("nso_grdp_per_capita_63") * of("gso_population_63")).groupby(merged).sum()
    ratio = product / (of("nso_grdp_per_capita_34") * of("nso_population_34"))  # the nation has no part
    assert ratio.notna().sum() == 34 and ratio.dropna().between(0.999, 1.001).all()


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        ("nso_population_34", "VN-79N,population,2024,13608.89", "VN-79N,population,2024,1360.889",
         "total of gso|spreads|sum"),
        ("nso_grdp_per_capita_63", "VN-74,grdp_per_capita,2022,", "VN-74,grdp_per_capita,2022,9",
         "VN-74, 2022: found .*spreads"),
        ("nso_employed_persons_63", "VN-02,employed_persons,2019,", "VN-02,employed_persons,2019,9",
         "VN, 2019: .*sum of the parts"),
        ("nso_unemployment_rate_63", "VN,unemployment_rate,2019,2.17", "VN,unemployment_rate,2019,21.7",
         "among those of the parts"),
        ("nso_grdp_growth_63", "VN-02,grdp_growth,2019,", "VN-02,grdp_growth,2017,", "2017: found '1 areas|63 areas"),
        ("nso_grdp_growth_63", "VN-02,grdp_growth,2019,", "VN-99,grdp_growth,2019,", "column area: found 'VN-99'"),
        ("nso_grdp_growth_63", "VN-02,grdp_growth,2019,", "VN-02,grdp_growth,2019,x", "column value: found 'x"),
        ("papi_internet_access_63", "VN-01,papi_internet_access,2019,", "VN-01,papi_internet_access,2019,9",
         "from 0 to 3.34"),
        ("dti_rank_34", "VN-04,dti_rank,2024,", "VN-80,dti_rank,2024,", "area beside its successor"),
        ("tables", "nso_grdp_growth_63,", "nso_grdp_growth_36,", "readable file.*did you mean nso_grdp_growth_63"),
        ("tables", "2021,VN-04:2022|VN-12:2022|VN-48:2022", ",",
         "nso_employed_persons_63.csv, VN-.., 2021: found .*spreads"),
    ],
)  # fmt: skip
def test_a_table_that_breaks_a_promise_is_named(project, table, old, new, says):
    path = project / TABLES / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=says):
        load(project)


def test_a_file_without_a_line_is_refused(project):
    (project / TABLES / "stray.csv").write_text("area,indicator,period,value,obs_status,note\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"stray\.csv: expected a line of tables\.csv"):
        load(project)


def test_a_decimal_comma_is_one():
    values = pd.DataFrame({"value": ["0,5064", "12.5", "-3"]})
    assert panels.published(values).tolist() == [0.5064, 12.5, -3.0]


@pytest.mark.parametrize("factor", ["0", "-1", "1e400", "nan", "0.0"])
def test_a_multiplier_is_a_finite_number_above_0(project, factor):
    path = project / TABLES / "tables.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",1000,", f",{factor},", 1), encoding="utf-8")
    with pytest.raises(DataError, match=r"tables\.csv, line \d+, column multiplier: .*a finite number above 0"):
        load(project)
