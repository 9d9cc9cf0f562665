"""What every test may use: the real corpus, and a copy of the project to break."""

import os
import shutil
from pathlib import Path

import pytest

from bdlib import corpus as corpus_module

ROOT = Path(__file__).resolve().parents[1]
os.environ.pop("MPLBACKEND", None)  # set outside it would keep pictures out of the kernels' outputs
SHARED = ROOT.parent / "shared"
# What starts browsers, kernels or commands, breaks a corpus again and again, builds the wheel or the documentation, or
# draws and looks at everything.
SLOW = {f"test_{name}" for name in (
    "arbitrary", "attacks_in_browser", "bad_input", "batches", "claims_comparison", "claims_robustness", "cluster",
    "comparison_charts", "conflict_sentences", "coverage", "deck_in_browser", "decks", "determinism", "docs",
    "doctests", "example", "explore", "held", "kernels", "lab", "labels_of_charts", "lost", "outputs",
    "page_in_browser", "readme", "runs", "security", "site", "site_running", "slides", "standards", "study",
    "study_stumbles", "talk",
)}  # fmt: skip


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.stem in SLOW:
            item.add_marker("slow")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: its labelled data cannot be compared with")
    return SHARED


@pytest.fixture(scope="session")
def corpus():
    return corpus_module.load(ROOT)


@pytest.fixture(scope="session")
def tables(corpus):
    from bdlib.cleaning import clean

    return clean(corpus)


@pytest.fixture(scope="session")
def case(tables):
    from bdlib.evidence import assess

    return assess(tables)


@pytest.fixture(scope="session")
def est(case):
    from bdlib.reconciliation import reconcile

    return reconcile(case)


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the study that a test may break."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "study.toml", tmp_path)
    return tmp_path
