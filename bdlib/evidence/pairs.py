"""Two claims side by side, many at a time."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

YEAR = np.timedelta64(8766, "h")


@dataclass(frozen=True)
class Pairs:
    """Pairs of claims: `a` is about the earlier time, or was said first; `b` follows.

    Attributes
    ----------
    claims : as prepared by :func:`bdlib.evidence.claims.prepare`.
    facets : what their notes answer, one row a claim.
    i, j : positions of a and b.
    """

    claims: pd.DataFrame
    facets: np.ndarray
    i: np.ndarray
    j: np.ndarray
    _columns: dict = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.i)

    def __getitem__(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Column of a and of b."""
        if name not in self._columns:
            column = self.claims[name]
            text = not pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_datetime64_any_dtype(column)
            self._columns[name] = pd.factorize(column, sort=True)[0] if text else column.to_numpy()
        column = self._columns[name]
        return column[self.i], column[self.j]

    def take(self, keep: np.ndarray) -> "Pairs":
        """The pairs where `keep`."""
        return Pairs(self.claims, self.facets, self.i[keep], self.j[keep], self._columns)

    def same(self, name: str) -> np.ndarray:
        """Tell where a and b agree in a column."""
        a, b = self[name]
        return a == b

    def known(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Tell where a text column says something, for a and b."""
        key = ("known", name)
        if key not in self._columns:
            self._columns[key] = self.claims[name].ne("").to_numpy()
        return self._columns[key][self.i], self._columns[key][self.j]

    def one_of(self, name: str, *codes: str) -> tuple[np.ndarray, np.ndarray]:
        """Tell where a text column holds one of some codes, for a and b."""
        key = (name, *codes)
        if key not in self._columns:
            self._columns[key] = self.claims[name].isin(codes).to_numpy()
        return self._columns[key][self.i], self._columns[key][self.j]

    def meet(self) -> np.ndarray:
        """Tell where the claim intervals meet."""
        low, high = self["least"], self["most"]
        return (low[0] <= high[1]) & (low[1] <= high[0])

    def years(self) -> np.ndarray:
        """Years from a to b."""
        a, b = self["last"]
        return (b - a) / YEAR

    def ratio(self) -> np.ndarray:
        """Natural logarithm of b over a; NaN where one is not positive."""
        a, b = self["point"]
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where((a > 0) & (b > 0), np.log(b) - np.log(a), np.nan)

    def same_line(self) -> np.ndarray:
        """Tell where both name one series."""
        a, b = self["line"]
        return (a == b) & (a > 0)

    def other_line(self) -> np.ndarray:
        """Tell where they name different series."""
        a, b = self["line"]
        return (a != b) & (a > 0) & (b > 0)

    def one_line(self) -> np.ndarray:
        """Tell where only one names its series."""
        a, b = self["line"]
        return (a > 0) != (b > 0)

    def discord(self) -> np.ndarray:
        """Share of the times that the two series named contradict each other on one object and year.

        GSO and its provincial offices mostly agree, two methods seldom do. Two cases of discord are taken as seen.
        """
        if "discord" not in self._columns:
            self._columns["discord"] = self._learn_discord()
        table, size = self._columns["discord"]
        a, b = self["line"]
        return table.reindex(np.minimum(a, b) * size + np.maximum(a, b)).fillna(0.8).to_numpy()

    def mean_discord(self) -> np.ndarray:
        """Discord of the series that one of the two names, over all series that it was seen beside."""
        self.discord()
        table, size = self._columns["discord"]
        ends = np.concatenate([table.index // size, table.index % size])
        each = pd.Series(np.tile(table.to_numpy(), 2)).groupby(ends).mean()
        a, b = self["line"]
        return each.reindex(np.maximum(a, b)).fillna(0.6).to_numpy()

    def _learn_discord(self) -> tuple[pd.Series, int]:
        size = int(self.claims["line"].max()) + 1 if len(self.claims) else 1
        seen = self.other_line() & self.same("year") & ~self["is_target"][0]
        a, b = self["line"]
        frame = pd.DataFrame({
            "lines": (np.minimum(a, b) * size + np.maximum(a, b))[seen], "object": self["object"][0][seen],
            "year": self["year"][0][seen], "apart": ~self.meet()[seen],
        })  # fmt: skip
        cases = frame.groupby(["lines", "object", "year"])["apart"].min().groupby("lines").agg(["sum", "size"])
        return (cases["sum"] + 2) / (cases["size"] + 2.5), size

    def same_span(self) -> np.ndarray:
        """Tell where both are about the same days, or the same year."""
        return (self.same("first") & self.same("last")) | self.same("year")
