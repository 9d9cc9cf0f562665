"""The area's way through the years: its places and its values, one small picture an indicator, breaks as breaks."""

from itertools import pairwise
from textwrap import fill
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes

from bdlib.comparison.paths import WAY
from bdviews.comparison.places import span
from bdviews.comparison.standpoint import EARLIER
from bdviews.comparison.ways import undrawn
from bdviews.language import scale_and_unit
from bdviews.language.messages import N_, gettext
from bdviews.plots import style
from bdviews.plots.compare import source_of, unit_axis
from bdviews.sentences import Sentence

if TYPE_CHECKING:
    from bdviews.comparison.standpoint import At

COLUMNS = {"page": 3, "slide": 1, "phone": 2}
LETTERS = {"page": 27, "slide": 60, "phone": 20}
HIGH = 1.85  # inches of a small picture
UNDRAWN = N_("; {indicator} {years}, as printed; not drawn, for not all provinces have one there")


@style.chart
def places(rows: pd.DataFrame, title: Sentence, here: "At", size: str = "page") -> Axes:
    """Draw the area's place by year, the first place on top; the title is the finding."""
    rows = _drawn(rows, title, size)
    subtitle = gettext(here.lang, "place among all provinces, 1 on top{breaks}", breaks=_breaks(rows, here))
    subtitle += _undrawn(rows[rows["indicator"].eq(title.facts["indicator"])], here)
    figure, axes, groups = _sheet(rows, title, subtitle, here, size)
    with mpl.rc_context(style.theme(size)):
        for ax, (_, way) in zip(axes.flat, groups, strict=False):
            _heading(ax, way, here, size, unit=False)
            of = int(way["rank_of"].max())
            ax.set_ylim(1.07 * of, 1 - 0.2 * of)  # room for words above the first place
            ax.set_yticks([1, of])
            ax.spines["bottom"].set_visible(False)
            _line(ax, way, "rank")
            _numbers(ax, way, every=size == "slide")
    return _finished(figure, axes, groups, title, here, "rank")


def _undrawn(way: pd.DataFrame, here: "At") -> str:
    """Say which places of the area alone pages have of years that the way of the title lacks."""
    alone = undrawn(way, here) if len(way) else way
    if alone.empty:
        return ""
    names = ", ".join(map(here.mid, alone["indicator"].unique()))
    years = ", ".join(_as_printed(year, rows, here) for year, rows in alone.groupby("year"))
    return gettext(here.lang, UNDRAWN, indicator=names, years=years)


def _as_printed(year: str, rows: pd.DataFrame, here: "At") -> str:
    """The place of a year as its pages print it, the most precise ones, with its number where one prints it."""
    precise = rows[rows["upper"].sub(rows["lower"]).eq((rows["upper"] - rows["lower"]).min())]
    told, either = {}, here.say(N_(" or "))
    for ends, same in precise.groupby(["lower", "upper"]):
        numbers = same["denominator"].dropna().unique()
        said = N_("no. {place} of {of}") if len(numbers) == 1 else N_("no. {place}")
        told[ends] = here.say(said, place=span(*ends), of=f"{numbers[0]:.0f}" if len(numbers) else "")
    return f"{year}: {either.join(told.values())}"


def _numbers(ax: Axes, way: pd.DataFrame, *, every: bool) -> None:
    """Write the first and the last place and, where there is room, those at a break (or every one)."""
    ends, breaks = {way.iloc[0]["year"]: "left", way.iloc[-1]["year"]: "right"}, {}
    for before, after in pairwise(part for _, part in way.groupby("stretch")):
        last, first = before.iloc[-1], after.iloc[0]
        if last["rank"] != first["rank"]:  # alike they need no word each
            up = last["rank"] < first["rank"]
            breaks |= {last["year"]: "above" if up else "below", first["year"]: "below" if up else "above"}
    for row in way.itertuples():
        if every or row.year in breaks | ends:
            side = (breaks | ends).get(row.year, "above")
            style.label(ax, f"{row.rank:.0f}", (row.year, row.rank), side, away=0.5, must=row.year in ends,
                        fontweight=700)  # fmt: skip


@style.chart
def values(rows: pd.DataFrame, title: Sentence, here: "At", size: str = "page") -> Axes:
    """Draw the area's value by year beside the country's and the middle half and four fifths of all provinces."""
    rows = _drawn(rows, title, size)
    blue = gettext(here.lang, "blue: {name}; ", name=here.name) if here.inside else ""
    known = rows.groupby(WAY)["country_value"].transform("count").gt(0)
    if not here.inside:  # of the country what there is of it
        rows, known = rows[known], known[known]
    few = N_("; dashed: the country, where it has such a value")
    country = gettext(here.lang, "; dashed: the country" if known.all() else few) if known.any() else ""
    subtitle = gettext(here.lang, "{own}grey: the middle of all provinces (dark: half of them, light: four fifths)"
                       "{country}{breaks}", own=blue, country=country, breaks=_breaks(rows, here))  # fmt: skip
    figure, axes, groups = _sheet(rows, title, subtitle, here, size)
    own = {name: _own(way, here) for name, way in groups}
    with mpl.rc_context(style.theme(size)):
        for ax, (name, way) in zip(axes.flat, groups, strict=False):
            for _, part in way.groupby("part"):
                _middle(ax, part)
            _heading(ax, way, here, size)
            unit_axis(ax.yaxis, way["obs_value"], way["unit_measure"].iloc[0], here)
            ax.set_ylabel("")
            ax.yaxis.get_major_locator().set_params(nbins=3, min_n_ticks=2)
            if here.inside:
                _line(ax, own[name], "obs_value")
            country = way.drop_duplicates("year").dropna(subset="country_value")
            if len(country) > 1 and here.codes["aggregate"].get(way["indicator"].iloc[0]) != "sum":
                _line(ax, country.assign(stretch=country["part"]), "country_value", style.TARGET)
    return _finished(figure, axes, [*own.items()], title, here, "obs_value")


def _own(way: pd.DataFrame, here: "At") -> pd.DataFrame:
    """Rows of the area; the country has values and no place."""
    if here.inside:
        return way[way["ref_area"].eq(here.area)]
    known = way.drop_duplicates("year").dropna(subset="country_value")
    return known.assign(ref_area=here.area, obs_value=known["country_value"], rank=None, rank_of=None,
                        stretch=known["part"])  # fmt: skip


def _drawn(rows: pd.DataFrame, title: Sentence, size: str) -> pd.DataFrame:
    """The rows that a sheet shows: on a slide those of the indicator that the title tells."""
    own = rows["indicator"].eq(title.facts.get("indicator"))
    return rows[own] if size == "slide" and own.any() else rows


def _breaks(rows: pd.DataFrame, here: "At") -> str:
    """What a gap in a line means, where there is one, and which years were recalculated or outlive their borders."""
    gap = gettext(here.lang, "; a gap: the series breaks there") if rows["broken"].any() else ""
    years = rows["year"].astype(str)
    late = gettext(here.lang, "; {year}: former borders", year=years.max())
    late *= here.outlived({"time_period": years.max()})
    return gap + _jumps(rows, here) + here.borders(years.min(), said=EARLIER) + late


def _jumps(rows: pd.DataFrame, here: "At") -> str:
    """Say before which years a line is broken since the area, or what a ratio rests on, jumped there."""
    own = rows[rows["ref_area"].eq(here.area) & rows["jump_before"].ne("") & ~rows["broken"]].sort_values("year")
    said = [gettext(here.lang, "; a gap before {years}, {indicator}: by our check, {of} jumps there",
                    years=", ".join(some["year"].astype(str)), indicator=here.mid(code), of=here.mid(of))
            for (code, of), some in own.groupby(["indicator", "jump_before"])]  # fmt: skip
    return "".join(said)


def _sheet(rows: pd.DataFrame, title: Sentence, subtitle: str, here: "At", size: str) -> tuple:
    groups = sorted(rows.sort_values("year").groupby(WAY), key=lambda group: (
        group[0][0] != title.facts.get("indicator"), -group[1]["year"].max(), group[0][0]))  # fmt: skip
    columns = COLUMNS[size] if len(groups) > 1 else 1
    groups = groups[:1] if size == "slide" else groups  # what the title says, large
    lines = -(-len(groups) // columns)
    height = 1.3 + HIGH * lines if size in ("page", "phone") else None
    source = source_of(pd.concat([way for _, way in groups]), here)
    with style.canvas(here.lang, str(title), source, subtitle=subtitle, size=size, height=height,
                      nrows=lines, ncols=columns, squeeze=False) as (figure, axes):  # fmt: skip
        for ax in axes.flat[len(groups) :]:
            ax.set_axis_off()
    return figure, axes, groups


def _heading(ax: Axes, way: pd.DataFrame, here: "At", size: str, *, unit: bool = True) -> None:
    """Name the indicator and its unit, and put the years below: first and last."""
    name = _called(way, here)
    ending = scale_and_unit(way["obs_value"].abs().max(), way["unit_measure"].iloc[0], here.lang)[1].strip()
    ending += here.prices(way["indicator"].iloc[0])
    named = f"{name} ({ending})" if unit and ending else name
    if here.codes["direction"].get(way["indicator"].iloc[0]) == "down" and not unit:
        named = gettext(here.lang, "{name}, 1: the lowest", name=named)
    ax.set_title(fill(named, LETTERS[size]), fontsize=mpl.rcParams["font.size"], loc="left")
    first, last = way["year"].min(), way["year"].max()
    style.years(ax.xaxis, here.lang)
    ax.set_xticks(sorted(set(way["year"])) if size == "slide" else [first, last])
    ax.set_xlim(first - 0.3 * (last - first), last + 0.3 * (last - first))


def _called(way: pd.DataFrame, here: "At") -> str:
    """Name of an indicator with what its pages state of it, which sets two of one name apart."""
    name = here.labels.indicator(way["indicator"].iloc[0], "" if here.inside else here.area)
    return ", ".join(filter(None, [name, here.labels.facets(way.iloc[0])]))


def _middle(ax: Axes, part: pd.DataFrame) -> None:
    """Shade the middle half and the middle four fifths of all provinces, year by year."""
    bands = part.groupby("year")["obs_value"].quantile([0.1, 0.25, 0.75, 0.9]).unstack()
    for (low, high), alpha in ((bands.columns[[0, 3]], 0.25), (bands.columns[[1, 2]], 0.4)):
        ax.fill_between(bands.index, bands[low], bands[high], color=style.GREY, alpha=alpha, linewidth=0)


def _line(ax: Axes, way: pd.DataFrame, column: str, look: dict | None = None) -> None:
    """Draw a line that stops where the measure breaks or the area jumps."""
    look = look or style.FOCUS | {"markersize": mpl.rcParams["lines.markersize"] * 0.55}
    for _, part in way.groupby("stretch"):
        ax.plot(part["year"], part[column], **look)


def _finished(figure: style.Finding, axes: Any, groups: list, title: Sentence, here: "At", column: str) -> Axes:
    """Give the figure the words and the data of what it draws."""
    rows, said = pd.concat([way for _, way in groups]), [_written(way, here, column) for _, way in groups]
    figure.said, figure.alt = title, f"{title}. {'; '.join(filter(None, said))}."
    stages = [here.stage(row, row["year"]) for row in rows.to_dict("records")]
    rows = rows.assign(stage=[here.labels.facet("stage", stage) for stage in stages])
    columns = ["ref_area", "indicator", "year", "stage", "obs_value", "rank", "rank_of", "country_value",
               "unit_measure"]  # fmt: skip
    figure.table = rows[columns].reset_index(drop=True)
    return axes.flat[0]


def _written(way: pd.DataFrame, here: "At", column: str) -> str:
    """An indicator with the first and last year of each part between breaks, in words."""
    name = _called(way, here)
    if way.empty:
        return ""
    parts = [part.sort_values("year").iloc[[0, -1][: len(part)]] for _, part in way.groupby("stretch")]
    told = [", ".join(f"{here.year(row, row['year'])}: " + (
            f"{row['rank']:.0f}/{row['rank_of']:.0f}" if column == "rank" else here.value(row))
            for _, row in ends.iterrows()) for ends in parts]  # fmt: skip
    return f"{name} {' | '.join(told)}"  # nothing is told across a break
