"""Projections: intervals that cover what they say, on simulated paths whose truth is known."""

import numpy as np
import pandas as pd
import pytest

from bdlib.gap import projection
from bdlib.gap.projection import arrivals

TRUTHS = {
    "linear": ("linear", lambda t: 20 + 2.5 * (t - 2019)),
    "logistic": ("logit", lambda t: 100 / (1 + np.exp(1.2 - 0.35 * (t - 2019)))),
    "stock": ("log", lambda t: 1e5 * np.exp(0.15 * (t - 2019))),
}
TARGET_YEAR = 2028.0


def hits(truth, dates, runs=800, seed=20251122):
    """Share of runs whose intervals hold the true path, and the year in which the path crosses."""
    model, path = TRUTHS[truth]
    draw = np.random.default_rng(seed)
    years, crossing = 2024 - np.arange(dates)[::-1] * (5 / dates), TARGET_YEAR - 1.5

    def report(t):
        noise = draw.normal(size=np.shape(t))
        return path(t) * np.exp(0.04 * noise) if model == "log" else path(t) + 0.6 * noise

    found = []
    for _ in range(runs):
        line = projection.fit(years, report(years), np.full(dates, 0.05), model)
        for level in (0.80, 0.95):
            _, earliest, latest = line.arrival(path(crossing), level)
            found.append((level, earliest <= crossing <= latest))
    return pd.DataFrame(found, columns=["level", "arrival"]).groupby("level").mean()


@pytest.mark.parametrize("dates", [3, 5])
@pytest.mark.parametrize("truth", TRUTHS)
def test_intervals_cover_within_three_points_of_nominal(truth, dates):
    covered = hits(truth, dates)
    assert covered.sub(covered.index, axis=0).abs().to_numpy().max() <= 0.03, covered


def test_line_is_least_squares():
    years, values = np.array([2019.0, 2020, 2022, 2024]), np.array([10.0, 13.0, 14.0, 21.0])
    slope, intercept = np.polyfit(years, values, 1)
    line = projection.fit(years, values)
    assert line.slope == pytest.approx(slope) and line.arrival(30)[0] == pytest.approx((30 - intercept) / slope)


def test_flat_path_may_never_arrive():
    _, _, latest = projection.fit([2019, 2020, 2021, 2022], [10.0, 10.3, 9.8, 10.1]).arrival(30)
    assert latest == np.inf


def test_target_at_the_limit_is_reached_half_a_point_below():
    line = projection.fit([2020, 2021, 2022, 2023], [80, 88, 94, 97], model="logit")
    assert line.arrival(100) == line.arrival(99.5)


def test_wide_claims_count_less():
    years, values = [2019, 2020, 2021, 2022], [10.0, 11.0, 20.0, 13.0]
    equal = projection.fit(years, values).arrival(16)[0]
    doubtful = projection.fit(years, values, [0.05, 0.05, 9.0, 0.05]).arrival(16)[0]
    assert abs(doubtful - 2025) < abs(equal - 2025)


def test_three_values_on_a_line_are_not_certainty():
    year, earliest, latest = projection.fit([2020, 2021, 2022], [10.0, 11.0, 12.0], [0.5, 0.5, 0.5]).arrival(15)
    assert year == pytest.approx(2025) and latest - earliest > 1


def test_two_dates_are_refused():
    with pytest.raises(ValueError, match="2 different years, expected at least 3"):
        projection.fit([2020, 2021], [10, 11])


def path_of(values):
    rows = [dict(ref_area="A", indicator="i", series="", year=y, obs_value=v, lower=v - 0.5, upper=v + 0.5)
            for y, v in values]  # fmt: skip
    return pd.DataFrame(rows)


def judged(dates, current, **change):
    row = dict(ref_area="A", indicator="i", series="", status="open", dates=dates, current=current, current_year=2022,
               target=20.0, target_year=2025, kind="share", limit=100.0, direction=1)  # fmt: skip
    return pd.DataFrame([row | change])


def test_two_dates_give_their_pace_and_say_so():
    row = arrivals(judged(2, 14.0), path_of([(2020, 10.0), (2022, 14.0)])).iloc[0]
    assert (row.basis, row.arrival) == ("two dates", 2025)
    assert row.earliest == 2022 + 5.5 / 2.5 and row.latest == 2022 + 6.5 / 1.5


def test_three_dates_give_a_fit():
    row = arrivals(judged(3, 14.0), path_of([(2020, 10.0), (2021, 12.2), (2022, 14.0)])).iloc[0]
    assert row.basis == "logit" and row.earliest < row.arrival < row.latest


def test_moving_away_never_arrives():
    row = arrivals(judged(2, 8.0), path_of([(2020, 11.0), (2022, 8.0)])).iloc[0]
    assert row.arrival == np.inf


def test_counts_hold_their_growth():
    row = arrivals(judged(2, 121.0, kind="count", target=161.051, limit=np.nan),
                            path_of([(2020, 100.0), (2022, 121.0)])).iloc[0]  # fmt: skip
    assert row.arrival == pytest.approx(2025)
