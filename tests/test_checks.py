import io
import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import bdlib as bd
from bdextract.rows import propose
from bdlib.checks import check_frame, check_table
from bdlib.errors import DataError
from bdlib.handed import altered
from bdlib.schemas import RAW, VALUES

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


def test_other_columns_follow(rows):
    more = rows.assign(mine=1)[["mine", *rows]]
    assert list(check_frame(more, "observations")) == [*rows, "mine"]


WRONG = {
    "targets": (lambda f: f.assign(target_year=2030), "a frame of observations; these are targets"),
    "no frame": (lambda f: f.to_dict(), "found 'dict', expected a DataFrame of observations"),
    "column missing": (lambda f: f.drop(columns="reprints"), "expected the column reprints"),
    "column named otherwise": (
        lambda f: f.rename(columns={"obs_value": "value"}),
        "column obs_value; did you mean value",
    ),
    "column twice": (lambda f: pd.concat([f, f["note"]], axis=1), "column note: .*every column once"),
    "rows doubled": (lambda f: pd.concat([f, f]), r"row 0, column figure_id: .*no other row \(and 399 more\)"),
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


@pytest.fixture(scope="module")
def face(corpus, tables):
    case = bd.assess(tables)
    return SimpleNamespace(corpus=corpus, tables=tables, case=case, est=bd.reconcile(case))


def changed(face, **cells):
    return replace(face.tables, observations=face.tables.observations.assign(**cells))


def lacking(face, table, column):
    return replace(face.tables, **{table: getattr(face.tables, table).drop(columns=column)})


def method(answer):
    return type("M", (), {"name": "m", "__call__": lambda self, claims: answer(claims)})()


CLAIMS = pd.DataFrame({"object": ["a", "a"], "source": ["s", "t"], "value": [1.0, 2.0]})
BROKEN = {
    "assess of a corpus": (lambda f: bd.assess(f.corpus), "found 'Corpus', expected tables"),
    "assess of swapped tables": (
        lambda f: bd.assess(replace(f.tables, observations=f.tables.targets)), "these are targets"),
    "assess on a day month first": (lambda f: bd.assess(f.tables, as_of="06/07/2024"), "written 2024-06-30"),
    "reconcile of tables": (lambda f: bd.reconcile(f.tables), "found 'Tables', expected a case"),
    "reconcile by a misspelt method": (lambda f: bd.reconcile(f.case, "medain"), "did you mean median"),
    "reconcile by a number": (lambda f: bd.reconcile(f.case, 3), "found 'int', expected the name of a method"),
    "compare of a case": (lambda f: bd.compare(f.case), "found 'Case', expected estimates"),
    "compare of a frame": (lambda f: bd.compare(f.est.frame), "found 'DataFrame', expected estimates"),
    "compare of an unknown area": (lambda f: bd.compare(f.est, area="Bình Dươn"), "did you mean Bình Dương"),
    "compare by a misspelt indicator": (lambda f: bd.compare(f.est, indicator="dti_rnak"), "dti_rank"),
    "progress of observations": (lambda f: bd.progress(f.est, f.tables.observations), "these are observations"),
    "progress without reprints": (
        lambda f: bd.progress(f.est, f.tables.targets.drop(columns="reprints")), "column reprints"),
    "progress of doubled rows": (
        lambda f: bd.progress(f.est, pd.concat([f.tables.targets] * 2)), "no other row"),
    "progress turned round": (lambda f: bd.progress(f.tables.targets, f.est), "expected estimates"),
    "cite of an unknown area": (lambda f: bd.cite(f.est, "Thái Lan", "dti_rank", 2022), "lists them$"),
    "cite of no year": (lambda f: bd.cite(f.est, "VN-75", "dti_rank", "next"), "expected a year or period"),
    "cite of nothing": (lambda f: bd.cite(f.est, None, "dti_rank", 2022), "one code or name of areas.csv, as text"),
    "cite of several": (lambda f: bd.cite(f.est, ["VN-74"], "dti_rank", 2022), "one code or name of areas.csv"),
    "cite of a country elsewhere": (
        lambda f: bd.cite(f.est, "Thailand", "dti_rank", 2022), r"areas\.csv; bdlib\.load\(\)\.areas lists them$"),
    "cite of another measure": (
        lambda f: bd.cite(f.est, "VN-74", "dti_rank", 2022, measure="bananas"), "a measure of these .*there are none"),
    "compare of no area": (lambda f: bd.compare(f.est, area=""), "a code or name of areas.csv, or None for all"),
    "compare of an empty list": (lambda f: bd.compare(f.est, area=[]), "or None for all"),
    "compare of an empty tuple": (lambda f: bd.compare(f.est, area=()), "or None for all"),
    "compare of bytes": (lambda f: bd.compare(f.est, area=b"VN-74"), r"found .b'VN-74'"),
    "compare of no period": (lambda f: bd.compare(f.est, period=""), "a period that has figures"),
    "compare of a code that is none": (lambda f: bd.compare(f.est, area="VN-99"), "bdlib.load.*lists them$"),
    "compare of a code without its dash": (lambda f: bd.compare(f.est, area="VN74"), r"mean Bình Dương \(VN-74\)\?$"),
    "reconcile of observations": (lambda f: bd.reconcile(f.tables.observations), "found 'DataFrame', expected a case"),
    "reconcile by a class": (lambda f: bd.reconcile(f.case, type(method(len))), "found .*, expected the name of"),
    "reconcile by what says nothing": (lambda f: bd.reconcile(f.case, method(lambda _: None)), "the answer of .* m"),
    "reconcile by half an answer": (
        lambda f: bd.reconcile(f.case, method(lambda claims: claims[["ref_area"]])), "the column indicator in the"),
    "reconcile by other keys": (
        lambda f: bd.reconcile(f.case, method(lambda claims: claims[:1].assign(ref_area="VN-9"))), "found .VN-9, "),
    "assess of targets as observations": (lambda f: bd.assess(changed(f, role="target")), "role: found 'target'"),
    "assess of what is endless": (lambda f: bd.assess(changed(f, obs_value=np.inf, upper=np.inf)), "a finite number"),
    "assess of a doubled codelist": (
        lambda f: bd.assess(replace(f.tables, areas=pd.concat([f.tables.areas] * 2))), "areas, .*every row once"),
    "assess of no observations": (lambda f: bd.assess(replace(f.tables, observations=None)), "a DataFrame of obs"),
    "assess on day 0": (lambda f: bd.assess(f.tables, as_of=0), "column as_of: found '0'"),
    "clean without figures": (
        lambda f: bd.clean(replace(f.corpus, reported=f.corpus.reported.drop(columns="figure"))), "the column figure"),
    "clean of swapped tables": (
        lambda f: bd.clean(replace(f.corpus, reported=f.corpus.sources)), "the column figure_id in reported"),
    "compare without codelists": (
        lambda f: bd.compare(replace(f.est, tables=SimpleNamespace())), "DataFrame for the indicators of the tables"),
    "compare of observations as estimates": (
        lambda f: bd.compare(replace(f.est, frame=f.tables.observations)), "these are observations"),
    "compare of doubled estimates": (
        lambda f: bd.compare(replace(f.est, frame=pd.concat([f.est.frame] * 2))), "estimates, row 0.*every row once"),
    "compare of half a code": (lambda f: bd.compare(f.est, area=74), "found '74', .*lists them$"),
    "multiverse of no findings": (
        lambda f: bd.multiverse(f.case, lambda est: est.frame, area="VN-75", method="latest"), "the column finding"),
    "find around less than nothing": (lambda f: bd.find("5%", around=-1), "column around: found '-1'"),
    "parse in a list of units": (lambda f: bd.parse("5%", unit=["percent"]), "column unit: .*text"),
    "propose of bytes": (lambda f: propose(b"5%", "a", f.corpus), "found 'bytes', expected the text"),
    "propose from a page without a slug": (lambda f: propose("5%", "A b", f.corpus), "column source: found 'A b'"),
    "propose for tables": (lambda f: propose("5%", "a", f.tables), "found 'Tables', expected a corpus"),
    "fuse of truths": (lambda f: bd.fuse(CLAIMS.assign(value=True)), "column value: found 'bool', expected numbers"),
    "fuse of no source": (lambda f: bd.fuse(CLAIMS.assign(source="")), "column source: .*a source of every claim"),
    "fuse by half a seed": (lambda f: bd.fuse(CLAIMS, seed=0.5), "column seed: found '0.5'"),
    "fuse of times of two kinds": (lambda f: bd.fuse(CLAIMS.assign(timestamp=[1, "b"])), "timestamp: .*times such"),
    "assess in another unit": (lambda f: bd.assess(changed(f, unit_measure="bananas")), "found 'bananas', .*the unit"),
    "assess an unknown area": (lambda f: bd.assess(changed(f, ref_area="VN-9")), r"ref_area: .*code of areas\.csv"),
    "assess what says no value": (
        lambda f: bd.assess(changed(f, obs_value=np.nan, low=np.nan, high=np.nan)), "a value, or the low or high"),
    "progress of an unknown area": (
        lambda f: bd.progress(f.est, f.tables.targets.assign(ref_area="VN-7")), "column ref_area: found 'VN-7'"),
    "progress by a misspelt indicator": (
        lambda f: bd.progress(f.est, f.tables.targets.assign(indicator="dti_rnak")), "did you mean dti_rank"),
    "progress in another unit": (
        lambda f: bd.progress(f.est, f.tables.targets.assign(unit_measure="bananas")), "column unit_measure"),
    "progress to a year that is none": (
        lambda f: bd.progress(f.est, f.tables.targets.assign(target_year=99999)), "found '99999', .*the form 2025"),
    "progress to a year below zero": (
        lambda f: bd.progress(f.est, f.tables.targets.assign(target_year=-5)), "column target_year: found '-5'"),
    "progress on no day": (
        lambda f: bd.progress(f.est, f.tables.targets, today="2026-02-30"), "column today: .*a day that exists"),
    "progress of nothing said": (
        lambda f: bd.progress(f.est, f.tables.targets.assign(obs_value=np.nan, low=np.nan, high=np.nan)),
        "column obs_value: .*a value, or the low or high"),
    "fuse of nothing": (lambda f: bd.fuse(None), "found 'NoneType', expected a DataFrame for claims"),
    "fuse of other columns": (lambda f: bd.fuse(CLAIMS.drop(columns="source")), "the column source in claims"),
    "fuse at no level": (lambda f: bd.fuse(CLAIMS, level=1.5), "column level: found '1.5', .*between 0 and 1"),
    "fuse below every level": (lambda f: bd.fuse(CLAIMS, level=-1), "column level: found '-1'"),
    "fuse at a level that is none": (lambda f: bd.fuse(CLAIMS, level=np.nan), "column level: found 'nan'"),
    "fuse at a truth": (lambda f: bd.fuse(CLAIMS, level=True), "column level: found 'True'"),
    "fuse of words": (lambda f: bd.fuse(CLAIMS.assign(value=["1", "x"])), "row 1, column value: found 'x'"),
    "fuse of what is too large": (lambda f: bd.fuse(CLAIMS.assign(value=1e200)), "values within"),
    "parse in a language that is none": (lambda f: bd.parse("1,5%", language="english"), "found 'english', .*language"),
    "parse in a country": (lambda f: bd.parse("1,5%", language="vn"), "column language: found 'vn'"),
    "find in no language": (lambda f: bd.find("1,5%", language="xx"), "column language: found 'xx'"),
    "assess without successors": (lambda f: bd.assess(lacking(f, "areas", "successor")), "column successor in areas"),
    "assess without units": (lambda f: bd.assess(lacking(f, "indicators", "unit")), "column unit in indicators"),
    "assess without pages": (lambda f: bd.assess(lacking(f, "sources", "source_id")), "source_id in sources"),
    "assess without days": (lambda f: bd.assess(lacking(f, "sources", "published")), "column published in sources"),
    "assess without makers": (lambda f: bd.assess(lacking(f, "origins", "maker")), "column maker in origins"),
    "assess without makers of series": (lambda f: bd.assess(lacking(f, "series", "maker")), "maker in series"),
    "load of a number": (lambda f: bd.load(3), "found 'int', expected the path"),
    "parse of a number": (lambda f: bd.parse(83.6), "found '83.6', expected a figure as printed"),
    "find in a number": (lambda f: bd.find(5), "found 'int', expected a text"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_question_is_one_error(face, name):
    ask, says = BROKEN[name]
    with pytest.raises(bd.DataError, match=says):
        ask(face)


@pytest.mark.slow
def test_tables_read_back_give_the_same_case_and_progress(face):
    back = replace(
        face.tables, observations=read_back(face.tables.observations), targets=read_back(face.tables.targets)
    )
    pd.testing.assert_frame_equal(bd.assess(back).conflicts, face.case.conflicts)
    expected = bd.progress(face.est, face.tables.targets)
    pd.testing.assert_frame_equal(bd.progress(face.est, back.targets.set_axis(back.targets["figure_id"])), expected)


@pytest.mark.slow
def test_estimates_and_codelists_read_back_answer_the_same(face):
    lists = {name: read_back(getattr(face.tables, name)) for name in ("areas", "indicators", "sources", "series")}
    est = bd.reconcile(bd.assess(replace(face.tables, **lists)))
    est = replace(est, frame=read_back(est.frame))
    pd.testing.assert_frame_equal(bd.progress(est, face.tables.targets), bd.progress(face.est, face.tables.targets))
    pd.testing.assert_frame_equal(bd.compare(est, "VN-75").frame, bd.compare(face.est, "VN-75").frame)
    assert bd.cite(est, "Lạng Sơn", "dti_rank", 2022).value == 6.0


def test_a_target_with_the_id_of_an_observation_is_refused(tables):
    shared = tables.targets.assign(figure_id=tables.observations["figure_id"].iloc[: len(tables.targets)].to_numpy())
    with pytest.raises(DataError, match=r"observations and targets, row .*every row once, by figure_id"):
        bd.assess(altered(tables, targets=shared))


@pytest.mark.parametrize("schema", [*RAW.values(), VALUES], ids=lambda schema: schema.name)
def test_no_cell_is_refused_in_the_signs_of_a_pattern(schema):
    told = [check.error for column in schema.columns.values() for check in column.checks]
    assert not [said for said in told if re.search(r"\[[a-z0-9^]|[])]\?$|\\\\S", str(said))]


def test_a_value_grouped_by_thousands_is_refused_in_words():
    rows = pd.DataFrame([["t", "VN", "population", "2024", "8.717,63", "", ""]], columns=list(VALUES.columns)[:7])
    with pytest.raises(DataError, match=r"column value: found '8.717,63', expected the form 8717.63 or 8717,63"):
        check_table(rows, VALUES, "t.csv")
