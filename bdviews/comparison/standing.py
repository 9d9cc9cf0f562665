"""Where the area stands: the newest complete edition first, every indicator at a glance, the list behind it."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from bdlib.comparison.fields import COMPLETE
from bdviews.comparison.standpoint import EDITION, NO_END, At, lead, leading, place, span, whole
from bdviews.language import quantity
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import period
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table as shown

if TYPE_CHECKING:
    from IPython.display import Markdown
    from matplotlib.axes import Axes

FIFTH = 5
SEVERAL = 5  # provinces that make a picture
ENDS = 3  # first and last provinces that a sentence names
OPEN = 4
TONES = {1: "good", 2: "fair", 3: "poor", OPEN: "open"}
YARDS = {
    "country_value": N_("{edition}: the page prints {mean} for the country."),
    "printed_mean": N_("{edition}: the page prints {mean} as the mean of all provinces."),
}
YARDS_AND = {
    "country_value": N_("{edition}: the page prints {mean} for the country; {side}."),
    "printed_mean": N_("{edition}: the page prints {mean} as the mean of all provinces; {side}."),
}
LEGEND = {"good": N_("first third"), "fair": N_("middle third"), "poor": N_("last third"),
          "open": N_("ties or rounding leave it open")}  # fmt: skip


def answer(found: Any, here: At) -> "Markdown":
    """Say first where the area stands in the newest edition that has all provinces, and in how many it is ahead."""
    return paragraphs(sentences(found, here))


def sentences(found: Any, here: At) -> list[Sentence]:
    """The sentences of :func:`answer`."""
    rows = lead(found, here)
    if rows.empty:
        return [_nothing(here)]
    own = rows[rows["ref_area"].eq(here.area)]
    if own.empty:
        return [one for one in (_ends(rows, here), _mean(rows.iloc[0], here, "")) if one]
    row = own.iloc[0]
    said = [_place(row, here), _mean(row, here, here.area), _before(found, row, here), _thirds(found, here)]
    return [one for one in said if one]


def _facts(row: pd.Series, **more: Any) -> dict[str, Any]:
    return {name: row[name] for name in EDITION} | more


def _nothing(here: At) -> Sentence:
    facts = {"says": "nothing", "territory": here.territory, "members": len(here.members)}
    if here.members.empty:
        return sentence(here.lang, "**No place can be given to {name}**: this study lists no provinces.",
                        {"name": here.name}, facts)  # fmt: skip
    values = {"name": here.name, "n": str(len(here.members))}
    return sentence(here.lang, "**No place can be given to {name}**: no indicator has a figure of all {n} provinces in "
                    "one edition.", values, facts)  # fmt: skip


def _place(row: pd.Series, here: At) -> Sentence:
    printed = pd.notna(row["printed_rank"])
    rank, of = (row["printed_rank"], row["printed_rank_of"]) if printed else (row["rank"], row["rank_of"])
    values = {"name": here.name, "edition": here.edition(row), "value": here.value(row), "of": f"{of:.0f}",
              "place": f"{rank:.0f}" if printed else span(row["rank_lower"], row["rank_upper"])}  # fmt: skip
    facts = _facts(row, says="place", ref_area=here.area, place=rank, of=of, value=row["obs_value"])
    ids = row["figure_ids"].split("|")
    if printed:
        return sentence(here.lang, "**{edition}: {name} is in place {place} of {of}, as printed**, with {value}; no "
                        "newer edition of it in hand has all provinces.", values, facts, ids)  # fmt: skip
    return sentence(here.lang, "**{edition}: {name} is in place {place} of {of}, counted from the values**, with "
                    "{value}; no newer edition of it in hand has all provinces.", values, facts, ids)  # fmt: skip


def _ends(rows: pd.DataFrame, here: At) -> Sentence:
    """Of the country: who leads and who comes last."""
    first, last = (part["ref_area"].tolist() for part in (rows.head(ENDS), rows.tail(ENDS)))
    row = rows.iloc[0]
    values = {"edition": here.edition(row), "n": str(len(rows)), "first": here.names(first), "last": here.names(last),
              "high": here.value(row), "low": here.value(rows.iloc[-1])}  # fmt: skip
    facts = _facts(row, says="ends", n=len(rows), first=first, last=last, high=row["obs_value"],
                   low=rows["obs_value"].iloc[-1])  # fmt: skip
    return sentence(here.lang, "**{edition}, all {n} provinces: {first} lead, {last} come last**; the values go from "
                    "{low} to {high}.", values, facts)  # fmt: skip


def _mean(row: pd.Series, here: At, area: str) -> Sentence | None:
    """The printed value of the country, or the printed mean of all provinces, and how far the area lies from it."""
    country = pd.notna(row["country_value"]) and here.codes["aggregate"].get(row["indicator"]) != "sum"
    column = "country_value" if country else "printed_mean"
    if pd.isna(row[column]):
        return None
    away = row["obs_value"] - row[column]
    values = {"edition": here.edition(row), "mean": here.value(row, column), "name": here.name,
              "away": here.value({**row, "obs_value": abs(away)})}  # fmt: skip
    facts = _facts(row, says=column, ref_area=area, mean=row[column], away=away)
    ids = row[f"{column}_figure_ids"].split("|")
    if not area:
        return sentence(here.lang, YARDS[column], values, facts, ids)
    side = gettext(here.lang, "{name} lies {away} below it", **values) if away < 0 else gettext(
        here.lang, "{name} lies {away} above it", **values)  # fmt: skip
    return sentence(here.lang, YARDS_AND[column], values | {"side": side}, facts, ids)


def _before(found: Any, row: pd.Series, here: At) -> Sentence | None:
    """Places in the complete editions before, newest first."""
    same = [name for name in EDITION if name != "time_period"]
    frame = found.frame[found.frame["ref_area"].eq(here.area) & found.frame["coverage"].eq(COMPLETE)]
    rows = frame[(frame[same] == row[same]).all(axis=1) & (frame["time_period"] < row["time_period"])]
    if rows.empty:
        return None
    rows = rows.sort_values("time_period", ascending=False)
    ranks = rows["rank"]
    pairs = [f"{rank:.0f} ({period(when, here.lang)})" for rank, when in zip(ranks, rows["time_period"], strict=True)]
    values = {"name": here.name, "indicator": here.labels.indicator(row["indicator"]), "places": ", ".join(pairs),
              "of": f"{rows['rank_of'].iloc[0]:.0f}"}  # fmt: skip
    facts = _facts(row, says="before", ref_area=here.area, places=ranks.tolist(), of=rows["rank_of"].iloc[0],
                   periods=rows["time_period"].tolist())  # fmt: skip
    return sentence(here.lang, "{indicator}: by its values of the editions before, {name} was in place {places} of "
                    "{of}.", values, facts, rows["figure_ids"].str.split("|").explode())  # fmt: skip


def thirds(found: Any, here: At) -> pd.DataFrame:
    """Leading editions with a better end in which the area has a place, and in which third: `rank_`, `of_`, `third`."""
    rows = leading(found, here)
    rows = rows.assign(rank_=rows["printed_rank"].fillna(rows["rank"]),
                       of_=rows["printed_rank_of"].fillna(rows["rank_of"]))  # fmt: skip
    rows = rows[rows["direction"].ne(NO_END) & rows["rank_"].notna() & rows["of_"].notna()]
    ends = rows[["rank_lower", "rank_upper"]].where(rows["rank"].notna(), rows["rank_"], axis=0)
    third = np.ceil(3 * ends.div(rows["of_"], axis=0)).clip(1, 3)
    told = third["rank_lower"].eq(third["rank_upper"])  # ties and rounding may leave it open
    rows = rows.assign(third=third["rank_lower"].where(told, OPEN).astype(int), share=rows["rank_"] / rows["of_"])
    return rows.sort_values(["third", "share", "indicator"], kind="stable")


def _thirds(found: Any, here: At) -> Sentence | None:
    rows = thirds(found, here)
    rows = rows[whole(rows)]
    if rows.empty:
        return None
    counts = rows["third"].value_counts()
    facts = {"says": "thirds", "ref_area": here.area, "territory": here.territory, "n": len(rows),
             "first": int(counts.get(1, 0)), "last": int(counts.get(3, 0))}  # fmt: skip
    values = {"name": here.name, "n": facts["n"], "first": facts["first"], "last": facts["last"]}
    return sentence(here.lang, "Indicators with a better end on which the newest figure of {name} stands beside those "
                    "of all other provinces: {n}; in the first third: {first}; in the last third: {last}.", values,
                    facts)  # fmt: skip


def strip(found: Any, here: At) -> Any:
    """Show every place of the area as a square: its tone the third, its number the place."""
    from bdviews.plots.strip import strip as squares

    rows = thirds(found, here)
    if rows.empty:
        return None
    data = pd.DataFrame({
        "label": [here.edition(row) for _, row in rows.iterrows()], "tone": rows["third"].map(TONES).tolist(),
        "value": [place(row, here) for _, row in rows.iterrows()], "mark": [f"{rank:.0f}" for rank in rows["rank_"]],
        "href": "",
    })  # fmt: skip
    title = gettext(here.lang, "{name}: every indicator with a place", name=here.name)
    return squares(data, {tone: here.say(words) for tone, words in LEGEND.items()}, title)


def table(found: Any, here: At) -> Any:
    """List the newest edition of every indicator in which the area has a place, or stands beside several others."""
    rows = leading(found, here)
    rows = rows[(rows["covered"] >= SEVERAL) | rows["rank"].notna() | rows["printed_rank"].notna()]
    rows = rows.assign(part=rows["coverage"].ne(COMPLETE) + rows["rank"].isna())
    rows = rows.sort_values(["part", "covered", "indicator"], ascending=[True, False, True], kind="stable")
    each = [row for _, row in rows.iterrows()]
    rows = rows.assign(value=[here.value(row) if row["kind"] != "rank" else "–" for row in each],
                       place=[place(row, here) for row in each], away=[_away(row, here) for row in each])  # fmt: skip
    names = {"place": gettext(here.lang, "Place"), "value": gettext(here.lang, "Value"),
             "away": gettext(here.lang, "To the country or the mean")}  # fmt: skip
    columns = ["indicator", "time_period", "series", "facets", "value", "place", "away", "witnesses"]
    none = gettext(here.lang, "No figure of {name} stands beside those of several other provinces.", name=here.name)
    return shown(rows, columns, here.lang, here.est, name="standings", headings=names, none=none)


def _away(row: pd.Series, here: At) -> str:
    """Signed difference to the printed value of the country or the mean of all provinces; of a sum its share."""
    if pd.notna(row["country_share"]):
        return gettext(
            here.lang, "{share} of the country", share=quantity(row["country_share"], "percent", here.lang, 1)
        )
    away = row["to_country"] if pd.notna(row["to_country"]) else row["to_mean"]
    if pd.isna(away):
        return "–"
    unit = "percentage_point" if row["unit_measure"] == "percent" else row["unit_measure"]
    text = here.value({**row, "obs_value": abs(away), "unit_measure": unit})
    return ("+" if away > 0 else "−" if away < 0 else "") + text


def in_region(found: Any, here: At, size: str = "page") -> "Axes | None":
    """Draw the provinces of the area's region in the leading edition; of the country the first and the last.

    Their places are those among all provinces.
    """
    from bdviews.plots import compare

    rows = lead(found, here)
    few = rows[rows["region"].eq(here.region)] if here.region else pd.concat([rows.head(SEVERAL), rows.tail(SEVERAL)])
    return compare.ranking(few, rows, here, size=size)


def in_country(found: Any, here: At, size: str = "page") -> "Axes | None":
    """Draw the leading edition as a map of equal tiles."""
    from bdviews.plots import maps

    rows = lead(found, here)
    return maps.tile_map(rows, map_title(rows, here), here, size=size) if len(rows) else None


def map_title(rows: pd.DataFrame, here: At) -> Sentence:
    """In which region most of the first fifth of all provinces lie; of equals, all of them."""
    first = rows[rows["rank"] * FIFTH <= len(rows)]
    counts = first["region"].value_counts()
    regions = sorted(counts.index[counts.eq(counts.max())])
    values = {"edition": here.edition(rows.iloc[0]), "n": str(len(first)), "k": str(counts.max()),
              "regions": here.names(regions), "all": str(len(rows))}  # fmt: skip
    facts = _facts(rows.iloc[0], says="title_map", n=len(first), k=int(counts.max()), regions=regions)
    if len(regions) > 1:
        return sentence(here.lang, "{edition}: the first {n} of {all} provinces lie mostly in {regions}, {k} in each",
                        values,
                        facts)  # fmt: skip
    return sentence(
        here.lang, "{edition}: of the first {n} of {all} provinces, {k} lie in the {regions}", values, facts
    )
