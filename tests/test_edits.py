"""Rules and the location of errors, on the published record of the literature and on literal rows."""

import numpy as np
import pandas as pd
import pytest
from localising import localise, typos

from bdlib.edits import derived
from bdviews.conflicts.rules import one_slip

# Scholtus (2009), section 4: x1+x2=x3, x2=x4, x5+x6+x7=x8, x3+x8=x9, x9-x10=x11, and the true record.
RULES = np.array([
    [1, 1, -1, 0, 0, 0, 0, 0, 0, 0, 0], [0, 1, 0, -1, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1, 1, -1, 0, 0, 0],
    [0, 0, 1, 0, 0, 0, 0, 1, -1, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 1, -1, -1],
])  # fmt: skip
TRUE = [1452, 116, 1568, 116, 323, 76, 12, 411, 1979, 1842, 137]


def planted(**errors: int) -> np.ndarray:
    return np.array([errors.get(f"x{n}", value) for n, value in enumerate(TRUE, start=1)], dtype=float)


@pytest.mark.parametrize(("errors", "mended"), [
    ({}, TRUE), ({"x4": 161}, TRUE), ({"x4": 161, "x9": 19979}, TRUE),
    ({"x4": 161, "x9": 19979, "x5": 0, "x6": 0, "x7": 0}, [*TRUE[:4], 0, 0, 0, *TRUE[7:]]),
    ({"x4": 161, "x9": 19979, "x8": 0}, [*TRUE[:7], 0, *TRUE[8:]]),
])  # fmt: skip
def test_typing_errors_of_the_published_record(errors, mended):
    assert typos(planted(**errors), RULES).tolist() == mended


def test_the_fewest_changes_that_mend_every_rule():
    assert localise(planted(), RULES) == ()
    assert localise(planted(x4=161), RULES) == (3,)
    assert localise(planted(x4=161, x9=19979, x8=0), RULES) == (3, 7, 8)


def test_of_equally_light_sets_none_is_blamed_and_weight_decides():
    sums, record = np.array([[1, 1, -1]]), np.array([753.0, 1050.0, 1512.0])
    assert localise(record, sums) == () and localise(record, sums, np.array([2, 2, 1])) == (2,)


def test_a_swap_of_neighbours_is_one_slip():
    assert [one_slip("863", other) for other in ("863", "836", "8630", "368")] == [False, True, True, False]


def test_rules_follow_from_the_codelist_and_from_rules_csv():
    codes = pd.DataFrame([{"indicator": "part", "part_of": "whole", "kind": "count", "unit": "n"},
                          {"indicator": "share", "ratio_of": "a/b", "kind": "share", "unit": "percent"}])  # fmt: skip
    codes = codes.reindex(columns=[*codes, "change_of"]).astype(object).fillna("")
    told = pd.DataFrame([{"rule": "own", "kind": "sum", "whole": "whole", "parts": "part|rest"}])
    made = derived(codes, told).set_index("kind")
    assert made["whole"].to_dict() == {"sum": "whole", "part": "whole", "ratio": "share"}
    assert made["parts"].to_dict() == {"sum": ("part", "rest"), "part": ("part",), "ratio": ("a", "b")}
