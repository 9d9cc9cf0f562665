"""The sentences about conflicts, in Vietnamese and English."""

UNNAMED = ("không nêu", "not named")
UNDATED = ("không rõ ngày", "undated")
ALSO = (" Ngoài ra: ", " Also: ")
COPIES = (("{count} bài đăng lại", "{count} reprint"), ("{count} bài đăng lại", "{count} reprints"))

REASONS = {
    "rounding": (
        "“{a}” và “{b}” khớp nhau khi làm tròn.",
        "“{a}” and “{b}” agree once rounded.",
    ),
    "qualifier_loss": (
        "“{a}” và “{b}” là cùng một con số, chỉ khác từ hạn định.",
        "“{a}” and “{b}” are one number; only the qualifying word differs.",
    ),
    "transposition": (
        "Đảo hai chữ số của “{a}” thì được “{b}”: nhiều khả năng là lỗi gõ.",
        "Swapping two digits of “{a}” gives “{b}”: most likely a slip.",
    ),
    "wrong_digit": (
        "“{a}” và “{b}” chỉ khác một chữ số: có thể là lỗi gõ hoặc chép nhầm.",
        "“{a}” and “{b}” differ in one digit only: possibly a slip of typing or copying.",
    ),
    "scale_slip": (
        "Hai số chênh nhau {ratio} lần: “{a}” hoặc “{b}” sai bậc nghìn, triệu hay tỷ.",
        "They are {ratio} times apart: “{a}” or “{b}” has the wrong scale word.",
    ),
    "impossible_value": (
        "“{this}” vượt giới hạn của chỉ tiêu.",
        "“{this}” lies beyond the limit of the indicator.",
    ),
    "over_whole": (
        "“{this}” không nhỏ hơn tổng thể chứa nó ({other_name}: “{other}”).",
        "“{this}” is no smaller than the whole it belongs to ({other_name}: “{other}”).",
    ),
    "misattribution": (
        "“{this}” trùng với {other_name} (“{other}”): có thể đã ghi nhầm chỉ tiêu.",
        "“{this}” equals {other_name} (“{other}”): possibly printed under the wrong name.",
    ),
    "stale_repeat": (
        "“{b}” được in sau nhưng nhỏ hơn “{a}” và không nêu thời điểm: có thể là số cũ dùng lại.",
        "“{b}” was printed later, is smaller than “{a}” and gives no date of its own: possibly an older figure reused.",
    ),
    "echo": (
        "“{this}” lặp lại số của năm trước nhưng ghi cho năm sau.",
        "“{this}” repeats the figure of the year before under the new year.",
    ),
    "territory_change": (
        "Hai số nói về hai địa giới: {place_a} và {place_b}.",
        "The two are about different territories: {place_a} and {place_b}.",
    ),
    "other_field": (
        "Hai bảng xếp hạng khác nhau: “{a}” thuộc {line_a}, “{b}” thuộc {line_b}.",
        "Two rankings: “{a}” is a place in {line_a}, “{b}” one in {line_b}.",
    ),
    "series_method": (
        "Hai cách đo khác nhau: “{a}” theo chuỗi {line_a}, “{b}” theo chuỗi {line_b}.",
        "Two ways of measuring: “{a}” is of the series {line_a}, “{b}” of the series {line_b}.",
    ),
    "series_one_named": (
        "“{named}” thuộc chuỗi {line}; “{other}” không nêu chuỗi, có thể được đo theo cách khác.",
        "“{named}” is of the series {line}; “{other}” names none and may be measured otherwise.",
    ),
    "series_unnamed": (
        "Chỉ tiêu này được đo theo nhiều chuỗi số liệu; cả “{a}” lẫn “{b}” đều không nêu chuỗi của mình.",
        "Several series measure this indicator; neither “{a}” nor “{b}” names its own.",
    ),
    "near_part": (
        "“{this}” gần với một phần của chỉ tiêu này ({other_name}: “{other}”), không phải tổng số.",
        "“{this}” is near a part of this indicator ({other_name}: “{other}”), not the total.",
    ),
    "definition": (
        "Hai số có định nghĩa khác nhau{facet}.",
        "The two are defined differently{facet}.",
    ),
    "definition_may_differ": (
        "Định nghĩa có thể khác nhau{facet}.",
        "The definitions may differ{facet}.",
    ),
    "scope_may_differ": (
        "Phạm vi tính có thể khác nhau{facet}.",
        "The bases may differ{facet}.",
    ),
    "other_note": (
        "Hai trang mô tả số của mình không giống nhau; định nghĩa có thể khác.",
        "The two pages describe their figures in different words; the definitions may differ.",
    ),
    "scope_population": (
        "Hai số tính trên phạm vi khác nhau{facet}.",
        "The two are counted over different bases{facet}.",
    ),
    "other_base": (
        "“{this}” vượt 100%, nên hẳn được tính trên một mẫu số khác.",
        "“{this}” is beyond 100%, so it must be counted over another base.",
    ),
    "vintage_revision": (
        "Cùng kỳ nhưng công bố khác ngày: “{a}” ({said_a}), “{b}” ({said_b}); số sau nhiều khả năng là bản sửa đổi.",
        "One period at two dates: “{a}” ({said_a}), “{b}” ({said_b}); the later most likely revises the earlier.",
    ),
    "vintage_undated": (
        "“{a}” và “{b}” nói về cùng một kỳ; một trong hai có thể là bản sửa đổi, nhưng thiếu ngày công bố.",
        "“{a}” and “{b}” are about one period; one may revise the other, but a date of publication is missing.",
    ),
    "target_variant": (
        "Các văn bản hoặc trang nêu mục tiêu {year} khác nhau: “{a}” ({said_a}) và “{b}” ({said_b}).",
        "Plans or pages state different targets for {year}: “{a}” ({said_a}) and “{b}” ({said_b}).",
    ),
    "target_lowered": (
        "Mục tiêu {year} (“{b}”, {said_b}) lùi so với mục tiêu {before} (“{a}”, {said_a}).",
        "The target for {year} (“{b}”, {said_b}) asks less than the one for {before} (“{a}”, {said_a}).",
    ),
    "time_change": (
        "Khoảng thời gian giữa “{a}” và “{b}” đủ để giải thích mức thay đổi.",
        "The time between “{a}” and “{b}” is enough to explain the change.",
    ),
    "arithmetic_inconsistency": (
        "Phần không thể lớn hơn tổng.",
        "A part cannot exceed its whole.",
    ),
    "sum_of_parts": (
        "Cộng các phần được {computed}, trong khi số in là “{printed}”.",
        "The parts sum to {computed}; printed is “{printed}”.",
    ),
    "rounded_sum": (
        "Chênh lệch không quá sai số làm tròn của các phần.",
        "The gap is no more than the parts' rounding.",
    ),
    "share_of_counts": (
        "Chia hai số đếm in cùng trang được {computed}, không khớp tỷ lệ “{printed}”.",
        "The two counts on the page give {computed}, not the share “{printed}”.",
    ),
    "growth": (
        "Mức và tốc độ tăng in một năm sau suy ra {computed}, trong khi năm trước in “{printed}”.",
        "The level and growth printed a year later imply {computed}; printed the year before is “{printed}”.",
    ),
    "unexplained": (
        "Không có lý do nào đủ mạnh để giải thích chênh lệch giữa “{a}” và “{b}”.",
        "No reason found is strong enough to explain the difference between “{a}” and “{b}”.",
    ),
}

DECISIONS = {
    "resolved": (
        "Chọn “{figure}”: {backing} nguồn độc lập.",
        "Chosen: “{figure}”, by {backing} independent witnesses.",
    ),
    "resolved_one": (
        "Chọn “{figure}”, dù chỉ có một nguồn độc lập.",
        "Chosen: “{figure}”, though by one independent witness.",
    ),
    "resolved_same": (
        "Chọn “{figure}”: {pages} trang nêu, nhưng đều từ một nguồn gốc.",
        "Chosen: “{figure}”, stated by {pages} pages that go back to one origin.",
    ),
    "open": ("Giữ riêng, không chọn số nào.", "Kept apart: no figure is chosen."),
    "explained": ("Không cần chọn.", "No decision is needed."),
    "explained_latest": (
        "Không cần chọn; số mới nhất là “{figure}”.",
        "No decision is needed; the latest is “{figure}”.",
    ),
    "explained_one": (
        "Không cần chọn; số rõ nhất là “{figure}”.",
        "No decision is needed; the most precise is “{figure}”.",
    ),
}
