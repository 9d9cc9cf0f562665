"""Which figures are held against each other, and how the two of a pair stand to one another."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from bdlib.evidence.claims import FACETS, MEANT, YEAR

SMALL = 24  # statements of an object that are all held against each other; of more only near ones, so time is linear
LONGEST = 366  # days of one year
MONTH = 31  # days: a page dated more loosely may be of any day of its year
NEIGHBOURS = 3  # in time and in value, for the others
NEAR = 1.5  # years between two states of one matter; later ones are another matter
# One number of one maker, then how it is told.
STATEMENT = ["object", "start", "end", "point", "witness", "dated", "low_end", "high_end", "qualifier", "series",
             "trust", "frame", *MEANT, "stage"]  # fmt: skip
SAME, WITHIN, NOW, APART = range(4)  # how the times of two figures stand
_MEANT = dict(zip(FACETS, MEANT, strict=True))


@dataclass(frozen=True)
class Pairs:
    """Pairs of claims of one object, by position i and j: `a` is about the earlier time, or said first; `b` follows."""

    claims: pd.DataFrame
    i: np.ndarray
    j: np.ndarray
    _columns: dict = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.i)

    def __getitem__(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Column of a and of b; a text column as codes, of which 0 is the empty text."""
        if name not in self._columns:
            column = self.claims[_MEANT.get(name, name)]
            if not pd.api.types.is_numeric_dtype(column):
                codes, values = pd.factorize(column, sort=True)
                column = codes if "" in values else codes + 1
            self._columns[name] = np.asarray(column)
        return self._columns[name][self.i], self._columns[name][self.j]

    def take(self, keep: np.ndarray) -> "Pairs":
        """The pairs where `keep`."""
        return Pairs(self.claims, self.i[keep], self.j[keep], self._columns)

    def same(self, name: str) -> np.ndarray:
        """Tell where a and b agree in a column."""
        a, b = self[name]
        return a == b

    def stated(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Tell where a text column says something, for a and b."""
        a, b = self[name]
        return a > 0, b > 0

    def agree(self, *names: str) -> np.ndarray:
        """Tell where both say the same in one of text columns."""
        return np.any([(a > 0) & (a == b) for a, b in map(self.__getitem__, names)], axis=0)

    def differ(self, *names: str) -> np.ndarray:
        """Tell where both say something in one of text columns, and not the same."""
        return np.any([(a > 0) & (b > 0) & (a != b) for a, b in map(self.__getitem__, names)], axis=0)

    def one_sided(self, *names: str) -> np.ndarray:
        """Tell where only one of the two says something; a table names in its head what a page leaves to the reader."""
        table, pairs = self.stated("frame"), [self.stated(name) for name in names]
        return np.any([(a & ~b & ~table[0]) | (b & ~a & ~table[1]) for a, b in pairs], axis=0)

    def is_(self, name: str, *values: str) -> tuple[np.ndarray, np.ndarray]:
        """Tell where a text column holds one of some values, for a and b."""
        if (name, values) not in self._columns:
            self._columns[name, values] = self.claims[name].isin(values).to_numpy()
        column = self._columns[name, values]
        return column[self.i], column[self.j]

    @cached_property
    def meet(self) -> np.ndarray:
        """Tell where the claim intervals meet; two that touch, 8.02 and 8.03, do so in floats, too."""
        low, high = self["low_end"], self["high_end"]
        ends = (low[0], high[1]), (low[1], high[0])
        return np.all([(a <= b) | np.isclose(a, b, rtol=1e-12, atol=0) for a, b in ends], axis=0)

    def ratio(self) -> np.ndarray:
        """Natural logarithm of b over a; NaN where one is not positive."""
        a, b = self["point"]
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where((a > 0) & (b > 0), np.log(b) - np.log(a), np.nan)

    def years(self) -> np.ndarray:
        """Years from a to b."""
        a, b = self["end"]
        return (b - a) / YEAR

    @cached_property
    def times(self) -> np.ndarray:
        """How the times stand: the same, one within the other, an undated "now" beside another, or apart.

        A flow, rank, score or rate stands for its own period only. A state of a day lies within that of its year. An
        undated figure is held against the states around the day of its page.
        """
        start, end, dated = self["start"], self["end"], self.is_("dated", "bound")
        same = (start[0] == start[1]) & (end[0] == end[1])
        loose = (dated[0] | dated[1]) & (end[0] - start[0] > MONTH)
        year = (end[0] - start[0] <= LONGEST) & (end[1] - start[1] <= LONGEST)  # a mean of years only meets its like
        stock = self.is_("timing", "stock")[0] & ~self.is_("side", "target")[0] & year
        overlap = (start[0] <= end[1]) & (start[1] <= end[0])
        now = (dated[0] | dated[1]) & (np.abs(self.years()) <= NEAR)
        return np.select([same & ~(stock & loose), stock & now, stock & overlap], [SAME, NOW, WITHIN], APART)


def candidates(claims: pd.DataFrame) -> Pairs:
    """Pair the claims of one object that say different things; one claim stands for all that say the same.

    Of more than :data:`SMALL` statements only neighbours in time, or in value within a year, so time stays linear.
    """
    first = statements(claims)
    at = first[claims["end"].notna().to_numpy()[first] & np.isfinite(claims["point"].to_numpy()[first])]
    object_, end, point, year = (claims[name].to_numpy()[at] for name in ("object", "end", "point", "year"))
    size = np.bincount(object_, minlength=1)[object_] if len(at) else at
    by_time = np.lexsort((point, end, object_))
    found = list(_lags(by_time, object_[by_time], size[by_time], SMALL))
    large = np.flatnonzero(size > SMALL)
    by_value = large[np.lexsort((point[large], year[large], object_[large]))]
    cell = object_[by_value] * 10_000 + year[by_value].astype(np.int64)
    found += list(_lags(by_value, cell, size[by_value], NEIGHBOURS))
    i, j = (at[side] for side in np.concatenate(found, axis=1))
    return ordered(claims, i, j)


def statements(claims: pd.DataFrame) -> np.ndarray:
    """Positions of the first claim of every statement: one object, time, value, facets, series and maker."""
    order = np.argsort(claims["said"].to_numpy(), kind="stable")  # a day that is not known comes last
    return np.sort(order[~pd.Series(claims["statement"].to_numpy()[order]).duplicated().to_numpy()])


def ordered(claims: pd.DataFrame, i: np.ndarray, j: np.ndarray) -> Pairs:
    """Put the claim about the earlier time first; of one time the one said first, then by figure_id; no pair twice."""
    rank = np.empty(len(claims), dtype=np.int64)
    said = np.nan_to_num(claims["said"].to_numpy(), nan=-1e9)
    rank[np.lexsort((np.arange(len(claims)), said, claims["end"].to_numpy()))] = np.arange(len(claims))
    swap = rank[i] > rank[j]
    i, j = np.where(swap, j, i), np.where(swap, i, j)
    both = np.sort(i * np.int64(len(claims)) + j)
    return Pairs(claims, *np.divmod(both[np.diff(both, prepend=-1) > 0], len(claims)))


def _lags(order: np.ndarray, key: np.ndarray, size: np.ndarray, most: int) -> list[np.ndarray]:
    """Pair each claim with those up to `most` places on; of a large object only the next few."""
    found = [np.empty((2, 0), dtype=np.int64)]
    for lag in range(1, min(most, len(order) - 1) + 1):
        same = (key[lag:] == key[:-lag]) & ((size[lag:] <= SMALL) | (lag <= NEIGHBOURS))
        if not same.any():
            break
        found.append(np.stack([order[:-lag][same], order[lag:][same]]))
    return found
