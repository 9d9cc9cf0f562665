"""Decks in the machine's own browser, without a network: reached, legible, nothing over-full, nothing asked."""

import re
import shutil
import subprocess
import unicodedata

import pytest
import trial_deck

from bdlib.errors import DataError
from bdpress.decks import browser

pytestmark = [
    pytest.mark.skipif(browser.find() is None, reason=browser.MISSING),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decks")
    return trial_deck.deck(trial_deck.write(folder), folder, ["html", "pdf"])


@pytest.fixture
def deck(made):
    """The deck open in a tab whose security policy is the deck's own, with what it asked and complained of."""
    with browser.tab(1024, 768, bypass_csp=False) as page:
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(made.files[0].as_uri())
        page.wait_for_selector("html[data-fit]")
        yield page


def test_deck_asks_for_nothing_and_does_not_complain(deck):
    assert [url for url in deck.asked if not url.startswith("data:")] == [deck.url.split("#")[0]]
    assert deck.said == [] and not deck.evaluate("'hacked' in window")


def test_every_slide_is_reached_by_keyboard(deck, made):
    seen = [deck.evaluate("Reveal.getCurrentSlide().getAttribute('aria-label')")]
    while not deck.evaluate("Reveal.isLastSlide()"):
        deck.keyboard.press("Space")
        seen.append(deck.evaluate("Reveal.getCurrentSlide().getAttribute('aria-label')"))
    assert len(seen) == made.slides and len(set(seen)) >= made.slides - 1


def test_a_slide_fills_a_screen_of_four_to_three(deck):
    box = deck.locator(".present .page").first.bounding_box()
    assert (round(box["width"]), round(box["height"])) == (1024, 768)


def test_a_slide_follows_a_window_that_changes(deck):
    deck.set_viewport_size({"width": 1024, "height": 576})
    deck.wait_for_selector("html[style*='720px']")
    box = deck.locator(".present .page").first.bounding_box()
    assert (round(box["width"]), round(box["height"])) == (1024, 576)


def test_overview_and_speaker_view_open(deck):
    deck.keyboard.press("Escape")
    assert deck.evaluate("Reveal.isOverview()")
    deck.keyboard.press("Escape")
    with deck.expect_popup() as notes:
        deck.keyboard.press("s")
    assert "Speaker View" in notes.value.title()


def test_text_is_legible_on_a_small_projector(deck):
    sizes = deck.evaluate("""[...document.querySelectorAll('.page :is(p, li, td, th, h2)')].filter(e => e.offsetParent)
        .map(e => parseFloat(getComputedStyle(e).fontSize) * Reveal.getScale())""")
    assert min(sizes) >= 16


def test_overfull_slide_is_named_and_nothing_written(tmp_path, monkeypatch):
    monkeypatch.setattr(trial_deck, "cells", trial_deck.over_full_cells)
    notebook = trial_deck.write(tmp_path)
    with pytest.raises(DataError, match=r"slide 6 “Mục tiêu 2025.*” by \d+ px"):
        trial_deck.deck(notebook, tmp_path / "out", ["html"])
    assert not (tmp_path / "out").exists()


def test_pdf_has_a_page_a_slide_fonts_inside_and_tags(made):
    printed = made.files[1].read_bytes()
    assert len(re.findall(rb"/Type ?/Page\b", printed)) == made.slides
    assert len(re.findall(rb"/Type ?/FontDescriptor", printed)) == len(re.findall(rb"/FontFile\d? ", printed)) > 0
    assert b"/StructTreeRoot" in printed and b"/Outlines" in printed


def test_same_deck_same_pdf(made, tmp_path):
    again = trial_deck.deck(made.files[0].with_suffix(".ipynb"), tmp_path, ["pdf"])
    assert again.files[0].read_bytes() == made.files[1].read_bytes()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext (poppler-utils) on this machine")
def test_text_copied_from_the_pdf_is_composed_vietnamese(made):
    text = subprocess.run(["pdftotext", made.files[1], "-"], capture_output=True, text=True, check=True).stdout
    assert "Bình Dương chuyển đổi số tới đâu?" in text and unicodedata.is_normalized("NFC", text)
