"""How far an area is from its targets, by every series and facet set that can judge them, side by side."""

import numpy as np
import pandas as pd

from bdlib import asking, periods
from bdlib.checks import check_codes, check_frame, check_key
from bdlib.gap.beside import OWN, behind, beside, contested, differing, together, unvalued, withheld
from bdlib.gap.measures import AREA, measure, reached
from bdlib.gap.projection import ARRIVAL, arrivals
from bdlib.gap.regional import with_regional
from bdlib.gap.summary import BEHIND, IN_TIME, REACHED
from bdlib.gap.targets import FACETS, distinct, match
from bdlib.handed import estimates_of
from bdlib.ranked import ranked_areas
from bdlib.study import divisions

__all__ = ["latest_publication", "progress"]

PATH = [*FACETS, "maker", "dated", "field", "weak", "torn"]  # with the series: what makes two values of one path
BASES = ("stated", "inferred", "publication")  # of a period, the surest first
PACE = ["pace", "start", "start_year"]
FIRST = [*AREA, "target", "target_year", "status", "current", "current_year", "gap", "unit_measure", "maker"]
MEASURED = ["match", "mismatch", "series", *FACETS, "dated", "field", "reached", "due", "today", "late_days", "reason",
            "ahead", "lower", "upper", "end", "obs_status", "stage", "trust", "witnesses", "value_ids", "told_ids",
            "told_period", "contradicted_by", "against", "against_ids", "disputed", "foretold", "unsure", "said",
            "dates", *PACE, "start_ids", *ARRIVAL, *OWN, "withheld", "together", "derived"]  # fmt: skip
TEXT = ["match", "mismatch", "series", *FACETS, "maker", "dated", "reason", "obs_status", "stage", "trust", "value_ids",
        "told_ids", "told_period", "contradicted_by", "against", "against_ids", "said", "start_ids",
        "basis", *OWN[1:], "withheld", "together", "derived"]  # fmt: skip


def progress(
    est: object, targets: pd.DataFrame, today: str = "", area: asking.Asked = None, indicator: asking.Asked = None
) -> pd.DataFrame:
    """Judge every target by every series and facet set that has values of its area and indicator.

    Parameters
    ----------
    est : as given by :func:`bdlib.reconcile`.
    targets : `targets` of the clean tables, or some of its rows.
    today : ISO date that the judgement stands on; the latest publication by default.
    area, indicator : whose targets, and of what, by code or name; all of `targets` when None.

    Returns
    -------
    DataFrame
        One row a target and path (series, facets and maker of the values), or one row a target that has none. `gap` is
        what is missing, in `unit_measure`, whatever the `status`: positive where `current` is short of the `target`,
        negative where it is beyond. `status`: met, partly (of a range), met_after (measured after the date),
        met_undated (on a page of after the date that prints none), missed, open, unknown (passed, last measured
        before), level (names no year), other (of another thing), lapsed (the area ended first), not_judged; `reason`:
        why there is no verdict or pace; `reached`: whether the value does all the same, of lapsed ones before the area
        ended. `match`: whether the value is
        of the same thing: same, unstated on one side, or differs, and in what (`mismatch`). A `pace` between two stated
        dates of one maker from `start`; year of `arrival`. `disputed`: figures in open conflict with the value
        (`against`, by id `against_ids`) are on the other side, `foretold`: those printed before the year ended;
        `unsure`: what it can mean is on both. `told_ids` print it; what all of them state: `told_period`, `stage`,
        `said`; `today`: the day of the judgement; `derived`: the rank from whose complete table a place within a region
        is counted, where no page prints it. The rest: :mod:`bdlib.gap.beside`.

    Raises
    ------
    DataError
        For a frame that is not that of the targets, an unknown area or indicator, or a day that is no ISO date.

    Examples
    --------
    >>> import bdlib as bd
    >>> est = bd.reconcile(bd.assess(bd.clean(bd.load())))
    >>> found = bd.progress(est, est.tables.targets, area="Bình Dương", indicator="dti_rank")
    >>> found.query("target_year == 2022")[["target", "current", "status", "gap"]].drop_duplicates()
       target  current status  gap
    0    25.0     19.0    met -6.0
    """
    est = estimates_of(est)
    targets = check_codes(check_frame(targets, "targets"), est.tables, "targets")
    check_key(pd.concat([est.tables.observations, targets]), ["figure_id"], "observations and targets")
    for code, key, asked in zip(AREA, ("area", "indicator"), (area, indicator), strict=True):
        targets = targets[targets[code].isin(asking.codes(asked, getattr(est.tables, f"{key}s"), key) or targets[code])]
    today = periods.day(today, "today") or latest_publication(est.tables.observations)
    aims = distinct(upheld(targets, est), est.tables.indicators)
    aims = aims.assign(target_field=_field(aims, targets, est))
    path = values(est, aims)
    judged = arrivals(measure(aims, path, today, by=PATH), path, PATH)
    alike = match(judged, est.tables.series, getattr(est.tables, "facets", None))
    judged = _disputed(_ruled(judged.join(alike), est, today), est)
    elsewhen = judged["current_year"].ne(judged["target_year"].astype(float))
    judged = judged[~(judged["torn"] & (judged["disputed"] | judged["unsure"] | elsewhen))]
    left = _left(aims[~aims["target_id"].isin(judged["target_id"])], est, today)
    frame = pd.concat([judged, left], ignore_index=True).pipe(beside, est)
    frame = frame.assign(withheld=withheld(frame, est), together=together(frame, est))
    frame = frame.reindex(columns=dict.fromkeys([*FIRST, *aims.columns, *MEASURED]))
    frame[TEXT] = frame[TEXT].astype(object).fillna("").astype(str)
    order = [*AREA, "target_year", "target", "target_id", "series", *FACETS, "maker"]
    return frame.assign(reached=frame["reached"].eq(True)).sort_values(order, kind="stable", ignore_index=True)


def upheld(targets: pd.DataFrame, est: object) -> pd.DataFrame:
    """Targets but those that a conflict sets aside, such as an old one repeated for a new year."""
    values = dict(zip(targets["figure_id"], targets["obs_value"].fillna(targets["low"]), strict=True))
    settled = est.conflicts[est.conflicts["chosen_figure_id"].isin(values)]
    lost = {one for ids, kept in zip(settled["figure_ids"], settled["chosen_figure_id"], strict=True)
            for one in ids.split("|") if values.get(one, values[kept]) != values[kept]}  # fmt: skip
    return targets[~targets["figure_id"].isin(lost)]


def _disputed(rows: pd.DataFrame, est: object) -> pd.DataFrame:
    """Add what stands in open conflict with each value, and whether it is on the other side of the target."""
    alike = ~est.conflicts["indicator"].str.contains("|", regex=False)  # of several they contradict each other's sums
    open_ = est.conflicts[alike & est.conflicts["status"].eq("open")].set_index("conflict_id")["figure_ids"]
    seen = est.tables.observations.set_index("figure_id")
    known, early_ = seen["obs_value"], early(seen)
    each = rows["contradicted_by"].fillna("").astype(str).str.split("|").explode().map(open_).dropna()
    aside = rows["set_aside"].where(rows["dated"].eq("bound"), "")  # undated: why the latest page, nobody says
    own = rows["value_ids"].str.cat(aside, sep="|").reindex(each.index)  # a conflict of other figures is not its own
    inside = [not {*ids.split("|")}.isdisjoint(group.split("|")) for ids, group in zip(own, each, strict=True)]
    each = each[inside].astype(str).str.split("|").explode()
    other = each.to_frame("id").assign(value=each.map(known)).dropna()
    other = other.join(rows[["current", "direction", "target", "strict", "ahead", *FACETS]]).query("value != current")
    told = seen.reindex(other["id"])[list(FACETS)].set_axis(other.index)
    other = other[~differing(told, other[list(FACETS)])]  # what a facet sets apart contradicts nothing
    apart = reached(other, other["value"]).ne(reached(other, other["current"]))
    foretold = other["id"].map(early_) & ~other["ahead"]  # against an outcome an estimate of before it decides nothing
    sides = {"disputed": apart & ~foretold, "foretold": apart & foretold}
    sides = {name: one.groupby(level=0).any().reindex(rows.index) for name, one in sides.items()}
    judged = rows["status"].isin([*REACHED, *BEHIND])
    sides = {name: judged & one.eq(True) for name, one in (sides | {"unsure": rows["unsure"]}).items()}
    told = other.groupby(level=0).agg({"value": lambda one: "|".join(f"{value:g}" for value in sorted(set(one))),
                                       "id": "|".join})  # fmt: skip
    told = told.astype(object).reindex(rows.index).fillna("")
    return rows.assign(against=told["value"], against_ids=told["id"], **sides)


def _left(rows: pd.DataFrame, est: object, today: str) -> pd.DataFrame:
    """Say of the targets that no value judges why: the area ended first, or what is wanting."""
    ended, key, frame = rows["deadline"] > last_day(rows, est.tables.areas), _keys(rows, AREA), est.frame
    valued = frame["obs_value"].notna()
    wanting = {"recommendation": rows["role"].ne("target"), "no_number": rows["target"].isna(),
               "no_direction": rows["direction"].eq(0), "no_value": ~key.isin(_keys(frame, AREA)),
               "declined": ~key.isin(_keys(frame[valued], AREA))}  # fmt: skip
    why = np.select([*wanting.values()], [*wanting], "part_year")
    return rows.assign(status=np.where(ended, "lapsed", "not_judged"), reason=np.where(ended, "ended", why),
                       due=rows["deadline"] <= pd.Timestamp(today), today=pd.Timestamp(today))  # fmt: skip


def latest_publication(observations: pd.DataFrame) -> str:
    """Latest full date on which a page of the corpus was published: the "today" of a corpus that stands still."""
    days = observations["published"][observations["published"].str.len().eq(10)]
    return days.max() if len(days) else ""


def values(est: object, aims: pd.DataFrame) -> pd.DataFrame:
    """Values of whole years, of a stock told by parts of one the last, with what :func:`_told` adds.

    Of a target's year in open conflict that of one side, apart from all others (`torn`); of a rank within a region
    also places that no page prints (`derived`).
    """
    kinds = est.tables.indicators.set_index("indicator")["kind"]
    known = with_regional(est.frame, est.tables, aims)
    frame = pd.concat([known.assign(torn=False), contested(aims, est).assign(torn=True)], ignore_index=True)
    frame["derived"] = frame["derived"].fillna("")
    part = ~frame["time_period"].str.fullmatch(r"\d{4}")
    lasts = frame["indicator"].map(periods.lasting(est.tables.indicators)).eq(True)
    able = frame["obs_value"].notna() & (~part | lasts)
    able &= frame["ref_area"].isin(aims["ref_area"]) & frame["indicator"].isin(aims["indicator"])
    frame = frame.assign(weak=frame["trust"].eq("low"))
    rows = frame.drop(columns="status").assign(year=frame["time_period"].str[:4], part=part)[able]
    rows = rows[~rows["time_period"].str.contains("/")].sort_values(["part", "time_period"], ascending=[True, False])
    rows = rows.drop_duplicates([*AREA, "series", *FACETS, "weak", "torn", "year"]).sort_index(ignore_index=True)
    field = ranked_areas(rows, est).where(rows["indicator"].map(kinds).eq("rank")).fillna(0)
    field = rows["mates"].fillna(field).astype(int)  # what a counted place rests on prints the places among all
    told = _told(rows, est.tables.observations.assign(ahead=early))
    told["told_ids"] = told["told_ids"].where(rows["derived"].eq(""), rows["figure_ids"])
    return rows.assign(year=rows["year"].astype(int), field=field, **told)


def _told(rows: pd.DataFrame, observed: pd.DataFrame) -> pd.DataFrame:
    """Figures that print each value (its digits and facets first, of the surest date) and what all of them state.

    `end` is the end of their latest period, or of the year; an undated value stands on its page's day at most.
    """
    said = {"time_period": "told_period", "qualifier": "said", "stage": "stage", "obs_status": "obs_status"}
    each = behind(rows, observed[["figure_id", "obs_value", *FACETS, "period_basis", "ahead", *said]])
    own = rows[["obs_value", *FACETS]].loc[each["row"]].set_axis(each.index)
    stated = each[list(FACETS)]
    facets = (stated.ne(own[list(FACETS)]) & stated.ne("")).any(axis=1)  # silence is no other facet
    basis = each["period_basis"].map(BASES.index)
    each = each.assign(end=periods.frame(each["time_period"])["end"])
    for apart in (each["obs_value"].ne(own["obs_value"]), facets, basis):
        apart = apart[each.index]
        each = each[apart.eq(apart.groupby(each["row"]).transform("min"))]
    by = each.groupby("row")
    told = pd.DataFrame({said[name]: by[name].first().where(by[name].nunique().eq(1), "") for name in said})
    told = told.assign(told_ids=by["figure_id"].agg("|".join), end=by["end"].max(), ahead=by["ahead"].all())
    told = told.reindex(rows.index)
    year_end = pd.to_datetime(rows["time_period"].str[:4] + "-12-31")
    return told.assign(ahead=told["ahead"].eq(True), end=told["end"].fillna(year_end))


def early(figures: pd.DataFrame) -> pd.Series:
    """Which figures foretell their year: printed before it was over, or by a later page still as an estimate."""
    year = figures["time_period"].str.len().eq(4) & figures["period_basis"].ne("publication")
    before = year & periods.frame(figures["published"])["start"].lt(periods.frame(figures["time_period"])["end"])
    guess = figures["obs_status"].eq("E") & figures["frame"].eq("")
    again = (before & guess).groupby([figures[name] for name in (*AREA, "time_period", "obs_value")]).transform("any")
    return before | year & guess & again.eq(True)


def _field(aims: pd.DataFrame, targets: pd.DataFrame, est: object) -> pd.Series:
    """Of how many areas a target rank is one: as printed or of its series, else all of its area's one division."""
    rows = aims.rename(columns={"stated_series": "series"})
    parts = [pd.Series(0.0, [""]), *(pd.Series(len(part), part.index) for part in divisions(est.tables.areas).values())]
    sizes = pd.concat(parts)
    own = aims["ref_area"].map(sizes[~sizes.index.duplicated(keep=False)])
    known = ranked_areas(rows, est, targets).fillna(own)
    return known.where(aims["kind"].eq("rank")).fillna(0).astype(int)


def ranked_targets(case: object, about: pd.DataFrame) -> pd.DataFrame:
    """Targets of some areas that no conflict sets aside, with the number of areas of every rank in `denominator`."""
    targets = upheld(case.tables.targets.merge(about[AREA].drop_duplicates()), case)
    aims = distinct(targets, case.tables.indicators)
    of = _field(aims, targets, case).replace(0, np.nan)
    each = aims["figure_ids"].str.split("|").explode()
    known = pd.Series(of.reindex(each.index).to_numpy(), each.to_numpy())
    return targets.assign(denominator=targets["denominator"].fillna(targets["figure_id"].map(known)))


def last_day(rows: pd.DataFrame, areas: pd.DataFrame) -> pd.Series:
    """Last day of each row's area, where it ended."""
    return pd.to_datetime(rows["ref_area"].map(areas.set_index("area")["valid_to"]), errors="coerce")


def _ruled(rows: pd.DataFrame, est: object, today: str) -> pd.DataFrame:
    """Take back the verdicts that the value cannot carry, and the paces of undated values."""
    bound, other = rows["dated"].eq("bound"), rows["match"].eq("differs")
    flow = rows["indicator"].map(periods.flows(est.tables.indicators)).isin(["flow", "rate"])
    unknown = bound & (flow | rows["kind"].isin(["rank", "rate", "money"]))  # of which year, nobody says
    rows = rows.assign(reached=rows["met"].astype(bool), due=rows["deadline"] <= pd.Timestamp(today))
    late = (rows["end"] - rows["deadline"]).dt.days
    last = last_day(rows, est.tables.areas)
    ended, dateless = rows["deadline"] > last, rows["deadline"].isna() & last.notna()
    status = rows["status"].mask(bound & rows["status"].eq("met_after"), "met_undated")
    status = status.mask(bound & rows["status"].eq("missed"), "unknown")
    year = rows["target_year"].astype(float)
    before, after = rows["current_year"] < year, rows["current_year"] > year
    # growth is of its year, and what a later year brought in says nothing of the target's
    elsewhen = ((before | after) & rows["kind"].eq("rate")) | (after & flow)
    early = before & rows["kind"].eq("rank")  # a place in an earlier edition is no place in the one aimed at
    # an undated figure of a later page may be of before or after the date: short of the target, it says neither
    status = status.mask(bound & after & rows["status"].eq("missed"), "not_judged")
    torn = before & _torn(rows, est)
    status = status.mask(early & rows["reached"] | unknown | elsewhen | torn, "not_judged")
    status = status.mask(other, "other").mask(dateless, "not_judged")
    lapsed = rows["reached"] & status.isin(IN_TIME) & (rows["end"] <= last)  # while the area was there
    rows["reached"] = rows["reached"].where(~ended, lapsed)
    status = status.mask(ended, "lapsed")
    reason = rows["reason"].mask(early, "earlier_edition").mask(bound, "undated")
    reason = reason.mask(unknown, "undated_edition").mask(torn, "declined")
    reason = reason.mask(elsewhen & ~unknown, "other_year").mask(other, "other_thing").mask(dateless, "no_date")
    rows = rows.assign(met=rows["met"].astype(bool) & ~elsewhen & ~early, status=status,
                       reason=reason.mask(ended, "ended"), late_days=late.where((late > 0) & ~bound))  # fmt: skip
    paced = ~bound & ~rows["torn"] & rows["maker"].add(rows["series"]).ne("") & rows["dates"].gt(1)
    going = ~ended & ~other & ~bound
    arrives = going & paced & ~rows["kind"].isin(["rate", "rank"])  # growth leads nowhere, places only change hands
    shown = dict.fromkeys(PACE, paced) | dict.fromkeys(ARRIVAL[:-1], arrives)
    rows = rows.assign(**{name: rows[name].where(one) for name, one in shown.items()})
    when = {"start_ids": paced, "basis": rows["arrival"].notna()}
    return rows.assign(**{name: rows[name].where(one, "") for name, one in when.items()})


def _torn(rows: pd.DataFrame, est: object) -> np.ndarray:
    """Whether the value of the target's own year is in open conflict: one of before then is no verdict."""
    key = ["time_period", *AREA, "series", *FACETS]
    own = rows.assign(time_period=rows["target_year"].astype("string").fillna(""))
    return _keys(own, key).isin(_keys(unvalued(est), key))


def _keys(rows: pd.DataFrame, columns: list[str]) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[columns])
