"""How far apart two numbers are in typing: a slip is one digit, or two that changed places (Scholtus 2009)."""

import numpy as np


def distance(one: str, other: str) -> int:
    """Digits to add, drop, change or swap with their neighbour, to make one text of the other (optimal alignment).

    >>> distance("86,3", "83,6"), distance("19979", "1979")
    (2, 1)
    """
    rows, columns = len(one) + 1, len(other) + 1
    table = np.add.outer(np.arange(rows), np.arange(columns))
    for i in range(1, rows):
        for j in range(1, columns):
            steps = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (one[i - 1] != other[j - 1])]
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                steps.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(steps)
    return int(table[-1, -1])
