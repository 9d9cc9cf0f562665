"""Targets as documents print them: one row a thing to be reached by a date, and whether a value is of that thing.

Documents that name the same area, indicator, year, value and facets set one target, and so do prints of one maker's of
which one states less; where values differ, each is a variant, and each is judged.
"""

import numpy as np
import pandas as pd

from bdlib import periods
from bdlib.codelists import DEFINING as FACETS
from bdlib.memo import remembered

STATED = [f"target_{name}" for name in (*FACETS, "stage")]
KEY = ["ref_area", "indicator", "role", "target_year", "target", "target_full", *STATED]
SAME = KEY[: -len(STATED)]
TARGET = ["target_id", *KEY, "target_period", "deadline", "qualifier", "strict", "stated_series",
          "direction", "kind", "unit_measure", "limit", "target_trust", "figure_ids"]  # fmt: skip
DIRECTIONS = {"up": 1, "down": -1, "none": 0}


@remembered
def distinct(targets: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Bring together what documents say about the same target, a row each.

    `target` (the value that reaches it), `target_full` (the far end of a range), `strict` (the value itself does not
    reach it: "trên 95%"), `deadline` (last day), `stated_series` (for judging it), `direction` (+1, -1, 0),
    `target_trust` ("low" where only copies, wikis or blogs name it).
    """
    rows = _describe(targets, indicators).sort_values(["figure_id"], kind="stable").pipe(_filled)
    groups = rows.groupby(KEY, dropna=False, sort=True)
    found = groups.agg(
        target_period=("time_period", "first"), deadline=("deadline", "max"), qualifier=("qualifier", _plainest),
        strict=("strict", "all"), stated_series=("series", _only), direction=("direction", "first"),
        kind=("kind", "first"), unit_measure=("unit_measure", "first"), limit=("limit", "first"),
        target_trust=("trust", lambda every: "low" if every.eq("low").all() else ""),
        figure_ids=("figure_id", "|".join)).reset_index()  # fmt: skip
    found["target_id"] = found["figure_ids"].str.split("|").str[0]
    return found[TARGET]


def match(rows: pd.DataFrame, series: pd.DataFrame, listed: pd.DataFrame | None = None) -> pd.DataFrame:
    """Compare what the target states (columns `target_…`) with what the value's pages state.

    `match` differs where a facet, the field or the maker of the series is stated on both sides and differs, a facet
    that sets apart is stated on one, or a mean rate of years meets a rate of one; unstated where one side only states
    it, of series where several makers count the thing; else same. `mismatch` names what, joined by "|". `series` is
    the codelist, `listed` that of facets.
    """
    pairs = {name: (rows[f"target_{name}"], rows[name]) for name in FACETS}
    pairs["field"] = tuple(side.replace(0, "").astype(str) for side in (rows["target_field"], rows["field"]))
    differs = {name: aim.ne(value) & aim.ne("") & value.ne("") for name, (aim, value) in pairs.items()}
    for name, codes in _setting_apart(listed).items():
        differs[name] |= _said(pairs[name][0], codes).ne(_said(pairs[name][1], codes))
    unstated = {name: aim.ne(value) & ~differs[name] for name, (aim, value) in pairs.items()}
    maker = series.set_index("series").reindex(columns=["maker"])["maker"].replace("", np.nan)
    aim, value = rows["stated_series"].map(maker), rows["series"].map(maker)
    several = value.groupby(rows["target_id"]).transform("nunique").gt(1)  # each counts in a way of its own
    differs["series"] = aim.ne(value) & aim.notna() & value.notna()
    unstated["series"] = aim.isna() & value.notna() & several
    differs["period"] = rows["kind"].eq("rate") & rows["target_period"].str.contains("/", regex=False)
    apart, open_ = pd.DataFrame(differs, index=rows.index), pd.DataFrame(unstated, index=rows.index)
    found = np.select([apart.any(axis=1), open_.any(axis=1)], ["differs", "unstated"], "same")
    named = np.where(found == "differs", _named(apart), _named(open_))
    return pd.DataFrame({"match": found, "mismatch": named}, index=rows.index, dtype=object).astype(str)


def _setting_apart(listed: pd.DataFrame | None) -> dict[str, set[str]]:
    """Codes by facet that what does not say them is another thing than; none where the codelist has none."""
    if listed is None or "apart" not in listed:
        return {}
    some = listed[listed["apart"].eq("yes") & listed["facet"].isin(FACETS)]
    return {name: {*codes} for name, codes in some.groupby("facet")["code"]}


def _said(cells: pd.Series, codes: set[str]) -> pd.Series:
    """Which of some codes each cell says, joined by "|"."""
    return cells.map(lambda cell: "|".join(sorted(codes & {*cell.split("|")})))


def _named(flags: pd.DataFrame) -> np.ndarray:
    """Names of the columns that are true, joined by "|", row by row."""
    return np.array(["|".join(flags.columns[row]) for row in flags.to_numpy(dtype=bool)], dtype=object)


def _describe(rows: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Add the value to reach, the deadline and what the codelist says."""
    codes = indicators.set_index("indicator")
    direction = rows["indicator"].map(codes["direction"]).map(DIRECTIONS).fillna(0).astype(int)
    return rows.assign(maker=rows.get("maker", ""), trust=rows.get("trust", ""), direction=direction,
                       kind=rows["indicator"].map(codes["kind"]),
                       **{f"target_{name}": rows.get(name, "") for name in (*FACETS, "stage")},
                       limit=pd.to_numeric(rows["indicator"].map(codes["limit"])).astype(float),
                       strict=rows["qualifier"].isin(["more_than", "less_than"]), deadline=_deadline(rows),
                       **_ends(rows, direction))  # fmt: skip


def _filled(rows: pd.DataFrame) -> pd.DataFrame:
    """Give a print that states less what others state of the same value of the same maker, unless they differ.

    A draft of a value that someone prints as decided is no second target.
    """
    same = [rows[name] for name in (*SAME, "maker")]
    facets = rows[STATED[:-1]].mask(rows[STATED[:-1]].eq("")).groupby(same, dropna=False)
    one = facets.transform("nunique").le(1).all(axis=1) & rows["maker"].ne("")
    filled = facets.transform("first").fillna("")
    decided = rows["target_stage"].eq("").groupby(same[:-1], dropna=False).transform("any")
    rows = rows.assign(**{name: filled[name].where(one, rows[name]) for name in STATED[:-1]})
    return rows[~decided | rows["target_stage"].eq("")]


def _ends(rows: pd.DataFrame, direction: pd.Series) -> dict[str, pd.Series]:
    """Value that reaches a target and, of a range, the one that reaches it fully: 30 and 35; of ranks 10 and 5."""
    near, far = rows["low"].mask(direction < 0, rows["high"]), rows["high"].mask(direction < 0, rows["low"])
    is_range = rows["obs_value"].isna() & near.notna() & far.notna()
    value = rows["obs_value"].fillna(near).fillna(far)
    return {"target": value, "target_full": far.where(is_range)}


def _deadline(rows: pd.DataFrame) -> pd.Series:
    """Last day of the printed period where it ends in the target year, else of that year; none without a year."""
    printed = periods.frame(rows["time_period"])
    year_end = pd.to_datetime(rows["target_year"].astype("string") + "-12-31")
    return printed["end"].where(printed["year"].eq(rows["target_year"]).fillna(False), year_end)


def _only(series: pd.Series) -> str:
    named = series[series.ne("")].unique()
    return named[0] if len(named) == 1 else ""


def _plainest(qualifiers: pd.Series) -> str:
    """Choose "exact" where some document says so, else what most say."""
    return "exact" if qualifiers.eq("exact").any() else qualifiers.mode().iloc[0]
