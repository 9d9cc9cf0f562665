"""The rules: which runs of tokens are figures.

A text becomes a string of letters, one a token ("khoảng 1,2 triệu đồng/kg" is ``aNS$/U``), and one regular expression
over that string finds the figures. Rules that decline (dates, years, labels) come first and swallow what they match.
Repetitions and gaps are bounded, so matching is linear in the number of tokens.

======  ==================================================  ======  ================================================
letter  token                                               letter  token
======  ==================================================  ======  ================================================
N k y   number; of one or two digits; that may be a year    a       khoảng: about
4       "4.0"                                               m       trên, hơn: more than
W i     number word; một                                    l       ít nhất: at least
T Z 6   mươi or chục; linh or lẻ; phẩy: point               n       gần: nearly
S H     scale word; rưỡi: and a half                        b       dưới: less than
h p     nửa: half; phần: part                               t       tối đa, không quá: at most
V       hàng, vài: a vague number of                        o       chỉ: only
1 I 2   nhất, nhì, tư; first, 19th; đôi: double             F v     được, có: filler; mức, ngưỡng: level
U u     counted noun or measure; also a label before k      d s     tăng or giảm: change; printed sign
$       currency                                            f e g   từ: from; đến: to; lên, xuống: to (changed)
% P     per cent; percentage point                          R r     trở lên: and more; trở xuống: and less
Y M J   năm: year; tháng, quý: period; ngày: day            O B     thứ, hạng: ordinal mark; đứng, xếp: ranks
5 j     giờ: hour; tuổi, sao: years of age, stars           K Q A   top; một trong: one of; dẫn đầu: leading
D X E   sáng, lúc: time of day; trước: ago; mỗi: each       G c 9   gấp: times as much; cứ: for every; trong: in
L 7     label (số, quốc lộ); part of a law                  C 8     liên tiếp: in a row; thì: then
x ?     no figure: decree, phone, name; odd sign, torn  & 3 |   and; of; out of
w q z   any other word; end of line; place, in, among       / - ,   and other marks stand for themselves
======  ==================================================  ======  ================================================
"""

import re

QUALIFIERS = "(?:(?:[amlnbt][Fv]{0,2}|o(?!F)){1,4})"
UNIT = "(?:(?:[%PUu$j57]|Y(?![yx])|[MJ](?![yx]|k[Y,.;)]))H?)"  # not 80.000 (năm 2025)
NOT_RANGE = "(?![-e][kN]S{0,2}[%P$])"  # công suất phòng 75-80%
NOT_UNIT = "(?![%SPUuj$57]|[MJY](?![kyN]))"
#: In digits, with scales: 11.511,9 nghìn tỷ; 4 triệu 200 nghìn; 15 nghìn 200 hộ; 1 tỷ 2. A bare 2024 is a year.
DIGITS = (
    r"(?:(?:[Nk]|4(?=[ST%PUu$])|y(?=[ST%PUu$jM/|]))"
    r"(?:Sk(?=\$|$)|(?:(?:[ST](?:3(?=S))?){1,3}(?:[Nky][ST]{1,2}){0,4}(?:N(?=[%PUu$]))?)?H?))"
)
#: In words: hai mươi lăm, ba trăm linh năm, một triệu rưỡi, năm mươi, hai phẩy năm.
WORDS = (
    r"(?:(?:W|i(?=[STp6]|[JMYU]H)|Y(?=[TS]|Y(?![yxkNST])))"
    r"(?:[WTS1]|ZZ?(?:Y(?!T)|[Wi1])|Y(?=[TS])|i(?=[STUuP$]|$|[.,%])|6(?=[WiY1T])|(?<=6)[Yi]){0,12}H?)"
)
#: Round, without a digit: hàng chục nghìn, vài trăm, chục, nửa triệu, two and a half million, tỷ rưỡi.
ROUND = "(?:V[TS]{1,4}|TS{0,3}|(?:[Wi]&)?hS{1,3}|SH)"
AMOUNT = f"(?:{DIGITS}|{WORDS}|{ROUND})"
#: What a unit is counted by: đồng/kg, đồng/2 người, thuê bao di động/100 dân.
PER = "(?:(?:/[Nky]?S?[UuMYJ57j$wL]){1,3}|[w9Uu]{1,4}/(?:[Nk]S?[Uu]|[JMY]))"

#: Rule: pattern (verbose), in the order in which they are tried at the same place.
RULES = {
    "skip_heading": r"(?:-(?<![^q]-)[kN]|[kN](?<![^q].))[.)](?=[w9UuLdOB])",  # 1. Về hạ tầng
    "skip_weekday": r"""
        O[k1iWY](?=,?(?:[DJ]|x))  # thứ 5, ngày; Thứ Hai, 12/02/2024
      | O(?:(?<=[DJ]O)|(?<=DxO))[k1iWY](?:,k/k)?  # sáng thứ hai; lúc 14h30 thứ 6""",
    "skip_hour": r"k5k?U?(?=[DJ])|(?<=D)k5(?:kU?)?|fk5[-e]k5",  # 10 giờ sáng; lúc 7 giờ 30 phút; từ 7 giờ đến 11 giờ
    "skip_label": rf"""
        [L7][L7uO:.]{{0,4}}(?:x|y|[k1iW](?![%SP$|])|N{NOT_UNIT}){NOT_RANGE}(?:[-,&/e][kyN]{NOT_UNIT}){{0,9}}  # số 749
      | uN(?![%SPUuj$57w/|])  # trạm 110
      | uk/k{NOT_UNIT}  # phiên 22/10
      | [uv][:.]?(?:[ky]|O?[k1iW]){NOT_RANGE}(?:{NOT_UNIT}|(?=u[ky]))(?![/|][Nk])  # quận 7; đề án 06 giai đoạn
        (?:[-,&/][kN]{NOT_UNIT}){{0,9}}  # mức 3, 4""",
    "skip_age": r"""
        (?:[mbfnlt](?<=[Uw].)[kN]jR?|f(?<=[Uw]f)k(?:[-e]kj|jR)|k(?<=[Uw]k)(?:[-e]kj|jR))  # dân số từ 15 tuổi trở lên
      | k(?<=Uk)j  # trẻ 5 tuổi""",
    "skip_rate": r"/(?<=[wUu]/)[Nk]S?[UuJMY]",  # số ca/1 triệu dân
    "skip_ago": r"k(?<![^q]k)[JUMY]X",  # 3 ngày trước
    "skip_date": rf"""
        kMk{NOT_UNIT}(?:Y?y)?  # 08 tháng 12 năm 2016
      | [DJM](?<![EV].)(?:(?<=[JM])k(?![%SP])|(?:(?<=D)|F)k{NOT_UNIT}|F?(?:[xy]|N{NOT_UNIT}))  # ngày 5; chiều
        (?:[-s/,&e][ky]{NOT_UNIT}){{0,9}}  # 12/7
      | M(?<![EVkNyWiTS]M)[Wi](?=Y[yxwX]|[w,.;)q(]|$)  # tháng bảy năm ngoái
      | D\(?k[/-]k{NOT_UNIT} | (?:f?k[-se&]k|k(?<=[fe]k))/k{NOT_UNIT}  # hôm nay (22/10); từ 20 đến 26/10; từ 1/7
      | k/kY(?=[wX,.;)]|$)  # 31/10 năm nay""",
    "skip_year": rf"""
        Y[yx](?:[-s,&e]y){{0,9}}  # năm 2022; năm học 2022-2023
      | Y(?<![EV]Y)k{NOT_UNIT}(?![MYJ])  # sinh viên năm 2
      | y[-se&,/]y{NOT_UNIT} | y[-/]k{NOT_UNIT} | y(?![%SP$|/UujJM]) | y(?<=[^amlnbtoFvd(:]y)(?=[UujJM])""",
    # ---- read
    "from_to": rf"""
        d?f{QUALIFIERS}?v?O?{AMOUNT}{UNIT}?{PER}?[w9zYyxDJMkFv(),U]{{0,8}}?  # giảm từ 4,5% năm 2020
        g[eFv]{{0,2}}{QUALIFIERS}?O?{AMOUNT}{UNIT}?{PER}?  # xuống còn 2,1%""",
    "top": r"K-?[kW](?:[/|][kN])?|[Qu]F?kU(?:,?U){0,3}A",  # top 5/63; nhóm 10 địa phương dẫn đầu
    "ranks": rf"""
        O(?:(?<=[BO]O)|(?<=[BO]wO)|(?<=[BO]wwO))[Fv]?[kN](?:,O?[kN]){{0,9}},?&O?k{NOT_UNIT}(?!/)  # xếp hạng 2, 14 và 5
      | I(?:,I){{0,9}},?&I(?:(?<=BI&I)|(?<=BI,I&I)|(?<=BI,I,&I)|(?=z|[,.;):"q?]|$))  # ranked 2nd, 14th and 5th""",
    "ordinal": rf"""
        (?:Y(?=O[k1iW]))?O[Fv]?[kN](?:[/|3][kN]|[m9][kN](?=U|$))?C?  # thứ 14/63; năm thứ 3 liên tiếp
      | O(?<![^BO(]O)(?:[1iW]|Y(?![yxkN])) | O[1iYW]C  # đứng thứ hai
      | k(?<=Ok[&,]k){NOT_UNIT}  # (thứ 2) và 3
      | I(?:(?:[|3/]|z{{1,2}})F?[kN](?![%SPYMJ$])|(?=z|[,.;):"q?]|$)|(?<=[BO]I)|(?<=[BO]FI))  # 16th out of 34
      | Au[kN]U | ^O?A[wVUuF,]{{0,6}}$  # dẫn đầu nhóm 63 tỉnh; đứng đầu cả nước""",
    "headed": rf"""
        (?:S{{1,2}}[$U]|%)\)?[?:]?(?:N{NOT_UNIT}|k(?=\??s?[kN]\b|$))  # Tỷ đồng 29315.30: a row's head
      | [kN]S{{0,2}}\((?:S{{1,2}}[$U]?|[$%])\)  # 12,5 (triệu đồng)""",
    "listed": r"d?[kN](?=(?:,[kN]){0,9},?&[kN]S{0,2}[%PU$])",  # 96, 85 và 85%
    "one_in": rf"""
        (?:cF?|(?<=9)(?=[^,.;]{{2,9}}8)){AMOUNT}[Uu][wg]{{0,6}}(?:\([kjN-]{{2,4}}\))?  # cứ 4 người trưởng thành
        [w89UuF,dRge]{{0,7}}?[kiW][Uu]  # (20-79 tuổi) thì có một người""",
    "part": rf"{QUALIFIERS}?[Wik]p(?:[W1i]|Y(?![yk]))|{QUALIFIERS}?(?<![Ik])h(?!S){UNIT}?",  # hai phần ba; quá nửa
    "fraction": rf"""
        d?{QUALIFIERS}?[Nky]S?[/|][Nky]S?{UNIT}?  # trên 150/168 xã; 87,5/100 điểm
      | [Nk]3[Nk] | {QUALIFIERS}?W[z|]W(?![SMYJ])  # 22 of 63; nearly nine in ten
      | [kiW][m9z][kNW](?:[Uu]|$)  # 8 trên 10 chỉ tiêu; 3 trong 5 xã""",
    "multiple": rf"{QUALIFIERS}?G(?:[2H]|{QUALIFIERS}?f?{AMOUNT}(?:[-se]{AMOUNT})?U?)",  # gấp đôi; gấp 2-3 lần
    "range": rf"""
        d?{QUALIFIERS}?f?{QUALIFIERS}?\$?{AMOUNT}{UNIT}?{PER}?  # từ 15% đến; khoảng 700 –
        (?:[-s]|e?b|e|&(?={DIGITS}[%P])|(?<=[NkS])&(?={DIGITS}[UuS$]))  # between 2 and 3 million people
        [anm]?{AMOUNT}{UNIT}?{PER}?R?  # 20%; 750 triệu; dưới 80%""",
    "open": rf"{QUALIFIERS}?f?{QUALIFIERS}?{AMOUNT}{UNIT}?{PER}?w{{0,2}}?[Rr]",  # từ 15 ha trở lên
    "plain": rf"""
        d{QUALIFIERS}?[kN]O(?![k1WiNY])  # tăng 2 hạng
      | d?{QUALIFIERS}?s?\${DIGITS}(?!{UNIT})
      | d?{QUALIFIERS}?s?{DIGITS}(?:3(?={UNIT}))?{UNIT}?{PER}?C?  # tăng hơn 1,2 triệu đồng/kg""",
    "words": rf"""
        d?{QUALIFIERS}?(?:{WORDS}|{ROUND})  # hàng nghìn
        (?:{UNIT}{PER}?C?|(?<=[STH])|(?<=[TS][W1i])|(?<=Z[WY1i])|(?<=ZW[WY1i]))
      | {QUALIFIERS}(?:(?:S{{1,3}}|i|Y(?=U)){UNIT}|T) | [Fd]Y[Uu] | ^[iY][Uu]  # ít nhất một xã; có năm xã""",
}
_START = '(?=[^w9zq?,.):;"&CRrX3HZ2E])'  # most tokens begin no rule
GRAMMAR = re.compile(
    _START + "(?:" + "|".join(f"(?P<{name}>{rule}\n)" for name, rule in RULES.items()) + ")", re.VERBOSE
)
