"""What an official table must keep: its frame, the total of its parts, and no jump beyond its own spread unsaid."""

import numpy as np
import pandas as pd

from bdlib.errors import DataError

# Of the 4,951 changes of the panels, none that is neither a declared break nor a declared jump is beyond 9.1 spreads.
MOST_SPREADS = 10.0
FEWEST_AREAS, FEWEST_PERIODS = 20, 3  # a spread of fewer says nothing
TOTAL_TOLERANCE = 0.005  # vintages of one total differ by less
RELATIVE = ("money", "count", "area", "length")  # kinds that change by a factor


def check(values: pd.DataFrame, tables: pd.DataFrame, areas: pd.DataFrame, indicators: pd.DataFrame) -> None:
    """Raise one error for the first table that does not keep what its descriptor says.

    Parameters
    ----------
    values : of all tables, with `number` in base units.
    tables : descriptors.
    areas, indicators : codelists.
    """
    kinds = indicators.set_index("indicator")[["kind", "aggregate", "limit"]]
    level = areas.set_index("area")["level"]
    totals: dict[tuple[str, str], tuple[float, str]] = {}
    for table in tables.itertuples():
        rows = values[values["table"].eq(table.table)].assign(level=lambda frame: frame["area"].map(level))
        parts = rows[rows["level"].eq("province")]
        kind = kinds.loc[table.indicator]
        _check_cells(rows, table, kind)
        _check_frame(parts, table, areas)
        _check_whole(rows, parts, table, kind["aggregate"])
        _check_jumps(parts, table, kind["kind"])
        if kind["aggregate"] == "sum" and table.frame == "complete":
            _check_totals(parts, table, totals)


def _wrong(table: tuple, expected: str, *, area: str = "", period: str = "", value: object = None) -> DataError:
    place = ", ".join(filter(None, [f"data/raw/tables/{table.table}.csv", area, period]))
    return DataError(expected, file=place, value=None if value is None else str(value))


def _check_cells(rows: pd.DataFrame, table: tuple, kind: pd.Series) -> None:
    """One value an area and period, within the limits of its kind."""
    twice = rows[rows.duplicated(["area", "period"])]
    least = {"rank": 1.0, "rate": -np.inf}.get(kind["kind"], 0.0)
    most = float(kind["limit"] or "inf")
    beyond = rows[~rows["number"].between(least, most)]
    for row in twice.head(1).itertuples():
        raise _wrong(table, "one value an area and period", area=row.area, period=row.period, value=row.value)
    for row in beyond.head(1).itertuples():
        expected = f"a value from {least:g} to {most:g}"
        raise _wrong(table, expected, area=row.area, period=row.period, value=row.value)


def _check_frame(parts: pd.DataFrame, table: tuple, areas: pd.DataFrame) -> None:
    """A complete table has all its areas in every period, and none of them is an area and its successor."""
    successor = areas.set_index("area")["successor"]
    both = set(successor.reindex(parts["area"].unique())) & set(parts["area"])
    if both:
        raise _wrong(table, "areas of one territory (not an area beside its successor)", area=min(both))
    number = int(table.areas)
    for period, names in parts.groupby("period")["area"]:
        if table.frame == "complete" and len(names) != number:
            missing = sorted(set(parts["area"]) - set(names))
            said = f"{len(names)} areas" + (f" (without {', '.join(missing[:3])})" if missing else "")
            raise _wrong(table, f"{number} areas, as the frame is complete", period=period, value=said)
        if table.frame == "most" and not number / 2 < len(names) <= number:
            raise _wrong(table, f"most of {number} areas", period=period, value=f"{len(names)} areas")


def _check_whole(rows: pd.DataFrame, parts: pd.DataFrame, table: tuple, aggregate: str) -> None:
    """The nation is the sum of its parts, or lies among them."""
    nation = rows[rows["level"].eq("country")].set_index("period")["number"]
    if table.frame != "complete" or aggregate == "none":
        return
    groups = parts.groupby("period")["number"]
    for period, whole in nation.items():
        ends = (groups.sum()[period],) * 2 if aggregate == "sum" else (groups.min()[period], groups.max()[period])
        slack = TOTAL_TOLERANCE * abs(whole)
        if not ends[0] - slack <= whole <= ends[1] + slack:
            expected = (
                f"the sum of the parts ({ends[0]:.10g})" if aggregate == "sum" else "a value among those of the parts"
            )
            raise _wrong(table, expected, area="the nation", period=period, value=f"{whole:.10g}")


def _check_totals(parts: pd.DataFrame, table: tuple, totals: dict[tuple[str, str], tuple[float, str]]) -> None:
    """Two complete tables of one indicator and period have one total, whatever their territory."""
    for period, total in parts.groupby("period")["number"].sum().items():
        known, where = totals.setdefault((table.indicator, period), (total, table.table))
        if abs(total - known) > TOTAL_TOLERANCE * abs(known):
            raise _wrong(table, f"the total of {where} ({known:.10g})", period=period, value=f"{total:.10g}")


def _check_jumps(parts: pd.DataFrame, table: tuple, kind: str) -> None:
    """No change between periods beyond the spread of the table's other changes, unless the descriptor says so."""
    said = [word for word in f"{table.breaks}|{table.jumps}".split("|") if word]
    moved = changes(parts, kind)
    if kind == "rank" or moved.shape[0] < FEWEST_AREAS or moved.shape[1] < FEWEST_PERIODS - 1:
        return
    for word in said:
        area, _, period = word.rpartition(":")
        moved.loc[area or slice(None), period] = np.nan
    spreads = (moved / spread(moved)).stack()
    far = spreads[spreads.abs().gt(MOST_SPREADS)]
    if len(far):
        area = far.abs().idxmax()[0]
        period, size = next(far[area].items())  # the way there, not the way back
        value = parts.loc[parts["area"].eq(area) & parts["period"].eq(period), "value"].iloc[0]
        expected = (f"a change within {MOST_SPREADS:g} spreads of the table's others (it is {abs(size):.1f}), or "
                    f"{area}:{period} in breaks or jumps of tables.csv")  # fmt: skip
        raise _wrong(table, expected, area=area, period=period, value=value)


def changes(parts: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Changes from period to period, less the one that is common to all: by a factor where the kind does so.

    >>> parts = pd.DataFrame({"area": ["A", "A", "B", "B"], "period": ["2020", "2021"] * 2, "number": [1., 2., 3., 9.]})
    >>> changes(parts, "rate")
    period  2021
    area
    A       -2.5
    B        2.5
    """
    wide = parts.pivot(index="area", columns="period", values="number")
    moved = (np.log(wide.where(wide > 0)) if kind in RELATIVE else wide).diff(axis=1).iloc[:, 1:]
    return moved - moved.median()


def spread(moved: pd.DataFrame) -> float:
    """Robust standard deviation of all changes: 1.4826 times the median of their absolute values."""
    return 1.4826 * float(np.nanmedian(moved.abs().to_numpy()))
