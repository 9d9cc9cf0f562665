"""The words in which Vietnamese pages print figures, as data: qualifiers, scales, number words, units, labels.

Every entry maps a phrase to a token: one letter, which the grammar (:mod:`bdlib.grammar`) is written in, and what the
phrase means. Vietnamese leads; the English, French, German, Spanish, Indonesian, Thai and Japanese words are those
that translations of provincial figures use. Phrases are lower case and composed (NFC); "|" separates them.
"""

import re

#: Letter of a qualifier: phrases. F and v are words that may stand between a qualifier and its number.
QUALIFIERS = {
    "a": "khoảng|vào khoảng|trong khoảng|xấp xỉ|tầm|chừng|độ chừng|ước khoảng|ước chừng|ngót nghét|cỡ|trên dưới|~|≈|about|around|approximately|some"
    "|roughly|environ|rund|etwa|circa|unos|sekitar|ประมาณ|約",
    "m": "trên|hơn|vượt|quá|già|vượt qua|vượt quá|vượt trên|>|more than|over|above|exceeding|exceeds|exceeded|surpassed|surpassing|surpass|greater than"
    "|plus de|über|mehr als|más de|lebih dari|มากกว่า",
    "l": "ít nhất|tối thiểu|thấp nhất|không dưới|không thấp hơn|không nhỏ hơn|không ít hơn|không kém|không kém hơn|≥|>=|at least|minimum of|minimum"
    "|a minimum of|minimum rate of|no less than|not less than|au moins|mindestens|al menos",
    "n": "gần|gần như|ngót|suýt|suýt soát|sát|tiệm cận|gần đạt|nearly|almost|close to|près de|presque|knapp|casi|hampir|เกือบ",
    "b": "dưới|chưa đến|chưa tới|chưa đầy|chưa quá|chưa được|không đến|không tới|không đầy|<|less than|below|under|fewer than|moins de|unter"
    "|weniger als|menos de",
    "t": "tối đa|không quá|không vượt quá|không vượt|không cao hơn|không lớn hơn|không nhiều hơn|không hơn|nhiều nhất|≤|<=|at most|up to|maximum of"
    "|a maximum of|no more than|not more than|au plus|höchstens",
    "o": "chỉ|mới chỉ|vỏn vẹn|chỉ có|chỉ mới|chỉ còn|chỉ đạt|only|just",
    "F": "được|có|là|đạt|con số|the",
    "v": "mức|ngưỡng|mốc|cột mốc",
}
SCALES = {
    100: "trăm|hundred",
    1_000: "nghìn|ngàn|ngìn|thousand|mille|tausend|ribu|k",
    10_000: "vạn",
    1_000_000: "triệu|triêu|tr|million|millions|mn|juta|millionen|millones",
    1_000_000_000: "tỷ|tỉ|billion|billions|bn|milliard|milliards|milliarden|miliar",
    1_000_000_000_000: "trillion|trillions|billionen",
    1_000_000_000_000_000: "quadrillion",
}  # fmt: skip
NUMBER_WORDS = {
    1: "mốt|one", 2: "hai|two", 3: "ba|three", 4: "bốn|four", 5: "lăm|five", 6: "sáu|six", 7: "bảy|bẩy|seven", 8: "tám|eight",
    9: "chín|nine", 10: "mười|ten",
}  # fmt: skip
RANK_WORDS = {1: "nhất", 2: "nhì", 4: "tư"}
ORDINALS = {
    1: "first|topped|leads|led", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth",
    10: "tenth", 11: "eleventh", 12: "twelfth", 13: "thirteenth", 14: "fourteenth", 15: "fifteenth", 16: "sixteenth", 17: "seventeenth",
    18: "eighteenth", 19: "nineteenth", 20: "twentieth", 30: "thirtieth", 40: "fortieth", 50: "fiftieth", 60: "sixtieth",
}  # fmt: skip
ENGLISH_TENS = {
    20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
}  # fmt: skip
ENGLISH_DIGITS = "one two three four five six seven eight nine".split()
CURRENCIES = {
    "VND": "đồng|vnđ|vnd|đ|₫|dong|đồng việt nam", "USD": "usd|đô la|đô la mỹ|đô-la|đô-la mỹ|đôla|us$|us dollars|dollars|us-dollar|mỹ kim|$",
    "EUR": "euro|eur|€", "CNY": "nhân dân tệ|ndt", "JPY": "yên|jpy", "IDR": "rp|rupiah",
}  # fmt: skip
MEASURES = {
    "point": "điểm|điẻm|points|point|点|คะแนน", "times": "lần|times", "tonne": "tấn|tonnes|tons|ton", "quintal": "tạ", "kg": "kg|kilôgam|kilogam",
    "g": "gam|gram|g", "mg": "mg|miligam|miligram", "ha": "ha|héc ta|hecta|héc-ta|héc|hécta|hectares|hectare", "m2": "m2|m²|mét vuông",
    "km2": "km2|km²|ki lô mét vuông|km vuông|cây số vuông|square kilometres|sq km", "m3": "m3|m³|mét khối", "km": "km|ki lô mét|ki-lô-mét|kilômét|kilomet|cây số"
    "|kilometres", "m": "m|mét", "cm": "cm", "mm": "mm", "litre": "lít|l", "ml": "ml|mililít|mililit", "kWh": "kwh", "MWh": "mwh", "kW": "kw",
    "MW": "mw", "GW": "gw", "kV": "kv", "MVA": "mva", "Mbps": "mbps|mb/s", "Gbps": "gbps|gb/s", "MB": "mb", "GB": "gb", "TB": "tb", "GHz": "ghz",
    "MHz": "mhz", "degree_celsius": "°c|độ c|oc|ºc|° c", "degree": "độ", "hour": "tiếng|hours|giờ đồng hồ|tiếng đồng hồ",
    "minute": "phút|minutes", "second": "giây", "day": "days|ngày đêm|ngày làm việc|ngày công",
}  # fmt: skip
PEOPLE = {
    "person": "người|dân|nhân khẩu|học sinh|sinh viên|thành viên|lao động|công nhân|cán bộ|công chức|viên chức|đại biểu|hội viên|đoàn viên|đảng viên"
    "|giáo viên|bác sĩ|bệnh nhân|khách|du khách|người dân|ứng cử viên|ứng viên|chuyên gia|cử tri|nông dân|trẻ em|trẻ|phụ nữ|thanh niên|nhân viên"
    "|kỹ sư|hành khách|thí sinh|học viên|công dân|tình nguyện viên|chiến sĩ|cháu|nhân lực|nhân sự|y tá|điều dưỡng|tác giả|vận động viên|nghệ nhân"
    "|hướng dẫn viên|tuyên truyền viên|cộng tác viên|người lao động|đồng chí|thạc sĩ|tiến sĩ|cá nhân|người dùng|tình nguyện|ngư dân|phạm nhân"
    "|people|persons|residents|employees|members|inhabitants|citizens|workers|students|users",
    "household": "hộ|hộ dân|hộ gia đình|hộ nghèo|hộ kinh doanh|households|household",
    "enterprise": "doanh nghiệp|dn|công ty|hợp tác xã|htx|tập đoàn|dnnvv|enterprises|businesses|companies|firms|telecom companies"
    "|digital technology enterprises",
    "rank": "bậc|位|อันดับ|places",
}  # fmt: skip
#: Nouns that Vietnamese counts; a figure's span ends with one.
COUNTED = (
    "tỉnh|huyện|xã|phường|thị trấn|thị xã|quận|thành phố|địa phương|khu phố|ấp|thôn|bản|làng|xóm|buôn|tổ|tổ dân phố|đội|nhóm|quốc gia|nước|vùng"
    "|thủ tục|dịch vụ|dịch vụ công|hồ sơ|văn bản|giấy|giấy phép|giấy chứng nhận|chứng thư|chứng thư số|chữ ký|chữ ký số|hóa đơn|biên lai|hợp đồng"
    "|sổ|thẻ|căn cước|tài khoản|thuê bao|trạm|trạm bts|thiết bị|máy|máy tính|máy chủ|camera|điện thoại|website|trang|ứng dụng|nền tảng|phần mềm"
    "|hệ thống|cơ sở dữ liệu|cơ sở|csdl|tên miền|cổng|dữ liệu|bản ghi|trường|trường hợp|trường học|trường đại học|đại học|học viện|lớp|bệnh viện"
    "|trung tâm|phòng|phòng khám|trạm y tế|chợ|siêu thị|cửa hàng|cây|con|chiếc|cái|căn|căn hộ|căn nhà|bộ|cuộc|lượt|lượt xem|ca|mũi|liều|vụ|vụ việc"
    "|vụ án|vụ cháy|vụ tai nạn|dự án|đề án|công trình|gói thầu|kế hoạch|nhiệm vụ|giải pháp|mục tiêu|chỉ tiêu|tiêu chí|chỉ số|trụ cột|lĩnh vực|ngành"
    "|nghề|sản phẩm|mặt hàng|loại|đơn vị|cơ quan|sở|ban|bộ, ngành|sở, ngành|sở, ban|tổ chức|hội|đoàn|chi bộ|khu|khu công nghiệp|cụm"
    "|cụm công nghiệp|nhà máy|nhà|ngôi nhà|xưởng|kho|kho hàng|cảng|ga|tuyến|tuyến đường|cầu|nút|lô|thửa|giao dịch|đơn|đơn hàng|bài|bài viết|tin"
    "|ý kiến|kiến nghị|câu hỏi|cuộc gọi|tin nhắn|hội nghị|hội thảo|khóa|buổi|đợt|giải|giải thưởng|huy chương|bằng khen|sáng kiến|mô hình|bước"
    "|nội dung|vấn đề|nguyên nhân|phiếu|quyển|cuốn|tờ|mẫu|vé|chuyến|chuyến bay|xe|ô tô|tàu|tàu cá|viện|khoa|giường|giường bệnh|thế hệ|đầu mối"
    "|suất|phần quà|nguồn|kênh|gian hàng|sàn|chi nhánh|phòng giao dịch|máy atm|khẩu|mảnh|bao|thùng|hộp|chai|gói|cột|trận|bàn|điều kiện|quy trình"
    "|chương trình|bị cáo|bị can|đối tượng|nạn nhân|cặp|đôi|đoạn|mối|hạng mục|hộ chiếu|mẻ|vườn|trang trại|hồ|đập|giếng|đồn|đảo|nhiệm kỳ|kỳ"
    "|tiết|môn|câu|chuyên đề|ấn phẩm|tác phẩm|di tích|lễ hội|điểm cầu|điểm du lịch|điểm đến|phương tiện|container|teu|luồng|nhóm hàng|thị trường"
    "|đối tác|nhà đầu tư|nhà thầu|startup|bộ phận|chốt|tổ hợp|lực lượng|cuộc họp|đoàn khách|cụm dân cư|khu dân cư|điểm trường|điểm bưu điện"
    "|bưu cục|vị trí việc làm|việc làm|chỗ|chỗ ngồi|bộ hồ sơ|bộ dữ liệu|biên chế|lời|sào|mẫu đất|công đất|khách hàng|sao|sự kiện|hoạt động|luật"
    "|chính sách|cơ chế|quy định|tiêu chuẩn|quy chuẩn|yếu tố|nhóm giải pháp|nhóm nhiệm vụ|lớp học|phòng học"
    "|nhà văn hóa|công trình nước|hệ sinh thái|giống|loài|thương hiệu|nhãn hiệu|bằng sáng chế|sáng chế|đề tài|bài báo|công nghệ|ngân hàng|quỹ"
    "|tổ hợp tác|làng nghề|chợ truyền thống|điểm bán|điểm giao dịch|điểm phát wifi|điểm truy cập|hộp thư|thư|đĩa|cơn bão|trận động đất|cuộc thi"
    "|gia đình|họ|dòng họ|dân tộc|tôn giáo|ngôi|ngọn|dãy|thửa đất|thửa|bậc học|trường mầm non|cấp học|cột mốc|tấm|bức|viên|hạt|quả|trái|bông"
    "|cành|gốc|đàn|lứa|đội tuyển|huấn luyện viên|phương pháp|kỹ năng|khó khăn|thách thức|cơ hội|lợi thế|thành tựu|kết quả|thay đổi|bên|phía|mặt|khâu"
    "|vai|lần|chiều|đầu xe|đầu sách|bản đồ|tài liệu|báo cáo|thông báo|lỗ hổng|cuộc tấn công|mã độc|địa chỉ|kết nối|cảm biến|robot|trạm sạc|thửa ruộng"
    "|accounts|stations|subscribers|services|installations|projects|records|dossiers|provinces|localities|communes|districts|transactions"
)
#: What law is cut into: counted after a number, a label before one.
LEGAL = "khoản|điều|mục|chương|phụ lục|nghị quyết|chỉ thị|quyết định|thông tư|công văn|nghị định"
#: Words after which a number is a name: law, places, documents. The soft ones name only a number without a unit.
LABELS = (
    "số|số hiệu|số điện thoại|mức độ|cấp độ|kỳ họp|đề án số|quốc lộ|ql|tỉnh lộ|đt|đường|đường tỉnh|phiên bản|version|ver|windows|iphone|công nghiệp|cách mạng công nghiệp|cmcn|web|covid|hotline|sđt|fax"
    "|điện thoại|đt|tel|mã|mã số|mẫu số|tỷ số|tỉ số|nhóm máu|số nhà|ngõ|ngách|hẻm|block|iso|iso/iec|wi-fi|wifi|ipv|tcvn|qcvn|luật số|thế kỷ|kỷ|lần thứ|tháng thứ|kỳ thứ|galaxy|mst|cmnd|cccd|stt|no"
)
SOFT_LABELS = (
    "cấp|khóa|khu vực|vùng|loại|giai đoạn|kỳ|đợt|vòng|tập|phần|bước|lớp|quận|phường|tổ dân phố|khu phố|đề án|trang|câu|bài|hình|bảng|biểu|biểu đồ|mẫu"
    "|mũi|thế hệ|lô|tuyến|phòng|tầng|ga|khu|nhóm|tổ|đội|thôn|ấp|xóm|làng|tiểu vùng|chuyên đề|phương án|kịch bản|dự án|nhiệm kỳ|khối|cụm|đoàn|gói|ô"
    "|thời kỳ|tiết|quyển|cuốn|số báo|kênh|cổng|sân|nhà|cảng|trạm|đại lộ|km|cột|bàn|giải|hạng mục"
)
#: Grammar words: letter, meaning, phrases.
GRAMMAR_WORDS = [
    ("%", "percent", "%|phần trăm|percent|per cent|pct|pour cent|por ciento|prozent|persen|％"),
    ("P", "percentage_point", "điểm phần trăm|điểm %|điẻm %|percentage points|percentage point|đpt"),
    ("d", "up", "tăng|tăng thêm|tăng lên|tăng được|tăng tới|tăng đến|cao hơn|nhiều hơn|lớn hơn|increased|rose"),
    ("d", "down", "giảm|giảm đi|giảm xuống|giảm được|giảm tới|giảm đến|thấp hơn|ít hơn|kém|kém hơn|sụt|sụt giảm|tụt|fell|decreased"),
    ("s", -1, "âm|minus|negative| -| −| –|(-|(−|(–"), ("s", 1, " +|(+"),
    ("f", None, "từ|from|giữa"), ("e", None, "đến|tới|to"), ("&", None, "và|and|hoặc|hay"),
    ("g", None, "lên|xuống|còn|lên đến|lên tới|lên mức|xuống còn|xuống đến|xuống tới|xuống mức|lên thành|thành"),
    ("R", None, "trở lên|trở đi|or more|and above|or higher|and over|hoặc cao hơn|hoặc hơn"), ("r", None, "trở xuống|or less|and below|or fewer|đổ lại"),
    ("O", None, "thứ|hạng|vị trí|thứ hạng|thứ bậc|vị thứ"), ("B", None, "đứng|xếp|vị trí số"), ("K", None, "top|tốp"),
    ("A", None, "dẫn đầu|hàng đầu|đứng đầu|cao nhất|tốt nhất|lớn nhất"), ("Q", None, "một trong|một trong số|trong nhóm|thuộc nhóm"),
    ("V", None, "hàng|vài|mấy|dăm|several"), ("T", 10, "mươi|chục"), ("Z", None, "linh|lẻ|không trăm"), ("H", None, "rưỡi|rưởi"),
    ("h", 0.5, "nửa|một nửa|phân nửa|half"), ("G", None, "gấp|tăng gấp|cao gấp|nhiều gấp"), ("2", 2, "đôi"), ("p", None, "phần"), ("i", 1, "một"),
    ("j", "year", "tuổi"), ("c", None, "cứ"), ("J", "day", "ngày"), ("5", "hour", "giờ|h"), ("M", "month", "tháng|months|month"), ("M", "quarter", "quý"),
    ("M", "week", "tuần|weeks"), ("Y", "year", "năm|years|year|năm học"), ("X", None, "trước"), ("E", None, "mỗi|hằng|từng|each"),
    ("D", None, "sáng|chiều|tối|trưa|đêm|hôm|mùng|mồng|rạng sáng|lúc|hồi|dịp|lễ|đầu tuần|cuối tuần|hàng tuần|hằng tuần|tuần này|tuần tới|tuần sau"),
    ("C", None, "liên tiếp|liên tục|liền"), ("3", None, "de|of"), ("|", None, "out of|trên tổng số|trong tổng số|trong số"),
    *[(mark, None, mark) for mark in "/-,.():;"], ("-", None, "–|—|‑|−"), ("q", None, "\n"), ("\"", None, "\"|“|”|«|»"), (".", None, "…|...|!|?|;|•"),
    ("w", None, "tổng số|số lượng|một số|dân số|chỉ số|hệ số|doanh số|trị số|kinh tế số|chuyển đổi số|xã hội số|chính quyền số|công nghệ số|hạ tầng số"
     "|kỹ năng số|công dân số|dữ liệu số|nhân lực số|thể chế số|nhận thức số|chính phủ số|nền tảng số|hơn nữa|hơn cả|nhanh hơn|tốt hơn|sớm hơn"
     "|lâu hơn|xa hơn|rộng hơn|dài hơn|đa số|thiểu số|phần lớn|tầm nhìn|hai bên|cả hai|ngành công nghiệp|khu vực công nghiệp"),
    # syllables of a counted noun that begin another word
    ("w", None, "trong vòng|cung cấp|nâng cấp|trung cấp|phân cấp|sơ cấp|cao cấp|cấp phép|cấp mới|được cấp|giải ngân|giải quyết|giải phóng|giải trình|giải thể|giải đáp|đường dây|bộ trưởng|ban hành|ban đầu|nước ngoài|con người|kỳ vọng"
     "|loại bỏ|loại trừ|loại hình|kho bạc|bài bản|tin học|tin tưởng|nhà nước|hội đồng|hội nhập|đoàn kết|đoàn thể|đơn giản|đơn cử|đôi khi|bàn giao"
     "|bàn bạc|cầu thị|máy móc|căn cứ|căn bản|khẩu hiệu|xã hội|khu vực|phòng chống|phòng ngừa|phòng, chống|ca ngợi|bao gồm|bao phủ|bản thân|khách quan"
     "|dân tộc|dân cư|trang bị|trang thiết bị|tờ trình|điểm nghẽn|điểm tựa|điểm nhấn|điểm sáng|thành công|thành lập|thành phần|thành tích|thành quả"
     "|thành tựu|hạng nặng|lần đầu|lần lượt|lần này|lần trước|công ước|công trường|cột mốc|năm nay|năm qua|năm ngoái|năm trước|năm sau|năm tới"
     "|đầu năm|cuối năm|giữa năm|cùng kỳ năm|kỳ này|mục đích|phần nào|góp phần|thành phần|đến nay|tới nay|đến từ|ngày càng|ngày nay|hàng hóa"
     "|hàng năm|hàng tháng|hàng ngày|hàng loạt|hàng không|hàng hải|ba bên|chín muồi|hai chiều|đối với|ngành nghề|nghề nghiệp|người ta"),
    ("4", None, "4.0"),
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
    for letter, phrases in QUALIFIERS.items():
        yield from each(phrases, letter)
    for letter, meaning, phrases in GRAMMAR_WORDS:
        yield from each(phrases, letter, meaning)


#: phrase -> (letter, meaning)
LEXICON = {spelling: (letter, meaning) for phrase, letter, meaning in _entries() for spelling in spellings(phrase)}
