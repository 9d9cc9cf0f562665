"""Names, units, periods and tables as readers see them, in both languages."""

from dataclasses import replace

import pandas as pd
import pytest

import bdviews as bv
from bdviews.language import quantity
from bdviews.language.periods import in_time, period
from bdviews.tables import written


@pytest.mark.parametrize(("lang", "gdp", "covered"), [("vi", "GDP bình quân đầu người", "được phủ, hộ gia đình"),
                                                      ("en", "GDP per head", "covered, households")])  # fmt: skip
def test_the_country_has_a_gdp_and_facets_have_names(corpus, lang, gdp, covered):
    labels = bv.Labels(corpus, lang)
    assert labels.indicator("grdp_per_capita", "VN") == gdp
    assert labels.indicator("grdp_per_capita", "VN-57").startswith("GRDP")
    assert labels.facets({"measure": "covered", "base": "households", "scope": ""}) == covered


def test_what_no_codelist_has_stays_as_it_is(corpus):
    labels = bv.Labels(corpus, "en")
    assert (labels.area("QQ"), labels.indicator("nothing"), labels.series("ABC")) == ("QQ", "nothing", "ABC")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_maker_has_a_name_of_its_own(corpus, tables, lang):
    rows = pd.concat([tables.observations, tables.targets])
    listed = corpus.origins.drop_duplicates("origin").set_index("origin")[f"name_{lang}"]
    shown = {*rows["maker"], *corpus.origins["maker"]} - {""}
    assert listed.reindex(sorted(shown)).fillna("").ne("").all()
    other = corpus.origins.loc[corpus.origins["origin"].ne(corpus.origins["maker"])].groupby("maker")[f"name_{lang}"]
    assert not [code for code, names in other if bv.Labels(corpus, lang).maker(code) in set(names)]


def test_a_maker_that_is_not_listed_is_not_called_as_an_office_under_it(corpus):
    office = {"name": "Office", "origin": "office", "maker": "board", "maker_kind": "person", "name_en": "Office"}
    labels = bv.Labels(replace(corpus, origins=pd.DataFrame([office])), "en")
    row = {"origin": "office", "maker": "board", "attributed_to": "", "origin_basis": "attributed", "frame": ""}
    assert (labels.maker("board"), labels.makers([row], speakers=True)) == ("board", ["Office"])


def test_dossiers_are_no_apps():
    assert quantity(957720, "application", "vi") == "957.720 hồ sơ"
    assert quantity(2, "dossier", "en") == "2 dossiers"


@pytest.mark.parametrize(("code", "vi", "en"), [("2023", "2023", "2023"),
                                                ("2024-W03", "tuần thứ 3 năm 2024", "week 3 of 2024"),
                                                ("2024-9M", "9 tháng đầu năm 2024", "first 9 months of 2024"),
                                                ("2020/2022", "2020–2022", "2020 to 2022")])  # fmt: skip
def test_periods(code, vi, en):
    assert (period(code, "vi"), period(code, "en")) == (vi, en)


def test_weeks_stand_among_months():
    frame = pd.DataFrame({"time_period": ["2024-12", "2024-W30", "2023", ""], "k": range(4)})
    assert in_time(frame)["k"].tolist() == [2, 1, 0, 3]


def test_a_table_is_written_in_words(corpus):
    row = {"ref_area": "VN", "indicator": "grdp_per_capita", "time_period": "2023", "obs_value": 1.02e8, "lower": 1e8,
           "upper": 1.04e8, "unit_measure": "VND", "measure": "", "base": "", "prices": "current", "scope": "",
           "stage": ""}  # fmt: skip
    shown = written(pd.DataFrame([row]), ["indicator", "time_period", "obs_value", "claim", "facets"], "vi", corpus)
    assert shown.iloc[0].tolist() == ["GDP bình quân đầu người", "2023", "102 triệu đồng", "100–104 triệu đồng",
                                      "giá hiện hành"]  # fmt: skip


def test_no_rows_are_said(corpus):
    assert "No rows" in bv.table(pd.DataFrame(), ["indicator"], "en", corpus).data


def test_no_department_of_an_area_that_may_have_ended_is_told_to_be_one_now(corpus):
    names = corpus.origins.loc[corpus.origins["maker_kind"].eq("department"), ["name_vi", "name_en"]].stack()
    assert names.str.contains(r"\((?:later|sau là) ").any() and not names.str.contains(r"\((?:now|nay) ").any()
