"""Tables as readers want them: names instead of codes, numbers as the language writes them, nothing unescaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
from pandas.io.formats.style import Styler

from bdlib.corpus import Corpus
from bdviews.labels import Labels
from bdviews.language import choose, number, quantity
from bdviews.language.codes import heading, spoken
from bdviews.language.reasons import said

_SPOKEN = ["role", "action", "period_basis", "status", "kind", "source_kind", "qualifier"]
_AMOUNTS = ["obs_value", "lower", "upper", "low", "high"]


def present(frame: pd.DataFrame, corpus: Corpus, lang: str, columns: Sequence[str] = ()) -> pd.DataFrame:
    """Write a frame in words: area and indicator names, amounts with units, headings in the language.

    Parameters
    ----------
    frame : any table of the project; amounts take the unit in `unit_measure` where it is there.
    corpus : for the names.
    lang : "vi" or "en".
    columns : which to show, in order; all when empty.

    Returns
    -------
    DataFrame
        Text only, a fresh index.
    """
    units = frame["unit_measure"] if "unit_measure" in frame else pd.Series("", index=frame.index)
    shown = {heading(name, lang): _written(frame[name], units, corpus, lang) for name in columns or frame}
    return pd.DataFrame(shown, dtype=str).reset_index(drop=True)


def styled(frame: pd.DataFrame, name: str, caption: str = "") -> Styler:
    """Give a table for display: no index, headings, cells and caption escaped, the same HTML on every run.

    Parameters
    ----------
    frame : the table as it should read, e.g. from :func:`present`.
    name : identifies the table on its page; letters, digits and hyphens.
    caption : a sentence above it.
    """
    style = frame.style.hide(axis="index").set_uuid(name).format(escape="html", na_rep="–")
    style = style.format_index(escape="html", axis="columns")
    return style.set_caption(escape(caption)) if caption else style


def _written(column: pd.Series, units: pd.Series, corpus: Corpus, lang: str) -> pd.Series:
    codelists = {"ref_area": (corpus.areas, "area"), "indicator": (corpus.indicators, "indicator")}
    if column.name in codelists:
        codelist, key = codelists[column.name]
        names = codelist.set_index(key)[choose(lang, vi="name_vi", en="name_en")]
        return column.map(names).fillna(column)
    if column.name in _SPOKEN:
        return column.map(lambda code: spoken(code, lang))
    if column.name == "series":
        labels = Labels(corpus, lang)
        return column.map(lambda code: labels.series(code) if code else "")
    if column.name == "reason":
        return column.map(lambda text: said(text, lang))
    if column.name in _AMOUNTS:
        pairs = zip(column, units, strict=True)
        return pd.Series([quantity(value, unit, lang) for value, unit in pairs], index=column.index)
    if pd.api.types.is_float_dtype(column):
        return column.map(lambda value: number(value, lang))
    return column.astype(object).where(column.notna(), "").astype(str)
