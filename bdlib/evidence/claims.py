"""Figures laid out for comparing: what each is about, when, between which bounds, and under which facets."""

import numpy as np
import pandas as pd

from bdlib import periods
from bdlib.codelists import DEFINING as FACETS
from bdlib.codelists import TARGET_ROLES

MEANT = [f"{name}_meant" for name in FACETS]  # the same with what other prints and the definition add
AHEAD = ["forecast", "planned"]  # stages that make a figure a forecast, whatever its role
EDITIONS = ["rank", "score", "rate"]  # kinds that stand for their own period only
RELEASES = ["estimate", "preliminary", "revised", "final"]  # stages, each of which replaces those before it
REVISED = RELEASES.index("revised") + 1
DAY = np.timedelta64(1, "D")
YEAR = 365.25  # days
TEXT = ["figure_id", "source_id", "ref_area", "indicator", "time_period", "period_basis", "role", "series", "qualifier",
        "unit_measure", "published", "reprints", "publisher", *FACETS, "stage", "origin", "maker", "maker_kind",
        "origin_basis", "trust", "frame"]  # fmt: skip
# Texts that are held as categories while figures are judged: numbers compare sooner.
CLOSED = [name for name in TEXT if name not in ("figure_id", "time_period", "publisher", *FACETS)]
MADE = ["kind", "flow", "timing", "side", "dated", "maker_code", "witness"]  # that are added so
SIDES = ["measured", "forecast", "target"]
NUMBERS = ["obs_value", "low", "high", "lower", "upper", "decimals", "denominator", "target_year"]
# Ratios of Kass and Raftery (1995, JASA 90, p. 777): positive, strong, very strong; tests/judging.py says their worth.
WEAK_RATIO, STRONG_RATIO, CERTAIN_RATIO = 3.0, 20.0, 150.0
LEVELS = ("", "hint", "weak", "strong", "certain")
HINT, WEAK, STRONG, CERTAIN = range(1, 5)
CODELIST = {"kind": "", "flow": "", "direction": "none", "limit": ""}


def prepare(
    observations: pd.DataFrame, targets: pd.DataFrame | None = None, indicators: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Lay observations and targets out as claims, one row a figure, sorted by figure_id.

    Adds `side` (measured, forecast, target), `object` (code of area, indicator, side and target year), `start`, `end`
    (days), `year`, `dated` (stated, or bound by the day of the page), `early` (of a flow, rate or list: told before its
    period was over, +1, or after it, -1), `since`, `said` (days between which the page came out), `point`, `low_end`,
    `high_end`, `timing` (stock, flow, edition), `up` (+1, -1, 0), `limit`, `kind`.
    """
    claims = _complete(pd.concat([observations, targets], ignore_index=True))
    claims = _codelist(claims.sort_values("figure_id", kind="stable", ignore_index=True), indicators)
    ahead = claims["role"].eq("forecast") | claims["stage"].isin(AHEAD)
    aimed = claims["role"].isin(TARGET_ROLES)
    claims["side"] = pd.Categorical.from_codes(np.select([aimed, ahead], [2, 1], 0), SIDES)
    claims = _bounds(_when(claims))
    stated = claims["dated"].eq("stated") & claims["timing"].ne("stock") & claims["side"].eq("measured")
    half = np.where(claims["start"] < claims["end"], 0.5, -0.5)  # what a day brought may be told on that day
    claims["early"] = np.where(stated, np.sign(claims["end"] + half - claims["said"]), 0.0)
    aim = claims["target_year"].fillna(0).astype(int).where(claims["side"].eq("target"), 0)
    claims["release"] = pd.Index(RELEASES).get_indexer(claims["stage"].astype(str)) + 1
    claims["object"] = codes(claims["ref_area"], claims["indicator"], claims["side"], aim)
    return claims


def codes(*columns: pd.Series) -> np.ndarray:
    """One whole number for each combination of values, numbered as they first come."""
    made = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        part, values = pd.factorize(column, use_na_sentinel=False)
        if len(values) > 1:
            made = pd.factorize(made * len(values) + part)[0]
    return made


def known(codelist: pd.DataFrame | None, key: str, name: str) -> pd.Series:
    """A column of a codelist by code; empty where the codelist or the column is missing."""
    if codelist is None or name not in codelist:
        return pd.Series(dtype=str)
    return codelist.drop_duplicates(key).set_index(key)[name]


def _complete(claims: pd.DataFrame) -> pd.DataFrame:
    """Add the columns that a study may lack, empty."""
    lacking = {name: empty for names, empty in ((TEXT, ""), (NUMBERS, np.nan)) for name in names if name not in claims}
    return claims.assign(**lacking).fillna(dict.fromkeys(TEXT, "")).astype(dict.fromkeys(CLOSED, "category"))


def _codelist(claims: pd.DataFrame, indicators: pd.DataFrame | None) -> pd.DataFrame:
    place, used = pd.factorize(claims["indicator"])
    facts = pd.DataFrame({name: known(indicators, "indicator", name).reindex(used).fillna(empty)
                          for name, empty in CODELIST.items()})  # fmt: skip
    usual = facts["kind"].map(periods.USUAL).fillna("stock")  # of a rate an edition, as all its kind are
    facts["timing"] = facts["flow"].where(facts["flow"].isin(["stock", "flow"]), usual)
    facts.loc[facts["kind"].isin(EDITIONS) | facts["flow"].eq("rate") & facts["kind"].eq("count"), "timing"] = "edition"
    facts["up"] = facts["direction"].map({"up": 1, "down": -1}).fillna(0).astype(int)
    facts["limit"] = pd.to_numeric(facts["limit"].replace("", np.nan)).astype(float)
    facts = facts.astype(dict.fromkeys(["kind", "flow", "timing"], "category"))
    return claims.assign(**{name: facts[name].array[place] for name in ("kind", "flow", "timing", "up", "limit")})


def _when(claims: pd.DataFrame) -> pd.DataFrame:
    """Add start, end, year, dated and said; a target stands for the year that it names."""
    aimed = claims["side"].eq("target")
    year = claims.loc[aimed, "target_year"].astype("Int64").astype("string").fillna("").astype(str)
    when = periods.frame(claims["time_period"].mask(aimed, year))
    said = periods.frame(claims["published"])
    bound = claims["period_basis"].eq("publication") & ~aimed
    return claims.assign(start=days(when["start"]), end=days(when["end"]), year=when["year"].astype(float),
                         since=days(said["start"]), said=days(said["end"]),
                         dated=pd.Categorical.from_codes(bound.astype(int), ["stated", "bound"]))  # fmt: skip


def days(dates: pd.Series) -> np.ndarray:
    """Days since 1970 of dates; NaN where there is none."""
    return ((dates.to_numpy() - np.datetime64("1970-01-01")) / DAY).astype(float)


def _bounds(claims: pd.DataFrame) -> pd.DataFrame:
    """Add point and claim interval; a target is the threshold that it prints, with no width of its own."""
    aimed = claims["side"].eq("target")
    middle = (claims["lower"] + claims["upper"]) / 2
    edge = claims["low"].fillna(claims["high"])
    spread = claims["low"].notna() & claims["high"].notna() & claims["low"].ne(claims["high"])
    point = claims["obs_value"].fillna(edge.where(aimed & ~spread, middle))
    low = claims["lower"].where(~aimed, point.where(~spread, claims["low"]))
    high = claims["upper"].where(~aimed, point.where(~spread, claims["high"]))
    if claims["frame"].ne("").any():
        point = point.map(lambda value: float(f"{value:.12g}"))  # 9.18, not 9.1800…1
    return claims.assign(point=point.astype(float), low_end=low.astype(float), high_end=high.astype(float))


def level(ratio: np.ndarray) -> np.ndarray:
    """Level of a likelihood ratio against chance: 0 for none, 2 weak, 3 strong, 4 certain."""
    steps = np.digitize(np.nan_to_num(ratio), [WEAK_RATIO, STRONG_RATIO, CERTAIN_RATIO])
    return np.where(steps > 0, steps + 1, 0)
