"""Numeric fusion: one value for each object from the conflicting claims of many sources, and a record of the sources.

In order: a source that reprints another throughout is dropped, blocks of copiers count once, sources in another
unit are repaired, copying of errors is found against a first estimate, an estimator is chosen by how well the
halves of the sources agree, and its estimates get an interval.  What was found, repaired and chosen is listed in
`Fusion.notes`; the methods and their sources are in the modules `bdlib.fusion_*`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from bdlib.fusion_choice import METHODS, choose
from bdlib.fusion_claims import Claims, encode, resolution, spread
from bdlib.fusion_copying import Agreement, agreement, blocks, one_voice, reprints
from bdlib.fusion_likelihood import likelihood
from bdlib.fusion_models import FAR, PRIOR, informative, weighted_median
from bdlib.fusion_repair import rescale, repair

BLOCK = 0.95  # share of copied objects from which sources are one block, whatever they say
COPIED = 0.5  # the same where only departures from a first estimate count
NOTES = ["step", "subject", "other", "finding"]


@dataclass(frozen=True)
class Fusion:
    """Result of `fuse`.

    Attributes
    ----------
    estimates
        One row an object: `object, value, lower, upper, claims` (made), `witnesses` (independent sources left).
    sources
        One row a source: `source, claims, reliability` (0 noise, 0.5 the average claim, 1 always right), `exact`
        (share of claims equal to the estimate), `distance` (typical miss, in typical errors), `scale, offset`
        (repair: claim = scale · value + offset), `copies` (the source that speaks for it, "" for itself).
    notes
        What was done: `step` (left_out | reprint | copying | repair | choice), `subject`, `other`, `finding`.
    method
        The estimator chosen.
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
    claims
        Columns `object`, `source`, `value` and optionally `timestamp`: with it, only the latest of a source's
        claims on an object stands.  The order of rows and columns does not matter.
    method
        `likelihood`, `weighted_median` or `shrunk_mean`; by default chosen by the stability of the halves.
    level
        Coverage that the intervals aim at.
    seed
        Of the samples taken from large inputs and of the halves.

    Raises
    ------
    ValueError
        If a column is missing, a value is not a number, a claim names no object or source, or the method is unknown.
    """
    if method is not None and method not in METHODS:
        raise ValueError(f"method is one of {', '.join(METHODS)}, not {method!r}")
    full, objects, sources = encode(claims)
    if not len(full.obj):
        return _nothing(claims, sources)
    log = [_left_out(claims)]
    kept, full, speaker, repairs = _independent(full, sources, log, seed)
    choice = choose(kept, seed) if method is None else pd.DataFrame()
    log.append(_choice_notes(choice))
    method = method or choice.loc[choice["chosen"], "method"].item()
    value, half = _estimate(kept, method, level)
    estimates = pd.DataFrame({
        "object": objects, "value": value, "lower": value - half, "upper": value + half,
        "claims": full.counts, "witnesses": _distinct(kept),
    })
    return Fusion(estimates, _records(full, kept, value, sources, speaker, repairs), pd.concat(log, ignore_index=True), method)


def _independent(full: Claims, sources: pd.Index, log: list[pd.DataFrame], seed: int) -> tuple[Claims, Claims, np.ndarray, pd.DataFrame]:
    """Claims that count (repaired, one for each block), all claims repaired, each source's speaker, the repairs."""
    twin = reprints(full)
    copies = np.flatnonzero(twin != np.arange(len(twin)))
    log.append(_notes("reprint", sources[copies], sources[twin[copies]], ["same claims throughout"] * len(copies)))
    kept = one_voice(full, twin)
    pairs = agreement(kept, seed=seed)
    block, found = blocks(pairs, kept.sources, BLOCK)
    log.append(_copying_notes(pairs, found, sources, "of all shared objects"))
    speaker = _speaker(full, twin, block)
    kept, repairs = repair(one_voice(kept, block))
    log.append(_repair_notes(repairs, sources))
    if len(repairs):
        scale, offset = _of_speaker(repairs, speaker)
        full = rescale(full, scale, offset)
        repairs = pd.DataFrame({"source": np.arange(len(scale)), "scale": scale, "offset": offset})
    first = weighted_median(kept)
    pairs = agreement(kept, kept.value == first[kept.obj], seed)
    again, found = blocks(pairs, kept.sources, COPIED)
    log.append(_copying_notes(pairs, found, sources, "of the shared objects where either departs from the first estimate"))
    return one_voice(kept, again), full, _speaker(full, speaker, again), repairs


def _speaker(claims: Claims, *groups: np.ndarray) -> np.ndarray:
    """Source with most claims in each source's group, under all the groupings taken together."""
    size = claims.by_source(np.ones(len(claims.src)))
    speaker = np.arange(claims.sources)
    for group in groups:
        label = group[speaker]
        order = np.lexsort((np.arange(len(size)), -size, label))
        first = order[np.diff(label[order], prepend=-1) != 0]
        leader = np.zeros(int(label.max()) + 1, np.int64)
        leader[label[first]] = first
        speaker = leader[label]
    return speaker


def _of_speaker(repairs: pd.DataFrame, speaker: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Scale and offset of every source: its speaker's, since copiers copy the unit too."""
    scale, offset = np.ones(len(speaker)), np.zeros(len(speaker))
    scale[repairs["source"]], offset[repairs["source"]] = repairs["scale"], repairs["offset"]
    return scale[speaker], offset[speaker]


def _estimate(claims: Claims, method: str, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Value of each object and half the width of its interval."""
    if method == "likelihood":
        verdict, _ = likelihood(claims)
        value, error, sure = verdict.value, verdict.error, verdict.exact >= level
    else:
        value = METHODS[method](claims)
        error, sure = spread(claims, value) / np.sqrt(np.maximum(claims.by_object(claims.voice), 1)), np.zeros(len(value), bool)
    wide = stats.t.ppf((1 + level) / 2, claims.counts + 2) * error
    return value, np.where(sure, resolution(value) / 2, wide)


def _distinct(claims: Claims) -> np.ndarray:
    """Number of sources on each object."""
    if np.all(claims.voice == 1):
        return claims.counts
    pairs = np.unique(claims.obj * np.int64(claims.sources) + claims.src)
    return np.bincount(pairs // claims.sources, minlength=len(claims.start))


def _records(full: Claims, kept: Claims, value: np.ndarray, sources: pd.Index, speaker: np.ndarray, repairs: pd.DataFrame) -> pd.DataFrame:
    """What the estimates say about each source; a source's claims that nobody else speaks on tell nothing."""
    error = spread(kept, value)
    miss = lambda c: np.minimum(np.abs(c.value - value[c.obj]) / error[c.obj], FAR)  # noqa: E731
    counted, heard = informative(kept), full.voice * (full.counts > 1)[full.obj]
    usual = np.sum(counted * miss(kept)) / max(counted.sum(), 1e-9)
    said = full.by_source(heard)
    distance = (full.by_source(heard * miss(full)) + PRIOR * usual) / (said + PRIOR)
    number = full.by_source(np.ones(len(full.src)))
    copies = np.where(speaker != np.arange(len(speaker)), sources.astype(str).to_numpy()[speaker], "")
    return pd.DataFrame({
        "source": sources, "claims": number.astype(int), "reliability": usual / np.maximum(usual + distance, 1e-300) if usual > 0 else 0.5,
        "exact": full.by_source(full.value == value[full.obj]) / np.maximum(number, 1), "distance": distance,
        "scale": repairs["scale"] if len(repairs) else 1.0, "offset": repairs["offset"] if len(repairs) else 0.0, "copies": copies,
    })


def _notes(step: str, subject: object, other: object, finding: object) -> pd.DataFrame:
    return pd.DataFrame({"step": step, "subject": subject, "other": other, "finding": finding}, columns=NOTES).astype(str)


def _left_out(claims: pd.DataFrame) -> pd.DataFrame:
    bad = claims[~np.isfinite(pd.to_numeric(claims["value"]).to_numpy(float, na_value=np.nan))]
    return _notes("left_out", bad["object"], bad["source"], "the value is not a finite number")


def _copying_notes(pairs: Agreement, found: np.ndarray, sources: pd.Index, of_what: str) -> pd.DataFrame:
    rows = np.flatnonzero(found & (pairs.a < pairs.b))
    text = [f"same value on {k:.0f} {of_what} ({n:.0f}); {e:.1f} expected of independent sources"
            for k, n, e in zip(pairs.agreed[rows], pairs.shared[rows], pairs.expected[rows], strict=True)]
    return _notes("copying", sources[pairs.a[rows]], sources[pairs.b[rows]], text)


def _repair_notes(repairs: pd.DataFrame, sources: pd.Index) -> pd.DataFrame:
    text = [f"claim = {r.scale:.6g} · value + {r.offset:.6g}; typical errors away before {r.before:.3g}, after {r.after:.3g}, on {r.claims} objects"
            for r in repairs.itertuples()]
    return _notes("repair", sources[repairs["source"]] if len(repairs) else [], "", text)


def _choice_notes(choice: pd.DataFrame) -> pd.DataFrame:
    text = [f"{'chosen' if r.chosen else 'not chosen'}: instability {r.instability:.4f}, "
            f"{r.excess:+.4f} ± {r.standard_error:.4f} from the likelihood's, on {r.objects} objects" for r in choice.itertuples()]
    return _notes("choice", choice["method"] if len(choice) else [], "", text)


def _nothing(claims: pd.DataFrame, sources: pd.Index) -> Fusion:
    """Result for no usable claim."""
    empty = pd.DataFrame(columns=["object", "value", "lower", "upper", "claims", "witnesses"])
    record = pd.DataFrame(columns=["source", "claims", "reliability", "exact", "distance", "scale", "offset", "copies"])
    return Fusion(empty, record, _left_out(claims), "likelihood")
