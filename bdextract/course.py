"""The indicators of a page in turn: a figure without words of its own goes on with the one before."""

from bdextract.clauses import WORDS
from bdextract.context import Said
from bdextract.places import UNKNOWN, Place, Places
from bdextract.topics import THIN, Named, Topics, grows
from bdextract.vocabulary import ABBREVIATIONS, GROWTH, LINKS, SIGNS
from bdquantities.running_text import Span

_AGAIN = 0.5  #: fit of an indicator that a figure goes on with
LEAST = 0.15  #: fit below which no indicator is proposed


class Course:
    """Guesses the indicators of a page's figures one after the other, `topics` by the words of a figure alone."""

    def __init__(self, topics: Topics, places: Places) -> None:
        self.topics, self.fields = topics, Fields(topics.ranks, places)
        self.last: dict[str, tuple[str, str]] = {}  # unit, "grows" or "any" -> code and its sentence
        self.area = ""  # of the last figure with an indicator

    def guess(self, said: Said, span: Span, named: Named) -> list[tuple[str, float]]:
        """Best indicators for the next figure as (code, score between 0 and 1), best first."""
        home = self.last.get("any", ("", ""))[0]
        guesses = self.topics.guess(named, self.topics.family.get(home, ""))
        if SIGNS["lacking"].match(span.after) or SIGNS["lacked"].search(span.before):
            return [each for each in guesses[:1] if each[0] in self.topics.lacking]
        unit = (span.quantity.unit or "").removesuffix("/year")
        little = self.topics.content(GROWTH.sub(" ", said.near.lower())) < THIN
        alone = SIGNS["growth_alone"].search(span.before) is not None  # of what was spoken of: forecasts growth of 6%
        if said.bare or alone or (little and (said.unit == "rank" or grows(span, said.figure, said.near))):
            guesses = self._on(said, span, home, guesses)
        code = guesses[0][0] if guesses and guesses[0][1] >= LEAST else ""
        if span.quantity.delta and (of := self.topics.of.get(code)) and unit == "rank":
            self.last["rank"] = of, said.sentence  # up 5 places, ranked 21st
        elif code:
            self.last[unit] = self.last["any"] = code, said.sentence
            self.area = said.place.code if said.place else ""
            if self.topics.moving[self.topics.place[code]]:
                self.last["grows"] = code, said.sentence
        regional = self.fields.among(code, span.after, said.place) if unit == "rank" else code
        return guesses if regional == code else [(regional, guesses[0][1])] if regional else []

    def _here(self, said: Said) -> bool:
        """Whether a figure is of the sentence or of the area of the last one with an indicator."""
        return self.last.get("any", ("", ""))[1] == said.sentence or self.area == (
            said.place.code if said.place else ""
        )

    def _on(self, said: Said, span: Span, home: str, guesses: list[tuple[str, float]]) -> list[tuple[str, float]]:
        """Guesses where the clause says nothing: the indicator before, or of "tăng 5%" the one that is its change."""
        lead = said.near.partition(said.figure)[0]
        if span.quantity.delta and not SIGNS["rate"].search(lead):
            code, where = self.topics.change.get(home, ""), said.sentence
        else:
            key = "grows" if grows(span, said.figure, said.near) else (span.quantity.unit or "").removesuffix("/year")
            code, where = self.last.get(key, ("", ""))
            twin = self.topics.twins.get(home, "")
            goes_on = not code or self._here(said)  # of another area it goes on with the ranks: B ranked sixth
            if twin and goes_on and self.topics.able(twin, span):  # đạt 0,5991 điểm, xếp thứ 26
                code, where = twin, said.sentence
        told = [word for word in WORDS.findall(said.around[0][0].lower()) if word not in LINKS]
        alone = SIGNS["growth_alone"].search(span.before) is not None
        here = alone or where == said.sentence or self.topics.content(" ".join(told)) < THIN
        if code and here and self.topics.able(code, span):
            fit = max(_AGAIN, dict(guesses).get(code, 0.0))
            return [(code, fit), *(each for each in guesses if each[0] != code)][:3]
        return guesses


class Fields:
    """The indicators of ranks, as names by code, by the region that they rank in: Hạng DTI vùng Đông Nam Bộ."""

    def __init__(self, names: dict[str, str], places: Places) -> None:
        parted = {code: SIGNS["regional"].split(name) for code, name in names.items()}
        own = {tail[0].lower(): tail[0] for _, *tail in parted.values() if tail}
        self.regions = dict(sorted((own | places.regional).items(), key=lambda each: -len(each[0])))
        self.base = {code: name.removesuffix(" toàn quốc") for code, (name, *_) in parted.items()}
        self.code = {(self.base[code], self._region(tail[0], UNKNOWN)): code
                     for code, (_, *tail) in parted.items() if tail}  # fmt: skip
        self.home = places.regions

    def _region(self, words: str, otherwise: str) -> str:
        """Region that words begin with, "" where they begin with none; `otherwise` for "toàn vùng"."""
        low = WORDS.sub(lambda match: ABBREVIATIONS.get(match[0], match[0]), words.lower())
        field = SIGNS["field"].match(low)
        named = next((self.regions[name] for name in self.regions if low.startswith(name, field.end())), "")
        return named or (otherwise if field[1] else "")

    def among(self, code: str, after: str, place: Place | None) -> str:
        """The indicator of a rank, told by the words behind it: regional, "" where the codelist has no such one."""
        region = self._region(after, self.home.get(place.code, UNKNOWN) if place else UNKNOWN)
        return self.code.get((self.base.get(code, ""), region), "") if region else code
