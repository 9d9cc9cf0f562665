"""Charts of regions and years: spread by region, two years of each province, ranks over the years."""

from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation
from scipy.optimize import isotonic_regression

from bdlib.compare import Comparison
from bdlib.convergence import spans
from bdlib.corpus import Corpus
from bdlib.language import area_name, choose, indicator_name, number, quantity
from bdlib.plots import style
from bdlib.plots.compare import ROW, legible, source_of, subtitle_of, unit_axis

MOST_LINES = 9


def regions(
    found: Comparison, indicator: str, corpus: Corpus, lang: str, area: str = "", size: str = "page"
) -> Axes | None:
    """Draw the provinces of each region on one line, with the region's mean.

    Returns
    -------
    Axes
        None with fewer than two provinces.
    """
    rows = found.frame[found.frame["indicator"].eq(indicator)]
    if len(rows) < 2:
        return None
    means = rows.groupby("region")["obs_value"].mean()
    best = rows.sort_values("rank").iloc[0]
    means = means.sort_values(ascending=False)
    names = [area_name(corpus.areas, code, lang) for code in means.index]
    name = indicator_name(corpus.indicators, indicator, lang)
    title = choose(
        lang, vi=f"{name} {best['time_period']}: {names[0]} có trung bình cao nhất",
        en=f"{name} {best['time_period']}: highest mean in the {names[0]}",
    )  # fmt: skip
    marks = choose(
        lang, vi="mỗi chấm một tỉnh, vạch đứng: trung bình của vùng", en="a dot a province, bar: the region's mean"
    )
    subtitle = subtitle_of(best, lang, marks)
    with style.canvas(lang, title, source_of(rows, lang), subtitle=subtitle, size=size) as (figure, ax):
        unit_axis(ax, rows, lang)
        for y, code in enumerate(means.index):
            here = rows[rows["region"].eq(code)]
            ax.plot(here["obs_value"], [y] * len(here), linestyle="", **style.OTHERS, alpha=0.8)
            ax.plot([means[code]] * 2, [y - 0.2, y + 0.2], color=style.INK, linewidth=2.5, zorder=3)
        _point_out(ax, rows, list(means.index), corpus, lang, area)
        ax.set_yticks(range(len(means)), [fill(region, 24) for region in names])
        ax.set_ylim(len(means) - 0.4, -0.7)
        ax.grid(visible=False)
    said = [quantity(mean, best["unit_measure"], lang) for mean in means]
    figure.alt = f"{title}. " + "; ".join(f"{who}: {mean}" for who, mean in zip(names, said, strict=True)) + "."
    figure.table = rows.assign(name=[area_name(corpus.areas, code, lang) for code in rows["ref_area"]])[
        ["name", "region", "obs_value", "lower", "upper"]
    ]
    return ax


def _point_out(ax: Axes, rows: pd.DataFrame, order: list[str], corpus: Corpus, lang: str, area: str) -> None:
    """Name the area asked for; without it, the greatest and the least."""
    own = rows[rows["ref_area"].eq(area)]
    named = own if len(own) else rows.sort_values("obs_value").iloc[[0, -1]]
    for _, row in named.iterrows():
        y = order.index(row["region"])
        if len(own):
            ax.plot(row["obs_value"], y, linestyle="", **(style.FOCUS | {"marker": "D"}))
        who, weight = area_name(corpus.areas, row["ref_area"], lang), 700 if len(own) else 400
        share = (row["obs_value"] - rows["obs_value"].min()) / np.ptp(rows["obs_value"])
        side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
        ax.annotate(who, (row["obs_value"], y), xytext=(0, 13), textcoords="offset points", ha=side, va="bottom",
                    fontweight=weight)  # fmt: skip


def slope(
    estimates: pd.DataFrame, indicator: str, corpus: Corpus, lang: str, area: str = "", region: str = "",
    size: str = "page",
) -> Axes | None:  # fmt: skip
    """Draw the years of one series as lines, one a province; ranks with the first place on top.

    Parameters
    ----------
    estimates : of provinces of one territory.
    area : province to point out.
    region : code; the provinces of this region and the area, of all where the region has no two.

    Returns
    -------
    Axes
        None where no two provinces have two years of one series.
    """
    wide = lines(estimates, indicator, corpus, area, region)
    if len(wide) < 2:
        return None
    is_rank = corpus.indicators.set_index("indicator").at[indicator, "kind"] == "rank"
    years = wide.columns.tolist()
    rows = estimates[estimates["indicator"].eq(indicator) & estimates["series"].eq(wide.attrs["series"])]
    rows = rows[rows["ref_area"].isin(wide.index) & rows["time_period"].isin(list(map(str, years)))]
    name, span = indicator_name(corpus.indicators, indicator, lang), f"{years[0]}–{years[-1]}"
    title = f"{name} {span}: {_moved(wide, corpus, lang, area, is_rank)}"
    subtitle = _series(rows, lang) + (choose(lang, vi="; hạng 1 ở trên", en="; rank 1 on top") if is_rank else "")
    with style.canvas(lang, title, source_of(rows, lang), subtitle=subtitle, size=size) as (figure, ax):
        line = 1.3 * rcParams["font.size"] / 72 / (figure.get_figheight() - 1.2)
        gap = line * (np.nanmax(wide) - np.nanmin(wide) or 1.0)
        known = [values.dropna() for _, values in wide.iterrows()]
        starts = pd.DataFrame([(values.index[0], values.iloc[0]) for values in known], columns=["year", "value"])
        starts = starts.groupby("year")["value"].transform(lambda values: _spread(values.to_numpy(), gap))
        ends = _spread(wide[years[-1]].to_numpy(), gap)
        for code, values, start, end in zip(wide.index, known, starts, ends, strict=True):
            _line(ax, values, start, end, area_name(corpus.areas, code, lang), lang, own=code == area)
        ax.set_xticks(years)
        style.numbers(ax.xaxis, lang, group=False)
        ax.set_xlim(years[0] - 0.1 * (years[-1] - years[0]), years[-1] + 0.5 * (years[-1] - years[0]))
        ax.set_yticks([])
        ax.grid(visible=False)
        if is_rank:
            ax.invert_yaxis()
    names = [area_name(corpus.areas, code, lang) for code in wide.index]
    said = [
        f"{who} {', '.join(f'{year}: {number(v, lang)}' for year, v in values.dropna().items())}"
        for who, (_, values) in zip(names, wide.iterrows(), strict=True)
    ]
    figure.alt = f"{title}. {'; '.join(said)}."
    figure.table = wide.rename(columns=str).assign(name=names).reset_index()
    figure.chart = {"kind": "line", "category": "name", "values": [str(year) for year in years]}
    return ax


def lines(estimates: pd.DataFrame, indicator: str, corpus: Corpus, area: str, region: str) -> pd.DataFrame:
    """Values by province and year (columns) of the series with most provinces that have the last year and another."""
    rows = estimates[estimates["indicator"].eq(indicator) & estimates["obs_value"].notna()]
    rows = rows[rows["time_period"].str.fullmatch(r"\d{4}")].assign(year=lambda frame: frame["time_period"].astype(int))
    home = corpus.areas.set_index("area")["region"]
    best = pd.DataFrame()
    for near in (True, False):
        kept = rows[rows["ref_area"].map(home).eq(region) | rows["ref_area"].eq(area)] if near else rows
        for series, group in kept.groupby("series"):
            wide = group.pivot(index="ref_area", columns="year", values="obs_value")
            for last in wide.columns[1:]:
                whole = wide.loc[wide[last].notna(), wide.columns <= last]
                whole = whole[whole.notna().sum(axis=1) > 1].dropna(axis=1, how="all")
                if len(whole) > 1 and (area in whole.index, len(whole)) >= (area in best.index, len(best)):
                    best = whole
                    best.attrs["series"] = series
        if len(best):
            break
    order = best.index.to_series().ne(area).sort_values(kind="stable").index if len(best) else best.index
    kept = best.loc[order[:MOST_LINES]]
    kept.attrs.update(best.attrs)
    return kept


def _moved(wide: pd.DataFrame, corpus: Corpus, lang: str, area: str, is_rank: bool) -> str:
    """Say what the area did between its first and last year; without it, who moved most."""
    moved = wide.apply(lambda values: values.dropna().iloc[-1] - values.dropna().iloc[0], axis=1)
    code = area if area in wide.index else moved.abs().idxmax()
    values = wide.loc[code].dropna()
    who, ends = area_name(corpus.areas, code, lang), [number(values.iloc[place], lang) for place in (0, -1)]
    kind = choose(lang, vi="hạng ", en="rank ") if is_rank else ""
    from_to = choose(lang, vi=f"từ {kind}{ends[0]} đến {ends[1]}", en=f"from {kind}{ends[0]} to {ends[1]}")
    return f"{who} {from_to}"


def _series(rows: pd.DataFrame, lang: str) -> str:
    series = rows["series"].iloc[0]
    named = choose(lang, vi=f"Chuỗi số liệu {series}", en=f"Series {series}")
    return named if series else choose(lang, vi="Chuỗi không nêu tên", en="Series not named")


def _spread(values: np.ndarray, gap: float) -> np.ndarray:
    """Heights of labels as near their values as can be (least squares), no two closer than the gap."""
    order = np.argsort(values, kind="stable")
    steps = gap * np.arange(len(values))
    out = np.empty(len(values))
    out[order] = isotonic_regression(values[order] - steps).x + steps
    return out


def _line(ax: Axes, values: pd.Series, start: float, end: float, name: str, lang: str, own: bool) -> None:
    """Draw one province; its first value stands left of the line, its last value and name right, at given heights."""
    ax.plot(values.index, values, **(style.FOCUS | {"marker": "D"} if own else style.OTHERS))
    words = {"va": "center_baseline", "fontweight": 700 if own else 400}
    for side, year, height, text in (
        (-1, values.index[0], start, number(values.iloc[0], lang)),
        (1, values.index[-1], end, f"{number(values.iloc[-1], lang)}  {name}"),
    ):
        beside = ax.transData + ScaledTranslation(0.13 * side, 0, ax.figure.dpi_scale_trans)
        ax.text(year, height, text, transform=beside, ha="right" if side < 0 else "left", **words)


def dumbbell(
    estimates: pd.DataFrame, indicator: str, corpus: Corpus, lang: str, area: str = "", size: str = "page"
) -> Axes | None:
    """Draw two years of one series for every province that has both, the greatest last value on top.

    Returns
    -------
    Axes
        None where no two provinces have both years.
    """
    rows = estimates[estimates["indicator"].eq(indicator) & estimates["obs_value"].notna()]
    rows = rows[rows["time_period"].str.fullmatch(r"\d{4}")].assign(year=lambda frame: frame["time_period"].astype(int))
    found = spans(rows)
    if found.empty or found["areas"].iloc[0] < 2:
        return None
    span = found.iloc[0]
    rows = rows[rows["series"].eq(span["series"]) & rows["year"].isin([span["first"], span["last"]])]
    return two_ends(rows, "year", [span["first"], span["last"]], corpus, lang, area, size)


def two_ends(
    rows: pd.DataFrame, by: str, ends: list, corpus: Corpus, lang: str, area: str = "", size: str = "page"
) -> Axes:
    """Draw two values of each province, of two years or of two series, joined by a bar.

    Parameters
    ----------
    rows : estimates of one indicator.
    by : column that tells the two apart, "year" or "series".
    ends : its two values, in order.
    """
    wide = rows.pivot(index="ref_area", columns=by, values="obs_value")[ends].dropna()
    wide = wide.sort_values(ends[1], ascending=False).assign(ref_area=lambda frame: frame.index)
    rows = rows[rows["ref_area"].isin(wide.index)]
    shown = legible(wide, area, 12 if size != "page" else len(wide))
    names = [area_name(corpus.areas, code, lang) for code in shown.index]
    up = int((wide[ends[1]] > wide[ends[0]]).sum())
    name = indicator_name(corpus.indicators, rows["indicator"].iloc[0], lang)
    title = choose(
        lang, vi=f"{name}: {ends[1]} cao hơn {ends[0]} ở {up} trong {len(wide)} địa phương",
        en=f"{name}: {ends[1]} above {ends[0]} in {up} of {len(wide)} provinces",
    )  # fmt: skip
    height = max(2.8, 1.7 + ROW * len(shown)) if size == "page" else None
    subtitle = _series(rows, lang) if by == "year" else ""
    with style.canvas(lang, title, source_of(rows, lang), subtitle=subtitle, size=size, height=height) as (figure, ax):
        unit_axis(ax, rows, lang)
        for y, (code, row) in enumerate(shown.iterrows()):
            ax.plot(row[ends].astype(float), [y, y], color=style.BLUE if code == area else style.GREY, zorder=1)
        places = range(len(shown))
        ax.plot(
            shown[ends[0]], places, linestyle="", **style.OTHERS | {"markerfacecolor": style.PAPER}, label=str(ends[0])
        )
        ax.plot(shown[ends[1]], places, linestyle="", **style.FOCUS | {"zorder": 3}, label=str(ends[1]))
        ax.set_yticks(places, names)
        for label, code in zip(ax.get_yticklabels(), shown.index, strict=True):
            label.set_fontweight(700 if code == area else 400)
        ax.set_ylim(len(shown) - 0.4, -0.6)
        ax.grid(visible=False)
        ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, borderpad=0)
    unit = rows["unit_measure"].iloc[0]
    pairs = [" → ".join(quantity(row[end], unit, lang) for end in ends) for _, row in shown.iterrows()]
    said = [f"{who} {pair}" for who, pair in zip(names, pairs, strict=True)]
    figure.alt = f"{title}. {'; '.join(said)}."
    figure.table = shown[ends].rename(columns=str).assign(name=names).reset_index()
    return ax
