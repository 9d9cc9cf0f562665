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
OTHER = N_("other publishers")


def press(held: pd.DataFrame, lang: str, of: object, *, size: str = "page") -> Axes:
    """Draw the distance of every figure of a page from the official value, by indicator and kind of publisher.

    Parameters
    ----------
    held : as given by :func:`bdlib.robustness.benchmark.against_official`; ranks are not drawn.
    """
    import seaborn as sns

    rows, labels = _drawn(held, lang), Labels(of, lang)
    rows["name"] = [labels.indicator(code) for code in rows["indicator"]]
    facts = {"n": len(rows), "meets": int(rows["meets"].sum())}
    title = gettext(lang, "{meets} of {n} figures of pages mean what the official table says today",
                    **{name: number(value, lang) for name, value in facts.items()})  # fmt: skip
    subtitle = gettext(lang, "Distance from the official value: percent, of growth percentage points; beyond ±{limit} "
                       "at the edge", limit=number(LIMIT, lang))  # fmt: skip
    source = ", ".join(dict.fromkeys(filter(None, map(labels.maker, rows["official_maker"]))))
    with style.canvas(lang, title, source, subtitle=subtitle, size=size) as (figure, ax):
        kinds = list(dict.fromkeys(rows["who"]))
        for number_drawn, kind in enumerate(kinds):
            sns.stripplot(
                rows[rows["who"].eq(kind)], x="distance", y="name", order=list(dict.fromkeys(rows["name"])), ax=ax,
                color=style.SERIES[number_drawn], marker=style.MARKERS[number_drawn], size=7, alpha=0.8, jitter=0.24,
                label=kind, legend=False, zorder=3,
            )  # fmt: skip
        ax.axvline(0, color=style.INK, linewidth=1.2, zorder=1)
        ax.grid(axis="x")
        ax.set(xlabel="", ylabel="", xlim=(-LIMIT * 1.08, LIMIT * 1.08))
        handles, words = ax.get_legend_handles_labels()
        once = dict(zip(words, handles, strict=True))
        ax.legend(once.values(), once.keys(), loc="upper center", bbox_to_anchor=(0.5, -0.08), ncols=4)
    count = rows.groupby("name", sort=False)["meets"].agg(["sum", "size"])
    figure.alt = f"{title}. " + "; ".join(f"{name}: {row['sum']}/{row['size']}" for name, row in count.iterrows()) + "."
    figure.table = rows[["ref_area", "name", "time_period", "figure", "official", "distance", "who"]]
    return ax


def _drawn(held: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Figures that are no ranks, the indicators with most of them first; rare kinds of publisher are one."""
    rows = held[~held["rank"]].copy()
    rows["distance"] = (100 * rows["error"]).clip(-LIMIT, LIMIT)
    kind = rows["source_kind"].mask(rows["trust"].eq("low"), "low")
    common = kind.value_counts().index[:MOST]
    rows["who"] = [spoken(one, lang) if one in common else gettext(lang, OTHER) for one in kind]
    size = rows.groupby("indicator")["figure_id"].transform("size")
    return rows.assign(size=size).sort_values(["size", "indicator", "figure_id"], ascending=[False, True, True])
