"""Figures as a sentence names them: as printed, with what each is about, who gave it and how many pages print it."""

import math
import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import Any

import numpy as np
import pandas as pd

from bdlib.errors import DataError
from bdquantities.parsing import parse
from bdviews.conflicts.rows import Rows
from bdviews.labels import BRACKET, FACETS, Labels
from bdviews.language import FULL, day, interval, number, scale_and_unit
from bdviews.language.codes import LOOSE, spoken
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import INFERRED, stated

FIRST = re.compile(r"\D*\d+(?:[.,]\d+)*")  # what stands before the first number, and that
MOST = 3  # names, periods listed; more are counted
AIMED = {"target": N_("target for {year}"), "recommendation": N_("recommendation for {year}")}
BOUNDED = (*LOOSE, "at_least", "at_most")  # words without which a figure is another one
BARE = N_("period not printed")
OURS = N_("indicator by our reading")  # a correction gave the figure another indicator
PRINTED = N_("{who}, printed by {publisher}")  # of a maker who has another figure, too
SOFT = {"estimate": N_("estimate"), "forecast": N_("forecast")}  # roles that a reader must know


class Figures:
    """The figures of a study, of a result of bdlib or its tables, ready to be named in one language."""

    def __init__(self, of: Any, lang: str) -> None:
        self.labels, self.lang = Labels(of, lang), lang
        tables = self.labels.lists
        sources = getattr(tables, "sources", pd.DataFrame())
        known = getattr(tables, "origins", pd.DataFrame()).reindex(columns=["origin", "issued"])
        self.issued = dict(known.dropna().itertuples(index=False))
        series = getattr(tables, "series", pd.DataFrame()).reindex(columns=["series", "maker"])
        self.made = dict(series[series["maker"].ne("")].itertuples(index=False))  # makers of series
        register = getattr(tables, "corrections", pd.DataFrame()).reindex(columns=["figure_id", "action", "column"])
        moved = register["action"].eq("override") & register["column"].eq("indicator")
        self._moved = set(register.loc[moved, "figure_id"])
        self._spoken = dict(sources.reindex(columns=["source_id", "language"]).itertuples(index=False))
        revised = sources.reindex(columns=["source_id", "revised"]).dropna()
        self.revised = dict(revised[revised["revised"].ne("")].itertuples(index=False))  # days of whole series
        copied = sources.reindex(columns=["source_id", "copied"]).dropna()
        self.copied = frozenset(copied.loc[copied["copied"].ne(""), "source_id"])  # tables read in a copy
        self._every = pd.concat([tables.observations, tables.targets], ignore_index=True)
        self.rows: dict[str, dict[str, Any]] = Rows(self._every)

    def printed(self, figure_ids: Iterable[str]) -> str:
        """Name a figure: in quotation marks as a page in the language of the reader words it, if any; else as told."""
        row = self._best(figure_ids)
        text, told = " ".join(row["figure"].split()), self.told([row["figure_id"]])
        return told if row["frame"] or text == told or self._spoken.get(row["source_id"]) != self.lang else f"“{text}”"

    def told(self, figure_ids: Iterable[str]) -> str:
        """Name a figure in the language of the reader: the amount, and the qualifier that the page has."""
        row = self._best(figure_ids)
        if row["qualifier"] == "at_most" and row["unit_measure"] == "rank":
            return self.say(N_("among the first {n}"), n=number(row["obs_value"], self.lang))
        if pd.isna(row["obs_value"]):
            return self._before(row) + interval(row["low"], row["high"], row["unit_measure"], self.lang)
        word = f"{spoken(row['qualifier'], self.lang)} " if row["qualifier"] in BOUNDED else ""
        return word + self._amount(row)

    def _before(self, row: Mapping[str, Any]) -> str:
        """The word that a page sets before a range, "at least 35–40%", which its ends do not hold; else nothing."""
        first = FIRST.match(row["figure"]) if row["qualifier"] == "range" else None
        if not first:
            return ""
        with suppress(DataError):
            read = parse(first[0], language=self._spoken.get(row["source_id"]), unit=row["unit_measure"])
            return f"{spoken(read.qualifier, self.lang)} " if read and read.qualifier in BOUNDED else ""
        return ""

    def early(self, figure_ids: Iterable[str], *, series: bool = False) -> str:
        """Name a value as :meth:`told`, with how final it is: as the official table has it, else as all pages do.

        Of a value told by its `series` its name stands there, too.
        """
        rows = [self.rows[one] for one in figure_ids]
        codes = dict.fromkeys(row["series"] for row in rows if row["series"])
        names = [self.labels.series(code) for code in codes] if series else []
        rows = [row for row in rows if row["frame"]] or rows
        stages = [self.labels.facet("stage", row["stage"]) or self.say(SOFT.get(row["role"], "")) for row in rows]
        said = ", ".join(names + (sorted(set(stages)) if all(stages) else []))
        return self.told(row["figure_id"] for row in rows) + (f" ({said})" if said else "")

    def worded(self, value: Mapping[str, Any], figure_id: str) -> str:
        """Name a figure of a value as the pages print it that have its qualifier."""
        word = self.rows[figure_id]["qualifier"]
        return self.printed(one for one in value["figures"] if self.rows[one]["qualifier"] == word)

    def value(self, value: Mapping[str, Any], when: str = "", carried: Collection[str] = ()) -> str:
        """One value with all that is known of it, but the period `when` that the sentence has told already.

        Of the makers `carried`, who have other values too, it names whose pages give them this one.
        """
        rows = [self.rows[one] for one in value["figures"]]
        rows += self.in_table(rows)
        words = dict.fromkeys(row["qualifier"] for row in rows)
        by = [[row for row in rows if row["qualifier"] == word] for word in words]  # "about" is no "more than"
        return ", ".join(self._value(some, when, carried) for some in by)

    def in_table(self, rows: list[dict]) -> list[dict]:
        """The official table's own print of a figure that only others' pages are named for here, if there is one."""
        same = ("indicator", "series", "time_period", "period_basis", "obs_value", "qualifier", *FACETS)
        dated = [row for row in rows if row["series"] and row["time_period"] and not any(one["frame"] for one in rows)]
        return [one for row in dated[:1] for one in self.same(row["figure_id"])
                if one["frame"] and all(one[name] == row[name] for name in same)]  # fmt: skip

    def _value(self, rows: list[dict], when: str, carried: Collection[str]) -> str:
        told = self.when(rows) or self.say(BARE)
        parts = [self._facets(rows), "" if told == when else told, self._who(rows, carried), self._pages(rows)]
        each = {(self._facets([row]), self.when([row]), self.labels.made(row, short=True)) for row in rows}
        parts += [self.say(N_("not every page says all of this"))] if len(each) > 1 else []
        return f"{self.printed([row['figure_id'] for row in rows])} ({'; '.join(filter(None, parts))})"

    def term(self, figure_id: str, known: bool) -> str:
        """A figure of a calculation; where the sentence has not named it, with its indicator, period and maker."""
        row = self.rows[figure_id]
        if known:
            return self.amount(figure_id)
        ours = self.say(OURS) if figure_id in self._moved else ""
        said = [self.labels.indicator(row["indicator"], row["ref_area"]), ours, self.when([row]), self._who([row])]
        return f"{self.amount(figure_id)} ({', '.join(filter(None, said))})"

    def amount(self, figure_id: str) -> str:
        """Name a figure in a calculation: as printed, or the amount where it is printed over another or with words."""
        row = self.rows[figure_id]
        whole = any(letter.isdigit() for letter in row["figure"]) and "/" not in row["figure"]
        return self.printed([figure_id]) if whole else self.told([figure_id])

    def official(self, figure_id: str) -> str:
        """A figure as printed; of an official table, whose unit stands above its cells, with the amount it is."""
        row = self.rows[figure_id]
        amount = self._amount(row) if row["frame"] else row["figure"]
        return amount if row["figure"] in amount else f"{row['figure']} ({amount})"

    def maker(self, figure_id: str) -> str:
        """Who gave a figure, without what stands in brackets; empty where no page says it."""
        return self.labels.made(self.rows[figure_id], short=True)

    def bare(self, figure_id: str) -> str:
        """Who gave a figure, without what stands in brackets and whether a collector inferred it."""
        return self.labels.made({**self.rows[figure_id], "origin_basis": ""}, short=True)

    def surmised(self, figure_id: str) -> bool:
        """Whether no page names the maker of a figure, which a collector inferred."""
        return self.maker(figure_id) != self.bare(figure_id)

    def by(self, figure_id: str) -> str:
        """Code of who gave a figure."""
        return self.rows[figure_id]["maker"] or self.rows[figure_id]["origin"]

    def once(self, text: str, figure_ids: Iterable[str]) -> str:
        """Leave what makers' names have in brackets, such as a former name, only where a text names them first."""
        for name in dict.fromkeys(self.labels.made({**self.rows[one], "origin_basis": ""}) for one in figure_ids):
            if BRACKET.search(name):
                before, first, after = text.partition(name)
                text = before + first + after.replace(name, BRACKET.sub("", name))
        return text

    def same(self, figure_id: str) -> list[dict[str, Any]]:
        """The other figures of the area that can mean the same number in the same unit, of whatever indicator."""
        row, every = self.rows[figure_id], self._every
        like = every["ref_area"].eq(row["ref_area"]) & every["unit_measure"].eq(row["unit_measure"])
        like &= (every["lower"] <= row["upper"]) & (every["upper"] >= row["lower"])
        return [self.rows[one] for one in every.loc[like, "figure_id"] if one != figure_id]

    def sharing(self, figure_id: str) -> list[str]:
        """Names of the other areas to which the page gives the very same of the indicator and period."""
        row, every = self.rows[figure_id], self._every
        same = ["source_id", "indicator", "series", "time_period", "obs_value"]
        like = np.all([every[name].eq(row[name]) for name in same], axis=0) & every["ref_area"].ne(row["ref_area"])
        return [self.labels.bordered(code) for code in every.loc[like, "ref_area"].unique()] if not row["frame"] else []

    def say(self, message: str, **written: str) -> str:
        """Say a message in the language of the figures."""
        return gettext(self.lang, message, **written)

    def when(self, rows: list[dict]) -> str:
        """The period that pages state; empty where none does."""
        aimed = [row for row in rows if row["role"] in AIMED]
        dated = aimed or [row for row in rows if row["time_period"] and row["period_basis"] != "publication"]
        sure = [row for row in dated if row["period_basis"] != "inferred"]
        return _short(list(dict.fromkeys(map(self._period, sure or dated))), self.lang, self.say(N_(" or ")))

    def printed_for(self, rows: list[dict]) -> str:
        """The period for which figures are printed, with who gave them: no more than that is known of another one."""
        who = _short(self.labels.makers(rows, short=True), self.lang)
        return f"{self.when(rows)} ({who})" if who else self.when(rows)

    def _period(self, row: dict) -> str:
        if row["role"] in AIMED:
            aim = self.say(AIMED[row["role"]], year=target_year(row) or "–")
            return self.say(INFERRED, period=aim) if row["period_basis"] == "inferred" else aim
        return stated(row["time_period"], row["period_basis"], self.lang)

    def _facets(self, rows: list[dict]) -> str:
        """What any page states about the value."""
        said = []
        for name in FACETS:
            codes = sorted({code for row in rows for code in row[name].split("|") if code})
            said += [self.labels.facet(name, code) for code in codes]
        bare = {row["role"] for row in rows if not row["stage"]}
        said += [self.say(word) for role, word in SOFT.items() if role in bare]
        ours = any(row["figure_id"] in self._moved for row in rows)
        return ", ".join(dict.fromkeys([*said, *([self.say(OURS)] if ours else [])]))

    def _who(self, rows: list[dict], carried: Collection[str] = ()) -> str:
        """Who gave the value; where no page says it, or only others' pages have it, whose page it is."""
        naming = [row for row in rows if self.labels.made(row)]
        if naming:
            who = _short(self.labels.makers(naming), self.lang)
            own = any(row["frame"] or row.get("origin_basis") == "publisher" for row in naming)
            asked = not own and any(self.by(row["figure_id"]) in carried for row in naming)
            pages = self._good_pages(rows) if asked else []
            return self.say(PRINTED, who=who, publisher=_short(pages, self.lang)) if pages else who
        if all(row["trust"] == "low" for row in rows):
            return self.say(N_("maker not named"))
        return self.say(N_("maker not named, in {publisher}"), publisher=_short(self._good_pages(rows), self.lang))

    def _good_pages(self, rows: list[dict]) -> list[str]:
        """Whose pages print figures, but for copies, wikis and blogs."""
        good = [row for row in rows if row["trust"] != "low"]
        return list(dict.fromkeys(self.labels.publisher(row["publisher"], row["trust"]) for row in good))

    def _pages(self, rows: list[dict]) -> str:
        """How many pages print it and since when, whether any prints its period, and whether all are copies."""
        days = [row["published"] for row in rows if row["published"]]  # a month comes after its days
        first = min(days, key=lambda day: f"{day}-99-99"[:10], default="")
        n, said = len({row["source_id"] for row in rows}), {"day": self.printed_on(rows, first)}
        if all(row["frame"] for row in rows):
            told = self.say(N_("official table of {day}"), **said) if first else self.say(N_("official table"))
        elif n == 1:
            told = self.say(N_("page of {day}"), **said) if first else self.say(N_("undated page"))
        else:
            told = ngettext(self.lang, "{n} print", "{n} prints", n)
            told = self.say(N_("{prints}, one of {day}"), prints=told, **said) if first else told
            tables = any(row["frame"] for row in rows)
            told = self.say(N_("{prints}, with the official table"), prints=told) if tables else told
        if all(row["trust"] == "low" for row in rows):
            told = self.say(N_("{page}, copy, wiki or blog"), page=told)
        return told

    def printed_on(self, rows: list[dict], published: str) -> str:
        """Write the day of a page: inferred where a collector inferred it, "no date printed" where there is none."""
        if not published:
            return self.say(N_("no date printed"))
        pages = [row for row in rows if row["published"] == published]
        told = day(published, self.lang)
        guessed = all(row["source_id"] in self.labels.inferred_days for row in pages)
        return self.say(INFERRED, period=told) if guessed else told

    def guessed(self, figure_id: str) -> bool:
        """Whether a collector inferred when a figure is of: its period or, where none is printed, its page's day."""
        row = self.rows[figure_id]
        if row["period_basis"] == "publication":
            return row["source_id"] in self.labels.inferred_days
        return row["period_basis"] == "inferred"

    def _amount(self, row: Mapping[str, Any]) -> str:
        """Write an official value with its last zeros; in full where a scale word would round it."""
        value, width = row["obs_value"], row["upper"] - row["lower"]
        scale, _ = scale_and_unit(value, row["unit_measure"], self.lang)
        full = scale > 1 and abs(value) < FULL
        if row["frame"] and width > 0 and not full:
            return self.labels.amount(value, row["indicator"], max(0, round(-math.log10(width / scale))))
        return self.labels.amount(value, row["indicator"], ends=(value,) * 2 if full else (row["lower"], row["upper"]))

    def _best(self, figure_ids: Iterable[str]) -> dict[str, Any]:
        """The shortest of a page that can be trusted, in the language of the reader if there is one."""
        rows = [self.rows[one] for one in figure_ids]
        return min(rows, key=lambda row: (row["trust"] == "low", row["frame"] != "",
                   self._spoken.get(row["source_id"]) != self.lang, len(row["figure"]), row["figure_id"]))  # fmt: skip


def target_year(row: Mapping[str, Any]) -> str:
    """Year for which a target is set; empty for anything else."""
    return "" if pd.isna(year := row.get("target_year")) else str(int(year))


def _short(said: list[str], lang: str, between: str = ", ") -> str:
    """List a few, and count the rest."""
    rest = len(said) - MOST
    return between.join([*said[:MOST], *([ngettext(lang, "{n} more", "{n} more", rest)] if rest > 0 else [])])
