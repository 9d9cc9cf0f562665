"""How much room words take, measured without a browser, to lay out text boxes and tables."""

from functools import lru_cache

from PIL import ImageFont

from bdviews.plots import fonts

_EM = 100  # measured once at this size, in pixels, then scaled
WIDER = {False: 1.1, True: 1.24}  # than Noto Sans, bold or not: DejaVu Sans, where Arial and its copies are missing
LINE = 1.22  # height of a line of Arial (and of its metric copies), in ems


@lru_cache
def _font() -> ImageFont.FreeTypeFont:
    """Noto Sans, from which :data:`WIDER` takes the measure of what may stand in for Arial."""
    return ImageFont.truetype(str(fonts.path(fonts.TABLE, 400)), _EM)


@lru_cache(maxsize=20_000)
def width(text: str, points: float, bold: bool = False) -> float:
    """Width in inches of a text on one line."""
    return _font().getlength(text) / _EM * points / 72 * WIDER[bold]


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
