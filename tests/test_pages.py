"""Pages and their gallery as text: nothing from outside, downloads, anchors, the words to find them by."""

import base64
import json

import pytest
import trial_deck

from bdlib.errors import DataError
from bdpress import pages
from bdpress.pages.blocks import Prose
from bdpress.pages.figure_data import as_table, to_csv
from bdpress.pages.markup import soup


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for lang in ("vi", "en"):
        pages.page(trial_deck.write(folder, lang), folder, links=pages.Links("../index.html"))
    return folder


@pytest.fixture(scope="module")
def page(folder):
    return soup((folder / "07_conference_deck-trial-vi.html").read_text())


def test_page_asks_for_nothing(page):
    asked = [element.get("src") or element.get("href") for element in page.select("link, script[src], img, iframe")]
    assert all(address.startswith("data:") for address in asked)


def test_page_is_in_one_language(page):
    assert page.html["lang"] == "vi" and "Three answers" not in page.get_text()
    assert page.h1.get_text() == "Bình Dương chuyển đổi số tới đâu?"


def test_contents_lead_to_headings(page):
    links = page.select("nav.contents a")
    assert len(links) == 6
    assert all(page.find(id=link["href"][1:]).name in ("h2", "h3") for link in links)


def test_data_behind_a_figure_downloads_as_csv(page):
    link = page.select_one("a.download[download='dti.csv']")
    text = base64.b64decode(link["href"].split(",")[1]).decode("utf-8-sig")
    assert text.splitlines()[:2] == ["province,dti", "Bình Dương,0.71"]


def test_no_cell_of_a_download_is_a_formula():
    table = {"columns": ["=a"], "rows": [["=HYPERLINK(1)"], ["+1"], ["-2,5%"], ["@x"], [-3], ["−4"], [None]]}
    cells = to_csv(table).decode("utf-8-sig").split("\r\n")
    assert cells == ["'=a", "'=HYPERLINK(1)", "'+1", '"\'-2,5%"', "'@x", "-3", "−4", '""', ""]


def test_data_of_a_figure_read_as_the_language_writes():
    table = {"columns": ["target_year", "b", "c"], "rows": [[2024.0, True, 2024], [None, None, 1234.5], ["x", 0, 0.5]]}
    assert as_table(table, "vi").rows == [["2024", "có", "2.024"], ["", "", "1.234,5"], ["x", "0", "0,5"]]
    assert as_table(table, "en").numeric == [True, True, True]


def test_amounts_of_a_figure_s_data_have_the_unit_of_their_row():
    table = {"columns": ["obs_value", "unit_measure"], "rows": [[196090000.0, "VND"], [8.88, "percent"], [None, "VND"]]}
    assert as_table(table, "en").rows == [["196.09 million VND"], ["8.88%"], [""]] and to_csv(table).count(b"VND") == 2


def test_cells_of_a_figure_s_data_may_hold_lists():
    made = as_table({"columns": ["a", "b"], "rows": [[["x"], None], [{"y": 1}, ""]]}, "en")
    assert (made.header, made.rows) == (["a"], [["['x']"], ["{'y': 1}"]])


def test_what_comes_from_data_shows_as_text(page):
    assert "<script>window.hacked = 1</script>" in page.select("h2")[-1].get_text()
    assert not page.find("img", src="x")


def test_same_notebook_same_page(folder):
    first = (folder / "07_conference_deck-trial-vi.html").read_bytes()
    again = pages.page(
        folder / "07_conference_deck-trial-vi.ipynb", folder / "again.html", links=pages.Links("../index.html")
    )
    assert again.read_bytes() == first
    again.unlink()


def test_gallery_is_in_one_language_with_titles_and_first_sentences(folder):
    gallery = soup(pages.index(folder.glob("07*.html"), folder / "index.html", "en").read_text())
    cards = gallery.select(".cards li")
    assert [card["data-lang"] for card in cards] == ["en"] and gallery.html["lang"] == "en"
    assert cards[0].strong.get_text() == "How digital is Binh Duong?" and (folder / cards[0].a["href"]).is_file()
    assert "86,3%" in cards[0].select_one(".summary").get_text() and gallery.h2.get_text().startswith("Binh Duong")


def test_a_card_has_no_sentence_that_only_leads_to_the_next():
    said = [Prose("", True, tuple({"text": one} for one in each)) for each in (("All:", "3 of 4."), ("All:",))]
    assert [pages._sentence(one) for one in (*said, Prose("**All:**"))] == ["All: 3 of 4.", "", ""]


def test_gallery_knows_the_areas_that_have_no_page_and_the_command_that_builds_them(folder):
    text = pages.index(folder.glob("07*.html"), folder / "index.html").read_text()
    unbuilt = json.loads(soup(text).select_one("#bdlib-unbuilt").string)
    commands = {area["command"] for area in unbuilt}
    assert "bdlib report --area VN-72" in commands and "bdlib report --area VN-74" not in commands
    assert {area["when"] for area in unbuilt if area["name"] == "Tây Ninh"} == {"đến 30/06/2025", "từ 01/07/2025"}


def test_gallery_takes_only_pages_of_its_own(tmp_path):
    (tmp_path / "other.html").write_text("<html></html>")
    with pytest.raises(DataError, match="a page that bdlib wrote"):
        pages.index([tmp_path / "other.html"], tmp_path / "index.html")


def test_card_cannot_close_its_script(folder):
    text = (folder / "07_conference_deck-trial-vi.html").read_text()
    card = json.loads(text.split('id="bdlib-page">')[1].split("</script>")[0])
    assert card["area"] == "VN-74" and "<" not in text.split('id="bdlib-page">')[1].split("</script>")[0]
