"""Charts of who says what: kinds of sources, and how many independent voices stand behind an indicator."""

import pandas as pd
from matplotlib.axes import Axes

from bdviews.language import choose, number, percent
from bdviews.language.tables import spoken
from bdviews.plots import style


def kinds(table: pd.DataFrame, lang: str, size: str = "page") -> Axes:
    """Draw figures by kind of source as bars.

    Parameters
    ----------
    table : as given by :func:`bdviews.studies.sources.by_kind`: kind, sources, figures, share.
    lang : "vi" or "en".
    size : "page", "slide" or "half".
    """
    names = [spoken(kind, lang) for kind in table["kind"]]
    top = percent(table["share"].iloc[0], lang, 0)
    title = choose(
        lang,
        vi=f"{top} số liệu lấy từ {names[0]}",
        en=f"{top} of the figures come from {names[0]} sources",
    )
    subtitle = choose(
        lang,
        vi="Số lượng số liệu theo loại nguồn; trong ngoặc: số trang",
        en="Figures by kind of source; in brackets: pages",
    )
    with style.canvas(lang, title, _register(lang), subtitle=subtitle, size=size) as (figure, ax):
        bars = ax.barh(names, table["figures"], color=[style.BLUE, *[style.GREY] * (len(table) - 1)], height=0.68)
        labels = [
            f"{number(f, lang)} ({number(s, lang)})" for f, s in zip(table["figures"], table["sources"], strict=True)
        ]
        ax.bar_label(bars, labels, padding=5)
        ax.invert_yaxis()
        ax.grid(False)
        ax.set_xticks([])
        ax.margins(x=0.14)
        if len(table) < 4:  # few bars keep their thickness
            ax.set_ylim(3.5, -0.5)
    figure.alt = f"{title}. " + "; ".join(f"{n}: {text}" for n, text in zip(names, labels, strict=True)) + "."
    figure.table = table.assign(kind=names)
    figure.chart = {"kind": "bar", "category": "kind", "values": ["figures"], "focus": names[0]}
    return ax


def qualifiers(table: pd.DataFrame, lang: str, size: str = "page") -> Axes:
    """Draw figures by the word that bounds or softens them, the exactly printed ones apart.

    Parameters
    ----------
    table : as given by :func:`bdviews.studies.readings.by_qualifier`: qualifier, figures, share.
    lang : "vi" or "en".
    size : "page", "slide" or "half".
    """
    exact = table["qualifier"].isin(["exact", "ordinal"])
    softened = percent(table.loc[~exact, "share"].sum(), lang, 0)
    title = choose(
        lang,
        vi=f"{softened} số liệu đi kèm một từ hạn định như “trên”, “khoảng”, “gần”",
        en=f"{softened} of the figures come with a word such as “over”, “about”, “nearly”",
    )
    subtitle = choose(lang, vi="Số lượng số liệu theo từ hạn định", en="Figures by qualifier")
    names = [spoken(qualifier, lang) for qualifier in table["qualifier"]]
    with style.canvas(lang, title, _register(lang), subtitle=subtitle, size=size) as (figure, ax):
        inks = [style.GREY if plain else style.BLUE for plain in exact]
        bars = ax.barh(names, table["figures"], color=inks, height=0.68)
        ax.bar_label(bars, [number(count, lang) for count in table["figures"]], padding=5)
        ax.invert_yaxis()
        ax.grid(False)
        ax.set_xticks([])
        ax.margins(x=0.12)
    counts = zip(names, table["figures"], strict=True)
    figure.alt = f"{title}. " + "; ".join(f"{name}: {number(count, lang)}" for name, count in counts) + "."
    figure.table = table.assign(qualifier=names)
    figure.chart = {"kind": "bar", "category": "qualifier", "values": ["figures"]}
    return ax


def _register(lang: str) -> str:
    return choose(lang, vi="kho số liệu bdlib (data/raw)", en="corpus of bdlib (data/raw)")
