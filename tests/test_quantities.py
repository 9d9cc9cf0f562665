"""Figures as printed, one line a case; all expressions are made up."""

import csv
import math
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from babel.numbers import format_decimal
from hypothesis import assume, given
from hypothesis import strategies as st

from bdlib.errors import DataError
from bdquantities import Quantity, claim_interval, parse, parse_many, wraps
from bdquantities.grammar import _PIECES, GRAMMAR
from bdquantities.lexicon import rows
from bdquantities.running_text import find
from bdquantities.tokens import PIECES, compose, fold, scan

VALUES = {
    "hai mươi tư tỉnh": 24, "ba lăm triệu": 35e6, "hai phẩy năm phần trăm": 2.5, "12,345 USD": 12_345,
    "12.450 tỷ đồng": 12_450e9, "1.234,56 tỷ đồng": 1234.56e9, "2,35 triệu lượt": 2_350_000, "344 nghìn tỷ": 344e12,
    "3,4 vạn người": 34_000, "4 triệu 250 nghìn": 4_250_000, "2 triệu rưỡi": 2_500_000, "1 tỷ 2": 1.2e9,
    "2tr5": 2_500_000, "500k": 500_000, "45triệu": 45e6, "47.800ha": 47_800, "8.5%": 8.5, "0,8123 điểm": 0.8123,
    "0.733": 0.733, "18,125 triệu lượt": 18_125_000, "1,250 tỷ": 1.25e9, "2,345 thuê bao": 2345,
    "1,250,000 lượt": 1_250_000, "1,234.5 tỷ": 1234.5e9, "2 500 000 đồng": 2_500_000, "07 xã": 7,
    "hai mươi lăm xã": 25, "ba trăm linh năm hộ": 305, "một nghìn không trăm linh hai": 1002,
    "năm mươi tỷ đồng": 50e9, "mười phần trăm": 10, "nửa triệu người": 500_000, "tỷ rưỡi đồng": 1.5e9,
    "một năm rưỡi": 1.5, "gấp đôi": 2, "gấp rưỡi": 1.5, "tăng gấp 2,4 lần": 2.4, "âm 1,8%": -1.8, "-3,5%": -3.5,
    "tăng trưởng -4,2%": -4.2, "thứ nhì": 2, "hạng 26": 26, "đứng thứ năm": 5, "16th": 16, "forty-first": 41,
    "một nửa": 0.5, "ba phần tư diện tích": 0.75, "cứ 5 hộ thì có 1 hộ": 0.2, "25 máy/100 dân": 25,
    "giảm 1/3": 1 / 3, "1 giờ rưỡi": 1.5, "cả trăm hộ": 100, "trong 25 người thì có 1 người": 0.04,
    "tăng từ 0,02 máy/100 dân lên 0,3 máy/100 dân": 0.3, "năm năm": 5, "hai nghìn không trăm mười sáu": 2016,
    "$35 billion": 35e9, "VND12,340 billion": 12_340e9,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_values(text: str, value: float) -> None:
    assert parse(text).value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        ("khoảng 45 xã", "approx", None, None),
        ("hơn 45 xã", "more_than", 45, None),
        ("chỉ khoảng trên 12%", "about_over", 12, None),
        ("khoảng gần 900 ha", "nearly", None, 900),
        ("tối đa không quá 30 ngày", "at_most", None, 30),
        ("không dưới 40%", "at_least", 40, None),
        ("chưa đến 10%", "less_than", None, 10),
        ("từ 18 tuổi trở lên", "at_least", 18, None),
        ("100 m2 trở xuống", "at_most", None, 100),
        ("tối thiểu có 5 trạm", "at_least", 5, None),
        ("cao hơn 2,3%", "exact", None, None),
        ("top 10", "at_most", None, 10),
        ("hàng chục nghìn hộ", "approx", 10_000, 100_000),
    ],
)
def test_qualifiers(text: str, qualifier: str, low: float | None, high: float | None) -> None:
    found = parse(text)
    assert (found.qualifier, found.low, found.high) == (qualifier, low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5-25%", 5, 25),
        ("hai ba tháng", 2, 3),
        ("ba bốn chục triệu", 30e6, 40e6),
        ("gấp từ 3 đến 5 lần", 3, 5),
        ("700 – 750 triệu", 700e6, 750e6),
        ("700 triệu – 1,2 tỷ đồng", 700e6, 1.2e9),
        ("khoảng 1,5 đến 2 tấn/ha", 1.5, 2),
        ("từ 70 đến dưới 80%", 70, 80),
        ("giảm từ 4,5% năm 2020 xuống còn 2,1%", 2.1, 4.5),
    ],
)
def test_ranges(text: str, low: float, high: float) -> None:
    found = parse(text)
    assert (found.qualifier, found.low, found.high) == ("range", low, high)


def _letter(code: re.Match) -> str:
    return chr(int(code[1], 16))


def _readings() -> list[dict[str, str]]:
    with Path(__file__).with_name("readings.csv").open(encoding="utf-8", newline="") as table:
        return [row | {"text": re.sub(r"\\u(\w{4})", _letter, row["text"])} for row in csv.DictReader(table)]


@pytest.mark.parametrize("row", _readings(), ids=lambda row: row["text"])
def test_whole_or_refused(row: dict[str, str]) -> None:
    if row["outcome"] == "refused":
        with pytest.raises(DataError, match="expected"):
            parse(row["text"], unit=row["unit"] or None, language=row["language"] or None)
        return
    found = parse(row["text"], unit=row["unit"] or None, language=row["language"] or None)
    assert (found is None) == (row["outcome"] == "none")
    for name in ("value", "low", "high", "denominator") if found else ():
        assert getattr(found, name) == (pytest.approx(float(row[name]), rel=1e-9) if row[name] else None)
    assert found is None or (found.unit or "", found.qualifier) == (row["printed_unit"], row["qualifier"])


@pytest.mark.parametrize("row", [row for row in _readings() if row["found"] != "-"], ids=lambda row: row["text"])
def test_find_has_no_half_of_a_figure(row: dict[str, str]) -> None:
    found = [span.quantity for span in find(row["text"])]
    told = [row["found"].split(" | ")] if row["found"] else [[]]
    numbers = [[float(end) for end in each.split(" ")[0].split("..")] for each in told[0]]
    assert [[each.low, each.high] if each.value is None else [each.value] for each in found] == [
        pytest.approx(each, rel=1e-9) for each in numbers
    ]


QUANTITIES = Path(__file__).resolve().parents[1] / "bdquantities"


@pytest.mark.parametrize("row", rows(QUANTITIES / "grammar.csv", _PIECES), ids=lambda row: row["example"])
def test_every_rule_has_an_example(row: dict[str, str]) -> None:
    letters = scan(row["example"]).letters
    assert re.search(row["pattern"], letters)
    assert row["rule"] in [match.lastgroup for match in GRAMMAR.finditer(letters)]


@pytest.mark.parametrize("row", rows(QUANTITIES / "names.csv", defaultdict(str)), ids=lambda row: row["example"])
def test_what_is_no_number_has_an_example(row: dict[str, str]) -> None:
    assert find(f"Xem thêm {row['example']} nhé.") == []


@pytest.mark.parametrize("row", rows(QUANTITIES / "rewrites.csv", PIECES), ids=lambda row: row["example"])
def test_every_rewriting_has_an_example_that_is_read_right_and_keeps_the_length(row: dict[str, str]) -> None:
    text = row["example"]
    assert fold(text) != text.lower()
    assert len(fold(text)) == len(text)
    assert " | ".join(_told(span.quantity) for span in find(text)) == row["found"]


def _told(found: Quantity) -> str:
    number = f"{found.low:.12g}..{found.high:.12g}" if found.value is None else f"{found.value:.12g}"
    return " ".join(filter(None, [number, found.unit, "" if found.qualifier == "exact" else found.qualifier]))


@pytest.mark.parametrize("row", rows(QUANTITIES / "refusals.csv", PIECES), ids=lambda row: row["example"])
def test_what_is_refused_has_an_example_and_is_told(row: dict[str, str]) -> None:
    if row["where"] == "any":
        with pytest.raises(DataError, match=re.escape(row["expected"])):
            parse(row["example"])
    with pytest.warns(
        UserWarning, match=rf"^(left out|read without its (brackets|mark)) .*: expected {re.escape(row['expected'])}$"
    ):
        find(row["example"])


@pytest.mark.parametrize("row", rows(QUANTITIES / "wraps.csv", wraps._PIECES), ids=lambda row: row["example"])
def test_what_is_parted_has_an_example_that_is_joined(row: dict[str, str]) -> None:
    assert re.search(row["pattern"], row["example"])
    assert scan(compose(row["example"])[0]) == scan(row["joined"])


@pytest.mark.parametrize(
    ("word", "code"), [("phần trăm", "percent"), ("đồng", "VND"), ("usd", "USD"), ("lần", "times")]
)
def test_a_printed_unit_is_no_code(word: str, code: str) -> None:
    with pytest.raises(
        DataError, match=rf"^column unit: found '{word}', expected a code of a unit; did you mean {code}\?"
    ):
        parse("8", unit=word)


@pytest.mark.parametrize("number", [83.6, None, math.nan, b"12"])
def test_what_is_no_text_is_refused(number: object) -> None:
    with pytest.raises(DataError, match="as text"):
        parse(number)


def test_from_to_has_its_end_as_value() -> None:
    found = parse("tăng từ 12% lên 18,5%")
    assert (found.value, found.delta) == (18.5, "up")


@pytest.mark.parametrize(
    ("text", "unit", "denominator"),
    [
        ("12/15 tiêu chí", "count", 15),
        ("thứ 16/63", "rank", 63),
        ("45 out of 80", None, 80),
        ("114 thuê bao di động/100 dân", "count", 100),
        ("10 triệu đồng/ha/năm", "VND/ha/year", None),
        ("0,04 điểm %", "percentage_point", None),
        ("1/3", "ratio", 3),
    ],
)
def test_units_and_denominators(text: str, unit: str | None, denominator: float | None) -> None:
    found = parse(text)
    assert (found.unit, found.denominator) == (unit, denominator)


@pytest.mark.parametrize(
    "text",
    (
        "năm 2019|tháng 6-2022|quý I/2024|ngày 3 tháng 2 năm 1930|02/9/1945|giai đoạn 2021-2025|14 giờ 30 phút ngày 5/9"
        "|lúc 7 giờ|Thứ Hai, 12/02/2024|411/QĐ-TTg|57-NQ/TW|20/2023/QH15|khoản 2 Điều 5|0912 345 678|(028) 3822 1234"
        "|QL1A|4G|mức độ 3, 4|CMCN 4.0|Covid-19|24/7|192.168.1.1|[12]|lần thứ ba|30x40 cm|10°45'N|thắng 2-0|tỉnh|trạm"
        "|năm|"
    ).split("|"),
)
def test_declines(text: str) -> None:
    assert parse(text) is None


def test_context_makes_a_day_of_a_bare_number() -> None:
    assert parse("29.8", context="Ngày 29.8, cầu thông xe") is None
    assert parse("29.8", context="bình quân 29.8 lượt mỗi hộ").value == 29.8


def test_unit_of_the_indicator() -> None:
    assert parse("45", unit="rank").qualifier == "ordinal"
    assert parse("3.666 trạm", unit="station").unit == "station"
    assert parse("807,300", unit="person").value == 807_300
    assert parse("2012", unit="procedure").value == 2012


def test_a_page_keeps_to_one_custom() -> None:
    frame = parse_many(pd.Series(["4,952,238", "694,457 tỉ đồng"], index=[7, 9]), pages=["a", "a"])
    assert frame.loc[9, "value"] == 694_457e9


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("1,2 triệu", 1_150_000, 1_250_000),
        ("70.000 doanh nghiệp", 69_500, 70_500),
        ("753 dịch vụ", 753, 753),
        ("một nghìn không trăm linh năm hộ", 1005, 1005),
        ("một nghìn hai trăm ba mươi tư hộ", 1234, 1234),
        ("ba nghìn năm trăm hộ", 3450, 3550),
        ("một trăm linh năm xã", 105, 105),
        ("hai nghìn tỷ đồng", 1.95e12, 2.05e12),
        ("a quarter of a million people", 125_000, 375_000),
        ("two and a quarter million people", 2_125_000, 2_375_000),
        ("8%", 7.5, 8.5),
        ("trên 45.000", 45_000, 50_000),
        ("gần 1.000 ha", 950, 1_000),
        ("khoảng 65.000", 60_000, 70_000),
        ("ít nhất 30%", 30, math.inf),
        ("5-25%", 4.5, 25.5),
        ("thứ 14/63", 14, 14),
    ],
)
def test_claim_interval(text: str, lower: float, upper: float) -> None:
    assert claim_interval(parse(text)) == (lower, upper)


@given(st.integers(0, 10**15), st.integers(0, 4))
def test_reads_what_babel_writes(digits: int, decimals: int) -> None:
    number = Decimal(digits).scaleb(-decimals)
    printed = format_decimal(number, locale="vi", format=f"#,##0.{'0' * decimals}")
    assume(decimals != 3 or digits % 10)  # "427,230 tấn" is read as thousands: nobody prints that last zero
    found = parse(f"{printed} tấn")
    assert (found.value, found.decimals) == (float(number), decimals)


@given(
    st.sampled_from(["khoảng ", "hơn ", "gần ", "tối đa ", ""]),
    st.integers(1, 999),
    st.sampled_from(["nghìn", "triệu", "tỷ"]),
)
def test_claim_holds_the_value(words: str, number: int, scale: str) -> None:
    found = parse(f"{words}{number} {scale} đồng")
    assert found.lower <= found.value <= found.upper


@pytest.mark.parametrize("text", ["1,2.3%", "86,3.1%", "1,234.5.6%", "1.2.3 triệu", "86,3.1"])
def test_a_number_of_too_many_separators_is_torn(text):
    with pytest.raises(DataError, match="not torn"):
        parse(text)


@pytest.mark.parametrize("text", ["lần lượt 71,2; 68,4 và 59,9%", "71.2; 68.4; 11 and 59.9 percent respectively"])
def test_semicolons_part_a_list_as_commas_do(text):
    said = [(span.quantity.value, span.quantity.unit) for span in find(text)]
    assert said == [(span.quantity.value, span.quantity.unit) for span in find(text.replace(";", ","))]
    assert {unit for _, unit in said} == {"percent"}


@pytest.mark.parametrize("text", ["736 000", "fell from 736 000 in 2000 to 409 215 in 2019", "in 2000 409 000 died"])
def test_thousands_behind_a_blank_are_one_number_and_a_year_before_them_none(text):
    printed = [each.replace(" ", "") for each in ("736 000", "409 215", "409 000") if each in text]
    assert [f"{span.quantity.value:.0f}" for span in find(text)] == printed


@pytest.mark.parametrize("text", ["xếp thứ 64/63", "It ranked 70th of 63 provinces."])
def test_a_rank_beyond_its_field_is_told_in_running_text_too(text: str) -> None:
    with pytest.warns(UserWarning, match="left out .* expected a rank that is no further back than its field"):
        assert find(text) == []
