"""Chart of figures of pages against the official value: how far, on which side, and on whose page."""

import pandas as pd
from matplotlib.axes import Axes

from bdviews.labels import Labels
from bdviews.language import number
from bdviews.language.codes import spoken
from bdviews.language.messages import N_, gettext
from bdviews.plots import style

MOST = 3  # kinds of publisher told apart
LIMIT = 15.0  # percent or points drawn; what lies beyond stands at the edge
LANES, SPREAD = 5, 0.6  # figures of one indicator stand in so many rows, over this part of its band
OTHER = N_("other publishers")


def press(held: pd.DataFrame, lang: str, of: object) -> Axes | None:
    """Draw the distance of every figure of a page from the official value, by indicator and kind of publisher.

    Parameters
    ----------
    held : as given by :func:`bdlib.robustness.benchmark.against_official`; ranks are not drawn.
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
    with style.canvas(lang, title, source, subtitle=subtitle) as (figure, ax):
        names = list(dict.fromkeys(rows["name"]))
        lane = rows.groupby("name").cumcount() % LANES - (LANES - 1) / 2
        rows["height"] = rows["name"].map(names.index) + lane * SPREAD / LANES
        for place, (kind, part) in enumerate(rows.groupby("who")):
            look = {"color": style.SERIES[place], "marker": style.MARKERS[place], "markersize": 7}
            edge = {"markeredgewidth": 0.6, "markeredgecolor": style.PAPER}
            ax.plot("distance", "height", data=part, linestyle="", zorder=3, label=kind, **look, **edge)
        ax.set_yticks(range(len(names)), names)
        ax.invert_yaxis()
        ax.axvline(0, color=style.INK, linewidth=1.2, zorder=1)
        ax.grid(axis="x")
        ax.set(xlabel="", ylabel="", xlim=(-LIMIT * 1.08, LIMIT * 1.08))
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), ncols=4)
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
    rows["who"] = [spoken(one, lang) if one in common else gettext(lang, OTHER) for one in kind]
    size = rows.groupby("indicator")["figure_id"].transform("size")
    return rows.assign(size=size).sort_values(["size", "indicator", "figure_id"], ascending=[False, True, True])
