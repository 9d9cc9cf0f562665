"""Claims about one thing: a row for each value and who gave it, with what it can mean and what became of it."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from bdlib import periods
from bdviews.conflicts.figures import Figures
from bdviews.conflicts.outcomes import of_series, superseded
from bdviews.labels import FACETS, Labels
from bdviews.language import measured, scale_and_unit
from bdviews.language.codes import LOOSE, spoken
from bdviews.language.messages import LANGUAGES, gettext, ngettext
from bdviews.language.periods import INFERRED, period, stated
from bdviews.plots import rows as listed
from bdviews.plots import style

MOST = {"page": 16, "phone": 16, "slide": 5}  # rows drawn
LARGE = {"page": 9, "phone": 8, "slide": 16}  # points of a mark
KEPT, OPEN, ASIDE, COPY, WEAK, OFFICIAL = "kept", "in_conflict", "set_aside", "copy", "low", "official"
REVISED, OUTDONE, SERIES, FITS = "revised", "outdone", "of_series", "fits"
NARROWEST = 0.1  # of the largest value: what the axis spans at least, so that 43 and 44 do not stand at its ends
SEEN = 0.05  # of the axis: a bar that is shorter lies behind its mark
LOOKS = {KEPT: style.KEPT, OUTDONE: {**style.KEPT, "marker": "^", "markerfacecolor": style.PAPER},
         OPEN: {**style.SET_ASIDE, "marker": "D"}, SERIES: {**style.OTHERS, "marker": "s"},
         FITS: {**style.OTHERS, "marker": "P"}, ASIDE: style.SET_ASIDE,
         REVISED: {**style.OTHERS, "marker": "s", "markerfacecolor": style.PAPER},
         WEAK: {**style.OTHERS, "marker": "v", "markerfacecolor": style.PAPER},
         OFFICIAL: {**style.OTHERS, "color": style.SERIES[2], "marker": "D"},
         COPY: {**style.OTHERS, "markerfacecolor": style.PAPER}}  # fmt: skip


def numbered(est: Any, area: str, indicator: str, figure_ids: Iterable[str] | None = None) -> pd.DataFrame:
    """List the claims about an indicator of an area, or of them `figure_ids`, in the order of time, pages numbered.

    `number` is 0 for the official table; `bound`: only its page's date is known; `original`: the claim a copy repeats;
    `fits`: of one that states no series the figures of series beside each other that it can mean.
    """
    rows = est.tables.observations
    rows = rows[rows["ref_area"].eq(area) & rows["indicator"].eq(indicator)]
    rows = rows if figure_ids is None else rows[rows["figure_id"].isin(list(figure_ids))]
    when = periods.frame(rows["time_period"])
    rows = rows.assign(
        start=when["start"], end=when["end"], bound=rows["period_basis"].eq("publication"),
        middle=(when["start"] + (when["end"] - when["start"]) / 2).where(rows["period_basis"].ne("publication"),
                                                                         when["end"]),
        point=rows["obs_value"].fillna((rows["lower"] + rows["upper"]) / 2), official=rows["frame"].ne(""),
    )  # fmt: skip
    rows = rows[rows["middle"].notna() & np.isfinite(rows["point"])]
    rows = rows.sort_values(["middle", "published", "figure_id"], kind="stable", ignore_index=True)
    rows = _near(rows) if figure_ids is None else rows
    rows["number"] = (~rows["official"]).cumsum().where(~rows["official"], 0)
    first = _first_of_origin(rows)
    aside = est.steps.loc[est.steps["action"].ne("kept"), "figure_id"]
    outdated = est.conflicts.loc[superseded(est.conflicts), "figure_ids"].str.split("|").explode()
    undecided = est.conflicts[est.conflicts["status"].eq("open")]
    here = undecided[undecided["ref_area"].eq(area) & undecided["indicator"].eq(indicator)]
    sides = _sides(here, est)
    rows["fits"] = _fits(rows, here, sides)
    series = sides.map(bool).reindex(undecided.index, fill_value=False).astype(bool)
    open_ = undecided.loc[~series, "figure_ids"].str.split("|").explode()
    own = undecided.loc[series, "figure_ids"].str.split("|").explode()
    alike = rows[["time_period", "point"]].apply(tuple, axis=1)  # a value that is open is so on every page
    in_open, chosen = alike.isin(alike[rows["figure_id"].isin(open_)]), est.conflicts["chosen_figure_id"]
    kept = _kept(rows, est.conflicts)
    part = [(rows["figure_id"].isin(open_), OPEN), (rows["figure_id"].isin(own) & rows["series"].ne(""), SERIES),
            (rows["official"] & rows["figure_id"].isin(chosen), KEPT),
            (rows["official"], OFFICIAL), (first.ne(rows["number"]), COPY), (rows["trust"].eq("low"), WEAK),
            (rows["figure_id"].isin(own), FITS),  # what is of no side lies within the reach of one
            (kept & rows["figure_id"].isin(aside), OUTDONE), (kept, KEPT),
            (rows["figure_id"].isin(outdated), REVISED),
            (rows["figure_id"].isin(aside), ASIDE), (in_open, OPEN)]  # fmt: skip
    rows["part"] = np.select([where for where, _ in part], [name for _, name in part], KEPT)
    return rows.assign(original=first.where(rows["part"].eq(COPY), 0).astype(int))


def _sides(conflicts: pd.DataFrame, est: Any) -> pd.Series:
    """Sides of each open conflict that is of series beside each other; of another none."""
    figures = Figures(est, LANGUAGES[0]) if len(conflicts) else None
    return pd.Series([of_series(row, figures) for row in conflicts.to_dict("records")], conflicts.index, dtype=object)


def _fits(rows: pd.DataFrame, conflicts: pd.DataFrame, sides: pd.Series) -> list[frozenset[str]]:
    """Of each figure without a series the figures of the sides that it can mean, in the conflict that it is in."""
    ends = rows[rows["series"].eq("")].set_index("figure_id")[["lower", "upper"]]
    known: dict[str, set[str]] = {}
    for ids, against in zip(conflicts["figure_ids"].str.split("|"), sides, strict=True):
        for one in ends[ends.index.isin(ids)].itertuples():
            met = [side["figures"] for side in against if side["low"] <= one.upper and one.lower <= side["high"]]
            known.setdefault(one.Index, set()).update(*met)
    return [frozenset(known.get(one, ())) for one in rows["figure_id"]]


def _kept(rows: pd.DataFrame, conflicts: pd.DataFrame) -> pd.Series:
    """Figures of the value that a conflict keeps, also where a later value stands in its place in the estimate."""
    each = conflicts.assign(one=conflicts["figure_ids"].str.split("|")).explode("one")
    point = rows.set_index("figure_id")["point"]
    return rows["figure_id"].isin(each.loc[each["one"].map(point).eq(each["chosen_figure_id"].map(point)), "one"])


@style.chart
def claims(est: Any, area: str, indicator: str, lang: str, *, title: str = "", size: str = "page",
           figure_ids: Iterable[str] | None = None) -> Axes:  # fmt: skip
    """Draw the claims about one indicator of an area, or of them `figure_ids`: a row a value and who gave it.

    Every row of a page bears the number of its claims in `figure.table`, which lists them with source and date.
    """
    table, labels = numbered(est, area, indicator, figure_ids), Labels(est, lang)
    every = _rows(table, labels, size)
    claims_ = every[every["unit"].eq(every["unit"].mode().iloc[0])]  # one axis, one unit
    claims_ = claims_.sort_values(["fate", "prints"], ascending=[True, False], kind="stable").head(MOST[size])
    claims_ = claims_.sort_values(["when", "point"], ascending=[True, False], kind="stable")
    name = f"{labels.indicator(indicator, area)}, {labels.area(area)}"
    claims_ = claims_.assign(name=_fitting(claims_, every, lang))
    axis = max(claims_["high"].max() - claims_["low"].min(), NARROWEST * claims_["high"].abs().max())
    wide = (claims_["high"] - claims_["low"]).gt(SEEN * axis)
    bars = gettext(lang, "; bar: what the figure can mean") if wide.any() else ""
    few = gettext(lang, "; drawn: {k} of {n}", k=len(claims_), n=len(every)) if len(claims_) < len(every) else ""
    stacked = listed.stack(claims_["name"].tolist(), size)
    seen = [part for part in LOOKS if claims_["part"].eq(part).any()]
    fates = [spoken(part, lang) for part in seen]
    height = (1.9 if size == "slide" else 2.7) + stacked.inches(size)  # with axis, words and a line of the legend
    height += listed.legend_inches(fates, size)
    source = "; ".join(dict.fromkeys(map(labels.publisher, table["publisher"], table["trust"])))
    with style.canvas(lang, title or name, source, subtitle=(bars + few).removeprefix("; "), size=size,
                      height=height) as (figure, ax):  # fmt: skip
        _draw(ax, claims_, stacked, lang)
        marks = [Line2D([], [], **LOOKS[part] | {"linestyle": ""}) for part in seen]
        listed.legend(ax, marks, fates)
    told = [f"{one.name}: {one.words} ({spoken(one.part, lang)})" for one in claims_.itertuples(index=False)]
    figure.alt = f"{(title or name).removesuffix('?')}. {'; '.join(told)}."
    when = [stated(*row, lang) for row in zip(table["time_period"], table["period_basis"], strict=True)]
    columns = ["number", "figure", "publisher", "published", "time_period", "lower", "upper", "part"]
    figure.table = table.assign(time_period=when)[columns]
    return ax


def _rows(table: pd.DataFrame, labels: Labels, size: str) -> pd.DataFrame:
    """One row a value, period and who gave it; a copy stands with the claim that it repeats."""
    lang = labels.lang
    who = _carried(table, [_who(row, labels) for row in table.to_dict("records")], labels)
    first, several = dict(zip(table["number"], who, strict=True)), table["time_period"].nunique() > 1
    told = zip(table["time_period"], table["period_basis"], strict=True)
    about = [stated(*one, lang) if several and one[1] != "publication" else "" for one in told]  # a page's date is told
    vary = [name for name in FACETS if table[name].nunique() > 1]
    about = [", ".join(filter(None, [one, labels.facets(row)]))
             for one, row in zip(about, table[vary].to_dict("records"), strict=True)]  # fmt: skip
    alike = dict(zip(table["number"], about, strict=True))
    who = [first[one] if one and alike[one] == own else name
           for one, own, name in zip(table["original"], about, who, strict=True)]  # fmt: skip
    table = table.assign(who=who, about=about, guessed=table["source_id"].isin(labels.inferred_days))
    groups = table.groupby(["about", "point", "who"], sort=False)
    return pd.DataFrame([_row(group, lang, numbers=size != "slide") for _, group in groups])


def _who(row: dict[str, Any], labels: Labels) -> str:
    """Who made a figure; where its page names nobody, that and on whose page it is."""
    page = labels.publisher(row["publisher"], row["trust"])
    nobody = page if row["trust"] == "low" else gettext(labels.lang, "maker not named, in {publisher}", publisher=page)
    return labels.made(row, short=True) or nobody


def _carried(table: pd.DataFrame, who: list[str], labels: Labels) -> list[str]:
    """Name with makers of whom several values are told whose pages have each that they did not print themselves."""
    names, own = pd.Series(who, table.index), table["official"] | table["origin_basis"].eq("publisher")
    values = table["point"].groupby([names, table["time_period"]]).transform("nunique")
    printed = own.groupby([names, table["point"]]).transform("any")
    known = table["origin"].ne("") | table["maker"].ne("")
    asked = values.gt(1) & ~printed & known & table["trust"].ne("low")
    pages = table["publisher"].map(labels.publisher).where(asked)
    joined = pages.groupby([names, table["point"]]).transform(lambda own: ", ".join(own.dropna().unique()[:2]))
    told = [gettext(labels.lang, "{who}, printed by {publisher}", who=name, publisher=page)
            for name, page in zip(names, joined, strict=True)]  # fmt: skip
    return list(names.mask(asked & names.ne(pages), pd.Series(told, table.index)))


def _row(group: pd.DataFrame, lang: str, *, numbers: bool) -> dict[str, Any]:
    order, words = list(LOOKS), set(group["qualifier"])
    first = group.iloc[group["part"].map(order.index).to_numpy().argmin()]
    dates = [one[:7] for one in group["published"] if one]
    printed = sorted({one[: min(map(len, dates))] for one in dates})  # a page of 2024 is of no known month of it
    when = " – ".join(period(one, lang) for one in dict.fromkeys([*printed[:1], *printed[-1:]]))
    when = gettext(lang, INFERRED, period=when) if when and group["guessed"].all() else when
    who = gettext(lang, "{who}, published {when}", who=first["who"], when=when) if when else first["who"]
    pages = ngettext(lang, "{n} print", "{n} prints", len(group)) if len(group) > 1 else ""
    listed_ = ", ".join(str(one) for one in group["number"] if one and numbers)
    word = f"{spoken(first['qualifier'], lang)} " if len(words) == 1 and words <= set(LOOSE) else ""
    low, high = (first[name] if np.isfinite(first[name]) else first["point"] for name in ("lower", "upper"))
    return {"name": ". ".join(filter(None, [listed_, ", ".join(filter(None, [first["about"], who, pages]))])),
            "words": word + measured(first["point"], low, high, first["unit_measure"], lang), "when": first["middle"],
            "prints": len(group), "fate": order.index(first["part"]), "point": first["point"], "part": first["part"],
            "low": low, "high": high, "unit": first["unit_measure"], "ids": frozenset(group["figure_id"]),
            "fits": first["fits"]}  # fmt: skip


def _fitting(rows: pd.DataFrame, every: pd.DataFrame, lang: str) -> list[str]:
    """Names of rows; of one that states no series with the values of series that it can mean."""
    told = []
    for row in rows.itertuples():
        met = [one.words for one in every.itertuples() if row.part == FITS and row.fits & one.ids]
        fits = gettext(lang, "; fits {values}", values=", ".join(dict.fromkeys(met))) if met else ""
        told.append(row.name + fits)
    return told


def _draw(ax: Axes, claims_: pd.DataFrame, stacked: listed.Rows, lang: str) -> None:
    """Draw the marks, each with what it can mean and its value; the value that is kept in bold."""
    size = ax.figure.size
    for y, one in zip(stacked.at, claims_.itertuples(), strict=True):
        look = LOOKS[one.part] | {"linestyle": "", "markersize": LARGE[size]}
        ax.hlines(y, one.low, one.high, color=look["color"], linewidth=LARGE[size] / 3, alpha=0.4, zorder=1)
        ax.plot(one.point, y, **look)
    listed.write(ax, stacked)
    listed.beside(ax, stacked.at, claims_["words"], claims_["part"].eq(KEPT))
    scale, unit = scale_and_unit(claims_["high"].abs().max(), claims_["unit"].iloc[0], lang)
    style.numbers(ax.xaxis, lang, scale=scale)
    whole = bool(claims_[["low", "high"]].mod(1).eq(0).all(axis=None))  # between counts there is nothing
    ax.xaxis.set_major_locator(MaxNLocator(2 if size == "slide" else 5, integer=whole, min_n_ticks=2,
                                            steps=[1, 2, 5, 10]))  # fmt: skip
    ax.set_xlabel(unit.strip())
    ax.margins(x=0.08)
    _widen(ax, claims_["high"].abs().max())
    ax.grid(visible=size != "phone", axis="y")


def _widen(ax: Axes, largest: float) -> None:
    """Let the axis span at least :data:`NARROWEST` of the largest value: a small difference should look small."""
    left, right = ax.get_xlim()
    more = (NARROWEST * largest - (right - left)) / 2
    if more > 0:
        ax.set_xlim(left - more, right + more)


def _near(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what official tables say of years far from every claim of a page."""
    pages = rows[~rows["official"]]
    if pages.empty:
        return rows
    year = pd.Timedelta(days=370)
    inside = rows["middle"].between(pages["start"].min() - year, pages["end"].max() + year)
    return rows[inside].reset_index(drop=True)


def _first_of_origin(rows: pd.DataFrame) -> pd.Series:
    """Number of the claim that each repeats, with its digits: no weak copy, its maker named, the earliest of these."""
    named = rows["origin"].where(rows["origin"].ne(""))
    several = named.groupby(rows["point"]).transform("nunique").gt(1)
    pages = rows[rows["number"].gt(0)].assign(among=named.where(several, "").fillna(""))
    dates = pages["published"].replace("", "~") + "-99-99"  # a month comes after its days, a year after its months
    rank = {"weak": pages["trust"].eq("low"), "bare": pages["origin"].eq(""),
            "other": pages["origin_basis"].ne("publisher"), "out": dates.str[:10]}  # fmt: skip
    first = pd.Series(0, rows.index)
    for _, same in pages.assign(**rank).sort_values([*rank, "number"]).groupby(["point", "among"]):
        known: list[Any] = []
        for row in same.itertuples():
            like = [one for one in known if one.source_id != row.source_id and _of_one(row, one)] or [row]
            first[row.Index] = like[0].number
            known += like[:1] if like[0] is row else []
    return first


def _of_one(row: Any, other: Any) -> bool:
    """Tell whether a claim says no more than another of its time: one period, where both print one, and its facets."""
    dated = row.bound or other.bound or row.time_period == other.time_period
    same = all(getattr(row, name) in ("", getattr(other, name)) for name in FACETS)
    return dated and same and row.start <= other.end and row.end >= other.start
