"""Batches: parameters, grids, resuming, and outputs equal to papermill's."""

import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import papermill
import pytest
from trial import notebook

from bdlib.errors import DataError
from bdpress import cli, runs
from bdpress.runs import grids, manifest, signatures

pytestmark = pytest.mark.xdist_group("kernels")
PARAMETERS = (
    'area: str = "Huế"  # a name\nnumber: int = 1\nshare: float = 0.5\nflag: bool = False\nnames: list[str] = []'
)
SHOW = "print(area, number, share, flag, names)"


@pytest.fixture
def small(tmp_path):
    return notebook(tmp_path / "small.ipynb", ("# Small", PARAMETERS, SHOW))


def batch(path, grid=None, **options):
    return runs.run(path, grid, out=path.parent / "out", progress=False, **options)


def printed(result, row=0):
    book = nbformat.read(result.folder / result.manifest["output"][row], 4)
    return book.cells[-1].outputs[0]["text"].strip()


def comparable(path):
    cells = [cell for cell in nbformat.read(path, 4).cells if "run-parameters" not in cell.metadata.tags]
    outputs = [re.sub("0x[0-9a-f]+", "0x", str(cell.get("outputs"))) for cell in cells]
    return [(cell.source, cell.get("execution_count"), shown) for cell, shown in zip(cells, outputs, strict=True)]


@pytest.mark.parametrize("kernel", [None, "python3"])
def test_outputs_equal_plain_papermill(tmp_path, kernel):
    path = notebook(tmp_path / "trial.ipynb")
    values = {"area": 'Cà "Mau"\\', "seed": 3, "scale": 1.0}
    result = batch(path, [values], kernel=kernel)
    papermill.execute_notebook(path, tmp_path / "plain.ipynb", values, progress_bar=False)
    assert comparable(result.folder / result.manifest["output"][0]) == comparable(tmp_path / "plain.ipynb")


def test_text_is_fitted_to_the_declared_types(small):
    result = batch(small, [{"number": "7", "share": "1", "flag": "true", "names": '["a", "b"]', "area": 34}])
    assert printed(result) == "34 7 1.0 True ['a', 'b']"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"aera": "Huế"}, "did you mean area"),
        ({"number": "seven"}, "parameter number: found 'seven', expected int"),
        ({"number": 1.5}, "expected int"),
        ({"number": True}, "expected int"),
        ({"flag": 1}, "expected bool"),
        ({"area": ["Huế"]}, "expected str"),
        ({"area; import os": 1}, "expected one of area"),
    ],
)
def test_a_wrong_row_fails_before_anything_starts(small, row, message):
    with pytest.raises(DataError, match=message):
        batch(small, [{"number": 1}, row])
    assert not list((small.parent / "out").glob("*.ipynb"))


def test_choices_are_those_of_the_annotation(tmp_path):
    path = notebook(tmp_path / "c.ipynb", ("# C", 'lang: Literal["vi", "en"] = "vi"  # language', "lang"))
    assert signatures.read(path).parameters["lang"].choices == ("vi", "en")
    with pytest.raises(DataError, match="one of vi, en; did you mean en"):
        batch(path, [{"lang": "eng"}])


@pytest.mark.parametrize("code", ["import bdviews as bv\nbv.check(area=area)", "parameters.check(area=area)"])
def test_values_of_the_projects_parameters_are_checked_too(tmp_path, code):
    path = notebook(tmp_path / "p.ipynb", ("# P", 'area: str = "Huế"', code))
    with pytest.raises(DataError, match=r"row 2 of the grid, parameter area: found 'Bin Duong'.*Bình Dương \(VN-74\)"):
        batch(path, [{"area": "Cà Mau"}, {"area": "Bin Duong"}])


def test_what_is_finished_is_kept_and_only_that(small):
    first = batch(small, [{"number": 1}, {"number": 2}]).manifest
    (small.parent / "out" / first["output"][1]).write_text("{}", encoding="utf-8")
    second = batch(small, [{"number": 1}, {"number": 2}, {"number": 3}]).manifest
    assert second["status"].eq("done").all() and len(second) == 3
    assert second["started"][0] == first["started"][0] and second["seconds"][0] == first["seconds"][0]
    assert nbformat.read(small.parent / "out" / second["output"][1], 4)


def test_another_notebook_another_key(small):
    first = batch(small).manifest
    notebook(small, ("# Small", PARAMETERS, SHOW + "  # changed"))
    assert batch(small).manifest["key"][0] != first["key"][0]


def test_a_finished_notebook_that_was_not_written_down_is_adopted(small):
    before = batch(small).manifest
    (small.parent / "out" / "manifest.json").unlink()
    after = batch(small).manifest
    assert after[["sha256", "status", "key"]].equals(before[["sha256", "status", "key"]])


def test_a_failure_is_kept_marked_and_run_again(tmp_path):
    path = notebook(tmp_path / "f.ipynb", ("# F", "n: int = 1", "assert n != 2", "n"))
    result = batch(path, [{"n": n} for n in (1, 2, 3)])
    assert result.manifest["status"].tolist() == ["done", "failed", "done"]
    assert result.failed["error"].item() == "In [3]: AssertionError:"
    book = nbformat.read(result.folder / "f--2.failed.ipynb", 4)
    assert sum("papermill-error-cell-tag" in cell.metadata.tags for cell in book.cells) == 2
    notebook(path, ("# F", "n: int = 1", "assert n != 4", "n"))
    assert batch(path, [{"n": 2}]).failed.empty
    assert sorted(file.name for file in result.folder.glob("*2*")) == ["f--2.ipynb"]


def test_names_stay_in_the_folder(small):
    result = batch(small, [{"area": area} for area in ("../../x", "/etc/passwd", "a\nb", "..", "Đồng Nai")])
    assert result.failed.empty
    assert {file.name for file in small.parent.iterdir()} == {"small.ipynb", "out"}
    assert "small--dong-nai.ipynb" in set(result.manifest["output"])


def test_a_link_in_the_folder_leads_nowhere(small):
    folder, other = small.parent / "out", small.parent / "other"
    folder.mkdir()
    for name in ("small.ipynb", "small.failed.ipynb"):
        (folder / name).symlink_to(other)
    assert batch(small).failed.empty and not other.exists()
    (folder / "run.log").unlink()
    (folder / "run.log").symlink_to(other)
    with pytest.raises(DataError, match="another folder"):
        batch(small, resume=False)
    assert not other.exists()


def test_values_are_text_in_the_table_and_in_the_code(small):
    evil = '"]\nimport os\n</td><script>alert(1)</script>{pm} \\'
    result = batch(small, [{"area": evil}])
    book = nbformat.read(result.folder / result.manifest["output"][0], 4)
    assert "<script>" not in book.cells[1].source and "&lt;script&gt;" in book.cells[1].source
    assert printed(result).startswith(evil)


def test_two_batches_never_share_a_folder(small):
    folder = small.parent / "out"
    with manifest.locked(folder), pytest.raises(DataError, match="no other batch uses"):
        batch(small)


def test_the_index_names_every_run_and_links_every_output(small):
    result = batch(small, [{"number": 1}, {"number": 2}])
    page = (result.folder / "index.html").read_text(encoding="utf-8")
    assert re.findall('href="([^"]+)"', page)[2:] == result.manifest["output"].tolist()
    assert "share = 0.5" in page and "<th>number</th>" in page and "<th>share</th>" not in page


def test_the_command_line_reports_failure(tmp_path, capsys):
    path = notebook(tmp_path / "f.ipynb", ("# F", "n: int = 1", "assert n != 2"))
    command = ["run", str(path), "--out", str(tmp_path / "out"), "--quiet"]
    assert cli.main([*command, "-p", "n=1"]) == 0
    assert cli.main([*command, "-p", "n=2"]) == 1
    assert "failed: f--2: In [3]: AssertionError" in capsys.readouterr().out
    assert cli.main([*command, "-p", "m=2"]) == 1
    assert "parameter m: expected one of n" in capsys.readouterr().err


def test_plain_papermill_needs_nothing_of_ours(tmp_path):
    path = notebook(tmp_path / "small.ipynb", ("# Small", PARAMETERS, SHOW))
    command = [
        sys.executable,
        "-m",
        "papermill",
        "--no-progress-bar",
        path,
        tmp_path / "out.ipynb",
        "-p",
        "number",
        "9",
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert "9 0.5" in json.dumps(nbformat.read(tmp_path / "out.ipynb", 4))


def grid(tmp_path, text, name="grid.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return grids.read(path)


def test_a_grid_combines_rows_and_products(tmp_path):
    rows = grid(tmp_path, "parameters: {lang: vi}\nproduct: {a: [1, 2, 3], b: [x, y]}\nrows: [{c: 1}, {c: 2}]")
    expected = pd.MultiIndex.from_product([[1, 2], [1, 2, 3], ["x", "y"]])
    assert [(row["c"], row["a"], row["b"]) for row in rows] == list(expected)
    assert {row["lang"] for row in rows} == {"vi"}


@pytest.mark.parametrize(
    "said", "012 0x1F 0o17 12:30 1_000 1e3 yes no on off 2024-01-01 +5 .inf = 1.2.3 10 -7 0".split()
)
def test_text_is_as_it_was_typed_where_text_is_declared(small, said):
    (row,) = grid(small.parent, f"rows: [{{area: {said}}}]")
    assert signatures.fit(row, signatures.read(small), "")["area"] == said


def test_yes_and_no_are_truth_values_where_those_are_declared(tmp_path):
    signature = signatures.read(notebook(tmp_path / "b.ipynb", ("# B", "known: bool = False  # said", "known")))
    said = grid(tmp_path, "product: {known: [yes, No, on, OFF, true, False]}")
    assert [signatures.fit(row, signature, "")["known"] for row in said] == [True, False] * 3


def test_half_of_a_letter_that_a_cell_prints_is_shown_as_unknown(tmp_path, capfd):
    path = notebook(tmp_path / "h.ipynb", ("# H", "print('a\\ud800b')", "raise ValueError('\\udce9')"))
    assert batch(path).failed["error"].item().endswith("ValueError: \ufffd")
    book = nbformat.read(tmp_path / "out" / "h.failed.ipynb", 4)
    assert [each.text for cell in book.cells for each in cell.get("outputs", []) if "text" in each] == ["a\ufffdb\n"]
    assert "Traceback" not in capfd.readouterr().err


def test_a_grid_may_be_csv(tmp_path):
    rows = grid(tmp_path, "area,n\nHuế,1\nCà Mau,2\n", "grid.csv")
    assert rows == [{"area": "Huế", "n": "1"}, {"area": "Cà Mau", "n": "2"}]


@pytest.mark.parametrize("text", ["a", "product: {a: 1}", "product: {a: []}", "rows: [1]", "1: 2", "a: \0",
                                  "rows: [{1: 2}]", "parameters: [a]"])  # fmt: skip
def test_a_wrong_grid_is_one_error_that_names_the_file(tmp_path, text):
    with pytest.raises(DataError, match=r"grid\.yaml"):
        grid(tmp_path, text)


def test_a_grid_without_rows_or_with_too_many_is_an_error(tmp_path):
    with pytest.raises(DataError, match="at least one run"):
        grid(tmp_path, "area\n", "grid.csv")
    with pytest.raises(DataError, match="at most 1000000 runs"):
        grid(tmp_path, f"product: {{a: {list(range(2000))}, b: {list(range(2000))}}}")


@pytest.mark.parametrize("path", sorted(Path(__file__).parents[1].glob("runs/grids/*")), ids=lambda path: path.name)
def test_the_projects_grids_can_be_read(path):
    assert grids.read(path)
