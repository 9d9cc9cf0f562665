"""How unequal provinces are, whether they draw together, and where the area lies among them."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from bdlib.comparison.paths import WAY
from bdlib.comparison.spread import without_each
from bdviews.comparison.standpoint import FEWEST, At
from bdviews.language.messages import N_
from bdviews.language.periods import year
from bdviews.sentences import Sentence, paragraphs, sentence

if TYPE_CHECKING:
    from IPython.display import Markdown
    from matplotlib.axes import Axes


def _measured(spread: pd.DataFrame, asked: list[str], here: At) -> pd.DataFrame:
    """Years of the first indicator asked for in which inequality could be measured."""
    rows = spread[spread["territory"].eq(here.territory) & spread["reason"].eq("")]
    return rows[rows["indicator"].isin(asked[:1])].sort_values("year")


def gini_title(ways: pd.DataFrame, spread: pd.DataFrame, asked: list[str], here: At) -> Sentence | None:
    """The middle half of the provinces in the first and the last year; of a few provinces there is none.

    Its facts also give Gini in both, and then without the province that makes most of its change.
    """
    rows = _measured(spread, asked, here)
    if rows["year"].nunique() < 2:
        return None
    ends = rows.iloc[[0, -1]]
    values = ways.merge(ends[[*WAY, "year"]], on=[*WAY, "year"])
    values = values.pivot(index="ref_area", columns="year", values="obs_value")
    if len(values) < FEWEST:
        return None
    without = without_each(values)
    area = (without.iloc[:, 1] - without.iloc[:, 0]).abs().idxmin()
    middle = values.quantile([0.25, 0.75]).T.to_numpy().ravel()
    first, last = (here.year(ends.iloc[0], one) for one in ends["year"])
    said = {"indicator": here.labels.indicator(ends["indicator"].iloc[0]), "first": first, "last": last}
    said |= dict(zip("abcd", (here.value({**ways.iloc[0], "obs_value": one}) for one in middle), strict=True))
    facts = {"says": "gini", "indicator": ends["indicator"].iloc[0], "territory": here.territory, "n": len(values),
             "years": ends["year"].tolist(), "gini": [*ends["gini"], *without.loc[area]], "without": area,
             "middle": middle.tolist()}  # fmt: skip
    return sentence(here.lang, "{indicator}: the middle half of the provinces from {a} to {b} in {first}, from {c} to "
                    "{d} in {last}", said, facts)  # fmt: skip


def catching_up(growth: pd.DataFrame, asked: list[str], here: At) -> "Markdown | None":
    """Say of which paths asked for nothing is computed, since a break cuts them."""
    said = catching_sentences(growth, asked, here)
    return paragraphs(said) if said else None


def catching_sentences(growth: pd.DataFrame, asked: list[str], here: At) -> list[Sentence]:
    """The sentence of :func:`catching_up`."""
    rows = growth[growth["territory"].eq(here.territory) & growth["indicator"].isin(asked)]
    broken = rows[rows["reason"].eq("broken")].sort_values("indicator", key=lambda codes: codes.map(asked.index))
    if broken.empty:
        return []
    values = {"which": ", ".join(map(here.mid, broken["indicator"])),
              "years": ", ".join(sorted(set("|".join(broken["broken"]).split("|"))))}  # fmt: skip
    facts = {"says": "broken", "territory": here.territory,
             "broken": dict(zip(broken["indicator"], broken["broken"], strict=True))}  # fmt: skip
    return [sentence(here.lang, "Not computed across the break that this corpus marks in {years}: {which}.",
                     values, facts)]  # fmt: skip


def _outcome(row: pd.Series, here: At) -> str:
    """What the interval of a slope leaves, and whether the spread fell."""
    if row["upper"] < 0 and row["sigma_last"] < row["sigma_first"]:
        said = N_("those that started lower gained on the others on average, and the spread fell")
    elif row["upper"] < 0:
        said = N_("those that started lower gained on the others on average, yet the spread did not fall: they changed "
                  "places and did not draw together")  # fmt: skip
    else:
        said = N_("those that started higher drew away") if row["lower"] > 0 else N_("no evidence of catching up")
    return here.say(said)


def beta_title(row: pd.Series, here: At) -> Sentence:
    """Whether a low start went with fast growth."""
    values = {"indicator": here.labels.indicator(row["indicator"]), "first": year(row["first"]),
              "last": here.year(row, row["last"]), "said": _outcome(row, here)}  # fmt: skip
    names = ["indicator", "series", "territory", "first", "last", "areas", "beta", "lower", "upper", "sigma_first",
             "sigma_last", "scale"]  # fmt: skip
    return sentence(here.lang, "{indicator}, {first} to {last}: {said}", values, {"says": "beta", **row[names]})


def over_years(ways: pd.DataFrame, spread: pd.DataFrame, asked: list[str], here: At,
               size: str = "page") -> "Axes | None":  # fmt: skip
    """Draw the distribution of all provinces year by year, for the first indicator asked for."""
    from bdviews.plots import regions

    rows = ways[ways["territory"].eq(here.territory) & ways["indicator"].isin(asked[:1])]
    title = gini_title(rows, spread, asked, here) if len(rows) else None
    return regions.over_years(rows, title, here, size=size) if title else None


def catching_up_plot(ways: pd.DataFrame, growth: pd.DataFrame, asked: list[str], here: At,
                     size: str = "page") -> "Axes | None":  # fmt: skip
    """Draw growth against the start with the fitted line, for the first path asked for that no break cuts."""
    from bdviews.plots import together

    rows = growth[growth["territory"].eq(here.territory) & growth["indicator"].isin(asked) & growth["reason"].eq("")]
    rows = rows[rows["areas"].ge(FEWEST)]
    if rows.empty:
        return None
    order = {code: n for n, code in enumerate(asked)}
    row = rows.assign(place=rows["indicator"].map(order)).sort_values(["place", "first"]).iloc[0]  # the longest path
    wide = ways.merge(rows.loc[[row.name], WAY], on=WAY).pivot(index="ref_area", columns="year", values="obs_value")
    if not {row["first"], row["last"]} <= set(wide):
        return None
    start, end = wide[row["first"]], wide[row["last"]]
    if row["scale"] == "log":
        start, end = np.log(start), np.log(end)
    points = pd.DataFrame({"x": wide[row["first"]], "y": (end - start) / (row["last"] - row["first"])}).dropna()
    return together.catching_up(points, row, beta_title(row, here), here, size=size)
