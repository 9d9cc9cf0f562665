"""Claims against time: what each source says an indicator was, who repeats whom, and what is aimed at."""

from itertools import pairwise

import matplotlib as mpl
import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib import ticker
from matplotlib.axes import Axes

from bdlib import periods
from bdlib.corpus import Corpus
from bdviews.language import area_name, choose, indicator_name, number, quantity, unit_name
from bdviews.plots import style

CLOSE = 0.035  # of the axis: marks nearer than this share one number
KEPT, ASIDE, COPY = "kept", "set_aside", "copy"


def claims(
    observations: pd.DataFrame,
    steps: pd.DataFrame,
    corpus: Corpus,
    lang: str,
    area: str,
    indicator: str,
    *,
    targets: pd.DataFrame | None = None,
    title: str = "",
    source: str = "",
    size: str = "page",
) -> Axes:
    """Draw the claims about one indicator of an area, with claim intervals, targets and arrows to reprints.

    Parameters
    ----------
    observations, targets : clean tables.
    steps : what a method did with each, see :class:`bdlib.reconciliation.Estimates`.
    title : the finding.
    source : who says so; the publishers of the claims when omitted.

    Returns
    -------
    Axes
        Every mark bears the number of its claims in `figure.table`, which lists them with source and date.
    """
    table = numbered(observations, steps, area, indicator)
    aims = _aims(targets, area, indicator)
    unit = corpus.indicators.set_index("indicator")["unit"].get(indicator, "")
    label = f"{indicator_name(corpus.indicators, indicator, lang)}, {area_name(corpus.areas, area, lang)}"
    label += f" ({unit_name(unit, lang)})" if unit_name(unit, lang) else ""
    source = source or "; ".join(table["publisher"].drop_duplicates())
    with style.canvas(lang, title, source, subtitle=label, size=size) as (figure, ax):
        _draw_targets(ax, aims, lang, table)
        _draw_copies(ax, table)
        for role, look, words in (
            (ASIDE, style.SET_ASIDE, ("để riêng", "set aside")),
            (COPY, {**style.OTHERS, "markerfacecolor": style.PAPER}, ("đăng lại", "reprint")),
            (KEPT, style.KEPT, ("được giữ", "kept")),
        ):
            rows = table[table["part"].eq(role)]
            if len(rows):
                _draw_claims(ax, rows, {**look, "linestyle": ""}, choose(lang, vi=words[0], en=words[1]))
        _number(ax, table)
        _dates(ax, table)
        ax.margins(y=0.18)
        if table["point"].mod(1).eq(0).all():  # counts and ranks have no halves
            ax.yaxis.set_major_locator(ticker.MaxNLocator("auto", integer=True))
        if table["point"].max() >= 1e6:  # millions and billions in words, not in noughts
            ax.yaxis.set_major_formatter(lambda value, _: quantity(value, "", lang))
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), ncols=2 if size == "half" else 4)
        figure.alt = f"{title}. {_in_words(table, aims, unit, lang)}"
        figure.table = table[["number", "figure", "publisher", "published", "time_period", "lower", "upper", "part"]]
    return ax


def _dates(ax: Axes, table: pd.DataFrame) -> None:
    """Write months or, over many years, years; no fewer than half a year is shown."""
    first, last = table["start"].min(), table["end"].max()
    short = pd.Timedelta(days=180) > last - first
    ends = (first - pd.Timedelta(days=90), last + pd.Timedelta(days=90)) if short else (first, last)
    ax.set_xlim(*ends)
    most = int(ax.figure.get_figwidth() / (mpl.rcParams["font.size"] / 72 * 5.5))  # dates that fit side by side
    months = (ends[1] - ends[0]).days / 30.4
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= most), 120)
    years = step >= 12 and months > 24
    located = mdates.YearLocator(step // 12) if years else mdates.MonthLocator(range(1, 13, min(step, 6)))
    ax.xaxis.set_major_locator(located)
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y" if years else "%m/%Y"))


def numbered(observations: pd.DataFrame, steps: pd.DataFrame, area: str, indicator: str) -> pd.DataFrame:
    """List the claims about an indicator of an area in the order of time.

    Returns
    -------
    DataFrame
        The observations with `number`, `start`, `end`, `middle` (of the period each is about), `point`, `part` (kept,
        set_aside or copy) and `original` (number of the claim that a copy repeats, 0 for none).
    """
    rows = observations[observations["ref_area"].eq(area) & observations["indicator"].eq(indicator)]
    when = periods.frame(rows["time_period"])
    rows = rows.assign(
        start=when["start"], end=when["end"], middle=when["start"] + (when["end"] - when["start"]) / 2,
        point=rows["obs_value"].fillna((rows["lower"] + rows["upper"]) / 2),
    ).dropna(subset=["middle", "point"])  # fmt: skip
    action = steps.set_index("figure_id")["action"]
    rows = rows.sort_values(["middle", "published", "figure_id"], kind="stable", ignore_index=True)
    rows["number"] = np.arange(1, len(rows) + 1)
    own = rows["figure_id"]
    kept = own.map(action).eq("kept")
    copy = rows["reprints"].isin(set(rows["source_id"])) & rows["reprints"].ne("")
    rows["part"] = np.where(kept & ~copy, KEPT, np.where(copy, COPY, ASIDE))
    first = rows.drop_duplicates("source_id").set_index("source_id")["number"]
    return rows.assign(original=rows["reprints"].map(first).fillna(0).astype(int))


def _aims(targets: pd.DataFrame | None, area: str, indicator: str) -> pd.DataFrame:
    """Different targets of the area: year and value."""
    if targets is None:
        return pd.DataFrame(columns=["target_year", "obs_value", "figure"])
    rows = targets[targets["ref_area"].eq(area) & targets["indicator"].eq(indicator)]
    rows = rows.dropna(subset=["target_year", "obs_value"])
    return rows.sort_values("figure_id").drop_duplicates(["target_year", "obs_value"])


def _draw_claims(ax: Axes, rows: pd.DataFrame, look: dict, label: str) -> None:
    """Marks with the claim interval upright and the period they are about lying."""
    color = look["color"]
    ax.vlines(rows["middle"], rows["lower"], rows["upper"], color=color, linewidth=2, zorder=2)
    long = rows[(rows["end"] - rows["start"]).dt.days > 31]
    ax.hlines(long["point"], long["start"], long["end"], color=color, linewidth=1.4, alpha=0.6, zorder=1)
    ax.plot(rows["middle"], rows["point"], label=label, **look)


def _draw_copies(ax: Axes, table: pd.DataFrame) -> None:
    """Arrows from an original to those who reprint it."""
    at = table.set_index("number")
    for row in table[table["original"].gt(0)].itertuples():
        origin = at.loc[row.original]
        ends = {
            "xytext": (mdates.date2num(origin["middle"]), origin["point"]),
            "xy": (mdates.date2num(row.middle), row.point),
        }
        arrow = {"arrowstyle": "-|>", "color": style.MUTED, "linewidth": 1.3, "shrinkA": 7, "shrinkB": 7,
                 "connectionstyle": "arc3,rad=-0.35"}  # fmt: skip
        ax.annotate("", **ends, arrowprops=arrow, zorder=3)


def _draw_targets(ax: Axes, aims: pd.DataFrame, lang: str, table: pd.DataFrame) -> None:
    """Dashed lines at the targets that lie near enough to be drawn, named at their right end."""
    if table.empty or aims.empty:
        return
    low, high = table["point"].min(), table["point"].max()
    room = 4 * (high - low) + 0.35 * abs(high)
    shown = aims[aims["obs_value"].between(low - room, high + room)]
    for number_drawn, row in enumerate(shown.itertuples()):
        words = choose(
            lang, vi=f"mục tiêu {row.target_year}: {row.figure}", en=f"target {row.target_year}: {row.figure}"
        )
        ax.axhline(row.obs_value, **{k: v for k, v in style.TARGET.items() if k != "marker"})
        ax.annotate(
            words, (0.995, row.obs_value), xycoords=("axes fraction", "data"), xytext=(0, 4),
            textcoords="offset points", ha="right", va="bottom", color=style.MUTED, zorder=number_drawn + 5,
        )  # fmt: skip


def _number(ax: Axes, table: pd.DataFrame) -> None:
    """Write each claim's number above its mark; marks that touch share one label."""
    if table.empty:
        return
    x = mdates.date2num(table["middle"])
    width = max(np.ptp(x), 1.0)
    height = max(np.ptp(table["point"]), 1e-9)
    spots = pd.DataFrame({"x": x / width / CLOSE, "y": table["point"] / height / CLOSE, "number": table["number"]})
    spots = spots.sort_values(["y", "x"], kind="stable")
    apart = (spots["y"].diff().abs() > 1) | (spots["x"].diff().abs() > 1)
    at = table.set_index("number")
    for _, group in spots.groupby(apart.cumsum()):
        last = at.loc[group["number"].iloc[-1]]
        words = ", ".join(str(k) for k in _runs(sorted(group["number"])))
        ax.annotate(
            words, (mdates.date2num(last["middle"]), last["point"]), (0, 10), textcoords="offset points", ha="center",
            va="bottom", zorder=7, fontweight="bold",
        )  # fmt: skip


def _runs(numbers: list[int]) -> list[str]:
    """Write runs of numbers short: 1–3, 5."""
    breaks = [0, *(k + 1 for k, (a, b) in enumerate(pairwise(numbers)) if b > a + 1), len(numbers)]
    runs = [numbers[a:b] for a, b in pairwise(breaks)]
    return [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]


def _in_words(table: pd.DataFrame, aims: pd.DataFrame, unit: str, lang: str) -> str:
    """Say what is drawn, for those who cannot see it."""
    said = [f"{row.number}: {row.figure.strip()} ({row.publisher} {row.published})" for row in table.itertuples()]
    aimed = [f"{row.target_year}: {quantity(row.obs_value, unit, lang)}" for row in aims.itertuples()]
    words = choose(lang, vi="Số liệu theo thời gian: ", en="Claims in time: ") + "; ".join(said) + "."
    targets = choose(lang, vi=" Mục tiêu: ", en=" Targets: ") + "; ".join(aimed) + "." if aimed else ""
    return words + targets


def sources(table: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Write the numbered claims as a table for readers: number, figure, who, when, about what, what became of it."""
    parts = {
        KEPT: choose(lang, vi="được giữ", en="kept"), ASIDE: choose(lang, vi="để riêng", en="set aside"),
        COPY: choose(lang, vi="đăng lại", en="reprint"),
    }  # fmt: skip
    heads = choose(
        lang, vi="Số|Như đã in|Nơi đăng|Ngày đăng|Kỳ|Vai trò", en="No.|As printed|Publisher|Published|About|Part"
    )
    again = choose(lang, vi=" của số {}", en=" of no. {}")
    part = [parts[row.part] + (again.format(row.original) if row.original else "") for row in table.itertuples()]
    columns = [table["number"].astype(str), table["figure"].str.strip(), table["publisher"], table["published"],
               table["time_period"], part]  # fmt: skip
    return pd.DataFrame({head: np.asarray(c, dtype=object) for head, c in zip(heads.split("|"), columns, strict=True)})


def reliability(table: pd.DataFrame, lang: str, *, source: str = "", size: str = "page") -> Axes:
    """Draw how often a kind named with a strength is right, against the strength.

    Parameters
    ----------
    table : low, high, mean (strength), share (right), count; see :func:`bdlib.evidence.reliability.reliability`.
    """
    gap = float((table["mean"] - table["share"]).abs().mul(table["count"]).sum() / table["count"].sum())
    title = choose(
        lang,
        vi=f"Độ mạnh lệch trung bình {number(100 * gap, lang, 0)} điểm so với tần suất đúng",
        en=f"Strengths are off by {number(100 * gap, lang, 0)} points on average",
    )
    label = choose(lang, vi="Tần suất người đánh giá nêu cùng loại", en="How often a judge names the kind")
    with style.canvas(lang, title, source, subtitle=label, size=size) as (figure, ax):
        ax.plot([0, 1], [0, 1], **{**style.TARGET, "label": choose(lang, vi="khớp hoàn toàn", en="perfect")})
        ax.plot(table["mean"], table["share"], **style.FOCUS, label=choose(lang, vi="bằng chứng", en="evidence"))
        for row in table.itertuples():
            ax.annotate(
                f"n={row.count}", (row.mean, row.share), (8, -10), textcoords="offset points", color=style.MUTED
            )
        ax.set_xlabel(choose(lang, vi="Độ mạnh đã nêu", en="Strength stated"))
        ax.set(xlim=(0, 1), ylim=(0, 1.02))
        ax.legend(loc="upper left")
        rows = (f"{row.mean:.2f}: {row.share:.2f} (n={row.count})" for row in table.itertuples())
        figure.alt = f"{title}. {'; '.join(rows)}."
        figure.table = table
    return ax
