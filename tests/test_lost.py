# ruff: noqa: E501 (a way a line)
"""No command writes to, renames over or removes a file that it did not make: one row a way."""

import json
import os
import shutil

import bad_input
import nbformat
import pytest
import trial_deck
from trial import notebook

from bdlib.errors import DataError
from bdpress import cli, runs
from bdpress.runs import manifest, planning
from bdpress.site import running

pytestmark = pytest.mark.xdist_group("kernels")
CELLS, FAILS = ("# W", "n: int = 1", "n"), ("# W", "n: int = 1", "1 / 0")


def everything(folder):
    """Every file that is there, by its path: what it is and what it holds."""
    files = [path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()]
    return {
        path: (
            path.lstat().st_ino,
            path.readlink() if path.is_symlink() else path.read_bytes() if path.is_file() else b"",
        )
        for path in files
    }


def kept(before, folder):
    after = everything(folder)
    return [path for path in before if after.get(path) != before[path]]


def linked(tmp_path):
    (tmp_path / "out").mkdir()
    os.link(tmp_path / "w.ipynb", tmp_path / "out" / "w.ipynb")


def symlinked(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "w.ipynb").symlink_to(tmp_path / "w.ipynb")


def theirs(*names):
    def make(tmp_path):
        (tmp_path / "out").mkdir()
        for name in names:
            (tmp_path / "out" / name).write_text("theirs", encoding="utf-8")

    return make


def folder_linked(tmp_path):
    (tmp_path / "out").symlink_to(tmp_path)


RUNS = [
    ("into the folder of the notebook", CELLS, lambda t: None, ["--out", "."], 0),
    ("into no folder", CELLS, lambda t: None, ["--out", ""], 0),
    ("that raises, into its own folder", FAILS, lambda t: None, ["--out", "."], 1),
    ("with a kernel that is none", CELLS, lambda t: None, ["--out", ".", "--kernel", "nope"], 1),
    ("into a link to its own folder", CELLS, folder_linked, ["--out", "out"], 0),
    ("over a hard link to it", CELLS, linked, ["--out", "out"], 0),
    ("over a link to it", CELLS, symlinked, ["--out", "out"], 0),
    ("that raises, over a link to it", FAILS, symlinked, ["--out", "out"], 1),
    ("over a notebook of that name", CELLS, theirs("w.ipynb"), ["--out", "out"], 0),
    ("over a failed one of that name", FAILS, theirs("w.failed.ipynb"), ["--out", "out"], 1),
    ("over what a sweep would take", CELLS, theirs(".w.partial.ipynb", ".x.partial", ".lock", ".w.ipynb-12345678"), ["--out", "out"], 0),
    ("over an index", CELLS, theirs("index.html"), ["--out", "out"], 1),
    ("over a log", CELLS, theirs("run.log"), ["--out", "out"], 1),
    ("over a manifest", CELLS, theirs("manifest.json"), ["--out", "out"], 1),
    ("over a manifest that is a fifo", CELLS, lambda t: ((t / "out").mkdir(), os.mkfifo(t / "out" / "manifest.json")), ["--out", "out"], 1),
    ("over a folder of that name", CELLS, lambda t: (t / "out" / "w.ipynb").mkdir(parents=True), ["--out", "out"], 0),
    ("into a file", CELLS, lambda t: (t / "out").write_text("theirs"), ["--out", "out"], 1),
    ("over the hidden folder", CELLS, lambda t: ((t / "out").mkdir(), (t / "out" / ".bdlib-run").write_text("theirs")), ["--out", "out"], 1),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "before", "options", "code"), [row[1:] for row in RUNS], ids=[row[0] for row in RUNS]
)
def test_run_loses_nothing(tmp_path, monkeypatch, capsys, cells, before, options, code):
    notebook(tmp_path / "w.ipynb", cells)
    before(tmp_path)
    there = everything(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["run", "w.ipynb", "--quiet", *options]) == code
    assert kept(there, tmp_path) == [] and capsys.readouterr().err.count("\n") <= 1


def batch(path, **options):
    return runs.run(path, out=path.parents[1] / "out", progress=False, **options).manifest.iloc[0]


@pytest.mark.parametrize("name", ["w.ipynb", "W.ipynb", "w!.ipynb"])
def test_two_notebooks_of_one_name_have_two_names(tmp_path, name):
    paths = [tmp_path / "a" / "w.ipynb", tmp_path / "b" / name]
    for number, path in enumerate(paths):
        path.parent.mkdir()
        notebook(path, ("# W", f"n: int = {number}", "n"))
    first, second, again = batch(paths[0]), batch(paths[1]), batch(paths[0])
    assert again.equals(first) and first["output"] != second["output"]
    assert set(manifest.read(tmp_path / "out").runs) == {first["name"], second["name"]}
    both = runs.run(paths[::-1], out=tmp_path / "out", progress=False).manifest
    assert set(both["name"]) == {first["name"], second["name"]} and both["status"].eq("done").all()


def test_an_output_that_somebody_edited_stays_and_is_run_anew(tmp_path):
    path = notebook(tmp_path / "w.ipynb", CELLS)
    out = tmp_path / "out"
    first = runs.run(path, out=out, progress=False).manifest.iloc[0]
    book = nbformat.read(out / first["output"], 4)
    book.cells[-1].source += "  # my note"
    nbformat.write(book, out / first["output"])
    edited = (out / first["output"]).read_bytes()
    for resume in (True, False, True):
        second = runs.run(path, out=out, progress=False, resume=resume).manifest.iloc[0]
        assert second["status"] == "done" and second["output"] != first["output"]
    assert (out / first["output"]).read_bytes() == edited
    assert sorted(run.status for run in manifest.read(out).runs.values()) == ["changed", "done"]


def test_what_a_killed_batch_left_unrecorded_is_replaced_by_a_later_one(tmp_path):
    path, out = notebook(tmp_path / "w.ipynb", CELLS), tmp_path / "out"
    runs.run(path, out=out, progress=False)
    told = json.loads((out / "manifest.json").read_text())
    told["runs"][0] |= {"status": "running", "output": "", "sha256": ""}
    (out / "manifest.json").write_text(json.dumps(told))
    notebook(path, ("# W", "n: int = 1", "n + 1"))
    assert runs.run(path, out=out, progress=False).manifest["output"].tolist() == ["w.ipynb"]
    assert [file.name for file in out.glob("*.ipynb")] == ["w.ipynb"]


def test_values_that_look_alike_have_two_names(tmp_path):
    path = notebook(tmp_path / "w.ipynb", ("# W", 'a: str = ""', "a"))
    names = [
        runs.run(path, [{"a": a}], out=tmp_path / "out", progress=False).manifest["name"][0]
        for a in ("x y", "x-y", "x y")
    ]
    assert names[0] == names[2] != names[1]


def test_a_file_that_a_cell_puts_in_the_way_stays(tmp_path):
    code = f"import pathlib\npathlib.Path({str(tmp_path / 'out' / 'w.ipynb')!r}).write_text('theirs')"
    path = notebook(tmp_path / "w.ipynb", ("# W", "n: int = 1", code))
    run = runs.run(path, out=tmp_path / "out", progress=False).manifest.iloc[0]
    assert run["status"] == "done" and run["output"] != "w.ipynb"
    assert (tmp_path / "out" / "w.ipynb").read_text() == "theirs"


@pytest.fixture
def small(tmp_path):
    return bad_input.small_project(tmp_path)


EXTRACT = [
    ("over the article", "article.txt", lambda f: None, 1),
    ("over a link to the article", "rows.csv", lambda f: (f / "rows.csv").symlink_to(f / "article.txt"), 1),
    ("over a hard link to it", "rows.csv", lambda f: os.link(f / "article.txt", f / "rows.csv"), 1),
    ("over a table of theirs", "rows.csv", lambda f: (f / "rows.csv").write_text("theirs"), 1),
    ("beside their part of it", "rows.csv", lambda f: (f / "rows.csv.part").write_text("theirs"), 0),
    ("over a raw table", "data/raw/reported.csv", lambda f: None, 1),
    ("over a folder", "data", lambda f: None, 1),
    ("into a new folder", "new/rows.csv", lambda f: None, 0),
    ("over a fifo", "rows.csv", lambda f: os.mkfifo(f / "rows.csv"), 1),
]  # fmt: skip


@pytest.mark.parametrize(("target", "before", "code"), [row[1:] for row in EXTRACT], ids=[row[0] for row in EXTRACT])
def test_extract_loses_nothing(small, capsys, target, before, code):
    before(small)
    there = everything(small)
    assert cli.main(["extract", str(small / "article.txt"), "--root", str(small), "-o", str(small / target)]) == code
    assert kept(there, small) == [] and "Traceback" not in capsys.readouterr().err


def test_rows_under_review_are_not_written_over(small):
    command = ["extract", str(small / "article.txt"), "--root", str(small), "-o", str(small / "rows.csv")]
    assert cli.main(command) == cli.main(command) == 0
    (small / "rows.csv").write_text((small / "rows.csv").read_text() + "\n")
    reviewed = (small / "rows.csv").read_text()
    assert cli.main(command) == 1 and (small / "rows.csv").read_text() == reviewed


@pytest.mark.parametrize(
    ("to", "name"), [("excel", "observations.excel.csv"), ("sdmx", "structure.xml"), ("sdmx", "observations.sdmx.csv")]
)
def test_export_loses_nothing(small, to, name):
    assert cli.main(["clean", "--root", str(small)]) == 0
    (small / "out").mkdir()
    (small / "out" / name).write_text("theirs")
    there = everything(small)
    command = ["export", "--root", str(small), "--out", str(small / "out"), "--to", to]
    assert cli.main(command) == 1 and kept(there, small) == []
    (small / "out" / name).unlink()
    assert cli.main(command) == cli.main(command) == 0


@pytest.mark.parametrize("name", ["data/clean/notes.md", "data/clean/observations.csv", "data/clean/datapackage.json"])
def test_clean_loses_nothing(small, name):
    (small / name).parent.mkdir(exist_ok=True)
    (small / name).write_text("theirs")
    there = everything(small)
    assert cli.main(["clean", "--root", str(small)]) == (name != "data/clean/notes.md") and kept(there, small) == []
    (small / name).unlink()
    assert cli.main(["clean", "--root", str(small)]) == cli.main(["clean", "--root", str(small)]) == 0


@pytest.mark.parametrize("form", ["html", "pptx"])
@pytest.mark.parametrize("way", ["theirs", "a link to the notebook", "a hard link to it"])
def test_deck_loses_nothing(tmp_path, form, way, monkeypatch):
    monkeypatch.setenv("BDLIB_BROWSER", "/nowhere")
    path = trial_deck.write(tmp_path)
    target = path.with_suffix(f".{form}")
    {
        "theirs": lambda: target.write_text("theirs"),
        "a link to the notebook": lambda: target.symlink_to(path),
        "a hard link to it": lambda: os.link(path, target),
    }[way]()
    there = everything(tmp_path)
    assert cli.main(["deck", str(path), "--to", form]) == 1 and kept(there, tmp_path) == []


def test_the_runs_of_a_site_lose_nothing(tmp_path):
    path = notebook(tmp_path / "w.ipynb", CELLS)
    there = everything(tmp_path)
    with pytest.raises(DataError, match="that of an input"):
        running.run_one(planning.plan([path], [{}])[0], path, tmp_path)
    assert everything(tmp_path) == there


def test_report_asks_before_it_works(small, monkeypatch):
    monkeypatch.setenv("BDLIB_ROOT", str(small))
    (small / "build").mkdir()
    (small / "build" / "index.html").write_text("theirs")
    there = everything(small)
    assert cli.main(["report"]) == 1 and everything(small) == there


def test_what_is_passed_on_names_no_place_of_this_machine(tmp_path):
    path = notebook(tmp_path / "w.ipynb", ("# W", "n: int = 1", "open(__import__('os').path.abspath('none'))"))
    for kernel in (None, "python3"):
        result = runs.run(
            [path, notebook(tmp_path / "fine.ipynb", CELLS)],
            out=tmp_path / "out",
            progress=False,
            kernel=kernel,
            resume=False,
        )
    written = (tmp_path / "out" / "manifest.json").read_text() + (tmp_path / "out" / "fine.ipynb").read_text()
    assert result.manifest["status"].tolist() == ["failed", "done"] and str(tmp_path) not in written
    assert json.loads(written.split("\n{", 1)[0])["runs"][0]["notebook"] == "../w.ipynb"


def test_a_folder_that_moved_is_gone_on_with(tmp_path):
    (tmp_path / "a").mkdir()
    path = notebook(tmp_path / "a" / "w.ipynb", CELLS)
    first = runs.run(path, out=tmp_path / "a" / "out", progress=False).manifest
    shutil.move(tmp_path / "a", tmp_path / "b")
    assert runs.run(tmp_path / "b" / "w.ipynb", out=tmp_path / "b" / "out", progress=False).manifest.equals(first)


@pytest.mark.parametrize("formats", ["", " ", ",", "odp", "html,docx"])
def test_a_deck_of_no_known_format_is_an_error(tmp_path, formats, capsys):
    assert cli.main(["deck", str(trial_deck.write(tmp_path)), "--to", formats]) == 1
    assert "expected one of html, pdf, pptx" in capsys.readouterr().err
