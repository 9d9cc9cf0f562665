"""What goes with what: digital standing beside income and productivity, and how little of it can be proved."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdlib.comparison.jumps import declared
from bdviews.comparison.places import span
from bdviews.comparison.standpoint import FEWEST, At
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table as shown

if TYPE_CHECKING:
    from IPython.display import Markdown
    from matplotlib.axes import Axes

SURE = 0.05  # after Holm's correction for the number of comparisons
PAIR = ["digital", "economic", "years"]
HELD = {"year_region": N_("year and region"), "controls": N_("year, region and {controls}"),
        "province": N_("year and province")}  # fmt: skip
TOLD = {True: N_("linked"), False: N_("not distinguishable from zero after Holm’s correction")}
REASONS = {"few_years": N_("too few years within a province"), "no_common_year": N_("no year in common")}


def together(result: Any, here: At) -> "Markdown":
    """Say how many of the comparisons can be told from zero, by what is held equal, and which of their values jump."""
    return paragraphs([*sentences(result, here), *_jumping(result, here)])


def sentences(result: Any, here: At) -> list[Sentence]:
    """The sentence of :func:`together`."""
    rows = result.frame[result.frame["reason"].eq("")]
    if len(rows) and _few(result):
        values = {"n": here.number(rows["provinces"].max(), 0), "k": str(FEWEST)}
        return [sentence(here.lang, "Nothing can be said: {n} provinces are too few to show a link; it takes {k} or "
                         "more.", values, {"says": "few_together"})]  # fmt: skip
    if rows.empty:
        return [sentence(here.lang, "Nothing can be said: of none of these pairs do both sides have all provinces in "
                         "one year.", {}, {"says": "nothing_together"})][: len(result.frame)]  # fmt: skip
    models = [part for held in HELD if len(part := rows[rows["held_equal"].eq(held)])]
    counts = [{"held_equal": part["held_equal"].iloc[0], "n": len(part), "k": _sure(part)} for part in models]
    parts = [gettext(here.lang, "{k} of {n} with {held} held equal", k=str(_sure(part)), n=str(len(part)),
                     held=_held(part.iloc[0], here)) for part in models]  # fmt: skip
    values = {"n": str(result.comparisons), "parts": "; ".join(parts)}
    facts = {"says": "counted", "n": result.comparisons, "k": _sure(rows), "models": counts}
    return [sentence(here.lang, "Coefficients that differ from zero at 5% (Holm's correction for all {n}): {parts}.",
                     values, facts)]  # fmt: skip


def _jumping(result: Any, here: At) -> list[Sentence]:
    """Name the values before which a jump is declared: the charts leave a gap there, the models hold them."""
    rows = result.frame[result.frame["reason"].eq("")]
    sides = rows.assign(held=rows["controls"].str.split("|")).explode("held")[["digital", "economic", "held", "years"]]
    used = sides.melt("years", value_name="indicator").query("indicator != ''")
    used = used.assign(year=used["years"].str.split("|").str[1:]).explode("year")[["indicator", "year"]]
    jumps = declared(here.est.tables).astype({"year": str}).merge(used.drop_duplicates())
    if jumps.empty or _few(result):
        return []
    parts = "; ".join(f"{here.mid(code)} {year}: {', '.join(map(here.apart, some))}"
                      for (code, year), some in jumps.groupby(["indicator", "year"])["ref_area"])  # fmt: skip
    said = N_("Kept in the models, though by our check they jump and the charts through the years leave a gap before "
              "them: {parts}.")  # fmt: skip
    return [sentence(here.lang, said, {"parts": parts}, {"says": "jumping", "jumps": len(jumps)})]


def _few(result: Any) -> bool:
    """Whether models were made of so few provinces that a link is what one or two of them make."""
    most = result.frame.loc[result.frame["reason"].eq(""), "provinces"].max()
    return bool(most < FEWEST)


def _sure(part: pd.DataFrame) -> int:
    return int((part["p_holm"] < SURE).sum())


def together_table(result: Any, here: At) -> Any:
    """List every pair with its coefficients, a column for what is held equal, or why there is none."""
    rows = result.frame[~result.frame["reason"].eq("no_complete_field")]
    if rows.empty or _few(result):
        return None
    rows = rows.assign(said=[_estimate(row, here) for _, row in rows.iterrows()], years=rows["years"].fillna(""))
    models = [held for held in HELD if rows["held_equal"].eq(held).any()]
    order = pd.MultiIndex.from_frame(rows[PAIR].drop_duplicates())
    wide = rows.pivot(index=PAIR, columns="held_equal", values="said").reindex(order).fillna("–").reset_index()
    wide = wide.assign(**{side: wide[side].map(here.labels.indicator) for side in PAIR[:2]},
                       years=wide["years"].map(_spanned))  # fmt: skip
    heads = {held: _held(rows[rows["held_equal"].eq(held)].iloc[0], here) for held in models}
    heads = {held: gettext(here.lang, "Held equal: {held}", held=said) for held, said in heads.items()}
    heads |= {"digital": N_("Digital side"), "economic": N_("Economic side")}
    caption = gettext(here.lang, "Coefficients in standard deviations, with 95% intervals that are not corrected; "
                      "* differs from zero at 5% after Holm's correction for all {n}",
                      n=str(result.comparisons))  # fmt: skip
    return shown(wide, [*PAIR, *models], here.lang, here.est, name="together", headings=heads, caption=caption)


def _spanned(years: str) -> str:
    """Years as their span where none between is missing."""
    each = [int(year) for year in years.split("|") if year]
    unbroken = len(each) > 1 and len(each) == each[-1] - each[0] + 1
    return span(each[0], each[-1]) if unbroken else ", ".join(map(str, each))


def _held(row: pd.Series, here: At) -> str:
    """What a model holds equal, in words."""
    return here.say(HELD[row["held_equal"]], controls=_controls(row, here))


def _controls(row: pd.Series, here: At) -> str:
    """Names of the controls of a model within a sentence; of a model without one nothing."""
    return ", ".join(map(here.mid, filter(None, row["controls"].split("|"))))


def _estimate(row: pd.Series, here: At) -> str:
    if row["reason"]:
        return here.say(REASONS[row["reason"]])
    ends = [here.number(row[name], 2) for name in ("estimate", "lower", "upper")]
    mark = "*" if row["p_holm"] < SURE else ""
    return gettext(here.lang, "{b} ({low} to {high})", b=ends[0], low=ends[1], high=ends[2]) + mark


def together_plot(result: Any, here: At, size: str = "page") -> "Axes | None":
    """Draw what is left of both sides of the first pair, before and after the controls are held equal, with names."""
    from bdviews.plots import scatter

    panels = [panel(result, held) for held in ("year_region", "controls")]
    if any(one.empty for one in panels) or _few(result):
        return None
    rows = models_of(result, panels[1])
    models = [rows.loc["year_region"], rows.loc["controls"]]
    return scatter.left_over(panels, models, plot_title(result, here), own_codes(panels[1], here), here, size=size)


def panel(result: Any, held: str) -> pd.DataFrame:
    """Residuals of the first pair that has the model with controls, under one of the models."""
    residuals = result.residuals
    pairs = residuals[residuals["held_equal"].eq("controls")]
    if pairs.empty:
        return pairs
    first = pairs.iloc[0]
    same = residuals["digital"].eq(first["digital"]) & residuals["economic"].eq(first["economic"])
    return residuals[same & residuals["held_equal"].eq(held)]


def models_of(result: Any, residuals: pd.DataFrame) -> pd.DataFrame:
    """Models of the pair that residuals are of, by what they hold equal."""
    first = residuals.iloc[0]
    rows = result.frame[result.frame["digital"].eq(first["digital"]) & result.frame["economic"].eq(first["economic"])]
    return rows.set_index("held_equal")


def own_codes(residuals: pd.DataFrame, here: At) -> list[str]:
    """The area among the provinces of the model, or the old provinces that it was made of."""
    areas = here.est.tables.areas.set_index("area")["successor"]
    parts = [here.area, *areas.index[areas.eq(here.area)]]
    return [code for code in parts if code in set(residuals["ref_area"])]


def plot_title(result: Any, here: At) -> Sentence:
    """Whether the first pair's link can be told from zero, and whether once the controls are held equal too."""
    rows = models_of(result, panel(result, "controls"))
    row, less = rows.loc["year_region"], rows.loc["controls"]
    told = [one["p_holm"] < SURE for one in (row, less)]
    values = {"x": here.labels.indicator(row["digital"]), "y": here.mid(row["economic"]), "a": here.say(TOLD[told[0]]),
              "b": here.say(TOLD[told[1]]), "controls": _controls(less, here)}  # fmt: skip
    smaller = abs(less["estimate"]) < abs(row["estimate"])
    facts = {"says": "title_together", "smaller": bool(smaller), "digital": row["digital"], "economic": row["economic"],
             "controls": less["controls"], "p_holm": [row["p_holm"], less["p_holm"]]}  # fmt: skip
    said = N_("{x} and {y}: {a} with year and region held equal, {b} with {controls} held equal too")
    if told == [True, False] and smaller:
        said = N_("{x} and {y}: {a} with year and region held equal; smaller, and {b}, with {controls} held equal too")
    if not any(told):
        said = N_("{x} and {y}: {a} with year and region held equal, nor with {controls} held equal too")
    if all(told):
        said = N_("{x} and {y}: {a} with year and region held equal, with {controls} too")
    return sentence(here.lang, said, values, facts)
