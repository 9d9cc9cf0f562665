"""A figure as SVG for pages: real text, inks that a page can exchange for the dark, and a narrow drawing for phones.

The page sets title, unit and source as its own text, so that its drawings leave them out; a notebook gets them around
the wide one (:func:`sheet`).
"""

import io
import re
from collections.abc import Iterator
from html import escape

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.text import Text

from bdviews.plots import style

SMALLER = 0.86  # type on a narrow drawing: 13 px where it is shown
FACES = "'Noto Sans','Segoe UI',Arial,sans-serif"  # as wide as ours, which a notebook does not bring
_NOISE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<!--.*?-->|<style.*?</style>", re.DOTALL)
_DECIMALS = re.compile(r"(\.\d)\d+")
_HALO = re.compile(r'(<g id="halo-\d+">\s*(?:<!--.*?-->\s*)?<text style=")')
_TAG = re.compile(r"<[^>]*>")
_IDLE = re.compile(r' transform="rotate\(-0 [^"]*"')
_NAMED, _USED = re.compile(r' id="([^"]*)"'), re.compile(r'(?<=[("]#)([\w-]+)(?=[)"])')
_EMPTY = re.compile(r'<g(?: id="[^"]*")?/>|<defs>\s*</defs>')


def drawings(figure: "style.Finding") -> dict[str, str]:
    """Give a figure of the page as two SVG drawings, `wide` and `narrow`; the figure is changed and done with.

    Where a chart function knows how to draw for a phone (:func:`style.chart`), the narrow one is its work; else the
    wide one is laid out anew on a narrow sheet.
    """
    bare(figure)
    wide = svg(figure)
    if redrawn := figure.redraw() if figure.redraw else None:
        return {"wide": wide, "narrow": svg(bare(redrawn.figure if isinstance(redrawn, Axes) else redrawn))}
    for text in figure.findobj(Text):
        text.set_fontsize(text.get_fontsize() * SMALLER)
    figure.set_size_inches(style.SIZES["phone"][0], figure.get_figheight())
    _fill(figure)
    return {"wide": wide, "narrow": svg(figure)}


def sheet(figure: "style.Finding") -> tuple[str, str]:
    """Give what stands before and after a figure's wide drawing where a notebook shows it: title, unit and source.

    To be asked before :func:`drawings`, which takes these off the figure.
    """
    width, height = (72 * inches for inches in figure.get_size_inches())
    lines = [line for text, tall in figure.framing for line in _lines(text, tall, width, height)]
    box = f'viewBox="0 0 {width:.1f} {height:.1f}" width="{width / 0.72:.0f}" height="{height / 0.72:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}><rect width="100%" height="100%" fill="{style.PAPER}"/>'
    place = f"translate(0,{72 * figure.above:.1f})scale(.75)"  # points, in pixels
    return f'{head}{"".join(lines)}<g transform="{place}">', "</g></svg>"


def _lines(text: Text, tall: float, width: float, height: float) -> Iterator[str]:
    """The lines of a text as SVG."""
    lines, (x, y) = text.get_text().split("\n"), text.get_position()
    pitch, size = 72 * tall / len(lines), text.get_fontsize()
    top = (1 - y) * height - (72 * tall if text.get_va() == "bottom" else 0)
    look = f"font:{text.get_fontweight()} {size:.1f}px {FACES};fill:{text.get_color()}"
    for number, line in enumerate(lines):
        yield f'<text x="{x * width:.1f}" y="{top + pitch * number + size:.1f}" style="{look}">{escape(line)}</text>'


def svg(figure: "style.Finding") -> str:
    """Write a figure as SVG whose text is text; the same for the same figure."""
    for number, text in enumerate(text for ax in figure.axes for text in ax.texts if text.get_path_effects()):
        text.set_path_effects([])  # drawn as outlines they would be no text any more, and ten times as long
        text.set_gid(f"halo-{number}")
    buffer = io.StringIO()
    settings = {"svg.fonttype": "none", "svg.hashsalt": "bdlib", "path.simplify_threshold": 0.2}
    with mpl.rc_context(style.theme(figure.size) | settings), style.laid_out(figure):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _slim(buffer.getvalue().replace(f"'{style.FONT}', 'DejaVu Sans'", FACES))


def bare(figure: "style.Finding") -> "style.Finding":
    """Take title, unit and source off a figure, and the room that they took."""
    for text, _ in figure.framing:
        text.set_visible(False)
    width, height = figure.get_size_inches()
    figure.set_size_inches(width, height - figure.framed)
    figure.framing, figure.framed = [], 0.0
    figure.patch.set_visible(False)
    for ax in figure.axes:
        ax.patch.set_visible(False)
    _fill(figure)
    return figure


def _fill(figure: "style.Finding") -> None:
    width, height = figure.get_size_inches()
    across, down = style.MARGIN / 2 / width, style.MARGIN / 2 / height
    figure.get_layout_engine().set(rect=(across, down, 1 - 2 * across, 1 - 2 * down))


def _slim(text: str) -> str:
    """Drop what a browser does not need: half of the bytes; name what is used in its order, not by its last digits.

    What stands between the tags is left as it is.
    """
    text = _HALO.sub(r"\1paint-order:stroke;stroke:#ffffff;stroke-width:3px;", _IDLE.sub("", _NOISE.sub("", text)))
    text = _TAG.sub(lambda tag: re.sub(r"\s+", " ", _DECIMALS.sub(r"\1", tag[0])), text)
    for _ in range(3):  # groups that held only groups that held nothing
        text = _EMPTY.sub("", text)
    text = re.sub(r">\s+<", "><", text).replace("\n", " ").strip()
    names = {old: f"p{number}" for number, old in enumerate(dict.fromkeys(_USED.findall(text)))}
    text = _NAMED.sub(lambda one: f' id="{names[one[1]]}"' if one[1] in names else "", text)
    return _USED.sub(lambda one: one[0].replace(one[1], names[one[1]]), text)
