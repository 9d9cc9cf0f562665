"""Which sources copy each other, so that a reprint is not a second witness.

Independent sources agree as often as the objects are easy and the sources are good.  Copying shows as agreement
beyond that: on the same digits, above all on digits that are wrong (Dong, Berti-Equille and Srivastava 2009,
"Integrating conflicting data: the role of source dependence", PVLDB 2).  Expected agreement of two sources is
taken as the product of what each shows with the others, times how often claims on those objects agree at all.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from bdfusion.claims import Claims, fingerprint, group_median, take

PAIRS = 5e6  # pairs of claims looked at; beyond, a seeded sample of objects
CERTAIN = 4.0  # standard errors of agreement beyond the expected


@dataclass(frozen=True)
class Agreement:
    """Pairs of sources with `shared` comparable objects, the same value on `agreed`, `expected` if independent."""

    a: np.ndarray
    b: np.ndarray
    shared: np.ndarray
    agreed: np.ndarray
    expected: np.ndarray

    @property
    def copied(self) -> np.ndarray:
        """Share of the shared objects on which one copies the other, as far as the agreement tells."""
        return (self.agreed - self.expected) / (self.shared - self.expected + 0.5)

    @property
    def surprise(self) -> np.ndarray:
        """Agreement beyond the expected, in standard errors."""
        return (self.agreed - self.expected) / np.sqrt(self.expected * (1 - self.expected / self.shared) + 1)


def reprints(claims: Claims) -> np.ndarray:
    """Leader of each source among the sources with exactly the same claims; itself where there is none.

    Of all sources, (others with this claim + 1) / (number of sources) would make a given claim by chance, counting
    as one a set with the same claims.  A set is merged where it makes three claims or more and the product of these
    chances times the number of pairs of sources, the coincidences to expect, is below 1 in 20.
    """
    leader, count = np.arange(claims.sources), claims.by_source(np.ones(len(claims.src))).astype(int)
    alike = pd.DataFrame({"source": leader, "count": count, "print": np.round(fingerprint(claims), 10)})
    alike = alike.groupby(["count", "print"], sort=False)["source"]
    first, size = alike.transform("first").to_numpy(), alike.transform("size").to_numpy()
    twin = (size > 1) & (count >= 3)
    if not twin.any():
        return leader
    sets, inside = len(np.unique(first)), size[claims.src]
    others = np.maximum(np.bincount(claims.tie)[claims.tie] - inside, 0)
    chance = np.minimum((others + 1) / sets, 1)
    expected = claims.by_source(np.log(chance)) + np.log(max(sets * (sets - 1) / 2, 1))
    return np.where(twin & (expected < np.log(1 / 20)), first, leader)


def agreement(claims: Claims, right: np.ndarray | None = None, seed: int = 0) -> Agreement:
    """Observed and expected agreement of every two sources that share objects.

    With `right` (claims equal to a reference value) only objects where at least one of the two departs from the
    reference count, and only equal departures agree: two good sources are not taken for copies of each other.
    """
    some = _sampled(claims, seed)
    wrong = some if right is None else some & ~right
    objects, ties = len(claims.start), int(claims.tie[-1]) + 1
    member = _incidence(claims.obj, claims.src, some, (objects, claims.sources))
    correct = _incidence(claims.obj, claims.src, some & ~wrong, (objects, claims.sources))
    value = _incidence(claims.tie, claims.src, wrong, (ties, claims.sources))
    ease = _ease(claims, some, wrong)
    both = (member.T @ member - correct.T @ correct).tocoo()
    keep = (both.row != both.col) & (both.data > 1)  # one object tells nothing of two sources
    a, b, shared = both.row[keep], both.col[keep], both.data[keep]
    easy = sparse.diags(ease[0])
    at = lambda matrix: np.asarray(matrix.tocsr()[a, b]).ravel() if len(a) else np.zeros(0)  # noqa: E731
    agreed, ease_sum = at(value.T @ value), at(member.T @ easy @ member - correct.T @ easy @ correct)
    rate = _rates(a, b, agreed, ease_sum, ease[1], claims.sources)
    return Agreement(a, b, shared, agreed, np.minimum(shared, rate[a] * rate[b] * ease_sum))


def _sampled(claims: Claims, seed: int) -> np.ndarray:
    """Mask of the claims on objects drawn until their pairs reach `PAIRS` (all objects, where that is enough)."""
    pairs = claims.counts.astype(float) ** 2
    if pairs.sum() <= PAIRS:
        return np.ones(len(claims.obj), bool)
    draw = np.random.default_rng(seed).permutation(len(pairs))
    picked = np.zeros(len(pairs), bool)
    picked[draw[np.cumsum(pairs[draw]) <= PAIRS]] = True
    return picked[claims.obj]


def _incidence(row: np.ndarray, column: np.ndarray, mask: np.ndarray, shape: tuple[int, int]) -> sparse.csr_matrix:
    """Zero-one matrix with a one where `mask` holds."""
    matrix = sparse.csr_matrix((np.ones(int(mask.sum())), (row[mask], column[mask])), shape=shape)
    matrix.data[:] = 1.0
    return matrix


def _ease(claims: Claims, some: np.ndarray, wrong: np.ndarray) -> tuple[np.ndarray, float]:
    """Share of pairs of claims on each object that agree (shrunk to the overall share), and the overall share."""
    many = claims.by_object(some)
    right = claims.by_object(some & ~wrong)
    same = np.bincount(claims.tie, wrong)
    agree = np.bincount(claims.obj[claims.tie_start], same * (same - 1), len(many))
    pairs = many * (many - 1) - right * np.maximum(right - 1, 0)
    overall = agree.sum() / max(pairs.sum(), 1.0)
    return (agree + 2 * overall) / (np.maximum(pairs, 0) + 2), float(overall)


def _rates(
    a: np.ndarray, b: np.ndarray, agreed: np.ndarray, ease: np.ndarray, overall: float, sources: int
) -> np.ndarray:
    """How readily each source agrees with others: the median over its partners, which a few copies cannot move."""
    rate = np.ones(sources)
    for _ in range(6):
        ratio = (agreed + overall) / (ease + 1) / np.maximum(rate[b], 0.05)
        seen = group_median(a, ratio, ease, sources)
        rate = np.sqrt(rate * np.clip(np.where(np.isnan(seen), 1.0, seen), 0.02, 20))
    return rate


def blocks(pairs: Agreement, sources: int, share: float) -> tuple[np.ndarray, np.ndarray]:
    """Group number of each source, joined where a pair copies at least `share`; and the mask of those pairs."""
    found = (pairs.copied >= share) & (pairs.surprise >= CERTAIN)
    links = sparse.csr_matrix((np.ones(int(found.sum())), (pairs.a[found], pairs.b[found])), shape=(sources, sources))
    return sparse.csgraph.connected_components(links, directed=False)[1], found


def one_voice(claims: Claims, block: np.ndarray) -> Claims:
    """Keep one claim for each object, value and block: that of the block's source with most claims."""
    shared = (np.bincount(block) > 1)[block][claims.src]
    rows = np.flatnonzero(shared)
    size = claims.by_source(np.ones(len(claims.src)))
    src = claims.src[rows]
    order = np.lexsort((src, -size[src], block[src], claims.tie[rows]))
    tie, group = claims.tie[rows][order], block[src][order]
    first = (np.diff(tie, prepend=-1) != 0) | (np.diff(group, prepend=-1) != 0)
    keep = ~shared
    keep[rows[order[first]]] = True
    return claims if keep.all() else take(claims, keep)
