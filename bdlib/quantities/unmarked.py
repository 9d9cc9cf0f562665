"""Vietnamese typed without marks ("3,4 trieu nguoi"): they are put back, one letter for one, so that places stay."""

import re
from functools import lru_cache

from bdlib.names import fold
from bdlib.quantities.lexicon import LEXICON

#: Words that only Vietnamese without marks has, and those of other languages: a text without, or with, is left alone.
_TELLING = re.compile(
    r"\b(?:trieu|nghin|ngan|ty|phan tram|nguoi|khoang|tren|hon|duoi|tang|giam|thang|nam|thu|hang|nhat|ho|xa|diem|lan"
    r"|tinh|huyen|quy|muc|giai doan|so|dat|mot|nua|doanh|thue|ngay|toi da|(?:tu|den|len) \d\S*)(?!\w)"
)
_FOREIGN = re.compile(r"\b(?:the|of|and|in|to|for|on|at|is|was|by|per|de|et|un|une|von|der|die|und)\b", re.I)
#: Which of several words a spelling is. Where it may be one of two parts of speech and is not here, it is left alone.
_MEANT = "phần tư|gấp đôi|hạng|số|hộ|quý|mức|thứ|từ|tăng|xuống|một|mươi|tới".split("|")


@lru_cache(maxsize=1)
def _marks() -> tuple[re.Pattern, dict[str, str]]:
    """Pattern of every phrase of the lexicon without its marks, and the phrase with them."""
    known = {}
    for phrase in reversed(LEXICON):
        bare = fold(phrase)
        if len(bare) == len(phrase) > 1 and (bare not in LEXICON or " " in bare):
            known.setdefault(bare, {})[LEXICON[phrase][0]] = bare if bare in LEXICON else phrase
    known = {bare: phrases.popitem()[1] for bare, phrases in known.items() if len(phrases) == 1}
    known |= {fold(phrase): phrase for phrase in _MEANT}
    return re.compile(rf"\b(?:{'|'.join(sorted(known, key=len, reverse=True))})\b"), known


def marked(text: str) -> str:
    """Put the marks back on the words that figures are printed with; any other text stays as it is.

    >>> marked("tang 3,4 trieu nguoi, 12 xa")
    'tăng 3,4 trieu người, 12 xã'
    """
    if not _TELLING.search(text) or _FOREIGN.search(text, 0, 4000):
        return text
    pattern, known = _marks()
    return pattern.sub(lambda match: known[match[0]], text[:1].lower() + text[1:])
