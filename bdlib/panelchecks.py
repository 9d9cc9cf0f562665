"""What an official table must keep: its frame, the total of its parts, and no jump beyond its own spread unsaid."""

import numpy as np
import pandas as pd

from bdlib.codelists import LOGGED
from bdlib.errors import DataError

# Of the 4,951 changes of the panels, none that is neither a declared break nor a declared jump is beyond 9.1 spreads.
MOST_SPREADS = 10.0
FEWEST_AREAS, FEWEST_PERIODS = 20, 3  # a spread of fewer says nothing
TOTAL_TOLERANCE = 0.005  # vintages of one total differ by less


def keep_promises(values: pd.DataFrame, tables: pd.DataFrame, areas: pd.DataFrame, indicators: pd.DataFrame) -> None:
    """Raise one error for the first table that does not keep what its descriptor says; `number` is in base units."""
    kinds = indicators.set_index("indicator")[["kind", "aggregate", "limit"]]
    values = values.assign(level=values["area"].map(areas.set_index("area")["level"])).join(kinds, on="indicator")
    _check_limits(values)
    _check_territories(values, areas)
    groups = dict(list(values.groupby("table")))
    totals: dict[tuple[str, str], tuple[float, str]] = {}
    for table in tables.itertuples():
        rows, aggregate = groups[table.table], kinds.at[table.indicator, "aggregate"]
        usual = rows.drop_duplicates("area")["level"].mode().iloc[0]  # an area of another level is their whole
        parts = rows[rows["level"].eq(usual)]
        _check_frame(parts, table)
        _check_whole(rows, parts, table, aggregate)
        _check_jumps(parts, table, kinds.at[table.indicator, "kind"])
        if aggregate == "sum" and table.frame == "complete":
            _check_totals(parts, table, totals)


def _wrong(table: str, expected: str, *, area: str = "", period: str = "", value: object = None) -> DataError:
    place = ", ".join(filter(None, [f"data/raw/tables/{table}.csv", area, period]))
    return DataError(expected, file=place, value=None if value is None else str(value))


def _check_limits(values: pd.DataFrame) -> None:
    """No value beyond what its kind allows: ranks from 1, all but rates from 0, shares up to their limit."""
    least = values["kind"].map({"rank": 1.0, "rate": -np.inf}).fillna(0.0)
    most = pd.to_numeric(values["limit"]).fillna(np.inf)
    for row in values[~values["number"].between(least, most)].head(1).itertuples():
        expected = f"a value from {least[row.Index]:g} to {most[row.Index]:g}"
        raise _wrong(row.table, expected, area=row.area, period=row.period, value=row.value)


def _check_territories(values: pd.DataFrame, areas: pd.DataFrame) -> None:
    """No table has an area beside the one that it merged into."""
    pairs = values[["table", "area"]].drop_duplicates()
    pairs["successor"] = pairs["area"].map(areas.set_index("area")["successor"])
    both = pairs.merge(pairs[["table", "area"]], left_on=["table", "successor"], right_on=["table", "area"])
    for row in both.head(1).itertuples():
        expected = "areas of one territory (not an area beside its successor)"
        raise _wrong(row.table, expected, area=row.area_x, value=row.successor)


def _check_frame(parts: pd.DataFrame, table: tuple) -> None:
    """A complete table has all its areas in every period."""
    number = int(table.areas)
    for period, names in parts.groupby("period")["area"]:
        if table.frame == "complete" and len(names) != number:
            missing = sorted(set(parts["area"]) - set(names))
            said = f"{len(names)} areas" + (f" (without {', '.join(missing[:3])})" if missing else "")
            raise _wrong(table.table, f"{number} areas, as the frame is complete", period=period, value=said)
        if table.frame == "most" and not number / 2 < len(names) <= number:
            raise _wrong(table.table, f"most of {number} areas", period=period, value=f"{len(names)} areas")


def _check_whole(rows: pd.DataFrame, parts: pd.DataFrame, table: tuple, aggregate: str) -> None:
    """The whole is the sum of its parts, or lies among them."""
    wholes = rows[~rows.index.isin(parts.index)]
    if table.frame != "complete" or aggregate == "none" or wholes["area"].nunique() != 1:
        return
    nation = wholes.set_index("period")["number"]
    groups = parts.groupby("period")["number"]
    for period, whole in nation.items():
        ends = (groups.sum()[period],) * 2 if aggregate == "sum" else (groups.min()[period], groups.max()[period])
        slack = TOTAL_TOLERANCE * abs(whole)
        if not ends[0] - slack <= whole <= ends[1] + slack:
            total = f"the sum of the parts ({ends[0]:.10g})"
            expected = total if aggregate == "sum" else "a value among those of the parts"
            raise _wrong(table.table, expected, area=wholes["area"].iloc[0], period=period, value=f"{whole:.10g}")


def _check_totals(parts: pd.DataFrame, table: tuple, totals: dict[tuple[str, str], tuple[float, str]]) -> None:
    """Two complete tables of one indicator and period have one total, whatever their territory."""
    for period, total in parts.groupby("period")["number"].sum().items():
        known, where = totals.setdefault((table.indicator, period), (total, table.table))
        if abs(total - known) > TOTAL_TOLERANCE * abs(known):
            raise _wrong(table.table, f"the total of {where} ({known:.10g})", period=period, value=f"{total:.10g}")


def _check_jumps(parts: pd.DataFrame, table: tuple, kind: str) -> None:
    """No change between periods beyond the spread of the table's other changes, unless the descriptor says so."""
    enough = parts["area"].nunique() >= FEWEST_AREAS and parts["period"].nunique() >= FEWEST_PERIODS
    if kind == "rank" or not enough:
        return
    said = [word for word in f"{table.breaks}|{table.jumps}".split("|") if word]
    moved = changes(parts, kind)
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
        raise _wrong(table.table, expected, area=area, period=period, value=value)


def changes(parts: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Changes from period to period, less the one that is common to all: by a factor where the kind does so."""
    wide = parts.pivot(index="area", columns="period", values="number")
    moved = (np.log(wide.where(wide > 0)) if kind in LOGGED else wide).diff(axis=1).iloc[:, 1:]
    return moved - moved.median()


def spread(moved: pd.DataFrame) -> float:
    """Robust standard deviation of all changes: 1.4826 times the median of their absolute values."""
    return 1.4826 * float(np.nanmedian(moved.abs().to_numpy()))
