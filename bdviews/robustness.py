"""What notebook 06 shows: which verdicts survive another method, source or day, and which cannot be tested."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdlib.gap.summary import BEHIND, REACHED, UNSETTLED
from bdviews.labels import Labels
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table
from bdviews.target_words import VERDICTS, aimed, word

if TYPE_CHECKING:
    from IPython.display import Markdown
    from pandas.io.formats.style import Styler

LEGEND = {"good": N_("reached under every choice"), "poor": N_("short under every choice, or short so far"),
          "open": N_("met under one choice and not under another, or undecided"),
          "none": N_("every choice gives the same value: nothing to compare")}  # fmt: skip


def sides(made: Any) -> pd.Series:
    """Tell of each finding the tone of :data:`LEGEND`: whether any choice reaches the target, and any does not."""
    rows = made.frame
    seen = [{one.partition(":")[0] for one in str(text).split("|")} for text in rows["outcomes"]]
    undecided = pd.Series([bool(one & {*UNSETTLED}) for one in seen], rows.index, dtype=bool)
    turns = pd.Series([bool(one & {*REACHED} and one & {*BEHIND}) for one in seen], rows.index, dtype=bool)
    single = rows["finding"].map(made.specifications.groupby("finding")["value"].nunique()).le(1)
    tones = pd.Series(["good" if one & {*REACHED} else "poor" for one in seen], rows.index, dtype=object)
    return tones.mask(turns, "open").mask(single, "none").mask(undecided, "open")


def answer(made: Any, est: Any, area: str, lang: str) -> "Markdown":
    """Say how many verdicts turn with the choice of figures, as `bd.multiverse(case, bd.progress, area=area)` found."""
    return paragraphs([finding(made, est, area, lang)])


def finding(made: Any, est: Any, area: str, lang: str) -> Sentence:
    """Count the verdicts that turn, those that stand, some in other words, and those with no other value."""
    labels, tones = Labels(est, lang), sides(made)
    facts = {"verdicts": len(tones), "turn": int(tones.eq("open").sum()), "alone": int(tones.eq("none").sum())}
    facts["stand"] = facts["verdicts"] - facts["turn"] - facts["alone"]
    shades = made.frame[tones.isin(["good", "poor"]) & made.frame["differ"].gt(0)]
    facts["shades"] = len(shades)
    values = {"area": labels.bordered(area)} | {name: str(one) for name, one in facts.items()}
    if made.frame.empty:
        return sentence(lang, "**No verdict on a target of {area} can be given**, so there is none to test.",
                        values, facts)  # fmt: skip
    if facts["alone"] == facts["verdicts"]:
        return sentence(lang, "**No verdict on a target of {area} can be tested** (verdicts: {verdicts}): every choice "
                        "of figures gives the same value.", values, facts)  # fmt: skip
    names = dict.fromkeys(map(labels.indicator, shades["indicator"], shades["ref_area"]))
    values["shades"] = gettext(lang, " (the words of the verdict change for {k}: {names})", k=facts["shades"],
                               names=", ".join(names)) if names else ""  # fmt: skip
    return sentence(lang, "**Verdicts on targets of {area}: {verdicts}. Met with one choice of figures and not with "
                    "another, or undecided: {turn}**; reached, or short (so far, where not due), whichever figure is "
                    "chosen: {stand}{shades}; "
                    "the same value under every choice, so that there is nothing to compare: {alone}.",
                    values, facts)  # fmt: skip


def strip(made: Any, est: Any, area: str, lang: str) -> Any:
    """Show every verdict as a square: alike under every choice, turning, or with no other value."""
    from bdviews.plots.strip import strip as squares

    rows = made.frame.assign(tone=sides(made))
    if rows.empty:
        return None
    rows = rows.sort_values("tone", key=lambda tone: tone.map(list(LEGEND).index), kind="stable").to_dict("records")
    labels, known = Labels(est, lang), _aims(made, est)
    words = [(labels.indicator(row["indicator"], row["ref_area"]), _aim(row, known, lang, labels)) for row in rows]
    data = pd.DataFrame({"label": [", ".join(pair) for pair in words],
                         "tone": [row["tone"] for row in rows],
                         "value": [word(lang, VERDICTS, row["outcome"]) for row in rows]})  # fmt: skip
    title = gettext(lang, "{area}: verdicts on targets under other choices", area=labels.bordered(area))
    return squares(data, {tone: gettext(lang, said) for tone, said in LEGEND.items()}, title)


def tested(made: Any, est: Any, lang: str) -> "Styler | Markdown | None":
    """Table of the verdicts that several figures may judge, those that turn first: into what, and how often."""
    if made.frame.empty:
        return None
    rows, labels, known = made.frame.assign(tone=sides(made)), Labels(est, lang), _aims(made, est)
    rows = rows[rows["tone"].ne("none") & rows["specifications"].gt(1)]
    rows = rows.sort_values("tone", key=lambda tone: tone.ne("open"), kind="stable")
    each = rows.to_dict("records")
    shown = pd.DataFrame({
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in each],
        "target": [_aim(row, known, lang, labels) for row in each],
        "verdict": [word(lang, VERDICTS, row["outcome"]) for row in each],
        "others": [_others(row, lang) for row in each],
        "agree": [gettext(lang, "{k} of {n}", k=str(row["agree"]), n=str(row["specifications"])) for row in each],
        "origins": [_named(row, made, est, lang) for row in each],
    })  # fmt: skip
    heads = {"target": gettext(lang, "Target"), "verdict": gettext(lang, "Verdict"),
             "others": gettext(lang, "Under other choices"), "agree": gettext(lang, "Choices with the same verdict"),
             "origins": gettext(lang, "Makers named")}  # fmt: skip
    return table(shown, shown.columns, lang, est, name="tested", headings=heads, none=gettext(lang, "None."))


def _aim(row: dict[str, Any], known: dict[str, dict[str, Any]], lang: str, labels: Labels) -> str:
    return aimed(known[row["finding"]], lang, labels) if row["finding"] in known else "–"


def _named(row: dict[str, Any], made: Any, est: Any, lang: str) -> str:
    """How many makers pages name, and whether some name none: a page without a maker is no origin."""
    ids = made.specifications.loc[made.specifications["finding"].eq(row["finding"]), "figure_ids"].str.split("|")
    makers = set(est.tables.observations.set_index("figure_id")["maker"].reindex({*ids.explode()}).dropna())
    count = str(len(makers - {""}))
    return gettext(lang, "{k}, and pages that name none", k=count) if "" in makers else count


def _others(row: dict[str, Any], lang: str) -> str:
    """The other verdicts that choices give."""
    seen = [one.partition(":")[0] for one in str(row["outcomes"]).split("|")]
    return "; ".join(word(lang, VERDICTS, one) for one in seen if one != row["outcome"]) or "–"


def _aims(made: Any, est: Any) -> dict[str, dict[str, Any]]:
    """Targets of the findings by id, as the table of targets writes them."""
    from bdlib.gap.targets import distinct

    rows = est.tables.targets
    rows = distinct(rows[rows["ref_area"].isin(made.frame["ref_area"])], est.tables.indicators)
    return {row["target_id"]: row for row in rows.to_dict("records")}


def curve(made: Any, est: Any, lang: str, finding: str = "") -> None:
    """Show every distinct value behind one verdict: of those that turn, or else of all, the one of most choices."""
    from bdviews.plots import robustness, style

    rows = made.frame.assign(tone=sides(made))
    rows = rows[rows["specifications"].gt(1)].sort_values("specifications", ascending=False, kind="stable")
    rows = rows.sort_values("tone", key=lambda tone: tone.ne("open"), kind="stable")
    chosen = finding or next(iter(rows["finding"]), "")
    plot = robustness.curve(made, est, lang, chosen) if chosen else None
    if plot is not None:
        style.show(plot, name="curve")
