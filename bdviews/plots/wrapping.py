"""Text of a figure broken into even lines, as wide as the sheet, in letters that the faces have."""

from functools import lru_cache

from matplotlib import font_manager
from matplotlib.text import Text

from bdviews.plots import fonts


def wrap(label: Text, text: str, width: float) -> float:
    """Set a text into a label as even lines of at most `width` inches; give its height in inches."""
    per_inch = label.get_figure().dpi

    def measured(words: str) -> float:
        label.set_text(words)
        return label.get_window_extent().width / per_inch

    # Letters that no bundled face has, as of a publisher's Japanese name, would be empty boxes.
    words = "".join(letter for letter in text if letter.isspace() or ord(letter) in _letters()).split()
    widths = [measured(word) for word in words]
    space = measured("a a") - 2 * measured("a")
    fewest = len(_lines(words, widths, space, width))
    limits = (width * step / 40 for step in range(1, 41))
    even = next(limit for limit in limits if len(_lines(words, widths, space, limit)) <= fewest)
    label.set_text("\n".join(_lines(words, widths, space, even)))
    return label.get_window_extent().height / per_inch


@lru_cache
def _letters() -> frozenset[int]:
    files = fonts.path(fonts.TEXT), font_manager.findfont("DejaVu Sans")
    return frozenset().union(*(font_manager.get_font(str(file)).get_charmap() for file in files))


def _lines(words: list[str], widths: list[float], space: float, limit: float) -> list[str]:
    lines, used = [[]], 0.0
    for word, width in zip(words, widths, strict=True):
        if lines[-1] and used + space + width > limit:
            lines.append([])
            used = 0.0
        used += width + (space if lines[-1] else 0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]
