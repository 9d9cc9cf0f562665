"""One analysis under every defensible choice: method, sources, series and date, without reading the corpus anew.

A grid names the values of each choice, the first of each being the reference. Leaving a source out changes only the
areas and indicators that it speaks about, so all specifications of one method and date are reconciled in two calls:
one of the whole corpus, and one of the touched groups side by side, each under the name of its specification.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

import numpy as np
import pandas as pd

from bdlib.reconcile import methods, origin, reconcile

AXES = ["method", "without", "series", "as_of"]
AREA = ["ref_area", "indicator"]
SEP = "\x1f"


class Analysis(Protocol):
    """What is repeated: findings from estimates, for many specifications at once.

    Attributes
    ----------
    scope : columns of the group that a finding rests on: it can change only where the group is touched.
    """

    scope: tuple[str, ...]

    def prepare(self, whole: pd.DataFrame, touched: pd.DataFrame) -> pd.DataFrame:
        """Complete the touched estimates with the others that findings of their groups need."""

    def __call__(self, estimates: pd.DataFrame, series: str, as_of: str) -> pd.DataFrame:
        """Findings under each specification in the column `spec`: spec, finding, value, outcome and the scope."""


@dataclass(frozen=True)
class Multiverse:
    """Outcomes of every finding under every specification.

    Attributes
    ----------
    specifications : one row a specification: method, without, series, as_of; the first is the reference.
    values, outcomes : specification × finding; an outcome is "" where the specification gives the finding no value.
    """

    specifications: pd.DataFrame
    values: pd.DataFrame
    outcomes: pd.DataFrame


def axes(
    obs: pd.DataFrame, *, without: bool = True, series: Sequence[str] = (), dates: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Give the usual grid: every method, each independent source left out, the series and dates named.

    Parameters
    ----------
    obs : observations.
    without : whether each origin with its reprints is left out once.
    series : preferred series, tried after leaving the choice open.
    dates : days as of which to look back, tried after the latest.
    """
    origins = sorted(origin(obs).unique()) if without else []
    first = "evidence" if "evidence" in methods() else next(iter(methods()))
    others = [name for name in methods() if name != first]
    return {"method": [first, *others], "without": ["", *origins], "series": ["", *series], "as_of": ["", *dates]}


def specifications(grid: Mapping[str, Sequence[str]], most: int | None = None, seed: int = 0) -> pd.DataFrame:
    """Enumerate a grid.

    Parameters
    ----------
    grid : values of each of :data:`AXES`, the reference first.
    most : if the grid is larger, keep the reference, all that differ from it in one choice, and a random sample of
        the rest.
    seed : of the sample.

    Returns
    -------
    DataFrame
        method, without, series, as_of and `distance`, the number of choices that differ from the reference.

    Raises
    ------
    ValueError
        For an axis that is missing, unknown or empty.
    """
    if set(grid) != set(AXES) or not all(len(values) for values in grid.values()):
        raise ValueError(f"a grid has values for {', '.join(AXES)}; this one for {', '.join(grid)}")
    table = pd.DataFrame(list(product(*(dict.fromkeys(grid[axis]) for axis in AXES))), columns=AXES, dtype=str)
    table["distance"] = sum(table[axis].ne(grid[axis][0]).astype(int) for axis in AXES)
    if most is not None and len(table) > most:
        near = table["distance"].le(1)
        drawn = table[~near].sample(max(most - int(near.sum()), 0), random_state=seed).index
        table = table[near | table.index.isin(drawn)]
    return table.reset_index(drop=True)


def explore(obs: pd.DataFrame, indicators: pd.DataFrame, analysis: Analysis, specs: pd.DataFrame) -> Multiverse:
    """Run an analysis under every specification.

    Parameters
    ----------
    obs : observations as in data/clean/observations.csv.
    indicators : codelist.
    analysis : e.g. :class:`bdlib.findings.Targets` or :class:`bdlib.findings.Places`.
    specs : as given by :func:`specifications`.

    Returns
    -------
    Multiverse
    """
    found = []
    for (method, as_of), group in specs.groupby(["method", "as_of"], sort=False):
        whole = reconcile(obs, method, indicators=indicators, as_of=as_of).frame
        left = [source for source in group["without"].unique() if source]
        touched = leave_out(obs, left, method, indicators, as_of)
        ready = analysis.prepare(whole, touched)
        for series, part in group.groupby("series", sort=False):
            base = analysis(whole.assign(spec=""), series, as_of)
            changed = analysis(ready, series, as_of)
            emptied = touched[["spec", *analysis.scope]].drop_duplicates().merge(base.drop(columns="spec"))
            emptied = emptied.assign(value=np.nan, outcome="")
            found.append(_spread(part, base, pd.concat([emptied, changed])))
    values, outcomes = (pd.concat(tables).sort_index() for tables in zip(*found, strict=True))
    return Multiverse(specs, values.sort_index(axis=1), outcomes.fillna("").sort_index(axis=1))


def leave_out(
    obs: pd.DataFrame, sources: Sequence[str], method: str, indicators: pd.DataFrame, as_of: str = ""
) -> pd.DataFrame:
    """Reconcile, for each source, the groups that it speaks about without it and without its reprints.

    Returns
    -------
    DataFrame
        Estimates with the left-out source in `spec`; a group of which nothing is left has one row without a value.
    """
    stacked = stack(obs, sources)
    frame = reconcile(stacked, method, indicators=indicators, as_of=as_of).frame
    frame[["spec", "ref_area"]] = frame["ref_area"].str.split(SEP, n=1, expand=True).to_numpy()
    gone = touched_groups(obs, sources).merge(frame[["spec", *AREA]].drop_duplicates(), how="left", indicator="here")
    gone = gone[gone["here"].eq("left_only")].drop(columns="here").assign(time_period="", series="", obs_value=np.nan)
    return pd.concat([frame, gone], ignore_index=True)


def touched_groups(obs: pd.DataFrame, sources: Sequence[str]) -> pd.DataFrame:
    """List the areas and indicators that each source, or a reprint of it, speaks about: spec, ref_area, indicator."""
    spoken = obs[AREA].assign(spec=origin(obs)).drop_duplicates()
    return spoken[spoken["spec"].isin(sources)][["spec", *AREA]].reset_index(drop=True)


def stack(obs: pd.DataFrame, sources: Sequence[str]) -> pd.DataFrame:
    """Lay the touched groups side by side, each without its source, the area under the name of the specification."""
    rows = touched_groups(obs, sources).merge(obs.assign(origin=origin(obs)), on=AREA)
    rows = rows[rows["origin"].ne(rows["spec"])].drop(columns="origin")
    names = rows["spec"] + SEP
    return rows.assign(ref_area=names + rows["ref_area"], figure_id=names + rows["figure_id"]).drop(columns="spec")


def _spread(part: pd.DataFrame, base: pd.DataFrame, changed: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give every specification the findings of the whole, then those that its left-out source changes."""
    changed = changed[changed["spec"].isin(part["without"])]
    names = pd.Index(base["finding"]).union(changed["finding"].unique())
    line = pd.Index(part["without"]).get_indexer(changed["spec"])
    place = names.get_indexer(changed["finding"])
    tables = []
    for column, kind in (("value", float), ("outcome", object)):
        table = np.tile(base.set_index("finding")[column].reindex(names).to_numpy(dtype=kind), (len(part), 1))
        table[line, place] = changed[column].to_numpy(dtype=kind)
        tables.append(pd.DataFrame(table, index=part.index, columns=names))
    return tuple(tables)
