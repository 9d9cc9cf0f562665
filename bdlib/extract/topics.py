"""Which indicator a figure is about: its words against the names of the codelist, its unit and its size."""

import math
import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from bdlib.extract import Span
from bdlib.extract.vocabulary import ABBREVIATIONS, FORMAL, GROWTH, SYNONYMS
from bdlib.quantities import parse_many
from bdlib.quantities.tokens import trie

Around = tuple[tuple[str, float], ...]
_WORD = re.compile(r"[^\W_]+(?:[-&.][^\W_]+)*")
_WHO = frozenset({"person", "household", "enterprise"})
_COUNTS = _WHO | {"count", None}
_MEASURES = frozenset({"percent", "VND", "USD", "ha", "km", "km2", "year", "rank", "Mbps"})
THIN = 2.0  #: weight of words below which a clause says too little
GROWS = "=grows"  #: what "tăng trưởng", "growth" and "tăng 5%" have in common
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


def features(text: str) -> tuple[str, ...]:
    """Syllables and pairs of neighbours, after abbreviations and synonyms are written out."""
    words = " ".join(ABBREVIATIONS.get(word, word) for word in _WORD.findall(text.lower()))
    words = _PHRASE.sub(lambda match: SYNONYMS[match[0]], words)
    telling = [stem for stem in map(_stem, words.split()) if stem]
    return (*telling, *(f"{a} {b}" for a, b in pairwise(telling)))


def fits(unit: str, kind: str, changes: bool, span: Span) -> float:
    """How well a figure can be of an indicator in this unit: 0 not at all, 1 well."""
    quantity = span.quantity
    printed = (quantity.unit or "").split("/")[0] or None
    if quantity.delta and not changes and kind != "rate":
        return 0.0
    if unit == "rank":
        return float(printed == "rank" and quantity.qualifier in ("ordinal", "at_most"))
    if unit == "score":
        plain = 0.8 if printed is None and quantity.decimals > 0 else 0.6 * (printed == "percent" and not changes)
        return 1.0 if printed == "point" else plain
    if unit.startswith("per_"):
        return float("/" in (quantity.unit or "")) if quantity.denominator or printed in _COUNTS else 0.0
    if unit in _MEASURES:
        return float(printed == unit)
    if printed == "rank":
        return float(changes and quantity.qualifier == "exact")
    if printed == "count" and unit in _WHO:  # 63 tỉnh are no people
        return 0.0
    if printed not in _COUNTS or quantity.decimals < 0 or (quantity.value or 0) % 1:
        return 0.0
    return 1.0 if printed in (None, "count", unit) else 0.6


def _told(words: str, growth: bool) -> tuple[str, ...]:
    """Features of words of growth, whatever the words for it, or of others."""
    return (*features(GROWTH.sub(" ", words.lower())), GROWS) if growth else features(words)


def grows(span: Span, near: str) -> bool:
    """Whether a figure is how much something grows: tăng 5%, growth of 5%; not what it has grown to."""
    level = near.partition(span.text)[0].rstrip().endswith((" to", " lên"))
    return span.quantity.delta is not None or (not level and GROWTH.search(near.lower()) is not None)


class Topics:
    """Guesses indicators for figures.

    Parameters
    ----------
    indicators : DataFrame
        The codelist: indicator, its names and aliases, unit, kind, family, change_of.
    sizes : Series, optional
        Values known of indicators (index: code), from which the usual size of each is taken.
    """

    def __init__(self, indicators: pd.DataFrame, sizes: pd.Series | None = None) -> None:
        self.codes = indicators["indicator"].tolist()
        self.units, self.kinds, self.families = (indicators[name].tolist() for name in ("unit", "kind", "family"))
        self.changes = indicators["change_of"].ne("").tolist()
        columns = ["name_vi", "aliases_vi", "name_en", "aliases_en"]
        named = dict(zip(self.codes, indicators[columns].agg("|".join, axis=1), strict=True))
        of = indicators["change_of"].tolist()
        percent = [unit == "percent" and GROWTH.search(named[code].lower()) is not None
                   for unit, code in zip(self.units, self.codes, strict=True)]  # fmt: skip
        self.moving = np.array(of) != ""
        self.moving |= percent
        names = [(at, name) for at, code in enumerate(self.codes)
                 for name in f"{named[code]}|{named.get(of[at], '')}".split("|")]  # fmt: skip
        profiles = [(at, set(_told(name, self.moving[at]))) for at, name in names if name]
        profiles = [(at, profile) for at, profile in profiles if profile]
        different = {(at, tuple(sorted(profile))) for at, profile in profiles}
        spread = Counter(feature for _, profile in different for feature in profile)
        self.weights = {feature: math.log(1 + len(self.codes) / count) * (_PAIR if " " in feature else _SINGLE)
                        for feature, count in spread.items()}  # fmt: skip
        self.owner = np.array([at for at, _ in profiles])
        self.totals = np.array([sum(self.weights[feature] for feature in profile) for _, profile in profiles])
        postings = defaultdict(list)
        for at, (_, profile) in enumerate(profiles):
            for feature in profile:
                postings[feature].append(at)
        self.postings = {feature: np.array(each) for feature, each in postings.items()}
        self.home = np.array(self.families)
        self.family = dict(zip(self.codes, self.families, strict=True))
        self.change = {base: code for base, code in zip(of, self.codes, strict=True) if base}
        self.place = {code: at for at, code in enumerate(self.codes)}
        known = pd.Series(dtype=float) if sizes is None else sizes.groupby(level=0).size()
        told = np.array([1.0 + known.get(code, 0) for code in self.codes])
        self.usual = (told / told.max()) ** 0.1
        self.centre, self.width = _sizes(self.codes, sizes)
        self._guessed: dict = {}
        self._known = lru_cache(maxsize=4096)(self._telling)  #: features that the names of the codelist have
        self._fits: dict[tuple, np.ndarray] = {}

    def content(self, words: str) -> float:
        """Weight of the words that the names of the codelist know."""
        return sum([self.weights[feature] for feature in set(self._known(words))])

    def _telling(self, text: str) -> tuple[str, ...]:
        return tuple([feature for feature in features(text) if feature in self.weights])

    def guess(self, span: Span, near: str, around: Around, family: str = "", count: int = 3) -> list[tuple[str, float]]:
        """Best indicators for a figure as (code, score between 0 and 1), best first.

        near is its clause, around wider texts and how much their words count for; family, that of the indicator spoken
        of before, is a little more likely.
        """
        key = (near, around, family, span.quantity)
        if key not in self._guessed:
            if len(self._guessed) > 5000:
                self._guessed.clear()
            self._guessed[key] = self._guess(span, near, around, family, count)
        return self._guessed[key]

    def _guess(self, span: Span, near: str, around: Around, family: str, count: int) -> list[tuple[str, float]]:
        able = self._able(span)
        if not able.any():
            return []
        growth = grows(span, near)
        own = self.content(GROWTH.sub(" ", near.lower()) if growth else near)
        if around and own < THIN:  # little of its own: the sentence up to it
            near = f"{around[0][0]} {near}"
            growth = growth or (not own and GROWTH.search(near.lower()) is not None)
        seen = dict.fromkeys(self._known(GROWTH.sub(" ", near.lower()) if growth else near), 1.0)
        seen |= {GROWS: 1.0} if growth and GROWS in self.weights else {}
        said = sum([self.weights[feature] for feature in seen])
        for text, strength in around:
            for feature in self._known(text):
                seen.setdefault(feature, strength)
        found = self._found(seen)
        hit = np.flatnonzero(found)
        hit = hit[able[self.owner[hit]] > 0]
        covered = found[hit] / self.totals[hit]
        scores = covered**0.6 * np.minimum(1.0, found[hit] / max(said, 1e-9)) ** 0.4 * able[self.owner[hit]]
        best = np.zeros(len(self.codes))
        np.maximum.at(best, self.owner[hit], scores)
        best *= self._likely(span, growth, family)
        order = np.argsort(-best, kind="stable")[:count]
        return [(self.codes[at], round(float(best[at]), 4)) for at in order if best[at] > 0]

    def able(self, code: str, span: Span) -> bool:
        """Whether a figure can be of an indicator."""
        return bool(self._able(span)[self.place[code]])

    def moves(self, code: str) -> bool:
        """Whether an indicator tells of growth."""
        return bool(self.moving[self.place[code]])

    def _found(self, seen: dict[str, float]) -> np.ndarray:
        """Weight of every name that the words cover."""
        places = [self.postings[feature] for feature in seen]
        weights = [self.weights[feature] * strength for feature, strength in seen.items()]
        if not places:
            return np.zeros(len(self.owner))
        repeated = np.repeat(weights, [len(each) for each in places])
        return np.bincount(np.concatenate(places), repeated, len(self.owner))

    def _able(self, span: Span) -> np.ndarray:
        quantity = span.quantity
        whole = quantity.value is None or quantity.value % 1 == 0
        key = (quantity.unit, quantity.qualifier, min(quantity.decimals, 1), whole, quantity.delta is None,
               quantity.denominator is None)  # fmt: skip
        if key not in self._fits:
            each = zip(self.units, self.kinds, self.changes, strict=True)
            self._fits[key] = np.array([fits(unit, kind, change, span) for unit, kind, change in each])
        return self._fits[key]

    def _likely(self, span: Span, growth: bool, family: str) -> np.ndarray:
        """Less for a level where words tell of growth and the other way round, for an odd size; more at home."""
        quantity = span.quantity
        likely = np.where(self.moving == growth, 1.0, 0.45)
        value = quantity.value if quantity.value is not None else (quantity.low + quantity.high) / 2
        if value:
            far = np.abs(math.log10(abs(value)) - self.centre) / self.width
            likely *= np.exp(-0.5 * np.maximum(0.0, far - 1.0) ** 2).clip(0.35)
        likely *= self.usual
        return np.where(self.home == family, 1.15, 1.0) * likely if family else likely


def _sizes(codes: list[str], sizes: pd.Series | None) -> tuple[np.ndarray, np.ndarray]:
    """Usual logarithm of each indicator's values and how far they spread; wide where nothing is known."""
    centre, width = np.zeros(len(codes)), np.full(len(codes), np.inf)
    if sizes is not None:
        logs = np.log10(sizes[sizes > 0])
        grouped = logs.groupby(level=0)
        middle, spread, number = grouped.median(), grouped.std(), grouped.size()
        for at, code in enumerate(codes):
            if number.get(code, 0):
                centre[at], width[at] = middle[code], np.fmax(0.6, spread[code])
    return centre, width


def usual_sizes(corpus) -> pd.Series:
    """Values of all figures of a corpus by indicator."""
    reported = corpus.reported
    units = reported["indicator"].map(corpus.indicators.set_index("indicator")["unit"]).fillna("")
    values = parse_many(reported["figure"], units=units)["value"]
    return pd.Series(values.to_numpy(), index=reported["indicator"].to_numpy()).dropna()
