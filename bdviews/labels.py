"""What codes are called: areas, indicators, series, makers, publishers and facets, from the codelists of a study."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import pandas as pd

from bdlib.codelists import FACETS
from bdlib.memo import remembered
from bdviews.language import day, measured, quantity, unit_name
from bdviews.language.messages import N_, gettext

COUNTRY, PERSON = "country", "person"
BRACKET = re.compile(r" \([^)]*\)")


def codelists(of: Any) -> Any:
    """Find the tables or corpus whose codelists travel with a result of bdlib: itself, its tables, or its case's."""
    for name in ("tables", "case"):
        inner = getattr(of, name, None)
        if inner is not None and not isinstance(inner, pd.DataFrame):
            return codelists(inner)
    return of


def presumed(row: Mapping[str, Any]) -> bool:
    """Whether the series alone tells who made a figure of a page, which itself names nobody."""
    return row.get("origin_basis") == "series" and not (row["frame"] or row.get("attributed_to"))


class Labels:
    """Names of a study's codes in one language; a code that no codelist has stays as it is.

    `of` is a corpus, or any result of bdlib: the codelists travel with it.

    >>> import bdlib as bd
    >>> labels = Labels(bd.load(), "vi")
    >>> labels.area("VN-74"), labels.indicator("grdp_per_capita", "VN"), labels.facet("measure", "covered")
    ('Bình Dương', 'GDP bình quân đầu người', 'được phủ')
    """

    def __init__(self, of: Any, lang: str) -> None:
        self.lists, self.lang, self._known = codelists(of), lang, {}

    def area(self, code: str) -> str:
        """Name of an area; of several joined by |, all of them."""
        return ", ".join(dict.fromkeys(self._said("areas", "area").get(one, one) for one in code.split("|")))

    def bordered(self, code: str) -> str:
        """Name of an area, or of several joined by |; of one whose name an area in other borders has, with its day."""
        return ", ".join(dict.fromkeys(self._bordered.get(one) or self.area(one) for one in code.split("|")))

    def within(self, code: str) -> str:
        """Name of an area with the day on which its borders began or ended; of one without such a day only that."""
        since, until = (self._said("areas", "area", name).get(code, "") for name in ("valid_from", "valid_to"))
        said = N_("{name} (borders since {when})") if since else N_("{name} (borders until {when})")
        when = day(since or until, self.lang)
        return gettext(self.lang, said, name=self.area(code), when=when) if when else self.area(code)

    def indicator(self, code: str, area: str = "") -> str:
        """Name of an indicator, or of several joined by |; of the country the GRDP is its GDP."""
        named = ", ".join(self._said("indicators", "indicator").get(one, one) for one in code.split("|"))
        of_country = self.is_country(area)
        return named.replace("GRDP", "GDP") if of_country else named

    def series(self, code: str) -> str:
        """Name of a series; where none is named, that."""
        return self._said("series", "series").get(code, code) if code else gettext(self.lang, "series not named")

    def maker(self, code: str) -> str:
        """Name of a maker or an origin, else of the series of that code; never of another origin of that maker."""
        return self._maker.get(code) or self._said("series", "series").get(code, code)

    def attributed(self, origin: str, name: str) -> str:
        """Name of an origin as it was called when a page named it so; empty where the page named another or none."""
        of = self._said("origins", "name", "origin").get(name)
        return self._said("origins", "name").get(name, "") if of == origin else ""

    def made(self, row: Mapping[str, Any], *, short: bool = False) -> str:
        """Who made a figure, as its page names it; by inference where its series alone tells; empty for nobody.

        `short` leaves out what a name has in brackets, such as a later one.
        """
        origin = row.get("origin") or row.get("maker") or ""
        said = self.attributed(origin, row.get("attributed_to", "")) or self.maker(origin)
        said = BRACKET.sub("", said) if short else said
        return gettext(self.lang, "{maker} (by inference)", maker=said) if said and presumed(row) else said

    def makers(self, rows: Iterable[Mapping[str, Any]], *, short: bool = False, speakers: bool = False) -> list[str]:
        """Who made figures, each once; whom any page names outright is not told as inferred.

        With `speakers`, before a maker whom the series alone tells comes whom the page names.
        """
        told: dict[str, str] = {}
        for row in rows:
            said, plain = (self.made(one, short=short) for one in (row, {**row, "origin_basis": ""}))
            said = self._office(row, self._quoted(row, plain) or said) if speakers else said
            told[plain] = min(said, told.get(plain, said), key=len)
        return list(filter(None, told.values()))

    def _office(self, row: Mapping[str, Any], said: str) -> str:
        """A person who made a figure with the body that he speaks for, where one is known; any other as it is."""
        origin, maker = row.get("origin", ""), row.get("maker", "")
        person = self._said("origins", "origin", "maker_kind").get(origin) == PERSON
        above = self._maker.get(maker, "") if person and maker != origin else ""
        return f"{said}, {above}" if above and above not in said else said

    def _quoted(self, row: Mapping[str, Any], maker: str) -> str:
        """Whom a page names that quotes the maker of its series; empty where it names that maker, or its kind."""
        name, kinds = row.get("attributed_to", ""), self._said("origins", "maker", "maker_kind")
        if row.get("origin_basis") != "series" or row["frame"] or not name:
            return ""
        kind, of_name = kinds.get(row.get("maker", "")), self._said("origins", "name", "maker_kind").get(name)
        if of_name == kind:
            return ""
        said = self._said("origins", "name").get(name)
        known = N_("{name} (by inference from {maker})") if said else N_("{maker} (by inference)")
        return gettext(self.lang, known, name=said, maker=maker)

    def publisher(self, publisher: str, trust: str | None = None) -> str:
        """Name of a publisher as a reader knows it: the body's own name or a site's, of a weak copy with that warning.

        A weak copy is a page of low `trust`; where that is not given, a publisher all of whose pages are. A site of
        another kind than the body whose text it carries, as a library of laws, keeps its own name.
        """
        bodies, short = self._said("origins", "name"), publisher.split(" (")[0]
        listed = [name for name in (publisher, short.partition(", ")[0]) if name in bodies]  # a ministry's table too
        name = bodies[listed[0]] if listed and self._own(publisher, listed[0]) else short
        weak = trust == "low" or (trust is None and publisher in self._weak)
        return gettext(self.lang, "{publisher} (copy, wiki or blog)", publisher=name) if weak else name

    def _own(self, publisher: str, body: str) -> bool:
        """Whether a site that names in brackets whose text it carries is of the kind of that body, or of one above."""
        kind = self._said("sources", "publisher", "kind").get(publisher)
        above = self._said("origins", "name", "maker").get(body)
        kinds = (self._said("origins", "name", "maker_kind").get(body),
                 self._said("origins", "origin", "maker_kind").get(above))  # fmt: skip
        return not BRACKET.search(publisher) or kind is None or kind in kinds

    def facet(self, facet: str, codes: str) -> str:
        """Name of a facet's codes joined by |; empty for none."""
        return ", ".join(self._facet.get((facet, one), one) for one in codes.split("|") if one)

    def facets(self, row: Any, which: tuple[str, ...] = FACETS) -> str:
        """All that a row's page states of what its figure is: "được phủ, hộ gia đình"; empty where it says nothing."""
        return ", ".join(said for name in which if (said := self.facet(name, row.get(name) or "")))

    def is_country(self, area: str) -> bool:
        """Whether an area is a whole country."""
        return self._said("areas", "area", "level").get(area) == COUNTRY

    def kind(self, indicator: str) -> str:
        """Code of the kind of an indicator; empty for one that is not listed."""
        return self._said("indicators", "indicator", "kind").get(indicator, "")

    def unit(self, indicator: str) -> str:
        """Unit of an indicator in words, without a number; empty for ranks and bare counts."""
        return unit_name(self._said("indicators", "indicator", "unit").get(indicator, ""), self.lang)

    def amount(self, value: float, indicator: str, decimals: int | None = None, ends: tuple = ()) -> str:
        """Write a value of an indicator with its unit, a rank with its word; with the decimals that its `ends` need."""
        unit = self._said("indicators", "indicator", "unit").get(indicator, "")
        said = measured(value, *ends, unit, self.lang) if ends else quantity(value, unit, self.lang, decimals)
        return gettext(self.lang, "rank {n}", n=said) if unit == "rank" and said != "–" else said

    def _said(self, listed: str, key: str, name: str = "") -> dict[str, str]:
        """What a list says by code, by default its name in the language."""
        name = name or f"name_{self.lang}"
        if (listed, key, name) not in self._known:
            frame = getattr(self.lists, listed, None)
            there = frame is not None and key in frame and name in frame
            self._known[listed, key, name] = _names(frame, key, name) if there else {}
        return self._known[listed, key, name]

    @cached_property
    def _bordered(self) -> dict[str, str]:
        areas = getattr(self.lists, "areas", pd.DataFrame()).reindex(columns=["area", f"name_{self.lang}"])
        shared = areas.loc[areas.duplicated(f"name_{self.lang}", keep=False), "area"]
        return {code: self.within(code) for code in shared}

    def page_language(self, source: str) -> str:
        """Code of the language of a page; empty where no list says it."""
        return self._said("sources", "source_id", "language").get(source, "")

    @cached_property
    def inferred_days(self) -> frozenset[str]:
        """Sources whose day of publication a collector inferred, and said why."""
        sources = getattr(self.lists, "sources", pd.DataFrame()).reindex(columns=["source_id", "published_note"])
        told = sources["published_note"].astype(object).fillna("").ne("")
        return frozenset(sources.loc[told, "source_id"])

    @cached_property
    def _maker(self) -> dict[str, str]:
        return self._said("series", "maker") | self._said("origins", "origin")

    @cached_property
    def _weak(self) -> set[str]:
        """Publishers all of whose pages are weak copies: of any other, a page of its own trust is named."""
        sources = getattr(self.lists, "sources", pd.DataFrame()).reindex(columns=["publisher", "trust"]).fillna("")
        weak = sources["trust"].eq("low").groupby(sources["publisher"]).all()
        return {*weak.index[weak]}

    @cached_property
    def _facet(self) -> dict[tuple[str, str], str]:
        frame, name = getattr(self.lists, "facets", None), f"name_{self.lang}"
        return {} if frame is None or name not in frame else frame.set_index(["facet", "code"])[name].to_dict()


@remembered
def _names(frame: pd.DataFrame, key: str, name: str) -> dict[str, str]:
    """Name of each code of a list, the one that stands most often: a body that was renamed has two."""
    frame = frame[frame[name].ne("") & frame[key].ne("")]
    often = frame.groupby([key, name], sort=False)[name].transform("size")
    frame = frame.assign(_often=often).sort_values("_often", ascending=False, kind="stable").drop_duplicates(key)
    return dict(zip(frame[key], frame[name], strict=True))
