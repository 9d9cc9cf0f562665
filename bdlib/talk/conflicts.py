"""The slides on conflicts: which two are told, what stands, why, and the figures as printed."""

import dataclasses
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from pandas.io.formats.style import Styler

from bdlib.corpus import Corpus
from bdlib.language import area_name, indicator_name
from bdlib.language.tables import heading, spoken, styled
from bdlib.reconcile import origin
from bdlib.studies import disputes

if TYPE_CHECKING:
    from bdlib.talk import Talk

ROWS = 5  # of a table on a slide, so that it is read from the last row
LINES = 2  # of a list below a table


def telling(found: pd.DataFrame, corpus: Corpus, aims: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Order conflicts by what they have to tell, by no name of an area, indicator or source.

    First those about what was measured rather than aimed at, decided by several independent sources, on an indicator
    with a target, no mere background, with few enough figures to show.
    """
    aimed = set(aims["ref_area"] + " " + aims["indicator"])
    context = set(corpus.indicators.loc[corpus.indicators["pillar"].eq("context"), "indicator"])
    figures = known.assign(origin=origin(known)).set_index("figure_id")[["obs_value", "origin"]]
    rank = pd.DataFrame({
        "aims": found["role"].str.contains("target"),
        "apart": found["status"].map({"resolved": 0, "open": 1, "explained": 2}).astype(int),
        "alone": [min(_backing(row, figures), 2) < 2 for row in found.itertuples()],
        "idle": ~(found["ref_area"] + " " + found["indicator"]).isin(aimed),
        "background": found["indicator"].isin(context),
        "many": found["figure_ids"].str.count(r"\|").gt(5),
        "weak": -found["strengths"].str.split("|").str[0].astype(float),
    })  # fmt: skip
    return found.loc[rank.sort_values(list(rank), kind="stable").index].reset_index(drop=True)


def _backing(row: tuple, figures: pd.DataFrame) -> int:
    """Count the independent origins of the value that a conflict chose."""
    claims = figures.loc[figures.index.intersection(row.figure_ids.split("|"))]
    if row.chosen_figure_id not in claims.index:
        return 0
    return claims.loc[claims["obs_value"].eq(claims.at[row.chosen_figure_id, "obs_value"]), "origin"].nunique()


def _conflict(talk: "Talk", place: int) -> tuple | None:
    """Give the conflict told at a place of the talk: the area's own, else another area's."""
    told = talk.conflicts if len(talk.conflicts) else talk.elsewhere
    told = told.drop_duplicates("indicator")
    return next(told.iloc[[place]].itertuples(), None) if place < len(told) else None


def headline(talk: "Talk", place: int) -> str:
    """Head the slide of a conflict: its subject, and what stands; "" when there is none at this place."""
    row = _conflict(talk, place)
    return f"## {_subject(talk, row)}\n\n## {_told(talk, row)[-1].rstrip('.')}" if row else ""


def reasons(talk: "Talk", place: int) -> str:
    """Say why, strongest reason first."""
    row = _conflict(talk, place)
    return "\n".join(f"- {reason}" for reason in _told(talk, row)[:-1][:LINES]) if row else ""


def _told(talk: "Talk", row: tuple) -> list[str]:
    """Divide an explanation into sentences, without the figures quoted first: the reasons, then the decision."""
    said = talk.say(row.explanation_vi, row.explanation_en).split("). ", 1)[-1]
    also = talk.say("Ngoài ra: ", "Also: ")
    return [f"{piece.removeprefix(also).rstrip('.')}." for piece in said.split(". ")]


def _subject(talk: "Talk", row: tuple) -> str:
    """Name area and indicator: the area only where it is not the talk's own."""
    lang, codes, places = talk.asked.lang, row.indicator.split("|"), row.ref_area.split("|")
    names = "; ".join(indicator_name(talk.corpus.indicators, code, lang) for code in codes)
    areas = ", ".join(area_name(talk.corpus.areas, code, lang) for code in places)
    return names if talk.asked.area in places else f"{areas}: {names}"


def claims(talk: "Talk", place: int) -> Styler | None:
    """List the figures of a conflict as printed: who, when, and what became of each; what was kept stands out."""
    row = _conflict(talk, place)
    if row is None:
        return None
    figures = pd.concat([talk.debate.observations, talk.debate.targets])
    rows = figures[figures["figure_id"].isin(row.figure_ids.split("|"))].sort_values(["published", "figure_id"])
    chosen = rows.loc[rows["figure_id"].eq(row.chosen_figure_id), "obs_value"]
    kept = rows["obs_value"].isin(chosen) | (row.status != "resolved")
    lang = talk.asked.lang
    fate = kept.map({True: spoken("kept", lang), False: spoken("set_aside", lang)})
    columns = {
        "figure": rows["figure"].str.strip(),
        "publisher": rows["publisher"],
        "published": rows["published"].replace("", "–"),
        "action": fate.where(rows["reprints"].eq(""), talk.say("đăng lại", "reprint")),
    }
    table = pd.DataFrame({heading(name, lang): column for name, column in columns.items()}).head(ROWS)
    strong = kept & rows["reprints"].eq("") & (row.status == "resolved")
    weight = pd.DataFrame({name: strong.map({True: "font-weight: 600", False: ""}) for name in table}).head(ROWS)
    return styled(table, f"claims-{place + 1}").apply(lambda _: weight, axis=None)


def outcome(talk: "Talk", place: int, most: int = 2) -> str:
    """Say what the method makes of the indicator (value, interval, status, witnesses) and what would settle it."""
    row = _conflict(talk, place)
    if row is None:
        return ""
    own = row.ref_area == talk.asked.area
    years = disputes.decided(talk.debate, talk.asked, row.indicator).splitlines()[-most:] if own else []
    needed = disputes.settles(row.kinds, talk.asked.lang) if row.status != "explained" else ""
    return "\n".join(years) + f"\n\n{needed}"


def drawn(talk: "Talk", place: int, size: str = "half") -> Axes | None:
    """Draw the claims of a conflict against time, where it is about one indicator of one area."""
    from bdlib.plots import claims as charts

    row = _conflict(talk, place)
    if row is None or "|" in row.ref_area + row.indicator:
        return None
    debate, asked = talk.debate, talk.asked
    rows = debate.observations[debate.observations["figure_id"].isin(row.figure_ids.split("|"))]
    told = debate.conflicts[debate.conflicts["conflict_id"].eq(row.conflict_id)]
    only = dataclasses.replace(debate, conflicts=told)  # an indicator may have several
    title = disputes.title(only, dataclasses.replace(asked, area=row.ref_area), row.indicator)
    source = ", ".join(sorted(rows["publisher"].unique()))
    return charts.claims(
        rows, debate.estimates.steps, talk.corpus, asked.lang, row.ref_area, row.indicator,
        targets=debate.targets, title=title, source=source, size=size,
    )  # fmt: skip
