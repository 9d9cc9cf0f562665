"""Tables as readers want them: names instead of codes, amounts with units, periods and headings in the language."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from bdviews.labels import FACETS, Labels
from bdviews.language import interval, measured, number
from bdviews.language.codes import heading, said, spoken, status_name
from bdviews.language.messages import gettext
from bdviews.language.periods import INFERRED, period, stated

if TYPE_CHECKING:
    from IPython.display import Markdown
    from pandas.io.formats.style import Styler

AMOUNTS = ("obs_value", "lower", "upper", "low", "high")
WORDED = ("role", "action", "period_basis", "status", "kind", "source_kind", "maker_kind", "qualifier", "frame",
          "trust", "strength", "dated")  # fmt: skip


def table(frame: pd.DataFrame, columns: Iterable[str], lang: str, of: Any = None, *, name: str = "table",
          headings: Mapping[str, str] | None = None, none: str = "",
          caption: str = "") -> "Styler | Markdown":  # fmt: skip
    """Show rows of any table of the project; of no rows say so.

    Parameters
    ----------
    frame : its columns have the project's names; amounts take their unit from `unit_measure`, ranks the number of
        areas from `field`. Two more columns are made where asked for: `claim` (the interval from `lower` to `upper`)
        and `facets` (all of them in words).
    columns, lang : which to show, in order; "vi" or "en".
    of, name : a corpus or a result of bdlib, for the names of its codes; letters, digits and hyphens, for its page.
    headings : of columns that are this table's own, by column; messages of the catalogue are said in the language.
    none : what to say where there are no rows; else that there are none, which pages leave out.
    caption : what the rows are, where no heading says it.
    """
    if frame.empty:
        from IPython.display import Markdown

        said = none or gettext(lang, "No rows.")
        return Markdown(f"*{said}*", metadata={} if none else {"nothing": True})  # a page leaves the latter out
    shown = written(frame, columns, lang, of, headings)
    style = shown.style.hide(axis="index").set_uuid(name).format(escape="html", na_rep="–")
    style = style.set_caption(escape(caption)) if caption else style
    return style.format_index(escape="html", axis="columns")


def written(frame: pd.DataFrame, columns: Iterable[str], lang: str, of: Any = None,
            headings: Mapping[str, str] | None = None) -> pd.DataFrame:  # fmt: skip
    """Write the rows of :func:`table` as text, under headings in the language."""
    labels, heads = Labels(of, lang), dict(headings or {})
    said = {column: gettext(lang, heads[column]) if column in heads else heading(column, lang) for column in columns}
    shown = {text: _column(frame, column, labels) for column, text in said.items()}
    return pd.DataFrame(shown, dtype=str).reset_index(drop=True)


def linked(title: str, url: str) -> str:
    """Write a title as a link that Markdown shows; without an address the title alone."""
    clean = title.replace("[", "(").replace("]", ")").replace("|", "/")
    return f"[{clean}](<{url}>)" if url else clean


def listed(frame: pd.DataFrame, columns: Iterable[str], lang: str, of: Any = None) -> "Markdown":
    """Show rows as a Markdown table, whose cells may hold links; cells with text of pages are escaped.

    As :func:`table`, but that a column `link` is taken as Markdown that is written already.
    """
    from IPython.display import Markdown

    shown = written(frame, columns, lang, of)
    as_is = {heading("link", lang)}
    cells = shown.apply(lambda column: column if column.name in as_is else column.map(_plain))
    rows = [" | ".join(row) for row in [list(cells), ["---"] * len(cells.columns), *cells.to_numpy().tolist()]]
    return Markdown("\n".join(f"| {row} |" for row in rows))


def _plain(text: str) -> str:
    return escape(text).replace("|", "\\|").replace("*", "\\*").replace("_", "\\_").replace("[", "\\[")


def _column(frame: pd.DataFrame, column: str, labels: Labels) -> pd.Series:
    """Write one column out."""
    if column == "time_period" and "period_basis" in frame:
        return _stated(frame, labels)
    rows = frame.to_dict("records") if column not in frame or column == "indicator" else []
    if column == "claim":
        unit = frame["unit_measure"] if "unit_measure" in frame else [""] * len(frame)
        ends = zip(frame["lower"], frame["upper"], unit, strict=True)
        return pd.Series([interval(low, high, word, labels.lang) for low, high, word in ends], index=frame.index)
    if column == "facets":
        return pd.Series([labels.facets(row) for row in rows], index=frame.index)
    if column == "indicator":
        return pd.Series([labels.indicator(row[column], row.get("ref_area", "")) for row in rows], index=frame.index)
    if column in AMOUNTS:
        units = frame["unit_measure"] if "unit_measure" in frame else [""] * len(frame)
        ends = [frame[name] if name in frame else frame[column] for name in ("lower", "upper")]
        cells = zip(frame[column], *ends, units, strict=True)
        told = pd.Series([measured(*cell, labels.lang) for cell in cells], index=frame.index)
        return _placed(told, frame, labels.lang) if column == "obs_value" and "field" in frame else told
    if column == "publisher" and "trust" in frame:
        low = frame["trust"].eq("low")
        kinds = frame.get("source_kind", pd.Series("", frame.index)).map(lambda kind: spoken(kind, labels.lang))
        said = frame[column] + ("; " + kinds).where(kinds.ne(""), "") + "; " + spoken("low", labels.lang)
        return said.where(low, frame[column].map(lambda one: labels.publisher(one, "")))
    if write := _writers(labels).get(column):
        return frame[column].fillna("").astype(str).map(write)
    return frame[column].map(lambda value: _cell(value, labels.lang))


def _stated(frame: pd.DataFrame, labels: Labels) -> pd.Series:
    """Write periods as sure as their pages are of them; a bound that a collector inferred is said to be inferred."""
    pages = frame["source_id"] if "source_id" in frame else [""] * len(frame)
    told = []
    for code, basis, page in zip(frame["time_period"], frame["period_basis"], pages, strict=True):
        said = stated(code, basis, labels.lang)
        guessed = code and basis == "publication" and page in labels.inferred_days
        told.append(gettext(labels.lang, INFERRED, period=said) if guessed else said)
    return pd.Series(told, index=frame.index)


def _placed(told: pd.Series, frame: pd.DataFrame, lang: str) -> pd.Series:
    """Write ranks with the number of areas that they run over, where it is known: a rank means nothing without it."""
    known = frame["unit_measure"].eq("rank") & frame["field"].notna() & frame["obs_value"].notna()
    of = frame.loc[known, "field"].map("{:.0f}".format)
    places = [gettext(lang, "{place} of {of}", place=place, of=n) for place, n in zip(told[known], of, strict=True)]
    return told.mask(known, pd.Series(places, of.index, dtype=object))


def _writers(labels: Labels) -> dict[str, Callable[[str], str]]:
    """How the columns of codes are written."""
    by_name = {"ref_area": labels.bordered, "area": labels.bordered, "series": labels.series, "maker": labels.maker,
               "origin": labels.maker, "publisher": labels.publisher, "unit_measure": lambda code: code,
               "time_period": lambda code: period(code, labels.lang),
               "published": lambda code: period(code, labels.lang), "reason": lambda code: said(code, labels.lang),
               "obs_status": lambda code: status_name(code, labels.lang)}  # fmt: skip
    worded = {name: (lambda code: spoken(code, labels.lang)) for name in WORDED}
    facets = {name: (lambda codes, name=name: labels.facet(name, codes)) for name in FACETS}
    return by_name | worded | facets


def _cell(value: Any, lang: str) -> str:
    """Write a cell that no rule knows: a whole number or a text as it is, other numbers as the language does."""
    if pd.isna(value):
        return ""
    return number(value, lang) if isinstance(value, float) else str(value)
