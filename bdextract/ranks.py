"""Ranks within a region: of the regional indicator where the codelist has one, else of none."""

from bdextract.clauses import WORDS
from bdextract.places import UNKNOWN, Place, Places
from bdextract.vocabulary import ABBREVIATIONS, SIGNS


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
