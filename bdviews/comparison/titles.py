"""Titles of an edition: where the area stands in it, who is first and last, between which places its region lies."""

from typing import Any

import pandas as pd

from bdviews.comparison.standpoint import EDITION, At, by_size
from bdviews.language.messages import N_
from bdviews.sentences import Sentence, sentence


def edition_facts(row: pd.Series, **more: Any) -> dict[str, Any]:
    """Which edition a row is of, with more facts of a sentence."""
    return {name: row[name] for name in EDITION} | more


def standing_title(every: pd.DataFrame, here: At) -> Sentence:
    """Where the area stands among all and in its region; without it, who is first and who is last."""
    own = every[every["ref_area"].eq(here.area)]
    if own.empty:
        return _ends_title(every, here)
    row = own.iloc[0]
    mates = every[every["region"].eq(row["region"])]
    ahead = int((mates["rank"] < row["rank"]).sum()) + 1
    values = {"edition": here.edition(row), "name": here.labels.area(row["ref_area"]), "place": f"{row['rank']:.0f}",
              "of": f"{row['rank_of']:.0f}", "ahead": str(ahead), "mates": str(len(mates)),
              "region": here.labels.area(row["region"])}  # fmt: skip
    facts = {"says": "title_place", "ref_area": row["ref_area"], "indicator": row["indicator"], "place": row["rank"],
             "time_period": row["time_period"], "series": row["series"], "territory": row["territory"],
             "of": row["rank_of"], "ahead": ahead, "mates": len(mates), "region": row["region"]}  # fmt: skip
    said = N_("{edition}: {name} ranks no. {place} of {of}")
    if by_size(row, here):
        said = N_("{edition}: {name} is no. {place} of {of} by size")
    elif row["region"]:
        said = N_("{edition}: {name} ranks no. {place} of {of}, no. {ahead} of {mates} in the {region}")
    return sentence(here.lang, said, values, facts)


def _ends_title(every: pd.DataFrame, here: At) -> Sentence:
    first, last = every.iloc[0], every.iloc[-1]
    values = {"edition": here.edition(first), "of": str(len(every)), "high": here.value(first), "low": here.value(last),
              "first": here.labels.area(first["ref_area"]), "last": here.labels.area(last["ref_area"])}  # fmt: skip
    facts = {"says": "title_ends", "indicator": first["indicator"], "time_period": first["time_period"],
             "territory": first["territory"], "series": first["series"], "of": len(every), "high": first["obs_value"],
             "low": last["obs_value"], "first": first["ref_area"], "last": last["ref_area"]}  # fmt: skip
    return sentence(here.lang, "{edition}, {of} provinces: from {high} ({first}) to {low} ({last})", values, facts)


def map_title(rows: pd.DataFrame, here: At) -> Sentence:
    """Between which places the region of the area lies; of the country, who is first and who is last."""
    row = rows.iloc[0]
    mates = rows[rows["region"].eq(here.region)]
    if len(mates):
        first, last = mates["rank"].min(), mates["rank"].max()
        facts = edition_facts(row, says="title_map", region=here.region, n=len(mates), first=first, last=last,
                              of=len(rows))  # fmt: skip
        values = {"edition": here.edition(row), "n": str(len(mates)), "region": here.labels.area(here.region),
                  "first": f"{first:.0f}", "last": f"{last:.0f}", "of": str(len(rows))}  # fmt: skip
        return sentence(here.lang, "{edition}: the provinces of the {region} ({n}) lie between place {first} and "
                        "{last} of {of}", values, facts)  # fmt: skip
    return standing_title(rows, here)
