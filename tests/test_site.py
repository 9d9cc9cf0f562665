"""A collection of pages: neighbours, languages, conflicts by address, no link that leads nowhere."""

import dataclasses

import pandas as pd
import pytest
import trial_deck

from bdlib import study
from bdpress import site
from bdpress.pages.markup import soup

LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two notebooks of one area in two languages."""
    folder = tmp_path_factory.mktemp("site")
    made = []
    for lang in LANGUAGES:
        file = trial_deck.write(folder, lang)
        for notebook in ("03_conflicts", "05_gap_to_target"):
            made.append(site.Made(file, notebook, "VN-74", "63", lang, f"vn-74-63/{notebook}.{lang}.html"))
    homes = {lang: site.home(lang, LANGUAGES) for lang in LANGUAGES}
    more = lambda lang: [("Mâu thuẫn", site.listed(lang, LANGUAGES))]  # noqa: E731
    pages = site.collection(made, folder / "out", homes=homes, shared=True, more=more)
    site.conflict_pages(folder / "out", LANGUAGES, made=made)
    site.galleries(pages, folder / "out", LANGUAGES, shared=True, more=more)
    return folder / "out"


def test_no_link_leads_nowhere(folder):
    assert site.broken(folder) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path):
    (tmp_path / "a.html").write_text('<a href="b.html">x</a><a href="#no">y</a><a href="a.html#yes" id="yes">z</a>')
    assert site.broken(tmp_path) == [("a.html", "b.html"), ("a.html", "#no")]


def test_pages_know_their_neighbours_and_other_languages(folder):
    page = soup((folder / "vn-74-63/03_conflicts.vi.html").read_text())
    ways = {link.get_text(strip=True): link["href"] for link in page.select(".bar a, .turn a")}
    assert ways["English"] == "03_conflicts.en.html" and ways["Mâu thuẫn"] == "../conflicts/index.html"
    assert page.select_one("a[rel=next]")["href"] == "05_gap_to_target.vi.html"


def test_fonts_styles_and_scripts_stand_once(folder):
    text = (folder / "vn-74-63/05_gap_to_target.en.html").read_text()
    assert "@font-face" not in text and '<link rel="stylesheet" href="../assets/page.css">' in text
    assert "@font-face" in (folder / "assets/page.css").read_text()


def test_every_conflict_has_a_page_in_every_language(folder, root):
    from bdlib.reading import read_table

    conflicts = read_table(root / "data/clean/conflicts.csv")
    assert len(list((folder / "conflicts").glob("*.html"))) == len(LANGUAGES) * (len(conflicts) + 1)
    row = conflicts.iloc[0]
    page = soup((folder / f"conflicts/{row['conflict_id']}.html").read_text())
    assert len(page.select("ol.said-by li")) == len(row["figure_ids"].split("|"))
    one = conflicts.loc[conflicts["ref_area"].eq("VN-74"), "conflict_id"].iloc[0]
    ways = soup((folder / f"conflicts/{one}.en.html").read_text()).select(".place a")
    assert [way["href"] for way in ways] == ["../vn-74-63/03_conflicts.en.html"] and "Binh Duong" in ways[0].get_text()


def test_no_two_conflicts_bear_one_title_and_targets_say_so(folder, root):
    cards = [
        card.get_text(" ", strip=True) for card in soup((folder / "conflicts/index.en.html").read_text()).select("li")
    ]
    roles = pd.read_csv(root / "data/clean/conflicts.csv")["role"]
    assert len(cards) == len(set(cards)) and sum("target for" in card for card in cards) == roles.eq("target").sum()


def test_all_areas_of_both_territories_have_pages(root):
    areas = site.areas(root, study.load())
    assert areas[0] == ("VN", "63") and len(areas) == 1 + 63 + 34 and len(set(areas)) == len(areas)


def test_a_study_in_one_language_is_a_site_in_one_language(root, tmp_path):
    made = site.conflict_pages(tmp_path, ("en",))
    assert all(path.name.count(".") == 1 for path in made)
    assert dataclasses.replace(study.load(), title_vi="", title_en="X").said("title", "vi") == "X"
