"""Which indicator a figure is about: its words against the names of the codelist, its unit and its size."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from bdextract.vocabulary import ABBREVIATIONS, FORMAL, GROWTH, OTHERS, PILLARS, SIGNS, SYNONYMS
from bdlib.codelists import LANGUAGES
from bdquantities.parsing import parse_many
from bdquantities.quantity import MEASURED, Quantity
from bdquantities.running_text import Span
from bdquantities.tokens import trie
from bdquantities.whole import multiple

Around = tuple[tuple[str, float], ...]
Asked = tuple[Span, str, str, Around]
Named = list[tuple[int, float]]
_WORD = re.compile(r"[^\W_]+(?:[-&.][^\W_]+)*")
_WHO = frozenset({"person", "household", "enterprise"})
_PER = frozenset({100.0, 1000.0, 10_000.0, 100_000.0})
_COUNTS = _WHO | {"count", None}
THIN = 2.0  #: weight of words below which a clause says too little
GROWS = "=grows"  #: what "tăng trưởng", "growth" and "tăng 5%" have in common
_MOST, _BATCH = 8192, 2048  #: texts whose words are kept; figures that are looked at together
_BARE = 0.6  #: how well a rate fits a number that does not print what it is per
_OTHER = 0.5  #: how well a name fits that lacks what is counted
_COUNT, _HOME = 3, 1.15  #: guesses of a figure; how much likelier the family spoken of is
_PAIR, _SINGLE = 1.5, 0.6  #: weight of two neighbouring syllables, and of one
_PHRASE = re.compile(rf"\b{trie(SYNONYMS)}\b")
_NUMBER = re.compile(r"\d|\d\d|20\d\d|\d+[-&.]\d+|\d{5,}")


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """English plurals and spellings as one; "" for a word that says nothing."""
    if word in FORMAL or _NUMBER.fullmatch(word):
        return ""
    if word.isascii() and len(word) > 4:
        word = word.replace("ization", "isation")
        return word[:-1] if word[-1] == "s" and word[-2] not in "su" else word
    return word


def _stems(text: str) -> list[str]:
    words = " ".join([ABBREVIATIONS.get(word, word) for word in _WORD.findall(text.lower())])
    return [stem for word in _PHRASE.sub(lambda at: SYNONYMS[at[0]], words).split() if (stem := _stem(word))]


def fits(unit: str, kind: str, changes: bool, span: Span) -> float:
    """How well a figure can be of an indicator in this unit: 0 not at all, 1 well."""
    quantity = span.quantity
    printed = (quantity.unit or "").split("/")[0] or None
    if quantity.delta and unit and not changes and kind != "rate" and not _from_to(span):
        return 0.0
    if not unit or unit == "rank":
        place = quantity.qualifier in ("ordinal", "at_most") or _from_to(span)
        return float(not unit or (printed == "rank" and place))
    if unit == "score":
        plain = 0.8 if printed is None and quantity.decimals > 0 else 0.6 * (printed == "percent" and not changes)
        return 1.0 if printed == "point" else plain
    if quantity.denominator in _PER and printed in _COUNTS and not unit.startswith("per_"):  # 98 thuê bao/100 dân
        return float((quantity.denominator, unit, kind) == (100.0, "percent", "rate"))
    if unit.startswith("per_"):
        return _fits_rate(unit, quantity)
    if unit in MEASURED or unit == "year":
        same = printed == unit or (printed, unit) == ("ratio", "percent")
        return float(same or (printed in MEASURED and multiple(printed, unit) > 0))
    if printed == "rank":
        return float(changes and quantity.qualifier == "exact")
    if printed == "count" and unit in _WHO:  # 63 tỉnh are no people
        return 0.0
    if printed not in _COUNTS or quantity.decimals < 0 or (quantity.value or 0) % 1:
        return 0.0
    return 1.0 if printed in (None, "count", unit) else 0.6


def _fits_rate(unit: str, quantity: Quantity) -> float:
    """How well a figure can be so many per 1,000: one per another number cannot, a bare one with decimals may."""
    if quantity.denominator:
        return float(unit.split("_")[1] == f"{quantity.denominator:.0f}")
    if quantity.unit is None:
        return _BARE if quantity.decimals > 0 else 0.0
    return float((unit, quantity.unit) == ("per_100", "percent") or quantity.unit.rpartition("/")[0] in _COUNTS)


def _told(words: str, growth: bool) -> tuple[str, ...]:
    """Syllables and pairs of neighbours, abbreviations and synonyms written out; one for all words of growth."""
    telling = _stems(GROWTH.sub(" ", words.lower()) if growth else words)
    return (*telling, *(f"{a} {b}" for a, b in pairwise(telling)), *([GROWS] if growth else []))


def _from_to(span: Span) -> bool:
    """Whether a figure is a change by both its levels; a range, up 3-5%, has no value."""
    return span.quantity.qualifier == "range" and span.quantity.value is not None


def grows(span: Span, figure: str, near: str) -> bool:
    """Whether a figure is how much something grows: tăng 5%, growth of 5%; not a level that it grew from or to.

    Such a level is tăng lên 5%, rose from 3% to 5%; a rate of growth has them itself: growth slowed from 8% to 6%.
    """
    if _from_to(span) or SIGNS["level_of"].search(near.partition(figure)[0]):
        return SIGNS["rate_of"].search(near) is not None
    return span.quantity.delta is not None or GROWTH.search(near.lower()) is not None


def _kind(span: Span) -> tuple:
    """What decides of which indicators a figure can be."""
    quantity = span.quantity
    whole = quantity.value is None or quantity.value % 1 == 0
    return (quantity.unit, quantity.qualifier, _from_to(span), min(quantity.decimals, 1), whole, quantity.delta is None,
            quantity.denominator)  # fmt: skip


class Topics:
    """Guesses indicators for figures, from the codelist and the known values (by code) that give each its size."""

    def __init__(self, indicators: pd.DataFrame, sizes: pd.Series | None = None) -> None:
        other = dict.fromkeys(indicators, "") | {"aliases_vi": "|".join(sorted(OTHERS))}  # told of, of no code
        indicators = pd.concat([indicators, pd.DataFrame([other])], ignore_index=True)
        self.codes = indicators["indicator"].tolist()
        self.units, self.kinds, self.families = (indicators[name].tolist() for name in ("unit", "kind", "family"))
        self.changes = indicators["change_of"].ne("").tolist()
        columns = [f"{what}_{lang}" for lang in LANGUAGES for what in ("name", "aliases")]
        named = dict(zip(self.codes, indicators[columns].agg("|".join, axis=1), strict=True))
        self.lacking = {code for code, name in named.items() if SIGNS["lacking"].search(name)}  #: of who has it not
        of = indicators["change_of"].tolist()
        percent = [unit == "percent" and GROWTH.search(named[code].lower()) is not None
                   for unit, code in zip(self.units, self.codes, strict=True)]  # fmt: skip
        self.moving = (np.array(of) != "") | percent
        names = [(at, name) for at, code in enumerate(self.codes)
                 for name in f"{named[code]}|{of[at] and named.get(of[at], '')}".split("|")]  # fmt: skip
        profiles = [(at, set(_told(name, self.moving[at]))) for at, name in names if name]
        real = [profile for at, profile in profiles if self.codes[at]]
        profiles = [(at, each) for at, each in profiles
                    if each and (self.codes[at] or not any(map(each.issubset, real)))]  # fmt: skip
        different = {(at, tuple(sorted(profile))) for at, profile in profiles}
        spread = Counter(feature for _, profile in different for feature in profile)
        self.number = {feature: at for at, feature in enumerate(sorted(spread))}
        self.pillars = {at for feature, at in self.number.items() if feature in PILLARS}
        self.weights = [math.log(1 + len(self.codes) / spread[feature]) * (_PAIR if " " in feature else _SINGLE)
                        for feature in self.number]  # fmt: skip
        self.owner = np.array([at for at, _ in profiles], int)
        held = [(self.number[feature], at) for at, (_, profile) in enumerate(profiles) for feature in profile]
        places = np.array(held, int).reshape(-1, 2).T
        worth = np.array(self.weights)[places[0]]
        self.names = csr_array((worth, tuple(places)), shape=(len(self.number), len(profiles)))  #: features by names
        self.totals = self.names.sum(axis=0)
        grown = [at for feature, at in self.number.items() if feature == GROWS]
        self.growing = self.names[grown].sum(axis=0) + 1e-9  #: of growth alone
        self.of_pillar = self.names[sorted(self.pillars)].sum(axis=0) > 0
        self.family = dict(zip(self.codes, self.families, strict=True))
        self.change = {base: code for base, code in zip(of, self.codes, strict=True) if base}
        self.of = {code: base for base, code in self.change.items()}
        pairs = [(of, code) for of, code in zip(indicators["ranks"], self.codes, strict=True) if of][::-1]
        self.twins = dict(pairs) | {code: of for of, code in pairs}  #: a score's rank, a rank's score
        self.ranks = indicators[indicators["unit"] == "rank"].set_index("indicator")["name_vi"].to_dict()
        self.place = {code: at for at, code in enumerate(self.codes)}
        known = pd.Series(dtype=float) if sizes is None else sizes.groupby(level=0).size()
        told = np.array([1.0 + known.get(code, 0) for code in self.codes])
        usual = (told / told.max()) ** 0.1
        kinds = [(self.moving == growth) | (np.array(self.codes) == "") for growth in (False, True)]
        self.likely = np.array([np.where(kind, 1.0, 0.45) * usual for kind in kinds])
        self.centre, self.width = _sizes(self.codes, sizes)
        self._known = lru_cache(maxsize=_MOST)(self._telling)  #: features that the names of the codelist have
        self._fits: dict[tuple, np.ndarray] = {}  #: of each name, by what a figure is

    def content(self, words: str) -> float:
        """Weight of the words that the names of the codelist know."""
        return sum([self.weights[feature] for feature in dict.fromkeys(self._known(words))])

    def _telling(self, text: str) -> tuple[int, ...]:
        """Features of a text that the names of the codelist have: of a pair they have both words, too."""
        number, telling = self.number, _stems(text)
        pairs = [f"{a} {b}" for a, b in pairwise(telling) if a in number and b in number]
        return tuple([number[feature] for feature in telling + pairs if feature in number])

    def name(self, asked: Sequence[Asked]) -> list[Named]:
        """What the words of each figure (span, itself in its clause, clause, wider texts) name, and how well."""
        return [named for start in range(0, len(asked), _BATCH) for named in self._name(asked[start : start + _BATCH])]

    def guess(self, named: Named, family: str = "") -> list[tuple[str, float]]:
        """The three best indicators as (code, score between 0 and 1); the family spoken of is a little more likely."""
        at_home = [(-fit * (_HOME if family and self.families[at] == family else 1.0), at) for at, fit in named]
        return [(self.codes[at], round(-fit, 4)) for fit, at in sorted(at_home)[:_COUNT]]

    def _name(self, asked: Sequence[Asked]) -> list[Named]:
        """All figures of a batch at once: their words against the words of all names."""
        words, said, growth = zip(*[self._seen(*each) for each in asked], strict=True)
        said, growth, spans = np.array(said), np.array(growth, int), [span for span, *_ in asked]
        place, kinds = pd.factorize(pd.Series(list(map(_kind, spans)), dtype=object))
        fit = np.array([self._able(spans[place.tolist().index(at)]) for at in range(len(kinds))])
        strengths, features = (np.concatenate([list(get(seen)) for seen in words]) for get in (dict.values, dict.keys))
        ends = np.cumsum([0, *map(len, words)])
        found = csr_array((strengths, features.astype(int), ends), shape=(len(asked), len(self.number))) @ self.names
        row, name, found = found.tocoo().row, found.tocoo().col, found.tocoo().data
        of, nouns = pd.factorize(pd.Series([self._counted(span, near) for span, _, near, _ in asked], dtype=object))
        able = fit[place[row], name] * np.array([self._owning(noun) for noun in nouns])[of[row], name]
        pillared = np.array([any(seen.get(at) == 1.0 for at in self.pillars) for seen in words])
        able *= np.where(pillared[row] & ~self.of_pillar[name], _OTHER, 1.0) * (found > self.growing[name])
        row, name, found, able = (each[able > 0] for each in (row, name, found, able))
        score = (found / self.totals[name]) ** 0.6 * np.minimum(1.0, found / said[row]) ** 0.4 * able
        code = self.owner[name]
        far = np.nan_to_num(np.abs(_logs(spans)[row] - self.centre[code]) / self.width[code])
        score *= self.likely[growth[row], code] * np.exp(-0.5 * np.maximum(0.0, far - 1.0) ** 2).clip(0.35)
        return _best(len(asked), row, code, score)

    def _seen(self, span: Span, figure: str, near: str, around: Around) -> tuple[dict[int, float], float, bool]:
        """Features of the words about a figure with how much they count, their weight, and whether they tell of growth.

        Wider texts are asked where the clause says little of its own.
        """
        growth = grows(span, figure, near)
        known = self._known(GROWTH.sub(" ", near.lower()) if growth else near)
        own = sum([self.weights[feature] for feature in dict.fromkeys(known)])
        again = near.partition(figure)[0].rstrip().endswith("(")  # (khoảng 1,2 triệu thuê bao; 22,4 thuê bao/100 dân)
        own *= not again and span.quantity.denominator not in _PER
        if around and own < THIN and self.pillars.isdisjoint(known):  # the sentence up to it
            near = f"{around[0][0]} {near}"
            growth = growth or (not own and grows(span, figure, near))
            known = self._known(GROWTH.sub(" ", near.lower()) if growth else near)
        seen = dict.fromkeys(known, 1.0)
        seen |= {self.number[GROWS]: 1.0} if growth and GROWS in self.number else {}
        said = max(sum([self.weights[feature] for feature in seen]), 1e-9)
        pillar = not self.pillars.isdisjoint(seen)
        for text, strength in around if own < 2 * THIN else ():
            for feature in self._known(text):
                if not (pillar and feature in self.pillars):
                    seen.setdefault(feature, strength)
        return seen, said, growth

    def _counted(self, span: Span, near: str) -> tuple[int, ...]:
        """Features of what a figure counts or is a share of: 559 xã, tỷ lệ hộ; (-1,) where no name has them."""
        unit = span.quantity.unit
        found = SIGNS["counted"].search(span.text) if unit == "count" else SIGNS["share"].search(near)
        said = found if unit in ("count", "percent") else None
        return (tuple(sorted({*self._known(said[1])})) or (-1,) * (unit == "count")) if said else ()

    def _owning(self, noun: tuple[int, ...]) -> np.ndarray:
        """How well each name goes with what is counted: half as well where it does not have it."""
        if not noun or noun[0] < 0:
            return np.full(self.names.shape[1], _OTHER if noun else 1.0)
        return np.where(self.names[list(noun)].sum(axis=0) > 0, 1.0, _OTHER)

    def able(self, code: str, span: Span) -> bool:
        """Whether a figure can be of an indicator."""
        fit = self._able(span) * self._owning(self._counted(span, "")) > _OTHER
        return bool(fit[self.owner == self.place[code]].any())

    def _able(self, span: Span) -> np.ndarray:
        if (key := _kind(span)) not in self._fits:
            each = zip(self.units, self.kinds, self.changes, strict=True)
            self._fits[key] = np.array([fits(unit, kind, change, span) for unit, kind, change in each])[self.owner]
        return self._fits[key]


def _logs(spans: list[Span]) -> np.ndarray:
    """Logarithm of each value, of a range of its middle; missing for nought."""
    said = [span.quantity for span in spans]
    value = np.array([each.value if each.value is not None else (each.low + each.high) / 2 for each in said], float)
    return np.log10(np.abs(value), where=value != 0, out=np.full(len(value), np.nan))


def _best(rows: int, row: np.ndarray, code: np.ndarray, score: np.ndarray) -> list[Named]:
    """The best of the names of each code in each row, best first; as many as may be among the first of any family."""
    found = pd.DataFrame({"row": row, "code": code, "score": -score}).sort_values(["row", "score", "code"])
    found = found.drop_duplicates(["row", "code"])
    rank = found.groupby("row").cumcount()
    third = found["row"].map(found[rank == _COUNT - 1].set_index("row")["score"]).fillna(0)
    found = found[(rank < _COUNT) | (found["score"] * _HOME <= third)]
    ends = np.searchsorted(found["row"], np.arange(rows + 1)).tolist()
    pairs = list(zip(found["code"].tolist(), (-found["score"]).tolist(), strict=True))
    return [pairs[start:end] for start, end in pairwise(ends)]


def _sizes(codes: list[str], sizes: pd.Series | None) -> tuple[np.ndarray, np.ndarray]:
    """Usual logarithm of each indicator's values and how far they spread; wide where nothing is known."""
    known = pd.Series(dtype=float) if sizes is None else np.log10(sizes[sizes > 0])
    middle, spread = known.groupby(level=0).median(), np.fmax(0.6, known.groupby(level=0).std())
    return middle.reindex(codes).fillna(0).to_numpy(), spread.reindex(codes).fillna(np.inf).to_numpy()


def usual_sizes(corpus) -> pd.Series:
    """Values of all figures of a corpus by indicator."""
    reported = corpus.reported
    units = reported["indicator"].map(corpus.indicators.set_index("indicator")["unit"]).fillna("")
    values = parse_many(reported["figure"], units=units)["value"]
    return pd.Series(values.to_numpy(), index=reported["indicator"].to_numpy()).dropna()
