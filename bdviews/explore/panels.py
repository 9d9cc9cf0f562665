"""A view in words and small tables, as HTML for widgets: every text escaped, names and numbers in the language."""

from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd

from bdlib.cleaning import clean
from bdlib.corpus import Corpus
from bdviews.explore.desk import View
from bdviews.explore.own import FIGURE, Trial
from bdviews.labels import Labels
from bdviews.language import interval, quantity
from bdviews.language.codes import heading, said, spoken
from bdviews.language.messages import gettext
from bdviews.language.periods import period, stated
from bdviews.plots.claims import numbered
from bdviews.tables import written
from bdviews.target_words import aims
from bdviews.targets import line

CLAIMS = ["number", "figure", "time_period", "series", "publisher", "published", "action", "reason"]


def answer(view: View, corpus: Corpus, lang: str) -> str:
    """Say the newest estimate and what it rests on, in one sentence."""
    labels = Labels(corpus, lang)
    name = f"{labels.area(view.area)} · {labels.indicator(view.indicator, view.area)}"
    aside = int(view.claims["action"].eq("set_aside").sum())
    told = {"figures": len(view.claims), "aside": aside, "conflicts": len(view.conflicts)}
    counted = gettext(lang, "Figures: {figures}; set aside: {aside}; conflicts: {conflicts}", **told)
    if (row := _newest(view)) is None:
        none = gettext(lang, "no estimate")
        return f"<p>{escape(name)}: <b>{none}</b> ({escape(counted)}).</p>"
    of = _edition(row, labels, lang)
    value = quantity(row["obs_value"], row["unit_measure"], lang)
    span = interval(row["lower"], row["upper"], row["unit_measure"], lang)
    within = gettext(lang, ", within {span}", span=span) if row["lower"] < row["upper"] else ""
    return f"<p>{escape(name)}: <b>{escape(value)}</b> ({escape(of)}){escape(within)}. {escape(counted)}.</p>"


def newest(view: View, lang: str) -> str:
    """Say the newest estimate in a few words; nothing where there is none."""
    if (row := _newest(view)) is None:
        return ""
    return f"{quantity(row['obs_value'], row['unit_measure'], lang)} ({_when(row, lang)})"


def _newest(view: View) -> pd.Series | None:
    """The newest estimate with a value: before one whose period no page states, or that only weak copies print."""
    rows = view.estimates[view.estimates["obs_value"].notna()]
    rows = rows.assign(known=rows["dated"].ne("bound") & rows["trust"].ne("low"))
    rows = rows.sort_values(["known", "time_period", "witnesses"], kind="stable")
    return rows.iloc[-1] if len(rows) else None


def _when(row: pd.Series, lang: str) -> str:
    """Period of an estimate as sure as its pages are of it; what stands beside others is of a stated one."""
    basis = row.get("dated", "stated")
    return stated(row["time_period"], "publication" if basis == "bound" else basis, lang)


def claims(view: View, corpus: Corpus, lang: str) -> str:
    """List every figure, its number in the chart, what became of it and why, linked to its page."""
    numbers = numbered(view.est, view.area, view.indicator).set_index("figure_id")["number"]
    shown = view.claims.assign(number=[numbers.get(one) or "" for one in view.claims["figure_id"]])
    return section(gettext(lang, "What the sources say"), table(linked(shown, corpus, lang, CLAIMS)))


def estimates(view: View, corpus: Corpus, lang: str) -> str:
    """List the reconciled values by period and series, with their intervals and how sure they are."""
    columns = ["time_period", "series", "obs_value", "claim", "obs_status", "witnesses", "reason"]
    rows = view.estimates.assign(period_basis=view.estimates["dated"].replace("bound", "publication"))
    return section(gettext(lang, "Estimates"), table(written(rows, columns, lang, corpus).map(escape)))


def conflicts(view: View, lang: str) -> str:
    """Explain the conflicts."""
    told = view.conflicts[f"explanation_{lang}"]
    outcome = [spoken(code, lang) for code in view.conflicts["status"]]
    lines = [f"<b>{escape(how)}.</b> {escape(text)}" for how, text in zip(outcome, told, strict=True)]
    return section(gettext(lang, "Conflicts"), bullets(lines, gettext(lang, "No figures contradict each other.")))


def peers(view: View, corpus: Corpus, lang: str) -> str:
    """Tell the area's place, and the values of the provinces most like it."""
    head = gettext(lang, "Beside other provinces")
    if view.standing.empty:
        none = gettext(lang, "No figure that stands beside others.")
        return section(head, f"<p>{none}</p>")
    labels, rows = Labels(corpus, lang), pd.concat([view.standing, view.neighbours])
    cells = pd.DataFrame({
        heading("ref_area", lang): [*map(labels.area, rows["ref_area"])],
        heading("obs_value", lang): [labels.amount(row["obs_value"], row["indicator"]) for _, row in rows.iterrows()],
        gettext(lang, "Place"): [place(row, lang) for _, row in rows.iterrows()],
    })  # fmt: skip
    like = gettext(lang, "Below the first row: the provinces most like it in means, of the same edition")
    note = f"<p>{escape(like)} ({escape(_edition(rows.iloc[0], labels, lang))}).</p>"
    return section(head, table(cells.map(escape)) + (note if len(rows) > 1 else ""))


def _edition(row: pd.Series, labels: Labels, lang: str) -> str:
    """Period, series and facets of a row: "2022, DTI"."""
    series = labels.series(row["series"]) if row["series"] else ""
    return ", ".join(filter(None, [_when(row, lang), series, labels.facets(row)]))


def place(row: pd.Series, lang: str) -> str:
    """Place of a row: in the field that it is printed or computed over, else against those in hand."""
    if pd.notna(row["rank"]):
        ends = [row["rank_lower"], row["rank_upper"]]
        possible = "" if ends[0] == ends[1] else f" ({ends[0]:.0f}–{ends[1]:.0f})"
        return f"{row['rank']:.0f}" + (f"/{row['rank_of']:.0f}" if pd.notna(row["rank_of"]) else "") + possible
    return gettext(lang, "no place: {n} of {members} provinces have a figure", n=f"{row['covered']:.0f}",
                   members=f"{row['members']:.0f}")  # fmt: skip


def gap(view: View, corpus: Corpus, lang: str) -> str:
    """Say the verdict on every target."""
    none = gettext(lang, "The corpus has no target for this.")
    labels = Labels(clean(corpus), lang)
    rows = aims(view.judged, lang, labels, drafts=True).to_dict("records") if len(view.judged) else []
    told = [line(row, lang, labels) for row in rows]
    return section(gettext(lang, "Gap to target"), bullets([escape(str(one)) for one in told], none))


def trial(found: Trial, corpus: Corpus, lang: str) -> str:
    """Say how a figure of one's own was read, what became of it, and which estimates and conflicts changed."""
    row = found.claim.iloc[0]
    span = interval(row["lower"], row["upper"], row["unit_measure"], lang)
    fate = found.after.claims.set_index("figure_id").loc[FIGURE]
    read = gettext(lang, "Read as")
    lines = [
        f"{read} <b>{escape(quantity(row['obs_value'], row['unit_measure'], lang))}</b> "
        f"({escape(spoken(row['qualifier'], lang))}; {escape(span)})",
        f"{escape(spoken(fate['action'], lang))}: {escape(said(fate['reason'], lang))}",
        *changes(found, Labels(corpus, lang), lang),
    ]
    return bullets(lines) + conflicts(found.after, lang)


def changes(found: Trial, labels: Labels, lang: str) -> list[str]:
    """Name the estimates that a trial changed, from what to what."""
    key = ["time_period", "series"]
    columns = [*key, "obs_value", "unit_measure"]
    both = found.before.estimates[columns].merge(found.after.estimates[columns], on=key, how="outer")
    was, now = both["obs_value_x"], both["obs_value_y"]
    lines = []
    for row in both[was.ne(now) & (was.notna() | now.notna())].itertuples():
        unit = row.unit_measure_x if isinstance(row.unit_measure_x, str) else row.unit_measure_y
        when = ", ".join([period(row.time_period, lang), *([labels.series(row.series)] if row.series else [])])
        values = [escape(quantity(value, unit, lang)) for value in (row.obs_value_x, row.obs_value_y)]
        lines.append(f"{escape(when)}: {values[0]} → <b>{values[1]}</b>")
    return lines or [gettext(lang, "No estimate would change.")]


def section(head: str, body: str) -> str:
    """Put a body under a heading."""
    return f"<section><h3>{escape(head)}</h3>{body}</section>"


def table(cells: pd.DataFrame) -> str:
    """Write a table of HTML cells that scrolls by itself where it is too wide."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in cells)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells.to_numpy())
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="bd-scroll" tabindex="0">{table}</div>'


def bullets(lines: Sequence[str], none: str = "") -> str:
    """Write HTML lines as a list, or the words for none."""
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>" if lines else f"<p>{escape(none)}</p>"


def link(url: str, text: str) -> str:
    """Link a text to a page; only web addresses become links."""
    if not url.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'


def linked(observations: pd.DataFrame, corpus: Corpus, lang: str, columns: Iterable[str]) -> pd.DataFrame:
    """Give every observation as HTML cells, the publisher linked to its page: for an interactive table."""
    columns = list(columns)
    shown = written(observations, columns, lang, corpus)
    urls = observations["source_id"].map(corpus.sources.set_index("source_id")["url"]).fillna("")
    cells = shown.map(escape)
    where = shown.columns[columns.index("publisher")]
    cells[where] = [link(url, text) for url, text in zip(urls, shown[where], strict=True)]
    return cells
