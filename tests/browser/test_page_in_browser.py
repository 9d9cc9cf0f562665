"""Pages and gallery in the machine's own browser, from file://, without a network."""

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


def test_gallery_finds_pages_with_and_without_diacritics(tab, folder):
    tab.goto((folder / "index.html").as_uri())
    for words, expected in (("bình dương", 2), ("binh duong", 2), ("digital", 1), ("Tây Ninh", 0)):
        tab.fill("form.search input", words)
        assert visible(tab, ".cards li") == expected
    tab.fill("form.search input", "")
    tab.select_option("select[name=lang]", "en")
    assert visible(tab, ".cards li") == 1 and tab.said == []


def test_page_opens_from_the_gallery_and_filters_its_table(tab, folder):
    tab.goto((folder / "index.html").as_uri())
    tab.click(".cards a")
    tab.fill(".table input", "bang rong")
    assert visible(tab, ".table:has(input) tbody tr") == 3
    assert tab.text_content(".table [role=status]") == "3 dòng" and tab.said == []


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
