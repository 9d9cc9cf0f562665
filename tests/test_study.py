"""Studies of one's own: what `bdlib new` makes runs as it is, and nothing of our own collection is taken for given."""

import html
import os
import re
import subprocess
import sys

import nbformat
import pandas as pd
import pytest
import studies
from conftest import ROOT

import bdlib as bd
from bdlib import reconciliation, study
from bdlib.comparison.fields import _standing
from bdlib.errors import DataError
from bdlib.reconciliation import KEY
from bdlib.schemas import RAW
from bdpress import decks
from bdpress.cli import main
from bdpress.new import make
from bdpress.pages.document import read
from bdpress.pages.wording import head_line
from bdpress.runs import grids
from bdviews import language, parameters, targets

OURS = re.compile(
    r"[ăđơưạảấầậếềệốồộớờợứừựỳỹ]|\bprovinc\w*|\b(63|34)\b|digital transformation|GRDP|PAPI|\bDTI\b|(?<!Be )Vietnam", re.I
)


def command(folder, *arguments):
    """Run bdlib in a study, as a user does."""
    told = {name: value for name, value in os.environ.items() if name != "BDLIB_ROOT"} | {"PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-m", "bdpress", *arguments], cwd=folder, env=told, capture_output=True,
                          text=True, timeout=300)  # fmt: skip


def areas(*rows):
    return pd.DataFrame(rows, columns=["area", "level", "valid_from", "valid_to"])


def test_a_new_study_is_clean_as_it_is(tmp_path):
    make(tmp_path / "one", title="Internet users", languages=["en"])
    corpus = bd.load(tmp_path / "one")
    assert len(corpus.reported) == 3 and len(bd.assess(bd.clean(corpus)).conflicts) == 1
    assert study.load(tmp_path / "one").said("title", "vi") == "Internet users"
    codebook = (tmp_path / "one/data/raw/README.md").read_text()
    assert all(f"| {name} |" in codebook or f"| ({name}) |" in codebook for name in RAW["reported"].columns)


def test_a_language_that_a_study_cannot_be_told_in_is_said_to_be_wanting(tmp_path, monkeypatch):
    make(tmp_path / "one", title="Rivers", languages=["en"])
    os.utime(tmp_path / "one/study.toml", (1, 1))  # else what was read before is remembered
    monkeypatch.setattr(study, "LANGUAGES", ("vi", "en", "fr"))
    with pytest.raises(DataError, match=r"title_fr.*bdlib\.study\.Study"):
        study.load(tmp_path / "one")


def test_a_new_study_takes_no_folder_of_somebody_else(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(DataError, match="empty"):
        make(tmp_path)


def test_notebooks_of_a_study_in_english_have_no_vietnamese(tmp_path):
    make(tmp_path / "one", languages=["en"])
    books = [nbformat.read(path, as_version=4) for path in (tmp_path / "one/notebooks").glob("*.ipynb")]
    found = [cell.source for book in books for cell in book.cells if OURS.search(cell.source)]
    assert len(books) == 8 and not found


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('titel_en = "x"', "titel_en.*did you mean title_en"),
        ('languages = ["de"]', "some of vi, en"),
        ("languages = []", "some of vi, en"),
        ('levels = "country"', "a list of texts"),
        ("title_en = ", "TOML"),
    ],
)
def test_a_wrong_key_of_a_study_is_named(tmp_path, said, message):
    (tmp_path / "study.toml").write_text(said)
    with pytest.raises(DataError, match=message):
        study.load(tmp_path)


def test_divisions_follow_from_the_days_of_areas():
    listed = areas(("A", "city", "", "2019-12-31"), ("B", "city", "", "2019-12-31"), ("AB", "city", "2020-01-01", ""),
                   ("C", "city", "", ""), ("X", "country", "", ""))  # fmt: skip
    found = study.divisions(study.divided(listed))
    assert {name: sorted(part.index) for name, part in found.items()} == {"3": ["A", "B", "C"], "2": ["AB", "C"]}
    assert study.whole(listed) == "X"


def test_divisions_of_one_size_are_told_apart_by_their_day():
    found = study.divisions(study.divided(areas(("A", "city", "", "2019-12-31"), ("B", "city", "2020-01-01", ""))))
    assert list(found) == ["1", "1@2020-01-01"]


def test_countries_that_are_compared_make_no_whole(tmp_path):
    corpus = bd.load(studies.five_countries(tmp_path / "s"))
    found = bd.compare(bd.reconcile(bd.assess(bd.clean(corpus))), area="Finland", indicator="poverty", period="2022")
    assert study.whole(corpus.areas) == "" and found.frame[["rank", "rank_of"]].iloc[0].tolist() == [3, 5]
    assert parameters.check(root=corpus.root).territory == "5"


def test_daily_counts_meet_by_day_only(tmp_path):
    case = bd.assess(bd.clean(bd.load(studies.epidemic(tmp_path / "s"))))
    periods = case.claims.set_index("figure_id")["time_period"]
    for ids in case.conflicts["figure_ids"].str.split("|"):
        assert len(ids) == 3 and periods[ids].nunique() == 1
    est = bd.reconcile(case)
    assert len(case.conflicts) == 2 and len(est.frame) == 20
    assert bd.cite(est, "Norway", "cases_total", "2020-03-04").value == 180


@pytest.fixture(scope="module", params=[studies.minimal, studies.labour_market], ids=lambda one: one.__name__)
def reported(request, tmp_path_factory):
    """A small study, everything run; and what the command said."""
    folder = request.param(tmp_path_factory.mktemp("study") / "s")
    return folder, command(folder, "report")


def test_every_notebook_and_page_of_a_small_study_is_made(reported):
    folder, done = reported
    assert done.returncode == 0 and done.stdout.splitlines()[0].endswith(f"study {folder}"), done.stdout + done.stderr
    assert len(list((folder / "build/pages").glob("*.html"))) == 6 and "failed" not in done.stdout


def test_what_has_not_changed_is_not_made_again_and_what_is_gone_is(reported):
    folder, page = reported[0], next((reported[0] / "build/pages").glob("*.html"))
    assert "nothing has changed; 6 pages" in command(folder, "report").stdout
    text = page.read_bytes()
    page.unlink()
    assert "writing the pages" in command(folder, "report").stdout and page.read_bytes() == text


def test_pages_of_another_study_say_nothing_of_ours(reported):
    for path in (reported[0] / "build").rglob("*.html"):
        text = re.sub(r"<(script|style|pre)\b.*?</\1>|data:[^\"]*", "", path.read_text(), flags=re.S)
        text = html.unescape(re.sub(r"<(?!img)[^>]+>", " ", text)).partition("Fonts and licences")[0]
        assert not OURS.search(text), (path.name, text[max(0, OURS.search(text).start() - 60) :][:120])


def test_a_talk_and_a_citation_of_a_small_study(reported):
    folder, _ = reported
    ran = command(folder, "run", "notebooks/07_conference_deck.ipynb", "--quiet")
    made = command(folder, "deck", "build/runs/07_conference_deck.ipynb", "--to", "html")
    assert (ran.returncode, made.returncode) == (0, 0) and "slides" in made.stdout
    indicator = bd.load(folder).indicators["indicator"].iloc[0]
    assert command(folder, "cite", "Norway", indicator, "--year", "2023").stdout.startswith(("Unemp", "Employ"))


def test_extract_asks_for_codelists_alone(tmp_path):
    for name in ("one", "two"):
        make(tmp_path / name, example=name == "two")
    (tmp_path / "page.txt").write_text("In 2024 about 71% of the people in Northland were Internet users.")
    told = command(tmp_path / "one", "extract", "../page.txt", "-o", "../rows.csv")
    assert told.returncode == 1 and "areas.csv" in told.stderr
    for name in ("areas.csv", "indicators.csv"):
        (tmp_path / "one/data/raw" / name).write_text((tmp_path / "two/data/raw" / name).read_text())
    (tmp_path / "other.txt").write_text("In 2024 about 71% of Eastland's forests were healthy.")
    told = command(tmp_path / "one", "extract", "../other.txt", "-o", "../rows.csv")
    assert "no area of areas.csv" in told.stderr and "no indicator of indicators.csv" in told.stderr
    told = command(tmp_path / "one", "extract", "../page.txt", "-o", "../rows.csv")
    assert told.returncode == 0 and "no area" not in told.stderr
    assert pd.read_csv(tmp_path / "rows.csv")["figure"].tolist() == ["about 71%"]


def test_a_grid_of_all_areas_follows_the_study(tmp_path, monkeypatch):
    make(tmp_path / "one")
    monkeypatch.setenv("BDLIB_ROOT", str(tmp_path / "one"))
    assert [row["area"] for row in grids.read(tmp_path / "one/runs/grids/areas.yaml")] == ["NORTH", "SOUTH"]


def test_the_title_of_a_deck_is_the_one_that_the_study_has_today(tmp_path):
    make(tmp_path / "one", title=["Cũ", "Old"], languages=["vi", "en"])
    file = tmp_path / "one/study.toml"
    file.write_text(re.sub('title_en = "Old"', 'title_en = "Water"', file.read_text()))
    book = tmp_path / "one/notebooks/07_conference_deck.ipynb"
    titled = decks._titled(read(book, "en"), book)
    assert titled.title == "Water – What holds, and how far is the goal?"
    assert head_line(titled, "Findings").startswith("Water")


def test_a_unit_of_the_study_is_shown_as_it_writes_it():
    assert language.quantity(240, "MW", "en") == "240 MW"
    assert language.quantity(240, "count", "en") == "240"


def test_a_figure_that_its_maker_revised_has_no_voice_in_any_method():
    claims = pd.DataFrame({name: "" for name in KEY} | {"figure_id": ["a", "b"], "lost": ["revised", ""]})
    assert reconciliation._standing(claims)["figure_id"].tolist() == ["b"]
    assert len(reconciliation._standing(claims[:1])) == 1


def test_an_area_that_closed_counts_up_to_its_year_only():
    part = pd.DataFrame({"valid_to": ["", "2022-12-31", "2022-12-31"], "successor": ["", "", "A"]})
    assert [_standing(part, year) for year in ("2022", "2023")] == [3, 2]


def test_a_target_of_neither_direction_is_not_said_to_be_absent(tmp_path):
    make(tmp_path / "one")
    raw = tmp_path / "one/data/raw"
    (raw / "indicators.csv").write_text((raw / "indicators.csv").read_text().replace(",up,", ",none,"))
    rows = pd.read_csv(raw / "reported.csv", dtype=str, keep_default_na=False)
    rows = pd.concat([rows, rows[:1].assign(figure_id="x-001", role="target", target_year="2030", period="2030")])
    rows.to_csv(raw / "reported.csv", index=False)
    tables = bd.clean(bd.load(tmp_path / "one"))
    found = bd.progress(bd.reconcile(bd.assess(tables)), tables.targets)
    area = tables.targets["ref_area"].iloc[0]
    assert "that could be judged" in str(targets.sentences(found, area, "en", tables)[0])


def test_a_command_lets_go_of_its_project(tmp_path, monkeypatch):
    monkeypatch.delenv("BDLIB_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["run", "none.ipynb", "--quiet"]) == 1 and "BDLIB_ROOT" not in os.environ
    monkeypatch.setenv("BDLIB_ROOT", "elsewhere")
    assert main(["run", "none.ipynb", "--quiet"]) == 1 and os.environ["BDLIB_ROOT"] == "elsewhere"


def test_a_title_is_of_one_language(tmp_path):
    make(tmp_path / "one", title=['Sông "A"'], languages=["vi", "en"])
    make(tmp_path / "two", title=["Sông", "Rivers"], languages=["vi", "en"])
    told = [study.load(tmp_path / name) for name in ("one", "two")]
    assert [(one.title_vi, one.title_en) for one in told] == [('Sông "A"', ""), ("Sông", "Rivers")]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_study_may_lack_the_names_of_a_language(lang):
    frame = pd.DataFrame({f"name_{lang}": ["A", "B"]})
    assert study.named(frame)[["name_vi", "name_en"]].to_numpy().tolist() == [["A", "A"], ["B", "B"]]


@pytest.mark.parametrize("to", ["sdmx", "excel", "datapackage"])
def test_a_new_study_is_exported(tmp_path, to):
    make(tmp_path / "one")
    assert main(["clean", "--root", str(tmp_path / "one")]) == 0
    assert main(["export", "--to", to, "--root", str(tmp_path / "one"), "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").glob("[a-z]*.*"))) == {"sdmx": 3, "excel": 6, "datapackage": 1}[to]


def test_a_vietnamese_study_tries_vietnamese_expressions(tmp_path):
    for lang in ("vi", "en"):
        make(tmp_path / lang, languages=[lang])
    said = {lang: (tmp_path / lang / "notebooks/02_cleaning.ipynb").read_text() for lang in ("vi", "en")}
    assert "khoảng trên 8%" in said["vi"] and "about 8 percent" not in said["vi"] and "about 8 percent" in said["en"]
