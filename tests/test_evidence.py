"""Evidence: what is a conflict, what only a variant, and which figure stands."""

import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from claims import RATE, SHARE, STOCK, tables

import bdlib as bd
from bdlib.codelists import DEFINING
from bdviews import target_figures


def case(*rows: dict, **codelists: object):
    return bd.assess(tables(*rows, **codelists))


@pytest.fixture(scope="module")
def corpus_case(tables_of_corpus):
    return bd.assess(tables_of_corpus)


@pytest.fixture(scope="module")
def tables_of_corpus(corpus):
    return bd.clean(corpus)


CONFLICTS = {
    "transposition": ({"value": 86.3}, {"value": 83.6}),
    "scale_slip": ({"value": 1780.0, "indicator": "x_count"}, {"value": 1.8, "indicator": "x_count"}),
    "impossible_value": ({"value": 95.5}, {"value": 105.5}),
    "series_method": (
        {"value": 14.2, "series": "ONE", "maker": "one"},
        {"value": 19.6, "series": "TWO", "maker": "two"},
    ),
    "definition": ({"value": 61.0, "measure": "covered"}, {"value": 44.2}),
    "scope_population": ({"value": 61.0, "base": "people"}, {"value": 44.2}),
    "vintage_revision": (
        {"value": 61.0, "maker": "office", "published": "2025-01-10"},
        {"value": 63.7, "maker": "office", "published": "2025-12-01"},
    ),
    "unexplained": ({"value": 61.0}, {"value": 44.2}),
}


@pytest.mark.parametrize("kind", CONFLICTS)
def test_each_kind_of_conflict(kind):
    found = case(*CONFLICTS[kind], series={"ONE": ("one", ""), "TWO": ("two", "")}).conflicts
    assert found["kinds"].str.split("|").str[0].tolist() == [kind]


@pytest.mark.parametrize(("one", "other"), [
    ({"measure": "covered"}, {"measure": "connected"}), ({"prices": "current"}, {"prices": "constant2010"}),
    ({"series": "DTI"}, {"series": "DTI34"}), ({"role": "actual"}, {"role": "forecast"}),
    ({"time_period": "2022"}, {"time_period": "2024"}), ({"time_period": "2024-W03"}, {"time_period": "2024-03"}),
])  # fmt: skip
def test_what_is_another_thing_is_no_conflict(one, other):
    assert case(
        {"value": 61.0} | one, {"value": 44.2} | other, series={"DTI": ("mic", "63"), "DTI34": ("mic", "34")}
    ).conflicts.empty


@pytest.mark.parametrize("facet", DEFINING)
def test_a_facet_that_keeps_two_figures_apart_has_a_kind_and_a_name(facet):
    kinds = case({"value": 61.0, facet: "one"}, {"value": 44.2, facet: "other"}).variants["kinds"]
    assert len(kinds) and set(kinds) <= {"definition", "scope_population"} and facet in target_figures.UNSTATED


def test_figures_that_round_to_each_other_are_variants():
    found = case({"value": 51.3}, {"value": 51, "decimals": 0})
    assert found.conflicts.empty and found.variants["kinds"].tolist() == ["rounding"]


def test_a_running_total_may_rise_but_not_fall():
    rise, fall = ([{"value": a, "indicator": "x_count", "time_period": "2024-03"},
                   {"value": b, "indicator": "x_count", "time_period": "2024-09"}]
                  for a, b in ((500, 900), (900, 500)))  # fmt: skip
    assert case(*rise).conflicts.empty and len(case(*fall).conflicts) == 1
    may = case(*(row | {"indicator": "x_stock"} for row in fall))
    assert may.conflicts.empty and may.variants["kinds"].tolist() == ["definition"]
    own = case(*(row | {"source_id": "one"} for row in fall))
    assert own.conflicts.empty  # a page's own course of time


@pytest.mark.parametrize(("last", "kind"), [(480, "time_change"), (880, "definition")])
def test_time_explains_a_fall_only_where_some_maker_shows_as_fast_a_one(last, kind):
    row = {"indicator": "x_stock", "period_basis": "stated"}
    course = [row | {"value": value, "time_period": year, "maker": "office", "ref_area": "B"}
              for value, year in ((900, "2022"), (last, "2023"))]  # fmt: skip
    fall = [row | {"value": value, "time_period": month} for value, month in ((900, "2024-03"), (500, "2024-09"))]
    assert case(*course, *fall).variants["kinds"].tolist() == [kind]


def test_what_should_rise_is_in_conflict_if_another_page_has_it_lower_within_a_quarter():
    rows = [{"value": value, "indicator": "x_stock", "time_period": day, "published": day, "period_basis": basis}
            for value, day, basis in ((1483, "2024-10", "publication"), (1407, "2024-11-14", "stated"))]  # fmt: skip
    assert len(case(*rows).conflicts) == 1
    late = rows[1] | {"time_period": "2025-06-14", "published": "2025-06-14"}
    assert case(rows[0], late).conflicts.empty


@pytest.mark.parametrize(("one", "other", "relation"), [
    ({"value": 99.8}, {"value": 100, "decimals": 0, "time_period": "2025-02", "period_basis": "publication"}, 1),
    ({"value": 99.8}, {"value": 100, "decimals": 0, "time_period": "2026-02", "period_basis": "publication"}, 0),
])  # fmt: skip
def test_states_a_year_apart_are_no_wordings_of_one_value(one, other, relation):
    assert len(case(one | {"time_period": "2024-12"}, other).variants) == relation


def test_the_vaguer_of_two_wordings_is_not_quoted():
    found = case({"value": 51.3, "trust": "low"}, {"value": 51, "decimals": 0}).variants
    assert found["chosen_figure_id"].tolist() == [""]


def test_being_later_or_printed_more_often_chooses_nothing():
    rows = [{"value": 61.0, "published": "2024-01-10"}, *[{"value": 44.2, "published": "2025-06-01"}] * 3]
    assert case(*rows).conflicts["status"].tolist() == ["open"]


def test_more_independent_makers_choose():
    rows = [{"value": 61.0, "maker": "a"}, {"value": 61.0, "maker": "b"}, {"value": 44.2}]
    found = case(*rows).conflicts.iloc[0]
    assert (found["reason"], found["chosen_figure_id"], found["origins"], found["prints"]) == (
        "more_origins", "s0-001", 3, 3)  # fmt: skip


def test_one_maker_and_those_who_name_nobody_are_one_origin():
    rows = [{"value": 61.0, "maker": "office"}, {"value": 61.0}, {"value": 61.0, "reprints": "s0"}, {"value": 44.2}]
    assert case(*rows).origins["origin"].tolist() == ["office", "office", "office", "page:s3"]


def test_what_only_a_copy_has_yields_to_one_page_and_not_to_two_that_differ():
    weak = [{"value": 61.0}, {"value": 44.2, "trust": "low"}]
    reasons = [case(*weak, *more).conflicts["reason"].tolist() for more in ([], [{"value": 52.0}])]
    assert reasons == [["trusted"], ["no_reason"]]
    other = [{"measure": "covered"}, {"scope": "urban"}]  # one of another thing may be right where it is
    assert all(case(weak[0], weak[1] | facet).conflicts["reason"].tolist() != ["trusted"] for facet in other)
    found = case(weak[0], weak[1] | {"reprints": "s0"}).conflicts.iloc[0]
    assert (found["chosen_figure_id"], found["reason"]) == ("s0-001", "garbled")


def test_a_copy_speaks_for_the_maker_that_it_names():
    table, copy = {"value": 61.0, "measure": "covered", "maker": "nso"}, {"value": 44.2, "trust": "low"}
    named = copy | {"maker": "committee", "origin_basis": "attributed"}
    assert [case(table, one).conflicts["status"].tolist() for one in (copy, named)] == [["resolved"], ["open"]]


@pytest.mark.parametrize(("other", "outcome"), [
    ({"maker": "office", "frame": "complete"}, ("resolved", "own_table")),
    ({"maker": "office", "frame": "complete", "published": "2026-01-01"}, ("resolved", "revised")),
    ({"maker": "rival", "frame": "complete"}, ("open", "makers")), ({"frame": "complete"}, ("open", "no_reason")),
])  # fmt: skip
def test_a_makers_own_later_word_decides_and_only_his(other, outcome):
    first = {"value": 61.0, "maker": "office"} | ({"published": "2025-01-10"} if "published" in other else {})
    found = case(first, {"value": 44.2} | other, {"value": 61.0}).conflicts.iloc[0]
    assert (found["status"], found["reason"]) == outcome
    apart = ["open"] if outcome[0] == "open" else ["open", outcome[0]]  # a third value is a matter of its own
    assert sorted(case(first, {"value": 44.2} | other, {"value": 52.0}).conflicts["status"]) == apart
    unnamed = first | {"origin_basis": "series"}  # only who collected it says whose it is: against a table that will do
    assert case(unnamed, {"value": 44.2} | other).conflicts["status"].tolist() == [outcome[0]]
    page = {"value": 44.2, "maker": "office", "published": "2026-01-01"}
    assert case(unnamed | {"published": "2025-01-10"}, page).conflicts["status"].tolist() == ["open"]


def test_another_named_maker_stands_against_a_revision_unless_he_repeats_the_first():
    first, then = ({"maker": "office", "value": value, "published": day} for value, day in
                   ((61.0, "2025-01-10"), (63.7, "2025-12-01")))  # fmt: skip
    rival, then = {"maker": "rival", "maker_kind": "ministry"}, then | {"stage": "revised"}
    ends = [sorted(case(first, then, rival | {"value": value}).conflicts["status"]) for value in (61.0, 80.0)]
    assert ends == [["resolved"], ["open", "resolved"]]


def test_an_older_value_is_repeated_only_if_it_was_there_to_repeat():
    old, new = ({"value": value, "time_period": year, "maker": "office", "published": "2025-06-01"}
                for value, year in ((61.43, "2023"), (64.21, "2024")))  # fmt: skip
    for day, kinds in (("2025-12-01", "stale_repeat"), ("2025-01-01", "unexplained")):
        found = case(old, new, {"value": 61.43, "published": day, "decimals": 2}).conflicts
        assert found["kinds"].str.split("|").str[0].tolist()[-1:] == [kinds]


def test_what_two_makers_say_is_no_older_value_repeated():
    old = {"value": 61.43, "maker": "office", "published": "2025-06-01"}
    now = [{"value": 61.43, "maker": maker, "published": "2025-06-01"} for maker in ("office", "rival")]
    page = {"value": 55.1, "published": "2025-12-01"}
    found = case(old | {"time_period": "2023"}, *(one | {"time_period": "2024"} for one in (*now, page))).conflicts
    assert "stale_repeat" not in "|".join(found["kinds"])


def test_an_undated_copy_is_of_the_day_of_the_page_that_it_copies():
    page = {"value": 82.4, "time_period": "2025-03", "source_id": "page", "figure_id": "page-001"}
    copy = {"value": 82.4, "time_period": "2024-12", "period_basis": "publication", "reprints": "page"}
    claims = case(page, copy).claims
    assert claims[["start", "end", "dated"]].drop_duplicates().shape[0] == 1


def test_what_the_definition_implies_parts_it_from_a_page_that_says_otherwise():
    told = tables({"value": 58.3}, {"value": 53.9, "base": "people"})
    told.indicators["implies"] = ["base:adults", "", "", ""]
    found = bd.assess(told)
    assert found.conflicts.empty and found.variants["kinds"].tolist() == ["scope_population"]


def test_a_rank_goes_with_its_score():
    rows = [("A", "x_rank", 21.0, "a"), ("A", "x_rank", 61.0, "b"), ("A", "x_share", 26.3, "a"),
            ("B", "x_rank", 37.0, "c"), ("B", "x_share", 32.7, "c")]  # fmt: skip
    told = tables(*({"ref_area": area, "indicator": name, "value": value, "series": "X", "maker": maker}
                    for area, name, value, maker in rows))  # fmt: skip
    ranks = SHARE | {"indicator": "x_rank", "kind": "rank", "limit": "", "ranks": "x_share"}
    told.indicators = pd.DataFrame([SHARE | {"ranks": ""}, ranks])
    found = bd.assess(told).conflicts.iloc[0]
    assert (found["reason"], found["chosen_figure_id"]) == ("arithmetic", "s1-001")


def test_an_undated_page_answers_to_the_state_of_its_own_year():
    table = [
        {"value": value, "time_period": year, "maker": "office"} for year, value in (("2023", 61.0), ("2024", 63.0))
    ]
    page = {"time_period": "2025-02-01", "period_basis": "publication", "maker": "rival"}
    assert case(*table, page | {"value": 61.0}).conflicts.empty  # it may be the state of 2023
    found = case(*table, page | {"value": 20.0}).conflicts
    assert found["figure_ids"].tolist() == ["s1-001|s2-001"]


@pytest.mark.parametrize(("one", "other", "relation"), [
    ((94.86, 2), (94.8, 1), "variants"), ((94.86, 2), (94.7, 1), "conflicts"), ((8.02, 2), (8.03, 2), "variants"),
    ((8.02, 2), (8.04, 2), "conflicts"),
])  # fmt: skip
def test_decimals_cut_off_are_no_contradiction(one, other, relation):
    rows = [{"value": value, "decimals": decimals, "maker": "office"} for value, decimals in (one, other)]
    assert len(getattr(case(*rows), relation)) == 1


def test_targets_of_two_years_are_no_alternatives_and_a_later_document_replaces():
    old, new = ({"value": value, "role": "target", "target_year": 2025, "origin": code,
                 "maker_kind": "party"} for value, code in
                ((25.0, "plan"), (35.0, "law")))  # fmt: skip
    listed = pd.DataFrame(
        {"name": ["a", "b"], "origin": ["plan", "law"], "maker": "", "issued": ["2021-05-18", "2024-01-13"]}
    )
    found = case(old, new, origins=listed).conflicts.iloc[0]
    assert (found["reason"], found["chosen_figure_id"]) == ("documents", "")  # of two authors
    law = case(old, new | {"maker": "pm", "maker_kind": "law"}, origins=listed).conflicts.iloc[0]
    own = case(old | {"maker": "party"}, new | {"maker": "party"}, origins=listed).conflicts.iloc[0]
    assert law["reason"] == own["reason"] == "replaced" and own["chosen_figure_id"] == "s1-001"
    assert case(old, new | {"target_year": 2030}, origins=listed).conflicts.empty


@pytest.mark.slow
def test_the_order_of_rows_and_other_matters_change_nothing(tables_of_corpus, corpus_case):
    turned = SimpleNamespace(**vars(tables_of_corpus) | {
        "observations": tables_of_corpus.observations.sample(frac=1, random_state=1)})  # fmt: skip
    pd.testing.assert_frame_equal(bd.assess(turned).conflicts, corpus_case.conflicts)


def test_no_row_of_the_corpus_is_idle(corpus_case):
    claims = corpus_case.claims.set_index("figure_id")
    for row in corpus_case.conflicts.itertuples():
        of = claims.loc[row.figure_ids.split("|")]
        assert of["low_end"].max() > of["high_end"].min() or "|" in row.indicator
        assert row.origins <= row.prints or of["source_id"].nunique() < of["witness"].nunique()


def test_no_number_is_said_twice(corpus_case):
    ids = corpus_case.conflicts["conflict_id"]
    assert ids.is_unique and np.isin(corpus_case.conflicts["status"], ["open", "resolved"]).all()


def test_a_wording_is_quoted_for_a_named_reason_or_none():
    told = {"qualifier": "approx", "value": 61.0}
    for other, reason in (({"trust": "low"}, "trusted"), ({"reprints": "s0"}, "first_hand"), ({}, "worded")):
        found = case(told, {"value": 61.0, **other}).variants
        assert (found["chosen_figure_id"] + found["reason"]).tolist() == ["s0-001" + reason]
    assert case({"value": 61.0}, {"value": 61.04, "decimals": 2}).variants["reason"].tolist() == ["fuller"]


def test_what_was_printed_before_the_year_was_over_yields_to_the_result():
    flow = {"indicator": "x_rate", "time_period": "2023"}
    found = case({"value": 8.0, "published": "2023-11-16", **flow},
                 {"value": 7.2, "published": "2024-08-15", "maker": "office", **flow}).conflicts  # fmt: skip
    assert found[["reason", "chosen_figure_id"]].values.tolist() == [["ended", "s1-001"]]


def test_a_slip_in_a_retelling_goes_before_a_revision():
    own = {"value": 6.7, "maker": "office", "origin_basis": "publisher", "published": "2025-01-10"}
    told = {"value": 7.6, "maker": "office", "origin_basis": "attributed", "published": "2025-06-01"}
    found = case(own, told).conflicts.iloc[0]
    assert (found["kinds"], found["reason"], found["chosen_figure_id"]) == ("transposition", "slip", "s0-001")


def test_the_end_of_a_period_does_not_choose_across_facets():
    flow = {"indicator": "x_rate", "time_period": "2023", "maker": "office"}
    early, late = {"value": 8.0, "published": "2023-11-16", **flow}, {"value": 7.2, "published": "2024-08-15", **flow}
    reasons = [
        case(early, late | {"maker": "b", **scope}).conflicts["reason"].tolist() for scope in ({}, {"scope": "x"})
    ]
    assert reasons[0] == ["ended"] and reasons[1] != ["ended"]


def test_a_total_that_falls_to_the_goal_set_for_it_is_the_goal():
    rows = [{"value": 160.0, "time_period": "2024-01"}, {"value": 121.0, "time_period": "2024-03"}]
    goal = {"value": 121.0, "role": "target", "target_year": 2023, "published": "2023-05-01"}
    for aims, reason in (([], "no_reason"), ([goal], "stale"), ([goal | {"target_year": 2025}], "no_reason")):
        found = case(
            *({"indicator": "x_count", "decimals": 0, "published": "2024-06-01", **row} for row in (*rows, *aims))
        )
        assert found.conflicts["reason"].tolist() == [reason]


def ruled(rules: list[tuple], facts: list[dict], *rows: tuple):
    told = tables(*({"ref_area": area, "indicator": name, "value": value, "source_id": page, "decimals": 0,
                     "unit_measure": "count", "figure_id": f"{page}-{name}"}
                    for area, name, value, page in rows))  # fmt: skip
    told.indicators = pd.DataFrame([STOCK | fact for fact in facts])
    told.rules = pd.DataFrame(rules, columns=["rule", "kind", "whole", "parts"])
    return bd.assess(told)


def test_what_fits_a_replaced_figure_of_its_page_is_not_kept_and_it_is_said():
    facts = [STOCK | {"indicator": name, "kind": "money", "flow": "flow", "ratio_of": of}
             for name, of in (("now", ""), ("each", "now/heads"))] + [STOCK | {"indicator": "heads"}]  # fmt: skip
    first = {"source_id": "s1", "maker": "office", "published": "2025-01-10"}
    rows = [first | {"indicator": "now", "value": 1e4}, first | {"indicator": "each", "value": 100.0},
            {"indicator": "heads", "value": 100.0}, {"indicator": "now", "value": 1.2e4, "trust": "low"},
            {"indicator": "each", "value": 115.0, "maker": "office", "published": "2026-01-10",
             "stage": "final"}]  # fmt: skip
    for those, reason in ((rows, "outdated"), (rows[:-1], "trusted")):
        told = tables(*({"decimals": 0, "unit_measure": "count", "figure_id": f"f{n}", **row}
                        for n, row in enumerate(those)))  # fmt: skip
        told.indicators = pd.DataFrame(facts)
        found = bd.assess(told).conflicts.query("indicator == 'now'")
        assert found["reason"].tolist() == [reason]


def test_what_stands_elsewhere_as_a_part_is_told_as_the_part():
    rows = [("A", "all", 1512.0, "s1"), ("A", "all", 753.0, "s2"), ("A", "full", 753.0, "s3"), ("A", "half", 1.0, "s3")]
    facts = [{"indicator": "all"}, {"indicator": "full"}, {"indicator": "half"}]
    found = ruled([("two", "sum", "all", "full|half")], facts, *rows).conflicts.query("indicator == 'all'").iloc[0]
    assert (found["kinds"].split("|")[0], found["reason"], found["chosen_figure_id"]) == (
        "definition", "misattributed", "s1-all")  # fmt: skip


def test_a_growth_lies_between_those_of_its_two_halves():
    rows = [("2022-Q1", 5.3, "s1"), ("2022-Q2", 8.4, "s1"), ("2022-H1", 6.8, "s2"), ("2022-H1", 6.0, "s3")]
    told = tables(*({"indicator": "x_rate", "time_period": time, "value": value, "source_id": page,
                     "figure_id": f"{page}-{time}"} for time, value, page in rows))  # fmt: skip
    told.indicators = pd.DataFrame(
        [SHARE | {"indicator": "x_rate", "kind": "rate", "limit": "", "change_of": "x_stock"}, STOCK]
    )
    found = bd.assess(told).conflicts.iloc[0]
    assert (found["reason"], found["chosen_figure_id"]) == ("arithmetic", "s2-2022-H1")


def test_the_halves_are_a_clue_where_the_page_may_revise_them():
    rows = [("2022-Q1", 5.3, "s1", "2022-09"), ("2022-Q2", 8.4, "s1", "2022-09"), ("2022-H1", 6.8, "s2", "2022-07"),
            ("2022-H1", 6.0, "s3", "2024-04")]  # fmt: skip
    told = tables(*({"indicator": "x_rate", "time_period": time, "value": value, "source_id": page, "published": day,
                     "figure_id": f"{page}-{time}"} for time, value, page, day in rows))  # fmt: skip
    told.indicators = pd.DataFrame([RATE | {"change_of": "x_stock"}, STOCK])
    found = bd.assess(told).conflicts.iloc[0]
    test = json.loads(found["facts"])["tests"][0]
    assert (found["reason"], found["kinds"]) == ("no_reason", "unexplained")
    assert test["rule"]["figures"] == ["s3-2022-H1", "s1-2022-Q1", "s1-2022-Q2"]


def test_parts_that_make_the_known_total_vouch_for_each_other():
    rows = [("A", "high", 9.0, "s1"), ("A", "low", 54.0, "s2"), ("A", "all", 10.0, "s1"), ("A", "rest", 2.0, "s1")]
    rules = [("classes", "total", "63", "high|low"), ("two", "sum", "all", "high|rest")]
    failing = ruled(rules, [{"indicator": name} for name in ("high", "low", "all", "rest")], *rows).failing
    told = failing.groupby("rule")["holds"].first()
    assert told.to_dict() == {"classes": True, "two": False}


def test_a_level_as_far_below_as_constant_prices_lie_is_one_of_them():
    rows = [("B", "now", 1e4, "s1"), ("B", "then", 5500.0, "s1"), ("A", "now", 5500.0, "s2"),
            ("A", "heads", 100.0, "s2"), ("A", "each", 100.0, "s2")]  # fmt: skip
    facts = [{"indicator": name, "kind": "money", "ratio_of": of} for name, of in
             (("now", ""), ("then", ""), ("heads", ""), ("each", "now/heads"))]  # fmt: skip
    failing = ruled([("level", "prices", "now", "then")], facts, *rows).failing
    assert set(failing["kind"]) == {"prices"}


@pytest.mark.parametrize(("each", "holds"), [(100.0, 0.0), (103.0, 0.029), (115.0, None), (140.0, "fails")])
def test_a_ratio_fits_with_its_gap_or_fails(each, holds):
    rows = [("A", "now", 1e4, "s1"), ("A", "heads", 100.0, "s2"), ("A", "each", each, "s3")]
    facts = [{"indicator": name, "kind": "money", "ratio_of": of} for name, of in
             (("now", ""), ("heads", ""), ("each", "now/heads"))]  # fmt: skip
    found = ruled([], facts, *rows).failing.query("member == 0")
    told = [round(row.gap, 3) if row.holds else "fails" for row in found.itertuples()]
    assert told == [holds] * (holds is not None)
