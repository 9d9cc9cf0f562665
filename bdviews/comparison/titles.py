"""Titles of an edition: where the area stands by its values, who is first and last, what is its place in its region."""

import pandas as pd

from bdviews.comparison.places import place, stands
from bdviews.comparison.standpoint import At, by_size
from bdviews.language.messages import N_
from bdviews.sentences import Sentence, sentence


def standing_title(every: pd.DataFrame, here: At) -> Sentence:
    """Where the area stands among all and in its region; without it, who is first and who is last.

    The picture below counts: where a page prints another place or number, the title says so.
    """
    own = every[every["ref_area"].eq(here.area)]
    if own.empty:
        return _ends_title(every, here)
    row = own.iloc[0]
    mates = every[every["region"].eq(row["region"])]
    ahead = int((mates["rank"] < row["rank"]).sum()) + 1
    values = {"edition": here.edition(row), "name": here.labels.bordered(row["ref_area"]), "ahead": str(ahead),
              "place": f"{row['rank']:.0f}", "of": f"{row['rank_of']:.0f}", "mates": str(len(mates)),
              "region": here.labels.area(row["region"])}  # fmt: skip
    facts = {"says": "title_place", "ref_area": row["ref_area"], "indicator": row["indicator"], "place": row["rank"],
             "time_period": row["time_period"], "series": row["series"], "territory": row["territory"],
             "of": row["rank_of"], "ahead": ahead, "mates": len(mates), "region": row["region"]}  # fmt: skip
    said = N_("{edition}: {name} ranks no. {place} of {of}")
    if by_size(row, here):
        said = N_("{edition}: {name} is no. {place} of {of} by size")
    elif row["region"]:
        said = N_("{edition}: {name} ranks no. {place} of {of}, no. {ahead} of {mates} in the {region}")
    told = sentence(here.lang, said, values, facts)
    return Sentence(f"{told}{_printed(row, here)}", facts)


def _printed(row: pd.Series, here: At) -> str:
    """The place that a page prints, in brackets, where it or its number is another than what is counted."""
    found = stands(row, here)
    if found.how == "counted" or (found.rank, found.of) == (row["rank"], row["rank_of"]):
        return ""
    return here.say(N_(" by the values compared ({printed})"), printed=place(row, here))


def _ends_title(every: pd.DataFrame, here: At) -> Sentence:
    first, last = every.iloc[0], every.iloc[-1]
    values = {"edition": here.edition(first), "of": str(len(every)), "high": here.value(first), "low": here.value(last),
              "first": here.labels.area(first["ref_area"]), "last": here.labels.area(last["ref_area"])}  # fmt: skip
    facts = {"says": "title_ends", "indicator": first["indicator"], "time_period": first["time_period"],
             "territory": first["territory"], "series": first["series"], "of": len(every), "high": first["obs_value"],
             "low": last["obs_value"], "first": first["ref_area"], "last": last["ref_area"]}  # fmt: skip
    return sentence(here.lang, "{edition}, {of} provinces: from {high} ({first}) to {low} ({last})", values, facts)


def map_title(rows: pd.DataFrame, here: At) -> Sentence:
    """Where the area stands; of the country what the map shows."""
    row = rows.iloc[0]
    if here.inside:
        return standing_title(rows, here)
    values = {"edition": here.edition(row), "of": str(len(rows))}
    facts = {"says": "title_map", "of": len(rows), **row[["indicator", "time_period", "series", "territory"]]}
    return sentence(here.lang, "{edition}: places of the {of} provinces", values, facts)
