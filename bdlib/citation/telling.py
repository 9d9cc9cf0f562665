"""A citation written from what was chosen, or a refusal from what exists: its figures, makers, pages and conflicts."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from bdlib.citation.choosing import OFFICIAL, alike, apart, official
from bdlib.citation.result import Citation
from bdlib.codelists import DEFINING
from bdlib.periods import MONTH, bounds, frame, lasting, months_apart

STATED = ["series", *DEFINING, "stage", "obs_status", "frame"]
TOLD = ["copied", "revised"]
BASES = {"stated": 0, "inferred": 1, "publication": 2, "bound": 2}  # of two figures as near, which comes first
NEAR = 36  # months within which a figure tells something of the period asked for
LEAP = pd.Timedelta(days=1)  # the year after a common one may have a day more
OF_MAKER = ("revised", "own_table")  # reasons of a conflict that hold for figures of the maker itself
PAGE = ["source_id", "publisher", "title", "published", "url", "kind", "language"]


def cited(asked: Citation, row: pd.Series, kept: pd.DataFrame, reason: str, est: object) -> Citation:
    """The citation of a row, with the figures behind it, those against it and those that may be of the same."""
    same = kept[alike(kept, row) & kept["lower"].le(row["obs_value"]) & kept["upper"].ge(row["obs_value"])]
    figures = tuple(dict.fromkeys(filter(None, "|".join([row["figure_ids"], *same["figure_ids"]]).split("|"))))
    others = "|".join(kept.loc[alike(kept, row) & apart(kept, row), "figure_ids"]).split("|")
    conflicts, against = _against(figures, row, others, est)
    near = est.tables.observations[apart(est.tables.observations, row)]["figure_id"]
    near = near[near.isin({*asked.near, *"|".join(kept["figure_ids"]).split("|")} - {*figures, *against})]
    return Citation(asked.area, asked.indicator, asked.year,
                    *(float(row[name]) for name in ("obs_value", "lower", "upper")), row["unit_measure"],
                    _makers(row, figures, est), figures, tuple(against), asked=asked.asked, reason=reason,
                    period=row["time_period"], facets={name: row[name] for name in (*STATED, "field")},
                    pages=pages(figures, est.tables), conflicts=conflicts, near=tuple(near))  # fmt: skip


def _makers(row: pd.Series, figures: tuple[str, ...], est: object) -> str:
    """Who made the value, joined by |: two bodies may have come to the same number."""
    rows = est.tables.observations
    same = rows["figure_id"].isin(figures) & rows["obs_value"].eq(row["obs_value"])
    named = pd.Series([row["maker"], *rows.loc[same, "maker"]], dtype=object).fillna("")
    return "|".join(named[named.ne("")].unique())


def _against(figures: Sequence[str], row: pd.Series, others: list[str], est: object) -> tuple[pd.DataFrame, list[str]]:
    """Conflicts of the cited figures, and the figures in them and of `others` that say otherwise of the same thing.

    They do not meet the interval, and are of no part (another scope) of what is cited. A conflict has already asked
    whether its figures may be of one period or must continue each other, so that any period of its figures counts: but
    not another stated period of the same table, unless it is what a test of the conflict found.
    """
    conflicts, observed = est.conflicts, est.tables.observations
    named = conflicts[conflicts["conflict_id"].isin(row["contradicted_by"].split("|"))]
    ids = [one for group in named["figure_ids"] for one in group.split("|") if one not in figures]
    rows = observed[observed["figure_id"].isin([*ids, *others])]
    part = rows["scope"].ne("") & rows["scope"].ne(row["scope"])
    course = _of_table(rows, figures, row, est) & ~rows["figure_id"].isin(_tested(named))
    told = set(rows.loc[apart(rows, row) & ~part & ~course, "figure_id"])
    return named, [one for one in dict.fromkeys([*ids, *others]) if one in told and one not in figures]


def _of_table(rows: pd.DataFrame, figures: Sequence[str], row: pd.Series, est: object) -> pd.Series:
    """Which figures the tables of the cited ones state for another period: so it went on, none is against another."""
    seen = est.tables.observations
    tables = seen.loc[seen["figure_id"].isin(figures), "source_id"]
    other = rows["period_basis"].eq("stated") & rows["time_period"].str[:4].ne(row["time_period"][:4])
    return rows["source_id"].isin(tables) & other


def _tested(conflicts: pd.DataFrame) -> set[str]:
    """Figures that a test of a conflict names; the others are in it because these and they are of one thing."""
    known = conflicts.reindex(columns=["facts"])["facts"].dropna()
    tests = [test for facts in filter(None, known) for test in json.loads(facts).get("tests", [])]
    return {one for test in tests for one in test["figures"]}


def fates(found: Citation, est: object) -> pd.DataFrame:
    """Status and reason of every figure that is set against a citation, by figure_id, in its order.

    They are those of its conflict; but what its maker revised or has in its own table decides nothing about another
    maker's figure: of a weak copy that it is one, else that nobody is named (`nobody`) or that it is another's (empty).
    A figure of before the day on which a whole series was revised is one that was revised.
    """
    rows = est.tables.observations.set_index("figure_id").loc[list(found.contradicted_by)]
    conflicts = found.conflicts.reindex(columns=["figure_ids", "status", "reason"]).astype(object)
    each = conflicts.assign(figure_id=conflicts["figure_ids"].str.split("|")).explode("figure_id")
    each = each.drop_duplicates("figure_id", keep="last").set_index("figure_id")[["status", "reason"]]
    told = each.reindex(rows.index).fillna("")
    another = told["reason"].isin(OF_MAKER) & ~rows["maker"].isin(found.origin.split("|"))
    copied = another & rows["trust"].eq("low")
    told = told.mask(another, "")
    told.loc[copied, ["status", "reason"]] = "resolved", "trusted"
    told.loc[another & ~copied & rows["maker"].eq(""), "status"] = "nobody"
    revised = max(found.pages["revised"], default="")
    before = rows["published"].ne("") & rows["published"].lt(revised)
    return told.assign(reason=told["reason"].mask(told["reason"].eq("own_table") & before, "revised"))


def refused(asked: Citation, rows: pd.DataFrame, reason: str, est: object) -> Citation:
    """A refusal with the figures that exist, nearest to the period first; before them those in open conflict."""
    groups, conflicts, disputed = [*asked.near, *rows["figure_ids"]], asked.conflicts, []
    if reason == "open_conflict":
        ids = "|".join(rows["contradicted_by"]).split("|")
        conflicts = est.conflicts[est.conflicts["conflict_id"].isin(ids) & est.conflicts["status"].eq("open")]
        disputed = "|".join(conflicts["figure_ids"]).split("|")
        groups += [*rows["set_aside"], *disputed]
    if reason == "impossible":
        groups += [*rows["set_aside"]]
    figures = [one for group in groups for one in group.split("|") if one]
    figures = _nearest_first(figures, disputed, asked, est)
    return replace(asked, figure_ids=figures, refused=True, reason=reason, pages=pages(figures, est.tables),
                   conflicts=conflicts)  # fmt: skip


def _nearest_first(figures: Sequence[str], disputed: Sequence[str], asked: Citation, est: object) -> tuple[str, ...]:
    """Figures by whether they are in dispute, of just this, may be of the period, how far away, and how sure."""
    rows = est.tables.observations.set_index("figure_id").loc[list(dict.fromkeys(figures))]
    basis = rows["period_basis"].map(BASES)
    away = distances(rows["time_period"], basis, asked.year)
    order = pd.DataFrame({
        "settled": ~rows.index.isin(disputed),
        "other": rows["ref_area"].ne(asked.area) | rows["indicator"].ne(asked.indicator),
        "dated": ~rows.index.isin(asked.near),
        "far": away.pop("far"),
        "undated": (loose := away.pop("undated")),
        "unlike": _unlike(rows["time_period"], asked.year).mask(loose, 0),  # a page's day is no period
        **away,
        "copy": rows["trust"].eq("low"),
        "unofficial": rows["maker_kind"].ne(OFFICIAL) & rows["frame"].ne("complete"),
        "basis": basis,
    })  # fmt: skip
    return tuple(order.sort_values(list(order), kind="stable").index)


def distances(periods: pd.Series, basis: pd.Series, year: str) -> dict[str, pd.Series]:
    """How far each period is from a year, as columns to sort by: the dated before the undated, its own year first."""
    away = months_apart(periods, year)
    undated = basis.eq(max(BASES.values()))
    return {"far": away.gt(NEAR), "undated": undated, "year": periods.str[:4].ne(year[:4]), "away": away}


def _unlike(periods: pd.Series, asked: str) -> pd.Series:
    """By how many months each period is longer or shorter than the part of a year asked for; 0 for a year."""
    if len(asked) == len("2024"):
        return pd.Series(0, index=periods.index)
    return (_months(periods) - _months(pd.Series([asked]))[0]).abs()


def _months(periods: pd.Series) -> pd.Series:
    """How many months each period is long; a day and a week tell as much of a month as another month does."""
    ends = frame(periods)
    return ((ends["end"] - ends["start"]).dt.days / MONTH).round().clip(lower=1).fillna(float("inf"))


def pages(figures: tuple[str, ...], tables: object) -> pd.DataFrame:
    """Pages that print the figures: official tables first, then those of who makes them, then others."""
    observed = pd.concat([tables.observations, tables.targets]).set_index("figure_id")
    printed = observed.loc[list(figures)].sort_values("frame", key=lambda frame: frame.eq(""), kind="stable")
    pages = tables.sources.set_index("source_id").reindex(columns=[*PAGE[1:], "editions", *TOLD], fill_value="")
    printed = printed[["source_id", "figure", "time_period", "published"]].rename(columns={"published": "dated"})
    found = printed.reset_index().merge(pages, left_on="source_id", right_index=True, how="left")
    own = [dict(one.split("=", 1) for one in each.split("|") if one) for each in found["editions"].fillna("")]
    found["url"] = [by.get(when, url) for by, when, url in zip(own, found["time_period"], found["url"], strict=True)]
    found["published"] = found["published"].where(found["published"].ne(""), found["dated"])
    return found[[*PAGE, "figure_id", "figure", *TOLD]].fillna("")


def undated(rows: pd.DataFrame, asked: Citation, est: object) -> tuple[str, ...]:
    """Figures without a printed period on pages of that period or the next: they may be of it, whatever is chosen.

    The next is as long as the one asked for: a page of July may mean the first half of a year, but not its March. A
    figure of a part of the area or people (a scope), such as one operator's, stands for the whole of neither.
    """
    seen = est.tables.observations
    ids = "|".join([*rows["figure_ids"], *rows["set_aside"]]).split("|")
    loose = seen["period_basis"].eq("publication") & seen["trust"].ne("low") & seen["figure_id"].isin(ids)
    seen = seen[loose & seen["scope"].isin(["", asked.facets.get("scope", "")])]
    first, last = bounds(asked.year)
    until = last + (last - first) + pd.Timedelta(days=1)
    days = seen["published"].map(bounds)
    return tuple(seen.loc[[first <= begin and end <= until + LEAP for begin, end in days], "figure_id"])


def firmer(rows: pd.DataFrame, cited: Citation, est: object) -> tuple[str, ...]:
    """Official figures of a stock, of a year beside, where the cited one is not official and does not meet them."""
    own = [not {*cited.figure_ids}.isdisjoint(ids.split("|")) for ids in rows["figure_ids"]]
    if not lasting(est.tables.indicators)[cited.indicator] or official(rows, est.tables)[own].any():
        return ()
    away = (rows["time_period"].str[:4].astype(float) - float(cited.year[:4])).abs()
    value = pd.Series({**cited.facets, "lower": cited.lower, "upper": cited.upper})
    sound = rows["dated"].eq("stated") & rows["trust"].ne("low") & rows["obs_value"].notna()
    kept = rows[official(rows, est.tables) & sound & away.le(1) & alike(rows, value) & apart(rows, value)]
    ids = dict.fromkeys(one.split("|")[0] for one in kept["figure_ids"])
    return tuple(one for one in ids if one not in cited.contradicted_by)
