"""Figures held against those of other indicators and territories: parts and wholes, mix-ups, mergers."""

import numpy as np
import pandas as pd

from bdlib.evidence.pairing import NEAR, ordered

LEAST_AREAS = 5  # areas with several amounts, before one of these counts as their whole
NEARLY_THE_WHOLE, MISTAKEN = 1.05, 0.75  # a part this near to its whole is the whole under a wrong name
NEAR_PART = 0.10  # a softened figure this near to a part may be meant for it
ECHO = 0.6  # of the claims that their year contradicts and the year before confirms, these repeat it
CROWD = 6  # indicators of an area that share a value, above which it tells nothing
SAME_PAGE, SIBLING = 0.30, 0.12  # prior of a mix-up between figures of one page, of one area


def add_context(claims: pd.DataFrame) -> pd.DataFrame:
    """Add what only other indicators and other years tell.

    These are `over_whole` (a part no smaller than its whole, `whole_of`), `mixed_up` (strength of "printed under the
    wrong name", of `mixed_with`), `part_of_it` (a part's figure that is near) and `echo` (strength of "an earlier
    year's value"). The others are named by figure_id, "" for none.
    """
    claims = claims.assign(over_whole=False, whole_of="", mixed_up=0.0, mixed_with="")
    ids = claims["figure_id"].to_numpy()
    here, other, strength = mix_ups(claims)
    claims.loc[here, "mixed_up"] = strength
    claims.loc[here, "mixed_with"] = ids[other]
    for part, whole in (parts_over_whole(claims), amounts_over_whole(claims)):
        claims.loc[part, "over_whole"] = True
        claims.loc[part, "whole_of"] = ids[whole]
        mistaken = claims["least"].to_numpy()[part] <= claims["most"].to_numpy()[whole] * NEARLY_THE_WHOLE
        claims.loc[part[mistaken], "mixed_up"] = MISTAKEN
        claims.loc[part[mistaken], "mixed_with"] = ids[whole[mistaken]]
    here, part = near_parts(claims)
    claims["part_of_it"] = ""
    claims.loc[here, "part_of_it"] = ids[part]
    return claims.assign(echo=echoes(claims))


def near_parts(claims: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Find softened figures near the value of a part of their indicator, stated for the area within a year.

    Returns
    -------
    (figure, part) : positions in `claims`.
    """
    frame = claims.assign(at=np.arange(len(claims)))[~claims["is_target"]]
    parts = frame[frame["part_of"].ne("") & ~frame["over_whole"]]
    vague = frame[frame["indicator"].isin(set(parts["part_of"])) & ~frame["qualifier"].isin(["exact", "ordinal"])]
    pairs = vague.merge(
        parts, left_on=["ref_area", "indicator"], right_on=["ref_area", "part_of"], suffixes=("", "_part")
    )
    off = (pairs["point"] / pairs["point_part"] - 1).abs()
    near = (off <= NEAR_PART) & ((pairs["last"] - pairs["last_part"]).abs() <= NEAR / 2)
    best = pairs.assign(off=off)[near].sort_values(["at", "off", "at_part"], kind="stable").drop_duplicates("at")
    return best["at"].to_numpy(), best["at_part"].to_numpy()


def echoes(claims: pd.DataFrame) -> np.ndarray:
    """Strength of "this is an earlier year's value": its digits are those printed for the year before.

    Only asked of a claim that the other claims of its own year contradict.
    """
    frame = claims[["object", "year", "point"]]
    before = (
        frame[~claims["is_target"]]
        .drop_duplicates(["object", "year", "point"])
        .assign(year=lambda rows: rows["year"] + 1)
    )
    found = frame.merge(before[["object", "year", "point"]], on=["object", "year", "point"], how="left", indicator=True)
    asked = ~claims["is_target"] & claims["qualifier"].isin(["exact", "ordinal"])
    equal = found["_merge"].eq("both").to_numpy() & asked.to_numpy()
    return np.where(equal, ECHO * (1 - 10.0 ** -np.minimum(_digits(claims), 6)), 0.0)


def parts_over_whole(claims: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Find counts and amounts that reach or exceed the nearest figure of the indicator they are part of.

    Returns
    -------
    (part, whole) : positions in `claims`.
    """
    frame = _countable(claims)
    parts = frame[frame["part_of"].ne("")]
    pairs = parts.merge(
        frame, left_on=["ref_area", "part_of"], right_on=["ref_area", "indicator"], suffixes=("", "_whole")
    )
    return _exceeding(pairs)


def amounts_over_whole(claims: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Find amounts that reach the amount which, in most areas, exceeds all others of its unit.

    Which indicator that is, is read from the data: it must lead in most of at least five areas.
    """
    frame = _countable(claims)
    frame = frame[frame["kind"].eq("money")]
    typical = frame.groupby(["unit_measure", "ref_area", "indicator"], as_index=False)["point"].median()
    typical = typical[typical.groupby(["unit_measure", "ref_area"])["indicator"].transform("size") > 1]
    leads = typical.sort_values("point", kind="stable").drop_duplicates(["unit_measure", "ref_area"], keep="last")
    tally = leads.groupby(["unit_measure", "indicator"]).size().reset_index(name="areas")
    tally["all"] = tally.groupby("unit_measure")["areas"].transform("sum")
    whole = tally[(tally["all"] >= LEAST_AREAS) & (tally["areas"] > tally["all"] / 2)].set_index("unit_measure")[
        "indicator"
    ]
    wholes = frame[frame["indicator"].eq(frame["unit_measure"].map(whole))]
    others = frame[frame["unit_measure"].isin(whole.index) & ~frame["indicator"].isin(whole)]
    return _exceeding(others.merge(wholes, on=["ref_area", "unit_measure"], suffixes=("", "_whole")))


def _countable(claims: pd.DataFrame) -> pd.DataFrame:
    frame = claims.assign(at=np.arange(len(claims)))
    return frame[~frame["is_target"] & frame["kind"].isin(["count", "money"])]


def _exceeding(pairs: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Take of each part the whole nearest in time, the largest of several, and keep those that are no smaller."""
    gap = (pairs["last"] - pairs["last_whole"]).abs()
    near = pairs.assign(gap=gap)[gap <= NEAR / 2]
    near = near.sort_values(["at", "gap", "point_whole"], ascending=[True, True, False], kind="stable").drop_duplicates(
        "at"
    )
    over = near[near["point"] >= near["point_whole"]]
    return over["at"].to_numpy(), over["at_whole"].to_numpy()


def mix_ups(claims: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Find figures whose digits equal those of another indicator of the area, near in time.

    The odds that digits agree by chance fall tenfold with every digit; how many other figures there are to agree
    with is counted.

    Returns
    -------
    (here, other, strength)
    """
    unit = claims["unit_measure"].where(claims["unit_measure"].isin(["percent", "VND"]), "number")
    frame = claims[["indicator", "source_id", "last", "point"]].assign(
        at=np.arange(len(claims)), digits=_digits(claims), area=claims.groupby(["ref_area", unit], sort=False).ngroup()
    )
    telling = claims["point"].ne(0) & claims["point"].ne(claims["limit"]) & ~claims["kind"].eq("rank")
    frame = frame[telling & ~claims["is_target"]]
    frame["cell"] = frame.groupby(["area", "point"], sort=False).ngroup()
    crowd = frame.groupby("cell")["indicator"].transform("nunique")
    shared = frame[crowd.between(2, CROWD)]
    others = shared.drop_duplicates(["cell", "indicator", "source_id"])
    pairs = shared.merge(others, on="cell", suffixes=("", "_other"))
    near = (pairs["last"] - pairs["last_other"]).abs() <= NEAR / 2
    pairs = pairs[near & pairs["indicator"].ne(pairs["indicator_other"])]
    rivals = pairs["area"].map(frame.groupby("area")["point"].nunique()).to_numpy(float)
    chance = np.clip(rivals * 10.0 ** -pairs["digits"].to_numpy(float), 1e-6, 1.0)
    prior = np.where(pairs["source_id"].eq(pairs["source_id_other"]), SAME_PAGE, SIBLING)
    pairs["strength"] = prior / (prior + (1 - prior) * chance)
    best = pairs.sort_values(
        ["at", "strength", "at_other"], ascending=[True, False, True], kind="stable"
    ).drop_duplicates("at")
    return best["at"].to_numpy(), best["at_other"].to_numpy(), best["strength"].to_numpy()


def _digits(frame: pd.DataFrame) -> np.ndarray:
    """Significant digits of each value, zeros at the end not counted."""
    whole = np.round(
        frame["point"].abs().to_numpy() * 10.0 ** frame["decimals"].fillna(0).astype(float).clip(upper=6).to_numpy()
    )
    count = np.ones(len(frame))
    for power in range(1, 16):
        count = np.maximum(count, np.where(whole >= 10**power, power + 1, 1))
    trailing = np.zeros(len(frame))
    for power in range(1, 16):
        trailing = np.where((whole > 0) & (whole % 10**power == 0), power, trailing)
    return np.maximum(count - trailing, 1)


def mergers(claims: pd.DataFrame, areas: pd.DataFrame | None) -> tuple[np.ndarray, np.ndarray]:
    """Pair shares, measured or aimed at, of a former area with those of the enlarged one that bears its name.

    Amounts, counts and ranks of another territory are other numbers by nature and are not paired.
    """
    if areas is None:
        return np.empty(0, int), np.empty(0, int)
    name = areas.set_index("area")["name_vi"]
    successor = areas.set_index("area")["successor"]
    successor = successor[successor.map(name).eq(name.reindex(successor.index))]
    frame = claims.assign(at=np.arange(len(claims)), into=claims["ref_area"].map(successor).astype(object).fillna(""))
    frame = frame[frame["kind"].eq("share")]
    old = frame[frame["into"].ne("")]
    pairs = old.merge(
        frame,
        left_on=["into", "indicator", "is_target"],
        right_on=["ref_area", "indicator", "is_target"],
        suffixes=("", "_new"),
    )
    near = (pairs["last"] - pairs["last_new"]).abs() <= NEAR / 4
    pairs = pairs[near & (~pairs["is_target"] | pairs["year"].eq(pairs["year_new"]))]
    return ordered(claims, pairs["at"].to_numpy(), pairs["at_new"].to_numpy())
