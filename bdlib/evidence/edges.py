"""From pairs to edges: who disagrees with whom, and how strong every kind of reason is."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from bdlib.evidence import context, digits
from bdlib.evidence.change import PLAUSIBLE, plausible
from bdlib.evidence.pairs import Pairs

TESTS: dict[str, Callable[[Pairs], np.ndarray]] = {
    "rounding": context.rounding,
    "qualifier_loss": context.qualifier_loss,
    "transposition": digits.transposition,
    "scale_slip": digits.scale_slip,
    "impossible_value": context.impossible_value,
    "misattribution": context.misattribution,
    "stale_repeat": context.stale_repeat,
    "territory_change": context.territory_change,
    "series_method": context.series_method,
    "definition": context.definition,
    "scope_population": context.scope_population,
    "vintage_revision": context.vintage_revision,
    "target_variant": context.target_variant,
}
KINDS = [*TESTS, "time_change", "arithmetic_inconsistency", "unexplained"]
SOFT = ("rounding", "qualifier_loss")  # they explain why figures differ that do not contradict each other
HINT = 0.5  # strength of a reason that makes a change worth a row although time explains it
TOGETHER = 0.8  # years between claims about one time
CONTRARY = 0.65  # strength of a reason that makes a conflict of a change that time alone could explain


def edges(pairs: Pairs, usual: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Judge pairs of one object.

    Parameters
    ----------
    pairs : as paired by :func:`bdlib.evidence.pairing.within`.
    usual : pace bands, see :func:`bdlib.evidence.change.bands`.

    Returns
    -------
    edges : one row a pair that differs: i, j, `conflict` (the claims contradict each other), `soft` (they differ
        without contradiction), `together` (they are about one time), and the strength of every kind.
    agreements : i, j of the pairs whose claim intervals meet; those that differ in print are in both.
    """
    pairs.discord()  # learned from all pairs, before any are taken out
    time = plausible(pairs, usual)
    aimed = pairs["is_target"][0]
    disagree = np.where(aimed, ~pairs.same("point"), ~pairs.meet())
    counterpart = np.where(aimed, _one_goal(pairs), _one_measure(pairs))
    short = np.abs(pairs.years()) <= 0.75
    differ = counterpart & (disagree | ~pairs.same("point") | ~pairs.same("qualifier"))
    agree = ~disagree & (short | pairs.same("year"))
    agreements = pd.DataFrame({"i": pairs.i[agree], "j": pairs.j[agree]})
    judged, time, disagree, short = pairs.take(differ), time[differ], disagree[differ], short[differ]
    table = pd.DataFrame({"i": judged.i, "j": judged.j, **strengths(judged)})
    table["time_change"] = np.where(disagree, time, 0.0)
    contrary = table[["definition", "scope_population", "impossible_value"]].max(axis=1).to_numpy() >= CONTRARY
    slip = table[["transposition", "scale_slip"]].max(axis=1).to_numpy() > time
    conflict = disagree & ((time < PLAUSIBLE) | ((contrary | slip) & ~_free(judged)))
    conflict &= ~_told_nearer(judged, conflict)
    hinted = table[["definition", "scope_population"]].max(axis=1).to_numpy() >= HINT
    recent = short | (hinted & (np.abs(judged.years()) <= 1.25))
    passing = disagree & ~conflict & recent & ~_rates(judged) & ~judged.same("source_id")
    minor = ~disagree & (short | judged.same_span())
    return table.assign(conflict=conflict, soft=minor | passing, together=_together(judged)), agreements


def strengths(pairs: Pairs) -> dict[str, np.ndarray]:
    """Strength of every kind for every pair."""
    return {kind: np.asarray(test(pairs), dtype=float) for kind, test in TESTS.items()}


def _one_goal(pairs: Pairs) -> np.ndarray:
    """Targets of one year, or of two years running where the later asks less."""
    a, b = pairs["year"]
    point = pairs["point"]
    backward = (b - a == 1) & ((point[1] - point[0]) * pairs["up"][0] < 0)
    return (a == b) | backward


def _one_measure(pairs: Pairs) -> np.ndarray:
    """Claims that can be held against each other: flows over one span, series of different makers in one year."""
    first, last = pairs["first"], pairs["last"]
    spans = [(end - start) / np.timedelta64(1, "D") for start, end in zip(first, last, strict=True)]
    partial = [(span > 80) & (span < 340) for span in spans]
    flow = pairs.one_of("kind", "money", "rate")[0] & (partial[0] | partial[1]) & (np.abs(spans[0] - spans[1]) > 20)
    makers = pairs.other_line() & ~pairs.same("year")
    return ~flow & ~makers


def _told_nearer(pairs: Pairs, conflict: np.ndarray) -> np.ndarray:
    """Tell which conflicts between distant dates are superfluous: one of the two is contradicted at its own time."""
    together = _together(pairs)
    shown = np.zeros(len(pairs.claims), dtype=bool)
    shown[pairs.i[conflict & together]] = shown[pairs.j[conflict & together]] = True
    return ~together & (shown[pairs.i] | shown[pairs.j])


def _together(pairs: Pairs) -> np.ndarray:
    return pairs.same("year") | (np.abs(pairs.years()) <= TOGETHER)


def _rates(pairs: Pairs) -> np.ndarray:
    return pairs.one_of("kind", "rank", "score", "rate")[0] & ~pairs.same("year")


def _free(pairs: Pairs) -> np.ndarray:
    return pairs.one_of("kind", "rank", "score")[0] & ~pairs.same("year")
