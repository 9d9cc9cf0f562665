"""What a method made of an indicator: one sentence an estimate, with its interval and what it rests on."""

from collections.abc import Collection
from typing import Any

from bdviews.labels import Labels
from bdviews.language import interval
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import in_time, period
from bdviews.sentences import Sentence, sentence

MOST = 3  # estimates told, the latest
MESSAGES = {"kept": N_("{indicator}, {area}, {when}: **{value}** (can mean {interval}; {base})."),
            "exact": N_("{indicator}, {area}, {when}: **{value}** (if rounded, {interval}; {base})."),
            "open": N_("{indicator}, {area}, {when}: no single value; printed: {interval} ({base})."),
            "declined": N_("{indicator}, {area}, {when}: no value, since every figure was set aside.")}  # fmt: skip


def estimated(est: Any, area: str, indicator: str, lang: str, among: Collection[str] = ()) -> list[Sentence]:
    """Say the latest estimates of an indicator of an area that rest on some of the figures `among`, if any do."""
    rows = est.frame[est.frame["ref_area"].eq(area) & est.frame["indicator"].eq(indicator)]
    told = rows["status"].ne("declined").groupby(rows["time_period"]).transform("any")
    rows, labels = rows[rows["status"].ne("declined") | ~told], Labels(est, lang)  # "no value" beside one misleads
    every = est.tables.observations
    rows = rows.assign(figures=[every[every["figure_id"].isin(ids.split("|"))] for ids in rows["figure_ids"]])
    used = rows["figure_ids"].str.cat(rows["set_aside"], "|").str.split("|")
    own = rows[used.map(lambda ids: not among or not {*among}.isdisjoint(ids)).astype(bool)]
    return [_sentence(row, labels) for row in in_time(own, ("series",)).tail(MOST).to_dict("records")]


def _sentence(row: dict[str, Any], labels: Labels) -> Sentence:
    lang, printed = labels.lang, row["figures"]
    figures = [one for one in f"{row['figure_ids']}|{row['set_aside']}".split("|") if one]
    when = period(row["time_period"], lang)
    if row["dated"] == "bound":
        when = gettext(lang, "no later than {when} (no page states the period)", when=when)
    indicator = labels.indicator(row["indicator"], row["ref_area"])
    said = row["series"] if printed["series"].eq(row["series"]).any() else ""  # no series that no page has
    also = ", ".join(filter(None, [labels.facets(row), said and labels.series(said)]))
    ends = row["lower"], row["upper"]
    if row["status"] == "open":  # what pages print, not what that can mean
        ends = printed["obs_value"].fillna(printed["low"]).min(), printed["obs_value"].fillna(printed["high"]).max()
    if row["lower"] == row["upper"]:
        message = N_("{indicator}, {area}, {when}: **{value}** ({base}).")
    else:
        as_printed = printed["qualifier"].eq("exact") & printed["lower"].eq(ends[0]) & printed["upper"].eq(ends[1])
        message = MESSAGES["exact" if row["status"] == "kept" and as_printed.any() else row["status"]]
    written = {"indicator": f"{indicator} ({also})" if also else indicator, "area": labels.area(row["ref_area"]),
               "when": when, "value": labels.amount(row["obs_value"], row["indicator"], ends=ends),
               "interval": interval(*ends, row["unit_measure"], lang), "base": ngettext(lang, "{n} origin",
               "{n} origins", int(row["witnesses"] or 0)) if printed["origin"].ne("").any() else gettext(lang,
               "no maker named")}  # fmt: skip
    facts = {name: row[name] for name in ("obs_value", "lower", "upper", "witnesses", "prints")}
    return sentence(lang, message, written, facts, figures)
