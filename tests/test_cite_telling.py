"""What is told with a citation or a refusal: what contradicts it, who made it, what else the corpus has."""

import json

import pandas as pd
import pytest
from comparing import FIGURE, fact, result

from bdlib.asking import codes
from bdlib.citation import cite
from bdlib.evidence import assess
from bdlib.reconciliation import reconcile
from bdpress.cli import main
from bdviews.citation import text
from bdviews.citation.figures import value
from bdviews.labels import Labels

WIRED = "broadband_household_share"


def at(value, margin=0.05, **fields):
    return fact("VN-75", WIRED, value, margin, **{"time_period": "2023"} | fields)


def seen(figure_id, value, period="2023", **fields):
    own = {"figure_id": figure_id, "obs_value": value, "lower": value, "upper": value, "time_period": period,
           "ref_area": "VN-75", "indicator": WIRED, "figure": f"{value:g}", "unit_measure": "percent"}  # fmt: skip
    return FIGURE | own | {"maker": "", "series": "", "stage": ""} | fields


def test_every_figure_of_its_conflicts_is_told_against_it(tables):
    est = reconcile(assess(tables))
    ids = est.frame["contradicted_by"].ne("") & est.frame["obs_value"].notna() & est.frame["trust"].ne("low")
    rows = est.frame[ids & est.frame["dated"].eq("stated") & est.frame["time_period"].str.fullmatch(r"\d{4}")]
    found = [cite(est, row.ref_area, row.indicator, row.time_period) for row in rows.iloc[::4].itertuples()]
    own = est.conflicts.set_index("conflict_id")["figure_ids"].str.split("|")
    value = est.tables.observations.set_index("figure_id")[["lower", "upper", "scope", "time_period", "source_id"]]
    for one in (one for one in found if not one.refused):
        ids = {each for code in one.conflicts["conflict_id"] for each in own[code]} - {*one.figure_ids}
        far = {each for each in ids if value["lower"][each] > one.upper or value["upper"][each] < one.lower}
        own_tables = value["source_id"].isin(value.loc[[*one.figure_ids], "source_id"])
        far -= {*value.index[own_tables & value["time_period"].ne(one.year)]}  # they go on from year to year
        assert {each for each in far if not value["scope"][each]} <= {*one.contradicted_by}


@pytest.mark.parametrize(("tested", "against"), [([], ("loose",)), (["last", "now"], ("last", "loose"))])
def test_another_year_of_the_table_is_no_contradiction_unless_a_test_says_so(corpus, tested, against):
    ids = {"now": ("page", "2023", 80), "last": ("page", "2022", 70), "loose": ("other", "2022", 60)}
    pages = [seen(name, value, year, source_id=of) for name, (of, year, value) in ids.items()]
    facts = json.dumps({"values": [], "tests": [{"figures": tested}] if tested else []})
    torn = {"conflict_id": "K", "facts": facts, "figure_ids": "|".join(ids), "status": "open", "reason": ""}
    est = result(corpus, at(80, contradicted_by="K", figure_ids="now"), observations=pages, conflicts=[torn])
    assert tuple(sorted(cite(est, "VN-75", WIRED, 2023).contradicted_by)) == against


@pytest.mark.parametrize(("stage", "status", "told"), [("forecast", "F", "forecast"), ("", "P", "preliminary")])
def test_where_no_year_was_asked_the_first_sentence_says_how_final_the_value_is(corpus, stage, status, told):
    est = result(corpus, at(80, stage=stage, obs_status=status, figure_ids="f"), observations=[seen("f", 80.0)])
    first = [text(cite(est, "VN-75", WIRED, year), est, "en").split("**")[0] for year in (None, 2023)]
    assert [f"2023 ({told}): " in one for one in first] == [True, False]


def test_of_many_that_say_otherwise_an_official_table_is_told_first(corpus):
    pages = [seen(f"n{n}", 10.0 + n, maker="m", source_id=f"p{n}") for n in range(9)]
    pages.append(seen("table", 60.0, maker="m", frame="complete"))
    torn = {"conflict_id": "K", "facts": "", "figure_ids": "|".join(one["figure_id"] for one in pages) + "|now"}
    est = result(corpus, at(80, contradicted_by="K", figure_ids="now"), observations=[*pages, seen("now", 80.0)],
                 conflicts=[torn | {"status": "open", "reason": ""}])  # fmt: skip
    said = text(cite(est, "VN-75", WIRED, 2023), est, "en").split("Against it: ")
    assert said[1].startswith("60%") and "And 4 more" in said[-1]


def test_what_is_official_of_a_near_date_stands_beside_what_is_not(corpus):
    rows = [at(80, figure_ids="p"), at(60, time_period="2024", frame="complete", figure_ids="o"),
            at(50, time_period="2025", frame="complete", figure_ids="late")]  # fmt: skip
    est = result(corpus, *rows, observations=[seen("o", 60.0, "2024")])
    found = cite(est, "VN-75", WIRED, 2023)
    assert found.firmer == ("o",) and "Official, of a near date: “60” (2024" in text(found, est, "en")
    assert cite(est, "VN-75", WIRED, 2024).firmer == ()


def test_a_part_and_a_page_of_long_after_are_not_offered_for_a_month(corpus):
    loose = [("part", "2024-03-09", "urban"), ("late", "2024-07-08", ""), ("soon", "2024-04-02", "")]
    pages = [seen(name, 6.0, day, published=day, period_basis="publication", scope=scope) for name, day, scope in loose]
    row = at(6, time_period="2024", dated="bound", figure_ids="part|late|soon")
    est = result(corpus, row, observations=pages)
    assert cite(est, "VN-75", WIRED, "2024-03").near == ("soon",)
    assert cite(est, "VN-75", WIRED, "2024").near == ("late", "soon")


def test_whom_the_page_names_goes_before_the_maker_of_its_series(corpus):
    row = {"origin": "mic", "maker": "mic", "origin_basis": "series", "frame": ""}
    said = [Labels(corpus, "en").makers([row | {"attributed_to": name}], speakers=True)[0]
            for name in ("UBND TP HCM", "MIC", "a page")]  # fmt: skip
    assert [one.partition(" (")[0].partition(",")[0] for one in said] == [
        "Ho Chi Minh City People's Committee", *["Ministry of Information and Communications"] * 2]  # fmt: skip
    assert ["by inference" in one for one in said] == [True, False, True]


def test_a_person_is_named_with_the_body_above_him(corpus):
    people = corpus.origins[corpus.origins["maker_kind"].eq("person") & corpus.origins["maker"].isin(
        corpus.origins.loc[corpus.origins["maker_kind"].ne("person"), "origin"])].iloc[0]  # fmt: skip
    row = {"origin": people["origin"], "maker": people["maker"], "attributed_to": people["name"], "frame": ""}
    labels = Labels(corpus, "en")
    assert labels.makers([row], speakers=True) == [f"{people['name_en']}, {labels.maker(people['maker'])}"]


def test_a_target_is_told_once_by_its_soundest_page(corpus):
    aim = {"role": "target", "target_year": 2030, "period_basis": "stated", "series": ""}
    pages = [seen("copy", 40.0, trust="low", maker="p", publisher="A wiki", **aim),
             seen("page", 40.0, maker="p", publisher="A paper", **aim)]  # fmt: skip
    est = result(corpus, observations=[seen("x", 1.0)], targets=pd.DataFrame(pages))
    said = text(cite(est, "VN-75", "target for " + WIRED, 2030), est, "en")
    assert said.count("a target, not a figure") == 1 and "A paper" in said


def test_each_wording_of_a_target_stands_with_its_makers_and_pages(corpus):
    aim = {"role": "target", "target_year": 2030, "period_basis": "stated", "series": ""}
    pages = [seen("a", 30.0, maker="p", source_id="a", **aim), seen("b", 30.0, maker="q", source_id="b", **aim),
             seen("c", 30.0, maker="p", qualifier="more_than", figure="over 30%", **aim)]  # fmt: skip
    est = result(corpus, observations=[seen("x", 1.0)], targets=pd.DataFrame(pages))
    said = text(cite(est, "VN-75", "target for " + WIRED, 2030), est, "en")
    assert [said.count(one) for one in ("p; q; 2 pages, of these", "over 30%", "not a figure")] == [1, 1, 2]


@pytest.mark.parametrize(("figure", "decimals", "page", "lang", "told"), [
    ("12.345 tỷ đồng", 0, "vi", "en", "12.345 trillion VND (“12.345 tỷ đồng”, in Vietnamese)"),
    ("12,345 tỷ đồng", 0, "vi", "vi", "12,345 nghìn tỷ đồng (trang in “12,345 tỷ đồng”)"),
    ("12.345 tỷ đồng", 0, "vi", "vi", "“12.345 tỷ đồng”"), ("12,345 billion", 0, "en", "en", "“12,345 billion”"),
    ("12,345 billion", 0, "en", "vi", "12,345 nghìn tỷ đồng (“12,345 billion”, bằng tiếng Anh)"),
])  # fmt: skip
def test_a_print_to_be_misread_is_told_as_the_answer_writes_it(corpus, figure, decimals, page, lang, told):
    est = result(corpus, sources=pd.DataFrame([{"source_id": "page", "language": page}]))
    row = seen("a", 12.345e12, indicator="grdp_current", unit_measure="VND", figure=figure, decimals=decimals)
    assert value(row, Labels(est, lang)) == told


def test_behind_copies_that_lie_nearer_the_nearest_is_told_as_the_nearest_to_cite(corpus):
    rows = [at(1, time_period=year, trust=trust, figure_ids=year) for year, trust in (("2022", "low"), ("2016", ""))]
    pages = [seen(row["figure_ids"], 1.0, row["time_period"], trust=row["trust"]) for row in rows]
    said = [text(cite(one := result(corpus, *some, observations=pages), "VN-75", WIRED, 2024), one, "en")
            for some in (rows, rows[1:])]  # fmt: skip
    assert "The nearest citable figure of a year: “1” (2016;" in said[0]
    assert "The nearest figure: “1” (2016;" in said[1]


def test_a_day_that_a_collector_inferred_is_told_as_inferred(tables):
    est, notes = reconcile(assess(tables)), tables.sources.set_index("source_id")["published_note"]
    found = cite(est, "nationwide", "provinces_with_de_share_over_20pct", 2023)
    assert found.pages["source_id"].map(notes).ne("").all()
    assert " by inference). *" in text(found, est, "en")


def test_the_hedge_of_the_page_is_part_of_the_value(corpus):
    row = at(9, figure_ids="h")
    est = result(corpus, row, observations=[seen("h", 9.0, qualifier="nearly")])
    assert "**nearly 9%**" in text(cite(est, "VN-75", WIRED, 2023), est, "en")
    assert "**gần 9%**" in text(cite(est, "VN-75", WIRED, 2023), est, "vi")


def test_two_editions_of_a_page_say_one_thing_once(corpus):
    pages = [seen(name, 60.0) for name in ("vi", "en")]
    torn = {"conflict_id": "K", "figure_ids": "x-001|vi|en", "status": "open", "reason": ""}
    est = result(corpus, at(80, contradicted_by="K"), observations=pages, conflicts=[torn])
    assert text(cite(est, "VN-75", WIRED, 2023), est, "en").count("Against it:") == 1


def test_an_official_amount_is_told_as_it_is_printed(tables):
    est, rows = reconcile(assess(tables)), tables.observations.set_index("figure_id")["obs_value"]
    whole = f"{rows['gso_population_63:VN-74:2021']:,.0f}"
    assert whole in text(cite(est, "Bình Dương", "population", 2024), est, "en")


def test_a_label_of_ours_is_told_as_ours_with_its_reason(tables):
    est = reconcile(assess(tables))
    ours = tables.corrections.query("action == 'override' and column == 'indicator'").iloc[0]
    where = tables.observations.set_index("figure_id").loc[ours["figure_id"]]
    found = cite(est, where["ref_area"], ours["value"], where["time_period"])
    assert ours["reason_vi"] in text(found, est, "vi") and ours["reason"] in text(found, est, "en")


def test_every_correction_says_why_in_each_language(corpus):
    register = corpus.corrections.query("action == 'override'")
    pages = [seen(one, 50.0) for one in register["figure_id"]]
    row = at(50, figure_ids="|".join(register["figure_id"]))
    est, bare = (result(corpus, row, observations=pages, corrections=one)
                 for one in (register, register.assign(reason_vi="")))  # fmt: skip
    found = cite(est, "VN-75", WIRED, 2023)
    for lang, column in (("vi", "reason_vi"), ("en", "reason")):
        assert all(reason and reason in text(found, est, lang) for reason in register[column])
    assert "không phải lời của trang." in text(found, bare, "vi") and ": \n" not in text(found, bare, "vi")


def test_where_makers_differ_the_series_that_can_be_cited_is_named(corpus):
    rows = [at(80, series="MIC", figure_ids="m"), at(60, series="PSO", figure_ids="p")]
    est = result(corpus, *rows, observations=[seen("m", 80.0), seen("p", 60.0)])
    found = cite(est, "VN-75", WIRED, 2023)
    assert [cite(est, "VN-75", WIRED, 2023, **{name: code}).value for name, code in found.ways] == [80, 60]
    assert "`--series MIC`" in text(found, est, "en") and "`--series MIC`" in text(found, est, "vi")


def test_one_maker_that_gives_two_values_is_named_as_what_blocks(corpus):
    torn = at(float("nan"), status="open", contradicted_by="K", figure_ids="a|b")
    pages = [seen("a", 12.3, maker="nso"), seen("b", 12.9, maker="nso")]
    held = [{"conflict_id": "K", "figure_ids": "a|b", "status": "open", "reason": ""}]
    est = result(corpus, torn, observations=pages, conflicts=held)
    assert "itself gives different values (“12.3”; “12.9”)" in text(cite(est, "VN-75", WIRED, 2023), est, "en")


def test_where_nothing_is_known_of_the_year_the_nearest_target_is_told(tables):
    est, aims = reconcile(assess(tables)), tables.targets
    own = aims.query("ref_area == 'VN' and indicator == 'gii_rank' and role == 'target'")
    found = cite(est, "VN", "gii_rank", 2024)
    nearest = own["target_year"].astype(float).sub(2024).abs().idxmin()
    assert own.loc[nearest, "figure_id"] in found.aims and own.loc[nearest, "figure"] in text(found, est, "en")


def test_words_that_fit_a_score_and_a_rank_name_both(tables):
    est, ranks = reconcile(assess(tables)), tables.observations.query("indicator == 'dti_rank' and ref_area == 'VN-01'")
    place = ranks.loc[ranks["time_period"].eq("2022"), "obs_value"].iloc[0]
    said = text(cite(est, "Hà Nội", "DTI", 2022), est, "en")
    assert f"Also in the corpus: DTI rank: “{place:.0f}”" in said
    assert not cite(est, "Hà Nội", "Hạng DTI", 2022).sisters


def test_an_area_without_a_figure_names_those_around_it(corpus):
    rows = [fact(code, WIRED, 50, time_period="2023", figure_ids=code) for code in ("VN", "VN-01", "VN-79", "VN-SE")]
    est = result(corpus, *rows, observations=[seen(code, 50.0, ref_area=code) for code in ("VN", "VN-SE", "VN-79")])
    assert cite(est, "Đồng Nai cũ", WIRED, 2023).elsewhere == ("VN-SE", "VN")
    assert cite(est, "VN-77-VT", WIRED, 2023).elsewhere == ("VN-SE", "VN")
    assert "Elsewhere: Southeast: “50”" in text(cite(est, "Đồng Nai cũ", WIRED, 2023), est, "en")


def test_without_a_year_the_newest_that_can_be_cited_answers(corpus):
    rows = [at(70, time_period="2020"), at(80, time_period="2022"), at(90, time_period="2024", dated="bound")]
    est = result(corpus, *rows)
    found = [cite(est, "VN-75", WIRED, year) for year in (None, "latest", "mới nhất")]
    assert {(one.year, one.value, one.years) for one in found} == {("2022", 80, ("2020", "2022"))}
    assert "figures of 2020, 2022." in text(found[0], est, "en")  # the day of a page is no year of its figure


def test_american_and_british_spelling_are_one(corpus):
    spelled = [codes(word, corpus.indicators, "indicator") for word in ("labor productivity", "labour productivity")]
    assert spelled[0] == spelled[1]


def test_a_command_without_its_arguments_says_one_line(capsys):
    with pytest.raises(SystemExit):
        main(["cite", "Hà Nội"])
    assert capsys.readouterr().err.count("\n") == 1


def test_the_parts_of_a_sum_are_told_by_their_rule_and_are_no_rival_values(tables):
    est = reconcile(assess(tables))
    torn = est.conflicts[est.conflicts["facts"].str.contains('"kind": "sum"') & est.conflicts["status"].eq("open")]
    value = tables.observations.set_index("figure_id")[["obs_value", "ref_area", "indicator", "time_period"]]
    rules = [test["rule"] for facts in torn["facts"] for test in json.loads(facts)["tests"] if "rule" in test]
    found = [(rule, cite(est, *value.loc[rule["figures"][0]].iloc[1:])) for rule in rules if rule["kind"] == "sum"]
    told = [(rule, text(one, est, "en")) for rule, one in found if not one.refused]
    assert told and all("By a rule" in said and "Against it" not in said for _, said in told)
    assert all(f"= {value['obs_value'][rule['figures'][1:]].sum():g}" in said for rule, said in told)


def test_the_sides_of_a_conflict_of_several_indicators_are_named(corpus):
    pages = [seen("a", 12.3), seen("b", 5.0, indicator="broadband_subscriptions")]
    torn = {"conflict_id": "K", "indicator": f"{WIRED}|broadband_subscriptions", "figure_ids": "a|b",
            "status": "open", "reason": ""}  # fmt: skip
    row = at(float("nan"), status="open", contradicted_by="K", figure_ids="a")
    est = result(corpus, row, observations=pages, conflicts=[torn])
    name = Labels(corpus, "en").indicator(WIRED, "VN-75")
    assert f"{name}: “12.3”" in text(cite(est, "VN-75", WIRED, 2023), est, "en")
