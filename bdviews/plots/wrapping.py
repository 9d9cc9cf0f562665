"""Text of a figure broken into even lines, as wide as the sheet, in letters that the faces have."""

from functools import lru_cache

from matplotlib import font_manager
from matplotlib.text import Text

from bdviews.plots import fonts


def wrap(label: Text, text: str, width: float) -> float:
    """Set a text into a label as even lines of at most `width` inches; give its height in inches."""
    figure, font = label.get_figure(), label.get_fontproperties()
    measured = figure._get_renderer().get_text_width_height_descent
    # Letters that no bundled face has, as of a publisher's Japanese name, would be empty boxes.
    words = "".join(letter for letter in text if letter.isspace() or ord(letter) in _letters()).split()
    *widths, two, one = (measured(word, font, False)[0] / figure.dpi for word in (*words, "a a", "a"))
    space = two - 2 * one
    fewest = len(_lines(words, widths, space, width))
    limits = (width * step / 40 for step in range(1, 41))
    even = next(limit for limit in limits if len(_lines(words, widths, space, limit)) <= fewest)
    label.set_text("\n".join(_lines(words, widths, space, even)))
    return label.get_window_extent().height / figure.dpi


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
