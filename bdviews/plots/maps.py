"""A map with one equal tile an area, at its rough place: small areas weigh as much as large ones.

The layouts stand in study.toml; no outline of anyone's is used. Of a map in two halves the north stands left, the south
right, so that the names fit on a slide.
"""

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from bdlib import study
from bdviews.language.messages import N_, gettext
from bdviews.plots import style
from bdviews.plots.compare import ranking, source_of
from bdviews.plots.rows import legend
from bdviews.sentences import Sentence

if TYPE_CHECKING:
    from bdviews.comparison.standpoint import At

GAP = 0.06
KEY = 0.5  # inches of the legend
APART = 0.5  # columns between the north and the south
FIFTHS = (N_("first fifth"), N_("second fifth"), N_("middle fifth"), N_("fourth fifth"), N_("last fifth"))


def tiles(territory: str, this: study.Study | None = None) -> pd.DataFrame:
    """Place of every area on the study's map: area, column (from the west), row (from the north), half (0, 1 …).

    No rows where the study (the one of this project when None) has no map of the division.
    """
    halves = re.split(r"\n\s*\n", (this or study.load()).map.get(territory, "").strip("\n"))
    parts = [pd.DataFrame([(code, x, y, half) for y, line in enumerate(grid.split("\n"))
                           for x, code in enumerate(line.split()) if code != "."],
                          columns=["area", "column", "row", "half"]) for half, grid in enumerate(halves)]  # fmt: skip
    made = parts[0]
    for part in parts[1:]:
        edge = made.groupby("row")["column"].max().reindex(range(-1, part["row"].max() + 2)) + 1
        edge = edge.rolling(3, center=True, min_periods=1).max()
        shift = (part["row"].map(edge) + APART - part["column"]).max()
        made = pd.concat([made, part.assign(column=part["column"] + shift)], ignore_index=True)
    return made


def tile_map(rows: pd.DataFrame, title: Sentence, here: "At") -> Axes | None:
    """Draw one edition on the map: the darker a tile, the better its place; the number says the place.

    The territory of `here` picks the layout, its area is framed. None where nothing is to be drawn.
    """
    every, places = rows.set_index("ref_area", drop=False), tiles(here.territory)
    if not places["area"].isin(every.index).any():
        return None
    title = replace(title, text=title.text + here.borders(*rows[["time_period", "series"]].iloc[0]))
    mates = gettext(here.lang, "; outlined: the {region}", region=here.labels.area(here.region)) if here.region else ""
    own = gettext(here.lang, "; marked: {name}", name=here.name) if here.inside else ""
    subtitle = here.say(N_("number: place among {n} provinces{own}{region}"), n=len(rows), own=own, region=mates)
    height, source = 1.2 + KEY + 0.46 * (np.ptp(places["row"]) + 1), source_of(rows, here)
    with style.canvas(here.lang, str(title), source, subtitle=subtitle, height=height) as (figure, ax):
        ax.set_axis_off()
        ax.set_xlim(places["column"].min() - GAP, places["column"].max() + 1 + GAP)
        ax.set_ylim(places["row"].max() + 1 + GAP, places["row"].min() - GAP)
        _draw(ax, places, every, here)
        _name_halves(ax, places, here.lang)
        legend(ax, *_key(here.lang, not places["area"].isin(every.index).all()))
    names = [here.labels.area(code) for code in rows["ref_area"]]
    said = [f"{name} {rank:.0f}" for name, rank in zip(names, rows["rank"], strict=True)]
    figure.said, figure.alt = title, f"{title}. {'; '.join(said)}."
    figure.redraw = partial(ranking, rows, rows, here, size="phone")
    columns = ["name", "ref_area", "time_period", "stage", "obs_value", "unit_measure", "rank", "rank_of"]
    figure.table = rows.assign(name=names)[columns]
    return ax


def _draw(ax: Axes, places: pd.DataFrame, every: pd.DataFrame, here: "At") -> None:
    """Draw the tiles, shaded by fifths, then their words, as large as the tightest tile allows."""
    width, height = _room(ax)
    points = mpl.rcParams["font.size"]
    sizes = [min(points * share, height * part) for share, part in ((0.76, 0.34), (0.92, 0.42))]
    words = []
    for tile in places.itertuples():
        row = every.loc[tile.area] if tile.area in every.index else None
        ink = _tile(ax, tile, row, own=tile.area == here.area,
                    mate=row is not None and bool(here.region) and row["region"] == here.region)  # fmt: skip
        texts = [here.labels.area(tile.area), "–" if row is None else f"{row['rank']:.0f}"]
        weights = [700 if tile.area == here.area else 400, 700]
        drawn, middle = zip((0.3, 0.69), texts, weights, sizes, strict=True), tile.column + 0.5
        words.append([ax.text(middle, tile.row + y, text, ha="center", va="center_baseline", color=ink, fontsize=size,
                              fontweight=weight, zorder=4) for y, text, weight, size in drawn])  # fmt: skip
        if _taken(words[-1]) > width / 0.9:
            words[-1][0].set_text(_short(here, tile.area))
    factor = min(1.0, width / max(_taken(pair) for pair in words))
    for text in (text for pair in words for text in pair):
        text.set_fontsize(text.get_fontsize() * factor)


def _room(ax: Axes) -> tuple[float, float]:
    """Width and height of a tile in points, as far as they are known before the layout."""
    figure = ax.figure
    *_, width, height = figure.get_layout_engine().get()["rect"]
    across, down = 72 * (figure.get_size_inches() * (width * 0.97, height * 0.96) - (0, KEY))
    return across / np.ptp(ax.get_xlim()), down / np.ptp(ax.get_ylim())


def _taken(pair: list[Text]) -> float:
    """Width in points that the words of a tile take, with air at both sides."""
    figure = pair[0].get_figure()
    widths = [text.get_window_extent().width * 72 / figure.dpi for text in pair]
    return 1.13 * max(widths)


def _short(here: "At", code: str) -> str:
    """Abbreviation of a name that has one, with the same first letter: BR-VT, HCMC; else the name."""
    areas, name = here.est.tables.areas, here.labels.area(code)
    aliases = areas.loc[areas["area"].eq(code), "aliases"].str.split("|").explode()
    brief = aliases[aliases.str[0].eq(name[0]) & (aliases.str.len() < 0.5 * len(name))]
    return min(brief, key=lambda alias: (len(alias), alias), default=name)


def _tile(ax: Axes, tile: tuple, row: pd.Series | None, own: bool, mate: bool) -> str:
    """Draw one province and give the ink of its words; without a figure only its outline."""
    fifth = None if row is None else min(int(5 * (row["rank_of"] - row["rank"] + 0.5) / row["rank_of"]), 4)
    shade = style.PAPER if fifth is None else style.SHADES[fifth]
    edge = {"edgecolor": style.GREY, "linewidth": 0.9, "zorder": 1} if row is None else {"linewidth": 0, "zorder": 1}
    across, down = (GAP, 2 * GAP) if own or mate else (GAP / 2, GAP / 2)  # paper between an own tile and its frame
    place = (tile.column + across, tile.row + down)
    ax.add_patch(Rectangle(place, 1 - 2 * across, 1 - 2 * down, facecolor=shade, **edge))
    if own or mate:
        look = {"edgecolor": style.RUST, "linewidth": 3} if own else {"edgecolor": style.INK, "linewidth": 1.6}
        ax.add_patch(Rectangle((tile.column, tile.row), 1, 1, fill=False, zorder=3 if own else 2, **look))
    return style.MUTED if row is None else style.PAPER if shade in style.SHADES[3:] else style.INK


def _name_halves(ax: Axes, places: pd.DataFrame, lang: str) -> None:
    """Write which half is the north and which the south, beside the first tile of each."""
    words = gettext(lang, "north"), gettext(lang, "south")
    for half, word in enumerate(words[: places["half"].nunique()] if places["half"].nunique() == len(words) else ()):
        first = places[places["half"].eq(half) & places["row"].eq(0)]["column"].min()
        ax.text(first - 0.15, 0.5, word, ha="right", va="center", color=style.MUTED,
                fontsize=0.8 * mpl.rcParams["font.size"])  # fmt: skip


def _key(lang: str, missing: bool) -> tuple[list[Rectangle], list[str]]:
    """What the shades mean."""
    handles = [Rectangle((0, 0), 1, 1, facecolor=shade) for shade in style.SHADES[::-1]]
    words = [gettext(lang, fifth) for fifth in FIFTHS]
    if missing:
        handles.append(Rectangle((0, 0), 1, 1, facecolor=style.PAPER, edgecolor=style.GREY, linewidth=0.8))
        words.append(gettext(lang, "no figure"))
    return handles, words
