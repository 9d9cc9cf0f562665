"""Messages: every one translated, none left over, every place filled in both languages."""

import ast
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from bdpress.cli import main
from bdviews.language import choose, interval, measured, number, quantity
from bdviews.language.messages import catalogue, gettext, ngettext
from bdviews.sentences import Sentence, paragraphs

ROOT = Path(__file__).parents[1]


def test_every_message_is_translated_and_none_is_left_over():
    command = [sys.executable, ROOT / "tools/messages.py", "--check"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, ""), told.stdout + told.stderr


@pytest.mark.parametrize(("string", "whole"), [("", False), ("một", True), (("",), False), (("{n} giá trị",), True)])
def test_a_plural_without_words_is_not_translated(string, whole):
    told = runpy.run_path(str(ROOT / "tools/messages.py"))["translated"]
    assert told(Message("one", string)) is whole and told(None) is False


def test_a_translation_has_the_places_of_its_message():
    places = {message: {*re.findall(r"{(\w+)", message)} for _, message in catalogue("vi")}
    wrong = [m for (_, m), texts in catalogue("vi").items() if {*re.findall(r"{(\w+)", texts[0])} - places[m] - {"n"}]
    assert not wrong


def test_no_message_hides_in_an_f_string_where_the_catalogue_cannot_find_it():
    saying, packages = {"gettext", "ngettext", "N_", "sentence"}, ("bdviews", "bdpress")
    paths = [path for name in packages for path in (ROOT / name).rglob("*.py")]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    texts = [(path, text) for path, tree in trees.items() for text in ast.walk(tree) if isinstance(text, ast.JoinedStr)]
    calls = [(path, call) for path, text in texts for call in ast.walk(text) if isinstance(call, ast.Call)]
    inside = [(path, call) for path, call in calls if getattr(call.func, "id", "") in saying]
    assert not [(path.name, call.lineno) for path, call in inside if isinstance(call.args[-1], ast.Constant)]


def test_one_and_many():
    assert [ngettext("en", "{n} page", "{n} pages", n) for n in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]


@pytest.mark.parametrize(("n", "said"), [(0, "none has"), (1, "1 has"), (2, "2 have")])
def test_a_count_of_one_or_none_has_its_verb(n, said):
    assert gettext("en", "of {m} areas {n} have a figure", m=n, n=n) == f"of {n} area{'s' * (n != 1)} {said} a figure"


def test_all_two_are_both():
    said = [gettext("en", "all {n} provinces or all {n}", n=str(n)) for n in (2, 3)]
    assert [one.split(" or ")[0].split()[0] for one in said] == ["both", "all"] and said[0].endswith("all 2")


@pytest.mark.parametrize(("value", "said"), [(1, "1 death"), (0, "0 deaths"), (2, "2 deaths")])
def test_one_of_a_unit_of_ones_own_is_no_plural(value, said):
    assert quantity(value, "deaths", "en") == said


@pytest.mark.parametrize("unit", ["Mbps", "bps", "gas", "series", "boxes", "glass", "bus"])
def test_an_s_that_makes_no_plural_stays(unit):
    assert quantity(1, unit, "en") == f"1 {unit}"


def test_what_is_exact_keeps_its_digits_also_as_one_end():
    assert measured(0.6640, 0.6640, 0.6640, "score", "en") == "0.664 points"
    assert interval(3_346_853, float("inf"), "person", "en") == "from 3,346,853 people"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'fr', expected one of vi, en"):
        gettext("fr", "No rows.")


def test_no_report_begins_in_a_language_without_words(capsys, tmp_path):
    assert main(["report", "--lang", "vi,fr", "--out", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert "'fr'" in told.err and "vi" in told.err and "running" not in told.err + told.out


def test_facts_travel_with_the_text_as_plain_data():
    shown = paragraphs([Sentence("4 of 9", {"met": 4, "gap": float("nan")}, ("a-001",)), Sentence("")])
    assert shown.metadata == {"bdlib": [{"text": "4 of 9", "facts": {"met": 4, "gap": None}, "figure_ids": ["a-001"]}]}


@pytest.mark.parametrize(("lang", "written"), [("vi", "−1.234,5"), ("en", "−1,234.5")])
def test_what_is_below_zero_has_a_minus_and_no_hyphen(lang, written):
    assert number(-1234.5, lang) == written


def test_a_language_that_a_text_lacks_is_refused_and_not_said_in_english():
    with pytest.raises(ValueError, match="'fr', expected one of vi, en"):
        choose("fr", vi="từ", en="from")


def test_a_rank_among_the_first_has_only_its_interval():
    assert [measured(10, low, 10, "rank", "vi") for low in (1, 10)] == ["1–10", "10"]


@pytest.mark.parametrize(("value", "places", "written"), [
    (63.125, 2, "63.13"), (40.315, 2, "40.32"), (2.5, 0, "3"), (-0.004, 2, "0.00"), (-63.125, 2, "−63.13"),
])  # fmt: skip
def test_halves_are_rounded_up_and_nought_has_no_minus(value, places, written):
    assert number(value, "en", places) == written
