"""Rows of figures by their code, made as they are asked for."""

from typing import Any

import numpy as np
import pandas as pd


class Rows(dict):
    """Rows of a frame by `figure_id`, made when they are first asked for: a page names a hundred of ten thousand."""

    def __init__(self, every: pd.DataFrame) -> None:
        super().__init__()
        self._columns = {name: every[name].array for name in every}  # a frame of one line takes thirty times as long
        self._lines = dict(zip(every["figure_id"], range(len(every)), strict=True))

    def __missing__(self, figure_id: str) -> dict[str, Any]:
        cells = {name: column[self._lines[figure_id]] for name, column in self._columns.items()}
        self[figure_id] = {name: cell.item() if isinstance(cell, np.generic) else cell for name, cell in cells.items()}
        return self[figure_id]
