"""What a multiverse shows, in words and tables for readers."""

import pandas as pd

from bdlib.corpus import Corpus
from bdlib.gap.verdicts import CLASSES, bound, word
from bdlib.robustness import Multiverse
from bdlib.robustness.robustness import by_method, robustness
from bdviews.language import area_name, choose, indicator_name, number, percent, series_name
from bdviews.language.tables import spoken

AXES = {
    "method": ("đổi phương pháp đối chiếu thành", "reconciling by"),
    "without": ("bỏ nguồn", "leaving out"),
    "series": ("ưu tiên chuỗi", "preferring the series"),
    "as_of": ("chỉ dùng số liệu đến", "knowing only what was out by"),
}
KINDS = {
    "method": ("phương pháp", "the method"),
    "without": ("nguồn được giữ", "the sources kept"),
    "series": ("chuỗi số liệu", "the series"),
    "as_of": ("thời điểm", "the date"),
}
HEADINGS = {
    "finding": ("Kết luận", "Finding"),
    "reference": ("Mặc định", "Default"),
    "agree": ("Cùng kết luận", "Same outcome"),
    "seen": ("Các kết luận gặp phải", "Outcomes seen"),
    "single": ("Một lựa chọn làm đổi nhiều nhất", "The one choice that moves it most"),
}


def outcome(code: str, lang: str) -> str:
    """Word of an outcome: a class, "below", a place, or "" for none."""
    if code == "":
        return choose(lang, vi="không có giá trị", en="no value")
    if code == "below":
        return choose(lang, vi="chưa đạt", en="not reached")
    return choose(lang, vi=f"hạng {code}", en=f"place {code}") if code.isdigit() else word(code, lang, CLASSES)


def choice(axis: str, value: str, corpus: Corpus, lang: str) -> str:
    """Words of a single choice: leaving out Báo Xây dựng (seed_001)."""
    if not axis:
        return choose(lang, vi="không lựa chọn nào", en="no single choice")
    shown = value
    if axis == "method":
        shown = spoken(value, lang)
    elif axis == "series":
        shown = series_name(value, lang)
    elif axis == "without":
        publisher = corpus.sources.set_index("source_id")["publisher"].get(value, "")
        shown = f"{publisher} ({value})" if publisher else value
    return f"{choose(lang, vi=AXES[axis][0], en=AXES[axis][1])} {shown}"


def label(finding: str, targets: pd.DataFrame, corpus: Corpus, lang: str, *, area: bool = True) -> str:
    """Name of a finding: a target, or the place of a province; the area can go without saying."""
    code, _, indicator = finding.rpartition("|")
    row = None if code else next(targets[targets["target_id"].eq(finding)].itertuples())
    name = indicator_name(corpus.indicators, indicator if row is None else row.indicator, lang)
    whose = area_name(corpus.areas, code if row is None else row.ref_area, lang) + ", " if area else ""
    if row is None:
        return f"{whose}{name}"
    year = "" if pd.isna(row.target_year) else f", {int(row.target_year)}"
    return f"{whose}{name} ({bound(row, lang)}{year})"


def table(robust: pd.DataFrame, targets: pd.DataFrame, corpus: Corpus, lang: str) -> pd.DataFrame:
    """Write :func:`bdlib.robustness.robustness.robustness` for readers, one row a finding."""
    rows = list(robust.itertuples())
    several = targets["ref_area"].nunique() > 1
    columns = {
        "finding": [label(row.finding, targets, corpus, lang, area="|" in row.finding or several) for row in rows],
        "reference": [outcome(row.reference, lang) for row in rows],
        "agree": [percent(100 * row.agree, lang, 0) for row in rows],
        "seen": [seen(row.seen, lang) for row in rows],
        "single": [single(row, corpus, lang) for row in rows],
    }
    return pd.DataFrame({choose(lang, vi=HEADINGS[k][0], en=HEADINGS[k][1]): v for k, v in columns.items()}, dtype=str)


def methods_table(multiverse: Multiverse, targets: pd.DataFrame, corpus: Corpus, lang: str) -> pd.DataFrame:
    """Write the outcome of every finding under each method, all else as in the reference."""
    outcomes = by_method(multiverse).reindex(robustness(multiverse)["finding"])
    several = targets["ref_area"].nunique() > 1
    names = [label(finding, targets, corpus, lang, area=several) for finding in outcomes.index]
    columns = {choose(lang, vi=HEADINGS["finding"][0], en=HEADINGS["finding"][1]): names}
    for method in outcomes:
        columns[spoken(method, lang)] = [outcome(code, lang) for code in outcomes[method]]
    return pd.DataFrame(columns, dtype=str)


def seen(counts: str, lang: str) -> str:
    """Write "met 900 | below 100" in words: reached (900); not reached (100)."""
    parts = (part.rsplit(" ", 1) for part in counts.split(" | "))
    return "; ".join(f"{outcome('' if code == '–' else code, lang)} ({number(int(n), lang)})" for code, n in parts)


def single(row: tuple, corpus: Corpus, lang: str) -> str:
    """Write the one choice that moves a finding most, and what it becomes."""
    said = choice(row.axis, row.choice, corpus, lang)
    return said if not row.axis or row.becomes == row.reference else f"{said} → {outcome(row.becomes, lang)}"


def summary(robust: pd.DataFrame, targets: pd.DataFrame, corpus: Corpus, lang: str, about: str = "targets") -> str:
    """Say how many findings stand under every choice, what kind of change befalls the others, and which is weakest.

    Parameters
    ----------
    about : "targets" or "places".
    """
    aims = about == "targets"
    topic = choose(lang, vi="mục tiêu" if aims else "thứ hạng", en=about)
    if robust.empty:
        return choose(lang, vi=f"Không có kết luận nào về {topic} để thử.", en=f"No finding on {topic} to test.")
    total, flips = len(robust), robust["flips"].astype(bool)
    specs, stand = number(int(robust["specifications"].iloc[0]), lang), total - flips.sum()
    head = choose(
        lang,
        vi=f"Trong **{total}** kết luận về {topic}, **{stand}** giữ nguyên dưới cả **{specs}** cách chọn.",
        en=f"Findings on {topic}: **{total}**. Unchanged under all **{specs}** specifications: **{stand}**.",
    )
    if not flips.any():
        return head
    return " ".join([head, *([_turns(robust, lang)] if aims else []), *_weakest(robust, targets, corpus, lang)])


def _turns(robust: pd.DataFrame, lang: str) -> str:
    """Tell the findings that turn between reached and not reached from those whose pace alone is classed otherwise."""
    codes = robust.loc[robust["flips"].astype(bool), "seen"].map(
        lambda seen: {part.rsplit(" ", 1)[0] for part in seen.split(" | ")} - {"–"}
    )
    turns = int(sum("met" in seen for seen in codes))  # it flips, so something else was seen as well
    only = len(codes) - turns
    return choose(
        lang,
        vi=f"**{turns}** có lúc đạt có lúc không; **{only}** lúc nào cũng chưa đạt, chỉ cách xếp nhịp đổi.",
        en=f"Reached under some and not under others: **{turns}**; never reached, only the pace is classed otherwise: "
        f"**{only}**.",
    )


def _weakest(robust: pd.DataFrame, targets: pd.DataFrame, corpus: Corpus, lang: str) -> list[str]:
    """Name the least certain finding and the kind of choice that moves most findings."""
    flips = robust["flips"].astype(bool)
    weakest = next(robust[flips].itertuples())
    name, share = label(weakest.finding, targets, corpus, lang), percent(100 * weakest.agree, lang, 0)
    said = choose(
        lang,
        vi=f"Kém chắc nhất: {name}, {share} cách chọn có giá trị cho cùng kết luận.",
        en=f"Least certain: {name}: {share} of the specifications with a value agree.",
    )
    axes = robust.loc[flips & robust["axis"].ne(""), "axis"].value_counts()
    if axes.empty:
        return [said]
    kind = choose(lang, vi=KINDS[axes.index[0]][0], en=KINDS[axes.index[0]][1])
    most = choose(
        lang,
        vi=f"Lựa chọn làm đổi nhiều kết luận nhất là {kind} ({axes.iloc[0]}).",
        en=f"The choice that changes most of them is {kind} ({axes.iloc[0]}).",
    )
    return [said, most]
