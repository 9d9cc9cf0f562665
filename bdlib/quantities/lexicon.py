"""The words in which Vietnamese pages print figures, as data: qualifiers, scales, number words, labels.

Every entry maps a phrase to a token: one letter, which the grammar (:mod:`bdlib.quantities.grammar`) is written in, and
what the phrase means. Vietnamese leads; the English, French, German, Spanish, Indonesian, Thai and Japanese words are
those that translations of provincial figures use. Phrases are lower case and composed (NFC); "|" separates them.
"""

import re

from bdlib.quantities.units import COUNTED, CURRENCIES, MEASURES, PEOPLE

#: Letter of a qualifier: phrases. F and v are words that may stand between a qualifier and its number.
QUALIFIERS = {
    "a": (
        "khoảng|khoang|khoảng chừng|áng chừng|xấp xỉ|tầm|cỡ|chừng|độ chừng|ước khoảng|ước chừng|ngót nghét"
        "|trên dưới|~|≈|about|around|approximately|some|roughly|environ|rund|etwa|circa|unos|aproximadamente"
        "|cerca de|cerca del|sekitar|ประมาณ|約"
    ),
    "m": (
        "trên|tren|hơn|hon|lớn hơn|vượt|quá|già|vượt qua|vượt quá|vượt trên|>|more than|over|above|exceeding|exceeds"
        "|exceeded|surpassed|surpassing|surpass|greater than|plus de|über|mehr als|más de|lebih dari|มากกว่า|أكثر من"
    ),
    "l": (
        "ít nhất|chí ít|ít ra|tối thiểu|lớn hơn hoặc bằng|bằng hoặc lớn hơn|không dưới|không thấp hơn"
        "|không nhỏ hơn|không ít hơn|không kém|không kém hơn|≥|>=|at least|minimum of|minimum|a minimum of"
        "|minimum rate of|no less than|not less than|au moins|mindestens|al menos|ما لا يقل عن"
    ),
    "n": (
        "gần|gan|gần như|ngót|suýt|suýt soát|sát|tiệm cận|gần đạt|nearly|almost|close to|près de|presque|knapp|casi"
        "|hampir|เกือบ"
    ),
    "b": (
        "dưới|duoi|nhỏ hơn|chưa đến|chưa tới|chưa đầy|chưa quá|chưa vượt|chưa vượt quá|chưa được|không đến|không tới"
        "|không đầy|<|less than|below|under|fewer than|moins de|unter|weniger als|menos de"
    ),
    "t": (
        "tối đa|tối đa lên đến|tối đa lên tới|tối đa đến|nhỏ hơn hoặc bằng|không quá|không vượt quá|không vượt"
        "|không cao hơn|không lớn hơn|không nhiều hơn|không hơn|nhiều nhất|≤|<=|at most|up to|maximum of|a maximum of"
        "|no more than|not more than|au plus|höchstens"
    ),
    "o": "chỉ|mới chỉ|vỏn vẹn|chỉ mới|only|just",
    "F": "được|có|là|đạt|con số|the",
    "v": "mức|ngưỡng|mốc|cột mốc",
}
SCALES = {
    100: "trăm|hundred",
    1_000: "nghìn|ngàn|ngìn|nghin|ngan|thousand|mille|tausend|ribu|k|ngđ|ths",
    10_000: "vạn",
    100_000: "lakh|lakhs",
    1_000_000: "triệu|triêu|trieu|tr|million|millions|mn|mln|mio|ɱ|juta|millionen|millones|milhões|milioni",
    10_000_000: "crore|crores",
    1_000_000_000: "tỷ|tỉ|ty|billion|billions|bn|bln|milliard|milliards|milliarden|miliar|mrd|mil millones|mil milhões",
    1_000_000_000_000: "trillion|trillions|tn|trn|billionen|triliun",
    1_000_000_000_000_000: "quadrillion",
}
NUMBER_WORDS = dict(
    enumerate("one hai|two ba|three bốn|four five sáu|six bảy|bẩy|seven tám|eight chín|nine mười|ten".split(), 1)
)
#: Digits that stand only behind tens or a rank mark: hai mươi tư, hạng nhất.
RANK_WORDS = {1: "nhất|mốt", 2: "nhì", 4: "tư", 5: "lăm|nhăm"}
_FIRST = (
    "first|premier|première second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = dict(enumerate(_FIRST.split(), 1)) | {30: "thirtieth", 40: "fortieth", 50: "fiftieth", 60: "sixtieth"}
ENGLISH_TENS = dict(
    zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
)
ENGLISH_DIGITS = "one two three four five six seven eight nine".split()
ENGLISH_PARTS = {3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}
#: What law is cut into: counted after a number, a label before one.
LEGAL = "khoản|điều|mục|chương|phụ lục|nghị quyết|chỉ thị|quyết định|thông tư|công văn|nghị định"
#: Words after which a number is a name.
LABELS = (
    "nq|nđ|qđ|id|quân y|số|số hiệu|số điện thoại|mức độ|cấp độ|kỳ họp|đề án số|quốc lộ|ql|tỉnh lộ|đt|đường|đường tỉnh"
    "|phiên bản|version|ver|windows|iphone|công nghiệp|cách mạng công nghiệp|cmcn|web|covid|hotline|sđt|fax|điện thoại"
    "|tel|mã số|mẫu số|tỷ số|tỉ số|nhóm máu|số nhà|ngõ|ngách|hẻm|block|iso|iso/iec|wi-fi|wifi|ipv|tcvn|qcvn|luật số"
    "|lần thứ|tháng thứ|kỳ thứ|galaxy|aged|ages|age|mst|cmnd|cccd|stt|no|stk"
    "|python|java|php|ubuntu|debian|macos|chrome|firefox|postgresql|mysql|sql server|windows server|bluetooth"
    "|usb|html|gpt|chatgpt|gemini|llama|boeing|airbus|zalo|tổng đài|đầu số|tọa độ"
)
#: The same, though a number with a unit after them is a figure ("cấp 12 giấy"); they are counted themselves.
SOFT_LABELS = (
    "địa chỉ|vành đai|quân khu|sư đoàn|trung đoàn|android|ios|sea games|metro|cao tốc|cấp|khóa|khu vực|vùng|loại"
    "|giai đoạn|kỳ|đợt|vòng|tập|phần|bước|lớp|quận|phường|tổ dân phố|khu phố|đề án|trang|câu|bài|hình|bảng|biểu"
    "|biểu đồ|mẫu|mũi|thế hệ|lô|tuyến|phòng|tầng|ga|khu|nhóm|tổ|đội|thôn|ấp|xóm|làng|tiểu vùng|chuyên đề|phương án"
    "|kịch bản|dự án|nhiệm kỳ|khối|cụm|đoàn|gói|ô|thời kỳ|tiết|quyển|cuốn|số báo|kênh|cổng|sân|nhà|cảng|trạm|đại lộ|km"
    "|cột|bàn|giải|hạng mục|mã|phiên|phiên giao dịch|thế kỷ|kỷ|thập niên|tiểu khu|khóm|khối phố|tòa|kcn|ccn|thửa|hiệp"
    "|ảnh|phiên bản|mô hình|chương trình|bệnh viện|tổng công ty|kế hoạch"
)
#: Grammar words: letter, meaning, phrases.
GRAMMAR_WORDS = [
    ("%", "percent", "%|phần trăm|phan tram|percent|per cent|pct|pour cent|por ciento|prozent|persen|％|٪"),
    ("P", "percentage_point", "điểm phần trăm|điểm %|điẻm %|percentage points|percentage point|đpt|pp"),
    ("d", "up",
     "tăng|tăng thêm|tăng được|tăng tới|tăng đến|cao hơn|nhiều hơn|increased|increases|rose|up|up by|increased by"
     "|rose by|an increase of"),
    ("d", "down",
     "giảm|giảm đi|giảm được|giảm tới|giảm đến|thấp hơn|ít hơn|kém|kém hơn|sụt|sụt giảm|tụt|fell|decreased|down"
     "|down by|decreased by|fell by|a decrease of"),
    ("s", -1, "âm|minus|negative| -| −| –|(-|(−|(–"),
    ("s", 1, " +|(+"),
    ("f", None, "từ|from|giữa|between"),
    ("e", None, "đến|tới|cho đến|cho tới|to"),
    ("&", None, "và|and|hoặc|hay"),
    ("g", None,
     "lên|xuống|còn|lên đến|lên tới|lên mức|lên thành|thành|tăng lên|xuống còn|xuống đến|xuống tới|xuống mức"
     "|giảm xuống|giảm còn|giảm xuống còn"),
    ("R", None, "trở lên|trở đi|đổ lên|على الأقل|or more|and above|or higher|and over|hoặc cao hơn|hoặc hơn"),
    ("r", None, "trở xuống|or less|and below|or fewer|đổ lại"),
    ("O", "rank", "thứ|hạng|vị trí|vị trí số|thứ hạng|thứ bậc|vị thứ"),
    ("O", "rank", "ranked no|ranked no.|ranks no|ranks no.|ranked number|ranks number"),
    ("B", None, "đứng|xếp|ranked|ranks|rank|ranking|placed|came|stood|finished"),
    ("K", None, "top|tốp"),
    ("A", None, "dẫn đầu|hàng đầu|đứng đầu|cao nhất|tốt nhất|lớn nhất|topped|tops|leads|led"),
    ("Q", None, "một trong|một trong số"),
    ("V", None, "hàng|vài|mấy|dăm|cả|several"),
    ("T", 10, "mươi|chục"),
    ("Z", None, "linh|lẻ|không trăm"),
    ("H", None, "rưỡi|rưởi"),
    ("h", 0.5, "nửa|một nửa|phân nửa|half|half a|a half"),
    ("h", 0.75, "three quarters of a"),
    ("h", 0.25, "a quarter of a|quarter of a"),
    ("?", None, "->|=>|-->|→|⇒|mil"),
    ("G", None, "gấp|tăng gấp"),
    ("2", 2, "đôi"),
    ("p", None, "phần"),
    ("i", 1, "một"),
    ("6", None, "phẩy"),
    ("j", "year", "tuổi"),
    ("j", "star", "sao"),
    ("c", None, "cứ"),
    ("8", None, "thì|lại"),
    ("J", "day", "ngày"),
    ("5", "hour", "giờ|h"),
    ("M", "month", "tháng|months|month"),
    ("M", "quarter", "quý"),
    ("M", "week", "tuần|weeks"),
    ("Y", "year", "năm|years|year|năm học"),
    ("X", None, "trước"),
    ("9", None, "trong"),
    ("E", None, "mỗi|hằng|từng|each"),
    ("D", None,
     "hôm nay|sáng nay|trưa nay|chiều nay|tối nay|đêm nay|hôm qua|sáng qua|chiều qua|tối qua|đêm qua|ngày mai"
     "|sáng mai|ngày hôm nay|ngày hôm qua|sáng|chiều|tối|trưa|đêm|hôm|mùng|mồng|rạng sáng|lúc|hồi|dịp|lễ|đầu tuần"
     "|cuối tuần|hàng tuần|hằng tuần|tuần này|tuần tới|tuần sau"),
    ("C", None, "liên tiếp|liên tục|liền"),
    ("3", None, "de|of"),
    ("z", None, "place|position|spot|rang|in|among|amongst|nationwide|countrywide|overall|respectively|sur"),
    ("|", None, "out of|trên tổng số|trong tổng số|trong số"),
    *((mark, None, mark) for mark in "/-,.():;"),
    ("-", None, "–|—|‑|−|÷"),
    ("q", None, "\n"),
    ('"', None, '"|“|”|«|»'),
    (".", None, "…|...|!|?|;|•"),
    ("w", None,
     "set up|setting up|sets up|made up|make up|makes up|opened up|tổng số|số lượng|giám sát|khảo sát|quan sát"
     "|kiểm sát|trinh sát|không chỉ|kích cỡ|tầm cỡ|xếp hàng|tất cả|kể cả|giá cả|người già|siêu âm|ghi âm|triệu tập"
     "|gấp rút|một số|dân số|hệ số|doanh số|trị số|kinh tế số|chuyển đổi số|xã hội số|chính quyền số|công nghệ số"
     "|hạ tầng số|kỹ năng số|công dân số|dữ liệu số|nhân lực số|thể chế số|nhận thức số|chính phủ số|nền tảng số"
     "|hơn nữa|hơn cả|nhanh hơn|tốt hơn|sớm hơn|lâu hơn|trễ hơn|muộn hơn|chậm hơn|ngắn hơn|mạnh hơn|đắt hơn|rẻ hơn"
     "|nhẹ hơn|già hơn|trẻ hơn|đông hơn|hẹp hơn|yếu hơn|đa số|thiểu số|phần lớn|tầm nhìn|hai bên|bảng xếp hạng"
     "|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ giá|tỉ giá|tỷ suất|tỉ suất|ngành công nghiệp|khu vực công nghiệp"
     "|trong vòng|cung cấp|nâng cấp|trung cấp|phân cấp|sơ cấp|cao cấp|cấp phép|cấp mới|được cấp|giải ngân"
     "|giải quyết|giải phóng|giải trình|giải thể|giải đáp|đường dây|bộ trưởng|ban hành|ban đầu|nước ngoài"
     "|con người|kỳ vọng|loại bỏ|loại trừ|kho bạc|bài bản|tin học|tin tưởng|nhà nước|hội đồng|hội nhập|đoàn kết"
     "|đoàn thể|đơn giản|đơn cử|đôi khi|bàn giao|bàn bạc|cầu thị|máy móc|căn cứ|căn bản|khẩu hiệu|xã hội"
     "|phòng chống|phòng ngừa|phòng, chống|ca ngợi|bao gồm|bao phủ|bản thân|khách quan|dân cư|trang bị"
     "|trang thiết bị|tờ trình|điểm nghẽn|điểm tựa|điểm nhấn|điểm sáng|thành công|thành lập|thành phần|thành tích"
     "|thành quả|thành tựu|hạng nặng|lần đầu|lần lượt|lần này|lần trước|công trường|đầu năm|cuối năm|giữa năm"
     "|cùng kỳ năm|kỳ này|mục đích|phần nào|góp phần|đến nay|tới nay|đến từ|ngày càng|ngày nay|hàng hóa|hàng năm"
     "|hàng tháng|hàng ngày|hàng loạt|hàng không|hàng hải|ba bên|chín muồi|hai chiều|đối với|nghề nghiệp|người ta"),
    ("4", "4.0", "4.0"),
]  # fmt: skip


def spellings(phrase: str) -> set[str]:
    """Both places of the tone mark ("hoá" and "hóa"), which printed Vietnamese mixes freely."""
    pairs = "òa oà óa oá ọa oạ ỏa oả õa oã òe oè óe oé ọe oẹ ùy uỳ úy uý ủy uỷ ụy uỵ ũy uỹ".split()
    both = {phrase}
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        both |= {re.sub(rf"{old}\b", new, each) for each in both}
    return both


def _entries():
    """Yield (phrase, letter, meaning); a later entry wins where a phrase has two roles."""

    def each(phrases, letter, meaning=None):
        return [(phrase, letter, meaning) for phrase in phrases.split("|")]

    soft = set(SOFT_LABELS.split("|"))
    yield from each(SOFT_LABELS, "u", "count")
    yield from each(LABELS, "L")
    yield from [(phrase, "u" if phrase in soft else "U", "count") for phrase in COUNTED.split("|")]
    yield from each(LEGAL, "7", "count")
    for letter, table in zip(
        "UU$W1IS", (PEOPLE, MEASURES, CURRENCIES, NUMBER_WORDS, RANK_WORDS, ORDINALS, SCALES), strict=True
    ):
        for meaning, phrases in table.items():
            yield from each(phrases, letter, meaning)
    for tens, word in ENGLISH_TENS.items():
        yield word, "W", tens
        for digit, unit in enumerate(ENGLISH_DIGITS, 1):
            yield f"{word}-{unit}", "W", tens + digit
            yield f"{word}-{ORDINALS[digit].split('|')[0]}", "I", tens + digit
    for whole, part in ENGLISH_PARTS.items():
        yield f"a{'n' * (whole == 8)} {part}", "h", 1 / whole
        for digit, word in enumerate(ENGLISH_DIGITS[: whole - 1], 1):
            for mark in " -":
                yield f"{word}{mark}{part}{'s' * (digit > 1)}", "h", digit / whole
    for size, words in SCALES.items():
        for word in words.split("|"):
            yield f"a {word}", "W", size
            yield f"a {word} and a half", "W", size * 3 // 2
    for letter, phrases in QUALIFIERS.items():
        yield from each(phrases, letter)
    for letter, meaning, phrases in GRAMMAR_WORDS:
        yield from each(phrases, letter, meaning)


#: phrase -> (letter, meaning)
LEXICON = {spelling: (letter, meaning) for phrase, letter, meaning in _entries() for spelling in spellings(phrase)}
