# ruff: noqa: E501 (a way a line)
"""What parameters cells and kernels of other people's notebooks are, and what a run gives them: one row a way."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import nbformat
import numpy as np
import papermill
import pytest
from trial import notebook

from bdpress import cli, kernels, runs
from bdpress.kernels import choice
from bdpress.kernels.imports import helpers
from bdpress.runs import grids, manifest, planning, signatures

pytestmark = pytest.mark.xdist_group("kernels")
RAW = grids.Raw
CELLS = [
    ("a date given to a text", 'n: str = ""', {"n": date(2024, 5, 1)}, "2024-05-01"),
    ("a date declared", "from datetime import date\nn: date = date(2024, 5, 1)", {"n": "2024-05-02"}, "2024-05-02"),
    ("a tuple declared", "n: tuple = (1, 2)", {"n": [3, 4]}, [3, 4]),
    ("a tuple in text", "n: tuple = (1, 2)", {"n": RAW("(3, 4)")}, [3, 4]),
    ("a tuple given to a list", "n: list = []", {"n": (1, 2)}, [1, 2]),
    ("nothing, with a type", "n: int = None", {"n": None}, None),
    ("a value where nothing is", "n: int = None", {"n": RAW("5")}, 5),
    ("nothing that may be anything", "n = None", {"n": RAW("5.5")}, 5.5),
    ("nothing that may be text", "n = None", {"n": "abc"}, "abc"),
    ("no value", "n: str", {"n": 5}, "5"),
    ("an expression", "n = 2 * 3", {"n": RAW("7")}, 7),
    ("an expression with a type", "n: float = 1 / 3", {"n": RAW("1")}, 1.0),
    ("a call", "import os\nn = os.getcwd()", {"n": "/x"}, "/x"),
    ("a magic", "%matplotlib inline\nn = 1", {"n": RAW("2")}, 2),
    ("a magic, another name", "%matplotlib inline\nm = 1", {"n": "2"}, "2"),
    ("two names at once", "m, n = 1, 2", {"n": 3}, 3),
    ("a loop", "for n in range(3):\n    pass", {"n": 3}, 3),
    ("another type", "n: 'pd.DataFrame' = None", {"n": [1]}, [1]),
    ("types in text", "n: 'int | None' = None", {"n": RAW("3")}, 3),
    ("typing's list", "n: typing.List[int] = []", {"n": RAW("[1]")}, [1]),
    ("typing's union", "n: Union[int, str] = 1", {"n": RAW("a")}, "a"),
    ("typing's optional", "n: Optional[float] = None", {"n": RAW("2")}, 2.0),
    ("numpy's number", "n: int = 1", {"n": np.int64(5)}, 5),
    ("numpy's truth", "n: bool = True", {"n": np.bool_(False)}, False),
    ("a path", 'n: str = ""', {"n": Path("a/b")}, "a/b"),
    ("a number that is text", 'n: str = ""', {"n": RAW("007")}, "007"),
    ("text that could be a number", "n = None", {"n": "007"}, "007"),
    ("a mapping", "n: dict = {}", {"n": {"a": (1, date(2024, 1, 1))}}, {"a": [1, "2024-01-01"]}),
    ("a set by default", "n = {1, 2}", {"n": [1]}, [1]),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "given", "expected"), [row[1:] for row in CELLS], ids=[row[0] for row in CELLS])
def test_a_value_is_fitted_where_its_type_is_known_and_passed_on_where_it_is_not(tmp_path, cell, given, expected):
    path = notebook(tmp_path / "n.ipynb", ("# N", cell, "n"))
    planned = planning.plan([path], grids.rows([given]))[0]
    assert planned.parameters["n"] == expected and type(planned.parameters["n"]) is type(expected)


@pytest.mark.parametrize("cell", [row[1] for row in CELLS], ids=[row[0] for row in CELLS])
def test_a_notebook_of_any_cell_can_be_planned_without_values(tmp_path, cell):
    json.dumps(planning.plan([notebook(tmp_path / "n.ipynb", ("# N", cell, "n"))], [{}])[0].row)


def test_a_day_in_a_grid_is_text(tmp_path):
    (tmp_path / "g.yaml").write_text("rows: [{day: 2024-05-01}]", encoding="utf-8")
    assert grids.rows(tmp_path / "g.yaml") == [{"day": "2024-05-01"}]


def test_defaults_that_papermill_cannot_write_are_left_to_the_cell(tmp_path):
    path = notebook(tmp_path / "n.ipynb", ("# N", "a = 2 * 3\nb = (1, 2)\nc = {4}\nd: int = 1", "print(a, b, c, d)"))
    result = runs.run(path, [{"d": 2}], out=tmp_path / "out", progress=False)
    assert (
        nbformat.read(result.folder / result.manifest["output"][0], 4).cells[-1].outputs[0].text == "6 (1, 2) {4} 2\n"
    )


def spec(folder, name, **more):
    at = folder / "kernels" / name
    at.mkdir(parents=True)
    (at / "kernel.json").write_text(
        json.dumps(
            {
                "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
                "display_name": name,
                "language": "python",
                **more,
            }
        )
    )


KERNELS = [
    ("this Python", {}, True),
    ("its name", {"argv": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]}, True),
    ("another environment", {"argv": ["/opt/other/bin/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]}, False),
    ("another Python", {"argv": ["python3.4", "-m", "ipykernel_launcher"]}, False),
    ("another launcher", {"argv": [sys.executable, "-m", "xpython", "-f", "{connection_file}"]}, False),
    ("R", {"argv": ["R", "--slave", "-e", "IRkernel::main()"], "language": "R"}, False),
    ("variables of its own", {"env": {"A": "b"}}, False),
    ("no command", {"argv": []}, False),
]  # fmt: skip


@pytest.mark.parametrize(("said", "warm"), [row[1:] for row in KERNELS], ids=[row[0] for row in KERNELS])
def test_only_this_python_is_forked(tmp_path, monkeypatch, said, warm):
    spec(tmp_path, "theirs", **said)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert (choice.choose("theirs")[0] == kernels.NAME) == warm
    assert choice.choose("python3", "theirs")[0] == "theirs"


def test_another_kernel_runs_as_papermill_runs_it(tmp_path, monkeypatch):
    spec(tmp_path, "theirs", env={"A_NAME": "a value"})
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    path = notebook(tmp_path / "n.ipynb", ("# N", "n: int = 1", "import os\nprint(n, os.environ['A_NAME'])"))
    path.write_text(
        path.read_text().replace('"name": "python3"', '"name": "theirs"').replace('"language": "python",', "")
    )
    result = runs.run(path, [{"n": 2}], out=tmp_path / "out", progress=False)
    assert nbformat.read(result.folder / result.manifest["output"][0], 4).cells[-1].outputs[0].text == "2 a value\n"


MODULES = [
    ("import beside", ["beside.py", "deep.py"]), ("from beside import x", ["beside.py", "deep.py"]),
    ("import package.part", ["package/__init__.py", "package/part.py"]), ("import os, json", []),
    ("%run script.py", ["script.py"]), ("%run -i 'script.py'", ["script.py"]), ("# import beside", []), ("import gone", []),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), MODULES)
def test_what_lies_beside_a_notebook_is_part_of_its_key(tmp_path, code, expected):
    files = {
        "beside.py": "import deep",
        "deep.py": "import beside",
        "package/__init__.py": "",
        "package/part.py": "",
        "script.py": "",
    }
    (tmp_path / "package").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    path = notebook(tmp_path / "n.ipynb", ("# N", "n: int = 1", code))
    assert [file.relative_to(tmp_path).as_posix() for file in helpers(path)] == expected
    key = planning.plan([path], [{}])[0].key
    for name in expected:
        (tmp_path / name).write_text("changed = 1")
        assert planning.plan([path], [{}])[0].key != key


@pytest.mark.parametrize(
    "value", ["x" * 300, "đ" * 200, "/".join("abc" * 99), "数字", "", " ", "..", "CON", "a" * 59 + "–b"]
)
def test_names_are_short_safe_and_of_their_own(tmp_path, value):
    path = notebook(tmp_path / f"{'n' * 200}.ipynb", ("# N", 'a: str = "z"\nb: str = "z"', "a"))
    names = [
        run.name
        for run in planning.plan([path], [{"a": value, "b": other} for other in (value, value + "1", value + "2")])
    ]
    assert all(name.isascii() and len(name) <= planning.LONGEST for name in names)
    assert len(set(names)) > 1 or value == ".."


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "-inf", "x", ""])
def test_a_time_that_is_none_is_wrong_usage_on_one_line(tmp_path, capsys, text):
    with pytest.raises(SystemExit):
        cli.main(["run", str(tmp_path / "n.ipynb"), f"--timeout={text}"])
    assert "expected seconds, more than 0" in capsys.readouterr().err.splitlines()[-1]


def bdlib(tmp_path, *options, shell="", **environment):
    """The command in a process of its own, with a notebook that prints."""
    path = notebook(tmp_path / "n.ipynb", ("# N", "n: int = 1", "print('Tây Ninh', n)"))
    command = f"exec {sys.executable} -m bdpress run {path} --out {tmp_path / 'out'} {' '.join(options)} {shell}"
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, env={**os.environ, **environment})


WORLDS = [
    ("closed output", ">&-", {}), ("closed errors", "2>&-", {}), ("all closed", "<&- >&- 2>&-", {}),
    ("nobody who reads", "> >(true)", {}), ("a full device", "2>/dev/full", {}),
    ("the C locale", "", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    ("a long place for sockets", "", {"TMPDIR": "LONG"}), ("a place that is none", "", {"TMPDIR": "/nowhere"}),
    ("hung up before", "", {"TERM": "dumb", "COLUMNS": "x"}),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("shell", "environment"), [row[1:] for row in WORLDS], ids=[row[0] for row in WORLDS])
def test_a_batch_is_run_in_any_world(tmp_path, shell, environment):
    if environment.get("TMPDIR") == "LONG":
        environment = {"TMPDIR": str(tmp_path / ("x" * 120))}
        Path(environment["TMPDIR"]).mkdir()
    done = bdlib(tmp_path, shell=shell, **environment)
    assert "Traceback" not in done.stderr and [run.status for run in manifest.read(tmp_path / "out").runs.values()] == [
        "done"
    ]
    assert "Tây Ninh 1" in (tmp_path / "out" / "n.ipynb").read_text(encoding="utf-8")


def test_papermill_and_a_run_write_the_same_values(tmp_path):
    path = notebook(tmp_path / "n.ipynb", ("# N", "a = None\nb: float = 0.5\nc: list = []", "print(a, b, c)"))
    given = {"a": 'x"\\n', "b": float("inf"), "c": [None, True, {"d": 1.5}]}
    papermill.execute_notebook(path, tmp_path / "plain.ipynb", given, progress_bar=False)
    result = runs.run(path, [given], out=tmp_path / "out", progress=False)
    injected = [next(cell.source for cell in nbformat.read(at, 4).cells if "injected-parameters" in cell.metadata.tags)
                for at in (tmp_path / "plain.ipynb", result.folder / result.manifest["output"][0])]  # fmt: skip
    assert injected[0] == injected[1]


def test_the_signature_of_the_projects_notebooks_is_complete(root):
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        read = signatures.read(path)
        assert read.complete and read.kernel and all(one.comment for one in read.parameters.values())


@pytest.mark.parametrize("command", ["run a.ipynb", "report", "site"])
def test_a_batch_of_no_notebook_at_a_time_is_refused(command, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.parser().parse_args([*command.split(), "--jobs", "0"])
    assert ended.value.code == 2 and "'0', expected a number from 1" in capsys.readouterr().err
