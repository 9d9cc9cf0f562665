"""Charts of provinces beside each other: places with intervals, two editions, ranks over years, regions."""

import pandas as pd
from matplotlib.axes import Axes

from bdlib.comparison import Comparison
from bdlib.corpus import Corpus
from bdviews.language import area_name, choose, indicator_name, number, scale_and_unit
from bdviews.plots import style
from bdviews.studies.standings import amount, decimals, edition, possible

ROW = 0.26  # inches a province in a long list, at the page's type size
TALL = {"slide": 12, "half": 11}  # rows that stay legible


def ranking(
    found: Comparison, indicator: str, corpus: Corpus, lang: str, area: str = "", region: str = "", size: str = "page"
) -> Axes | None:
    """Draw one indicator as ranked dots with their intervals.

    Parameters
    ----------
    found : the comparison.
    indicator : which of its indicators.
    area : province to point out.
    region : code; only the provinces of this region. Their places stay those among all provinces.
    size : "page", "slide" or "half"; a list too long for a slide keeps its ends and the neighbours of the area.

    Returns
    -------
    Axes
        None where nothing is to be drawn.
    """
    every = found.frame[found.frame["indicator"].eq(indicator)]
    rows = every[every["region"].eq(region)] if region else every
    if rows.empty:
        return None
    rows = legible(rows.sort_values(["rank", "ref_area"]), area, TALL.get(size, len(rows)))
    names = [area_name(corpus.areas, code, lang) for code in rows["ref_area"]]
    title = standing_title(every, rows, corpus, lang, area, region)
    height = max(2.6, 1.5 + ROW * len(rows)) if size == "page" else None
    subtitle = subtitle_of(every.iloc[0], lang)
    with style.canvas(lang, title, source_of(every, corpus, lang), subtitle=subtitle, size=size, height=height) as (
        figure,
        ax,
    ):
        scale = _axis(ax, rows, lang)
        places = _places(rows)
        for y, (_, row) in zip(places, rows.iterrows(), strict=True):
            _dot(ax, row, y, scale, lang, own=row["ref_area"] == area)
        ax.set_yticks(places, names)
        for label, code in zip(ax.get_yticklabels(), rows["ref_area"], strict=True):
            label.set_fontweight(700 if code == area else 400)
        ax.set_ylim(places[-1] + 0.6, -0.6)
        ax.grid(visible=False)
    figure.alt = _alt(title, rows, names, lang)
    figure.table = _table(rows, names)
    figure.chart = {"kind": "bar", "category": "name", "values": ["obs_value"]}
    figure.chart["focus"] = area_name(corpus.areas, area, lang)
    return ax


def _dot(ax: Axes, row: pd.Series, y: float, scale: float, lang: str, own: bool) -> None:
    """Draw one province: what its figure can mean as a bar, its value as a dot, both in words beside it."""
    look = style.FOCUS | {"marker": "D"} if own else style.OTHERS
    ends = row[["lower", "upper"]].clip(*ax.get_xlim())
    ax.plot(ends, [y, y], color=look["color"], alpha=0.45, linewidth=5, zorder=1, solid_capstyle="butt")
    ax.plot(row["obs_value"], y, linestyle="", **look)
    text = (
        f"{row['rank']}"
        if row["basis"] == "printed"
        else f"{number(row['obs_value'] / scale, lang, decimals(row))} ({possible(row)})"
    )
    ax.annotate(text, (ends["upper"], y), xytext=(11, 0), textcoords="offset points", va="center_baseline",
                fontweight=700 if own else 400)  # fmt: skip


def _places(rows: pd.DataFrame) -> list[float]:
    """Rows from the top, with half a row of air where provinces were left out between two."""
    skipped = rows["position"].diff().gt(1) if "position" in rows else pd.Series(False, index=rows.index)
    return [n + 0.5 * gap for n, gap in enumerate(skipped.cumsum())]


def legible(rows: pd.DataFrame, area: str, most: int) -> pd.DataFrame:
    """Cut a long order to the first ones, the area with its neighbours, and the last; `position` keeps their count."""
    rows = rows.assign(position=range(len(rows)))
    if len(rows) <= most:
        return rows
    own = rows["ref_area"].eq(area).to_numpy()
    centre = int(own.argmax()) if own.any() else 0
    near = sorted(range(len(rows)), key=lambda n: (n != len(rows) - 1, n >= most // 3, abs(n - centre)))
    return rows.iloc[sorted(near[:most])]


def standing_title(
    every: pd.DataFrame, rows: pd.DataFrame, corpus: Corpus, lang: str, area: str = "", region: str = ""
) -> str:
    """Finding of a comparison: where the area stands, in all and in its region; without the area, who leads."""
    own = every[every["ref_area"].eq(area)]
    row = own.iloc[0] if len(own) else rows.sort_values("rank").iloc[0]
    name = indicator_name(corpus.indicators, row["indicator"], lang)
    title = f"{name} {row['time_period']}: {area_name(corpus.areas, row['ref_area'], lang)} " + choose(
        lang, vi=f"thứ {row['rank']}/{row['field']}", en=f"{ordinal(row['rank'])} of {row['field']}"
    )
    if not region or row["region"] != region or len(rows) < 2:
        return title
    ahead, home = int((rows["rank"] < row["rank"]).sum()) + 1, area_name(corpus.areas, region, lang)
    return title + choose(
        lang, vi=f", thứ {ahead} trong {len(rows)} tỉnh {home}", en=f", {ordinal(ahead)} of {len(rows)} in the {home}"
    )


def ordinal(n: int) -> str:
    """English ordinal: 1st, 2nd, 3rd, 11th."""
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def subtitle_of(row: pd.Series, lang: str, marks: str = "") -> str:
    """Edition, and how to read the marks."""
    marks = marks or (
        choose(lang, vi="hạng do nguồn công bố", en="ranks as printed by the source")
        if row["basis"] == "printed"
        else choose(
            lang,
            vi="trong ngoặc: hạng có thể khi xét khoảng giá trị",
            en="in brackets: the places that the claim intervals allow",
        )
    )
    return choose(lang, vi="Số liệu", en="Figures of") + f" {edition(row, lang)}; {marks}"


def source_of(rows: pd.DataFrame, corpus: Corpus, lang: str, most: int = 2) -> str:
    """Source line: who published most of the figures, how many figures, and the register that holds them."""
    ids = rows["figure_ids"].str.split("|").explode().drop_duplicates()
    pages = corpus.reported.set_index("figure_id")["source_id"].reindex(ids).dropna()
    names = pages.map(corpus.sources.set_index("source_id")["publisher"]).value_counts()
    rest = len(names) - most
    more = choose(lang, vi=f" và {rest} nơi khác", en=f" and {rest} others") if rest > 0 else ""
    shown = ", ".join(names.index[:most]) + more
    held = choose(lang, vi=f"{len(ids)} số liệu trong data/raw/reported.csv",
                  en=f"{len(ids)} figure{'s' * (len(ids) > 1)} in data/raw/reported.csv")  # fmt: skip
    return f"{shown}; {held}" if shown else held


def _axis(ax: Axes, rows: pd.DataFrame, lang: str) -> float:
    """Set up the axis of a ranking, with room for the words at the right; give the divisor of its numbers."""
    first = rows.iloc[0]
    if first["basis"] == "printed":
        ax.set_xlim(0, first["field"] * 1.1)
        ax.set_xticks([1, *range(10, first["field"] - 4, 10), first["field"]])
        ax.set_xlabel(choose(lang, vi="hạng (1 là tốt nhất)", en="rank (1 is best)"))
        return 1.0
    low, high = rows["obs_value"].min(), rows["obs_value"].max()
    span = (high - low) or abs(high) or 1.0
    ax.set_xlim(low - 0.06 * span, high + 0.3 * span)
    return unit_axis(ax, rows, lang)


def unit_axis(ax: Axes, rows: pd.DataFrame, lang: str) -> float:
    """Write ticks in the millions or billions of the greatest value and the unit below; give the divisor."""
    unit = rows["unit_measure"].iloc[0]
    scale, ending = scale_and_unit(rows["obs_value"].abs().max(), unit, lang)
    ax.xaxis.set_major_formatter(lambda x, _: number(x / scale, lang))
    ax.set_xlabel(ending.strip() or unit)
    return scale


def _alt(title: str, rows: pd.DataFrame, names: list[str], lang: str) -> str:
    spoken = [f"{name} {amount(row, lang)}" for name, (_, row) in zip(names, rows.iterrows(), strict=True)]
    return f"{title}. {'; '.join(spoken)}."


def _table(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    columns = ["ref_area", "time_period", "series", "obs_value", "lower", "upper", "rank", "rank_lower", "rank_upper"]
    return rows[columns].assign(name=names).reset_index(drop=True)[["name", *columns]]


def show(plot: Axes | None, lang: str, name: str = "") -> None:
    """Display a chart, or say plainly that there is nothing to draw."""
    from IPython.display import Markdown, display

    if plot is not None:
        return style.show(plot, name=name)
    nothing = choose(
        lang,
        vi="Chưa có gì để vẽ: cần ít nhất hai địa phương có số liệu cùng chuỗi (qua các năm: ở cả hai năm).",
        en="Nothing to draw yet: it takes two provinces with figures of one series (over the years: in both).",
    )
    return display(Markdown(f"*{nothing}*"))
