"""The examples in docstrings give what they say."""

import doctest
from importlib import import_module

import pytest
from conftest import ROOT

EXAMPLES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted((ROOT / "bdlib").rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_a_module(name):
    found = doctest.testmod(import_module(name))
    assert found.attempted and not found.failed
