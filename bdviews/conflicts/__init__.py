"""Conflicts between figures: how many there are and what became of them, each in words, and what would settle it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import Markdown
from pandas.io.formats.style import Styler

from bdlib import periods, study
from bdviews.conflicts import gaps
from bdviews.conflicts.context import meet
from bdviews.conflicts.figures import Figures, target_year
from bdviews.conflicts.kinds import KINDS, SETTLES
from bdviews.conflicts.sides import of_series, sides
from bdviews.conflicts.wording import kind, one_period
from bdviews.conflicts.wording import told as tell
from bdviews.labels import Labels
from bdviews.language import number
from bdviews.language.codes import spoken
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import in_time, period
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table

VALUES = 3  # named in a headline; the rest is counted
STORIES = 2  # told at length where nobody asks for an indicator
LATEST = 3  # conflicts of one story
CALM = {0: N_("No measured figure: {indicators}."), 1: N_("Figures of one origin only: {indicators}."),
        2: N_("No conflict: {indicators}.")}  # fmt: skip  # by how many origins there are
NONE = N_("no two figures contradict each other; indicators and periods of which two pages that do not name the same "
          "maker have figures: {n}")  # fmt: skip
ALONE = N_("no conflict, since of no indicator and period two pages that do not name the same maker have a figure")
TELLING = ("certain", "strong", "weak", "hint")
HEADS = {"kind": N_("Kind"), "telling": N_("In words"), "settles": N_("What would settle it"),
         "fate": N_("How it is used"), "when": N_("Period"), "who": N_("Made by")}  # fmt: skip


def about(frame: pd.DataFrame, area: str) -> pd.DataFrame:
    """Rows of conflicts or variants about an area, alone or beside another, the newest first."""
    return in_time(_naming(frame, "ref_area", area)).iloc[::-1].reset_index(drop=True)


def answer(case: Any, area: str, indicators: Iterable[str], lang: str) -> Markdown:
    """Say how many conflicts there are, about the area, what became of them, and what was asked for and has none."""
    own, facts = about(case.conflicts, area), {"none": len(about(case.variants, area))}
    facts |= {"conflicts": len(own)} | {name: int(own["status"].eq(name).sum()) for name in ("resolved", "open")}
    parts = {"resolved": N_("{n} with one value kept"), "open": N_("{n} open"),
             "none": N_("different without contradiction: {n}")}  # fmt: skip
    facts["compared"] = _compared(case, area)
    first = ngettext(lang, "{n} conflict", "{n} conflicts", len(own)) if len(own) else calm(case, area, lang)
    counts = [gettext(lang, said, n=number(facts[part], lang)) for part, said in parts.items() if facts[part]]
    figures = Figures(case, lang)
    disputed = set("|".join(own["indicator"]).split("|"))
    quiet = _calm(case, area, [one for one in indicators if one not in disputed], figures)
    told = f"{figures.labels.bordered(area)}: {'; '.join([first, *counts])}."
    one = [gaps.told(row, figures) for row in gaps.constant(own).to_dict("records")]
    return paragraphs([Sentence(told, facts), *one, Sentence(quiet)])


def calm(case: Any, area: str, lang: str) -> str:
    """Say that nothing contradicts anything, and how much there is that could."""
    compared = _compared(case, area)
    return gettext(lang, NONE if compared else ALONE, n=number(compared, lang))


def _compared(case: Any, area: str) -> int:
    """Count the indicators and periods of which two pages, not of one named maker, have measured figures of an area."""
    seen = case.tables.observations.query("ref_area == @area and role != 'forecast'")
    whose = seen["maker"].where(seen["maker"].ne(""), seen["source_id"])
    return int(whose.groupby([seen["indicator"], seen["time_period"]]).nunique().gt(1).sum())


def _calm(case: Any, area: str, indicators: list[str], figures: Figures) -> str:
    """Say of which indicators without a conflict there is no figure, of which one origin's, of which more.

    Forecasts are no figures of what was.
    """
    seen = case.tables.observations.query("ref_area == @area and role != 'forecast'")
    origin = seen["figure_id"].map(case.origins.set_index("figure_id")["origin"]).fillna(seen["source_id"])
    count = origin.groupby(seen["indicator"]).nunique().reindex(indicators, fill_value=0).clip(upper=2)
    names = {n: ", ".join(figures.labels.indicator(one, area) for one in count.index[count.eq(n)]) for n in CALM}
    return " ".join(figures.say(CALM[n], indicators=listed) for n, listed in names.items() if listed)


def listing(frame: pd.DataFrame, case: Any, lang: str, *, name: str = "conflicts",
            est: Any = None) -> Styler | Markdown:  # fmt: skip
    """List conflicts, each in words, of open ones what would settle it, and what `est` uses in place of one kept."""
    figures = Figures(case, lang)
    needed = [figures.say(SETTLES[kind(row, figures)]) if row["status"] == "open" else "–"
              for row in frame.to_dict("records")]  # fmt: skip
    told = [str(one) for one in sentences(frame, case, lang)]
    instead = gaps.used(est) if est is not None else {}
    used = [gaps.renewed(row, instead, figures) for row in frame.to_dict("records")]
    told = [" ".join(filter(None, both)) for both in zip(told, used, strict=True)]
    rows = frame.assign(telling=told, settles=needed)
    columns = ["status", "telling", "settles"] if frame["status"].nunique() > 1 else ["telling", "settles"]
    return table(rows, columns, lang, case, name=name, headings=HEADS)


def sentences(frame: pd.DataFrame, case: Any, lang: str) -> list[Sentence]:
    """Tell each row in a sentence with its facts."""
    figures = Figures(case, lang)
    return [tell(row, figures) for row in frame.to_dict("records")]


def stories(case: Any, area: str, indicators: Iterable[str] = ()) -> list[str]:
    """Choose the indicators that are told at length: those asked for, or the study's own, that are in conflict here.

    Then those with the strongest conflicts, and last those asked for that pages only have figures of. Only conflicts of
    measured figures are told, not those of targets.
    """
    observed = case.tables.observations
    pages = observed[observed["ref_area"].eq(area) & observed["frame"].eq("")]
    asked = list(indicators) or study.load().indicators
    wanted = [code for code in asked if code in set(pages["indicator"])]
    own = about(case.conflicts, area)
    own = own[~own["role"].str.contains("target") & own["indicator"].isin(pages["indicator"])]
    order = {name: place for place, name in enumerate(TELLING)}
    first = own["strengths"].str.split("|").str[0].map(order)
    ranked = own.assign(first=first).sort_values(["first", "prints", "conflict_id"], ascending=[True, False, True])
    disputed = list(ranked["indicator"])
    first = [code for code in wanted if code in disputed]
    return list(dict.fromkeys([*first, *disputed, *wanted]))[: max(STORIES, len(first))]


def story(case: Any, area: str, told_: list[str], lang: str) -> Markdown | None:
    """Tell of an indicator (a list of one, or none) the conflict that the chart shows, and the latest."""
    if not told_:
        return None
    own = _naming(about(case.conflicts, area), "indicator", told_[0])
    own = in_time(own[~own["role"].str.contains("target")])
    drawn = own["conflict_id"].eq((widest(case, area, told_[0]) or {}).get("conflict_id"))
    own = in_time(pd.concat([own[drawn], own[~drawn].tail(LATEST - 1 if drawn.any() else LATEST)]))
    told = sentences(own, case, lang)
    if own.empty:
        labels = Labels(case, lang)
        name = {"indicator": labels.indicator(told_[0], area), "area": labels.area(area)}
        message = N_("{indicator}, {area}: no two measured figures of one time and thing contradict each other.")
        told = [sentence(lang, message, name, {})]
    return paragraphs(told)


def chart(case: Any, est: Any, area: str, told_: list[str], lang: str, *, name: str) -> None:
    """Show the chart of the widest conflict of an indicator, or of all its claims; of one claim alone nothing."""
    from bdviews.plots import claims as charts
    from bdviews.plots import style

    for indicator in told_[:1]:
        row, what = widest(case, area, indicator), Labels(case, lang).indicator(indicator, area)
        none = gettext(lang, "{indicator}: measured figures do not contradict each other", indicator=what)
        title, ids = (str(headline(row, case, area, lang)), row["figure_ids"].split("|")) if row else (none, None)
        drawn = charts.claims(est, area, indicator, lang, title=title, figure_ids=ids)
        style.show(drawn if len(drawn.figure.table) > 1 else None, name=name)


def widest(case: Any, area: str, indicator: str) -> dict[str, Any] | None:
    """The conflict of an indicator whose values are farthest apart."""
    own = about(case.conflicts, area)
    own = own[own["indicator"].eq(indicator) & ~own["role"].str.contains("target")]
    rows = own.assign(apart=own["facts"].map(apart)).sort_values(["apart", "time_period"], kind="stable")
    return rows.to_dict("records")[-1] if len(rows) else None


def headline(row: Mapping[str, Any], of: Any, area: str, lang: str) -> Sentence:
    """Say which values of a conflict stand against each other, and which is kept, in the language of the reader."""
    figures, values = of if isinstance(of, Figures) else Figures(of, lang), json.loads(row["facts"])["values"]
    own = [value for value in values if row["chosen_figure_id"] in value["figures"]]
    facts = {"values": [value["value"] for value in values], "kept": [value["value"] for value in own],
             "ref_area": row["ref_area"], "indicator": row["indicator"], "time_period": row["time_period"]}  # fmt: skip
    others = [value for value in values if value not in own and not any(meet(value, one) for one in own)]
    if "|" in row["indicator"]:
        others = [value for value in values if value not in own]
    elif not own:
        others = sides(others, figures)
    named = list(dict.fromkeys(figures.early(value["figures"]) for value in others))
    more = len(named) - VALUES
    if more > 1:
        named[VALUES:] = [gettext(lang, "one of {n} other values", n=str(more))]
    others = " ".join([", ".join(named[:-1]), gettext(lang, "or"), named[-1]] if named[1:] else named)
    what = f"{figures.labels.indicator(row['indicator'], area)}, {when(row, figures)}"
    written = {"about": what, "others": others, "n": str(len(values))}
    written["kept"] = figures.early([row["chosen_figure_id"]]) if own else ""
    said = N_("{about}: {kept} kept, not {others}") if own else N_("{about}: {others}? It stays open")
    if series := of_series(row, figures):
        written["others"] = ", ".join(figures.early(value["figures"], series=True) for value in series)
        said = N_("{about}: {others}: each of a series of its own, none replaces another")
    several = "/" in _span(row, figures)  # years, of which each may have its value
    return sentence(lang, N_("{about}: conflict among {n} printed values") if several else said, written, facts)


def apart(facts: str) -> float:
    """How far the values of a conflict lie from each other, as a share of the largest."""
    values = [abs(value["value"]) for value in json.loads(facts)["values"] if value["value"] is not None]
    return 1 - min(values) / max(values) if values and max(values) else 0.0


def claims(case: Any, est: Any, area: str, told_: list[str], lang: str) -> Styler | None:
    """List the figures of an indicator in the order of time, with the numbers that the chart gives them."""
    from bdviews.plots.claims import numbered

    if not told_:
        return None
    rows, figures = numbered(est, area, told_[0]), Figures(case, lang)
    disputed = set("|".join(case.conflicts["figure_ids"]).split("|"))
    who = [figures.maker(one) or gettext(lang, "no maker named") for one in rows["figure_id"]]
    rows = rows.assign(fate=[_fate(row, lang, disputed) for row in rows.itertuples()], who=who,
                       published=[figures.printed_on([row], row["published"]) for row in rows.to_dict("records")],
                       figure=[figures.official(one) for one in rows["figure_id"]],
                       stage=rows["stage"].where(rows["stage"].ne("") | rows["role"].eq("actual"), rows["role"]),
                       number=rows["number"].astype(str).replace("0", "–"))  # fmt: skip
    columns = ["number", "figure", "time_period", "facets", "who", "publisher", "published", "fate"]
    return table(rows, columns, lang, case, name=f"claims-{told_[0].replace('_', '-')}",
                 headings={**HEADS, "number": N_("No.")})  # fmt: skip


def alike(frame: pd.DataFrame, case: Any, lang: str) -> Styler | Markdown:
    """List figures that differ without a contradiction: what each is about, how they differ, and which to quote."""
    figures, undecided = Figures(case, lang), case.conflicts[case.conflicts["status"].eq("open")]
    disputed = set(undecided["figure_ids"].str.split("|").explode())

    def named(one: str, several: bool = False) -> str:
        row, facets = figures.rows[one], figures.labels.facets(figures.rows[one])
        about_ = figures.labels.indicator(row["indicator"], row["ref_area"]) + " " if several else ""
        return about_ + figures.told([one]) + (f" ({facets})" if facets else "")

    def quoted(one: str) -> str:
        own = named(one)
        return figures.say(N_("{figure}, in open conflict with others"), figure=own) if one in disputed else own

    each = zip(frame["figure_ids"].str.split("|"), frame["indicator"].str.contains("|", regex=False), strict=True)
    rows = frame.assign(figure=["; ".join(dict.fromkeys(named(one, many) for one in ids)) for ids, many in each],
                        kind=[figures.say(KINDS[kind(row, figures)]) for row in frame.to_dict("records")],
                        when=[when(row, figures) for row in frame.to_dict("records")],
                        quote=[quoted(one) if one else "–" for one in frame["chosen_figure_id"]])  # fmt: skip
    return table(rows, ["indicator", "when", "figure", "kind", "quote"], lang, case, name="variants",
                 headings=HEADS | {"figure": N_("Figures"), "quote": N_("To quote")})  # fmt: skip


def _naming(frame: pd.DataFrame, column: str, code: str) -> pd.DataFrame:
    """Rows whose codes, joined by |, have one."""
    return frame[np.array([code in codes.split("|") for codes in frame[column]], dtype=bool)]


def when(row: Mapping[str, Any], figures: Figures) -> str:
    """The period that all pages state, such as a day or a half-year, else the years that any states, else none."""
    values = json.loads(row["facts"])["values"]
    if told := one_period(values, figures):
        return told
    rows = [figures.rows[one] for one in row["figure_ids"].split("|")]
    if aimed := [one for one in rows if target_year(one)]:
        return figures.when(aimed[:1])
    told = period(_span(row, figures), figures.lang) or figures.say(N_("period not printed"))
    bases = [{figures.rows[one]["period_basis"] for one in value["figures"]} - {"publication"} for value in values]
    told = figures.say(N_("{when} (for some by inference)"), when=told) if {"inferred"} in bases else told
    return told if len({*map(bool, bases)}) == 1 else figures.say(N_("{when} or no period printed"), when=told)


def _span(row: Mapping[str, Any], figures: Figures) -> str:
    """The period that pages state of figures that are no targets, or from the first to the last of their years."""
    rows = [figures.rows[one] for one in row["figure_ids"].split("|") if not target_year(figures.rows[one])]
    codes = {one["time_period"] for one in rows if one["time_period"] and one["period_basis"] != "publication"}
    years = sorted({str(day.year) for code in codes for day in periods.bounds(code)})
    return "/".join(dict.fromkeys([years[0], years[-1]])) if len(codes) > 1 else "".join(codes)


def _fate(row: Any, lang: str, disputed: set[str]) -> str:
    """What became of a claim; one that is counted on another page says with which."""
    if row.part == "kept" and row.figure_id not in disputed:
        return gettext(lang, "not in conflict")
    return gettext(lang, "counted with no. {n}", n=row.original) if row.original else spoken(row.part, lang)
