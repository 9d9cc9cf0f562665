"""Every sentence of notebook 06, recounted from the specifications and from data/clean in another way."""

from types import SimpleNamespace

import pandas as pd
import pytest

import bdlib as bd
from bdviews import robustness as views
from bdviews.labels import Labels
from bdviews.plots import robustness as charts

AREAS = ["VN-74", "VN-20", "VN-79N", "VN-96"]
METHODS = ["evidence", "latest", "official_first", "median"]
CLASSES = ({"met", "partly"}, {"met_after", "met_undated"}, {"met_before"}, {"missed", "short_after"}, {"unknown"},
           {"open"}, {"level"})  # fmt: skip
OPEN = {"divided", "defined", "makers", "disputed", "unsure"}


@pytest.fixture(scope="module", params=AREAS)
def shown(request, case):
    est = bd.reconcile(case)
    return bd.multiverse(case, bd.progress, area=request.param, method=METHODS), est, request.param


def test_verdicts_are_counted_as_they_fall(shown):
    made, est, area = shown
    facts = views.finding(made, est, area, "en").facts
    usual = made.specifications.query("distance == 0 and outcome != ''")["finding"].unique()
    rows = made.specifications[made.specifications["finding"].isin(usual) & made.specifications["outcome"].ne("")]
    counts = {"verdicts": len(usual), "open": 0, "alone": 0, "stands": 0}
    for _, some in rows.groupby("finding"):
        pairs = {(v, o) for v, o in zip(some["value"], some["outcome"], strict=True) if o not in ("copied", "unbacked")}
        seen = {outcome for _, outcome in pairs}
        side = "open" if sum(bool(seen & one) for one in CLASSES) > 1 or seen & OPEN else "stands"
        several = (len({v for v, _ in pairs}) > 1 or len(seen) > 1) and not of_one_maker(some, est)
        counts[side if several else "alone"] += 1
    assert facts == counts


@pytest.mark.parametrize(
    ("outcomes", "side"),
    [(("missed", "unknown"), "open"), (("missed", "short_after"), "stands"), (("met", "met_before"), "open"),
     (("unknown", "unknown"), "stands")],
)  # fmt: skip
def test_a_verdict_turns_where_choices_put_it_in_two_classes_of_notebook_05(est, outcomes, side):
    figures = est.tables.observations.drop_duplicates("obs_value").drop_duplicates("maker").head(2)
    rows = pd.DataFrame({"finding": "t", "value": figures["obs_value"], "outcome": outcomes, "figure_ids":
                         figures["figure_id"], "distance": [0, 1]})  # fmt: skip
    assert views.sides(SimpleNamespace(specifications=rows, frame=rows.head(1)), est).tolist() == [side]


def test_a_choice_left_undecided_by_a_loose_print_of_what_an_exact_one_decides_turns_nothing(est):
    figures = est.tables.observations.drop_duplicates("obs_value").drop_duplicates("maker").head(2)
    rows = pd.DataFrame({"finding": "t", "value": [*figures["obs_value"], 0], "outcome": ["missed", "missed", "unsure"],
                         "figure_ids": [*figures["figure_id"], figures["figure_id"].iloc[1]],
                         "distance": [0, 1, 2]})  # fmt: skip
    for last, side in (("unsure", "stands"), ("met", "open")):
        rows.loc[2, "outcome"] = last
        assert views.sides(SimpleNamespace(specifications=rows, frame=rows.head(1)), est).tolist() == [side]


def of_one_maker(some, est):
    """Whether one named maker printed all values, no two of them of one time."""
    known, when, makers = est.tables.observations.set_index("figure_id"), {}, set()
    for value, ids in zip(some["value"], some["figure_ids"], strict=True):
        own = known.loc[[one for one in ids.split("|") if one]].query("obs_value == @value")
        makers |= set(own["maker"])
        when.setdefault(value, set()).update((b != "stated", p) for b, p in own[["period_basis", "time_period"]].values)
    first = [min(seen)[1] for seen in when.values() if seen]
    return len(makers) == 1 and "" not in makers and len(set(first)) == len(first)


def test_both_languages_state_the_same(shown):
    made, est, area = shown
    vi, en = (views.finding(made, est, area, lang) for lang in ("vi", "en"))
    assert vi.facts == en.facts


def test_a_value_in_the_chart_bears_only_makers_whom_a_page_with_it_names(shown):
    made, est, _ = shown
    figures, labels = est.tables.observations, Labels(est, "en")
    for finding in made.frame["finding"]:
        chart = charts.curve(made, est, "en", finding)
        for row in [] if chart is None else chart.figure.table.itertuples():
            ids = row.figure_ids.split("|")
            own = figures[figures["figure_id"].isin(ids) & figures["obs_value"].eq(row.obs_value)].to_dict("records")
            named = {labels.made(one, short=True) for one in own} - {""}
            assert any(name in row.name for name in named) if named else "maker not named" in row.name


def test_the_chart_says_the_outcomes_as_the_table_does(shown):
    made, est, _ = shown
    rows = made.frame.assign(side=views.sides(made, est)).query("side != 'alone'")
    drawn = [charts.curve(made, est, "en", one) for one in rows["finding"]]
    said = {one for ax in drawn if ax for one in ax.figure.table["status"]}
    assert said <= set(views.OUTCOMES.values()) and "met in time" not in said


def test_verdicts_that_nothing_tests_are_named_and_what_was_set_aside_counted(shown):
    made, est, area = shown
    alone, said = views.finding(made, est, area, "en").facts["alone"], views.untested(made, est, "en")
    assert len(said) == 0 if not alone else said[0].facts["alone"] == alone
    figures, aside = est.tables.observations.set_index("figure_id"), 0
    for row in made.frame[views.sides(made, est).eq("alone")].to_dict("records"):
        used = made.specifications.query("finding == @row['finding'] and distance == 0")["figure_ids"].iloc[0]
        away = [ids for ids, one in zip(est.frame["set_aside"], est.frame["figure_ids"], strict=True) if one == used]
        values = {figures.loc[one, "obs_value"] for ids in away for one in ids.split("|") if one}
        aside += any(value != row["value"] and value == value for value in values)
    assert aside == (said[0].facts["aside"] if said else 0) and len(said) == bool(alone) + bool(aside)


def test_an_area_without_a_target_is_told_so(case, est):
    area = next(one for one in est.tables.areas["area"] if one not in set(est.tables.targets["ref_area"]))
    made = bd.multiverse(case, bd.progress, area=area, method=METHODS)
    assert str(views.finding(made, est, area, "en")).startswith("**No target of ")


def test_a_value_in_the_chart_says_what_it_counts_where_values_differ_in_that(case):
    est = bd.reconcile(case)
    made = bd.multiverse(case, bd.progress, area="VN", method=METHODS)
    for ax in filter(None, (charts.curve(made, est, "en", one) for one in made.frame["finding"])):
        known = est.tables.observations.set_index("figure_id")
        rows = [(row.name, known.loc[row.figure_ids.split("|")].query("obs_value == @row.obs_value"))
                for row in ax.figure.table.itertuples(index=False)]  # fmt: skip
        stated = [name for name, own in rows if own["measure"].iloc[0] and own["measure"].nunique() == 1]
        silent = [name for name, own in rows if (own[["measure", "base", "prices", "scope"]] == "").all(axis=None)]
        assert not stated or all("what is counted not stated" in name for name in silent)
        assert "Viet Nam" in ax.figure.title
