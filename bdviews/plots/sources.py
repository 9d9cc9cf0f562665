"""Charts of what a corpus covers and how its figures are printed."""

import pandas as pd
from matplotlib.axes import Axes

from bdlib.study import divisions
from bdviews.labels import Labels, codelists
from bdviews.language import number, percent
from bdviews.language.codes import spoken
from bdviews.language.messages import N_, gettext
from bdviews.plots import style

MOST = 24  # indicators drawn
# What is counted for an indicator, from the weakest: column, words, look.
LEVELS = (
    ("areas", N_("a value"), {"color": style.GREY, "marker": "o"}),
    ("several", N_("two origins"), {"color": style.RUST, "marker": "s"}),
    ("dated", N_("two years of one origin"), {"color": style.BLUE, "marker": "D"}),
)


def coverage(found: pd.DataFrame, lang: str, of: object) -> Axes:
    """Draw how many provinces an indicator reaches, with a value, with two origins, and with two years.

    Parameters
    ----------
    found : as given by :func:`bdlib.coverage.coverage`.
    """
    labels = Labels(of, lang)
    members = max(map(len, divisions(codelists(of).areas).values()), default=1)
    least = -(-members // 2)  # half of them: wide
    found = found.sort_values(["areas", "dated", "indicator"], ascending=[False, False, True])
    wide, dated = (int(found[name].ge(least).sum()) for name in ("areas", "dated"))
    drawn = found.head(MOST).iloc[::-1]
    title = gettext(
        lang, "{wide} of {n} indicators reach {least} provinces or more; {dated} do so with two years of one origin",
        wide=wide, n=number(len(found), lang), least=least, dated=dated,
    )  # fmt: skip
    subtitle = gettext(
        lang, "Provinces by indicator; the {drawn} widest of {n} are drawn", drawn=len(drawn), n=len(found)
    )
    names = [labels.indicator(code) for code in drawn["indicator"]]
    height = 1.6 + 0.27 * len(drawn)
    with style.canvas(lang, title, _corpus(lang), subtitle=subtitle, height=height) as (figure, ax):
        ax.hlines(range(len(drawn)), 0, drawn["areas"], color=style.RULE, linewidth=1.2, zorder=1)
        for column, words, look in LEVELS:
            seen = drawn[column].where(drawn[column].gt(0))
            look = {**look, "linestyle": "", "markersize": 6, "zorder": 3}
            ax.plot(seen, range(len(drawn)), label=gettext(lang, words), **look)
        ax.set_yticks(range(len(drawn)), names)
        ax.set_xlim(-1, max(members, drawn["areas"].max()) + 4)
        ax.grid(False, axis="y")
        ax.grid(axis="x")
        ax.legend(loc="upper center", bbox_to_anchor=(0.4, -0.05), ncols=3)
    rows = zip(names, drawn["areas"], drawn["dated"], drawn["several"], strict=True)
    figure.alt = f"{title}. " + "; ".join(f"{name}: {a}, {b}, {c}" for name, a, b, c in list(rows)[::-1]) + "."
    figure.table = drawn.iloc[::-1].assign(indicator=names[::-1])[["indicator", "areas", "several", "dated"]]
    return ax


def qualifiers(found: pd.DataFrame, lang: str) -> Axes:
    """Draw figures by the word that bounds or softens them, the exactly printed ones apart.

    Parameters
    ----------
    found : as given by :func:`bdviews.cleaning.by_qualifier`: qualifier, figures, share.
    """
    exact = found["qualifier"].isin(["exact", "ordinal", "range"])  # a range bounds by itself, without a word
    softened = percent(found.loc[~exact, "share"].sum(), lang, 0)
    title = gettext(lang, "{share} of the figures of pages come with a word such as “over”, “about”, “nearly”",
                    share=softened)  # fmt: skip
    names = [spoken(qualifier, lang) for qualifier in found["qualifier"]]
    subtitle = gettext(lang, "Figures of pages by qualifier")
    with style.canvas(lang, title, _corpus(lang), subtitle=subtitle) as (figure, ax):
        bars = ax.barh(
            names, found["figures"], color=[style.GREY if plain else style.BLUE for plain in exact], height=0.68
        )
        ax.bar_label(bars, [number(count, lang) for count in found["figures"]], padding=5)
        ax.invert_yaxis()
        ax.grid(False)
        ax.set_xticks([])
        ax.margins(x=0.12)
    counts = zip(names, found["figures"], strict=True)
    figure.alt = f"{title}. " + "; ".join(f"{name}: {number(count, lang)}" for name, count in counts) + "."
    figure.table = found.assign(qualifier=names)
    figure.chart = {"kind": "bar", "category": "qualifier", "values": ["figures"]}
    return ax


def _corpus(lang: str) -> str:
    return gettext(lang, "corpus of bdlib")
