"""What must hold between figures: declared in rules.csv or derived from the codelist of indicators, and where it fails.

The way of official statistics: rules are data, figures are confronted with them, errors are located as the fewest
changes that make every rule hold.

| kind | what holds | derived from |
|---|---|---|
| part | a part is no more than its whole | `part_of` |
| ratio | a share is 100 times one count over another; an amount a head, over heads | `ratio_of` |
| growth | a level is the level of the year before, grown at the rate printed | `change_of` of a rate |
| spans | a flow of two spans is their sum, a growth lies between those of the two | flows, `change_of` of a rate |
| sum | a whole is the sum of its parts | declared |
| limit | a figure is no more than another, whatever its unit | declared |
| based | a share whose page names another base need not be that of the counts | `ratio_of` |
| order | of two areas the one with the better score has the better rank | `ranks` |
| turnover | a figure above another is a turnover, and no part of it | declared |
| prices | a level is at constant prices if it is as far below the others as those lie | declared |
| total | the parts sum to a number that is known | declared |
"""

import numpy as np
import pandas as pd

from bdlib.cleaning import significant
from bdlib.codelists import DEFINING as FACETS

KEY = ["ref_area", "start", "end"]
NEAR = 0.05  # a ratio of counts of several days fits so far off; of several pages only one five times as far fails
LATEST = 2  # years for which the last official count of people stands where there is no newer one
VINTAGES = 0.25  # the re-evaluation of 2019 raised the GDP of 2010 to 2017 by 25% a year on average
SEASON = 0.1  # of a half-year's output a quarter makes half, more or less by this
A_YEAR = (364, 366)  # days between two equal spans of neighbouring years
FIGURE = [*KEY, "at", "point", "low_end", "high_end", "source_id", "maker_code", "series", *FACETS]


def derived(indicators: pd.DataFrame | None, declared: pd.DataFrame | None = None) -> pd.DataFrame:
    """All rules of a study: rule, kind, whole (indicator), parts (tuple of indicators)."""
    made = [(row.rule, row.kind, row.whole, tuple(row.parts.split("|"))) for row in declared.itertuples()] if (
        declared is not None) else []  # fmt: skip
    for row in indicators.itertuples() if indicators is not None else ():
        facts = {name: getattr(row, name, "") for name in ("part_of", "ratio_of", "change_of", "kind", "unit", "flow")}
        if facts["part_of"]:
            made.append((f"part:{row.indicator}", "part", facts["part_of"], (row.indicator,)))
        if facts["ratio_of"] and (facts["unit"] in ("percent", "per_100") or facts["kind"] == "money"):
            made.append((f"ratio:{row.indicator}", "ratio", row.indicator, tuple(facts["ratio_of"].split("/"))))
        if facts["kind"] == "rank" and getattr(row, "ranks", ""):
            made.append((f"order:{row.indicator}", "order", row.indicator, (row.ranks,)))
        if facts["change_of"] and facts["kind"] == "rate":
            made.append((f"growth:{row.indicator}", "growth", facts["change_of"], (row.indicator,)))
        if facts["flow"] == "flow" or (facts["change_of"] and facts["kind"] == "rate"):
            made.append((f"spans:{row.indicator}", "spans", row.indicator, (row.indicator,)))
    return pd.DataFrame(made, columns=["rule", "kind", "whole", "parts"])


def violations(claims: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    """Confront the measured figures with the rules; a row is a figure of a rule that fails, or that `holds`.

    edit (number), rule, kind, at (position in `claims`), member (0 the whole, else the place among the parts), implied
    (what the others make of it), rounded (no more than the last digits), together (one page prints all), holds, gap
    (share by which one that holds is off), most (what it can be: its limit, or the largest whole that a page prints).
    """
    split = [[part.rpartition("*")[::2] for part in parts] for parts in rules["parts"]]  # 20000*revenue_usd
    scale = {name: float(times) for parts in split for times, name in parts if times}
    rules = rules.assign(parts=[tuple(name for _, name in parts) for parts in split])
    named = {*rules["whole"], *rules["parts"].explode()}
    use = claims["side"].eq("measured") & np.isfinite(claims["point"]) & claims["indicator"].isin(named)
    use = claims.assign(at=np.arange(len(claims)))[use]
    use = use.drop_duplicates([*KEY, "indicator", "point", "source_id", *FACETS])
    groups = dict(tuple(use.groupby("indicator")))
    for part, times in scale.items():
        if part in groups:
            ends = ["point", "low_end", "high_end"]
            groups[part] = groups[part].assign(**{name: times * groups[part][name] for name in ends})
    checks = {"part": _part, "limit": _part, "turnover": _part, "ratio": _ratio, "sum": _sum, "growth": _growth,
              "order": _order, "total": _total, "spans": _spans}  # fmt: skip
    levels = [row for row in rules.itertuples() if row.kind == "prices" and {row.whole, *row.parts} <= groups.keys()]
    known = groups.keys() | set(rules.loc[rules["kind"].eq("total"), "whole"])
    whole = [row for row in rules.itertuples() if row.kind in checks and {row.whole, *row.parts} <= known]
    held = [(row, frame) for row in whole if len(frame := checks[row.kind](groups, row))]
    found = [pd.DataFrame({"kind": row.kind, **frame}).assign(rule=row.rule) for row, frame in held]
    for level in levels:
        found = [_deflated(frame, groups, level) if (row.kind, row.parts[0]) == ("ratio", level.whole) else frame
                 for frame, (row, _) in zip(found, held, strict=True)]  # fmt: skip
    if not found:
        return pd.DataFrame(columns="edit rule kind at member implied rounded together holds gap most".split())
    named = [frame.assign(edit=frame["edit"].astype(str) + frame["rule"]) for frame in found]
    made = pd.concat(named, ignore_index=True)
    of = claims["denominator"].where(claims["kind"].eq("count")).groupby(claims["object"]).transform("max")
    return made.assign(most=of.fillna(claims["limit"]).fillna(np.inf).to_numpy()[made["at"]])


def _cells(groups: dict[str, pd.DataFrame], whole: str, parts: tuple[str, ...]) -> pd.DataFrame:
    """Figures of a whole beside those of its parts: of one area and period, one page or one maker, and one series."""
    rows, size = _placed(groups[whole][FIGURE], 0), len(parts) + 1
    for place, part in enumerate(parts, start=1):
        rows = rows.merge(_placed(groups[part][FIGURE], place), on=KEY)
        page = rows["source_id_0"].eq(rows[f"source_id_{place}"])
        rows = rows[page | np.all([_agree(rows, name, place) for name in ("maker_code", *FACETS)], axis=0)]
    pages = [rows[f"source_id_{place}"].eq(rows["source_id_0"]) for place in range(1, size)]
    rows = rows.assign(together=np.all(pages, axis=0))
    whole_page = rows[[f"at_{place}" for place in range(size)]].min(axis=1)
    best = rows.assign(order=~rows["together"], first=whole_page).sort_values(["order", "first"], kind="stable")
    return best.drop_duplicates([*KEY, *[f"point_{place}" for place in range(size)]])


def _placed(rows: pd.DataFrame, place: int, but: list[str] = KEY) -> pd.DataFrame:
    """Put the place in a rule behind the names of the columns, but of those by which figures come together."""
    return rows.rename(columns={name: f"{name}_{place}" for name in rows if name not in but})


def _agree(rows: pd.DataFrame, name: str, place: int) -> pd.Series:
    one, other = rows[f"{name}_0"], rows[f"{name}_{place}"]
    return one.eq(other) | one.eq("") | other.eq("")


def _long(rows: pd.DataFrame, implied: list[pd.Series], rounded: pd.Series | bool = False,
          fails: pd.Series | bool = True) -> pd.DataFrame:  # fmt: skip
    """One row a figure of each rule that `fails`, or that holds between pages: one alone vouches for nothing."""
    rows = rows.assign(gap=rows.get("gap", 0.0), rounded=rounded, holds=~(pd.Series(False, rows.index) | fails))
    if not (kept := ~rows["holds"] | ~rows["together"]).any():
        return pd.DataFrame(columns=["edit"])
    rows = rows[kept].reset_index(drop=True)
    same = {"edit": rows.index, **rows[rows.columns.intersection(["rounded", "together", "holds", "kind", "gap"])]}
    made = [pd.DataFrame(same | {"at": rows[f"at_{place}"], "member": place,
                                 "implied": significant(value[kept]).to_numpy()})
            for place, value in enumerate(implied)]  # fmt: skip
    return pd.concat(made, ignore_index=True).astype({"at": int})


def _part(groups: dict[str, pd.DataFrame], rule: object) -> pd.DataFrame:
    """A part or limited figure above every whole about the same time; a flow of months above that of its year."""
    columns = ["ref_area", "at", "point", "low_end", "high_end", "start", "end", "dated", "source_id", "timing",
               "unit_measure", *FACETS]  # fmt: skip
    rows = groups[rule.whole][columns].merge(groups[rule.parts[0]][columns], on="ref_area", suffixes=("_0", "_1"))
    apart = (rows["end_1"] - rows["end_0"]).abs()
    within = rows["start_1"].ge(rows["start_0"]) & rows["end_1"].le(rows["end_0"])
    meet = rows["start_1"].le(rows["end_0"]) & rows["start_0"].le(rows["end_1"])
    undated = rows["dated_0"].eq("bound") | rows["dated_1"].eq("bound")
    grown = undated & rows["end_0"].ge(rows["end_1"])  # the whole is younger, and still smaller
    grown = (grown | rows["dated_0"].eq("bound") & rows["dated_1"].eq("bound")) & apart.le(A_YEAR[1])  # both "now"
    near = np.where(rows["timing_0"].eq("stock"), meet | grown, within)
    fits = near & (rows["unit_measure_0"].eq(rows["unit_measure_1"]) | (rule.kind != "part"))
    fits &= np.all([_agree(rows, name, 1) for name in FACETS], axis=0)
    rows = rows.assign(together=rows["source_id_0"].eq(rows["source_id_1"]), apart=apart)[fits]
    whole = rows.groupby("at_1")["high_end_0"].transform("max").where(~rows["together"], rows["high_end_0"])
    rows = rows[rows["low_end_1"].gt(whole)]
    rows = rows.sort_values(["together", "apart", "at_0"], ascending=[False, True, True]).drop_duplicates("at_1")
    return _long(rows, [rows["point_1"], rows["point_0"]])


def _ratio(groups: dict[str, pd.DataFrame], rule: object) -> pd.DataFrame:
    unit = 1 if groups[rule.whole]["kind"].iloc[0] == "money" else 100
    counted = groups if unit == 100 else groups | {rule.parts[1]: _carried(groups[rule.parts[1]])}
    rows = _cells(counted, rule.whole, rule.parts)
    tables = groups[rule.parts[1]].loc[groups[rule.parts[1]]["frame"].ne(""), "at"]
    own = rows["source_id_0"].eq(rows["source_id_1"]) & rows["at_2"].isin(tables)  # of one page, so of one release
    slack = 1 if unit == 100 else np.where(own, 1 + NEAR, 1 + VINTAGES)
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = unit * rows["low_end_1"] / rows["high_end_2"], unit * rows["high_end_1"] / rows["low_end_2"]
        implied = [unit * rows["point_1"] / rows["point_2"], rows["point_0"] * rows["point_2"] / unit,
                   unit * rows["point_1"] / rows["point_0"]]  # fmt: skip
    fails = (low > rows["high_end_0"] * slack) | (high * slack < rows["low_end_0"])
    last = rows["high_end_0"] - rows["low_end_0"]  # a share may be cut off instead of rounded
    cut = (low <= rows["high_end_0"] + last) & (high >= rows["low_end_0"] - last)
    rows["kind"] = np.where(rows["base_0"].ne(""), "based", rule.kind)  # a base of its own is another share
    meets = (low <= rows["high_end_0"]) & (high >= rows["low_end_0"])
    rows["gap"] = (implied[0] / rows["point_0"] - 1).abs().mask(meets | fails, 0.0)
    told = rows["gap"].le(NEAR)
    return _long(rows[told], [value[told] for value in implied], (cut & fails)[told], fails[told])


def _carried(counts: pd.DataFrame) -> pd.DataFrame:
    """Add the last count of a complete table for the years after it (:data:`LATEST`), as that of these years, too."""
    last = counts[counts["frame"].eq("complete")].sort_values("end").drop_duplicates("ref_area", keep="last")
    year, more = last["end"].to_numpy().astype("M8[D]").astype("M8[Y]"), [counts]
    for n in range(1, LATEST + 1):
        start, end = ((year + m).astype("M8[D]").astype(float) for m in (n, n + 1))
        more.append(last.assign(start=start, end=end - 1))
    return pd.concat(more, ignore_index=True)


def _sum(groups: dict[str, pd.DataFrame], rule: object) -> pd.DataFrame:
    rows, size = _cells(groups, rule.whole, rule.parts), len(rule.parts) + 1
    total = sum(rows[f"point_{place}"] for place in range(1, size))
    gap = total - rows["point_0"]
    low, high = (sum(rows[f"{end}_{place}"] for place in range(1, size)) for end in ("low_end", "high_end"))
    meets = (low <= rows["high_end_0"]) & (high >= rows["low_end_0"])
    own = [f"at_{place}" for place in range(1, size)]
    vouched = meets.groupby([rows[name] for name in own]).transform("any")  # the parts have a total that fits
    fails = (gap.abs() > 1e-9 * rows["point_0"].abs()) & (meets & rows["together"] | ~vouched)
    implied = [total, *(rows[f"point_{place}"] - gap for place in range(1, size))]
    told = fails | meets
    return _long(rows[told], [value[told] for value in implied], meets[told], fails[told])


def _spans(groups: dict[str, pd.DataFrame], rule: object) -> pd.DataFrame:
    """A span whose figure is not what the figures of the two spans make that it consists of."""
    rows = groups[rule.whole].loc[groups[rule.whole]["dated"].eq("stated"), [*FIGURE, "kind"]]
    short = rows[(rows["end"] - rows["start"]).lt(A_YEAR[0])].drop(columns="kind")
    if short.empty:
        return pd.DataFrame(columns=["edit"])
    first = _placed(short, 1, ["ref_area", "start"])
    then = _placed(short.assign(end_1=short["start"] - 1).drop(columns="start"), 2, ["ref_area", "end", "end_1"])
    whole = _placed(rows, 0, [*KEY, "kind"])
    rows = whole.merge(first, on=["ref_area", "start"]).merge(then, on=["ref_area", "end", "end_1"])
    rows = rows[np.all([_agree(rows, name, 1) & _agree(rows, name, 2) for name in ("series", *FACETS)], axis=0)]
    rate, share = rows.pop("kind").eq("rate"), (rows["end_1"] - rows["start"] + 1) / (rows["end"] - rows["start"] + 1)
    made, weights = {}, ((share - SEASON, share + SEASON) if rate.any() else (1, 1))
    for end in ("point", "low_end", "high_end"):
        one, two = rows[f"{end}_1"], rows[f"{end}_2"]
        made[end] = [weight * one + (1 - weight) * two if rate.any() else one + two for weight in (share, *weights)]
    fails = np.minimum(*made["low_end"][1:]) > rows["high_end_0"]
    fails |= np.maximum(*made["high_end"][1:]) < rows["low_end_0"]
    gap = made["point"][0] - rows["point_0"]
    parts = [rows["point_1"] - gap / share.where(rate, 1), rows["point_2"] - gap / (1 - share).where(rate, 1)]
    rows["together"] = rows["source_id_0"].eq(rows["source_id_1"]) & rows["source_id_0"].eq(rows["source_id_2"])
    return _long(rows, [made["point"][0], *parts], fails=fails)


def _deflated(found: pd.DataFrame, groups: dict[str, pd.DataFrame], rule: object) -> pd.DataFrame:
    """Name the ratios that fail by as much as constant prices, where both are printed, lie below current ones."""
    both = _cells(groups, rule.whole, rule.parts)
    below = (both["point_1"] / both["point_0"])[both["high_end_1"] < both["low_end_0"]]
    level = found[found["member"].eq(1) & ~found["holds"]]
    points = groups[rule.whole].set_index("at")["point"].reindex(level["at"]).to_numpy()
    edits = level["edit"][(points / level["implied"]).between(below.min(), below.max())]
    return found.assign(kind=found["kind"].mask(found["edit"].isin(edits) & ~found["holds"], rule.kind))


def _total(groups: dict[str, pd.DataFrame], rule: object) -> pd.DataFrame:
    """Parts that sum to the number: nothing says what is wrong where they do not."""
    rows = _cells(groups, rule.parts[0], rule.parts[1:])
    points = rows[[f"point_{place}" for place in range(len(rule.parts))]]
    rows, points = (frame[points.sum(axis=1).eq(float(rule.whole))] for frame in (rows, points))
    return _long(rows.assign(together=False), [points[name] for name in points], fails=False)


def _growth(groups: dict[str, pd.DataFrame], rule: object) -> pd.DataFrame:
    """A level that the level and the growth printed together a year later contradict."""
    later = _cells(groups, rule.whole, rule.parts)
    later = later[later["together"]]
    rows = later.merge(_placed(groups[rule.whole][FIGURE], 2, ["ref_area"]), on="ref_area")
    rows = rows[(rows["end"] - rows["end_2"]).between(*A_YEAR) & (rows["start"] - rows["start_2"]).between(*A_YEAR)]
    rows = rows[_agree(rows, "prices", 2) & _agree(rows, "maker_code", 2)]
    low = rows["low_end_0"] / (1 + rows["high_end_1"] / 100)
    high = rows["high_end_0"] / (1 + rows["low_end_1"] / 100)
    fails = (low > rows["high_end_2"]) | (high < rows["low_end_2"])
    implied = [rows["point_2"] * (1 + rows["point_1"] / 100), 100 * (rows["point_0"] / rows["point_2"] - 1),
               rows["point_0"] / (1 + rows["point_1"] / 100)]  # fmt: skip
    rows["together"] = rows["source_id_0"].eq(rows["source_id_2"])
    return _long(rows[fails], [value[fails] for value in implied])


def _order(groups: dict[str, pd.DataFrame], rule: object) -> pd.DataFrame:
    """A rank that some print contradicts, and every score of its area beside another area's rank and score."""
    columns = ["ref_area", "year", "series", "at", "point", "low_end", "high_end"]
    key = columns[:3]
    ranks, scores = (groups[name][columns].drop_duplicates([*key, "point"]) for name in (rule.whole, *rule.parts))
    table = groups[rule.whole].loc[groups[rule.whole]["frame"].ne(""), key].drop_duplicates()  # has the say itself
    doubted = ranks[ranks.duplicated(key, keep=False)].merge(table, how="left", indicator="told")
    if (doubted := doubted[doubted["told"].eq("left_only")]).empty:
        return pd.DataFrame(columns=["edit"])
    known = ranks[~ranks.duplicated(key, keep=False)].merge(scores, on=key, suffixes=("_2", "_3"))
    best = scores.loc[scores.groupby(key)["high_end"].idxmax()]
    rows = doubted.merge(best, on=key, suffixes=("_0", "_1")).merge(known, on=key[1:], suffixes=("", "_other"))
    better, worse = rows["point_0"] < rows["point_2"], rows["high_end_1"] < rows["low_end_3"]
    rows = rows[better & worse].sort_values(["at_0", "point_3"]).drop_duplicates("at_0").assign(together=False)
    return _long(rows, [rows[f"point_{place}"] for place in range(4)])
