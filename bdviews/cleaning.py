"""How figures are read: what each can mean, what is left out, and how far pages lie from the official tables."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from IPython.display import Markdown
from pandas.io.formats.style import Styler

from bdlib.ranked import listed_areas
from bdquantities.parsing import parse_many
from bdviews.labels import Labels, codelists
from bdviews.language import number, quantity
from bdviews.language.codes import heading
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import period, years
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.sources import UNCHECKED
from bdviews.tables import table

WIDE = ("complete", "most")  # frames of a table that is no list of selected areas
FAR = 0.05  # error from which a figure of a page is listed
HEADS = {"value": N_("Read as"), "action": N_("What was done"),
         "breaks": N_("Breaks in"), "preliminary": N_("Preliminary or estimated"), "read": N_("Read in a copy"),
         "provinces": N_("Areas, with the country where it is listed"), "figures": N_("Figures on pages, each print"),
         "above": N_("Figures above the official value"), "below": N_("Figures below it"),
         "meets": N_("Figures that mean it"), "median": N_("Median of the absolute deviations of all compared"),
         "error": N_("Deviation"), "revised": N_("Official series revised in")}  # fmt: skip


def answer(tables: Any, held: pd.DataFrame, lang: str) -> Markdown:
    """Say how many figures of pages mean what the official table says, and what became of all figures.

    `held` is as given by :func:`bdlib.robustness.benchmark.against_official`.
    """
    every = {name: len(getattr(tables, name)) for name in ("observations", "targets", "left_out")}
    official = int(tables.observations["frame"].ne("").sum())
    advised = int(tables.targets["role"].eq("recommendation").sum())
    facts = {**every, "official": official, "pages": every["observations"] - official,
             "targets": every["targets"] - advised, "advised": advised}  # fmt: skip
    message = N_("Read from pages: {pages} observations, {targets} targets, {advised} recommendations; from tables: "
                 "{official} observations. Left out, each with its reason: {left_out}.")  # fmt: skip
    all_areas = sentence(lang, "Of the whole corpus, all areas together:", {}, {})
    return paragraphs([all_areas, *_press(held, tables, lang), sentence(lang, message, {}, facts)])


def readings(expressions: Iterable[str], lang: str) -> Styler | Markdown:
    """Show how expressions of one's own are read; what cannot be read is said, not guessed."""
    rows = pd.Series(list(expressions), dtype=str)
    read = parse_many(rows).assign(figure=rows).rename(columns={"value": "obs_value", "unit": "unit_measure"})
    columns, heads = ["figure", "obs_value", "qualifier", "claim"], {"figure": N_("Example")}
    return table(read, columns, lang, name="readings", headings=heads)


def corrections(corpus: Any, lang: str) -> Styler | Markdown:
    """Show the register of corrections, but for figures that are kept as printed and only flagged."""
    rows = corpus.corrections[corpus.corrections["action"].ne("flag")]
    rows = rows.merge(corpus.reported[["figure_id", "indicator", "area"]], on="figure_id", how="left")
    rows = rows.rename(columns={"area": "ref_area"})
    labels = Labels(corpus, lang)
    name = lambda cell: labels.indicator(labels.area(labels.facet("prices", cell)))  # noqa: E731 - of a code in a cell
    rows["column"] = [f"{heading(row.column, lang)}: {name(row.expected)}" for row in rows.itertuples()]
    rows["value"] = rows["value"].map(name)
    columns = ["ref_area", "indicator", "action", "column", "value", "figure_id"]
    return table(rows, columns, lang, corpus, name="corrections", headings=HEADS)


def left_out(tables: Any, corpus: Any, lang: str) -> Styler | Markdown:
    """Show what is left out and why, in the language where the register has the reason in it."""
    why = corpus.corrections.set_index("figure_id")
    why = why[f"reason_{lang}"] if f"reason_{lang}" in why else why["reason"]
    known = corpus.reported[["figure_id", "indicator", "area"]].rename(columns={"area": "ref_area"})
    rows = tables.left_out.merge(known, on="figure_id")
    rows["reason"] = rows["figure_id"].map(why[why.ne("")]).fillna(rows["reason"])
    columns, caption = ["ref_area", "indicator", "figure", "reason", "figure_id"], N_("What is left out, and why")
    return table(rows, columns, lang, corpus, name="left-out", caption=gettext(lang, caption))


def official(found: pd.DataFrame, lang: str, of: Any) -> Styler | Markdown:
    """Show the official tables that are no selections, with the years that are marked as breaks or as preliminary."""
    read = {"": N_("no"), UNCHECKED: N_("yes, no value compared with the maker’s")}
    copied = [gettext(lang, read.get(code, N_("yes"))) for code in found["copied"]]
    each = zip(found["fewest"], found["most"], strict=True)
    single = [f"{least}–{most}" if least < most else f"{most}" for least, most in each]
    rows = found.assign(years=found["listed"].map(years), read=copied, provinces=single)
    rows = rows[rows["frame"].isin(WIDE)]
    columns = ["indicator", "maker", "frame", "provinces", "years", "breaks", "preliminary", "read"]
    caption = N_("{n} of {all} tables: those of all areas or of most; the others are of selected areas.")
    return table(rows, columns, lang, of, name="official", headings=HEADS,
                 caption=gettext(lang, caption, n=len(rows), all=len(found)))  # fmt: skip


def sides(held: pd.DataFrame) -> pd.DataFrame:
    """Count the figures of pages that lie below, mean or lie above the official value, by indicator; no ranks."""
    rows = held[~held["rank"]]
    side = rows["error"].gt(0).map({True: "above", False: "below"}).mask(rows["meets"], "meets")
    found = pd.crosstab(rows["indicator"], side).reindex(columns=["below", "meets", "above"], fill_value=0)
    found = found.assign(figures=found.sum(axis=1)).reset_index()
    return found.sort_values(["figures", "indicator"], ascending=[False, True], ignore_index=True)


def grouped(held: pd.DataFrame, lang: str, of: Any) -> Styler | Markdown:
    """Show by indicator how figures of pages lie to the official value; no ranks."""
    found, rows = sides(held), held[~held["rank"]].groupby("indicator")
    each = [rows.get_group(code) for code in found["indicator"]]
    found["median"] = [_distance(one["error"].abs().median(), one["points"].all(), lang) for one in each]
    columns = ["indicator", "figures", "above", "below", "meets", "median"]
    return table(found, columns, lang, of, name="press-indicator", headings=HEADS)


def farthest(held: pd.DataFrame, lang: str, of: Any) -> Styler | Markdown:
    """Show the numbers on pages that lie far from the official value, each once, the farthest first."""
    rows = held[~held["rank"] & held["error"].abs().gt(FAR) & ~held["meets"]]
    dates = codelists(of).sources.set_index("source_id")["revised"]
    rows = rows.assign(far=rows["error"].abs(), revised=rows["official_source"].map(dates).fillna(""))
    rows = rows.sort_values(["points", "far", "figure_id"], ascending=[True, False, True])
    rows = rows.drop_duplicates(["ref_area", "indicator", "time_period", "obs_value"])
    official = map(Labels(of, lang).amount, rows["official"], rows["indicator"])
    revised = [period(day, lang) or gettext(lang, "none known") for day in rows["revised"]]
    rows = rows.assign(official=list(official), revised=revised,
                       error=[_distance(row.error, row.points, lang) for row in rows.itertuples()])  # fmt: skip
    columns = ["ref_area", "indicator", "time_period", "figure", "official", "error", "revised"]
    none = gettext(lang, "No figure of a page lies more than 5% or 5 points from the official value.")
    return table(rows, columns, lang, of, name="farthest", headings=HEADS, none=none if len(held) else "")


def observations(tables: Any, area: str, indicators: Iterable[str], lang: str) -> Styler | Markdown:
    """Show the observations of an area as read; no indicators are all."""
    rows = tables.observations.query("ref_area == @area")
    rows = rows[rows["indicator"].isin(list(indicators) or rows["indicator"])]
    field = rows["denominator"].fillna(listed_areas(rows, tables))
    rows = rows.assign(field=field, said=_said(rows, tables, lang))
    columns = ["indicator", "time_period", "figure", "obs_value", "claim", "said", "role", "publisher"]
    heads = {"said": heading("facets", lang)}
    return table(rows, columns, lang, tables, name="observations", headings=heads)


def _said(rows: pd.DataFrame, tables: Any, lang: str) -> list[str]:
    """What pages state of their figures; where others of the indicator state a price base, that one does not.

    Of an indicator whose definition has a price base nobody need state it. Also that a year is before the borders.
    """
    seen, listed = tables.observations, tables.indicators
    defined = listed.loc[listed["implies"].str.contains("prices:"), "indicator"] if "implies" in listed else []
    priced = set(seen.loc[seen["prices"].ne(""), "indicator"]) - set(defined)
    unsaid = rows["prices"].eq("") & rows["indicator"].isin(priced)
    labels, bare = Labels(tables, lang), gettext(lang, "price base not said")
    begun = rows["ref_area"].map(tables.areas.set_index("area")["valid_from"]).fillna("")
    older = rows["time_period"].str[:4].lt(begun.str[:4])
    former, told = gettext(lang, "of a year before these borders"), [*map(labels.facets, rows.to_dict("records"))]
    each = zip(told, unsaid, older, strict=True)
    return [", ".join(filter(None, [one, none * bare, old * former])) for one, none, old in each]


def revised_since(held: pd.DataFrame, tables: Any) -> pd.Series:
    """Whether the official series of each figure was revised after its page, or may have been: after an undated one."""
    dates = held["official_source"].map(tables.sources.set_index("source_id")["revised"]).fillna("")
    return held["published"].lt(dates) | held["published"].eq("")


def _press(held: pd.DataFrame, tables: Any, lang: str) -> list[Sentence]:
    """Say of amounts whose series was not revised since, of the others and of ranks how many are the official ones."""
    if held.empty:
        return [sentence(lang, "No page prints a figure that an official table has, too.", {}, {"n": 0})]
    amounts, ranks = held[~held["rank"]], held[held["rank"]]
    older = revised_since(amounts, tables)
    parts = [
        (amounts[~older], N_("Dated pages, none older than a known revision of the official series ({names}): {same} "
                             "of {n} figures mean the same as the official table.")),
        (amounts[older], N_("Pages older than the last revision of the official series, or undated ({names}): {same} "
                            "of {n} figures mean the same as its value of today; the others may be first releases.")),
        (ranks.assign(meets=ranks["error"].eq(0)),
         N_("Ranks on pages ({names}): {same} of {n} are those of the official table.")),
    ]  # fmt: skip
    return [_named(rows, said, {"n": len(rows), "same": int(rows["meets"].sum())}, tables, lang)
            for rows, said in parts if len(rows)]  # fmt: skip


def _named(rows: pd.DataFrame, said: str, facts: dict[str, int], tables: Any, lang: str) -> Sentence:
    """Say something of figures with the names of their indicators, of several also how many of each mean the same."""
    labels = Labels(tables, lang)
    each = rows.groupby("indicator")["meets"].agg(["sum", "size"])
    names = [labels.indicator(code) if len(each) == 1 else
             gettext(lang, "{name} {same} of {n}", name=labels.indicator(code), same=number(same, lang),
                     n=number(n, lang))
             for code, same, n in each.itertuples()]  # fmt: skip
    values = {name: number(n, lang) for name, n in facts.items()} | {"names": ", ".join(names)}
    return sentence(lang, said, values, facts, rows["figure_id"])


def _distance(error: float, points: bool, lang: str) -> str:
    """Write an error: of shares and rates in percentage points, of amounts in percent."""
    return quantity(100 * error, "percentage_point" if points else "percent", lang)
