"""A conflict in words: who says what, why they differ, and what became of it; true when read alone."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from bdviews.conflicts.figures import Figures
from bdviews.conflicts.reasons import OPEN, WHY, reason
from bdviews.labels import FACETS
from bdviews.language.messages import N_, ngettext
from bdviews.sentences import Sentence

VALUES = 4  # named in a sentence; the rest is counted
REASONS = 2  # told
MAKERS = ("series_method", "vintage_revision")  # one says that the makers differ, the other that they do not
# Kinds of error, of which one excludes the others: only the strongest is told, and of the last what speaks for it.
ERRORS = ("transposition", "scale_slip", "impossible_value", "misattribution", "stale_repeat")
LANGUAGES = ("vi", "en")


def explained(table: pd.DataFrame, tables: Any) -> pd.DataFrame:
    """Add explanation_vi and explanation_en to a table of conflicts or variants.

    Parameters
    ----------
    table : as in :class:`bdlib.evidence.Case`.
    tables : as given by :func:`bdlib.clean`.
    """
    said = {}
    for lang in LANGUAGES:
        figures = Figures(tables, lang)
        texts = [str(told(row, figures)) for row in table.to_dict("records")]
        said[f"explanation_{lang}"] = pd.Series(texts, index=table.index, dtype=str)
    return table.assign(**said)


def told(row: Mapping[str, Any], figures: Figures) -> Sentence:
    """Tell one conflict or variant.

    Parameters
    ----------
    row : of the table, with `facts`.
    figures : the figures that it names.
    """
    known = json.loads(row["facts"])
    parts = [head(row, known["values"], figures), *why(row, figures)]
    facts = {f"value{place}": value["value"] for place, value in enumerate(known["values"], 1)}
    return Sentence(" ".join(filter(None, parts)), facts, tuple(row["figure_ids"].split("|")))


def why(row: Mapping[str, Any], figures: Figures) -> list[str]:
    """Say why the values differ and what became of them, where the values have been named."""
    known = json.loads(row["facts"])
    return [*_reasons(row, known, figures), outcome(row, known["values"], figures)]


def head(row: Mapping[str, Any], values: list[dict], figures: Figures) -> str:
    """Say who says what: the indicator, the area, each value with what is known of it."""
    labels = figures.labels
    several = "|" in row["indicator"]
    listed = [_named(value, figures) if several else figures.value(value) for value in values[:VALUES]]
    if (rest := len(values) - VALUES) > 0:
        listed.append(ngettext(figures.lang, "{n} more value", "{n} more values", rest))
    written = {"indicator": labels.indicator(row["indicator"], row["ref_area"].split("|")[0]),
               "area": labels.area(row["ref_area"]), "values": "; ".join(listed)}  # fmt: skip
    if several:
        return figures.say(N_("{area}: {values}."), **written)
    if set(row["role"].split("|")) <= {"target", "recommendation"}:
        return figures.say(N_("Targets, {indicator}, {area}: {values}."), **written)
    return figures.say(N_("{indicator}, {area}: {values}."), **written)


def _named(value: Mapping[str, Any], figures: Figures) -> str:
    """A value with the indicators that it is printed for, where a matter is about several."""
    rows = [figures.rows[one] for one in value["figures"]]
    names = dict.fromkeys(figures.labels.indicator(row["indicator"], row["ref_area"]) for row in rows)
    return f"{', '.join(names)} {figures.value(value)}"


def outcome(row: Mapping[str, Any], values: list[dict], figures: Figures) -> str:
    """Say what became of it."""
    if row["status"] == "resolved":
        why = figures.say(WHY[row["reason"]][len(values) > len("ab")])
        kept = next(value["figures"] for value in values if row["chosen_figure_id"] in value["figures"])
        return figures.say(N_("Kept: {figure}, because {why}."), figure=figures.printed(kept), why=why)
    if row["status"] == "open":
        return figures.say(N_("Open: {why}."), why=figures.say(OPEN.get(row["reason"], OPEN["no_reason"])))
    if row["reason"] == "apart":
        return figures.say(N_("Kept apart, no contradiction."))
    return figures.say(N_("No contradiction."))


def _reasons(row: Mapping[str, Any], known: Mapping[str, Any], figures: Figures) -> list[str]:
    """Say the tests worth telling, the strongest first."""
    names = {one: figures.printed(value["figures"]) for value in known["values"] for one in value["figures"]}
    also = {"names": names, "stated": _stated(known["values"], figures), "apart": row["reason"] == "apart"}
    said: dict[str, None] = {}
    makers: set[frozenset[str]] = set()  # pairs of which it is told whether they are of one maker
    for test in _telling(known["tests"], row["status"]):
        pair = frozenset(names.get(one, "") for one in test["figures"])
        if test["kind"] in MAKERS and pair in makers:
            continue
        if text := reason({**test, **also}, figures):
            said[text] = None
            makers |= {pair} if test["kind"] in MAKERS else set()
    return list(said)[:REASONS]


def _telling(tests: list[dict], status: str) -> list[dict]:
    """Leave out what another test excludes: a second error, sums that rounding explains, an unexplained difference."""
    rounded = [test.get("rule") for test in tests if test["kind"] == "rounding"]
    known = [test for test in tests if test["kind"] != "unexplained"
             and not (test["kind"] == "arithmetic_inconsistency" and test.get("rule") in rounded)]  # fmt: skip
    errors = [place for place, test in enumerate(known) if test["kind"] in ERRORS]
    known = [{**test, "second": place in errors[1:]} for place, test in enumerate(known)
             if place not in errors[1:] or test["kind"] == ERRORS[-1]]  # fmt: skip
    return known or ([{**test, "second": False} for test in tests] if status == "open" else [])


def _stated(values: list[dict], figures: Figures) -> dict[str, dict[str, str]]:
    """Facets of every figure, as any page that prints its value states them."""
    found = {}
    for value in values:
        rows = [figures.rows[one] for one in value["figures"]]
        stated = {name: "|".join(sorted({row[name] for row in rows} - {""})) for name in FACETS}
        found |= dict.fromkeys(value["figures"], stated)
    return found
