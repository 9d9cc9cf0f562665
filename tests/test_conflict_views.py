"""What notebooks 01 to 03 say of an area, counted another way from the clean tables."""

import json
import re
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

import bdlib as bd
import bdviews as bv
from bdlib.coverage import official, prints
from bdlib.robustness.benchmark import against_official
from bdviews.conflicts import gaps, rules
from bdviews.conflicts.figures import Figures
from bdviews.conflicts.outcomes import sides
from bdviews.conflicts.wording import explained
from bdviews.labels import Labels
from bdviews.plots.benchmark import press
from bdviews.plots.claims import numbered
from bdviews.talk import cover


def facts(shown, which=0):
    return shown.metadata["bdlib"][which]["facts"]


@pytest.mark.parametrize("area", ["VN-74", "VN-64", "VN"])
def test_figures_of_an_area_and_their_sources_are_counted(case, area):
    every = pd.concat([case.tables.observations, case.tables.targets]).query("ref_area == @area")
    official = every["frame"].ne("")
    counted = [one["source_id"].nunique() for one in (every[~official], every[official])]
    told = bv.sources.answer(case, area, "en")
    figures = int(prints(case.tables)["ref_area"].eq(area).sum())
    assert list(facts(told).values()) == [figures, *counted] and figures <= len(every)
    assert sum("count" in line for line in told.data.splitlines()) == 1 and "Each print counts" in told.data
    kinds = {role: n for role, n in every["role"].value_counts().items() if role in ("target", "forecast")}
    assert all((f" {role}" in told.data.splitlines()[0]) == (role in kinds) for role in ("target", "forecast"))


def test_a_table_with_the_country_does_not_count_it_among_the_areas(case):
    rows = case.tables.observations.query("frame != ''")
    both = rows[rows["source_id"].isin(rows.loc[rows["ref_area"].eq("VN"), "source_id"])]
    told = bv.sources.pages(case, "VN", "en").data
    for indicator, own in both.groupby(["indicator", "source_id"]):
        assert f"({own['ref_area'].nunique() - 1} areas and the country)" in told, indicator


def test_a_page_of_its_own_trust_is_named_though_its_publisher_has_weak_ones():
    rows = pd.DataFrame({"publisher": ["P", "P", "Q"], "trust": ["low", "", "low"]})
    shown = bv.tables.written(rows, ["publisher"], "en", SimpleNamespace(sources=rows))["Publisher"]
    assert shown.tolist() == ["P; low trust", "P", "Q; low trust"]


def test_a_bound_that_a_collector_inferred_is_said_to_be_inferred(case):
    noted = case.tables.sources.query("published_note != ''")["source_id"]
    rows = case.tables.observations.query("period_basis == 'publication' and time_period != ''")
    shown = bv.tables.written(rows, ["time_period"], "en", case)["Period"]
    assert shown.str.endswith("by inference").tolist() == rows["source_id"].isin(noted).tolist()


def test_the_table_of_which_no_value_was_compared_is_told_from_other_copies(case):
    listed = case.tables.sources.query("copied == 'unchecked'")["source_id"]
    codes = case.tables.observations.query("source_id in @listed")["indicator"].unique()
    assert len(codes) and all(
        Labels(case, "en").indicator(one) in bv.sources.in_copies(case, "en").data for one in codes
    )
    shown = bv.cleaning.official(official(case.tables), "en", case).data["Read in a copy"]
    assert shown.str.startswith("yes, no value").sum() == len(listed)


def test_a_rank_is_told_with_its_field_and_a_bare_price_as_such(case):
    shown = bv.cleaning.observations(case.tables, "VN-01", ["dti_rank", "grdp_current"], "en").data
    ranks = shown["Indicator"].eq("DTI rank")
    assert {" of 34", " of 63"} <= {value[-6:] for value in shown.loc[ranks, "Value"]}
    said = shown.loc[~ranks, "As stated"]
    assert (said.str.contains("price base not said") != said.str.contains("current prices")).all() and said.any()
    constant = bv.cleaning.observations(case.tables, "VN-75", ["grdp_constant2010"], "en").data["As stated"]
    assert len(constant) and not constant.str.contains("not said").any()  # the definition says it


def test_a_page_whose_maker_only_its_series_tells_is_compared_with_the_table_of_that_maker(case):
    seen = case.tables.observations
    pages = seen[seen["origin_basis"].eq("series") & seen["attributed_to"].eq("") & seen["source_kind"].ne("ministry")]
    both = pages[pages["frame"].eq("")].merge(seen[seen["frame"].ne("")], on=["ref_area", "indicator", "time_period"])
    calm = set(both["ref_area"]) - set(case.conflicts["ref_area"])
    assert calm and all("nothing to compare" not in bv.conflicts.calm(case, area, "en") for area in calm)


def test_what_only_silence_or_a_date_parts_is_not_called_different_things(case):
    rows = case.variants[case.variants["reason"].eq("apart")]
    told = explained(rows, case, ["en"])["explanation_en"]
    weak = ~rows["strengths"].str.contains("certain|strong")
    assert (told.str.endswith("Taken for different things.") <= ~weak).all()
    times = told.str.endswith("Of different times; not compared.")
    values = rows.loc[times, "facts"].map(lambda known: json.loads(known)["values"])
    years = values.map(lambda some: {period[:4] for value in some for period in value["periods"]})
    assert times.any() and years.map(len).gt(1).all()


def test_targets_that_one_value_can_reach_are_told_so(case, root):
    rows = case.conflicts[case.conflicts["role"].eq("target")]
    ends = pd.read_csv(root / "data" / "clean" / "targets.csv", index_col="figure_id")[["lower", "upper"]]
    own = [ends.loc[ids.split("|")] for ids in rows["figure_ids"]]
    together = [one["lower"].max() <= one["upper"].min() for one in own]
    told = explained(rows, case, ["en"])["explanation_en"]
    assert told.str.contains("One value can satisfy all of them").tolist() == together and 0 < sum(together) < len(rows)


@pytest.mark.parametrize("area", ["VN-62", "VN-74", "VN-80"])
def test_what_an_address_has_twice_counts_once_in_the_list_of_pages_too(case, area):
    rows = bv.sources.pages(case, area, "en").data.splitlines()[2:]
    count = sum(int(row.rstrip("| ").rpartition("|")[2].replace(",", "")) for row in rows if row.startswith("|"))
    assert count == facts(bv.sources.answer(case, area, "en"))["figures"]


def test_the_list_of_tables_says_how_many_it_leaves_out(corpus, case, root):
    frames = pd.read_csv(root / "data" / "raw" / "tables" / "tables.csv")["frame"]
    shown = bv.cleaning.official(official(case.tables), "en", corpus).to_html()
    assert f"{frames.ne('selected').sum()} of {len(frames)} tables" in shown
    assert shown.count("<tr>") == 1 + frames.ne("selected").sum()


def test_a_rank_within_a_region_is_told_with_the_region_s_number(case):
    listed = case.tables.indicators.query("kind == 'rank' and limit != ''").set_index("indicator")["limit"]
    seen = case.tables.observations
    seen = seen[seen["indicator"].isin(listed.index) & seen["denominator"].isna() & seen["series"].ne("")]
    assert len(seen)
    for area, code in seen[["ref_area", "indicator"]].drop_duplicates().itertuples(index=False):
        told = bv.cleaning.observations(case.tables, area, [code], "en").data["Value"]
        assert told.str.endswith(f" of {listed[code]}").all(), told


def test_a_library_of_laws_keeps_its_own_name_and_an_office_its_own(case):
    labels, sources = Labels(case, "en"), case.tables.sources
    carriers = sources[sources["kind"].eq("law") & sources["trust"].eq("")]["publisher"]
    assert [labels.publisher(one) for one in carriers] == [one.split(" (")[0] for one in carriers]
    assert labels.publisher("Bộ Thông tin và Truyền thông (dti.gov.vn)").startswith("Ministry")


def test_recommendations_are_no_targets(case):
    said, roles = (
        facts(bv.cleaning.answer(case.tables, against_official(case.tables), "vi"), -1),
        case.tables.targets["role"].value_counts(),
    )
    assert (said["targets"], said["advised"]) == (roles["target"], roles["recommendation"])


@pytest.mark.parametrize("area", ["VN-74", "VN-64", "VN-02", "VN", "VN-52N"])
def test_stories_are_of_conflicts_while_there_are_any(case, area):
    told = bv.conflicts.stories(case, area, ["broadband_household_share"])
    rows = case.conflicts[case.conflicts["ref_area"].eq(area) & ~case.conflicts["role"].str.contains("target")]
    pages = case.tables.observations.query("frame == '' and ref_area == @area")
    open_ = set(rows["indicator"]) & set(pages["indicator"])
    assert all(code in open_ for code in told[: len(open_)])


def test_conflicts_of_an_area_stand_newest_first(case):
    years = bv.conflicts.about(case.conflicts, "VN-74")["time_period"].str.extract(r"(\d{4})[^/]*$")[0]
    assert years.tolist() == sorted(years, reverse=True)


@pytest.mark.parametrize(("area", "code"), [("VN-48", "dti_rank"), ("VN", "digital_economy_share_grdp")])
def test_a_page_repeats_one_that_names_the_maker_and_is_not_later(case, area, code):
    est = bd.reconcile(case)
    rows = numbered(est, area, code).set_index("number")
    copies = rows[rows["original"].gt(0)]
    first, plain = rows.loc[copies["original"]].set_index(copies.index), copies["trust"].eq("")
    assert len(copies) and not (first["origin"].eq("") & copies["origin"].ne("")).any()
    assert (first["published"].str[:4] <= copies["published"].where(copies["published"].ne(""), "~").str[:4])[
        plain
    ].all()


def test_a_declared_break_is_shown_whatever_mark_the_values_have(case, corpus):
    found = official(case.tables)
    shown = bv.cleaning.official(found, "en", corpus).data["Breaks in"]
    declared = corpus.tables.set_index("table")["breaks"].reindex(found.query("frame != 'selected'")["source_id"])
    assert all(year in told for told, year in zip(shown, declared.str[-4:], strict=True))


def test_a_table_is_named_by_its_indicator_in_the_language_of_the_reader(case):
    listed = bv.sources.pages(case, "VN-64", "vi").data
    rows = case.tables.observations.query("ref_area == 'VN-64' and frame != ''")
    assert listed.count("Bảng: ") == rows["indicator"].nunique() and "by province" not in listed


def test_bars_count_whose_intervals_lie_below_meet_or_lie_above_the_official_ones(case):
    held = against_official(case.tables).query("not rank")
    drawn = [int(sum(bar.get_width() for bar in bars)) for bars in press(held, "en", case.tables).containers]
    below, above = held["upper"] < held["official_lower"], held["lower"] > held["official_upper"]
    assert drawn == [below.sum(), (~below & ~above).sum(), above.sum()]
    old = held["official_source"].str.contains("grdp") | held["published"].eq("")  # revised since all pages, or undated
    told = [int(n) for n in re.findall(r"\d+", press(held, "en", case.tables).figure.alt)[:4]]
    assert told == [n for part in (held[~old], held[old]) for n in (part["meets"].sum(), len(part))]


def test_values_that_can_mean_the_same_stand_on_one_side():
    ends = {"a": (5, 20), "b": (10, 11), "c": (10.5, 10.6), "d": (30, 31), "e": (31, 40)}
    rows = {name: {"lower": low, "upper": high} for name, (low, high) in ends.items()}
    named = ("a", "b", "c", "de")
    values = [{"figures": [*names], "low": ends[names[0]][0], "high": ends[names[-1]][1]} for names in named]
    assert sides(values, SimpleNamespace(rows=rows)) == values[2:]


def test_a_maker_that_its_series_alone_tells_is_told_as_inferred(case):
    rows, labels = case.tables.observations, Labels(case, "en")
    pages = rows[rows["frame"].eq("") & rows["origin"].ne("")].groupby("origin_basis").head(5)
    told = pages.apply(labels.made, axis=1).str.endswith("(by inference)")
    assert told.equals(pages["origin_basis"].eq("series") & pages["attributed_to"].eq(""))


def test_a_title_names_no_values_of_several_years(case):
    row = bv.conflicts.widest(case, "VN-80N", "population")
    title, values = str(bv.conflicts.headline(row, case, "VN-80N", "en")), json.loads(row["facts"])["values"]
    assert f"among {len(values)} printed values" in title and not re.search(r"\d,\d{3}", title)


def test_what_has_no_figure_or_one_origin_is_not_told_as_agreed(case):
    codes = ["digital_economy_share_grdp", "broadband_household_share", "grdp_growth"]
    said = bv.conflicts.answer(case, "VN-80N", codes, "en").data.splitlines()[-1]
    labels = Labels(case, "en")
    assert [one.partition(":")[0] for one in said.split(". ")] == [
        "No measured or estimated figure", "Measured or estimated figures of one origin only"]  # fmt: skip
    assert labels.indicator(codes[0]) in said.split(". ")[0] and labels.indicator(codes[1]) in said.split(". ")[1]


def test_a_maker_with_two_figures_of_its_own_beside_others_is_named(case):
    rows = case.conflicts[case.conflicts["reason"].eq("makers")]
    told = explained(rows, case, ["en"])["explanation_en"].str.contains("More than one figure is given as of")
    values = rows["facts"].map(lambda facts: pd.DataFrame(json.loads(facts)["values"]).explode("maker_code"))
    named = values.map(lambda some: some[some["maker_code"].ne("")].groupby("maker_code"))
    torn = named.map(lambda one: bool(one["low"].max().gt(one["high"].min()).any())) & values.map(len).gt(2)
    assert told.any() and not told[~torn].any()


def test_a_sum_that_does_not_fit_is_shown_wherever_it_is_a_kind(case):
    rows = case.conflicts[case.conflicts["kinds"].str.contains("arithmetic_inconsistency")]
    told = explained(rows, case, ["en"])["explanation_en"]
    assert len(told) and told.str.contains("printed is|more than the whole|should be far|a better rank").all()


def test_a_rate_that_stands_at_another_period_too_is_told_with_it(case):
    told = explained(case.conflicts.query("status == 'open'"), case, ["en"])
    told = told[told["explanation_en"].str.contains("is also printed for")]
    seen = case.tables.observations.groupby(["ref_area", "indicator", "obs_value"])["time_period"].nunique()
    twice = [seen.reindex([(row.ref_area, row.indicator, value["value"]) for value in json.loads(row.facts)["values"]])
             for row in told.itertuples()]  # fmt: skip
    assert len(twice) > 2 and all(counts.gt(1).any() for counts in twice)


def test_a_rate_printed_of_a_hundred_people_is_no_percentage(case):
    rows = case.tables.observations.query("unit_measure == 'per_100'")
    assert len(rows) and all(Figures(case, "en").told([one]).endswith(" per 100") for one in rows["figure_id"])


def test_a_range_keeps_in_the_other_language_the_word_before_it(case):
    rows = pd.concat([case.tables.observations, case.tables.targets], ignore_index=True).query(
        "qualifier == 'range' and obs_value.isna()"
    )
    loose = rows[rows["figure"].str.contains("at least|khoảng|about")]
    told = [Figures(case, "vi").told([one]) for one in loose["figure_id"]]
    assert len(told) > 2 and all(re.match("(ít nhất|khoảng) [0-9]", one) for one in told)
    bare = [Figures(case, "vi").told([one]) for one in rows.loc[rows.index.difference(loose.index), "figure_id"]]
    assert all(one[0].isdigit() for one in bare)


def test_what_is_forecast_only_has_no_figure(case):
    codes = case.tables.observations.query("ref_area == 'VN-74' and role == 'actual'")["indicator"].unique()
    calm = [one for one in codes if one not in "|".join(bv.conflicts.about(case.conflicts, "VN-74")["indicator"])][:1]
    seen = case.tables.observations
    ahead = seen.assign(role=seen["role"].mask(seen["indicator"].isin(calm), "forecast"))
    told = [bv.conflicts.answer(replace(case, tables=replace(case.tables, observations=rows)), "VN-74", calm, "en").data
            for rows in (seen, ahead)]  # fmt: skip
    assert ["No measured or estimated figure: " in one for one in told] == [False, True]


@pytest.mark.parametrize(
    ("pages", "tables", "said"), [(1, 0, "1 page"), (0, 2, "2 tables"), (3, 1, "3 pages and 1 table")]
)
def test_a_kind_of_source_that_there_is_none_of_is_not_counted(pages, tables, said):
    assert bv.sources.places(pages, tables, "en") == said


def test_a_figure_that_no_conflict_keeps_is_used_in_no_place():
    frame = pd.DataFrame({"set_aside": ["a|b", "", "b"], "figure_ids": ["x|y", "z", "v"]})
    assert gaps.used(SimpleNamespace(frame=frame)) == {"a": ["x|y"], "b": ["x|y", "v"]}
    assert gaps.renewed({"chosen_figure_id": ""}, gaps.used(SimpleNamespace(frame=frame)), None)["instead"] == ""


@pytest.mark.parametrize(("days", "later"), [(["2024-05", "2024-03-02"], True), (["2024-05", "2023"], False),
                                             (["2024-01-09", "2024-05"], False)])  # fmt: skip
def test_pages_are_called_later_only_where_all_are_for_sure(days, later):
    rows = {"a": {"published": "2024-01"}} | {one: {"published": day} for one, day in zip("xy", days, strict=True)}
    figures = SimpleNamespace(rows=rows, value=lambda value: "|".join(value["figures"]))
    found = gaps.renewed({"chosen_figure_id": "a"}, {"a": ["x|y"]}, figures)
    assert (found["instead"], found["later"]) == ("x|y", later)


def test_of_parts_of_a_year_the_figure_that_may_revise_is_of_the_newest_page(case):
    days = case.tables.observations.set_index("figure_id")["published"]
    tests = [one for facts in case.conflicts["facts"] for one in json.loads(facts)["tests"] if one.get("rule")]
    rules = [one["rule"] for one in tests if "newer" in one["rule"]]
    assert rules and all(days[rule["figures"]].max() == days[rule["newer"]].min() for rule in rules)


@pytest.mark.parametrize(("revised", "told"), [(["2025", "2025"], [2]), (["2025", ""], [2]), (["", ""], [1, 1])])
def test_figures_older_than_a_revision_are_told_apart(corpus, revised, told):
    held = pd.DataFrame({"official_source": ["s", "t"], "published": ["2024", ""], "meets": False, "rank": False,
                         "error": 1.0, "figure_id": ["a", "b"],
                         "indicator": ["grdp_growth", "grdp_current"]})  # fmt: skip
    sources = pd.DataFrame({"source_id": ["s", "t"], "revised": revised})
    tables = SimpleNamespace(sources=sources, areas=corpus.areas, indicators=corpus.indicators)
    said = bv.cleaning._press(held, tables, "en")
    assert [one.facts["n"] for one in said] == told and [one.facts["same"] for one in said] == [0] * len(told)
    assert "first releases" in str(said[-1])  # of the undated page


def test_figures_of_several_indicators_are_counted_apart(case):
    held = against_official(case.tables)
    held = held[~held["rank"] & bv.cleaning.revised_since(held, case.tables)]
    told = str(bv.cleaning._press(held, case.tables, "en")[0])
    for code, rows in held.groupby("indicator"):
        assert f"{Labels(case.tables, 'en').indicator(code)} {rows['meets'].sum()} of {len(rows)}" in told


def test_one_gap_of_two_makers_over_years_is_told_once():
    def facts(**values):
        return json.dumps({"values": [{"value": one, "low": one, "maker_code": [who]} for who, one in values.items()]})

    rows = pd.DataFrame({"ref_area": "A", "indicator": "x", "status": "open", "time_period": ["2020", "2021", "2022"],
                         "facts": [facts(a=2, b=1), facts(a=4, b=3), facts(b=4, a=6)]})  # fmt: skip
    found = gaps.constant(rows)[["makers", "n", "first", "last"]].to_numpy().tolist()
    assert found == [["b|a", 3, "2020", "2022"]]
    assert gaps.constant(rows.assign(facts=[facts(a=1, b=2), *rows["facts"][1:]])).empty


def test_a_maker_whose_values_stand_on_pages_of_several_publishers_is_told_with_them(case):
    row = case.conflicts.query("ref_area == 'VN-91' and indicator == 'dti_rank'").to_dict("records")[-1]
    told = explained(pd.DataFrame([row]), case, ["en"])["explanation_en"].iloc[0]
    pages = case.tables.observations.query("figure_id in @row['figure_ids'].split('|') and frame == ''")
    weak = pages[~pages["figure_id"].isin(row["chosen_figure_id"].split("|")) & pages["trust"].ne("low")]
    assert "printed by" in told and any(one.split(" (")[0] in told for one in weak["publisher"])


def test_series_of_their_own_stand_beside_each_other_and_ask_no_question(case):
    sure = case.conflicts["kinds"].str.startswith("series") & case.conflicts["strengths"].str.startswith("certain")
    rows = case.conflicts[sure & case.conflicts["status"].eq("open")]
    series = rows["facts"].map(lambda facts: [value.get("series") for value in json.loads(facts)["values"]])
    rows = rows[[len(one) == 2 and None not in one and not {*one[0]} & {*one[1]} for one in series]]
    titles = [str(bv.conflicts.headline(row, case, row["ref_area"], "en")) for row in rows.to_dict("records")]
    assert titles and not any("?" in one for one in titles)
    told = explained(rows, case, ["en"])["explanation_en"]
    assert told.str.endswith("None replaces another, so none is chosen.").all()


def test_a_conflict_of_few_values_names_them_all(case):
    few = case.conflicts[case.conflicts["facts"].map(lambda facts: len(json.loads(facts)["values"]) <= 5)]
    assert not explained(few, case, ["en"])["explanation_en"].str.contains("more value").any()


def test_a_title_names_every_value_that_stands_against_the_one_kept(case):
    figures = Figures(case, "en")
    for row in case.conflicts.query("status == 'resolved' and not indicator.str.contains('[|]')").to_dict("records"):
        values = json.loads(row["facts"])["values"]
        kept = next(one for one in values if row["chosen_figure_id"] in one["figures"])
        apart = [one for one in values if one["low"] > kept["high"] or one["high"] < kept["low"]]
        title = str(bv.conflicts.headline(row, case, row["ref_area"], "en"))
        named = [figures.told(one["figures"]) in title for one in apart]
        assert all(named) or len(apart) > 3 or "printed values" in title


def test_a_place_beside_another_series_is_not_called_contradicted(est):
    told = bv.comparison.standing._but
    here = bv.comparison.at(est, bv.check(area="VN-66N", lang="en"))
    rows, figures = [case_ids(est, "series_method"), case_ids(est, "unexplained")], Figures(est, "en")
    assert [told({"contradicted_by": one}, figures, here) for one in rows] == [
        "; a figure of another series differs", "; another figure contradicts it"]  # fmt: skip


def case_ids(est, kind):
    rows = est.conflicts.query("status == 'open' and indicator == 'population'")
    return rows.loc[rows["kinds"].str.startswith(kind), "conflict_id"].iloc[0]


def test_a_page_without_a_day_is_told_to_have_none(case):
    row = {"source_id": next(iter(Figures(case, "en").labels.inferred_days)), "published": ""}
    assert Figures(case, "en").printed_on([row], "") == "no date printed"


def test_what_is_to_quote_says_where_it_is_in_open_conflict(case):
    rows = bv.conflicts.about(case.variants, "VN")
    open_ = case.conflicts.loc[case.conflicts["status"].eq("open"), "figure_ids"].str.split("|").explode()
    told = bv.conflicts.listing(rows, case, "en").data.iloc[:, -1].str.contains("itself in open conflict")
    assert told.to_numpy().tolist() == rows["chosen_figure_id"].isin(open_).tolist() and told.any()


def test_a_value_kept_in_a_conflict_is_marked_as_used_only_where_the_estimate_uses_it(case, est):
    rows = numbered(est, "VN-74", "eid_level2_accounts").set_index("figure_id")["part"]
    about = "ref_area == 'VN-74' and indicator == 'eid_level2_accounts'"
    used = est.frame.query(about)["figure_ids"].str.split("|").explode()
    chosen = case.conflicts.query(about)["chosen_figure_id"].item()
    assert chosen not in set(used) and rows[chosen] == "outdone" and "kept" in set(rows)


def test_a_difference_of_two_makers_in_many_areas_is_told_of_all_that_have_both(case):
    rows = case.tables.observations.query("indicator == 'population' and maker in ['na', 'nso']")
    newest = rows.sort_values("time_period").groupby(["ref_area", "maker"])["obs_value"].last().unstack().dropna()
    (said,) = gaps.widespread(case, "VN-66N").to_dict("records")
    assert (said["above"], said["n"]) == ((newest["na"] > newest["nso"]).sum(), len(newest))
    assert f"{said['above']} of {said['n']} " in bv.conflicts.answer(case, "VN-66N", [], "en").data
    assert gaps.widespread(case, "VN-74").empty


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_fates_of_conflicts_add_up_and_notebook_and_deck_say_the_same(case, est, lang):
    for area in ("VN-66N", "VN-56N", "VN-74"):
        here = bv.comparison.at(est, bv.check(area=area, lang=lang))
        answer, counted = bv.conflicts.answer(case, area, [], lang), cover._conflicts(case, here)
        own = case.conflicts[case.conflicts["ref_area"].str.split("|").map(lambda areas, area=area: area in areas)]
        undecided = own["status"].eq("open").sum()
        assert counted["conflicts"] == len(own) and counted["open"] + counted["series"] == undecided
        told = re.search(r"(?:conflicts?|mâu thuẫn)( \(.+\))\.$", answer.data.splitlines()[0])[1]
        assert told in str(cover._disputed(case, here))


def test_one_conflict_of_series_is_told_as_one_thing(case):
    said = bv.conflicts.answer(case, "VN-56N", [], "en").data.splitlines()[0]
    assert said.endswith("1 conflict (series side by side, none chosen).")


def test_only_a_figure_that_states_a_series_is_of_one_and_others_fit_a_value(est):
    rows = est.tables.observations.query("ref_area == 'VN-79N' and indicator == 'population' and frame == ''")
    table = numbered(est, "VN-79N", "population").set_index("figure_id")
    assert table.loc[table["part"].eq("of_series"), "series"].ne("").all()
    fitting = table[table["part"].eq("fits")]
    assert len(fitting) and set(fitting.index) <= set(rows.loc[rows["series"].eq(""), "figure_id"])
    for own in fitting.itertuples():
        near = table.loc[list(own.fits & set(table.index))]
        assert len(near) and (near["lower"].le(own.upper) & near["upper"].ge(own.lower)).all()


def test_the_table_of_a_case_lists_the_figures_of_its_chart_and_no_fate_that_all_share(case, est):
    row = bv.conflicts.widest(case, "VN-74", "broadband_household_share")
    shown = bv.conflicts.claims(case, est, "VN-74", ["broadband_household_share"], "en").data
    assert len(shown) == len(row["figure_ids"].split("|")) and "How it is used" not in shown


def test_limits_explain_only_words_that_are_there(case):
    def said(frame):
        shown = bv.conflicts.limits(case, frame, "en")
        return shown.data if shown else ""

    rows = case.conflicts[case.conflicts["status"].eq("resolved")]
    assert "“Kept”" in said(rows) and "“Open”" not in said(rows) and said(rows[:0]) == ""


def test_what_not_every_page_of_a_value_states_is_told_so(case):
    told, pages = Figures(case, "en"), case.tables.observations.set_index("figure_id")
    row = bv.conflicts.widest(case, "VN-74", "digital_economy_share_grdp")
    for value in json.loads(row["facts"])["values"]:
        stages = pages.loc[value["figures"], "stage"].nunique()
        assert ("not every page says" in told.value(value)) == (stages > 1)


def test_figures_that_only_unknown_times_may_part_are_not_called_different_things(case):
    rows = case.variants.query("kinds == 'time_change' and reason == 'apart'")
    told = explained(rows, case, ["en"])["explanation_en"]
    undated = rows["facts"].str.contains('"dated": ["bound"]', regex=False)
    assert undated.any() and (told.str.contains("not clear whether") >= told.str.contains("may be of different")).all()
    assert not (told.str.contains("may be of different") & told.str.contains("different things")).any()


def test_a_figure_of_an_official_table_is_credited_to_it_where_a_page_reprints_it(case):
    row = case.variants.query("ref_area == 'VN-56N' and indicator == 'dti_rank'")
    assert "printed by Báo Khánh Hòa" not in (told := explained(row, case, ["en"])["explanation_en"].iloc[0])
    assert "with the official table" in told
    assert facts(bv.conflicts.limits(case, row, "en"), -1)["tables"] == 1


def test_what_is_said_of_each_of_several_values_is_told_of_all(case):
    for row in case.variants.query("kinds == 'scope_population' and reason == 'apart'").to_dict("records"):
        scopes = {tuple(value.get("scope", ())) for value in json.loads(row["facts"])["values"]}
        told = explained(pd.DataFrame([row]), case, ["en"])["explanation_en"].iloc[0].partition("it is said: ")[2]
        if len(scopes) == 3 and () not in scopes:
            assert told.count(" level") == 3


def test_a_value_kept_from_a_series_revised_since_says_so(case):
    row = case.conflicts.query("ref_area == 'VN-27' and indicator == 'grdp_per_capita' and reason == 'trusted'")
    assert "first releases may differ" in explained(row, case, ["en"])["explanation_en"].iloc[0]


def test_a_place_that_a_page_gives_to_others_too_is_told_as_shared():
    row = {"unit_measure": "rank", "publisher": "P", "trust": "", "ref_area": "Sơn La"}
    names = SimpleNamespace(publisher=lambda name, _: f"Site {name}", bordered=lambda area: area)
    figures = SimpleNamespace(rows={"f": row}, sharing=lambda _: ["Huế", "Cà Mau"], labels=names,
                              say=lambda message, **words: message.format(**words))  # fmt: skip
    said = rules.tie({"figures": ["f"], "names": {"f": "9"}}, figures)
    assert said == "Site P gives 9 both to Sơn La and to Huế, Cà Mau: a place that is shared."
