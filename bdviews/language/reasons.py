"""Why a figure was kept or set aside, in Vietnamese: the methods state it in English, readers of tables want both."""

import re

from bdviews.language import choose

# English, as the methods of reconciling state it, to Vietnamese; numbers stand where {} is.
REASONS = {
    "a forecast is no measurement": "dự báo không phải là số đo",
    "a bound alone states no value": "chỉ nêu một giới hạn, không nêu giá trị",
    "no period is stated and the page has no date": "không nêu kỳ và trang không ghi ngày",
    "a mean or total of several years states no year": "bình quân hoặc tổng của nhiều năm, không nêu năm nào",
    "a slip: two digits swapped, and fewer witnesses": "nhầm: hai chữ số đảo chỗ, ít nguồn độc lập hơn",
    "a slip: wrong scale word or separator": "nhầm: sai bậc số hoặc dấu phân cách",
    "a source of lower rank, or an earlier claim": "nguồn hạng thấp hơn, hoặc số liệu cũ hơn",
    "agrees with the figure kept": "khớp với số liệu được giữ",
    "agrees with the fused value": "khớp với giá trị tổng hợp",
    "an earlier claim": "số liệu cũ hơn",
    "an earlier state of the same year": "trạng thái sớm hơn trong cùng năm",
    "an earlier vintage, revised since": "bản trước, đã được sửa",
    "an impossible value": "giá trị không thể có",
    "an older figure used again": "số liệu cũ dùng lại",
    "a rounded form of the figure kept": "dạng làm tròn của số liệu được giữ",
    "another definition, less well witnessed": "định nghĩa khác, ít nguồn độc lập hơn",
    "another way of measuring, less well witnessed": "cách đo khác, ít nguồn độc lập hơn",
    "counted over another base, less well witnessed": "tính trên cơ sở khác, ít nguồn độc lập hơn",
    "contradicted by better witnessed claims": "trái với số liệu có nhiều nguồn độc lập hơn",
    "declined: a rank has no mean": "không kết luận: thứ hạng không có trung bình",
    "declined: definitions or measures that exclude each other, none better witnessed":
        "không kết luận: định nghĩa hoặc cách đo loại trừ nhau, không bên nào có nhiều nguồn độc lập hơn",
    "declined: every figure is explained away": "không kết luận: số liệu nào cũng bị loại",
    "declined: fewer than two independent claims to pool": "không kết luận: chưa đủ hai số liệu độc lập để gộp",
    "fused, each source weighed by its reliability over all claims":
        "tổng hợp, mỗi nguồn nặng nhẹ theo độ tin cậy trên toàn kho",
    "mean of {} independent claims, with their range": "trung bình của {} số liệu độc lập, kèm khoảng của chúng",
    "mean of {} independent claims, {}% of their variance between them":
        "trung bình của {} số liệu độc lập, {}% phương sai là giữa chúng",
    "median of the independent claims": "trung vị của các số liệu độc lập",
    "misses the fused value": "lệch giá trị tổng hợp",
    "one of the claims pooled": "một trong các số liệu được gộp",
    "one voice an origin": "mỗi nguồn gốc một tiếng nói",
    "repeats its own origin": "lặp lại nguồn gốc của chính nó",
    "the best of its own series or year; the conflict as a whole is decided for another":
        "tốt nhất trong chuỗi hoặc năm của nó; xét cả mâu thuẫn thì số khác được chọn",
    "the best witnessed figure": "số liệu có nhiều nguồn độc lập nhất",
    "the figure of another indicator under this name": "số của chỉ tiêu khác ghi dưới tên này",
    "the latest state": "trạng thái mới nhất",
    "the only figure": "số liệu duy nhất",
    "the source of highest rank": "nguồn hạng cao nhất",
}  # fmt: skip
_NUMBER = re.compile(r"\b\d+\b")


def said(reason: str, lang: str) -> str:
    """Say a reason in the language; one that nobody has translated stays as it is.

    >>> said("mean of 3 independent claims, with their range", "vi")
    'trung bình của 3 số liệu độc lập, kèm khoảng của chúng'
    """
    known = REASONS.get(_NUMBER.sub("{}", reason), "")
    return choose(lang, vi=known.format(*_NUMBER.findall(reason)) or reason, en=reason)
