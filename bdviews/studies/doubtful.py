"""Printed figures that a reader will doubt, and how each is read: made-up expressions, one rule each."""

import pandas as pd

from bdlib.quantities import parse
from bdlib.quantities.quantity import Quantity
from bdviews.language import choose, interval, number, quantity

#: Expression, the words around it, and the rule in Vietnamese and English.
CASES = [
    ("67.299 doanh nghiệp", "", "Đếm đến từng đơn vị: đúng như in.", "Counted to the last one: exact."),
    (
        "70.000 doanh nghiệp",
        "",
        "Số tròn: có thể đã làm tròn đến nghìn, giữ hai chữ số.",
        "A round count: may be rounded to thousands, two digits are kept.",
    ),
    (
        "1,2 triệu người",
        "",
        "Làm tròn ở chữ số cuối đã in, theo đơn vị triệu.",
        "Rounded at the last printed digit, in millions.",
    ),
    ("1,251 tỷ đồng", "", "Trước “tỷ”, dấu phẩy là dấu thập phân.", "Before “tỷ” the comma is a decimal mark."),
    (
        "1,251 hồ sơ",
        "",
        "Hồ sơ không có phần lẻ: dấu phẩy phân cách hàng nghìn.",
        "Files have no decimals: the comma groups thousands.",
    ),
    (
        "12.5%",
        "",
        "Sau dấu chấm không đủ ba chữ số: dấu thập phân kiểu Anh.",
        "Not three digits after the point: an English decimal.",
    ),
    (
        "trên 45.000 hộ",
        "",
        "Quá 50.000 thì đã viết “trên 50.000”.",
        "Beyond 50.000 one would have written “trên 50.000”.",
    ),
    (
        "gần 1.000 hộ",
        "",
        "“Gần” là cận trên, hụt không quá một bậc tròn.",
        "“Gần” is an upper bound, short by one round step at most.",
    ),
    (
        "chỉ khoảng trên 12%",
        "",
        "Từ hạn định chồng nhau: cận dưới thắng “khoảng”.",
        "Stacked qualifiers: the lower bound wins.",
    ),
    ("tối đa không quá 30%", "", "Hai từ một nghĩa: cận trên.", "Two words of one meaning: an upper bound."),
    ("700 – 750 triệu đồng", "", "“Triệu” dùng chung cho hai đầu.", "Both ends share “triệu”."),
    (
        "từ 70 đến dưới 80%",
        "",
        "Hai đầu của một khoảng, không phải “dưới 80%”.",
        "Two ends of a range, not “below 80%”.",
    ),
    (
        "giảm từ 4,5% năm 2020 xuống còn 2,1%",
        "",
        "Giá trị là mức cuối; năm không phải số liệu.",
        "The value is the end level; the year is no figure.",
    ),
    ("2 triệu rưỡi", "", "“Rưỡi” là nửa của triệu.", "“Rưỡi” is half a million here."),
    ("hàng chục nghìn hộ", "", "Từ một đến mười lần bậc đã nêu.", "From one to ten times the power named."),
    (
        "105/111 xã",
        "",
        "Giá trị là tử số; mẫu số được giữ riêng.",
        "The value is the numerator; the denominator is kept beside it.",
    ),
    ("thứ năm", "xếp thứ năm cả nước", "Sau “thứ”, “năm” là số 5.", "After “thứ”, “năm” is five."),
    ("29.8", "Ngày 29.8, khánh thành", "Sau “ngày”: không phải số liệu.", "After “ngày”: a date, no figure."),
    ("mức độ 4", "", "Nhãn, không phải số liệu.", "A label, no figure."),
]


def cases(lang: str) -> pd.DataFrame:
    """Doubtful cases as a table to read: as printed, as read, what it can mean, and why.

    Parameters
    ----------
    lang : "vi" or "en".
    """
    headings = choose(lang, vi="Cách in|Đọc là|Có thể là|Vì sao", en="As printed|Read as|Can mean|Why").split("|")
    rows = []
    for text, context, vietnamese, english in CASES:
        found = parse(text, context)
        rows.append([text, _read(found, lang), _claim(found, lang), choose(lang, vi=vietnamese, en=english)])
    return pd.DataFrame(rows, columns=headings, dtype=str)


def _read(found: Quantity | None, lang: str) -> str:
    if found is None:
        return choose(lang, vi="không phải số liệu", en="no figure")
    if found.value is None:
        return interval(found.low, found.high, found.unit or "", lang)
    said = quantity(found.value, found.unit or "", lang, found.decimals if found.decimals > 2 else None)
    return f"{said} / {number(found.denominator, lang)}" if found.denominator else said


def _claim(found: Quantity | None, lang: str) -> str:
    return interval(found.lower, found.upper, found.unit or "", lang) if found else "–"
