"""The rules: which runs of tokens are figures, written over the letters of :mod:`bdlib.lexicon`.

A text becomes a string of letters, one a token ("khoảng 1,2 triệu đồng/kg" is ``aNSU/U``), and one regular expression
finds the figures in it. Rules that *decline* (dates, labels, years) come first and swallow what they match. Nothing in
the expression nests a repetition in a repetition over the same letters, so matching is linear.
"""

import re

NUMBER = "[Nky]"
QUALIFIER = "(?:[amlnbto][Fv]*)+"
DIGITS = rf"{NUMBER}(?:S(?:3(?=S))?)*(?:{NUMBER}S+)*H?"
WORDS = "(?:W|i(?=[STp])|Y(?=[TS]))(?:[WTZS1]|Y(?=[TS])|i(?![UuM]))*H?"
ROUND = "V[TS]+|TS*|hS*|SH"
UNIT = r"[%PUuMYDj]"
PER = rf"(?:(?:/{NUMBER}?S?[UuMYDj])+|[wU]{{1,3}}/N?k?S?[UuMj])?"
AMOUNT = rf"(?:{DIGITS}|{WORDS}|{ROUND})"
NOT_UNIT = r"(?![%SPUuj$])"

#: name, pattern; in order of precedence at the same place.
RULES = [
    # ---- declined
    ("skip_weekday", r"Ok(?=,?D)|(?<=D)O[k1WY]"),
    (
        "skip_label",
        rf"[Lu][LO:.]*O[kN1WY]|L[:.]?(?:x|y|[kN](?![%SP]))(?:[-,&/e](?:k|y|N){NOT_UNIT})*|[uv](?:[ky]|N){NOT_UNIT}(?:[-,&/]k{NOT_UNIT})*",
    ),
    ("skip_definition", r"[Uw][mbfnl]?[kN](?:-k)?jR?(?=[wFU,])"),
    ("skip_date", rf"(?<![EV])[DM]+(?:k(?![%SP])|y|x|N{NOT_UNIT})(?:[-/,&e](?:k|y){NOT_UNIT})*"),
    ("skip_year", rf"Y+(?:y|x)(?:[-,&e]y)*|Yk{NOT_UNIT}(?![MDY])|y[-e&,/]y{NOT_UNIT}|y(?![%SPUujDM$|/])"),
    # ---- read
    (
        "from_to",
        rf"d?[Fo]*f(?:{QUALIFIER})?v?{AMOUNT}{UNIT}?(?:[wYyxDMFv(),U]{{0,8}}?)g[eFv]*(?:{QUALIFIER})?{AMOUNT}{UNIT}?{PER}",
    ),
    ("top", r"Kk(?:[/|][kN])?|(?:(?:iw)|[uw])?kU{1,3},?U?A"),
    ("ordinal", r"^A$|Y?O+F?(?:[kN](?:[/|][kN])?|[1WYi])C?|I(?:[|3/][kN])?|(?<=Ok[&,])k" + NOT_UNIT),
    ("one_in", rf"cF?{AMOUNT}[Uu][wUF,]{{0,6}}?(?:[WiN]|k)[Uu]"),
    ("part", rf"(?:{QUALIFIER})?[Wik]p[W1i]|(?:{QUALIFIER})?h(?!S)"),
    ("fraction", rf"(?:{QUALIFIER})?[Nky]S?F?[/|][NkyF]+S?{UNIT}?|[Nk]3[Nk]"),
    ("multiple", rf"G(?:{QUALIFIER})?{AMOUNT}U?|G2|GH"),
    (
        "range",
        rf"d?(?:{QUALIFIER})?(?:f(?:{QUALIFIER})?)?{AMOUNT}{UNIT}?(?:-|[eg]?b|e|&(?={NUMBER}S*%))a?{AMOUNT}{UNIT}?{PER}R?",
    ),
    (
        "plain",
        rf"d?F?(?:{QUALIFIER})?f?s?\$?{DIGITS}3?\$?{UNIT}?{PER}[Rr]?C?|d?(?:{QUALIFIER})?f?\$?(?:{WORDS}|{ROUND}|(?<=[amnl])[iS])(?:{UNIT})?{PER}R?C?",
    ),
]
GRAMMAR = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES))
