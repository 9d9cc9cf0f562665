"""A conflict in a few sentences, with the figures as printed and who printed them."""

import numpy as np
import pandas as pd

from bdlib.evidence.assessment import Evidence
from bdlib.evidence.phrases import ALSO, COPIES, DECISIONS
from bdlib.evidence.reasons import Printed, reason, strongest_edges
from bdviews.language import LANGUAGES

SHOWN = 4  # different figures quoted in one explanation
NAMED = 2  # sources named for one figure
REASONS_TOLD = 4  # kinds looked at, strongest first
SECOND, CLOSE = 0.5, 0.6  # a further reason is told from this strength, or this share of the first one's
HINTED = {"definition": 0.4, "scope_population": 0.4}  # below, the notes merely differ in words
SILENT = ("unexplained",)  # only told when nothing else is


def explanations(
    evidence: Evidence,
    conflicts: pd.DataFrame,
    indicators: pd.DataFrame | None = None,
    areas: pd.DataFrame | None = None,
) -> dict[str, list[str]]:
    """Explain conflicts.

    Parameters
    ----------
    evidence : as assessed.
    conflicts : indexed by group, with kinds, strengths, status and chosen (position in `evidence.claims`, or -1).
    indicators, areas : codelists for the names; codes are shown without them.

    Returns
    -------
    dict
        By language a text for each row: the figures and their sources, the reasons, the decision.
    """
    printed = Printed(evidence, indicators, areas)
    narrator = Narrator(printed, strongest_edges(evidence, printed.number))
    rows = _first_said_first(evidence)
    groups, starts = np.unique(rows["group"], return_index=True)
    ats, ends = printed.number[rows["at"]].tolist(), [*starts[1:], len(rows)]
    members = {group: ats[a:b] for group, a, b in zip(groups.tolist(), starts, ends, strict=True)}
    columns = [
        conflicts.index.tolist(),
        *(conflicts[name].tolist() for name in ("kinds", "strengths", "status")),
        printed.number[conflicts["chosen"]].tolist(),
        *_backing(evidence, conflicts["chosen"]),
    ]
    told = [narrator.tell(row[0], members[row[0]], *row[1:]) for row in zip(*columns, strict=True)]
    return dict(zip(LANGUAGES, map(list, zip(*told, strict=True)), strict=True))


def _first_said_first(evidence: Evidence) -> pd.DataFrame:
    """Members by group, in the order in which they were said; undated ones last."""
    rows = evidence.members[["group", "at"]]
    said = evidence.claims["published"].iloc[rows["at"]]
    codes, dates = pd.factorize(said, sort=True)
    return rows.assign(said=np.where(said == "", len(dates), codes)).sort_values(["group", "said", "at"])


def _backing(evidence: Evidence, chosen: pd.Series) -> tuple[list[int], list[int]]:
    """Independent witnesses, and pages, that state the value chosen, by group; `chosen` as in :func:`explanations`."""
    point, witness = (evidence.claims[name].to_numpy() for name in ("point", "witness"))
    rows = evidence.members
    picked = chosen.reindex(rows["group"]).to_numpy()
    mean_it = rows[(picked >= 0) & (point[rows["at"]] == point[picked])]
    count = pd.Series(witness[mean_it["at"]]).groupby(mean_it["group"].to_numpy()).agg(["nunique", "size"])
    count = count.reindex(chosen.index, fill_value=0)
    return count["nunique"].tolist(), count["size"].tolist()


Quoted = tuple[str, str, str, str, int]  # figure, area, indicator, sources, reprints


class Narrator:
    """Tells conflicts from what was printed and the pairs that show each kind best."""

    def __init__(self, printed: Printed, facts: dict[str, dict[int, list[int]]]) -> None:
        self.printed, self.facts = printed, facts

    def tell(
        self, group: int, members: list[int], kinds: str, strengths: str, status: str, chosen: int, *backing: int
    ) -> tuple[str, ...]:
        """Give the sentences on one group, one text a language; `backing` is of the figure chosen."""
        quoted, shown = self._different(members), self._shown(group, members, kinds, strengths)
        decision, facts = self._decision(kinds, status, chosen, *backing)
        texts = []
        for lang in LANGUAGES:
            self.printed.speak(lang)
            reasons = [reason(self.printed, *one, group, members) for one in shown]
            told = ALSO[self.printed.side].join(dict.fromkeys(reasons))
            texts.append(f"{self._claims(quoted)} {told} {DECISIONS[decision][self.printed.side].format(**facts)}")
        return tuple(texts)

    def _shown(self, group: int, members: list[int], kinds: str, strengths: str) -> list[tuple[str, int, int]]:
        """Kinds that are told, each with the pair that shows it best."""
        weight = [float(strength) for strength in strengths.split("|")]
        least = min(SECOND, CLOSE * weight[0])
        ends = members[0], members[-1]
        return [
            (kind, *self.facts.get(kind, {}).get(group, ends))
            for n, kind in enumerate(kinds.split("|")[:REASONS_TOLD])
            if n == 0 or (weight[n] >= max(least, HINTED.get(kind, 0)) and kind not in SILENT)
        ]

    def _decision(
        self, kinds: str, status: str, chosen: int, witnesses: int, pages: int
    ) -> tuple[str, dict[str, object]]:
        """Name the decision and give its facts: the figure chosen, and who states its value."""
        if chosen < 0:
            return status, {}
        if status == "explained":
            key = "explained_latest" if kinds.startswith("time_change") else "explained_one"
        else:
            key = "resolved" if witnesses > 1 else "resolved_same" if pages > 1 else "resolved_one"
        return key, {"figure": self.printed.figure[chosen], "backing": witnesses, "pages": pages}

    def _different(self, members: list[int]) -> tuple[list[Quoted], int, list[str], list[str]]:
        """Different figures, first said first; how many more; areas, indicators."""
        said, values = self.printed, {}
        figure, area, indicator = said.figure, said.ref_area, said.indicator
        for at in members:
            values.setdefault((figure[at], area[at], indicator[at]), []).append(at)
        quoted = [(*key, *self._sources(places)) for key, places in list(values.items())[:SHOWN]]
        areas, indicators = ({key[k] for key in values} for k in (1, 2))
        return quoted, len(values) - SHOWN, sorted(areas), sorted(indicators)

    def _sources(self, places: list[int]) -> tuple[str, int]:
        """Name who prints a figure, and count those who only reprint it."""
        said = self.printed
        own = [at for at in places if not said.reprints[at]] or places
        sources = [f"{said.publisher[at]} {said.published[at]}".strip() for at in own[:NAMED]]
        sources += [f"+{len(own) - NAMED}"] if len(own) > NAMED else []
        return ", ".join(sources), len(places) - len(own)

    def _claims(self, different: tuple[list[Quoted], int, list[str], list[str]]) -> str:
        """Quote the different figures, each with its sources."""
        said = self.printed
        quoted, more, areas, indicators = different
        texts = [self._quote(one, len(areas) > 1, len(indicators) > 1) for one in quoted]
        texts += [f"… (+{more})"] if more > 0 else []
        names = dict.fromkeys(said.area_name(code) for code in areas)
        title = f"{', '.join(names)}, {'; '.join(said.indicator_name(code) for code in indicators)}"
        return f"{title}: {'; '.join(texts)}."

    def _quote(self, quoted: Quoted, with_area: bool, with_indicator: bool) -> str:
        """Quote one figure: what it is about where the group holds several, and its sources, copies counted."""
        figure, area, indicator, sources, copies = quoted
        about = [self.printed.indicator_name(indicator)] if with_indicator else []
        about += [area] if with_area else []
        sources += f", {COPIES[copies > 1][self.printed.side].format(count=copies)}" if copies else ""
        return f"“{figure}” ({'; '.join([*about, sources])})"
