"""What stands beside a judgement: who publishes an indicator elsewhere, a kindred figure, a page's own words on it."""

import pandas as pd

from bdlib.study import divisions

KNOWN = ["known_maker", "known_period", "known_areas"]
KINDRED = ["kindred", "kindred_value", "kindred_period", "kindred_dated"]


def beside(frame: pd.DataFrame, est: object) -> pd.DataFrame:
    """Add to targets that nothing judges who publishes the indicator of most areas, and a kindred figure.

    `kindred` is the indicator of the area's latest figure of the same family and kind, as an income a month beside one
    a year. `completed` is how far, in percent, a page that prints the target says that it is completed.
    """
    return _completed(_kindred(_publishers(frame, est), est), est)


def _publishers(frame: pd.DataFrame, est: object) -> pd.DataFrame:
    silent = frame["status"].eq("not_judged")
    named = est.frame["indicator"].isin(frame.loc[silent, "indicator"]) & est.frame["maker"].ne("")
    named &= est.frame["ref_area"].isin([one for part in divisions(est.tables.areas).values() for one in part.index])
    known = est.frame[named & est.frame["dated"].ne("bound")].dropna(subset="obs_value")
    groups = known.groupby(["indicator", "maker"], as_index=False)
    found = groups.agg(known_period=("time_period", "max"), known_areas=("ref_area", "nunique"))
    found = found[found["known_areas"].gt(1)].rename(columns={"maker": "known_maker"})
    found = found.sort_values(["known_areas", "known_period"], ascending=False, kind="stable")
    out = frame.merge(found.drop_duplicates("indicator")[["indicator", *KNOWN]], on="indicator", how="left")
    return out.assign(**{name: out[name].where(silent) for name in KNOWN})


def _kindred(frame: pd.DataFrame, est: object) -> pd.DataFrame:
    kin, codes = ["ref_area", "family", "kind"], est.tables.indicators.set_index("indicator")[["family", "kind"]]
    silent = frame["status"].eq("not_judged") & frame["current"].isna()
    known = est.frame[est.frame["ref_area"].isin(frame.loc[silent, "ref_area"])].dropna(subset="obs_value")
    known = known.join(codes, on="indicator").sort_values(["time_period", "indicator"], ascending=[False, True])
    last = known.drop_duplicates([*kin, "indicator"])[[*kin, "indicator", "obs_value", "time_period", "dated"]]
    rows = frame.loc[silent, ["ref_area", "indicator"]].join(codes, on="indicator").reset_index(names="row")
    near = rows.merge(last.set_axis([*kin, *KINDRED], axis=1), on=kin)
    near = near.iloc[near["kindred"].ne(near["indicator"]).to_numpy().argsort(kind="stable")].drop_duplicates("row")
    return frame.join(near.set_index("row")[KINDRED])


def _completed(frame: pd.DataFrame, est: object) -> pd.DataFrame:
    aims = est.tables.indicators.set_index("indicator")["target_of"]
    seen, pages = est.tables.observations, est.tables.targets.set_index("figure_id")["source_id"]
    said = seen.assign(indicator=seen["indicator"].map(aims).astype(str))  # text, also where there is none
    each = frame["figure_ids"].str.split("|").explode().map(pages).astype(str).rename("source_id")
    each = frame[["ref_area", "indicator"]].join(each).reset_index(names="row")
    found = each.merge(said, on=["ref_area", "indicator", "source_id"]).drop_duplicates("row").set_index("row")
    return frame.assign(completed=found["obs_value"].reindex(frame.index).astype(float))
