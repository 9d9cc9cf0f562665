"""Fusion: recovers planted truth and faults, and ignores what must not matter."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from bdfusion import fuse, fuse_values
from bdfusion.claims import encode, group_median, resolution

SHARED = Path(__file__).resolve().parents[2] / "shared" / "fusion"


def planted(seed=0, objects=300, sources=12, noise=0.02, exact=0.5):
    """Claims of independent sources: a share exactly right, the others off by a few per cent; and the truth."""
    rng = np.random.default_rng(seed)
    truth = np.round(np.exp(rng.normal(9, 1.5, objects)))
    said = np.round(truth[:, None] * (1 + noise * rng.standard_t(4, (objects, sources))))
    said = np.where(rng.random((objects, sources)) < exact, truth[:, None], said)
    kept = rng.random((objects, sources)) < 0.7
    o, s = np.nonzero(kept)
    frame = pd.DataFrame({"object": [f"o{x}" for x in o], "source": [f"s{x}" for x in s], "value": said[kept]})
    return frame, pd.Series(truth, [f"o{x}" for x in range(objects)])


def error(claims, truth):
    estimate = fuse_values(claims)
    return float((estimate / truth.reindex(estimate.index) - 1).abs().mean())


def noisy(claims, seed=1, name="noise"):
    """A source that covers every object and reports only noise."""
    rng = np.random.default_rng(seed)
    objects = claims["object"].unique()
    values = np.round(np.exp(rng.normal(9, 1.5, len(objects))))
    return pd.DataFrame({"object": objects, "source": name, "value": values})


def test_order_of_rows_and_columns_and_names_of_sources_change_nothing():
    claims, _ = planted()
    first = fuse_values(claims)
    shuffled = claims.sample(frac=1, random_state=1)[["value", "source", "object"]]
    renamed = claims.assign(source="x" + claims["source"].str[::-1])
    assert fuse_values(shuffled).equals(first)
    assert fuse_values(renamed).equals(first)


@pytest.mark.parametrize("source", ["s0", "s7"])
@pytest.mark.parametrize("exact", [0.0, 0.6])
def test_an_exact_reprint_changes_no_estimate(source, exact):
    claims, _ = planted(exact=exact)
    copies = [claims[claims["source"] == source].assign(source=name) for name in ("!first", "zz last")]
    both = fuse(pd.concat([claims, *copies]))
    assert both.estimates["value"].equals(fuse(claims).estimates["value"])
    assert (both.notes["step"] == "reprint").sum() == 2


def test_a_source_of_noise_loses_influence():
    claims, truth = planted()
    result = fuse(pd.concat([claims, noisy(claims)]))
    reliability = result.sources.set_index("source")["reliability"]
    assert reliability["noise"] < reliability.drop("noise").min() / 2
    assert error(pd.concat([claims, noisy(claims)]), truth) < 1.2 * error(claims, truth)


def test_a_copied_block_of_bad_sources_does_not_outvote_good_ones():
    claims, truth = planted(sources=8, exact=0.7)
    rng = np.random.default_rng(2)
    bad = noisy(claims)
    block = [bad.assign(source=f"copy{k}", value=bad["value"].where(rng.random(len(bad)) < 0.97, 7)) for k in range(5)]
    result = fuse(pd.concat([claims, *block]))
    assert result.sources.set_index("source").loc["copy0":"copy4", "copies"].ne("").sum() == 4
    estimate = result.estimates.set_index("object")["value"]
    assert (estimate == truth.reindex(estimate.index)).mean() > 0.9


@pytest.mark.parametrize(("scale", "offset"), [(1000, 0), (33.8639, 0), (1, 5e4), (1.8, 32)])
def test_a_source_in_another_unit_is_repaired(scale, offset):
    claims, truth = planted()
    moved = claims["value"].where(claims["source"] != "s3", claims["value"] * scale + offset)
    result = fuse(claims.assign(value=moved))
    record = result.sources.set_index("source").loc["s3"]
    found = (record["scale"] * truth + record["offset"]) / (scale * truth + offset) - 1
    assert found.abs().median() < 0.02
    assert error(claims.assign(value=moved), truth) < 1.5 * error(claims, truth) + 1e-4


def test_of_two_unknown_sources_the_one_of_a_likely_size_is_believed():
    claims, _ = planted()
    pairs = [(f"lone{k}", f"one{2 * k + n}", v) for k in range(40) for n, v in enumerate((8000.0 + 37 * k, 91e6 + k))]
    estimate = fuse_values(pd.concat([claims, pd.DataFrame(pairs, columns=["object", "source", "value"])]))
    assert (estimate[[f"lone{k}" for k in range(40)]] < 10_000).mean() > 0.9


@pytest.mark.parametrize("method", ["likelihood", "weighted_median", "shrunk_mean"])
def test_a_slip_of_the_best_source_outvotes_nobody(method):
    claims, truth = planted(exact=0.2)
    best = pd.DataFrame({"object": truth.index, "source": "best", "value": truth.to_numpy()})
    best.loc[7, "value"] *= 1000
    estimate = fuse(pd.concat([claims, best]), method=method).estimates.set_index("object")["value"]
    assert estimate["o7"] == pytest.approx(truth["o7"], rel=0.1)


def test_no_unit_is_repaired_on_thin_evidence():
    claims, _ = planted(objects=6)
    moved = claims["value"].where(claims["source"] != "s3", claims["value"] * 1000)
    assert (fuse(claims.assign(value=moved)).sources["scale"] == 1).all()


def test_ratings_are_averaged_and_exact_figures_are_not():
    rng = np.random.default_rng(0)
    truth = rng.uniform(2, 4, 200)
    ratings = np.clip(np.round(truth[:, None] + rng.normal(0, 0.8, (200, 15))), 1, 5)
    frame = pd.DataFrame(ratings).rename_axis("object").reset_index().melt("object", var_name="source")
    result = fuse(frame)
    assert result.method == "shrunk_mean"
    assert (result.estimates["value"] - ratings.mean(1)).abs().max() < 0.5
    claims, _ = planted()
    assert fuse(claims).estimates["value"].isin(claims["value"]).mean() > 0.95


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    for exact in (0.0, 0.5):
        claims, truth = planted(exact=exact, noise=0.05)
        found = fuse(claims, level=0.9).estimates.set_index("object")
        right = truth.reindex(found.index)
        assert ((found["lower"] <= right) & (right <= found["upper"])).mean() > 0.8


def test_one_claim_or_a_thousand_an_object_and_sources_with_one_claim():
    rng = np.random.default_rng(0)
    crowd = pd.DataFrame({"object": "crowd", "source": range(1000), "value": np.round(rng.normal(500, 50, 1000))})
    alone = pd.DataFrame({"object": ["alone"], "source": ["only"], "value": [3.5]})
    found = fuse(pd.concat([crowd.astype({"source": str}), alone])).estimates.set_index("object")
    assert found.loc["alone", "value"] == 3.5 and found.loc["alone", "witnesses"] == 1
    assert abs(found.loc["crowd", "value"] - 500) < 10


def test_the_latest_claim_of_a_source_stands():
    rows = [("a", "s", 1.0, "2024-01-01"), ("a", "s", 5.0, "2024-02-01"), ("a", "t", 5.0, "2023-01-01")]
    claims = pd.DataFrame(rows, columns=["object", "source", "value", "timestamp"])
    assert fuse_values(claims).tolist() == [5.0]


def test_what_is_left_out_is_listed_and_bad_input_is_named():
    claims = pd.DataFrame({"object": ["a", "a"], "source": ["s", "t"], "value": [np.nan, 2.0]})
    assert fuse(claims).notes.query("step == 'left_out'")["other"].tolist() == ["s"]
    with pytest.raises(ValueError, match="the column source in claims"):
        fuse(claims.drop(columns="source"))
    with pytest.raises(ValueError, match="a number, found file claims, row 1, column value, value x"):
        fuse(claims.assign(value=["1", "x"]))
    with pytest.raises(ValueError, match="found column method, value guess"):
        fuse(claims, method="guess")


def test_no_claims_no_estimates():
    nothing = fuse(pd.DataFrame({"object": [], "source": [], "value": []}))
    assert nothing.estimates.empty and nothing.sources.empty


def test_input_is_not_modified():
    claims, _ = planted(objects=50)
    before = claims.copy()
    fuse(claims)
    pd.testing.assert_frame_equal(claims, before)


def test_group_median_agrees_with_pandas():
    rng = np.random.default_rng(0)
    group, x = rng.integers(0, 70_000, 200_000), rng.normal(size=200_000)
    expected = pd.Series(x).groupby(group).median().reindex(range(70_000)).to_numpy()
    np.testing.assert_allclose(group_median(group, x, np.ones(len(x)), 70_000), expected)


def test_resolution_is_the_last_printed_digit():
    numbers = [83.6, 0.4874, 12000, 7, 0.5, -2.25]
    assert resolution(np.array(numbers)) == pytest.approx([0.1, 1e-4, 1000, 1, 0.1, 0.01])


def test_claims_are_sorted_by_object_and_value():
    claims, objects, _ = encode(planted(objects=30)[0])
    frame = pd.DataFrame({"object": objects[claims.objects][claims.obj], "value": claims.value})
    assert frame.equals(frame.sort_values(["object", "value"], ignore_index=True))


@pytest.mark.skipif(not SHARED.exists(), reason="the data sets with ground truth are not beside the project")
@pytest.mark.parametrize(("name", "tolerance", "share"), [("flight", 10, 0.95), ("cars", 1, 0.6)])
def test_known_truth_of_shared_data(name, tolerance, share):
    claims = pd.read_csv(SHARED / "data" / name / "claims.csv", dtype={"object": str, "source": str})
    truth = pd.read_csv(SHARED / "data" / name / "truth.csv", dtype={"object": str}).set_index("object")["value"]
    assert json.loads((SHARED / "data" / name / "meta.json").read_text())["claims"] == len(claims)
    assert ((fuse_values(claims).reindex(truth.index) - truth).abs() <= tolerance).mean() > share


def test_two_claims_hold_their_estimate_between_them():
    rng = np.random.default_rng(3)
    thirds = [(n, s, 0.3 * v if s == "c" else v) for n, v in enumerate(rng.uniform(100, 200, 60)) for s in "abc"]
    rows = pd.DataFrame([*thirds, ("x", "c", 150.2), ("x", "d", 149.8)], columns=["object", "source", "value"])
    made = fuse(rows.astype({"object": str})).estimates.set_index("object")["value"]
    assert 149.8 <= made["x"] <= 150.2
