"""Targets as a table that a reader can take in: value, gap, pace, and the classes of three makers side by side."""

import numpy as np
import pandas as pd

from bdlib.corpus import Corpus
from bdlib.gap.verdicts import (
    CLASSES,
    PASSED,
    REACHED,
    REASONS,
    STATUS,
    agree,
    aimed,
    bound,
    missing,
    one_voice,
    points,
    stated,
    summary,
    verdicts,
    word,
)  # fmt: skip
from bdviews.language import choose, indicator_name, number, quantity

HEADINGS = {
    "indicator": ("Chỉ tiêu", "Indicator"),
    "target": ("Mục tiêu", "Target"),
    "value": ("Đạt được", "Value"),
    "gap": ("Còn thiếu", "Gap"),
    "needed": ("Cần mỗi năm", "Needed a year"),
    "arrival": ("Năm đạt nếu giữ nhịp", "Year at this pace"),
    "status": ("Kết luận", "Verdict"),
    "eurostat": ("Open SDG", "Open SDG"),
    "unsd": ("UNSD", "UNSD"),
    "escap": ("ESCAP", "ESCAP"),
    "differ": ("Các thước đo", "Measures"),
    "reason": ("Lý do", "Reason"),
    "documents": ("Văn bản", "Document"),
    "line": ("Kết luận", "Verdict"),
}


def answer(judged: pd.DataFrame, corpus: Corpus, area: str, lang: str) -> str:
    """Say how many targets there are, then name those with a verdict, by verdict: the value and what it was to be."""
    first = one_voice(_measured(judged))
    lines = [
        f"- **{word(status, lang, STATUS)}**: {'; '.join(_against(rows, corpus, lang))}."
        for status in STATUS
        if len(rows := first[first["status"].eq(status)])
    ]
    return "\n".join([summary(judged, corpus, area, lang), "", *lines])


def _against(first: pd.DataFrame, corpus: Corpus, lang: str) -> list[str]:
    """Each value once, against all its targets: Internet băng rộng: 86,3% so với trên 90% (2025), trên 95% (2025)."""
    out = []
    for (indicator, current), rows in first.groupby(["indicator", "current"], sort=False):
        value = quantity(current, rows["unit_measure"].iloc[0], lang)
        aims = ", ".join(_dated(row, lang) for row in rows.itertuples())
        against = choose(lang, vi="so với", en="against")
        out.append(f"{indicator_name(corpus.indicators, indicator, lang)}: {value} {against} {aims}")
    return out


def _dated(row: tuple, lang: str) -> str:
    notes = [] if pd.isna(row.target_year) else [str(int(row.target_year))]
    notes += [choose(lang, vi="tùy chuỗi số liệu", en="depends on the series")] if row.divided else []
    return bound(row, lang) + (f" ({'; '.join(notes)})" if notes else "")


def scoreboard(judged: pd.DataFrame, corpus: Corpus, lang: str) -> pd.DataFrame:
    """Write every target that has a value: target, value, gap, required pace, arrival, document, verdict.

    Required pace, arrival and document are left out where no target has one.
    """
    rows = list(_measured(judged).itertuples())
    optional = {"needed": [_needed(row, lang) for row in rows], "arrival": [arrival(row, lang) for row in rows],
                "documents": [_documents(row) for row in rows]}  # fmt: skip
    return _headed(
        {
            "indicator": [indicator_name(corpus.indicators, row.indicator, lang) for row in rows],
            "target": [aimed(row, lang) for row in rows],
            "value": [stated(row, lang) for row in rows],
            "gap": [_gap(row, lang) for row in rows],
            **{name: cells for name, cells in optional.items() if set(cells) != {"–"}},
            "status": [word(row.status, lang, STATUS) for row in rows],
        },
        lang,
    )


def paced(judged: pd.DataFrame, lang: str) -> str:
    """Say how many targets still ahead have a pace to class, and on how many the three makers differ."""
    waiting = _measured(judged).query("status not in @REACHED")
    rows = [row for row in waiting.itertuples() if row.eurostat]
    differ = sum(not agree(row) for row in rows)
    return choose(
        lang,
        vi=f"Trong **{len(waiting)}** phép đo chưa đạt, **{len(rows)}** có từ hai mốc số liệu trở lên nên xếp được "
        f"nhịp; ở **{differ}** phép đo, ba thước đo khác nhau.",
        en=f"Comparisons that fall short: **{len(waiting)}**; resting on two dates or more, so that their pace has a "
        f"class: **{len(rows)}**; on which the three measures differ: **{differ}**.",
    )


def classes(judged: pd.DataFrame, corpus: Corpus, lang: str) -> pd.DataFrame:
    """Write the class of each target by Open SDG, UNSD and ESCAP, where a pace can be classed."""
    rows = [row for row in _measured(judged).itertuples() if row.eurostat and row.eurostat != "met"]
    same, differ = (choose(lang, vi=vi, en=en) for vi, en in (("khớp nhau", "agree"), ("khác nhau", "differ")))
    return _headed(
        {
            "indicator": [indicator_name(corpus.indicators, row.indicator, lang) for row in rows],
            "target": [aimed(row, lang) for row in rows],
            "value": [stated(row, lang) for row in rows],
            **{
                maker: [word(getattr(row, maker), lang, CLASSES) for row in rows]
                for maker in ("eurostat", "unsd", "escap")
            },
            "differ": [same if agree(row) else differ for row in rows],
        },
        lang,
    )


def unjudged(judged: pd.DataFrame, corpus: Corpus, lang: str) -> pd.DataFrame:
    """List the targets without a verdict, with the reason and the document."""
    rows = list(judged[judged["status"].eq("not_judged")].itertuples())
    return _headed(
        {
            "indicator": [indicator_name(corpus.indicators, row.indicator, lang) for row in rows],
            "target": [aimed(row, lang) for row in rows],
            "reason": [word(row.reason, lang, REASONS) for row in rows],
            "documents": [_documents(row) for row in rows],
        },
        lang,
    )


def lines(judged: pd.DataFrame, corpus: Corpus, lang: str) -> str:
    """Write the verdict on every target that has a value as a list, one line each."""
    return "\n".join(f"- {line}" for line in verdicts(_measured(judged), corpus, lang))


def arrival(row: tuple, lang: str) -> str:
    """Year of arrival with its interval: 2048 (2035–?); a pace between two dates is marked as such."""
    if row.basis == "" or row.status in REACHED:
        return "–"
    if np.isinf(row.arrival):
        return choose(lang, vi="không tới", en="never")
    ends = [_year(row.earliest), _year(row.latest)]
    span = f" ({ends[0]}–{ends[1]})" if row.basis != "two dates" else choose(lang, vi=" (hai mốc)", en=" (two dates)")
    return _year(row.arrival) + span


def _year(value: float) -> str:
    return str(int(np.ceil(value))) if np.isfinite(value) and value < 2200 else "?"


def _measured(judged: pd.DataFrame) -> pd.DataFrame:
    return judged[judged["status"].ne("not_judged")]


def _gap(row: tuple, lang: str) -> str:
    if row.gap == 0 and row.status not in REACHED:
        return missing(row, lang)
    return "–" if row.status in REACHED and row.gap <= 0 else points(row.gap, row, lang)


def _documents(row: tuple) -> str:
    return row.documents.replace(" (implied)", "").replace(" | ", "; ") or "–"


def _needed(row: tuple, lang: str) -> str:
    if pd.isna(row.pace_required) or row.status in PASSED:
        return "–"
    return (
        f"{number(row.pace_required, lang)}%"
        if row.pace_unit == "percent"
        else points(abs(row.pace_required), row, lang)
    )


def _headed(columns: dict[str, list[str]], lang: str) -> pd.DataFrame:
    return pd.DataFrame(
        {choose(lang, vi=HEADINGS[key][0], en=HEADINGS[key][1]): cells for key, cells in columns.items()}, dtype=str
    )
