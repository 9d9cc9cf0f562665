"""Verdicts on targets: what a value may judge, what it may not, and what each verdict rests on."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from comparing import FIGURE, fact, result

import bdlib as bd
from bdlib.coverage import of_area
from bdlib.errors import DataError
from bdlib.gap import values
from bdlib.gap.regional import with_regional
from bdlib.gap.summary import by_target
from bdlib.schemas import CLEAN

WIRED = "broadband_household_share"
TARGETS = CLEAN["targets"]
AIM = {"figure_id": "t-001", "source_id": "page", "ref_area": "VN-20", "indicator": WIRED, "time_period": "2025",
       "period_basis": "stated", "role": "target", "obs_value": 90.0, "qualifier": "exact", "unit_measure": "percent",
       "obs_status": "A", "published": "2021-01-01", "publisher": "Page", "source_kind": "newspaper", "figure": "90%",
       "attributed_to": "Plan", "origin_basis": "none", "target_year": 2025}  # fmt: skip


def aim(**fields):
    blank = {name: "" if column.metadata["type"] == "string" else np.nan for name, column in TARGETS.columns.items()}
    value = {"lower": fields.get("obs_value", 90.0), "upper": fields.get("obs_value", 90.0), "decimals": 0}
    return pd.DataFrame([blank | AIM | value | fields])


def judged(corpus, *rows, today="2024-06-01", target=None, **fields):
    said = ["ref_area", "indicator", "time_period", "series", "obs_value"]
    seen = [FIGURE | {name: row[name] for name in said} | {"figure_id": row["figure_ids"]} for row in rows]
    seen = [one | {"time_period": row.get("stands", row["time_period"])} for one, row in zip(seen, rows, strict=True)]
    return bd.progress(result(corpus, *rows, observations=seen), aim(**fields) if target is None else target, today)


def at(value, year=2023, **fields):
    return fact("VN-20", WIRED, value, 0.05, **{"time_period": str(year), "figure_ids": f"x-{year}"} | fields)


@pytest.mark.parametrize(("value", "year", "today", "status"), [
    (95, 2023, "2024-06-01", "met"), (95, 2026, "2027-06-01", "met_after"), (80, 2025, "2026-06-01", "missed"),
    (80, 2023, "2024-06-01", "open"), (80, 2023, "2026-06-01", "unknown"),
])  # fmt: skip
def test_where_a_target_stands(corpus, value, year, today, status):
    row = judged(corpus, at(value, year), today=today).iloc[0]
    assert (row["status"], row["due"]) == (status, today > "2025-12-31")
    assert row["reached"] == (value >= 90)


@pytest.mark.parametrize(("kind", "flow", "lasts"), [
    ("share", "", True), ("money", "stock", True), ("area", "", True), ("rate", "stock", True), ("rate", "", False),
    ("money", "", False), ("count", "flow", False), ("count", "running", False), ("score", "stock", False),
])  # fmt: skip
def test_half_a_year_of_a_stock_can_judge_a_target_and_makes_no_year_of_a_path(corpus, kind, flow, lasts):
    listed = corpus.indicators.query("indicator == @WIRED").assign(kind=kind, flow=flow)
    est = result(corpus, at(80.0, "2023-H1"), at(90.0, 2024), indicators=listed)
    assert len(values(est, aim())) == 1 + lasts
    est.tables.observations["origin"] = est.tables.observations["maker"] = "nso"
    case = SimpleNamespace(tables=est.tables, origins=est.tables.observations[["figure_id", "origin"]])
    assert of_area(case, "VN-20")["years"].tolist() == [1]


@pytest.mark.parametrize(("trusts", "verdict"), [(("low",), "unbacked"), (("",), "met"), (("low", ""), "met")])
def test_a_target_that_only_copies_name_decides_nothing(corpus, trusts, verdict):
    named = pd.concat([aim(figure_id=f"t-{n}", trust=trust) for n, trust in enumerate(trusts)], ignore_index=True)
    assert [*by_target(judged(corpus, at(95, 2025), target=named))["verdict"]] == [verdict]


@pytest.mark.parametrize(("sides", "status"), [((95, 92), "met"), ((80, 70), "missed"), ((95, 80), "not_judged")])
def test_a_verdict_that_all_sides_of_an_open_conflict_give_holds(corpus, sides, status):
    year = {"ref_area": "VN-20", "indicator": WIRED, "time_period": "2025", "published": "2026-02-01"}
    seen = [FIGURE | year | {"figure_id": name, "obs_value": float(one), "lower": one, "upper": one}
            for name, one in zip("ab", sides, strict=True)]  # fmt: skip
    open_ = {"conflict_id": "K", "figure_ids": "a|b", "status": "open"}
    torn = at(np.nan, 2025, status="open", contradicted_by="K", figure_ids="a|b")
    found = bd.progress(result(corpus, torn, observations=seen, conflicts=[open_]), aim(), "2026-06-01")
    assert found["status"].tolist() == [status] and found["against"].ne("").all() == (status != "not_judged")
    assert found["pace"].isna().all()


def test_an_earlier_value_is_no_verdict_where_that_of_the_year_is_in_open_conflict(corpus):
    torn = at(np.nan, 2025, status="open", lower=85.0, upper=95.0)
    row = judged(corpus, at(95), torn, today="2026-06-01").iloc[0]
    assert (row["status"], row["reason"], row["reached"]) == ("not_judged", "declined", True)


def test_every_series_and_facet_set_judges_side_by_side(corpus):
    rows = [at(95, measure="covered"), at(60, measure="connected", figure_ids="y-001"),
            at(70, series="INDEX766", figure_ids="z-001"), at(99, maker="tax", figure_ids="w-001")]  # fmt: skip
    found = judged(corpus, *rows, measure="connected").set_index("value_ids")
    assert found["status"].to_dict() == {"x-2023": "other", "y-001": "open", "z-001": "open", "w-001": "met"}
    assert found["match"].to_dict() == {
        "x-2023": "differs",
        "y-001": "unstated",
        "z-001": "unstated",
        "w-001": "unstated",
    }
    assert found.at["x-2023", "mismatch"] == "measure" and found.at["x-2023", "reached"]


def test_a_target_of_an_area_that_ended_first_has_lapsed(corpus):
    rows = [fact("VN-74", WIRED, 95, time_period="2024")]
    assert judged(corpus, *rows, ref_area="VN-74").iloc[0][["status", "reached"]].tolist() == ["lapsed", True]
    late = judged(corpus, fact("VN-74", WIRED, 95, time_period="2025"), ref_area="VN-74")
    assert not late.iloc[0]["reached"]  # the year was not over when the area ended
    due = judged(corpus, *rows, ref_area="VN-74", target_year=2024, time_period="2024")
    assert due.iloc[0]["status"] == "met"
    assert judged(corpus, ref_area="VN-74", indicator="data_reuse_share").iloc[0]["status"] == "lapsed"


def test_an_undated_rank_judges_nothing(corpus):
    rank = {"indicator": "dti_rank", "obs_value": 20.0, "qualifier": "at_most", "unit_measure": "rank"}
    row = judged(corpus, fact("VN-20", "dti_rank", 6, time_period="2024", dated="bound"), **rank).iloc[0]
    assert (row["status"], row["reason"], row["reached"]) == ("not_judged", "undated_edition", True)


def test_a_place_in_an_earlier_edition_is_no_verdict(corpus):
    rank = {"indicator": "dti_rank", "obs_value": 20.0, "unit_measure": "rank", "target_year": 2030,
            "time_period": "2030"}  # fmt: skip
    row = judged(corpus, fact("VN-20", "dti_rank", 6, time_period="2024", series="DTI34"), **rank).iloc[0]
    assert (row["status"], row["reached"], row["reason"]) == ("not_judged", True, "earlier_edition")


@pytest.mark.parametrize(("year", "period", "status"), [
    (2022, "2022", "not_judged"), (2023, "2023", "met"), (2024, "2024", "not_judged"), (2023, "2021/2023", "other"),
])  # fmt: skip
def test_a_growth_rate_judges_its_own_year_only(corpus, year, period, status):
    aim_ = {"indicator": "grdp_growth", "obs_value": 7.0, "target_year": year, "time_period": period}
    assert judged(corpus, fact("VN-20", "grdp_growth", 8, time_period="2023"), **aim_).iloc[0]["status"] == status


@pytest.mark.parametrize(("aimed", "match"), [("", "unstated"), ("provincial", "unstated"), ("MIC", "differs")])
def test_a_series_of_several_is_named_and_one_that_the_target_does_not_mean_judges_nothing(corpus, aimed, match):
    row = judged(corpus, at(95, series="GSO"), at(96, series="MIC"), series=aimed).query("series == 'GSO'").iloc[0]
    assert (row["match"], row["mismatch"], row["status"] == "other") == (match, "series", match == "differs")


def test_an_undated_share_meets_but_never_misses_and_has_no_pace(corpus):
    assert judged(corpus, at(95, dated="bound")).iloc[0]["status"] == "met"
    rows = [at(60, 2020, dated="bound"), at(80, 2026, dated="bound")]
    row = judged(corpus, *rows, today="2027-01-01").iloc[0]
    assert row["status"] == "not_judged" and np.isnan(row["pace"]) and row["reason"] == "undated"


def test_a_rank_among_other_areas_is_another_thing(corpus):
    rank = {"indicator": "dti_rank", "obs_value": 20.0, "unit_measure": "rank", "ref_area": "VN-74",
            "target_year": 2024, "time_period": "2024"}  # fmt: skip
    rows = [fact("VN-74", "dti_rank", 7, series="DTI34", time_period="2024")]
    row = judged(corpus, *rows, **rank).iloc[0]
    assert (row["target_field"], row["field"], row["status"], row["mismatch"]) == (63, 34, "other", "field")


@pytest.mark.parametrize(
    ("aim", "value", "told"),
    [("with_5g", "", "differs"), ("", "with_5g", "differs"), ("urban", "", "unstated"), ("with_5g", "with_5g", "same")],
)
def test_what_sets_apart_is_another_thing_than_what_does_not_say_it(corpus, aim, value, told):
    assert judged(corpus, at(95, scope=value), scope=aim).iloc[0]["match"] == told


def test_a_pace_needs_two_stated_dates_of_one_maker_and_one_facet_set(corpus):
    for other in ({"maker": "b"}, {"measure": "covered"}, {"dated": "bound"}, {"series": "MIC"}):
        found = judged(corpus, at(60, 2020, maker="a"), at(80, 2023, **{"maker": "a"} | other))
        assert found["pace"].isna().all() and found["start"].isna().all()
    row = judged(corpus, at(60, 2020, maker="a"), at(80, 2023, maker="a")).iloc[0]
    assert row["pace"] == pytest.approx(20 / 3)
    assert (row["start_year"], row["current_year"], row["start_ids"], row["value_ids"]) == (
        2020,
        2023,
        "x-2020",
        "x-2023",
    )


def test_a_late_measurement_says_by_how_many_days(corpus):
    row = judged(corpus, at(95, 2026, stands="2026-01-31"), today="2027-01-01")
    assert row.iloc[0]["late_days"] == 31


def test_the_year_of_arrival_of_a_steady_path(corpus):
    row = judged(corpus, at(60, 2020, maker="a"), at(80, 2023, maker="a"), target_year=2030, time_period="2030").iloc[0]
    assert row["arrival"] == pytest.approx(2023 + 10 / (20 / 3)) and row["basis"] == "two dates"


@pytest.mark.parametrize(("indicator", "unit"), [("grdp_growth", "percent"), ("dti_rank", "rank")])
def test_growth_and_places_have_no_year_of_arrival(corpus, indicator, unit):
    rows = [fact("VN-20", indicator, value, time_period=year, maker="a", series="DTI", unit_measure=unit)
            for value, year in ((50, "2020"), (40, "2021"), (35, "2022"))]  # fmt: skip
    goal = {"indicator": indicator, "obs_value": 20.0, "unit_measure": unit, "target_year": 2030, "time_period": "2030"}
    assert judged(corpus, *rows, **goal)["arrival"].isna().all()


@pytest.mark.parametrize("today", ["06/07/2024", "2024-6-7", "yesterday"])
def test_a_day_is_an_iso_date(corpus, today):
    with pytest.raises(DataError, match="2024-06-30"):
        judged(corpus, at(80), today=today)


def test_observations_are_no_targets(corpus):
    with pytest.raises(DataError, match="targets"):
        judged(corpus, target=pd.DataFrame({"figure_id": ["x"]}))


def test_inputs_are_untouched(corpus):
    targets = aim()
    before = targets.copy()
    judged(corpus, at(80), target=targets)
    pd.testing.assert_frame_equal(targets, before)


REGIONAL = "dti_rank_central_highlands"


def test_a_place_in_a_region_that_no_page_prints_is_counted_from_the_complete_table(est):
    ranks = est.frame.query("indicator == 'dti_rank' and time_period == '2024'").set_index("ref_area")["obs_value"]
    mates = ranks[ranks.index.isin(est.tables.areas.query("region == 'VN-CH' and level == 'province'")["area"])]
    row = bd.progress(est, est.tables.targets, area="VN-62", indicator=REGIONAL).iloc[0]
    assert (row["current"], row["field"]) == (1 + (mates < mates["VN-62"]).sum(), len(mates))
    assert (row["status"], row["derived"]) == ("missed", "dti_rank")


def test_counted_places_are_those_that_pages_print(est):
    printed = est.frame[est.frame["indicator"].eq(REGIONAL) & est.frame["time_period"].eq("2022")]
    made = with_regional(est.frame[~est.frame["indicator"].eq(REGIONAL)], est.tables, printed)
    told = made[made["derived"].ne("") & made["time_period"].eq("2022")]
    assert told["obs_value"].tolist() == printed["obs_value"].tolist() == [2]
    assert with_regional(est.frame, est.tables, printed).query("time_period == '2022' and derived != ''").empty


def test_a_choice_of_an_earlier_day_counts_no_place_from_a_later_table(case):
    made = bd.multiverse(case, bd.progress, area="VN-62", indicator=REGIONAL, as_of=["2024-01-01", ""])
    values = made.specifications.groupby("as_of")["value"].agg(set)
    assert 3 in values[""] and 3 not in values["2024-01-01"]


def test_a_table_that_lacks_an_area_counts_no_places(est):
    seen = est.tables.observations
    less = replace(est.tables, observations=seen[~(seen["indicator"].eq("dti_rank") & seen["ref_area"].eq("VN-01"))])
    asked = pd.DataFrame({"ref_area": ["VN-62"], "indicator": REGIONAL})
    assert with_regional(est.frame, less, asked)["derived"].eq("").all()
