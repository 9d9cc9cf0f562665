"""What the corpus is: how far its indicators reach, who made the numbers, and on which pages they stand."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import Markdown
from pandas.io.formats.style import Styler

from bdlib.coverage import of_area
from bdlib.coverage import prints as once
from bdlib.study import divisions
from bdviews.labels import Labels, codelists
from bdviews.language import number
from bdviews.language.codes import spoken
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import period, stated, years
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import linked, listed, table

COPIED = N_("Tables read in copies, not on their maker’s own site: {copies} of {tables}; compare them with the maker’s "
            "own.")  # fmt: skip
UNCHECKED = "unchecked"  # of a copy of which no value was compared with the maker's
PATH = 2  # years of one maker that make a path
WIDE = 10  # provinces from which on a reach is told; or half of them
HEADS = {"areas": N_("Provinces with a value"), "several": N_("Provinces with two makers or more"),
         "dated": N_("Provinces with two stated years or more of one maker, series and definition"),
         "years": N_("Stated years of one maker, since a break"),
         "others": N_("Other stated years"), "makers": N_("Who gave it (how many figures)"),
         "prints": N_("Pages that print it"), "figures": N_("Figures, each print")}  # fmt: skip


def answer(case: Any, area: str, lang: str) -> Markdown:
    """Say what the corpus has on the area, then how large it is."""
    figures, where = printed(case), {"area": Labels(case, lang).bordered(area)}
    own, here = figures[figures["ref_area"].eq(area)], of_area(case, area)
    paths = {"indicators": len(here), "paths": int(here["years"].ge(PATH).sum())}
    told = [size(N_("On {area}: {figures} figures from {places}{kinds}."), own, where, lang)]
    if own.empty:
        told = [sentence(lang, "On {area}: no figure.", where, {"figures": 0})]
    if len(here):
        said = N_("Of {indicators} indicators with a value, targets and forecasts apart, {paths} have two or more "
                  "stated years of one maker, series and definition with no marked break between them.")  # fmt: skip
        told.append(sentence(lang, said, {}, paths))
    told.append(size(N_("The whole corpus: {figures} figures from {places}{kinds}."), figures, {}, lang))
    counted = N_("Each print counts.")
    if figures["again"].any():
        counted = N_("Each print counts; what a page and a table have at one address counts once, as the page’s.")
    return paragraphs([*told, sentence(lang, counted, {}, {})])


def printed(case: Any) -> pd.DataFrame:
    """Figures and targets, with what counts no more: a page's and a table's print at one address (`again`)."""
    figures = pd.concat([case.tables.observations, case.tables.targets])
    return figures.assign(again=~figures["figure_id"].isin(once(case.tables)["figure_id"]))


def size(said: str, figures: pd.DataFrame, written: dict[str, str], lang: str) -> Sentence:
    """Say how many figures there are, on how many pages and tables they stand and how many are no measured values."""
    sources = figures.drop_duplicates("source_id")["frame"]
    facts = {"figures": int((~figures["again"]).sum()), "pages": int(sources.eq("").sum()),
             "tables": int(sources.ne("").sum())}  # fmt: skip
    written = written | {"places": places(facts["pages"], facts["tables"], lang),
                         "kinds": _kinds(figures.loc[~figures["again"], "role"], lang)}  # fmt: skip
    return sentence(lang, said, written, facts)


def _kinds(roles: pd.Series, lang: str) -> str:
    """Say how many figures are targets, recommendations and forecasts; of a kind that there is none of nothing."""
    n = {role: int(roles.eq(role).sum()) for role in ("target", "recommendation", "forecast")}
    told = {"target": ngettext(lang, "{n} target", "{n} targets", n["target"]),
            "recommendation": ngettext(lang, "{n} recommendation", "{n} recommendations", n["recommendation"]),
            "forecast": ngettext(lang, "{n} forecast", "{n} forecasts", n["forecast"])}  # fmt: skip
    named = ", ".join(words for role, words in told.items() if n[role])
    return gettext(lang, ", among them {kinds}", kinds=named) if named else ""


def places(pages: int, tables: int, lang: str) -> str:
    """Count the pages and tables that figures stand on, of a kind that there is none of nothing: 12 pages."""
    on_pages = ngettext(lang, "{n} page", "{n} pages", pages, n=number(pages, lang)) if pages else ""
    in_tables = ngettext(lang, "{n} table", "{n} tables", tables, n=number(tables, lang)) if tables else ""
    return gettext(lang, " and ").join(filter(None, [on_pages, in_tables]))


def copied(case: Any, lang: str) -> Sentence | None:
    """Say how many of the tables were read in copies; where none was, nothing."""
    facts = copies(pd.concat([case.tables.observations, case.tables.targets]), case.tables.sources)
    return sentence(lang, COPIED, facts, facts) if facts["copies"] else None


def copies(figures: pd.DataFrame, sources: pd.DataFrame) -> dict[str, int]:
    """Count the tables that hold some of the figures, and which of these tables were read in copies."""
    rows = sources[sources["source_id"].isin(figures.loc[figures["frame"].ne(""), "source_id"])]
    return {"tables": len(rows), "copies": int(rows["copied"].ne("").sum())}


def unchecked(case: Any, lang: str) -> Sentence | None:
    """Name the indicators of tables of which no value was compared with the maker's own, if there are such."""
    sources, figures = case.tables.sources, case.tables.observations
    ids = sources.loc[sources["copied"].eq(UNCHECKED), "source_id"]
    codes = sorted(figures.loc[figures["source_id"].isin(ids), "indicator"].unique())
    names = ", ".join(map(Labels(case, lang).indicator, codes))
    said = N_("Of this table no value was compared with the maker’s own: {names}.")
    said = said if len(codes) == 1 else N_("Of these tables no value was compared with the maker’s own: {names}.")
    return sentence(lang, said, {"names": names}, {"tables": len(ids)}) if codes else None


def in_copies(case: Any, lang: str) -> Markdown | None:
    """Show what :func:`copied` and :func:`unchecked` say."""
    told = [one for one in (copied(case, lang), unchecked(case, lang)) if one]
    return paragraphs(told) if told else None


def coverage(found: pd.DataFrame, lang: str, of: Any) -> Styler | Markdown:
    """Show how far the indicators reach that have a value of ten provinces or more, or of half of them."""
    parts = divisions(codelists(of).areas)
    wide = [found[f"areas{name}"].ge(min(WIDE, max(1, -(-len(part) // 2)))) for name, part in parts.items()]
    rows = found[np.any(wide, axis=0)] if wide else found.head(0)
    counted = {what: [_counts(row, what, parts, lang) for row in rows.to_dict("records")]
               for what in ("areas", "dated", "several")}  # fmt: skip
    return table(rows.assign(**counted), ["indicator", *counted], lang, of, name="coverage", headings=HEADS)


def _counts(row: dict[str, Any], what: str, parts: dict[str, pd.DataFrame], lang: str) -> str:
    """Write what is counted of every division's provinces: 63 of 63, 34 of 34."""
    return ", ".join(gettext(lang, "{n} of {m}", n=row[f"{what}{name}"], m=len(part)) for name, part in parts.items())


def with_path(found: pd.DataFrame, area: str, lang: str, of: Any) -> Styler | Markdown:
    """Show the indicators of an area that have a path, and the years beside it; of none say so."""
    rows = found[found["years"].ge(PATH)]
    rows = rows.assign(years=[f"{row.years} ({years(row.listed)})" for row in rows.itertuples()],
                       others=rows["others"].map(years))  # fmt: skip
    none = gettext(lang, "No indicator of {area} has two such years.", area=Labels(of, lang).bordered(area))
    return table(_makers(rows, area, lang, of), ["indicator", "years", "others", "figures", "makers"], lang, of,
                 name="with-path", headings=HEADS, none=none)  # fmt: skip


def pages(case: Any, area: str, lang: str) -> Markdown:
    """List the pages and tables on an area, most figures first: title with its address (of tables the indicator)."""
    figures = pd.concat([case.tables.observations, case.tables.targets], ignore_index=True)
    counted = figures["figure_id"].isin(once(case.tables)["figure_id"])
    count = counted[figures["ref_area"].eq(area)].groupby(figures["source_id"]).sum().rename("figures")
    rows = case.tables.sources.join(count, on="source_id", how="inner")
    rows["title"] = rows["source_id"].map(_tables(figures, area, case, lang)).fillna(rows["title"])
    elsewhere = [
        gettext(lang, "{kind}; not read on the maker’s own site", kind=spoken(kind, lang)) for kind in rows["kind"]
    ]
    rows["kind"] = rows["kind"].mask(rows["copied"].ne(""), pd.Series(elsewhere, rows.index))
    rows["editions"] = rows["editions"].fillna("")
    rows["published"] = _published(rows, figures[figures["ref_area"].eq(area)], lang)
    one = ["title", "url", "editions", "publisher", "trust", "kind", "published"]
    rows = rows.groupby(one, as_index=False, dropna=False)["figures"].sum()
    rows = rows.sort_values(["figures", *one], ascending=[False, *[True] * len(one)], ignore_index=True)
    rows = rows.assign(link=[_addresses(row) for row in rows.itertuples()])
    return listed(rows, ["link", "publisher", "kind", "published", "figures"], lang, case)


def _tables(figures: pd.DataFrame, area: str, case: Any, lang: str) -> pd.Series:
    """Name the official tables by their indicator and by how many areas they have, the country apart."""
    rows, labels = figures[figures["frame"].ne("")], Labels(case, lang)
    rows = rows.assign(whole=rows["ref_area"].map(labels.is_country).astype(bool))  # also where there are none
    parts = rows[~rows["whole"]].groupby("source_id")["ref_area"].nunique()
    found = rows.groupby("source_id").agg(indicator=("indicator", "first"), whole=("whole", "any"))
    found["parts"] = parts.reindex(found.index, fill_value=0)
    with_whole, without = N_("Table: {indicator} ({n} areas and the country)"), N_("Table: {indicator} ({n} areas)")
    said = [gettext(lang, with_whole if row.whole else without, n=row.parts,
                    indicator=labels.indicator(row.indicator, area)) for row in found.itertuples()]  # fmt: skip
    return pd.Series(said, found.index)


def _published(rows: pd.DataFrame, figures: pd.DataFrame, lang: str) -> list[str]:
    """Say when pages were published; of a table whose values came out one after the other, from when to when."""
    days = figures[figures["published"].ne("")].groupby("source_id")["published"].agg(["min", "max"])
    told = []
    for row in rows.itertuples():
        first, last = days.loc[row.source_id] if row.source_id in days.index else ("", "")
        basis = "inferred" if row.published_note else "stated"
        span = gettext(lang, "{first} to {last}", first=period(first, lang), last=period(last, lang))
        told.append(span if not row.published and first < last else stated(row.published or first, basis, lang))
    return told


def _addresses(row: Any) -> str:
    """The title with its address; of a table that came in editions with one for each."""
    each = [linked(*edition.split("=", 1)) for edition in row.editions.split("|") if edition]
    return f"{linked(row.title, '')} ({', '.join(each)})" if each else linked(row.title, row.url)


def prints(found: pd.DataFrame, area: str, lang: str, of: Any) -> Styler | Markdown:
    """Show the numbers of one maker that several pages print, with whom these pages name; of none say so."""
    labels = Labels(of, lang)
    name = labels.bordered(area)
    seen = labels.lists.observations.set_index("figure_id", drop=False)
    who = [labels.makers(seen.loc[ids.split("|")].to_dict("records"), short=True) for ids in found["figure_ids"]]
    rows = found.assign(maker=["; ".join(one) or gettext(lang, "not said") for one in who], field=found["denominator"])
    none = gettext(lang, "No measured number of {area} stands on several pages, tables apart.", area=name)
    return table(rows, ["indicator", "time_period", "facets", "figure", "obs_value", "maker", "prints"], lang, of,
                 name="prints", headings=HEADS, none=none)  # fmt: skip


def _makers(rows: pd.DataFrame, area: str, lang: str, of: Any) -> pd.DataFrame:
    """Name who made the figures of each indicator as their pages do; where they are not all of one, how many."""
    labels, none = Labels(of, lang), gettext(lang, "not said")
    seen = once(labels.lists).query("ref_area == @area and role != 'forecast'")
    seen = seen[seen["figure_id"].isin(labels.lists.observations["figure_id"])]
    made = seen.assign(who=[labels.made(row, short=True) or none for row in seen.to_dict("records")])
    each = [Counter(sorted(made.loc[made["indicator"].eq(code), "who"])) for code in rows["indicator"]]
    said = [", ".join(f"{who} ({n})" if len(one) > 1 else who for who, n in one.most_common()) for one in each]
    return rows.assign(makers=said, ref_area=area)
