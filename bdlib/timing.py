"""What a period means to an indicator: a state on a day, a total to date, what adds up over it, or a change over it."""

import pandas as pd

#: Flow of an indicator that declares none, by kind; any other is a stock. A rate may be a change as well as a level.
USUAL = {"money": "flow", "rate": "rate"}
EDITIONS = ("rank", "score")  # kinds of which each edition is a thing of its own


def flows(indicators: pd.DataFrame) -> pd.Series:
    """Say of each indicator, by code, whether it is a stock, running, a flow or a rate: as declared, else as usual."""
    codes = indicators.set_index("indicator").reindex(columns=["kind", "flow"]).astype(object).fillna("")
    return codes["flow"].where(codes["flow"].ne(""), codes["kind"].map(USUAL).fillna("stock"))


def lasting(indicators: pd.DataFrame) -> pd.Series:
    """Whether the value of a part of a year stands for the year, and the last for a while: of each indicator, by code.

    That of a stock does, of a share of it too; what runs over a period is another in the next, and so is a place or a
    score in the next edition.
    """
    kinds = indicators.set_index("indicator")["kind"]
    return flows(indicators).eq("stock") & ~kinds.isin(EDITIONS)
