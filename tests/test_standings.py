import re

import pandas as pd
import pytest
from comparing import estimate, estimates

from bdlib.comparison import compare
from bdlib.comparison.convergence import convergence
from bdlib.comparison.inequality import inequality
from bdlib.comparison.peers import peers
from bdlib.comparison.printed_ranks import contradictions
from bdlib.comparison.territory import provinces
from bdlib.reconciliation import reconcile
from bdviews.parameters import check
from bdviews.studies import differences, standings, uncovered
from bdviews.studies.comparison import study

ROWS = [
    estimate("VN-74", "dti_rank", 19, series="DTI"), estimate("VN-75", "dti_rank", 43, series="DTI"),
    estimate("VN-74", "grdp_current", 4.0886e14, 5e11, unit_measure="VND"),
    estimate("VN-75", "grdp_current", 4.0850e14, 5e11, unit_measure="VND"),
    estimate("VN-74", "warehouses", 6), estimate("VN-01", "smartphone_adult_share", 90, obs_status="U", series=""),
    estimate("VN-74", "smartphone_adult_share", 80, series=""),
]  # fmt: skip


@pytest.fixture(scope="module")
def found(corpus):
    return compare(estimates(*ROWS), corpus.areas, corpus.indicators, area="VN-74")


def test_the_answer_names_place_field_region_and_absence(found, corpus):
    said = standings.answer(found, "VN-74", corpus, "vi")
    assert "**Bình Dương so sánh được với tỉnh khác về 3 chỉ tiêu**" in said and "thêm 1 chỉ tiêu" in said
    assert "Hạng DTI (2022, DTI): **hạng 19/63**; thứ 1 trong 2 tỉnh có số liệu của Đông Nam Bộ" in said
    assert (
        "408,86 nghìn tỷ đồng; **thứ 1/2 (có thể 1–2)**" in said
        and "61 địa phương chưa có số liệu cùng kỳ, cùng chuỗi" in said
    )


def test_the_english_answer(found, corpus):
    said = standings.answer(found, "VN-74", corpus, "en")
    assert "DTI rank (2022, DTI): **rank 19 of 63**; place 1 of the 2 provinces of the Southeast with a figure" in said
    assert "definitions may differ" in said and not re.search(r"\bnan\b|None|VN-74", said)


def test_a_province_without_figures_gets_a_page_that_says_so(found, corpus):
    assert "Không có số liệu so sánh được của Cà Mau" in standings.answer(found, "VN-96", corpus, "vi")
    gaps = uncovered.gaps(found, "VN-96", corpus, "vi")
    assert gaps["Vì sao thiếu"].unique().tolist() == ["không nguồn nào trong kho có số liệu"]
    assert gaps["Cần có"].iloc[0] == "số liệu của chính địa phương này, 2022, DTI"


def test_the_country_is_no_province(found, corpus):
    assert "Viet Nam is no province" in standings.answer(found, "VN", corpus, "en")


def test_nothing_compared_at_all(corpus):
    none = compare(estimates(), corpus.areas, corpus.indicators, only=["losi_rank"])
    assert "Không nói được gì về Bình Dương" in standings.answer(none, "VN-74", corpus, "vi")
    assert standings.lead(none, corpus) == "" and standings.table(none, "VN-74", corpus, "vi").empty
    assert uncovered.coverage(none, "VN-74", corpus, "en") == "No indicator can be compared."


def test_the_lead_is_an_achievement_of_the_area(found, corpus):
    rows = ROWS + [estimate(code, "population", 5) for code in provinces(corpus.areas, "63").index]
    wide = compare(estimates(*rows), corpus.areas, corpus.indicators, area="VN-74")
    assert standings.lead(wide, corpus, "VN-74") == "population"  # two provinces make no picture
    rows += [
        estimate(code, "satisfaction_share", 5 + n)
        for n, code in enumerate(["VN-74", "VN-01", "VN-02", "VN-04", "VN-06"])
    ]
    wide = compare(estimates(*rows), corpus.areas, corpus.indicators, area="VN-74")
    assert standings.lead(wide, corpus, "VN-74") == "satisfaction_share"


def test_tables_leave_no_code_and_no_nan(found, corpus):
    for lang in ("vi", "en"):
        for table in (
            standings.table(found, "VN-74", corpus, lang),
            standings.listing(found, "dti_rank", corpus, lang),
        ):
            assert not table.map(lambda cell: bool(re.search(r"nan|VN-|_", cell))).to_numpy().any()


@pytest.mark.parametrize("reason", list(uncovered.REASONS))
def test_every_reason_is_said_in_both_languages(corpus, reason):
    row = pd.Series({"reason": reason, "detail": "VN-74|VN-75"})
    assert all("{}" not in uncovered.why(row, corpus, lang) for lang in ("vi", "en"))


def test_reasons_of_all_modules_have_words():
    from bdlib.comparison import absent as absences

    listed = set(re.findall(r"^\| ([a-z_, ]+) \|", absences.__doc__, re.M)) - {"reason"}
    assert {word for cell in listed for word in cell.split(", ")} == set(uncovered.REASONS)


def test_differences_say_what_they_measured(corpus):
    rows = estimates(
        *[estimate(code, "population", 10 + n, 0.5) for n, code in enumerate(provinces(corpus.areas, "63").index)]
    )
    frame = compare(rows, corpus.areas, corpus.indicators).frame
    measured = inequality(frame, corpus.indicators, draws=100)
    gini = f"{measured['gini'].iloc[0]:.3f}"
    assert f"Population: Gini coefficient {gini}**" in differences.inequality(measured, "population", corpus, "en")
    assert "No indicator" in differences.inequality(measured, "dti_rank", corpus, "en")
    assert "Bắc Kạn" in differences.peers(peers(rows, corpus.areas, corpus.indicators, "VN-08"), "VN-08", corpus, "vi")
    assert "cannot be said" in differences.convergence(convergence(rows, corpus.indicators), corpus, "en")


def test_contradictions_in_words(corpus):
    rows = estimates(estimate("VN-74", "dti_rank", 2), estimate("VN-75", "dti_rank", 2))
    table = differences.contradictions(contradictions(rows, corpus.areas, corpus.indicators), corpus, "vi")
    assert table.iloc[0, 2:5].tolist() == ["nhiều tỉnh cùng một hạng", "Bình Dương, Đồng Nai", "2"]


@pytest.mark.parametrize("territory", ["63", "34"])
def test_every_province_has_an_answer(corpus, tables, territory):
    made = reconcile(tables.observations, "official_first", indicators=corpus.indicators).frame
    only = ["dti_rank", "dti_score", "grdp_current", "population", "digital_economy_share_grdp"]
    one = compare(made, corpus.areas, corpus.indicators, territory=territory, only=only)
    assert len(one.frame) + len(one.left_out) == len(only) * int(territory)
    for area in provinces(corpus.areas, territory).index:
        has_none = area not in set(one.frame["ref_area"])
        assert ("Không có số liệu so sánh được" in standings.answer(one, area, corpus, "vi")) == has_none


def test_a_study_of_binh_duong(corpus, tables):
    asked = check(area="Bình Dương", indicators="dti_rank,dti_score,population", method="official_first")
    done = study(tables.observations, corpus, asked)
    assert done.region == "VN-SE" and set(done.found.frame["indicator"]) == set(asked.indicators)
    shared = done.contradictions.query("kind == 'shared_rank' and time_period == '2022'")["ref_area"].tolist()
    assert "VN-15|VN-38" in shared  # two provinces on place 15 of the DTI of 2022


def test_likely_places_in_words(found, corpus):
    said = differences.likely(found, "grdp_current", "VN-74", corpus, "en")
    assert "Binh Duong takes **place 1–2** of 2 provinces" in said
    assert "no value of this province" in differences.likely(found, "grdp_current", "VN-96", corpus, "en")


def test_distances_in_words(found, corpus):
    table = standings.table(found, "VN-74", corpus, "vi").set_index("Chỉ tiêu")
    shares = table.loc["Tỷ lệ người trưởng thành có điện thoại thông minh"]
    assert shares[["Hạng", "So với tỉnh đầu", "So với cả nước"]].tolist() == ["2/2", "−10 điểm %", "–"]
    assert table.loc["GRDP theo giá hiện hành", ["Hạng", "So với tỉnh đầu"]].tolist() == ["1/2 (1–2)", "–"]
