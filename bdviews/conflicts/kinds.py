"""Which differences are settled by a later release."""

import pandas as pd

SUPERSEDED = ("revised", "ended")  # reasons to keep a later figure in the place of one that was no error
REVISION = "vintage_revision"


def superseded(conflicts: pd.DataFrame) -> pd.Series:
    """Tell which conflicts are settled because a later figure stands in the place of an earlier one, no error."""
    revision = conflicts["kinds"].str.split("|").str[0].eq(REVISION) & conflicts["status"].eq("resolved")
    return conflicts["reason"].isin(SUPERSEDED) | revision
