"""The area that a figure is about, from the names in its sentence and the sentences before."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd
from babel import Locale

from bdextract.vocabulary import SIGNS
from bdlib.codelists import LANGUAGES, SPOKEN
from bdlib.names import LEVELS
from bdlib.study import divisions
from bdquantities.tokens import trie

UNKNOWN, GDP = "XX", "GDP"  #: the latter is the country's, and says what its figures are of
_WHOLE = "toàn quốc|cả nước|the country|the nation|nationwide|nationally|countrywide|the whole country".split("|")
_RATES = tuple("average figure rate level mean share".split())
_WHOLE += [f"national {rate}" for rate in _RATES]
_BLANKS = re.compile(r"\s+")
LIST = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|;|và|and|&|,\s*and)\s*(?:tỉnh |thành phố |TP\.? ?|the )?", re.I)
_IN, _PARTED = re.compile(r"\s+(?:in|on|for) (?:the )?"), re.compile(r"[,;(]|\b(?:and|while|against|versus|than)\b")


@dataclass(frozen=True, slots=True)
class Place:
    """An area named in a text: where, its code that day (none: "thứ 5 cả nước"), as printed, whether it is meant."""

    start: int
    end: int
    code: str
    printed: str
    meant: bool | None
    whole: bool = False  #: the country, or a region by no name of its own


@lru_cache(maxsize=1)
def _countries() -> set[str]:
    """Names of all countries in both languages, in small letters."""
    return {name.lower() for language in LANGUAGES for name in Locale(language).territories.values()}


class Places:
    """Finds areas in a text by their printed names; of two codes of one name that which is valid on the page's day."""

    def __init__(self, areas: pd.DataFrame, published: str) -> None:
        valid = (areas["valid_from"] <= published) & (areas["valid_to"].eq("") | (areas["valid_to"] >= published))
        named = pd.concat([areas[~valid], areas[valid]])  # the last has a bare name: of the coarsest level, valid
        named = named.sort_values("level", key=lambda each: -each.map([*LEVELS, *each].index), kind="stable")
        both = {"left_on": ["name_vi", "area"], "right_on": ["name_vi", "successor"], "suffixes": ("", "_of")}
        heirs = named[["name_vi", "area"]].merge(named, **both)
        self.later = dict(zip(heirs["area_of"], heirs["area"], strict=True))  # of the same name
        self.former = {later: code for code, later in self.later.items()}
        current = set(areas.loc[valid, "area"])
        self.names, self.cased, of_level = {}, dict.fromkeys(_WHOLE, ""), {}
        self.levels = dict(zip(areas["area"], areas["level"], strict=True))
        for code, aliases, *names in named[["area", "aliases", *SPOKEN]].itertuples(index=False):
            printed = {each for each in (*names, *aliases.split("|")) if each and not set(each) & set("(+")}
            spelled = printed | {each.replace(" ", "") for each in printed if each.isascii()}
            spelled |= {each.replace("Đắk", "Đăk").replace("Lắk", "Lăk") for each in printed}
            spelled |= {each.replace(" và ", " ") for each in printed}
            spelled |= {each.replace(" - ", mark) for each in printed for mark in ("-", " – ", "–", " ")}
            later = self.later.get(code, code)
            code = later if later in current else code
            self.names |= dict.fromkeys(map(str.lower, spelled), code)
            self.cased |= {each.lower(): each for each in spelled}
            for each in spelled:
                of_level.setdefault(each.lower(), {})[self.levels[code]] = code
        for name, codes in of_level.items():  # huyện Bình Dương, Binh Duong district beside the province
            for level, code in codes.items() if len(codes) > 1 else ():
                words = LEVELS.get(level, level).split("|")
                told = [f"{word} {name}" for word in words] + [f"{name} {word}" for word in words if word.isascii()]
                self.names |= dict.fromkeys(told, code)
                self.cased |= {each: each for each in told}
        countries = [code for code, level in self.levels.items() if level == "country"]
        self.country = countries[0] if len(countries) == 1 < len(self.levels) else UNKNOWN  # the whole of the others
        if self.country != UNKNOWN:
            self.names |= dict.fromkeys(_WHOLE, self.country)
        self.regions = {code: region for code, region in zip(areas["area"], areas["region"], strict=True) if region}
        self.compared = {code for one in divisions(areas).values() for code in one.index}  # of whichever level
        self.fields = int((areas["valid_from"].eq("") & areas["area"].isin(self.compared)).sum())  # before the reform
        self.regional = {name: code for name, code in self.names.items() if self._grouping(code)}
        self._before = re.compile(rf"(?<!\d){self.fields}\s+(?:tỉnh|provinces|localities|địa phương)")
        self._reform = lru_cache(maxsize=512)(self._speaks)
        self.pattern = re.compile(rf"(?<!\w){trie(self.names) or '(?!)'}(?!\w| asia)")
        self.abroad = re.compile(rf"(?<!\w){trie(_countries() - self.names.keys())}(?!\w)")

    def _grouping(self, code: str) -> bool:
        """Whether an area is a group of the compared ones, in which one of them may be first."""
        return self.levels[code] == "region" and code not in self.compared

    def find(self, text: str) -> list[Place]:
        """Every area named in a sentence, in order."""
        found: list[Place] = []
        low = text.lower()
        for match in self.pattern.finditer(low if len(low) == len(text) else text):
            start = match.start()
            printed = text[start : match.end()]
            code = self.names[_BLANKS.sub(" ", match[0])]
            cased = self.cased[" ".join(match[0].split())]
            unnamed = self.levels[code] == "aggregate" and code not in self.compared
            if unnamed or (printed[0].islower() and cased[:1].isupper()):
                continue
            if len(cased) < 4 and cased.isupper() and not printed.isupper():  # us is not US
                continue
            if code == self.country:
                meant = self._own(text, start, match.end()) or None
            elif (self._grouping(code) and any(each.meant for each in found)
                  and SIGNS["among"].search(text[:start][-40:])):  # fmt: skip
                meant = None  # the leader in the Mekong Delta
            elif found and found[-1].meant is False and LIST.fullmatch(text, found[-1].end, start):
                meant = False
            else:
                beside = SIGNS["beside"].search(text, max(0, start - 40), start)
                meant = not beside or SIGNS["doing"].match(text, match.end()) is not None
            found.append(Place(start, match.end(), code, printed, meant, code == self.country))
        if self.country != UNKNOWN:
            found = self._beside(text, found)
            owned = {place.end + 3 for place in found if place.code != self.country}  # Hue's GDP
            whole = [match for match in SIGNS["gdp"].finditer(text) if match.start() not in owned]
            found += [Place(*match.span(), self.country, GDP, True, True) for match in whole]
        for match in SIGNS["district"].finditer(text) if self.country != UNKNOWN else ():
            start, end = match.span("name")
            of = [each for each in found if each.start == start or each.start <= match.start() < each.end]
            if all(each.start == start and each.code in self.compared and not match["town"] for each in of):
                found = [replace(each, meant=None) if each.start == match.end() else each for each in found
                         if not start <= each.start < end]  # fmt: skip
                found.append(Place(match.start(), end, UNKNOWN, text[match.start() : end], True))
        for match in SIGNS["region"].finditer(text) if self.regions else ():
            near = sorted((each for each in found if each.code in self.regions),
                          key=lambda each: (each.start >= match.start(), abs(each.start - match.start())))  # fmt: skip
            region = self.regions[near[0].code] if near else UNKNOWN
            found.append(Place(*match.span(), region, match[0], self._own(text, *match.span()) or None, True))
        return sorted(found, key=lambda place: place.start)

    def _beside(self, text: str, found: list[Place]) -> list[Place]:
        """The places with other countries that are spoken of themselves (Thailand's), beside which this one is, too."""
        low = text.lower()
        for match in self.abroad.finditer(low if len(low) == len(text) else text):
            start, end = match.span()
            named = text[start].isupper() and not SIGNS["of_name"].search(text, max(0, start - 20), start)
            told = SIGNS["verb"].match(text, end) or SIGNS["inside"].search(text, max(0, start - 20), start)
            led = any(each.meant and each.end <= start and ";" not in text[each.end : start] for each in found)
            if named and told and not led and not SIGNS["partner"].search(text, max(0, start - 30), start):
                found = [replace(each, meant=True) if each.code == self.country else each for each in found]
                found.append(Place(start, end, UNKNOWN, text[start:end], True))
        return found

    def _own(self, text: str, start: int, end: int) -> bool:
        """Whether the country is spoken of itself, and is no yardstick: bình quân cả nước; Vietnam's."""
        mean = SIGNS["mean"].search(text, max(0, start - 80), start)
        if mean or SIGNS["adverb"].search(text, max(0, start - 20), end):
            return True
        if text[:end].endswith(_RATES):  # only with its figure: not "exceeded the national average with 81%"
            return SIGNS["figure"].match(text, end) is not None
        own = SIGNS["own"].search(text, max(0, start - 30), start) or SIGNS["verb"].match(text, end)
        own = own or SIGNS["all"].search(text, max(0, start - 60), start)
        return own is not None and SIGNS["yardstick"].search(text, max(0, start - 30), start) is None

    def main(self, places: list[Place]) -> Place | None:
        """The area a text is about: the province named most, the first of equals; else the country."""
        provinces = [place for place in places if place.meant and not place.whole and place.code != UNKNOWN]
        country = next((place for place in places if place.code == self.country), None)
        named = Counter(place.code for place in provinces)
        return max(provinces, key=lambda place: named[place.code], default=country)

    def code(self, place: Place, sentence: str, field: float | None) -> str:
        """Code of an area, the former one where its sentence, or of how many a rank is, tells of before the reform."""
        if place.code not in self.former and place.code not in self.later:
            return place.code
        before, merged = self._reform(sentence)
        named = sentence[place.start : place.end] == place.printed and SIGNS["former"].match(sentence, place.end + 1)
        if field == self.fields or before or named:
            return self.former.get(place.code, place.code)
        return self.later.get(place.code, place.code) if merged else place.code

    def _speaks(self, sentence: str) -> tuple[bool, bool]:
        """Whether a sentence tells of the areas before the reform, and of merged ones."""
        return self._before.search(sentence) is not None, SIGNS["merged"].search(sentence) is not None


def alike(sentence: str, said: list, figures: list[tuple[int, int]]) -> dict[int, Any]:
    """Start of a figure -> its area or time, where a sentence gives several in order: A và B lần lượt đạt x và y."""
    found = {}
    runs = _runs(said, lambda one: (one.start, one.end), sentence) if len(figures) > 1 < len(said) else []
    for series in _runs(figures, lambda each: each, sentence) if runs else ():
        run = next((run for run in reversed(runs) if run[-1].end <= series[0][0]), [])
        if not run and SIGNS["alike"].search(sentence):  # 81%, 77% and 70% in A, B and C respectively
            run = next((run for run in runs if run[0].start >= series[-1][1] and len(run) == len(series)), [])
        fewer = 1 < len(run) < len(series) and SIGNS["alike"].search(sentence, run[-1].end, series[0][0])
        if len(run) == len(series) > 1 or fewer:
            found |= dict(zip([start for start, _ in series], run, strict=False))
    return found


def _runs(each: list, place, sentence: str) -> list[list]:
    """Neighbours that only a comma or "và" parts."""
    runs: list[list] = []
    for one in each:
        if not runs or not LIST.fullmatch(sentence, place(runs[-1][-1])[1], place(one)[0]):
            runs.append([])
        runs[-1].append(one)
    return runs


def every_area(sentence: str, start: int, end: int, said: list[Place]) -> re.Match | None:
    """The words that give a figure to all areas alike, 95% in every county; none where it is of an area named.

    They stand before the figure, or behind it and "in"; an area that leads the figure, or parts the two, has it itself.
    """
    if any(place.end <= start and place.meant for place in said):
        return None
    behind = SIGNS["every"].search(sentence, end)
    if behind and SIGNS["in_every"].fullmatch(sentence, end, behind.start()):
        parted = any(end <= place.start < behind.start() for place in said)
        return None if parted else behind
    return SIGNS["every"].search(sentence, 0, start)


def place_of(sentence: str, start: int, end: int, said: list[Place], prior: Place | None) -> tuple[Place | None, float]:
    """Area of a figure at a place of its sentence, and how sure."""
    said = [place for place in said if place.meant is not None]
    before, after = [place for place in said if place.end <= start], [place for place in said if place.start >= end]
    if after and SIGNS["is"].fullmatch(sentence, end, after[0].start):
        return after[0], 0.85
    if before and SIGNS["near"].fullmatch(sentence, before[-1].end, start):
        return before[-1], 0.9
    inside = before and SIGNS["opened"].search(sentence, 0, before[-1].start)
    if inside and SIGNS["bracket"].fullmatch(sentence, before[-1].end, start):
        return before[-1], 0.85
    meant = [place for place in before if place.meant]
    meant = [place for place in meant if not (SIGNS["closed"].search(sentence[:start], place.end)
             and SIGNS["opened"].search(sentence, 0, place.start))] or meant  # fmt: skip
    than = meant and SIGNS["than"].search(sentence, max(meant[-1].end, start - 60), start)  # hơn mức 5% của cả nước
    first = after[0] if after and after[0].meant else None
    adverb = first and sentence[end : first.start] == " " and SIGNS["adverb"].search(sentence, start, first.end)
    chained = meant and SIGNS["chained"].fullmatch(sentence, meant[-1].end, start)  # 71% của A và 65% của B
    link = SIGNS["of"] if than else SIGNS["linked_to"] if chained else _IN
    other = first and (adverb or link.fullmatch(sentence, end, first.start))
    if meant and not (other and (than or chained or _PARTED.search(sentence, meant[-1].end, start))):
        return meant[-1], 0.85
    leads = first and any(one.fullmatch(sentence, end, first.start) for one in (SIGNS["to"], SIGNS["of"]))
    if other or (first and (leads or SIGNS["inverted"].match(sentence))):
        return first, 0.8
    return prior, (0.3 if SIGNS["elsewhere"].search(sentence) else 0.7) if prior else 0.1  # a name that is not listed
