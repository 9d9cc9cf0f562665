"""What is said in English, said in another language: gettext catalogues, read by Babel.

A sentence is written once, in English, where it is made; its translation stands in `bdviews/locale/LANG/LC_MESSAGES/
bdviews.po`, which any gettext editor opens. `tools/messages.py` takes the messages out of the code anew.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from babel.messages.pofile import read_po

from bdlib import study
from bdlib.codelists import LANGUAGES
from bdlib.errors import DataError

SOURCE = "en"  # the language of the code
# What the messages call a compared area, and several; a study that compares others has its own names for them.
NAMED = {"en": re.compile(r"\b(?:a )?(province)(s)?\b", re.I), "vi": re.compile(r"\b(tỉnh)(,? thành( phố)?)?\b", re.I)}
COUNTED = re.compile(r"\{(\w+)\} (?:[a-z]+ )??[a-z]{3,}s\b")  # a count and its noun, with an adjective or none
DOING = re.compile(r"\{(\w+)\} (have|are|differ|do|lie|mean|reach)\b")  # a count that is itself what does it
ALL = re.compile(r"\ball \{(\w+)\}(?= [a-z])")
SINGLE = {"have": "has", "are": "is", "do": "does", "reach": "reaches"}


@lru_cache
def catalogue(lang: str) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Translations of a language by (context, English message); empty for English, a DataError where it has none.

    >>> catalogue("vi")["", "No rows."]
    ('Không có dòng nào.',)
    """
    if lang == SOURCE:
        return {}
    file = files("bdviews") / "locale" / lang / "LC_MESSAGES" / "bdviews.po"
    if lang not in LANGUAGES or not file.is_file():
        raise DataError(f"one of {', '.join(LANGUAGES)}", column="lang", value=str(lang))
    with file.open("rb") as opened:
        read = read_po(opened, locale=lang)
    held = [message for message in read if message.id and not message.fuzzy and any(_strings(message.string))]
    return {(one.context or "", one.id if isinstance(one.id, str) else one.id[0]): _strings(one.string) for one in held}


def N_(message: str) -> str:
    """Mark a message of a table for the catalogue, by the name that gettext's tools know; :func:`gettext` says it."""
    return message


def gettext(lang: str, message: str, *, context: str = "", **values: Any) -> str:
    """Say an English message in a language, with values put into its braces.

    `context` tells apart messages of one English wording, such as "open" of a conflict; the values are already written
    as the language writes them, see :mod:`bdviews.language`.

    >>> gettext("en", "{met} of {due} targets", met="3", due="17")
    '3 of 17 targets'
    """
    said = (catalogue(lang).get((context, message)) or (_singular(message, values) if lang == SOURCE else message,))[0]
    return named(lang, said).format(**values)


def _singular(message: str, values: Mapping[str, Any]) -> str:
    """Take the plural from English nouns and verbs whose count, right before them, is one; all two of them are both."""
    message = ALL.sub(lambda found: "both" if str(values.get(found[1])) == "2" else found[0], message)
    said = COUNTED.sub(lambda found: found[0] if str(values.get(found[1])) != "1" else found[0][:-1], message)
    few = {name: {"0": "none", "1": "1"}.get(str(value)) for name, value in values.items()}
    return DOING.sub(lambda at: f"{few[at[1]]} {SINGLE.get(at[2], at[2] + 's')}" if few.get(at[1]) else at[0], said)


def ngettext(lang: str, one: str, many: str, count: int, **values: Any) -> str:
    """Say a message that depends on a count; `{n}` is the count unless given.

    >>> ngettext("en", "{n} target", "{n} targets", 1)
    '1 target'
    """
    forms = catalogue(lang).get(("", one)) or (one, many)
    form = forms[0] if count == 1 else forms[-1]  # Vietnamese has one form for all counts
    return named(lang, form).format(**{"n": count, **values})


def named(lang: str, text: str, this: study.Study | None = None) -> str:
    """Call the compared areas in our own words what the study calls them: countries, plants, provinces.

    >>> named("en", "Provinces and one province", study.Study(names={"en": ["country", "countries"]}))
    'Countries and one country'
    """
    if not NAMED[lang].search(text):
        return text
    one, several = (this or study.load()).names.get(lang, ("area", "areas"))

    def put(match: re.Match[str]) -> str:
        name = several if match[2] else one
        if match[0][:2] in ("a ", "A "):
            return match[0][0] + ("n " if name[:1] in "aeio" else " ") + name
        return name[:1].upper() + name[1:] if match[0][0].isupper() else name

    return NAMED[lang].sub(put, text)


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)
