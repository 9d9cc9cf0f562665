"""How unequal provinces are, whether they draw together, and where the area lies among them."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from bdlib.comparison.paths import WAY
from bdviews.comparison.standpoint import At, lead
from bdviews.language import percent
from bdviews.language.periods import year
from bdviews.sentences import Sentence, paragraphs, sentence

if TYPE_CHECKING:
    from IPython.display import Markdown
    from matplotlib.axes import Axes


def _first(frame: pd.DataFrame, here: At) -> str:
    """The indicator in the order asked for that has ways of the territory."""
    rows = frame[frame["territory"].eq(here.territory) & frame["reason"].eq("")]
    return rows["indicator"].iloc[0] if len(rows) else ""


def unequal(spread: pd.DataFrame, asked: list[str], here: At) -> "Markdown":
    """Say how unequal provinces were in the first and last year, and how much of it lies between regions."""
    return paragraphs(unequal_sentences(spread, asked, here))


def unequal_sentences(spread: pd.DataFrame, asked: list[str], here: At) -> list[Sentence]:
    """The sentences of :func:`unequal`, for the first indicator asked for."""
    rows = spread[
        spread["territory"].eq(here.territory) & spread["reason"].eq("") & spread["indicator"].isin(asked[:1])
    ]
    if rows.empty:
        return [sentence(here.lang, "Inequality is measured over all provinces or not at all; no edition asked for "
                         "has them all.", {}, {"says": "no_spread"})]  # fmt: skip
    rows = rows.sort_values("year")
    first, last = rows.iloc[0], rows.iloc[-1]
    said = [_gini(first, last, here)] if first["year"] < last["year"] else []
    values = {
        "indicator": here.labels.indicator(last["indicator"]),
        "year": year(last["year"]),
        "share": percent(100 * last["between_share"], here.lang, 0),
        "n": str(here.members["region"].nunique()),
    }
    facts = {"says": "between", "indicator": last["indicator"], "year": last["year"], "territory": here.territory,
             "share": last["between_share"], "n": here.members["region"].nunique()}  # fmt: skip
    return [*said, sentence(here.lang, "{indicator} {year}: {share} of the inequality of provinces (Theil) lies "
                            "between the {n} regions, the rest within them.", values, facts)]  # fmt: skip


def _gini(first: pd.Series, last: pd.Series, here: At) -> Sentence:
    values = {"indicator": here.labels.indicator(last["indicator"]), "n": str(last["covered"]),
              "a": here.number(first["gini"], 3), "b": here.number(last["gini"], 3),
              "first": year(first["year"]), "last": year(last["year"])}  # fmt: skip
    facts = {"says": "gini", "indicator": last["indicator"], "territory": here.territory, "n": last["covered"],
             "years": [first["year"], last["year"]], "gini": [first["gini"], last["gini"]]}  # fmt: skip
    if last["gini"] < first["gini"]:
        return sentence(here.lang, "{indicator} is less unequal among {n} provinces than before: Gini {a} in "
                        "{first}, {b} in {last} (0: all equal).", values, facts)  # fmt: skip
    return sentence(here.lang, "{indicator} is not less unequal among {n} provinces than before: Gini {a} in "
                    "{first}, {b} in {last} (0: all equal).", values, facts)  # fmt: skip


def catching_up(growth: pd.DataFrame, asked: list[str], here: At) -> "Markdown":
    """Say of each path asked for whether provinces that started low caught up, or why nothing can be said."""
    return paragraphs(catching_sentences(growth, asked, here))


def catching_sentences(growth: pd.DataFrame, asked: list[str], here: At) -> list[Sentence]:
    """The sentences of :func:`catching_up`."""
    rows = growth[growth["territory"].eq(here.territory) & growth["indicator"].isin(asked)]
    rows = rows.set_index("indicator").reindex([code for code in asked if code in set(rows["indicator"])]).reset_index()
    said = [_beta(row, here) for _, row in rows[rows["reason"].eq("")].iterrows()]
    broken = rows[rows["reason"].eq("broken")]
    if len(broken):
        values = {"which": ", ".join(map(here.mid, broken["indicator"])),
                  "years": ", ".join(sorted(set("|".join(broken["broken"]).split("|"))))}  # fmt: skip
        facts = {"says": "broken", "territory": here.territory,
                 "broken": dict(zip(broken["indicator"], broken["broken"], strict=True))}  # fmt: skip
        said.append(sentence(here.lang, "Nothing is said across a break: the way provinces are measured is likely "
                             "to have changed before {years} for {which}.", values, facts))  # fmt: skip
    return said


def _beta_facts(row: pd.Series) -> dict[str, Any]:
    names = ["indicator", "series", "territory", "first", "last", "areas", "beta", "lower", "upper", "sigma_first",
             "sigma_last", "scale"]  # fmt: skip
    return {"says": "beta"} | {name: row[name] for name in names}


def _beta(row: pd.Series, here: At) -> Sentence:
    values = {"indicator": here.labels.indicator(row["indicator"]), "n": str(row["areas"]), "first": year(row["first"]),
              "last": year(row["last"]), "beta": here.number(row["beta"], 3),
              "low": here.number(row["lower"], 3), "high": here.number(row["upper"], 3),
              "a": here.number(row["sigma_first"], 2), "b": here.number(row["sigma_last"], 2)}  # fmt: skip
    facts = _beta_facts(row)
    if row["upper"] < 0 and row["sigma_last"] < row["sigma_first"]:
        return sentence(here.lang, "{indicator}, {first} to {last}, {n} provinces: those that started lower gained "
                        "on the others (β {beta} a year, 95% interval {low} to {high}) and the spread σ fell from "
                        "{a} to {b}.", values, facts)  # fmt: skip
    if row["upper"] < 0:
        return sentence(
            here.lang,
            "{indicator}, {first} to {last}, {n} provinces: those that started lower gained "
            "on the others (β {beta} a year, 95% interval {low} to {high}), yet the spread σ did not "
            "fall ({a}, then {b}): they changed places and did not draw together.",
            values,
            facts,
        )
    if row["lower"] > 0:
        return sentence(
            here.lang,
            "{indicator}, {first} to {last}, {n} provinces: those that started higher drew "
            "away (β {beta} a year, 95% interval {low} to {high}; spread σ {a}, then {b}).",
            values,
            facts,
        )
    return sentence(here.lang, "{indicator}, {first} to {last}, {n} provinces: no catching up can be told (β {beta} "
                    "a year, 95% interval {low} to {high}; spread σ {a}, then {b}).", values, facts)  # fmt: skip


def beta_title(row: pd.Series, here: At) -> Sentence:
    """Whether a low start went with fast growth."""
    values = {"indicator": here.labels.indicator(row["indicator"]), "first": year(row["first"]),
              "last": year(row["last"]), "beta": here.number(row["beta"], 3)}  # fmt: skip
    facts = _beta_facts(row) | {"says": "title_beta"}
    if row["upper"] < 0:
        return sentence(here.lang, "{indicator}: provinces that started lower grew faster, {first} to {last} (β "
                        "{beta} a year)", values, facts)  # fmt: skip
    if row["lower"] > 0:
        return sentence(here.lang, "{indicator}: provinces that started higher grew faster, {first} to {last} (β "
                        "{beta} a year)", values, facts)  # fmt: skip
    return sentence(here.lang, "{indicator}: where a province started says nothing sure of its growth, {first} to "
                    "{last} (β {beta} a year)", values, facts)  # fmt: skip


def by_region(found: Any, here: At, size: str = "page") -> "Axes | None":
    """Draw every province on the line of its region, in the newest amount that pages print for the country too."""
    from bdviews.plots import regions

    rows = lead(found, here, measure=True)
    return regions.by_region(rows, here, size=size) if len(rows) else None


def over_years(
    ways: pd.DataFrame, spread: pd.DataFrame, asked: list[str], here: At, size: str = "page"
) -> "Axes | None":
    """Draw the distribution of all provinces year by year, for the first indicator asked for."""
    from bdviews.plots import regions

    rows = ways[ways["territory"].eq(here.territory) & ways["indicator"].isin(asked[:1])]
    titles = [one for one in unequal_sentences(spread, asked, here) if one.facts["says"] == "gini"]
    return regions.over_years(rows, titles[0], here, size=size) if titles and len(rows) else None


def catching_up_plot(
    ways: pd.DataFrame, growth: pd.DataFrame, asked: list[str], here: At, size: str = "page"
) -> "Axes | None":
    """Draw growth against the start with the fitted line, for the first path asked for that no break cuts."""
    from bdviews.plots import together

    rows = growth[growth["territory"].eq(here.territory) & growth["indicator"].isin(asked) & growth["reason"].eq("")]
    if rows.empty:
        return None
    order = {code: n for n, code in enumerate(asked)}
    row = rows.sort_values("indicator", key=lambda codes: codes.map(order)).iloc[0]
    wide = ways.merge(rows.loc[[row.name], WAY], on=WAY).pivot(index="ref_area", columns="year", values="obs_value")
    if not {row["first"], row["last"]} <= set(wide):
        return None
    start, end = wide[row["first"]], wide[row["last"]]
    if row["scale"] == "log":
        start, end = np.log(start), np.log(end)
    points = pd.DataFrame({"x": wide[row["first"]], "y": (end - start) / (row["last"] - row["first"])}).dropna()
    return together.catching_up(points, row, beta_title(row, here), here, size=size)
