"""What a citation falls back on: sisters of the words, near figures, other areas, targets, the words of a question."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from comparing import FIGURE, fact, result

from bdlib.asking import _unlike, codes, having, sharing
from bdlib.citation import cite
from bdlib.errors import DataError
from bdlib.evidence import assess
from bdlib.periods import months_apart
from bdlib.reconciliation import reconcile
from bdviews.citation import text, unknown
from bdviews.citation.figures import about
from bdviews.labels import Labels

WIRED, SOLD = "broadband_household_share", "ecommerce_retail_share"


def seen(figure_id, value, period="2023", **fields):
    own = {"figure_id": figure_id, "obs_value": value, "lower": value, "upper": value, "time_period": period,
           "ref_area": "VN-75", "indicator": WIRED, "figure": f"{value:g}", "unit_measure": "percent"}  # fmt: skip
    return FIGURE | own | {"maker": "", "series": "", "stage": ""} | fields


def held(corpus, *pages, **tables):
    """Estimates of one figure each, and the figures."""
    basis = {"stated": "stated", "inferred": "inferred", "publication": "bound"}
    rows = [fact(page["ref_area"], page["indicator"], page["obs_value"], time_period=page["time_period"],
                 figure_ids=page["figure_id"], dated=basis[page["period_basis"]]) for page in pages]  # fmt: skip
    return result(corpus, *rows, observations=[*pages], **tables)


@pytest.mark.parametrize("year", [2021, None])
def test_where_the_first_of_the_words_has_no_figure_another_answers_and_says_so(corpus, year):
    est = held(corpus, seen("r", 5.0, "2021", indicator="dti_rank", unit_measure="rank"))
    found = cite(est, "VN-75", "DTI", year)
    assert (found.indicator, found.unheld, found.value) == ("dti_rank", "dti_score", 5)
    assert "(DTI) score” has no figure to cite here; the words also mean “DTI rank”" in text(found, est, "en")
    assert cite(est, "VN-75", "dti_score", 2021).refused


def test_one_figure_that_is_near_and_a_sister_is_told_once(corpus):
    est = held(corpus, seen("m", 1.7, "2016", indicator="income_per_capita_month"))
    found = cite(est, "VN-75", "income per capita", 2020)
    assert (found.reason, found.figure_ids, found.sisters) == ("no_figure", ("m",), ())


def test_without_a_year_and_a_figure_of_any_no_year_is_told(corpus):
    est = held(corpus, seen("x", 5.0, "2026", ref_area="VN-01"), seen("b", 9.0, "2021", indicator="bts_stations"))
    found = cite(est, "Bình Dương", WIRED)
    said = text(found, est, "en")
    assert (found.year, found.reason) == ("", "no_figure") and "in any year" in said and "2026." not in said
    assert cite(est, "VN-75", "bts_5g_stations").figure_ids == ("b",)


def test_a_copy_beside_an_open_conflict_does_not_hide_it(corpus):
    ids = {"contradicted_by": "K", "time_period": "2023"}
    rows = [fact("VN-75", WIRED, float("nan"), status="open", figure_ids="a|b", **ids),
            fact("VN-75", WIRED, 50, trust="low", series="MIC", figure_ids="c", **ids)]  # fmt: skip
    pages = [seen("a", 12.3), seen("b", 12.9), seen("c", 50.0, trust="low")]
    held = [{"conflict_id": "K", "figure_ids": "a|b|c", "status": "open", "reason": ""}]
    est = result(corpus, *rows, observations=pages, conflicts=held)
    said = [text(cite(est, "VN-75", WIRED, year), est, "en") for year in (2023, 2024)]
    assert "contradict each other (“12.3”; “12.9”)" in said[0] and "nearest" not in said[0]
    assert "nearest figures (2023) contradict each other" in said[1] and "The nearest figure:" not in said[1]


def test_of_many_near_figures_the_rest_is_counted(corpus):
    near = [seen(f"n{n}", 10.0 + n, "2024-02") for n in range(9)]
    est = result(corpus, fact("VN-75", WIRED, 50, time_period="2023", figure_ids="own"), observations=near)
    found = replace(cite(est, "VN-75", WIRED, 2023), near=tuple(page["figure_id"] for page in near))
    assert "And 3 more figures of this kind." in text(found, est, "en")


def test_figures_of_different_indicators_are_no_sides_of_what_is_refused(corpus):
    ids = {"contradicted_by": "K|L", "figure_ids": "a|b"}
    row = fact("VN-75", WIRED, float("nan"), status="open", time_period="2023", **ids)
    pages = [seen("a", 12.3), seen("b", 12.9), seen("c", 50.0, indicator="broadband_subscriptions")]
    sums = {"conflict_id": "K", "indicator": f"{WIRED}|broadband_subscriptions", "figure_ids": "a|c"}
    conflicts = [one | {"status": "open", "reason": ""} for one in
                 (sums, {"conflict_id": "L", "indicator": WIRED, "figure_ids": "a|b"})]  # fmt: skip
    est = result(corpus, row, observations=pages, conflicts=conflicts)
    for said in (text(cite(est, "VN-75", WIRED, year), est, "en") for year in (2023, 2024)):
        assert "“12.3”; “12.9”" in said and "“50”" not in said.split("What exists")[0]


def test_sides_of_different_periods_each_state_their_own(corpus):
    row = fact("VN-75", WIRED, float("nan"), status="open", time_period="2023", figure_ids="a|b", contradicted_by="K")
    held = [{"conflict_id": "K", "figure_ids": "a|b", "status": "open", "reason": ""}]
    est = result(corpus, row, observations=[seen("a", 12.3), seen("b", 12.9, "2023-06")], conflicts=held)
    said = text(cite(est, "VN-75", WIRED, 2021), est, "en")
    assert "The nearest figures contradict" in said and "“12.3” (2023); “12.9” (Jun\u00a02023)" in said


def test_the_same_year_comes_first_then_the_nearest_the_dated_before_the_undated(corpus):
    pages = [seen("far", 1.0, "2020"), seen("late", 2.0, "2024-10", period_basis="inferred"),
             seen("page", 3.0, "2023-11-14", published="2023-11-14", period_basis="publication"),
             seen("said", 4.0, "2023-11")]  # fmt: skip
    est = held(corpus, *pages)
    found = cite(est, "VN-75", WIRED, "2024-Q1")
    assert found.figure_ids == ("late", "said", "page", "far") and "nearest figure: “2”" in text(found, est, "en")


def test_elsewhere_is_within_three_years_however_dated(corpus):
    pages = [seen("old", 1.0, "2009", ref_area="VN"), seen("new", 2.0, "2022", ref_area="VN", period_basis="inferred")]
    assert cite(held(corpus, *pages), "VN-75", WIRED, 2023).elsewhere == ("new",)
    assert cite(held(corpus, pages[0]), "VN-75", WIRED, 2023).elsewhere == ()


def test_no_side_of_an_open_conflict_is_offered_alone(corpus):
    torn = [seen("a", 12.3, ref_area="VN"), seen("b", 16.5, "2022", ref_area="VN")]
    open_ = [{"conflict_id": "K", "indicator": WIRED, "figure_ids": "a|b", "status": "open", "reason": ""}]
    est = held(corpus, *torn, seen("c", 11.0, "2021", ref_area="VN"), conflicts=open_)
    assert cite(est, "VN-75", WIRED, 2023).elsewhere == ("c",)
    said = text(cite(held(corpus, *torn, conflicts=open_), "VN-75", WIRED, 2023), est, "en")
    assert "Elsewhere: Viet Nam: “12.3” (2023); “16.5” (2022) (contradict each other)." in said


def test_an_official_figure_as_near_comes_before_another(corpus):
    pages = [seen("firm", 1.0), seen("nso", 2.0, "2025", maker_kind="statistics_office")]
    assert cite(held(corpus, *pages), "VN-75", WIRED, 2024).figure_ids == ("nso", "firm")


def test_what_is_nearest_and_what_may_be_of_the_period_are_told_once(corpus):
    loose = {"period_basis": "publication", "published": "2023-09"}
    pages = [seen("a", 12.3, "2023-09", **loose), seen("b", 16.5, "2022")]
    open_ = [{"conflict_id": "K", "indicator": WIRED, "figure_ids": "a|b", "status": "open", "reason": ""}]
    est = held(corpus, *pages, conflicts=open_)
    assert text(cite(est, "VN-75", WIRED, 2023), est, "en").count("contradict each other") == 1


def test_of_a_month_other_months_come_first_then_quarters_then_years(corpus):
    pages = [seen("year", 1.0, "2023"), seen("quarter", 2.0, "2023-Q2"), seen("half", 3.0, "2023-H1"),
             seen("day", 4.0, "2022-02-28"), seen("month", 5.0, "2021-03")]  # fmt: skip
    found = cite(held(corpus, *pages), "VN-75", WIRED, "2023-04")
    assert found.figure_ids == ("day", "month", "quarter", "half", "year")


def test_a_target_that_an_area_lacks_is_told_of_areas_that_have_one(tables):
    est = reconcile(assess(tables))
    aims = tables.targets.query("role == 'target' and trust != 'low'")
    code = aims.groupby("indicator")["ref_area"].nunique().idxmax()
    having, areas = set(aims.loc[aims["indicator"].eq(code), "ref_area"]), tables.areas.set_index("area")
    lacking = next(area for area in areas.index if areas["successor"][area] in having and area not in having)
    found = cite(est, lacking, f"target {code}", 2025)
    told = aims.set_index("figure_id")["ref_area"][[*found.elsewhere]]
    assert (told.iloc[0], found.elsewhere_of) == (areas["successor"][lacking], len(having)) and told.is_unique
    assert f"no target of it for {areas['name_en'][lacking]}" in text(found, est, "en")


def test_a_target_of_no_year_is_named_where_there_is_no_figure(tables):
    aims = tables.targets.query("role == 'target' and trust != 'low'")
    own = aims[aims["target_year"].isna() & ~aims.duplicated(["ref_area", "indicator"], keep=False)]
    est = reconcile(assess(tables))
    found = [cite(est, row.ref_area, row.indicator) for row in own.itertuples()]
    named = [one for one, row in zip(found, own.itertuples(), strict=True) if one.aims == (row.figure_id,)]
    assert named and len(named) == sum(bool(one.aims) for one in found)


def test_a_target_is_told_of_the_plan_that_sets_it(tables):
    aims = tables.targets[tables.targets["origin"].ne(tables.targets["maker"]) & tables.targets["maker"].ne("")]
    named = tables.origins.drop_duplicates("name").set_index("name")["name_en"]
    for row in aims[aims["origin_basis"].eq("attributed")].to_dict("records"):
        told = about(row, SimpleNamespace(period=""), Labels(tables, "en"), "en")
        assert named[row["attributed_to"]] in told


@pytest.mark.parametrize(("words", "code"), [
    ("kinh tế số chiếm bao nhiêu phần trăm GDP", "digital_economy_share_grdp"),
    ("What is the share of adults with e-signature", "digital_signature_share"),
    ("how many mobile subscribers", "mobile_subscribers"), ("dân số là bao nhiêu", "population"),
    ("what is the target for the share of adults with e-signatures", "digital_signature_share"),
    ("how much of GDP is the digital economy", "digital_economy_share_grdp"), ("how much of retail is online", SOLD),
    ("what share of GDP comes from the digital economy", "digital_economy_share_grdp"),
    ("tỷ lệ bao nhiêu hộ có cáp quang", WIRED), ("what percentage of households have fibre", WIRED),
])  # fmt: skip
def test_words_that_only_ask_are_left_out(corpus, words, code):
    found = cite(held(corpus, seen("x", 1.0)), "VN", words, 2024)
    assert (found.indicator, found.reason == "target") == (code, "target" in words)
    assert found.asked in ("", words) or found.reason == "target"  # quoted as it is written


@pytest.mark.parametrize(("words", "code"), [
    ("what is the share of population", "population"), ("tỷ lệ dân số", "population"),
    ("the number of households with internet", "internet_household_share"),
    ("số hộ có Internet", "internet_household_share"), ("doanh thu thương mại điện tử", "ecommerce_retail_share"),
    ("e-commerce revenue", "ecommerce_retail_share"), ("rank in Internet users", "internet_user_share"),
])  # fmt: skip
def test_a_measure_word_of_another_kind_makes_a_suggestion(corpus, words, code):
    with pytest.raises(DataError) as told:
        cite(held(corpus), "VN", words, 2024)
    assert code in told.value.near


@pytest.mark.parametrize(("words", "code"), [
    ("household broadband", WIRED), ("tỷ lệ người dùng internet", "internet_user_share"), ("số dân", "population"),
    ("smartphones in households", "smartphone_household_share"), ("hộ gia đình băng rộng", WIRED),
    ("speed of fixed broadband", "fixed_broadband_speed_mbps"), ("vung phu 5g", "mobile_5g_coverage_share"),
])  # fmt: skip
def test_loose_words_mean_the_name_that_says_most_of_them_and_little_else(corpus, words, code):
    assert cite(held(corpus), "VN", words, 2024).indicator == code


@pytest.mark.parametrize(("word", "near"), [("Nha Trang", ""), ("Dak Lk", "VN-66"), ("Hồ Chí Minh quận 1", "")])
def test_an_area_that_is_none_is_a_slip_or_nothing(corpus, word, near):
    with pytest.raises(DataError) as told:
        cite(held(corpus), word, WIRED, 2024)
    assert told.value.near[:1] == tuple(filter(None, [near]))


@pytest.mark.parametrize("word", ["Nha Trang", "nha trang city", "TP. Nha Trang"])
def test_a_city_without_figures_is_told_where_it_lies_and_what_that_has(corpus, word):
    est = held(corpus, seen("k", 61.0, "2024", ref_area="VN-56"))
    with pytest.raises(DataError) as told:
        cite(est, word, WIRED)
    said = unknown(told.value, est, "en", word, WIRED)
    assert "it lay in Khanh Hoa (borders until" in said and "“61” (2024" in said and "“61”" not in unknown(
        told.value, est, "en", word, "bts_stations")  # fmt: skip


def test_the_rank_of_an_index_is_found_by_the_names_of_its_score(corpus):
    listed = corpus.indicators.set_index("indicator")
    whole = listed[listed["ranks"].isin(listed.index[listed["kind"].eq("score")])].drop_duplicates("ranks")
    for code, row in whole.iterrows():
        for name in filter(None, listed.at[row["ranks"], "aliases_en"].split("|")):
            found = codes(f"{name.removesuffix(' value').removesuffix(' score')} rank", corpus.indicators, "indicator")
            assert listed.at[found[0], "ranks"] == row["ranks"], (code, name)


def test_who_asks_for_a_rank_is_told_of_ranks(corpus):
    est = held(corpus, seen("x", 5.0))
    found = cite(est, "VN", "innovation index rank")
    said = {found.indicator, *found.may_mean}
    assert len(said) > 1 and {corpus.indicators.set_index("indicator").at[one, "kind"] for one in said} == {"rank"}


def test_marks_tell_words_behind_a_measure_word_apart(corpus):
    listed = corpus.indicators.head(1).assign(name_vi="Hồ sơ có máy", aliases_vi="")
    found = [having(words, listed, "indicator") for words in ("số hộ có máy", "số hồ sơ", "so ho co may")]
    assert [len(codes) for codes in found] == [0, 1, 1]


def test_years_before_and_after_are_as_near_and_a_month_lies_in_its_year():
    periods = pd.Series(["2020", "2024", "2023-06", "", "2022"])
    assert list(months_apart(periods, "2022")) == [24, 24, 11, float("inf"), 0]


@pytest.mark.parametrize(("words", "code", "other"), [
    ("average monthly income", "income_per_capita_month", "income_per_capita"),
    ("thu nhập bình quân hằng tháng", "income_per_capita_month", "income_per_capita"),
    ("yearly income per capita", "income_per_capita", "income_per_capita_month"),
    ("quarterly income per head", "", "income_per_capita"),
])  # fmt: skip
def test_a_name_of_another_span_than_the_words_say_is_not_meant(corpus, words, code, other):
    assert other in _unlike(words, corpus.indicators, "indicator")
    if code:
        assert cite(held(corpus), "VN", words, 2024).indicator == code


@pytest.mark.parametrize(("words", "shared", "code"), [
    ("số người dùng VNeID", "VNeID", "enterprise_vneid_share"), ("traffic smartphones", "smartphones", "smartphone"),
    ("citizen satisfaction ranking", "satisfaction", "sipas_rank"),
])  # fmt: skip
def test_words_like_no_name_are_told_those_that_share_the_rarest(corpus, words, shared, code):
    with pytest.raises(DataError) as told:
        cite(held(corpus, seen("x", 1.0)), "VN-75", words, 2024)
    said = unknown(told.value, held(corpus), "en", "VN-75")
    assert told.value.near == () and f"with “{shared}” there are: " in said and code in said


@pytest.mark.parametrize("words", ["tai nạn giao thông", "lượng khách du lịch", "inflation rate", "digital twins"])
def test_a_syllable_a_kind_or_a_common_word_is_shared_by_no_name(corpus, words):
    assert sharing(words, corpus.indicators, "indicator") == ("", [])


@pytest.mark.parametrize(("words", "code"), [("how fast did the economy grow", "grdp_growth"),
                                             ("number of businesses", "enterprises_total")])  # fmt: skip
def test_words_of_the_field_that_say_the_same_are_read(corpus, words, code):
    assert cite(held(corpus), "VN", words, 2024).indicator == code


@pytest.mark.parametrize("word", ["giá nhà ở", "house prices", "tỷ lệ nghèo", "inflation rate"])
def test_letters_or_one_short_word_alike_suggest_nothing(corpus, word):
    with pytest.raises(DataError) as told:
        cite(held(corpus, seen("x", 1.0)), "VN", word, 2024)
    assert told.value.near == ()


def test_of_several_readings_just_those_with_a_figure_of_the_area_are_asked_about(corpus):
    codes = ["cashless_school_hospital_share", "cashless_school_share"]
    est = held(corpus, *(seen(code, 1.0, indicator=code) for code in codes))
    with pytest.raises(DataError) as told:
        cite(est, "VN-75", "cashless payments", 2023)
    assert {*re.findall(r"\((\w+)\)", unknown(told.value, est, "en", "VN-75"))} == {*codes}


def test_suggestions_without_a_figure_tell_the_targets_of_the_area(tables):
    est = reconcile(assess(tables))
    with pytest.raises(DataError) as told:
        cite(est, "Lạng Sơn", "e-commerce sales")
    aims = tables.targets.query("ref_area == 'VN-20' and indicator == 'ecommerce_retail_share' and trust != 'low'")
    said = unknown(told.value, est, "en", "Lạng Sơn")
    assert len(aims) and all(f"“{figure}”" in said for figure in aims["figure"])


def test_an_area_or_indicator_like_none_is_told_where_all_are_listed(corpus):
    est = held(corpus)
    for area, words, listed in (("Atlantis", WIRED, "areas"), ("VN-75", "traffic accidents", "indicators")):
        with pytest.raises(DataError) as told:
            cite(est, area, words)
        assert unknown(told.value, est, "en", area).endswith(f"data/raw/{listed}.csv lists those there are.")


def test_a_refusal_with_nothing_else_names_areas_that_have_figures(corpus):
    est = held(corpus, *(seen(f"x{code}", 1.0, ref_area=code) for code in ("VN-01", "VN-04", "VN-05", "VN-06")))
    assert text(cite(est, "VN-75", WIRED), est, "en").endswith("(3 of 4 areas).")


def test_a_selection_of_areas_says_of_how_many(corpus):
    region = corpus.areas.set_index("area").at["VN-75", "region"]
    parts = corpus.areas.loc[corpus.areas["region"].eq(region), "area"]
    est = held(corpus, *(seen(f"x{code}", 1.0, ref_area=code) for code in parts))
    assert f"Elsewhere (3 of {len(parts)} areas" in text(cite(est, region, WIRED, 2023), est, "en")


@pytest.mark.parametrize(("lang", "said"), [("en", "no figure of it in any year"),
                                            ("vi", "không có số liệu này của bất kỳ năm nào")])  # fmt: skip
def test_readings_that_are_all_empty_for_the_area_say_so(corpus, lang, said):
    every = [held(corpus, seen("x", 1.0, indicator=code)) for code in (WIRED, "smartphone_adult_share")]
    told = [text(cite(est, "Đồng Nai", "người dùng smartphone", 2024), est, lang) for est in every]
    assert [said in one for one in told] == [True, False]


@pytest.mark.parametrize("words", ["dịch vụ công trực tuyến", "online public services"])
def test_a_count_and_a_share_of_one_name_are_both_meant_in_either_language(corpus, words):
    est = held(corpus, seen("s", 80.0, indicator="online_service_share"))
    assert cite(est, "VN-75", words, 2023).indicator == "online_service_share"


def test_what_only_old_borders_have_of_the_family_is_told_of_the_new(corpus):
    est = held(corpus, seen("p", 0.5, "2024", ref_area="VN-08", indicator="papi_internet_access"))
    assert cite(est, "Tuyên Quang", "PAPI", 2025).figure_ids == ("p",)


def test_an_undated_copy_is_refused_for_its_date_and_told_to_be_one(corpus):
    est = held(corpus, seen("c", 80.0, period_basis="publication", dated="bound", trust="low"))
    found = cite(est, "VN-75", WIRED, 2023)
    assert found.reason == "undated" and "blogs alone" in text(found, est, "en")


def test_an_ended_area_is_told_the_target_of_what_it_became(tables):
    found = cite(reconcile(assess(tables)), "Bà Rịa - Vũng Tàu", "mục tiêu kinh tế số", 2030)
    aims = tables.targets.query("ref_area == 'VN-79N' and indicator == 'digital_economy_share_grdp'")
    assert {*found.beside[-1].figure_ids} <= {*aims["figure_id"]} and found.beside[-1].area == "VN-79N"


def test_a_town_keeps_the_year_asked_for(tables):
    est = reconcile(assess(tables))
    asked = ("Thủ Dầu Một", "dịch vụ công trực tuyến", 2023)
    with pytest.raises(DataError) as told:
        cite(est, *asked)
    assert "84.05%" in unknown(told.value, est, "en", *asked)
