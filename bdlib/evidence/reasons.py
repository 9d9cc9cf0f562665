"""Why two figures differ, in one sentence built from the facts that the kind rests on."""

import numpy as np
import pandas as pd

from bdlib.evidence.assessment import Evidence
from bdlib.evidence.edges import KINDS
from bdlib.evidence.phrases import REASONS, UNDATED, UNNAMED
from bdlib.evidence.wording import FACETS, spoken
from bdviews.language import LANGUAGES, area_name, indicator_name, number, quantity

COLUMNS = (
    "figure", "ref_area", "indicator", "publisher", "published", "series", "reprints", "point", "year",
    "unit_measure", "echo", "over_whole", "mixed_with", "whole_of", "part_of_it",
)  # fmt: skip


class Printed:
    """What the pages print about the claims in conflict, column by column, and the names of codes in one language.

    Claims are numbered anew, those in conflict only: `number` gives it for a position in `evidence.claims`.
    """

    def __init__(self, evidence: Evidence, indicators: pd.DataFrame | None, areas: pd.DataFrame | None) -> None:
        claims = evidence.claims
        at = np.unique(evidence.members["at"])
        others = pd.unique(pd.concat([claims[name].iloc[at] for name in ("mixed_with", "whole_of", "part_of_it")]))
        at = np.union1d(at, claims["figure_id"].searchsorted(others[others != ""]))
        said = claims[["figure_id", *COLUMNS]].iloc[at]
        vars(self).update({name: said[name].tolist() for name in COLUMNS})  # an attribute a column
        self.figure = [figure.strip() for figure in self.figure]
        self.number = np.full(len(claims) + 1, -1)  # of a position in `claims`; the last is for none
        self.number[at] = np.arange(len(at))
        self.place = dict(zip(said["figure_id"], range(len(at)), strict=True))
        self.facets, self._codelists = evidence.facets[at], (areas, indicators)
        groups = evidence.groups
        self.detail, self.computed = groups["detail"].tolist(), groups["computed"].tolist()
        self.first = self.number[groups["first"]].tolist()
        self._names = {}
        self.speak("vi")

    def speak(self, lang: str) -> None:
        """Change the language."""
        self.lang, self.side = lang, LANGUAGES.index(lang)

    def area_name(self, code: str) -> str:
        """Name of an area, its code without a codelist."""
        return self._name(0, code)

    def indicator_name(self, code: str) -> str:
        """Name of an indicator, its code without a codelist."""
        return self._name(1, code)

    def _name(self, which: int, code: str) -> str:
        key = self.side, which, code
        if key not in self._names:
            codelist, name = self._codelists[which], (area_name, indicator_name)[which]
            self._names[key] = code if codelist is None else name(codelist, code, self.lang)
        return self._names[key]


def reason(said: Printed, kind: str, a: int, b: int, group: int, members: list[int]) -> str:
    """Say why claims a and b (by number) differ, if `kind` is why."""
    variant = _variant(said, kind, a, b, group)
    facts = {"a": said.figure[a], "b": said.figure[b]}
    if variant in _MORE:
        facts |= _MORE[variant](said, variant, a, b, group, members)
    return REASONS[variant][said.side].format(**facts)


def strongest_edges(evidence: Evidence, number: np.ndarray) -> dict[str, dict[int, list[int]]]:
    """For each kind and group, the pair of claims (by `number`) that shows it best."""
    edges = evidence.edges[evidence.edges["group"] >= 0]
    i, j, group, conflict = (edges[name].to_numpy() for name in ("i", "j", "group", "conflict"))
    ends, found = number[np.stack([i, j], axis=1)], {}
    for kind in KINDS[:-2]:
        strength = edges[kind].to_numpy()
        shown = np.flatnonzero(strength > 0)
        shown = shown[np.lexsort((j[shown], i[shown], -(strength + conflict)[shown], group[shown]))]
        groups, first = np.unique(group[shown], return_index=True)
        found[kind] = dict(zip(groups.tolist(), ends[shown[first]].tolist(), strict=True))
    return found


def _variant(said: Printed, kind: str, a: int, b: int, group: int) -> str:
    """Choose the wording of a kind by the facts."""
    detail = said.detail[group]
    if kind in ("arithmetic_inconsistency", "vintage_revision") and detail:
        return detail
    if kind == "vintage_revision" and not (said.published[a] and said.published[b]):
        return "vintage_undated"
    if kind == "transposition":
        digits = [sorted(c for c in said.figure[at] if c.isdigit()) for at in (a, b)]
        return kind if digits[0] == digits[1] else "wrong_digit"
    if kind == "impossible_value" and (said.over_whole[a] or said.over_whole[b]):
        return "over_whole"
    if kind == "series_method" and not (said.series[a] and said.series[b]):
        return "series_one_named" if said.series[a] or said.series[b] else "series_unnamed"
    if kind == "target_variant" and said.year[a] < said.year[b]:
        return "target_lowered"
    if kind == "territory_change" and said.ref_area[a] == said.ref_area[b]:
        return "other_field"
    if kind == "definition" and (said.part_of_it[a] or said.part_of_it[b]):
        return "near_part"
    if kind in _NOTED:
        told = _told_apart(said, _NOTED[kind][0], a, b)
        return kind if told == 2 else _NOTED[kind][2 - told]
    if kind == "stale_repeat" and max(said.echo[a], said.echo[b]) > 0:
        return "echo"
    return "rounded_sum" if kind == "rounding" and detail else kind


def _lines(said: Printed, variant: str, a: int, b: int, *_: object) -> dict[str, str]:
    return {f"line_{end}": said.series[at] or UNNAMED[said.side] for end, at in (("a", a), ("b", b))}


def _dates(said: Printed, variant: str, a: int, b: int, *_: object) -> dict[str, str]:
    dates = {f"said_{end}": said.published[at] or UNDATED[said.side] for end, at in (("a", a), ("b", b))}
    years = ["?" if np.isnan(said.year[at]) else f"{said.year[at]:.0f}" for at in (a, b)]
    return dates | {"before": years[0], "year": years[1]}


def _named(said: Printed, variant: str, a: int, b: int, *_: object) -> dict[str, str]:
    named, other = (a, b) if said.series[a] else (b, a)
    return {"named": said.figure[named], "line": said.series[named], "other": said.figure[other]}


def _echo(said: Printed, variant: str, a: int, b: int, *_: object) -> dict[str, str]:
    return {"this": said.figure[a if said.echo[a] >= said.echo[b] else b]}


def _places(said: Printed, variant: str, a: int, b: int, *_: object) -> dict[str, str]:
    names = [f"{said.area_name(said.ref_area[at])} ({said.ref_area[at]})" for at in (a, b)]
    return {"place_a": names[0], "place_b": names[1]}


def _ratio(said: Printed, variant: str, a: int, b: int, *_: object) -> dict[str, str]:
    small, large = sorted((abs(said.point[a]), abs(said.point[b])))
    ratio = large / max(small, 1e-9)
    return {"ratio": number(ratio, said.lang, 0 if ratio >= 10 else 1)}


def _other(said: Printed, variant: str, a: int, b: int, *_: object) -> dict[str, str]:
    """The figure outside the pair that a mix-up, a whole or a part refers to, and which of the two it concerns."""
    lists = {"near_part": (said.part_of_it,), "over_whole": (said.whole_of,)}
    for there in lists.get(variant, (said.mixed_with,)):
        for at in (a, b):
            if there[at]:
                other = said.place[there[at]]
                name = said.indicator_name(said.indicator[other])
                return {"this": said.figure[at], "other": said.figure[other], "other_name": name}
    high = a if said.point[a] > said.point[b] else b
    return {"this": said.figure[high], "other": "", "other_name": ""}


def _facet(said: Printed, variant: str, a: int, b: int, *_: object) -> dict[str, str]:
    """What the two notes answer differently, in words; answers that exclude each other before one-sided ones."""
    n = _telling(said, "definition" if variant.startswith("definition") else "scope", a, b)
    words = [spoken(*FACETS[n], said.facets[at, n], said.lang) or UNNAMED[said.side] for at in (a, b)]
    return {"facet": f": “{said.figure[a]}” – {words[0]}; “{said.figure[b]}” – {words[1]}"}


def _telling(said: Printed, wanted: str, a: int, b: int) -> int:
    """Facet of a group that most of the two notes answer, differently; -1 where they do not differ."""
    answers = said.facets
    differ = [n for n, (group, _) in enumerate(FACETS) if group == wanted and answers[a, n] != answers[b, n]]
    return max(differ, key=lambda n: (answers[[a, b], n] > 0).sum(), default=-1)


def _told_apart(said: Printed, wanted: str, a: int, b: int) -> int:
    """How many of two notes answer the facet that tells them apart: 2, 1, or 0 where none does."""
    n = _telling(said, wanted, a, b)
    return 0 if n < 0 else int((said.facets[[a, b], n] > 0).sum())


def _computed(said: Printed, variant: str, a: int, b: int, group: int, members: list[int]) -> dict[str, str]:
    """What the sum, ratio or growth gives, against what is printed."""
    first = said.first[group]
    unit = "percent" if variant == "share_of_counts" else said.unit_measure[first]
    return {"computed": quantity(said.computed[group], unit, said.lang), "printed": said.figure[first]}


_NOTED = {  # the group of facets, and the wording where one note tells what differs, or none does
    "definition": ("definition", "definition_may_differ", "other_note"),
    "scope_population": ("scope", "scope_may_differ", "other_base"),
}
_MORE = {
    "series_method": _lines, "other_field": _lines, "series_one_named": _named, "echo": _echo, "other_base": _other,
    "definition_may_differ": _facet, "scope_may_differ": _facet,
    "target_lowered": _dates,
    "vintage_revision": _dates, "target_variant": _dates, "territory_change": _places,
    "scale_slip": _ratio, "misattribution": _other, "impossible_value": _other, "over_whole": _other,
    "near_part": _other, "definition": _facet, "scope_population": _facet, "sum_of_parts": _computed,
    "share_of_counts": _computed, "growth": _computed, "rounded_sum": _computed,
}  # fmt: skip
