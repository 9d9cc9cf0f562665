"""The frames of reconciling, and what is added to a method's answer: witnesses, prints, makers, steps."""

import numpy as np
import pandas as pd

from bdlib.evidence.claims import FACETS
from bdlib.evidence.origins import PAGE
from bdlib.evidence.pairs import MONTH

FACT = ["ref_area", "indicator", "time_period"]
KEY = [*FACT, "series", *FACETS]
ESTIMATE = [*KEY, "obs_value", "lower", "upper", "unit_measure", "obs_status", "stage", "method", "witnesses", "prints",
            "figure_ids", "set_aside", "status", "reason", "maker", "trust", "frame", "contradicted_by",
            "dated"]  # fmt: skip
STEP = [*KEY, "step", "figure_id", "action", "reason"]
SETTLED = ["revised", "final"]  # stages that come after the others
TEXTS = ["figure_ids", "set_aside", "maker", "stage", "frame", "contradicted_by", "reason"]


def best_first(claims: pd.DataFrame) -> pd.DataFrame:
    """Sort the claims of each estimate: trusted, of a known day, the latest, stated, of a table, exact, no copy."""
    undated = claims["dated"].eq("bound")
    vague, width = undated & (claims["end"] - claims["start"]).gt(MONTH), claims["upper"] - claims["lower"]
    about = claims["end"].where(~undated, claims["end"] // MONTH * MONTH)  # of an undated one the day tells little
    order = claims.assign(low=claims["trust"].eq("low"), undated=undated, late=-about, vague=vague, width=width,
                          loose=claims["frame"].eq(""), copy=claims["reprints"].ne(""),
                          worded=claims["qualifier"].ne("exact"))  # fmt: skip
    names = ["low", "vague", "late", "undated", "loose", "worded", "width", "copy", "said", "figure_id"]
    return claims.loc[order.sort_values([*KEY, *names], kind="stable").index]


def complete(answer: pd.DataFrame, claims: pd.DataFrame, method: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Complete a method's answer with what the figures behind it say: :data:`ESTIMATE`, and a :data:`STEP` a claim.

    The answer has :data:`KEY`, obs_value, lower, upper; `figure_ids` (else all that meet it), `status` and `reason`.
    """
    claims = claims.assign(estimate=claims.groupby(KEY, sort=False).ngroup())  # one number is quicker than ten texts
    out = _answered(answer, claims)
    steps = _fates(out, claims.reset_index(drop=True))
    kept = steps[steps["action"].eq("kept")]
    lead = best_first(kept).drop_duplicates("estimate").set_index("estimate")
    presumed = lead["origin"].where(~lead["origin"].str.startswith(PAGE), "")  # the maker where a page names none
    by, all_ = kept.sort_values("frame").groupby("estimate"), steps.groupby("estimate")
    out = out.assign(
        unit_measure=all_["unit_measure"].first(), method=method, witnesses=by["origin"].nunique(),
        prints=by["source_id"].nunique(), figure_ids=_ids(kept), set_aside=_ids(steps[steps["action"].ne("kept")]),
        maker=lead["maker"].where(lead["maker"].ne(""), presumed), stage=_stage(kept, lead), frame=by["frame"].last(),
        contradicted_by=_against(steps), trust=_all(steps, "trust", "low"), dated=_all(kept, "dated", "bound"),
        obs_status=lead["obs_status"])  # fmt: skip
    printed = kept["period_basis"].eq("stated").groupby(kept["estimate"]).any().reindex(out.index)
    bound = out["dated"].fillna(_all(steps, "dated", "bound")).eq("bound")
    out["dated"] = np.select([bound, printed.eq(False)], ["bound", "inferred"], "stated")
    out["obs_status"] = out["obs_status"].mask(out["status"].eq("open"), "U").mask(out["status"].eq("declined"), "O")
    cannot = steps["lost"].eq("impossible").groupby(steps["estimate"]).any().reindex(out.index)
    out["obs_status"] = out["obs_status"].mask(out["status"].eq("declined") & cannot, "U").fillna("O")
    counts = {name: out[name].fillna(0).astype(int) for name in ("witnesses", "prints")}
    out = out.assign(**counts, **{name: out[name].fillna("").astype(str) for name in TEXTS})
    return out[ESTIMATE].sort_values(KEY, kind="stable", ignore_index=True), steps[STEP]


def _stage(kept: pd.DataFrame, lead: pd.DataFrame) -> pd.Series:
    """The stage of the leading figure, or the later one in which its maker prints the same value again."""
    same = ["maker", "point"]
    of = kept[kept[same].eq(lead[same].reindex(kept["estimate"]).set_axis(kept.index)).all(axis=1)]
    later = of[of["stage"].isin(SETTLED)].sort_values("said", kind="stable").groupby("estimate")["stage"].last()
    return later.reindex(lead.index).fillna(lead["stage"])


def _answered(answer: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The answer by number, with a status and a reason where the method gives none; what it leaves out is declined."""
    out = answer.set_index(KEY)[[name for name in answer if name not in KEY]]
    out = out.reindex(pd.MultiIndex.from_frame(claims[KEY].drop_duplicates()))
    for name in ("status", "reason", "figure_ids"):
        out[name] = out[name].fillna("") if name in out else ""
    given = np.where(out["obs_value"].notna(), "kept", "declined")
    return out.assign(status=out["status"].where(out["status"].ne(""), given)).reset_index()


def _fates(out: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """What became of each claim, and why."""
    rows = claims.join(out[["lower", "upper", "figure_ids", "status"]], "estimate", suffixes=("", "_of"))
    pairs = zip(rows["figure_id"], rows["figure_ids"], strict=True)
    named = np.array([one in ids.split("|") for one, ids in pairs], bool)
    meets = (rows["lower"] <= rows["upper_of"]) & (rows["upper"] >= rows["lower_of"])
    kept = np.where(rows["figure_ids"].ne(""), named, meets & rows["status"].eq("kept"))
    action = np.select([kept, rows["status"].ne("kept")], ["kept", "declined"], "set_aside")
    action = np.where(~kept & rows["lost"].ne(""), "set_aside", action)
    ends = rows["end"].where(kept.astype(bool)).groupby(rows["estimate"]).transform("max")
    why = np.select([kept, rows["lost"].ne(""), rows["trust"].eq("low"), rows["disputed"].ne(""), rows["end"].lt(ends)],
                    ["kept", rows["lost"], "low_trust", "disputed", "earlier_state"], "not_chosen")  # fmt: skip
    return rows.assign(step=1, action=action, reason=why)


def _ids(rows: pd.DataFrame) -> pd.Series:
    return rows.sort_values("figure_id").groupby("estimate")["figure_id"].agg("|".join)


def _all(rows: pd.DataFrame, column: str, code: str) -> pd.Series:
    """The code where every claim has it, else nothing."""
    every = rows[column].eq(code).groupby(rows["estimate"]).all()
    return every.map({True: code, False: ""})


def _against(rows: pd.DataFrame) -> pd.Series:
    said = rows[rows["against"].ne("")].groupby("estimate")["against"].agg("|".join)
    return said.map(lambda ids: "|".join(sorted(set(ids.split("|")))))
