"""What the reason codes of reconciling say, in Vietnamese and English."""

from bdviews.language import LANGUAGES

# The fate of a figure, and how an estimate came about.
REASONS = {
    "forecast": ("dự báo không phải là số đo", "a forecast is no measurement"),
    "no_value": ("chỉ nêu một giới hạn, không nêu giá trị", "a bound alone states no value"),
    "no_period": ("không nêu kỳ và trang không ghi ngày", "no period is stated and the page has no date"),
    "several_years": ("bình quân hoặc tổng của nhiều năm", "a mean or total of several years"),
    "kept": ("giá trị dựa trên số này", "the value rests on it"),
    "slip": ("nhầm chữ số hoặc bậc số", "a slip of digits or scale"),
    "impossible": ("giá trị không thể có", "an impossible value"),
    "misattributed": ("số của chỉ tiêu khác ghi dưới tên này", "the figure of another indicator under this name"),
    "stale": ("số liệu cũ dùng lại", "an older figure used again"),
    "arithmetic": ("trái với phép tính mà số khác thỏa mãn", "against arithmetic that another figure satisfies"),
    "low_trust": ("chỉ có ở bản sao dễ sai", "only a carrier that garbles prints it"),
    "in_force": ("không có trong văn bản đặt mục tiêu", "in no document that sets targets"),
    "replaced": ("văn bản sau đã thay", "replaced by a later document"),
    "revised": ("cùng cơ quan đã sửa sau đó", "revised by its maker since"),
    "more_origins": ("số khác có nhiều nguồn gốc độc lập hơn", "another has more independent origins"),
    "disputed": ("đang mâu thuẫn, chưa ngã ngũ", "in a conflict that is open"),
    "earlier_state": ("trạng thái sớm hơn trong cùng năm", "an earlier state of the same year"),
    "not_chosen": ("phương pháp lấy số khác", "the method takes another"),
    "only_figure": ("số liệu duy nhất", "the only figure"),
    "agree": ("các số liệu khớp nhau", "the figures agree"),
    "chosen": ("được chọn trong một mâu thuẫn", "chosen in a conflict"),
    "latest_state": ("trạng thái mới nhất", "the latest state"),
    "open_conflict": ("mâu thuẫn chưa ngã ngũ", "an open conflict"),
    "all_set_aside": ("số liệu nào cũng bị loại", "every figure is set aside"),
    "official": ("nguồn có thẩm quyền nhất", "the maker of highest rank"),
    "most": ("nhiều nguồn gốc độc lập nhất", "most independent origins"),
    "median": ("trung vị của các số liệu độc lập", "median of the independent figures"),
    "pooled": ("trung bình gộp của các số liệu độc lập", "pooled mean of the independent figures"),
    "too_few": ("chưa đủ ba số liệu độc lập để gộp", "fewer than three independent figures to pool"),
    "rank_has_no_mean": ("thứ hạng không có trung bình", "a rank has no mean"),
}


def said(reason: str, lang: str) -> str:
    """Say a reason in the language; one that nobody has translated stays as it is.

    >>> said("only_figure", "vi")
    'số liệu duy nhất'
    """
    return REASONS[reason][LANGUAGES.index(lang)] if reason in REASONS else reason
