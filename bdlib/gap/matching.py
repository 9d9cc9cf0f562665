"""Whether a value is of the thing that a target speaks of: facet by facet, and for ranks by the field."""

import numpy as np
import pandas as pd

from bdlib.gap.targets import FACETS


def match(rows: pd.DataFrame) -> pd.DataFrame:
    """Compare what the target states (columns `target_…`) with what the value's pages state.

    `match` differs where a facet or the field is stated on both sides and differs, or a mean rate of years meets a rate
    of one; unstated where one side only states it; else same. `mismatch` names what, joined by "|".
    """
    pairs = {name: (rows[f"target_{name}"], rows[name]) for name in FACETS}
    pairs["field"] = tuple(side.replace(0, "").astype(str) for side in (rows["target_field"], rows["field"]))
    differs = {name: aim.ne(value) & aim.ne("") & value.ne("") for name, (aim, value) in pairs.items()}
    unstated = {name: aim.ne(value) & ~differs[name] for name, (aim, value) in pairs.items()}
    aim, value = rows["stated_series"], rows["series"]
    unstated["series"] = aim.ne(value) & aim.ne("") & value.ne("")  # who names it is no definition of it
    differs["period"] = rows["kind"].eq("rate") & rows["target_period"].str.contains("/", regex=False)
    apart, open_ = pd.DataFrame(differs, index=rows.index), pd.DataFrame(unstated, index=rows.index)
    found = np.select([apart.any(axis=1), open_.any(axis=1)], ["differs", "unstated"], "same")
    named = np.where(found == "differs", _named(apart), _named(open_))
    return pd.DataFrame({"match": found, "mismatch": named}, index=rows.index, dtype=object).astype(str)


def _named(flags: pd.DataFrame) -> np.ndarray:
    """Names of the columns that are true, joined by "|", row by row."""
    names = np.array(flags.columns)
    return np.array(["|".join(names[row]) for row in flags.to_numpy(dtype=bool)], dtype=object)
