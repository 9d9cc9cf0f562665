"""What notebook 06 shows: which verdicts survive another method, source or day, and which cannot be tested."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdlib.gap.summary import BEHIND, REACHED, UNSETTLED
from bdlib.robustness import AXES
from bdviews.labels import Labels
from bdviews.language.codes import spoken
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table
from bdviews.target_words import VERDICTS, aimed, word

if TYPE_CHECKING:
    from IPython.display import Markdown
    from pandas.io.formats.style import Styler

DRIVERS = {"without": N_("leaving out {choice}"), "as_of": N_("the figures of {choice}"),
           "path": N_("another figure of the target's indicator")}  # fmt: skip
SEVERAL = N_("several choices together")
LEGEND = {"good": N_("reached under every choice"), "poor": N_("short under every choice"),
          "open": N_("met under one choice and not under another, or undecided"),
          "none": N_("one origin with one figure: nothing to choose")}  # fmt: skip


def sides(rows: pd.DataFrame) -> pd.Series:
    """Tell of each finding the tone of :data:`LEGEND`: whether any choice reaches the target, and any does not."""
    seen = [{one.partition(":")[0] for one in str(text).split("|")} for text in rows["outcomes"]]
    apart = [bool((one & {*REACHED} and one & {*BEHIND}) or one & {*UNSETTLED}) for one in seen]
    tones = ["good" if one & {*REACHED} else "poor" for one in seen]
    open_ = pd.Series(apart, rows.index, dtype=bool)
    tones = pd.Series(tones, rows.index, dtype=object).mask(open_, "open")
    return tones.mask(rows["specifications"].le(1) & ~open_, "none")


def answer(made: Any, est: Any, area: str, lang: str) -> "Markdown":
    """Say how many verdicts turn with the choice of figures, and how many cannot be tested.

    Parameters
    ----------
    made : as given by `bd.multiverse(case, bd.progress, area=area)`.
    est : the estimates of the reference.
    area : its code.
    """
    return paragraphs([finding(made, est, area, lang)])


def finding(made: Any, est: Any, area: str, lang: str) -> Sentence:
    """Count the verdicts that turn, those that stand, and those that rest on one figure."""
    labels, tones = Labels(est, lang), sides(made.frame)
    facts = {"verdicts": len(tones), "turn": int(tones.eq("open").sum()), "alone": int(tones.eq("none").sum())}
    facts["stand"] = facts["verdicts"] - facts["turn"] - facts["alone"]
    values = {"area": labels.area(area)} | {name: str(one) for name, one in facts.items()}
    if made.frame.empty:
        return sentence(lang, "**No verdict on a target of {area} can be given**, so there is none to test.",
                        values, facts)  # fmt: skip
    if facts["alone"] == facts["verdicts"]:
        return sentence(lang, "**No verdict on a target of {area} can be tested** (verdicts: {verdicts}): each rests "
                        "on one figure of one origin, so that there is no other to choose.",
                        values, facts)  # fmt: skip
    return sentence(lang, "**Verdicts on targets of {area}: {verdicts}. Met with one choice of figures and not with "
                    "another, or undecided: {turn}**; met or not met alike under every choice: {stand}; "
                    "resting on one figure of one origin, so that there is nothing to choose: {alone}.",
                    values, facts)  # fmt: skip


def strip(made: Any, est: Any, area: str, lang: str) -> Any:
    """Show every verdict as a square: alike under every choice, turning, or resting on one figure."""
    from bdviews.plots.strip import strip as squares

    rows = made.frame.assign(tone=sides(made.frame))
    if rows.empty:
        return None
    rows = rows.sort_values("tone", key=lambda tone: tone.map(list(LEGEND).index), kind="stable").to_dict("records")
    labels, known = Labels(est, lang), _aims(made, est)
    words = [(labels.indicator(row["indicator"], row["ref_area"]), _aim(row, known, lang, labels)) for row in rows]
    data = pd.DataFrame({"label": [", ".join(pair) for pair in words],
                         "tone": [row["tone"] for row in rows],
                         "value": [word(lang, VERDICTS, row["outcome"]) for row in rows]})  # fmt: skip
    title = gettext(lang, "{area}: verdicts on targets under other choices", area=labels.area(area))
    return squares(data, {tone: gettext(lang, said) for tone, said in LEGEND.items()}, title)


def tested(made: Any, est: Any, lang: str) -> "Styler | None":
    """Table of the verdicts that several figures may judge, those that turn first: into what, and by which choice."""
    rows = made.frame.assign(tone=sides(made.frame))
    rows = rows[rows["tone"].ne("none")].sort_values("tone", key=lambda tone: tone.ne("open"), kind="stable")
    return _table(rows, made, est, lang, "tested", ("verdict", "others", "by", "agree", "origins"))


def untested(made: Any, est: Any, lang: str) -> "Styler | None":
    """Table of the verdicts that one figure of one origin judges."""
    return _table(made.frame[sides(made.frame).eq("none")], made, est, lang, "untested", ("verdict", "origin"))


def _table(rows: pd.DataFrame, made: Any, est: Any, lang: str, name: str, columns: tuple[str, ...]) -> "Styler | None":
    if made.frame.empty:
        return None
    labels, known = Labels(est, lang), _aims(made, est)
    records = rows.to_dict("records")
    cells = {
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in records],
        "target": [_aim(row, known, lang, labels) for row in records],
        "verdict": [word(lang, VERDICTS, row["outcome"]) for row in records],
        "others": [_others(row, lang) for row in records],
        "by": [driver(row, made, lang, labels) if row.get("tone") == "open" else "–" for row in records],
        "agree": [gettext(lang, "{k} of {n}", k=str(row["agree"]), n=str(row["specifications"])) for row in records],
        "origins": [str(row["rests_on"]) for row in records],
        "origin": [", ".join(labels.maker(one) if not one.startswith("page:") else gettext(lang, "maker not named")
                             for one in str(row["origins"]).split("|") if one) or "–" for row in records],
    }  # fmt: skip
    shown = pd.DataFrame({one: cells[one] for one in ("indicator", "target", *columns)})
    heads = {"target": gettext(lang, "Target"), "verdict": gettext(lang, "Verdict"), "by": gettext(lang, "Turned by"),
             "others": gettext(lang, "Under other choices"), "agree": gettext(lang, "Choices with the same verdict"),
             "origins": gettext(lang, "Origins"), "origin": gettext(lang, "The one origin")}  # fmt: skip
    return table(shown, shown.columns, lang, est, name=name, headings=heads, none=gettext(lang, "None."))


def _aim(row: dict[str, Any], known: dict[str, dict[str, Any]], lang: str, labels: Labels) -> str:
    return aimed(known[row["finding"]], lang, labels) if row["finding"] in known else "–"


def _others(row: dict[str, Any], lang: str) -> str:
    """The other verdicts that choices give."""
    seen = [one.partition(":")[0] for one in str(row["outcomes"]).split("|")]
    return "; ".join(word(lang, VERDICTS, one) for one in seen if one != row["outcome"]) or "–"


def driver(row: dict[str, Any], made: Any, lang: str, labels: Labels) -> str:
    """Say in words which single choice turns a verdict to the other side, or that it takes several."""
    rows = made.specifications[made.specifications["finding"].eq(row["finding"])]
    if row["outcome"] in UNSETTLED:
        return "–"  # the verdict says it
    own = REACHED if row["outcome"] in REACHED else BEHIND
    one = rows[rows["distance"].eq(1) & rows["outcome"].ne("") & ~rows["outcome"].isin(own)]
    if one.empty:
        return gettext(lang, SEVERAL)
    axis = next(name for name in AXES if one.iloc[0][name] != rows.iloc[0][name])
    choice = one.iloc[0][axis]
    if axis == "without":
        choice = gettext(lang, "a page that names no maker") if choice.startswith("page:") else labels.maker(choice)
    if axis == "method":
        return gettext(lang, "method “{method}”", method=spoken(choice, lang))
    message = DRIVERS[axis]
    return gettext(lang, message, choice=choice)


def _aims(made: Any, est: Any) -> dict[str, dict[str, Any]]:
    """Targets of the findings by id, as the table of targets writes them."""
    from bdlib.gap.targets import distinct

    rows = est.tables.targets
    rows = distinct(rows[rows["ref_area"].isin(made.frame["ref_area"])], est.tables.indicators)
    return {row["target_id"]: row for row in rows.to_dict("records")}


def curve(made: Any, est: Any, lang: str, finding: str = "") -> None:
    """Show every distinct value behind one verdict: of those that turn, or else of all, the one of most choices."""
    from bdviews.plots import robustness, style

    rows = made.frame.assign(tone=sides(made.frame))
    rows = rows[rows["specifications"].gt(1)].sort_values("specifications", ascending=False, kind="stable")
    rows = rows.sort_values("tone", key=lambda tone: tone.ne("open"), kind="stable")
    chosen = finding or next(iter(rows["finding"]), "")
    plot = robustness.curve(made, est, lang, chosen) if chosen else None
    if plot is not None:
        style.show(plot, name="curve")
