"""Charts of what a corpus covers and how its figures are printed."""

import pandas as pd
from matplotlib.axes import Axes

from bdlib import study
from bdlib.study import divisions
from bdviews.labels import Labels, codelists
from bdviews.language import number, percent
from bdviews.language.messages import N_, gettext
from bdviews.plots import style
from bdviews.plots.rows import legend, stack, upright, write

MOST, HALF = 27, 0.5  # indicators drawn; share of the provinces from which on an indicator is wide
# What is counted for an indicator, from the weakest: column, words, look.
LEVELS = (("areas", N_("a value"), {"color": style.GREY, "marker": "o", "markersize": 8}),
          ("several", N_("two makers"), {"color": style.RUST, "marker": "s", "markersize": 5}),
          ("dated", N_("two years, one maker and definition"),
           {"color": style.BLUE, "marker": "d", "markersize": 8, "markerfacecolor": "none"}))  # fmt: skip


@style.chart
def coverage(found: pd.DataFrame, lang: str, of: object, *, size: str = "page") -> Axes | None:
    """Draw what :func:`bdlib.coverage.coverage` counts: provinces with a value, two makers, two years."""
    labels, parts = Labels(of, lang), divisions(codelists(of).areas)
    found = found.assign(**{name: _share(found, name, parts) for name, *_ in LEVELS})
    found = found[found["areas"].gt(0)]
    if found.empty:
        return None
    found = found.sort_values(["areas", "dated", "indicator"], ascending=[False, False, True])
    wide, dated = (int(found[name].ge(HALF).sum()) for name in ("areas", "dated"))
    drawn = found.head(MOST)
    stacked = stack([labels.indicator(code) for code in drawn["indicator"]], size)
    title = gettext(lang, "Of {n} indicators with figures of provinces, {wide} have them of half of the provinces or "
                    "more, {dated} of these for two years, by one maker and definition", wide=wide,
                    n=number(len(found), lang), dated=dated)  # fmt: skip
    subtitle = gettext(lang, "Share of the provinces, each by the borders where it is higher; drawn: {drawn} of {n}, "
                       "the widest first; line: half", drawn=len(drawn), n=number(len(found), lang))  # fmt: skip
    sheet = style.canvas(lang, title, study.load().said("title", lang), subtitle=subtitle, size=size,
                         height=2 + stacked.inches(size))  # fmt: skip
    with sheet as (figure, ax):
        ax.hlines(stacked.at, 0, drawn["areas"], color=style.RULE, linewidth=1.2, zorder=1)
        upright(ax, stacked, HALF, color=style.INK, linewidth=1.6)
        for column, words, look in LEVELS:
            ax.plot(drawn[column], stacked.at, label=gettext(lang, words), **{**look, "linestyle": "", "zorder": 3})
        write(ax, stacked)
        ax.set_xlim(-0.03, 1.06)
        ax.set_xticks([0, HALF, 1], [percent(100 * share, lang, 0) for share in (0, HALF, 1)])
        ax.grid(visible=False)
        legend(ax)
    shares = drawn[[column for column, *_ in LEVELS]]
    said = [", ".join(f"{gettext(lang, words)} {percent(100 * n, lang, 0)}"
                      for (_, words, _), n in zip(LEVELS, row, strict=True)) for row in shares.to_numpy()]  # fmt: skip
    names = [name.replace("\n", " ") for name in stacked.names]
    figure.alt = f"{title}. {'; '.join(map(': '.join, zip(names, said, strict=True)))}."
    heads = {f"{column}{name}": gettext(lang, "Of the {n} provinces: {what}", n=len(part), what=gettext(lang, words))
             for column, words, _ in LEVELS for name, part in parts.items()}  # fmt: skip
    figure.table = drawn.assign(indicator=names)[["indicator", *heads]].rename(columns=heads)
    return ax


def _share(found: pd.DataFrame, what: str, parts: dict[str, pd.DataFrame]) -> pd.Series:
    """Share of the provinces that is counted, by the borders where it is higher."""
    shares = [found[f"{what}{name}"] / max(1, len(part)) for name, part in parts.items()]
    return pd.concat(shares, axis=1).max(axis=1) if shares else pd.Series(0.0, found.index)
