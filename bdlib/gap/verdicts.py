"""What the measures of progress say, in one line of Vietnamese or English."""

import pandas as pd

from bdlib.corpus import Corpus
from bdviews.language import area_name, choose, indicator_name, interval, number, quantity, series_name
from bdviews.language.tables import spoken

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
REACHED = ["met", "partly", "met_after"]
PASSED = ["missed", "unknown"]  # the date has gone by: what it takes a year is history
REASONS = {
    "no_value": (
        "không nguồn nào trong kho có số liệu này của địa phương",
        "no source in the corpus reports it for this area",
    ),
    "declined": (
        "phương pháp từ chối ước lượng vì bằng chứng không đủ",
        "the method declines an estimate for want of evidence",
    ),
    "part_year": ("chỉ có số liệu một phần của năm", "only parts of a year are reported"),
    "no_direction": ("chỉ tiêu không có chiều tốt hơn", "the indicator has no better direction"),
    "no_number": ("mục tiêu không có con số", "the target has no number"),
    "recommendation": ("đây là khuyến nghị, không phải mục tiêu", "a recommendation, not a target"),
    "one_date": ("mới có một mốc số liệu", "one dated value only"),
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
    """Say the verdict on each row of :func:`bdlib.gap.progress` in one line."""
    return pd.Series([verdict(row, corpus, lang) for row in judged.itertuples()], index=judged.index, dtype=str)


def verdict(row: tuple, corpus: Corpus, lang: str) -> str:
    """Say the verdict on one row: value against target, status, gap, pace, class and what is uncertain."""
    name = indicator_name(corpus.indicators, row.indicator, lang)
    aim = f"{choose(lang, vi='mục tiêu', en='target')} {aimed(row, lang)}"
    if row.status == "not_judged":
        return f"{name}, {aim}: {word('not_judged', lang, STATUS)}, {word(row.reason, lang, REASONS)}."
    clauses = [word(row.status, lang, STATUS), gap(row, lang), pace(row, lang), pace_class(row, lang)]
    clauses += [why_no_pace(row, lang), uncertain(row, lang), merged(row, corpus, lang)]
    said = "; ".join(clause for clause in clauses if clause)
    return f"{name}: {stated(row, lang)}, {aim}: {said}."


def stated(row: tuple, lang: str) -> str:
    """Current value with its year and series: 11,34% (2023, MIC)."""
    of = ", ".join([str(int(row.current_year)), *([series_name(row.series, lang)] if row.series else [])])
    return f"{quantity(row.current, row.unit_measure, lang)} ({of})"


def aimed(row: tuple, lang: str) -> str:
    """Target with its year, in the words of its qualifier: trên 95% (2025), top 10 (2030), 30–35% (2030)."""
    year = "" if pd.isna(row.target_year) else f" ({int(row.target_year)})"
    others = choose(lang, vi=", có văn bản ghi khác", en=", other documents differ") if row.variants > 1 else ""
    copied = choose(lang, vi=", chỉ có bản sao chưa kiểm chứng", en=", known from an unvalidated copy only")
    return f"{bound(row, lang)}{year}{others}{copied if row.unvalidated else ''}"


def bound(row: tuple, lang: str) -> str:
    """Value to reach, in words."""
    value = quantity(row.target, row.unit_measure, lang)
    if pd.notna(row.target_full):
        return interval(*sorted((row.target, row.target_full)), row.unit_measure, lang)
    if row.kind == "rank":
        return f"top {value}"
    return value if row.qualifier == "exact" else f"{spoken(row.qualifier, lang)} {value}"


def gap(row: tuple, lang: str) -> str:
    """What is missing, with the interval that the value's own interval leaves."""
    if row.status in REACHED:
        if not (pd.notna(row.target_full) and row.status == "partly"):
            return ""
        rest = points(abs(row.target_full - row.current), row, lang)
        return choose(lang, vi=f"còn {rest} tới mức trên", en=f"{rest} short of its upper end")
    said = missing(row, lang)
    return said if row.gap == 0 else choose(lang, vi=f"còn thiếu {said}", en=f"short by {said}")


def missing(row: tuple, lang: str) -> str:
    """Gap of a target that is not reached, with what the value's own interval leaves of it: 12 điểm % (11–12)."""
    if row.gap == 0:
        return choose(lang, vi="vừa bằng mốc, chưa vượt", en="at the mark, not beyond it")
    ends = [number(end, lang) for end in (max(row.gap_lower, 0), row.gap_upper)]
    exact = ends[0] == ends[1] or row.gap_upper == float("inf") or row.unit_measure != "percent"
    return points(row.gap, row, lang) + ("" if exact else f" ({ends[0]}–{ends[1]})")


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
        needed, since = amount(abs(row.pace_required)), int(row.current_year)
        said = choose(lang, vi=f"cần {needed} mỗi năm", en=f"{needed} a year needed")
        late = choose(
            lang, vi=f"từ {since} lẽ ra cần {needed} mỗi năm", en=f"{needed} a year were needed from {since} on"
        )
        parts.append(late if row.status in PASSED else said)
    if pd.notna(row.pace):
        forward = row.direction * row.pace
        seen = amount(abs(forward))
        way = choose(lang, vi="tiến", en="gained") if forward >= 0 else choose(lang, vi="lùi", en="lost")
        since = int(row.base_year)
        parts.append(choose(lang, vi=f"từ {since} mỗi năm {way} {seen}", en=f"{seen} a year {way} since {since}"))
    return ", ".join(parts)


def why_no_pace(row: tuple, lang: str) -> str:
    """Why a measure of the pace is missing; of a target that is reached only a doubt about the value matters."""
    return "" if row.status in REACHED and row.reason != "above_limit" else word(row.reason, lang, REASONS)


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
    """Say that the area ended before a date that is still ahead: nobody will measure this target."""
    ended = corpus.areas.set_index("area").at[row.ref_area, "valid_to"]
    if not ended or row.status != "open":
        return ""
    return choose(lang, vi="địa phương đã sáp nhập trước hạn", en="the area was merged before the date")


def merger(corpus: Corpus, area: str, lang: str) -> str:
    """Say when and into what an area was merged; nothing for an area that goes on."""
    row = corpus.areas.set_index("area").loc[area]
    if not row["valid_to"]:
        return ""
    day, whole = pd.Timestamp(row["valid_to"]) + pd.Timedelta(days=1), area_name(corpus.areas, row["successor"], lang)
    name = area_name(corpus.areas, area, lang)
    if name == whole:
        return choose(
            lang,
            vi=f"{name} mang địa giới mới từ {day:%d/%m/%Y}: sau ngày đó không còn số liệu của địa giới cũ.",
            en=f"{name} has new borders since {day:%Y-%m-%d}: nothing is measured within the former ones since.",
        )
    return choose(
        lang,
        vi=f"{name} đã nhập vào {whole} từ {day:%d/%m/%Y}: sau ngày đó không còn số liệu riêng để đo mục tiêu.",
        en=f"{name} became part of {whole} on {day:%Y-%m-%d}: no value of its own can be measured after that day.",
    )


def one_voice(judged: pd.DataFrame) -> pd.DataFrame:
    """Take one row a target: the series with most dates, then most witnesses, then the first by name.

    Returns
    -------
    DataFrame
        With `divided`: whether series differ about the target being reached.
    """
    order = ["dates", "witnesses", "series"]
    rows = judged.sort_values(order, ascending=[False, False, True], kind="stable")
    reached = rows["status"].isin(REACHED).groupby(rows["target_id"])
    rows = rows.assign(divided=reached.transform("any") & ~reached.transform("all"))
    return rows.drop_duplicates("target_id").sort_index()


def summary(judged: pd.DataFrame, corpus: Corpus, area: str, lang: str) -> str:
    """Say in one paragraph how many targets there are and how they stand; one voice a target, see :func:`one_voice`."""
    name = area_name(corpus.areas, area, lang)
    here = judged[judged["ref_area"].eq(area) & judged["role"].eq("target")]
    if here.empty:
        return choose(
            lang,
            vi=f"Kho số liệu không có mục tiêu nào của **{name}**, nên không có khoảng cách nào để đo.",
            en=f"The corpus holds no target of **{name}**, so there is no gap to measure.",
        )
    first = one_voice(here)
    counts = first["status"].value_counts().reindex(STATUS).dropna().astype(int)
    listed = "; ".join(f"**{count}** {word(status, lang, STATUS)}" for status, count in counts.items())
    total, divided = counts.sum(), int(first["divided"].sum())
    held = choose(
        lang,
        vi=f"Kho số liệu có **{total}** mục tiêu của **{name}**: {listed}.",
        en=f"The corpus holds **{total}** {'target' if total == 1 else 'targets'} of **{name}**: {listed}.",
    )
    differ = choose(
        lang,
        vi=f"Với **{divided}** mục tiêu, các chuỗi số liệu cho kết luận khác nhau.",
        en=f"Series differ about whether **{divided}** of them {'is' if divided == 1 else 'are'} reached.",
    )
    return " ".join(filter(None, [held, differ if divided else "", merger(corpus, area, lang)]))
