"""Comparison fields: the values that may stand beside each other, and how many of all provinces they cover.

A field is one indicator, period and series, one set of facets, and one territory: the 63 provinces up to 2025-06-30
or the 34 since. Only values of a stated period enter: an undated one belongs to no year.
"""

from types import SimpleNamespace

import pandas as pd

from bdlib import periods
from bdlib.checks import given
from bdlib.ranked import series_fields

FACETS = ["measure", "base", "prices", "scope"]
EDITION = ["indicator", "time_period", "series", *FACETS]
FIELD = [*EDITION, "territory"]
TERRITORIES = {"63": "valid_to", "34": "valid_from"}  # the column that only provinces of this one territory have
REFORM = pd.Timestamp("2025-07-01")
COMPLETE, MOST, SELECTED = "complete", "most", "selected"
HALF = 0.5  # from this share of the provinces on a field holds most of them
NEARLY = 0.9  # a table made for all provinces that lacks a few was not selected by what it shows


def provinces(areas: pd.DataFrame, territory: str) -> pd.DataFrame:
    """Provinces of a territory, "63" or "34", indexed by code: name_vi, name_en, region."""
    other = next(column for name, column in TERRITORIES.items() if name != territory)
    rows = areas[areas["level"].eq("province") & areas[other].eq("")]
    return rows.set_index("area")[["name_vi", "name_en", "region"]]


def rows(est: object) -> pd.DataFrame:
    """Values of provinces, each in every field that it belongs to.

    A province that the reform left alone has one code before and after. Where an edition lists old provinces, it is
    one of 63, where it lists new ones one of 34; where it lists neither, its year decides. The places of a series with
    a field of its own are places in that field only.

    Returns
    -------
    DataFrame
        Estimates with a value and a stated period, and `territory`, `region`, `kind`, `direction`, `aggregate`, `end`.
    """
    given(est, ["frame", "tables"], "estimates as bdlib.reconcile gives them")
    areas, codes = est.tables.areas.set_index("area"), est.tables.indicators.set_index("indicator")
    known = est.frame["obs_value"].notna() & est.frame["dated"].ne("bound")
    found = in_its_table(est.frame[known & est.frame["ref_area"].map(areas["level"]).eq("province")], est)
    old, new = (found["ref_area"].map(areas[column]).ne("") for column in TERRITORIES.values())
    end = periods.frame(found["time_period"])["end"]
    said = {name: found["indicator"].map(codes[name]) for name in ("kind", "direction", "aggregate")}
    found = found.assign(end=end, region=found["ref_area"].map(areas["region"]), **said)
    keys = [found[name] for name in EDITION]
    lists_old, lists_new = (one.groupby(keys).transform("any") for one in (old, new))
    fields_of = series_fields(est)
    printed = found["series"].map(lambda code: fields_of.get(code, ""))
    placed = found["kind"].isin(["rank", "score"]) & printed.isin(list(TERRITORIES))
    inside = {
        "63": ~new & (old | lists_old | (~lists_new & (end < REFORM))),
        "34": ~old & (new | lists_new | (~lists_old & (end >= REFORM))),
    }
    parts = [found[here & (~placed | printed.eq(name))].assign(territory=name) for name, here in inside.items()]
    return pd.concat(parts, ignore_index=True)


def in_its_table(found: pd.DataFrame, est: object) -> pd.DataFrame:
    """Put a value that a table of all provinces prints into the table's own edition.

    A newspaper that prints the same value may state a facet that the table leaves unsaid. The value then stands under
    that facet, and would be missing from the table.
    """
    seen = est.tables.observations
    if not {"frame", *FACETS} <= set(seen):
        return found
    listed = seen[seen["frame"].isin([COMPLETE, MOST])].set_index("figure_id")[FACETS]
    ids = found["figure_ids"].str.split("|").explode()
    ids = ids[ids.isin(listed.index)]
    own = listed.loc[ids].set_axis(ids.index)
    own = own[~own.index.duplicated()]
    out = found.copy()
    out.loc[own.index, FACETS] = own
    listed_here = found.index.isin(own.index)
    return out.assign(_in=~listed_here).sort_values("_in", kind="stable").drop_duplicates(["ref_area", *EDITION]).drop(
        columns="_in").sort_index()  # fmt: skip


def fields(est: object, found: pd.DataFrame | None = None) -> pd.DataFrame:
    """Describe every field: how many of the territory's provinces it covers, and what pages print of the whole.

    Parameters
    ----------
    est : as given by :func:`bdlib.reconcile`.
    found : as given by :func:`rows`; made where it is not at hand.

    Returns
    -------
    DataFrame
        One row a field: :data:`FIELD`, unit_measure, kind, direction, aggregate, end, `covered` of `members`,
        `coverage` (complete, most, selected), `unselected` (complete, or a table of all provinces that lacks a few),
        low_trust (values of copies that garble); `country_value` and
        `printed_mean` with their figure_ids: what a page prints of the country and of all provinces together, never a
        mean of our own; `province_mean`, `province_median`, `least`, `most`: of a complete field of values only.
    """
    found = rows(est) if found is None else found
    members = pd.Series({name: len(provinces(est.tables.areas, name)) for name in TERRITORIES})
    told = found.assign(framed=found["frame"].eq(COMPLETE), listed=found["frame"].isin([COMPLETE, MOST]),
                        low_trust=found["trust"].eq("low"))  # fmt: skip
    made = told.groupby(FIELD, sort=True).agg(
        unit_measure=("unit_measure", "first"), kind=("kind", "first"), direction=("direction", "first"),
        aggregate=("aggregate", "first"), end=("end", "first"), covered=("ref_area", "nunique"),
        framed=("framed", "all"), listed=("listed", "all"), low_trust=("low_trust", "sum"),
        province_mean=("obs_value", "mean"), province_median=("obs_value", "median"), least=("obs_value", "min"),
        most=("obs_value", "max"),
    ).reset_index()  # fmt: skip
    made["members"] = made["territory"].map(members)
    share = made["covered"] / made["members"]
    made["coverage"] = SELECTED
    made.loc[share >= HALF, "coverage"] = MOST
    made.loc[share.eq(1) | (made["framed"].astype(bool) & (share >= HALF)), "coverage"] = COMPLETE
    made["unselected"] = made["coverage"].eq(COMPLETE) | (made["listed"].astype(bool) & (share >= NEARLY))
    whole = made["coverage"].eq(COMPLETE) & made["kind"].ne("rank")
    computed = ["province_mean", "province_median", "least", "most"]
    made[computed] = made[computed].where(whole, axis=0)
    return made.drop(columns=["framed", "listed"]).join(_printed(est, "country", "country_value"), on=EDITION).join(
        _printed(est, "aggregate", "printed_mean"), on=EDITION).pipe(_texts)  # fmt: skip


def _printed(est: object, level: str, name: str) -> pd.DataFrame:
    """What pages print of the whole in the same edition, by edition."""
    inside = est.frame["ref_area"].map(est.tables.areas.set_index("area")["level"]).eq(level)
    known = est.frame[inside & est.frame["obs_value"].notna() & est.frame["dated"].ne("bound")]
    known = known.drop_duplicates(EDITION).set_index(EDITION)
    return known[["obs_value", "figure_ids"]].set_axis([name, f"{name}_figure_ids"], axis=1)


def _texts(made: pd.DataFrame) -> pd.DataFrame:
    ids = [name for name in made if name.endswith("_figure_ids")]
    return made.assign(**{name: made[name].fillna("").astype(str) for name in ids})


def complete(est: object, indicator: object = None, *, nearly: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fields that hold all provinces, and their values: what means, inequality and convergence may be computed over.

    Parameters
    ----------
    indicator : codes or names; every indicator when None.
    nearly : also tables of all provinces that lack a few, for what needs no total: places and associations.

    Returns
    -------
    fields, rows : of whole years, with `year`.
    """
    from bdlib import asking

    if asked := asking.codes(indicator, est.tables.indicators, "indicator"):
        est = SimpleNamespace(frame=est.frame[est.frame["indicator"].isin(asked)], tables=est.tables)
    found = rows(est)
    found = found[found["time_period"].str.fullmatch(r"\d{4}")]
    listed = fields(est, found).query("unselected" if nearly else "coverage == 'complete'")
    return tuple(table.assign(year=table["time_period"].astype(int)) for table in (
        listed.reset_index(drop=True), found.merge(listed[FIELD], on=FIELD)))  # fmt: skip
