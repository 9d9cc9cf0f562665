"""The multiverse: the short way gives what the long way gives, and what it says of flips is so."""

import numpy as np
import pandas as pd
import pytest

from bdlib import cleaning as clean
from bdlib import corpus
from bdlib.robustness import former as multiverse
from bdlib.gap import targets
from bdlib.reconciliation import methods, origin, reconcile
from bdlib.robustness import leave_out
from bdlib.robustness import findings, robustness

DATES = ["2024-12-31"]


@pytest.fixture(scope="module")
def world():
    raw = corpus.load()
    tidy = clean.clean(raw)
    return raw, tidy.observations, targets.distinct(tidy.targets, raw.indicators)


@pytest.fixture(scope="module")
def analyses(world):
    raw, obs, goals = world
    provinces = tuple(raw.areas.loc[raw.areas["region"].eq("VN-SE") & raw.areas["level"].eq("province"), "area"])
    editions = findings.editions(reconcile(obs, "latest", indicators=raw.indicators).frame, raw.indicators, provinces)
    return {"targets": findings.Targets(goals, obs, "2026-03-10"), "places": findings.Places(provinces, editions)}


def small_grid(obs, method):
    without = ["", *sorted(origin(obs).unique())[::90], "seed_001"]
    return {"method": [method], "without": without, "series": ["", "GSO"], "as_of": DATES}


@pytest.mark.parametrize("name", ["targets", "places"])
@pytest.mark.parametrize("method", ["evidence", "latest", "median", "pooled"])
def test_touched_groups_give_what_the_whole_corpus_gives(world, analyses, method, name):
    raw, obs, _ = world
    specs = multiverse.specifications(small_grid(obs, method))
    [found] = multiverse.explore(obs, raw.indicators, [analyses[name]], specs)
    for number, spec in specs.iterrows():
        kept = obs[origin(obs).ne(spec["without"])]
        whole = reconcile(kept, method, indicators=raw.indicators, as_of=spec["as_of"]).frame.assign(spec="")
        expected = analyses[name](whole, [spec["series"]], spec["as_of"]).set_index("finding")["outcome"]
        outcome = found.outcomes.loc[number]
        assert outcome[outcome.ne("")].sort_index().to_dict() == expected.sort_index().to_dict(), spec.to_dict()


def test_grid_is_enumerated_with_the_reference_first():
    grid = {"method": ["a", "b"], "without": ["", "x", "y"], "series": [""], "as_of": [""]}
    specs = multiverse.specifications(grid)
    assert len(specs) == 6 and specs.loc[0, "distance"] == 0
    assert specs["distance"].value_counts().to_dict() == {0: 1, 1: 3, 2: 2}


def test_sample_keeps_every_single_choice_and_repeats_itself():
    grid = {axis: ["", *map(str, range(6))] for axis in multiverse.AXES}
    one, two, other = (multiverse.specifications(grid, most=100, seed=seed) for seed in (3, 3, 4))
    assert len(one) == 100 and one["distance"].le(1).sum() == 25
    pd.testing.assert_frame_equal(one, two)
    assert not one.equals(other)


def test_grid_with_a_wrong_axis_is_refused():
    with pytest.raises(ValueError, match="a grid has values for method, without, series, as_of"):
        multiverse.specifications({"methods": ["latest"]})


def made(outcomes, values, specs=None):
    specs = specs or [("m", "", "", ""), ("n", "", "", ""), ("m", "s", "", ""), ("n", "s", "", "")]
    table = pd.DataFrame(specs, columns=multiverse.AXES)
    table["distance"] = [sum(a != b for a, b in zip(row, specs[0], strict=True)) for row in specs]
    return multiverse.Multiverse(table, pd.DataFrame({"f": values}, dtype=float), pd.DataFrame({"f": outcomes}))


def test_finding_that_flips_is_named_with_the_choice_that_flips_it():
    row = robustness.robustness(made(["met", "met", "below", ""], [80, 81, 79, np.nan])).iloc[0]
    assert (row.flips, row.axis, row.choice, row.becomes, row.moved) == (True, "without", "s", "below", -1)
    assert row.agree == pytest.approx(2 / 3) and row.none == 0.25


def test_change_of_outcome_weighs_more_than_a_larger_change_of_value():
    row = robustness.robustness(made(["met", "met", "below", "met"], [80, 95, 79, 95])).iloc[0]
    assert row.axis == "without"


def test_finding_that_nothing_moves_names_no_choice():
    row = robustness.robustness(made(["met"] * 4, [80] * 4)).iloc[0]
    assert (row.flips, row.axis, row.agree) == (False, "", 1)


def test_curve_is_ordered_by_value_and_holds_every_specification():
    table = robustness.curve(made(["met", "met", "below", ""], [80, 81, 79, np.nan]), "f")
    assert table["place"].tolist() == [1, 2, 3, 4] and table["value"].iloc[:3].is_monotonic_increasing


def test_usual_grid_has_every_method_and_source(world):
    _, obs, _ = world
    grid = multiverse.axes(obs, series=["GSO"], dates=DATES)
    assert set(grid["method"]) == set(methods())
    assert len(grid["without"]) == origin(obs).nunique() + 1


def test_observations_stay_as_they_are(world):
    _, obs, _ = world
    before = obs.copy()
    leave_out.stack(obs, ["seed_001"])
    pd.testing.assert_frame_equal(obs, before)
