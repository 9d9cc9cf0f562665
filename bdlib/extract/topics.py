"""Which indicator a figure is about: its words against the names of the codelist."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from bdlib.extract import Span
from bdlib.extract.indicator_words import ABBREVIATIONS, INDICATOR_WORDS, SYNONYMS

_WORD = re.compile(r"[\w&-]+")
_FORMAL = frozenset(
    "tỷ lệ số tỷ trọng hạng điểm của có các được trên và trong tại cho với là theo từ đến đã về".split()
)
#: Unit of the indicator -> printed units that it can have. Any other unit must be the same.
_COUNTS = frozenset({"count", "person", "household", "enterprise", "point", None})
_MEASURES = frozenset({"percent", "VND", "USD", "ha", "km", "km2", "year", "rank", "score", "per_1000_person"})


def features(text: str) -> Counter[str]:
    """Syllables and pairs of neighbours, after abbreviations and synonyms are written out."""
    words = " ".join(ABBREVIATIONS.get(word, word) for word in _WORD.findall(text.lower()))
    for other, ours in SYNONYMS.items():
        words = words.replace(other.replace(",", ""), ours)
    syllables = words.split()
    pairs = [f"{a} {b}" for a, b in pairwise(syllables)]
    return Counter([each for each in syllables if each not in _FORMAL] + pairs)


def fits(unit: str, span: Span) -> bool:
    """Whether a figure can be of an indicator in this unit."""
    quantity = span.quantity
    printed = (quantity.unit or "").split("/")[0] or None
    if unit == "rank":
        return printed == "rank" and quantity.qualifier in ("ordinal", "at_most")
    if unit == "score":
        return printed == "point" or (printed is None and quantity.decimals > 1)
    if unit == "per_1000_person":
        return quantity.decimals > 0 and printed in _COUNTS
    if unit in _MEASURES:
        return printed == unit
    if printed in ("person", "household", "enterprise") and unit in ("household", "enterprise"):
        return printed == unit
    return (
        printed in _COUNTS
        and quantity.decimals >= 0
        and (quantity.value is None or quantity.value == int(quantity.value))
    )


class Topics:
    """Guesses indicators for figures.

    Parameters
    ----------
    indicators : DataFrame
        The codelist: indicator, name_vi, name_en, unit, kind.
    """

    def __init__(self, indicators: pd.DataFrame) -> None:
        self.units = dict(zip(indicators["indicator"], indicators["unit"], strict=True))
        self.kinds = dict(zip(indicators["indicator"], indicators["kind"], strict=True))
        names = {}
        for code, vietnamese, english in indicators[["indicator", "name_vi", "name_en"]].itertuples(index=False):
            names[code] = [vietnamese, *INDICATOR_WORDS.get(code, "").split("|"), english]
        self.profiles = {code: [features(name) for name in each if name] for code, each in names.items()}
        spread = Counter(feature for each in self.profiles.values() for feature in set().union(*each))
        total = len(self.profiles)
        self.weights = {
            feature: math.log(1 + total / count) * (1.5 if " " in feature else 1) for feature, count in spread.items()
        }

    def guess(
        self, span: Span, near: str, around: str = "", wider: str = "", count: int = 3
    ) -> list[tuple[str, float]]:
        """Best indicators for a figure as (code, score between 0 and 1), best first.

        Parameters
        ----------
        near : str
            The words that say what the figure is of: its clause.
        around, wider : str
            Its sentence and its paragraph: they count for less.
        """
        seen = _strengths(((near, 1.0), (around, 0.45), (wider, 0.15)))
        context = sum(self.weights[feature] for feature in features(near) if feature in self.weights) or 1.0
        scores = []
        for code, names in self.profiles.items():
            if not fits(self.units[code], span):
                continue
            best = max(self._match(name, seen, context) for name in names)
            if best:
                scores.append((code, round(best * self._kind(code, span, near), 4)))
        return sorted(scores, key=lambda each: (-each[1], each[0]))[:count]

    def _match(self, name: Counter[str], seen: dict[str, float], context: float) -> float:
        """Share of a name that the words cover, and of the words that the name covers."""
        total = sum(self.weights[feature] for feature in name)
        found = sum(self.weights[feature] * seen.get(feature, 0.0) for feature in name)
        covered, said = (found / total if total else 0.0), min(1.0, found / context)
        return covered**0.6 * said**0.4

    def _kind(self, code: str, span: Span, near: str) -> float:
        """Less for a share where the words tell of growth, and the other way round."""
        growth = span.quantity.delta is not None or re.search(r"tăng trưởng|tốc độ tăng|giảm", near.lower()) is not None
        return 0.7 if self.units[code] == "percent" and growth != (self.kinds[code] == "rate") else 1.0


def _strengths(texts: Iterable[tuple[str, float]]) -> dict[str, float]:
    seen: dict[str, float] = {}
    for text, strength in texts:
        for feature in features(text):
            seen[feature] = max(seen.get(feature, 0.0), strength)
    return seen
