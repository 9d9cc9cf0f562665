"""Which figure to cite: the value, or the refusal with its reason, as a careful reader would have it."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from comparing import FIGURE, fact, result

import bdlib as bd
from bdlib import asking
from bdlib.asking import codes
from bdlib.citation import cite
from bdlib.citation.telling import fates
from bdlib.errors import DataError
from bdlib.evidence import assess
from bdlib.project import project_root
from bdlib.reconciliation import reconcile
from bdlib.spoken import UNREAD, period, runs, without
from bdpress.new import make
from bdquantities.lexicon import rows
from bdviews.citation import text, unknown

GRDP, WIRED = "grdp_per_capita", "broadband_household_share"


def cited(corpus, *rows, area="VN-75", indicator=WIRED, year=2023, **asked):
    return cite(result(corpus, *rows), area, indicator, year, **asked)


def at(value, margin=0.05, **fields):
    return fact("VN-75", WIRED, value, margin, **{"time_period": "2023"} | fields)


@pytest.mark.parametrize("name", ["Đồng Nai", "dong nai", "tỉnh Đồng Nai", "Dong Nai province", "VN-75"])
def test_a_province_by_any_of_its_names(corpus, name):
    assert cited(corpus, at(83.6), area=name).value == 83.6


@pytest.mark.parametrize(("share", "reason"), [(836.0, "impossible"), (105.48, "")])
def test_a_share_far_above_its_limit_founds_no_estimate_and_its_citation_says_why(tables, share, reason):
    seen = tables.observations
    one = seen[seen["indicator"].eq(WIRED) & seen["period_basis"].eq("stated") & seen["trust"].ne("low")].iloc[:1]
    est = reconcile(assess(replace(tables, observations=one.assign(obs_value=share, lower=share, upper=share))))
    found = cite(est, one["ref_area"].item(), WIRED, int(one["time_period"].item()[:4]))
    assert (found.reason if found.refused else "") == reason and found.figure_ids == (one["figure_id"].item(),)
    assert ("cannot be" in text(found, est, "en")) is bool(reason)


def test_plain_data_has_just_the_keys_asked_for(corpus):
    found = json.loads(json.dumps(cited(corpus, at(83.6, maker="mic", figure_ids="a-001|a-002")).to_dict()))
    assert list(found) == ("area indicator year value lower upper unit origin figure_ids contradicted_by refused "
                           "reason").split()  # fmt: skip
    assert (found["figure_ids"], found["origin"], found["refused"]) == (["a-001", "a-002"], "mic", False)


REFUSED = [
    ([], "no_figure"),
    ([at(80, time_period="2021")], "other_periods"),
    ([at(80, time_period="2024", dated="bound")], "undated"),
    ([at(80, time_period="2022", dated="bound")], "other_periods"),
    ([at(80, time_period="2023-H1")], "part_year"),
    ([at(80, dated="bound")], "undated"),
    ([at(80, dated="inferred")], "undated"),
    ([at(80, trust="low")], "low_trust"),
    ([at(float("nan"), status="declined")], "open_conflict"),
    ([at(80, status="open")], "open_conflict"),
    ([at(80, measure="covered"), at(60, measure="connected")], "facets"),
    ([at(80, series="MIC"), at(60, series="PSO")], "several_makers"),
]


@pytest.mark.parametrize(("rows", "reason"), REFUSED)
def test_nothing_is_cited_without_ground(corpus, rows, reason):
    found = cited(corpus, *rows)
    assert (found.refused, found.reason, found.value) == (True, reason, None)
    assert set(found.figure_ids) == {"x-001"} & {row["figure_ids"] for row in rows}


def test_the_official_table_goes_before_the_press_which_is_named_as_against_it(corpus):
    rows = [at(80, frame="complete", figure_ids="t-001"), at(60, series="PSO", figure_ids="p-001")]
    found = cited(corpus, *rows)
    assert (found.value, found.reason, found.contradicted_by) == (80, "official", ("p-001",))


def test_an_open_conflict_does_not_hide_the_statistics_office(corpus):
    seen = [FIGURE | {"figure_id": "g-001", "maker_kind": "statistics_office", "time_period": "2023", "obs_value": 80}]
    found = cite(result(corpus, at(80, status="open", figure_ids="g-001"), observations=seen), "VN-75", WIRED, 2023)
    assert found.value == 80


def test_an_open_dispute_of_another_maker_is_not_passed_over(corpus):
    open_ = at(float("nan"), series="GSO", status="open", figure_ids="g-001") | {"lower": 12.3, "upper": 12.9}
    assert cited(corpus, at(16.5, series="MIC", figure_ids="m-001"), open_).reason == "several_makers"


def test_ranks_among_63_and_among_34_are_two_things(corpus):
    rows = [fact("VN-46", "dti_rank", place, series=one, unit_measure="rank", frame="complete", time_period="2024")
            for one, place in (("DTI", 5), ("DTI34", 2))]  # fmt: skip
    found = cite(est := result(corpus, *rows), "Huế", "dti_rank", 2024)  # 63 there were in that year
    assert (found.value, [(one.value, one.facets["field"]) for one in found.beside]) == (5, [(2, "34")])
    assert "2/34" in text(found, est, "en") and cite(est, "Huế", "dti_rank", 2024, series="DTI34").value == 2


@pytest.mark.parametrize(("period", "field"), [("2025-H1", "63"), ("2025", "34")])
def test_what_has_ended_is_not_counted_with_what_replaced_it(corpus, period, field):
    rows = [fact("VN-01", "dti_rank", place, series=one, unit_measure="rank", time_period=period)
            for one, place in (("DTI", 5), ("DTI34", 2))]  # fmt: skip
    assert cited(corpus, *rows, area="Hà Nội", indicator="dti_rank", year=period).facets["field"] == field


OF_79 = [fact(code, WIRED, value, time_period="2025") for code, value in (("VN-79", 1), ("VN-79N", 2))]


@pytest.mark.parametrize(("area", "value", "beside"), [("VN-79", 1, []), ("vn-79n", 2, []), ("Sài Gòn", 2, [1])])
def test_a_code_is_that_area_and_a_bare_name_names_both(corpus, area, value, beside):
    found = cited(corpus, *OF_79, area=area, year=2025)
    assert (found.value, [one.value for one in found.beside]) == (value, beside)


@pytest.mark.parametrize(("area", "answer"), [("Phú Thọ", ("VN-25N", 3)), ("VN-25", ("VN-25", None)),
                                              ("Phú Thọ cũ", ("VN-25", None))])  # fmt: skip
def test_other_borders_answer_for_a_bare_name_alone(corpus, area, answer):
    rows = [fact("VN-25", WIRED, 1, time_period="2022"), fact("VN-25N", WIRED, 3, time_period="2024")]
    found = cited(corpus, *rows, area=area, year=2024)
    assert (found.area, found.value) == answer


@pytest.mark.parametrize("word", ["mục tiêu tỷ trọng kinh tế số", "target for digital economy share of GDP"])
def test_a_target_is_refused_and_the_targets_are_listed(tables, word):
    found = cite(est := reconcile(assess(tables)), "VN", word, 2030)
    aims = tables.targets.query("ref_area == 'VN' and indicator == 'digital_economy_share_grdp' and role == 'target'")
    assert (found.reason, {*found.figure_ids}) == ("target", {*aims[aims["target_year"].eq(2030)]["figure_id"]})
    assert "“30%”" in text(found, est, "vi")


@pytest.mark.parametrize("code", ["plan_targets_completed_share", "eid_target_completion_share"])
def test_a_name_that_has_the_word_target_in_it_asks_for_none(corpus, code):
    name = corpus.indicators.set_index("indicator").at[code, "name_en"]
    row = fact("VN-75", code, 5, time_period="2023")
    assert [cited(corpus, row, indicator=word).value for word in (code, name)] == [5, 5]


def test_targets_of_other_borders_stand_apart_and_all_have_their_pages(tables):
    found = cite(est := reconcile(assess(tables)), "Bắc Ninh", "mục tiêu kinh tế số", 2030)
    held = tables.targets.query("indicator == 'digital_economy_share_grdp' and target_year == 2030")
    ids = [{*held.loc[held["ref_area"].eq(code), "figure_id"]} for code in ("VN-24N", "VN-27")]
    assert [{*one.figure_ids} for one in (found, *found.beside)] == ids
    assert [{*one.pages["figure_id"]} for one in (found, *found.beside)] == ids
    assert "Beside it, for Bac Ninh (borders until" in text(found, est, "en")


def test_facets_and_years_choose_among_targets(tables):
    est, aims = reconcile(assess(tables)), tables.targets.query("ref_area == 'VN' and role == 'target'")
    found = cite(est, "VN", "target for " + WIRED, 2025, measure="covered")
    own = aims[aims["indicator"].eq(WIRED) & aims["target_year"].eq(2025) & aims["measure"].eq("covered")]
    assert {*found.figure_ids} == {*own["figure_id"]} != set()
    assert "No target is set for" in text(cite(est, "VN", "target for " + WIRED, 2029), est, "en")


@pytest.mark.parametrize("name", ["measure", "base", "series"])
@pytest.mark.parametrize("word", [WIRED, "target for " + WIRED])
def test_a_wrong_facet_is_told_though_there_is_nothing_to_choose_from(corpus, name, word):
    with pytest.raises(DataError, match="conected"):
        cited(corpus, indicator=word, **{name: "conected"})


def test_a_misspelt_keyword_is_told_with_the_nearest(corpus):
    with pytest.raises(DataError, match=r"found 'sereis', .*did you mean series"):
        cited(corpus, sereis="GSO")


@pytest.mark.parametrize("year", [2023, "2023-06"])
def test_no_observations_at_all_is_a_refusal(corpus, year):
    est = result(corpus)
    est.tables.observations = est.tables.observations.iloc[:0]
    assert cite(est, "VN-75", WIRED, year).reason == "no_figure"


@pytest.mark.parametrize("word", [WIRED, "target for " + WIRED])
def test_no_estimates_and_no_year_is_a_refusal_without_one(corpus, word):
    found = cited(corpus, indicator=word, year=None)
    assert (found.refused, found.year, found.figure_ids) == (True, "", ())


@pytest.mark.parametrize("year", ["", " ", "-", "?", "last year", "năm ngoái"])
def test_what_is_no_period_is_told_as_that(corpus, year):
    with pytest.raises(DataError, match="a year or period"):
        cited(corpus, at(80), year=year)


def test_a_part_and_a_looser_wording_say_nothing_against(corpus):
    others = [{"figure_id": "more", "lower": 80.0, "upper": 99.0}, {"figure_id": "part", "scope": "core"},
              {"figure_id": "other"}]  # fmt: skip
    seen = [FIGURE | {"obs_value": 9.0, "lower": 8.0, "upper": 10.0, "time_period": "2023"} | one for one in others]
    rows = [at(80, frame="complete", figure_ids="t"), at(9, series="PSO", figure_ids="more|part|other")]
    seen.append(FIGURE | {"figure_id": "t", "time_period": "2023", "frame": "complete"})
    est = result(corpus, *rows, observations=seen)
    assert cite(est, "VN-75", WIRED, 2023).contradicted_by == ("other",)


@pytest.mark.parametrize(("year", "end"), [(2022, "2022"), (2023, "2023-all"), (2024, "2024-63-tinh")])
def test_the_address_is_that_of_the_edition(tables, year, end):
    page = cite(reconcile(assess(tables)), "VN-96", "dti_rank", year).csl()[0]
    assert page["URL"].endswith(end)


def test_a_reader_is_told_of_copies_revisions_and_flags(tables):
    est = reconcile(assess(tables))
    said = text(cite(est, "Nghệ An", "trained_labour_force_share", 2022), est, "en")
    assert "copy" in said and "low reliability" in said
    assert "Aug\xa02026" in text(cite(est, "Bắc Giang", "grdp_growth", 2024), est, "en")


def test_a_flag_of_ours_is_told_though_another_stands_in_its_place(tables):
    est = reconcile(assess(tables))
    said = [text(cite(est, "Nghệ An", "trained_labour_force_share", year), est, "en") for year in (2021, 2024)]
    assert ["breaks in this year" in one for one in said] == [True, False]
    assert ["We, not the publisher, flag it" in one for one in said] == [True, True]


LOOSE = FIGURE | {"period_basis": "publication", "ref_area": "VN-75", "indicator": WIRED, "time_period": "2024-05-01",
                  "maker": "", "series": "", "stage": ""}  # fmt: skip
ROWS = [at(80, figure_ids="a"), at(60, figure_ids="b", time_period="2024", dated="bound")]


@pytest.mark.parametrize(("rows", "year", "ids"), [(ROWS, 2023, ("b",)), (ROWS[1:], 2023, ("b",)), (ROWS, 2022, ())])
def test_what_prints_no_year_stands_beside_or_among_what_exists(corpus, rows, year, ids):
    seen = [LOOSE | {"figure_id": "b", "obs_value": 60.0, "lower": 59.0, "upper": 61.0, "figure": "60%"}]
    found = cite(est := result(corpus, *rows, observations=seen), "VN-75", WIRED, year)
    assert found.near == ids and ("“60%”" in text(found, est, "vi") or not ids)
    assert ("may mean this one: “60%”" in text(found, est, "en")) == (found.refused and found.near != ())


def test_a_period_finds_the_figure_of_just_that_month(tables):
    found = [cite(est := reconcile(assess(tables)), "nationwide", "smartphone_adult_share", year) for year in
             ("2022-03", 2022, "2022-05")]  # fmt: skip
    assert [one.value for one in found] == [73.5, 73.5, None]
    assert ["Mar\xa02022: **" in text(one, est, "en") for one in found] == [True, True, False]


def test_a_first_release_of_a_series_revised_since_is_told_as_revised(tables):
    est = reconcile(assess(tables))
    assert "revised by its maker since" in text(cite(est, "the whole country", "grdp_growth", 2024), est, "en")


def test_a_forecast_is_listed_as_one(tables):
    est = reconcile(assess(tables))
    found = cite(est, "VN-79", "digital_economy_share_grdp", 2024)
    assert found.refused and "a forecast, not a figure: “22%”" in text(found, est, "en")


def test_a_guess_is_told(corpus):
    est = result(corpus, at(80))
    said = [text(cite(est, "VN-75", word, 2023), est, "en") for word in (WIRED, "fibre broadband households")]
    assert ["read as" in each for each in said] == [False, True]


def test_a_province_that_has_gone_says_so(corpus):
    found = cite(est := result(corpus, at(80)), "Hà Tây", WIRED, 2022)
    assert found.reason == "ended" and "Hanoi" in text(found, est, "en")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "No area is called “Dak Lk” here. It may be: Dak Lak (borders until"),
        ("vi", "Không có địa phương nào tên “Dak Lk”. Có thể là: Đắk Lắk (địa giới đến"),
    ],
)
def test_the_command_answers_a_wrong_name_in_the_language(capsys, lang, said):
    from bdpress.cli import main

    assert main(["cite", "Dak Lk", "hạng DTI", "--year", "2022", "--lang", lang]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("word", "both"), [
    ("cashless payments", {"cashless_school_share", "cashless_hospital_share"}),
    ("innovation index rank", {"gii_rank", "pii_rank"}),
])  # fmt: skip
def test_a_name_that_may_mean_two_is_refused_with_both(corpus, word, both):
    found = cited(corpus, at(1), indicator=word)
    assert found.refused and both & {found.indicator, *found.may_mean}


FORMS = [("--bibtex", ""), ("--csl", "[]")]


@pytest.mark.parametrize(("form", "said"), FORMS)
def test_a_refusal_as_data_of_pages_is_empty_and_told_beside(capsys, form, said):
    from bdpress.cli import main

    assert main(["cite", "Hà Tây", "dti_rank", "--year", "2022", "--lang", "en", form]) == 0  # it had ended
    out, err = capsys.readouterr()
    assert out == f"{said}\n" and "Nothing to cite" in err


def test_data_has_no_language_and_words_are_refused_before_the_corpus_is_read(tmp_path, monkeypatch, capsys):
    from bdpress.cli import main

    make(tmp_path / "one", languages=["en"])
    asked = ["cite", "Northland", "Internet users", "--year", "2024", "--lang", "vi", "--root", str(tmp_path / "one")]
    assert main([*asked, "--json"]) == 0
    assert main([*asked[:1], "Nowhere", *asked[2:], "--csl"]) == 1  # told beside, in the study's language
    assert "No area is called" in capsys.readouterr().err
    monkeypatch.setattr(bd, "load", lambda _: pytest.fail("read"))
    assert main(asked) == 1


def test_the_command_takes_what_is_held_and_makes_nothing_to_hold(monkeypatch):
    from bdpress.cli import main
    from bdpress.kernels import corpora

    monkeypatch.setattr(corpora, "warm", lambda: pytest.fail("made"))
    asked = []
    monkeypatch.setattr(corpora, "recall", asked.append)
    assert main(["cite", "Bình Dương", "dti_rank", "--year", "2022", "--json"]) == 0 and asked == [project_root()]


def test_makers_that_agree_give_the_most_exact(corpus):
    found = cited(corpus, at(80, 2, series="PSO"), at(80.5, 0.05, series="MIC"))
    assert (found.value, found.reason, found.contradicted_by) == (80.5, "agree", ())


def test_a_facet_asked_for_settles_which(corpus):
    rows = [at(80, measure="covered"), at(60, measure="connected")]
    assert cited(corpus, *rows, measure="connected").value == 60


def test_the_year_tells_which_of_two_provinces_of_one_name(corpus):
    rows = [fact("VN-79", WIRED, 1, time_period="2023"), fact("VN-79N", WIRED, 2, time_period="2026")]
    assert [cited(corpus, *rows, area="TP. Hồ Chí Minh", year=year).value for year in (2023, 2026)] == [1, 2]


def test_a_province_that_ended_has_no_figure_after(corpus):
    assert cited(corpus, fact("VN-74", WIRED, 1, time_period="2024"), area="Bình Dương", year=2026).reason == "ended"


@pytest.mark.parametrize(("asked", "said"), [
    ({"area": "Binh Duongg"}, "Bình Dương"), ({"indicator": "dti_rnk"}, "dti_rank"),
    ({"series": "GSSO"}, "GSO"), ({"measur": "covered"}, "measure"), ({"measure": "conected"}, "connected"),
])  # fmt: skip
def test_what_is_not_known_is_refused_with_the_nearest(corpus, asked, said):
    with pytest.raises(DataError, match=said):
        cited(corpus, at(80, measure="connected"), **asked)


def test_bibtex_and_csl_name_the_page(corpus):
    found = cited(corpus, at(83.6))
    assert r"title = {{50\% \& more}}," in found.bibtex() and "@article{page," in found.bibtex()
    assert found.csl()[0]["issued"] == {"date-parts": [[2024, 5, 1]]}


@pytest.mark.parametrize("rows", [[at(83.6)], *[rows for rows, _ in REFUSED]])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_answer_has_words(corpus, rows, lang):
    said = text(cite(est := result(corpus, *rows), "VN-75", WIRED, 2023), est, lang)
    assert "{" not in said and "VN-75" not in said and len(said) > 40


@pytest.mark.parametrize("word", ["số lao động có việc làm", "lao động có việc làm", "Số người có việc làm"])
def test_a_measure_word_in_front_changes_nothing(corpus, word):
    assert cited(corpus, fact("VN-75", "employed_persons", 5, time_period="2023"), indicator=word).value == 5


@pytest.mark.parametrize(("word", "key", "code"), [
    ("thứ hạng DTI", "indicator", "dti_rank"), ("PAPI 8.2", "indicator", "papi_internet_access"),
    ("GRDP đầu người", "indicator", GRDP), ("Phú Thọ mới", "area", "VN-25N"), ("former Gia Lai", "area", "VN-64"),
])  # fmt: skip
def test_names_as_people_say_them(corpus, word, key, code):
    assert codes(word, getattr(corpus, f"{key}s"), key) == [code]


@pytest.mark.parametrize("words", ["{} cũ", "{} (trước khi sáp nhập)", "{} before the merger", "pre-merger {}",
                                   "{} theo địa giới cũ", "{} within old borders"])  # fmt: skip
@pytest.mark.parametrize(("name", "code"), [("Bắc Ninh", "VN-27"), ("Hà Nội", "VN-01")])
def test_borders_in_words_are_those_and_an_unchanged_area_has_the_same(corpus, words, name, code):
    after = words.replace("cũ", "mới").replace("trước", "sau").replace("before", "after").replace("pre-", "post-")
    new = {"VN-27": "VN-24N"}.get(code, code)
    asked = [words.format(name), after.replace("old", "new").format(name)]
    assert [codes(one, corpus.areas, "area") for one in asked] == [[code], [new]]


def test_borders_that_an_area_never_had_are_refused_as_they_were_asked_for(corpus):
    with pytest.raises(DataError, match="Bình Dương mới"):
        codes("Bình Dương mới", corpus.areas, "area")


@pytest.mark.parametrize("row", rows(Path(asking.__file__).with_name("asked.csv"), {}), ids=lambda row: row["example"])
def test_the_words_of_a_question_do_what_their_example_says(row):
    left = asking.without(row["example"], row["kind"])
    assert (
        (left or row["kind"] == "latest")
        and re.search(row["pattern"], asking.fold(row["example"]))
        and left in asking.fold(row["example"])
    )


@pytest.mark.parametrize("words", ["dân số năm 2022", "dân số tính đến cuối năm 2022", "population as of 2022",
                                   "năm 2022 dân số là bao nhiêu", "population in 2022?", "dan so (2022)"])  # fmt: skip
@pytest.mark.parametrize("year", [None, 2022])
def test_a_year_in_the_words_is_asked_for(corpus, words, year):
    rows = [fact("VN-75", "population", value, time_period=str(value)) for value in (2022, 2023, 2024)]
    assert cited(corpus, *rows, indicator=words, year=year).value == 2022


@pytest.mark.parametrize(("words", "year", "both"), [
    ("population 2016", 2021, ("2016", "2021")), ("population 2016", "latest", ("2016", "latest")),
    ("newest population", 2021, ("latest", "2021")), ("dân số tháng 6 năm 2018", 2021, ("2018-06", "2021")),
    ("dân số quý 3", "2021-Q2", ("2021-Q3", "2021-Q2")),
])  # fmt: skip
def test_words_that_contradict_the_year_given_are_told_with_it(corpus, words, year, both):
    with pytest.raises(DataError, match=words) as told:
        cited(corpus, indicator=words, year=year)
    assert told.value.near == both and all(one in str(told.value) for one in both)
    said = [unknown(told.value, result(corpus), lang) for lang in ("vi", "en")]
    assert all(words in one and "{" not in one for one in said) and said[0] != said[1]


@pytest.mark.parametrize("row", rows(Path(asking.__file__).with_name("spoken.csv"), {}), ids=lambda row: row["example"])
def test_the_part_of_a_year_is_read_as_its_example_says(row):
    asked, said = f"dân số {row['example']}", runs(row["example"])
    if row["part"] == UNREAD:
        assert UNREAD in [run.part for run in said] and period(said) is None
        return
    assert without(asked, runs(asked)) in ("dân số", "dân số population")
    assert "".join(period(said)) == row["period"] != ""


@pytest.mark.parametrize(("words", "year", "period"), [
    ("dân số 6 tháng đầu năm 2023", None, "2023-H1"), ("population, first half of 2023", 2023, "2023-H1"),
    ("dân số quý I", 2023, "2023-Q1"), ("dân số quý I", None, "2023-Q1"), ("dân số 03/2023", None, "2023-03"),
    ("population in May 2023", None, "2023-05"), ("dân số 2023-9M", None, "2023-9M"),
    ("March population 2023", None, "2023-03"), ("population on May 31, 2023", None, "2023-05-31"),
    ("population March", 2023, "2023-03"), ("population May", "2023", "2023-05"),
    ("population in may", 2023, "2023-05"), ("May 2023 population", None, "2023-05"),
    ("dân số 6 tháng", 2023, "2023-H1"), ("population, nine months", 2023, "2023-9M"),
    ("dân số đến 31/5/2023", None, "2023-05-31"), ("dân số ngày 31 tháng 5 năm 2023", None, "2023-05-31"),
])  # fmt: skip
def test_a_part_of_a_year_in_the_words_is_asked_for(corpus, words, year, period):
    each = ["2024", "2023", "2023-H1", "2023-Q1", "2023-03", "2023-05", "2023-9M", "2023-05-31"]
    rows = [fact("VN-75", "population", at, time_period=one) for at, one in enumerate(each)]
    assert cited(corpus, *rows, indicator=words, year=year).period == period


def test_the_newest_of_a_part_of_a_year_answers_and_those_there_are_are_named(corpus):
    rows = [fact("VN-75", WIRED, at, time_period=one) for at, one in enumerate(["2022-Q1", "2023-Q1", "2024"], 70)]
    est = result(corpus, *rows)
    found = cite(est, "VN-75", f"{corpus.indicators.set_index('indicator').at[WIRED, 'name_en']} first quarter")
    assert (found.value, found.years) == (71, ("2022-Q1", "2023-Q1"))
    assert "There are figures of quarter 1 of 2022, quarter 1 of 2023." in text(found, est, "en")
    assert cite(est, "VN-75", f"{WIRED} quý 3").reason == "other_periods"


@pytest.mark.parametrize("words", ["số máy 2025", "quy mô 2025", "top 10 2025", "so may tinh 2025",
                                   "hộ có máy tính năm 2025", "PCI xep thu may 2025"])  # fmt: skip
def test_what_is_no_part_of_a_year_is_left(words):
    assert without(words, runs(words)) == words.removesuffix(" 2025").removesuffix(" năm")


@pytest.mark.parametrize("words", ["GRDP at 2010 prices", "GRDP theo giá so sánh 2010", "GRDP in constant 2010 prices",
                                   "GRDP giá so sánh năm 2010"])  # fmt: skip
def test_a_year_in_a_name_is_none_that_is_asked_for(corpus, words):
    rows = [fact("VN-75", "grdp_constant2010", 5, time_period=year) for year in ("2018", "2023")]
    assert cited(corpus, *rows, indicator=words, year=None).years == ("2018", "2023")
    each = [cited(corpus, *rows, indicator=f"{words}{said} 2018", year=None) for said in ("", ",", " in")]
    assert [(one.year, one.value, one.years) for one in each] == [("2018", 5, ())] * 3


@pytest.mark.parametrize(("words", "code"), [
    ("thu nhập bình quân đầu người một tháng năm 2023", "income_per_capita_month"),
    ("full online services 2023", "full_online_service_share"),
])  # fmt: skip
def test_words_of_a_period_in_a_name_hide_no_year_beside_it(corpus, words, code):
    rows = [fact("VN-75", code, at, time_period=str(2000 + at)) for at in (23, 24)]
    assert cited(corpus, *rows, indicator=words, year=None).value == 23


@pytest.mark.parametrize("words", [
    "population 2021-2025", "population since 2022", "dân số từ năm 2022", "dân số 2019, 2021", "dân số 2019/20",
    "dân số quý 1 và quý 2 năm 2023", "population Q2 Q3 2023", "population Q7 2023", "dân số tháng năm 2023",
    "population last six months", "population last quarter", "dân số năm ngoái", "population 5/6/2023",
    "dân số quý I 2021-2025", "dân số 6 tháng qua",
    "dân số quý 1 năm ngoái", "population 31/3", "population 31 February 2023",
    "population may",
])  # fmt: skip
def test_periods_that_are_several_or_half_said_are_refused_with_the_question(corpus, words):
    with pytest.raises(DataError) as told:
        cited(corpus, fact("VN-75", "population", 5, time_period="2023"), indicator=words, year=None)
    assert told.value.value == words and words in unknown(told.value, result(corpus), "vi")


@pytest.mark.parametrize(("years", "year", "nearest"), [((2019, 2022), 2023, 2022), ((2019, 2022), 2018, 2019)])
def test_the_nearest_year_is_named_and_comes_first(corpus, years, year, nearest):
    rows = [at(one, time_period=str(one), figure_ids=f"f-{one}") for one in years]
    seen = [FIGURE | row | {"figure_id": row["figure_ids"], "figure": row["time_period"]} for row in rows]
    found = cite(est := result(corpus, *rows, observations=seen), "VN-75", WIRED, year)
    assert found.figure_ids[0] == f"f-{nearest}" and f"nearest figure: “{nearest}”" in text(found, est, "en")


@pytest.mark.parametrize("unfit", [{"dated": "inferred"}, {"trust": "low"}, {"time_period": "2023-H1"}])
def test_beside_what_is_unfit_the_nearest_stated_year_is_told(corpus, unfit):
    rows = [at(80, figure_ids="now", **unfit), at(70, time_period="2020", figure_ids="then")]
    seen = [FIGURE | row | {"figure_id": row["figure_ids"], "figure": f"{row['obs_value']:g}"} for row in rows]
    found = cite(est := result(corpus, *rows, observations=seen), "VN-75", WIRED, 2023)
    assert found.figure_ids == ("now", "then") and "“70” (2020" in text(found, est, "en")


def test_of_a_family_without_figures_of_the_year_those_of_others_are_told_the_nearest_first(corpus):
    rows = [fact("VN-75", "income_per_capita_month", 1, time_period=str(year), figure_ids=f"m-{year}")
            for year in (2010, 2016)]  # fmt: skip
    assert cited(corpus, *rows, indicator="income_per_capita").figure_ids == ("m-2016", "m-2010")


@pytest.mark.parametrize(("word", "code"), [("hồ sơ", ""), ("ho so", ""), ("xuất khẩu", ""), ("so ho", "households")])
def test_marks_order_and_enough_words_make_a_guess(corpus, word, code):
    if code:
        assert codes(word, corpus.indicators, "indicator") == [code]
    else:
        with pytest.raises(DataError, match="it may mean"):
            codes(word, corpus.indicators, "indicator")


def test_a_word_with_its_marks_is_no_other_word(corpus):
    with pytest.raises(DataError) as told:
        codes("du lịch", corpus.indicators, "indicator")  # dữ liệu is no du
    assert not told.value.near


@pytest.mark.parametrize(("word", "code"), [("người dùng smartphone", "smartphone_adult_share"),
                                            ("điểm đổi mới sáng tạo PII", "pii_score")])  # fmt: skip
def test_words_that_the_names_of_one_say_together_and_one_within_them_mean_it(corpus, word, code):
    assert codes(word, corpus.indicators, "indicator") == [code]


def test_a_name_of_the_new_borders_finds_the_old_ones_before_them(corpus):
    assert cited(corpus, fact("VN-79", WIRED, 5.4, time_period="2023"), area="Hồ Chí Minh").area == "VN-79"


def test_a_day_of_the_year_asked_for_is_written(corpus):
    est = result(corpus, at(80, figure_ids="d"), observations=[
        {**FIGURE, "figure_id": "d", "obs_value": 80.0, "time_period": "2023-03-01", "ref_area": "VN-75"}])  # fmt: skip
    assert "1\xa0Mar\xa02023" in text(cite(est, "VN-75", WIRED, 2023), est, "en")


def test_the_command_prints_plain_data(capsys):
    from bdpress.cli import main

    assert main(["cite", "lang son", "hạng DTI", "--year", "2022", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["area"], found["indicator"], found["value"], found["refused"]) == ("VN-20", "dti_rank", 6, False)


def test_a_name_that_nobody_knows_is_a_refusal_in_json_too(capsys):
    from bdpress.cli import main

    assert main(["cite", "Thanh Hóa", "cashless payments", "--year", "2024", "--json"]) == 0  # all of them are empty
    assert json.loads(capsys.readouterr().out)["refused"]
    assert main(["cite", "Biên Hòa", "dti_score", "--year", "2022", "--json"]) == 1  # a town in VN-75
    assert json.loads(capsys.readouterr().out)["figure_ids"] == ["dti_score_63:VN-75:2022"]
    assert main(["cite", "Nowhere", "dti_rank", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["year"] == ""


def test_an_alias_of_two_indicators_means_the_one_with_a_figure_and_of_two_with_one_neither(corpus):
    codes = corpus.indicators.assign(aliases_vi="một tên chung")
    found = cite(result(corpus, at(80), indicators=codes), "VN-75", "một tên chung", 2023)
    assert (found.value, found.indicator, found.asked) == (80, WIRED, "một tên chung") and found.may_mean
    two = [at(80), fact("VN-75", GRDP, 9.0, time_period="2023")]
    with pytest.raises(DataError, match=f"one indicator; it may mean .*{WIRED}") as told:
        cite(result(corpus, *two, indicators=codes), "VN-75", "một tên chung", 2023)
    assert {*told.value.near} == {WIRED, GRDP}


def test_an_open_conflict_leaves_the_official_table_to_cite(corpus):
    table = {"frame": "complete", "maker": "nso", "maker_kind": "statistics_office", "obs_value": 7.04,
             "lower": 7.03, "upper": 7.05, "obs_status": "P", "stage": "", "figure_id": "t-001",
             "unit_measure": "percent"}  # fmt: skip
    press = {"obs_value": 7.09, "lower": 7.085, "upper": 7.095, "figure_id": "p-001", "maker": "nso", "frame": ""}
    row = at(float("nan"), figure_ids="t-001|p-001", status="open")
    found = cite(result(corpus, row, observations=[FIGURE | table, FIGURE | press]), "VN-75", WIRED, 2023)
    assert (found.value, found.figure_ids, found.refused) == (7.04, ("t-001",), False)


def test_what_lies_near_is_named_where_nothing_can_be_cited(corpus):
    row = fact("VN-75", "income_per_capita_month", 8.29e6, time_period="2023", figure_ids="m-001", unit_measure="VND")
    found = cited(corpus, row, indicator="income_per_capita")
    assert (found.reason, found.figure_ids) == ("no_figure", ("m-001",))


def test_pages_that_print_a_rounding_are_counted_apart(tables):
    est = reconcile(assess(tables))
    found, values = cite(est, "VN", "grdp_per_capita", 2024), tables.observations.set_index("figure_id")["obs_value"]
    rounded = {row.source_id for row in found.pages.itertuples() if values[row.figure_id] != found.value}
    assert rounded and f"less exactly on {len(rounded)} more" in text(found, est, "en")


def test_what_is_set_aside_says_why(tables):
    est = reconcile(assess(tables))
    apart = est.conflicts.query("status == 'resolved' and role == 'actual'").head(60)
    said = [text(cite(est, one.ref_area, one.indicator, one.time_period[:4]), est, "en") for one in apart.itertuples()]
    assert any("set aside on evidence: " in each for each in said)
    assert not any("set aside on evidence." in each for each in said)


@pytest.mark.parametrize(
    ("other", "fate"),
    [({"maker": "mic"}, ("resolved", "revised")), ({"maker": "nso"}, ("", "")), ({"maker": ""}, ("nobody", "")),
     ({"maker": "", "trust": "low"}, ("resolved", "trusted"))],
)  # fmt: skip
def test_what_a_maker_revised_decides_of_its_own_figures_only(corpus, other, fate):
    seen = [FIGURE | {"figure_id": "b", "obs_value": 60.0, "lower": 60.0, "upper": 60.0, "time_period": "2023"} | other]
    settled = {"conflict_id": "K", "figure_ids": "x-001|b", "status": "resolved", "reason": "revised"}
    est = result(corpus, at(80, maker="mic", contradicted_by="K"), observations=seen, conflicts=[settled])
    assert fates(cite(est, "VN-75", WIRED, 2023), est).loc["b"].tolist() == list(fate)


def test_an_open_conflict_lists_its_figures_first(corpus):
    seen = [FIGURE | {"figure_id": "b", "obs_value": 60.0, "time_period": "2022"}]
    torn = {"conflict_id": "K", "figure_ids": "b|c", "status": "open"}
    row = at(float("nan"), status="open", contradicted_by="K", figure_ids="a|c")
    found = cite(result(corpus, row, observations=seen, conflicts=[torn]), "VN-75", WIRED, 2023)
    assert set(found.figure_ids) == {"a", "b", "c"} and found.figure_ids[2] == "a" and len(found.conflicts) == 1
