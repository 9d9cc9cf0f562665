"""Chart of figures of pages against the official value: how far, on which side, and on whose page."""

import pandas as pd
from matplotlib.axes import Axes

from bdviews.labels import Labels
from bdviews.language import number
from bdviews.language.codes import spoken
from bdviews.language.messages import N_, gettext
from bdviews.plots import style
from bdviews.plots.rows import legend, stack, write

MOST = 3  # kinds of publisher told apart
LIMIT = 15.0  # percent or points drawn; what lies beyond stands at the edge
LANES, SPREAD = 5, 0.6  # figures of one indicator stand in so many rows, over this part of its band
OTHER = N_("other publishers")


@style.chart
def press(held: pd.DataFrame, lang: str, of: object, *, size: str = "page") -> Axes | None:
    """Draw how far every figure of a page is from the official value, by indicator and kind of publisher; no ranks.

    `held` is as given by :func:`bdlib.robustness.benchmark.against_official`.
    """
    rows, labels = _drawn(held, lang), Labels(of, lang)
    if rows.empty:
        return None
    rows["name"] = [labels.indicator(code) for code in rows["indicator"]]
    facts = {"n": len(rows), "meets": int(rows["meets"].sum())}
    title = gettext(lang, "{meets} of {n} figures of pages mean what the official table says today",
                    **{name: number(value, lang) for name, value in facts.items()})  # fmt: skip
    subtitle = gettext(lang, "Deviation from the official value: percent, of growth percentage points; beyond ±{limit} "
                       "at the edge", limit=number(LIMIT, lang))  # fmt: skip
    source = ", ".join(dict.fromkeys(filter(None, map(labels.maker, rows["official_maker"]))))
    names = list(dict.fromkeys(rows["name"]))
    stacked = stack(names, size)
    height = 2.2 + stacked.inches(size)
    with style.canvas(lang, title, source, subtitle=subtitle, size=size, height=height) as (figure, ax):
        lane = rows.groupby("name").cumcount() % LANES - (LANES - 1) / 2
        rows["height"] = rows["name"].map(dict(zip(names, stacked.at, strict=False))) + lane * SPREAD / LANES
        for place, (_, part) in enumerate(rows.groupby("kind")):
            look = {"color": style.SERIES[place], "marker": style.MARKERS[place], "markersize": 7}
            edge = {"markeredgewidth": 0.6, "markeredgecolor": style.PAPER}
            ax.plot("distance", "height", data=part, linestyle="", zorder=3, label=part["who"].iloc[0], **look, **edge)
        write(ax, stacked, size)
        ax.axvline(0, color=style.INK, linewidth=1.2, zorder=1)
        ax.grid(axis="x")
        ax.set(xlabel="", ylabel="", xlim=(-LIMIT * 1.08, LIMIT * 1.08))
        legend(ax)
    count = rows.groupby("name", sort=False)["meets"].agg(["sum", "size"])
    figure.alt = f"{title}. " + "; ".join(f"{name}: {row['sum']}/{row['size']}" for name, row in count.iterrows()) + "."
    figure.table = rows[["ref_area", "indicator", "time_period", "figure", "official", "distance", "who"]]
    return ax


def _drawn(held: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Figures that are no ranks, the indicators with most of them first; rare kinds of publisher are one."""
    rows = held[~held["rank"]].sort_values("figure_id")
    rows["distance"] = (100 * rows["error"]).clip(-LIMIT, LIMIT)
    kind = rows["source_kind"].mask(rows["trust"].eq("low"), "low")
    common = kind.value_counts().sort_index().sort_values(ascending=False, kind="stable").index[:MOST]
    rows["kind"] = kind.where(kind.isin(common), "other")
    rows["who"] = [gettext(lang, OTHER) if one == "other" else spoken(one, lang) for one in rows["kind"]]
    size = rows.groupby("indicator")["figure_id"].transform("size")
    return rows.assign(size=size).sort_values(["size", "indicator", "figure_id"], ascending=[False, True, True])
