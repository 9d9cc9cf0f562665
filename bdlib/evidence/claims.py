"""Figures made ready for comparing: when, what kind of number, who stands behind it."""

import numpy as np
import pandas as pd

from bdlib import periods
from bdlib.evidence.witnesses import witnesses
from bdlib.evidence.wording import FACETS, VINTAGE, facets, unstated

TARGET_ROLES = ["target", "recommendation"]
OPEN = "as the page has it|both|whichever"  # words of a definition that take in several
TIGHT = 0.03  # a softened figure is still meant to be near
_PLAIN = {"kind": "", "direction": "none", "limit": np.nan, "definition": "", "part_of": ""}


def prepare(
    obs: pd.DataFrame, targets: pd.DataFrame | None = None, indicators: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Lay observations and targets out as claims, one row a figure, sorted by figure_id.

    Parameters
    ----------
    obs, targets : clean tables.
    indicators : codelist; without it nothing is known about kind, direction, limit and parts.

    Returns
    -------
    DataFrame
        The columns of `obs` and: `object` (code of area, indicator and side: measured or aimed at), `is_target`,
        `first`, `last` (days; of a target the years it names), `year`, `said` (day of publication, of a month or year
        its middle), `point`, `least`, `most` (what it is meant to be near), `kind`, `up` (+1, -1 or 0), `limit`,
        `definition`, `part_of`, `line` (code of the series, 0 unknown), `lines` (how many series measure the
        indicator), `witness`, `vintage` (the note speaks of one).
    """
    tables = [obs.assign(target_year=pd.array([pd.NA] * len(obs), dtype="Int64"))]
    tables += [targets] if targets is not None and len(targets) else []
    claims = pd.concat(tables, ignore_index=True)
    if not claims["figure_id"].is_monotonic_increasing:
        claims = claims.sort_values("figure_id", kind="stable", ignore_index=True)
    claims["is_target"] = claims["role"].isin(TARGET_ROLES)
    claims["object"] = claims.groupby(["ref_area", "indicator", "is_target"], sort=True).ngroup()
    claims = _when(claims)
    claims["point"] = claims["obs_value"].fillna((claims["lower"] + claims["upper"]) / 2)
    claims = _codelist(claims, indicators)
    claims["line"] = _lines(claims)
    known = claims[claims["line"].gt(0) & ~claims["is_target"]]
    claims["lines"] = claims["indicator"].map(known.groupby("indicator")["line"].nunique()).fillna(0).astype(int)
    codes, notes = pd.factorize(claims["note"])
    claims["vintage"] = np.array([bool(VINTAGE.search(note)) for note in notes], dtype=bool)[codes]
    claims["witness"] = witnesses(claims)
    return _tight(claims)


def note_facets(claims: pd.DataFrame) -> np.ndarray:
    """Facets of the notes, one row a claim; see :mod:`bdlib.evidence.wording`."""
    return facets(claims["note"])


def misfits(claims: pd.DataFrame, noted: np.ndarray) -> np.ndarray:
    """Tell which notes define a figure otherwise than its indicator is defined; a definition left open fits all."""
    codes, definitions = pd.factorize(claims["definition"])
    said = pd.Series(definitions).str.contains(OPEN, case=False).to_numpy(dtype=bool)[:, None]
    columns = [group == "definition" for group, _ in FACETS]
    meant = np.where(said, 0, facets(definitions) & ~unstated())[:, columns]
    found = np.zeros(len(claims), dtype=bool)
    noting = np.flatnonzero(noted.any(axis=1))
    a, b = meant[codes[noting]], noted[np.ix_(noting, columns)]
    found[noting] = ((a > 0) & (b > 0) & ((a & b) == 0)).any(axis=1)
    return found


def _tight(claims: pd.DataFrame) -> pd.DataFrame:
    """Add `least` and `most`: the claim interval, no wider than a last printed digit or 3% either way.

    "Gần 5.500" may in principle be 5.001; whoever has 5.230 before him does not write it.
    """
    size = claims["point"].abs().to_numpy()
    step = 10.0 ** -claims["decimals"].fillna(0).astype(float).clip(upper=6).to_numpy()
    whole = np.round(np.where(np.isfinite(size), size, 0) / step)
    for power in range(1, 16):
        step = np.where((whole > 0) & (whole % 10**power == 0), step * 10, step)
    width = np.maximum(TIGHT * size, step)
    return claims.assign(
        least=np.fmax(claims["lower"], claims["point"] - width), most=np.fmin(claims["upper"], claims["point"] + width)
    )


def _lines(claims: pd.DataFrame) -> np.ndarray:
    """Code of the series; 0 for none, and for a label that no page ever attributes to anybody."""
    named = claims["series"].where(claims["attributed_to"].ne(""), "").unique()
    maker = claims["series"].where(claims["series"].isin(named), "")
    codes, series = pd.factorize(maker, sort=True)
    return codes if "" in series else codes + 1


def _when(claims: pd.DataFrame) -> pd.DataFrame:
    """Add first, last, year and said; a target stands for the year it names, an unknown one for none."""
    year = claims["target_year"].astype("string").fillna("").astype(str)
    stated = claims["time_period"].where(~claims["is_target"], year)
    when = periods.frame(stated)
    said = periods.frame(claims["published"])
    return claims.assign(
        first=when["start"],
        last=when["end"],
        year=when["year"].astype(float),
        said=said["start"] + (said["end"] - said["start"]) / 2,
    )


def _codelist(claims: pd.DataFrame, indicators: pd.DataFrame | None) -> pd.DataFrame:
    if indicators is None:
        return claims.assign(up=0, **_PLAIN)
    of = indicators.set_index("indicator")
    codes, used = pd.factorize(claims["indicator"])
    known = of.reindex(used)
    facts = pd.DataFrame({
        "kind": known["kind"].fillna(""),
        "up": known["direction"].map({"up": 1, "down": -1}).fillna(0).astype(int),
        "limit": pd.to_numeric(known["limit"].replace("", np.nan)).astype(float),
        "definition": known["definition"].fillna("").str.lower(),
        "part_of": known["part_of"].fillna(""),
    })  # fmt: skip
    return claims.assign(**facts.take(codes).set_axis(claims.index))
