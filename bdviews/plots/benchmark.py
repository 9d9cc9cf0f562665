"""Chart of figures of pages against the official value: how many lie below it, meet it or lie above it."""

import pandas as pd
from matplotlib.axes import Axes

from bdviews.cleaning import revised_since, sides
from bdviews.labels import Labels
from bdviews.language import number
from bdviews.language.messages import N_, gettext
from bdviews.plots import style
from bdviews.plots.rows import beside, legend, stack, write

# Side of the official value: ink, ink of the number in it, words.
SIDES = {"below": (style.GREY, style.INK, N_("below")), "meets": (style.BLUE, style.PAPER, N_("the same")),
         "above": (style.RUST, style.PAPER, N_("above"))}  # fmt: skip
THIN = 0.03  # of all: a narrower part of a bar has no room for its number


@style.chart
def press(held: pd.DataFrame, lang: str, of: object, *, size: str = "page") -> Axes | None:
    """Count the figures of pages on each side of the official value, a bar an indicator; no ranks.

    `held` is as given by :func:`bdlib.robustness.benchmark.against_official`.
    """
    rows, labels = held[~held["rank"]].sort_values("figure_id"), Labels(of, lang)
    if rows.empty:
        return None
    counts = sides(held).set_index("indicator")
    total, counts = counts["figures"], counts[[*SIDES]]
    title = _title(rows, lang, of)
    subtitle = gettext(lang, "Figures that lie below the official value, mean the same, or lie above it; right: all")
    source = ", ".join(dict.fromkeys(filter(None, map(labels.maker, rows["official_maker"]))))
    stacked = stack([labels.indicator(code) for code in counts.index], size)
    height = 1.9 + stacked.inches(size)
    with style.canvas(lang, title, source, subtitle=subtitle, size=size, height=height) as (figure, ax):
        left = counts.cumsum(axis=1) - counts
        for name, (ink, on, words) in SIDES.items():
            bars = ax.barh(stacked.at, counts[name], left=left[name], height=0.9, color=ink, label=gettext(lang, words))
            shown = [number(n, lang) if n > THIN * total.max() else "" for n in counts[name]]
            ax.bar_label(bars, shown, label_type="center", color=on)
        write(ax, stacked)
        beside(ax, stacked.at, [number(n, lang) for n in total], [False] * len(counts))
        ax.set_xticks([])
        legend(ax)
    told = [f"{name} {', '.join(map(str, row))}" for name, row in zip(stacked.names, counts.to_numpy(), strict=True)]
    figure.alt = f"{title}. {subtitle}: {'; '.join(told)}.".replace("\n", " ")
    figure.table = rows[["ref_area", "indicator", "time_period", "figure", "official", "error"]]
    return ax


def _title(rows: pd.DataFrame, lang: str, of: object) -> str:
    """Say how many figures mean the official value; apart where some pages are older than its revision, or undated."""
    older = revised_since(rows, of)
    if older.all() or not older.any():
        return gettext(lang, "{same} of {n} figures of pages mean what the official table says",
                       same=number(int(rows["meets"].sum()), lang), n=number(len(rows), lang))  # fmt: skip
    sure, old = rows.loc[~older, "meets"], rows.loc[older, "meets"]
    facts = {"same": sure.sum(), "n": len(sure), "kept": old.sum(), "old": len(old)}
    return gettext(lang, "{same} of {n} figures of pages mean the official value; where it may have been revised "
                   "since, {kept} of {old}", **{name: number(int(n), lang) for name, n in facts.items()})  # fmt: skip
