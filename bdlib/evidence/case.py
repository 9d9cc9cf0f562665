"""The whole of the evidence about the figures of a corpus, computed once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from bdlib import periods
from bdlib.edits import derived, violations
from bdlib.evidence.choice import choose, quote
from bdlib.evidence.claims import CLOSED, FACETS, MADE, MEANT, codes, days, known, prepare
from bdlib.evidence.crossing import crossing, outdated, with_arithmetic
from bdlib.evidence.groups import grouped
from bdlib.evidence.kinds import KINDS, judge
from bdlib.evidence.origins import PAGE, makers, origins
from bdlib.evidence.pairs import STATEMENT, candidates
from bdlib.evidence.slips import borrowed, coarseness, significant
from bdlib.evidence.table import NONE, tabulate
from bdlib.handed import FIGURES, NEEDED, tables_of
from bdlib.makers import roots
from bdlib.memo import remembered

ASIDE = ["territory_change", "vintage_revision", "time_change"]  # kinds that are no matter of the others


@dataclass(frozen=True)
class Case:
    """What the figures say about each other.

    The clean tables that it rests on; the figures as claims (:func:`bdlib.evidence.claims.prepare`); every two that
    were held against each other, by position in them; figures of rules that fail (:func:`bdlib.edits.violations`); who
    made each.
    """

    tables: Any
    claims: pd.DataFrame
    judged: pd.DataFrame
    failing: pd.DataFrame
    origins: pd.DataFrame

    @cached_property
    def conflicts(self) -> pd.DataFrame:
        """Comparable figures that contradict each other, a row a matter; a table once it is asked for."""
        return self._conflicts[0]

    @cached_property
    def _conflicts(self) -> tuple[pd.DataFrame, np.ndarray]:
        """The conflicts, and which claims those between pages tell of."""
        clashing, against_itself = (self._pairs("conflict", page) for page in (False, True))
        alike = pd.concat([self._pairs("variant"), self._pairs("print")])
        between, members = _matters(self.claims, clashing, self.failing, alike)
        told = np.isin(np.arange(len(self.claims)), members)
        return _stacked([between, _matters(self.claims, against_itself, self.failing)[0]]), told

    @cached_property
    def variants(self) -> pd.DataFrame:
        """Figures that say the same in other words, or that a stated fact keeps apart, a row a matter."""
        told, worded, apart = self._conflicts[1], self._pairs("variant"), self._pairs("apart")
        worded = worded[~told[worded["i"]] & ~told[worded["j"]]]
        apart = apart[~(told[apart["i"]] & told[apart["j"]] & apart["perhaps"])]
        why = np.select([apart[kind].gt(0) for kind in ASIDE], range(1, len(ASIDE) + 1), 0)
        page = [self._pairs(relation, True) for relation in ("variant", "apart")]
        rest = [worded, *page, *(apart[why == part] for part in range(len(ASIDE) + 1))]
        return _stacked([_matters(self.claims, rows, self.failing)[0] for rows in rest])

    def _pairs(self, relation: str, page: bool = False) -> pd.DataFrame:
        return self.judged[self.judged["relation"].eq(relation) & self.judged["page"].eq(page)]

    def __repr__(self) -> str:
        return (f"Case({len(self.conflicts)} conflicts, {len(self.variants)} variants, "
                f"{self.origins['origin'].nunique()} origins of {len(self.claims)} figures)")  # fmt: skip


@remembered
def assess(tables: Any, as_of: str = "") -> Case:
    """Hold the figures of a corpus against each other.

    Parameters
    ----------
    tables : Tables
        As given by :func:`bdlib.clean`: `observations`, `targets` and the codelists; never changed.
    as_of : str, optional
        ISO date; what was published later is not there yet.

    Returns
    -------
    Case
        Frames `conflicts` and `variants`, a row a matter, with the columns of data/clean; `claims`, a row a figure.

    Raises
    ------
    DataError
        For tables that lack a column or have a key twice, for an `as_of` that is no day.

    Examples
    --------
    >>> import bdlib as bd
    >>> sorted(bd.assess(bd.clean(bd.load())).conflicts["status"].unique())
    ['open', 'resolved']
    """
    tables, day = tables_of(tables), periods.day(as_of)
    rows = {name: (frame := getattr(tables, name))[periods.published_by(frame, day)] for name in FIGURES}
    return weigh(tables, **rows)


def weigh(tables: Any, observations: pd.DataFrame | None = None, targets: pd.DataFrame | None = None) -> Case:
    """Assess figures that have been checked, those of the tables unless others are given; see :func:`assess`."""
    given = {name: getattr(tables, name, None) for name in NEEDED}
    listed = {name: one if one is not None and len(one.columns) else None for name, one in given.items()}
    observations = tables.observations if observations is None else observations
    targets = tables.targets if targets is None else targets
    claims = _voices(prepare(observations, targets, listed["indicators"]), listed)
    rules = derived(listed["indicators"], listed["rules"])
    claims, failing = claims.assign(**borrowed(claims, rules)), violations(claims, rules)
    judged = judge(candidates(claims))
    claims["outdated"] = outdated(claims, failing, judged)
    pairs = with_arithmetic(claims, judged, crossing(claims, failing, listed["areas"], judged))
    claims = claims.astype(dict.fromkeys([*CLOSED, *MADE], str))
    who = claims[["figure_id", "witness"]].set_axis(["figure_id", "origin"], axis=1)
    return Case(tables, claims, pairs.assign(page=pairs["page"].fillna(False).astype(bool)), failing, who)


def _voices(claims: pd.DataFrame, lists: dict[str, pd.DataFrame | None]) -> pd.DataFrame:
    """Add who speaks: maker_code, witness, shown (a print names its office), field, issued_day, revised_day."""
    claims = _as_original(claims.assign(maker_code=makers(claims).astype("category"), root=roots(claims)))
    place, values = pd.factorize(claims["point"])
    claims["step"] = np.where(place < 0, np.nan, coarseness(np.abs(np.append(values, 1.0)))[place])
    printed = 10.0 ** -claims["decimals"].where(claims["kind"].isin(["share", "rate"])).astype(float)  # 7.0% is not 7%
    claims["step"] = claims["step"].where(~printed.lt(claims["step"]), printed)
    claims["digits"] = significant(claims["point"].to_numpy(), claims["decimals"].to_numpy(float, na_value=0))
    claims["witness"] = origins(claims)
    who = claims["witness"].astype(str)
    claims["voice"] = who.mask(who.str.startswith(PAGE), "")
    named = (claims["origin_basis"].ne("series") | claims["frame"].ne("")) & claims["maker"].ne("")
    number = codes(*(claims[name] for name in STATEMENT[:5]))
    claims["shown"] = named.groupby(number).transform("any")
    claims["field"] = _mapped(claims["series"], known(lists["series"], "series", "field"))
    claims = _implied(claims, known(lists["indicators"], "indicator", "implies"))
    claims = claims.assign(**{name: _inherited(claims, name) for name in MEANT})
    claims["statement"] = codes(pd.Series(number), *(claims[name] for name in STATEMENT[5:]))
    issued = _mapped(claims["origin"], known(lists["origins"], "origin", "issued"))
    anew = _mapped(claims["source_id"], known(lists["sources"], "source_id", "revised"))
    return claims.assign(issued_day=days(periods.frame(issued)["end"]), revised_day=days(periods.frame(anew)["start"]))


def _as_original(claims: pd.DataFrame) -> pd.DataFrame:
    """Give an undated copy the time of the page that it copies, if that has the same number and no other maker.

    `copied` is the value that the page copied has in its place.
    """
    time, copies = ["start", "end", "year", "dated"], claims["root"].ne(claims["source_id"])
    found = _of_root(claims, copies & claims["dated"].eq("bound"), ["object", "point"], ["maker_code", *time])
    mine = claims["maker_code"].reindex(found.index)
    found = found[mine.eq("") | mine.eq(found["maker_code"])]
    claims = claims.assign(**{name: found[name].reindex(claims.index).fillna(claims[name]) for name in time})
    return claims.assign(copied=_of_root(claims, copies, ["object", "start", "end"], ["point"])["point"])


def _of_root(claims: pd.DataFrame, which: pd.Series, same: list[str], names: list[str]) -> pd.DataFrame:
    """Columns of the page that some claims copy, where it says the same of the matter; by the index of the copies."""
    pages = claims["source_id"].isin(claims.loc[which, "root"].unique())
    first = claims.loc[pages, ["source_id", *same, *names]].rename(columns={"source_id": "root"})
    rows = claims.loc[which, ["root", *same]].reset_index(names="at").merge(first.drop_duplicates(["root", *same]))
    return rows.set_index("at")[names]


def _implied(claims: pd.DataFrame, implies: pd.Series) -> pd.DataFrame:
    """Add what the definition of an indicator says of measure, base and prices where its figure says nothing else."""
    claims = claims.assign(**{also: claims[name] for name, also in zip(FACETS, MEANT, strict=True)})
    said = implies.str.split("|").explode().str.split(":", expand=True).reindex(columns=[0, 1]).dropna()
    for name, also in zip(FACETS, MEANT, strict=True):  # a scope is a part of what the indicator counts
        codes_ = said.loc[said[0].eq(name) & (name != "scope"), 1].groupby(level=0).first()
        if len(codes_):
            claims[also] = claims[also].mask(claims[also].eq(""), _mapped(claims["indicator"], codes_))
    return claims


def _inherited(claims: pd.DataFrame, name: str) -> pd.Series:
    """Give a print that leaves a facet open what the other prints of this number, of one maker, agree on."""
    if claims[name].eq("").all():
        return claims[name]
    number = codes(claims["ref_area"], claims["indicator"], claims["side"], claims["point"], claims["witness"])
    told = pd.DataFrame({"number": number, "facet": claims[name]})[claims[name].ne("")].drop_duplicates()
    only = told[~told.duplicated("number", keep=False)].set_index("number")["facet"]
    return claims[name].where(claims[name].ne(""), only.reindex(number).fillna("").set_axis(claims.index))


def _mapped(codes: pd.Series, column: pd.Series) -> pd.Series:
    return codes.astype(object).map(column).astype(object).fillna("").astype(str)


def _matters(
    claims: pd.DataFrame, pairs: pd.DataFrame, failing: pd.DataFrame, worded: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.Series]:
    """Group pairs of one relation, judge and choose by group, and write the table; with the claims that it tells of.

    Figures that say the same as one of a group in other words (`worded`) belong to it.
    """
    if pairs.empty:
        return NONE.copy(), pd.Series(dtype=int)
    of_pair, members = grouped(claims, pairs, worded)
    pairs = pairs.loc[of_pair.index].assign(group=of_pair)
    levels = pairs.groupby("group")[KINDS].max()
    decide = choose if pairs["relation"].eq("conflict").any() else quote
    return tabulate(claims, pairs, members, levels, decide(claims, pairs, members, levels), failing), members["at"]


def _stacked(tables: list[pd.DataFrame]) -> pd.DataFrame:
    order = ["ref_area", "indicator", "time_period", "figure_ids"]
    filled = [table for table in tables if len(table)] or tables[:1]
    return pd.concat(filled, ignore_index=True).sort_values(order, kind="stable", ignore_index=True)
