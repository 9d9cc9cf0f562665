"""What a target's verdict owes to the figure that is chosen: every claim about the latest year, side by side."""

from types import SimpleNamespace

import pandas as pd

from bdlib.corpus import Corpus
from bdlib.evidence import assess
from bdlib.gap.measures import AREA, measure
from bdlib.gap.verdicts import REACHED, STATUS, aimed, missing, word
from bdlib.reconciliation.claims import prepare
from bdviews.language import choose, indicator_name, number


def by_claim(
    targets: pd.DataFrame, observations: pd.DataFrame, indicators: pd.DataFrame, today: str, as_of: str = ""
) -> pd.DataFrame:
    """Judge each target by each value that a source claims for the latest year.

    Parameters
    ----------
    targets, today : as for :func:`bdlib.gap.progress`.
    observations : as in data/clean/observations.csv.
    indicators : codelist.
    as_of : ISO date; claims published later are left out.

    Returns
    -------
    DataFrame
        The columns of :func:`bdlib.gap.measures.measure` and `claim` (the figure), `figure` (as printed),
        `sources` (pages that print this value, joined by ", "); only targets for which sources claim different values.
    """
    known = SimpleNamespace(observations=observations, targets=None, indicators=indicators)
    said, _ = prepare(assess(known, as_of))
    said = said.assign(end=pd.to_datetime(said["end"], unit="D"))
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
    """Say for how many targets the choice among the claims changes the verdict, and name them."""
    if judged.empty:
        return choose(
            lang, vi="Không mục tiêu nào mà các nguồn nói khác nhau về cùng một năm.",
            en="On no target do sources differ about the same year.",
        )  # fmt: skip
    groups = [rows for _, rows in judged.groupby("target_id", sort=False)]
    changed = [_aim(next(rows.itertuples()), corpus, lang) for rows in groups if _changes(rows)]
    said = choose(
        lang, vi=f"Các nguồn nói khác nhau về **{len(groups)}** mục tiêu; kết luận đổi theo con số được chọn ở "
        f"**{len(changed)}** mục tiêu",
        en=f"Sources differ on **{len(groups)}** {'target' if len(groups) == 1 else 'targets'}; the verdict depends on "
        f"the figure chosen for **{len(changed)}**",
    )  # fmt: skip
    return said + (f": {'; '.join(changed)}." if changed else ".")


def table(judged: pd.DataFrame, corpus: Corpus, lang: str) -> pd.DataFrame:
    """Write the claims side by side: target, figure as printed, who prints it, gap, verdict, what the choice does."""
    heads = choose(
        lang, vi="Mục tiêu|Như đã in|Nơi đăng|Còn thiếu|Kết luận|Chọn số khác",
        en="Target|As printed|Publisher|Gap|Verdict|The choice",
    ).split("|")  # fmt: skip
    publisher = corpus.sources.set_index("source_id")["publisher"]
    out = []
    for _, rows in judged.groupby("target_id", sort=False):
        for place, row in enumerate(rows.itertuples()):
            who = "; ".join(dict.fromkeys(publisher[one] for one in row.sources.split(", ")))
            aim, does = (_aim(row, corpus, lang), _outcome(rows, lang)) if not place else ("", "")
            gap = "–" if row.status in REACHED else missing(row, lang)
            out.append((aim, row.figure, who, gap, word(row.status, lang, STATUS), does))
    return pd.DataFrame(out, columns=heads, dtype=str)


def _aim(row: tuple, corpus: Corpus, lang: str) -> str:
    return f"{indicator_name(corpus.indicators, row.indicator, lang)}, {aimed(row, lang)}"


def _changes(rows: pd.DataFrame) -> bool:
    return rows["status"].isin(REACHED).nunique() > 1


def _outcome(rows: pd.DataFrame, lang: str) -> str:
    if _changes(rows):
        return choose(lang, vi="đổi kết luận", en="changes the verdict")
    if rows["gap"].min() <= 0 or rows["status"].iloc[0] in REACHED:
        return choose(lang, vi="không đổi", en="changes nothing")
    times = number(rows["gap"].max() / rows["gap"].min(), lang, 1)
    return choose(
        lang,
        vi=f"không đổi kết luận; phần thiếu gấp {times} lần",
        en=f"same verdict; the gap is {times} times as large",
    )
