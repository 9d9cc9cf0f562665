"""The machine's browser, any Chromium, Chrome or Edge, never downloaded: it draws, measures and prints slides."""

import base64
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from bdlib.errors import DataError
from bdpress.decks.outline import Slide
from bdpress.pages.blocks import Block, Picture

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
PARTS = ("lead", "stats", "columns")
_DATE = re.compile(rb"(?<=Date \(D:)\d{14}[^)]*(?=\))")
MISSING = "no Chromium, Chrome or Edge found on this machine (or set BDLIB_BROWSER to its path)"


def find() -> str | None:
    """Find a browser: $BDLIB_BROWSER, else the first known name on the path or known place; None without one."""
    if chosen := os.environ.get("BDLIB_BROWSER"):
        return shutil.which(chosen)
    known = (shutil.which(name) for name in NAMES)
    return next((path for path in (*known, *PLACES) if path and Path(path).is_file()), None)


@contextmanager
def tab(width: int = 1280, height: int = 720, **context: Any) -> Iterator[Any]:
    """Open a Playwright page in the machine's browser, without a network; a RuntimeError where there is none."""
    from playwright.sync_api import sync_playwright

    path = find()
    if path is None:
        raise RuntimeError(MISSING)
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's sandbox does not run as root, as in containers
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if root else [])
        try:
            size = {"width": width, "height": height}
            # The decks' own security policy forbids the evaluated strings that Playwright waits with.
            settings = {"viewport": size, "offline": True, "bypass_csp": True} | context
            yield browser.new_context(**settings).new_page()
        finally:
            browser.close()


@contextmanager
def told(name: str) -> Iterator[None]:
    """Say in one line when the browser gives up."""
    from playwright.sync_api import Error

    try:
        yield
    except Error as error:
        raise DataError("slides that the browser can show", file=name, value=str(error).splitlines()[0]) from error


def drawn(made: list[Slide], page: Any) -> list[Slide]:
    """Slides with every SVG drawn as PNG, as PowerPoint takes; without a browser a DataError that names the slide."""
    return [
        replace(slide, **{part: [_png(block, slide, page) for block in getattr(slide, part)] for part in PARTS})
        for slide in made
    ]


def _png(block: Block, slide: Slide, page: Any) -> Block:
    from bdpress.decks.pptx_shapes import is_chart

    if not isinstance(block, Picture) or block.mime != "image/svg+xml" or is_chart(block):
        return block
    if page is None:
        raise DataError("a PNG or JPEG, or a browser to draw it", file=f"slide “{slide.title}”", value="an SVG")
    with told(f"slide “{slide.title}”"):
        image = f'<img style="display:block;width:1600px" src="data:{block.mime};base64,{block.data}">'
        page.set_content(f'<body style="margin:0">{image}')
        page.wait_for_function("document.images[0].complete")
        png = page.locator("img").screenshot(scale="device", omit_background=True)
    return replace(block, mime="image/png", data=base64.b64encode(png).decode())


def measure(page: Any, deck: Path, name: str) -> None:
    """Raise a DataError for slides that are over-full in a browser's page, with how many pixels in height."""
    page.goto(deck.resolve().as_uri())
    page.wait_for_function("window.deckFit")
    fits, high = page.evaluate("[window.deckFit, document.documentElement.dataset.high]")
    over = [f"slide {fit['slide']} “{fit['title']}” by {fit['over']} px" for fit in fits if fit["over"]]
    if over:
        raise DataError(f"slides that fit 1280 × {high}, these are over-full: {'; '.join(over)}", file=name)


def printed(page: Any, deck: Path) -> bytes:
    """Print an HTML deck, one page a slide: selectable text, tagged, with an outline, the same bytes every time."""
    page.goto(deck.resolve().as_uri() + "?print-pdf")
    page.wait_for_function("window.deckFit")
    content = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    # Chromium writes the time of printing; a fixed one of the same length keeps the file's table of contents true.
    return _DATE.sub(lambda date: b"20000101000000+00'00'"[: len(date[0])].ljust(len(date[0])), content)
