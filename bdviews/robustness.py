"""What notebook 06 shows: which verdicts survive another choice of method, source or day, and which cannot be tested."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdlib.gap.summary import BEHIND, REACHED
from bdviews.labels import Labels
from bdviews.language import percent
from bdviews.language.codes import spoken
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.sentences import Sentence, paragraphs
from bdviews.tables import table
from bdviews.target_words import VERDICTS, aimed, word

if TYPE_CHECKING:
    from IPython.display import Markdown
    from pandas.io.formats.style import Styler

DRIVERS = {"method": N_("another method"), "without": N_("leaving out {choice}"), "as_of": N_("the figures of {choice}"),
           "path": N_("another figure of the target's indicator"), "": N_("–")}  # fmt: skip


def turning(rows: pd.DataFrame) -> pd.Series:
    """Tell which findings are met under one choice and not met under another, out of their `outcomes` with counts."""
    seen = rows["outcomes"].map(lambda text: {one.partition(":")[0] for one in str(text).split("|")})
    return pd.Series(
        [bool(codes & {*REACHED}) and bool(codes & {*BEHIND}) for codes in seen], index=rows.index, dtype=bool
    )


def answer(made: Any, est: Any, area: str, lang: str) -> "Markdown":
    """Say how many verdicts stand, flip, or rest on one origin and cannot be tested.

    Parameters
    ----------
    made : as given by `bd.multiverse(case, bd.progress, area=area)`.
    est : the estimates of the reference.
    area : its code.
    """
    return paragraphs(sentences(made, est, area, lang))


def sentences(made: Any, est: Any, area: str, lang: str) -> list[Sentence]:
    """Sentences of :func:`answer`, each with the numbers that it states."""
    labels, found = Labels(est, lang), made.frame
    name = labels.area(area)
    alone, several = found[found["rests_on"].le(1)], found[found["rests_on"].gt(1)]
    flips = several[turning(several)]
    if found.empty:
        return [Sentence(gettext(lang, "No verdict on a target of {area} can be given, so there is none to test.", area=name),
                         {"verdicts": 0}), _single(est, area, lang, labels)]  # fmt: skip
    facts = {"verdicts": len(found), "flip": len(flips), "stand": len(several) - len(flips), "alone": len(alone)}
    text = ngettext(
        lang, "**One** verdict on a target of {area} was repeated under other choices: {flip} turn from met to not met or back, {stand} do not, "
        "{alone} rest on a single origin, so that no other choice exists.",
        "**{n}** verdicts on targets of {area} were repeated under other choices: **{flip}** turn from met to not met or back, **{stand}** do not, "
        "**{alone}** rest on a single origin, so that no other choice exists.",
        len(found), area=name, flip=len(flips), stand=facts["stand"], alone=len(alone),
    )  # fmt: skip
    return [Sentence(text, facts), *_stand(several[~turning(several)], est, lang, labels),
            _single(est, area, lang, labels)]  # fmt: skip


def _stand(rows: pd.DataFrame, est: Any, lang: str, labels: Labels) -> list[Sentence]:
    """Name the verdicts that every distinct choice leaves as they are, in one sentence."""
    if rows.empty:
        return []
    aims = _aims(est)
    named = dict.fromkeys(
        labels.indicator(row["indicator"], row["ref_area"])
        + (f", {aimed(aims[row['finding']], lang)}" if row["finding"] in aims else "")
        for row in rows.to_dict("records")
    )
    text = gettext(
        lang, "Met or not met alike under every choice that uses other figures: {named}.", named="; ".join(named)
    )
    return [Sentence(text, {"stand": len(rows)})]


def _single(est: Any, area: str, lang: str, labels: Labels) -> Sentence:
    """Say of how many values of the area only one origin exists: nothing can confirm or contradict those."""
    rows = est.frame[est.frame["ref_area"].eq(area) & est.frame["obs_value"].notna()]
    alone = int(rows["witnesses"].le(1).sum())
    text = ngettext(lang, "The one value of {area} rests on a single origin or on none named: {alone}.",
                    "Of {n} values of {area}, {alone} rest on a single origin: nothing in the corpus confirms them.",
                    len(rows), area=labels.area(area), alone=alone)  # fmt: skip
    return Sentence(text, {"values": len(rows), "alone": alone})


def flips(made: Any, est: Any, lang: str) -> "Styler | Markdown":
    """Table of the verdicts that another choice turns: into what, by which choice, and how many choices agree."""
    rows = made.frame[turning(made.frame) & made.frame["rests_on"].gt(1)]
    none = gettext(lang, "No verdict that rests on more than one origin turns.") if len(made.frame) else ""
    return _table(rows, est, lang, "flips", none)


def untested(made: Any, est: Any, lang: str) -> "Styler | Markdown":
    """Table of the verdicts that rest on one origin."""
    none = gettext(lang, "Every verdict rests on more than one origin.") if len(made.frame) else ""
    return _table(made.frame[made.frame["rests_on"].le(1)], est, lang, "untested", none, columns=("verdict", "origin"))


def _table(
    rows: pd.DataFrame, est: Any, lang: str, name: str, none: str,
    columns: tuple[str, ...] = ("verdict", "becomes", "by", "agree"),
) -> "Styler | Markdown":  # fmt: skip
    labels, known = Labels(est, lang), _aims(est)
    records = rows.to_dict("records")
    cells = {
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in records],
        "target": [aimed(known[row["finding"]], lang) if row["finding"] in known else "–" for row in records],
        "verdict": [word(lang, VERDICTS, row["outcome"]) for row in records],
        "becomes": [word(lang, VERDICTS, row["becomes"]) if row["becomes"] else "–" for row in records],
        "by": [driver(row, lang, labels) for row in records],
        "agree": [_share(row["agree"], row["specifications"], lang) for row in records],
        "origin": [", ".join(labels.maker(one) if not one.startswith("page:") else gettext(lang, "maker not named")
                             for one in str(row["origins"]).split("|") if one) or "–" for row in records],
    }  # fmt: skip
    shown = pd.DataFrame({one: cells[one] for one in ("indicator", "target", *columns)})
    heads = {"target": gettext(lang, "Target"), "verdict": gettext(lang, "Verdict"), "becomes": gettext(lang, "Becomes"),
             "by": gettext(lang, "By"), "agree": gettext(lang, "Choices that agree"), "origin": gettext(lang, "The one origin")}  # fmt: skip
    return table(shown, shown.columns, lang, est, name=name, headings=heads, none=none)


def driver(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """Say in words which single choice turns a verdict."""
    choice = str(row["choice"])
    if row["driver"] == "without":
        choice = gettext(lang, "a page that names no maker") if choice.startswith("page:") else labels.maker(choice)
    if row["driver"] == "method":
        return gettext(lang, "method “{method}”", method=spoken(choice, lang))
    message = DRIVERS[row["driver"]]
    return gettext(lang, message, choice=choice)


def _share(part: int, whole: int, lang: str) -> str:
    """Count and share: 100% only for all."""
    share = 100 * part / whole if whole else 0.0
    shown = "> 99%" if part < whole and share > 99 else percent(share, lang, 0)
    return gettext(lang, "{part} of {whole} ({share})", part=part, whole=whole, share=shown)


def _aims(est: Any) -> dict[str, dict[str, Any]]:
    """Targets by id, as the table of targets writes them."""
    from bdlib.gap.targets import distinct

    rows = distinct(est.tables.targets, est.tables.indicators)
    return {row["target_id"]: row for row in rows.to_dict("records")}


def curve(made: Any, est: Any, lang: str, finding: str = "") -> None:
    """Show every distinct value behind one verdict, the widest spread when none is named; nothing where none has two."""
    from bdviews.plots import robustness, style

    plot = robustness.curve(made, est, lang, finding)
    if plot is not None:
        style.show(plot, name="curve")
