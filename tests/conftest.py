"""What every test may use: the real corpus, and a copy of the project to break."""

import os
import shutil
from pathlib import Path

import pytest

from bdlib import corpus as corpus_module

ROOT = Path(__file__).resolve().parents[1]
os.environ.pop("MPLBACKEND", None)  # set outside it would keep pictures out of the kernels' outputs
SHARED = ROOT.parent / "shared"


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
