"""The look of every figure: one finding as title, large type, few inks, a second encoding beside colour.

A chart function draws on a `canvas` and returns the Axes; a notebook puts it on the page with `show`::

    with canvas(lang, title, source, subtitle=unit, size=size) as (figure, ax):
        ax.plot(years, values, **KEPT)
    figure.alt, figure.table = "...", frame
    return ax
"""

import base64
import io
import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial, wraps
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager, ticker
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from bdviews.language import choose, number
from bdviews.plots import fonts, mimes, placing
from bdviews.plots.wrapping import wrap
from bdviews.sentences import Sentence

FONT = "bdlib Sans"  # own name: a copy of the family installed on the machine must not win

# Inks: at least 3:1 on white, text inks at least 4.5:1; apart for the three kinds of colour blindness and in grey.
INK, MUTED, RULE, PAPER = "#1B2733", "#55616E", "#D5DBE1", "#FFFFFF"
BLUE, GREY, RUST = "#0B4F8A", "#8793A0", "#C4511C"
SHADES = ("#E3ECF4", "#B5CDE2", "#7FA8CC", "#38729F", BLUE)  # of places on a map, light to dark also in grey
TINTS = ("#DCE6EF", "#E9EDF1", "#F7E7DC", "#F3D9C9")  # grounds of words: of blue, of grey, two of rust
SERIES = (BLUE, RUST, "#0B8F75", "#873C2D", "#A552C4")

# Roles: keyword arguments for Axes.plot, the same meaning in every chart.
FOCUS = {"color": BLUE, "marker": "o", "zorder": 4}  # the area that the figure is about
OTHERS = {"color": GREY, "marker": "o", "zorder": 2}  # what it is compared with
KEPT = {"color": BLUE, "marker": "o", "zorder": 4}  # a claim that the estimate rests on
SET_ASIDE = {"color": RUST, "marker": "X", "zorder": 3, "markerfacecolor": PAPER}  # a claim explained away
TARGET = {"color": INK, "marker": "", "linestyle": (0, (5, 2)), "linewidth": 1.6, "zorder": 2}

SIZES = {
    "page": (8.6, 4.8, 11.5), "slide": (11.6, 4.6, 17.0), "half": (5.0, 4.5, 15.5), "phone": (3.7, 4.4, 9.9),
}  # inches, inches, points  # fmt: skip
MARGIN = 0.12  # inches
DPI = 200  # shown at half: a figure of 8.6 inches is 860 px wide on the page


class Finding(Figure):
    """A figure that knows what it says: title, source and language, its words for those who cannot see it, its data."""

    lang: str = "vi"
    size: str = "page"
    title: str = ""
    subtitle: str = ""
    source: str = ""
    alt: str = ""
    table: pd.DataFrame | None = None
    chart: dict[str, Any] | None = None
    said: Sentence | None = None  # the title with the numbers that it states
    redraw: Callable[[], Axes | None] | None = None  # draws the same for a phone

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        FigureCanvasAgg(self)
        self.labels: list[placing.Label] = []
        self.framing: list[tuple[Text, float]] = []  # title, unit and source, and their heights in inches
        self.above = self.framed = 0.0  # inches that they take above the axes, and in all

    def _get_renderer(self) -> RendererAgg:  # matplotlib lays out by it, and knows again what one has measured
        return _ruler(self.dpi)


_ruler = lru_cache(lambda dpi: RendererAgg(1, 1, dpi))


def chart(draw: Callable[..., Axes | None]) -> Callable[..., Axes | None]:
    """Mark a chart function that can draw `size="phone"`, by keyword, so that pages have a narrow drawing."""

    @wraps(draw)
    def drawn(*args: Any, **kwargs: Any) -> Axes | None:
        plot = draw(*args, **kwargs)
        if plot is not None and kwargs.get("size", "page") == "page":
            plot.figure.redraw = partial(draw, *args, **{**kwargs, "size": "phone"})
        return plot

    return drawn


def theme(size: str = "page") -> dict[str, Any]:
    """Give the settings (rcParams) of a size, for `matplotlib.rc_context`."""
    _register()
    points = SIZES[size][2]
    heavy = points / 11.5
    return {"font.family": [FONT, "DejaVu Sans"], "font.size": points, "text.color": INK, "text.parse_math": False,
            "axes.labelsize": points, "axes.labelcolor": MUTED, "axes.titlesize": points * 1.05,
            "axes.titleweight": 700, "axes.titlelocation": "left", "axes.titley": 1.0, "text.hinting": "none",
            "axes.edgecolor": RULE, "axes.linewidth": 0.9, "axes.axisbelow": True, "axes.spines.top": False,
            "axes.spines.right": False, "axes.spines.left": False, "axes.grid": True, "axes.grid.axis": "y",
            "axes.prop_cycle": mpl.cycler(color=SERIES), "axes.unicode_minus": True, "grid.color": RULE,
            "grid.linewidth": 0.8, "xtick.labelsize": points * 0.95, "ytick.labelsize": points * 0.95,
            "xtick.color": RULE, "ytick.color": RULE, "xtick.labelcolor": INK, "ytick.labelcolor": INK,
            "xtick.major.size": 0, "ytick.major.size": 0, "lines.linewidth": 2.2 * heavy, "lines.markersize": 8 * heavy,
            "lines.markeredgewidth": 1.8 * heavy, "patch.linewidth": 0, "errorbar.capsize": 0, "legend.frameon": False,
            "legend.fontsize": points * 0.95, "figure.facecolor": PAPER, "axes.facecolor": PAPER,
            "savefig.facecolor": PAPER, "figure.dpi": DPI}  # fmt: skip


@contextmanager
def canvas(lang: str, title: str, source: str, *, subtitle: str = "", size: str = "page", width: float | None = None,
           height: float | None = None, **grid: Any) -> Iterator[tuple[Finding, Any]]:  # fmt: skip
    """Open a figure in the house style and give (figure, axes).

    The title is the finding; on slides ("slide", "half") it is not drawn: the deck sets it as real text. The subtitle
    gives unit and definition, the source who says so, without the word "Source". Width and height are inches, where
    the size's own do not fit. The rest goes to `Figure.subplots`: nrows, ncols, sharex, width_ratios ...
    """
    usual = SIZES[size]
    with mpl.rc_context(theme(size)):
        figure = Finding(figsize=(width or usual[0], height or usual[1]), layout="constrained")
        figure.lang, figure.size, figure.title, figure.subtitle, figure.source = lang, size, title, subtitle, source
        axes = figure.subplots(**grid)
        for ax in figure.axes:
            ax.tick_params(labelsize=mpl.rcParams["xtick.labelsize"], labelfontfamily=mpl.rcParams["font.family"])
            for axis in (ax.xaxis, ax.yaxis):
                numbers(axis, lang)
                axis.isDefault_majfmt = True  # dates and categories may still bring their own
        _frame(figure)
        yield figure, axes


def label(ax: Axes, text: str, at: tuple[Any, Any], *sides: str, away: float = 0.75, must: bool = True,
          **look: Any) -> None:  # fmt: skip
    """Write beside a mark, `away` times the size of the type, on a free side; those named (else right) are tried first.

    The text takes no room from the axes. One that need not stand is left out where it meets another.
    """
    away *= mpl.rcParams["font.size"]
    line = {"arrowstyle": "-", "color": MUTED, "linewidth": 0.8, "shrinkA": 1, "shrinkB": 4}
    made = ax.annotate(text, at, (away, 0), textcoords="offset points", annotation_clip=False, arrowprops=line,
                       path_effects=halo(), zorder=6, **look)  # fmt: skip
    made.set_in_layout(False)
    ax.figure.labels.append(placing.Label(made, sides or ("right",), away, must))


def halo() -> list[Any]:
    """Edge of paper around words that stand on marks."""
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=2.5, foreground=PAPER)]


def numbers(axis: Axis, lang: str, *, group: bool = True, scale: float = 1.0) -> None:
    """Write an axis' numbers as the language does, 0,5 and 1.000 or 0.5 and 1,000; `scale`: in millions, say."""
    axis.set_major_formatter(_Local(lang, group, scale))


def years(axis: Axis, lang: str) -> None:
    """Write whole years without a thousands separator."""
    numbers(axis, lang, group=False)
    axis.set_major_locator(ticker.MaxNLocator(integer=True, nbins=8, min_n_ticks=1))


def ticks(ax: Axes) -> dict[str, Any]:
    """Give the ticks across as they are written, and their unit, for a native chart."""
    left, right = ax.get_xlim()
    at = [float(x) for x in ax.get_xticks() if left <= x <= right]
    return {"ticks": [*zip(at, ax.xaxis.get_major_formatter().format_ticks(at), strict=True)], "unit": ax.get_xlabel()}


class _Local(ticker.Formatter):
    """Decimals as many as the ticks need, separators by language."""

    def __init__(self, lang: str, group: bool, scale: float) -> None:
        self.lang, self.group, self.scale, self.decimals = lang, group, scale, 0

    def set_locs(self, locs: Any) -> None:
        whole = [value / self.scale for value in locs if math.isfinite(value)]
        fits = (n for n in range(6) if all(math.isclose(round(v, n), v, abs_tol=1e-9, rel_tol=1e-9) for v in whole))
        self.decimals = next(fits, 2)

    def __call__(self, x: float, pos: int | None = None) -> str:
        text = number(x / self.scale, self.lang, self.decimals)
        return text if self.group else text.replace(choose(self.lang, vi=".", en=","), "")


def show(plot: Axes | Finding | None, alt: str = "", name: str = "") -> None:
    """Display a figure with its words and, beside it, the data behind it: of a page as SVG, of a slide as PNG.

    Pages turn `figure.table` into a CSV download called `name`, decks into a native chart where `figure.chart` says
    how: `{"kind": "bar" | "column" | "line" | "dot", "category": column, "values": [columns]}`. `alt` says
    what it shows to those who cannot see it, by default in the chart function's own words; a ValueError where there
    are none. Of None nothing is shown, for a chart function that had nothing to draw.
    """
    from IPython.display import display

    from bdviews.plots import vector

    if plot is None:
        return
    figure = plot.figure if isinstance(plot, Axes) else plot
    alt = alt or figure.alt
    if not alt.strip():
        raise ValueError(f"the figure {figure.title!r} has no alt text: pass alt= or set figure.alt")
    words = {name: getattr(figure, name) for name in ("title", "subtitle", "source", "size")} | {"alt": alt}
    data, picture = {"text/plain": alt}, "image/svg+xml" if figure.size == "page" else "image/png"
    shown = {picture: {"width": round(figure.get_figwidth() * 100), **words}}
    if figure.size == "page":
        around = vector.sheet(figure)
        drawn = vector.drawings(figure)
        data |= {picture: drawn["wide"].join(around), mimes.FIGURE: words | drawn}
    else:
        data[picture] = base64.b64encode(png(figure)).decode()
    if figure.table is not None:
        about = {"name": name, "title": figure.title, "chart": figure.chart}
        data[mimes.TABLE] = about | _plain(figure.table)
    rests = {"bdlib": [figure.said.as_data()]} if figure.said else {}
    display(data, metadata=shown | rests, raw=True)


def png(figure: Finding, dpi: int = DPI) -> bytes:
    """Give the picture's bytes, the same for the same figure."""
    buffer = io.BytesIO()
    with mpl.rc_context(theme(figure.size)), laid_out(figure):
        figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()


@contextmanager
def laid_out(figure: Finding) -> Iterator[None]:
    """Lay a figure out and set its labels, once; left to savefig it would be laid out and drawn twice."""
    if engine := figure.get_layout_engine():
        for axis in [axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) if not axis.get_label_text()]:
            axis.label.set_visible(False)
            axis.set_label_coords(0, 0)  # matplotlib would look for its place, again and again
        for legend in figure.legends:  # laid out beside the axes, then moved from the sheet's edge to their part of it
            legend.set_bbox_to_anchor(None)
        engine.execute(figure)
        for legend in figure.legends:
            legend.set_bbox_to_anchor(engine.get()["rect"], figure.transFigure)
        figure.set_layout_engine(None)
    placing.place(figure)
    yield
    figure.set_layout_engine(engine)


def _plain(table: pd.DataFrame) -> dict[str, Any]:
    """Columns and rows of a frame as JSON values; what is missing is null."""
    text = table.to_json(orient="split", index=False, date_format="iso", double_precision=12)
    return {"columns": json.loads(text)["columns"], "rows": json.loads(text)["data"]}


def _register() -> None:
    """Make the bundled faces known to matplotlib under their own name."""
    if FONT in {entry.name for entry in font_manager.fontManager.ttflist}:
        return
    for weight, face in ((400, 400), (700, 600)):  # the semi-bold serves as bold
        file = str(fonts.path(fonts.TEXT, face))
        entry = font_manager.FontEntry(fname=file, name=FONT, weight=weight, size="scalable")
        font_manager.fontManager.ttflist.append(entry)


def _frame(figure: Finding) -> None:
    """Write title, unit and source, and leave the rest of the sheet to the axes."""
    points, (width, height) = mpl.rcParams["font.size"], figure.get_size_inches()
    inside, top, bottom = width - 2 * MARGIN, MARGIN, MARGIN
    drawn = figure.title if figure.size == "page" else ""
    for text, scale, weight, ink in ((drawn, 1.4, 700, INK), (figure.subtitle, 1.0, 400, MUTED)):
        if text:
            look = {"fontsize": points * scale, "fontweight": weight, "color": ink, "va": "top"}
            label = figure.text(MARGIN / width, 1 - top / height, "", **look)
            figure.framing.append((label, wrap(label, text, inside)))
            top += figure.framing[-1][1] + 0.09
    if figure.source and figure.size == "page":
        said = f"{choose(figure.lang, vi='Nguồn', en='Source')}: {figure.source}"
        label = figure.text(MARGIN / width, MARGIN / height, "", fontsize=points * 0.82, color=MUTED, va="bottom")
        figure.framing.append((label, wrap(label, said, inside)))
        bottom += figure.framing[-1][1] + 0.06
    figure.above, figure.framed = top - MARGIN, top + bottom - 2 * MARGIN
    inner = (MARGIN / width, bottom / height, inside / width, 1 - (top + bottom + 0.04) / height)
    figure.get_layout_engine().set(rect=inner, w_pad=0.03, h_pad=0.03)
