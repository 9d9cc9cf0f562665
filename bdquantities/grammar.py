"""The rules: which runs of tokens are figures.

A text becomes a string of letters, one a token ("khoảng 1,2 triệu đồng/kg" is ``aNS$/U``), and one regular expression
over that string finds the figures. Rules that decline (dates, years, labels) come first and swallow what they match;
they stand in `grammar.csv` with an example each. Repetitions and gaps are bounded, so matching is linear in the
number of tokens.

Numbers: N number; k of one or two digits; y that may be a year; 4 "4.0"; W i number word, một; T Z 6 mươi or chục,
linh or lẻ, phẩy; S H scale word, rưỡi; h p nửa, phần; V hàng, vài; 1 I 2 nhất or nhì, first or 19th, đôi. Before
them: a khoảng; m trên, hơn; l ít nhất; n gần; b dưới; t tối đa; o chỉ; F v filler được, có; mức, ngưỡng; d s tăng or
giảm, printed sign, with < behind it, > for one behind its size; f e g từ, đến, lên or xuống; R r trở lên, trở xuống.
Units: U u counted noun or measure, also a label before k; $ currency; % P per cent, percentage point; Y M J năm,
tháng or quý, ngày; 5 j giờ, tuổi or sao. Ranks: O B thứ or hạng, đứng or xếp; 0 highest, cao thứ; K Q A top, một
trong, dẫn đầu; C liên tiếp. Between: D X E time of day, trước, mỗi; G * c 9 8 gấp, doubled, cứ, trong, thì; z @ place
or in, among; & 3 | and, of, out of; / - , and other marks are themselves. None: L 7 label, part of a law; x no figure
(decree, phone, name); ? odd sign, torn; w any other word; q end of line.
"""

import re
from pathlib import Path

from bdquantities.lexicon import patterns

CHANGE = "(?:d<{0,5})"
QUALIFIERS = "(?:(?:[amlnbt][Fv]{0,2}|o(?!F)){1,4})"
UNIT = "(?:(?:[%PUu$j57]|Y(?![yx])|[MJ](?![yx]|k[Y,.;)]))H?)"  # not 80.000 (năm 2025)
NOT_RANGE = "(?![-e][kN]S{0,2}[%P$])"  # công suất phòng 75-80%
NOT_UNIT = "(?![%SPUuj$57]|[MJY](?![kyN]))"
#: In digits, with scales: 11.511,9 nghìn tỷ; 4 triệu 200 nghìn; 15 nghìn 200 hộ; 1 tỷ 2. A bare 2024 is a year,
#: a bare 4.0 a name (industry 4.0), but behind what leads to a number (was 4.0, an average of 4.0).
DIGITS = (
    r"(?:(?:[Nk]|4(?:(?=[ST%PUu$])|(?<=[Famlnbtd<efg:=(]4)|(?<=34)(?!w))|y(?=[ST%PUu$jM/|]))"
    r"(?:Sk(?=\$|$)|(?:(?:[ST](?:3(?=S))?){1,3}(?:[Nky][ST]{1,2}){0,4}(?:N(?=[%PUu$]))?)?H?))"
)
#: In words: hai mươi lăm, ba trăm linh năm, một triệu rưỡi, năm mươi, hai phẩy năm.
WORDS = (
    r"(?:(?:W|i(?=[STp6]|[JMYU]H)|Y(?=[TS]|Y(?![yxkNST])))"
    r"(?:[WTS1]|ZZ?(?:Y(?!T)|[Wi1])|Y(?=[TS])|i(?=[STUuP$]|$|[.,%])|6(?=[WiY1T])|(?<=6)[Yi]|(?<=6W)Y(?=[%PS])){0,12}H?)"
)
#: Round, without a digit: hàng chục nghìn, vài trăm, chục, nửa triệu, two and a half million, tỷ rưỡi.
ROUND = "(?:V[TS]{1,4}|TS{0,3}|(?:[Wi]&)?hS{1,3}|SH)"
AMOUNT = f"(?:{DIGITS}|{WORDS}|{ROUND})"
#: What a unit is counted by: đồng/kg, đồng/2 người, thuê bao di động/100 dân.
PER = "(?:(?:/[Nky]?S?[UuMYJ57j$wL]){1,3}|[w9Uu]{1,4}/(?:[Nk]S?[Uu]|[JMY]))"

_PIECES = {"CHANGE": CHANGE, "QUALIFIERS": QUALIFIERS, "UNIT": UNIT, "NOT_RANGE": NOT_RANGE, "NOT_UNIT": NOT_UNIT,
           "DIGITS": DIGITS, "WORDS": WORDS, "ROUND": ROUND, "AMOUNT": AMOUNT, "PER": PER}  # fmt: skip
#: Rule: pattern, in the order in which they are tried at the same place.
RULES = patterns(Path(__file__).with_name("grammar.csv"), "rule", _PIECES)
_START = '(?=[^w9z@0q<>?,.):;"&CRrX3HZ2E])'  # most tokens begin no rule
GRAMMAR = re.compile(_START + "(?:" + "|".join(f"(?P<{name}>{rule})" for name, rule in RULES.items()) + ")")
