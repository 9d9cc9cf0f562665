"""What says otherwise than a citation: other values of the same, and other indicators that a rule sets against it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from bdlib.citation import Citation
from bdlib.citation.telling import fates
from bdviews.citation.figures import about, printed, value
from bdviews.conflicts.figures import Figures
from bdviews.conflicts.rules import sums
from bdviews.labels import Labels
from bdviews.language import codes
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, sentence

CONFLICTS = {"explained": N_("explained: both can be right"), "resolved": N_("set aside on evidence"), "open":
             N_("still open"), "": N_("from another maker or series"), "nobody": N_("no maker is named")}  # fmt: skip
RIVAL = N_("Against it: {figure} ({page}) – {fate}.")
KIN = N_("Another indicator does not fit: {indicator}, {figure} ({page}) – {fate}.")  # no other value of the same thing
RULED = N_("By a rule it does not fit other figures – {fate}: {rule}")


def ruled(found: Citation, est: object, labels: Labels) -> list[Sentence]:
    """Say what each rule makes of the cited figure and those of other indicators, its parts or its whole."""
    said = []
    conflicts = found.conflicts.reindex(columns=["facts", "status", "reason"], fill_value="")
    for conflict in conflicts.to_dict("records"):
        tests = json.loads(conflict["facts"])["tests"] if conflict["facts"] else []
        for rule in [test["rule"] for test in tests if "rule" in test]:
            cited = _cited(rule, found, est)
            told = sums({"rule": rule, "names": cited}, Figures(est, labels.lang)) if cited else ""
            places = {"rule": told, "fate": _fate(conflict, labels.lang)}
            said += [sentence(labels.lang, RULED, places, {}, rule["figures"])] if told else []
    return said


def _cited(rule: Mapping[str, Any], found: Citation, est: object) -> set[str]:
    """The figures of a rule that print the value cited, on whichever page."""
    rows = printed(tuple(rule["figures"]), est)
    same = rows["indicator"].eq(found.indicator) & rows["ref_area"].eq(found.area) & rows["obs_value"].eq(found.value)
    return set(rows.loc[same | rows["figure_id"].isin(found.figure_ids), "figure_id"])


def rivals(found: Citation, told: Iterable[Sentence], est: object, labels: Labels) -> list[Sentence]:
    """A sentence each of what says otherwise and became of it, most authority first; what rules `told` is left out."""
    rows = printed(found.contradicted_by, est)
    rows = rows.iloc[_weight(rows).argsort(kind="stable")]
    by_rule = rows["figure_id"].isin([one for each in told for one in each.figure_ids])
    other = rows["indicator"].ne(found.indicator)
    return [_rival(row, found, est, labels) for row in rows[~(by_rule & other)].to_dict("records")]


def _weight(rows: pd.DataFrame) -> pd.Series:
    """How little authority each figure has: an official table most, then its maker's own page, one that names it."""
    own = rows["source_kind"].eq(rows["maker_kind"])
    return rows["trust"].eq("low") * 8 + ~rows["frame"].eq("complete") * 4 + ~own * 2 + rows["maker"].eq("")


def _rival(row: Mapping[str, Any], found: Citation, est: object, labels: Labels) -> Sentence:
    fate = fates(found, est).loc[row["figure_id"]]
    places = {
        "figure": value(row, labels),
        "page": about(row, found, labels, labels.lang),
        "fate": _fate(fate, labels.lang),
        "indicator": labels.indicator(row["indicator"], found.area),
    }
    message = RIVAL if row["indicator"] == found.indicator else KIN
    return sentence(labels.lang, message, places, {"value": row["obs_value"]}, [row["figure_id"]])


def _fate(conflict: Mapping[str, str] | pd.Series, lang: str) -> str:
    """What became of a conflict, and of one that is settled, why."""
    status, reason = conflict["status"], conflict["reason"]
    return gettext(lang, CONFLICTS[status]) + (f": {codes.said(reason, lang)}" if status == "resolved" else "")
