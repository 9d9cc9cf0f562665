"""What the talk says, of a province with much and of one with little."""

import re

import pandas as pd
import pytest

import bdlib as bd
import bdviews as bv
from bdlib.gap.summary import by_target, goals, set_targets
from bdviews.talk import aims, cover, slides


def looked(est, area):
    return bv.comparison.at(est, bv.check(area=area, lang="en"))


def gaps(est, here):
    rows = est.tables.targets
    return bd.progress(est, rows[rows["ref_area"].eq(here.area)])


@pytest.fixture(scope="module")
def full(est):
    return looked(est, "Bình Dương")


@pytest.fixture(scope="module")
def bare(est):
    return looked(est, "Cao Bằng")


def test_base_counts_the_figures_of_the_area(full, case):
    rows = pd.concat([case.tables.observations, case.tables.targets])
    pages = rows[(rows["ref_area"] == "VN-74") & (rows["frame"] == "")]
    facts = cover.base(case, full).facts
    assert (facts["figures"], facts["pages"]) == ((rows["ref_area"] == "VN-74").sum(), pages["source_id"].nunique())


def test_reform_is_named_where_it_touched_the_area(full, bare):
    assert cover.reform(full).facts["valid_to"] == "2025-06-30" and cover.reform(bare) is None


def test_due_targets_of_title_and_board_are_the_same(full, est):
    found = gaps(est, full)
    rows = by_target(found[found["role"].eq("target") & found["target_stage"].ne("draft")])
    due = rows[rows["due"].eq(True) & ~rows["verdict"].isin(["none", "lapsed"])]
    due = due.drop_duplicates(["indicator", "target_period", "target_measure", "target_base", "target_prices"])
    met, missed = (due["verdict"].isin(one).sum() for one in (["met", "partly"], ["missed", "short_after"]))
    late = due["verdict"].isin(["met_after", "met_undated"]).sum()
    facts = aims._finding(slides.targets(found, full), full).facts
    assert facts == slides.met(slides.targets(found, full), full).facts
    none = rows[rows["due"].eq(True) & rows["verdict"].eq("none")]
    none = none.drop_duplicates(["indicator", "target_period", "target_measure", "target_base", "target_prices"])
    decided, before = met + missed + late, due["verdict"].eq("met_before").sum()
    counts = {"met": met, "late": late, "decided": decided, "left": len(due) - decided, "silent": len(none),
              "before": before, "n": len(due) + len(none), "other": len(due) - decided - before + len(none),
              "missed": missed}  # fmt: skip
    assert facts["n"] == sum(facts[part] for part in ("met", "late", "before", "missed", "other"))
    assert facts == counts | {"ahead": facts["ahead"]}


def test_the_title_counts_by_the_classes_of_notebook_05_and_says_what_little_they_rest_on(full):
    rows = pd.DataFrame({"verdict": ["met", "partly", "met_before", "short_after", "missed", "unknown"], "due": True,
                         "soft": [True, True, False, False, False, False], "guessed": False})  # fmt: skip
    told = str(slides.met(rows, full))
    assert told == ("2 of 6 due targets met in time (estimated or preliminary); 1 by an earlier year's figure; "
                    "2 missed or still short later; 1 undecided or without a figure")  # fmt: skip
    assert "(" not in str(slides.met(rows.assign(soft=rows["verdict"].eq("met")), full))
    assert "(year inferred)" in str(slides.met(rows.assign(guessed=True, soft=False), full))


def test_the_parts_of_the_targets_add_up(full, est):
    told, every = slides.rest(gaps(est, full), full), goals(by_target(set_targets(gaps(est, full))))
    whole, *parts = map(int, re.findall(r"\d+", str(told)))  # as a reader of the slide adds up
    assert whole == sum(parts) == len(every) and str(told).count("final verdict") == 1
    assert "not due yet" not in str(told)  # it ended


def test_an_area_without_a_target_names_those_of_what_it_was_merged_from(est):
    here = looked(est, "VN-66N")
    rows = est.tables.targets[est.tables.targets["role"].eq("target") & est.tables.targets["stage"].ne("draft")]
    told = slides.rest(gaps(est, here), here)
    own = rows[rows["ref_area"].isin(["VN-54", "VN-66"])]
    assert here.labels.bordered(here.area) in str(told) and set(told.facts["former"]) == set(own["ref_area"])


def test_limits_count_what_is_open_and_what_lapsed(full, est, case):
    told = gaps(est, full)
    second, _ = (one["facts"] for one in cover.limits(case, told, full).metadata["bdlib"])  # a slide tells the rest
    *_, third, _ = (
        one["facts"] for one in cover.limits(case, told[told["status"].eq("lapsed")], full).metadata["bdlib"]
    )
    own = case.conflicts[case.conflicts["ref_area"].str.split("|").map(lambda codes: full.area in codes)]
    assert (second["n"], second["open"]) == (len(own), own["status"].eq("open").sum())
    assert third["lapsed"] == len(goals(by_target(set_targets(gaps(est, full)))).query("verdict == 'lapsed'"))


def test_a_told_conflict_lists_every_value_and_claims_no_choice_where_it_is_open(full, case):
    for row in bv.talk.disputed(case, "VN-74").to_dict("records"):
        told = pd.DataFrame([row])
        title = bv.conflicts.headline(row, case, "VN-74", full.lang)
        values = case.tables.observations.set_index("figure_id")["obs_value"].reindex(row["figure_ids"].split("|"))
        assert set(values) <= set(title.facts["values"]) | {None}
        assert ("kept" in str(title)) == (row["status"] == "resolved") == bool(row["chosen_figure_id"])
        assert len(bv.talk.chart(told, case, full).get_yticks()) >= min(2, values.nunique())


def test_a_value_that_a_conflict_keeps_is_drawn_as_kept(full, case):
    for row in bv.talk.disputed(case, full.area, most=9).query("status == 'resolved'").to_dict("records"):
        table = bv.talk.chart(pd.DataFrame([row]), case, full).figure.table
        value = case.tables.observations.set_index("figure_id")["obs_value"][row["chosen_figure_id"]]
        own = set(table.loc[table["lower"].le(value) & table["upper"].ge(value), "part"])
        assert own & {"kept", "outdone"}  # the value used may be another, as where a later one came


def test_a_revision_is_told_after_disputes_as_a_revision(case, est):
    chosen = {area: bv.talk.disputed(case, area, most=9) for area in case.conflicts["ref_area"].unique()}
    late = {area: rows["reason"].isin(["revised", "ended"])
            | (rows["kinds"].str.startswith("vintage_revision") & rows["status"].eq("resolved"))
            for area, rows in chosen.items() if len(rows)}  # fmt: skip
    assert all(one.is_monotonic_increasing for one in late.values())
    area = next(area for area, one in late.items() if one.any())
    row = chosen[area][late[area]].head(1)
    assert "## Where a later figure revised an earlier one" in bv.talk.topic(row, case, looked(est, area)).data
    parts = set(bv.talk.chart(row, case, looked(est, area)).figure.table["part"])
    assert "revised" in parts and "set_aside" not in parts


@pytest.mark.parametrize("area", ["VN-72", "VN-25", "VN-08N", "VN-SE"])
def test_an_area_whose_conflicts_are_all_of_method_has_none_to_tell(case, area):
    assert bv.talk.disputed(case, area)["facts"].map(type).eq(str).all()


def test_province_with_little_gets_a_short_talk(bare, case, est):
    found, told = gaps(est, bare), bv.talk.disputed(case, bare.area)
    assert told.empty and bv.talk.chart(told, case, bare) is None and bv.talk.topic(told, case, bare) is None
    assert bv.talk.board(found, bare) is None


def test_the_slide_of_a_conflict_tells_which_figure_is_used_in_place_of_the_one_kept(full, case, est):
    rows = est.frame[est.frame["set_aside"].ne("") & est.frame["ref_area"].eq(full.area)]
    own = case.conflicts[case.conflicts["chosen_figure_id"].isin("|".join(rows["set_aside"]).split("|"))]
    (row,) = own.query("ref_area == @full.area and chosen_figure_id != ''").to_dict("records")
    told = bv.talk.topic(pd.DataFrame([row]), case, full).data
    used = rows[rows["set_aside"].str.contains(row["chosen_figure_id"])]["obs_value"].iloc[0]
    assert f"{used / 1e6:g} million" in told.partition("Used in its place")[2]
    assert "target for 2023" in told and "or a target" not in told


def test_the_slide_of_verdicts_names_the_pages_of_figures_whose_maker_nobody_names(full, est):
    source = bv.talk.judged(gaps(est, full), full).data.rpartition("Source: ")[2]
    rows = [one for row in aims._verdicts(gaps(est, full), full)["told"] for one in row]
    bare = pd.concat([aims.printed(one, full.labels) for one in rows]).query("origin == ''")
    assert all(full.labels.publisher(one) in source for one in bare["publisher"]) and len(bare)


@pytest.mark.parametrize("area", ["VN-20", "VN-74", "VN"])
def test_what_falls_short_is_on_the_board_where_anything_does(est, area):
    here = looked(est, area)
    rows = aims._verdicts(gaps(est, here), here).query("late")
    short = rows["verdict"].isin(["missed", "short_after", "unknown"])
    assert short.any() and short.head(aims.BOARD).any()
