"""Old provinces made into the new ones: sums, weighted means, or a refusal that says what is missing."""

import re

import numpy as np
import pandas as pd

from bdlib.comparison.territory import EDITION

# How the parts of an area make up the whole, by the indicator's code, first match first: "sum", the weight with which
# they are averaged, or "" where neither would be right.
RULES = {
    r"share_of_gdp$|_national_share$": "sum",
    r"_growth(_|$)|_change$": "",  # a change needs the amounts of both years
    r"procedure|service_count|pillars|operators|telecom_enterprises|_parties$|_tasks$|years|_main$|_per_district$": "",
    r"_per_1000$|_per_capita|subscriber_share$|^urbanisation": "population",
    r"_share_grdp$|_grdp_share$": "grdp_current",
    r"household_share$": "households",
    r"(adult|user|15plus|account)_share$|^digital_skills_share$": "population",
    r"enterprise_share$": "enterprises_total",
}
SUMMED_KINDS = ["count", "money", "area", "length"]
WHOLE = ["ref_area", *EDITION]
WEIGHT_YEARS = 3  # how far a weight's year may lie from the value's


def rules(indicators: pd.DataFrame) -> pd.Series:
    """Tell, by indicator code, how parts make up the whole: "sum", the weight of a mean, or "" for not at all.

    Ranks and scores are places and points of an index: no sum or mean of them is the index of the whole. The same
    procedures, operators and pillars are counted in every province, so that a sum would count them twice.
    """
    code = indicators.set_index("indicator")
    index = code["kind"].isin(["rank", "score"]) | code["pillar"].eq("index")
    default = pd.Series(np.where(code["kind"].isin(SUMMED_KINDS), "sum", ""), index=code.index)
    named = {
        name: next((rule for pattern, rule in RULES.items() if re.search(pattern, name)), None) for name in code.index
    }
    return pd.Series(named, dtype=object).fillna(default).mask(index, "").astype(str)


def aggregate(
    estimates: pd.DataFrame, areas: pd.DataFrame, indicators: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add the old provinces up into the new ones that they became part of.

    Counts and amounts are summed; shares and values per head are averaged with the weight that their base asks for,
    taken from one edition that covers all parts, at most three years away. Parts come from one edition.

    Returns
    -------
    made : estimates of the new provinces with the columns of `estimates`; method "aggregated", status I; bounds are
        exact for the bounds of the parts and weights.
    refused : ref_area, indicator, time_period, series, reason (parts_missing, no_rule, weight_missing) and detail
        (the codes that are missing, or the weight).
    """
    parts = _parts(estimates, areas)
    rule = parts["indicator"].map(rules(indicators)).fillna("")
    parts = parts.assign(rule=rule).pipe(_weigh)
    weight_missing = parts["weight"].isna().groupby([parts[name] for name in WHOLE]).transform("any")
    reason = np.select(
        [parts["rule"].eq(""), parts["missing"].ne(""), weight_missing],
        ["no_rule", "parts_missing", "weight_missing"],
        "",
    )
    detail = parts["missing"].where(reason == "parts_missing", parts["rule"].where(reason == "weight_missing", ""))
    refused = parts.assign(reason=reason, detail=detail)[reason != ""].drop_duplicates(WHOLE)
    made = _combine(parts[reason == ""]).reindex(columns=estimates.columns)
    return made, refused[[*WHOLE, "reason", "detail"]].sort_values(WHOLE, ignore_index=True)


def _parts(estimates: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Estimates of old provinces under the code of their successor, with what is missing to make it whole."""
    successor = areas.loc[areas["successor"].ne("")].set_index("area")["successor"]
    rows = estimates[estimates["ref_area"].isin(successor.index) & estimates["obs_value"].notna()]
    rows = rows.assign(part=rows["ref_area"], ref_area=rows["ref_area"].map(successor)).reset_index(drop=True)
    complete = rows.groupby(WHOLE)["part"].transform("size").eq(rows["ref_area"].map(successor.value_counts()))
    lacking = rows[~complete].groupby(WHOLE)["part"].agg(set).rename("here").reset_index()
    needed = successor.groupby(successor).agg(lambda parts: set(parts.index))
    pairs = zip(lacking["ref_area"], lacking["here"], strict=True)
    lacking["missing"] = pd.Series(["|".join(sorted(needed[area] - here)) for area, here in pairs], dtype=object)
    return rows.merge(lacking.drop(columns="here"), on=WHOLE, how="left").fillna({"missing": ""})


def _weigh(parts: pd.DataFrame) -> pd.DataFrame:
    """Add the weight of every part (weight, weight_lower, weight_upper): 1 in a sum, missing where there is none."""
    known = parts[parts["missing"].eq("") & parts["indicator"].isin(parts["rule"])]
    editions = known.drop_duplicates(WHOLE)[WHOLE].set_axis(["ref_area", "rule", "w_period", "w_series"], axis=1)
    asked = parts.drop_duplicates(["ref_area", "rule", "time_period"])[["ref_area", "rule", "time_period"]]
    near = asked.merge(editions, on=["ref_area", "rule"])
    near["w_year"] = pd.to_numeric(near["w_period"].str[:4], errors="coerce")
    near["away"] = (near["w_year"] - pd.to_numeric(near["time_period"].str[:4], errors="coerce")).abs()
    near = near[near["away"] <= WEIGHT_YEARS].sort_values(
        ["away", "w_year", "w_series"], ascending=[True, False, False], kind="stable"
    )
    near = near.drop_duplicates(["ref_area", "rule", "time_period"]).drop(columns=["w_year", "away"])
    values = {"obs_value": "weight", "lower": "weight_lower", "upper": "weight_upper"}
    names = {"indicator": "rule", "time_period": "w_period", "series": "w_series"}
    known = known.drop(columns="rule")[["ref_area", "part", *names, *values]].rename(columns=names | values)
    weighed = parts.merge(near, on=["ref_area", "rule", "time_period"], how="left")
    weighed = weighed.merge(known, on=["ref_area", "part", *names.values()], how="left")
    own = weighed["rule"].eq("sum")
    return weighed.assign(**{name: weighed[name].mask(own, 1.0) for name in values.values()})


def _combine(parts: pd.DataFrame) -> pd.DataFrame:
    """Make one estimate of the parts of each whole; it has no more witnesses than its weakest part."""
    groups = parts.groupby(WHOLE, sort=True)
    made = groups.agg(
        rule=("rule", "first"), unit_measure=("unit_measure", "first"), witnesses=("witnesses", "min"),
        figure_ids=("figure_ids", "|".join), set_aside=("set_aside", lambda ids: "|".join(filter(None, ids))),
    )  # fmt: skip
    position = groups.cumcount().to_numpy(), groups.ngroup().to_numpy()
    wide = {name: _wide(parts[name], *position) for name in ("obs_value", "lower", "upper")}
    weights = [_wide(parts[name], *position) for name in ("weight", "weight_lower", "weight_upper")]
    factor = np.where(made["rule"].eq("sum"), groups.size(), 1)
    lower, upper = weighted_mean_bounds(wide["lower"], wide["upper"], weights[1], weights[2])
    mean = (wide["obs_value"] * weights[0]).sum(axis=1) / weights[0].sum(axis=1)
    why = np.where(made["rule"].eq("sum"), "sum of the parts", "mean of the parts, weighted by " + made["rule"])
    numbers = {"obs_value": mean * factor, "lower": lower * factor, "upper": upper * factor}
    return made.assign(**numbers, obs_status="I", method="aggregated", reason=why).reset_index()


def _wide(column: pd.Series, place: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Spread a column out, one row a whole, one column a part, 0 where there is no such part."""
    out = np.zeros((whole.max(initial=-1) + 1, place.max(initial=0) + 1))
    out[whole, place] = column
    return out


def weighted_mean_bounds(
    lower: np.ndarray, upper: np.ndarray, light: np.ndarray, heavy: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest weighted mean when values and weights may lie anywhere in their intervals.

    The greatest takes every value at its upper end, the heavy weights for the values above a cut and the light ones
    below it; trying every cut between the sorted values finds it.

    Parameters
    ----------
    lower, upper : intervals of the values, one row a mean.
    light, heavy : intervals of the weights, of the same shape; both 0 for a place without a part.
    """

    def greatest(values: np.ndarray) -> np.ndarray:
        order = np.argsort(values, axis=1)
        values, low, high = (np.take_along_axis(part, order, axis=1)[:, None] for part in (values, light, heavy))
        size = values.shape[-1]
        weights = np.where(np.arange(size + 1)[:, None] <= np.arange(size), high, low)
        return ((weights * values).sum(axis=-1) / weights.sum(axis=-1)).max(axis=1)

    return -greatest(-lower), greatest(upper)
