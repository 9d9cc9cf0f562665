"""A citation: the value and what stands behind it, as data, BibTeX and CSL-JSON."""

from dataclasses import dataclass, field

import pandas as pd

KEYS = ["area", "indicator", "year", "value", "lower", "upper", "unit", "origin", "figure_ids", "contradicted_by",
        "refused", "reason"]  # fmt: skip
# What CSL and BibTeX call a page, by the kind of its publisher; any other kind is a web page.
CSL_TYPES = {"newspaper": "article-newspaper", "law": "legislation", "statistics_office": "dataset"}
BIBTEX_TYPES = {"article-newspaper": "article", "dataset": "misc", "legislation": "misc"}
#: Reasons for which nothing is known of the period.
ABSENT = ("no_figure", "other_periods", "ended")
#: Reasons for which what there is of the period is not to cite, so that what is stated of other years is told, too.
UNFIT = ("part_year", "low_trust", "impossible", "undated")
#: Reasons for which a series or facet asked for may leave one figure that can be cited.
UNDECIDED = ("open_conflict", "facets", "several_makers")
ESCAPES = str.maketrans({char: "\\" + char for char in "&%$#_{}"} | {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})  # fmt: skip


@dataclass(frozen=True)
class Citation:
    """The figure to cite on an area, an indicator and a year, or why there is none.

    Attributes
    ----------
    area, indicator, year : codes asked for; the year as asked, "" where none was and there is no figure of any.
    value, lower, upper, unit : in base units; None where refused.
    origin : who made the number, several joined by |, "" where nobody is named.
    figure_ids : figures behind the value; where refused, those that exist.
    contradicted_by : other figures that the pages set against it.
    refused, reason : whether nothing can be cited, and the code of why, or of why this one was taken.
    period : what the value refers to.
    facets : what else the pages state: series, measure, base, prices, scope, stage, obs_status, frame; where refused,
        those asked for.
    pages : one row a page that prints it: source_id, publisher, title, published, url, kind, language, figure_id,
        figure.
    conflicts : the conflicts that touch it, with status and reason.
    beside : citations of what stands beside it: of the name's other borders, of a rank among others.
    near : other figures that may be of the same, or of another day, definition or year.
    firmer : official figures of a year before or after that do not meet it, where it is not official itself.
    ways : where figures stand against each other, series and facets of which one can be cited: ("series", "MIC").
    aims : where nothing is known of the year, the targets nearest to it.
    sisters : a figure each of the other indicators that the words asked for fit.
    may_mean : those of them that are not told: without a figure here, or other readings of what fits several.
    elsewhere : where the area has no figure, one each of areas around it; of `elsewhere_of` that have one. Where it has
        no target that was asked for, one target each.
    years : where no year was asked for, those of which there are figures.
    unheld : the indicator that fits the words best but has no figure here, where another answers; else "".
    asked : the name of the indicator as asked for, where it had to be guessed or is not its first; else "".
    """

    area: str
    indicator: str
    year: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit: str = ""
    origin: str = ""
    figure_ids: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    refused: bool = False
    reason: str = ""
    period: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    pages: pd.DataFrame = field(default_factory=pd.DataFrame)
    conflicts: pd.DataFrame = field(default_factory=pd.DataFrame)
    beside: tuple["Citation", ...] = ()
    near: tuple[str, ...] = ()
    firmer: tuple[str, ...] = ()
    ways: tuple[tuple[str, str], ...] = ()
    aims: tuple[str, ...] = ()
    sisters: tuple[str, ...] = ()
    may_mean: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    elsewhere_of: int = 0
    years: tuple[str, ...] = ()
    unheld: str = ""
    asked: str = ""

    def __repr__(self) -> str:
        said = f"refused: {self.reason}" if self.refused else f"{self.value:g} {self.unit}, {self.origin or 'no maker'}"
        return f"Citation({self.area}, {self.indicator}, {self.year}: {said})"

    def to_dict(self) -> dict[str, object]:
        """Plain data, ready for JSON.

        >>> list(Citation("VN", "dti_rank", "2022", refused=True, reason="no_figure").to_dict())[-2:]
        ['refused', 'reason']
        """
        found = {name: getattr(self, name) for name in KEYS}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}

    def csl(self) -> list[dict[str, object]]:
        """CSL-JSON, one item a page, for Zotero, pandoc and word processors."""
        return [_csl(page) for page in single(self.pages).to_dict("records")]

    def bibtex(self) -> str:
        """BibTeX, one entry a page."""
        return "\n\n".join(_bibtex(page) for page in single(self.pages).to_dict("records"))


def single(pages: pd.DataFrame) -> pd.DataFrame:
    """One row a page, its figures joined: two sources of one address are one page."""
    if pages.empty:
        return pages
    place = pages["url"].where(pages["url"].ne(""), pages["publisher"] + pages["title"])
    figures = pages.groupby(place, sort=False)["figure"].agg(lambda said: "; ".join(dict.fromkeys(said)))
    return pages[~place.duplicated()].assign(figure=figures.to_numpy())


def _csl(page: dict[str, str]) -> dict[str, object]:
    item = {"id": page["source_id"], "type": CSL_TYPES.get(page["kind"], "webpage"), "title": page["title"],
            "author": [{"literal": page["publisher"]}], "publisher": page["publisher"], "language": page["language"],
            "issued": {"date-parts": [[int(part) for part in page["published"].split("-") if part]]},
            "URL": page["url"], "note": page["figure"]}  # fmt: skip
    return {name: value for name, value in item.items() if value and value != {"date-parts": [[]]}}


def _bibtex(page: dict[str, str]) -> str:
    kind = BIBTEX_TYPES.get(CSL_TYPES.get(page["kind"], ""), "online")
    publisher, title, note = (page[name].translate(ESCAPES) for name in ("publisher", "title", "figure"))
    fields = {"author": f"{{{publisher}}}", "title": f"{{{title}}}", "journal": publisher if kind == "article" else "",
              **dict(zip(("year", "month", "day"), page["published"].split("-"), strict=False)), "url": page["url"],
              "note": note, "language": page["language"]}  # fmt: skip
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{page['source_id']},", *lines, "}"])
