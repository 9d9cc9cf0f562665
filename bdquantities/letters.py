"""Letters without their marks: what two spellings of one word share."""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Reduce a name to lower-case letters and digits without diacritics: "TP. Hồ Chí Minh" becomes "tp ho chi minh"."""
    bare = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(mark for mark in bare if not unicodedata.combining(mark))
    return re.sub(r"[\W_]+", " ", letters).strip()
