"""What a target's verdict owes to the figure that is chosen: every claim about the latest year, side by side."""

import pandas as pd

from bdlib import periods
from bdlib.corpus import Corpus
from bdlib.language import choose, indicator_name, number
from bdlib.progress.measures import AREA, measure
from bdlib.progress.verdicts import REACHED, STATUS, aimed, points, word
from bdlib.reconcile import claims


def by_claim(
    targets: pd.DataFrame, observations: pd.DataFrame, indicators: pd.DataFrame, today: str, as_of: str = ""
) -> pd.DataFrame:
    """Judge each target by each value that a source claims for the latest year.

    Parameters
    ----------
    targets, today : as for :func:`bdlib.progress.progress`.
    observations : as in data/clean/observations.csv.
    indicators : codelist.
    as_of : ISO date; claims published later are left out.

    Returns
    -------
    DataFrame
        The columns of :func:`bdlib.progress.measures.measure` and `claim` (the figure), `figure` (as printed),
        `sources` (pages that print this value, joined by ", "); only targets for which sources claim different values.
    """
    said, _ = claims(observations[periods.published_by(observations, as_of)], indicators)
    said = said[said["time_period"].str.fullmatch(r"\d{4}")]
    said = said.assign(year=said["time_period"].astype(int), obs_value=said["point"], witnesses=1)
    latest = said.groupby(AREA)["year"].transform("max")
    said = said[said["year"].eq(latest)].sort_values(["end", "figure_id"], ascending=[False, True])
    value = [*AREA, "point"]
    sources = said.groupby(value)["source_id"].agg(lambda ids: ", ".join(sorted(set(ids))))
    one = said.drop_duplicates(value).join(sources.rename("sources"), on=value)
    one = one[one.groupby(AREA)["point"].transform("size") > 1].assign(
        claim=one["figure_id"], figure_ids=one["figure_id"]
    )
    judged = measure(targets, one, today, by=["claim"])
    facts = one.set_index("claim")[["figure", "sources"]]
    order = ["ref_area", "indicator", "target_year", "target", "current"]
    return judged.join(facts, on="claim").sort_values(order, kind="stable", ignore_index=True)


def matters(judged: pd.DataFrame, corpus: Corpus, lang: str) -> str:
    """Say for each target what the choice among the claims does to its gap and its verdict, one line a target."""
    lines = [_line(rows, corpus, lang) for _, rows in judged.groupby("target_id", sort=False)]
    return "\n".join(f"- {line}" for line in lines)


def _line(rows: pd.DataFrame, corpus: Corpus, lang: str) -> str:
    first = next(rows.itertuples())
    name, aim = indicator_name(corpus.indicators, first.indicator, lang), aimed(first, lang)
    each = "; ".join(_under(row, lang) for row in rows.itertuples())
    return f"{name}, {choose(lang, vi='mục tiêu', en='target')} {aim}: {each}; {_outcome(rows, lang)}."


def _outcome(rows: pd.DataFrame, lang: str) -> str:
    if rows["status"].isin(REACHED).nunique() > 1:
        return choose(lang, vi="**kết luận đổi theo con số được chọn**", en="**the verdict depends on the choice**")
    standing = word(rows["status"].iloc[0], lang, STATUS)
    said = choose(lang, vi=f"kết luận không đổi ({standing})", en=f"the verdict stands ({standing})")
    if rows["gap"].min() <= 0 or rows["status"].iloc[0] in REACHED:
        return said
    times = number(rows["gap"].max() / rows["gap"].min(), lang, 1)
    more = choose(lang, vi=f", nhưng phần còn thiếu lớn gấp {times} lần", en=f", but the gap is {times} times as large")
    return said + more


def _under(row: tuple, lang: str) -> str:
    """One claim and the gap it leaves: theo “chỉ khoảng trên 8%” còn thiếu 12 điểm %."""
    by = choose(lang, vi=f"theo “{row.figure}”", en=f"by “{row.figure}”")
    if row.status in REACHED:
        return f"{by} {word(row.status, lang, STATUS)}"
    if row.gap == 0:
        return choose(lang, vi=f"{by} vừa bằng mốc", en=f"{by} just at the mark")
    missing = points(row.gap, row, lang)
    return choose(lang, vi=f"{by} còn thiếu {missing}", en=f"{by} {missing} short")
