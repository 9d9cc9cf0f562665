"""A conflict in a few sentences, with the figures as printed and who printed them."""

from collections.abc import Iterator

import pandas as pd

from bdlib.evidence.assessment import Evidence
from bdlib.evidence.phrases import ALSO, COPIES, DECISIONS
from bdlib.evidence.reasons import Printed, reason, strongest_edges
from bdlib.language import LANGUAGES, choose

SHOWN = 4  # different figures quoted in one explanation
NAMED = 2  # sources named for one figure
REASONS_TOLD = 4  # kinds looked at, strongest first
SECOND, CLOSE = 0.5, 0.6  # a further reason is told from this strength, or this share of the first one's
SILENT = ("unexplained",)  # only told when nothing else is


def explanations(
    evidence: Evidence,
    conflicts: pd.DataFrame,
    lang: str,
    indicators: pd.DataFrame | None = None,
    areas: pd.DataFrame | None = None,
) -> list[str]:
    """Explain conflicts in a language.

    Parameters
    ----------
    evidence : as assessed.
    conflicts : indexed by group, with kinds, strengths, status and chosen (position of a claim, or -1).
    lang : "vi" or "en".
    indicators, areas : codelists for the names; codes are shown without them.

    Returns
    -------
    list of str
        One text a row: the figures and their sources, the reasons, the decision.
    """
    printed = Printed(evidence, lang, indicators, areas)
    narrator = Narrator(printed, choose(lang, vi="vi", en="en"), strongest_edges(evidence))
    members = evidence.members.sort_values(["group", "at"]).groupby("group")["at"].agg(list)
    rows = zip(*(conflicts[name] for name in ("kinds", "strengths", "status", "chosen")), strict=True)
    return [
        " ".join(narrator.tell(group, members[group], *row))
        for group, row in zip(conflicts.index, rows, strict=True)
    ]


class Narrator:
    """Tells conflicts in one language, from what was printed and the pairs that show each kind best."""

    def __init__(self, printed: Printed, lang: str, facts: dict[tuple[int, str], tuple[int, int]]) -> None:
        self.printed, self.side, self.facts = printed, LANGUAGES.index(lang), facts

    def tell(
        self, group: int, members: list[int], kinds: str, strengths: str, status: str, chosen: int
    ) -> Iterator[str]:
        """Give the sentences on one group."""
        yield self._claims(members)
        weight = [float(strength) for strength in strengths.split("|")]
        least = min(SECOND, CLOSE * weight[0])
        reasons = []
        for n, kind in enumerate(kinds.split("|")[:REASONS_TOLD]):
            if n == 0 or (weight[n] >= least and kind not in SILENT):
                a, b = self.facts.get((group, kind), (members[0], members[-1]))
                reasons.append(reason(self.printed, kind, a, b, group, members))
        yield ALSO[self.side].join(dict.fromkeys(reasons))
        yield self._decision(members, kinds, status, chosen)

    def _decision(self, members: list[int], kinds: str, status: str, chosen: int) -> str:
        if chosen < 0:
            return DECISIONS[status][self.side]
        said = self.printed
        backing = len({said.witness[at] for at in members if said.point[at] == said.point[chosen]})
        key = {"resolved": "resolved_one" if backing == 1 else "resolved", "explained": "explained_one"}[status]
        key = "explained_latest" if status == "explained" and kinds.startswith("time_change") else key
        return DECISIONS[key][self.side].format(figure=said.figure[chosen], backing=backing)

    def _claims(self, members: list[int]) -> str:
        """Quote the different figures, each with its sources."""
        said = self.printed
        values: dict[tuple[str, str, str], list[int]] = {}
        for at in sorted(members, key=lambda at: (said.published[at] or "9", at)):
            values.setdefault((said.figure[at], said.area[at], said.indicator[at]), []).append(at)
        areas = sorted({area for _, area, _ in values})
        indicators = sorted({indicator for _, _, indicator in values})
        quoted = [self._quote(places, len(areas) > 1, len(indicators) > 1) for places in list(values.values())[:SHOWN]]
        quoted += [f"… (+{len(values) - SHOWN})"] if len(values) > SHOWN else []
        names = dict.fromkeys(said.area_name(code) for code in areas)
        title = f"{', '.join(names)}, {'; '.join(said.indicator_name(code) for code in indicators)}"
        return f"{title}: {'; '.join(quoted)}."

    def _quote(self, places: list[int], with_area: bool, with_indicator: bool) -> str:
        """Quote one figure: what it is about where the group holds several, and its sources, copies counted."""
        said = self.printed
        own = [at for at in places if not said.reprints[at]] or places
        sources = [f"{said.publisher[at]} {said.published[at]}".strip() for at in own[:NAMED]]
        sources += [f"+{len(own) - NAMED}"] if len(own) > NAMED else []
        copies = len(places) - len(own)
        sources += [COPIES[copies > 1][self.side].format(count=copies)] if copies else []
        at = places[0]
        about = [said.indicator_name(said.indicator[at])] if with_indicator else []
        about += [said.area[at]] if with_area else []
        return f"“{said.figure[at]}” ({'; '.join([*about, ', '.join(sources)])})"
