"""What the measures of progress say, in one line of Vietnamese or English."""

import pandas as pd

from bdlib.corpus import Corpus
from bdlib.language import area_name, choose, indicator_name, number, quantity

STATUS = {
    "met": ("đã đạt", "met"),
    "partly": ("đạt mức dưới của khoảng mục tiêu", "lower end of the range reached"),
    "met_after": ("đạt, nhưng số liệu đến sau hạn", "met, but only measured after the date"),
    "missed": ("không đạt đúng hạn", "missed"),
    "open": ("chưa đạt, còn thời hạn", "not yet met, date ahead"),
    "unknown": ("hạn đã qua, lần đo cuối trước hạn chưa đạt", "date passed, not met when last measured before it"),
    "level": ("chưa đạt, mục tiêu không ghi năm", "not met, the target names no year"),
    "not_judged": ("không kết luận được", "no verdict possible"),
}
CLASSES = {
    "met": ("đã đạt", "met"),
    "on_track": ("đúng tiến độ", "on track"),
    "accelerate": ("có tiến bộ, cần tăng tốc", "progress, must speed up"),
    "fair": ("tiến bộ vừa, cần tăng tốc", "fair progress, must speed up"),
    "limited": ("tiến bộ hạn chế", "limited progress"),
    "stagnant": ("giậm chân hoặc thụt lùi", "stagnant or worse"),
    "away": ("đi xa khỏi mục tiêu", "moving away"),
    "reverse": ("cần đảo chiều xu hướng", "trend must reverse"),
    "": ("–", "–"),
}
REASONS = {
    "no_value": (
        "không nguồn nào trong kho có số liệu của chỉ tiêu này",
        "no source in the corpus reports this indicator",
    ),
    "declined": (
        "phương pháp từ chối ước lượng vì bằng chứng không đủ",
        "the method declines an estimate for want of evidence",
    ),
    "part_year": ("chỉ có số liệu một phần của năm", "only parts of a year are reported"),
    "no_direction": ("chỉ tiêu không có chiều tốt hơn", "the indicator has no better direction"),
    "no_number": ("mục tiêu không có con số", "the target has no number"),
    "recommendation": ("đây là khuyến nghị, không phải mục tiêu", "a recommendation, not a target"),
    "one_date": ("chỉ có một mốc số liệu nên không có tốc độ", "one dated value only, so no pace"),
    "growth_rate": (
        "chỉ tiêu là tốc độ tăng nên không tính tăng trưởng của nó",
        "the indicator is itself a growth rate: no growth of it is computed",
    ),
    "above_limit": (
        "giá trị vượt giới hạn tự nhiên, mẫu số còn nghi vấn",
        "the value is above its natural limit: its base is in doubt",
    ),
    "no_year": ("", ""),
    "": ("", ""),
}


def word(code: str, lang: str, words: dict[str, tuple[str, str]]) -> str:
    """Word of a code of :data:`STATUS`, :data:`CLASSES` or :data:`REASONS`."""
    vi, en = words[code]
    return choose(lang, vi=vi, en=en)


def verdicts(judged: pd.DataFrame, corpus: Corpus, lang: str) -> pd.Series:
    """Say the verdict on each row of :func:`bdlib.progress.progress` in one line."""
    return pd.Series([verdict(row, corpus, lang) for row in judged.itertuples()], index=judged.index, dtype=str)


def verdict(row: tuple, corpus: Corpus, lang: str) -> str:
    """Say the verdict on one row: value against target, status, gap, pace, class and what is uncertain."""
    name = indicator_name(corpus.indicators, row.indicator, lang)
    aim = f"{choose(lang, vi='mục tiêu', en='target')} {aimed(row, lang)}"
    if row.status == "not_judged":
        return f"{name}, {aim}: {word('not_judged', lang, STATUS)}, {word(row.reason, lang, REASONS)}."
    clauses = [word(row.status, lang, STATUS), gap(row, lang), pace(row, lang), pace_class(row, lang)]
    clauses += [word(row.reason, lang, REASONS), uncertain(row, lang), merged(row, corpus, lang)]
    said = "; ".join(clause for clause in clauses if clause)
    return f"{name}: {stated(row, lang)}, {aim}: {said}."


def stated(row: tuple, lang: str) -> str:
    """Current value with its year and series: 11,34% (2023, MIC)."""
    of = ", ".join(filter(None, [str(int(row.current_year)), row.series]))
    return f"{quantity(row.current, row.unit_measure, lang)} ({of})"


def aimed(row: tuple, lang: str) -> str:
    """Target as printed with its year; a second value for the same year marks it as a variant."""
    printed = row.figures.split(" | ")[0]
    year = "" if pd.isna(row.target_year) else f" ({int(row.target_year)})"
    others = choose(lang, vi=", văn bản khác ghi khác", en=", other documents differ") if row.variants > 1 else ""
    return f"{printed}{year}{others}"


def gap(row: tuple, lang: str) -> str:
    """What is missing, with the interval that the value's own interval leaves."""
    if row.status in ("met", "met_after", "partly"):
        if not (pd.notna(row.target_full) and row.status == "partly"):
            return ""
        rest = points(abs(row.target_full - row.current), row, lang)
        return choose(lang, vi=f"còn {rest} tới mức trên", en=f"{rest} short of its upper end")
    missing = points(row.gap, row, lang)
    low, high = max(row.gap_lower, 0), row.gap_upper
    span = "" if high - low < 1e-9 or high == float("inf") else f" ({number(low, lang)}–{number(high, lang)})"
    span = "" if row.unit_measure != "percent" else span
    if row.gap == 0:
        return choose(lang, vi="vừa bằng mốc, chưa vượt", en="at the mark, not beyond it")
    return choose(lang, vi=f"còn thiếu {missing}{span}", en=f"{missing} short{span}")


def points(value: float, row: tuple, lang: str) -> str:
    """Write a difference: of percentages in points, of ranks in places, else in the unit."""
    unit = {"percent": "percentage_point"}.get(row.unit_measure, row.unit_measure)
    if row.kind == "rank":
        return f"{number(value, lang)} {choose(lang, vi='bậc', en='place' if value == 1 else 'places')}"
    return quantity(value, unit, lang)


def pace(row: tuple, lang: str) -> str:
    """Required pace a year and the observed one."""
    growing = row.pace_unit == "percent"

    def amount(value: float) -> str:
        return f"{number(value, lang)}%" if growing else points(value, row, lang)

    parts = []
    if pd.notna(row.pace_required):
        needed = amount(row.direction * row.pace_required if not growing else row.pace_required)
        parts.append(choose(lang, vi=f"cần {needed} mỗi năm", en=f"{needed} a year needed"))
    if pd.notna(row.pace):
        seen = amount(row.direction * row.pace if not growing else row.pace)
        since = int(row.base_year)
        parts.append(choose(lang, vi=f"từ {since} đạt {seen} mỗi năm", en=f"{seen} a year seen since {since}"))
    return ", ".join(parts)


def pace_class(row: tuple, lang: str) -> str:
    """Class by Open SDG, and the other two where they see it differently."""
    if row.eurostat in ("", "met"):
        return ""
    said = f"Open SDG: {word(row.eurostat, lang, CLASSES)}"
    if not agree(row):
        said += f"; UNSD: {word(row.unsd, lang, CLASSES)}; ESCAP: {word(row.escap, lang, CLASSES)}"
    return said


# How far each class stands from "on track", so that classes of different makers can be compared.
DISTANCE = {"met": 0, "on_track": 1, "accelerate": 2, "fair": 2, "limited": 2, "stagnant": 3, "away": 3, "reverse": 3}


def agree(row: tuple) -> bool:
    """Tell whether the three measures see the target alike: on track, in between, or not moving towards it."""
    return len({DISTANCE[one] for one in (row.eurostat, row.unsd, row.escap) if one}) <= 1


def uncertain(row: tuple, lang: str) -> str:
    """Say which other class the interval allows, if any."""
    if row.class_worst == row.class_best:
        return ""
    worst, best = (word(one, lang, CLASSES) for one in (row.class_worst, row.class_best))
    if not row.class_worst:
        return choose(lang, vi="trong khoảng sai số có thể đã đạt hoặc chưa", en="within its interval met or not met")
    return choose(
        lang, vi=f"trong khoảng sai số: từ “{worst}” đến “{best}”", en=f"within its interval {worst} to {best}"
    )


def merged(row: tuple, corpus: Corpus, lang: str) -> str:
    """Say that the area ended before the target's date."""
    area = corpus.areas.set_index("area").loc[row.ref_area]
    if not area["valid_to"] or pd.isna(row.deadline) or pd.Timestamp(area["valid_to"]) >= row.deadline:
        return ""
    successor = area_name(corpus.areas, area["successor"], lang)
    day = pd.Timestamp(area["valid_to"]) + pd.Timedelta(days=1)
    return choose(
        lang,
        vi=f"địa phương đã nhập vào {successor} từ {day:%d/%m/%Y}, trước hạn",
        en=f"the area became part of {successor} on {day:%Y-%m-%d}, before the date",
    )


def summary(judged: pd.DataFrame, corpus: Corpus, area: str, lang: str) -> str:
    """Say in one paragraph how many targets there are and how they stand; one voice a target, its best-known series."""
    name = area_name(corpus.areas, area, lang)
    here = judged[judged["ref_area"].eq(area) & judged["role"].eq("target")]
    if here.empty:
        return choose(
            lang,
            vi=f"Kho số liệu không có mục tiêu nào của **{name}**, nên không có khoảng cách nào để đo.",
            en=f"The corpus holds no target of **{name}**, so there is no gap to measure.",
        )
    first = here.sort_values(["target_id", "witnesses"], ascending=[True, False], kind="stable")
    counts = first.drop_duplicates("target_id")["status"].value_counts().reindex(STATUS).dropna().astype(int)
    listed = "; ".join(f"**{count}** {word(status, lang, STATUS)}" for status, count in counts.items())
    total = counts.sum()
    return choose(
        lang,
        vi=f"Kho số liệu có **{total}** mục tiêu của **{name}**: {listed}.",
        en=f"The corpus holds **{total}** {'target' if total == 1 else 'targets'} of **{name}**: {listed}.",
    )
