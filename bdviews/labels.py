"""What codes are called: areas, indicators, series, makers, publishers and facets, from the codelists of a study."""

from functools import cached_property
from typing import Any

import pandas as pd

from bdlib.codelists import FACETS
from bdlib.memo import remembered
from bdviews.language import quantity, unit_name
from bdviews.language.codes import spoken
from bdviews.language.messages import gettext

COUNTRY = "country"


def codelists(of: Any) -> Any:
    """Find the tables or corpus whose codelists travel with a result of bdlib: itself, its tables, or its case's."""
    for name in ("tables", "case"):
        inner = getattr(of, name, None)
        if inner is not None and not isinstance(inner, pd.DataFrame):
            return codelists(inner)
    return of


class Labels:
    """Names of a study's codes in one language; a code that no codelist has stays as it is.

    Parameters
    ----------
    of : a corpus, or any result of bdlib: the codelists travel with it.
    lang : "vi" or "en".

    Examples
    --------
    >>> import bdlib as bd
    >>> labels = Labels(bd.load(), "vi")
    >>> labels.area("VN-74"), labels.indicator("grdp_per_capita", "VN"), labels.facet("measure", "covered")
    ('Bình Dương', 'GDP bình quân đầu người', 'được phủ')
    """

    def __init__(self, of: Any, lang: str) -> None:
        self.lists, self.lang = codelists(of), lang

    def area(self, code: str) -> str:
        """Name of an area; of several joined by |, all of them."""
        return ", ".join(dict.fromkeys(self._area.get(one, one) for one in code.split("|")))

    def indicator(self, code: str, area: str = "") -> str:
        """Name of an indicator, or of several joined by |; of the country the GRDP is its GDP."""
        named = ", ".join(self._indicator.get(one, one) for one in code.split("|"))
        return named.replace("GRDP", "GDP") if area in self._countries else named

    def series(self, code: str) -> str:
        """Name of a series; where none is named, that."""
        return self._series.get(code, code) if code else gettext(self.lang, "series not named")

    def maker(self, code: str) -> str:
        """Name of a maker or an origin, else of the series of that code; empty for none."""
        return self._maker.get(code) or self._series.get(code, code)

    def attributed(self, origin: str, name: str) -> str:
        """Name of an origin as it was called when a page named it so; empty where the page named another or none."""
        return self._body.get(name, "") if self._of.get(name) == origin else ""

    def publisher(self, publisher: str) -> str:
        """Name of a publisher as a reader knows it: the body's own name, a newspaper's, or that it is a weak copy."""
        if publisher in self._weak:
            return gettext(self.lang, "a copy, wiki or blog")
        short = publisher.split(" (")[0]  # "Ministry, address of its table" is the ministry
        return self._body.get(publisher) or self._body.get(short.partition(", ")[0]) or short

    def facet(self, facet: str, codes: str) -> str:
        """Name of a facet's codes joined by |; empty for none."""
        return ", ".join(self._facet.get((facet, one), one) for one in codes.split("|") if one)

    def facets(self, row: Any, which: tuple[str, ...] = FACETS) -> str:
        """All that a figure's page states about what it is: "được phủ, hộ gia đình"; empty where it states nothing.

        Parameters
        ----------
        row : a mapping with the facets, such as a row of the observations.
        """
        return ", ".join(said for name in which if (said := self.facet(name, row.get(name) or "")))

    def unit(self, indicator: str) -> str:
        """Unit of an indicator in words, without a number; empty for ranks and bare counts."""
        return unit_name(self._unit.get(indicator, ""), self.lang)

    def amount(self, value: float, indicator: str, decimals: int | None = None) -> str:
        """Write a value of an indicator with its unit, a rank with its word."""
        unit = self._unit.get(indicator, "")
        said = quantity(value, unit, self.lang, decimals)
        return gettext(self.lang, "rank {n}", n=said) if unit == "rank" and said != "–" else said

    def code(self, code: str) -> str:
        """Word for a code of a closed list: a role, a status, a kind of publisher."""
        return spoken(code, self.lang)

    @property
    def _name(self) -> str:
        return f"name_{self.lang}"

    def _column(self, listed: str, key: str, name: str) -> dict[str, str]:
        frame = getattr(self.lists, listed, None)
        return {} if frame is None or key not in frame or name not in frame else _names(frame, key, name)

    @cached_property
    def _area(self) -> dict[str, str]:
        return self._column("areas", "area", self._name)

    @cached_property
    def _countries(self) -> set[str]:
        return {code for code, level in self._column("areas", "area", "level").items() if level == COUNTRY}

    @cached_property
    def _indicator(self) -> dict[str, str]:
        return self._column("indicators", "indicator", self._name)

    @cached_property
    def _unit(self) -> dict[str, str]:
        return self._column("indicators", "indicator", "unit")

    @cached_property
    def _series(self) -> dict[str, str]:
        return self._column("series", "series", self._name)

    @cached_property
    def _body(self) -> dict[str, str]:
        return self._column("origins", "name", self._name)

    @cached_property
    def _of(self) -> dict[str, str]:
        return self._column("origins", "name", "origin")

    @cached_property
    def _maker(self) -> dict[str, str]:
        own = self._column("origins", "origin", self._name)
        return self._column("series", "maker", self._name) | self._column("origins", "maker", self._name) | own

    @cached_property
    def _weak(self) -> set[str]:
        return {name for name, trust in self._column("sources", "publisher", "trust").items() if trust == "low"}

    @cached_property
    def _facet(self) -> dict[tuple[str, str], str]:
        frame = getattr(self.lists, "facets", None)
        if frame is None or self._name not in frame:
            return {}
        return {(row.facet, row.code): getattr(row, self._name) for row in frame.itertuples()}


@remembered
def _names(frame: pd.DataFrame, key: str, name: str) -> dict[str, str]:
    """Name of each code of a list, the one that stands most often: a body that was renamed has two."""
    frame = frame[frame[name].ne("") & frame[key].ne("")]
    often = frame.groupby([key, name], sort=False)[name].transform("size")
    frame = frame.assign(_often=often).sort_values("_often", ascending=False, kind="stable").drop_duplicates(key)
    return dict(zip(frame[key], frame[name], strict=True))
