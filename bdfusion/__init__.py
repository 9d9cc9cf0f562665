"""Numeric fusion: one value for each object from the conflicting claims of many sources, and a record of the sources.

In order: a source that reprints another throughout is dropped, blocks of copiers count once, sources in another
unit are repaired, copying of errors is found against a first estimate, an estimator is chosen by how well the
halves of the sources agree, and its estimates get an interval.  What was found, repaired and chosen is listed in
`Fusion.notes`; the methods and their sources are in the modules beside this one.
"""

from dataclasses import dataclass
from numbers import Integral, Real

import numpy as np
import pandas as pd
from scipy import stats

from bdfusion.choice import METHODS, choose
from bdfusion.claims import ClaimError, Claims, encode, numbers, only, spread
from bdfusion.copying import Agreement, agreement, blocks, one_voice, reprints
from bdfusion.likelihood import interval, judge, learn_records, prepare
from bdfusion.models import FAR, PRIOR, informative, median_weights, weighted_median
from bdfusion.repairs import repair, rescale

BLOCK = 0.95  # share of copied objects from which sources are one block, whatever they say
COPIED = 0.5  # the same where only departures from a first estimate count
RIVAL = 1.5  # times the support of the first estimate, from which another value may be the truth
NOTES = ["step", "subject", "other", "finding"]
RECORD = ["source", "claims", "reliability", "exact", "distance", "scale", "offset", "copies"]


@dataclass(frozen=True)
class Fusion:
    """Result of `fuse`.

    Attributes
    ----------
    estimates : one row an object: object, value, lower, upper, claims (made), witnesses (independent sources left).
    sources : one row a source: source, claims, `reliability` (0 noise, 0.5 the average claim, 1 always right), `exact`
        (share of claims equal to the estimate), `distance` (typical miss, in typical errors), `scale, offset`
        (repair: claim = scale · value + offset), `copies` (the source that speaks for it, "" for itself).
    notes : what was done: `step` (left_out, reprint, copying, repair, choice), subject, other, finding.
    method : the estimator chosen.
    """

    estimates: pd.DataFrame
    sources: pd.DataFrame
    notes: pd.DataFrame
    method: str


def fuse_values(claims: pd.DataFrame) -> pd.Series:
    """Estimate of each object: `fuse(claims).estimates` as a Series."""
    return fuse(claims).estimates.set_index("object")["value"]


def fuse(claims: pd.DataFrame, *, method: str | None = None, level: float = 0.9, seed: int = 0) -> Fusion:
    """Fuse claims into one estimate an object.

    Parameters
    ----------
    claims : columns `object`, `source`, `value` and optionally `timestamp`: with it, only the latest of a source's
        claims on an object stands. The order of rows and columns does not matter. A claim whose value is missing or not
        finite is left out and noted.
    method : `likelihood`, `weighted_median` or `shrunk_mean`; by default chosen by the stability of the halves.
    level : coverage that the intervals aim at.
    seed : of the samples taken from large inputs and of the halves.

    Returns
    -------
    Fusion
        `estimates`, a row an object; `sources`, a row a source; `notes` on what was done; `method`, the one chosen.

    Raises
    ------
    ClaimError
        If a column is missing, a value is not a number or a time not in ISO form, a claim names no object or source,
        the method is unknown, the level no share, or the seed no whole number.

    Examples
    --------
    >>> claims = pd.DataFrame({"object": "a", "source": ["x", "y", "z"], "value": [8.0, 8.0, 9.0]})
    >>> fuse(claims, method="weighted_median").estimates["value"].tolist()
    [8.0]
    """
    if method is not None and method not in list(METHODS):
        raise ClaimError(f"one of {', '.join(METHODS)}", column="method", value=str(method))
    if isinstance(level, bool) or not isinstance(level, Real) or not 0 < level < 1:
        raise ClaimError("a coverage between 0 and 1", column="level", value=str(level))
    if not isinstance(seed, Integral) or seed < 0:
        raise ClaimError("a whole number from 0", column="seed", value=str(seed))
    full, objects, sources = encode(claims)
    if not len(full.obj):
        return _nothing(claims)
    log = [_left_out(claims)]
    twin = reprints(full)
    again = np.flatnonzero(twin != np.arange(len(twin)))
    log.append(_notes("reprint", sources[again], sources[twin[again]], "the same claims throughout"))
    leaders, speaker = np.unique(twin, return_inverse=True)
    alone = only(full, leaders)
    kept, spoken_for, scale, offset = _independent(alone, sources[leaders], log, seed)
    speaker = spoken_for[speaker]
    choice = choose(kept, seed) if method is None else pd.DataFrame()
    log.append(_choice_notes(choice))
    method = method or choice.loc[choice["chosen"], "method"].item()
    value, lower, upper = _between_two(full, *_estimate(kept, method, level))
    found = {"object": objects, "value": value, "lower": lower, "upper": upper, "claims": full.counts}
    estimates = pd.DataFrame(found | {"witnesses": _distinct(kept)})
    records = _records(rescale(full, scale[speaker], offset[speaker]), kept, value)
    voice = leaders[speaker]
    copies = np.where(voice != np.arange(len(voice)), sources.astype(str).to_numpy()[voice], "")
    records = records.assign(source=sources, scale=scale[speaker], offset=offset[speaker], copies=copies)[RECORD]
    records = records.sort_values("source", ignore_index=True)
    return Fusion(estimates, records, pd.concat(log, ignore_index=True), method)


def _independent(
    claims: Claims, sources: pd.Index, log: list[pd.DataFrame], seed: int
) -> tuple[Claims, np.ndarray, np.ndarray, np.ndarray]:
    """Claims that count (repaired, one for each block of copiers); of each source the speaker, scale and offset."""
    pairs = agreement(claims, seed=seed)
    block, found = blocks(pairs, claims.sources, BLOCK)
    log.append(_copying_notes(pairs, found, sources, "of all shared objects"))
    kept, repairs = repair(one_voice(claims, block))
    log.append(_repair_notes(repairs, sources))
    first = weighted_median(kept, median_weights(kept))
    pairs = agreement(kept, _tenable(kept, first), seed)
    again, found = blocks(pairs, kept.sources, COPIED)
    departing = "of the shared objects where either departs from the first estimate"
    log.append(_copying_notes(pairs, found, sources, departing))
    scale, offset = np.ones(claims.sources), np.zeros(claims.sources)
    if len(repairs):
        scale[repairs["source"]], offset[repairs["source"]] = repairs["scale"], repairs["offset"]
    return one_voice(kept, again), _speaker(claims, block, again), scale, offset


def _tenable(claims: Claims, estimate: np.ndarray) -> np.ndarray:
    """Tell which claims have the estimate's value, or one that at least `RIVAL` times as many sources give.

    Agreement on such a value may be agreement on the truth: it proves no copying.
    """
    size = np.bincount(claims.tie)[claims.tie]
    equal = claims.value == estimate[claims.obj]
    backed = np.zeros(len(claims.start))
    np.maximum.at(backed, claims.obj[equal], size[equal])
    return equal | (size >= np.maximum(RIVAL * backed[claims.obj], 2))


def _speaker(claims: Claims, block: np.ndarray, again: np.ndarray) -> np.ndarray:
    """Source that speaks for each: the one with most claims in its block, then among the blocks joined afterwards."""
    size = claims.by_source(np.ones(len(claims.src)))
    first = _largest(block, size)
    return _largest(again[first], np.where(first == np.arange(len(first)), size, 0))


def _largest(group: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Position of the largest member of each one's group."""
    order = np.lexsort((-size, group))
    lead = order[np.diff(group[order], prepend=-1) != 0]
    return lead[np.unique(group, return_inverse=True)[1]]


def _estimate(claims: Claims, method: str, level: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Value of each object with lower and upper bound."""
    if method == "likelihood":
        setting = prepare(claims)
        verdict = judge(claims, setting, learn_records(claims, setting))
        return verdict.value, *interval(claims, verdict, level)
    learn, estimate = METHODS[method]
    value = estimate(claims, learn(claims))
    error = spread(claims, value) / np.sqrt(np.maximum(claims.by_object(claims.voice), 1))
    half = stats.t.ppf((1 + level) / 2, claims.counts + 2) * error
    return value, value - half, value + half


def _between_two(
    claims: Claims, value: np.ndarray, lower: np.ndarray, upper: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keep the value of two claims between them: there is no third to show that both are off, as a repair presumes."""
    least, most = np.full(len(value), np.inf), np.full(len(value), -np.inf)
    np.minimum.at(least, claims.obj, claims.value)
    np.maximum.at(most, claims.obj, claims.value)
    inside = np.where(claims.counts == 2, np.clip(value, least, most), value)
    return inside, np.minimum(lower, inside), np.maximum(upper, inside)


def _distinct(claims: Claims) -> np.ndarray:
    """Number of sources on each object."""
    if np.all(claims.voice == 1):
        return claims.counts
    pairs = np.unique(claims.obj * np.int64(claims.sources) + claims.src)
    return np.bincount(pairs // claims.sources, minlength=len(claims.start))


def _records(claims: Claims, kept: Claims, value: np.ndarray) -> pd.DataFrame:
    """What the estimates say about each source; a source's claims that nobody else speaks on tell nothing."""
    error = spread(kept, value)
    miss = lambda c: np.minimum(np.abs(c.value - value[c.obj]) / error[c.obj], FAR)  # noqa: E731
    counted, heard = informative(kept), claims.voice * (claims.counts > 1)[claims.obj]
    usual = np.sum(counted * miss(kept)) / max(counted.sum(), 1e-9)
    distance = (claims.by_source(heard * miss(claims)) + PRIOR * usual) / (claims.by_source(heard) + PRIOR)
    number = claims.by_source(np.ones(len(claims.src)))
    reliability = usual / (usual + distance) if usual > 0 else 0.5
    exact = claims.by_source(claims.value == value[claims.obj]) / np.maximum(number, 1)
    record = {"claims": number.astype(int), "reliability": reliability, "exact": exact, "distance": distance}
    return pd.DataFrame(record)


def _notes(step: str, subject: object, other: object, finding: object) -> pd.DataFrame:
    return pd.DataFrame(dict(zip(NOTES, (step, subject, other, finding), strict=True)), columns=NOTES).astype(str)


def _left_out(claims: pd.DataFrame) -> pd.DataFrame:
    bad = claims[~np.isfinite(numbers(claims["value"]))]
    return _notes("left_out", bad["object"], bad["source"], "the value is not a finite number")


def _copying_notes(pairs: Agreement, found: np.ndarray, sources: pd.Index, of_what: str) -> pd.DataFrame:
    rows = np.flatnonzero(found & (pairs.a < pairs.b))
    text = [
        f"same value on {k:.0f} {of_what} ({n:.0f}); {e:.1f} expected of independent sources"
        for k, n, e in zip(pairs.agreed[rows], pairs.shared[rows], pairs.expected[rows], strict=True)
    ]
    return _notes("copying", sources[pairs.a[rows]], sources[pairs.b[rows]], text)


def _repair_notes(repairs: pd.DataFrame, sources: pd.Index) -> pd.DataFrame:
    text = [
        f"claim = {r.scale:.6g} · value + {r.offset:.6g}; "
        f"typical errors away before {r.before:.3g}, after {r.after:.3g}, on {r.claims} objects"
        for r in repairs.itertuples()
    ]
    return _notes("repair", sources[repairs["source"]] if len(repairs) else [], "", text)


def _choice_notes(choice: pd.DataFrame) -> pd.DataFrame:
    text = [
        f"{'chosen' if r.chosen else 'not chosen'}: instability {r.instability:.4f}, "
        f"{r.excess:+.4f} ± {r.standard_error:.4f} from the likelihood's, on {r.objects} objects"
        for r in choice.itertuples()
    ]
    return _notes("choice", choice["method"] if len(choice) else [], "", text)


def _nothing(claims: pd.DataFrame) -> Fusion:
    """Result for no usable claim."""
    empty = pd.DataFrame(columns=["object", "value", "lower", "upper", "claims", "witnesses"])
    return Fusion(empty, pd.DataFrame(columns=RECORD), _left_out(claims), "likelihood")
