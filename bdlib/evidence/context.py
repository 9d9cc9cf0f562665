"""Tests that look at who says what, when and about whom; each gives the strength of one kind for every pair."""

import numpy as np

from bdlib.evidence.pairs import Pairs
from bdlib.evidence.wording import FACETS

ONE_NAMED = 0.65  # weight of a series against none, before asking how often it stands alone
OTHER_PLAN, ONE_PAGE = 0.8, 0.4  # of two targets for one year: plans differ, or one page states both
FREE_FORM = ("approx", "more_than", "at_least", "about_over", "less_than", "at_most", "nearly", "range")


def rounding(pairs: Pairs) -> np.ndarray:
    """Different values whose claim intervals meet."""
    return np.where(pairs.meet() & ~pairs.same("point"), 0.9, 0.0)


def qualifier_loss(pairs: Pairs) -> np.ndarray:
    """One value, with a word that bounds or softens it on one side, and without it or with another on the other."""
    exact = pairs.one_of("qualifier", "exact", "ordinal")
    lost = exact[0] != exact[1]
    changed = ~pairs.same("qualifier") & ~lost
    bare = pairs.one_of("kind", "rank")[0]
    return np.where(pairs.same("point") & ~bare, np.where(lost, 0.9, np.where(changed, 0.6, 0.0)), 0.0)


def series_method(pairs: Pairs) -> np.ndarray:
    """Different series; weaker where only one is named, or none of an indicator that several series measure."""
    many = pairs["lines"][0]
    named = ONE_NAMED * pairs.mean_discord() * np.where(pairs.same("year"), 1.0, 0.85)
    unnamed = ~pairs.other_line() & ~pairs.one_line() & ~pairs.same_line()
    strength = np.where(
        pairs.other_line(),
        0.95 * pairs.discord(),
        np.where(pairs.one_line(), named, np.where(unnamed & (many >= 3), 0.4, 0.0)),
    )
    return np.where(pairs["is_target"][0] | pairs.same("witness"), 0.0, strength)


def facet_conflict(pairs: Pairs, group: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Tell where two notes answer a facet with nothing in common, in part in common, and where only one answers."""
    columns = [k for k, (its_group, _) in enumerate(FACETS) if its_group == group]
    said = np.flatnonzero(np.logical_or(*pairs.known("note")))
    a, b = (pairs.facets[np.ix_(at[said], columns)] for at in (pairs.i, pairs.j))
    clash, partly, one = (np.zeros(len(pairs), dtype=bool) for _ in range(3))
    both = (a > 0) & (b > 0)
    clash[said] = (both & ((a & b) == 0)).any(axis=1)
    partly[said] = (both & (a != b)).any(axis=1)
    one[said] = ((a > 0) != (b > 0)).any(axis=1)
    return clash, partly, one


def scope_population(pairs: Pairs) -> np.ndarray:
    """Notes that name different bases, a share above its natural limit, or one base named."""
    clash, partly, one = facet_conflict(pairs, "scope")
    over = _beyond(pairs) & pairs.one_of("kind", "share")[0]
    return np.where(clash, 0.75, np.where(over, 0.6, np.where(partly, 0.5, np.where(one, 0.42, 0.0))))


def definition(pairs: Pairs) -> np.ndarray:
    """Notes that define differently, one that defines and one that does not, or one value that is but a part's."""
    clash, partly, one = facet_conflict(pairs, "definition")
    other = ~pairs.same("note") & (pairs.known("note")[0] | pairs.known("note")[1])
    part = np.logical_xor(*pairs.known("part_of_it")) if "part_of_it" in pairs.claims else np.zeros(len(pairs), bool)
    return np.where(clash, 0.8, np.where(one | partly | part, 0.5, np.where(other, 0.35, 0.0)))


def vintage_revision(pairs: Pairs) -> np.ndarray:
    """One agency on one period at another date, or an early figure against a later one; revisions are small."""
    period = pairs.same("first") & pairs.same("last")
    later = _apart(pairs, "said", 20)
    own = pairs.same_line() & (later | np.isnat(np.maximum(*pairs["said"])))
    notes = np.any(pairs["vintage"], axis=0)
    early = _before_the_end(pairs)
    forecast = np.logical_xor(*pairs.one_of("role", "forecast"))
    aimed = pairs["is_target"][0]
    base = np.where(pairs.same_line(), 0.6, np.where(pairs.other_line(), 0.7 * (1 - pairs.discord()), 0.4))
    strength = np.where(period & (later | notes | own), base, 0.0)
    strength = np.where(period & (notes | early) & ~pairs.other_line(), np.maximum(strength, base + 0.2), strength)
    strength = np.where(period & _first_and_settled(pairs), np.maximum(strength, 0.75), strength)
    strength = np.where(period & forecast, 0.95, strength)
    small = np.exp(-np.maximum(0, np.nan_to_num(np.abs(pairs.ratio()), nan=1.0) - 0.1) / 0.2)
    return np.where(aimed, 0.0, strength * small)


def stale_repeat(pairs: Pairs) -> np.ndarray:
    """An earlier year's value under a later year, or a growing stock that is a little smaller on an undated page."""
    fall = pairs.ratio() * pairs["up"][0]
    echo = np.where(pairs.same("year"), np.max(pairs["echo"], axis=0), 0.0) if "echo" in pairs.claims else 0.0
    stock = pairs.one_of("kind", "count", "length", "area")[0]
    undated = ~pairs.one_of("period_basis", "stated")[1]
    sunk = stock & (fall < 0) & (fall > -0.15) & undated & (pairs.years() > 0.1) & ~pairs["is_target"][0]
    return np.maximum(np.where(sunk, 0.6, 0.0), echo)


def target_variant(pairs: Pairs) -> np.ndarray:
    """Two targets for one year, or a later one that asks less; one page that states two means two things by them."""
    differs = ~pairs.same("point") | ~pairs.same("qualifier")
    asks = np.where(pairs.same("source_id"), ONE_PAGE, OTHER_PLAN)
    return np.where(pairs["is_target"][0], np.where(~pairs.same("point"), asks, np.where(differs, 0.35, 0.0)), 0.0)


def territory_change(pairs: Pairs) -> np.ndarray:
    """Old and new territory, or ranks and scores in fields of another size."""
    crossed = ~pairs.same("ref_area")
    field = pairs.one_of("kind", "rank", "score")[0] & pairs.other_line() & pairs.same_span()
    return np.where(crossed, 0.9, np.where(field, 0.6, 0.0))


def impossible_value(pairs: Pairs) -> np.ndarray:
    """One of the two lies beyond the natural limit, beyond its field, or exceeds the whole that it is part of."""
    whole = np.any(pairs["over_whole"], axis=0) if "over_whole" in pairs.claims else np.zeros(len(pairs), bool)
    return np.where(_beyond(pairs), 0.65, np.where(whole, 0.7, 0.0))


def misattribution(pairs: Pairs) -> np.ndarray:
    """The value of one equals that of another indicator of the area in the same or a sibling source."""
    return np.max(pairs["mixed_up"], axis=0) if "mixed_up" in pairs.claims else np.zeros(len(pairs))


def _first_and_settled(pairs: Pairs) -> np.ndarray:
    """Tell where one was said within two months of the period's end and the other half a year after it."""
    ended = np.maximum(*pairs["last"])
    days = [(said - ended) / np.timedelta64(1, "D") for said in pairs["said"]]
    return (np.minimum(*days) < 61) & (np.maximum(*days) > 183)


def _beyond(pairs: Pairs) -> np.ndarray:
    limits, points = pairs["limit"], pairs["point"]
    rank = pairs.one_of("kind", "rank")[0]
    fields = pairs["denominator"]
    return np.any(
        [(p > limit) | (rank & (p > field)) for p, limit, field in zip(points, limits, fields, strict=True)], axis=0
    )


def _apart(pairs: Pairs, name: str, days: int) -> np.ndarray:
    a, b = pairs[name]
    return np.abs(b - a) > np.timedelta64(days, "D")


def _before_the_end(pairs: Pairs) -> np.ndarray:
    """Tell where one was said before the period ended and the other after."""
    ended = np.maximum(*pairs["last"])
    a, b = (said < ended - np.timedelta64(20, "D") for said in pairs["said"])
    return (a != b) & ~np.isnat(pairs["said"][0]) & ~np.isnat(pairs["said"][1])
