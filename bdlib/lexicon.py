"""The words in which Vietnamese pages print figures, as data: scales, number words, qualifiers, units, labels.

Every entry maps a phrase to a token: one letter that the grammar (:mod:`bdlib.grammar`) is written in, and what the
phrase means. Vietnamese leads; the English, French, German, Spanish, Indonesian, Thai and Japanese words are those
that reprints and translations of provincial figures use. Phrases are lower case and composed (NFC).
"""

import re

#: letter -> {meaning: phrases}; phrases are separated by "|".
QUALIFIERS = {
    "a": "khoảng|vào khoảng|trong khoảng|xấp xỉ|tầm|chừng|độ khoảng|ước khoảng|ước chừng|ngót nghét|cỡ|~|≈|about|around|approximately|approx|"
    "some|roughly|environ|rund|etwa|circa|unos|sekitar|ประมาณ|約",
    "m": "trên|hơn|vượt|quá|vượt qua|vượt quá|vượt mức|vượt trên|vượt ngưỡng|già|trên mức|cao hơn mức|>|more than|over|above|exceeding|exceeds|"
    "exceeded|surpassed|surpassing|surpass|greater than|plus de|über|mehr als|más de|lebih dari|มากกว่า",
    "l": "ít nhất|tối thiểu|thấp nhất|không dưới|không thấp hơn|không nhỏ hơn|không ít hơn|không kém|không kém hơn|≥|at least|minimum of|minimum|"
    "a minimum of|minimum rate of|no less than|not less than|au moins|mindestens|al menos",
    "n": "gần|gần như|ngót|suýt|suýt soát|sát|tiệm cận|gần đạt|nearly|almost|close to|près de|presque|fast|knapp|casi|hampir|เกือบ",
    "b": "dưới|chưa đến|chưa tới|chưa đầy|chưa quá|thấp hơn mức|dưới mức|chưa được|không đến|không tới|không đầy|<|less than|below|under|fewer than|"
    "moins de|unter|weniger als|menos de",
    "t": "tối đa|không quá|không vượt quá|không vượt|không cao hơn|không lớn hơn|không nhiều hơn|không hơn|nhiều nhất|cao nhất|tối đa không quá|"
    "≤|at most|up to|maximum of|a maximum of|no more than|not more than|au plus|höchstens",
    "o": "chỉ|mới chỉ|mới|vỏn vẹn|chỉ có|chỉ mới|only|just",
    "F": "được|có|là|đạt|con số|the",
    "v": "mức|ngưỡng",
}
SCALES = {
    100: "trăm|hundred",
    1_000: "nghìn|ngàn|ngìn|thousand|mille|tausend|ribu|k|mil",
    10_000: "vạn",
    1_000_000: "triệu|triêu|tr|million|millions|mn|juta|millionen|millones",
    1_000_000_000: "tỷ|tỉ|ty|tỷ|billion|billions|bn|milliard|milliards|milliarden|miliar",
    1_000_000_000_000: "trillion|trillions|nghìn tỷ|nghìn tỉ|ngàn tỷ|ngàn tỉ|billionen",
    1_000_000_000_000_000: "quadrillion|triệu tỷ|triệu tỉ",
}
NUMBER_WORDS = {
    1: "mốt|one", 2: "hai|two", 3: "ba|three", 4: "bốn|four", 5: "lăm|five", 6: "sáu|six", 7: "bảy|bẩy|seven",
    8: "tám|eight", 9: "chín|nine", 10: "mười|ten",
}  # fmt: skip
RANK_WORDS = {1: "nhất|đầu tiên", 2: "nhì", 4: "tư"}
ORDINALS = {
    1: "first|topped|leads|led", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh",
    8: "eighth", 9: "ninth", 10: "tenth", 11: "eleventh", 12: "twelfth", 13: "thirteenth", 14: "fourteenth", 15: "fifteenth", 16: "sixteenth",
    17: "seventeenth", 18: "eighteenth", 19: "nineteenth", 20: "twentieth", 30: "thirtieth", 40: "fortieth", 50: "fiftieth", 60: "sixtieth",
}  # fmt: skip
ENGLISH_TENS = {
    20: "twenty",
    30: "thirty",
    40: "forty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
}
ENGLISH_UNITS = "one two three four five six seven eight nine".split()

#: unit -> phrases. Units after the bar of MEASURES can carry decimals; counted things cannot (see ``numerals``).
MEASURES = {
    "VND": "đồng|vnđ|vnd|đ|₫|dong|đồng việt nam", "USD": "usd|đô la|đô la mỹ|đô-la|đô-la mỹ|đôla|us$|us dollars|dollars|us-dollar|mỹ kim|$",
    "EUR": "euro|eur|€", "CNY": "nhân dân tệ|ndt", "JPY": "yên|jpy",
    "point": "điểm|điẻm|points|point|点|คะแนน", "times": "lần|times",
    "tonne": "tấn|tonnes|tons|ton", "quintal": "tạ", "kg": "kg|kilôgam|ký", "g": "gam|gram|g", "mg": "mg|miligam|miligram",
    "ha": "ha|héc ta|hecta|héc-ta|hectares|hectare", "m2": "m2|m²|mét vuông", "km2": "km2|km²|ki lô mét vuông|square kilometres|sq km",
    "m3": "m3|m³|mét khối|khối", "km": "km|ki lô mét|kilômét|cây số|kilometres|km cáp", "m": "m|mét", "cm": "cm", "mm": "mm", "litre": "lít|l",
    "ml": "ml|mililít|mililit", "kWh": "kwh", "MW": "mw", "GW": "gw", "kV": "kv", "Mbps": "mbps|mb/s", "Gbps": "gbps|gb/s", "GB": "gb", "TB": "tb",
    "degree_celsius": "°c|độ c|oc|ºc", 
    "day": "days|ngày đêm|ngày làm việc", "hour": "giờ|tiếng|h|hours|giờ đồng hồ", "minute": "phút|minutes", "second": "giây",
}  # fmt: skip
PEOPLE = {
    "person": "người|dân|nhân khẩu|học sinh|sinh viên|thành viên|lao động|công nhân|cán bộ|công chức|viên chức|đại biểu|hội viên|đoàn viên|đảng viên|"
    "giáo viên|bác sĩ|bệnh nhân|khách|du khách|người dân|ứng cử viên|ứng viên|chuyên gia|cử tri|nông dân|trẻ em|trẻ|phụ nữ|thanh niên|nhân viên|"
    "kỹ sư|hành khách|thí sinh|học viên|công dân|tình nguyện viên|chiến sĩ|cháu|em|nhân lực|nhân sự|lượt người|people|persons|residents|"
    "employees|members|inhabitants|citizens|workers|students|thousand people",
    "household": "hộ|hộ dân|hộ gia đình|hộ nghèo|hộ kinh doanh|households|household",
    "enterprise": "doanh nghiệp|dn|doanh nghiêp|công ty|hợp tác xã|htx|tập đoàn|enterprises|businesses|companies|firms|telecom companies|"
    "digital technology enterprises",
    "rank": "bậc|hạng|thứ hạng|位|อันดับ|places",
}  # fmt: skip
COUNTED = (
    "tỉnh|huyện|xã|phường|thị trấn|thị xã|quận|thành phố|địa phương|khu phố|ấp|thôn|bản|làng|xóm|tổ|tổ dân phố|đội|nhóm|quốc gia|nước|vùng|"
    "thủ tục|thủ tục hành chính|dịch vụ|dịch vụ công|hồ sơ|văn bản|giấy|giấy phép|giấy chứng nhận|chứng thư|chứng thư số|chữ ký|chữ ký số|"
    "hóa đơn|biên lai|hợp đồng|sổ|thẻ|thẻ cccd|căn cước|tài khoản|thuê bao|trạm|trạm bts|thiết bị|máy|máy tính|máy chủ|camera|điện thoại|"
    "website|trang|ứng dụng|app|nền tảng|phần mềm|hệ thống|cơ sở dữ liệu|cơ sở|csdl|tên miền|cổng|dữ liệu|bản ghi|trường|trường hợp|trường học|lớp|"
    "bệnh viện|trung tâm|phòng|phòng khám|trạm y tế|chợ|siêu thị|cửa hàng|điểm truy cập|điểm wifi|cây|con|chiếc|cái|căn|căn hộ|bộ|bộ phận|cuộc|"
    "lượt|lượt xem|ca|mũi|liều|vụ|vụ việc|tai nạn|dự án|đề án|công trình|gói thầu|kế hoạch|nhiệm vụ|giải pháp|mục tiêu|chỉ tiêu|tiêu chí|"
    "chỉ số|trụ cột|lĩnh vực|ngành|nghề|nhóm ngành|sản phẩm|mặt hàng|loại|đơn vị|cơ quan|sở|ban|bộ, ngành|sở, ngành|tổ chức|hội|đoàn|chi bộ|"
    "khu|khu công nghiệp|cụm|cụm công nghiệp|nhà máy|nhà|xưởng|kho|kho hàng|cảng|ga|tuyến|tuyến đường|cầu|đường|nút|lô|thửa|giao dịch|đơn|đơn hàng|"
    "bài|bài viết|tin|ý kiến|kiến nghị|câu hỏi|cuộc gọi|tin nhắn|hội nghị|hội thảo|lớp tập huấn|khóa|buổi|đợt|giải|giải thưởng|huy chương|bằng|"
    "sáng kiến|mô hình|bước|nội dung|vấn đề|nguyên nhân|nhóm giải pháp|phiếu|quyển|cuốn|tờ|mẫu|vé|chuyến|chuyến bay|xe|ô tô|tàu|tàu cá|toa|"
    "trường đại học|đại học|viện|khoa|giường|giường bệnh|thế hệ|lần đo|đầu mối|nhiệm kỳ|kỳ|lượt khách|suất|phần quà|ngôi nhà|nguồn|kênh|gian hàng|"
    "sàn|chi nhánh|phòng giao dịch|máy atm|máy pos|đầu|khẩu|héc|mảnh|bao|thùng|hộp|chai|gói|dấu|bảng|biển|cột|cột ăng ten|trận|bàn|điều kiện|"
    "quyền|quy trình|quy hoạch|nghị quyết|quyết định|nghị định|thông tư|luật|chương trình|bị cáo|bị can|đối tượng|nạn nhân|hécta|cặp|đôi|"
    "accounts|stations|subscribers|services|installations|projects|records|dossiers|provinces|localities|communes|districts|transactions"
)
LABELS = (
    "khoản|điều|mục|chương|phụ lục|số|số hiệu|mức độ|cấp độ|cấp|lớp|khóa|khoá|kỳ họp|quận|phường|tổ dân phố|khu phố|đề án|nghị quyết|chỉ thị|"
    "quyết định|thông tư|công văn|nghị định|quốc lộ|ql|tỉnh lộ|đt|đường|đường tỉnh|phiên bản|version|ver|windows|iphone|công nghiệp|"
    "cách mạng công nghiệp|cmcn|web|covid|trang|câu|bài|hình|bảng|biểu|biểu đồ|mẫu|mẫu số|đợt|vòng|tập|kỳ|mã|mã số|điện thoại|hotline|sđt|fax|"
    "tỷ số|tỉ số|khu vực|loại|mũi|nhóm máu|tháng thứ|lần thứ|kỳ thứ|vùng|thế hệ|số nhà|ngõ|ngách|hẻm|lô|block|gmt|utc|iso|tcvn|qcvn|luật số|"
    "công ước|hiệp định|kế hoạch số|chuyên đề|tiểu vùng|giai đoạn|bước|tuyến|phòng|tầng|ga|khu|nhóm|tổ|đội|thôn|ấp|xóm|làng|giải"
)
#: Grammar words: letter, meaning, phrases.
OTHERS = [
    ("%", "percent", "%|phần trăm|percent|per cent|pct|pour cent|por ciento|prozent|persen|％"),
    ("P", "percentage_point", "điểm phần trăm|điểm %|điẻm %|percentage points|percentage point|đpt"),
    ("$", None, "us$|rp"),
    ("d", "up", "tăng|tăng thêm|tăng lên|tăng được|cao hơn|nhiều hơn|lớn hơn|thêm|increased|rose"),
    ("d", "down", "giảm|giảm đi|giảm xuống|giảm được|thấp hơn|ít hơn|kém|kém hơn|sụt|sụt giảm|hạ|fell|decreased"),
    ("s", -1, "âm|minus|negative"),
    ("f", None, "từ|from|giữa"),
    ("e", None, "đến|tới|to"),
    ("g", None, "lên|xuống|còn|lên đến|lên tới|xuống còn|xuống đến|xuống tới|lên thành|thành"),
    ("E", None, "mỗi|hằng|bình quân mỗi|each"),
    ("C", None, "liên tiếp|liên tục|liền"),
    ("3", None, "de|of"),
    (
        "w",
        None,
        "tổng số|số lượng|một số|dân số|chỉ số|hệ số|doanh số|trị số|kinh tế số|chuyển đổi số|xã hội số|chính quyền số|công nghệ số|"
        "hạ tầng số|kỹ năng số|công dân số|nền kinh tế số|dữ liệu số|nhân lực số|thể chế số|nhận thức số|một trong|hai bên|nhanh hơn|tốt hơn|sớm hơn|"
        "lâu hơn|xa hơn|nữa|đa số|thiểu số|phần lớn|phần mềm|hơn nữa|hơn cả",
    ),
    ("&", None, "và|and|hoặc|hay"),
    ("R", None, "trở lên|trở đi|or more|and above|or higher|and over|hoặc cao hơn|hoặc hơn"),
    ("r", None, "trở xuống|or less|and below|or fewer|đổ lại|trở lại"),
    ("O", None, "thứ|hạng|hạng thứ|vị trí|vị trí thứ|thứ hạng|thứ bậc|xếp hạng|vị thứ"),
    ("K", None, "top|tốp"),
    ("A", None, "dẫn đầu|hàng đầu|đứng đầu|cao nhất|tốt nhất|lớn nhất"),
    ("V", None, "hàng|vài|mấy|dăm|several"),
    ("T", 10, "mươi|chục"),
    ("Z", None, "linh|lẻ"),
    ("H", None, "rưỡi|rưởi"),
    ("h", 0.5, "nửa|một nửa|phân nửa|half"),
    ("G", None, "gấp|tăng gấp|cao gấp"),
    ("2", 2, "đôi"),
    ("p", None, "phần"),
    ("i", 1, "một"),
    ("j", "year", "tuổi"),
    ("c", None, "cứ"),
    ("D", "day", "ngày|sáng|chiều|tối|trưa|đêm|hôm|mùng|mồng|rạng sáng|sáng ngày|chiều ngày|lúc|hồi|dịp|lễ"),
    ("M", "month", "tháng|months|month"),
    ("M", "quarter", "quý"),
    ("M", "week", "tuần|weeks"),
    ("Y", "year", "năm|years|year|năm học"),
    ("|", None, "out of|trên tổng số|trong tổng số"),
]


LABEL_WORDS = set(LABELS.split("|"))


def spellings(phrase: str) -> set[str]:
    """Both places of the tone mark ("hoá" and "hóa"), which printed Vietnamese mixes freely."""
    pairs = [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ọa", "oạ"),
        ("ỏa", "oả"),
        ("òe", "oè"),
        ("óe", "oé"),
        ("ùy", "uỳ"),
        ("úy", "uý"),
        ("ủy", "uỷ"),
    ]
    both = {phrase}
    for old, new in pairs:
        both |= {re.sub(rf"{old}\b", new, each) for each in both}
    return both


def _entries():
    """Yield (phrase, letter, meaning); a later entry wins where a phrase is printed in two roles."""

    def each(phrases, letter, meaning=None):
        return [(phrase, letter, meaning) for phrase in phrases.split("|")]

    yield from each(LABELS, "L")
    for phrase in COUNTED.split("|"):
        yield phrase, "u" if phrase in LABEL_WORDS else "U", "count"
    for letter, table in (
        ("U", PEOPLE),
        ("U", MEASURES),
        ("W", NUMBER_WORDS),
        ("1", RANK_WORDS),
        ("I", ORDINALS),
        ("S", SCALES),
    ):
        for meaning, phrases in table.items():
            yield from each(phrases, letter, meaning)
    for tens, word in ENGLISH_TENS.items():
        yield word, "W", tens
        for digit, unit in enumerate(ENGLISH_UNITS, 1):
            yield f"{word}-{unit}", "W", tens + digit
            yield f"{word}-{ORDINALS[digit].split('|')[0]}", "I", tens + digit
    for letter, phrases in QUALIFIERS.items():
        yield from each(phrases, letter)
    for letter, meaning, phrases in OTHERS:
        yield from each(phrases, letter, meaning)


LEXICON = {spelling: (letter, meaning) for phrase, letter, meaning in _entries() for spelling in spellings(phrase)}
