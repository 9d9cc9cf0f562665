"""A conflict in a few sentences, with the figures as printed and who printed them."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from bdlib.evidence.assess import Evidence
from bdlib.evidence.edges import KINDS
from bdlib.evidence.phrases import ALSO, COPIES, DECISIONS, REASONS, UNNAMED
from bdlib.evidence.wording import FACETS, spoken
from bdlib.language import LANGUAGES, area_name, indicator_name, number

SHOWN = 4  # different figures quoted in one explanation
NAMED = 2  # sources named for one figure
REASONS_TOLD = 4  # kinds looked at, strongest first
SECOND, CLOSE = 0.5, 0.6  # a further reason is told from this strength, or this share of the first one's


class Narrator:
    """Tells conflicts in a language.

    Parameters
    ----------
    evidence : as assessed.
    indicators, areas : codelists for the names; codes are shown without them.
    """

    def __init__(
        self, evidence: Evidence, indicators: pd.DataFrame | None = None, areas: pd.DataFrame | None = None
    ) -> None:
        claims = evidence.claims
        self.evidence, self.indicators, self.areas = evidence, indicators, areas
        self.column = {name: claims[name].to_numpy(object) for name in (
            "figure", "ref_area", "indicator", "publisher", "published", "series", "point", "limit", "source_id",
            "reprints", "witness", "year", "denominator", "attributed_to",
        )}  # fmt: skip
        self.place = {figure: at for at, figure in enumerate(claims["figure_id"])}
        self.facts = self._strongest_edges()
        self.names: dict[tuple[str, str], str] = {}

    def tell(self, lang: str, conflicts: pd.DataFrame) -> list[str]:
        """Explain every row of `conflicts` (indexed by group, with kinds, strengths, status, chosen, witnesses)."""
        by_group = self.evidence.members.groupby("group")["at"].agg(list)
        rows = zip(
            conflicts.index, conflicts["kinds"], conflicts["strengths"], conflicts["status"], conflicts["chosen"],
            conflicts["witnesses"], strict=True,
        )  # fmt: skip
        return [" ".join(self._sentences(lang, group, by_group[group], *rest)) for group, *rest in rows]

    def _sentences(
        self, lang: str, group: int, members: list[int], kinds: str, strengths: str, status: str, chosen: int,
        witnesses: int,
    ) -> Iterator[str]:  # fmt: skip
        yield self._claims(lang, members)
        weight = [float(strength) for strength in strengths.split("|")]
        least = min(SECOND, CLOSE * weight[0])
        for n, kind in enumerate(kinds.split("|")[:REASONS_TOLD]):
            if n == 0 or weight[n] >= least:
                yield (ALSO[_side(lang)] if n else "") + self._reason(lang, group, kind, members)
        figure = self.column["figure"][chosen] if chosen >= 0 else ""
        backing = len(
            {self.column["witness"][at] for at in members if self.column["point"][at] == self.column["point"][chosen]}
        )
        key = status if status != "resolved" else "resolved_one" if backing == 1 else "resolved"
        if status == "explained" and chosen >= 0:
            key = "explained_latest" if kinds.startswith("time_change") else "explained_one"
        yield DECISIONS[key][_side(lang)].format(figure=figure, backing=backing, witnesses=witnesses)

    def _claims(self, lang: str, members: list[int]) -> str:
        """Quote the different figures, each with its sources."""
        column = self.column
        values: dict[tuple[str, str], list[int]] = {}
        for at in sorted(members, key=lambda at: (column["published"][at] or "9", at)):
            values.setdefault(
                (column["figure"][at].strip(), column["ref_area"][at] + column["indicator"][at]), []
            ).append(at)
        objects = {(column["ref_area"][at], column["indicator"][at]) for at in members}
        quoted = [self._quote(lang, places, len(objects) > 1) for places in list(values.values())[:SHOWN]]
        more = len(values) - SHOWN
        rest = [f"… (+{more})"] if more > 0 else []
        title = "; ".join(sorted({self._name(lang, "area", area) for area, _ in objects})) + ", "
        title += "; ".join(sorted({self._name(lang, "indicator", code) for _, code in objects}))
        return f"{title}: {'; '.join(quoted + rest)}."

    def _quote(self, lang: str, places: list[int], which: bool) -> str:
        column = self.column
        own = [at for at in places if not column["reprints"][at]] or places
        shown = [self._source(at) for at in own[:NAMED]]
        copies = len(places) - len(own)
        more = len(own) - len(shown)
        shown += [f"+{more}"] if more > 0 else []
        shown += [COPIES[copies > 1][_side(lang)].format(count=copies)] if copies else []
        at = places[0]
        label = (
            f" ({self._name(lang, 'indicator', column['indicator'][at])}, {self._name(lang, 'area', column['ref_area'][at])})"
            if which
            else ""
        )
        return f"“{column['figure'][at].strip()}”{label} ({', '.join(shown)})"

    def _source(self, at: int) -> str:
        date = self.column["published"][at]
        return f"{self.column['publisher'][at]} {date}".strip()

    def _reason(self, lang: str, group: int, kind: str, members: list[int]) -> str:
        column, side = self.column, _side(lang)
        a, b = self.facts.get((group, kind), (members[0], members[-1]))
        said = {"a": column["figure"][a].strip(), "b": column["figure"][b].strip(), "year": _year(column["year"][b])}
        said |= {name: value for end, at in (("a", a), ("b", b)) for name, value in self._about(lang, end, at).items()}
        ratio = max(column["point"][a], column["point"][b]) / max(min(column["point"][a], column["point"][b]), 1e-9)
        said["ratio"] = number(ratio, lang, 0 if ratio >= 10 else 1)
        variant = self._variant(kind, a, b)
        other = self._other(lang, variant, a, b)
        return REASONS[variant][side].format(**said, **other, facet=self._facet(lang, kind, a, b))

    def _about(self, lang: str, end: str, at: int) -> dict[str, str]:
        column = self.column
        return {
            f"line_{end}": column["series"][at] or UNNAMED[_side(lang)],
            f"said_{end}": column["published"][at] or "?",
            f"area_{end}": self._name(lang, "area", column["ref_area"][at]),
            f"code_{end}": column["ref_area"][at],
        }

    def _variant(self, kind: str, a: int, b: int) -> str:
        """Choose between two wordings of a kind by the facts."""
        claims = self.evidence.claims
        if kind == "transposition":
            digits = [sorted(c for c in self.column["figure"][at] if c.isdigit()) for at in (a, b)]
            return kind if digits[0] == digits[1] else "wrong_digit"
        if kind == "impossible_value" and any(claims["over_whole"].to_numpy()[at] for at in (a, b)):
            return "over_whole"
        if kind == "series_method" and not (self.column["series"][a] or self.column["series"][b]):
            return "series_unnamed"
        if kind == "definition" and (claims["part_of_it"].to_numpy()[a] or claims["part_of_it"].to_numpy()[b]):
            return "near_part"
        if kind == "stale_repeat" and any(claims["echo"].to_numpy()[at] > 0 for at in (a, b)):
            return "echo"
        return kind

    def _other(self, lang: str, variant: str, a: int, b: int) -> dict[str, str]:
        """The figure outside the pair that a mix-up or a whole refers to, and which of the two it concerns."""
        claims = self.evidence.claims
        for at in (a, b):
            for name in {"near_part": ["part_of_it"]}.get(variant, ["mixed_with", "whole_of"]):
                if other := claims[name].to_numpy()[at]:
                    there = self.place[other]
                    return {
                        "this": self.column["figure"][at].strip(), "other": self.column["figure"][there].strip(),
                        "other_name": self._name(lang, "indicator", self.column["indicator"][there]),
                    }  # fmt: skip
        high = a if self.column["point"][a] > self.column["point"][b] else b
        return {"this": self.column["figure"][high].strip(), "other": "", "other_name": ""}

    def _facet(self, lang: str, kind: str, a: int, b: int) -> str:
        """What the two notes answer differently, in words."""
        if kind not in ("definition", "scope_population"):
            return ""
        wanted = "definition" if kind == "definition" else "scope"
        for n, (group, facet) in enumerate(FACETS):
            masks = [self.evidence.facets[at, n] for at in (a, b)]
            if group == wanted and masks[0] != masks[1]:
                words = [spoken(group, facet, mask, lang) or UNNAMED[_side(lang)] for mask in masks]
                quoted = [self.column["figure"][at].strip() for at in (a, b)]
                return ": " + "; ".join(f"“{q}” – {w}" for q, w in zip(quoted, words, strict=True))
        return ""

    def _name(self, lang: str, codelist: str, code: str) -> str:
        if (lang, code) not in self.names:
            frame = self.areas if codelist == "area" else self.indicators
            name = area_name if codelist == "area" else indicator_name
            self.names[lang, code] = name(frame, code, lang) if frame is not None else code
        return self.names[lang, code]

    def _strongest_edges(self) -> dict[tuple[int, str], tuple[int, int]]:
        """For each group and kind, the pair of claims that shows it best."""
        edges, members = self.evidence.edges, self.evidence.members
        linked = edges[edges["conflict"] | edges["soft"]]
        pairs = members.drop_duplicates("at").set_index("at")["group"]
        linked = linked.assign(group=pairs.reindex(linked["i"]).to_numpy()).dropna(subset=["group"])
        found = {}
        for kind in KINDS[:-2]:
            shown = linked[linked[kind] > 0].sort_values(
                ["group", kind, "conflict", "i", "j"], ascending=[True, False, False, True, True]
            )
            best = shown.drop_duplicates("group")
            found |= {(int(g), kind): (i, j) for g, i, j in zip(best["group"], best["i"], best["j"], strict=True)}
        return found


def _side(lang: str) -> int:
    return LANGUAGES.index(lang)


def _year(year: float) -> str:
    return "?" if np.isnan(year) else f"{year:.0f}"
