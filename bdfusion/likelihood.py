"""The likelihood estimator of `bdfusion`: each claim is exact, near, or junk, at a rate learned for its source.

A claim v of a source on an object whose truth is x arises in one of three ways:

exact   v = x to the digit, with probability e of the source;
near    v = x + bias + noise, noise Student t with 3 degrees of freedom and the source's own spread;
junk    anything, log-uniform in its distance from x (a slip, another unit, another object).

Near claims can hit x by chance.  That chance is the step of the number as written (83.6 is one of ten to the unit)
or of the numbers commonly given (a rating of 4, a guess of 500), over the object's typical error: so a tie of two
populations is evidence, a tie of two ratings is not.  The truth may also be a value that nobody claims.

Rates, spreads and biases are estimated by EM over all objects, shrunk to the average source; every source's record
leaves out what its own claims say.  Candidate values scored by the accuracy of their sources are from Dong et al.
2009 (PVLDB 2), Gaussian sources with bias and spread from Zhao and Han 2012 (QDB); this is their mixture.  The value
given is the median of the posterior, which is best for absolute error.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import stats

from bdfusion.claims import Claims, group_median, likely_size, median, resolution, sorted_median, spread, take
from bdfusion.models import PRIOR, informative

T3 = 2 / (np.pi * np.sqrt(3))  # density of Student's t with 3 degrees of freedom at 0
JUNK = 60.0  # log-uniform over about e^±15 typical errors, both signs
CANDIDATES = 32  # values of one object that are weighed as its truth
CLAIMED = 10.0  # prior odds of a number that somebody claims, against an equally near one that nobody does
SAMPLE = 60_000  # claims that records are first learned on
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
    """What rounds share: median, typical error and step of each object, chance of a hit and vote of each claim."""

    start: np.ndarray
    error: np.ndarray
    step: np.ndarray
    chance: np.ndarray
    heard: np.ndarray
    candidate: np.ndarray


@dataclass(frozen=True)
class Verdict:
    """What the claims say of the objects, given the sources' records.

    Per object the value, the probability that it was claimed to the digit, the estimate and its standard error if it
    was not; per candidate its probability; per claim the probability, judged without it, that it is exact or that it
    is near, and its distance from the value in typical errors.
    """

    value: np.ndarray
    claimed: np.ndarray
    centre: np.ndarray
    error: np.ndarray
    share: np.ndarray
    is_exact: np.ndarray
    is_near: np.ndarray
    distance: np.ndarray


def prepare(claims: Claims) -> Setting:
    """Typical errors, chance of a hit and candidates of each object."""
    start = median(claims)
    error = spread(claims, start)
    scale = error[claims.obj]
    written = resolution(claims.value[claims.tie_start])[claims.tie]
    step = np.maximum(_common_step(claims, np.maximum(scale, 1e-300)), written)
    usual = group_median(claims.obj, step, claims.voice, len(start))
    return Setting(start, error, usual, step / (step + scale), informative(claims), _candidates(claims))


def _common_step(claims: Claims, reach: np.ndarray) -> np.ndarray:
    """Step between commonly given numbers: how often others give this very number, against numbers like it."""
    order = np.argsort(claims.value)
    values, own = claims.value[order], np.bincount(claims.tie)[claims.tie][order]
    first = np.flatnonzero(np.diff(values, prepend=np.nan) != 0)
    times = np.diff(first, append=len(values))
    others = np.repeat(times, times) - own
    some = np.flatnonzero(others > 0)
    far = reach[order][some]
    behind, before = np.searchsorted(values, values[some] + far, "right"), np.searchsorted(values, values[some] - far)
    near = behind - before - own[some]
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
    first = claims.tie_start[setting.candidate]
    cand_obj, cand_value = claims.obj[first], claims.value[first]
    number = np.bincount(cand_obj, minlength=len(claims.start))
    first = np.cumsum(number) - number
    per_claim = number[claims.obj]
    work = np.cumsum(claims.counts * number)
    cuts = np.searchsorted(work, np.arange(CHUNK, int(work[-1]), CHUNK))
    bounds = np.unique(np.concatenate(([0], cuts, [len(work)])))
    scale = setting.error[claims.obj]
    spread_, exact = record.spread[claims.src], record.exact[claims.src]
    near = setting.chance * (1 - exact - record.junk[claims.src]) / spread_ * T3
    junk = setting.chance * record.junk[claims.src] / JUNK
    centres, widths = claims.value - record.bias[claims.src] * scale, 1 / (np.sqrt(3) * spread_ * scale)
    columns = np.stack((claims.value, centres, widths, 1 / scale, near, junk, exact, claims.voice))
    edges, out = np.append(claims.start, len(claims.obj)), np.zeros(len(cand_obj))
    for low, high in pairwise(bounds):
        part = slice(edges[low], edges[high])
        times = per_claim[part]
        value, centre, width, unit, n, j, e, voice = np.repeat(columns[:, part], times, axis=1)
        which = np.arange(len(value)) - np.repeat(np.cumsum(times) - times - first[claims.obj[part]], times)
        truth = cand_value[which]
        z = (centre - truth) * width
        likelihood = n / (1 + z * z) ** 2 + j / (1 + np.abs(value - truth) * unit) + np.where(value == truth, e, 0.0)
        base, size = first[low], int(number[low:high].sum())
        out[base : base + size] = np.bincount(which - base, voice * np.log(likelihood), size)
    return out


def judge(claims: Claims, setting: Setting, record: Record) -> Verdict:
    """Weigh the candidates of each object, and that it is none of them, by the sources' records (the E-step)."""
    first = claims.tie_start[setting.candidate]
    obj, candidate = claims.obj[first], claims.value[first]
    score = _scores(claims, setting, record) + likely_size(claims, candidate)
    begin = np.flatnonzero(np.diff(obj, prepend=-1))
    top = np.maximum.reduceat(score, begin)
    mode = candidate[_nearest_best(score, top, obj, candidate, setting.start)]
    centre, precision, fit = _between(claims, setting, record, mode)
    total = np.maximum(claims.by_object(precision), 1e-12)
    error = setting.error / np.sqrt(total)
    unclaimed = fit + likely_size(claims, centre) + np.log(np.sqrt(2 * np.pi) * error / setting.step / CLAIMED)
    peak = np.maximum(top, unclaimed)
    share = np.exp(score - peak[obj])
    claimed = np.add.reduceat(share, begin)
    whole = claimed + np.exp(unclaimed - peak)
    share, claimed = share / whole[obj], claimed / whole
    digit = claimed >= 0.5
    value = np.where(digit, sorted_median(obj, candidate, share, len(claims.start)), centre)
    own = np.where(digit[claims.obj], 0.0, np.minimum(precision / total[claims.obj], 0.9))
    distance = (claims.value - value[claims.obj]) / setting.error[claims.obj] / (1 - own)
    return Verdict(value, claimed, centre, error, share, *_support(claims, setting, record, share, distance), distance)


def _support(
    claims: Claims, setting: Setting, record: Record, share: np.ndarray, distance: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Probability that each claim is exact and that it is near, as the other claims have it."""
    exact, junk_rate, wide = record.exact[claims.src], record.junk[claims.src], record.spread[claims.src]
    by_chance = setting.chance * (1 - exact - junk_rate) / wide * T3
    posterior = np.zeros(int(claims.tie[-1]) + 1)
    posterior[setting.candidate] = share
    posterior = posterior[claims.tie]
    odds = np.log(np.maximum(posterior, 1e-12) / np.maximum(1 - posterior, 1e-12))
    odds = odds - claims.voice * np.log1p(exact / by_chance)
    is_exact = exact / (exact + by_chance) / (1 + np.exp(-np.clip(odds, -50, 50)))
    z = (distance - record.bias[claims.src]) / wide
    near, junk = by_chance / (1 + z * z / 3) ** 2, setting.chance * junk_rate / JUNK / (1 + np.abs(distance))
    return is_exact, (1 - is_exact) * near / (near + junk)


def _nearest_best(
    score: np.ndarray, top: np.ndarray, obj: np.ndarray, value: np.ndarray, start: np.ndarray
) -> np.ndarray:
    """Candidate with the top score of each object; of equals, the one nearest to the median."""
    ties = np.flatnonzero(score >= top[obj] - 1e-9)
    ties = ties[np.lexsort((np.abs(value[ties] - start[obj[ties]]), obj[ties]))]
    return ties[np.diff(obj[ties], prepend=-1) != 0]


def _between(
    claims: Claims, setting: Setting, record: Record, start: np.ndarray, rounds: int = 3
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where no claim is exact: mean of the near claims less their biases, each claim's precision, log-likelihood."""
    scale, wide, bias = setting.error[claims.obj], record.spread[claims.src], record.bias[claims.src]
    near_rate = (1 - record.exact - record.junk)[claims.src] / wide * T3
    junk_rate = record.junk[claims.src] / JUNK
    level, centre = claims.value - bias * scale, start
    least, most = claims.value[claims.start], claims.value[np.append(claims.start[1:], len(claims.obj)) - 1]
    for _ in range(rounds):
        z = (level - centre[claims.obj]) / (scale * wide)
        near = near_rate / (1 + z * z / 3) ** 2
        either = near + junk_rate / (1 + np.abs(z * wide + bias))
        precision = claims.voice * near / either * 4 / (3 + z * z) / wide**2
        centre = claims.by_object(precision * level) / np.maximum(claims.by_object(precision), 1e-300)
        centre = np.clip(centre, least - setting.error, most + setting.error)
    return centre, precision, claims.by_object(claims.voice * np.log(setting.chance * either))


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


def learn_records(claims: Claims, setting: Setting | None = None, rounds: int = 8, seed: int = 0) -> Record:
    """Source records after `rounds` of judging and learning, all but the last on at most `SAMPLE` claims."""
    setting = setting or prepare(claims)
    sources = claims.sources
    record = Record(np.full(sources, 0.3), np.full(sources, 0.03), np.ones(sources), np.zeros(sources))
    part = _part(claims, seed)
    small = setting if part is claims else prepare(part)
    for _ in range(rounds - 1):
        record = learn(part, small, judge(part, small, record), record)
    if part is not claims:
        record = learn(claims, setting, judge(claims, setting, record), record)
    return record


def _part(claims: Claims, seed: int) -> Claims:
    """Claims on objects drawn at random, about `SAMPLE` in number."""
    if len(claims.obj) <= SAMPLE:
        return claims
    chosen = np.random.default_rng(seed).random(len(claims.start)) < SAMPLE / len(claims.obj)
    return take(claims, chosen[claims.obj]) if chosen.any() else claims


def interval(claims: Claims, verdict: Verdict, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of each object's value for coverage `level`.

    Where the value was surely claimed, the quantiles of the candidates' probabilities, with half a step; where it was
    surely not, the standard error times Student's t; in doubt, whatever both cover.
    """
    first = claims.tie_start[_candidates(claims)]
    obj, candidate, objects = claims.obj[first], claims.value[first], len(claims.start)
    half = np.minimum(resolution(verdict.value), np.median(resolution(claims.value))) / 2
    wide = stats.t.ppf((1 + level) / 2, claims.counts + 2) * verdict.error
    low = sorted_median(obj, candidate, verdict.share, objects, (1 - level) / 2) - half
    high = sorted_median(obj, candidate, verdict.share, objects, (1 + level) / 2) + half
    digit, free = verdict.claimed > 1 - level, verdict.claimed < level
    lower = np.fmin(np.where(digit, low, np.inf), np.where(free, verdict.centre - wide, np.inf))
    upper = np.fmax(np.where(digit, high, -np.inf), np.where(free, verdict.centre + wide, -np.inf))
    return np.minimum(lower, verdict.value), np.maximum(upper, verdict.value)
