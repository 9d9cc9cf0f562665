"""How figures are read: what each can mean, what is left out, and how far pages lie from the official tables."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from IPython.display import Markdown
from pandas.io.formats.style import Styler

from bdlib.quantities import parse_many
from bdviews.labels import Labels
from bdviews.language import number, quantity
from bdviews.language.codes import heading
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import years
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table

FAR = 0.05  # error from which a figure of a page is listed
HEADS = {"column": N_("Cell"), "expected": N_("As collected"), "value": N_("Read as"), "action": N_("What was done"),
         "breaks": N_("Breaks in"), "preliminary": N_("Preliminary or estimated"),
         "doubtful": N_("Values marked U, not checked or of low reliability"), "years": N_("Years"),
         "provinces": N_("Areas, with the country where it is listed"), "median": N_("Median of absolute deviations"),
         "above": N_("Above it"), "below": N_("Below it"), "meets": N_("Means the official value"),
         "official": N_("Official value"), "source_kind": N_("Kind of publisher"),
         "error": N_("Deviation")}  # fmt: skip


def answer(tables: Any, held: pd.DataFrame, lang: str) -> Markdown:
    """Say on which side of the official table figures of pages lie, and what became of all figures.

    `held` is as given by :func:`bdlib.robustness.benchmark.against_official`.
    """
    every = {name: len(getattr(tables, name)) for name in ("observations", "targets", "left_out")}
    official = int(tables.observations["frame"].ne("").sum())
    advised = int(tables.targets["role"].eq("recommendation").sum())
    facts = {**every, "official": official, "pages": every["observations"] - official,
             "targets": every["targets"] - advised, "advised": advised}  # fmt: skip
    message = N_("Read from pages: {pages} observations, {targets} targets, {advised} recommendations; from tables: "
                 "{official} observations. Left out, each with its reason: {left_out}.")  # fmt: skip
    return paragraphs([*_press(held, tables, lang), sentence(lang, message, {}, facts)])


def readings(expressions: Iterable[str], lang: str) -> Styler | Markdown:
    """Show how expressions of one's own are read; what cannot be read is said, not guessed."""
    rows = pd.Series(list(expressions), dtype=str)
    read = parse_many(rows).assign(figure=rows).rename(columns={"value": "obs_value", "unit": "unit_measure"})
    heads = {"figure": gettext(lang, "Example")}
    return table(read, ["figure", "obs_value", "qualifier", "claim"], lang, name="readings", headings=heads)


def corrections(corpus: Any, lang: str) -> Styler | Markdown:
    """Show the register of corrections, but for figures that are kept as printed and only flagged."""
    rows = corpus.corrections[corpus.corrections["action"].ne("flag")]
    rows = rows.merge(corpus.reported[["figure_id", "indicator", "area"]], on="figure_id", how="left")
    rows = rows.rename(columns={"area": "ref_area"})
    labels = Labels(corpus, lang)
    name = lambda cell: labels.indicator(labels.area(labels.facet("prices", cell)))  # noqa: E731 - of a code in a cell
    rows["column"] = [f"{heading(row.column, lang)}: {name(row.expected)}" for row in rows.itertuples()]
    rows["value"] = rows["value"].map(name)
    heads = {name: gettext(lang, HEADS[name]) for name in ("column", "value", "action")}
    return table(rows, ["ref_area", "indicator", "action", "column", "value", "figure_id"], lang, corpus,
                 name="corrections", headings=heads)  # fmt: skip


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
    """Show the official tables, with the years that their values mark as breaks or as preliminary."""
    rows = found.assign(years=found["listed"].map(years))
    columns = ["indicator", "maker", "frame", "provinces", "years", "breaks", "preliminary", "doubtful"]
    return table(rows, columns, lang, of, name="official", headings=HEADS)


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
    columns = ["indicator", "figures", "meets", "above", "below", "median"]
    return table(found, columns, lang, of, name="press-indicator", headings=HEADS)


def farthest(held: pd.DataFrame, lang: str, of: Any, *, most: int = 12) -> Styler | Markdown:
    """Show the figures of pages that lie farthest from the official value."""
    rows = held[~held["rank"] & held["error"].abs().gt(FAR) & ~held["meets"]]
    rows = rows.assign(far=rows["error"].abs(), source_kind=rows["source_kind"].mask(rows["trust"].eq("low"), "low"))
    rows = rows.sort_values(["points", "far", "figure_id"], ascending=[True, False, True])
    rows = rows.drop_duplicates(["ref_area", "indicator", "time_period", "obs_value"])
    rows = rows.groupby("points").head(most // 2)  # what lies far in percent hides nothing that lies far in points
    official = map(Labels(of, lang).amount, rows["official"], rows["indicator"])
    rows = rows.assign(official=list(official),
                       error=[_distance(row.error, row.points, lang) for row in rows.itertuples()])  # fmt: skip
    columns = ["ref_area", "indicator", "time_period", "figure", "official", "error", "source_kind"]
    none = gettext(lang, "No figure of a page lies more than 5% or 5 points from the official value.")
    return table(rows, columns, lang, of, name="farthest", headings=HEADS, none=none if len(held) else "")


def _press(held: pd.DataFrame, tables: Any, lang: str) -> list[Sentence]:
    amounts, ranks = held[~held["rank"]], held[held["rank"]]
    facts = sides(held).drop(columns="indicator").sum().to_dict() | {
        "indicators": amounts["indicator"].nunique(), "areas": amounts["ref_area"].nunique(), "ranks": len(ranks),
        "same": int(ranks["error"].eq(0).sum())}  # fmt: skip
    some = N_("{figures} figures on pages by others than the table's maker ({indicators} indicators, {areas} areas; "
              "each print counts) state the year of an official value: {meets} mean the same, {above} lie above it, "
              "{below} below.")  # fmt: skip
    order = N_("Of {ranks} ranks on pages that an official table has too, {same} are the same.")
    if held.empty:
        return [sentence(lang, "No page prints a figure that an official table has, too.", {}, {"figures": 0})]
    told = [sentence(lang, said, {}, facts, rows["figure_id"]) for said, rows in ((some, amounts), (order, ranks))
            if len(rows)]  # fmt: skip
    told[1:1] = _revised(amounts, tables, lang)
    return told


def _revised(held: pd.DataFrame, tables: Any, lang: str) -> list[Sentence]:
    """Say how many of the figures that differ are older than the last revision of their series, and what others do."""
    dates = tables.sources.set_index("source_id")["revised"]
    rows = held.assign(revised=held["official_source"].map(dates).fillna(""))
    older = rows["revised"].ne("") & rows["published"].lt(rows["revised"])
    since, others = rows[older & ~rows["meets"]], rows[~older]
    if since.empty:
        return []
    said = N_("Of the {apart} that do not mean the same, {since} are on pages older than the last revision of their "
              "official series, or undated ({names}): the first release may have been what they print.")  # fmt: skip
    facts = {"apart": int((~rows["meets"]).sum()), "since": len(since)}
    told = [_named(since, said, facts, tables, lang)]
    if len(others):
        said = N_("Of the {others} figures of series not revised since ({names}) {same} mean the same.")
        facts = {"others": len(others), "same": int(others["meets"].sum())}
        told.append(_named(others, said, facts, tables, lang))
    return told


def _named(rows: pd.DataFrame, said: str, facts: dict[str, int], tables: Any, lang: str) -> Sentence:
    """Say something of figures with the names of their indicators."""
    names = [Labels(tables, lang).indicator(code) for code in sorted(rows["indicator"].unique())]
    values = {name: number(n, lang) for name, n in facts.items()} | {"names": ", ".join(names)}
    return sentence(lang, said, values, facts, rows["figure_id"])


def _distance(error: float, points: bool, lang: str) -> str:
    """Write an error: of shares and rates in percentage points, of amounts in percent."""
    return quantity(100 * error, "percentage_point" if points else "percent", lang)
