"""What a new user stumbled over in studies of other subjects, each of which must not come back."""

import json
import re

import pandas as pd
import pytest
from studies import SHARE, epidemic, study

import bdlib as bd
import bdviews as bv
from bdextract import extract_files
from bdextract.rows import propose
from bdlib import corpus, coverage
from bdlib.errors import DataError
from bdlib.schemas import RAW
from bdlib.study import FILE
from bdpress import store
from bdpress.cli import cite, parser
from bdpress.new import make
from bdpress.pages.rendering import rights
from bdpress.pages.wording import search_words
from bdviews.citation import text
from bdviews.comparison.standpoint import At
from bdviews.plots.sources import coverage as plot
from bdviews.talk.cover import headline
from bdviews.talk.disputes import disputed

ONE, RATE = {"N": "Norway"}, {"unemployment": SHARE}


def made(folder, figures, *, sources=(), rows=(), indicators=RATE, areas=ONE, facets=()):
    """A study, with cells of its pages and of its figures changed."""
    study(folder, areas, indicators, figures)
    lists = pd.DataFrame(facets, columns=["facet", "code", "name_en", "definition"])
    lists.to_csv(folder / "data/raw/facets.csv", index=False)
    for table, key, changes in (("sources", "source_id", sources), ("reported", "figure_id", rows)):
        frame = pd.read_csv(folder / f"data/raw/{table}.csv", dtype=str, keep_default_na=False).set_index(key)
        for (code, column), value in dict(changes).items():
            frame.loc[code, column] = value
        kept = [name for name in RAW[table].columns if name in frame.reset_index()]
        frame.fillna("").reset_index()[kept].to_csv(folder / f"data/raw/{table}.csv", index=False)
    return bd.assess(bd.clean(bd.load(folder)))


def value(case, period):
    rows = bd.reconcile(case).frame.query("time_period == @period")
    return rows.set_index("measure")["obs_value"].to_dict()


def test_no_licence_is_said_that_a_study_does_not_name(tmp_path, monkeypatch):
    make(tmp_path / "a")
    monkeypatch.chdir(tmp_path / "a")
    assert "CC BY" not in rights("en") and "figures belong" in rights("en")
    text = (tmp_path / "a" / FILE).read_text()
    (tmp_path / "a" / FILE).write_text('licence = "CC0"\n' + text)
    assert rights("en").startswith("Data of the project: CC0.")


@pytest.mark.parametrize(("lang", "absent"), [("en", ["_vi", "nước"]), ("vi", ["_en"])])
def test_a_study_in_one_language_has_no_columns_of_another(tmp_path, lang, absent):
    make(tmp_path, languages=[lang])
    heads = [path.read_text().split("\n")[0] for path in (tmp_path / "data/raw").glob("*.csv")]
    said = " ".join([*heads, (tmp_path / FILE).read_text(), (tmp_path / "data/raw/README.md").read_text()])
    assert not [word for word in absent if word in said]


def test_columns_stand_in_any_order_and_an_address_may_be_left_out(tmp_path):
    make(tmp_path / "one")
    before = bd.load(tmp_path / "one").sources
    file = tmp_path / "one/data/raw/sources.csv"
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    frame[frame.columns[::-1]].drop(columns="url").to_csv(file, index=False)
    pd.testing.assert_frame_equal(bd.load(tmp_path / "one").sources, before)


@pytest.mark.parametrize("told", ['area = "Eastland"', 'compared = "plant"', 'levels = ["plant"]', 'alike = ["gdp"]'])
def test_what_study_toml_names_must_be_listed(tmp_path, told):
    make(tmp_path / "one")
    file = tmp_path / "one" / FILE
    file.write_text(told + "\n" + file.read_text())
    with pytest.raises(DataError, match=rf"study\.toml, column {told.split()[0]}: found '\w+', expected .*\.csv"):
        bd.load(tmp_path / "one")


def test_a_study_has_no_sentence_in_a_language_that_is_not_its_own(tmp_path):
    make(tmp_path / "one", languages=["en"])
    made = store.build(bd.load(tmp_path / "one"))["conflicts"]
    assert made["explanation_vi"].tolist() == [""] and "83.6%" in made["explanation_en"].iloc[0]
    with pytest.raises(DataError, match="a language of the study: en"):
        cite.cite(parser().parse_args(["cite", "Northland", "Internet users", "--year", "2024", "--lang", "vi",
                                       "--root", str(tmp_path / "one")]))  # fmt: skip


def test_of_a_month_whose_days_alone_are_known_the_parts_are_named(tmp_path):
    days = [("office_a", "N", "cases", f"2024-07-0{day}", f"{day}1 cases") for day in (1, 2)]
    study(tmp_path, ONE, {"cases": ("New cases", "cases", "count", "none")}, days)
    codes = pd.read_csv(tmp_path / "data/raw/indicators.csv").assign(flow="flow")
    codes.to_csv(tmp_path / "data/raw/indicators.csv", index=False)
    est = bd.reconcile(bd.assess(bd.clean(bd.load(tmp_path))))
    told = [str(text(bd.cite(est, "N", "cases", period), est, "en")) for period in ("2024-07", "2025-07")]
    assert ["parts of this period" in one for one in told] == [True, False]


def test_a_search_speaks_of_diacritics_only_where_names_have_some(tmp_path, monkeypatch):
    for languages in (["en"], ["vi", "en"]):
        make(tmp_path / languages[0], title=["A"] * len(languages), languages=languages)
        monkeypatch.chdir(tmp_path / languages[0])
        assert ("diacritics" in search_words("en")) is ("vi" in languages)


@pytest.mark.parametrize("example", [True, False])
def test_the_readme_of_a_study_without_an_example_speaks_of_none(tmp_path, example):
    make(tmp_path, example=example)
    said = (tmp_path / "README.md").read_text()
    assert all((word in said) is example for word in ("example", "Northland", "Internet users"))


HEAD = "indicator,name_en,unit,kind,direction,definition,flow\n"


def with_indicators(folder, *rows):
    make(folder, languages=["en"], example=False)
    (folder / "data/raw/areas.csv").write_text("area,name_en,level\nN,Northland,country\n")
    (folder / "data/raw/indicators.csv").write_text(HEAD + "\n".join(rows) + "\n")
    return folder


@pytest.mark.parametrize(("unit", "code"), [
    ("Mbit/s", "Mbps"), ("%", "percent"), ("km²", "km2"), ("per 1,000 people", "per_1000_person"),
    ("deaths per 100000 live births", "per_100000_live_births"), ("mg/100 ml", "mg"),
    ("ca trên 100.000 dân", "per_100000_person"), ("cases/100,000 people", "per_100000_person"),
    ("trên 100 hộ", "per_100_household"), ("ca trên một nghìn trẻ đẻ sống", "per_1000_live_births"),
])  # fmt: skip
def test_a_unit_as_pages_print_it_is_refused_with_its_code(tmp_path, unit, code):
    with_indicators(tmp_path / "one", f'a,A,"{unit}",rate,up,An example.,stock')
    with pytest.raises(DataError, match=rf"line 2, column unit: found '{re.escape(unit)}', expected {code},"):
        corpus.codelists(tmp_path / "one")


def test_articles_on_rates_and_speeds_have_their_indicators(tmp_path):
    folder = with_indicators(tmp_path / "one", "doctors,Doctors,per_1000_person,rate,up,Doctors.,stock",
                             "births,Births,per_1000_person,rate,none,Births.,flow",
                             "speed,Median download speed,Mbps,rate,up,Speed.,stock")  # fmt: skip
    (folder / "page.txt").write_text("In 2024, Northland had 3.4 doctors per 1,000 people.\nIt had 12 births per 1,000 "
                                     "inhabitants.\nThe median download speed in Northland was 83.6 Mbit/s in 2024.\n"
                                     "Northland had 90 doctors per 100,000 people in 1990.\n")  # fmt: skip
    rows = extract_files([str(folder / "page.txt")], None, corpus.codelists(folder)).set_index("figure_id")
    assert rows["indicator"].sort_index().tolist() == ["doctors", "births", "speed", ""]


def test_a_forecast_is_no_second_year(tmp_path):
    figures = [("office_a", "N", "unemployment", "2023", "3.6%"), ("office_a", "N", "unemployment", "2025", "4%")]
    case = made(tmp_path, figures, rows={("office_a-002", "role"): "forecast"})
    assert coverage.of_area(case, "N")["years"].tolist() == [1]


def test_quarters_of_a_year_have_estimates_of_their_own(tmp_path):
    told = {"2024-Q1": "7.4%", "2024-Q2": "7.1%", "2024": "7.0%"}
    case = made(tmp_path, [("office_a", "N", "unemployment", *one) for one in told.items()])
    assert [value(case, period)[""] for period in told] == [7.4, 7.1, 7.0] and case.variants.empty


def test_the_one_definition_left_by_an_open_conflict_is_not_to_cite(tmp_path):
    figures = [(page, "N", "unemployment", "2024", one) for page, one in
               (("office_a", "10.1%"), ("office_b", "10.6%"), ("paper_p", "14.9%"))]  # fmt: skip
    stated = {
        ("office_a-001", "measure"): "ilo",
        ("office_b-002", "measure"): "ilo",
        ("paper_p-003", "measure"): "wide",
    }
    est = bd.reconcile(made(tmp_path, figures, rows=stated))
    assert bd.cite(est, "N", "unemployment", 2024).reason == "facets"
    assert bd.cite(est, "N", "unemployment", 2024, measure="wide").value == 14.9


def test_a_facet_is_no_reason_for_what_only_touches(tmp_path):
    figures = [("office_a", "N", "unemployment", "2024", "7.5%"), ("office_b", "N", "unemployment", "2024", "7.6%")]
    case = made(tmp_path, figures, rows={("office_b-002", "measure"): "adjusted"})
    assert value(case, "2024") == {"": 7.5, "adjusted": 7.6}


def test_a_revision_stands_whatever_another_maker_counts_otherwise(tmp_path):
    figures = [(page, "N", "unemployment", "2024", one) for page, one in
               (("office_a", "43.6%"), ("office_c", "44.1%"), ("office_b", "57.8%"), ("paper_p", "46.3%"))]  # fmt: skip
    same = {("office_c", "publisher"): "Office a", ("office_c", "published"): "2025-09-01"}
    case = made(tmp_path, figures, sources=same, rows={("office_b-003", "measure"): "wide",
                                                       ("paper_p-004", "attributed_to"): "Office a"})  # fmt: skip
    assert value(case, "2024") == {"": 44.1, "wide": 57.8}


def test_what_came_out_of_a_forecast_is_what_stands(tmp_path):
    figures = [(page, "N", "unemployment", "2024", one) for page, one in
               (("office_a", "38.9%"), ("office_c", "37.2%"), ("paper_p", "41%"))]  # fmt: skip
    same = {("office_c", "publisher"): "Office a", ("office_c", "published"): "2025-09-01"}
    case = made(tmp_path, figures, sources=same, rows={("paper_p-003", "role"): "forecast"})
    assert case.variants["figure_ids"].tolist() == ["office_c-002|paper_p-003"]


def test_a_day_is_over_when_its_bulletin_is_out_and_is_revised_the_day_after(tmp_path):
    cases = {"cases": ("New cases", "case", "count", "none")}
    figures = [
        ("office_a", "N", "cases", "2025-01-15", "88 cases"),
        ("office_b", "N", "cases", "2025-01-15", "95 cases"),
    ]
    next_day = {("office_b", "publisher"): "Office a", ("office_b", "published"): "2025-01-16"}
    found = made(tmp_path, figures, sources=next_day, indicators=cases).conflicts.iloc[0]
    assert found["reason"] == "revised" and "before the period" not in json.dumps(found.to_dict(), default=str)


def test_a_slip_of_scale_is_in_the_page_that_retells(tmp_path):
    money = {"gdp": ("GDP", "USD", "money", "up")}
    figures = [("office_a", "N", "gdp", "2024", "$48.2 billion"), ("paper_p", "N", "gdp", "2024", "$482 billion")]
    found = made(tmp_path, figures, rows={("paper_p-002", "attributed_to"): "Office a"}, indicators=money).conflicts
    assert found[["status", "reason", "chosen_figure_id"]].iloc[0].tolist() == ["resolved", "slip", "office_a-001"]


@pytest.mark.parametrize(("unit", "figure", "value"), [
    ("MW", "1.2 GW", 1200), ("GWh", "about 7.9 TWh", 7900), ("kg", "412 kilograms per person", 412),
    ("kg", "0.3 tonnes", 300), ("ha", "2.5 km2", 250), ("days", "14 days", 14), ("points", "54.5 points", 54.5),
])  # fmt: skip
def test_a_unit_of_the_same_thing_is_converted(unit, figure, value):
    assert bd.parse(figure, unit=unit).value == value


def test_a_unit_of_another_thing_is_refused():
    with pytest.raises(DataError, match=r"kg \(this one is in km"):
        bd.parse("3 km", unit="kg")


def test_a_page_that_lists_all_areas_can_be_compared_though_others_say_more(tmp_path):
    areas = {"N": "Norway", "S": "Sweden", "F": "Finland"}
    figures = [("agency_a", code, "unemployment", "2023", f"{n}.4%") for n, code in enumerate(areas, 4)]
    study(tmp_path, areas, RATE, [*figures, ("office_b", "S", "unemployment", "2023", "5.4%")])
    frame = pd.read_csv(tmp_path / "data/raw/reported.csv", dtype=str, keep_default_na=False)
    frame["measure"] = frame["source_id"].map({"office_b": "survey"}).fillna("")
    frame.to_csv(tmp_path / "data/raw/reported.csv", index=False)
    est = bd.reconcile(bd.assess(bd.clean(bd.load(tmp_path))))
    assert bd.compare(est).frame.set_index("ref_area")["rank"].to_dict() == {"N": 1, "S": 2, "F": 3}


def test_a_study_of_targets_alone_covers_nothing(tmp_path):
    case = made(tmp_path, [("ministry_m", "N", "unemployment", "2030", "4%", "target")])
    assert coverage.coverage(case).empty and plot(coverage.coverage(case), "en", case) is None


@pytest.mark.parametrize(("text", "period", "role"), [
    ("It sees inflation falling back to [2.1%] in 2026.", "2026", "forecast"),
    ("One in four households, [23%], could not heat their home in 2024.", "2024", "actual"),
    ("Norway wanted to have [40%] in work by 2024; the result was 37%.", "2024", "target"),
    ("The share was 43% in 2024, down from 44% in 2022. For women it was [41%].", "2024", "actual"),
    ("Women can expect to live [81.3 years] (2024 data).", "2024", "actual"),
    ("In 1990, emissions amounted to [820 million tonnes].", "1990", "actual"),
    ("From 2040, [100%] of buses are to be electric.", "2040", "target"),
    ("At 31 March 2024 there were [112 hospitals].", "2024-03-31", "actual"),
    ("The economy grew 5.8% in 2024 after [shrinking 1.2%] the previous year.", "2023", "actual"),
    ("Inflation slowed to 3.3% in June 2024 (May: [3.6%]).", "2024-05", "actual"),
    ("Analysts predict that it will [shrink by 2.6%] in 2026.", "2026", "forecast"),
])  # fmt: skip
def test_english_of_public_pages(tmp_path_factory, text, period, role):
    corpus = bd.load(study(tmp_path_factory.mktemp("en"), ONE, RATE, [("office_a", "N", "unemployment", "2023", "4%")]))
    rows = propose(text.replace("[", "").replace("]", ""), "office_a", corpus)
    row = rows[rows["figure"].eq(text.split("[")[1].split("]")[0])].iloc[0]
    assert (row["period"], row["role"]) == (period, role)


def test_the_last_quarter_of_a_stock_stands_for_a_year_that_has_no_other_figure(tmp_path):
    told = {"2023": "7.0%", "2024-Q1": "7.4%", "2024-Q2": "7.1%"}
    figures = [("office_a", "N", "unemployment", *one) for one in told.items()]
    case = made(tmp_path, [*figures, ("ministry_m", "N", "unemployment", "2030", "4%", "target")])
    assert bd.progress(bd.reconcile(case), case.tables.targets)["current"].tolist() == [7.1]


def test_a_figure_without_a_maker_has_no_years_of_one_origin(tmp_path):
    case = made(tmp_path, [("paper_p", "N", "unemployment", "2023", "5%")])
    assert coverage.of_area(case, "N")[["years", "listed"]].values.tolist() == [[0, ""]]


def test_equal_numbers_of_two_days_are_two_numbers_and_a_conflict_is_of_its_day(tmp_path):
    case = bd.assess(bd.clean(bd.load(epidemic(tmp_path / "s"))))
    periods = case.claims.set_index("figure_id")["time_period"]
    for row in case.conflicts.itertuples():
        assert {row.time_period} == set(periods[row.figure_ids.split("|")])
    told = coverage.repeated(case, case.conflicts["ref_area"].iloc[0])
    assert told["time_period"].str.len().eq(10).all()


def test_a_talk_whose_conflicts_are_all_of_method_tells_them(tmp_path):
    case = bd.assess(bd.clean(bd.load(epidemic(tmp_path / "s"))))
    case.conflicts["kinds"] = "series_method"
    assert len(disputed(case, case.conflicts["ref_area"].iloc[0])) > 0


@pytest.mark.parametrize(("beside", "width"), [(["38", "41", "47", "52"], 0), (["300", "500", "700", "900"], 10),
                                               (["803", "1,377", "640", "1,512"], 10), (["38", "41"], 10)])  # fmt: skip
def test_a_round_count_is_as_exact_as_its_page_prints_the_others(tmp_path, beside, width):
    days = [f"2024-03-{day:02d}" for day in range(1, len(beside) + 2)]
    figures = [("office_a", "N", "cases", *one) for one in zip(days, ["340", *beside], strict=True)]
    case = made(tmp_path, figures, indicators={"cases": ("New cases", "cases", "count", "none")})
    assert case.tables.observations.eval("upper - lower").iloc[0] == width


@pytest.mark.parametrize(("text", "area", "period", "role"), [
    ("Norway aims for 80% by 2026. Jobs made up [51%] in January 2024.", "N", "2024-01", "actual"),
    ("In 2020 it was at [80%] in Norway, and the country has ambitious goals to reduce it by 2030.",
     "N", "2020", "actual"),
    ("41% of Sweden's people had work in 2018, with Norway recording a share of [28%].", "N", "2018", "actual"),
    ("Norway grew in 2015. The record [42 percent] is up from the 39 percent it had in 2014.", "N", "2015", "actual"),
])  # fmt: skip
def test_english_of_a_trial(tmp_path_factory, text, area, period, role):
    folder = study(tmp_path_factory.mktemp("en"), ONE | {"S": "Sweden"}, RATE,
                   [("office_a", "N", "unemployment", "2023", "4%")])  # fmt: skip
    rows = propose(text.replace("[", "").replace("]", ""), "office_a", bd.load(folder))
    row = rows[rows["figure"].eq(text.split("[")[1].split("]")[0])].iloc[0]
    assert (row["area"], row["period"], row["role"]) == (area, period, role)


@pytest.mark.parametrize("text", [
    "[43%] had work (95% CI: 41.2–44.8) in 2024.", "[43%] (95% confidence interval 41% to 45%) had work in 2024.",
    "The share was [43%] in 2024, ±1.8.", "Up to 9 March 2024, [43%] had work.",
])  # fmt: skip
def test_how_sure_a_figure_is_and_its_day_are_no_figures(tmp_path, text):
    corpus = bd.load(study(tmp_path, ONE, RATE, [("office_a", "N", "unemployment", "2023", "4%")]))
    assert propose(text.replace("[", "").replace("]", ""), "office_a", corpus)["figure"].tolist() == ["43%"]


@pytest.mark.parametrize(("unit", "figure"), [("deaths", "1 death"), ("countries", "1 country"), ("case", "2 cases")])
def test_one_and_several_of_a_unit_of_ones_own(unit, figure):
    assert bd.parse(figure, unit=unit, names="things").value == int(figure[0])


def test_a_figure_of_an_unlisted_area_is_less_sure(tmp_path):
    corpus = bd.load(study(tmp_path, ONE, RATE, [("office_a", "N", "unemployment", "2023", "4%")]))
    texts = [f"Norway: unemployment.\nIn 2023, {who} 9% unemployment." for who in ("it had", "Costa Rica had")]
    sure, other = (propose(text, "office_a", corpus)["confidence"][0] for text in texts)
    assert other < sure


def views_of(folder, figures, indicators=RATE, areas=ONE):
    """Case and estimates of a study of a few figures."""
    tables = bd.clean(bd.load(study(folder / "s", areas, indicators, figures)))
    return (case := bd.assess(tables)), bd.reconcile(case)


def test_a_figure_in_loose_words_is_not_said_to_be_the_cited_one_less_exactly(tmp_path):
    figures = [("office_a", "N", "riders", "2023", "412,300"), ("paper_b", "N", "riders", "2023", "about 450,000")]
    _, est = views_of(tmp_path, figures, {"riders": ("Riders", "person", "count", "up")})
    told = text(bd.cite(est, "N", "riders", 2023), est, "en")
    assert "less exactly" not in told and "Its figure does not contradict it." in told


def test_figures_of_pages_that_name_nobody_are_compared(tmp_path):
    figures = [("office_a", "N", "riders", "2023", "412,300"), ("paper_b", "N", "riders", "2023", "about 450,000")]
    case, _ = views_of(tmp_path, figures, {"riders": ("Riders", "person", "count", "up")})
    assert "no conflict; compared: " in bv.conflicts.calm(case, "N", "en") and not len(case.conflicts)


def test_tables_read_in_copies_are_told_where_there_are_some(case, tmp_path):
    assert bv.sources.in_copies(views_of(tmp_path, [("office_a", "N", "unemployment", "2023", "4%")])[0], "en") is None
    figures = pd.concat([case.tables.observations, case.tables.targets]).query("frame != ''")
    copies = case.tables.sources.query("copied != '' and source_id in @figures.source_id")
    assert f"{len(copies)} of {figures['source_id'].nunique()}" in str(bv.sources.copied(case, "en"))
    newspapers = case.tables.sources.query("source_id in @figures.source_id and kind == 'newspaper'")
    assert len(newspapers) and newspapers["copied"].ne("").all()  # a newspaper is no site of the maker


def test_a_difference_that_goes_on_is_told_of_the_periods_of_its_conflicts_alone(tmp_path):
    low, high = {1: 3, 2: 4, 3: 5, 4: 6, 5: 7}, {1: 4, 2: 4, 3: 6, 4: 6, 5: 8}  # equal in the second and fourth period
    figures = [(who, "N", "unemployment", f"201{year}", f"{value}.0%")
               for who, each in (("office_a", low), ("office_b", high)) for year, value in each.items()]  # fmt: skip
    case, _ = views_of(tmp_path, figures)
    told = bv.conflicts.answer(case, "N", [], "en").data
    assert "always" not in told and "in 3 periods with an open conflict" in told


def test_a_cover_says_that_figures_contradict_each_other_not_that_there_are_few(tmp_path):
    figures = [("paper_a", "N", "unemployment", "2023", "4%"), ("paper_b", "N", "unemployment", "2023", "6%")]
    folder = study(tmp_path / "s", ONE | {"S": "Sweden"}, RATE, figures, more='subject_en = "work"')
    case = bd.assess(bd.clean(bd.load(folder)))
    est = bd.reconcile(case)
    here, gaps = At(est, "N", "2", "en"), bd.progress(est, est.tables.targets)
    assert "contradict each other; conflicts left open: 1" in str(headline(case, bd.compare(est), gaps, here))


LATER = {("paper_post", "published"): "2025-04-02"}


@pytest.mark.parametrize(("printed", "why", "kept"), [("7.19", "slip", "office_a-001"), ("7.5", "vintages", "")])
def test_what_another_prints_later_of_a_maker_is_no_revision(tmp_path, printed, why, kept):
    figures = [("office_a", "N", "unemployment", "2024", "7.91%"),
               ("paper_post", "N", "unemployment", "2024", f"{printed}%")]  # fmt: skip
    told = {("office_a-001", "attributed_to"): "Office a", ("paper_post-002", "attributed_to"): "Office a"}
    found = made(tmp_path, figures, sources=LATER, rows=told).conflicts
    assert found[["reason", "chosen_figure_id"]].to_numpy().tolist() == [[why, kept]]


def test_a_stated_revision_decides_and_a_third_value_is_a_matter_of_its_own(tmp_path):
    figures = [("office_a", "N", "unemployment", "2024", "8.17%"), ("paper_post", "N", "unemployment", "2024", "7.96%"),
               ("paper_times", "N", "unemployment", "2024", "7.92%")]  # fmt: skip
    told = {("office_a-001", "stage"): "preliminary", ("paper_post-002", "stage"): "revised",
            ("paper_post-002", "attributed_to"): "Office a"}  # fmt: skip
    stages = [["stage", "preliminary", "provisional", "First."], ["stage", "revised", "revised", "Then."]]
    case = made(tmp_path, figures, rows=told, facets=stages)
    assert sorted(case.conflicts[["figure_ids", "reason"]].to_numpy().tolist()) == [
        ["office_a-001|paper_post-002", "revised"], ["paper_post-002|paper_times-003", "no_reason"]]  # fmt: skip
    found = bd.reconcile(case).frame[["lower", "upper", "set_aside"]]
    assert found.to_numpy().tolist() == [[7.915, 7.965, "office_a-001"]]


def test_areas_of_any_compared_level_are_read(tmp_path):
    areas = {"H": "Halmere", "T": "Torvale", "S": "Sand Coast", "C": ("Caldera", "country")}
    study(tmp_path, areas, RATE, [("office_a", "H", "unemployment", "2023", "3.6%")], level="region")
    text = "In 2024 unemployment was 7.4% in Halmere, 8.2% in Torvale and 4.9% on the Sand Coast."
    rows = propose(text, "paper_post", corpus.load(tmp_path)).set_index("figure")
    assert rows["area"].to_dict() == {"7.4%": "H", "8.2%": "T", "4.9%": "S"}
    text = "In 2024 unemployment was 7.4% in Halmere, instead of the 9.2% reported in March."
    assert set(propose(text, "paper_post", corpus.load(tmp_path))["period"]) == {"2024"}


def test_an_edition_says_the_facet_that_sets_it_apart(tmp_path):
    areas = {"NO": "Norway", "SE": "Sweden"}
    figures = [(of, area, "unemployment", "2024", f"{value + n}%") for of, value in (("office_a", 6), ("paper_post", 3))
               for n, area in enumerate(areas)]  # fmt: skip
    young = {("paper_post-003", "base"): "young", ("paper_post-004", "base"): "young"}
    told = [["base", "young", "aged 15 to 24", "Of them."]]
    est = bd.reconcile(made(tmp_path, figures, rows=young, areas=areas, facets=told))
    here = At(est, "NO", "2", "en")
    told = {here.edition(row): row["obs_value"] for _, row in bd.compare(est, area="NO").frame.iterrows()}
    assert told == {"Unemployment 2024": 6.0, "Unemployment 2024 (aged 15 to 24)": 3.0}


def test_the_same_with_less_is_no_side_of_a_conflict(tmp_path):
    figures = [("office_a", "N", "unemployment", "2024", "83.6%"),
               ("paper_b", "N", "unemployment", "2024", "nearly 84%"),
               ("paper_post", "N", "unemployment", "2024", "90.2%")]  # fmt: skip
    case = made(tmp_path, figures, rows={("paper_b-002", "attributed_to"): "Office a"})
    est = bd.reconcile(case)
    said = text(bd.cite(est, "Norway", "unemployment", 2024), est, "en")
    assert "(“83.6%”; “90.2%”)" in said.splitlines()[2]
