"""The tables of conflicts and variants: codes, numbers and the facts from which others make sentences."""

import hashlib
import json

import numpy as np
import pandas as pd

from bdlib.evidence.choice import sides
from bdlib.evidence.claims import FACETS, LEVELS, STRONG
from bdlib.evidence.crossing import renewing
from bdlib.evidence.kinds import KINDS

COLUMNS = ["conflict_id", "ref_area", "indicator", "role", "time_period", "figure_ids", "kinds", "strengths", "status",
           "chosen_figure_id", "reason", "origins", "prints", "facts"]  # fmt: skip
LISTED = ("maker_code", "series", "stage", *FACETS)
RULED = ("arithmetic_inconsistency", "impossible_value", "rounding", "definition", "scope_population",
         "vintage_revision", "unexplained")  # fmt: skip  # kinds that a failing rule shows
APART = ("series_method", "vintage_revision")
NONE = pd.DataFrame(columns=COLUMNS, dtype=str).astype({"origins": int, "prints": int})
JOINED = {"ref_area": "ref_area", "indicator": "indicator", "role": "role", "figure_ids": "figure_id"}


def tabulate(claims: pd.DataFrame, pairs: pd.DataFrame, members: pd.DataFrame, levels: pd.DataFrame,
             decided: pd.DataFrame, failing: pd.DataFrame) -> pd.DataFrame:  # fmt: skip
    """Write groups as a table of :data:`COLUMNS`; an identifier does not change with other rows.

    `facts` is JSON: `values`, and `tests` (of each kind the pair that shows it best; of a failing rule its figures).
    """
    out = pd.DataFrame({name: _joined(members, column) for name, column in JOINED.items()})
    out["time_period"] = _span(members)
    both = decided["status"].eq("open") & levels["series_method"].gt(0)  # other makers are no releases of one
    method = levels["series_method"].mask(both, levels[[*APART]].max(axis=1))
    levels = telling(levels.assign(series_method=method.mask(decided["reason"].isin(["revised", "ended"]), 0)))
    out = out.join(ranked(levels)).join(decided[["status", "reason", "chosen"]])
    out["chosen_figure_id"] = np.append(claims["figure_id"].to_numpy(object), "")[out["chosen"]]
    out[["origins", "prints"]] = members.groupby("group")[["witness", "source_id"]].nunique()
    out["facts"] = facts(claims, pairs, members, failing, levels)
    names = out["ref_area"] + "\x1f" + out["indicator"] + "\x1f" + out["figure_ids"]
    out["conflict_id"] = [f"K{hashlib.sha256(name.encode()).hexdigest()[:8]}" for name in names]
    order = ["ref_area", "indicator", "time_period", "figure_ids"]  # two rules broken by the same figures: one matter
    return out[COLUMNS].drop_duplicates("conflict_id").sort_values(order, kind="stable", ignore_index=True)


def telling(levels: pd.DataFrame) -> pd.DataFrame:
    """Levels of the kinds worth telling: none that only may be beside one that is, none but the strongest guess."""
    least = levels[KINDS].max(axis=1).clip(upper=STRONG)
    return levels[KINDS].where(levels[KINDS].ge(least, axis=0), 0)


def ranked(levels: pd.DataFrame) -> pd.DataFrame:
    """Kinds of each group and their strengths by name, the strongest first, joined by |."""
    told = []
    for values in levels[KINDS].to_numpy():
        line = [place for place in np.argsort(-values, kind="stable") if values[place] > 0]
        told.append(("|".join(KINDS[place] for place in line), "|".join(LEVELS[values[place]] for place in line)))
    return pd.DataFrame(told, columns=["kinds", "strengths"], index=levels.index)


def facts(claims: pd.DataFrame, pairs: pd.DataFrame, members: pd.DataFrame, failing: pd.DataFrame,
          levels: pd.DataFrame) -> pd.Series:  # fmt: skip
    """The deciding facts of each group, as JSON."""
    pairs = pairs.assign(**pairs[KINDS].where(levels.reindex(pairs["group"]).gt(0).to_numpy(), 0))
    tests = _tests(claims, pairs, _rules(claims, failing))
    return pd.Series({group: json.dumps({"values": said, "tests": tests.get(group, [])}, ensure_ascii=False)
                      for group, said in _values(claims, members).items()})  # fmt: skip


def _values(claims: pd.DataFrame, members: pd.DataFrame) -> dict[int, list[dict]]:
    """What stands against what: each value of a group with who prints it, the best supported first."""
    order, rising = ["group", "origins", "prints", "point"], [True, False, False, True]
    rows = sides(claims, members).sort_values(order, ascending=rising)
    take = {name: members[name].to_numpy(object) for name in ("figure_id", "time_period", "dated", *LISTED)}
    places = members.groupby(["group", "point"]).indices
    found: dict[int, list[dict]] = {}
    for row in rows.itertuples():
        said = {name: column[places[row.group, row.point]] for name, column in take.items()}
        value = {"value": row.point, "low": row.low, "high": row.high, "figures": said["figure_id"].tolist(),
                 "origins": row.origins, "prints": row.prints, "periods": sorted({*said["time_period"]}),
                 "dated": sorted({*said["dated"]})}  # fmt: skip
        value |= {name: sorted(codes) for name in LISTED if (codes := {*said[name]} - {""})}
        found.setdefault(row.group, []).append(value)
    return found


def _tests(claims: pd.DataFrame, pairs: pd.DataFrame, rules: dict[str, dict]) -> dict[int, list[dict]]:
    """For each kind of a group the pair that shows it best."""
    ids = claims["figure_id"].to_numpy()
    found: dict[int, list[dict]] = {}
    for kind in KINDS:
        best = pairs[pairs[kind].gt(0)].sort_values(["group", kind, "i", "j"], ascending=[True, False, True, True])
        best = best.drop_duplicates("group")[["group", kind, "i", "j", "loser", "edit"]]
        for group, level, i, j, loser, edit in best.itertuples(index=False):
            test = {"kind": kind, "strength": LEVELS[level], "figures": [ids[i], ids[j]]}
            test |= {"wrong": ids[loser]} if loser >= 0 else {}
            test |= {"rule": rules[edit]} if edit in rules and kind in RULED else {}
            found.setdefault(group, []).append(test)
    for tests in found.values():
        tests.sort(key=lambda one: -LEVELS.index(one["strength"]))
    return found


def _rules(claims: pd.DataFrame, failing: pd.DataFrame) -> dict[str, dict]:
    """Failing rules by number: name, kind, figures and what the others make of each, the whole first."""
    rows = failing.assign(figure=claims["figure_id"].to_numpy()[failing["at"]], newer=renewing(claims, failing))
    rows = rows.sort_values(["edit", "member"])
    fit = rows["holds"].astype(bool)
    held = rows[fit].groupby("edit")["figure"].agg(list)
    of = rows[fit].sort_values("gap", kind="stable").drop_duplicates("figure").set_index("figure")[["edit", "gap"]]
    by = rows[~fit].groupby("edit").agg(rule=("rule", "first"), kind=("kind", "first"), figures=("figure", list),
                                        implied=("implied", list), most=("most", list))  # fmt: skip
    by["most"] = [[most if made > most else None for made, most in zip(*pair, strict=True)]
                  for pair in zip(by["implied"], by["most"], strict=True)]  # fmt: skip
    by["held"] = [[{"figure": one, "others": [other for other in held[of.at[one, "edit"]] if other != one],
                    "gap": of.at[one, "gap"]} for one in figures[:2] if one in of.index][:1]
                  for figures in by["figures"]]  # fmt: skip
    newer = rows[~fit & rows["newer"]].groupby("edit")["figure"].agg(list)
    rules = by.to_dict("index")
    for edit, figures in newer.items():
        rules[edit]["newer"] = figures
    return rules


def _joined(members: pd.DataFrame, name: str) -> pd.Series:
    """Distinct values of a column by group, sorted and joined by |."""
    return members.groupby("group")[name].agg(lambda said: "|".join(sorted({*said}))).astype(str)


def _span(members: pd.DataFrame) -> pd.Series:
    """The period that all figures of a group state, else its first and last year, joined by / where they differ."""
    one = _joined(members.assign(said=members["time_period"].where(members["dated"].eq("stated"), "")), "said")
    years = members.groupby("group")["year"].agg(["min", "max"])
    first, last = (years[name].map("{:.0f}".format).where(years[name].notna(), "") for name in ("min", "max"))
    return one.where(one.ne("") & ~one.str.contains("|", regex=False), first.where(first.eq(last), first + "/" + last))
