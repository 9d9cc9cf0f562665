"""What stands beside a judgement: a kindred figure."""

import pandas as pd

KINDRED = ["kindred", "kindred_value", "kindred_period", "kindred_dated", "kindred_status"]


def beside(frame: pd.DataFrame, est: object) -> pd.DataFrame:
    """Add to targets that nothing judges a kindred figure.

    `kindred` is the indicator of the area's latest figure of the same thing, else of its family and kind.
    """
    kin, codes = ["ref_area", "family", "kind"], est.tables.indicators.set_index("indicator")[["family", "kind"]]
    silent = frame["status"].isin(["not_judged", "lapsed"]) & frame["current"].isna()
    known, values = est.frame, est.tables.observations.set_index("figure_id")["obs_value"]
    printed = known["figure_ids"].str.split("|").str[0].map(values).astype(float)  # of an open conflict one of them
    known = known.assign(obs_value=known["obs_value"].fillna(printed)).dropna(subset="obs_value")
    known = known[known["ref_area"].isin(frame.loc[silent, "ref_area"])].join(codes, on="indicator")
    last = known.sort_values(["time_period", "indicator"], ascending=[False, True]).drop_duplicates([*kin, "indicator"])
    last = last[[*kin, "indicator", "obs_value", "time_period", "dated", "status"]]
    rows = frame.loc[silent, ["ref_area", "indicator"]].join(codes, on="indicator").reset_index(names="row")
    near = rows.merge(last.set_axis([*kin, *KINDRED], axis=1), on=kin)
    near = near.iloc[near["kindred"].ne(near["indicator"]).to_numpy().argsort(kind="stable")].drop_duplicates("row")
    return frame.join(near.set_index("row")[KINDRED])
