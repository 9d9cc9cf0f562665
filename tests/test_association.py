"""What goes with what: the estimates against formulas, and no pair without the number of pairs."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from comparing import fact, result

from bdlib.comparison.association import association
from bdlib.comparison.fields import provinces
from bdviews.comparison import linking
from bdviews.comparison.standpoint import At

X, Y, Z = "dti_score", "bank_account_15plus_share", "smartphone_adult_share"


def made(corpus, years=(2021, 2022, 2023), areas=63):
    rng, listed = np.random.default_rng(4), provinces(corpus.areas, "63")
    index = pd.MultiIndex.from_product([listed.index[:areas], years], names=["ref_area", "year"])
    data = pd.DataFrame({Z: rng.normal(50, 5, len(index))}, index=index)
    data[X], data[Y] = data[Z] / 100 + rng.normal(0, 0.02, len(data)), data[Z] + rng.normal(0, 3, len(data))
    values = [(name, *key, value) for name in (X, Y, Z) for key, value in data[name].items()]
    rows = [fact(code, name, value, time_period=str(year)) for name, code, year, value in values]
    return data.reset_index(), result(corpus, *rows, fields=())


def standardised(data):
    inside = data.groupby("year")[[X, Y, Z]].transform(lambda one: (one - one.mean()) / one.std())
    return data.assign(x=inside[X], y=inside[Y], z=inside[Z])


def test_estimates_against_formulas(corpus):
    data, est = made(corpus)
    data = standardised(data).assign(region=lambda d: d["ref_area"].map(provinces(corpus.areas, "63")["region"]))
    found = association(est, X, Y, Z).frame.set_index("held_equal")
    groups = {"cov_type": "cluster", "cov_kwds": {"groups": pd.factorize(data["ref_area"])[0]}, "use_t": True}
    formulas = {"year_region": "x + C(region)", "controls": "x + z + C(region)", "province": "x + C(ref_area)"}
    for held, others in formulas.items():
        fit = smf.ols(f"y ~ C(year) + {others}", data).fit(**groups)
        assert found.loc[held, ["estimate", "standard_error"]].tolist() == pytest.approx(
            [fit.params["x"], fit.bse["x"]]
        )


def test_one_year_has_hc3_errors_and_nothing_within_provinces(corpus):
    found = association(made(corpus, years=(2022,))[1], X, Y).frame.set_index("held_equal")
    assert (found.at["year_region", "errors"], found.at["province", "reason"]) == ("HC3", "few_years")


def test_pairs_without_a_common_year_are_listed_with_why(corpus):
    est = made(corpus, years=(2021, 2022))[1]
    est.frame = est.frame[est.frame["indicator"].eq(X) == est.frame["time_period"].eq("2021")]
    shown = linking.together_table(association(est, X, Y), At(est, "VN-74", "63", "en"))
    assert shown.to_html().count("no year in common") == 1 and "too few years" in shown.to_html()


def test_every_control_is_named_as_within_a_sentence(corpus):
    controls = "grdp_per_capita|trained_labour_force_share|population"
    row, here = pd.Series({"held_equal": "controls", "controls": controls}), At(made(corpus)[1], "VN-74", "63", "en")
    assert linking._held(row, here).endswith(", ".join(map(here.mid, controls.split("|"))))
    assert "Trained" not in linking._held(row, here)


def test_what_the_control_explains_is_gone(corpus):
    found = association(made(corpus)[1], X, Y, Z).frame.set_index("held_equal")["partial_r"]
    assert found["year_region"] > 0.5 and abs(found["controls"]) < 0.2


def test_residuals_give_the_partial_correlation(corpus):
    found = association(made(corpus, years=(2022,))[1], X, Y)
    assert found.residuals["x"].corr(found.residuals["y"]) == pytest.approx(found.frame["partial_r"].iloc[0])
    assert len(found.residuals) == 63


def test_years_before_a_marked_break_are_left_out(corpus):
    est = made(corpus)[1]
    broken = est.frame["indicator"].eq(X) & est.frame["time_period"].eq("2022")
    est.frame.loc[broken, "obs_status"] = "B"
    assert set(association(est, X, Y).frame["years"]) == {"2022|2023"}


def test_a_selected_few_give_no_association(corpus):
    found = association(made(corpus, areas=14)[1], X, Y)
    assert set(found.frame["reason"]) == {"no_complete_field"} and found.comparisons == 0


def test_the_number_of_comparisons_raises_the_p_values(corpus):
    found = association(made(corpus)[1], [X, Z], [Y]).frame
    assert found["p_holm"].min() == pytest.approx(found["p_value"].min() * len(found))


def test_a_side_without_indicator_goes_with_nothing(corpus):
    assert association(result(corpus), [], Y).frame.empty
