"""Chart of the spread within and between regions."""

from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdlib.comparison import Comparison
from bdlib.corpus import Corpus
from bdviews.language import area_name, choose, indicator_name, quantity
from bdviews.plots import style
from bdviews.plots.compare import source_of, subtitle_of, unit_axis


def regions(
    found: Comparison, indicator: str, corpus: Corpus, lang: str, area: str = "", size: str = "page"
) -> Axes | None:
    """Draw the provinces of each region on one line, with the region's mean.

    Parameters
    ----------
    found : the comparison.
    indicator : which of its indicators.
    area : province to point out; without it, the greatest and the least are named.
    size : "page", "slide" or "half".

    Returns
    -------
    Axes
        None with fewer than two provinces.
    """
    rows = found.frame[found.frame["indicator"].eq(indicator)]
    if len(rows) < 2:
        return None
    means = rows.groupby("region")["obs_value"].mean().sort_values(ascending=False)
    best = rows.sort_values("rank").iloc[0]
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
    with style.canvas(lang, title, source_of(rows, corpus, lang), subtitle=subtitle, size=size) as (figure, ax):
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
        share = (row["obs_value"] - rows["obs_value"].min()) / (np.ptp(rows["obs_value"]) or 1.0)
        side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
        ax.annotate(who, (row["obs_value"], y), xytext=(0, 13), textcoords="offset points", ha=side, va="bottom",
                    fontweight=weight)  # fmt: skip
