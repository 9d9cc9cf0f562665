"""From where a reader looks: an area among the provinces of a territory, in a language."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from bdlib import periods
from bdlib.citation.choosing import official
from bdlib.comparison.fields import COMPLETE, FACETS, SELECTED, provinces
from bdviews.labels import Labels
from bdviews.language import day, number, quantity
from bdviews.language.messages import N_, gettext
from bdviews.language.periods import period

EDITION = ["indicator", "time_period", "series", *FACETS, "territory"]
LATELY = 2  # years before the newest: what is older says little of today
FEWEST = 10  # provinces: of fewer one or two make a quartile, a slope or a likeness what it is
RECALCULATED = N_("; recalculated for the borders since {day}")
AVERAGED = N_("; recalculated for the borders since {day}: of a merged province the simple mean of its former ones")
EARLIER = N_("; earlier years recalculated for the borders since {day}")  # after a title of several years
NO_END = "none"  # direction of an indicator of which more is neither better nor worse


@dataclass(frozen=True)
class At:
    """An area among the provinces of a territory ("63" or "34"), as a reader of one language sees it."""

    est: Any
    area: str
    territory: str
    lang: str

    @cached_property
    def labels(self) -> Labels:
        """Names of codes in the language."""
        return Labels(self.est, self.lang)

    @cached_property
    def members(self) -> pd.DataFrame:
        """Provinces of the territory, by code."""
        return provinces(self.est.tables.areas, self.territory)

    @cached_property
    def codes(self) -> pd.DataFrame:
        """Codelist of indicators, by code."""
        return self.est.tables.indicators.set_index("indicator")

    @cached_property
    def scored(self) -> pd.Series:
        """By code the indicator that a rank of all areas is a place in, of any other indicator itself.

        Of a rank within a part of the areas, which is of another family than its score, nothing.
        """
        scores = self.codes.reindex(columns=["ranks"])["ranks"].fillna("")
        whole = scores.map(self.codes["family"]).eq(self.codes["family"])
        return scores.where(whole, "").mask(self.codes["kind"].ne("rank"), self.codes.index.to_series())

    @property
    def name(self) -> str:
        """Name of the area."""
        return self.labels.area(self.area)

    @property
    def titled(self) -> str:
        """Name of the area, with its borders where another area bears it."""
        return self.labels.bordered(self.area)

    @property
    def region(self) -> str:
        """Code of the area's region; empty for the country."""
        return self.members["region"].get(self.area, "")

    @property
    def inside(self) -> bool:
        """Whether the area is one of the provinces of the territory."""
        return self.area in self.members.index

    @property
    def ended(self) -> bool:
        """Whether the area ended within its borders."""
        return self.est.tables.areas.set_index("area")["valid_to"].get(self.area, "") != ""

    def say(self, message: str, **values: Any) -> str:
        """Say a message that the code marked with `N_`."""
        return gettext(self.lang, message, **values)

    def mid(self, indicator: str) -> str:
        """Name of an indicator within a sentence: no capital, unless it is an abbreviation."""
        name = self.labels.indicator(indicator)
        return name[:1].lower() + name[1:] if name[1:2].islower() else name

    def prices(self, indicator: str) -> str:
        """Prices that the definition of an indicator implies, after a comma; of most indicators nothing."""
        implied = dict(one.split(":") for one in self.codes["implies"].get(indicator, "").split("|") if one)
        said = self.labels.facet("prices", implied.get("prices", ""))
        return f", {said}" if said else ""

    def priced(self, indicator: str, area: str = "") -> str:
        """Name of an indicator with the prices of its amounts: "GRDP per head, current prices"."""
        return self.labels.indicator(indicator, area) + self.prices(indicator)

    def number(self, value: float, places: int) -> str:
        """Write a number with a true minus, and never as minus nought."""
        return number(value, self.lang, places)

    def value(self, row: Any, column: str = "obs_value") -> str:
        """Value of a row with its unit, of a score as many decimals as its interval leaves."""
        return quantity(row[column], row["unit_measure"], self.lang, decimals(row))

    @cached_property
    def prints(self) -> pd.DataFrame:
        """Of each figure the frame of its table, the number beside its rank and its period, as printed."""
        seen = self.est.tables.observations.drop_duplicates("figure_id").set_index("figure_id")
        return seen.reindex(columns=["frame", "denominator", "time_period", "publisher", "published"])

    @cached_property
    def _stages(self) -> dict[tuple[str, str, str], str]:
        """How final the tables of all provinces are, by indicator, series and period."""
        rows = self.est.frame
        rows = rows[rows["frame"].ne("") & rows["stage"].ne("") & rows["ref_area"].isin(self.members.index)]
        return rows.groupby(["indicator", "series", "time_period"])["stage"].first().to_dict()

    def apart(self, code: str) -> str:
        """Name of an area, and which one it is where two of different times bear it: "former Gia Lai"."""
        areas, name = self.est.tables.areas.set_index("area")["valid_to"], self.labels.area(code)
        if code == self.area or [*map(self.labels.area, areas.index)].count(name) < 2:
            return name
        return self.say(N_("former {name}") if areas[code] else N_("new {name}"), name=name)

    def stage(self, row: Any, year: float) -> str:
        """How final the values of a year of a way are, as a code."""
        return self._stages.get((row["indicator"], row["series"], f"{year:.0f}"), "")

    def year(self, row: Any, year: float) -> str:
        """A year of a way and how final its values are: "2025 (estimate)"."""
        stage = self.labels.facet("stage", self.stage(row, year))
        return f"{year:.0f} ({stage})" if stage else f"{year:.0f}"

    def edition(self, row: Any) -> str:
        """An indicator, its period and how final it is: "GRDP per head 2025 (estimate)"."""
        return f"{self.labels.indicator(row['indicator'])} {self.when(row)}"

    def when(self, row: Any) -> str:
        """A period, what sets its figures apart, how final, and whether by borders that ended: "2025 (estimate)"."""
        said = period(row["time_period"], self.lang)
        stage = self.labels.facet("stage", row.get("stage") or "")
        former = self.say(N_("former borders")) if self.outlived(row) else ""
        about = "; ".join(filter(None, [self.parted(row), stage, former]))
        return f"{said} ({about})" if about else said

    @cached_property
    def _parting(self) -> pd.DataFrame:
        """How many codes of each facet the estimates of an indicator have: of one nothing need be said."""
        return self.est.frame.groupby("indicator")[[*FACETS]].nunique()

    def parted(self, row: Any) -> str:
        """What of the facets of a row not all figures of its indicator share: "aged 15 to 64"."""
        known = self._parting.reindex([row.get("indicator", "")]).iloc[0]
        return self.labels.facets({name: row.get(name, "") for name in FACETS if known[name] > 1})

    def called(self, row: Any, area: str = "") -> str:
        """Name of an indicator with what sets the figures of a row apart: "Employment rate, aged 15 to 64"."""
        return ", ".join(filter(None, [self.labels.indicator(row["indicator"], area), self.parted(row)]))

    def outlived(self, row: Any) -> bool:
        """Whether a period ends after provinces of its territory did: a table then goes on in their former borders."""
        of = row.get("territory") or self.territory
        members = self.members if of == self.territory else provinces(self.est.tables.areas, of)
        ended = self.est.tables.areas.set_index("area")["valid_to"].reindex(members.index)
        last = pd.to_datetime(ended, errors="coerce").max()
        return bool(periods.frame(pd.Series([row["time_period"]]))["end"].iloc[0] > last)

    def borders(self, period: str, series: str = "", said: str = RECALCULATED) -> str:
        """Say, after a title, that figures of a period were recalculated for later borders, and how; else nothing."""
        begun = self.est.tables.areas.set_index("area")["valid_from"].reindex(self.members.index).max()
        known = self.est.tables.series.reindex(columns=["series", "average_of"]).set_index("series")["average_of"]
        said = AVERAGED if series and known.get(series) else said
        return self.say(said, day=day(begun, self.lang)) if period[:4] < begun[:4] else ""


def at(est: Any, asked: Any) -> At:
    """Look from the area, territory and language of a notebook's parameters, see :func:`bdviews.parameters.check`."""
    return At(est, asked.area, asked.territory, asked.lang)


def decimals(row: Any) -> int | None:
    """Decimals of a score, as many as its claim interval leaves; None for other units."""
    width = row["upper"] - row["lower"] if "upper" in row else np.nan
    if row["unit_measure"] != "score" or not width > 0:
        return None
    return int(np.clip(round(-np.log10(width)), 0, 4))


def whole(rows: pd.DataFrame) -> pd.Series:
    """Tell which fields hold every single province, not only all but one or two."""
    return rows["coverage"].eq(COMPLETE) & rows["covered"].eq(rows["members"])


def lately(rows: pd.DataFrame) -> pd.Series:
    """Tell which rows are of a year near the newest of all."""
    return rows["time_period"].str[:4].astype(int) >= since(rows)


def since(rows: pd.DataFrame) -> float:
    """The first year that is near the newest of all; not a number where there is none."""
    return rows["time_period"].str[:4].astype(int).max() - LATELY


def leading(found: Any, here: At) -> pd.DataFrame:
    """The newest edition of each indicator in which the area has a place, else that has it; no ranks beside values."""
    frame = found.frame  # sorted by the end of the period, the newest first
    rows = frame[frame["ref_area"].eq(here.area) & frame["territory"].eq(here.territory)]
    rows = rows.assign(placed=rows["rank"].notna() | rows["printed_rank"].notna(), own=_official(rows, here))
    order = ["placed", "indicator", "leads", "time_period", "own"]  # of several facets that of the statistics office
    rows = rows.sort_values(order, ascending=[False, True, False, False, False], kind="stable").drop(columns="own")
    return tied(without_ranks(rows.drop_duplicates("indicator"), here), found)


def _official(rows: pd.DataFrame, here: At) -> pd.Series:
    """Tell which rows are of the statistics office, as a citation prefers them."""
    return official(rows.assign(frame=""), here.est.tables)


def tied(rows: pd.DataFrame, found: Any) -> pd.DataFrame:
    """Say in `tied` how many provinces have the very value of a row, where they alone leave its place open; else 0."""
    same = found.frame.groupby([*EDITION, "obs_value"])["ref_area"].transform("size").reindex(rows.index)
    return rows.assign(tied=same.where(same.gt(1) & same.eq(rows["rank_upper"] - rows["rank_lower"] + 1), 0))


def without_ranks(rows: pd.DataFrame, here: At) -> pd.DataFrame:
    """Leave out ranks of an index whose scores of the same edition and area are there: they say one thing twice."""
    keys = ["scored", "ref_area", "series", "territory", *({"time_period", "year"} & set(rows))]
    keyed = rows.assign(scored=here.scored.reindex(rows["indicator"]).to_numpy())
    ranked = here.codes["kind"].reindex(rows["indicator"]).eq("rank").to_numpy()
    placed = (rows["rank"].notna() | rows.get("printed_rank", rows["rank"]).notna()) & ~ranked
    values = pd.MultiIndex.from_frame(keyed.loc[placed, keys])
    return rows[~(ranked & pd.MultiIndex.from_frame(keyed[keys]).isin(values))]


def by_size(row: Any, here: At) -> bool:
    """Tell whether a place says how much an area has rather than how well it does."""
    added = here.codes["aggregate"].get(row["indicator"]) == "sum" and row["direction"] != "down"
    return bool(row["direction"] == NO_END or added)


def lead(found: Any, here: At, measure: bool = False) -> pd.DataFrame:
    """The edition to show first, best first: the newest complete one of an index with printed ranks, else of any.

    What has no better end, or is a sum that only tells how large an area is, comes after all others.
    With `measure` of an amount of money that pages print for the country too. No rows where no field holds all.
    """
    fields = found.fields
    chosen = fields[whole(fields) & fields["territory"].eq(here.territory) & fields["kind"].ne("rank")]
    if measure:
        chosen = chosen[chosen["country_value"].notna() & chosen["aggregate"].ne("sum") & chosen["kind"].eq("money")]
    ranks = fields[fields["coverage"].ne(SELECTED) & fields["kind"].eq("rank")]
    edition = ["indicator", "time_period", "series", "territory"]
    ranks = ranks.assign(indicator=here.scored.reindex(ranks["indicator"]).to_numpy())
    known = pd.MultiIndex.from_frame(ranks[edition])
    own = found.frame.assign(own=_official(found.frame, here)).groupby(EDITION)["own"].all()
    order = chosen.assign(
        own=own.reindex(pd.MultiIndex.from_frame(chosen[EDITION])).to_numpy(),
        ranked=pd.MultiIndex.from_frame(chosen[edition]).isin(known),
        index_=here.codes["pillar"].reindex(chosen["indicator"]).eq("index").to_numpy(),
        ended=chosen["direction"].ne(NO_END),
        sized=chosen["aggregate"].eq("sum"),
    ).sort_values(["ranked", "index_", "ended", "sized", "end", "covered", "indicator", "own"],
                  ascending=[False, False, False, True, False, False, True, False], kind="stable")  # fmt: skip
    rows = found.frame.merge(order.head(1)[EDITION], on=EDITION)
    return rows.sort_values(["rank", "ref_area"], kind="stable", ignore_index=True)
