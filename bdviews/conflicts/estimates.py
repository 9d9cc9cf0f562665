"""What a method made of an indicator: one sentence an estimate, with its interval and what it rests on."""

from typing import Any

from bdviews.labels import Labels
from bdviews.language import interval
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import in_time, period
from bdviews.sentences import Sentence, sentence

MOST = 3  # estimates told, the latest

MESSAGES = {
    "kept": N_("{indicator}, {area}, {when}: **{value}** (can mean {interval}; {base})."),
    "exact": N_("{indicator}, {area}, {when}: **{value}** (if rounded, {interval}; {base})."),
    "open": N_("{indicator}, {area}, {when}: no single value, anything from {interval} ({base})."),
    "declined": N_("{indicator}, {area}, {when}: no value, since every figure was set aside."),
}


def estimated(est: Any, area: str, indicator: str, lang: str) -> list[Sentence]:
    """Say the latest estimates of an indicator of an area, as given by :func:`bdlib.reconcile`."""
    rows = est.frame[est.frame["ref_area"].eq(area) & est.frame["indicator"].eq(indicator)]
    labels = Labels(est, lang)
    every = est.tables.observations
    bare = set(every.loc[every["qualifier"].eq("exact"), "figure_id"])
    exact = {ids for ids in rows["figure_ids"] if set(ids.split("|")) & bare}  # the narrowest of what is printed
    return [_sentence(row, labels, exact) for row in in_time(rows, ("series",)).tail(MOST).to_dict("records")]


def _sentence(row: dict[str, Any], labels: Labels, exact: set[str]) -> Sentence:
    lang = labels.lang
    figures = [one for one in f"{row['figure_ids']}|{row['set_aside']}".split("|") if one]
    when = period(row["time_period"], lang)
    if row["dated"] == "bound":
        when = gettext(lang, "no later than {when} (no page states the period)", when=when)
    indicator = labels.indicator(row["indicator"], row["ref_area"])
    also = ", ".join(filter(None, [labels.facets(row), row["series"] and labels.series(row["series"])]))
    ends = row["lower"], row["upper"]
    if row["lower"] == row["upper"]:
        message = N_("{indicator}, {area}, {when}: **{value}** ({base}).")
    else:
        message = MESSAGES["exact" if row["status"] == "kept" and row["figure_ids"] in exact else row["status"]]
    written = {
        "indicator": f"{indicator} ({also})" if also else indicator, "area": labels.area(row["ref_area"]), "when": when,
        "value": labels.amount(row["obs_value"], row["indicator"], ends=ends),
        "interval": interval(*ends, row["unit_measure"], lang),
        "base": ngettext(lang, "{n} origin", "{n} origins", int(row["witnesses"] or 0)),
    }  # fmt: skip
    facts = {name: row[name] for name in ("obs_value", "lower", "upper", "witnesses", "prints")}
    return sentence(lang, message, written, facts, figures)
