"""The examples in docstrings give what they say."""

import doctest
import itertools
from importlib import import_module

import pytest
from conftest import ROOT

import bdlib

EXAMPLES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for package in ("bdquantities", "bdfusion", "bdlib", "bdextract", "bdviews", "bdpress")
    for path in sorted((ROOT / package).rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_a_module(name):
    found = doctest.testmod(import_module(name))
    assert found.attempted and not found.failed


def test_every_function_of_the_public_face_has_an_example():
    faces = {name: getattr(bdlib, name) for name in bdlib.__all__ if name != "DataError"}
    assert not [name for name, function in faces.items() if ">>> " not in function.__doc__]


@pytest.mark.parametrize("name", [name for name in bdlib.__all__ if name != "DataError"])
def test_every_function_of_the_public_face_has_all_sections(name):
    lines = getattr(bdlib, name).__doc__.splitlines()
    titles = [above.strip() for above, below in itertools.pairwise(lines) if set(below.strip()) == {"-"}]
    assert [title for title in titles if title != "Warns"] == ["Parameters", "Returns", "Raises", "Examples"]
