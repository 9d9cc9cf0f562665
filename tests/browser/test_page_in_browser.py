"""Pages and gallery in the machine's own browser, from file://, without a network."""

import json

import pandas as pd
import pytest
import trial_deck

from bdpress import pages
from bdpress.decks import browser

pytestmark = [
    pytest.mark.skipif(browser.find() is None, reason=browser.MISSING),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    made = [pages.page(trial_deck.write(folder, lang, rows=20), folder / "pages") for lang in ("vi", "en")]
    pages.index(made, folder / "index.html")
    wide = pd.DataFrame({f"cột {n} có tên dài": ["một giá trị khá dài", "x"] for n in range(60)})
    cells = [*trial_deck.cells("vi", rows=20), trial_deck.code(trial_deck.table(wide)),
             trial_deck.code(trial_deck.figure(trial_deck.line("vi", "page"))),
             trial_deck.code(trial_deck.figure(trial_deck.bars("vi", "page")))]  # fmt: skip
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    (folder / "full.ipynb").write_text(json.dumps(notebook))
    pages.page(folder / "full.ipynb", folder / "pages")
    return folder


@pytest.fixture
def tab():
    with browser.tab(bypass_csp=False) as page:
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        yield page


def visible(tab, selector: str) -> int:
    return tab.locator(f"{selector}:visible").count()


@pytest.mark.parametrize(("words", "cards"), [("bình dương", 1), ("binh duong", 1), ("chuyen doi", 1), ("Cà Mau", 0)])
def test_gallery_finds_pages_with_and_without_diacritics(tab, folder, words, cards):
    tab.goto((folder / "index.html").as_uri())
    tab.fill("form.search input", words)
    assert visible(tab, ".cards li") == cards and tab.said == []


def test_gallery_names_the_command_for_an_area_without_pages(tab, folder):
    tab.goto((folder / "index.html").as_uri())
    assert visible(tab, ".unbuilt code") == 0
    tab.fill("form.search input", "tay ninh")
    assert "bdlib report --area VN-72" in tab.locator(".unbuilt code").all_text_contents()
    tab.fill("form.search input", "Thái Lan")
    assert visible(tab, ".unbuilt") == 0 and visible(tab, ".nothing") == 1


def test_page_opens_from_the_gallery_and_its_table_filters_all_rows(tab, folder):
    tab.goto((folder / "index.html").as_uri())
    tab.click(".cards a")
    assert visible(tab, ".table tbody tr") == 10
    tab.fill(".table input[type=search]", "bang rong")
    assert visible(tab, ".table tbody tr") == 3
    assert tab.text_content(".table [role=status]") == "3 dòng" and tab.said == []
    tab.fill(".table input[type=search]", "")
    assert visible(tab, ".table tbody tr") == 20


def test_theme_follows_the_reader(tab, folder):
    tab.emulate_media(color_scheme="dark")
    tab.goto((folder / "pages" / "07_conference_deck-trial-vi.html").as_uri())
    paper = "getComputedStyle(document.body).backgroundColor"
    assert tab.evaluate(paper) == "rgb(17, 24, 31)"
    tab.click("button.theme")
    assert tab.evaluate(paper) == "rgb(255, 255, 255)"


def test_nothing_of_data_runs_and_no_page_is_wider_than_its_window(tab, folder):
    tab.set_viewport_size({"width": 400, "height": 800})
    tab.goto((folder / "pages" / "07_conference_deck-trial-vi.html").as_uri())
    assert not tab.evaluate("'hacked' in window")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 400


@pytest.mark.parametrize("width", [1280, 820, 390])
def test_no_column_is_hidden_and_nothing_scrolls_sideways(tab, folder, width):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto((folder / "pages" / "full.html").as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    hidden = "[...document.querySelectorAll('.table')].filter((t) => t.scrollWidth > t.clientWidth + 1).length"
    assert tab.evaluate(hidden) == 0 and tab.said == []


def test_phones_get_narrow_drawings_and_cards(tab, folder):
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto((folder / "pages" / "full.html").as_uri())
    assert visible(tab, ".narrow-only svg") == 2 and visible(tab, ".wide-only svg") == 0
    sizes = "[...document.querySelectorAll('.narrow-only svg text')].map((t) => t.getBoundingClientRect().height)"
    assert min(tab.evaluate(sizes)) >= 12
    heads = "getComputedStyle(document.querySelector('.table:has(.all) td:nth-child(2)'), ':before').content"
    assert tab.evaluate(heads) == '"Hiện tại"'


CONTRAST = """(least) => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const lum = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const ratio = (a, b) => { const [x, y] = [lum(a), lum(b)].sort((m, n) => m - n); return (y + 0.05) / (x + 0.05); };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  const poor = [];
  for (const e of document.querySelectorAll("body *")) {
    if (!e.getClientRects().length) continue;
    const style = getComputedStyle(e), drawn = e.closest("svg");
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const found = ratio(rgb(drawn ? style.fill : style.color), ground(e));
    if (found < least) poor.push(`${e.tagName} ${e.textContent.trim().slice(0, 30)} ${found.toFixed(2)}`);
  }
  return poor;
}"""
MARKS = """() => [...document.querySelectorAll("svg path")].filter((e) => e.getClientRects().length).flatMap((e) => {
  const s = getComputedStyle(e); return [s.fill, s.stroke].filter((c) => c !== "none"); })"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(tab, folder, scheme):
    tab.emulate_media(color_scheme=scheme)
    for name in ("pages/full.html", "index.html"):
        tab.goto((folder / name).as_uri())
        assert tab.evaluate(CONTRAST, 4.5) == []


def test_a_drawing_is_dark_in_the_dark_and_light_on_paper(tab, folder):
    tab.goto((folder / "pages" / "full.html").as_uri())
    light = tab.evaluate(MARKS)
    tab.emulate_media(color_scheme="dark")
    assert not set(tab.evaluate(MARKS)) & set(light)
    tab.emulate_media(color_scheme="dark", media="print")
    assert tab.evaluate(MARKS) == light
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_on_paper_nothing_is_cut_and_type_is_ten_points(tab, folder):
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 688, "height": 1000})  # A4 between its margins, at 96 px an inch
    tab.goto((folder / "pages" / "full.html").as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= 688
    sizes = "[...document.querySelectorAll('main p, main li, main td')].map((e) => getComputedStyle(e).fontSize)"
    assert {round(float(size[:-2]) * 0.75, 1) for size in tab.evaluate(sizes)} == {10.0}
    assert visible(tab, ".table:has(.all) tbody tr") == 20  # all rows, not the first ten
