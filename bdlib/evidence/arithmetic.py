"""Sums that do not come out: parts against a whole, a share against its counts, growth against two levels."""

import numpy as np
import pandas as pd

from bdlib.evidence.edges import KINDS
from bdlib.evidence.wording import FACETS

NEARLY = 0.03  # parts that sum to within 3% of the whole are meant to be all of it
OFF = 0.6  # points between a printed share and the ratio of its counts
DRIFT = (0.005, 0.10)  # relative gap between a level and the one that later growth implies
YEAR = 366


def inconsistencies(claims: pd.DataFrame, facets: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find sums that do not come out.

    Returns
    -------
    members : group, at (position in `claims`).
    table : one row a group: `contradicts`, `chosen` (position, -1 for none), strength of every kind.
    """
    found = [*_over(claims), *_sums(claims), *_shares(claims), *_growth(claims, facets)]
    members = [(group, at) for group, (places, _, _, _) in enumerate(found) for at in sorted(set(places))]
    rows = [
        {"contradicts": wrong, "chosen": chosen, **dict.fromkeys(KINDS, 0.0), **kinds}
        for _, kinds, wrong, chosen in found
    ]
    table = pd.DataFrame(rows, columns=["contradicts", "chosen", *KINDS])
    return pd.DataFrame(members, columns=["group", "at"], dtype=int), table.astype({"contradicts": bool, "chosen": int})


Finding = tuple[list[int], dict[str, float], bool, int]


def _over(claims: pd.DataFrame) -> list[Finding]:
    """Find parts that exceed their whole, once a pair of values."""
    place = pd.Series(np.arange(len(claims)), index=claims["figure_id"])
    over = claims[claims["whole_of"].ne("")]
    over = over.drop_duplicates(["object", "point", "whole_of"])
    found = []
    for part in over.itertuples():
        whole = place[part.whole_of]
        ratio = np.log10(part.point / claims["point"].to_numpy()[whole])
        if part.least <= claims["most"].to_numpy()[whole]:
            continue
        family = part.part_of == claims["indicator"].to_numpy()[whole]
        kinds = {"arithmetic_inconsistency": 0.8 if family else 0.4, "impossible_value": 0.55 if family else 0.8}
        kinds |= {"scale_slip": 0.7} if ratio > 0.9 else {}
        found.append(([place[part.figure_id], whole], kinds, True, -1))
    return found


def _sums(claims: pd.DataFrame) -> list[Finding]:
    """Find parts printed with their whole by one source that nearly sum to it."""
    frame = claims.assign(at=np.arange(len(claims)))[~claims["is_target"]]
    key = ["source_id", "ref_area", "first", "last"]
    parts = (
        frame[frame["part_of"].ne("")].groupby([*key, "part_of"]).filter(lambda rows: rows["indicator"].nunique() > 1)
    )
    found = []
    wholes = frame[frame["indicator"].isin(set(parts["part_of"]))].groupby([*key, "indicator"])
    for name, rows in parts.groupby([*key, "part_of"]):
        totals = wholes.get_group(name) if name in wholes.groups else rows[:0]
        rows = rows.drop_duplicates("indicator")
        gap = rows["point"].sum() - totals["point"].iloc[0] if len(totals) == 1 else 0.0
        if abs(gap) < 1e-9 or abs(gap) > NEARLY * totals["point"].iloc[0]:
            continue
        rounded = abs(gap) <= (pd.concat([rows, totals])["upper"] - pd.concat([rows, totals])["lower"]).sum() / 2 + 1e-9
        kinds = {"arithmetic_inconsistency": 0.7, "rounding": 0.65 if rounded else 0.0}
        found.append(([*totals["at"], *rows["at"]], kinds, not rounded, int(totals["at"].iloc[0])))
    return found


def _shares(claims: pd.DataFrame) -> list[Finding]:
    """Find a share printed by one source with two counts of its family whose ratio is another.

    Indicators of one family begin with the same word of their code.
    """
    frame = claims.assign(at=np.arange(len(claims)), family=claims["indicator"].str.split("_").str[0])
    frame = frame[~frame["is_target"] & frame["kind"].isin(["share", "count"])]
    found = []
    for _, rows in frame.groupby(["source_id", "ref_area", "last", "family"]):
        counts = rows[rows["kind"].eq("count")]
        elsewhere = rows["indicator"].str.startswith(tuple(counts["indicator"])) if len(counts) else rows["at"].lt(0)
        shares = rows[rows["kind"].eq("share") & ~elsewhere]
        if len(counts) != 2 or not len(shares) or counts["indicator"].nunique() != 2:
            continue
        low, high = sorted(counts["point"])
        ratio = 100 * low / high
        about = [any(unit in text for unit in counts["unit_measure"]) for text in shares["definition"]]
        if any(about) and (shares["point"] - ratio).abs().min() > OFF:
            kinds = {"arithmetic_inconsistency": 0.6, "scope_population": 0.3}
            found.append(([*shares["at"], *counts["at"]], kinds, True, -1))
    return found


def _growth(claims: pd.DataFrame, facets: np.ndarray) -> list[Finding]:
    """Find a level at constant prices that the level and growth printed a year later contradict."""
    constant = 1 << 0
    prices = facets[:, [facet for _, facet in FACETS].index("prices")]
    frame = claims.assign(at=np.arange(len(claims)), family=claims["indicator"].str.split("_").str[0])
    frame = frame[~frame["is_target"]]
    levels = frame[frame["kind"].eq("money") & (prices[frame["at"]] & constant > 0)]
    rates = frame[frame["kind"].eq("rate")]
    later = levels.merge(rates, on=["source_id", "ref_area", "family", "last"], suffixes=("", "_rate"))
    pairs = later.merge(levels, on=["object"], suffixes=("", "_before"))
    days = (pairs["last"] - pairs["last_before"]).dt.days
    alike = (pairs["last"] - pairs["first"]).eq(pairs["last_before"] - pairs["first_before"]) | (
        ((pairs["last"] - pairs["first"]) - (pairs["last_before"] - pairs["first_before"])).dt.days.abs() <= 1
    )
    pairs = pairs[days.between(364, YEAR) & alike]
    gap = pairs["point"] / (1 + pairs["point_rate"] / 100) / pairs["point_before"] - 1
    pairs = pairs[gap.abs().between(*DRIFT)]
    kinds = {"vintage_revision": 0.7, "arithmetic_inconsistency": 0.6}
    return [([row.at, row.at_before], kinds, True, row.at) for row in pairs.itertuples()]
