"""Old and new provinces side by side, on the figures that both have."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from bdlib.comparison import relations
from bdlib.comparison.fields import FACETS, provinces
from bdviews.comparison.standpoint import NO_END, At, lately, whole
from bdviews.language.messages import N_, gettext
from bdviews.sentences import Sentence, paragraphs, sentence
from bdviews.tables import table as shown

if TYPE_CHECKING:
    from IPython.display import Markdown

SHARED = ["indicator", "time_period", *FACETS]


def both(found: Any, here: At) -> pd.DataFrame:
    """Complete editions of one period that hold the area before and after the reform, one period an indicator."""
    wanted = relations([here.area], here.est.tables.areas)
    rows = found.frame[found.frame["ref_area"].isin(wanted) & whole(found.frame) & found.frame["kind"].ne("rank")]
    rows = rows[rows.groupby(SHARED)["territory"].transform("nunique").eq(2) & lately(rows)]
    newest = rows["time_period"].eq(rows.groupby("indicator")["time_period"].transform("max"))
    return rows[newest].sort_values([*SHARED, "territory", "rank"], ascending=[True] * 6 + [False, True], kind="stable")


def old_and_new(found: Any, here: At) -> "Markdown | None":
    """Say the places before and after the reform on one indicator, or that no edition has both."""
    return paragraphs(said) if (said := sentences(found, here)) else None


def sentences(found: Any, here: At) -> list[Sentence]:
    """The sentence of :func:`old_and_new`."""
    rows = both(found, here)
    if not here.inside:
        return []
    if rows.empty:
        return [sentence(here.lang, "No edition has {name} both among the old and among the new provinces.",
                         {"name": here.name}, {"says": "no_both", "ref_area": here.area})]  # fmt: skip
    return [title(rows, here)]


def _places(rows: pd.DataFrame, here: At) -> Sentence:
    """Places of old and new provinces in one period."""
    old, new = rows[rows["territory"].eq("63")], rows[rows["territory"].eq("34")].iloc[0]
    written = [gettext(here.lang, "{name} no. {place}", name=here.apart(code), place=f"{rank:.0f}")
               for code, rank in old.head(3)[["ref_area", "rank"]].to_numpy()]  # fmt: skip
    areas, whole_ = here.est.tables.areas, here.apart(new["ref_area"])
    parts = areas.loc[areas["successor"].eq(new["ref_area"]) & areas["area"].isin(provinces(areas, "63").index), "area"]
    if not parts.isin(old["ref_area"]).all():
        whole_ = gettext(here.lang, "{name} (of {parts})", name=whole_, parts=", ".join(map(here.apart, parts)))
    values = {"edition": here.edition(new), "old": ", ".join(written), "place": f"{new['rank']:.0f}",
              "whole": whole_, "a": f"{old['rank_of'].iloc[0]:.0f}", "b": f"{new['rank_of']:.0f}"}  # fmt: skip
    facts = {"says": "old_and_new", **{name: new[name] for name in SHARED}, "old": old.head(3)["ref_area"].tolist(),
             "old_places": old.head(3)["rank"].tolist(), "of": [old["rank_of"].iloc[0], new["rank_of"]],
             "new": new["ref_area"], "new_place": new["rank"]}  # fmt: skip
    ids = rows["figure_ids"].str.split("|").explode()
    series = here.est.tables.series.set_index("series").reindex(columns=["average_of"])["average_of"]
    said = N_("{edition}: among the {a} provinces before July 2025 {old}; among the {b} since then {whole} no. "
              "{place}.")  # fmt: skip
    if series.get(new["series"]) and len(parts):
        said = N_("{edition}: among the {a} provinces before July 2025 {old}; among the {b} since then {whole} no. "
                  "{place}, by the simple mean of what its former provinces had.")  # fmt: skip
    return sentence(here.lang, said, values, facts, ids)


def old_and_new_table(found: Any, here: At) -> Any:
    """List the values and places of old and new provinces, a row an edition that has both, and the country's value."""
    heads: dict[str, str] = {}
    cells: dict[str, dict[str, Any]] = {}
    for _, row in _ordered(both(found, here), here).iterrows():
        column, added = f"{row['ref_area']} {row['territory']}", here.codes["aggregate"].get(row["indicator"]) == "sum"
        heads[column] = _dated(row, here)
        country = "–" if added else here.value(row, "country_value")
        cell = cells.setdefault(row["indicator"], {"indicator": here.edition(row), "country": country})
        cell[column] = f"{here.value(row)} · {row['rank']:.0f}/{row['rank_of']:.0f}"
    columns = ["indicator", *sorted(heads, key=lambda one: one[-2:], reverse=True), "country"]
    frame = pd.DataFrame(cells.values(), columns=columns).fillna("–")
    return shown(frame, columns, here.lang, here.est, name="old-and-new", headings=heads | {"country": N_("Country")})


def _dated(row: pd.Series, here: At) -> str:
    """Name of an area with its borders; of one that the reform left alone among how many provinces."""
    name, within = here.labels.area(row["ref_area"]), here.labels.within(row["ref_area"])
    return within if within != name else here.say(N_("{name}, among {n}"), name=name, n=f"{row['rank_of']:.0f}")


def title(rows: pd.DataFrame, here: At) -> Sentence:
    """The places on the first of the indicators."""
    return _places(rows[rows["indicator"].eq(_ordered(rows, here)["indicator"].iloc[0])], here)


def _ordered(rows: pd.DataFrame, here: At) -> pd.DataFrame:
    """Indices first, then levels with a better end, then rates, each the newest first."""
    order = rows.assign(_index=here.codes["pillar"].reindex(rows["indicator"]).ne("index").to_numpy(),
                        _end=rows["direction"].eq(NO_END), _rate=rows["kind"].eq("rate"))  # fmt: skip
    keys = ["_index", "_end", "_rate", "time_period", "indicator"]
    return order.sort_values(keys, ascending=[True, True, True, False, True], kind="stable")
