"""What kind of difference a pair shows, each kind with its level of strength; no kind without a fact behind it."""

import numpy as np
import pandas as pd

from bdlib.evidence.change import bands, falls, impossible, open_to_change, returns
from bdlib.evidence.digits import scaled, swapped
from bdlib.evidence.pairs import APART, NEAR, SAME, Pairs
from bdlib.evidence.repeats import echoes, mix_ups
from bdlib.evidence.strength import CERTAIN, HINT, STRONG, WEAK, level

REVISED_AFTER = 31  # days between two pages of one maker, before the later can be a revision rather than a print
# In the order in which equally strong kinds are told: what shows an error, what keeps apart, what only words it.
KINDS = ["transposition", "scale_slip", "impossible_value", "misattribution", "arithmetic_inconsistency",
         "stale_repeat", "territory_change", "target_variant", "series_method", "definition", "scope_population",
         "vintage_revision", "rounding", "qualifier_loss", "unexplained"]  # fmt: skip


def judge(pairs: Pairs) -> pd.DataFrame:
    """Judge every pair.

    Returns
    -------
    DataFrame
        One row a pair that says different things about one matter: i, j, `relation` (conflict, variant, apart),
        `perhaps` (comparable only if what one side leaves open is the same), the level of each of :data:`KINDS`,
        `loser` (position of the one that a slip or repeat is shown for, -1 for none).
    """
    usual = bands(pairs.claims)
    times, meet = pairs.times(), pairs.meet()
    spoken = ~pairs.same("point") | ~pairs.same("qualifier")
    dated = ~pairs.is_("side", "target")[0] | (pairs["end"][0] > 0)
    thing = facets_or_methods(pairs)
    changed = open_to_change(pairs, times, usual)
    relation = np.select(
        [
            ~spoken | ~dated,
            ~meet & ~thing & ~changed,
            meet & ~thing & (times != APART),
            ~meet & thing & ((times == SAME) | ((times != APART) & ~changed)),
        ],
        ["", "conflict", "variant", "apart"],
        "",
    )
    kept = pairs.take(relation != "")
    frame = pd.DataFrame({"i": kept.i, "j": kept.j, "relation": relation[relation != ""]})
    frame["perhaps"] = perhaps(kept)
    levels, loser = _levels(kept, frame["relation"].to_numpy(), usual)
    return frame.assign(**levels, loser=loser)


def facets_or_methods(pairs: Pairs) -> np.ndarray:
    """Tell where a stated facet or another field of ranks makes them two things, or both are cells of one table."""
    table = pairs.stated("frame")[0] & pairs.stated("frame")[1] & (pairs.times() == APART)
    return pairs.facets_differ() | pairs.differ("field") | table


def perhaps(pairs: Pairs) -> np.ndarray:
    """Tell where a facet, the series or the time is stated on one side only."""
    return pairs.facets_open() | pairs.one_sided("series") | (pairs.times() != SAME)


def _levels(pairs: Pairs, relation: np.ndarray, usual: pd.DataFrame) -> tuple[dict[str, np.ndarray], np.ndarray]:
    conflict = relation == "conflict"
    slips, loser = _slips(pairs, usual)
    found = {name: np.where(conflict, value, 0) for name, value in slips.items()}
    found |= {name: np.where(conflict, value, 0) for name, value in _apart(pairs).items()}
    loser = np.where(conflict, loser, -1)
    apart = relation == "apart"
    found["definition"] = np.where(apart & _any(pairs.differ, "measure", "prices"), CERTAIN, found["definition"])
    found["scope_population"] = np.where(apart & _any(pairs.differ, "base", "scope"), CERTAIN, found["scope_population"])
    found["series_method"] = np.where(apart & pairs.differ("series"), CERTAIN, found["series_method"])
    variant = relation == "variant"
    found["rounding"] = np.where(variant & ~pairs.same("point"), CERTAIN, 0)
    found["qualifier_loss"] = np.where(variant & pairs.same("point"), CERTAIN, 0)
    told = np.max([found.get(name, np.zeros(len(pairs), int)) for name in KINDS], axis=0)
    found["unexplained"] = np.where(told == 0, HINT, 0)
    return {name: found.get(name, np.zeros(len(pairs), int)) for name in KINDS}, loser


def _slips(pairs: Pairs, usual: pd.DataFrame) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Levels of the kinds that show an error in one of the two, and which one it is where that can be told."""
    back, fall = returns(pairs), falls(pairs)
    old = echoes(pairs)
    mixed = _mixed(pairs)
    beyond = [side > pairs["limit"][0] for side in pairs["point"]]
    found = {
        "transposition": level(swapped(pairs)),
        "scale_slip": level(scaled(pairs)),
        "impossible_value": np.where(beyond[0] | beyond[1], CERTAIN, 0),
        "misattribution": np.maximum(*mixed),
        "stale_repeat": np.maximum.reduce([level(old[0]), level(old[1]), np.where(back, STRONG, 0), np.where(fall, WEAK, 0)]),
    }  # fmt: skip
    at_i = beyond[0] | (level(old[0]) >= WEAK) | ((mixed[0] >= STRONG) & (mixed[1] < STRONG))
    at_j = beyond[1] | (level(old[1]) >= WEAK) | ((mixed[1] >= STRONG) & (mixed[0] < STRONG)) | back
    return found, np.select([at_i & ~at_j, at_j & ~at_i], [pairs.i, pairs.j], -1)


def _mixed(pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    ratio = np.zeros(len(pairs.claims))
    found = mix_ups(pairs.claims)
    ratio[found["at"]] = found["ratio"]
    levels = level(ratio)
    return levels[pairs.i], levels[pairs.j]


def _apart(pairs: Pairs) -> dict[str, np.ndarray]:
    """Levels of the kinds that say why two makers or pages of one maker differ without an error."""
    aim = pairs.is_("side", "target")[0]
    makers, series = pairs.differ("maker_code"), pairs.differ("series")
    one = (pairs.same("maker_code") & pairs.stated("maker_code")[0]) | (pairs.same("series") & pairs.stated("series")[0])
    later = np.abs(pairs["said"][1] - pairs["said"][0]) > REVISED_AFTER
    revised = one & later & (pairs.times() == SAME) & ~aim
    method = np.select([series & makers, series & ~one, makers], [CERTAIN, STRONG, WEAK], 0)
    return {
        "target_variant": np.where(aim, CERTAIN, 0),
        "series_method": np.where(aim, 0, method),
        "definition": np.where(_any(pairs.one_sided, "measure", "prices"), WEAK, 0),
        "scope_population": np.where(_any(pairs.one_sided, "base", "scope"), WEAK, 0),
        "vintage_revision": np.where(revised, STRONG, 0),
    }


def _any(test: object, *names: str) -> np.ndarray:
    return np.any([test(name) for name in names], axis=0)
