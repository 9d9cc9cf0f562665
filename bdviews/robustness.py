"""What notebook 06 shows: which verdicts survive another method, source or day, and which cannot be tested."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from bdlib.gap.summary import UNSETTLED
from bdviews.labels import Labels
from bdviews.language import quantity
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import period
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table
from bdviews.target_figures import word
from bdviews.target_words import TONES, VERDICTS, aimed

if TYPE_CHECKING:
    from IPython.display import Markdown
    from pandas.io.formats.style import Styler

COPIED = ("copied", "unbacked")  # what only weak copies print is no verdict that another choice could change
MOST = 6  # values that a cell lists for a verdict; of more their ends
# A choice of figures may leave one of another year than the date, of which the plain words would say too much.
OUTCOMES = VERDICTS | {
    "met": N_("reached"),
    "partly": N_("lower end of the range reached"),
    "unknown": N_("short, by a choice that has a figure of before the date only"),
}
ALONE = OUTCOMES | {"unknown": VERDICTS["unknown"]}  # where there is no other choice


def sides(made: Any, est: Any) -> pd.Series:
    """Tell whether a finding is `open` (turns, or undecided), `stands`, or is `alone`: nothing to choose from.

    A verdict turns where choices put it in two classes of notebook 05, as missed and short when last measured before.
    """
    every = made.specifications[~made.specifications["outcome"].isin(["", *COPIED])]
    every = every[~_vaguer(every)]
    rows, said, known = made.frame, every.groupby("finding"), printed(every, est).groupby("finding")
    several = rows["finding"].map(said[["value", "outcome"]].nunique().gt(1).any(axis=1)).eq(True)
    counts = known[["maker", "value", "time_period"]].nunique()
    again = counts["maker"].eq(1) & counts["value"].le(counts["time_period"]) & known["maker"].min().ne("")
    several &= ~rows["finding"].map(again).eq(True)
    seen = rows["finding"].map(said["outcome"].agg(set))
    seen = [one if isinstance(one, set) else set() for one in seen]
    turns = [len({TONES[outcome] for outcome in one}) > 1 or bool(one & {*UNSETTLED}) for one in seen]
    side = np.select([~several, np.array(turns, dtype=bool)], ["alone", "open"], "stands")
    return pd.Series(side, rows.index, dtype=object)


def _vaguer(every: pd.DataFrame) -> pd.Series:
    """Which other choices are undecided only by a loose print, such as "more than", of what an exact one decides."""
    decided = every[~every["outcome"].isin(UNSETTLED)]
    exact = pd.MultiIndex.from_frame(decided[["finding", "figure_ids"]])
    same = pd.MultiIndex.from_frame(every[["finding", "figure_ids"]]).isin(exact)
    return every["outcome"].eq("unsure") & every["distance"].gt(0) & same


def answer(made: Any, est: Any, area: str, lang: str) -> "Markdown":
    """Say how many verdicts turn with the choice of figures, as `bd.multiverse(case, bd.progress, area=area)` found."""
    return paragraphs([finding(made, est, area, lang), *untested(made, est, lang)])


def finding(made: Any, est: Any, area: str, lang: str) -> Sentence:
    """Count the targets whose verdict depends on the choice of figures or stands, and those with no other value."""
    counts = sides(made, est).value_counts()
    facts = {"verdicts": len(made.frame), **{name: int(counts.get(name, 0)) for name in ("open", "stands", "alone")}}
    values = {"area": Labels(est, lang).bordered(area)} | {name: str(one) for name, one in facts.items()}
    if not est.tables.targets["ref_area"].eq(area).any():
        return sentence(lang, "**No target of {area} in the corpus**, so there is no verdict to test.", values, facts)
    if not facts["verdicts"]:
        return sentence(lang, "**No verdict on a target of {area} can be given**, so there is none to test.",
                        values, facts)  # fmt: skip
    if facts["alone"] == facts["verdicts"]:
        return sentence(lang, "**Targets of {area} that figures judge, each printed value counted: {verdicts}. "
                        "None can be tested by other figures.**", values, facts)  # fmt: skip
    values["tested"] = str(facts["verdicts"] - facts["alone"])
    return sentence(lang, "**Targets of {area} that several figures judge, each printed value counted: {tested}. Of "
                    "these the verdict depends on the choice of figures, or is undecided: {open}.**",
                    values, facts)  # fmt: skip


def untested(made: Any, est: Any, lang: str) -> list[Sentence]:
    """Name the verdicts for which no choice keeps a rival figure, first those of which pages print others."""
    labels, known = Labels(est, lang), _aims(made, est)
    alone = made.frame[sides(made, est).eq("alone").to_numpy()].to_dict("records")
    rows = [(row, _aside(row, made, est)) for row in alone if row["finding"] in known]
    if not rows:
        return []
    facts = {"alone": len(rows), "aside": sum(bool(values) for _, values in rows)}
    rows.sort(key=lambda row: not row[1])
    named = [_named(row, values, known[row["finding"]], lang, labels) for row, values in rows[:MOST]]
    if len(rows) > MOST:
        named.append(gettext(lang, "and {n} other targets", n=len(rows) - MOST))
    values = {"alone": str(facts["alone"]), "aside": str(facts["aside"]), "named": "; ".join(named)}
    told = [sentence(lang, "Targets not tested, because no choice keeps a rival figure: {alone}. {named}.",
                     values, facts)]  # fmt: skip
    if facts["aside"]:
        said = N_("Of these with other printed figures, set aside for a reason: {aside}.")
        told.append(sentence(lang, said, values, facts))
    return told


def _aside(row: dict[str, Any], made: Any, est: Any) -> list[float]:
    """Values that pages print of the thing of a verdict and that are set aside for a reason, smallest first."""
    said = made.specifications.query("finding == @row['finding'] and distance == 0")
    kept = est.frame[est.frame["figure_ids"].isin(said["figure_ids"])]
    ids = "|".join(kept["set_aside"]).split("|")
    figures = est.tables.observations
    away = figures.loc[figures["figure_id"].isin(ids), "obs_value"].dropna()
    return sorted({value for value in away if value != row["value"]})


def _named(row: dict[str, Any], aside: list[float], aim: dict[str, Any], lang: str, labels: Labels) -> str:
    """Write a verdict with its target, and the values set aside."""
    name, target = labels.indicator(row["indicator"], row["ref_area"]), aimed(aim, lang, labels)
    values = ", ".join(quantity(one, aim["unit_measure"], lang) for one in aside)
    less = gettext(lang, "set aside: {values}", values=values)
    return f"{name}, {target}: {word(lang, ALONE, row['outcome'])}" + (f" ({less})" if values else "")


def tested(made: Any, est: Any, lang: str) -> "Styler | Markdown":
    """Table of the verdicts that several figures may judge, those that depend on the choice first."""
    if made.frame.empty:
        from IPython.display import Markdown

        return Markdown(gettext(lang, "None."))
    rows, labels, known = made.frame.assign(side=sides(made, est)), Labels(est, lang), _aims(made, est)
    rows = rows[rows["side"].ne("alone") & rows["finding"].isin(known)]
    each = rows.sort_values("side", key=lambda side: side.ne("open"), kind="stable").to_dict("records")
    shown = pd.DataFrame({
        "indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in each],
        "target": [aimed(known[row["finding"]], lang, labels) for row in each],
        "choices": [_choices(row, made, est, known[row["finding"]], lang) for row in each],
    })  # fmt: skip
    heads = {"target": gettext(lang, "Target"), "choices": gettext(lang, "By the value that is chosen")}  # fmt: skip
    return table(shown, shown.columns, lang, est, name="tested", headings=heads, none=gettext(lang, "None."))


def _choices(row: dict[str, Any], made: Any, est: Any, aim: dict[str, Any], lang: str) -> str:
    """The verdict that each printed value gives: missed: 7,19%; reached: 8,01%; a value of another year with it."""
    rows, said = made.specifications[made.specifications["finding"].eq(row["finding"])], []
    rows = rows[~rows["outcome"].isin(["", *UNSETTLED])]
    for outcome, some in printed(rows, est).sort_values(["value", "time_period"]).groupby("outcome"):
        amounts = list(dict.fromkeys(_dated(one, aim, lang) for one in some.to_dict("records")))
        amounts = [amounts[0], "…", amounts[-1]] if len(amounts) > MOST else amounts
        said.append(f"{word(lang, OUTCOMES, outcome)}: {', '.join(amounts)}")
    return "; ".join(said) or "–"


def printed(rows: pd.DataFrame, est: Any) -> pd.DataFrame:
    """Specifications whose value a figure behind it prints, with its date where one is; no means of several."""
    figures = est.tables.observations[["figure_id", "obs_value", "time_period", "period_basis", "maker"]]
    each = rows.assign(figure_id=rows["figure_ids"].str.split("|")).explode("figure_id").merge(figures, on="figure_id")
    each = each[each["obs_value"].eq(each["value"])]
    each = each.sort_values(["period_basis", "time_period"], ascending=[False, True])
    return each.drop_duplicates(["finding", "value", "outcome"])


def _dated(one: dict[str, Any], aim: dict[str, Any], lang: str) -> str:
    """Write a value; where the target has a year, with its own if that is another."""
    value, when = quantity(one["value"], aim["unit_measure"], lang), period(one["time_period"], lang)
    if one["period_basis"] == "publication":
        when = gettext(lang, "page of {year}, the figure's date not printed", year=when)
    return value if one["time_period"][:4] == str(aim["target_year"]) else f"{value} ({when})"


def _aims(made: Any, est: Any) -> dict[str, dict[str, Any]]:
    """Targets of the findings by id, as the table of targets writes them."""
    from bdlib.gap.targets import distinct

    rows = est.tables.targets
    rows = distinct(rows[rows["ref_area"].isin(made.frame["ref_area"])], est.tables.indicators)
    return {row["target_id"]: row for row in rows.to_dict("records")}


def curve(made: Any, est: Any, lang: str, finding: str = "") -> None:
    """Show the printed values behind one verdict: of those that turn, or else of all, the one of most choices."""
    from bdviews.plots import robustness, style

    rows = made.frame.assign(side=sides(made, est))
    rows = rows[rows["side"].ne("alone")].sort_values("specifications", ascending=False, kind="stable")
    rows = rows.sort_values("side", key=lambda side: side.ne("open"), kind="stable")
    chosen = finding or next(iter(rows["finding"]), "")
    if chosen:
        style.show(robustness.curve(made, est, lang, chosen), name="curve")
