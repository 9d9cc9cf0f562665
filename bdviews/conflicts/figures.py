"""Figures as a sentence names them: as printed, with what each is about, who gave it and how many pages print it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from bdviews.labels import FACETS, Labels
from bdviews.language import day, number, scale_and_unit, unit_name
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import period

FULL = 1e8  # amounts below are written in full where a scale word would round them
MOST = 3  # names, periods listed; more are counted
AIMED = {"target": N_("target for {year}"), "recommendation": N_("recommendation for {year}")}
SOFT = {"estimate": N_("estimate"), "forecast": N_("forecast")}  # roles that a reader must know


class _Rows(dict):
    """Rows of a frame by `figure_id`, made when they are first asked for: a page names a hundred of ten thousand."""

    def __init__(self, every: pd.DataFrame) -> None:
        super().__init__()
        self._every = every
        self._lines = dict(zip(every["figure_id"], range(len(every)), strict=True))

    def __missing__(self, figure_id: str) -> dict[str, Any]:
        line = self._lines[figure_id]
        self[figure_id] = self._every.iloc[line : line + 1].to_dict("records")[0]
        return self[figure_id]


class Figures:
    """The figures of a study, ready to be named in one language.

    Parameters
    ----------
    of : a result of bdlib with its tables, or the tables themselves.
    lang : "vi" or "en".
    """

    def __init__(self, of: Any, lang: str) -> None:
        self.labels, self.lang = Labels(of, lang), lang
        tables = self.labels.lists
        self._every = pd.concat([tables.observations, tables.targets], ignore_index=True)
        self.rows: dict[str, dict[str, Any]] = _Rows(self._every)

    def printed(self, figure_ids: Iterable[str]) -> str:
        """Name a figure: in quotation marks as one page prints it, the shortest; of official tables the amount."""
        rows = [self.rows[one] for one in figure_ids]
        pages = [row for row in rows if not row["frame"]]
        if not pages:
            return self._amount(rows[0])
        best = min(pages, key=lambda row: (row["trust"] == "low", len(row["figure"]), row["figure_id"]))
        return f"“{' '.join(best['figure'].split())}”"

    def value(self, value: Mapping[str, Any]) -> str:
        """One value with all that is known of it: “86,3%” (được phủ, trang đăng 03/2024, theo UBND …, 2 trang đăng)."""
        rows = [self.rows[one] for one in value["figures"]]
        parts = [self._facets(rows), self._when(rows), self._who(rows), self._count(value, rows)]
        return f"{self.printed(value['figures'])} ({'; '.join(filter(None, parts))})"

    def amount(self, figure_id: str) -> str:
        """Name a figure in a calculation: as printed, or the amount where it is printed over another or with words."""
        row = self.rows[figure_id]
        if row["frame"] or not any(letter.isdigit() for letter in row["figure"]) or "/" in row["figure"]:
            return self._amount(row)
        return self.printed([figure_id])

    def maker(self, figure_id: str) -> str:
        """Who gave a figure, as exactly as its page says; empty where no page says it."""
        return self._maker(self.rows[figure_id])

    def year(self, figure_id: str) -> str:
        """Year or period that a figure is about."""
        row = self.rows[figure_id]
        return _target_year(row) or period(row["time_period"], self.lang)

    def same(self, figure_id: str) -> list[dict[str, Any]]:
        """The other figures of the area that state the same number in the same unit, of whatever indicator."""
        row = self.rows[figure_id]
        like = [self._every[name].eq(row[name]) for name in ("ref_area", "unit_measure", "obs_value")]
        found = self._every.loc[like[0] & like[1] & like[2], "figure_id"]
        return [self.rows[one] for one in found if one != figure_id]

    def say(self, message: str, **written: str) -> str:
        """Say a message in the language of the figures."""
        return gettext(self.lang, message, **written)

    def _facets(self, rows: list[dict]) -> str:
        """What all of them state, and what some of them do; a role that is softer than a result."""
        said = [self.labels.facet(name, row[name]) for name in FACETS for row in rows]
        if not any(row["stage"] for row in rows):
            said += [self.say(SOFT[row["role"]]) for row in rows if row["role"] in SOFT]
        return ", ".join(dict.fromkeys(filter(None, said)))

    def _when(self, rows: list[dict]) -> str:
        """The period that pages state; where none does, the day of the earliest page as a bound."""
        aims = {row["role"]: _target_year(row) for row in rows if row["role"] in AIMED}
        if aims:
            return _short([self.say(AIMED[role], year=year or "–") for role, year in sorted(aims.items())], self.lang)
        stated = {row["time_period"] for row in rows if row["period_basis"] != "publication" and row["time_period"]}
        if stated:
            return _short([period(code, self.lang) for code in sorted(stated)], self.lang)
        dated = [row["published"] for row in rows if row["published"]]
        pages = min(dated, key=lambda day: f"{day}-99-99"[:10], default="")  # 2024-05 before 2024
        if not pages:
            return self.say(N_("undated page, no period stated"))
        return self.say(N_("page of {day}, no period stated"), day=day(pages, self.lang))

    def _who(self, rows: list[dict]) -> str:
        """Who gave the value; where no page says it, whose page it is."""
        makers = dict.fromkeys(self._maker(row) for row in rows)
        named = _short([one for one in makers if one], self.lang)
        if named and all(row["frame"] for row in rows):
            return self.say(N_("official table, {maker}"), maker=named)
        if named:
            return named
        if all(row["trust"] == "low" for row in rows):
            return self.say(N_("only on copies of low trust, maker not named"))
        pages = dict.fromkeys(self.labels.publisher(row["publisher"]) for row in rows if row["trust"] != "low")
        return self.say(N_("{publisher}, maker not named"), publisher=_short(list(pages), self.lang))

    def _amount(self, row: Mapping[str, Any]) -> str:
        """Write an official value; in full where a scale word would round it."""
        value, unit = row["obs_value"], row["unit_measure"]
        scale, _ = scale_and_unit(value, unit, self.lang)
        if scale > 1 and abs(value) < FULL and abs(value / scale - round(value / scale, 2)) * scale > 1e-6 * scale:
            return f"{number(value, self.lang)} {unit_name(unit, self.lang)}".strip()
        return self.labels.amount(value, row["indicator"])

    def _maker(self, row: Mapping[str, Any]) -> str:
        """Name of who gave a figure, without what stands in brackets; empty where nobody is named."""
        return re.sub(r" \([^)]*\)", "", self.labels.maker(row["origin"] or row["maker"]))

    def _count(self, value: Mapping[str, Any], rows: list[dict]) -> str:
        if all(row["trust"] == "low" for row in rows):
            return self.say(N_("only on copies of low trust")) if any(self._maker(row) for row in rows) else ""
        prints = ngettext(self.lang, "{n} print", "{n} prints", value["prints"])
        if value["origins"] > 1:
            origins = ngettext(self.lang, "{n} origin", "{n} origins", value["origins"])
            return f"{origins}, {prints}"
        return prints if value["prints"] > 1 else ""


def _target_year(row: Mapping[str, Any]) -> str:
    year = row.get("target_year")
    return "" if year is None or pd.isna(year) else str(int(year))


def _short(said: list[str], lang: str) -> str:
    """List a few, and count the rest."""
    rest = len(said) - MOST
    more = [ngettext(lang, "{n} more", "{n} more", rest)] if rest > 0 else []
    return ", ".join([*said[:MOST], *more])
