"""Names of the kinds of conflict and their strengths, and what would settle each, in Vietnamese and English."""

KIND_NAMES = {
    "rounding": ("làm tròn", "rounding"),
    "qualifier_loss": ("mất từ hạn định", "qualifier lost"),
    "time_change": ("thay đổi theo thời gian", "change over time"),
    "stale_repeat": ("số cũ dùng lại", "stale repeat"),
    "transposition": ("đảo chữ số", "digits swapped"),
    "scale_slip": ("sai bậc số", "wrong scale"),
    "definition": ("định nghĩa khác", "definition"),
    "series_method": ("cách đo khác", "series or method"),
    "scope_population": ("phạm vi khác", "scope or base"),
    "misattribution": ("ghi nhầm chỉ tiêu", "wrong indicator"),
    "vintage_revision": ("bản sửa đổi", "revision"),
    "territory_change": ("địa giới khác", "territory"),
    "target_variant": ("mục tiêu khác nhau", "target variant"),
    "arithmetic_inconsistency": ("phép tính không khớp", "sums do not fit"),
    "impossible_value": ("giá trị không thể có", "impossible value"),
    "unexplained": ("chưa rõ", "unexplained"),
}

SETTLES = {
    "rounding": ("số chưa làm tròn của cơ quan công bố", "the publisher's unrounded figure"),
    "qualifier_loss": ("văn bản gốc có từ hạn định", "the original text with its qualifier"),
    "time_change": ("ngày mà mỗi số được tính đến", "the day to which each figure was counted"),
    "stale_repeat": ("ngày chốt số của trang in sau", "the cut-off date of the later page"),
    "transposition": ("báo cáo gốc mà hai trang cùng dẫn", "the report that both pages quote"),
    "scale_slip": ("số ở bảng gốc, kèm đơn vị tính", "the figure in its own table, with the unit"),
    "definition": ("định nghĩa mà mỗi cơ quan dùng", "the definition that each office uses"),
    "series_method": ("tên chuỗi số liệu và phương pháp của mỗi số", "the series and method of each figure"),
    "scope_population": ("mẫu số hoặc phạm vi của mỗi số", "the base or scope of each figure"),
    "misattribution": ("bảng gốc có cả hai chỉ tiêu", "the table that holds both indicators"),
    "vintage_revision": ("số chính thức sau cùng của cơ quan thống kê", "the statistics office's final figure"),
    "territory_change": ("số tính riêng cho từng địa giới", "a figure for each territory"),
    "target_variant": ("văn bản đang có hiệu lực", "the document now in force"),
    "arithmetic_inconsistency": ("các số thành phần từ cùng một bảng", "the parts from one table"),
    "impossible_value": ("đơn vị và mẫu số ở báo cáo gốc", "unit and base in the original report"),
    "unexplained": ("báo cáo gốc của cả hai số", "the original reports of both figures"),
}

LEVEL_NAMES = {
    "certain": ("chắc chắn", "certain"),
    "strong": ("mạnh", "strong"),
    "weak": ("yếu", "weak"),
    "hint": ("gợi ý", "hint"),
}
