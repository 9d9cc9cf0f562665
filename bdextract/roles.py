"""Whether a figure is measured, estimated, forecast, aimed for or advised, from the words around it."""

import re
from functools import lru_cache

from bdextract.vocabulary import ROLES, SIGNS
from bdquantities.tokens import trie

#: The last of these words before the figure in its sentence decides.
_ROLE = re.compile(rf"(?<!\w){trie(ROLES)}(?!\w)")
#: What makes another of a word before it: thực hiện, không phải; vượt kế hoạch đề ra, nhiệm vụ được giao.
_ANOTHERS = {word: sign for sign, words in {
    "another": "hiện|đề xuất|phải", "things": "đề ra|được giao|được yêu cầu|giao|yêu cầu",
    "names": "mục tiêu|chỉ tiêu|targets|target|goal|goals|planned|quy hoạch",
}.items() for word in words.split("|")}  # fmt: skip


@lru_cache(maxsize=2048)
def marks(sentence: str) -> list[tuple[int, str, str]]:
    """Every telling word of a sentence: (place, role, word)."""
    found = []
    low = sentence.lower()
    for match in _ROLE.finditer(low):
        word, lead = " ".join(match[0].split()), low[max(0, match.start() - 40) : match.start()]
        if not (lead.endswith(("so với ", "than ", "hơn ")) or (word == "may" and sentence[match.start()] == "M")
                or (" " not in word and not word.isascii() and _in_name(sentence, match.start()))
                or (word in _ANOTHERS and SIGNS[_ANOTHERS[word]].search(lead))
                or SIGNS["thing"].match(low, match.start())):  # fmt: skip
            found.append((match.start(), ROLES[word], word))
    return found


def _in_name(sentence: str, start: int) -> bool:
    """Whether a word inside a sentence is the first of a name: Cần Giờ."""
    lead, words = sentence[:start].rstrip(), sentence[start : start + 20].split()[:2]
    return lead[-1:].isalpha() and len(words) == 2 and all(map(str.istitle, words))


_PLAN_WORDS = "tiêu|kịch bản|kế hoạch|dự toán|nghị quyết|yêu cầu|target|goal|plan".split("|")


def aside(sentence: str, start: int, end: int) -> str:
    """What names one figure alone as a plan: không đạt mục tiêu 80%; above the 20 percent target."""
    if not plans(sentence):
        return ""
    told = SIGNS["plan"].search(sentence, max(0, start - 40), start) or SIGNS["named"].match(sentence, end)
    told = told or SIGNS["given"].search(sentence, max(0, start - 90), start)
    return "target" if told and not SIGNS["advised"].search(sentence, 0, start) else ""


def unaimed(text: str) -> str:
    """The text with blanks for the words that name aims."""
    return SIGNS["said"].sub(lambda match: " " * len(match[0]), text) if plans(text) else text


@lru_cache(maxsize=2048)
def plans(sentence: str) -> bool:
    """Whether a sentence has a word of plans."""
    low = sentence.lower()
    return any([each in low for each in _PLAN_WORDS])


def of_head(head: str) -> str:
    """Role that the head of a column says: Kế hoạch, Thực hiện."""
    return next((role for role in ("target", "estimate", "actual") if SIGNS[role].match(head)), "") if head else ""


_BESIDE = ("so với cùng kỳ", "kết quả")
WILL, ADVISES = ("will", "sẽ"), ("should", "nên")
#: Behind a telling word, what makes it the next figure's; figures have noughts for digits.
_ANOTHER = re.compile(r"(?<!\d)0")
_NEXT = re.compile(rf"[^,;.]*{_ANOTHER.pattern}")


def started(sentence: str, start: int) -> str:
    """What makes a figure the level that another started from, or is held against: from, compared with."""
    found = SIGNS["from"].search(sentence, max(0, start - 40), start)
    return found[0].strip() if found else ""


def role(said: list[tuple[int, str, str]], start: int, end: int, carried: str, sentence: str = "") -> tuple[str, str]:
    """Role of a figure and its word: the last telling one before it, else one right behind, else carried."""
    if origin := started(sentence, start):
        return "actual", origin
    before = [(role, word) for at, role, word in said if at <= start]  # ước khoảng 9%
    while len(before) > 1 and before[-1][1] in _BESIDE and before[-2][0] == "estimate":
        before.pop()  # ước đạt 5 tỷ, tăng 3% so với cùng kỳ và đạt 70% kế hoạch
    expects = len(before) > 1 and before[-1][1].lower() in WILL and before[-2][0] in ("estimate", "forecast")
    if expects or (len(before) > 1 and before[-1][0] == "target" and before[-2][1] in ADVISES):
        return before[-2]  # estimates that it will reach; should aim at
    if before:
        return _planned(before[-1], sentence, start)
    close = end + len(SIGNS["other_clause"].split(sentence[end : end + 60])[0])
    own = [each for each in said if end <= each[0] <= close and not _ANOTHER.search(sentence, end, each[0])]
    late = next(((role, word) for at, role, word in own if not _NEXT.match(sentence, at)), None)
    return _planned(late, sentence, start) if late and late[0] != "actual" else (carried, "")


def _planned(told: tuple[str, str], sentence: str, start: int) -> tuple[str, str]:
    """A role and its word; what should be under a plan is its target, no advice."""
    planned = told[1] in ADVISES and SIGNS["by_plan"].search(sentence, 0, start)
    return ("target" if planned else told[0]), told[1]
