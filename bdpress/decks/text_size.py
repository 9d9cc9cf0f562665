"""How much room words take, measured without a browser, to lay out text boxes and tables."""

from functools import lru_cache

from PIL import ImageFont

from bdviews.plots import fonts

_EM = 100  # measured once at this size, in pixels, then scaled
LINE = 1.22  # height of a line of Arial (and of its metric copies), in ems


@lru_cache
def _font() -> ImageFont.FreeTypeFont:
    """Noto Sans: a little wider than Arial, so that what fits by this measure fits there."""
    return ImageFont.truetype(str(fonts.path(fonts.TABLE, 400)), _EM)


@lru_cache(maxsize=20_000)
def width(text: str, points: float, bold: bool = False) -> float:
    """Width in inches of a text on one line."""
    return _font().getlength(text) / _EM * points / 72 * (1.1 if bold else 1.02)


def lines(text: str, points: float, room: float, bold: bool = False) -> int:
    """Lines that a text takes in a box so many inches wide; a word too long for it is broken."""
    count, used, space = 1, 0.0, width(" ", points, bold)
    for word in text.split(" "):  # words held together by a hard space stay one
        length = width(word, points, bold)
        if used and used + space + length > room:
            count, used = count + 1, 0.0
        if length > room:
            count += int(length // room)
            length %= room
        used += length + (space if used else 0.0)
    return count


def height(text: str, points: float, room: float, bold: bool = False) -> float:
    """Height in inches of a text in a box so many inches wide."""
    return lines(text, points, room, bold) * points * LINE / 72
