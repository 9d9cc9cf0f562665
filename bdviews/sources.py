"""What the corpus is: how far its indicators reach, who made the numbers, and on which pages they stand."""

from typing import Any

import pandas as pd
from IPython.display import Markdown
from pandas.io.formats.style import Styler

from bdlib.study import divisions
from bdviews.labels import Labels, codelists
from bdviews.language import number
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import stated, years
from bdviews.sentences import paragraphs, sentence
from bdviews.tables import linked, listed, table

FEW, NEARLY = 3, 0.95  # areas whose shares are not told; the share that is nearly all
PATH = 2  # years of one origin that make a path
WIDE = 10  # provinces that a maker reaches whom one would ask for another; or half of them
HEADS = {"several": N_("Provinces with two named origins or more"), "origins": N_("Named origins"),
         "years3": N_("Provinces with three years or more, of any origin"), "years": N_("Stated years of one origin"),
         "makers": N_("Who gave it"), "where": N_("Where more could be had"),
         "territory": N_("Provinces then")}  # fmt: skip


def answer(case: Any, area: str, lang: str) -> Markdown:
    """Say how large the corpus is and what it has on the area."""
    tables, labels = case.tables, Labels(case, lang)
    figures = pd.concat([tables.observations, tables.targets])
    own = figures[figures["ref_area"].eq(area)]
    sources = figures.drop_duplicates("source_id")["frame"]
    parts, pages = (int(sources.eq(one).sum()) for one in ("selected", ""))
    facts = {"figures": len(figures), "pages": pages, "tables": len(sources) - pages, "parts": parts}
    message = N_("The corpus holds {figures} figures from {pages} pages and {tables} tables ({parts} parts of lists).")
    message = message if facts["tables"] else N_("The corpus holds {figures} figures from {pages} pages.")
    said = [sentence(lang, message, {}, facts)]
    named = own.loc[own["origin"].ne(""), "origin"]
    found = {"own": len(own), "prints": own["source_id"].nunique(), "traced": len(named), "origins": named.nunique()}
    where = {"area": labels.area(area)}
    if not len(own):
        return paragraphs([*said, sentence(lang, "On {area}: no figure.", where, found)])
    message = N_("On {area}: {own} figures from {prints} pages and tables; who made them is known of {traced} "
                 "({origins} origins).")  # fmt: skip
    return paragraphs([*said, sentence(lang, message, where, found)])


def reach(found: pd.DataFrame, lang: str, of: Any) -> Markdown:
    """Say how many indicators reach half of the provinces, and how many nearly all with three years.

    `found` is as given by :func:`bdlib.coverage.coverage`.
    """
    areas = max(map(len, divisions(codelists(of).areas).values()), default=0)
    least, most, widest = -(-areas // 2), int(areas * NEARLY), found["areas"]
    if areas < FEW:
        message = N_("Indicators that have figures: {indicators}; with values of three years: {full}.")
        facts = {"indicators": len(found), "full": int(found["years3"].gt(0).sum())}
        return paragraphs([sentence(lang, message, {}, facts)])
    facts = {"wide": int(widest.ge(least).sum()), "least": least, "full": int(found["years3"].ge(most).sum()),
             "most": most, "indicators": len(found)}  # fmt: skip
    message = N_("Of {indicators} indicators with figures, targets apart, {wide} reach {least} provinces or more of "
                 "one division, old or new; {full} have values of three years for {most} or more.")  # fmt: skip
    return paragraphs([sentence(lang, message, {}, facts)])


def coverage(found: pd.DataFrame, lang: str, of: Any) -> Styler | Markdown:
    """Show how far every indicator reaches."""
    parts = {f"areas{name}": gettext(lang, "Of the {n} provinces", n=name) for name in divisions(codelists(of).areas)}
    columns = ["indicator", *parts, "dated", "several", "years3"]
    return table(found, columns, lang, of, name="coverage", headings=HEADS | parts)


def editions(found: pd.DataFrame, lang: str, of: Any) -> Styler | Markdown:
    """Show how many provinces each edition has."""
    shown = found.assign(provinces=[f"{row.provinces}/{row.of}" for row in found.itertuples()])
    named = ", ".join(map(Labels(of, lang).indicator, found["indicator"].unique()))
    columns = ["edition", "territory", "provinces"]
    return table(shown, columns, lang, of, name="editions", headings=HEADS, caption=named)


def paths(found: pd.DataFrame, area: str, lang: str, of: Any) -> Markdown:
    """Say how many of an area's indicators have a path, and how many one date only.

    `found` is as given by :func:`bdlib.coverage.of_area`.
    """
    facts = {"paths": int(found["years"].ge(PATH).sum()), "indicators": len(found)}
    where = {"area": Labels(of, lang).area(area)}
    if found.empty:
        return paragraphs([sentence(lang, "{area} has no value of any indicator.", where, facts)])
    message = N_("Of {indicators} indicators with a value of {area}, targets apart, {paths} have two or more stated "
                 "years of one origin; only these can be compared between years.")  # fmt: skip
    return paragraphs([sentence(lang, message, where, facts)])


def with_path(found: pd.DataFrame, lang: str, of: Any) -> Styler | Markdown:
    """Show the indicators of an area that have a path."""
    rows = found[found["years"].ge(PATH)]
    rows = rows.assign(years=[f"{row.years} ({years(row.listed)})" for row in rows.itertuples()])
    return table(_makers(rows, lang, of), ["indicator", "years", "figures", "origins", "prints", "makers"], lang, of,
                 name="with-path", headings=HEADS)  # fmt: skip


def without_path(found: pd.DataFrame, lang: str, of: Any) -> Styler | Markdown:
    """Show the indicators of an area with one date or none, and who publishes the indicator."""
    rows = found[found["years"].lt(PATH)]
    labels = Labels(of, lang)
    where = [_where(row, labels) for row in rows.itertuples()]
    return table(_makers(rows.assign(where=where), lang, of), ["indicator", "figures", "makers", "where"], lang, of,
                 name="without-path", headings=HEADS)  # fmt: skip


def pages(case: Any, area: str, lang: str) -> Markdown:
    """List the pages and tables on an area, most figures first: title with its address (of tables the indicator)."""
    figures = pd.concat([case.tables.observations, case.tables.targets])
    count = figures[figures["ref_area"].eq(area)].groupby("source_id").size().rename("figures")
    rows = case.tables.sources.join(count, on="source_id", how="inner")
    official = figures[figures["frame"].ne("")].drop_duplicates("source_id").set_index("source_id")["indicator"]
    name = Labels(case, lang).indicator
    named = official.map(lambda code: gettext(lang, "Table: {indicator}", indicator=name(code)))
    rows["title"] = rows["source_id"].map(named).fillna(rows["title"])
    rows["kind"] = rows["kind"].mask(rows["trust"].eq("low"), "low")
    guessed = rows["published_note"].ne("").map({True: "inferred", False: "stated"})
    rows["published"] = [stated(*pair, lang) for pair in zip(rows["published"], guessed, strict=True)]
    one = ["title", "url", "publisher", "kind", "published"]
    rows = rows.groupby(one, as_index=False, dropna=False)["figures"].sum()
    rows = rows.sort_values(["figures", *one], ascending=[False, *[True] * len(one)], ignore_index=True)
    rows = rows.assign(link=[linked(*pair) for pair in zip(rows["title"], rows["url"], strict=True)])
    return listed(rows, ["link", "publisher", "kind", "published", "figures"], lang, case)


def repeated(found: pd.DataFrame, area: str, lang: str, of: Any) -> Markdown:
    """Say how often one number of one origin is printed on several pages."""
    labels = Labels(of, lang)
    if found.empty:
        message = N_("Of no origin is a number on {area} in hand from more than one page.")
        return paragraphs([sentence(lang, message, {"area": labels.area(area)}, {"numbers": 0})])
    first = found.iloc[0]
    facts = {"numbers": len(found), "prints": int(first["prints"]), "value": first["obs_value"]}
    written = {"numbers": ngettext(lang, "{n} number", "{n} numbers", len(found), n=number(len(found), lang)),
               "area": labels.area(area), "prints": number(first["prints"], lang), "figure": first["figure"].strip(),
               "indicator": labels.indicator(first["indicator"], area)}  # fmt: skip
    message = N_("On {area}, printed on several pages and each taken to be of one origin: {numbers}; the widest "
                 "printed, “{figure}” ({indicator}), on {prints} pages.")  # fmt: skip
    return paragraphs([sentence(lang, message, written, facts)])


def prints(found: pd.DataFrame, lang: str, of: Any) -> Styler | Markdown:
    """Show the numbers of one origin that several pages print."""
    columns = ["indicator", "time_period", "facets", "figure", "maker", "prints"]
    return table(found, columns, lang, of, name="prints")


def _where(row: tuple, labels: Labels) -> str:
    """Who publishes the indicator for many provinces."""
    if row.reach < min(WIDE, -(-row.of // 2)):
        return "–"
    return gettext(labels.lang, "{maker} ({n} of {m} provinces)", maker=labels.maker(row.widest), n=row.reach, m=row.of)


def _makers(rows: pd.DataFrame, lang: str, of: Any) -> pd.DataFrame:
    labels = Labels(of, lang)
    said = [", ".join(map(labels.maker, codes.split("|"))) for codes in rows["makers"]]
    return rows.assign(makers=[one or gettext(lang, "not said") for one in said])
