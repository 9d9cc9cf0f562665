"""Figures in running text; all sentences are made up."""

import importlib
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bdlib
from bdquantities.running_text import find

MARKED = """
Bảng điểm: Quảng Ninh [[71,25]]; Hải Phòng [[70,34]]; hồ sơ trực tuyến [[187.920]].
Đến hết quý III/2023, tỉnh có [[1.245 tổ]] với [[hơn 8.300 thành viên]], phủ [[100%]] ấp.
Kế hoạch số 145/KH-UBND ngày 12/5/2024 giao [[05 sở, ngành]] thực hiện khoản 3 Điều 7.
Thu ngân sách đạt [[45.230 tỷ đồng]], bằng [[72%]] dự toán, [[giảm 8,3%]] so với cùng kỳ năm 2022.
Xếp [[thứ 18/63]] tỉnh, [[tăng 4 bậc]]; các huyện lần lượt đứng [[thứ 2]] và [[3]].
Sóng 4G phủ [[99,8%]] dân số; 5G mới có tại [[12 điểm]] (chi tiết: hotline 0274.3822825).
Tỷ lệ dân số từ 15 tuổi trở lên có thẻ [[giảm từ 45% năm 2020 xuống còn 21%]].
Giá [[7.800 - 8.200 đồng/kg]], hỗ trợ [[tối đa 50 triệu đồng/hộ]].
Số ca mắc Covid-19 là [[1.024 ca]], tài khoản mức 2 đạt [[trên 1,1 triệu tài khoản]].
Ước đạt [[80.000]] năm 2025, lần lượt là [[3,3%]] và [[2,1%]]; hôm nay (22/10) xếp [[thứ hai]] cả nước.
Nghiên cứu trên [[hơn 900 hộ]], trên [[3 trụ cột]]; số trạm trên 1.000 dân cao hơn [[0,4 trạm]].
Phiên 22/10 bán từ 20 đến 26/10; Thứ nhất, tháng bảy năm ngoái; nửa đêm, [[hơn một nửa]] số hộ mất điện.
Một huyện và [[ba xã]] giám sát [[8 lĩnh vực]] thuộc Đề án 06 giai đoạn 2022-2025, tăng lên [[12 xã]].
Hai Bà Trưng và Ba Đình có [[hai huyện]] giáp ranh, thắng 2-0.
GRDP [[tăng 7,4%]], cao [[thứ ba]] vùng, lớn [[thứ hai]] cả nước; cao nhất là mức lương.
It has the [[second-largest]] port and the [[31st-highest rate among 63]] cities, [[third lowest of 63]].
It is the [[second-biggest]] investor in [[12 projects]]; a third time, the first half, her second term.
Huế xếp [[thứ nhất]] với [[0,8 điểm]], Lào Cai [[thứ hai]], Vũng Tàu [[thứ ba]] và Long An [[thứ 12]].
Huế xếp [[thứ 2/63]], là lần thứ ba, người thứ hai, bên thứ ba.
Hue ranked [[first]], Lao Cai [[second]] and Long An [[12th]]; the second and third phase began.
Prices [[rose 12.3pc]], [[4 pc]], [[5 per cent]] and [[0.5 ppt]] to [[VND12m]], [[VND2.5m-3m]] or [[12m euros]].
It bought [[12]] PC.
Call 1-800-555-0199, 800.555.0199, (800) 555-0199 or +44 20 7946 0958; [[+1 234 567 people]].
Xem video 4K, 8K TV, 4K video, 5G, Full HD 1080p, khổ A4, 24/7; giá [[50K đồng]], [[10k-15k USD]], [[4k households]].
Đường dây nóng: 0274.3822.825 hoặc 1022, gọi 113 để báo; call the hotline on 1022 or 113 for help.
Gọi công an 113, cứu hỏa 114, cấp cứu 115; dial 115 in an emergency; Wi-Fi 6E, HDMI 2.1.
Huế dẫn đầu, TP.HCM [[thứ hai]] ([[0,71 điểm]]). Yên Bái thứ ba, như mọi năm.
Kêu gọi [[15 doanh nghiệp]], gọi [[25 thanh niên]]; tổng đài 1022 xử lý [[500 phản ánh]]; they call [[500 people]].
"""


def _unmarked(line: str) -> tuple[str, list[str]]:
    return re.sub(r"\[\[|\]\]", "", line), re.findall(r"\[\[(.*?)\]\]", line)


@pytest.mark.parametrize("line", MARKED.strip().split("\n"))
def test_finds_figures_and_nothing_else(line: str) -> None:
    text, wanted = _unmarked(line)
    assert [text[span.start : span.end] for span in find(text)] == wanted


@pytest.mark.parametrize("line", MARKED.strip().split("\n"))
def test_decomposed_text_has_its_own_places(line: str) -> None:
    text, wanted = _unmarked(unicodedata.normalize("NFD", line))
    assert [text[span.start : span.end] for span in find(text)] == wanted


def test_context_is_cut_at_the_ends() -> None:
    (span,) = find("có 35 xã đạt chuẩn", around=4)
    assert (span.before, span.text, span.after) == ("có ", "35 xã", " đạt")


PIECES = (
    "khoảng|trên|từ|đến|thứ|năm|ngày|cứ|gấp|phần|nửa|hàng|chục|triệu|tỷ|rưỡi|một|hai|linh|%|/|-|,|.|(|)|\n|12|2024|1.234,5"
    "|0,5|29.8|1/3|đồng|xã|G|x|top"
).split("|")


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
        st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    )
)
def test_spans_are_disjoint_in_order_and_inside(text: str) -> None:
    at = 0
    for span in find(text):
        assert at <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]
        at = span.end


@pytest.mark.parametrize(
    "piece", ["1", ".", "1.", "1-", "1/", "khoảng ", "hơn trên ", "a.", "2020-", "hai mươi ", "từ 5% ", "0 ", "("]
)
def test_long_monotonous_text_comes_to_an_end(piece: str) -> None:
    assert len(find(piece * 20_000)) <= 20_000


@pytest.mark.parametrize("rank", ["ranked [2nd among the six] counties", "came [second of 6] regions",
                                  "xếp [thứ hai trong số sáu] tỉnh", "xếp [thứ 2 trong sáu] tỉnh"])  # fmt: skip
def test_of_how_many_a_rank_is_may_be_a_word(rank: str) -> None:
    (span,) = find("Huế " + re.sub(r"[\[\]]", "", rank))
    assert (f"[{span.text}]" in rank, span.quantity.value, span.quantity.denominator) == (True, 2, 6)


def test_fifth_is_no_year() -> None:
    (span,) = find("Huế xếp thứ năm trong sáu tỉnh")
    assert (span.quantity.value, span.quantity.denominator) == (5, 6)


@pytest.mark.parametrize(("door", "name"), [("extract", "find"), ("quantities", "parse"), ("errors", "DataError")])
def test_a_door_leads_to_what_is_below(door: str, name: str) -> None:
    behind = getattr(importlib.import_module("bdquantities"), name)
    assert getattr(importlib.import_module(f"bdlib.{door}"), name) is getattr(bdlib, name) is behind


@pytest.mark.parametrize("mark", ["\u200b", "\u2060", "\u00ad", "\ufeff", "\u200e"])
@pytest.mark.parametrize("figure", ["215.300 hồ sơ", "86,3%", "86.3 percent", "1 triệu đồng"])
def test_an_invisible_mark_changes_no_figure(figure: str, mark: str) -> None:
    (plain,) = find(f"Có {figure} và")
    for at in range(1, len(figure)):
        if figure[at - 1].isalnum() == figure[at].isalnum() or {*figure[at - 1 : at + 1]} & {*".,"}:
            (span,) = find(f"Có {figure[:at]}{mark}{figure[at:]} và")
            assert (span.quantity, span.text) == (plain.quantity, f"{figure[:at]}{mark}{figure[at:]}")


@pytest.mark.parametrize("figure", ["9O%", "l2%", "1O0 xã", "1,2O4 communes", "8O,3 phần trăm"])
def test_a_letter_for_a_digit_is_told(figure: str) -> None:
    with pytest.warns(UserWarning, match=figure.split("%")[0].split()[0]):
        assert find(f"Đạt {figure} và") == []


@pytest.mark.parametrize("figure", ["bốn chín xã", "chín bốn phần trăm", "hai triệu năm trăm"])
def test_a_number_in_words_that_may_lack_one_is_told(figure: str) -> None:
    with pytest.warns(UserWarning, match=figure):
        assert find(f"Năm qua có {figure}.") == []


@pytest.mark.parametrize("head", ["Tỷ lệ hộ (%)", "Dân số (nghìn người)", "GRDP (tỷ đồng)", "Homes, thousand people"])
@pytest.mark.parametrize("gap", ["\t", " | ", " ", ": "])
def test_a_row_has_its_figures_as_printed(head: str, gap: str) -> None:
    assert [span.text for span in find(f"{head}{gap}1.178,7\t1.201,3")] == ["1.178,7", "1.201,3"]


@pytest.mark.parametrize(
    "place",
    [
        "at 18-20 Ly Thuong Kiet Road",
        "123A Vo Van Tan St.",
        "Room 1,204, 4th floor",
        "PO Box 5512",
        "26 Nguyễn Huệ, phường 6",
    ],
)
def test_an_address_has_no_figure(place: str) -> None:
    assert [span.text for span in find(f"The office is {place}; 45 firms came")] == ["45 firms"]


@pytest.mark.parametrize(
    "figure", ["86 ,3 %", "13, 7%", "12.\n345 tỷ đồng", "86,\n3%", "1.036²| trạm", "1.036¹| trạm", "86·3|%", "70 mil"]
)
def test_what_may_be_half_a_figure_is_told_whole(figure: str) -> None:
    with pytest.warns(UserWarning) as told:
        assert [span.text for span in find(f"Tỉnh đạt {figure.replace('|', '')} và 45 xã; 9,5% khác³.")] == [
            "45 xã",
            "9,5%",
        ]
    half = figure.partition("|")[0]
    assert [str(each.message) for each in told] == [f"left out {half!r}: expected a figure that can be read whole"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wind capacity hit 2,345 GW, up 12%.", [(2345.0, "GW"), (12.0, "percent")]),
        ("Công suất đạt 2,345 GW, tăng 12%.", [(2.345, "GW"), (12.0, "percent")]),
        ("dat 2,345 km trong nam, tang 12 xa", [(2.345, "km"), (12.0, "count")]),
        ("It cut 31.5m tonnes and 2.5 m ha.", [(31.5e6, "tonne"), (2.5e6, "ha")]),
        ("A 12 m wall and 12 m stations for 7.5m goats.", [(12.0, "m"), (12.0, "m"), (7.5e6, None)]),
        ("There were 104.5 boys per 100 girls.", [(104.5, None)]),
        ("pH 7,5; 30% mẫu; độ mặn 1,5; 20% hộ", [(7.5, None), (30.0, "percent"), (1.5, None), (20.0, "percent")]),
        ("Page 7 of 20, step 3 of 8, trang 7/20", []),
        ("It fell 3-1/8 percent to $21-3/4.", [(3.125, "percent"), (21.75, "USD")]),
        ("Paid Rs 2,34,567 for four dozen pens, a dozen caps.", [(234567.0, "INR"), (48.0, None), (12.0, None)]),
    ],
)
def test_words_around_a_number_tell_how_it_is_read(text, said):
    assert [(span.quantity.value, span.quantity.unit) for span in find(text)] == said


@pytest.mark.parametrize(
    ("text", "values", "told"),
    [
        ("Net loss (2,345) in 2023 after (876); sales 3,456.", [3456.0], "left out 'loss .2,345.*876"),
        ("Lợi nhuận: (2.345) tỷ đồng, thu 3 tỷ đồng", [3e9], "left out 'Lợi nhuận: .2.345. tỷ đồng'"),
        ("It grew 31.5* million tonnes.", [31.5e6], r"read without its mark '\*'"),
        ("Đạt 31,5[4]% số hộ, 2,5 (1) triệu tấn.", [31.5, 2.5e6], "read without its mark"),
    ],
)
def test_brackets_of_accounts_and_marks_of_notes_are_told(text, values, told):
    with pytest.warns(UserWarning, match=told):
        assert [span.quantity.value for span in find(text)] == values
