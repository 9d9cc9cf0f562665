"""Sums that do not come out: parts against a whole, a share against its counts, growth against two levels."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bdlib.evidence.edges import KINDS
from bdlib.evidence.wording import FACETS

NEARLY = 0.03  # parts that sum to within 3% of the whole are meant to be all of it
OFF = 0.6  # points between a printed share and the ratio of its counts
DRIFT = (0.005, 0.10)  # relative gap between a level and the one that later growth implies
A_YEAR = (364, 366)  # days


@dataclass(frozen=True)
class Finding:
    """A sum that does not come out: its claims (positions, the one it is held against first) and its kinds."""

    places: list[int]
    kinds: dict[str, float]
    contradicts: bool = True
    chosen: int = -1
    detail: str = ""
    computed: float = np.nan


def inconsistencies(claims: pd.DataFrame, facets: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find sums that do not come out.

    Returns
    -------
    members : group, at (position in `claims`).
    table : one row a group: `contradicts`, `chosen` (position, -1 for none), `detail` (which sum), `computed` (what
        it gives), `first` (position of the claim that it is held against), strength of every kind.
    """
    found = [*_over(claims), *_sums(claims), *_shares(claims), *_growth(claims, facets)]
    members = [(group, at) for group, one in enumerate(found) for at in sorted(set(one.places))]
    columns = ["contradicts", "chosen", "detail", "computed", "first"]
    rows = [(one.contradicts, one.chosen, one.detail, one.computed, one.places[0]) for one in found]
    table = pd.DataFrame(rows, columns=columns).astype({"contradicts": bool, "chosen": int, "first": int})
    strengths = pd.DataFrame([one.kinds for one in found], columns=KINDS, dtype=float).fillna(0.0)
    return pd.DataFrame(members, columns=["group", "at"], dtype=int), table.join(strengths)


def _over(claims: pd.DataFrame) -> list[Finding]:
    """Find parts that exceed their whole, once a pair of values."""
    place = pd.Series(np.arange(len(claims)), index=claims["figure_id"])
    point, most, code = (claims[name].to_numpy() for name in ("point", "most", "indicator"))
    over = claims[claims["whole_of"].ne("")].drop_duplicates(["object", "point", "whole_of"])
    found = []
    for part in over.itertuples():
        whole = place[part.whole_of]
        if part.least <= most[whole]:
            continue
        family = part.part_of == code[whole]
        kinds = {"arithmetic_inconsistency": 0.8 if family else 0.4, "impossible_value": 0.55 if family else 0.8}
        kinds |= {"scale_slip": 0.7} if part.point > 8 * point[whole] else {}
        found.append(Finding([place[part.figure_id], whole], kinds))
    return found


def _sums(claims: pd.DataFrame) -> list[Finding]:
    """Find parts printed with their whole by one source that nearly sum to it."""
    frame = claims.assign(at=np.arange(len(claims)))[~claims["is_target"]]
    key = ["source_id", "ref_area", "first", "last"]
    parts = frame[frame["part_of"].ne("")]
    parts = parts[parts.groupby([*key, "part_of"])["indicator"].transform("nunique").gt(1)]
    wholes = frame[frame["indicator"].isin(set(parts["part_of"]))].groupby([*key, "indicator"])
    found = []
    for name, rows in parts.groupby([*key, "part_of"]):
        totals = wholes.get_group(name) if name in wholes.groups else rows[:0]
        rows = rows.drop_duplicates("indicator")
        gap = rows["point"].sum() - totals["point"].iloc[0] if len(totals) == 1 else 0.0
        if abs(gap) < 1e-9 or abs(gap) > NEARLY * totals["point"].iloc[0]:
            continue
        printed = pd.concat([rows, totals])
        rounded = abs(gap) <= (printed["upper"] - printed["lower"]).sum() / 2 + 1e-9
        kinds = {"arithmetic_inconsistency": 0.7, "rounding": 0.65 if rounded else 0.0}
        total = int(totals["at"].iloc[0])
        found.append(Finding([total, *rows["at"]], kinds, not rounded, total, "sum_of_parts", rows["point"].sum()))
    return found


def _shares(claims: pd.DataFrame) -> list[Finding]:
    """Find a share printed by one source with two counts of its family whose ratio is another.

    Indicators of one family begin with the same word of their code; the share's definition names what is counted.
    """
    frame = _families(claims)
    frame = frame[frame["kind"].isin(["share", "count"])]
    frame = frame[frame["source_id"].isin(frame.loc[frame["kind"].eq("count"), "source_id"])]
    key, counted = ["source_id", "ref_area", "last", "family"], frame["kind"].eq("count")
    by = [frame[name] for name in key]
    frame = frame[counted.groupby(by).transform("sum").eq(2) & (~counted).groupby(by).transform("any")]
    found = []
    for _, rows in frame.groupby(key):
        counts = rows[rows["kind"].eq("count")]
        shares = rows[rows["kind"].eq("share") & ~rows["indicator"].str.startswith(tuple(counts["indicator"]))]
        low, high = sorted(counts["point"])
        ratio = 100 * low / high
        about = [any(unit in text for unit in counts["unit_measure"]) for text in shares["definition"]]
        if any(about) and (shares["point"] - ratio).abs().min() > OFF:
            farthest = shares.assign(off=(shares["point"] - ratio).abs()).sort_values("off", ascending=False)
            kinds = {"arithmetic_inconsistency": 0.6, "scope_population": 0.3}
            places = [*farthest["at"], *counts["at"]]
            found.append(Finding(places, kinds, detail="share_of_counts", computed=ratio))
    return found


def _growth(claims: pd.DataFrame, facets: np.ndarray) -> list[Finding]:
    """Find a level at constant prices that the level and growth printed a year later contradict."""
    prices = facets[:, [facet for _, facet in FACETS].index("prices")]
    frame = _families(claims)
    frame = frame.assign(days=(frame["last"] - frame["first"]).dt.days)
    levels = frame[frame["kind"].eq("money") & ((prices[frame["at"]] & 1) > 0)]  # the first answer: constant prices
    rates = frame[frame["kind"].eq("rate")]
    later = levels.merge(rates, on=["source_id", "ref_area", "family", "last"], suffixes=("", "_rate"))
    pairs = later.merge(levels, on="object", suffixes=("", "_before"))
    apart = (pairs["last"] - pairs["last_before"]).dt.days
    pairs = pairs[apart.between(*A_YEAR) & (pairs["days"] - pairs["days_before"]).abs().le(1)]
    pairs = pairs.assign(implied=pairs["point"] / (1 + pairs["point_rate"] / 100))
    pairs = pairs[(pairs["implied"] / pairs["point_before"] - 1).abs().between(*DRIFT)]
    kinds = {"vintage_revision": 0.7, "arithmetic_inconsistency": 0.6}
    return [
        Finding([row.at_before, row.at], kinds, chosen=row.at, detail="growth", computed=row.implied)
        for row in pairs.itertuples()
    ]


def _families(claims: pd.DataFrame) -> pd.DataFrame:
    """Measured claims with their position and the first word of their indicator's code."""
    word = {code: code.split("_")[0] for code in claims["indicator"].unique()}
    return claims.assign(at=np.arange(len(claims)), family=claims["indicator"].map(word))[~claims["is_target"]]
