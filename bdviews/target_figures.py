"""Words of the figures beside a target: what each is, whose, in what it differs, and which are in open conflict."""

from typing import Any

import pandas as pd

from bdviews.labels import FACETS, Labels, presumed
from bdviews.language import quantity
from bdviews.language.codes import LOOSE, heading, spoken
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import INFERRED, period

EARLY = {"E": N_("estimate"), "P": N_("preliminary")}  # by observation status of SDMX; in English the codes of stages
UNDATED = N_("page of {year}, the figure's date not printed")
OTHERS = {"field": N_("among another number of areas"),
          "period": N_("of one year, not the mean of several"),
          "series": N_("of another series, counted in another way")}  # fmt: skip
UNSTATED = ("measure", "base", "prices", "scope")  # facets that a target or a figure may leave open
BASES = ("stated", "inferred", "publication")  # of a period, the surest first
NAMED = ("base", "prices")  # an indicator's own name may tell them, so that no target is said to be silent on them


def word(lang: str, words: dict[str, str], code: str) -> str:
    """Word of a code, from one of the tables above."""
    return gettext(lang, words[code])


def stated(row: dict[str, Any], lang: str, labels: Labels, *, beside: str = "") -> str:
    """Write the value with its date, and facets and makers of the pages that print it: 11,34% (2023; UBND tỉnh)."""
    if pd.isna(row["current"]):
        return "–"
    year, known = str(int(row["current_year"])), printed(row["told_ids"], labels)
    when = period(row["told_period"], lang) if row["told_period"][:4] == year else year
    when = gettext(lang, INFERRED, period=when) if row["dated"] == "inferred" else when
    if row["dated"] == "bound":
        when = gettext(lang, undated(row["kind"]), year=paged(year, known, lang, labels))
    early = word(lang, EARLY, row["obs_status"]) if row["obs_status"] in EARLY and not row["stage"] else ""
    facets, maker = _facts(known, lang, labels, stage=row["stage"])
    maker = maker if row["maker"] is not None else ""
    others = _amounts(row["against_ids"], row["unit_measure"], lang, labels)
    against = gettext(lang, "in open conflict with {values}", values=", ".join(others)) if others else ""
    copy = gettext(lang, "only on a copy, wiki or blog") if row["trust"] == "low" else ""
    some = _some(row, known, lang, labels)
    whole = labels.indicator(row["derived"]) if row.get("derived") else ""
    counted = gettext(lang, "counted from the complete table: {indicator}", indicator=whole) if whole else ""
    former = gettext(lang, "former borders") if _outlived(row, labels) else ""
    parts = [when, former, early, facets, some, maker, counted, copy, beside, against]
    said = "; ".join(filter(None, parts))
    about = f"{spoken(row['said'], lang)} " if row["said"] in LOOSE else ""
    value = quantity(row["current"], row["unit_measure"], lang)
    if row["kind"] == "rank" and row["field"]:
        value = gettext(lang, "{place} of {of}", place=value, of=str(int(row["field"])))
    return f"{about}{value} ({said})"


def undated(kind: str) -> str:
    """What is said of a figure whose page prints no date, by the kind of its indicator."""
    return N_("page of {year}, the edition not printed") if kind == "rank" else UNDATED


def paged(year: str, known: pd.DataFrame, lang: str, labels: Labels) -> str:
    """Write the year of the pages that print figures; one that a collector inferred is said to be inferred."""
    guessed = len(known) > 0 and known["source_id"].isin(labels.inferred_days).all()
    return gettext(lang, "{year}, a year inferred", year=year) if guessed else year


def _outlived(row: dict[str, Any], labels: Labels) -> bool:
    """Whether the time of a dated figure ends after its area did: it goes on in the area's former borders."""
    last = labels.lists.areas.set_index("area")["valid_to"].get(row["ref_area"], "")
    return bool(last) and row["dated"] != "bound" and row["end"] > pd.Timestamp(last)


def _some(row: dict[str, Any], known: pd.DataFrame, lang: str, labels: Labels) -> str:
    """Say what some of the pages that print a value state, and the others do not: 1 of 2 pages: handled, over 92%."""
    said: dict[tuple[str, ...], list[str]] = {}
    for name in UNSTATED:
        stating = known[known[name].ne("")]
        if stating[name].nunique() == 1:
            said.setdefault(tuple(stating["figure_id"]), []).append(labels.facet(name, stating[name].iloc[0]))
    value = quantity(row["current"], row["unit_measure"], lang)
    count = N_("{n} of {of} pages: {said}")
    if _copied(row, known, labels):
        count = N_("{n} of {of} pages, not counting copies, wikis and blogs: {said}")
    for code, pages in known[known["qualifier"].isin(LOOSE)].groupby("qualifier"):
        said.setdefault(tuple(pages["figure_id"]), []).append(f"{spoken(code, lang)} {value}")
    return "; ".join(gettext(lang, count, n=len(pages), of=len(known), said=", ".join(words))
                     for pages, words in said.items() if len(pages) < len(known))  # fmt: skip


def _copied(row: dict[str, Any], known: pd.DataFrame, labels: Labels) -> bool:
    """Whether copies, wikis or blogs print the value of other pages for the same years too."""
    seen, key = labels.lists.observations, ["ref_area", "indicator"]
    rows = seen[seen["trust"].eq("low") & seen["obs_value"].eq(row["current"])].merge(known[key].drop_duplicates())
    return bool(known["trust"].ne("low").all() and rows["time_period"].str[:4].isin(known["time_period"].str[:4]).any())


def _amounts(ids: str, unit: str, lang: str, labels: Labels) -> list[str]:
    """Write the values of figures from the lowest up, each with its word where all that print it have the same."""
    said = []
    for value, pages in printed(ids, labels).groupby("obs_value"):
        words = set(pages["qualifier"])
        loose = f"{spoken(min(words), lang)} " if len(words) == 1 and words <= {*LOOSE} else ""
        said.append(loose + quantity(value, unit, lang))
    return said


def printed(ids: str, labels: Labels) -> pd.DataFrame:
    """Figures of pages and tables by their ids, joined by |."""
    figures = labels.lists.observations
    return figures[figures["figure_id"].isin(ids.split("|"))]


def carriers(known: pd.DataFrame, labels: Labels) -> list[str]:
    """Makers of figures; of pages that name none, or whose maker is inferred alone, their publishers."""
    rows = known.to_dict("records")
    outright = {row["origin"] for row in rows if not presumed(row)}
    bare = [row["publisher"] for row in rows if not row["origin"] or row["origin"] not in outright]
    return list(dict.fromkeys([*labels.makers(rows, short=True), *map(labels.publisher, bare)]))


def basis(known: pd.DataFrame) -> str:
    """How the date of figures is known at best, one of :data:`BASES`."""
    seen = set(known["period_basis"])
    return next(one for one in BASES if one in seen)


def differing(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """Say in what value and target are not known to be of one thing; nothing where they are."""
    names, known = [name for name in str(row["mismatch"]).split("|") if name], printed(row["told_ids"], labels)
    if row["match"] == "differs":
        return "; ".join(_apart(name, row, lang, labels) for name in names)
    lacking: dict[str, list[str]] = {"target": [], "figure": []}
    for name in (name for name in names if name in UNSTATED):
        aim, value = row[f"target_{name}"], row[name]
        if aim:
            lacking["figure"].append(labels.facet(name, aim))
        elif name not in NAMED and known[name].nunique() == 1:  # not what one page alone says
            lacking["target"].append(labels.facet(name, value))
    sides = {"target": N_("the target does not say “{said}”"), "figure": N_("the figure does not say “{said}”")}
    return "; ".join(gettext(lang, sides[side], said=", ".join(said)) for side, said in lacking.items() if said)


def _apart(name: str, row: dict[str, Any], lang: str, labels: Labels) -> str:
    if name not in FACETS:
        return word(lang, OTHERS, name)
    aim, value = (labels.facet(name, row[side]) for side in (f"target_{name}", name))
    told = N_("{facet}: target {aim}, figure {value}")
    if not value:
        told = N_("{facet}: the figure does not say {aim}")
    elif not aim:
        told = N_("{facet}: the target does not say {value}")
    return gettext(lang, told, facet=heading(name, lang).lower(), aim=aim, value=value)


def figures(rows: list[dict[str, Any]], lang: str, labels: Labels, *, rivals: bool = True) -> str:
    """Write figures beside each other, each with what it is and in what it differs from the target.

    Last those that are none of them and are in open conflict with one; without `rivals` their values alone are told.
    """
    sure = {one["current"] for one in rows if one["trust"] != "low"}
    rows = [one for one in rows if one["trust"] != "low" or one["current"] not in sure]  # a copy of it says no more
    own = [stated(one, lang, labels, beside=differing(one, lang, labels)) for one in rows]
    return "; ".join(dict.fromkeys([*own, *(_rivals(rows, lang, labels) if rivals else [])]))


def _rivals(rows: list[dict[str, Any]], lang: str, labels: Labels) -> list[str]:
    """Write each value that is in open conflict with a figure and is none itself, with its date and makers."""
    known = printed("|".join(row["against_ids"] for row in rows), labels)
    others = known[~known["obs_value"].isin([row["current"] for row in rows])]
    conflict = spoken("in_conflict", lang)
    return [_valued(some, rows[0]["unit_measure"], lang, labels, conflict) for _, some in others.groupby("obs_value")]


def _valued(some: pd.DataFrame, unit: str, lang: str, labels: Labels, more: str) -> str:
    """Write the one value of figures: 8.01% (2024; estimate; Binh Duong People's Committee; in open conflict)."""
    stage = some["stage"].iloc[0] if some["stage"].nunique() == 1 else ""
    copy = gettext(lang, "only on a copy, wiki or blog") if some["trust"].eq("low").all() else ""
    said = [_when(some, lang, labels), *_facts(some, lang, labels, stage=stage), copy, more]
    amount = ", ".join(_amounts("|".join(some["figure_id"]), unit, lang, labels))
    return f"{amount} ({'; '.join(filter(None, said))})"


def evidence(row: dict[str, Any], lang: str, labels: Labels, *, rivals: bool = True) -> str:
    """Write all figures of a goal: those of its own thing in open conflict first, of all parts together last."""
    own = figures(row["told"], lang, labels, rivals=rivals)
    return "; ".join(filter(None, [withheld(row, lang, labels), own, together(row, lang, labels)]))


def together(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """Write the figures of all parts together beside those of the whole, or the reverse, with whose they are."""
    known = printed(row.get("together", ""), labels)
    known = known.sort_values(["time_period", "trust"], ascending=[True, False], kind="stable")
    groups = known.groupby(["time_period", "obs_value"], sort=False)
    return "; ".join(_of_all(some, row["unit_measure"], lang, labels) for _, some in groups)


def _of_all(some: pd.DataFrame, unit: str, lang: str, labels: Labels) -> str:
    """Write one value of all parts: 55.38% (July 2024; provincial level (mean or total of all provinces); MIC)."""
    copy = gettext(lang, "only on a copy, wiki or blog") if some["trust"].eq("low").all() else ""
    said = [_when(some, lang, labels), labels.area(some["ref_area"].iloc[0]), *_facts(some, lang, labels), copy]
    return f"{quantity(some['obs_value'].iloc[0], unit, lang)} ({'; '.join(filter(None, said))})"


def _when(known: pd.DataFrame, lang: str, labels: Labels) -> str:
    """Write the period of figures of one; where no page prints it the year of the page, or that it is inferred."""
    how = basis(known)
    when = known.loc[known["period_basis"].eq(how), "time_period"].iloc[0]
    if how == "publication":
        return gettext(lang, UNDATED, year=paged(when[:4], known, lang, labels))
    return period(when, lang) if how == "stated" else gettext(lang, INFERRED, period=period(when, lang))


def _facts(known: pd.DataFrame, lang: str, labels: Labels, *, stage: str = "") -> tuple[str, str]:
    """Facets that all figures state alike, with their `stage`, and the makers whom their pages name."""
    facets = {name: known[name].iloc[0] for name in UNSTATED if known[name].nunique() == 1} | {"stage": stage}
    makers = labels.makers(known[known["origin"].ne("")].to_dict("records"), short=True)
    return labels.facets(facets), ", ".join(makers) or gettext(lang, "no maker named")


def withheld(row: dict[str, Any], lang: str, labels: Labels) -> str:
    """Write the figures of a goal's own thing that an open conflict leaves without a value; empty for none."""
    return "; ".join(_torn(one, row["unit_measure"], lang, labels) for one in row["withheld"])


def _torn(ids: str, unit: str, lang: str, labels: Labels) -> str:
    """Write the values of an open conflict, of one period: 83,6% or 86,3% (page of 2024; covered; open)."""
    known = printed(ids, labels)
    if known["time_period"].nunique() > 1:
        known = known.assign(time_period=known["time_period"].str[:4])  # they share the year alone
    torn = gettext(lang, "in open conflict, neither is chosen")
    said = [_when(known, lang, labels), *_facts(known, lang, labels), torn]
    either = gettext(lang, " or ").join(_amounts(ids, unit, lang, labels))
    return f"{either} ({'; '.join(filter(None, said))})"
