"""The estimates that each choice of method, origin left out and day gives, group by group, each set of them once."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from bdlib import asking
from bdlib.codelists import DEFINING
from bdlib.evidence.case import weigh
from bdlib.gap.measures import AREA
from bdlib.periods import published_by
from bdlib.reconciliation import methods
from bdlib.reconciliation.claims import prepare
from bdlib.reconciliation.frames import complete

SEP = "\x1f"
SAME = [*AREA, "time_period", "series", *DEFINING, "obs_value", "lower", "upper", "figure_ids", "dated",
        "status"]  # fmt: skip


def variants(
    case: Any, repeat: Any, about: Mapping[str, Sequence[str]], names: Sequence[str],
    without: Sequence[str] | None, days: Sequence[str],
) -> pd.DataFrame:  # fmt: skip
    """Reconcile under every choice: a row a group and choice, with `frame` (estimates) and the number of `variant`.

    Leaving an origin out changes only the areas and indicators that it speaks about; those are laid side by side under
    names of their own and assessed in one call for each day.
    """
    tables = case.tables
    observed, targets = tables.observations, tables.targets
    if scope := getattr(repeat, "scope", None):
        observed = observed[scope(tables, about["ref_area"])]
    for name in (name for name, codes in about.items() if codes and name in repeat.group):
        observed, targets = (rows[rows[name].isin(about[name])] for rows in (observed, targets))
    origin = case.origins.set_index("figure_id")["origin"]
    who = observed["figure_id"].map(origin).fillna("")
    left = asking.among(without, who, "an origin of these figures") if without is not None else sorted(set(who) - {""})
    known, out = methods(), []
    for day in days:
        seen, aims = (rows[published_by(rows, day)] for rows in (observed, targets))
        rows = _apart(seen, who.loc[seen.index], left)
        claims = prepare(weigh(tables, pd.concat([seen, rows], ignore_index=True), aims))[0]
        for method in names:
            frame = complete(known[method](claims), claims, method)[0]
            less = frame["ref_area"].str.contains(SEP, regex=False)
            out += _choices(frame[~less], frame[less], observed, who, left, repeat.group, method, day)
    made = pd.DataFrame(out, columns=["group", "method", "without", "as_of", "frame", "content"])
    # Equal estimates of another day are a set of their own: a target may be due on one day and not on the other.
    return made.assign(variant=pd.factorize(made["group"] + SEP + made["as_of"] + SEP + made.pop("content"))[0])


def _apart(observed: pd.DataFrame, who: pd.Series, left: Sequence[str]) -> pd.DataFrame:
    """The groups that each origin speaks about, without it; the area is under the name of the origin."""
    spoken = observed[AREA].assign(spec=who)[who.isin(left)].drop_duplicates()
    rows = spoken.merge(observed.assign(who=who), on=AREA).query("who != spec").drop(columns="who")
    names = rows["spec"] + SEP
    return rows.assign(ref_area=names + rows["ref_area"], figure_id=names + rows["figure_id"]).drop(columns="spec")


def parted(names: pd.Series) -> pd.DataFrame:
    """What stands before the separator in the names of areas, and the areas."""
    return names.str.split(SEP, n=1, expand=True).reindex(columns=[0, 1]).set_axis(["spec", "ref_area"], axis=1)


def _choices(
    whole: pd.DataFrame, apart: pd.DataFrame, observed: pd.DataFrame, who: pd.Series, left: Sequence[str],
    group: list[str], method: str, day: str,
) -> list[tuple[str, str, str, str, pd.DataFrame, str]]:  # fmt: skip
    """Estimates of every group with all origins, and without each that speaks about it; and a hash of these."""
    ids = apart["figure_ids"].str.replace(rf"[^|{SEP}]*{SEP}", "", regex=True)
    apart = apart.assign(**parted(apart["ref_area"]), figure_ids=ids)
    with_all, without_one = dict(list(whole.groupby(group))), dict(list(apart.groupby(["spec", *group])))
    whole_rows, apart_rows = (pd.util.hash_pandas_object(one[SAME].astype(str), index=False) for one in (whole, apart))
    out = [(SEP.join(key), method, "", day, part, _content(whole_rows[part.index])) for key, part in with_all.items()]
    spoken = observed[AREA].assign(spec=who)[who.isin(left)].drop_duplicates()
    for (spec, *key), gone in spoken.groupby(["spec", *group])["ref_area"]:
        kept = with_all.get(tuple(key), whole[:0])
        kept = kept[~kept["ref_area"].isin(gone)]
        new = without_one.get((spec, *key), apart[:0])[whole.columns]
        frame = pd.concat([kept, new], ignore_index=True) if len(kept) else new
        out.append((SEP.join(key), method, spec, day, frame, _content(whole_rows[kept.index], apart_rows[new.index])))
    return out


def _content(*rows: pd.Series) -> str:
    """The same text for the same estimates, in whatever order."""
    return hashlib.sha256(np.sort(np.concatenate(rows)).tobytes()).hexdigest()
