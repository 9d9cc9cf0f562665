"""Conflicts between figures: how many there are and what became of them, and each in words."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import Markdown
from pandas.io.formats.style import Styler

from bdlib import periods, study
from bdlib.coverage import prints
from bdviews.conflicts import gaps
from bdviews.conflicts.context import meet
from bdviews.conflicts.figures import BARE, Figures, target_year
from bdviews.conflicts.outcomes import fates, listed, of_series, sides
from bdviews.conflicts.wording import cells, one_period
from bdviews.labels import FACETS, presumed
from bdviews.language.codes import COLUMNS, spoken
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import in_time, period
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table

VALUES = 3  # named in a headline; the rest is counted
STORIES = 2  # told at length where nobody asks for an indicator
# By how many origins there are.
CALM = {0: N_("No measured or estimated figure: {indicators}."),
        1: N_("Measured or estimated figures of one origin only: {indicators}."),
        2: N_("No conflict of measured or estimated figures: {indicators}.")}  # fmt: skip
NONE = N_("no conflict; compared: figures of one indicator and one period, by different makers or on pages naming none "
          "(a year’s end and its average are two periods)")  # fmt: skip
ALONE = N_("nothing to compare: no indicator has, in one period, figures of different makers or of pages naming none")
NO_CASE = N_("No measured or estimated figure of a page is in conflict here.")
KEPT = N_("“Kept” means better founded among what was published, not true.")
OPEN = N_("“Open” means that no reason to keep one could be named; the checks know only what pages say.")
DISPUTED = N_("That figure is itself in open conflict with others.")
INFERRED = N_("“By inference”: the page does not print it; a collector took it from the context or the series.")
TELLING = ("certain", "strong", "weak", "hint")
HEADS = {"telling": N_("Why, and what became of it"), "figure": N_("Figures"),
         "fate": N_("How it is used"), "when": N_("Period"), "who": N_("Made by")}  # fmt: skip


def about(frame: pd.DataFrame, area: str) -> pd.DataFrame:
    """Rows of conflicts or variants about an area, alone or beside another, the newest first."""
    return in_time(naming(frame, "ref_area", area)).iloc[::-1].reset_index(drop=True)


def answer(case: Any, area: str, indicators: Iterable[str], lang: str) -> Markdown:
    """Say how many conflicts there are, about the area, what became of them, and what was asked for and has none."""
    own, figures = about(case.conflicts, area), Figures(case, lang)
    counts = fates(own, figures)
    facts = counts | {"compared": _compared(case, area)}
    first = ngettext(lang, "{n} conflict ({fates})", "{n} conflicts ({fates})", len(own), fates=listed(counts, lang))
    first = first if len(own) else calm(case, area, lang)
    measured = own[~own["role"].str.contains("target")]
    disputed = set("|".join(measured["indicator"]).split("|"))
    quiet = _calm(case, area, [one for one in indicators if one not in disputed], figures)
    told = f"{figures.labels.bordered(area)}: {first}."
    rows = [*gaps.constant(own).to_dict("records"), *gaps.widespread(case, area).to_dict("records")]
    return paragraphs([Sentence(told, facts), *(gaps.told(row, figures) for row in rows), Sentence(quiet)])


def calm(case: Any, area: str, lang: str) -> str:
    """Say that nothing contradicts anything, or that there is nothing that could."""
    return gettext(lang, NONE if _compared(case, area) else ALONE)


def _compared(case: Any, area: str) -> int:
    """Count the indicators and periods of which two pages, not of one named maker, have measured figures of an area.

    A page whose maker its series alone tells names none; what a page and a table have at one address is one print.
    """
    seen = case.tables.observations.query("ref_area == @area and role != 'forecast'")
    seen = seen[seen["figure_id"].isin(prints(case.tables)["figure_id"])]
    nobody = [row["maker"] == "" or presumed(row) for row in seen.to_dict("records")]
    whose = seen["source_id"].where(pd.Series(nobody, seen.index, dtype=bool), seen["maker"])
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
    """List conflicts or variants: what and of when, the figures, why they differ and what became of them.

    Of one that is better founded, though `est` uses another figure, both are said.
    """
    figures = Figures(case, lang)
    instead = gaps.used(est) if est is not None else {}
    disputed = case.conflicts.loc[case.conflicts["status"].eq("open"), "figure_ids"].str.split("|").explode()
    quoted = frame["chosen_figure_id"].isin(disputed) & frame["status"].eq("explained")
    told = []
    for row, itself in zip(frame.to_dict("records"), quoted, strict=True):
        one = cells(gaps.renewed(row, instead, figures), figures)
        more = figures.say(DISPUTED) if itself else ""
        told.append(one | {"telling": " ".join(filter(None, [one["telling"], more])), "when": when(row, figures)})
    rows = frame.assign(**pd.DataFrame(told, frame.index, columns=["figure", "telling", "when"]))
    return table(rows, ["indicator", "when", "figure", "telling"], lang, case, name=name, headings=HEADS)


def stories(case: Any, area: str, indicators: Iterable[str] = ()) -> list[str]:
    """Choose the indicators whose conflict is told at length: those asked for, or the study's own, that have one.

    Then those with the strongest conflicts. Only conflicts of measured figures are told, not those of targets.
    """
    observed = case.tables.observations
    pages = observed[observed["ref_area"].eq(area) & observed["frame"].eq("")]
    own = about(case.conflicts, area)
    own = own[~own["role"].str.contains("target") & own["indicator"].isin(pages["indicator"])]
    order = {name: place for place, name in enumerate(TELLING)}
    ranked = own.assign(first=own["strengths"].str.split("|").str[0].map(order))
    ranked = ranked.sort_values(["first", "prints", "conflict_id"], ascending=[True, False, True])
    asked = [code for code in list(indicators) or study.load().indicators if code in set(ranked["indicator"])]
    return list(dict.fromkeys([*asked, *ranked["indicator"]]))[: max(STORIES, len(asked))]


def story(case: Any, area: str, told_: list[str], lang: str, *, first: bool = False,
          est: Any = None) -> Markdown | None:  # fmt: skip
    """Tell why the values of the conflict that the chart of an indicator shows differ, and what became of them.

    The `first` of the stories says where there is none, which a page leaves out with its heading. With `est` it is
    said, too, which figure that uses in place of the better founded one.
    """
    figures = Figures(case, lang)
    rows = [widest(case, area, one) for one in told_[:1]]
    instead = gaps.used(est) if est is not None else {}
    said = [Sentence(cells(gaps.renewed(row, instead, figures), figures)["telling"]) for row in rows if row]
    none = Markdown(f"*{figures.say(NO_CASE)}*", metadata={"nothing": True}) if first else None
    return paragraphs(said) if said else none


def chart(case: Any, est: Any, area: str, told_: list[str], lang: str, *, name: str) -> None:
    """Show the chart of the widest conflict of an indicator (a list of one, or none)."""
    from bdviews.plots import claims as charts
    from bdviews.plots import style

    for row in filter(None, (widest(case, area, one) for one in told_[:1])):
        row, ids = gaps.renewed(row, gaps.used(est), Figures(case, lang)), row["figure_ids"].split("|")
        title = str(headline(row, case, area, lang))
        drawn = charts.claims(est, area, row["indicator"], lang, title=title, figure_ids=ids)
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
    what = f"{figures.labels.indicator(row['indicator'], area)}, {when(row, figures, guesses=False)}"
    written = {"about": what, "others": others, "n": str(len(values))}
    written["kept"] = figures.early([row["chosen_figure_id"]]) if own else ""
    kept = (
        N_("{about}: {kept} better founded than {others}")
        if row.get("instead")
        else N_("{about}: {kept} kept, not {others}")
    )
    said = kept if own else N_("{about}: {others}?")
    if series := of_series(row, figures):
        written["others"] = ", ".join(figures.early(value["figures"], series=True) for value in series)
        said = N_("{about}: {others}, series side by side")
    several = "/" in _span(row, figures)  # years, of which each may have its value
    return sentence(lang, N_("{about}: conflict among {n} printed values") if several else said, written, facts)


def apart(facts: str) -> float:
    """How far the values of a conflict lie from each other, as a share of the largest."""
    values = [abs(value["value"]) for value in json.loads(facts)["values"] if value["value"] is not None]
    return 1 - min(values) / max(values) if values and max(values) else 0.0


def claims(case: Any, est: Any, area: str, told_: list[str], lang: str) -> Styler | None:
    """List the figures of the conflict that the chart shows in the order of time, with its numbers."""
    from bdviews.plots.claims import numbered

    row = widest(case, area, told_[0]) if told_ else None
    if not row:
        return None
    rows, figures = numbered(est, area, told_[0], row["figure_ids"].split("|")), Figures(case, lang)
    who = [figures.maker(one) or gettext(lang, "no maker named") for one in rows["figure_id"]]
    rows = rows.assign(fate=[_fate(row, lang) for row in rows.itertuples()], who=who,
                       published=[figures.printed_on([row], row["published"]) for row in rows.to_dict("records")],
                       figure=[figures.official(one) for one in rows["figure_id"]],
                       stage=rows["stage"].where(rows["stage"].ne("") | rows["role"].eq("actual"), rows["role"]),
                       number=rows["number"].astype(str).replace("0", "–"))  # fmt: skip
    facets = ["facets"] if rows[list(FACETS)].ne("").any(axis=None) else []
    fate = ["fate"] if rows["fate"].nunique() > 1 else []  # what the title says of all is no column
    columns = ["number", "figure", "time_period", *facets, "who", "publisher", "published", *fate]
    return table(rows, columns, lang, case, name=f"claims-{told_[0].replace('_', '-')}",
                 headings={**HEADS, "figure": COLUMNS["figure"]})  # fmt: skip


def limits(case: Any, frame: pd.DataFrame, lang: str) -> Markdown | None:
    """Say what the words in a list of conflicts and variants mean, and how its tables were read."""
    figures, said = Figures(case, lang), []
    ids = dict.fromkeys("|".join(frame["figure_ids"]).split("|") if len(frame) else [])
    counted = fates(frame[frame["status"].ne("explained")], figures)
    said += [message for name, message in (("resolved", KEPT), ("open", OPEN)) if counted[name]]
    said += [INFERRED] if any(map(figures.guessed, ids)) or any(map(figures.surmised, ids)) else []
    values = [value["figures"] for known in frame["facts"] for value in json.loads(known)["values"]]
    rows = [figures.rows[one] for one in ids]
    rows += [row for own in values for row in figures.in_table([figures.rows[one] for one in own])]
    tables = {row["source_id"] for row in rows if row["frame"]}
    facts = {"copies": len(tables & figures.copied), "tables": len(tables)}
    read = N_("Official tables named here: {tables}; read in a copy, not on the maker’s own page: {copies}.")
    copies = [sentence(lang, read, {}, facts)] if facts["copies"] else []
    told = [*(Sentence(figures.say(one)) for one in said), *copies]
    return paragraphs(told) if told else None


def naming(frame: pd.DataFrame, column: str, code: str) -> pd.DataFrame:
    """Rows whose codes, joined by |, have one."""
    return frame[np.array([code in codes.split("|") for codes in frame[column]], dtype=bool)]


def when(row: Mapping[str, Any], figures: Figures, *, guesses: bool = True) -> str:
    """The period that all values state, such as a day or a half-year, else the years that any states, else none.

    With `guesses` it is said where some values have it by inference.
    """
    values = json.loads(row["facts"])["values"]
    if told := one_period(values, figures):
        return told
    rows = [figures.rows[one] for one in row["figure_ids"].split("|")]
    if aimed := [one for one in rows if target_year(one)]:
        return figures.when(aimed)
    told = period(_span(row, figures), figures.lang) or figures.say(BARE)
    bases = [{figures.rows[one]["period_basis"] for one in value["figures"]} - {"publication"} for value in values]
    told = figures.say(N_("{when} (for some by inference)"), when=told) if guesses and {"inferred"} in bases else told
    return told if len({*map(bool, bases)}) == 1 else figures.say(N_("{when} or no period printed"), when=told)


def _span(row: Mapping[str, Any], figures: Figures) -> str:
    """The period that pages state of figures that are no targets, or from the first to the last of their years."""
    rows = [figures.rows[one] for one in row["figure_ids"].split("|") if not target_year(figures.rows[one])]
    codes = {one["time_period"] for one in rows if one["time_period"] and one["period_basis"] != "publication"}
    years = sorted({str(day.year) for code in codes for day in periods.bounds(code)})
    return "/".join(dict.fromkeys([years[0], years[-1]])) if len(codes) > 1 else "".join(codes)


def _fate(row: Any, lang: str) -> str:
    """What became of a claim; one that is counted on another page says with which."""
    return gettext(lang, "counted with no. {n}", n=row.original) if row.original else spoken(row.part, lang)
