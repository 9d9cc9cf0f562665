import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from comparing import estimate, estimates, synthetic

from bdlib.comparison import compare
from bdlib.comparison.convergence import convergence
from bdlib.comparison.inequality import gini, inequality
from bdlib.comparison.peers import peers
from bdlib.comparison.territory import provinces


@pytest.fixture(scope="module")
def compared(corpus):
    rows = synthetic(list(provinces(corpus.areas, "63").index), ["grdp_current", "population"], ["2022"], ["A"], seed=5)
    return compare(rows, corpus.areas, corpus.indicators).frame


def test_gini_is_half_the_mean_difference_over_the_mean(compared):
    values = compared.loc[compared["indicator"].eq("grdp_current"), "obs_value"].to_numpy()
    expected = np.abs(values[:, None] - values).mean() / (2 * values.mean())
    assert gini(values, np.zeros(63, dtype=int))[0] == pytest.approx(expected)


def test_equal_provinces_and_one_that_has_all():
    codes = np.repeat([0, 1], 4)
    assert gini(np.array([2, 2, 2, 2, 0, 0, 0, 8.0]), codes) == pytest.approx([0, 0.75])


def test_theil_splits_into_regions(compared, corpus):
    found = inequality(compared, corpus.indicators).loc["population"].iloc[0]
    frame = compared[compared["indicator"].eq("population")]
    share = frame["obs_value"] / frame["obs_value"].sum()
    total = (share * np.log(share * len(frame))).sum()
    groups = frame.groupby("region")["obs_value"].agg(["sum", "size"])
    groups = groups.assign(share=groups["sum"] / groups["sum"].sum(), head=groups["size"] / len(frame))
    between = (groups["share"] * np.log(groups["share"] / groups["head"])).sum()
    assert found["theil"] == pytest.approx(total) and found["between"] == pytest.approx(between)
    assert found["between"] + found["within"] == pytest.approx(found["theil"])


def test_interval_of_gini_by_redrawing(compared, corpus):
    found = inequality(compared, corpus.indicators, draws=1500).loc["population"].iloc[0]
    frame = compared[compared["indicator"].eq("population")]
    rng = np.random.default_rng(8)
    redrawn = [rng.uniform(frame["lower"], frame["upper"]) for _ in range(1500)]
    ends = np.quantile([np.abs(x[:, None] - x).mean() / (2 * x.mean()) for x in redrawn], [0.05, 0.95])
    assert found[["gini_lower", "gini_upper"]].to_numpy(dtype=float) == pytest.approx(ends, abs=0.002)


def test_nothing_is_said_of_ranks_or_of_few(corpus):
    rows = [estimate(code, "dti_rank", n) for n, code in enumerate(provinces(corpus.areas, "63").index, 1)]
    rows += [estimate("VN-74", "population", 1)]
    found = inequality(compare(estimates(*rows), corpus.areas, corpus.indicators).frame, corpus.indicators)
    assert found["gini"].isna().all() and found["theil"].isna().all() and found["reason"].ne("").all()


def test_beta_against_a_formula_and_sigma_by_hand(corpus):
    codes = list(provinces(corpus.areas, "63").index)[:12]
    rng = np.random.default_rng(2)
    start = rng.lognormal(4, 0.5, 12)
    end = start**0.6 * rng.lognormal(2, 0.1, 12)
    rows = [estimate(c, "population", v, time_period=y) for y, vs in [("2018", start), ("2022", end)]
            for c, v in zip(codes, vs, strict=True)]  # fmt: skip
    found = convergence(estimates(*rows), corpus.indicators).iloc[0]
    data = pd.DataFrame({"x": np.log(start), "y": np.log(end / start) / 4})
    fit = smf.ols("y ~ x", data).fit().get_robustcov_results("HC3", use_t=True)
    assert [found["beta"], found["standard_error"], found["p_value"]] == pytest.approx(
        [fit.params[1], fit.bse[1], fit.pvalues[1]]
    )
    assert found["half_life"] == pytest.approx(np.log(2) * 4 / -np.log(1 + 4 * fit.params[1]))
    assert found["sigma_last"] == pytest.approx(np.std(np.log(end), ddof=1))


def test_convergence_stays_in_one_series_and_says_when_it_cannot(corpus):
    codes = list(provinces(corpus.areas, "63").index)[:8]
    rows = [estimate(c, "population", 5 + n, time_period=y, series=s) for y, s in [("2018", "GSO"), ("2022", "PSO")]
            for n, c in enumerate(codes)]  # fmt: skip
    assert convergence(estimates(*rows), corpus.indicators).empty
    rows += [estimate(codes[0], "population", 9, time_period="2022", series="GSO")]
    found = convergence(estimates(*rows), corpus.indicators).iloc[0]
    assert (found["series"], found["areas"], np.isnan(found["beta"])) == ("GSO", 1, True)
    assert found["reason"] == "few"


def test_peers_are_the_nearest_and_missing_figures_are_named(corpus):
    size = {"VN-74": 100, "VN-75": 110, "VN-72": 1000, "VN-70": 10}
    rows = [estimate(code, "population", n) for code, n in size.items()]
    rows += [estimate(code, "grdp_current", n) for code, n in size.items() if code != "VN-70"]
    found = peers(estimates(*rows), corpus.areas, corpus.indicators, "VN-74").set_index("ref_area")
    logs = np.log(pd.Series(size))
    away = (logs - logs["VN-74"]).abs() / logs.std()
    assert found.index[0] == "VN-75" and found.loc["VN-70", "missing"] == "grdp_current"
    assert found.loc["VN-70", "distance"] == pytest.approx(away["VN-70"])


def test_no_context_no_peers(corpus):
    rows = estimates(estimate("VN-74", "population", 1), estimate("VN-74", "dti_rank", 19))
    assert peers(rows, corpus.areas, corpus.indicators, "VN-74").empty


def test_a_context_in_which_all_are_alike_gives_no_peers(corpus):
    rows = estimates(estimate("VN-74", "population", 5), estimate("VN-75", "population", 5))
    assert peers(rows, corpus.areas, corpus.indicators, "VN-74").empty
