"""Inequality, convergence, paths and peers: recomputed another way, and refused over a selected few."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from comparing import fact, result

from bdlib.comparison.fields import provinces
from bdlib.comparison.likeness import peers
from bdlib.comparison.paths import paths
from bdlib.comparison.spread import convergence, gini, inequality
from bdlib.errors import DataError
from bdviews.comparison.spreading import gini_sentence
from bdviews.comparison.standpoint import At

GRDP = "grdp_per_capita"


@pytest.fixture(scope="module")
def table(corpus):
    """GRDP per head of all 63 in eight years, with a start that leaves room to catch up."""
    rng = np.random.default_rng(2)
    start = pd.Series(rng.lognormal(18, 0.4, 63), index=provinces(corpus.areas, "63").index)
    years = {2015 + n: start ** (1 - 0.01 * n) * rng.lognormal(0.05 * n, 0.02, 63) for n in range(8)}
    return pd.DataFrame(years)


def estimated(corpus, table, indicator=GRDP):
    values = table.stack().items()
    return result(corpus, *(fact(code, indicator, value, time_period=str(year)) for (code, year), value in values))


def test_gini_is_half_the_mean_difference_over_the_mean(corpus, table):
    found = inequality(estimated(corpus, table)).set_index("year")
    values = table[2022].to_numpy()
    assert found.at[2022, "gini"] == pytest.approx(np.abs(values[:, None] - values).mean() / (2 * values.mean()))


def test_equal_provinces_and_one_that_has_all():
    assert gini(np.array([2, 2, 2, 2, 0, 0, 0, 8.0]), np.repeat([0, 1], 4)) == pytest.approx([0, 0.75])


def test_nothing_is_measured_over_a_selected_few(corpus, table):
    est = estimated(corpus, table.iloc[:20])
    assert inequality(est).empty and convergence(est).empty and paths(est).empty
    assert gini_sentence(inequality(est), [GRDP], At(est, "VN-01", "63", "en")) is None


def test_ranks_and_rates_have_no_inequality(corpus, table):
    found = inequality(estimated(corpus, table.rank(), "dti_rank"))
    assert found["gini"].isna().all() and set(found["reason"]) == {"rank_has_no_size"}


def test_beta_against_a_formula_and_sigma_by_hand(corpus, table):
    found = convergence(estimated(corpus, table)).iloc[0]
    data = pd.DataFrame({"x": np.log(table[2015]), "y": np.log(table[2022] / table[2015]) / 7})
    fit = smf.ols("y ~ x", data).fit().get_robustcov_results("HC3", use_t=True)
    assert [found["beta"], found["standard_error"]] == pytest.approx([fit.params[1], fit.bse[1]])
    assert found["sigma_last"] == pytest.approx(np.std(np.log(table[2022]), ddof=1))


def test_a_measure_that_breaks_gives_no_beta(corpus, table):
    shaken = table.copy()
    shaken.loc[:, 2020:] *= np.random.default_rng(0).lognormal(0, 0.5, (63, 1))
    est = estimated(corpus, shaken)
    assert convergence(est).iloc[0][["broken", "reason"]].tolist() == ["2020", "broken"]
    found = paths(est, "Hà Nội")
    assert found.loc[found["break_before"], "year"].tolist() == [2020]


@pytest.mark.parametrize("broken", [2018, 2020, 2022])
def test_inequality_is_told_of_the_years_since_the_last_break(corpus, table, broken):
    shaken = table.copy()
    shaken.loc[:, broken:] *= np.random.default_rng(0).lognormal(0, 0.5, (63, 1))
    est = estimated(corpus, shaken)
    told = gini_sentence(inequality(est), [GRDP], At(est, "VN-01", "63", "en"))
    assert (told.facts["years"] if told else None) == ([broken, 2022] if broken < 2022 else None)


@pytest.mark.parametrize(("first", "said"), [(2023, True), (2026, False)])
def test_inequality_of_years_before_the_reform_says_that_they_are_recalculated(corpus, first, said):
    codes = provinces(corpus.areas, "34").index
    rows = [fact(code, GRDP, 50 + n, time_period=str(first + m)) for n, code in enumerate(codes) for m in (0, 3)]
    est = result(corpus, *rows)
    assert ("recalculated" in str(gini_sentence(inequality(est), [GRDP], At(est, "VN-01", "34", "en")))) == said


def test_inequality_of_two_series_is_told_of_one(corpus, table):
    rows = [fact(code, GRDP, value * (1 + year % 2), time_period=str(year), series="GSO" if year < 2020 else "MIC")
            for (code, year), value in table.stack().items()]  # fmt: skip
    est = result(corpus, *rows)
    assert gini_sentence(inequality(est), [GRDP], At(est, "VN-01", "63", "en")).facts["years"] == [2020, 2022]


def test_a_crisis_that_hits_all_is_no_break(corpus, table):
    assert not paths(estimated(corpus, table.mul([1, 1, 1, 0.7, 0.7, 1, 1, 1])))["break_before"].any()


def test_a_path_gives_the_place_of_each_year(corpus, table):
    found = paths(estimated(corpus, table), "VN-75", GRDP)
    assert found["rank"].tolist() == table.rank(ascending=False).loc["VN-75"].tolist()
    assert set(found["rank_of"]) == {63}


def test_peers_are_the_nearest_in_logarithms(corpus, table):
    found = peers(estimated(corpus, table), "Đồng Nai", [GRDP])
    logs = np.log(table[2022])
    away = ((logs - logs["VN-75"]).abs() / logs.std()).drop("VN-75").sort_values()
    assert found["ref_area"].tolist() == away.index.tolist() and found["distance"].tolist() == pytest.approx(
        away.tolist()
    )
    assert found.attrs["context"] == [{"indicator": GRDP, "time_period": "2022", "series": "GSO"}]


def test_without_complete_fields_there_are_no_peers(corpus, table):
    assert peers(estimated(corpus, table.iloc[:20]), "Đồng Nai").empty


def test_a_region_has_no_peers(corpus, table):
    with pytest.raises(DataError, match="compared areas"):
        peers(estimated(corpus, table), "Đông Nam Bộ")


def test_years_of_another_maker_and_no_series_are_no_way(corpus, table):
    rows = [fact(code, GRDP, value, time_period=str(year), series="", maker="mic" if year < 2020 else "nso")
            for (code, year), value in table.stack().items()]  # fmt: skip
    for then, broken in ((rows, "2020"), ([row | {"series": "GSO"} for row in rows], "")):
        assert convergence(result(corpus, *then))["broken"].tolist() == [broken]


@pytest.mark.parametrize(("own", "broken"), [(1, ""), (31, ""), (32, "2020")])
def test_provinces_with_a_maker_of_their_own_break_a_way_where_they_are_most(corpus, table, own, broken):
    its_own = {(code, year) for code in table.index[:own] for year in table if year >= 2020}
    rows = [fact(key[0], GRDP, value, time_period=str(key[1]), series="", maker="mic" if key in its_own else "nso")
            for key, value in table.stack().items()]  # fmt: skip
    assert convergence(result(corpus, *rows))["broken"].tolist() == [broken]
