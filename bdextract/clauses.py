"""The words of a figure's clause: what stands around it in its sentence."""

import re

from bdextract.places import GDP, LIST, Place
from bdextract.roles import plans
from bdextract.vocabulary import LINKS, SIGNS
from bdquantities.running_text import Span

#: Words of a clause that are looked at: a long list may stand before its figure, what follows one soon is another's.
_BEFORE, _BEHIND = 30, 16
_BREAK, _END = re.compile(r"[;.]\s"), re.compile(r"[,;.():]")
_TIMES = frozenset({"day", "week", "month", "quarter", "year"})
_DIGIT, WORDS = re.compile(r"\d"), re.compile(r"[^\W\d_]+")


def digitless(line: str, spans: list[Span], place: int) -> str:
    """A line with noughts for the digits of its figures, but not of what they are counted by: 000,0 ca/100 dân."""
    pieces, at = [], 0
    for span in spans:
        if span.quantity.unit in _TIMES:  # 9 tháng may date another
            continue
        number, slash, by = span.text.partition("/")
        pieces += [line[at : span.start - place], _DIGIT.sub("0", number), slash, by]
        at = span.end - place
    return "".join([*pieces, line[at:]])


def unnamed(words: str, named: list[Place]) -> str:
    """Words without the names of areas."""
    for place in reversed(named):
        if place.end <= len(words) and place.printed != GDP:
            words = words[: place.start] + " " * (place.end - place.start) + words[place.end :]
    return words


def clause(text: str, unnamed: str, figures: list[tuple[int, int]], order: int) -> tuple[str, bool]:
    """Words of a figure's clause, and whether they say nothing of their own.

    A figure before a comma ends its clause, one after "có" or a comma begins it; that it was planned is no topic.
    """
    start, end = figures[order]
    left = figures[order - 1][1] if order else 0
    for at, (_, last) in enumerate(figures[order:], order + 1):  # the last of its list: 2, 14 và 5 về DTI
        right = figures[at][0] if at < len(figures) else len(text)
        if not LIST.fullmatch(text, last, right):
            break
    before, after = _BREAK.split(unnamed[left:start])[-1], unnamed[last:right]
    before = SIGNS["aimed"].sub(" ", before) if plans(text) else before
    told = [word for word in WORDS.findall(_END.split(after)[0].lower()) if word not in LINKS]
    said = SIGNS["compares"].split(before)[-1] if order else before  # 98% hồ sơ, cùng kỳ là 97%
    bare = not told and not [word for word in WORDS.findall(said.lower()) if word not in LINKS]
    if bare and SIGNS["set_against"].fullmatch(unnamed[:start]):  # so với A (14%) và C (9%), tỷ trọng của B là
        return f"{text[start:end]} {' '.join(unnamed[last:].partition('), ')[2].split()[:_BEHIND])}", False
    if SIGNS["ends"].match(after):
        after = ""
    elif told and (SIGNS["open"].search(before) or SIGNS["about"].match(after)):
        before = ""
    behind = SIGNS["split"].split(after)[0].split()[:_BEHIND]
    return " ".join([*before.split()[-_BEFORE:], text[start:end], *behind]), bare
