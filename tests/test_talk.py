"""What the talk says, of a province with much and of one with little."""

import re

import pandas as pd
import pytest
from studies import study

import bdlib as bd
import bdviews as bv
from bdlib.comparison.paths import paths
from bdlib.coverage import prints
from bdlib.gap.summary import by_target, goals, set_targets
from bdviews.comparison.standpoint import At
from bdviews.talk import aims, cover


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
    once = prints(case.tables)["ref_area"].eq("VN-74").sum()
    assert (facts["figures"], facts["pages"]) == (once, pages["source_id"].nunique()) and once < len(rows)


def test_reform_is_named_where_it_touched_the_area(full, bare):
    assert cover.reform(full).facts["valid_to"] == "2025-06-30" and cover.reform(bare) is None


@pytest.mark.parametrize(("lang", "told"), [("en", "former Khanh Hoa and Ninh Thuan merged"),
                                            ("vi", "hợp nhất Khánh Hòa cũ và Ninh Thuận")])  # fmt: skip
def test_what_an_area_was_merged_of_is_told_with_which_of_two_names(est, lang, told):
    assert str(cover.reform(bv.comparison.at(est, bv.check(area="VN-56N", lang=lang)))).endswith(told)


def test_years_of_a_place_that_are_not_drawn_are_named_and_what_is_preliminary_is_marked(est):
    seen = est.tables.observations.query("ref_area == 'VN-27' and indicator == 'dti_rank' and time_period < '2022'")
    drawn = bv.comparison.ranks_through_years(paths(est), looked(est, "VN-27"), "slide").figure
    told = dict(re.findall(r"(\d{4}): no\. (\d+)", drawn.subtitle))
    seen = seen[seen["qualifier"].eq("ordinal") & seen["period_basis"].eq("stated")]
    assert told == {row.time_period: f"{row.obs_value:.0f}" for row in seen.itertuples()}
    assert "as printed" in drawn.subtitle
    drawn = bv.comparison.ranks_through_years(paths(est), looked(est, "VN-56N"), "slide").figure
    assert "best of 2020–2025: 9 in 2024 (preliminary)" in str(drawn.said) and "not drawn" not in drawn.subtitle


def test_the_title_and_the_table_count_the_same_targets_each_once(full, est):
    found = gaps(est, full)
    every = goals(by_target(set_targets(found)))
    due = every[every["due"].eq(True) & ~every["verdict"].isin(["lapsed", "none"])]
    decided = due["verdict"].isin(["met", "partly", "met_after", "met_undated", "missed", "short_after"]).sum()
    facts = aims.met(aims.counted(found, full), full).facts
    assert (facts["n"], facts["in_time"]) == (len(due), due["verdict"].isin(["met", "partly"]).sum())
    assert facts.get("undecided", 0) == len(due) - decided
    *shown, whole = aims.tally(found, full).data.iloc[:, 1].astype(int)
    assert sum(shown) == whole == len(every)


def test_the_table_counts_what_rests_on_little_in_every_part(full, est, monkeypatch):
    rows = aims.aims(gaps(est, full), "en", full.labels).assign(soft=True)
    monkeypatch.setattr(aims, "aims", lambda *_: rows)
    told = aims.tally(rows, full).data
    assert told.iloc[:, 1].tolist() == told.iloc[:, 2].tolist() and "with no date" in set(told.iloc[:, 0])
    monkeypatch.setattr(aims, "aims", lambda *_: rows.assign(soft=False, guessed=False))
    assert len(aims.tally(rows, full).data.columns) == 2


@pytest.mark.parametrize(("parts", "told"), [
    (["short", "undecided", "in_time", "short"],
     "4 due targets with a figure: 1 met in time, 2 missed or still short later, 1 undecided"),
    (["undecided"], "the one due target with a figure: undecided")])  # fmt: skip
def test_the_head_counts_due_targets(full, parts, told):
    rows = pd.DataFrame({"part": [*parts, "silent"], "late": [True] * len(parts) + [False]})
    assert str(aims.met(rows, full)) == told


def test_the_slide_has_each_class_first_the_least_disputed(full, est):
    rows = aims.counted(gaps(est, full), full)
    shown = aims._ordered(rows).head(aims.BOARD)
    assert set(shown["part"]) == set(rows.loc[rows["late"], "part"])
    plain = rows[rows["late"] & rows["contested"].eq(0) & rows["foretold"].eq(0) & ~rows["soft"] & ~rows["guessed"]]
    assert set(shown.loc[shown["part"].eq("short"), "target_id"]) <= set(plain["target_id"])
    assert f"shown: {len(shown)}; all stand in notebook 05" in aims.board(gaps(est, full), full).caption


@pytest.mark.parametrize("area", ["VN-91", "VN-26", "VN-89", "VN-30"])
def test_one_slide_tells_one_or_two_verdicts_and_counts_the_rest(est, area):
    here = looked(est, area)
    found = gaps(est, here)
    every = goals(by_target(set_targets(found)))
    own = every[~every["verdict"].isin(["lapsed", "none"])]
    assert len(own) <= 2 and aims.board(found, here) is None
    told, rows = bv.talk.judged(found, here).data, aims.tally(found, here).data
    if len(own):
        assert rows["Indicator"].nunique() == own["indicator"].nunique()
        rest = sum(map(int, re.findall(r": (\d+)", told.partition("Other targets")[2].partition("Not counted")[0])))
        assert rest == len(every) - len(own)
        assert all(f"{row.target:g}" in told for row in own.itertuples())
    else:
        assert int(rows["Targets"].iloc[-1]) == len(every) and f"judges them: 0 of {len(every)}" in told


def test_who_states_a_target_is_told_and_whose_page_prints_it(est):
    here = looked(est, "VN-91")
    shown = bv.targets.board(gaps(est, here), "en", est).data
    assert shown["Target stated by"].tolist() == ["not said who; printed in VietnamPlus (Jul\u00a02023)"]
    ranked = bv.targets.board(gaps(est, looked(est, "VN-26")), "en", est).data
    assert "not said who" in ranked["Target stated by"].iloc[0]  # the maker of the ranking sets no target


def test_a_year_whose_conflict_is_resolved_is_told_with_the_place_kept(est):
    drawn = bv.comparison.ranks_through_years(paths(est), looked(est, "VN-91"), "slide").figure
    kept = est.frame.query("ref_area == 'VN-91' and indicator == 'dti_rank' and time_period == '2020'")["obs_value"]
    assert f"2020: no. {kept.iloc[0]:.0f} of 63, as printed" in drawn.subtitle


def test_an_area_without_a_target_names_those_of_what_it_was_merged_from(est):
    here = looked(est, "VN-66N")
    rows = est.tables.targets[est.tables.targets["role"].eq("target") & est.tables.targets["stage"].ne("draft")]
    told = aims.rest(gaps(est, here), here)
    own = rows[rows["ref_area"].isin(["VN-54", "VN-66"])]
    assert here.labels.bordered(here.area) in str(told) and set(told.facts["former"]) == set(own["ref_area"])


def test_limits_count_what_is_open_and_of_the_area_alone_the_tables(full, est, case):
    ways = paths(est)
    conflicts, tables, _ = (one["facts"] for one in cover.limits(case, gaps(est, full), ways, full).metadata["bdlib"])
    own = case.conflicts[case.conflicts["ref_area"].str.split("|").map(lambda codes: full.area in codes)]
    assert (conflicts["conflicts"], conflicts["resolved"]) == (len(own), own["status"].eq("resolved").sum())
    rows = est.tables.observations.query("ref_area == 'VN-74' and frame != ''")
    assert tables["tables"] == rows["source_id"].nunique() > tables["copies"] > 0


def test_what_a_place_does_not_say_is_told_where_places_are_drawn(full, est, case):
    for here, told in ((full, True), (looked(est, "VN"), False)):
        assert ("not whether it advanced" in cover.limits(case, gaps(est, here), paths(est), here).data) is told


def test_the_place_of_a_province_that_the_reform_left_is_told_by_both_borders(est):
    found, here = bd.compare(est), looked(est, "VN-01")
    title, rows = str(cover._place(found, here)), found.frame.query("ref_area == 'VN-01' and indicator == 'dti_score'")
    for row in rows[rows["time_period"].eq("2024")].itertuples():
        assert f"no. {row.rank:.0f} of {row.rank_of:.0f} " in title
    assert ";" not in str(cover._place(found, looked(est, "VN-74")))


def test_a_conflict_of_several_years_is_no_slide(case):
    assert not any(bv.talk.disputed(case, area, most=9)["time_period"].str.contains("/").any()
                   for area in case.conflicts.query("time_period.str.contains('/')")["ref_area"])  # fmt: skip


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
    assert bv.talk.board(found, bare) is None and "a figure that judges them: 0 of" in bv.talk.judged(found, bare).data


def test_the_slide_of_a_conflict_tells_which_figure_is_used_in_place_of_the_one_kept(full, case, est):
    rows = est.frame[est.frame["set_aside"].ne("") & est.frame["ref_area"].eq(full.area)]
    own = case.conflicts[case.conflicts["chosen_figure_id"].isin("|".join(rows["set_aside"]).split("|"))]
    (row,) = own.query("ref_area == @full.area and chosen_figure_id != ''").to_dict("records")
    told = bv.talk.topic(pd.DataFrame([row]), case, full).data
    used = rows[rows["set_aside"].str.contains(row["chosen_figure_id"])]["obs_value"].iloc[0]
    assert f"{used / 1e6:g} million" in told.partition("places and targets use")[2] and "Kept" not in told
    assert "target for 2023" in told and "or a target" not in told


def test_the_board_names_the_pages_of_its_figures(full, est):
    board = aims.board(gaps(est, full), full).data
    rows = aims._ordered(aims.counted(gaps(est, full), full)).head(aims.BOARD).to_dict("records")
    for row, pages in zip(rows, board["Value printed by"], strict=True):
        told = [one["told_ids"] for one in row["told"]]
        ids = "|".join([*told, *row["withheld"], row.get("together", "")]).split("|")
        known = est.tables.observations["figure_id"].isin(ids)
        assert all(full.labels.publisher(one) in pages for one in est.tables.observations.loc[known, "publisher"])


@pytest.mark.parametrize("area", ["VN-20", "VN-74", "VN"])
def test_what_falls_short_is_on_the_board_where_anything_does(est, area):
    here = looked(est, area)
    rows = aims._ordered(aims.counted(gaps(est, here), here)).query("late")
    short = rows["verdict"].isin(["missed", "short_after", "unknown"])
    assert short.any() and short.head(aims.BOARD).any()


def test_a_target_ahead_with_a_figure_is_on_a_slide_though_it_is_the_only_one(tmp_path):
    study(tmp_path, {"N": "Norway"}, {"work": ("At work", "percent", "share", "up")},
          [("office_a", "N", "work", "2023", "70%"), ("ministry_m", "N", "work", "2035", "80%", "target")])  # fmt: skip
    est = bd.reconcile(bd.assess(bd.clean(bd.load(tmp_path))))
    here, found = At(est, "N", "", "en"), bd.progress(est, est.tables.targets)
    assert bv.talk.board(found, here) is None and "80%" in bv.talk.tally(found, here).to_html()
    assert (
        "## Norway: at work – not yet met, the date lies ahead: 70% (2023), target 80% (2035)"
        in bv.talk.judged(found, here).data
    )


def test_of_targets_ahead_the_nearest_comes_first(est):
    here = looked(est, "VN-01")
    rows = aims._ordered(aims.counted(gaps(est, here), here)).query("not late")
    assert len(rows) > 1 and rows["target_year"].is_monotonic_increasing
