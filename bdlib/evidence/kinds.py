"""What kind of difference a pair shows, each kind with its level of strength; no kind without a fact behind it."""

import numpy as np
import pandas as pd

from bdlib.evidence.change import bands, drops, dwindles, falls, lower_share, open_to_change, returns, sinks
from bdlib.evidence.claims import CERTAIN, FACETS, HINT, REVISED, STRONG, WEAK, YEAR, level
from bdlib.evidence.pairs import APART, LONGEST, MONTH, NEAR, NOW, SAME, WITHIN, Pairs
from bdlib.evidence.slips import echoes, scaled, swapped
from bdlib.periods import EDITIONS

# Every facet of DEFINING has its kind here: without one, two things are told as one that changed.
DIFFERENCES = {"definition": ("measure", "prices"), "scope_population": ("base", "scope"), "series_method": ("series",)}
SLIPS = ("transposition", "scale_slip", "impossible_value")  # what can go wrong in copying
FAR = 1_000_000  # days: more than any gap between two times
CUT = ("more_than", "nearly", "at_least", "at_most", "about_over", "less_than")  # words that cut a figure off
# In the order in which equally strong kinds are told: what shows an error, what keeps apart, what only words it.
KINDS = ["transposition", "scale_slip", "impossible_value", "garbled_copy", "misattribution",
         "arithmetic_inconsistency", "stale_repeat", "territory_change", "target_variant", "definition",
         "scope_population", "series_method", "vintage_revision", "time_change", "rounding", "qualifier_loss",
         "unexplained"]  # fmt: skip


def judge(pairs: Pairs) -> pd.DataFrame:
    """Judge every pair about one matter; a row has i, j and the level of each of :data:`KINDS`.

    `relation` is conflict, variant, apart, or print of the same value; `perhaps` comparable only if what one leaves
    open is the same; `loser` is shown to be wrong, `former` replaced by its maker (positions, -1 for none).
    """
    usual, running = bands(pairs.claims), pairs.is_("flow", "running")[0]
    pairs = pairs.take(~pairs.meet | (pairs.times != APART) | running)  # the same at another time says nothing
    pairs = pairs.take(~elsewhere(pairs) & ~((pairs.times == APART) & pairs.same("source_id")))
    times, meet = pairs.times, pairs.meet
    spoken = ~pairs.same("point") | ~pairs.same("qualifier")
    dated = ~pairs.is_("side", "target")[0] | (pairs["end"][0] > 0)
    thing = facets_or_methods(pairs)
    changed = open_to_change(pairs, times, usual)
    changed &= ~lower_share(pairs) | (level(swapped(pairs)) < STRONG)  # a fall that is a swap of digits is none
    year = np.all([end - start <= LONGEST for start, end in zip(pairs["start"], pairs["end"], strict=True)], axis=0)
    lone = ~meet & year & (np.abs(pairs.years()) <= NEAR) & ~pairs.is_("side", "target")[0]
    aside = lone & (thing | (pairs.one_sided(*FACETS) & lower_share(pairs)) | _undated(pairs, times))
    overlap = (times == SAME) | lone & (pairs["start"][0] <= pairs["end"][1]) & (pairs["start"][1] <= pairs["end"][0])
    same = overlap & thing & (~meet | ~pairs.same("source_id") & pairs.same("point"))
    apart = same | aside & ((times == SAME) | (times != APART) & ~changed | ~thing)
    held = (times != APART) | ~pairs.is_("timing", "flow")[0]  # what one year produced is never what another did
    alike = ~thing & (times != APART) & (cut_off(pairs) | meet & worded_alike(pairs))
    contrary, fewer = ~meet & ~thing & (~changed | drops(pairs)) & held, lone & ~thing & dwindles(pairs)
    relation = np.select([~spoken | ~dated, alike, contrary, apart | fewer], ["", "variant", "conflict", "apart"], "")
    tables = np.all(pairs.stated("frame"), axis=0)
    relation = np.where(tables & (relation != "conflict"), "", relation)
    relation = np.where(~spoken & ~thing & (times != APART), "print", _once(pairs, times, relation))
    kept = pairs.take(relation != "")
    frame = pd.DataFrame({"i": kept.i, "j": kept.j, "relation": relation[relation != ""]})
    frame["perhaps"] = kept.one_sided(*FACETS) | (kept.times != SAME)  # a facet or the time is stated once only
    told = retold(kept)
    levels, loser = _levels(kept, frame["relation"].to_numpy(), told)
    was = np.where(frame["relation"].eq("conflict"), former(kept, told), -1)
    return frame.assign(**levels, loser=loser, former=was)


def elsewhere(pairs: Pairs) -> np.ndarray:
    """Tell where an undated page is one of a maker's dated states, or nearer to another of them than to this one."""
    bound = pairs.is_("dated", "bound")
    asked = (bound[0] != bound[1]) & (pairs.times == NOW)
    page, state = np.where(bound[0], pairs.i, pairs.j), np.where(bound[0], pairs.j, pairs.i)
    of = [page[asked], pairs.claims["witness"].to_numpy()[state[asked]]]
    gap = np.maximum(pairs["start"][1] - pairs["end"][0], 0)[asked]  # none where the page is of the state's own time
    apart = pd.Series(gap).where(~pairs.meet[asked], gap - FAR)  # of those that it meets, if any, the nearest
    farther = np.zeros(len(pairs), dtype=bool)
    farther[asked] = apart.gt(apart.groupby(of).transform("min")).to_numpy()
    return farther


def former(pairs: Pairs, told: np.ndarray) -> np.ndarray:
    """Position of the one that its maker has replaced: by a release of a later stage, by his own later page or table.

    -1 where none is shown, or no table nor office is named: another page's later print shows nothing. Of ranks and
    scores, which nobody revises, only the table says what they are.
    """
    edition, table = pairs.is_("kind", *EDITIONS)[0], pairs.stated("frame")
    one = one_maker(pairs) & (np.all(pairs["shown"], axis=0) | edition | np.any(table, axis=0)) & (told < 0)
    (since, from_), (until, to), (a, b) = pairs["since"], pairs["said"], pairs["release"]
    own = np.any([table, pairs.is_("origin_basis", "publisher"), [a >= REVISED, b >= REVISED]], axis=0)
    span = np.minimum(pairs["end"][0] - pairs["start"][0], MONTH)  # a day's figure is released anew the day after
    after, before = (~edition & (gap > span) for gap in (from_ - until, since - to))
    listed = ~after & ~before & (table[0] != table[1])
    found = [(a > 0) & (a < b), (b > 0) & (b < a), after & own[1], before & own[0], listed & table[1], listed]
    return np.where(one, np.select(found, [pairs.i, pairs.j] * 3, -1), -1)


def retold(pairs: Pairs) -> np.ndarray:
    """Position of a figure with a slip where its maker's own page has it without; -1 for none."""
    own = pairs.is_("origin_basis", "publisher")
    slip = one_maker(pairs) & (own[0] != own[1]) & ~pairs.same("source_id") & (swapped(pairs) + scaled(pairs) > 0)
    return np.select([slip & own[1], slip], [pairs.i, pairs.j], -1)


def one_maker(pairs: Pairs) -> np.ndarray:
    """Tell where both are of one maker, about the same time, and no targets."""
    same = pairs.agree("voice", "series") & (pairs.times == SAME)
    return same & ~pairs.is_("side", "target")[0] & ~pairs.differ("field")


def garbled(pairs: Pairs) -> np.ndarray:
    """Position of a figure that stands where the page it copies prints the other value; -1 for none."""
    (a, b), (copied_a, copied_b) = pairs["point"], pairs["copied"]
    return np.select([copied_a == b, copied_b == a], [pairs.i, pairs.j], -1)


def cut_off(pairs: Pairs) -> np.ndarray:
    """Tell where decimals are cut off instead of rounded, or two releases of one maker differ by one in the last."""
    decimals = [side.astype(float) for side in pairs["decimals"]]
    wide, gap = 10.0 ** -np.minimum(*decimals), np.abs(np.subtract(*pairs["point"]))
    fewer, less = decimals[0] < decimals[1], np.abs(pairs["point"][0]) < np.abs(pairs["point"][1])
    cut = (decimals[0] != decimals[1]) & (fewer == less) & (gap < wide)
    one = (decimals[0] == decimals[1]) & pairs.agree("voice") & (gap < 1.5 * wide)
    one &= pairs.times != WITHIN  # a quarter's and its year's are two figures
    return pairs.is_("kind", "share", "rate")[0] & (np.minimum(*decimals) > 0) & (cut | one)


def facets_or_methods(pairs: Pairs) -> np.ndarray:
    """Tell where a stated facet or another field of ranks makes them two things, or one table or document has both."""
    table = np.all(pairs.stated("frame"), axis=0) & (pairs.times == APART)
    page = pairs.same("source_id")  # which describes two figures differently because they are
    document = page & (pairs.is_("side", "target")[0] | pairs.one_sided(*FACETS))
    return pairs.differ(*FACETS) | pairs.differ("field") | table | document


def _once(pairs: Pairs, times: np.ndarray, relation: np.ndarray) -> np.ndarray:
    """Drop what another year would contradict of a figure that its own time contradicts, or a table tells for it."""
    far, near = ((relation == "conflict") & time for time in (times == APART, times != APART))
    told = np.zeros(len(pairs.claims), dtype=bool)
    told[np.r_[pairs.i[near], pairs.j[near]]] = True
    table = np.any(pairs.stated("frame"), axis=0)
    return np.where(far & (told[pairs.i] | told[pairs.j] | table), "", relation)


def _undated(pairs: Pairs, times: np.ndarray) -> np.ndarray:
    """Tell where a rank, score or rate names no period, and the other of another time may be another edition."""
    bound = pairs.is_("dated", "bound")[1]  # a page cannot be about a later time than its own
    table = np.any(pairs.stated("frame"), axis=0)
    soon = ~pairs.is_("kind", "rate")[0] | (np.abs(pairs.years()) <= 1)
    return bound & soon & ~table & ~pairs.differ("series") & (times == APART) & pairs.is_("timing", "edition")[0]


def worded_alike(pairs: Pairs) -> np.ndarray:
    """Tell where one is the other rounded, to its own last digit, or cut off; states a year apart are two."""
    a, b = pairs["point"]
    wide = np.max(np.where(pairs.is_("qualifier", *CUT), pairs["step"], np.divide(pairs["step"], 2)), axis=0)
    spread = np.any(pairs.is_("qualifier", "range"), axis=0)
    near = pairs["start"][1] - pairs["end"][0] < YEAR - 1
    return ((np.abs(a - b) < wide) | (a == b) | spread) & near


def _levels(pairs: Pairs, relation: np.ndarray, told: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
    conflict, apart, variant = (relation == name for name in ("conflict", "apart", "variant"))
    errors, loser = _slips(pairs, told)
    things = {kind: np.select([pairs.differ(*names), pairs.one_sided(*names) & pairs.same("source_id"),
                               pairs.one_sided(*names)], [CERTAIN, STRONG, WEAK], 0)
              for kind, names in DIFFERENCES.items()}  # fmt: skip  # a page tells its own figures apart
    documents = pairs.is_("side", "target")[0] & ~pairs.differ(*FACETS)
    things["definition"] = np.maximum(things["definition"], np.where(documents, WEAK, 0))
    found = dict.fromkeys(KINDS, np.zeros(len(pairs), int))
    found |= {kind: np.where(conflict, value, 0) for kind, value in (errors | _apart(pairs, told)).items()}
    found |= {kind: np.where(apart, value, found[kind]) for kind, value in things.items()}
    most, other = np.max(list(things.values()), axis=0), pairs["end"][0] < pairs["start"][1]  # silence parts nothing
    time, sunk = apart & ((most == 0) | other & (most < CERTAIN)), sinks(pairs)
    found["time_change"] = np.select([time & sunk, time], [HINT, WEAK], 0)
    found["definition"] = np.maximum(found["definition"], np.where(time & sunk, WEAK, 0))
    spread = variant & pairs.is_("side", "target")[0] & np.any(pairs.is_("qualifier", "range"), axis=0)  # two aims
    found["target_variant"] = np.maximum(found["target_variant"], np.where(spread, CERTAIN, 0))
    found["rounding"] = np.where(variant & ~spread & ~pairs.same("point"), CERTAIN, 0)
    found["qualifier_loss"] = np.where(variant & pairs.same("point"), CERTAIN, 0)
    a, b = pairs["posing"]
    posed = np.where(~variant & ((a > 0) != (b > 0)), level(np.maximum(a, b)).clip(max=STRONG), 0)
    found["definition"] = np.maximum(found["definition"], posed)
    loser = np.where((posed == STRONG) & (loser < 0), np.where(a > 0, pairs.i, pairs.j), loser)
    unsure = (loser < 0) | (errors["scale_slip"] > 0)
    copy = np.where(conflict & unsure, garbled(pairs), -1)  # a copy is of the page's own maker, group and facets
    found |= {kind: np.where(copy < 0, value, 0) for kind, value in found.items() if kind not in SLIPS}
    found["garbled_copy"] = np.where(copy < 0, 0, STRONG)
    found["unexplained"] = np.where(np.max(list(found.values()), axis=0) == 0, HINT, 0)
    return found, np.where(conflict | (posed == STRONG), np.where(copy < 0, loser, copy), -1)


def _slips(pairs: Pairs, told: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Levels of the kinds that show an error in one of the two, and which one where that can be told."""
    back, fall = returns(pairs), falls(pairs)
    old, swap = echoes(pairs), swapped(pairs)
    fallen = np.where(fall | drops(pairs), np.where(pairs.one_sided(*FACETS), HINT, WEAK), 0)
    beyond = [side > pairs["limit"][0] for side in pairs["point"]]
    both = np.maximum(*old) > 0  # on a page that prints the newer value, too: not old, but under the wrong year
    both[both] = own_page(pairs.take(both))
    aimed = np.where(fall, level(pairs["aimed"][1]), 0)
    stale = [aimed, *(np.where(both, 0, level(side)) for side in old)]
    found = {"transposition": np.maximum(level(swap), np.where((told >= 0) & (swap > 0), STRONG, 0)),
             "scale_slip": level(scaled(pairs)), "impossible_value": np.where(beyond[0] | beyond[1], CERTAIN, 0),
             "misattribution": np.where(both, level(np.maximum(*old)), 0),
             "stale_repeat": np.maximum.reduce([*stale, np.where(back, STRONG, 0), fallen])}  # fmt: skip
    at_i, at_j = (beyond[end] | (level(old[end]) >= WEAK) for end in (0, 1))
    at_i, at_j = at_i | (told == pairs.i), at_j | back | (aimed > 0) | (told == pairs.j)
    return found, np.select([at_i & ~at_j, at_j & ~at_i], [pairs.i, pairs.j], -1)


def own_page(pairs: Pairs) -> np.ndarray:
    """Tell where the page of one prints the value of the other for the same time, too."""
    names, claims = ["object", "start", "end", "point"], pairs.claims
    here = claims[["source_id", *names]][claims["object"].isin(claims["object"].iloc[pairs.i])]
    asked = [claims[names].iloc[b].assign(source_id=claims["source_id"].to_numpy()[a])[here.columns]
             for a, b in ((pairs.i, pairs.j), (pairs.j, pairs.i))]  # fmt: skip
    return np.any([pd.MultiIndex.from_frame(rows).isin(pd.MultiIndex.from_frame(here)) for rows in asked], axis=0)


def tied(pairs: Pairs) -> np.ndarray:
    """Tell where a page gives one rank to several areas, and the other figure is one of the places that they share."""
    claims = pairs.claims
    rank = claims[claims["kind"].eq("rank") & claims["frame"].eq("")]
    place = ["source_id", "indicator", "series", "start", "end", "point"]
    shared = rank.groupby(place)["ref_area"].transform("nunique")
    size = shared.where(shared.gt(1)).reindex(claims.index).fillna(0).to_numpy()
    a, b = pairs["point"]
    return ((a < b) & (b < a + size[pairs.i])) | ((b < a) & (a < b + size[pairs.j]))


def _apart(pairs: Pairs, told: np.ndarray) -> dict[str, np.ndarray]:
    """Levels of the kinds that say why two makers or pages of one maker differ without an error."""
    aim = pairs.is_("side", "target")[0]
    makers, series = pairs.differ("maker_code"), pairs.differ("series")
    (since, from_), (until, to) = pairs["since"], pairs["said"]
    span = np.minimum(pairs["end"][0] - pairs["start"][0], MONTH)
    once = (to - since <= span) & (until - from_ <= span) | pairs.same("source_id")  # out at one time: no two releases
    once &= ~np.all(pairs["release"], axis=0) | pairs.same("release")  # but where they are said to be two
    revised = one_maker(pairs) & ~pairs.is_("kind", *EDITIONS)[0] & ~once & (told < 0)
    revised |= np.prod(pairs["early"], axis=0) < 0  # what was expected, and what came out
    anew, again = pairs["revised_day"]  # a whole series since: what was out before may be a first release
    first = ~aim & ((anew > to) | (again > until))
    method = np.select([series & makers, series & ~pairs.agree("voice", "series"), makers], [CERTAIN, STRONG, WEAK], 0)
    return {"target_variant": np.where(aim, CERTAIN, 0), "series_method": np.where(aim, 0, method),
            "definition": np.select([tied(pairs), pairs.one_sided(*DIFFERENCES["definition"])], [STRONG, WEAK], 0),
            "scope_population": np.where(pairs.one_sided(*DIFFERENCES["scope_population"]), WEAK, 0),
            "vintage_revision": np.select([revised, first], [STRONG, WEAK], 0)}  # fmt: skip
