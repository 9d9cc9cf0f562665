"""Charts of a multiverse: the specification curve of one finding, and how far findings agree."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdlib.corpus import Corpus
from bdviews.language import choose, number, percent, series_name, unit_name
from bdviews.language.tables import spoken
from bdviews.plots import style
from bdviews.studies import robust_words

MOST = {"page": 14, "slide": 8, "half": 8}
LONGEST = {"page": 58, "slide": 58, "half": 34}


def curve(
    table: pd.DataFrame,
    finding: str,
    targets: pd.DataFrame,
    corpus: Corpus,
    lang: str,
    *,
    source: str = "",
    size: str = "page",
) -> Axes:
    """Draw a specification curve: every value in order, coloured by outcome, and below it the choices behind each.

    Parameters
    ----------
    table : as given by :func:`bdlib.robustness.robustness.curve`.
    finding : its name; a target's draws the target as a line.
    targets, corpus : for the names.
    """
    known = table[table["outcome"].ne("")].reset_index(drop=True)
    known["place"] = np.arange(1, len(known) + 1)
    reference = known[known["distance"].eq(0)]
    subtitle = robust_words.label(finding, targets, corpus, lang) + _unit(finding, targets, lang)
    title = _curve_title(known, reference, lang)
    rows = _choices(known, lang) if size == "page" else _methods(known, lang)  # a slide shows the methods only
    share = 0.30 * len(rows) if size == "page" else 0.75 * len(rows)
    ratio = {"nrows": 2, "sharex": True, "height_ratios": [3, max(1.6, share)]}
    height = (4.6 + 0.22 * len(rows)) if size == "page" else None
    said = source or _said(len(table), lang)
    with style.canvas(lang, title, said, subtitle=subtitle, size=size, height=height, **ratio) as (
        figure,
        (top, bottom),
    ):
        _draw_values(top, known, lang)
        _draw_target(top, finding, targets, lang)
        top.plot(reference["place"], reference["value"], marker="D", color=style.INK, linestyle="", zorder=6,
                 label=choose(lang, vi="cách chọn mặc định", en="default choices"))  # fmt: skip
        words = style.SIZES[size][2] * (0.65 if size == "half" else 0.95)
        top.legend(loc="lower left", bbox_to_anchor=(-0.1, 1.0), ncols=2 if size == "half" else 3, columnspacing=1.0,
                   handletextpad=0.4, fontsize=words)  # fmt: skip
        for y, (_, mask) in enumerate(rows):
            bottom.plot(known["place"][mask], np.full(mask.sum(), y), "|", color=style.GREY, markersize=7)
        small = style.SIZES[size][2] * {"page": 0.95, "slide": 0.75, "half": 0.55}[size]
        bottom.set_yticks(range(len(rows)), [words for words, _ in rows], fontsize=small)
        bottom.set_ylim(len(rows) - 0.4, -0.6)
        bottom.grid(visible=False)
        bottom.set_xlabel(choose(lang, vi="các cách chọn, xếp theo giá trị", en="specifications, ordered by value"))
        figure.alt = f"{title}. {subtitle}."
        figure.table = known[["method", "without", "series", "as_of", "value", "outcome"]]
    return top


def agreement(
    robust: pd.DataFrame, targets: pd.DataFrame, corpus: Corpus, lang: str, *, source: str = "", size: str = "page"
) -> Axes:
    """Draw for each finding the share of specifications that give the reference's outcome, the least certain on top."""
    rows = robust.head(MOST[size]).iloc[::-1]
    flips = int(robust["flips"].sum())
    title = choose(
        lang,
        vi=f"{flips} trong {len(robust)} kết luận đổi dưới cách chọn khác",
        en=f"{flips} of {len(robust)} findings change under other choices",
    )
    subtitle = choose(
        lang, vi="Tỷ lệ cách chọn cho cùng kết luận, %", en="Share of specifications with the same outcome, %"
    )
    height = 1.6 + 0.34 * len(rows) if size == "page" else None
    said = source or _said(int(robust["specifications"].max()), lang)
    with style.canvas(lang, title, said, subtitle=subtitle, size=size, height=height) as (figure, ax):
        y, share = np.arange(len(rows)), 100 * rows["agree"].to_numpy(dtype=float)
        ax.hlines(y, share, 100, color=style.RULE, linewidth=3)
        for mask, look, words in (
            (rows["flips"].to_numpy(bool), style.SET_ASIDE, ("có lúc đổi", "changes at times")),
            (~rows["flips"].to_numpy(bool), style.FOCUS, ("luôn như nhau", "always the same")),
        ):
            ax.plot(share[mask], y[mask], linestyle="", label=choose(lang, vi=words[0], en=words[1]), **look)
        small = style.SIZES[size][2] * (0.7 if size == "half" else 0.95)
        ax.set_yticks(y, [_short(one, targets, corpus, lang, LONGEST[size]) for one in rows["finding"]], fontsize=small)
        ax.set_xlim(0, 104)
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
        ax.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, columnspacing=1.0, fontsize=small)
        each = (
            f"{robust_words.label(r.finding, targets, corpus, lang)}: {percent(100 * r.agree, lang, 0)}"
            for r in rows.itertuples()
        )
        figure.alt = f"{title}. {'; '.join(each)}."
        figure.table = robust[["finding", "reference", "agree", "none", "flips", "axis", "choice", "becomes"]]
    return ax


def _draw_values(ax: Axes, known: pd.DataFrame, lang: str) -> None:
    for place, code in enumerate(known["outcome"].value_counts().index):
        of = known[known["outcome"].eq(code)]
        ax.plot(of["place"], of["value"], linestyle="", marker=style.MARKERS[place % 5], markersize=5,
                color=style.SERIES[place % 5], label=robust_words.outcome(code, lang))  # fmt: skip


def _draw_target(ax: Axes, finding: str, targets: pd.DataFrame, lang: str) -> None:
    row = targets[targets["target_id"].eq(finding)]
    if len(row):
        ax.axhline(row["target"].iloc[0], label=choose(lang, vi="mục tiêu", en="target"), **style.TARGET)


def _unit(finding: str, targets: pd.DataFrame, lang: str) -> str:
    unit = targets.loc[targets["target_id"].eq(finding), "unit_measure"]
    word = unit_name(unit.iloc[0], lang) if len(unit) else ""
    return f"; {word}" if word else ""


def _said(specifications: int, lang: str) -> str:
    count = number(specifications, lang)
    return choose(
        lang, vi=f"kho số liệu của dự án, {count} cách chọn", en=f"the project's corpus, {count} specifications"
    )


def _methods(known: pd.DataFrame, lang: str) -> list[tuple[str, np.ndarray]]:
    names = known["method"].unique()
    return [(spoken(m, lang), known["method"].eq(m).to_numpy()) for m in names]


def _choices(known: pd.DataFrame, lang: str) -> list[tuple[str, np.ndarray]]:
    """Lines of the lower panel: each method, each series asked for, each date, and whether a source was left out."""
    rows = _methods(known, lang)
    for axis, words in (("series", ("ưu tiên", "preferring")), ("as_of", ("đến", "as of"))):
        values = sorted(value for value in known[axis].unique() if value)
        said = choose(lang, vi=words[0], en=words[1])
        shown = [series_name(one, lang) if axis == "series" else one for one in values]
        rows += [(f"{said} {name}", known[axis].eq(one).to_numpy()) for one, name in zip(values, shown, strict=True)]
    return [*rows, (choose(lang, vi="bỏ một nguồn", en="one source left out"), known["without"].ne("").to_numpy())]


def _curve_title(known: pd.DataFrame, reference: pd.DataFrame, lang: str) -> str:
    low, high = number(known["value"].min(), lang), number(known["value"].max(), lang)
    kinds, count = known["outcome"].nunique(), number(len(known), lang)
    if kinds == 1:
        return choose(lang, vi=f"Từ {low} đến {high}, nhưng {count} cách chọn cùng một kết luận",
                      en=f"From {low} to {high}, but {count} specifications agree")  # fmt: skip
    same = percent(100 * known["outcome"].eq(reference["outcome"].iloc[0]).mean(), lang, 0) if len(reference) else "–"
    return choose(lang, vi=f"Giá trị từ {low} đến {high}; {same} cách chọn giữ kết luận mặc định",
                  en=f"Values from {low} to {high}; {same} of the choices keep the default outcome")  # fmt: skip


def _short(finding: str, targets: pd.DataFrame, corpus: Corpus, lang: str, longest: int) -> str:
    """Name of a finding on one line; what is cut is the name of the indicator, not the target."""
    several = targets["ref_area"].nunique() > 1 or "|" in finding
    text = robust_words.label(finding, targets, corpus, lang, area=several)
    name, bracket, aim = text.rpartition(" (")
    room = max(longest - len(bracket + aim), 12)
    return text if len(text) <= longest else name[: room - 1].rsplit(" ", 1)[0] + "…" + bracket + aim
