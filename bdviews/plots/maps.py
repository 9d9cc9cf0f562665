"""A map with one equal tile a province, at its rough place: small provinces weigh as much as large ones.

The two layouts (63 provinces of 2024, 34 since July 2025) are our own drawing, CC BY 4.0; no outline of anyone's is
used. The north stands left, the south right, so that the names fit on a slide.
"""

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from bdlib.comparison import Comparison
from bdlib.corpus import Corpus
from bdviews.language import area_name, choose, number, scale_and_unit
from bdviews.plots import style
from bdviews.plots.compare import source_of, standing_title, subtitle_of

LAYOUTS = {
    "63": (
        """
        .  .  02 04 .  .
        12 10 08 06 20 .
        11 15 25 19 24 22
        14 .  26 27 30 31
        .  17 01 33 34 .
        .  37 35 36 .  .
        .  38 .  .  .  .
        .  40 .  .  .  .
        .  .  42 .  .  .
        .  .  44 .  .  .
        .  .  45 46 .  .
        """,
        """
        .  .  .  49 48
        .  .  .  62 51
        .  .  .  64 52
        .  .  .  66 54
        .  .  .  67 56
        .  72 70 68 58
        .  .  74 75 60
        .  80 79 77 .
        89 87 82 .  .
        91 92 86 83 .
        .  93 94 84 .
        96 95 .  .  .
        """,
    ),
    "34": (
        """
        .   .   08N 04  .
        12  15N 19N 20  .
        11  25N 01  24N 22
        14  .   37N 33N 31N
        .   38  .   .   .
        .   40  .   .   .
        .   .   42  .   .
        .   .   44N .   .
        .   .   .   46  .
        """,
        """
        .   .   .   48N
        .   .   .   51N
        .   .   .   52N
        .   .   .   66N
        .   .   68N 56N
        .   80N 75N .
        .   82N 79N .
        91N 92N 86N .
        96N .   .   .
        """,
    ),
}
SHADES = ("#E3ECF4", "#B5CDE2", "#7FA8CC", "#3F7CB0", "#0B4F8A")  # light to dark also in grey
GAP = 0.06
APART = 0.5  # columns between the north and the south
NARROWEST = 5  # columns: a region of two is not blown up to the width of the page
LEGEND = 2.4  # columns that the legend of a region takes
FLAT, LOW = 2.8, 2.4  # a tile wider than so many heights and lower than so many types has its number beside the name


def tiles(territory: str, *, stacked: bool = False) -> pd.DataFrame:
    """Place of every province: area, column (from the west), row (from the north), half (0 the north, 1 the south).

    Parameters
    ----------
    territory : "63" or "34".
    stacked : the south below the north, where it lies, instead of at its right, as near as it goes.
    """
    halves = [
        pd.DataFrame(
            [
                (f"VN-{code}", x, y, half)
                for y, line in enumerate(line for line in grid.split("\n") if line.strip())
                for x, code in enumerate(line.split())
                if code != "."
            ],
            columns=["area", "column", "row", "half"],
        )
        for half, grid in enumerate(LAYOUTS[territory])
    ]
    north, south = halves
    if stacked:
        return pd.concat([north, south.assign(row=south["row"] + north["row"].max() + 1)], ignore_index=True)
    edge = north.groupby("row")["column"].max().reindex(range(-1, south["row"].max() + 2)) + 1
    edge = edge.rolling(3, center=True, min_periods=1).max()
    shift = (south["row"].map(edge) + APART - south["column"]).max()
    return pd.concat([north, south.assign(column=south["column"] + shift)], ignore_index=True)


def tile_map(
    found: Comparison, indicator: str, corpus: Corpus, lang: str, area: str = "", region: str = "", size: str = "page"
) -> Axes | None:
    """Draw a comparison on the map: the darker a tile, the better its place; the number says the value or place.

    Parameters
    ----------
    found : the comparison; its territory picks the layout.
    indicator : which of its indicators.
    area : province to frame.
    region : code; only its provinces.
    size : "page", "slide" or "half".

    Returns
    -------
    Axes
        None where nothing is to be drawn.
    """
    every = found.frame[found.frame["indicator"].eq(indicator)].set_index("ref_area", drop=False)
    places = tiles(found.territory, stacked=bool(region))
    if region:
        places = places[places["area"].isin(corpus.areas.loc[corpus.areas["region"].eq(region), "area"])]
        every = every[every["region"].eq(region)]
    if every.empty or places.empty:
        return None
    title = standing_title(every, every, corpus, lang, area, region)
    subtitle = subtitle_of(every.iloc[0], lang, _unit(every, lang))
    rows = np.ptp(places["row"]) + 1
    height = 1.2 + (0.62 if rows <= 5 else 0.46) * max(rows, 3) if size == "page" else None
    with style.canvas(lang, title, source_of(every, corpus, lang), subtitle=subtitle, size=size, height=height) as (
        figure,
        ax,
    ):
        ax.set_axis_off()
        west, east = places["column"].min(), places["column"].max() + 1
        ax.set_xlim(west - GAP, (max(east + LEGEND, west + NARROWEST) if region else east) + GAP)
        ax.set_ylim(places["row"].min() + max(rows, 3) + GAP, places["row"].min() - GAP)
        _draw(ax, places, every, corpus, lang, area)
        if not region:
            _name_halves(ax, places, lang)
        corner = {"loc": "upper left", "bbox_to_anchor": (east + 0.2, places["row"].min())} if region else {}
        _legend(ax, lang, not places["area"].isin(every.index).all(), **corner)
    names = [area_name(corpus.areas, code, lang) for code in every["ref_area"]]
    shown = [f"{name} {_number(row, every, lang)}" for name, (_, row) in zip(names, every.iterrows(), strict=True)]
    figure.alt = f"{title}. {'; '.join(shown)}."
    columns = ["name", "ref_area", "obs_value", "rank", "percentile"]
    figure.table = every.assign(name=names)[columns].reset_index(drop=True)
    return ax


def _draw(ax: Axes, places: pd.DataFrame, every: pd.DataFrame, corpus: Corpus, lang: str, area: str) -> None:
    """Draw the tiles, shaded by percentile, then their words, as large as the tightest tile allows."""
    width, height = _room(ax)
    points = mpl.rcParams["font.size"]
    flat = FLAT * height < width and height < LOW * points
    sizes = [min(points * share, height * part) for share, part in ((0.76, 0.34), (0.92, 0.42))]
    words = []
    for tile in places.itertuples():
        row = every.loc[tile.area] if tile.area in every.index else None
        ink = _tile(ax, tile, row, own=tile.area == area)
        at = [(0.06, 0.5), (0.94, 0.5)] if flat else [(0.5, 0.3), (0.5, 0.69)]
        sides = ["left", "right"] if flat else ["center", "center"]
        texts = [area_name(corpus.areas, tile.area, lang), "–" if row is None else _number(row, every, lang)]
        weights = [700 if tile.area == area else 400, 700]
        words.append([
            ax.text(tile.column + x, tile.row + y, text, ha=side, va="center_baseline", color=ink, fontsize=points_of,
                    fontweight=weight, zorder=4)
            for (x, y), side, text, weight, points_of in zip(at, sides, texts, weights, sizes, strict=True)
        ])  # fmt: skip
        if _taken(words[-1], flat) > width / 0.9:
            words[-1][0].set_text(_short(corpus.areas, tile.area, lang))
    factor = min(1.0, width / max(_taken(pair, flat) for pair in words))
    for text in (text for pair in words for text in pair):
        text.set_fontsize(text.get_fontsize() * factor)


def _room(ax: Axes) -> tuple[float, float]:
    """Width and height of a tile in points, as far as they are known before the layout."""
    figure = ax.figure
    *_, width, height = figure.get_layout_engine().get()["rect"]
    return (
        72 * figure.get_figwidth() * width * 0.97 / np.ptp(ax.get_xlim()),
        72 * figure.get_figheight() * height * 0.96 / np.ptp(ax.get_ylim()),
    )


def _taken(pair: list[Text], flat: bool) -> float:
    """Width in points that the words of a tile take, with air at both sides."""
    figure = pair[0].get_figure()
    widths = [text.get_window_extent(figure.canvas.get_renderer()).width * 72 / figure.dpi for text in pair]
    return 1.13 * sum(widths) + 4 if flat else 1.13 * max(widths)


def _short(areas: pd.DataFrame, code: str, lang: str) -> str:
    """Abbreviation of a name that has one, with the same first letter: BR-VT, HCMC; else the name."""
    name = area_name(areas, code, lang)
    aliases = areas.loc[areas["area"].eq(code), "aliases"].str.split("|").explode()
    brief = aliases[aliases.str[0].eq(name[0]) & (aliases.str.len() < 0.5 * len(name))]
    return min(brief, key=lambda alias: (len(alias), alias), default=name)


def _tile(ax: Axes, tile: tuple, row: pd.Series | None, own: bool) -> str:
    """Draw one province and give the ink of its words; without a figure only its outline."""
    shade = style.PAPER if row is None else SHADES[min(int(row["percentile"] // 20), 4)]
    edge = {"edgecolor": style.RULE, "linewidth": 0.9, "zorder": 1}
    if own:
        edge = {"edgecolor": style.RUST, "linewidth": 3.5, "zorder": 3}
    elif row is not None:
        edge = {"linewidth": 0, "zorder": 1}
    ax.add_patch(Rectangle((tile.column + GAP / 2, tile.row + GAP / 2), 1 - GAP, 1 - GAP, facecolor=shade, **edge))
    return style.MUTED if row is None else style.PAPER if shade in SHADES[3:] else style.INK


def _name_halves(ax: Axes, places: pd.DataFrame, lang: str) -> None:
    """Write which half is the north and which the south, beside the first tile of each."""
    words = choose(lang, vi="phía bắc|phía nam", en="north|south").split("|")
    for half, word in enumerate(words):
        first = places[places["half"].eq(half) & places["row"].eq(0)]["column"].min()
        ax.text(first - 0.15, 0.5, word, ha="right", va="center", color=style.MUTED,
                fontsize=_small(ax))  # fmt: skip


def _unit(every: pd.DataFrame, lang: str) -> str:
    """What the number on a tile is."""
    if every["basis"].iloc[0] == "printed":
        return choose(lang, vi="số trong ô: hạng", en="number in a tile: rank")
    unit = every["unit_measure"].iloc[0]
    ending = scale_and_unit(every["obs_value"].abs().max(), unit, lang)[1].strip() or unit
    return choose(lang, vi=f"số trong ô: {ending}", en=f"number in a tile: {ending}")


def _number(row: pd.Series, every: pd.DataFrame, lang: str) -> str:
    if row["basis"] == "printed":
        return str(row["rank"])
    scale, _ = scale_and_unit(every["obs_value"].abs().max(), row["unit_measure"], lang)
    value = row["obs_value"] / scale
    return number(value, lang, 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2)


def _legend(ax: Axes, lang: str, missing: bool, **corner: object) -> None:
    """Say what the shades mean: in the empty corner below the north, or beside the tiles of a region."""
    handles = [Rectangle((0, 0), 1, 1, facecolor=shade) for shade in SHADES[::-1]]
    vi = ["20% đứng đầu", "20% kế tiếp", "20% ở giữa", "20% áp chót", "20% cuối"]
    en = ["top fifth", "second fifth", "middle fifth", "fourth fifth", "last fifth"]
    words = choose(lang, vi="|".join(vi), en="|".join(en)).split("|")
    if missing:
        handles.append(Rectangle((0, 0), 1, 1, facecolor=style.PAPER, edgecolor=style.GREY, linewidth=0.8))
        words.append(choose(lang, vi="chưa có số liệu", en="no figure"))
    place = {"loc": "lower left", "bbox_to_anchor": (ax.get_xlim()[0], ax.get_ylim()[0])} | corner
    ax.legend(handles, words, borderpad=0, bbox_transform=ax.transData, fontsize=_small(ax), handlelength=1.4,
              labelspacing=0.35, **place)  # fmt: skip


def _small(ax: Axes) -> float:
    """Type size of what is not on a tile, where a slide has less room than its type is large."""
    return mpl.rcParams["font.size"] * {"page": 0.8, "slide": 0.65}.get(ax.figure.size, 0.5)
