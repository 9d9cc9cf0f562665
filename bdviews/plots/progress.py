"""Charts of targets: where an area stands against each, and where one path leads."""

import numpy as np
import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes

from bdlib.corpus import Corpus
from bdlib.gap import arrivals, verdicts
from bdviews.language import area_name, choose, indicator_name, number, percent, series_name, unit_name
from bdviews.plots import style

LEVEL = 0.80
LONGEST = {"page": 40, "slide": 40, "half": 24}  # characters of an indicator's name on one line
MOST = {"page": 24, "slide": 7, "half": 7}  # rows that stay legible


def standing(judged: pd.DataFrame, corpus: Corpus, lang: str, *, source: str = "", size: str = "page") -> Axes:
    """Draw each target in percent against the value reached, farthest from its target at the top.

    Parameters
    ----------
    judged : rows of :func:`bdlib.gap.progress` of one area; those without a value or another unit are left out.
    corpus : for the names.
    lang : "vi" or "en".
    """
    rows = judged[judged["status"].ne("not_judged") & judged["unit_measure"].eq("percent")]
    rows = rows.sort_values(["gap", "target_id"], ascending=[True, False], ignore_index=True)
    title, rows = _standing_title(rows, corpus, lang, size), rows.tail(MOST[size]).reset_index(drop=True)
    height = max(3.4, 2.2 + 0.40 * len(rows)) if size == "page" else None
    with style.canvas(lang, title, source, subtitle=_standing_unit(lang), size=size, height=height) as (figure, ax):
        y = np.arange(len(rows))
        ax.hlines(y, rows["current"], rows["target"], color=style.RULE, linewidth=3, zorder=1)
        small = rcParams["font.size"] * (0.7 if size == "half" else 0.95)
        _draw_values(ax, rows, lang, small)
        mark = {"color": style.INK, "marker": "|", "markersize": 18, "linestyle": "", "zorder": 2}
        ax.plot(rows["target"], y, label=choose(lang, vi="mục tiêu", en="target"), **mark)
        several = rows["target_id"].duplicated(keep=False)
        pairs = zip(rows.itertuples(), several, strict=True)
        names = [_label(row, corpus, lang, each, LONGEST[size]) for row, each in pairs]
        ax.set_yticks(y, names, fontsize=small)
        air = max(0.6, (4 - len(rows)) / 2)  # few rows stay together
        ax.set_ylim(-air, len(rows) - 1 + air)
        most = max([110, *(rows["current"] * 1.1)])
        ax.set_xlim(-0.22 * most if rows["current"].lt(25).any() else 0, most)  # room for the words of small values
        ax.set_xticks(np.arange(0, most, 20))
        ax.grid(axis="x")
        ax.grid(visible=False, axis="y")
        ax.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=3, columnspacing=1.2, fontsize=small)
        figure.alt = f"{title}. {' '.join(verdicts.verdicts(rows, corpus, lang))}"
        figure.table = rows[["indicator", "target_year", "target", "series", "current", "current_year", "gap"]]
    return ax


def _draw_values(ax: Axes, rows: pd.DataFrame, lang: str, size: float) -> None:
    """Draw what was reached, with the number on the side away from the target."""
    reached = rows["status"].isin(verdicts.REACHED)
    for mask, look, words in (
        (reached, style.FOCUS, ("đã đạt mục tiêu", "target reached")),
        (~reached, style.SET_ASIDE, ("chưa đạt", "not reached")),
    ):
        label = choose(lang, vi=words[0], en=words[1])
        ax.plot(rows["current"][mask], rows.index[mask], label=label, linestyle="", **look)
    for place, row in enumerate(rows.itertuples()):
        offset, align = ((11, 0), "left") if row.current >= row.target else ((-11, 0), "right")
        text = percent(row.current, lang)
        ax.annotate(text, (row.current, place), offset, textcoords="offset points", ha=align, va="center_baseline",
                    fontsize=size, zorder=6)  # fmt: skip


def _standing_unit(lang: str) -> str:
    return choose(lang, vi="Phần trăm đạt được và mục tiêu", en="Percent reached, and target")


def path(
    judged: pd.DataFrame,
    known: pd.DataFrame,
    corpus: Corpus,
    lang: str,
    *,
    source: str = "",
    size: str = "page",
) -> Axes:
    """Draw the dated values of one area and indicator, their targets, and where each series leads.

    Parameters
    ----------
    judged : rows of :func:`bdlib.gap.arrivals.arrivals` of one area and one indicator.
    known : rows of :func:`bdlib.gap.paths`, any area and indicator.
    """
    first = judged.iloc[0]
    mine = known[known["ref_area"].eq(first["ref_area"]) & known["indicator"].eq(first["indicator"])]
    name = indicator_name(corpus.indicators, first["indicator"], lang)
    unit = unit_name(first["unit_measure"], lang)
    subtitle, title = f"{name} ({unit})" if unit else name, _path_title(judged, corpus, lang)
    with style.canvas(lang, title, source, subtitle=subtitle, size=size) as (figure, ax):
        last = int(np.nanmax([judged["target_year"].astype(float).max(), mine["year"].max()]))
        for place, (series, rows) in enumerate(mine.sort_values("year").groupby("series")):
            _draw_series(ax, rows, judged, series, place, last, lang)
        _draw_targets(ax, judged, lang)
        style.years(ax.xaxis, lang)
        first_year = mine["year"].min()
        ax.set_xlim(first_year - 0.5, last + max(0.6, 0.16 * (last - first_year)))
        _upright(ax, best_on_top=first["direction"] < 0)
        handles = dict(zip(*reversed(ax.get_legend_handles_labels()), strict=True))  # each word once
        ax.legend(handles.values(), handles, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=4)
        figure.alt = f"{title}. {' '.join(verdicts.verdicts(judged, corpus, lang))}"
        figure.table = mine[["time_period", "series", "obs_value", "lower", "upper", "figure_ids"]]
    return ax


def _draw_series(
    ax: Axes, rows: pd.DataFrame, judged: pd.DataFrame, series: str, place: int, last: int, lang: str
) -> None:
    """One series: its values with their intervals, the fitted line with its band, or the pace of two dates."""
    ink, marker = style.SERIES[place % 5], style.MARKERS[place % 5]
    label = series_name(series, lang)
    low, high = rows["obs_value"] - rows["lower"], rows["upper"] - rows["obs_value"]
    error = np.nan_to_num(np.clip([low, high], 0, None), posinf=0)
    ax.errorbar(rows["year"], rows["obs_value"], error, color=ink, marker=marker, label=label, zorder=4)
    if rows["year"].max() >= last:
        return
    years = np.linspace(rows["year"].max(), last, 40)
    look = style.PROJECTION | {"color": ink}
    if len(rows) >= arrivals.projection.LEAST_DATES:
        fitted = arrivals.line(judged.iloc[0], rows).predict(years, LEVEL)
        band = choose(lang, vi=f"{LEVEL:.0%} tin cậy nếu giữ nhịp", en=f"{LEVEL:.0%} interval if the pace holds")
        ax.fill_between(years, fitted["lower"], fitted["upper"], label=band, **(style.INTERVAL | {"color": ink}))
        ax.plot(years, fitted["value"], **look)
    elif len(rows) == 2:
        start, end = rows.iloc[0], rows.iloc[-1]
        pace = (end["obs_value"] - start["obs_value"]) / (end["year"] - start["year"])
        going = end["obs_value"] + pace * (years - end["year"])
        ax.plot(
            years[going >= 0],
            going[going >= 0],
            label=choose(lang, vi="nhịp giữa hai mốc", en="pace between two dates"),
            **look,
        )
    else:
        ahead = judged[judged["target_year"].astype(float) > rows["year"].max()].sort_values("target_year")
        to = [
            (rows["year"].max(), rows["obs_value"].iloc[0]),
            *ahead[["target_year", "target"]].astype(float).to_numpy()[-1:],
        ]
        ax.plot(
            *np.transpose(to),
            label=choose(lang, vi="đường cần đi", en="path needed"),
            **(style.TARGET | {"color": ink}),
        )


def _upright(ax: Axes, best_on_top: bool) -> None:
    """Let the axis start at zero with room for the words above the highest mark; of ranks the first is on top."""
    top = ax.dataLim.ymax * 1.12
    if not best_on_top:
        ax.set_ylim(0, top)
        return
    ax.set_ylim(top, 1 - 0.08 * top)
    step = max(1, int(np.ceil(top / 5 / 5)) * 5)
    ax.set_yticks([1, *np.arange(step, top, step)])


def _draw_targets(ax: Axes, judged: pd.DataFrame, lang: str) -> None:
    """Draw the targets as stars, their words at the right; those of one year that lie close share them."""
    dated = _distinct(judged[judged["target_year"].notna()]).sort_values(["target_year", "target"])
    close = 0.09 * max(ax.dataLim.ymax, dated["target"].max())
    apart = dated["target"].diff().abs().gt(close) | dated["target_year"].astype(float).diff().ne(0)
    for _, rows in dated.groupby(apart.cumsum()):
        x, tops = float(rows["target_year"].iloc[0]), rows["target_full"].fillna(rows["target"])
        ax.vlines([x] * len(rows), rows["target"], tops, color=style.INK, linewidth=4, zorder=3)
        ax.plot([x] * len(rows), rows["target"], color=style.INK, marker="*", markersize=15, linestyle="", zorder=5)
        words = ", ".join(dict.fromkeys(verdicts.bound(row, lang) for row in rows.itertuples()))
        paper = {"facecolor": style.PAPER, "alpha": 0.8, "pad": 0.5, "linewidth": 0}
        ax.annotate(words, (x, (rows["target"].min() + tops.max()) / 2), (12, 0), textcoords="offset points",
                    va="center_baseline", bbox=paper, zorder=6)  # fmt: skip


def _distinct(judged: pd.DataFrame) -> pd.DataFrame:
    """Each target once; of a range and its lower end the range, which says more."""
    return judged.sort_values("target_full").drop_duplicates(["target_year", "target"])


def _standing_title(rows: pd.DataFrame, corpus: Corpus, lang: str, size: str) -> str:
    if rows.empty:
        return choose(
            lang, vi="Không có mục tiêu tính bằng phần trăm nào đo được", en="No target in percent can be measured"
        )
    first = verdicts.one_voice(rows)
    reached, total = int(first["status"].isin(verdicts.REACHED).sum()), len(first)
    name = area_name(corpus.areas, rows["ref_area"].iloc[0], lang)
    said = choose(
        lang,
        vi=f"{name}: đạt {reached} trong {total} mục tiêu phần trăm đo được",
        en=f"{name}: {reached} of {total} measured percentage targets reached",
    )
    if divided := int(first["divided"].sum()):
        said += choose(lang, vi=f" ({divided} tùy chuỗi số liệu)", en=f" ({divided} depending on the series)")
    worst = rows.iloc[-1]
    if worst["gap"] <= 0:
        return said
    far = indicator_name(corpus.indicators, worst["indicator"], lang)
    missing = number(worst["gap"], lang)
    if size != "page":  # a headline says one thing
        return choose(
            lang,
            vi=f"{name} xa đích nhất ở “{far}”: thiếu {missing} điểm %",
            en=f"{name} is farthest from its target in “{far}”: {missing} points short",
        )
    return said + choose(
        lang, vi=f"; xa nhất: {far}, thiếu {missing} điểm", en=f"; farthest: {far}, {missing} points short"
    )


def _path_title(judged: pd.DataFrame, corpus: Corpus, lang: str) -> str:
    """The finding: when the last target is reached at this pace, or what pace it would take."""
    waiting = judged[~judged["status"].isin([*verdicts.REACHED, "not_judged"])]
    name = area_name(corpus.areas, judged["ref_area"].iloc[0], lang)
    if waiting.empty:
        reached = " · ".join(_aim(row, lang) for _, row in _distinct(judged).iterrows())
        return choose(lang, vi=f"{name} đã đạt {reached}", en=f"{name} has reached {reached}")
    order = ["unvalidated", "target_year", "dates"]
    row = waiting.sort_values(order, ascending=[False, True, True], kind="stable").iloc[-1]
    aim = _aim(row, lang)
    series = series_name(row["series"], lang)
    pace = choose(lang, vi=f"nhịp của chuỗi {series}", en=f"the pace of {series}")
    pace = pace if row["series"] else choose(lang, vi="nhịp hiện nay", en="this pace")
    if np.isfinite(row["arrival"]):
        year = int(np.ceil(row["arrival"]))
        return choose(
            lang, vi=f"{name}: với {pace}, {aim} phải tới {year}", en=f"{name}: at {pace}, {aim} comes in {year}"
        )
    if row["arrival"] == np.inf:
        return choose(lang, vi=f"{name}: {pace} không dẫn tới {aim}", en=f"{name}: {pace} does not lead to {aim}")
    if pd.notna(row["pace_required"]) and row["status"] not in verdicts.PASSED:
        growing = row["pace_unit"] == "percent"
        value = abs(row["pace_required"])
        need = percent(value, lang) if growing else verdicts.points(value, row, lang)
        return choose(
            lang, vi=f"{name}: cần {need} mỗi năm để kịp {aim}", en=f"{name} needs {need} a year to meet {aim}"
        )
    missing = verdicts.points(row["gap"], row, lang)
    return choose(lang, vi=f"{name} còn thiếu {missing} so với {aim}", en=f"{name} is {missing} short of {aim}")


def _aim(row: pd.Series, lang: str) -> str:
    value = verdicts.bound(row, lang)
    if pd.isna(row["target_year"]):
        return choose(lang, vi=f"mục tiêu {value}", en=f"the target of {value}")
    year = int(row["target_year"])
    return choose(lang, vi=f"mục tiêu {value} của năm {year}", en=f"the target of {value} for {year}")


def _label(row: tuple, corpus: Corpus, lang: str, several: bool, longest: int) -> str:
    """Name of a row; where several series judge a target, also the series."""
    name = indicator_name(corpus.indicators, row.indicator, lang)
    series = f"; {series_name(row.series, lang)}" if several else ""
    room = max(longest - len(series), 30) if series else longest
    short = name if len(name) <= room else name[: room - 1].rsplit(" ", 1)[0] + "…"
    year = "" if pd.isna(row.target_year) else f", {int(row.target_year)}"
    return f"{short} ({verdicts.bound(row, lang)}{year}{series})"
