"""Which of several estimates may be cited, and which of those is: the rules, each with the code of its reason."""

import pandas as pd

from bdlib.citation.result import ABSENT
from bdlib.codelists import DEFINING
from bdlib.periods import bounds

OFFICIAL = "statistics_office"
PRINTED = ["obs_value", "lower", "upper", "maker", "obs_status", "stage", "trust"]


def of_days(rows: pd.DataFrame, year: str, est: object) -> pd.DataFrame:
    """Of a part of the year that no estimate is of: the figures of just that month or day among those of the year."""
    if len(year) == 4 or rows["time_period"].eq(year).any():
        return rows
    ids = rows.loc[rows["time_period"].eq(year[:4]), "figure_ids"].str.split("|").explode()
    when = ids.map(est.tables.observations.set_index("figure_id")["time_period"]).fillna("").astype("str")
    just = ids[when.str.startswith(year)]
    return pd.concat([rows, each(rows, just, est).assign(time_period=year)], ignore_index=True)


def each(rows: pd.DataFrame, ids: pd.Series, est: object) -> pd.DataFrame:
    """Figures as estimates of their own, each otherwise as that of the rows of which it is one."""
    own = est.tables.observations.set_index("figure_id").loc[ids, [*PRINTED, "period_basis"]]
    own = own.assign(dated=own.pop("period_basis").replace("publication", "bound"), figure_ids=own.index)
    return rows.loc[ids.index].drop(columns=own).assign(**{name: own[name].to_numpy() for name in own})


def official_kept(rows: pd.DataFrame, est: object) -> pd.DataFrame:
    """Give an open estimate the value of the official table of all areas, where one is among its figures."""
    ids = rows["figure_ids"].where(rows["obs_value"].isna(), "").str.split("|").explode()
    ids = ids[ids.map(est.tables.observations.set_index("figure_id")["frame"]).eq("complete")]
    ids = ids[~ids.index.duplicated(keep=False)]
    return pd.concat([rows.drop(index=ids.index), each(rows, ids, est)], ignore_index=True)


def eligible(rows: pd.DataFrame, year: str, area: str, areas: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Estimates that may be cited, or those that exist and why none may; what is unfit hides no open conflict."""
    every, sure = rows, rows["dated"].eq("stated")
    last, first = areas.set_index("area").at[area, "valid_to"], bounds(year)[0].date().isoformat()
    gone, of = "ended" if last and last < first else "", rows["time_period"]
    later = rows["dated"].eq("bound") & of.str[:4].gt(year[:4])
    cannot = rows["status"].eq("declined") & rows["obs_status"].eq("U")
    weak = "low_trust" if (sure & of.eq(year)).any() else "undated"
    steps = [(of.ne(""), gone or "no_figure"),
             (of.str[:4].eq(year[:4]), gone or ("undated" if later.all() else "other_periods")),
             (of.eq(year), "part_year" if len(year) == 4 else "other_periods"),
             (rows["trust"].ne("low"), weak), (~cannot, "impossible"),
             (rows["obs_value"].notna() | sure, "open_conflict"), (sure, "undated"),
             (rows["obs_value"].notna(), "open_conflict")]  # fmt: skip
    for so, reason in steps:
        if not so[rows.index].any():
            return every if reason in ABSENT else rows, reason
        rows = rows[so[rows.index]]
    return rows.reset_index(drop=True), ""


def official(rows: pd.DataFrame, tables: object) -> pd.Series:
    """Whether a row comes from an official table of all areas, or its figures from the statistics office."""
    makers = tables.observations.set_index("figure_id")["maker_kind"]
    behind = rows["figure_ids"].str.split("|").explode().map(makers).eq(OFFICIAL).groupby(level=0).any()
    return rows["frame"].eq("complete") | behind.reindex(rows.index, fill_value=False)


def chosen(kept: pd.DataFrame) -> tuple[pd.Series | None, str]:
    """The row to cite and why, or nothing and why not."""
    official = kept[kept["official"]]
    pool = official if len(official) else kept[kept["status"].ne("open")]
    if pool.empty:
        return None, "open_conflict"
    order = pool.assign(width=pool["upper"] - pool["lower"], table=pool["frame"].eq("complete"))
    best = order.sort_values(["table", "width", "series"], ascending=[False, True, True], kind="stable").iloc[0]
    if len(kept) == 1:
        return best, "only"
    if (pool["lower"].max() <= pool["upper"].min()) and _one_thing(pool):
        return best, "official" if len(official) else "agree"
    tables = official[official["frame"].eq("complete")]
    if len(tables) and _one_thing(tables):
        return best, "official"
    return None, "several_makers" if _one_thing(pool) else "facets"


def disputed(rows: pd.DataFrame, chosen: pd.Series, year: str) -> str:
    """Why the chosen is not to cite: others of the same thing are at odds with each other, or of another thing."""
    open_ = rows[rows["time_period"].eq(year) & rows["status"].eq("open") & rows["obs_value"].isna()]
    if (alike(open_, chosen) & apart(open_, chosen)).any():
        return "several_makers"
    return "" if _one_thing(pd.concat([open_, chosen.to_frame().T])) else "facets"


def _one_thing(rows: pd.DataFrame) -> bool:
    """Whether no facet has two stated values: one side that states nothing may mean the same thing."""
    return all(rows.loc[rows[name].ne(""), name].nunique() <= 1 for name in DEFINING)


def alike(kept: pd.DataFrame, row: pd.Series) -> pd.Series:
    """Whether each states no facet otherwise than the cited one: it may be of the same thing."""
    return pd.concat([kept[name].isin([row[name], ""]) | (row[name] == "") for name in DEFINING], axis=1).all(axis=1)


def apart(rows: pd.DataFrame, row: pd.Series) -> pd.Series:
    """Whether the interval of each does not meet that of the cited one."""
    return (rows["lower"] > row["upper"]) | (rows["upper"] < row["lower"])


def contested(est: object) -> pd.DataFrame:
    """Open conflicts of one indicator; figures of several contradict each other's sums, none is the other's side."""
    conflicts = est.conflicts.reindex(columns=["conflict_id", "indicator", "figure_ids", "status"]).fillna("")
    of_one = ~conflicts["indicator"].astype(str).str.contains("|", regex=False)
    return est.conflicts[(of_one & conflicts["status"].eq("open")).to_numpy()]


def sides(est: object) -> frozenset[str]:
    """Figures that are sides of an open conflict: none of them is told without the others."""
    groups = contested(est).get("figure_ids", pd.Series(dtype=str))
    return frozenset(one for group in groups for one in group.split("|"))
