"""The slides on conflicts: which two are told, what stands, why, and the figures as printed."""

import dataclasses
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from pandas.io.formats.style import Styler

from bdlib.corpus import Corpus
from bdlib.evidence.strength import LEVELS
from bdlib.reconciliation import origin
from bdviews.language import area_name, day, indicator_name, interval, quantity, series_name
from bdviews.language.codes import status_name
from bdviews.language.tables import heading, spoken, styled
from bdviews.studies import disputes

if TYPE_CHECKING:
    from bdviews.talk import Talk

ROWS = 6  # of a table on a slide, so that it is read from the last row
MOST = 4  # of a table beside a chart, which is narrower
LINES = 2  # of reasons
HARD = "\u00a0"  # a space that holds words together


def telling(found: pd.DataFrame, corpus: Corpus, debate: disputes.Study) -> pd.DataFrame:
    """Order conflicts by what they have to tell, by no name of an area, indicator or source.

    First those about what was measured rather than aimed at, decided by several independent sources and with the
    other figures left out of the estimates, on an indicator with a target, no mere background, with few enough
    figures to show.
    """
    aims, known, steps = debate.targets, debate.observations, debate.estimates.steps
    aimed = set(aims["ref_area"] + " " + aims["indicator"])
    context = set(corpus.indicators.loc[corpus.indicators["pillar"].eq("context"), "indicator"])
    action = known["figure_id"].map(steps.set_index("figure_id")["action"])
    figures = known.assign(origin=origin(known), action=action).set_index("figure_id")[
        ["obs_value", "origin", "action"]
    ]
    chosen = [_chosen(row, figures) for row in found.itertuples()]
    rank = pd.DataFrame({
        "aims": found["role"].str.contains("target"),
        "apart": found["status"].map({"resolved": 0, "open": 1, "explained": 2}).astype(int),
        "moot": [loser.eq("kept").any() for _, loser in chosen],
        "alone": [origins < 2 for origins, _ in chosen],
        "idle": ~(found["ref_area"] + " " + found["indicator"]).isin(aimed),
        "background": found["indicator"].isin(context),
        "many": found["figure_ids"].str.count(r"\|").gt(5),
        "weak": -found["strengths"].str.split("|").str[0].map(LEVELS.index),
    })  # fmt: skip
    return found.loc[rank.sort_values(list(rank), kind="stable").index].reset_index(drop=True)


def _chosen(row: tuple, figures: pd.DataFrame) -> tuple[int, pd.Series]:
    """Independent origins of the value that a conflict chose, and what the estimates did with the other figures."""
    claims = figures.loc[figures.index.intersection(row.figure_ids.split("|"))]
    if row.chosen_figure_id not in claims.index:
        return 0, pd.Series(dtype=str)
    same = claims["obs_value"].eq(claims.at[row.chosen_figure_id, "obs_value"])
    return claims.loc[same, "origin"].nunique(), claims.loc[~same, "action"]


def _conflict(talk: "Talk", place: int) -> tuple | None:
    """Give the conflict told at a place of the talk: the area's own, else another area's."""
    told = talk.conflicts if len(talk.conflicts) else talk.elsewhere
    told = told.drop_duplicates("indicator")
    return next(told.iloc[[place]].itertuples(), None) if place < len(told) else None


def dispute(talk: "Talk", place: int) -> str:
    """Head the slide of a conflict: its subject, and who says what; "" when there is none at this place."""
    row = _conflict(talk, place)
    if row is None:
        return ""
    if _single(row):
        asked = dataclasses.replace(talk.asked, area=row.ref_area)
        said = disputes.title(_only(talk, row), asked, row.indicator)
    else:
        said = talk.say("Các số không khớp nhau", "The figures do not fit together")
    return f"## {_subject(talk, row, place)}\n\n## {said}"


def decision(talk: "Talk", place: int) -> str:
    """Head the slide on what became of a conflict: its subject, and what stands."""
    row = _conflict(talk, place)
    return f"## {_subject(talk, row, place)}\n\n## {_told(talk, row)[-1].rstrip('.')}" if row else ""


def values(talk: "Talk", place: int, most: int = 2) -> str:
    """Say what the method makes of the indicator: the last values, each with what it can mean and its sources."""
    row = _conflict(talk, place)
    if row is None or not _single(row):
        return ""
    frame = talk.debate.estimates.frame
    mine = frame[frame["ref_area"].eq(row.ref_area) & frame["indicator"].eq(row.indicator) & frame["obs_value"].notna()]
    about = mine[mine["time_period"].str[:4].isin([year[:4] for year in row.time_period.split("/")])]
    return "\n".join(f"- {_value(talk, one)}" for one in (about if len(about) else mine).tail(most).itertuples())


def _value(talk: "Talk", row: tuple) -> str:
    lang = talk.asked.lang
    value = f"**{quantity(row.obs_value, row.unit_measure, lang)}**"
    period = f"{row.time_period}{f' ({series_name(row.series, lang)})' if row.series else ''}"
    wide = talk.say("có thể hiểu: ", "can mean ") + interval(row.lower, row.upper, row.unit_measure, lang)
    doubt = status_name(row.obs_status, lang).lower()
    sources = talk.say(
        f"{row.witnesses} nguồn độc lập", f"{row.witnesses} independent {'source' if row.witnesses == 1 else 'sources'}"
    )
    facts = [period, sources, wide if row.lower < row.upper else "", doubt if row.obs_status != "A" else ""]
    return f"{value} {'; '.join(filter(None, facts))}"


def reasons(talk: "Talk", place: int) -> str:
    """Say why, strongest reason first."""
    row = _conflict(talk, place)
    return _listed(talk.say("Vì sao", "Why"), _told(talk, row)[:-1][:LINES]) if row else ""


def needed(talk: "Talk", place: int) -> str:
    """Say what would settle the conflict for good."""
    row = _conflict(talk, place)
    if row is None or row.status == "explained":
        return ""
    said = disputes.settles(row.kinds, talk.asked.lang).split(": ", 1)[1].rstrip(".").split("; ")
    return _listed(
        talk.say("Cần gì để dứt điểm", "What would settle it"), [f"{one[0].upper()}{one[1:]}" for one in said]
    )


def _listed(head: str, lines: list[str]) -> str:
    return "\n".join([f"### {head}", *(f"- {line}" for line in lines)])


def _told(talk: "Talk", row: tuple) -> list[str]:
    """Divide an explanation into sentences, without the figures quoted first: the reasons, then the decision."""
    said = talk.say(row.explanation_vi, row.explanation_en).split("). ", 1)[-1]
    also = talk.say("Ngoài ra: ", "Also: ")
    return [f"{piece.removeprefix(also).rstrip('.')}." for piece in said.split(". ")]


def _subject(talk: "Talk", row: tuple, place: int) -> str:
    """Name the indicator; for a conflict of another area say that it is an example from there."""
    lang, codes, places = talk.asked.lang, row.indicator.split("|"), row.ref_area.split("|")
    names = "; ".join(indicator_name(talk.corpus.indicators, code, lang) for code in codes)
    areas = ", ".join(area_name(talk.corpus.areas, code, lang) for code in places)
    place = talk.say("Mâu thuẫn", "Conflict") + f" {place + 1}"
    example = "" if talk.asked.area in places else talk.say(f", ví dụ từ {areas}", f", an example from {areas}")
    return f"{place}{example}: {names}"


def _single(row: tuple) -> bool:
    """Tell whether a conflict is about one indicator of one area, which a chart can show."""
    return "|" not in row.ref_area + row.indicator


def _only(talk: "Talk", row: tuple) -> disputes.Study:
    """The debate with this conflict alone: an indicator may have several."""
    conflicts = talk.debate.conflicts
    return dataclasses.replace(talk.debate, conflicts=conflicts[conflicts["conflict_id"].eq(row.conflict_id)])


def _figures(talk: "Talk", row: tuple) -> pd.DataFrame:
    """List the figures of a conflict, numbered as on its chart, each with its `part` in the outcome."""
    known = pd.concat([talk.debate.observations, talk.debate.targets])
    rows = known[known["figure_id"].isin(row.figure_ids.split("|"))]
    if _single(row) and rows["figure_id"].isin(talk.debate.observations["figure_id"]).all():
        from bdviews.plots import claims as charts

        return charts.numbered(talk.debate.estimates, row.ref_area, row.indicator, row.figure_ids.split("|")).query(
            "number > 0"
        )
    chosen = rows.loc[rows["figure_id"].eq(row.chosen_figure_id), "obs_value"]
    kept = rows["obs_value"].isin(chosen) | (row.status != "resolved")
    part = kept.map({True: "kept", False: "set_aside"}).where(rows["reprints"].eq(""), "copy")
    rows = rows.assign(part=part).sort_values(["published", "figure_id"])
    return rows.assign(number=range(1, len(rows) + 1))


def claims(talk: "Talk", place: int) -> Styler | None:
    """List the figures of a conflict as printed: who, when, and what became of each; what was kept stands out."""
    row = _conflict(talk, place)
    if row is None:
        return None
    lang, every = talk.asked.lang, _figures(talk, row)
    rows = every.loc[every["obs_value"].duplicated().sort_values(kind="stable").index[:MOST]].sort_values("number")
    where = [f"{one.publisher}, {day(one.published, lang)}".rstrip(", ") for one in rows.itertuples()]
    parts = {"kept": spoken("kept", lang), "set_aside": spoken("set_aside", lang), "copy": spoken("copy", lang)}
    table = pd.DataFrame({
        talk.say("Số", "No."): rows["number"].astype(str),
        heading("figure", lang): rows["figure"].str.strip(),
        talk.say("Nơi và ngày đăng", "Published by"): where,
        heading("action", lang).replace(" ", HARD): rows["part"].map(parts).str.replace(" ", HARD),
    })  # fmt: skip
    if rest := len(every) - len(rows):
        table.loc[len(every)] = ["", "", talk.say(f"và {rest} trang khác", f"and {rest} more"), ""]
    bold = rows["part"].eq("kept").reindex(table.index, fill_value=False) & (row.status == "resolved")
    weight = pd.DataFrame({name: bold.map({True: "font-weight: 600", False: ""}) for name in table})
    return styled(table, f"claims-{place + 1}").apply(lambda _: weight, axis=None)


def drawn(talk: "Talk", place: int, size: str = "half") -> Axes | None:
    """Draw the claims of a conflict against time, where it is about one indicator of one area."""
    from bdviews.plots import claims as charts

    row = _conflict(talk, place)
    if row is None or not _single(row):
        return None
    debate, asked = _only(talk, row), talk.asked
    title = disputes.title(debate, dataclasses.replace(asked, area=row.ref_area), row.indicator)
    return charts.claims(
        debate.estimates, row.ref_area, row.indicator, asked.lang, title=title, size=size,
        figure_ids=row.figure_ids.split("|"),
    )  # fmt: skip
