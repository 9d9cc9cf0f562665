"""Charts over the years: a line for every province of a region, and two years of every province."""

import numpy as np
import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation
from scipy.optimize import isotonic_regression

from bdlib.comparison.convergence import spans
from bdlib.corpus import Corpus
from bdviews.language import area_name, choose, indicator_name, number, quantity, scale_and_unit, series_name
from bdviews.plots import style
from bdviews.plots.compare import ROW, legible, source_of, unit_axis

MOST_LINES = 9


def slope(
    estimates: pd.DataFrame, indicator: str, corpus: Corpus, lang: str, area: str = "", region: str = "",
    size: str = "page",
) -> Axes | None:  # fmt: skip
    """Draw the years of one series as lines, one a province; ranks with the first place on top.

    Parameters
    ----------
    estimates : of provinces of one territory.
    indicator : which of their indicators.
    area : province to point out.
    region : code; only the provinces of this region, and the area.
    size : "page", "slide" or "half".

    Returns
    -------
    Axes
        None where no two provinces have two years of one series.
    """
    rows = _yearly(estimates, indicator)
    if region:
        home = rows["ref_area"].map(corpus.areas.set_index("area")["region"])
        rows = rows[home.eq(region) | rows["ref_area"].eq(area)]
    series, wide = lines(rows, area)
    if len(wide) < 2:
        return None
    years = wide.columns.tolist()
    rows = rows[rows["series"].eq(series) & rows["ref_area"].isin(wide.index) & rows["year"].isin(years)]
    unit = rows["unit_measure"].iloc[0]
    scale, ending = scale_and_unit(rows["obs_value"].abs().max(), unit, lang)
    marks = choose(lang, vi="hạng 1 ở trên", en="rank 1 on top") if unit == "rank" else ending.strip() or unit
    name, moved = indicator_name(corpus.indicators, indicator, lang), _moved(wide, unit, corpus, lang, area)
    title = f"{name}: {moved}"
    subtitle = f"{_series(rows, lang)}; {marks}"
    with style.canvas(lang, title, source_of(rows, corpus, lang), subtitle=subtitle, size=size) as (figure, ax):
        _draw(ax, wide / scale, corpus, lang, area)
        ax.set_xticks(years)
        style.numbers(ax.xaxis, lang, group=False)
        ax.set_xlim(years[0] - 0.1 * (years[-1] - years[0]), years[-1] + 0.5 * (years[-1] - years[0]))
        ax.set_yticks([])
        ax.grid(visible=False)
        if unit == "rank":
            ax.invert_yaxis()
    names = [area_name(corpus.areas, code, lang) for code in wide.index]
    said = [_path(who, values.dropna(), unit, lang) for who, (_, values) in zip(names, wide.iterrows(), strict=True)]
    figure.alt = f"{title}. {'; '.join(said)}."
    figure.table = wide.rename(columns=str).assign(name=names).reset_index()
    figure.chart = {"kind": "line", "category": "name", "values": [str(year) for year in years]}
    return ax


def _yearly(estimates: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Values of whole years of one indicator, with `year` as a number."""
    rows = estimates[estimates["indicator"].eq(indicator) & estimates["obs_value"].notna()]
    rows = rows[rows["time_period"].str.fullmatch(r"\d{4}")]
    return rows.assign(year=rows["time_period"].astype(int))


def lines(rows: pd.DataFrame, area: str = "") -> tuple[str, pd.DataFrame]:
    """Choose the series and last year with most provinces that have an earlier year too.

    Parameters
    ----------
    rows : values of one indicator, with `year`.
    area : a choice that has it goes before a wider one.

    Returns
    -------
    The series, and the values by province and year (columns), the area first, no more than a reader can tell apart.
    """
    found = []
    for series, group in rows.groupby("series"):
        wide = group.pivot(index="ref_area", columns="year", values="obs_value")
        for last in wide.columns[1:]:
            whole = wide.loc[wide[last].notna(), wide.columns <= last]
            whole = whole[whole.notna().sum(axis=1) > 1].dropna(axis=1, how="all")
            found.append((area in whole.index, len(whole), last, series, whole))
    if not found:
        return "", pd.DataFrame()
    *_, series, wide = max(found, key=lambda choice: choice[:4])
    order = sorted(wide.index, key=lambda code: (code != area, code))
    return series, wide.loc[order[:MOST_LINES]]


def _moved(wide: pd.DataFrame, unit: str, corpus: Corpus, lang: str, area: str) -> str:
    """Say what the area did between its first and last year; without it, who moved most."""
    first, last = wide.bfill(axis=1).iloc[:, 0], wide.iloc[:, -1]
    code = area if area in wide.index else (last - first).abs().idxmax()
    ends = [quantity(value, unit, lang) for value in (first[code], last[code])]
    since, until = wide.loc[code].first_valid_index(), wide.columns[-1]
    kind = choose(lang, vi="hạng ", en="rank ") if unit == "rank" else ""
    return area_name(corpus.areas, code, lang) + choose(
        lang,
        vi=f" từ {kind}{ends[0]} ({since}) đến {kind}{ends[1]} ({until})",
        en=f" from {kind}{ends[0]} ({since}) to {kind}{ends[1]} ({until})",
    )


def _path(who: str, values: pd.Series, unit: str, lang: str) -> str:
    return f"{who} " + ", ".join(f"{year}: {quantity(value, unit, lang)}" for year, value in values.items())


def _series(rows: pd.DataFrame, lang: str) -> str:
    series = rows["series"].iloc[0]
    name = series_name(series, lang)
    return choose(lang, vi=f"Chuỗi số liệu: {name}", en=f"Series: {name}") if series else name.capitalize()


def _draw(ax: Axes, wide: pd.DataFrame, corpus: Corpus, lang: str, area: str) -> None:
    """Draw the lines, their words at heights that keep them apart."""
    line = 1.3 * rcParams["font.size"] / 72 / (ax.figure.get_figheight() - 1.2)
    gap = line * (np.nanmax(wide) - np.nanmin(wide) or 1.0)
    known = [values.dropna() for _, values in wide.iterrows()]
    starts = pd.DataFrame([(values.index[0], values.iloc[0]) for values in known], columns=["year", "value"])
    starts = starts.groupby("year")["value"].transform(lambda values: _spread(values.to_numpy(), gap))
    ends = _spread(wide.iloc[:, -1].to_numpy(), gap)
    for code, values, start, end in zip(wide.index, known, starts, ends, strict=True):
        _line(ax, values, start, end, area_name(corpus.areas, code, lang), lang, own=code == area)


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
    rows = _yearly(estimates, indicator)
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
    labels = [series_name(end, lang) if by == "series" else str(end) for end in ends]
    of = choose(lang, vi=f"{up} trong {len(wide)}", en=f"{up} of {len(wide)}")
    of = choose(lang, vi=f"cả {up}", en=f"all {up}") if up == len(wide) else of
    title = choose(
        lang, vi=f"{name}: {labels[1]} cao hơn {labels[0]} ở {of} địa phương",
        en=f"{name}: {labels[1]} above {labels[0]} in {of} provinces",
    )  # fmt: skip
    height = 2.0 + max(ROW * len(shown), 1.4) if size == "page" else None
    subtitle = _series(rows, lang) if by == "year" else ""
    with style.canvas(lang, title, source_of(rows, corpus, lang), subtitle=subtitle, size=size, height=height) as (
        figure,
        ax,
    ):
        unit_axis(ax, rows, lang)
        for y, (code, row) in enumerate(shown.iterrows()):
            ax.plot(row[ends].astype(float), [y, y], color=style.BLUE if code == area else style.GREY, zorder=1)
        places = range(len(shown))
        ax.plot(
            shown[ends[0]], places, linestyle="", **style.OTHERS | {"markerfacecolor": style.PAPER}, label=labels[0]
        )
        ax.plot(shown[ends[1]], places, linestyle="", **style.FOCUS | {"zorder": 3}, label=labels[1])
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
