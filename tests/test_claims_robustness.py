"""Every sentence of notebook 06, recounted from the specifications and from data/clean in another way."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

import bdlib as bd
from bdviews import robustness as views
from bdviews import targets
from bdviews.labels import Labels
from bdviews.plots import robustness as charts

AREAS = ["VN-74", "VN-20", "VN-79N", "VN-96"]
METHODS = ["evidence", "latest", "official_first", "median"]
CLASSES = ({"met", "partly"}, {"met_after", "met_undated"}, {"missed", "short_after"})


@pytest.fixture(scope="module", params=AREAS)
def shown(request, case):
    est = bd.reconcile(case)
    found = bd.progress(est, est.tables.targets, area=request.param)
    return bd.multiverse(case, bd.progress, area=request.param, method=METHODS), found, est, request.param


def test_verdicts_are_counted_by_what_the_choices_make_of_them(shown):
    made, found, est, area = shown
    said = views.sentences(made, found, est, area, "en")
    counts = {"decided": 0, "changes": 0, "stays": 0, "alone": 0}
    for row in views.tested(made, found, est, "en").to_dict("records"):
        own = next((one for one in CLASSES if row["verdict"] in one), None)
        if own is None:
            continue
        every = made.specifications
        rows = every[every["finding"].isin(row["target_ids"].split("|"))]
        rows = rows[~rows["outcome"].isin(["", "copied", "unbacked", "unsure"])]
        others = row["figures"][row["figures"]["obs_value"] != row["current"]]["trust"].tolist()
        left = "alone" if not others else "copies" if set(others) == {"low"} else "aside"
        side = "changes" if set(rows["outcome"]) - own else "stays" if rows["value"].nunique() > 1 else left
        counts = counts | {"decided": counts["decided"] + 1, side: counts.get(side, 0) + 1}
    assert not counts["decided"] or said[0].facts == {name: n for name, n in counts.items() if n}


def test_what_the_choices_make_of_verdicts_is_found_once(shown, monkeypatch):
    made, found, est, area = shown
    first = views.sentences(made, found, est, area, "en")
    monkeypatch.delattr(views, "distinct")
    assert list(map(str, views.sentences(made, found, est, area, "en"))) == list(map(str, first))


def test_notebook_06_counts_due_targets_as_notebook_05_does(shown):
    made, found, est, area = shown
    said = [str(one).strip("*") for one in views.sentences(made, found, est, area, "en")]
    assert str(targets.sentences(found, area, "en", est)[0]).strip("*") in said


@pytest.mark.parametrize("area", ["VN-27", "VN-56N"])
def test_where_no_verdict_can_be_tested_notebook_06_says_why_as_notebook_05_does(case, area):
    est = bd.reconcile(case)
    found = bd.progress(est, est.tables.targets, area=area)
    said = views.sentences(bd.multiverse(case, bd.progress, area=area), found, est, area, "en")
    ended = found["status"].eq("lapsed").all()
    assert [one.facts for one in said][1] == {"due": 0} and str(said[0]) == str(
        targets.sentences(found, area, "en", est)[0])  # fmt: skip
    assert ("after the area ended" in str(said[0])) == ended != ("without a usable figure" in str(said[0]))


@pytest.mark.parametrize(
    ("verdict", "outcome", "choice"),
    [("missed", "unknown", "changes"), ("missed", "short_after", "stays"), ("met", "met_before", "changes"),
     ("missed", "copied", "copies"), ("missed", "unsure", "stays"), ("unknown", "met", "undecided")],
)  # fmt: skip
def test_a_verdict_changes_where_a_choice_puts_it_in_another_class(verdict, outcome, choice):
    said = pd.DataFrame({"outcome": [verdict, verdict if outcome == "unsure" else "", outcome], "value": [1, 2, 3],
                         "figure_ids": ["a", "b", "b"], "distance": [0, 1, 1]})  # fmt: skip
    figures = pd.DataFrame({"obs_value": [1, 3], "trust": ["", "low"]})
    assert views._choice({"verdict": verdict, "current": 1}, said[said["outcome"].ne("")], figures) == choice


@pytest.mark.parametrize(("values", "choice"), [([1], "alone"), ([1, 3], "aside")])
def test_other_figures_that_no_choice_uses_are_not_called_none(values, choice):
    said = pd.DataFrame({"outcome": ["met"], "value": [1], "figure_ids": ["a"], "distance": [0]})
    figures = pd.DataFrame({"obs_value": values, "trust": ""})
    assert views._choice({"verdict": "met", "current": 1}, said, figures) == choice


def test_a_figure_is_told_by_the_prints_of_its_surest_date():
    """As notebook 05: of 12 one page prints the year, a copy none; of 15 one of two prints is of before its end."""
    prints = {"obs_value": [12, 12, 15, 15], "time_period": "2024", "trust": ["", "low", "", ""],
              "qualifier": ["exact", "exact", "approx", "exact"], "obs_status": ["E", "", "E", ""],
              "period_basis": ["stated", "publication", "stated", "stated"],
              "early": [True, False, True, False]}  # fmt: skip
    rows = views._values(pd.DataFrame(prints)).set_index("obs_value")
    assert rows["period_basis"].eq("stated").all() and not rows["weak"].any() and not rows["loose"].any()
    assert rows["early"].to_dict() == {12: True, 15: False} and rows["obs_status"].to_dict() == {12: "E", 15: ""}


def test_a_loose_print_changes_nothing_only_where_it_is_of_a_figure_that_decides():
    outcome = ["missed", "unsure", "unsure"]
    said = pd.DataFrame({"outcome": outcome, "figure_ids": ["a", "a", "b"], "distance": [0, 1, 1]})
    assert views._vaguer(said).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("value", "qualifier", "lower", "upper", "side"),
    [(50, "exact", 50, 50, "reach"), (50, "nearly", 49, 50, "either"), (50, "less_than", 45, 49.9, "short"),
     (48, "approx", 46, 51, "either"), (48, "exact", 48, 48, "short"), (53, "nearly", 52, 53, "reach")],
)  # fmt: skip
def test_what_a_figure_can_mean_says_on_which_side_of_the_target_it_lies(value, qualifier, lower, upper, side):
    aim = pd.Series({"direction": 1, "target": 50, "strict": False})
    figure = {"obs_value": value, "qualifier": qualifier, "lower": lower, "upper": upper, "aside": False,
              "time_period": "2024", "period_basis": "stated", "published": "2025-02-01", "frame": "",
              "ref_area": "a", "indicator": "i", "obs_status": "A"}  # fmt: skip
    assert views._sided(pd.DataFrame([figure]), [aim])["side"].tolist() == [side]


def test_each_figure_stands_on_the_side_of_the_target_where_it_lies(shown):
    made, found, est, _ = shown
    for row in views.tested(made, found, est, "en").query("direction > 0").to_dict("records"):
        one = row["figures"].query("side == 'reach'")["obs_value"]
        assert (one >= row["target"]).all()
        assert (row["figures"].query("side == 'short'")["obs_value"] <= row["target"]).all()
        used = made.specifications.query("finding in @row['target_ids'].split('|')")["figure_ids"]
        aside = row["figures"].query("side == 'aside'")
        assert not set(aside["obs_value"]) & set(row["figures"].query("side != 'aside'")["obs_value"])
        assert used.ne("").any()


def test_the_figures_that_notebook_05_shows_of_a_target_are_among_those_of_06(shown):
    made, found, est, _ = shown
    for row in views.tested(made, found, est, "en").to_dict("records"):
        told = {one for each in row["told"] if each["match"] != "differs" for one in each["told_ids"].split("|")}
        assert told <= set(row["figures"]["figure_id"])


def test_both_languages_state_the_same(shown):
    made, found, est, area = shown
    vi, en = (views.sentences(made, found, est, area, lang) for lang in ("vi", "en"))
    assert [one.facts for one in vi] == [one.facts for one in en]


def test_a_value_in_the_chart_bears_only_makers_whom_a_page_with_it_names(shown):
    made, found, est, _ = shown
    figures, labels = est.tables.observations, Labels(est, "en")
    for row in views.tested(made, found, est, "en").to_dict("records"):
        chart = charts.curve(row, est, "en")
        for drawn in [] if chart is None else chart.figure.table.itertuples():
            own = figures[figures["figure_id"].isin(drawn.figure_ids.split("|"))].to_dict("records")
            named = {labels.made(one, short=True) for one in own} - {""}
            assert any(name in drawn.name for name in named) if named else "maker not named" in drawn.name


def test_an_area_without_a_target_is_told_so(case, est):
    area = next(one for one in est.tables.areas["area"] if one not in set(est.tables.targets["ref_area"]))
    none = SimpleNamespace(specifications=pd.DataFrame(columns=["finding", "outcome"]))
    found = bd.progress(est, est.tables.targets.query("ref_area == @area"))
    assert str(views.sentences(none, found, est, area, "en")[0]).startswith("No target of ")


def test_a_value_in_the_chart_says_what_it_counts_where_values_differ_in_that(case):
    est = bd.reconcile(case)
    made = bd.multiverse(case, bd.progress, area="VN", method=METHODS)
    rows = views.tested(made, bd.progress(est, est.tables.targets, area="VN"), est, "en")
    for ax in filter(None, (charts.curve(one, est, "en") for one in rows.to_dict("records"))):
        known = est.tables.observations.set_index("figure_id")
        rows = [(row.name, known.loc[row.figure_ids.split("|")]) for row in ax.figure.table.itertuples(index=False)]
        stated = [name for name, own in rows if own["measure"].iloc[0] and own["measure"].nunique() == 1]
        silent = [name for name, own in rows if (own[["measure", "base", "prices", "scope"]] == "").all(axis=None)]
        assert not stated or all("what is counted not stated" in name for name in silent)
        assert "Viet Nam" in ax.figure.title
        (aimed,) = re.findall(r"of (\d{4}): (\d+) of (\d+)", ax.figure.title)[:1] or [("", 0, 0)]
        own = [known for _, known in rows if aimed[0] and (known["time_period"].str[:4].eq(aimed[0])
               & known["period_basis"].ne("publication")).any()]  # fmt: skip
        assert "drawn:" in ax.figure.subtitle or len(own) == int(aimed[2])
