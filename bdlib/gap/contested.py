"""Values of a target's year in open conflict: none is kept, but where all of them judge alike, that verdict holds."""

import pandas as pd

from bdlib.gap.measures import AREA

ENDS = ["obs_value", "lower", "upper"]


def contested(aims: pd.DataFrame, est: object) -> pd.DataFrame:
    """Estimates of the years of targets that an open conflict leaves without a value, each with that of one side.

    The side that most figures print, of these the one printed last. :func:`bdlib.gap.progress` holds the others against
    it, and takes it back where they judge otherwise.
    """
    frame = est.frame
    torn = frame[frame["status"].eq("open") & frame["obs_value"].isna() & frame["dated"].eq("stated")]
    asked = pd.MultiIndex.from_frame(aims[[*AREA, "target_year"]].dropna().astype({"target_year": int}).astype(str))
    torn = torn[pd.MultiIndex.from_frame(torn[[*AREA, "time_period"]].astype(str)).isin(asked)]
    each = torn["figure_ids"].str.split("|").explode().rename("figure_id").rename_axis("row").reset_index()
    each = each.merge(est.tables.observations[["figure_id", "published", *ENDS]], on="figure_id")
    each = each[each["obs_value"].notna()]
    each["prints"] = each.groupby(["row", "obs_value"])["figure_id"].transform("size")
    last = each.sort_values(["prints", "published", "figure_id"]).drop_duplicates("row", keep="last").set_index("row")
    return torn.loc[last.index.sort_values()].assign(**{name: last[name] for name in ENDS})
