"""A map with one equal tile a province, at its rough place: small provinces weigh as much as large ones.

The two layouts (63 provinces of 2024, 34 since July 2025) are our own drawing, CC BY 4.0; no outline of anyone's is
used. The north stands left, the south right, so that the names fit on a slide.
"""

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from bdlib.compare import Comparison
from bdlib.corpus import Corpus
from bdlib.language import area_name, choose, number, scale_and_unit
from bdlib.plots import style
from bdlib.plots.compare import source_of, standing_title, subtitle_of

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
NOTHING = "#F3F4F6"
GAP = 0.06
NARROWEST = 6  # columns: a region of two is not blown up to the width of the page


def tiles(territory: str, *, stacked: bool = False) -> pd.DataFrame:
    """Place of every province: area, column (from the west), row (from the north).

    Parameters
    ----------
    territory : "63" or "34".
    stacked : the south below the north, where it lies, instead of at its right.
    """
    out, right, down = [], 0.0, 0
    for half in LAYOUTS[territory]:
        grid = [line.split() for line in half.split("\n") if line.strip()]
        out += [
            (f"VN-{code}", right + x, down + y)
            for y, line in enumerate(grid)
            for x, code in enumerate(line)
            if code != "."
        ]
        right, down = (0.0, len(grid)) if stacked else (max(map(len, grid)) + 0.5, 0)
    return pd.DataFrame(out, columns=["area", "column", "row"])


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
    height = 1.6 + 0.46 * rows if size == "page" else None
    with style.canvas(lang, title, source_of(every, lang), subtitle=subtitle, size=size, height=height) as (figure, ax):
        ax.set_axis_off()
        west, east = places["column"].min(), places["column"].max() + 1
        ax.set_xlim(west - GAP, max(east, west + NARROWEST) + GAP)
        ax.set_ylim(places["row"].max() + 1 + GAP, places["row"].min() - GAP)
        room = _room(figure, ax, legend_below=bool(region))
        for tile in places.itertuples():
            row = every.loc[tile.area] if tile.area in every.index else None
            names = area_name(corpus.areas, tile.area, lang), _short(corpus.areas, tile.area, lang)
            _tile(ax, tile, row, names, every, lang, room, own=tile.area == area)
        middle = None if region else len(LAYOUTS[found.territory][0].split("\n")[1].split()) + 0.2
        _legend(ax, lang, not places["area"].isin(every.index).all(), middle)
    names = [area_name(corpus.areas, code, lang) for code in every["ref_area"]]
    shown = [f"{name} {_number(row, every, lang)}" for name, (_, row) in zip(names, every.iterrows(), strict=True)]
    figure.alt = f"{title}. {'; '.join(shown)}."
    columns = ["name", "ref_area", "obs_value", "rank", "percentile"]
    figure.table = every.assign(name=names)[columns].reset_index(drop=True)
    return ax


def _room(figure: style.Finding, ax: Axes, legend_below: bool) -> tuple[float, float]:
    """Width and height of a tile in points, as far as they are known before the layout."""
    legend = 4.5 * mpl.rcParams["font.size"] if legend_below else 0
    *_, width, height = figure.get_layout_engine().get()["rect"]
    return (
        72 * figure.get_figwidth() * width * 0.98 / np.ptp(ax.get_xlim()),
        (72 * figure.get_figheight() * height * 0.96 - legend) / np.ptp(ax.get_ylim()),
    )


def _short(areas: pd.DataFrame, code: str, lang: str) -> str:
    """Shortest printed variant of a name with the same first letter: BR-VT, HCMC."""
    name = area_name(areas, code, lang)
    aliases = areas.loc[areas["area"].eq(code), "aliases"].str.split("|").explode()
    return min([name, *aliases[aliases.str[0].eq(name[0])]], key=lambda alias: (len(alias), alias))


def _tile(
    ax: Axes, tile: tuple, row: pd.Series | None, names: tuple[str, str], every: pd.DataFrame, lang: str,
    room: tuple[float, float], own: bool,
) -> None:  # fmt: skip
    """Draw one province: shade by percentile, name above, number below; a name too long for its tile in short."""
    shade = NOTHING if row is None else SHADES[min(int(row["percentile"] // 20), 4)]
    ink = style.PAPER if shade in SHADES[3:] else style.INK
    edge = {"edgecolor": style.RUST, "linewidth": 3.5, "zorder": 3} if own else {"linewidth": 0, "zorder": 1}
    ax.add_patch(Rectangle((tile.column + GAP / 2, tile.row + GAP / 2), 1 - GAP, 1 - GAP, facecolor=shade, **edge))
    place = {"ha": "center", "va": "center_baseline", "color": ink, "zorder": 4}
    points = mpl.rcParams["font.size"]
    label = ax.text(tile.column + 0.5, tile.row + 0.3, names[0], fontsize=min(room[1] * 0.34, points * 0.74), **place)
    if _fit(label, room[0]) < 0.8:
        label.set(text=names[1], fontsize=min(room[1] * 0.34, points * 0.74))
    number = "–" if row is None else _number(row, every, lang)
    below = ax.text(tile.column + 0.5, tile.row + 0.69, number, fontsize=min(room[1] * 0.42, points * 0.9), **place)
    below.set_fontweight(700)
    label.set_fontweight(700 if own else 400)
    for text in (label, below):
        text.set_fontsize(text.get_fontsize() * _fit(text, room[0]))


def _fit(label: mpl.text.Text, width: float) -> float:
    """Factor that makes a label fit into a tile of this width in points, at most 1."""
    figure = label.get_figure()
    taken = label.get_window_extent(figure.canvas.get_renderer()).width * 72 / figure.dpi
    return min(1.0, 0.9 * width / taken)


def _unit(every: pd.DataFrame, lang: str) -> str:
    """What the number on a tile is."""
    if every["basis"].iloc[0] == "printed":
        return choose(lang, vi="số: hạng", en="number: rank")
    unit = every["unit_measure"].iloc[0]
    ending = scale_and_unit(every["obs_value"].abs().max(), unit, lang)[1].strip() or unit
    return choose(lang, vi=f"số: {ending}", en=f"number: {ending}")


def _number(row: pd.Series, every: pd.DataFrame, lang: str) -> str:
    if row["basis"] == "printed":
        return str(row["rank"])
    scale, _ = scale_and_unit(every["obs_value"].abs().max(), row["unit_measure"], lang)
    value = row["obs_value"] / scale
    return number(value, lang, 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2)


def _legend(ax: Axes, lang: str, missing: bool, middle: float | None) -> None:
    """Say what the shades mean: between north and south, where there is room, or below the tiles of a region."""
    handles = [Rectangle((0, 0), 1, 1, facecolor=shade) for shade in SHADES[::-1]]
    vi = ["20% đứng đầu", "20% kế tiếp", "20% ở giữa", "20% áp chót", "20% cuối"]
    en = ["top fifth", "second fifth", "middle fifth", "fourth fifth", "last fifth"]
    words = vi if lang == "vi" else en
    if missing:
        handles.append(Rectangle((0, 0), 1, 1, facecolor=NOTHING, edgecolor=style.GREY, linewidth=0.8))
        words = [*words, choose(lang, vi="không có số liệu", en="no figure")]
    narrow = ax.figure.get_figwidth() < 7
    small = mpl.rcParams["font.size"] * (0.7 if narrow else 0.8)
    if middle is None:
        columns = 2 if narrow else 3
        ax.legend(
            handles, words, loc="upper left", bbox_to_anchor=(0, 0), ncols=columns, fontsize=small, handlelength=1.4
        )
        return
    ax.legend(handles, words, loc="upper left", bbox_to_anchor=(middle, ax.get_ylim()[1]), borderpad=0,
              bbox_transform=ax.transData, fontsize=small, handlelength=1.4)  # fmt: skip
