"""What notebook 06 shows: the verdicts of notebook 05 on due targets, and which of them another choice changes."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from bdlib.gap import BASES, early
from bdlib.gap.measures import SHORT, reached
from bdlib.gap.summary import UNSETTLED
from bdlib.gap.targets import distinct
from bdlib.memo import remembered
from bdviews.labels import Labels
from bdviews.language import quantity
from bdviews.language.codes import LOOSE, spoken
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.language.periods import INFERRED, period
from bdviews.sentences import Sentence, paragraphs
from bdviews.tables import table
from bdviews.target_figures import EARLY, paged, undated, word
from bdviews.target_words import aims, classed, due, tally, verdict
from bdviews.targets import account

if TYPE_CHECKING:
    from IPython.display import Markdown
    from pandas.io.formats.style import Styler

COPIED = ("copied", "unbacked")  # what only weak copies print is no verdict that another choice could change
MOST = 6  # figures that a cell lists of a side; of more their ends
BY_CHOICE = {
    "changes": N_("another verdict, or none, by some choice"),
    "stays": N_("the same by every choice"),
    "aside": N_("other figures that no choice uses"),
    "copies": N_("other figures only on copies, wikis or blogs"),
    "alone": N_("no other figure"),
    "undecided": N_("undecided already"),
}
SIDES = {"reach": N_("reach it"), "short": N_("fall short"), "either": N_("leave it open"),
         "aside": N_("used by no choice")}  # fmt: skip


@remembered
def tested(made: Any, found: pd.DataFrame, est: Any, lang: str) -> pd.DataFrame:
    """Due goals of notebook 05, with what other choices make of each verdict (`choice`) and all their `figures`.

    A verdict changes where a choice of `made` puts it in another class of notebook 05.
    """
    rows = aims(found, lang, Labels(est, lang))
    rows = due(rows) if len(rows) else rows
    known = distinct(est.tables.targets, est.tables.indicators).set_index("target_id")
    each, choice, figures = rows.to_dict("records"), [], []
    for row in each:
        ids = row["target_ids"].split("|")
        said = made.specifications[made.specifications["finding"].isin(ids) & made.specifications["outcome"].ne("")]
        figures.append(_sided(_figures(row, said, est), [known.loc[one] for one in ids]))
        choice.append(_choice(row, said, figures[-1]))
    return rows.assign(choice=choice, figures=figures)


def _choice(row: dict[str, Any], said: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Say what the choices make of a verdict of these figures, one of :data:`BY_CHOICE`."""
    own = classed(row["verdict"])
    if own == "undecided":
        return own
    other = said[~said["outcome"].isin(COPIED) & ~_vaguer(said)]
    if other["outcome"].map(classed).ne(own).any():
        return "changes"
    if other["value"].nunique() > 1:
        return "stays"
    others = figures[figures["obs_value"].ne(row["current"])]
    if others.empty:
        return "alone"
    return "copies" if others["trust"].eq("low").all() else "aside"


def _vaguer(said: pd.DataFrame) -> pd.Series:
    """Which other choices are undecided only by a loose print, such as "more than", of what an exact one decides."""
    decided = said.loc[~said["outcome"].isin(UNSETTLED), "figure_ids"]
    return said["outcome"].eq("unsure") & said["distance"].gt(0) & said["figure_ids"].isin(decided)


def _figures(row: dict[str, Any], said: pd.DataFrame, est: Any) -> pd.DataFrame:
    """Figures that a choice uses or notebook 05 shows; with `aside`, those of the same that every choice sets aside."""
    seen = est.tables.observations
    seen = seen[seen["indicator"].eq(row["indicator"])]
    each = said[["value"]].assign(figure_id=said["figure_ids"].str.split("|")).explode("figure_id")
    each = each.merge(seen[["figure_id", "obs_value"]], on="figure_id").query("obs_value == value")
    told = [one for one in row["told"] if one["match"] != "differs"]
    shown = "|".join([*each["figure_id"], *(one[name] for one in told for name in ("told_ids", "against_ids"))])
    used = seen[seen["figure_id"].isin(shown.split("|")) & seen["obs_value"].notna()]
    away = "|".join(est.frame.loc[est.frame["figure_ids"].isin(said["figure_ids"]), "set_aside"])
    away = seen[seen["figure_id"].isin(away.split("|")) & seen["obs_value"].notna()]
    away = away[~away["obs_value"].isin(used["obs_value"])]
    printed = pd.concat([used.assign(aside=False), away.assign(aside=True)]).assign(counted=False)
    return pd.concat([printed, _counted(told, est)])


def _counted(told: list[dict[str, Any]], est: Any) -> pd.DataFrame:
    """Places within a region that no page prints, a figure each of the edition that they are counted from."""
    rows = pd.DataFrame([one for one in told if one["derived"]], columns=["told_ids", "current"])
    each = rows.assign(figure_id=rows["told_ids"].str.split("|")).explode("figure_id")
    figures = each[["figure_id", "current"]].merge(est.tables.observations, on="figure_id")
    places = figures.pop("current").astype(float)
    return figures.assign(obs_value=places, lower=places, upper=places, aside=False, counted=True)


def _sided(figures: pd.DataFrame, values: list[pd.Series]) -> pd.DataFrame:
    """Add on which side of a goal each figure lies: of all its values, else, or by what it can mean, of either."""
    met, may = [], []
    for aim in values:
        rows = figures.assign(**{name: aim[name] for name in ("direction", "target", "strict")})
        nearly = rows["obs_value"].eq(aim["target"]) & rows["qualifier"].isin(SHORT) & (aim["direction"] > 0)
        met.append(reached(rows, rows["obs_value"]) & ~nearly)
        may.append(reached(rows, rows["upper" if aim["direction"] > 0 else "lower"]))
    every, some = np.all(met, axis=0), np.any([*met, *may], axis=0)
    side = np.select([figures["aside"], every, some], ["aside", "reach", "either"], "short")
    return figures.assign(side=side, early=early(figures))


def answer(made: Any, found: pd.DataFrame, est: Any, area: str, lang: str) -> "Markdown":
    """Say how many verdicts change by a choice that `bd.multiverse(case, bd.progress, area=area)` made."""
    return paragraphs(sentences(made, found, est, area, lang))


def sentences(made: Any, found: pd.DataFrame, est: Any, area: str, lang: str) -> list[Sentence]:
    """Count the due targets by verdict as notebook 05 does, and the decided by what other choices make of them."""
    rows, labels = tested(made, found, est, lang), Labels(est, lang)
    if rows.empty:
        none = Sentence(gettext(lang, "There is no verdict to test."), {"due": 0})
        return [account(found, area, lang, labels), none]
    head = tally(rows, labels.bordered(area), lang)
    counts = rows["choice"].value_counts().drop("undecided", errors="ignore")
    facts = {"decided": int(counts.sum()), **counts.to_dict()}
    if not facts["decided"]:
        return [Sentence(f"**{head}.**", head.facts)]
    listed = "; ".join(f"{word(lang, BY_CHOICE, one)}: {counts[one]}" for one in BY_CHOICE if one in counts)
    text = ngettext(lang, "The one decided verdict on a target of {area}, by other choices of method, source or "
                    "figure: {parts}.", "The {n} decided verdicts on targets of {area}, by other choices of method, "
                    "source or figure: {parts}.", facts["decided"], area=labels.bordered(area),
                    parts=listed)  # fmt: skip
    return [Sentence(f"**{text}**", facts), Sentence(f"{head}.", head.facts)]


def board(made: Any, found: pd.DataFrame, est: Any, lang: str) -> "Styler | Markdown":
    """Table of the due targets: the verdict of notebook 05, what other choices make of it, and the figures."""
    labels, rows = Labels(est, lang), tested(made, found, est, lang)
    rows = rows.sort_values("choice", key=lambda one: one.map([*BY_CHOICE].index), kind="stable").to_dict("records")
    shown = pd.DataFrame({"indicator": [labels.indicator(row["indicator"], row["ref_area"]) for row in rows],
                          "target": [row["aim"] for row in rows],
                          "verdict": [verdict(row, lang) for row in rows],
                          "choice": [word(lang, BY_CHOICE, row["choice"]) for row in rows],
                          "figures": [_listed(row, lang, labels) for row in rows]})  # fmt: skip
    heads = {"verdict": N_("Verdict"), "choice": N_("By other choices")}
    aside = any(row["figures"]["aside"].any() for row in rows)
    told = [N_("The choices: each method, each origin of figures left out in turn, and each figure that judges the "
               "target; one that leaves no figure is not counted."),
            N_("Used by no choice: each method takes another figure of the same thing and time.")]  # fmt: skip
    caption = " ".join(gettext(lang, one) for one, here in zip(told, (rows, aside), strict=True) if here)
    return table(shown, shown.columns, lang, est, name="tested", headings=heads, caption=caption)


def _listed(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """The figures of a goal by side: reach it: 8% (first printed before the year was over); fall short: 6.6%, 7.4%."""
    figures, said = _values(row["figures"]), []
    for side in SIDES:
        some = [_told(one, row, lang, labels) for one in figures[figures["side"].eq(side)].to_dict("records")]
        some = [some[0], "…", some[-1]] if len(some) > MOST else some
        said += [f"{word(lang, SIDES, side)}: {', '.join(some)}"] if some else []
    return "; ".join(said)


def _values(figures: pd.DataFrame) -> pd.DataFrame:
    """One row a value and year, told as notebook 05 tells it: by the prints of the surest date, what all of them say.

    `weak` where copies alone print it; `early`, `loose`, the period and the status where all prints of that date agree.
    """
    rows = figures.assign(
        year=figures["time_period"].str[:4],
        weak=figures["trust"].eq("low"),
        loose=figures["qualifier"].isin(LOOSE),
        sure=figures["period_basis"].map(BASES.index),
    )
    by = ["obs_value", "year"]
    rows["weak"] = rows.groupby(by)["weak"].transform("all")
    rows = rows[rows["sure"].eq(rows.groupby(by)["sure"].transform("min"))].sort_values([*by, "loose"])
    for name in ("early", "loose"):
        rows[name] = rows.groupby(by)[name].transform("all")
    for name, other in (("obs_status", ""), ("time_period", rows["year"])):
        rows[name] = rows[name].where(rows.groupby(by)[name].transform("nunique").eq(1), other)
    return rows.drop_duplicates(by)


def _told(one: dict[str, Any], row: dict[str, Any], lang: str, labels: Labels) -> str:
    """Write a figure with its word, its time where that is not the target's, and what makes it weak."""
    about = f"{spoken(one['qualifier'], lang)} " if one["loose"] else ""
    more = [_when(one, row, lang, labels), word(lang, EARLY, one["obs_status"]) if one["obs_status"] in EARLY else "",
            gettext(lang, "first printed before the year was over") if one["early"] else "",
            gettext(lang, "counted from a complete table") if one["counted"] is True else "",
            gettext(lang, "only on a copy, wiki or blog") if one["weak"] else ""]  # fmt: skip
    more = "; ".join(filter(None, more))
    return f"{about}{quantity(one['obs_value'], row['unit_measure'], lang)}" + (f" ({more})" if more else "")


def _when(one: dict[str, Any], row: dict[str, Any], lang: str, labels: Labels) -> str:
    """The time of a figure where it is not the target's year, or where its page does not print it."""
    if one["period_basis"] == "publication":
        return gettext(lang, undated(row["kind"]), year=paged(one["year"], pd.DataFrame([one]), lang, labels))
    if one["period_basis"] == "inferred":
        return gettext(lang, INFERRED, period=period(one["time_period"], lang))
    return "" if one["time_period"] == str(row["target_year"]) else period(one["time_period"], lang)


def curve(made: Any, found: pd.DataFrame, est: Any, lang: str) -> None:
    """Show the figures of one verdict: of those that change, else are undecided, else stay, the one of most values."""
    from bdviews.plots import robustness, style

    rows = tested(made, found, est, lang)
    counts = [one.loc[~one["aside"], "obs_value"].nunique() for one in rows["figures"]]
    order = rows["choice"].map(["changes", "undecided", "stays", "aside", "copies", "alone"].index)
    rows = rows.assign(_values=counts, _order=order).query("_values > 1")
    rows = rows.sort_values(["_order", "_values"], ascending=[True, False], kind="stable")
    for row in rows.head(1).to_dict("records"):
        style.show(robustness.curve(row, est, lang), name="curve")
