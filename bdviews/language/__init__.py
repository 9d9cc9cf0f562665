"""Numbers, units and names in Vietnamese and English; the locale facts are Babel's."""

import math
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol

from bdlib.errors import DataError
from bdviews.language.messages import N_, gettext

# Units in words, English; the Vietnamese is in the catalogue. What is missing here is shown as it is written.
UNITS = {
    "percent": "%",
    "VND": N_("VND"),
    "person": N_("people"),
    "household": N_("households"),
    "enterprise": N_("enterprises"),
    "score": N_("points"),
    "point": N_("points"),
    "station": N_("stations"),
    "account": N_("accounts"),
    "subscriber": N_("subscribers"),
    "service": N_("services"),
    "year": N_("years"),
    "card": N_("cards"),
    "certificate": N_("certificates"),
    "commune": N_("communes"),
    "percentage_point": N_("percentage points"),
    "application": N_("applications"),
    "dataset": N_("datasets"),
    "device": N_("devices"),
    "district": N_("districts"),
    "dossier": N_("dossiers"),
    "km2": "km²",
    "install": N_("installs"),
    "member": N_("organisations and persons"),
    "platform": N_("platforms"),
    "procedure": N_("procedures"),
    "product": N_("products"),
    "project": N_("projects"),
    "record": N_("records"),
    "team": N_("teams"),
    "transaction": N_("transactions"),
    "visit": N_("visits"),
    "website": N_("websites"),
    "zone": N_("zones"),
    "per_100": N_("per 100"),
    "per_1000_person": N_("per 1,000 people"),
    "domain": N_("domains"),
    "unit": N_("units"),
    "hour": N_("hours"),
    "day": N_("days"),
    "house": N_("houses"),
    "village": N_("villages"),
    "rank": "",
    "count": "",
}
WHOLE = 1e15  # from here on a number of a computer has no decimals
FULL, FINE = 1e8, 1e4  # amounts below, known to such a part of their scale word, are in full where it would round them
# An English plural that only its "s" makes: a lower-case word with a vowel, unlike Mbps or bps; not gas, series, boxes.
PLURAL = re.compile(r"(?=.*[aeiou])[a-z ]*[a-z](?<![aisu])(?<!ie|se|xe|he)s")
_SCALES = {"vi": ((1e12, "nghìn tỷ"), (1e9, "tỷ"), (1e6, "triệu")),
           "en": ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))}  # fmt: skip


def choose(lang: str, **texts: str) -> str:
    """Take the text of one language; a DataError for one that has none here."""
    if lang not in texts:
        raise DataError(f"one of {', '.join(texts)}", column="lang", value=str(lang))
    return texts[lang]


@lru_cache
def _locale(lang: str) -> Locale:
    return Locale(choose(lang, vi="vi", en="en"))


def decimal_mark(lang: str) -> str:
    """The mark before the decimals of a number."""
    return get_decimal_symbol(_locale(lang))


def language_name(code: str, lang: str) -> str:
    """What a language calls another; the code of one that it has no name for."""
    name = _locale(lang).languages.get(code, code)
    return name[0].lower() + name[1:] if lang == "vi" else name  # "tiếng Anh" within a sentence


def number(value: float, lang: str, decimals: int | None = None) -> str:
    """Write a number as the language does: 11,34 or 11.34, below zero with a minus; a missing one as an en dash.

    With `decimals` omitted, up to two are shown, as many as the value needs.
    """
    if pd.isna(value):
        return "–"
    pattern = "#,##0.##" if decimals is None else "#,##0." + "0" * decimals if decimals else "#,##0"
    value = _half_up(value, 2 if decimals is None else decimals)
    return format_decimal(value, format=pattern, locale=_locale(lang)).replace("-", "−")


def _half_up(value: float, places: int) -> float | Decimal:
    """Round as readers do, 63.125 to 63.13 and 40.315 to 40.32, and never to minus nought."""
    if not abs(value) < WHOLE:
        return value
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) or Decimal(0)


def percent(value: float, lang: str, decimals: int | None = None) -> str:
    """Write a percentage given in percent: 83.6 becomes 83,6% or 83.6%."""
    return number(value, lang, decimals) + ("" if pd.isna(value) else "%")


def quantity(value: float, unit: str, lang: str, decimals: int | None = None) -> str:
    """Write a value in base units with its unit, large amounts with a scale word: 1,2 triệu người."""
    if pd.isna(value):
        return "–"
    scale, ending = scale_and_unit(value, unit, lang)
    if decimals is None and unit == "score" and abs(value) <= 1:
        return _fine(value, 0.01, lang) + ending  # an index from 0 to 1 has four decimals that differ
    return number(value / scale, lang, decimals) + ending


def measured(value: float, lower: float, upper: float, unit: str, lang: str) -> str:
    """Write a value with the decimals of its interval: 1,251 tỷ VND, from 1,2505–1,2515 tỷ; in full if exact.

    Of a rank such as "top ten" only the interval is known: 1–10.
    """
    if pd.isna(value):
        return "–"
    if unit == "rank" and lower < upper:
        return f"{lower:.0f}–{upper:.0f}"
    scale, ending = scale_and_unit(value, unit, lang)
    known = scale > 1 and (upper - lower) * FINE < scale
    rounded = abs(value / scale - round(value / scale, 2)) > 1e-6  # two decimals of the scale word would round it
    if known and rounded and abs(value) < FULL:
        return f"{number(value, lang)} {unit_name(unit, lang)}".strip()
    if lower == upper and unit == "score":
        return quantity(value, unit, lang)
    return _fine(value / scale, (upper - lower) / scale, lang) + ending


def interval(lower: float, upper: float, unit: str, lang: str) -> str:
    """Write an interval with the unit once: 86,2–86,4%; with one open end as "from" or "up to"."""
    if pd.isna(lower) or pd.isna(upper) or (math.isinf(lower) and math.isinf(upper)):
        return "–"
    if math.isinf(upper):
        return choose(lang, vi="từ ", en="from ") + measured(lower, lower, lower, unit, lang)
    if math.isinf(lower):
        return choose(lang, vi="đến ", en="up to ") + measured(upper, upper, upper, unit, lang)
    if lower == upper:
        return measured(lower, lower, upper, unit, lang)
    scale, ending = scale_and_unit(max(abs(lower), abs(upper)), unit, lang)
    ends = [_fine(end / scale, (upper - lower) / scale, lang) for end in (lower, upper)]
    dash = "–" if lower >= 0 else choose(lang, vi=" đến ", en=" to ")
    return dash.join(ends) + ending


def unit_name(unit: str, lang: str) -> str:
    """Name of a unit in words: hồ sơ or dossiers; a study's own as it writes it; empty for ranks and bare counts."""
    return gettext(lang, UNITS.get(unit, unit.replace("_", " "))) if UNITS.get(unit, unit) else ""


def scale_and_unit(value: float, unit: str, lang: str) -> tuple[float, str]:
    """Divisor and ending with which a value of this size is written: 1e6 and " triệu người"."""
    word = unit_name(unit, lang)
    if value == 1 and unit not in UNITS and PLURAL.fullmatch(word):
        word = word[:-1]  # 1 death of a study's own "deaths"
    suffix = word and (word if unit == "percent" else f" {word}")
    for scale, word in _SCALES[lang] if unit != "percent" else ():
        if scale <= abs(value) < math.inf:
            return scale, f" {word}{suffix}"
    return 1.0, suffix


def _fine(value: float, width: float, lang: str) -> str:
    """Write a number with the decimals that its interval's width needs."""
    if not 0 < width < 1:
        return number(value, lang)
    places = 2 - math.floor(math.log10(width))
    shown = _half_up(round(value, 10), min(places, 10))
    return format_decimal(shown, format="#,##0." + "#" * places, locale=lang).replace("-", "−")


def day(written: str, lang: str) -> str:
    """Write an ISO date, month or year as readers do: 16/05/2024 or 16 May 2024; other text stays as it is."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", written):
        return written
    parts = written.split("-")
    pattern = choose(lang, vi="y|MM/y|dd/MM/y", en="y|MMM\u00a0y|d\u00a0MMM\u00a0y").split("|")[len(parts) - 1]
    first = date(*map(int, parts), *[1] * (3 - len(parts)))
    return format_date(first, pattern, locale=choose(lang, vi="vi", en="en_GB"))
