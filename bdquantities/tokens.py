"""One compiled scanner: text to tokens. Every token has a letter; the grammar is written over the string of letters."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from bdquantities.lexicon import BLANKS, LEXICON, MEASURES, PEOPLE, marked, patterns, rows, trie
from bdquantities.numerals import FRACTIONS
from bdquantities.wraps import BLANK, GONE, HYPHEN

_S = "[ \u00a0]"  #: one blank
_UNBROKEN = re.compile("[\u2000-\u200a\u202f\u205f\u3000]")  #: blanks that part digits, as the commonest of them does
_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f]*")  #: a character and the marks on it
#: Before a number, what makes it a date, a rank or a label.
_DATED = "".join(f"(?<!{word} {digits})" for word in "ngày tháng năm quý thứ hạng số độ mức month day rank".split()
                 for digits in (r"\d", r"\d\d"))  # fmt: skip
_WHOLE = r"(?<![.,]\d)(?<![.,]\d\d)"  #: behind a digit of no decimals, as far as is seen
_SCALED = rf"{_S}?(?:%|phần trăm|điểm|nghìn|ngàn|triệu|tr\b|t[ỷỉ]|per ?cent|pc\b|[mb]illion)"
#: A character, and blanks behind it inside a number that can only be one: 45 .000; 45. 000.
_GAP = re.compile(
    rf"[\d.,](?:(?<=\d)(?<!\d{{4}}){_DATED}{_S}{{1,2}}(?=\.\d{{3}}(?![\d%])|[.,]{_S}?000(?!\d))"
    rf"|(?:(?<=[1-9][.,])|(?<=[1-9]\d[.,])|(?<=\d [.,]))(?<!\d{{4}}.)(?:{_S}{{1,2}}|\n)(?=0\d\d(?!\d)))"
)
#: Thousands behind a blank: 736 000 can only be one number; 409 215 is one where the text writes others so.
_PARTED = rf"(?<![\w.,/+-])(?:(?<!\d )|(?<=\b[12]\d{{3}} ))(?:[1-9]\d{{0,2}}{_DATED} 0|[1-9]\d\d \d)\d\d"
_PARTED = re.compile(_PARTED + r"(?![\w%]|[.,]\d| [\d%])")


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
#: What is counted, in English; no measure.
_THINGS = trie(phrase for phrase, (_, value) in LEXICON.items() if value in {"count", *PEOPLE}
               and re.fullmatch("[a-z -]{3,}s|people|persons?|men|women|children", phrase))  # fmt: skip
_CUT = {f"{each[:at]}.{each[at:]}" for each in ("tỷ", "tỉ", "triệu", "nghìn", "ngàn") for at in range(1, len(each))}
_GLUED = re.compile(rf"(\d+)({_SCALES})(\d{{1,3}})")  #: 3tr5 is 3.5 million

_DAY, _YEAR = r"\d{1,2}", r"(?:19|20)\d\d"
_END = r"(?![\d.,]*\d)"  #: no further digit of the same number
_WEEKDAY = rf"(?<!đứng{_S})(?<!xếp{_S})(?<!hạng{_S})(?<!trí{_S})thứ{_S}(?:[2-7]|hai|ba|tư|năm|sáu|bảy){_S}?[,(–-]?{_S}?"
_DECREE = "nq|qđ|qđi|nđ|kh|tt|ct|tb|bc|ctr|cv|hd|kl|đa|nqlt|ttlt|ubnd|ctrhđ|sy|gp|sl|pl|qh|ttr|qc|l-"
_COUNTABLE = trie(phrase for phrase, (letter, _) in LEXICON.items() if letter in "USu$")
_NOUN = rf"{_S}?(?:[a-z]{{3,}}{_S}){{0,2}}(?:{_COUNTABLE})(?![^\W\d_])"  #: 37 269 new cholera cases
_COUNTS = rf"{_S}?(?:%|(?:{trie(phrase for phrase, (letter, _) in LEXICON.items() if letter in 'Uu')})(?!\w))"
_TEAR = "[·∙•;'’‚`´_*]"  #: marks that tear a number: 86·3
_TORN_OFF = rf"(?:(?:[.,]{{2,}}|[.,]*{_TEAR}[.,]*)\d[\d.,]*|[½¼¾⅐-⅞¹²³⁰⁴-⁹])"
_NUMBERS = rf"""
    \d{{1,3}}{_S}?[½¼¾](?!\w) |
    \d+(?:st|nd|rd|th|e|er|ère|ème)\b
  | \d{{1,3}}(?:\u00a0\d{{3}})+(?:[.,]\d{{1,9}})?(?![\d.,]*\d|\u00a0\d{{3}}(?!\d))
  | \d{{1,3}}(?:{_S}\d{{3}}){{2,}}(?!\d|[.,]\d)  # 2 500 000
  | \d{{1,3}}{_S}\d{{3}}(?:(?={_NOUN})|(?:{_S}\d{{3}})*[.,]\d{{1,2}}(?![\d.,]*\d))  # 1 234,5
  | \d[\d.,]*[^\W\d_]+(?:[.,]\d[\d.,]*|(?=%))|\d+[.,][^\W\d_]{{1,2}}(?=\d*%)  # none: 9l,5%; 86,3l%; 86,B%
  | \d+(?:[.,]\d+)*(?:(?=[^\W\d])(?!(?:{_UNITS}|t[rỷỉ]đ)(?!\w))\w[\w.-]*|{_TORN_OFF}+)?  # or none
"""
#: Of phones: one abroad behind its +, a short one or one with an area's code, what stands before it, and between two.
_ABROAD = r"(?=(?:[ .()-]*\d){10})\d{1,3}(?:(?:[ .-]\(?\d{1,4}\)?){1,4}[ .-]\d{4}|[ ]\d(?:[ ]\d\d){4})(?!\d)"
_PHONE = r"(?:0\d[\d .-]{6,12}\d|1[89]00[ .-]?\d{4,6}|\d{3,5})"
_CALLED = (
    rf"(?:{_S}(?:ngay|đến|tới|cho|số|điện|điện{_S}thoại|tổng{_S}đài|hotline|đường{_S}dây{_S}nóng|cảnh{_S}sát"
    rf"|công{_S}an|cấp{_S}cứu|là|us|is|at|on|the|our|toll-free|number|police|cứu{_S}h[ỏo]a|fire|ambulance)\b){{0,4}}:?"
)
_PHONES = rf"{_S}?(?:[,;/–-]|(?:,{_S})?(?:hoặc|hay|và|or|and)\b){_S}?"
#: Words that stand behind the number of a room though they end as a plural does, or part it from one: room 5 was.
_NO_THING = "of|in|on|at|is|was|has|does|as|this|its|and|or|for|the|to|from|by|with|near|that|which|plus|always"
#: Words of things that are counted behind a number: 40 social houses, 500 square metres.
_PLURAL = (
    rf"(?: (?!(?:{_NO_THING})\b)[a-z-]+){{0,2}} (?!(?:{_NO_THING})\b)"
    r"(?:[a-z-]{2,}s|people|men|women|children)(?!\w)"
)
_HOUSES = r"(?<![\w.,/-])\d{1,4}[A-Za-z]?(?:[-–/]\d{1,4}[A-Za-z]?){0,2}"
_STREET = "(?: [A-ZĐ][\\w’'-]*){1,5}"  #: its name
#: Numbers that are none, and names with digits.
PIECES = {"S": _S, "DAY": _DAY, "YEAR": _YEAR, "END": _END, "DECREE": _DECREE, "DATED": _DATED, "SCALED": _SCALED,
          "MONEY": _MONEY, "SIZES": _SIZES, "UNITS": _UNITS, "THINGS": _THINGS,
          "WHOLE": _WHOLE, "COUNTS": _COUNTS, "COUNTABLE": _COUNTABLE, "ABROAD": _ABROAD, "PHONE": _PHONE,
          "CALLED": _CALLED, "PHONES": _PHONES, "PLURAL": _PLURAL, "HOUSES": _HOUSES, "STREET": _STREET}  # fmt: skip
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
  | (?:stk|tài{_S}khoản(?:{_S}số)?|account(?:{_S}(?:number|no))?)[:.]?{_S}?(?!\d{{1,3}}(?:{_S}\d{{3}})+(?!\d|{_S}\d))
    (?=(?:\d[ .-]?){{8}})\d{{2,}}(?:[ .-]\d{{2,}})+{_END}  # stk: 0071 0012 34567
  | {_WEEKDAY}(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/]|{_COUNTS})  # thứ 6, 28/6
  | km{_S}?\d+{_S}?\+{_S}?\d+ | (?:gmt|utc){_S}?[+−-]?\d+
  | t[rỷỉ](?=đ(?!\w)) | (?:tr\.{_S}?|(?:tỷ|tỉ|nghìn|triệu)\.)(?=đ(?:ồng)?(?!\w))  # 45 tr.đ
  | (?:isbn|e?-?issn|doi)(?:-1[03])?:?{_S}?\d[\d./a-z–-]*(?:{_S}[\dx]+(?![.,\w%]))*
  | (?:{trie(_CUT)})(?!\w)
  | điểm(?:(?<=\d[.,]\d[ \u00a0]điểm)|(?<=\d[.,]\d\d[ \u00a0]điểm))(?!\w|{_S}(?:phần{_S}trăm|%))  # 8,7 điểm phục vụ
  | {_LED} | (?:{_WORDED})(?!\w) | [^\W\d_]++(?![\w.@/-]|:/|–\d) | {_NONE_OF["name"]} | [^\W\d_]+
  | [ \u00a0]+(?=[ \u00a0][-−–]\d)  # columns: 7,4%   -9,28%
  | [ \u00a0(](?<!\d.)(?:[-−–]|\+(?!84\b|{_ABROAD}))(?=\d)
  | [ \u00a0][-−](?=\d+[.,]\d+(?![\d.,]*[ \u00a0]?(?:[^\W\d]|%)))
  | {_MARKED} | [^\w\s] | \n
    """,
    re.VERBOSE,
)
#: Minus of a cell, a bracket or a line that is but numbers (elsewhere it begins an item), and of those next to it.
_MINUS = re.compile(
    r"[-−–](?=\d)(?:(?<=[\t|:[=\"“].)|(?<=−)(?<![\w%., )].)|(?<![^\n].)(?=\d[\d.,]* ?%? *(?:$|[\n\t|]| [-−–]\d)))"
    r"\d[\d.,]*%?(?: +[-−–]\d[\d.,]*%?)*"
)
#: A number with separators; not 0912.345.678 (phone), 5.2023 (month) or 1900.6789 (phone).
_NUMBER = re.compile(
    rf"(?!0\d|(?:0?[1-9]|1[0-2])\.{_YEAR}$|1[89]00[. ]\d{{4,6}}$)"
    r"(?:\d+[.,]\d+|\d{1,3}(?:([.,\s'’])\d{3}(?:\1\d{3})*)(?:(?!\1)[.,]\d+)?)"
)
_RANK = re.compile(r"(\d+)(?:st|nd|rd|th|e|er|ère|ème)")
_NO_RANK = re.compile("(?<!I)(?<!I-)0(?!O)")  #: highest, cao: of a rank only with one, 2nd-highest, cao thứ hai
_BLANKS = re.compile(BLANKS)
#: What is no word behind a number: 5 万, 12 t ỷ.
UNREAD = re.compile("[^a-zà-ɏḀ-ỹ]+|[bcdfghj-np-tv-xzđ]")
#: What nobody sees: of no width, of direction, for hyphens.
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_MARKS = "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"  #: those that break no line
#: Such marks inside a number or a word, which a reader sees as one: 215<mark>.300.
_UNSEEN = re.compile(
    rf"(?<=\d){_MARKS}+(?=[.,]?{_MARKS}*\d)|(?:(?<=\d[.,])|(?<={_MARKS}[.,])){_MARKS}+(?=\d)"
    rf"|(?<=[^\W\d_]){_MARKS}+(?=[^\W\d_])|(?<={_S}){_MARKS}+|{_MARKS}+(?={_S})"
)
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
#: Letters that are read or typed for digits, before what is behind a number: 1O0%, l2%, 5OO xã; not 5l nước. S for $.
_ALIKE = re.compile(
    rf"(?<![\w.,/-])(?:(?:s\d[\d.,]*|\d+[.,][olisbz])(?={_S}?(?:{_SCALES})(?!\w))"
    rf"|(?=[\d.,]*[olisbz])(?=[olisbz]*\d)[\dolisbz]+(?:[.,][\dolisbz]+)*(?={_S}?%)"
    rf"|(?=[ol]*\d)(?:\d[\d.,]*[ol]|[ol])(?:[\dol.,]*[\do])?(?<=[\do])(?={_COUNTS}|{_SCALED}|/\d))"
)
_LISTED = re.compile(  # 71,2; 68,4 và 59,9%; 71,2; 68,4; 59,9%
    rf"(?:(?<=\d)|(?<=\d ));(?=(?:{_S}(?:và|and))?{_S}\d[\d.,]*{_S}?(?:[;,]|{_S}(?:và|and){_S}\d|{_COUNTS}|{_SCALED}))"
)
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


def scan(text: str) -> Tokens:
    """Tokens of an expression, composed (NFC) and plain."""
    return _told(_SCANNER.findall(fold(text)))


def scan_places(text: str) -> tuple[Tokens, list[re.Match]]:
    """Tokens of a composed text and where each stands."""
    places = list(_SCANNER.finditer(fold(plain(text))))
    return _told([place[0] for place in places]), places


def _told(raws: list[str]) -> Tokens:
    pairs = [LEXICON.get(raw) or _unknown(raw) for raw in raws]
    letters = "".join([letter for letter, _ in pairs])
    return Tokens(_NO_RANK.sub("w", letters) if "0" in letters else letters, [value for _, value in pairs])


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
    text = HYPHEN.sub(" ", text) if "-" in text else text
    text = _HOUSE.sub(lambda number: _DIGIT.sub("ŋ", number[0]), text)
    low = _rewritten(_rewritten(text, "as printed").lower(), "lower")
    if "gọi" in low or "call" in low or "line" in low or "nóng" in low or "đài" in low or "dial" in low or "bấm" in low:
        low = _CALL.sub(lambda call: _DIGIT.sub("ŋ", call[0]), low)
    low = _ALIKE.sub(lambda number: "0" + MISPRINT * (len(number[0]) - 1), low)
    low = _MINUS.sub(lambda each: re.sub("[-−–]", "⁻", each[0]), _LISTED.sub("&", low) if ";" in low else low)
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
