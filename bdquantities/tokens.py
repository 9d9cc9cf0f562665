"""One compiled scanner: text to tokens. Every token has a letter; the grammar is written over the string of letters."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from bdquantities.changes import sized, start_of
from bdquantities.lexicon import BLANKS, LEXICON, MEASURES, PEOPLE, PLACES, marked, patterns, pieces, rows, trie
from bdquantities.numerals import FRACTIONS
from bdquantities.wraps import BLANK, GONE, unhyphened

_S = "[ \u00a0]"  #: one blank
_UNBROKEN = re.compile("[\u2000-\u200a\u202f\u205f\u3000]")  #: blanks that part digits, as the commonest of them does
_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f]*")  #: a character and the marks on it

_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_PHRASES = [phrase for phrase in LEXICON if not _PLAIN_WORD.fullmatch(phrase)]
_WORDED = trie(phrase for phrase in _PHRASES if phrase[-1].isalnum())
_LED = trie(phrase for phrase in _PHRASES if phrase[0].isalpha() and not phrase[-1].isalnum())  # điểm %
_MARKED = trie(each for each in _PHRASES if not each[-1].isalnum() and not each[0].isalpha() and each[0] != " ")
_UNITS = trie(phrase for phrase, (letter, _) in LEXICON.items() if letter in "USMYJ5u$%jP" and " " not in phrase)
_SCALES = trie(phrase for phrase, (letter, value) in LEXICON.items() if letter == "S" and value > 100)
#: Behind a number, what scales it or makes it money or a share.
_MONEY = f"(?:{trie(phrase for phrase, (letter, _) in LEXICON.items() if letter in 'S$%P' and phrase[0] != ' ')})"
#: The same, and measures.
_SIZES = trie(phrase for phrase, (letter, value) in LEXICON.items() if letter in "S$%P" or value in MEASURES)
#: What is counted in millions, in English; no measure.
_THINGS = trie(phrase for phrase, (_, value) in LEXICON.items() if value in {"count", *PEOPLE} and phrase not in PLACES
               and re.fullmatch("[a-z -]{3,}s|people|persons?|men|women|children", phrase))  # fmt: skip
_MEASURED = trie(phrase for phrase, (_, value) in LEXICON.items()
                 if value in MEASURES and re.fullmatch("[a-z ]{2,}\\d?", phrase))  # fmt: skip
_COUNTABLE = trie(phrase for phrase, (letter, _) in LEXICON.items() if letter in "USu$")
_COUNTED = trie(phrase for phrase, (letter, _) in LEXICON.items() if letter in "Uu")
_NUMERALS = "|".join(phrase for phrase, (letter, _) in LEXICON.items() if letter in "WT" and phrase.isascii())
_MARKS = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"  #: invisible ones that break no line
#: What patterns are made of, with those of `pieces.csv`.
PIECES = {"S": _S, "MONEY": _MONEY, "SIZES": _SIZES, "UNITS": _UNITS, "THINGS": _THINGS, "SCALES": _SCALES,
          "COUNTABLE": _COUNTABLE, "COUNTED": _COUNTED, "MARKS": _MARKS, "NUMERALS": _NUMERALS, "MEASURED": _MEASURED,
          "PLACED": trie(PLACES)}  # fmt: skip
PIECES = pieces(Path(__file__).with_name("pieces.csv"), PIECES)
_GAP, _PARTED, _UNSEEN = (re.compile(PIECES[name]) for name in ("GAP", "PARTED", "UNSEEN"))
_ALIKE, _LISTED, _MINUS = (re.compile(PIECES[name]) for name in ("ALIKE", "LISTED", "MINUS"))
_ENGLISH, _UNMARKED = (re.compile(rf"\b(?:{PIECES[name]})\b", re.I) for name in ("ENGLISH", "UNMARKED"))
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_CUT = {f"{each[:at]}.{each[at:]}" for each in ("tỷ", "tỉ", "triệu", "nghìn", "ngàn") for at in range(1, len(each))}
_GLUED = re.compile(rf"(\d+)({_SCALES})(\d{{1,3}})")  #: 3tr5 is 3.5 million

_NOUN = rf"{_S}?(?:[a-z]{{3,}}{_S}){{0,2}}(?:{_COUNTABLE})(?![^\W\d_])"  #: 37 269 new cholera cases
_TEAR = "[·∙•;'’‚`´_*]"  #: marks that tear a number: 86·3
_TORN_OFF = rf"(?:(?:[.,]{{2,}}|[.,]*{_TEAR}[.,]*)\d[\d.,]*|[½¼¾⅐-⅞¹²³⁰⁴-⁹])"
_NUMBERS = rf"""
    \d{{1,3}}{_S}{{0,3}}[½¼¾⅛⅜⅝⅞](?!\w) |
    \d+(?:st|nd|rd|th|e|er|ère|ème)\b
  | \d{{1,3}}(?:\u00a0\d{{3}})+(?:[.,]\d{{1,9}})?(?![\d.,]*\d|\u00a0\d{{3}}(?!\d))
  | \d{{1,3}}(?:{_S}\d{{3}}){{2,}}(?!\d|[.,]\d)  # 2 500 000
  | \d{{1,3}}{_S}\d{{3}}(?:(?={_NOUN})|(?:{_S}\d{{3}})*[.,]\d{{1,2}}(?![\d.,]*\d))  # 1 234,5
  | \d[\d.,]*[^\W\d_]+(?:[.,]\d[\d.,]*|(?=%))|\d+[.,][^\W\d_]{{1,2}}(?=\d*%)  # none: 9l,5%; 86,3l%; 86,B%
  | \d+(?:[.,]\d+)*(?:(?=[^\W\d])(?!(?:{_UNITS}|t[rỷỉ]đ)(?!\w))\w[\w.-]*|{_TORN_OFF}+)?  # or none
"""
_NONE_OF = patterns(Path(__file__).with_name("names.csv"), "kind", PIECES)
#: The last digit of a number that may be half of one, and what tears it.
JOINT = re.compile(rf"\d(?<!\d{{4}})(?<!/\d)(?<!/\d\d)(?:{_NONE_OF['joint']})(?=\d)", re.M)
#: A call with the numbers that are called: gọi 113, hotline 1022.
_CALL = re.compile(_NONE_OF["call"])
#: The number of a house, a ward or a room in an address: 26 Nguyen Hue Street; not 45 Smart Villages, Ba Vi District.
_HOUSE = re.compile(_NONE_OF["house"])
#: In the order they are tried. Text is folded to lower case; nothing here captures, so that tokens are plain strings.
_SCANNER = re.compile(
    rf"""
    (?=\d)(?:{_NONE_OF["number"]}|{_NUMBERS}) | [.,](?<![^\s(][.,])\d[\d.,]*  # ,89
  | (?![upq]\.)[^\W\d_](?<![\w.][^\W\d_])(?<!\d[ ][^\W\d_])[.,]\d[\d.,]*  # o,5
  | {_NONE_OF["led"]}
  | t[rỷỉ](?=đ(?!\w)) | (?:tr\.{_S}?|(?:tỷ|tỉ|nghìn|triệu)\.)(?=đ(?:ồng)?(?!\w))  # 45 tr.đ
  | (?:{trie(_CUT)})(?!\w)
  | điểm(?:(?<=\d[.,]\d[ \u00a0]điểm)|(?<=\d[.,]\d\d[ \u00a0]điểm))(?!\w|{_S}(?:phần{_S}trăm|%))  # 8,7 điểm phục vụ
  | {_LED} | (?:{_WORDED})(?!\w) | [^\W\d_]++(?![\w.@/-]|:/|–\d) | {_NONE_OF["name"]} | [^\W\d_]+
  | [ \u00a0]+(?=[ \u00a0][-−–]\d)  # columns: 7,4%   -9,28%
  | [ \u00a0(](?<!\d.)(?:[-−–]|\+(?!84\b|{PIECES["ABROAD"]}))(?=\d)
  | [ \u00a0][-−](?=\d+[.,]\d+(?![\d.,]*[ \u00a0]?(?:[^\W\d]|%)))
  | {_MARKED} | [^\w\s] | \n
    """,
    re.VERBOSE,
)
#: A number with separators; not 0912.345.678 (phone), 5.2023 (month) or 1900.6789 (phone).
_NUMBER = re.compile(
    rf"(?!0\d|(?:0?[1-9]|1[0-2])\.{PIECES['YEAR']}$|1[89]00[. ]\d{{4,6}}$)"
    r"(?:\d+[.,]\d+|\d{1,3}(?:([.,\s'’])\d{3}(?:\1\d{3})*)(?:(?!\1)[.,]\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?)"
)
_RANK = re.compile(r"(\d+)(?:st|nd|rd|th|e|er|ère|ème)")
_NO_RANK = re.compile("(?<!I)(?<!I-)0(?!O)")  #: highest, cao: of a rank only with one, 2nd-highest, cao thứ hai
_BLANKS = re.compile(BLANKS)
#: What is no word behind a number: 5 万, 12 t ỷ.
UNREAD = re.compile("[^a-zà-ɏḀ-ỹ]+|[bcdfghj-np-tv-xzđ]")
#: What nobody sees: of no width, of direction, for hyphens.
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
#: What is written in a few ways, and as the lexicon has it: 1.2M accounts, 12.3pc, 100+.
_ROWS = [
    {**row, "pattern": re.compile(row["pattern"])} for row in rows(Path(__file__).with_name("rewrites.csv"), PIECES)
]
_REWRITES = {case: [row for row in _ROWS if row["case"] == case] for case in ("as printed", "lower")}
#: Of a name, not money nor a measure: Đồng Nai; năm 2023 Yên Bái, in 2023 Ha Giang; the 600 of Ha Giang.
_NAMED = re.compile(
    r"Đồng(?:(?=[ ](?!Việt)[A-ZĐ]\w)|(?<=\b[A-ZĐ]\w\w[ ]Đồng)\b)"
    r"|[A-Z](?<=\b20\d\d .)\w+(?= [A-ZĐ]\w)|\bHa(?= [A-Z][a-z])"
)
_DIGIT = re.compile(r"\d")
MISPRINT = "ʘ"  #: stands for the letters of a number that has a letter for a digit
_SEPARATORS = {"٫": ",", "٬": ".", "，": ",", "．": "."}
_ODD = [each for each in map(chr, range(0xFFFF)) if each in _SEPARATORS or INVISIBLE.match(each)]
_SEEN = re.compile(f"[{''.join(_ODD)}]+")
_TORN = re.compile(rf"\d+(?:[.,]\d+)*{_TORN_OFF}+|\d[\d.,]*[^\W\d_]+[.,]\d[\d.,]*|\d+[.,]\d*[^\W\d_]+")
_LONGEST = 24  #: characters of a number; more is a key or a drawn line
_WORD, _NONE, _MARK = ("w", None), ("x", None), ("?", None)


class Tokens(NamedTuple):
    """Letters of all tokens in one string, and the meaning of each."""

    letters: str
    values: list


def _unknown(raw: str) -> tuple[str, object]:
    """Token that is not in the lexicon: k, a small whole number; y, maybe a year; N, another number; x, none."""
    if raw.isalpha():
        return _WORD
    if MISPRINT in raw:
        return _MARK
    if raw[0].isdecimal():
        if len(raw) > _LONGEST:
            return _NONE
        if raw[-1] in FRACTIONS:
            return "N", raw.replace(" ", "").replace("\u00a0", "")
        if raw.isdecimal():
            if len(raw) > 9 or (raw[0] == "0" and len(raw) > 2) or (len(raw) == 8 and raw[:4] in ("1800", "1900")):
                return _NONE  # of a person, an account, a hotline
            return ("k" if len(raw) <= 2 else "y" if len(raw) == 4 and "1800" <= raw < "2100" else "N"), raw
        if _NUMBER.fullmatch(raw):
            return "N", raw
        if rank := _RANK.fullmatch(raw):
            return "I", int(rank[1])
        if glued := _GLUED.fullmatch(raw):
            return "N", f"{int(glued[1] + glued[3]) * LEXICON[glued[2]][1] // 10 ** len(glued[3])}"
        return _MARK if _TORN.fullmatch(raw) else _NONE
    if (scale := LEXICON.get(raw.rstrip(". "), _NONE))[0] == "S":
        return scale
    if raw.isspace():
        return ",", None
    torn = len(raw) == 1 or raw in _CUT or {*raw[:2]} & {*".,"}
    return LEXICON.get(_BLANKS.sub(" ", raw)) or (_MARK if torn else _NONE)


def looks_english(text: str) -> bool:
    """Whether a text has English words, more than of Vietnamese without marks, and hardly a letter of Vietnamese."""
    head = text[:4000]
    english, other = (len(words.findall(head)) for words in (_ENGLISH, _UNMARKED))
    return english > other and len(_VIETNAMESE.findall(head)) * 30 < len(head)


def scan(text: str) -> Tokens:
    """Tokens of an expression, composed (NFC) and plain."""
    return _told(_SCANNER.findall(fold(text)))


def scan_places(text: str) -> tuple[Tokens, list[re.Match]]:
    """Tokens of a composed text and where each stands."""
    places = list(_SCANNER.finditer(fold(plain(text))))
    return _told([place[0] for place in places]), places


def _told(raws: list[str]) -> Tokens:
    pairs = [LEXICON.get(raw) or _unknown(raw) for raw in raws]
    letters, values = "".join([letter for letter, _ in pairs]), [value for _, value in pairs]
    if "from" in raws:
        values = [start_of(raws, letters, at) if value == "start" else value for at, value in enumerate(values)]
    letters, values = sized(raws, letters, values) if {*letters} & {*"kNyWh"} else (letters, values)
    return Tokens(_NO_RANK.sub("w", letters) if "0" in letters else letters, values)


def plain(text: str) -> str:
    """The text with separators of other scripts as ours and invisible characters as blanks."""
    if text.isascii():
        return marked(text)
    return _SEEN.sub(_plainer, text) if len(text) < 200 or any(map(text.__contains__, _ODD)) else text


def fold(text: str) -> str:
    """Lower case, one character for one; Đồng of a name is no money, 1.2M no metre; 2.5 mil people are mln; ⁻ minus.

    The number of a house is no number, one with a letter for a digit is a misprint.
    """
    if "Đồng" in text or "20" in text or "Ha " in text:
        text = _NAMED.sub(lambda name: name[0][0] + "ŋ" * (len(name[0]) - 1), text)
    text = unhyphened(text) if "-" in text else text
    text = _HOUSE.sub(lambda number: _DIGIT.sub("ŋ", number[0]), text)
    low = _rewritten(_rewritten(text, "as printed").lower(), "lower")
    if "gọi" in low or "call" in low or "line" in low or "nóng" in low or "đài" in low or "dial" in low or "bấm" in low:
        low = _CALL.sub(lambda call: _DIGIT.sub("ŋ", call[0]), low)
    low = _ALIKE.sub(lambda number: "0" + MISPRINT * (len(number[0]) - 1), low)
    low = _MINUS.sub(
        lambda each: re.sub("[-−–]", "⁻", each[0]),
        _LISTED.sub(lambda each: each[0].replace(";", "&"), low) if ";" in low else low,
    )
    return low if len(low) == len(text) else "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def _rewritten(text: str, case: str) -> str:
    """The text with what is written in a few ways as the lexicon has it, one character for one."""
    for row in _REWRITES[case]:
        if row["needs"] in text:
            text = row["pattern"].sub(row["into"], text)
    return text


def _plainer(match: re.Match) -> str:
    """Our separator; a blank for what nobody sees, a mark where that tears a number."""
    found, text = match[0], match.string
    around = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    torn = around[0].isdecimal() and (around[1].isdecimal() or around[1] in {".", ","})
    return "".join(_SEPARATORS.get(each, "·" if torn else " ") for each in found)


def as_seen(text: str, places: list[int] | None) -> tuple[str, list[int] | None]:
    """A composed text without the invisible marks inside its numbers and words, and where its characters stood."""
    gone = {at for mark in _UNSEEN.finditer(text) for at in range(*mark.span())} if not text.isascii() else ()
    return _without(text, places, gone)


def _without(text: str, places: list[int] | None, gone: Collection[int]) -> tuple[str, list[int] | None]:
    """A text without some characters, and the place of each that is left, and of the end."""
    if not gone:
        return text, places
    kept = [at for at in range(len(text)) if at not in gone]
    places = [places[at] if places else at for at in [*kept, len(text)]]
    return "".join([text[at] for at in kept]), places


def compose(text: str) -> tuple[str, list[int] | None]:
    """Composed (NFC) text, no blanks inside numbers; where that changed it, each character's place and the end's."""
    text, places = text if text.isascii() else _UNBROKEN.sub("\u00a0", text), None
    if not unicodedata.is_normalized("NFC", text):
        clusters = [(each.start(), unicodedata.normalize("NFC", each[0])) for each in _CLUSTER.finditer(text)]
        places = [*(at for at, piece in clusters for _ in piece), len(text)]
        text = "".join([piece for _, piece in clusters])
    if _PARTED.fullmatch(text) or any(" 0" in number for number in _PARTED.findall(text)):
        text = _PARTED.sub(lambda number: number[0].replace(" ", "\u00a0"), text)
    text = BLANK.sub(lambda end: " " * len(end[0]), text) if "\n" in text else text
    gone = {at for gap in _GAP.finditer(text) for at in range(gap.start() + 1, gap.end())}
    gone |= {at for end in GONE.finditer(text) for at in range(*end.span())} if "-\n" in text else set()
    return _without(text, places, gone)
