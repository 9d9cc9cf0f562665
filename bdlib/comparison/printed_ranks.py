"""Ranks that a source printed, held against each other, against their field and against printed scores."""

import pandas as pd

from bdlib.comparison.territory import EDITION, provinces, within

COLUMNS = ["indicator", "time_period", "series", "kind", "ref_area", "ranks", "scores"]


def contradictions(
    estimates: pd.DataFrame, areas: pd.DataFrame, indicators: pd.DataFrame, *, territory: str = "63"
) -> pd.DataFrame:
    """List what printed ranks contradict.

    Parameters
    ----------
    estimates : reconciled values, or observations with `series`; several rows an area are each looked at.
    areas, indicators : codelists.
    territory : whose index.

    Returns
    -------
    DataFrame
        indicator (the rank), time_period, series, kind, ref_area (codes joined by |), ranks and scores (in the same
        order, joined by |). Kinds: `shared_rank`, several provinces on one place of one edition; `beyond_field`, a
        place that the edition does not have; `score_order`, of two provinces the better place with the lower score,
        beyond what rounding allows.
    """
    kind = indicators.set_index("indicator")["kind"]
    rows = estimates[within(estimates, areas, indicators, territory) & estimates["obs_value"].notna()]
    ranks = rows[rows["indicator"].map(kind).eq("rank")].drop_duplicates(["ref_area", *EDITION, "obs_value"])
    found = [_shared(ranks), _beyond(ranks, provinces(areas, territory)), _out_of_order(ranks, rows)]
    out = pd.concat(found, ignore_index=True).reindex(columns=COLUMNS).fillna("").astype(str)
    out = out.sort_values(COLUMNS, kind="stable").drop_duplicates(COLUMNS[:-1])  # a score printed twice is one case
    return out.reset_index(drop=True)


def _shared(ranks: pd.DataFrame) -> pd.DataFrame:
    place = [*EDITION, "obs_value"]
    several = ranks.sort_values("ref_area").groupby(place)["ref_area"].agg(["size", "|".join]).reset_index()
    several = several[several["size"] > 1]
    return several.assign(kind="shared_rank", ref_area=several["join"], ranks=_text(several["obs_value"]))


def _beyond(ranks: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    size = ranks["ref_area"].map(members["region"]).map(members["region"].value_counts())
    field = size.where(ranks["indicator"].str.contains("_southeast"), len(members))
    wrong = ranks[(ranks["obs_value"] > field) | (ranks["obs_value"] < 1)]
    return wrong.assign(kind="beyond_field", ranks=_text(wrong["obs_value"]))


def _out_of_order(ranks: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Pairs of provinces whose printed places and printed scores point opposite ways."""
    of_score = ranks[ranks["indicator"].str.endswith("_rank")]
    of_score = of_score.assign(score_of=of_score["indicator"].str.removesuffix("_rank") + "_score")
    scores = rows[["ref_area", *EDITION, "obs_value", "lower", "upper"]].rename(columns={"indicator": "score_of"})
    both = of_score[["ref_area", "score_of", *EDITION, "obs_value"]].merge(
        scores, on=["ref_area", "score_of", "time_period", "series"], suffixes=("_rank", "_score")
    )
    pairs = both.merge(both, on=EDITION, suffixes=("", "_b"))
    wrong = pairs[(pairs["obs_value_rank"] < pairs["obs_value_rank_b"]) & (pairs["upper"] < pairs["lower_b"])]
    return wrong.assign(
        kind="score_order",
        ref_area=wrong["ref_area"] + "|" + wrong["ref_area_b"],
        ranks=_text(wrong["obs_value_rank"]) + "|" + _text(wrong["obs_value_rank_b"]),
        scores=_text(wrong["obs_value_score"]) + "|" + _text(wrong["obs_value_score_b"]),
    )


def beside_computed(estimates: pd.DataFrame, areas: pd.DataFrame, *, rank_of: str, territory: str) -> pd.DataFrame:
    """Hold the printed places against the order that the printed scores of the same edition give.

    Parameters
    ----------
    rank_of : the rank's indicator, as dti_rank; its scores are those of dti_score.

    Returns
    -------
    DataFrame
        One row an edition in which two provinces or more have both: time_period, series, both (how many have place
        and score), turned (pairs of them whose better place goes with the lower score).
    """
    rows = estimates[estimates["ref_area"].isin(provinces(areas, territory).index) & estimates["obs_value"].notna()]
    edition = ["time_period", "series"]
    place, score = (
        rows.loc[rows["indicator"].eq(name), ["ref_area", *edition, "obs_value"]].drop_duplicates(
            ["ref_area", *edition]
        )
        for name in (rank_of, rank_of.replace("_rank", "_score"))
    )
    both = place.merge(score, on=["ref_area", *edition]).set_axis(["ref_area", *edition, "place", "score"], axis=1)
    pairs = both.merge(both, on=edition, suffixes=("", "_b")).query("place < place_b")
    turned = (pairs["score"] < pairs["score_b"]).groupby([pairs[name] for name in edition]).sum()
    out = both.groupby(edition, as_index=False).agg(both=("ref_area", "size")).query("both > 1")
    return out.join(turned.rename("turned"), on=edition).fillna({"turned": 0}).reset_index(drop=True)


def _text(numbers: pd.Series) -> pd.Series:
    return numbers.map(lambda number: f"{number:g}").astype(str)
