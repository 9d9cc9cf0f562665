"""One analysis under every defensible choice: method, sources, series and date, without reading the corpus anew.

A grid names the values of each choice, the first of each being the reference. Leaving a source out changes only the
areas and indicators that it speaks about, so all specifications of one method and date are reconciled in two calls:
one of the whole corpus, and one of the touched groups side by side (:mod:`bdlib.robustness.leave_out`).
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from multiprocessing import get_context
from typing import Protocol

import numpy as np
import pandas as pd

from bdlib.reconciliation import methods, origin, reconcile
from bdlib.robustness.leave_out import SEP, leave_out

AXES = ["method", "without", "series", "as_of"]


class Analysis(Protocol):
    """What is repeated: findings from estimates, for many specifications at once.

    Attributes
    ----------
    scope : columns of the group that a finding rests on: it can change only where the group is touched.
    """

    scope: tuple[str, ...]

    def prepare(self, whole: pd.DataFrame, touched: pd.DataFrame) -> pd.DataFrame:
        """Complete the touched estimates with the others that findings of their groups need."""

    def __call__(self, estimates: pd.DataFrame, series: Sequence[str], as_of: str) -> pd.DataFrame:
        """Findings for each specification in the column `spec` and each series to prefer (`asked`).

        Returns
        -------
        DataFrame
            spec, asked, finding, value, outcome and the columns of the scope.
        """


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
    obs: pd.DataFrame,
    *,
    without: Sequence[str] | None = None,
    series: Sequence[str] | None = None,
    dates: Sequence[str] = (),
) -> dict[str, list[str]]:
    """Give the usual grid: every method, each independent source left out, each rival series, the dates named.

    Parameters
    ----------
    obs : observations.
    without : origins to leave out once each, with their reprints; every one by default.
    series : series to prefer, after leaving the choice open; those of :func:`rival_series` by default.
    dates : days as of which to look back, after the latest.
    """
    origins = sorted(origin(obs).unique() if without is None else without)
    rivals = rival_series(obs) if series is None else list(series)
    return {"method": list(methods()), "without": ["", *origins], "series": ["", *rivals], "as_of": ["", *dates]}


def rival_series(obs: pd.DataFrame) -> list[str]:
    """List the named series that some area and indicator has beside another one, the most frequent first."""
    named = obs[obs["series"].ne("")]
    several = named.groupby(["ref_area", "indicator"])["series"].transform("nunique") > 1
    return list(named.loc[several, "series"].value_counts(sort=True).index)


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


def explore(
    obs: pd.DataFrame, indicators: pd.DataFrame, analyses: Sequence[Analysis], specs: pd.DataFrame, jobs: int = 1
) -> list[Multiverse]:
    """Run analyses under every specification.

    Parameters
    ----------
    obs : observations as in data/clean/observations.csv.
    indicators : codelist.
    analyses : as in :mod:`bdlib.robustness.findings`, e.g. its `Targets` and `Places`; the estimates serve all.
    specs : as given by :func:`specifications`.
    jobs : processes; methods and dates are shared out among them. They inherit the frames, nothing is read anew.

    Returns
    -------
    list of Multiverse
        One an analysis.
    """
    tasks = [(method, as_of, part) for (method, as_of), part in specs.groupby(["method", "as_of"], sort=False)]
    work = partial(_estimates, obs, indicators)
    if jobs > 1:
        with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
            estimates = list(pool.map(work, tasks))
    else:
        estimates = [work(task) for task in tasks]
    return [_analyse(analysis, specs, tasks, estimates) for analysis in analyses]


def _estimates(
    obs: pd.DataFrame, indicators: pd.DataFrame, task: tuple[str, str, pd.DataFrame]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Estimates of the whole, and of the groups that each left-out source touches, by one method as of one date."""
    method, as_of, part = task
    whole = reconcile(obs, method, indicators=indicators, as_of=as_of).frame.assign(spec="")
    return whole, leave_out(obs, [source for source in part["without"].unique() if source], method, indicators, as_of)


def _analyse(analysis: Analysis, specs: pd.DataFrame, tasks: list, estimates: list) -> Multiverse:
    """Analyse all methods of one date at once, then give every specification its findings."""
    found = []
    for as_of in specs["as_of"].unique():
        here = [(task, pair) for task, pair in zip(tasks, estimates, strict=True) if task[1] == as_of]
        ready = [_named(method, pd.concat([whole, analysis.prepare(whole, touched)]))
                 for (method, _, _), (whole, touched) in here]  # fmt: skip
        rows = analysis(pd.concat(ready, ignore_index=True), list(specs["series"].unique()), as_of)
        names = rows["spec"].astype(str).str
        rows = rows.assign(method=names.split(SEP).str[0], spec=names.split(SEP).str[1])
        for (method, _, part), (_, touched) in here:
            mine = rows[rows["method"].eq(method)]
            for series, some in part.groupby("series", sort=False):
                found.append(_spread(some, mine[mine["asked"].eq(series)], touched, list(analysis.scope)))
    values, outcomes = (pd.concat(tables).sort_index().sort_index(axis=1) for tables in zip(*found, strict=True))
    return Multiverse(specs, values, outcomes.fillna(""))


def _named(method: str, estimates: pd.DataFrame) -> pd.DataFrame:
    return estimates.assign(spec=method + SEP + estimates["spec"])


def _spread(
    part: pd.DataFrame, rows: pd.DataFrame, touched: pd.DataFrame, scope: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give every specification the findings of the whole, then those that its left-out source changes."""
    base = rows[rows["spec"].eq("")]
    emptied = touched[["spec", *scope]].drop_duplicates().merge(base.drop(columns="spec"), on=scope)
    changed = pd.concat([emptied.assign(value=np.nan, outcome=""), rows[rows["spec"].ne("")]])
    changed = changed[changed["spec"].isin(part["without"])]
    names = pd.Index(base["finding"]).union(changed["finding"].unique())
    line = pd.Index(part["without"]).get_indexer(changed["spec"])
    place = names.get_indexer(changed["finding"])
    tables = []
    for column, kind in (("value", float), ("outcome", object)):
        whole = base.set_index("finding")[column].reindex(names).to_numpy(dtype=kind)
        table = np.repeat(whole[None, :], len(part), axis=0)
        table[line, place] = changed[column].to_numpy(dtype=kind)
        tables.append(pd.DataFrame(table, index=part.index, columns=names))
    return tuple(tables)
