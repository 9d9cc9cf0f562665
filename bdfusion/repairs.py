"""Sources that report in another unit or with a constant offset throughout, put right before anything is weighed.

A source in another unit is not a bad source: after one change of scale (hPa to inHg), offset (a clock an hour
ahead) or both (°C to °F) it agrees with the rest.  One change a source, kept only if it is large, if it explains
nearly all of the distance, and if each half of the source's objects confirms it.
"""

import numpy as np
import pandas as pd

from bdfusion.claims import Claims, arrange, group_median, median, resolution, spread

ENOUGH = 12  # objects shared with at least two others that a repair must rest on
LARGE = 2.0  # typical errors by which the unrepaired source must be away
LEFT = 0.25  # part of that distance that may remain


def repair(claims: Claims, rounds: int = 2) -> tuple[Claims, pd.DataFrame]:
    """Claims with repaired values, and one row a repaired source: scale, offset, distance before and after.

    value = scale · truth + offset; distances are in typical errors of the object.
    """
    scale, offset, found = np.ones(claims.sources), np.zeros(claims.sources), []
    for _ in range(rounds):
        step = _find(claims)
        if not len(step):
            break
        found.append(step)
        a, b = np.ones(claims.sources), np.zeros(claims.sources)
        a[step["source"]], b[step["source"]] = step["scale"], step["offset"]
        claims = rescale(claims, a, b)
        scale, offset = scale * a, offset + scale * b
    if not found:
        return claims, pd.DataFrame()
    notes = pd.concat(found).groupby("source").agg({"before": "max", "after": "min", "claims": "max"})
    return claims, notes.assign(scale=scale[notes.index], offset=offset[notes.index]).reset_index()


def _find(claims: Claims) -> pd.DataFrame:
    """Sources to repair against the objects' medians, with the simplest change that does nearly as well as any."""
    centre = median(claims)
    typical = spread(claims, centre)
    usable = (claims.counts >= 3)[claims.obj]
    enough = claims.by_source(usable) >= ENOUGH
    rows = np.flatnonzero(usable & enough[claims.src])
    src, v, x = claims.src[rows], claims.value[rows], centre[claims.obj[rows]]
    error = typical[claims.obj[rows]]
    before = group_median(src, np.abs(v - x) / error, np.ones(len(rows)), claims.sources)
    suspect = before > LARGE
    rows = np.flatnonzero(suspect[src])
    if not len(rows):
        return pd.DataFrame()
    return _candidates(src[rows], v[rows], x[rows], error[rows], claims.obj[rows], before)


def _candidates(
    src: np.ndarray, v: np.ndarray, x: np.ndarray, error: np.ndarray, obj: np.ndarray, before: np.ndarray
) -> pd.DataFrame:
    """Best change for each suspect source, checked on the half of its objects that it was not fitted to."""
    sources, number = np.unique(src, return_inverse=True)
    half = np.random.default_rng(0).random(int(obj.max()) + 1)[obj] < 0.5
    table = []
    for kind, fit in (("offset", _offset), ("scale", _scale), ("both", _both)):
        a, b = fit(number, v, x, len(sources))
        after = _distance(number, v, x, error, a, b)
        crossed = [_distance(number[~part], v[~part], x[~part], error[~part],
                             *fit(number[part], v[part], x[part], len(sources))) for part in (half, ~half)]  # fmt: skip
        good = (np.fmax(after, np.fmax(*crossed)) <= LEFT * before[sources]) & (a > 0)
        count = np.bincount(number)
        found = {"source": sources, "kind": kind, "scale": a, "offset": b, "before": before[sources], "after": after}
        table.append(pd.DataFrame(found | {"claims": count})[good])
    table = pd.concat(table)
    close = table["after"] <= 1.5 * table.groupby("source")["after"].transform("min") + 0.1
    return table[close].drop_duplicates("source")


def _distance(
    group: np.ndarray, v: np.ndarray, x: np.ndarray, error: np.ndarray, a: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """Median distance, in typical errors, of each source from the objects' medians once it is repaired."""
    with np.errstate(invalid="ignore", divide="ignore"):
        off = np.abs((v - b[group]) / a[group] - x) / error
    return group_median(group, np.where(np.isfinite(off), off, 1e9), np.ones(len(v)), len(a))


def _offset(group: np.ndarray, v: np.ndarray, x: np.ndarray, groups: int) -> tuple[np.ndarray, np.ndarray]:
    return np.ones(groups), np.nan_to_num(group_median(group, v - x, np.ones(len(v)), groups))


def _scale(group: np.ndarray, v: np.ndarray, x: np.ndarray, groups: int) -> tuple[np.ndarray, np.ndarray]:
    """Median ratio; a power of ten where it is within 5 % of one, as another count of zeros is the usual cause."""
    ok = (v * x) > 0
    ratio = group_median(group[ok], np.log(v[ok] / x[ok]), np.ones(int(ok.sum())), groups)
    power = np.round(np.nan_to_num(ratio) / np.log(10))
    near = (power != 0) & (np.abs(ratio - power * np.log(10)) < np.log(1.05))
    return np.where(near, 10.0**power, np.exp(np.nan_to_num(ratio))), np.zeros(groups)


def _both(group: np.ndarray, v: np.ndarray, x: np.ndarray, groups: int) -> tuple[np.ndarray, np.ndarray]:
    """Line through the medians of the lower and upper third of each source's objects."""
    order = np.lexsort((x, group))
    group, v, x = group[order], v[order], x[order]
    count = np.bincount(group, minlength=groups)
    place = (np.arange(len(group)) - (np.cumsum(count) - count)[group]) / np.maximum(count, 1)[group]
    low, high = place < 1 / 3, place >= 2 / 3
    middle = lambda mask, y: group_median(group[mask], y[mask], np.ones(int(mask.sum())), groups)  # noqa: E731
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = (middle(high, v) - middle(low, v)) / (middle(high, x) - middle(low, x))
    slope = np.where(np.isfinite(slope) & (slope > 0), slope, 1.0)
    return slope, np.nan_to_num(group_median(group, v - slope[group] * x, np.ones(len(v)), groups))


def rescale(claims: Claims, a: np.ndarray, b: np.ndarray) -> Claims:
    """Claims with each source's value = a · truth + b turned into truth.

    They are rounded to the decimals of the object's other claims, so that equal figures are equal again.
    """
    changed = ((a != 1) | (b != 0))[claims.src]
    touched = claims.by_object(changed) > 0
    beside = np.flatnonzero(touched[claims.obj] & ~changed)
    value, step = claims.value.copy(), np.ones(len(claims.value))
    step[changed] = resolution(value[changed])
    value[changed] = (value[changed] - b[claims.src[changed]]) / a[claims.src[changed]]
    steps = np.log10(resolution(value[beside]))
    grid = group_median(claims.obj[beside], steps, np.ones(len(beside)), len(claims.start))
    places = np.round(-grid[claims.obj])
    fine = changed & np.isfinite(places) & (step / a[claims.src] <= 1.01 * 10.0 ** np.nan_to_num(-places))
    for decimals in np.unique(places[fine]):
        at = fine & (places == decimals)
        value[at] = np.round(value[at], int(decimals))
    return arrange(claims.objects, claims.sources, claims.obj, claims.src, value, claims.voice)
