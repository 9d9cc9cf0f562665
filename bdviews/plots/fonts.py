"""Fonts of the figures, pages and decks, taken from the locked `fontpkg-*` packages.

All three families are under the SIL Open Font License 1.1 and cover every Vietnamese letter; none lies in this
repository. Figures use the files as they are, pages and decks carry small subsets inside.
"""

import base64
import io
from functools import lru_cache
from importlib import import_module
from pathlib import Path

TEXT, TABLE, CODE = "Be Vietnam Pro", "Noto Sans", "JetBrains Mono"
_FILES = {(TEXT, 400): ("fontpkg_be_vietnam_pro", "BeVietnamPro-Regular.ttf"),
          (TEXT, 600): ("fontpkg_be_vietnam_pro", "BeVietnamPro-SemiBold.ttf"),
          (TEXT, 700): ("fontpkg_be_vietnam_pro", "BeVietnamPro-Bold.ttf"),
          (TABLE, 400): ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
          (TABLE, 600): ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
          (CODE, 400): ("fontpkg_jetbrains_mono", "JetBrainsMono[wght].ttf")}  # fmt: skip
# English and Vietnamese letters and marks, Western Europe's, Greek; punctuation, currency, arrows, mathematics.
_RANGES = ((0x20, 0x7E), (0xA0, 0xFF), (0x102, 0x103), (0x110, 0x111), (0x128, 0x129), (0x168, 0x169), (0x1A0, 0x1A1),
           (0x1AF, 0x1B0), (0x300, 0x303), (0x309, 0x309), (0x323, 0x323), (0x391, 0x3C9), (0x1EA0, 0x1EF9),
           (0x2010, 0x2044), (0x2070, 0x2094), (0x20AB, 0x20AC), (0x2190, 0x2199), (0x2200, 0x2265),
           (0x25A0, 0x25CF))  # fmt: skip


def path(family: str, weight: int = 400) -> Path:
    """File of a family and weight; a KeyError for one that the project does not use."""
    package, file = _FILES[family, weight]
    return Path(import_module(package).__file__).parent / "files" / file


def licence(family: str) -> str:
    """Licence text that must travel with the family's embedded files."""
    return (path(family).parent.parent / "LICENSE").read_text(encoding="utf-8").strip()


@lru_cache
def woff2(family: str, weight: int = 400) -> bytes:
    """Subset one face to Vietnamese and Western letters as WOFF2, 15-30 kB; the same bytes every time.

    Variable faces are fixed at the weight and lose their layout tables: they set tables and code, where composed
    letters on equal widths need neither kerning nor mark placement.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(path(family, weight), recalcTimestamp=False, lazy=True)
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight} if "fvar" in font else {}
    for tag in ("GPOS", "GSUB", "GDEF", "STAT", "HVAR", "MVAR") if axes else ():
        if tag in font:
            del font[tag]
    options = subset.Options(layout_features=["kern", "ccmp", "mark", "mkmk"], notdef_outline=True, hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in _RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, axes) if axes else font
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def css(*faces: tuple[str, int]) -> str:
    """`@font-face` rules with the subsets inside, for a file that must not ask for another."""
    return "\n".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:normal;font-display:block;"
        f"src:url(data:font/woff2;base64,{base64.b64encode(woff2(family, weight)).decode()}) format('woff2')}}"
        for family, weight in faces
    )
