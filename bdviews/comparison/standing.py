"""Where the area stands: the newest complete edition first, then a list of every indicator."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdviews.comparison.places import HOW, paged, place, stands
from bdviews.comparison.standpoint import EDITION, LATELY, At, by_size, lately, lead, leading
from bdviews.comparison.titles import map_title, standing_title
from bdviews.conflicts.figures import Figures
from bdviews.conflicts.outcomes import of_series
from bdviews.language import quantity
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table as shown

if TYPE_CHECKING:
    from IPython.display import Markdown
    from matplotlib.axes import Axes

SEVERAL = 5  # provinces that make a picture
YARDS = {"country_value": N_("; the country: {mean}"),
         "printed_mean": N_("; the mean of the {n} provinces, as printed: {mean}")}  # fmt: skip


def answer(found: Any, here: At) -> "Markdown":
    """Say where the area stands in the newest edition that has all provinces."""
    return paragraphs(sentences(found, here))


def sentences(found: Any, here: At) -> list[Sentence]:
    """The sentences of :func:`answer`."""
    rows = lead(found, here)
    if rows.empty:
        return [_nothing(here)]
    own = rows[rows["ref_area"].eq(here.area)]
    return [standing_title(rows, here) if own.empty else _place(own.iloc[0], here)]


def _nothing(here: At) -> Sentence:
    facts = {"says": "nothing", "territory": here.territory, "members": len(here.members)}
    if len(here.members) < 2:
        return sentence(here.lang, "**No place can be given to {name}**: this study lists no other provinces.",
                        {"name": here.titled}, facts)  # fmt: skip
    values = {"name": here.titled, "n": str(len(here.members))}
    return sentence(here.lang, "**No place can be given to {name}**: no indicator has one edition with a figure "
                    "of all {n} provinces that stands and states its year.", values, facts)  # fmt: skip


def _place(row: pd.Series, here: At) -> Sentence:
    found = stands(row, here)
    values = {"name": here.titled, "edition": here.edition(row), "value": here.value(row), "place": found.written,
              "of": "" if found.of is None else f"{found.of:.0f}", "how": here.say(HOW[found.how])}  # fmt: skip
    values["mean"], mean = _mean(row, here)
    values["borders"] = here.borders(row["time_period"], row["series"])
    facts = (
        row[EDITION].to_dict()
        | {"says": "place", "ref_area": here.area, "place": found.rank, "of": found.of, "value": row["obs_value"]}
        | mean
    )
    said = N_("**{edition}: {name} ranks no. {place} of {of}, {how}**, with {value}{mean}{borders}.")
    if found.of is None:
        said = N_("**{edition}: {name} ranks no. {place}, {how}**, with {value}{mean}{borders}.")
    elif by_size(row, here):
        said = N_("**{edition}: {name} is no. {place} of {of} by size, {how}**, with {value}{mean}{borders}.")
    return sentence(here.lang, said, values, facts, row["figure_ids"].split("|"))


def _mean(row: pd.Series, here: At) -> tuple[str, dict[str, Any]]:
    """The printed value of the country, or the printed mean of all provinces, in words and as a fact."""
    country = pd.notna(row["country_value"]) and here.codes["aggregate"].get(row["indicator"]) != "sum"
    column = "country_value" if country else "printed_mean"
    if pd.isna(row[column]):
        return "", {}
    return here.say(YARDS[column], n=f"{row['members']:.0f}", mean=here.value(row, column)), {column: row[column]}


def listed(found: Any, here: At) -> pd.DataFrame:
    """The newest edition of every indicator in which the area has a place, unless a newer figure has none; in order."""
    rows = leading(found, here)
    rows = rows[rows["placed"] & lately(rows) & ~outdated(rows, here)]
    rows = rows.assign(first=rows["indicator"].isin(lead(found, here)["indicator"].head(1)),
                       index_=here.codes["pillar"].reindex(rows["indicator"]).eq("index").to_numpy())  # fmt: skip
    order = ["first", "index_", "unselected", "covered", "indicator"]
    return rows.sort_values(order, ascending=[False, False, False, False, True], kind="stable")


def table(found: Any, here: At) -> Any:
    """List the places of the area, as :func:`listed`."""
    rows = listed(found, here)
    if rows.empty:
        return None
    each = [row for _, row in rows.iterrows()]
    figures = Figures(here.est, here.lang)
    places = [place(row, here) + end(row, here) + _but(row, figures, here) for row in each]
    rows = rows.assign(value=[here.value(row) if row["kind"] != "rank" else "–" for row in each], place=places,
                       away=[_away(row, here) for row in each],
                       time_period=[_when(row, here) for row in each])  # fmt: skip
    names = {"place": N_("Place"), "value": N_("Value"), "away": N_("Against the country")}
    columns = ["indicator", "time_period", "value", "place", *["away"] * any(rows["away"] != "–")]
    return shown(rows, columns, here.lang, here.est, name="standings", headings=names, caption=_rule(rows, here))


def _rule(rows: pd.DataFrame, here: At) -> str:
    """Say which edition each row is of, and of places from pages what they are worth."""
    said = gettext(here.lang, "Each indicator in the newest stated period that gives {name} a place, none more than "
                   "{n} years before the newest of all; place 1 is the best (“1: the lowest”: less is better), unless "
                   "it says “1: the largest”", name=here.name, n=str(LATELY))  # fmt: skip
    more = gettext(here.lang, "; places “as printed” stand on pages, which print those of only some provinces")
    return said + more * any(paged(row, here) for _, row in rows.iterrows())


def end(row: pd.Series, here: At) -> str:
    """Say which end is first where it is not the best."""
    if by_size(row, here):
        return here.say(N_(" (1: the largest)"))
    return here.say(N_(" (1: the lowest)")) if row["direction"] == "down" and row["kind"] != "rank" else ""


def _but(row: pd.Series, figures: Figures, here: At) -> str:
    """Say that another figure stands against a value: one that contradicts it, or one of another series."""
    open_ = here.est.conflicts
    against = open_[open_["conflict_id"].isin(row["contradicted_by"].split("|"))].to_dict("records")
    if against and all(of_series(one, figures) for one in against):
        return "; " + here.say(N_("a figure of another series differs"))
    return "; " + here.say(N_("another figure contradicts it")) if row["contradicted_by"] else ""


def outdated(rows: pd.DataFrame, here: At) -> pd.Series:
    """Tell of which indicators a newer figure of the area is in hand that has no place, as one of an inferred year."""
    seen = here.est.tables.observations
    newest = seen[seen["ref_area"].eq(here.area)].groupby("indicator")["time_period"].max().str[:4]
    return rows["indicator"].map(newest) > rows["time_period"].str[:4]


def _when(row: pd.Series, here: At) -> str:
    """The period as the pages print it, such as the first eight months of the year, and how final it is."""
    periods = here.prints["time_period"].reindex(row["figure_ids"].split("|")).unique()
    return here.when({**row, "time_period": periods[0] if len(periods) == 1 else row["time_period"]})


def _away(row: pd.Series, here: At) -> str:
    """Signed difference to the printed value of the country or the mean of all provinces; of a sum its share."""
    if pd.notna(row["country_share"]):
        share = quantity(row["country_share"], "percent", here.lang, 1)
        return gettext(here.lang, "{share} of the country", share=share)
    away = row["to_country"] if pd.notna(row["to_country"]) else row["to_mean"]
    if pd.isna(away):
        return "–"
    unit = "percentage_point" if row["unit_measure"] == "percent" else row["unit_measure"]
    text = here.value({**row, "obs_value": abs(away), "unit_measure": unit})
    text = ("+" if away > 0 else "−" if away < 0 else "") + text
    if pd.notna(row["to_country"]):
        return text
    return gettext(here.lang, "{away} against the mean of the {n} provinces", away=text, n=f"{row['members']:.0f}")


def in_region(found: Any, here: At, size: str = "slide") -> "Axes | None":
    """Draw the provinces of the area's region in the leading edition; of the country both ends.

    Their places are those among all provinces.
    """
    from bdviews.plots import compare

    rows = lead(found, here)
    ends = pd.concat([rows.head(SEVERAL), rows.iloc[SEVERAL:].tail(SEVERAL)])
    few = rows[rows["region"].eq(here.region)] if here.region else ends
    return compare.ranking(few, rows, here, size=size)


def in_country(found: Any, here: At) -> "Axes | None":
    """Draw the leading edition as a map of equal tiles."""
    from bdviews.plots import maps

    rows = lead(found, here)
    return maps.tile_map(rows, map_title(rows, here), here) if len(rows) else None
