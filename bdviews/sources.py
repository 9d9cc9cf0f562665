"""What the corpus is: how far its indicators reach, who made the numbers, and on which pages they stand."""

from collections import Counter
from typing import Any

import pandas as pd
from IPython.display import Markdown
from pandas.io.formats.style import Styler

from bdlib.coverage import of_area
from bdlib.study import divisions
from bdviews.labels import Labels, codelists
from bdviews.language import number
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import stated, years
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import linked, listed, table

PATH = 2  # years of one maker that make a path
WIDE = 10  # provinces from which on a reach is told; or half of them
HEADS = {"several": N_("Provinces with two makers or more"), "origins": N_("Makers"),
         "years": N_("Stated years of one maker, since a break"), "makers": N_("Who gave it (how many figures)"),
         "where": N_("Who publishes it for many provinces")}  # fmt: skip


def answer(case: Any, area: str, lang: str) -> Markdown:
    """Say what the corpus has on the area, then how large it is."""
    tables, labels = case.tables, Labels(case, lang)
    figures = pd.concat([tables.observations, tables.targets])
    own = figures[figures["ref_area"].eq(area)]
    sources = figures.drop_duplicates("source_id")["frame"]
    parts, pages = (int(sources.eq(one).sum()) for one in ("selected", ""))
    facts = {"figures": len(figures), "pages": pages, "tables": len(sources) - pages, "parts": parts}
    held = N_("The corpus holds {figures} figures from {places}.")
    held = N_("The corpus holds {figures} figures from {places} ({parts} of them a part of a list).") if parts else held
    size = sentence(lang, held, {"places": places(pages, facts["tables"], lang)}, facts)
    guessed = own["origin_basis"].eq("series") & own["frame"].eq("") & own["attributed_to"].eq("")
    who = own["origin"].where(own["origin"].ne(""), own["attributed_to"])  # a speaker whom no codelist has is named too
    named, where = who[who.ne("") & ~guessed], {"area": labels.bordered(area)}
    if not len(own):
        return paragraphs([sentence(lang, "On {area}: no figure.", where, {"own": 0}), size])
    here = of_area(case, area)
    found = {"own": len(own), "prints": own["source_id"].nunique(), "traced": len(named), "origins": named.nunique(),
             "indicators": len(here), "paths": int(here["years"].ge(PATH).sum())}  # fmt: skip
    message = N_("On {area}: {own} figures from {prints} sources; of {traced} the page or table names the maker or is "
                 "its own ({origins} origins).")  # fmt: skip
    more = N_("Of {indicators} indicators with a value of {area}, targets and forecasts apart, {paths} have two or "
              "more stated years of one maker and one definition since the last marked break.")  # fmt: skip
    return paragraphs([*(sentence(lang, one, where, found) for one in (message, more)), size])


def places(pages: int, tables: int, lang: str) -> str:
    """Count the pages and tables that figures stand on, of a kind that there is none of nothing: 12 pages."""
    on_pages = ngettext(lang, "{n} page", "{n} pages", pages, n=number(pages, lang)) if pages else ""
    in_tables = ngettext(lang, "{n} table", "{n} tables", tables, n=number(tables, lang)) if tables else ""
    return gettext(lang, " and ").join(filter(None, [on_pages, in_tables]))


def copied(case: Any, lang: str) -> Sentence | None:
    """Say how many of the tables were read in copies; where none was, nothing."""
    figures = pd.concat([case.tables.observations, case.tables.targets])
    ids = figures.loc[figures["frame"].ne(""), "source_id"]
    rows = case.tables.sources[case.tables.sources["source_id"].isin(ids)]
    facts = {"tables": len(rows), "copies": int(rows["copied"].ne("").sum())}
    said = N_("Tables read in copies: {copies} of {tables}; compare them with the publisher’s own.")
    return sentence(lang, said, facts, facts) if facts["copies"] else None


def in_copies(case: Any, lang: str) -> Markdown | None:
    """Show what :func:`copied` says."""
    told = copied(case, lang)
    return paragraphs([told]) if told else None


def coverage(found: pd.DataFrame, lang: str, of: Any) -> Styler | Markdown:
    """Show how far the indicators reach that have a value of ten provinces or more, or of half of them."""
    least = (-(-found["of"] // 2)).clip(lower=1, upper=WIDE)
    parts = {f"areas{name}": gettext(lang, "Of the {n} provinces", n=name) for name in divisions(codelists(of).areas)}
    columns = ["indicator", *parts, "dated", "several"]
    return table(found[found["areas"].ge(least)], columns, lang, of, name="coverage", headings=HEADS | parts)


def with_path(found: pd.DataFrame, area: str, lang: str, of: Any) -> Styler | Markdown:
    """Show the indicators of an area that have a path."""
    rows = found[found["years"].ge(PATH)]
    rows = rows.assign(years=[f"{row.years} ({years(row.listed)})" for row in rows.itertuples()])
    return table(_makers(rows, area, lang, of), ["indicator", "years", "figures", "origins", "prints", "makers"], lang,
                 of, name="with-path", headings=HEADS)  # fmt: skip


def without_path(found: pd.DataFrame, area: str, lang: str, of: Any) -> Styler | Markdown:
    """Show the indicators of an area with one date or none that somebody publishes for many provinces."""
    least = (-(-found["of"] // 2)).clip(lower=1, upper=WIDE)
    rows, maker = found[found["years"].lt(PATH) & found["reach"].ge(least)], Labels(of, lang).maker
    where = [gettext(lang, "{maker} ({n} of {m} provinces)", maker=maker(row.widest), n=row.reach, m=row.of)
             for row in rows.itertuples()]  # fmt: skip
    return table(_makers(rows.assign(where=where), area, lang, of), ["indicator", "figures", "makers", "where"], lang,
                 of, name="without-path", headings=HEADS)  # fmt: skip


def pages(case: Any, area: str, lang: str) -> Markdown:
    """List the pages and tables on an area, most figures first: title with its address (of tables the indicator)."""
    figures = pd.concat([case.tables.observations, case.tables.targets])
    count = figures[figures["ref_area"].eq(area)].groupby("source_id").size().rename("figures")
    rows = case.tables.sources.join(count, on="source_id", how="inner")
    official = figures[figures["frame"].ne("")].drop_duplicates("source_id").set_index("source_id")["indicator"]
    name = Labels(case, lang).indicator
    named = official.map(lambda code: gettext(lang, "Table: {indicator}", indicator=name(code, area)))
    rows["title"] = rows["source_id"].map(named).fillna(rows["title"])
    rows["kind"] = rows["kind"].mask(rows["trust"].eq("low"), "low")
    guessed = rows["published_note"].ne("").map({True: "inferred", False: "stated"})
    rows["editions"] = rows["editions"].fillna("")
    rows["published"] = [stated(*pair, lang) for pair in zip(rows["published"], guessed, strict=True)]
    one = ["title", "url", "editions", "publisher", "kind", "published"]
    rows = rows.groupby(one, as_index=False, dropna=False)["figures"].sum()
    rows = rows.sort_values(["figures", *one], ascending=[False, *[True] * len(one)], ignore_index=True)
    rows = rows.assign(link=[_addresses(row) for row in rows.itertuples()])
    return listed(rows, ["link", "publisher", "kind", "published", "figures"], lang, case)


def _addresses(row: Any) -> str:
    """The title with its address; of a table that came in editions with one for each."""
    each = [linked(*edition.split("=", 1)) for edition in row.editions.split("|") if edition]
    return f"{linked(row.title, '')} ({', '.join(each)})" if each else linked(row.title, row.url)


def prints(found: pd.DataFrame, lang: str, of: Any) -> Styler | Markdown:
    """Show the numbers of one maker that several pages print."""
    return table(found, ["indicator", "time_period", "facets", "figure", "obs_value", "maker", "prints"], lang, of,
                 name="prints")  # fmt: skip


def _makers(rows: pd.DataFrame, area: str, lang: str, of: Any) -> pd.DataFrame:
    """Name who made the figures of each indicator as their pages do; where they are not all of one, how many."""
    labels, none = Labels(of, lang), gettext(lang, "not said")
    seen = labels.lists.observations.query("ref_area == @area and role != 'forecast'")
    made = seen.assign(who=[labels.made(row, short=True) or none for row in seen.to_dict("records")])
    each = [Counter(sorted(made.loc[made["indicator"].eq(code), "who"])) for code in rows["indicator"]]
    said = [", ".join(f"{who} ({n})" if len(one) > 1 else who for who, n in one.most_common()) for one in each]
    return rows.assign(makers=said, ref_area=area)
