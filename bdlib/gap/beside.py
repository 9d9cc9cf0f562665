"""What stands beside a judgement: who publishes an indicator elsewhere, and a kindred figure."""

import pandas as pd

from bdlib.study import divisions

KNOWN = ["known_maker", "known_period", "known_areas"]
KINDRED = ["kindred", "kindred_value", "kindred_period", "kindred_dated", "kindred_status"]


def beside(frame: pd.DataFrame, est: object) -> pd.DataFrame:
    """Add to targets that nothing judges who publishes the indicator of most areas, and a kindred figure.

    `kindred` is the indicator of the area's latest figure of the same thing, else of its family and kind.
    """
    return _kindred(_publishers(frame, est), est)


def _publishers(frame: pd.DataFrame, est: object) -> pd.DataFrame:
    silent = frame["status"].eq("not_judged")
    named = est.frame["indicator"].isin(frame.loc[silent, "indicator"]) & est.frame["maker"].ne("")
    named &= est.frame["ref_area"].isin([one for part in divisions(est.tables.areas).values() for one in part.index])
    known = est.frame[named & est.frame["dated"].ne("bound")].dropna(subset="obs_value")
    groups = known.groupby(["indicator", "maker"], as_index=False)
    found = groups.agg(known_period=("time_period", "max"), known_areas=("ref_area", "nunique"))
    found = found.rename(columns={"maker": "known_maker"})
    found = found.sort_values(["known_areas", "known_period"], ascending=False, kind="stable")
    out = frame.merge(found.drop_duplicates("indicator")[["indicator", *KNOWN]], on="indicator", how="left")
    return out.assign(**{name: out[name].where(silent) for name in KNOWN})


def _kindred(frame: pd.DataFrame, est: object) -> pd.DataFrame:
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
