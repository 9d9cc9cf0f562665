"""What a talk on one area says, slide by slide: each function gives the Markdown or the table of one slide."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from babel.dates import format_date

from bdlib.clean import clean
from bdlib.compare import Comparison, compare
from bdlib.compare.territory import provinces
from bdlib.corpus import Corpus
from bdlib.language import area_name, choose, number
from bdlib.language.tables import heading
from bdlib.parameters import Parameters
from bdlib.progress.verdicts import REACHED, summary
from bdlib.reconcile import reconcile
from bdlib.studies import disputes, sources
from bdlib.studies.gap import Gap, gap_to_target, publishers
from bdlib.studies.scoreboard import scoreboard
from bdlib.talk.conflicts import ROWS, telling

SHORT = {
    "met": ("đã đạt", "met"),
    "partly": ("đạt mức dưới", "lower end met"),
    "met_after": ("đạt, đo sau hạn", "met, measured late"),
    "missed": ("không đạt", "missed"),
    "open": ("chưa đạt, còn hạn", "not yet met"),
    "unknown": ("chưa đạt ở lần đo cuối", "not met when last measured"),
    "level": ("chưa đạt", "not met"),
}


@dataclass(frozen=True)
class Talk:
    """Everything that a talk on one area draws on.

    Attributes
    ----------
    corpus, asked : raw tables and checked parameters.
    described : the sources of the area's figures.
    debate : all conflicts, with the evidence behind them.
    conflicts : those of the area, the most telling first.
    elsewhere : those of other areas, in the same order, for an area that has none.
    gap, found : targets and comparison.
    region : code of the area's region; "" for the country.
    """

    corpus: Corpus
    asked: Parameters
    described: pd.DataFrame
    debate: disputes.Study
    conflicts: pd.DataFrame
    elsewhere: pd.DataFrame
    gap: Gap
    found: Comparison
    region: str

    @property
    def name(self) -> str:
        """Name of the area in the talk's language."""
        return area_name(self.corpus.areas, self.asked.area, self.asked.lang)

    def say(self, vi: str, en: str) -> str:
        """Choose the text of the talk's language."""
        return choose(self.asked.lang, vi=vi, en=en)


def prepare(corpus: Corpus, asked: Parameters) -> Talk:
    """Compute all that a talk needs.

    Parameters
    ----------
    corpus : as given by :func:`bdlib.corpus.load`.
    asked : as given by :func:`bdlib.parameters.check`.
    """
    tidy, as_of = clean(corpus), asked.as_of.isoformat() if asked.as_of else ""
    debate = disputes.study(corpus, asked)
    found = telling(debate.conflicts, corpus, debate.targets, debate.observations)
    here = found["ref_area"].str.split("|").map(lambda codes: asked.area in codes).astype(bool)
    wanted = found["indicator"].isin(asked.indicators) | (not asked.indicators)
    return Talk(
        corpus=corpus,
        asked=asked,
        described=sources.describe(corpus, asked.area, as_of),
        debate=debate,
        conflicts=found[here & wanted].reset_index(drop=True),
        elsewhere=found[~here].reset_index(drop=True),
        gap=gap_to_target(corpus, asked.area, asked.indicators, asked.method, as_of),
        found=_compared(tidy.observations, corpus, asked, as_of),
        region=provinces(corpus.areas, asked.territory)["region"].get(asked.area, ""),
    )


def _compared(observations: pd.DataFrame, corpus: Corpus, asked: Parameters, as_of: str) -> Comparison:
    codes = corpus.areas, corpus.indicators
    estimates = reconcile(observations, asked.method, indicators=corpus.indicators, as_of=as_of).frame
    return compare(estimates, *codes, territory=asked.territory, only=asked.indicators, area=asked.area, aggregate=True)


def opening(talk: Talk) -> str:
    """Say what the talk rests on."""
    figures, pages, origins = (number(count, talk.asked.lang) for count in _counts(talk))
    day = format_date(date.fromisoformat(talk.gap.today), "long", locale=talk.say("vi", "en_GB"))
    return talk.say(
        f"**{figures} số liệu** từ {pages} trang, về lại {origins} nguồn gốc; công bố đến {day}.",
        f"**{figures} figures** from {pages} pages going back to {origins} origins; published up to {day}.",
    )


def answers(talk: Talk) -> str:
    """Say the three numbers of the talk: figures, conflicts, targets."""
    figures, _, origins = (number(count, talk.asked.lang) for count in _counts(talk))
    n = talk.conflicts["status"].value_counts().reindex(["resolved", "explained", "open"], fill_value=0)
    status = _targets(talk)["status"]
    measured = status.ne("not_judged").sum()
    said = [
        talk.say(
            f"**{figures}** số liệu nói về {talk.name}, từ {origins} nguồn gốc khác nhau",
            f"**{figures}** figures speak of {talk.name}, from {origins} different origins",
        ),
        talk.say(
            f"**{n.sum()}** chỗ các nguồn nói khác nhau: {n['resolved']} chọn được số, "
            f"{n['explained']} chỉ khác bề ngoài, {n['open']} còn để mở",
            f"**{n.sum()}** times the sources differ: {n['resolved']} decided, "
            f"{n['explained']} only seem to differ, {n['open']} left open",
        ),
        talk.say(
            f"**{status.isin(REACHED).sum()}/{measured}** mục tiêu đo được đã đạt; "
            f"{len(status) - measured} mục tiêu khác chưa có số để đo",
            f"**{status.isin(REACHED).sum()} of {measured}** measurable targets are met; "
            f"{len(status) - measured} others have no figure to measure by",
        ),
    ]
    return "\n".join(f"- {line}" for line in said)


def _counts(talk: Talk) -> tuple[int, int, int]:
    return int(talk.described["figures"].sum()), len(talk.described), talk.described["origin"].nunique()


def _targets(talk: Talk) -> pd.DataFrame:
    """Rows of the area's targets, one each: by the series with most witnesses."""
    rows = talk.gap.judged[talk.gap.judged["role"].eq("target")]
    rows = rows.sort_values(["target_id", "witnesses"], ascending=[True, False], kind="stable")
    return rows.drop_duplicates("target_id")


def measured(talk: Talk) -> str:
    """Head the slide of the targets: how many are met, of how many that can be measured."""
    status = _targets(talk)["status"]
    judged, met = status.ne("not_judged").sum(), status.isin(REACHED).sum()
    topic = talk.say("Các mục tiêu đo được", "The targets that can be measured")
    if not judged:
        return f"## {topic}\n\n" + summary(talk.gap.judged, talk.corpus, talk.asked.area, talk.asked.lang)
    finding = talk.say(
        f"Đã đạt {met} trong {judged} mục tiêu đo được; {len(status) - judged} mục tiêu chưa có số để đo",
        f"{met} of {judged} measurable targets are met; {len(status) - judged} have no figure yet",
    )
    return f"## {topic}\n\n## {finding}"


def percentages(talk: Talk) -> pd.DataFrame:
    """Give the measured targets in percent, one an indicator and year, for the figure of the gaps."""
    rows = _targets(talk)
    rows = rows[rows["status"].ne("not_judged") & rows["unit_measure"].eq("percent")]
    return rows.drop_duplicates(["indicator", "target_year"])


def board(talk: Talk) -> pd.DataFrame:
    """List the targets that can be measured, one row an indicator and year, those not met first."""
    rows = _targets(talk)
    rows = rows[rows["status"].ne("not_judged")].drop_duplicates(["indicator", "target_year"])
    rows = rows.assign(met=rows["status"].isin(REACHED)).sort_values(["met", "target_year", "indicator"], kind="stable")
    table = scoreboard(rows.head(ROWS), talk.corpus, talk.asked.lang)
    verdict = table.columns[-1]
    return table.iloc[:, :4].assign(**{verdict: [talk.say(*SHORT[status]) for status in rows["status"].head(ROWS)]})


def credits(talk: Talk) -> pd.DataFrame:
    """List who published the figures, most figures first."""
    table = talk.described.groupby("publisher", as_index=False)["figures"].sum()
    table = table.sort_values(["figures", "publisher"], ascending=[False, True]).head(ROWS)
    return table.rename(columns={name: heading(name, talk.asked.lang) for name in table}).reset_index(drop=True)


def who(talk: Talk) -> str:
    """Name who published the values that the targets are measured by."""
    return publishers(percentages(talk), talk.gap.observations, talk.asked.lang)
