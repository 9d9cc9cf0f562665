"""How unequal provinces are, and whether they draw together."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from bdlib.comparison.paths import WAY
from bdviews.comparison.standpoint import EARLIER, FEWEST, At
from bdviews.language.messages import N_
from bdviews.language.periods import year
from bdviews.sentences import Sentence, paragraphs, sentence

if TYPE_CHECKING:
    from IPython.display import Markdown
    from matplotlib.axes import Axes


def unequal(spread: pd.DataFrame, asked: list[str], here: At) -> "Markdown | None":
    """Say how unequal the provinces are on the first indicator asked for, in its first and its last year."""
    said = gini_sentence(spread, asked, here)
    return paragraphs([said]) if said else None


def gini_sentence(spread: pd.DataFrame, asked: list[str], here: At) -> Sentence | None:
    """The sentence of :func:`unequal`, of the years since the last break; of a few provinces there is none."""
    ends = _ends(spread, asked, here)
    if ends.empty:
        return None
    row, years = ends.iloc[-1], ends["year"].tolist()
    first, last = (here.year(ends.iloc[0], one) for one in years)
    before, after = (here.number(one, 3) for one in ends["gini"])
    values = {"indicator": here.priced(row["indicator"]), "n": str(row["covered"]), "first": first, "last": last,
              "before": before, "after": after, "borders": here.borders(str(years[0]), said=EARLIER)}  # fmt: skip
    facts = {"says": "gini", "indicator": row["indicator"], "territory": here.territory, "n": int(row["covered"]),
             "years": years, "gini": ends["gini"].tolist()}  # fmt: skip
    return sentence(here.lang, "{indicator}: Gini coefficient (0: all equal) among the {n} provinces {before} in "
                    "{first}, {after} in {last}{borders}.", values, facts)  # fmt: skip


def _ends(spread: pd.DataFrame, asked: list[str], here: At) -> pd.DataFrame:
    """First and last year of one way since its last break, of that which comes nearest to today and is the longest."""
    rows = spread[spread["territory"].eq(here.territory) & spread["indicator"].isin(asked[:1])]
    rows = rows.sort_values([*WAY, "year"])
    to_come = rows.iloc[::-1].groupby(WAY)["break_before"].cumsum() - rows["break_before"]  # breaks after the year
    rows = rows[to_come.eq(0) & rows["reason"].eq("") & rows["covered"].ge(FEWEST)]
    spans = rows.groupby(WAY)["year"].agg(first="min", last="max").query("first < last").reset_index()
    chosen = spans.sort_values(["last", "first"], ascending=[False, True], kind="stable").head(1)
    return rows.merge(chosen[WAY], on=WAY).iloc[[0, -1]] if len(chosen) else rows.head(0)


def _outcome(row: pd.Series, here: At) -> str:
    """What the interval of a slope leaves, and whether the spread fell."""
    if row["upper"] < 0 and row["sigma_last"] < row["sigma_first"]:
        said = N_("provinces that started lower gained on the others on average, and the spread fell")
    elif row["upper"] < 0:
        said = N_("provinces that started lower gained on the others on average, yet the spread did not fall")
    else:
        said = N_("provinces that started higher drew away") if row["lower"] > 0 else N_("no evidence of catching up")
    return here.say(said)


def beta_title(row: pd.Series, here: At) -> Sentence:
    """Whether a low start went with fast growth."""
    values = {"indicator": here.priced(row["indicator"]), "first": year(row["first"]),
              "last": here.year(row, row["last"]), "said": _outcome(row, here)}  # fmt: skip
    names = ["indicator", "series", "territory", "first", "last", "areas", "beta", "lower", "upper", "sigma_first",
             "sigma_last", "scale"]  # fmt: skip
    return sentence(here.lang, "{indicator}, {first} to {last}: {said}", values, {"says": "beta", **row[names]})


def catching_up_plot(ways: pd.DataFrame, growth: pd.DataFrame, asked: list[str], here: At,
                     size: str = "page") -> "Axes | None":  # fmt: skip
    """Draw growth against the start with the fitted line, for the first path asked for that no break cuts."""
    from bdviews.plots import scatter

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
    return scatter.catching_up(points, row, beta_title(row, here), here, size=size)
