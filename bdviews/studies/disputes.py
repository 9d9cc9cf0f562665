"""What notebook 03 tells: the conflicts of the corpus, the story of one of them, what would settle those left open."""

from dataclasses import dataclass

import pandas as pd

from bdlib import cleaning as clean
from bdlib import periods
from bdlib.corpus import Corpus
from bdlib.evidence import Case, assess
from bdlib.reconciliation import Estimates, reconcile
from bdviews.conflicts.kinds import SETTLES
from bdviews.conflicts.wording import explained
from bdviews.language import choose, indicator_name
from bdviews.language.messages import gettext
from bdviews.parameters import Parameters

STORIES = 2
STATUS_NAMES = {
    "explained": ("không cần chọn", "no decision needed"),
    "resolved": ("đã chọn một số", "one figure chosen"),
    "open": ("để riêng, chưa chọn", "kept apart"),
}


@dataclass(frozen=True)
class Study:
    """Everything that notebook 03 looks at, as of a date."""

    corpus: Corpus
    observations: pd.DataFrame
    targets: pd.DataFrame
    evidence: Case
    conflicts: pd.DataFrame
    estimates: Estimates


def study(corpus: Corpus, asked: Parameters) -> Study:
    """Clean, hold against each other and reconcile what had been published by the date asked for."""
    tables, as_of = clean.clean(corpus), str(asked.as_of or "")
    obs, targets = (rows[periods.published_by(rows, as_of)] for rows in (tables.observations, tables.targets))
    case = assess(tables, as_of)
    return Study(corpus, obs, targets, case, explained(case.conflicts, tables), reconcile(case, asked.method))


def within(conflicts: pd.DataFrame, area: str) -> pd.DataFrame:
    """Conflicts about an area, alone or beside another."""
    return conflicts[[area in codes.split("|") for codes in conflicts["ref_area"]]].reset_index(drop=True)


def settles(kinds: str, lang: str) -> str:
    """Say what would settle a conflict of these kinds."""
    needed = dict.fromkeys(gettext(lang, SETTLES[kind]) for kind in kinds.split("|")[:2])
    return choose(lang, vi="Điều sẽ giải quyết dứt điểm: ", en="What would settle it: ") + "; ".join(needed) + "."


def title(found: Study, asked: Parameters, indicator: str) -> str:
    """Say in one line who says what: the figure chosen against the strongest other."""
    own = within(found.conflicts, asked.area)
    own = own[own["indicator"].eq(indicator) & ~own["role"].str.contains("target")]
    name = indicator_name(found.corpus.indicators, indicator, asked.lang)
    if own.empty:
        return choose(asked.lang, vi=f"{name}: các nguồn không mâu thuẫn", en=f"{name}: the sources do not conflict")
    row = own.iloc[0]
    claims = found.evidence.claims
    members = claims[claims["figure_id"].isin(row["figure_ids"].split("|"))]
    voices = members.groupby("point").agg(size=("witness", "nunique"), figure=("figure", "first"))
    voices = voices.sort_values("size", ascending=False, kind="stable")
    picked = claims.set_index("figure_id")["point"].get(row["chosen_figure_id"], voices.index[0])
    other = voices.index[voices.index != picked][0]
    a, b = voices.loc[picked], voices.loc[other]
    if not row["chosen_figure_id"]:
        return choose(
            asked.lang,
            vi=f"“{a.figure}” và “{b.figure}” không thể gộp",
            en=f"“{a.figure}” and “{b.figure}” cannot be pooled",
        )
    return choose(
        asked.lang,
        vi=f"{a['size']} nguồn độc lập nêu “{a.figure}”, {b['size']} nguồn nêu “{b.figure}”",
        en=f"Independent sources: {a['size']} for “{a.figure}”, {b['size']} for “{b.figure}”",
    )
