"""Comparison fields: what may stand beside what, which places are known, and what a value is measured against."""

import itertools
import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from comparing import fact, result
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata
from studies import study

import bdlib as bd
from bdlib.comparison.fields import provinces, rank
from bdlib.errors import DataError
from bdviews.comparison import likeness, linking
from bdviews.comparison.places import place
from bdviews.comparison.standing import sentences
from bdviews.comparison.standpoint import At, lead, leading
from bdviews.comparison.titles import standing_title
from bdviews.talk import cover

WIRED = "broadband_household_share"
intervals = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=1, max_size=6)


def ordered(pairs, better=1):
    values, margins = np.array(pairs).T
    return pd.DataFrame(
        {"obs_value": values, "lower": values - margins, "upper": values + margins, "better": better, "group": 0}
    )


@pytest.fixture(scope="module")
def all63(corpus):
    return list(provinces(corpus.areas, "63").index)


def everywhere(areas, indicator=WIRED, start=10, **fields):
    return [fact(code, indicator, start + n, 0.4, **fields) for n, code in enumerate(areas)]


@settings(deadline=None)
@given(intervals, st.sampled_from([1, -1]))
def test_rank_bounds_are_reached_at_corners_and_never_passed(pairs, better):
    frame = ordered(pairs, better)
    inside = (frame["upper"] - frame["lower"]) / 1e6  # an interval's ends belong to its neighbours
    corners = itertools.product(*zip(frame["lower"] + inside, frame["upper"] - inside, strict=True))
    seen = np.array([rankdata(-better * np.array(corner), method="min") for corner in corners])
    found = rank(frame, ["group"])
    assert (found["rank_lower"] == seen.min(axis=0)).all() and (found["rank_upper"] == seen.max(axis=0)).all()


@pytest.mark.parametrize(("territory", "count"), [("63", 63), ("34", 34)])
def test_territories(corpus, territory, count):
    assert len(provinces(corpus.areas, territory)) == count


def test_the_newest_edition_leads_not_the_widest(corpus, all63):
    rows = [*everywhere(all63, time_period="2022"), fact("VN-74", WIRED, 99, time_period="2023")]
    found = bd.compare(result(corpus, *rows), area="Binh Duong").frame
    assert found.loc[found["leads"], "time_period"].tolist() == ["2023"]


def test_an_undated_value_enters_nothing(corpus):
    rows = [fact("VN-74", WIRED, 99, time_period="2024", dated="bound"), fact("VN-74", WIRED, 80)]
    assert bd.compare(result(corpus, *rows)).frame["obs_value"].tolist() == [80]


def test_places_only_over_all_provinces(corpus, all63):
    found = bd.compare(result(corpus, *everywhere(all63)), area="VN-01").frame.iloc[0]
    assert (found["rank"], found["rank_of"], found["rank_basis"], found["coverage"]) == (63, 63, "computed", "complete")
    few = bd.compare(result(corpus, *everywhere(all63[:14])), area=all63[0]).frame.iloc[0]
    assert np.isnan(few["rank"]) and few["coverage"] == "selected"
    assert (few["covered"], few["members"]) == (14, 63)


def test_a_table_of_all_that_lacks_a_few_says_so(corpus, all63):
    found = bd.compare(result(corpus, *everywhere(all63[:61], frame="most"))).frame
    assert set(found["coverage"]) == {"most"} and set(found["rank_of"]) == {61} and set(found["members"]) == {63}
    loose = bd.compare(result(corpus, *everywhere(all63[:61]))).frame
    assert loose["rank"].isna().all()


def test_a_facet_that_a_newspaper_adds_takes_no_value_out_of_its_table(corpus, all63):
    rows = everywhere(all63, figure_ids="table-001")
    rows[7] |= {"measure": "covered", "figure_ids": "news-001|table-001"}
    facets = dict.fromkeys(["measure", "base", "prices", "scope"], "")
    table = [{"figure_id": "table-001", "frame": "complete"} | facets]
    found = bd.compare(result(corpus, *rows, observations=table))
    assert found.fields["covered"].tolist() == [63] and found.frame["measure"].eq("").all()


def test_ties_share_a_place(corpus, all63):
    rows = [fact(code, WIRED, 50) for code in all63]
    assert set(bd.compare(result(corpus, *rows)).frame["rank"]) == {1}


def test_a_printed_rank_has_the_field_of_its_page_or_series(corpus):
    seen = [{"figure_id": "k-001", "denominator": 6}]
    rows = [fact("VN-74", "dti_rank", 7, series="DTI"), fact("VN-74", "pci_rank", 3, figure_ids="k-001"),
            fact("VN-74", "papi_rank", 9, series="PAPI", figure_ids="m-001")]  # fmt: skip
    found = bd.compare(result(corpus, *rows, observations=seen)).frame.set_index("indicator")
    assert found["rank_of"].to_dict() == pytest.approx(
        {"dti_rank": 63, "pci_rank": 6, "papi_rank": np.nan}, nan_ok=True
    )
    assert set(found["rank_basis"]) == {"printed"}


def test_the_printed_rank_of_a_value_stands_beside_it(corpus):
    ranks = corpus.indicators["indicator"].map({"dti_rank": "dti_score"}).fillna("")
    rows = [
        fact("VN-20", "dti_score", 0.6, series="DTI"),
        fact("VN-20", "dti_rank", 6, series="DTI", figure_ids="r-001"),
    ]
    est = result(corpus, *rows, indicators=corpus.indicators.assign(ranks=ranks))
    row = bd.compare(est, area="Lạng Sơn", indicator="dti_score").frame.iloc[0]
    assert (row["printed_rank"], row["printed_rank_of"], row["printed_rank_figure_ids"]) == (6, 63, "r-001")


@pytest.mark.parametrize(("printed", "said"), [(1, "1 of 34"), (3, "3 as printed, without the number of provinces")])
def test_a_bare_place_that_counting_gives_too_is_told_among_all(corpus, printed, said):
    codes = sorted(provinces(corpus.areas, "34").index, key=lambda code: code[-1] != "N")
    rows = [fact(code, "dti_score", 90 - n, time_period="2024", series="DTI34") for n, code in enumerate(codes)]
    bare = fact(codes[0], "dti_rank", printed, time_period="2024", series="DTI34", figure_ids="bare-001")
    ranks = corpus.indicators["indicator"].map({"dti_rank": "dti_score"}).fillna("")
    est = result(corpus, *rows, bare, indicators=corpus.indicators.assign(ranks=ranks))
    here = At(est, codes[0], "34", "en")
    assert place(leading(bd.compare(est), here).iloc[0], here) == said


def test_another_page_gives_no_number_that_a_table_of_the_edition_lacks(est):
    here, seen = At(est, "VN-74", "63", "en"), est.tables.observations
    rows = leading(bd.compare(est), here).set_index("indicator")
    listed = seen.query("series == 'PAPI' and time_period == '2024' and frame == 'most'")
    listed = listed.groupby("indicator")["ref_area"]
    assert listed.nunique().eq(61).all() and rows.at["papi_score", "printed_rank_of"] == 63
    assert place(rows.loc["papi_score"], here) == "9 as printed, without the number of provinces"
    assert place(rows.loc["pii_rank"], here).endswith("without the number of provinces")


@pytest.mark.parametrize(("printed", "said"), [
    (["3rd of 12", "7th"], ["no. 3 of 12, as printed", "no. 7 of 12, the place as printed, the number from another"]),
    (["3rd", "7th"], ["no. 3, as printed, without the number of cities", "no. 7, as printed, without the number"]),
    (["1st", "4th"], ["no. 1 of 2, counted from the values", "no. 4, as printed, without the number of cities"]),
])  # fmt: skip
def test_a_printed_place_is_told_among_no_number_that_no_page_prints(tmp_path, monkeypatch, printed, said):
    figures = [(page, code, *row) for page, code, value, rank in zip(["office_a", "office_b"], "AB", ["87%", "79%"],
               printed, strict=True) for row in (("time", "2024", value), ("time_rank", "2024", rank))]  # fmt: skip
    kinds = {"time": ("On time", "percent", "share", "up"), "time_rank": ("Rank", "rank", "rank", "down")}
    study(tmp_path, {"A": "Alda", "B": "Brin"}, kinds, figures, level="city", names=("city", "cities"))
    codes = pd.read_csv(tmp_path / "data/raw/indicators.csv").assign(ranks=["", "time"])
    codes.to_csv(tmp_path / "data/raw/indicators.csv", index=False)
    monkeypatch.chdir(tmp_path)
    est = bd.reconcile(bd.assess(bd.clean(bd.load(tmp_path))))
    found = bd.compare(est)
    for area, told in zip("AB", said, strict=True):
        here = At(est, area, "2", "en")
        bare, title = told.split(",")[0], str(cover._place(found, here))
        assert told in str(sentences(found, here)[0]) and re.search(rf"{bare}\b.* by on time", title)
        assert ("counted" in told) is (" by the values compared (" not in str(standing_title(lead(found, here), here)))


def test_facets_series_and_territories_are_fields_of_their_own(corpus):
    rows = [fact("VN-79", WIRED, 1, measure="covered"), fact("VN-79", WIRED, 2, measure="connected"),
            fact("VN-79", WIRED, 3, series="MIC"), fact("VN-79N", WIRED, 4, time_period="2025")]  # fmt: skip
    found = bd.compare(result(corpus, *rows), area="Hồ Chí Minh")
    assert len(found.fields) == 4 and sorted(found.frame["territory"]) == ["34", "63", "63", "63"]


def test_old_and_new_side_by_side(corpus):
    rows = [fact("VN-74", WIRED, 1), fact("VN-79N", WIRED, 2, time_period="2025"), fact("VN-01", WIRED, 3)]
    found = bd.compare(result(corpus, *rows), area="VN-74").frame
    assert found.set_index("ref_area")["relation"].to_dict() == {"VN-74": "asked", "VN-79N": "successor"}


def test_an_unchanged_province_stands_in_the_fields_that_its_edition_lists(corpus):
    early = [fact("VN-01", WIRED, 1), fact("VN-74", WIRED, 1)]
    late = [fact("VN-01", WIRED, 1, time_period="2024"), fact("VN-79N", WIRED, 2, time_period="2024")]
    found = bd.compare(result(corpus, *early, *late), area="Hà Nội").frame
    assert found.set_index("time_period")["territory"].to_dict() == {"2022": "63", "2024": "34"}


def test_a_year_that_a_reader_inferred_gives_no_place(corpus):
    rows = [fact("VN-74", "pci_rank", 6, time_period="2021", dated="inferred"), fact("VN-74", "pci_rank", 13)]
    assert bd.compare(result(corpus, *rows)).frame["rank"].tolist() == [13]


def test_measured_against_what_is_printed_never_a_mean_of_some(corpus):
    rows = [fact("VN-74", WIRED, 80), fact("VN-75", WIRED, 20), fact("VN-72", WIRED, 20)]
    assert bd.compare(result(corpus, *rows), area="VN-74").frame["to_country"].isna().all()
    rows += [fact("VN", WIRED, 75), fact("VN-SE", WIRED, 70, figure_ids="s-001")]
    row = bd.compare(result(corpus, *rows), area="VN-74").frame.iloc[0]
    assert row["to_country"] == 5


def test_a_value_of_a_few_is_held_against_no_mean_of_all(corpus, all63):
    mean = [fact("VN-PROV", WIRED, 30)]
    few, all_ = (bd.compare(result(corpus, *everywhere(of), *mean)).frame["to_mean"] for of in (all63[:3], all63))
    assert few.isna().all() and all_.sum() == sum(10 + n - 30 for n in range(63))


def test_a_sum_is_a_share_of_the_country(corpus):
    codes = corpus.indicators.assign(aggregate="sum")
    rows = [fact("VN-74", "population", 3e6), fact("VN", "population", 1e8)]
    row = bd.compare(result(corpus, *rows, indicators=codes), area="VN-74").frame.iloc[0]
    assert row["country_share"] == 3 and np.isnan(row["to_country"])


UNKNOWN = [({"area": "nonsense"}, "areas"), ({"area": "Binh Duonq"}, "Bình Dương"),
           ({"indicator": "dti_rnk"}, "dti_rank"), ({"period": 1999}, "2022")]  # fmt: skip


@pytest.mark.parametrize(("asked", "said"), UNKNOWN)
def test_what_is_not_known_is_refused(corpus, asked, said):
    with pytest.raises(DataError, match=said):
        bd.compare(result(corpus, fact("VN-74", WIRED, 1)), **asked)


@pytest.mark.parametrize("asked", ["VN-74", "bình dương", ["Binh Duong"], ("VN-74", "VN-74")])
@pytest.mark.parametrize("period", [2022, "2022", [2022]])
def test_asked_as_a_pandas_user_would(corpus, asked, period):
    assert len(bd.compare(result(corpus, fact("VN-74", WIRED, 1)), area=asked, period=period).frame) == 1


def test_inputs_are_untouched_and_no_order_matters(corpus, all63):
    est = result(corpus, *everywhere(all63))
    before, mixed = est.frame.copy(), result(corpus, *everywhere(all63)[::-1])
    pd.testing.assert_frame_equal(bd.compare(est).frame, bd.compare(mixed).frame)
    pd.testing.assert_frame_equal(est.frame, before)


def test_a_place_is_of_the_score_that_its_rank_names_and_of_no_relative(corpus, all63):
    codes = corpus.indicators.assign(ranks="")
    rows = [*everywhere(all63, "dti_score"), *everywhere(all63, "dti_rank")]
    for indicators, printed in ((corpus.indicators, True), (codes, False)):
        est = result(corpus, *rows, indicators=indicators)
        first = lead(bd.compare(est), At(est, "VN-74", "63", "en"))
        assert set(first["indicator"]) == {"dti_score"} and first["printed_rank"].notna().all() == printed


@pytest.mark.parametrize("size", ["population", "grdp_current"])
def test_a_size_heads_nothing_while_there_is_a_standing_and_is_called_one(corpus, all63, size):
    rows = [*everywhere(all63, size, time_period="2024"), *everywhere(all63)]
    for some, code in ((rows, WIRED), (rows[:63], size)):
        est = result(corpus, *some)
        here = At(est, "VN-74", "63", "en")
        said = str(sentences(bd.compare(est), here)[0])
        assert set(lead(bd.compare(est), here)["indicator"]) == {code} and ("by size" in said) == (code == size)


def test_of_a_few_areas_no_statistic_is_told():
    few = SimpleNamespace(frame=pd.DataFrame({"reason": ["", "few_years"], "provinces": [9.0, 63.0]}))
    here = SimpleNamespace(lang="en", inside=True, area="A", territory="", titled="A", number=lambda n, _: f"{n:.0f}")
    assert linking.sentences(few, here)[0].facts["says"] == "few_together" and linking.together_table(few, here) is None
    near = pd.DataFrame({"ref_area": list("BC"), "distance": [0.1, 0.2]})
    assert likeness.sentences(near, here)[0].facts["says"] == "no_peers"
    assert likeness.peers_table(near, few, here) is None
