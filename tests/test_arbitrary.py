"""Whatever stands in a table, the analysis answers: a result that keeps its promises, or one error of our own."""

import os
from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace

import bad_input
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bdfusion import fuse
from bdlib.checks import check_frame
from bdlib.codelists import BASES, FRAMES, OBS_STATUS, ORIGIN_BASES, QUALIFIERS, ROLES, SOURCE_KINDS
from bdlib.corpus import load
from bdlib.errors import DataError
from bdlib.evidence.case import weigh
from bdlib.reconciliation import methods, reconcile
from bdlib.schemas import CLEAN
from bdpress import store
from bdquantities.parsing import parse, parse_many
from bdquantities.running_text import find

# The same few examples every time; BDLIB_EXAMPLES=400 draws that many new ones.
EXAMPLES = os.environ.get("BDLIB_EXAMPLES")
quick = settings(deadline=None, max_examples=int(EXAMPLES or 15), derandomize=not EXAMPLES,
                 suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
strange = some.one_of(some.floats(-1e30, 1e30), some.sampled_from([np.nan, np.inf, -np.inf, 5e-324]))
usual = some.sampled_from([0.0, 1.0, 83.6, 86.3, 95.0, 100.0, 5.4e13, -1.02])
words = some.one_of(some.sampled_from(["", "GSO", "=1+1", "<b>", "15+", "trên địa bàn", "a|b"]), some.text(max_size=20))
periods = some.sampled_from(
    ["", "2023", "2024", "2023-12", "2023-12-31", "2024-H1", "2023-9M", "2024-W03", "2020/2022"]
)
dates = some.sampled_from(["", "2023", "2024-05", "2024-05-02"])
AREAS, INDICATORS, PAGES = ["VN-74", "VN-79N", "VN", "no area"], ["broadband_share", "core_share", "none"], list("abcd")
COLUMNS = {
    "source_id": some.sampled_from(PAGES), "ref_area": some.sampled_from(AREAS), "time_period": periods,
    "indicator": some.sampled_from(INDICATORS), "period_basis": some.sampled_from(BASES), "published": dates,
    "role": some.sampled_from(ROLES), "denominator": strange, "decimals": some.integers(0, 3),
    "qualifier": some.sampled_from(QUALIFIERS), "unit_measure": some.sampled_from(["percent", "person", "rank", "?"]),
    "obs_status": some.sampled_from(OBS_STATUS), "reprints": some.sampled_from(["", *PAGES]), "publisher": words,
    "source_kind": some.sampled_from(SOURCE_KINDS), "series": words, "figure": words, "attributed_to": words,
    "note": words, "measure": some.sampled_from(["", "covered"]), "base": words, "prices": words, "scope": words,
    "stage": words, "origin": words, "maker": words, "maker_kind": words,
    "origin_basis": some.sampled_from(ORIGIN_BASES), "trust": some.sampled_from(["", "low"]),
    "frame": some.sampled_from(["", *FRAMES]),
}  # fmt: skip


@some.composite
def observations(draw):
    """A frame with the columns of observations.csv: few codes, so that rows meet, and any numbers and words."""
    number = some.one_of(usual, strange)
    rows = draw(some.lists(some.fixed_dictionaries(COLUMNS | {"ends": some.lists(number, min_size=3, max_size=3)}),
                           max_size=8))  # fmt: skip
    for place, row in enumerate(rows):
        ends = np.sort(row.pop("ends"))  # NaN last
        row |= {"figure_id": f"x-{place:03d}", "low": ends[0], "obs_value": ends[1], "high": ends[2]}
        row |= {"lower": row["low"], "upper": row["high"]}
    kinds = {name: column.metadata["type"] for name, column in CLEAN["observations"].columns.items()}
    types = {name: {"string": "str", "integer": "Int64", "number": float}[kind] for name, kind in kinds.items()}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return load(bad_input.small_project(tmp_path_factory.mktemp("small")))


@given(some.text(max_size=60), some.text(max_size=20))
def test_any_text_is_read_or_not_and_found_where_it_stands(text, around):
    with suppress(DataError):
        quantity = parse(text, around + text + around)
        assert quantity is None or quantity.qualifier in QUALIFIERS
    assert all(text[span.start : span.end] == span.text for span in find(text))


@quick
@given(
    some.lists(some.one_of(words, some.from_regex(r"(trên |gần )?[0-9.,/]{1,9}( triệu| tỷ|%| người)?", fullmatch=True)))
)
def test_any_column_of_figures_gives_ordered_intervals(texts):
    frame = parse_many(texts)
    read = frame[frame["qualifier"].ne("")]
    assert (read["lower"] <= read["upper"]).all() and len(frame) == len(texts)


@quick
@given(observations())
def test_any_observations_have_conflicts_between_those_that_exist(small, obs):
    before = obs.copy()
    case = weigh(SimpleNamespace(observations=obs, targets=None, indicators=small.indicators, areas=small.areas))
    named = set("|".join([*case.conflicts["figure_ids"], *case.variants["figure_ids"]]).split("|")) - {""}
    assert named <= set(obs["figure_id"])
    pd.testing.assert_frame_equal(obs, before)


def assessed(small, obs):
    rows = check_frame(obs[~obs["role"].isin(["target", "recommendation"])], "observations")
    return weigh(SimpleNamespace(observations=rows, targets=None, indicators=small.indicators, areas=small.areas))


@quick
@given(observations(), some.sampled_from(sorted(methods())), some.randoms(use_true_random=False))
def test_any_observations_are_reconciled_whatever_their_order(small, obs, method, random):
    try:
        made = reconcile(assessed(small, obs), method)
    except DataError:  # a table that no cleaning writes
        return
    known = made.frame.dropna(subset=["obs_value", "lower", "upper"])
    assert (known["lower"] <= known["upper"]).all()
    measured = obs[~obs["role"].isin(["target", "recommendation"])]  # the others are no observations
    assert set(made.steps["figure_id"]) == set(measured["figure_id"])
    shuffled = obs.iloc[random.sample(range(len(obs)), len(obs))]
    pd.testing.assert_frame_equal(made.frame, reconcile(assessed(small, shuffled), method).frame)


claims = some.tuples(some.sampled_from(["a", "b", "c", None]), some.sampled_from([*PAGES, None]),
                     some.one_of(usual, some.floats()))  # fmt: skip


@quick
@given(some.lists(claims, max_size=30))
def test_any_claims_are_fused(claims):
    frame = pd.DataFrame(claims, columns=["object", "source", "value"])
    try:
        fused = fuse(frame).estimates
    except ValueError:
        return
    known = fused.dropna(subset=["value"])
    assert (known["lower"] <= known["value"]).all() and (known["value"] <= known["upper"]).all()


rows = some.fixed_dictionaries({
    "source_id": some.sampled_from(["page_a", "page_b", "page_c"]), "area": some.sampled_from(AREAS[:3]),
    "indicator": some.sampled_from(["broadband_share", "digital_share", "core_share"]), "period": periods,
    "figure": some.one_of(some.sampled_from(["83,6%", "86,3%", "trên 95%", "60-70%", "836%", "0%", "-1%"]), words),
    "role": some.sampled_from(ROLES), "series": words, "attributed_to": words, "note": words,
    "target_year": some.sampled_from(["", "2025", "2030"]),
})  # fmt: skip


@quick
@given(some.lists(rows, min_size=1, max_size=8))
def test_any_raw_rows_give_every_table_or_one_error(small, rows):
    reported = pd.DataFrame(rows).assign(figure_id=[f"{row['source_id']}-{n:03d}" for n, row in enumerate(rows)])
    reported = reported.assign(period_basis="stated").reindex(columns=small.reported.columns, fill_value="")
    corpus = replace(small, reported=reported.astype(str), corrections=small.corrections.head(0))
    try:
        tables = store.build(corpus)
    except DataError:
        return
    assert sum(len(tables[name]) for name in ("observations", "targets", "left_out")) == len(rows)
