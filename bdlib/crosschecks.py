"""What is wrong with the raw tables beside each other, or in a way that no pattern of one column can say."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pandas as pd

from bdlib import periods
from bdlib.codelists import FACETS, SPOKEN, TARGET_ROLES
from bdlib.errors import LOOKALIKE, nearest
from bdlib.names import LEVELS, Names
from bdlib.schemas import OPTIONAL, RAW
from bdquantities.units import code_of

LONGEST = 4000  # characters of a cell
# What a spreadsheet runs when it opens a table; "-1,02%" is a figure.
FORMULA = re.compile(r"[=@\t\r\n＝＠]|[+＋－-](?![\d\s.,])")
LATIN = re.compile("[A-Za-zÀ-ỹ]")

Fault = tuple[str, int, str, str, str]


def faults(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """List the cells that are wrong beside others, or as no pattern can say: table, line, column, value, expected."""
    kinds = (_broken_references, _unknown_facets, _repeated_facets, _unknown_parts, _nameless, _twins, _unread_units,
             _other_units, _circles, _impossible_dates, _other_years, _strange_text)  # fmt: skip
    found = [fault for kind in kinds for fault in kind(tables)]
    return pd.DataFrame(found, columns=["table", "line", "column", "value", "expected"])


def _references(tables: dict[str, pd.DataFrame]) -> Iterator[tuple[str, str, str, str]]:
    """Table, column, and the table and key that the column points at."""
    for name in tables:
        for column, spec in RAW[name].columns.items():
            if target := spec.metadata["references"]:
                yield name, column, *target.split(".")


def _broken_references(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Cells that point at no row of the table they name."""
    for name, column, other, key in _references(tables):
        known, cells = tables[other][key], tables[name][column]
        if known.empty and other in OPTIONAL:
            continue  # a list that the study does not keep is open
        unknown = cells[cells.ne("") & ~cells.isin(known)]
        names = Names(tables[other], key) if len(unknown) and SPOKEN[0] in tables[other] else None
        for line, value in unknown.items():
            near = nearest(value, list(known)) or (names.nearest(value) if names else "")
            yield name, line, column, value, f"a key of {other}.csv{near}"


def _unknown_facets(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Facets that facets.csv does not list; without that file they are free."""
    listed, indicators = tables["facets"], tables["indicators"]
    words = (listed["facet"] + ":" + listed["code"]).tolist()
    for line, value in indicators["implies"].items() if words else ():
        for word in {*filter(None, value.split("|"))} - {*words}:
            yield "indicators", line, "implies", value, f"facets of facets.csv{nearest(word, words)}"
    for name, facet in _places(tables) if words else []:
        known = listed.loc[listed["facet"].eq(facet), "code"].tolist()
        cells = tables[name][facet]
        for line, value in cells[cells.ne("")].items():
            parts = value.split("|") if facet == "scope" else [value]
            for code in (part for part in parts if part not in known):
                yield name, line, facet, value, f"a {facet} of facets.csv{nearest(code, known)}"


def _repeated_facets(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Facets that the definition of an indicator says already: stated by some pages only, they would seem to differ."""
    said = tables["indicators"].set_index("indicator")["implies"].str.split("|").to_dict()
    for name, facet in _places(tables):
        rows = tables[name].loc[tables[name][facet].ne(""), ["indicator", facet]]
        for line, indicator, value in rows.itertuples():
            for code in value.split("|"):
                if f"{facet}:{code}" in said.get(indicator, ()):
                    yield name, line, facet, value, f"no {code}, which the definition of {indicator} implies"


def _places(tables: dict[str, pd.DataFrame]) -> list[tuple[str, str]]:
    return [(name, facet) for name in ("reported", "tables") for facet in FACETS if facet in tables[name]]


def _unknown_parts(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Indicators named within a cell of indicators.csv, as in weighted:population, that are none."""
    indicators = tables["indicators"]
    known = indicators["indicator"].tolist()
    for column, separator in (("aggregate", ":"), ("ratio_of", "/")):
        rows = indicators.loc[indicators[column].str.contains(separator), ["indicator", column]]
        for line, own, value in rows.itertuples():
            for code in sorted({*value.removeprefix("weighted:").split("/")} - ({*known} - {own})):
                yield "indicators", line, column, value, f"codes of indicators.csv but its own{nearest(code, known)}"


def _nameless(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Rows without a name in any language."""
    for name in ("areas", "indicators"):
        frame = tables[name]
        for line in frame.index[frame[SPOKEN].eq("").all(axis=1)]:
            yield name, line, SPOKEN[0], "", "a name in one language at least"


def _twins(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Codes that differ in nothing but case, and two codes of one name at one time: nobody could tell them apart."""
    for name, key in (("areas", "area"), ("indicators", "indicator"), ("sources", "source_id"), ("series", "series")):
        frame = tables[name]
        yield from _twin(name, key, frame, frame[key].str.casefold(), "in more than case")
    indicators = tables["indicators"]
    for column in SPOKEN:
        said = indicators.loc[indicators[column].ne(""), column].str.casefold()
        yield from _twin("indicators", column, indicators, said, "from other indicators' names")
    yield from _namesakes(tables["areas"])


def _namesakes(areas: pd.DataFrame) -> Iterator[Fault]:
    """Areas of one name or alias on one day, unless a word for their level tells them apart: merged areas keep it."""
    seen: dict[str, list[tuple]] = {}
    for line, row in areas.assign(until=areas["valid_to"].where(areas["valid_to"].ne(""), "9999")).iterrows():
        cells = [(column, name) for column in ("aliases", *SPOKEN[::-1]) for name in row[column].split("|")]
        named = {unicodedata.normalize("NFC", name).strip().casefold(): column for column, name in cells if name}
        before = [(column, at) for name, column in named.items() for at, other in seen.get(name, ())
                  if row["valid_from"] <= other["until"] and other["valid_from"] <= row["until"]
                  and (row["level"] == other["level"] or not {row["level"], other["level"]} <= {*LEVELS})]  # fmt: skip
        for column, at in sorted(before, reverse=True)[:1]:
            yield "areas", line, column, row[column], f"no name of another area of that time (line {at} has it)"
        for name in named:
            seen.setdefault(name, []).append((line, row))


def _twin(name: str, column: str, frame: pd.DataFrame, said: pd.Series, how: str) -> Iterator[Fault]:
    for line in said.index[said.duplicated()]:
        other = said.index[said.eq(said[line])][0]
        yield name, line, column, frame.at[line, column], f"a text that differs {how} (line {other} has it)"


def _unread_units(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Units as pages print them where figures in them are read under a code: Mbit/s is Mbps."""
    for line, unit in tables["indicators"]["unit"].items():
        code = code_of(unit)
        if code != unit:
            yield "indicators", line, "unit", unit, f"{code}, as figures in that unit are read"


def _other_units(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Parts in another unit than their whole."""
    indicators = tables["indicators"]
    units = indicators.set_index("indicator")["unit"]
    parts = indicators[indicators["part_of"].isin(units.index)]
    for line, row in parts[parts["unit"].ne(parts["part_of"].map(units))].iterrows():
        yield "indicators", line, "part_of", row["part_of"], f"an indicator in {row['unit']}, as its part is"


def _other_years(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Targets whose year is not that in which their period ends."""
    rows = tables["reported"][tables["reported"]["target_year"].ne("")]
    for line, year in rows.loc[rows["role"].isin(["actual", "estimate"]), "target_year"].items():
        yield "reported", line, "target_year", year, "nothing: what was measured has no target"
    rows = rows[rows["role"].isin(TARGET_ROLES) & rows["period"].ne("")]
    ends = rows["period"].map({period: str(periods.bounds(period)[1].year) for period in rows["period"].unique()})
    for line, year in rows.loc[rows["target_year"].ne(ends), "target_year"].items():
        yield "reported", line, "target_year", year, f"the year of the period {rows.at[line, 'period']}"


def _circles(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Rows of a table that lead back to themselves, such as a page that reprints its own reprint."""
    for name, column, other, key in _references(tables):
        if name != other:
            continue
        points_at = dict(zip(tables[name][key], tables[name][column], strict=True))
        for line, start in tables[name][key].items():
            way = [start]
            while (way[-1] and (following := points_at.get(way[-1], ""))) and following not in way:
                way.append(following)
            if way[-1] and points_at.get(way[-1]) == start:
                yield name, line, column, points_at[start], f"no circle ({' → '.join([*way, start])})"


def _impossible_dates(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Pages of the future, actual values of a time that is not their page's, and areas that end before they begin."""
    today = (datetime.now(UTC) + timedelta(hours=14)).strftime("%Y-%m-%d")  # it is this day somewhere
    sources, areas, reported = tables["sources"], tables["areas"], tables["reported"]
    for line, day in sources["published"].items():
        if day and day > today[: len(day)]:
            yield "sources", line, "published", day, f"a day that has come (it is {today})"
    for line, begin, end in areas[["valid_from", "valid_to"]].itertuples():
        if begin and end and end < begin:
            yield "areas", line, "valid_to", end, f"a day from {begin} on, when the area began"
    until = reported["area"].map(areas.set_index("area")["valid_to"]).fillna("")
    told = reported[until.ne("") & reported["role"].eq("actual") & reported["period"].ne("")]
    for line, period in told["period"].items():
        if periods.bounds(period)[0] > periods.bounds(until[line])[1]:
            yield "reported", line, "period", period, f"a time until {until[line]}, when the area ended"
    published = reported["source_id"].map(sources.set_index("source_id")["published"]).fillna("")
    said = reported["role"].eq("actual") & reported["period"].ne("") & published.ne("")
    rows = reported[["period", "period_basis"]].assign(day=published)[said]
    for (period, basis, day), same in rows.groupby([*rows]):
        late = periods.bounds(period)[0] > periods.bounds(day)[1]
        early = basis == "publication" and periods.bounds(period)[1] < periods.bounds(day)[0]
        if late or early:
            expected = f"a time {'before' if late else 'around'} {day}, when the page was published"
            yield from (("reported", line, "period", period, expected) for line in same.index)


def _strange_text(tables: dict[str, pd.DataFrame]) -> Iterator[Fault]:
    """Cells that are too long or begin as a formula, and words of Latin letters and letters that only look Latin."""
    for name, frame in tables.items():
        for column in frame:
            strange = {cell: said for cell in frame[column].unique() if (said := _strangeness(cell))}
            for line, value in frame.loc[frame[column].isin(strange), column].items() if strange else ():
                yield name, line, column, value, strange[value]


def _strangeness(cell: str) -> str:
    """What a cell should be instead, or nothing."""
    if len(cell) > LONGEST:
        return f"at most {LONGEST} characters"
    if FORMULA.match(cell):
        return "text that no spreadsheet runs as a formula"
    mixed = LOOKALIKE.search(cell) and any(LOOKALIKE.search(word) and LATIN.search(word) for word in cell.split())
    return "letters of one alphabet in a word" if mixed else ""
