import csv
import re
from contextlib import nullcontext
from dataclasses import replace

import bad_input
import pandas as pd
import pytest

from bdlib import corpus, makers, reading
from bdlib.crosschecks import faults
from bdlib.errors import DataError, nearest
from bdlib.names import Names
from bdlib.schemas import RAW, VALUES


def test_every_raw_row_is_read(root, corpus):
    with (root / "data/raw/reported.csv").open(encoding="utf-8", newline="") as handle:
        expected = [row["figure"] for row in csv.DictReader(handle)]
    assert corpus.reported["figure"].tolist() == expected


def test_nearest_offers_only_near_words():
    assert "median" in nearest("medain", ["median", "latest"]) and nearest("xyz", ["median"]) == ""


@pytest.mark.parametrize("read", [corpus.load, corpus.codelists])
def test_a_folder_that_is_not_there_is_told_with_its_neighbour(tmp_path, read):
    (tmp_path / "study").mkdir()
    with pytest.raises(DataError, match="the folder does not exist; did you mean study"):
        read(tmp_path / "studdy")
    with pytest.raises(DataError, match="expected the path of a project folder"):
        read(5)


def test_a_name_is_suggested_once(corpus):
    names = Names(corpus.areas, "area")
    named = [re.findall(r"(?:mean|or) (.+?) \(", names.nearest(f"{name}qq")) for name in corpus.areas["name_vi"]]
    assert any(named) and all(len(each) == len(set(each)) for each in named)


def test_a_file_named_amiss_is_offered_its_neighbour(tmp_path):
    (tmp_path / "southeast.yaml").touch()
    with pytest.raises(DataError, match=r"did you mean southeast\.yaml"):
        reading.read_text(tmp_path / "southest.yaml")


def test_a_study_may_lack_lists_columns_and_one_language(tmp_path):
    folder = bad_input.small_project(tmp_path)
    areas = folder / "data/raw/areas.csv"
    (folder / "data/raw/corrections.csv").unlink()
    rows = [row[:2] + row[3:] for row in csv.reader(areas.open(encoding="utf-8"))]  # without name_en
    areas.write_text("\n".join(map(",".join, rows)) + "\n", encoding="utf-8")
    found = corpus.load(folder)
    assert found.areas["name_en"].tolist() == found.areas["name_vi"].tolist() and found.corrections.empty
    assert found.reported["measure"].eq("").all() and found.values.empty


def test_a_closed_list_of_facets_holds_each_of_several_scopes(tmp_path):
    folder = bad_input.small_project(tmp_path)
    head = "facet,code,name_vi,name_en,definition\nscope,urban,thành thị,urban,towns\n"
    (folder / "data/raw/facets.csv").write_text(head, encoding="utf-8")
    for cell, right in (("urban", True), ("urban|rural", False)):
        rows = bad_input.SMALL["reported"].replace("note\n", "note,scope\n").replace(",,,\n", f",,,,{cell}\n")
        rows = rows.replace("ghi chú\n", "ghi chú,\n").replace("2025,,,\n", "2025,,,,\n")
        (folder / "data/raw/reported.csv").write_text(rows, encoding="utf-8")
        with nullcontext() if right else pytest.raises(DataError, match=r"column scope: found 'urban\|rural'.*urban"):
            corpus.load(folder)


@pytest.mark.parametrize(("said", "maker", "basis"), [
    (("O", "S", "P"), "ms", "series"), (("Q", "S", "P"), "ms", "attributed"), (("O", "T", "P"), "mo", "attributed"),
    (("?", "", "P"), "mp", "publisher"), (("", "T", "?"), "", "none"),
])  # fmt: skip
def test_the_maker_is_that_of_the_series_then_whom_the_page_names_then_the_publisher(corpus, said, maker, basis):
    origins = pd.DataFrame({"name": list("OPQ"), "origin": list("opq"), "maker": ["mo", "mp", "ms"], "maker_kind": "k"})
    series = pd.DataFrame({"series": ["S", "T"], "maker": ["ms", ""]})
    rows = pd.DataFrame([(*said, "actual")], columns=["attributed_to", "series", "publisher", "role"], index=[7])
    found = makers.resolve(rows, replace(corpus, origins=origins, series=series)).loc[7]
    assert (found["maker"], found["origin_basis"]) == (maker, basis)
    aim = makers.resolve(rows.assign(role="target"), replace(corpus, origins=origins, series=series)).loc[7]
    assert aim["origin_basis"] == ("attributed" if said[0] in origins["name"].tolist() else basis)


def test_carriers_that_garble_are_marked(tables):
    trust = tables.observations.groupby("source_id")["trust"].first()
    assert trust["rgbet_585a298486"] == "low" and trust["seed_000"] == ""


def test_a_facet_that_the_definition_says_is_refused_and_another_is_not(corpus):
    tables = {name: getattr(corpus, name) for name in RAW}
    row = corpus.reported.query("indicator == 'broadband_household_share'").index[0]
    for base, wrong in (("households", [row]), ("people", [])):
        tables["reported"] = corpus.reported.copy()
        tables["reported"].loc[row, "base"] = base
        assert faults(tables).query("column == 'base'")["line"].tolist() == wrong


def test_the_time_of_publication_is_that_of_the_page(corpus):
    tables = {name: getattr(corpus, name) for name in RAW}
    row = corpus.reported.query("period_basis == 'publication' and role == 'actual' and period > '2024-06'").index[0]
    tables["reported"] = corpus.reported.copy()
    tables["reported"].loc[row, "period"] = "2019"
    assert faults(tables)["line"].tolist() == [row]


def test_the_codebook_names_every_column(root):
    words = set(re.findall(r"\w+", (root / "data/raw/README.md").read_text(encoding="utf-8")))
    columns = {f"{name}.{column}" for name, schema in {**RAW, "values": VALUES}.items() for column in schema.columns}
    assert not {column for column in columns if column.split(".")[1] not in words}
