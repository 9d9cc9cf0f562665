"""What SECURITY.md promises: kernels of this user alone, spreadsheets that run nothing, nothing unpickled."""

import ast
import os
import re
import shutil
import subprocess
import sys

import bad_input
import pandas as pd
import pytest
from conftest import ROOT
from trial import notebook

from bdpress import cli, kernels
from bdpress.store import FORMULA_STARTS

pytestmark = pytest.mark.xdist_group("kernels")
# Calls that run what they read.
RUNS = {"eval", "exec", "compile", "__import__"}
RUNS_OF = {("pickle", "load"), ("pickle", "loads"), ("os", "system"), ("os", "popen"), ("yaml", "unsafe_load"),
           ("yaml", "full_load"), ("pd", "read_pickle"), ("marshal", "loads"), ("joblib", "load")}  # fmt: skip


def runs(call):
    """Whether a call is one of these, or opens a shell."""
    of, name = getattr(getattr(call.func, "value", None), "id", ""), getattr(call.func, "attr", "")
    opens = [word.arg for word in call.keywords if word.arg in ("shell", "allow_pickle") and word.value.value]
    return getattr(call.func, "id", "") in RUNS or (of, name) in RUNS_OF or opens


def test_no_module_runs_what_it_reads():
    for path in ROOT.glob("bd*/**/*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        assert not [ast.unparse(call) for call in calls if runs(call)], path


SHOW = """import json, pathlib
from ipykernel.connect import get_connection_file
at = pathlib.Path(get_connection_file())
kinds = sorted(path.suffix or path.name[-2:] for path in at.parent.glob(at.stem + "*"))
modes = [oct(path.stat().st_mode & 0o777) for path in (at.parent, at)]
print(*modes, json.loads(at.read_text())["transport"], len(json.loads(at.read_text())["key"]), kinds)"""


@pytest.mark.parametrize("kernel", [[], ["--kernel", "python3"]], ids=["warm", "plain"])
def test_a_batch_speaks_over_private_sockets_with_a_key_and_leaves_nothing(tmp_path, kernel):
    path, temporary = notebook(tmp_path / "k.ipynb", ("# K", "n: int = 1", SHOW)), tmp_path / "tmp"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "bdpress", "run", path, "--out", tmp_path / "out", "--quiet", *kernel]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    told = (tmp_path / "out" / "k.ipynb").read_text()
    assert re.search(r"0o700 0o600 ipc (3[2-9]|[4-9]\d) .*-1.*-2.*-3.*-4.*-5.*\.json", told)
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("runuser"), reason="only root can try as another user")
def test_another_user_cannot_look_into_the_folder_of_a_kernel():
    folder = kernels.connection_folder()
    (folder / "k-1").touch(0o777)
    done = subprocess.run(["runuser", "-u", "nobody", "--", "cat", folder / "k-1"], capture_output=True, text=True)
    assert done.returncode != 0 and "Permission denied" in done.stderr


def test_no_cell_of_an_export_is_a_formula(tmp_path):
    folder = bad_input.small_project(tmp_path)
    bad_input.spoil(folder, "reported", ("stated,actual,,,,ghi chú", "stated,actual,,,-1+1,ghi chú"))
    assert cli.main(bad_input.command("clean", folder)) == 0
    assert cli.main([*bad_input.command("export", folder), "--to", "excel"]) == 0
    for path in (folder / "out").glob("*.csv"):
        cells = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig").to_numpy().ravel()
        assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS) and not re.fullmatch(r"-?[\d,]+", cell)]
    assert "'-1+1" in (folder / "out" / "observations.excel.csv").read_text(encoding="utf-8-sig")


def test_the_words_of_an_article_are_no_formula(tmp_path):
    folder = bad_input.small_project(tmp_path)
    (folder / "article.txt").write_text('=HYPERLINK("http://example.org") 83,6% hộ có Internet băng rộng', "utf-8")
    assert cli.main(bad_input.command("extract", folder)) == 0
    rows = pd.read_csv(folder / "rows.csv", dtype=str, keep_default_na=False)
    assert len(rows) == 1 and rows["context"].item().startswith("'=HYPERLINK")


def test_python_packages_are_installed_by_hash_only():
    scripts = [path.read_text() for path in ROOT.glob("requirements/*.sh")]
    lines = [line for line in "\n".join(scripts).splitlines() if re.search(r"\b(install|sync)\b.*\.txt", line)]
    assert len(lines) >= 4 and not [line for line in lines if not re.search("--require-hashes|^ *say ", line)]
