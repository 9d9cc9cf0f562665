"""What the notes say about the base and the definition of a figure, as facets that two figures can be held against.

A facet is a question ("counted over whom?") with answers that exclude each other; a note answers it, or does not.
Two notes that answer one facet with no answer in common state different things, whatever the indicator is called.
"""

import re
from functools import lru_cache

import numpy as np
import pandas as pd

from bdviews.language import choose

SCOPE = {
    "base": {
        "adults": r"\badults?\b|working[- ]age|trưởng thành",
        "aged 15": r"\b15\+|aged? 15|15 and over|từ 15 tuổi",
        "people": r"\bpeople\b|\bpopulation\b|\bcitizens?\b|\bdân số\b|người dân",
        "households": r"\bhouseholds?\b|hộ gia đình",
        "subscribers": r"\bsubscribers?\b|thuê bao",
        "area": r"\bshare of (?:area|territory)\b|diện tích",
        "communes": r"\bcommunes?\b|\bhamlets?\b|\bneighbou?rhoods?\b",
        "urban": r"\burban\b|\bcent(?:re|er)s\b|industrial parks?",
    },
    "whole": {
        "operating": r"\bin operation\b|\boperating\b|đang hoạt động",
        "registered": r"(?<!not )\bregistered\b|đăng ký",
        "all": r"\ball (?:enterprises|businesses|sites|services|e-)",
        "small and medium": r"\bSMEs?\b|small and medium",
        "selected": r"\bonly\b|of the procedures that are eligible|essential",
    },
    "headcount": {
        "census": r"\bcensus\b",
        "mean": r"mean population|statistical mean|bình quân",
        "register": r"stated in resolution|registered residents|thường trú",
        "official": r"official residents only",
        "converted": r"\bconverted\b",
    },
    "tier": {
        "province": r"\bprovincial level\b|\bprovince level\b",
        "district": r"\bdistrict level\b",
        "commune": r"\bcommune level\b|commune levels\b",
    },
}
DEFINITION = {
    "reach": {
        "covered": r"\bcovered\b|\breach(?:es|ed)?\b|\bcoverage\b",
        "having": r"\bhaving\b|\bhave\b(?! activated)|\bconnect(?:ed|ions?)\b|\baccess\b|\bwith a [\w ]*line\b",
    },
    "prices": {
        "constant": r"\bconstant\b|\b2010 prices\b|giá so sánh",
        "current": r"\bcurrent prices\b|giá hiện hành",
        "unstated": r"\bno price base\b",
    },
    "revenue": {"domestic": r"(?<!gross )\bdomestic\b", "total": r"\btotal revenue\b|incl[;.]? customs"},
    "stage": {
        "issued": r"\bissued\b",
        "activated": r"\bactivated\b",
        "received": r"\bcollected\b|\breceived\b|\bapplications\b",
    },
    "handling": {
        "submitted": r"\bsubmi(?:t|ss)\w+",
        "processed": r"\bprocessed\b|\bhandled\b|\bsolved\b",
        "wholly": r"\bwholly\b|\bend[- ]to[- ]end\b|\bfully\b",
    },
    "measure": {
        "index part": r"\bsub-index\b|\bactivity index\b|\bactivity sub",
        "pillar": r"\bpillar\b",
        "average": r"\baverage\b|\bmean of\b",
    },
    "network": {"4G or 5G": r"\b[34]g or [45]g\b", "5G only": r"\b5g alone\b|\bhaving 5g\b"},
    "oil": {"with oil": r"\bwith oil\b|including oil", "without oil": r"excl\w* oil|without oil"},
}
ENGLISH = {
    "constant": "constant prices", "current": "current prices", "unstated": "price base not stated",
    "mean": "mean population", "register": "registered residents", "official": "official residents",
    "domestic": "domestic revenue", "total": "total revenue", "province": "province level",
    "district": "district level", "commune": "commune level", "selected": "a selection", "aged 15": "aged 15 and over",
    "having": "having or connected",
}  # fmt: skip
VIETNAMESE = {
    "adults": "người trưởng thành", "aged 15": "từ 15 tuổi", "people": "người dân", "households": "hộ gia đình",
    "subscribers": "thuê bao", "area": "diện tích", "communes": "xã, khu phố", "urban": "đô thị",
    "operating": "đang hoạt động", "registered": "đăng ký", "all": "toàn bộ", "small and medium": "nhỏ và vừa",
    "selected": "một phần", "census": "tổng điều tra", "mean": "bình quân", "register": "theo nghị quyết, thường trú",
    "official": "chính thức", "converted": "quy đổi", "province": "cấp tỉnh", "district": "cấp huyện",
    "commune": "cấp xã", "covered": "được phủ", "having": "có, kết nối", "constant": "giá so sánh",
    "current": "giá hiện hành", "unstated": "không nêu loại giá", "domestic": "thu nội địa", "total": "tổng thu",
    "issued": "đã cấp", "activated": "đã kích hoạt", "received": "đã thu nhận", "submitted": "nộp",
    "processed": "xử lý", "wholly": "toàn trình", "index part": "chỉ số thành phần", "pillar": "trụ cột",
    "average": "bình quân", "4G or 5G": "4G hoặc 5G", "5G only": "chỉ 5G", "with oil": "có dầu khí",
    "without oil": "trừ dầu khí",
}  # fmt: skip
VINTAGE = re.compile(r"\bvintage\b|\bprelim|\bprovisional\b|\btrial\b|\bearly estimate\b|\bunder review\b", re.I)

SILENT = re.compile(r"\bnot (?:stated|said|printed|shown|mentioned)\b|\bunknown\b", re.I)

FACETS = [(group, facet) for group, facets in (("scope", SCOPE), ("definition", DEFINITION)) for facet in facets]


@lru_cache(maxsize=4096)
def answers(note: str) -> tuple[int, ...]:
    """Answers of one note: a bit mask a facet, 0 where the note is silent or says that the page is."""
    note = "; ".join(clause for clause in re.split(r"[;:]", note) if not SILENT.search(clause))
    found = []
    for group, facet in FACETS:
        words = (SCOPE if group == "scope" else DEFINITION)[facet]
        found.append(sum(1 << k for k, pattern in enumerate(words.values()) if re.search(pattern, note, re.I)))
    return tuple(found)


def spoken(group: str, facet: str, mask: int, lang: str) -> str:
    """Words for a bit mask of a facet; "" for none."""
    words = (SCOPE if group == "scope" else DEFINITION)[facet]
    found = [word for k, word in enumerate(words) if int(mask) >> k & 1]
    return ", ".join(choose(lang, vi=VIETNAMESE.get(word, word), en=ENGLISH.get(word, word)) for word in found)


def unstated() -> np.ndarray:
    """Bit masks, one a facet, of the answer that a page leaves the question open."""
    bits = []
    for group, facet in FACETS:
        words = list((SCOPE if group == "scope" else DEFINITION)[facet])
        bits.append(1 << words.index("unstated") if "unstated" in words else 0)
    return np.array(bits, dtype=np.int16)


def facets(notes: pd.Series) -> np.ndarray:
    """Answers of many notes.

    Parameters
    ----------
    notes : text.

    Returns
    -------
    ndarray
        One row a note, one column an entry of :data:`FACETS`, bit masks.
    """
    codes, unique = pd.factorize(notes)
    table = np.array([answers(note) for note in unique], dtype=np.int16).reshape(len(unique), len(FACETS))
    return table[codes]
