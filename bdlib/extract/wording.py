"""What the words around a figure tell: its clause, whether it is a target, the period, the area."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from bdlib.extract import Span

#: Role -> words that give it. The last such word before the figure decides.
ROLES = {
    "recommendation": "cần|nên|đề nghị|đề xuất|kiến nghị|khuyến nghị|phải",
    "forecast": "dự kiến|dự báo|ước tính đến|sẽ có|sẽ đạt|sẽ đem lại|đem lại|mang lại|có thể đạt",
    "target": (
        "mục tiêu|phấn đấu|chỉ tiêu|đặt ra|định hướng|hướng tới|hướng đến|thời gian tới|sẽ|đến hết năm|tầm nhìn"
        "|quy hoạch|trọng tâm|trình đề án"
    ),
    "actual": (
        "đã|(?<!thực )hiện|hiện nay|hiện tại|đến nay|tính đến|đạt được|ghi nhận|so với cùng kỳ|kết quả|thực trạng"
        "|cho biết|số liệu|theo thống kê|qua báo cáo|hình thành|thời gian qua|những năm qua|trong đó có"
    ),
    "estimate": "ước đạt|ước tính|ước",
}
_ROLE = re.compile("|".join(rf"(?P<{role}>\b(?:{words})\b)" for role, words in ROLES.items()), re.I)
_UNTIL = re.compile(r"(?:đến|vào|trước|tới)(?: hết| cuối)? năm (20\d\d)", re.I)
_NOW = re.compile(r"\b(?:đến nay|tới nay|hiện nay|(?<!thực )hiện(?: tại| có)?)\b", re.I)
_STOP = re.compile(r"[.!?…]+(?=\s|$)|;|\n")
_SENTENCE = re.compile(r"[.!?…]+\s")
_LINK = re.compile(r"\s*(?:cùng với đó|bên cạnh đó|đồng thời|ngoài ra|về |trong đó|-|–|\+|\*|•)", re.I)
_PERIODS = [
    (re.compile(r"(\d{1,2})/(\d{1,2})/(20\d\d)"), lambda m: f"{m[3]}-{int(m[2]):02d}-{int(m[1]):02d}"),
    (re.compile(r"(?:6 tháng đầu|sáu tháng đầu|nửa đầu)(?: của)? năm (20\d\d)", re.I), lambda m: f"{m[1]}-H1"),
    (re.compile(r"(?:6 tháng cuối|nửa cuối) năm (20\d\d)", re.I), lambda m: f"{m[1]}-H2"),
    (re.compile(r"(?:9|chín) tháng(?: đầu)?(?: của)? năm (20\d\d)", re.I), lambda m: f"{m[1]}-9M"),
    (
        re.compile(r"quý (IV|III|II|I|[1-4])(?:/| năm |-)(20\d\d)", re.I),
        lambda m: f"{m[2]}-Q{_QUARTERS.get(m[1].upper(), m[1])}",
    ),
    (re.compile(r"tháng (\d{1,2})(?:/|-| năm )(20\d\d)", re.I), lambda m: f"{m[2]}-{int(m[1]):02d}"),
    (re.compile(r"năm (20\d\d)", re.I), lambda m: m[1]),
]
_QUARTERS = {"I": "1", "II": "2", "III": "3", "IV": "4"}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a figure stands; the texts it can be explained from, narrowest first."""

    near: str  #: its clause: the words that say what it is of
    lead: str  #: its sentence up to it
    so_far: str  #: its paragraph up to it
    sentence: str
    paragraph: str
    after: str  #: the words right behind it


def paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    """Non-empty lines of a text: (number from 1, place, line)."""
    number = place = 0
    for line in text.split("\n"):
        if line.strip():
            number += 1
            yield number, place, line
        place += len(line) + 1


def setting(paragraph: str, place: int, span: Span, others: list[Span]) -> Setting:
    """Setting of a figure.

    Parameters
    ----------
    paragraph, place : str, int
        The line that the figure stands in, and where that begins in the text.
    others : list of Span
        All figures of the line.
    """
    start, end = span.start - place, span.end - place
    stops = [0, *(match.end() for match in _STOP.finditer(paragraph)), len(paragraph)]
    first, last = max(stop for stop in stops if stop <= start), min(stop for stop in stops if stop >= end)
    left = max([first, *(each.end - place for each in others if each.end <= span.start)])
    right = min([last, *(each.start - place for each in others if each.start >= span.end)])
    begin = max([0, *(match.end() for match in _SENTENCE.finditer(paragraph, 0, start))])
    near = _clause(paragraph[left:start], span.text, paragraph[end:right])
    return Setting(
        near,
        paragraph[begin:start],
        paragraph[:start],
        paragraph[first:last],
        paragraph,
        paragraph[end : end + 40].split(".")[0],
    )


def _clause(before: str, figure: str, after: str) -> str:
    """Words of a figure's clause: a figure before a comma ends its clause, one after "có" or a comma begins it."""
    if re.match(r"\s*[,;.)…]", after):
        after = ""
    elif re.search(r"[,(]\s*$|^\s*$|\b(?:có|và|gồm|cần|với|hơn|khoảng|trong đó)\s*$", before):
        before = ""
    return " ".join([*before.split()[-14:], figure, *re.split(r",\s(?:trong đó|với)\b", after)[0].split()[:16]])


def role(before: str, after: str, carried: str = "actual") -> tuple[str, str]:
    """Role of a figure and the word it rests on: the last telling one before it, else one after, else none."""
    found = [(match.lastgroup, match[0]) for match in _ROLE.finditer(before)]
    if found:
        return found[-1]
    late = _ROLE.search(after)
    return (late.lastgroup, late[0]) if late else (carried, "")


def carries_on(paragraph: str) -> bool:
    """Whether a paragraph goes on with the thought of the one before."""
    return _LINK.match(paragraph) is not None


def target_year(*texts: str) -> str:
    """Year by which something shall be reached, of the nearest text that names one."""
    for text in texts:
        found = _UNTIL.findall(text)
        if found:
            return found[-1]
    return ""


def period(lead: str, sentence: str, published: str) -> tuple[str, str]:
    """Period of an observation and its basis: stated in the sentence; the day of print for "đến nay"; else empty."""
    for text in (lead, sentence):
        found = [(match.start(), say(match)) for pattern, say in _PERIODS for match in pattern.finditer(text)]
        if found:
            return max(found, key=lambda each: each[0])[1], "stated"
    return (published if _NOW.search(sentence) else ""), "publication"


class Places:
    """Finds areas in a text by their printed names."""

    def __init__(self, areas: pd.DataFrame, published: str) -> None:
        valid = areas["valid_from"].eq("") if published < "2025-07-01" else areas["valid_to"].eq("")
        names = {}  # a province that is no more, or not yet, has its name as long as no other bears it
        named = pd.concat([areas[~valid], areas[valid]])[["area", "name_vi", "name_en", "aliases"]]
        for code, name, english, aliases in named.itertuples(index=False):
            printed = [name, english, *aliases.split("|")]
            names |= {each.lower(): code for each in printed if each and not set(each) & set("(+")}
        self.names = names | {"toàn quốc": "VN"}
        self.levels = dict(zip(areas["area"], areas["level"], strict=True))
        ordered = sorted(map(re.escape, self.names), key=len, reverse=True)
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)", re.I)

    def find(self, text: str) -> list[tuple[int, str, str]]:
        """Every area named: (place, code, as printed)."""
        return [(match.start(), self.names[match[0].lower()], match[0]) for match in self.pattern.finditer(text)]

    def main(self, text: str) -> tuple[str, str]:
        """The province a text is about: the one named most, the first of equals."""
        provinces = [(code, printed) for _, code, printed in self.find(text) if self.levels[code] == "province"]
        if not provinces:
            return "XX", ""
        codes = [code for code, _ in provinces]
        best = max(dict.fromkeys(codes), key=codes.count)
        return best, next(printed for code, printed in provinces if code == best)

    def of(self, lead: str, main: tuple[str, str]) -> tuple[str, str, float]:
        """Area of a figure, as printed, and how sure: the last province before it in its sentence, else the main."""
        named = [(code, printed) for _, code, printed in self.find(lead) if self.levels[code] == "province"]
        if named:
            return *named[-1], 0.9
        country = [(code, printed) for _, code, printed in self.find(lead) if code == "VN"]
        if country and not re.search(r"tỉnh|địa phương|thành phố", lead.lower()):
            return *country[-1], 0.6
        return *main, 0.7 if main[0] != "XX" else 0.1
