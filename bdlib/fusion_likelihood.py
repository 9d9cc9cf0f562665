"""The likelihood estimator of `bdlib.fusion`: each claim is exact, near, or junk, at a rate learned for its source.

A claim v of a source on an object whose truth is x arises in one of three ways:

exact   v = x to the digit, with probability e of the source;
near    v = x + bias + noise, noise Student t with 3 degrees of freedom and the source's own spread;
junk    anything, log-uniform in its distance from x (a slip, another unit, another object).

Near claims can hit x by chance.  That chance is the step of the number as written (83.6 is one of ten to the unit)
or of the numbers commonly given (a rating of 4, a guess of 500), over the object's typical error: so a tie of two
populations is evidence, a tie of two ratings is not.  Rates, spreads and biases are estimated by EM over all
objects, shrunk to the average source; every source's record leaves out what its own claims say.  The idea of
scoring candidate values by the accuracy of their sources is Dong et al. 2009 (PVLDB 2), of Gaussian sources with
bias and spread Zhao and Han 2012 (QDB); this is their mixture.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bdlib.fusion_claims import Claims, median, resolution, sorted_median, spread, take
from bdlib.fusion_models import PRIOR, informative

T3 = 2 / (np.pi * np.sqrt(3))  # density of Student's t with 3 degrees of freedom at 0
JUNK = 60.0  # log-uniform over about e^±15 typical errors, both signs
CANDIDATES = 32  # values of one object that are weighed as its truth
SAMPLE = 100_000  # claims that records are first learned on
CHUNK = 2**17  # pairs of claim and candidate handled at a time


@dataclass(frozen=True)
class Record:
    """What is known of each source: rates of exact and junk claims, spread and bias in typical errors."""

    exact: np.ndarray
    junk: np.ndarray
    spread: np.ndarray
    bias: np.ndarray


@dataclass(frozen=True)
class Setting:
    """What does not change between rounds: per object its typical error, per claim chance and information."""

    start: np.ndarray
    error: np.ndarray
    chance: np.ndarray
    heard: np.ndarray
    candidate: np.ndarray


@dataclass(frozen=True)
class Verdict:
    """Per object the value, the chance that it was claimed to the digit, and its standard error if it was not;
    per claim the chance that it is exact or near, judged without it, and its distance from the value."""

    value: np.ndarray
    exact: np.ndarray
    error: np.ndarray
    is_exact: np.ndarray
    is_near: np.ndarray
    distance: np.ndarray


def prepare(claims: Claims) -> Setting:
    """Typical errors, chance of a hit and candidates of each object."""
    start = median(claims)
    error = spread(claims, start)
    scale = error[claims.obj]
    step = np.maximum(_common_step(claims, np.maximum(scale, 1e-300)), resolution(claims.value))
    return Setting(start, error, step / (step + scale), informative(claims), _candidates(claims))


def _common_step(claims: Claims, reach: np.ndarray) -> np.ndarray:
    """Step between commonly given numbers: how often others give this very number, against numbers like it."""
    order = np.argsort(claims.value)
    values, own = claims.value[order], np.bincount(claims.tie)[claims.tie][order]
    first = np.flatnonzero(np.diff(values, prepend=np.nan) != 0)
    times = np.diff(first, append=len(values))
    others = np.repeat(times, times) - own
    some = np.flatnonzero(others > 0)
    far = reach[order][some]
    near = np.searchsorted(values, values[some] + far, "right") - np.searchsorted(values, values[some] - far) - own[some]
    gaps = np.diff(values[first])
    step = np.full(len(values), np.quantile(gaps, 0.01) if len(gaps) else 0.0)
    step[order[some]] = np.maximum(step[order[some]], others[some] / np.maximum(near, 1) * 2 * far)
    return step


def _candidates(claims: Claims) -> np.ndarray:
    """Ties that may hold the truth: all, or in an object with many the most frequent and an even choice of the rest."""
    first = claims.tie_start
    obj, size = claims.obj[first], np.diff(first, append=len(claims.tie))
    number = np.bincount(obj)
    many = np.flatnonzero(number[obj] > CANDIDATES)
    keep = np.ones(len(first), bool)
    if len(many):
        place = many - np.searchsorted(obj, obj[many])
        order = np.lexsort((place, -size[many], obj[many]))
        rank = np.empty(len(many), np.int64)
        rank[order] = np.arange(len(many)) - np.searchsorted(obj[many], obj[many][order])
        half, total = CANDIDATES // 2, number[obj[many]]
        even = place * half // total != (place - 1) * half // total
        keep[many] = (rank < half) | even
    return np.flatnonzero(keep)


def _scores(claims: Claims, setting: Setting, record: Record) -> np.ndarray:
    """Log-likelihood of each candidate value, in blocks of objects that fit the processor's cache."""
    cand_obj, cand_value = claims.obj[claims.tie_start][setting.candidate], claims.value[claims.tie_start][setting.candidate]
    number = np.bincount(cand_obj, minlength=len(claims.start))
    first = np.cumsum(number) - number
    per_claim = number[claims.obj]
    work = np.cumsum(claims.counts * number)
    bounds = np.unique(np.concatenate(([0], np.searchsorted(work, np.arange(CHUNK, int(work[-1]), CHUNK)), [len(work)])))
    scale = setting.error[claims.obj]
    spread_, exact = record.spread[claims.src], record.exact[claims.src]
    near = setting.chance * (1 - exact - record.junk[claims.src]) / spread_ * T3
    junk = setting.chance * record.junk[claims.src] / JUNK
    columns = np.stack((claims.value, claims.value - record.bias[claims.src] * scale, 1 / (np.sqrt(3) * spread_ * scale), 1 / scale, near, junk, exact, claims.voice))
    edges, out = np.append(claims.start, len(claims.obj)), np.zeros(len(cand_obj))
    for low, high in zip(bounds[:-1], bounds[1:], strict=True):
        part = slice(edges[low], edges[high])
        times = per_claim[part]
        value, centre, width, unit, n, j, e, voice = np.repeat(columns[:, part], times, axis=1)
        which = np.arange(len(value)) - np.repeat(np.cumsum(times) - times - first[claims.obj[part]], times)
        truth = cand_value[which]
        z = (centre - truth) * width
        likelihood = n / (1 + z * z) ** 2 + j / (1 + np.abs(value - truth) * unit) + np.where(value == truth, e, 0.0)
        base = first[low]
        out[base : base + int(number[low:high].sum())] = np.bincount(which - base, voice * np.log(likelihood), int(number[low:high].sum()))
    return out


def judge(claims: Claims, setting: Setting, record: Record) -> Verdict:
    """Weigh the candidates of each object by the sources' records (the E-step)."""
    score = _scores(claims, setting, record)
    obj = claims.obj[claims.tie_start][setting.candidate]
    begin = np.flatnonzero(np.diff(obj, prepend=-1))
    top = np.maximum.reduceat(score, begin)
    share = np.exp(score - top[obj])
    share /= np.add.reduceat(share, begin)[obj]
    candidate = claims.value[claims.tie_start][setting.candidate]
    mode = candidate[_nearest_best(score, top, obj, candidate, setting.start)]

    src, scale = claims.src, setting.error[claims.obj]
    exact, wide = record.exact[src], record.spread[src]
    by_chance = setting.chance * (1 - exact - record.junk[src]) / wide * T3
    hit = claims.value == mode[claims.obj]
    missed_all = claims.by_object(np.where(hit, claims.voice * np.log(np.maximum(by_chance / (exact + by_chance), 1e-9)), 0.0))
    certain = 1 - np.exp(missed_all)
    centre, precision = _between(claims, setting, record, mode)
    digit = certain >= 0.5
    value = np.where(digit, sorted_median(obj, candidate, share, len(claims.start)), centre)

    posterior = np.zeros(int(claims.tie[-1]) + 1)
    posterior[setting.candidate] = share
    odds = _logit(posterior[claims.tie]) - claims.voice * np.log1p(exact / by_chance)
    is_exact = exact / (exact + by_chance) / (1 + np.exp(-np.clip(odds, -50, 50)))
    total = claims.by_object(precision)
    own = np.where(digit[claims.obj], 0.0, np.minimum(precision / np.maximum(total[claims.obj], 1e-300), 0.9))
    distance = (claims.value - value[claims.obj]) / scale / (1 - own)
    z = (distance - record.bias[src]) / wide
    near, junk = by_chance / (1 + z * z / 3) ** 2, setting.chance * record.junk[src] / JUNK / (1 + np.abs(distance))
    return Verdict(value, certain, setting.error / np.sqrt(np.maximum(total, 1e-12)), is_exact, (1 - is_exact) * near / (near + junk), distance)


def _logit(p: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(p, 1e-12) / np.maximum(1 - p, 1e-12))


def _nearest_best(score: np.ndarray, top: np.ndarray, obj: np.ndarray, value: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Candidate with the top score of each object; of equals, the one nearest to the median."""
    ties = np.flatnonzero(score >= top[obj] - 1e-9)
    order = np.lexsort((np.abs(value[ties] - start[obj[ties]]), obj[ties]))
    ties = ties[order]
    return ties[np.diff(obj[ties], prepend=-1) != 0]


def _between(claims: Claims, setting: Setting, record: Record, start: np.ndarray, rounds: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Estimate where no claim is exact: the mean of the near claims without their biases; and each claim's precision."""
    scale, wide, bias = setting.error[claims.obj], record.spread[claims.src], record.bias[claims.src]
    near_rate = (1 - record.exact - record.junk)[claims.src] / wide * T3
    junk_rate = record.junk[claims.src] / JUNK
    level, centre = claims.value - bias * scale, start
    for _ in range(rounds):
        z = (level - centre[claims.obj]) / (scale * wide)
        near = near_rate / (1 + z * z / 3) ** 2
        near /= near + junk_rate / (1 + np.abs(z * wide + bias))
        precision = claims.voice * near * 4 / (3 + z * z) / wide**2
        total = claims.by_object(precision)
        centre = np.where(total > 0, claims.by_object(precision * level) / np.maximum(total, 1e-300), centre)
    return centre, precision


def learn(claims: Claims, setting: Setting, verdict: Verdict, record: Record) -> Record:
    """Update the sources' records from the claims' support (the M-step), shrunk to the average source."""
    heard = setting.heard
    said = claims.by_source(heard)
    exact, near = claims.by_source(heard * verdict.is_exact), claims.by_source(heard * verdict.is_near)
    junk = np.maximum(said - exact - near, 0)
    usual = exact.sum() / said.sum() if said.sum() > 0 else 0.1
    usual_junk = (junk.sum() + 0.5) / (said.sum() + 20)
    new_exact = np.clip((exact + PRIOR * usual) / (said + PRIOR), 1e-4, 0.98)
    new_junk = np.minimum(np.clip((junk + 10 * usual_junk) / (said + 10), 1e-4, 0.5), 0.99 - new_exact)
    z = (verdict.distance - record.bias[claims.src]) / record.spread[claims.src]
    pull = heard * verdict.is_near * 4 / (3 + z * z)
    square = claims.by_source(pull * (z * record.spread[claims.src]) ** 2)
    width = np.sqrt((square + PRIOR * square.sum() / max(near.sum(), 1e-9)) / (near + PRIOR))
    width = np.clip(width, 0.02, 20)
    pull = pull / record.spread[claims.src] ** 2
    bias = claims.by_source(pull * verdict.distance) / (claims.by_source(pull) + PRIOR / width**2)
    return Record(new_exact, new_junk, width, bias)


def likelihood(claims: Claims, rounds: int = 8, seed: int = 0) -> tuple[Verdict, Record]:
    """Estimates and source records after `rounds` of judging and learning, all but the last on at most `SAMPLE` claims."""
    sources = claims.sources
    record = Record(np.full(sources, 0.3), np.full(sources, 0.03), np.ones(sources), np.zeros(sources))
    part = _part(claims, seed)
    setting = prepare(part)
    for _ in range(rounds - 1):
        record = learn(part, setting, judge(part, setting, record), record)
    if len(part.obj) < len(claims.obj):
        setting = prepare(claims)
        record = learn(claims, setting, judge(claims, setting, record), record)
    return judge(claims, setting, record), record


def _part(claims: Claims, seed: int) -> Claims:
    """Claims on objects drawn at random, about `SAMPLE` in number."""
    if len(claims.obj) <= SAMPLE:
        return claims
    chosen = np.random.default_rng(seed).random(len(claims.start)) < SAMPLE / len(claims.obj)
    return take(claims, chosen[claims.obj]) if chosen.any() else claims
