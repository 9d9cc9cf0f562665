"""What only a browser can do with a deck: say whether every slide fits, and print it."""

import re
from pathlib import Path
from typing import Any

from bdlib.errors import DataError

_DATE = re.compile(rb"(?<=Date \(D:)\d{14}[^)]*(?=\))")


def check(page: Any, deck: Path, name: str) -> None:
    """Measure every slide of an HTML deck in a browser's page.

    Raises
    ------
    DataError
        Naming each slide that is over-full and by how many of its 720 pixels in height.
    """
    page.goto(deck.resolve().as_uri())
    page.wait_for_function("window.deckFit")
    fits = page.evaluate("window.deckFit")
    over = [f"slide {fit['slide']} “{fit['title']}” by {fit['over']} px" for fit in fits if fit["over"]]
    if over:
        raise DataError(f"slides that fit 1280 × 720, these are over-full: {'; '.join(over)}", file=name)


def pdf(page: Any, deck: Path) -> bytes:
    """Print an HTML deck, one page a slide: selectable text, tagged, with an outline, the same bytes every time."""
    page.goto(deck.resolve().as_uri() + "?print-pdf")
    page.wait_for_function("window.deckFit")
    printed = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    # Chromium writes the time of printing; a fixed one of the same length keeps the file's table of contents true.
    return _DATE.sub(lambda date: b"20000101000000+00'00'"[: len(date[0])].ljust(len(date[0])), printed)
