"""What goes with what: digital standing beside income and productivity, and how little of it can be proved."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdviews.comparison.standpoint import FEWEST, At
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table as shown

if TYPE_CHECKING:
    from IPython.display import Markdown
    from matplotlib.axes import Axes

LEAST = 0.001
SURE = 0.05  # after Holm's correction for the number of comparisons
HELD = {"year_region": N_("year and region"), "controls": N_("year, region and {controls}"),
        "province": N_("year and province")}  # fmt: skip
TOLD = {True: N_("linked"), False: N_("no link shown")}  # by whether zero is ruled out after Holm
REASONS = {"few_years": N_("too few years within a province"), "no_common_year": N_("no year in common")}


def together(result: Any, here: At) -> "Markdown":
    """Say how many comparisons were made, and how far each kind of them can be told from zero."""
    return paragraphs(sentences(result, here))


def sentences(result: Any, here: At) -> list[Sentence]:
    """The sentences of :func:`together`."""
    rows = result.frame[result.frame["reason"].eq("")]
    if len(rows) and _few(result):
        values = {"n": here.number(rows["provinces"].max(), 0), "k": str(FEWEST)}
        return [sentence(here.lang, "Nothing can be said: {n} provinces are too few to show a link; it takes {k} or "
                         "more.", values, {"says": "few_together"})]  # fmt: skip
    if rows.empty:
        return [sentence(here.lang, "Nothing can be said: of none of these pairs do both sides have all provinces in "
                         "one year.", {}, {"says": "nothing_together"})][: len(result.frame)]  # fmt: skip
    models = [(held, rows[rows["held_equal"].eq(held)]) for held in HELD]
    models = [(held, part) for held, part in models if len(part)]
    counts = [{"held_equal": held, "n": len(part), "k": _sure(part)} for held, part in models]
    parts = [gettext(here.lang, "{k} of {n} with {held} held equal", k=str(_sure(part)), n=str(len(part)),
                     held=_held(part.iloc[0], here)) for _, part in models]  # fmt: skip
    values = {"n": str(result.comparisons), "k": str(_sure(rows)), "parts": "; ".join(parts)}
    facts = {"says": "counted", "n": result.comparisons, "k": _sure(rows), "models": counts}
    counted = sentence(here.lang, "Of {n} coefficients, each of a digital beside an economic indicator, {k} differ "
                       "from zero once their number is allowed for (Holm, 5%): {parts}.", values, facts)  # fmt: skip
    return [counted, *_unchecked(rows, here)]


def _unchecked(rows: pd.DataFrame, here: At) -> list[Sentence]:
    """Say of which sides the table was read in a copy of which nobody has compared a value with the publisher's."""
    seen, sources = here.est.tables.observations, here.est.tables.sources
    marked = seen["source_id"].isin(sources.loc[sources["copied"].eq("unchecked"), "source_id"])
    codes = sorted(set(seen.loc[marked, "indicator"]) & {*rows["digital"], *rows["economic"]})
    said = N_("Read in a copy of which this corpus has compared no value with the publisher's: {names}.")
    values = {"names": ", ".join(map(here.labels.indicator, codes))}
    return [sentence(here.lang, said, values, {"says": "unchecked", "indicators": codes})] if codes else []


def _few(result: Any) -> bool:
    """Whether models were made of so few provinces that a link is what one or two of them make."""
    most = result.frame.loc[result.frame["reason"].eq(""), "provinces"].max()
    return bool(most < FEWEST)


def _sure(part: pd.DataFrame) -> int:
    return int((part["p_holm"] < SURE).sum())


def own_codes(residuals: pd.DataFrame, here: At) -> list[str]:
    """The area among the provinces of the model, or the old provinces that it was made of."""
    areas = here.est.tables.areas.set_index("area")["successor"]
    parts = [here.area, *areas.index[areas.eq(here.area)]]
    return [code for code in parts if code in set(residuals["ref_area"])]


def panel(result: Any, held: str) -> pd.DataFrame:
    """Residuals of the first pair that has the model with controls, under one of the models."""
    residuals = result.residuals
    pairs = residuals[residuals["held_equal"].eq("controls")]
    if pairs.empty:
        return pairs
    first = pairs.iloc[0]
    same = residuals["digital"].eq(first["digital"]) & residuals["economic"].eq(first["economic"])
    return residuals[same & residuals["held_equal"].eq(held)]


def together_table(result: Any, here: At) -> Any:
    """List every comparison with its interval, or why it could not be made."""
    rows = result.frame[~result.frame["reason"].eq("no_complete_field")]
    if rows.empty or _few(result):
        return None
    held = [_held(row, here) for _, row in rows.iterrows()]
    said = [_estimate(row, here) for _, row in rows.iterrows()]
    frame = rows.assign(digital=rows["digital"].map(here.labels.indicator), held=held, said=said,
                        economic=rows["economic"].map(here.labels.indicator),
                        years=rows["years"].fillna("").str.replace("|", ", "),
                        p=[_chance(p, here) for p in rows["p_holm"]])  # fmt: skip
    heads = {"digital": gettext(here.lang, "Digital side"), "economic": gettext(here.lang, "Economic side"),
             "held": gettext(here.lang, "Held equal"),
             "said": gettext(here.lang, "In standard deviations (95% interval, not adjusted)"),
             "p": gettext(here.lang, "p after Holm")}  # fmt: skip
    return shown(frame, ["digital", "economic", "held", "said", "p", "years"], here.lang, here.est, name="together",
                 headings=heads)  # fmt: skip


def _chance(p: float, here: At) -> str:
    """A p value, never as nought."""
    return f"< {here.number(LEAST, 3)}" if p < LEAST else here.number(p, 3)


def _held(row: pd.Series, here: At) -> str:
    """What a model holds equal, in words."""
    return here.say(HELD[row["held_equal"]], controls=here.mid(row["controls"]) if row["controls"] else "")


def _estimate(row: pd.Series, here: At) -> str:
    if row["reason"]:
        return here.say(REASONS[row["reason"]])
    ends = [here.number(row[name], 2) for name in ("estimate", "lower", "upper")]
    return gettext(here.lang, "{b} ({low} to {high})", b=ends[0], low=ends[1], high=ends[2])


def together_plot(result: Any, here: At, size: str = "page") -> "Axes | None":
    """Draw what is left of both sides of the first pair, before and after income is held equal, with names."""
    from bdviews.plots import together as plots

    panels = [panel(result, held) for held in ("year_region", "controls")]
    if any(one.empty for one in panels) or _few(result):
        return None
    rows = _models(result, panels[1])
    models = [rows.loc["year_region"], rows.loc["controls"]]
    return plots.left_over(panels, models, plot_title(result, here), own_codes(panels[1], here), here, size=size)


def _models(result: Any, residuals: pd.DataFrame) -> pd.DataFrame:
    """Models of the pair that residuals are of, by what they hold equal."""
    first = residuals.iloc[0]
    rows = result.frame[result.frame["digital"].eq(first["digital"]) & result.frame["economic"].eq(first["economic"])]
    return rows.set_index("held_equal")


def plot_title(result: Any, here: At) -> Sentence:
    """Whether the first pair's link can be told from zero, and whether once income is held equal too."""
    rows = _models(result, panel(result, "controls"))
    row, less = rows.loc["year_region"], rows.loc["controls"]
    words = [here.say(TOLD[one["p_holm"] < SURE]) for one in (row, less)]
    values = {"x": here.labels.indicator(row["digital"]), "y": here.mid(row["economic"]), "a": words[0],
              "b": words[1], "controls": here.mid(less["controls"]), "n": str(result.comparisons)}  # fmt: skip
    facts = {"says": "title_together", "digital": row["digital"], "economic": row["economic"],
             "controls": less["controls"], "p_holm": [row["p_holm"], less["p_holm"]],
             "n": result.comparisons}  # fmt: skip
    return sentence(here.lang, "{x} and {y}: {a} with year and region held equal, {b} with {controls} too (Holm, {n} "
                    "coefficients)", values, facts)  # fmt: skip
