"""How strong a reason is: four named levels, reached by a likelihood ratio or by a fact that is stated.

The ratios are those of Kass and Raftery (1995, Journal of the American Statistical Association 90, p. 777): from 3
on the evidence is positive, from 20 strong, from 150 very strong. What a level is worth in this corpus is measured:
`tests/judging.py` gives the share of right calls in areas left out.
"""

import numpy as np

WEAK_RATIO, STRONG_RATIO, CERTAIN_RATIO = 3.0, 20.0, 150.0
LEVELS = ("", "hint", "weak", "strong", "certain")
HINT, WEAK, STRONG, CERTAIN = range(1, 5)


def level(ratio: np.ndarray) -> np.ndarray:
    """Level of a likelihood ratio against chance: 0 for none, 2 weak, 3 strong, 4 certain."""
    steps = np.digitize(np.nan_to_num(ratio), [WEAK_RATIO, STRONG_RATIO, CERTAIN_RATIO])
    return np.where(steps > 0, steps + 1, 0)
