"""What a talk on one area says, slide by slide: each function gives the Markdown or the table of one slide."""

from dataclasses import dataclass

import pandas as pd
from pandas.io.formats.style import Styler

from bdlib.cleaning import clean
from bdlib.comparison import Comparison, compare
from bdlib.corpus import Corpus
from bdlib.evidence import assess
from bdlib.gap.verdicts import REACHED, bound, one_voice, summary
from bdlib.reconciliation import reconcile
from bdviews.comparison.standpoint import At, at
from bdviews.language import area_name, choose, day, number, quantity
from bdviews.language.tables import heading, styled
from bdviews.parameters import Parameters
from bdviews.studies import disputes, sources
from bdviews.studies.gap import Gap, gap_to_target, publishers
from bdviews.studies.scoreboard import scoreboard
from bdviews.talk.conflicts import HARD, ROWS, telling

SHORT = {
    "met": ("đã đạt", "met"),
    "partly": ("đạt mức dưới", "lower end met"),
    "met_after": ("đạt, đo sau hạn", "met, measured late"),
    "missed": ("không đạt", "missed"),
    "open": ("chưa đạt, còn hạn", "not yet met"),
    "unknown": ("chưa đạt, số cũ", "not met, old figure"),
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
    here : from where the comparison is seen.
    """

    corpus: Corpus
    asked: Parameters
    described: pd.DataFrame
    debate: disputes.Study
    conflicts: pd.DataFrame
    elsewhere: pd.DataFrame
    gap: Gap
    found: Comparison
    here: At

    @property
    def name(self) -> str:
        """Name of the area in the talk's language."""
        return area_name(self.corpus.areas, self.asked.area, self.asked.lang)

    @property
    def chosen(self) -> pd.DataFrame:
        """The area's targets, one row each, see :func:`bdlib.gap.verdicts.one_voice`."""
        return one_voice(self.gap.judged[self.gap.judged["role"].eq("target")])

    def say(self, vi: str, en: str) -> str:
        """Choose the text of the talk's language."""
        return choose(self.asked.lang, vi=vi, en=en)


def prepare(corpus: Corpus, asked: Parameters) -> Talk:
    """Compute all that a talk needs.

    Parameters
    ----------
    corpus : as given by :func:`bdlib.corpus.load`.
    asked : as given by :func:`bdviews.parameters.check`.
    """
    as_of = asked.as_of.isoformat() if asked.as_of else ""
    est = reconcile(assess(clean(corpus, as_of=asked.as_of)), asked.method)
    debate = disputes.study(corpus, asked)
    found = telling(debate.conflicts, corpus, debate)
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
        found=compare(est, indicator=asked.indicators),
        here=at(est, asked),
    )


def opening(talk: Talk) -> str:
    """Say what the talk rests on."""
    figures, pages, origins = (number(count, talk.asked.lang) for count in _counts(talk))
    today = day(talk.gap.today, talk.asked.lang)
    return talk.say(
        f"**{figures} số liệu** trên {pages} trang công bố đến {today}, bắt nguồn từ {origins} nguồn gốc khác nhau",
        f"**{figures} figures** from {pages} pages published up to {today}, which go back to {origins} origins",
    )


def answers(talk: Talk) -> str:
    """Answer the talk's question in one line and three numbers: figures, conflicts, targets."""
    figures, _, origins = (number(count, talk.asked.lang) for count in _counts(talk))
    n = talk.conflicts["status"].value_counts().reindex(["resolved", "explained", "open"], fill_value=0)
    status = talk.chosen["status"]
    judged, met, settled = status.ne("not_judged").sum(), status.isin(REACHED).sum(), n["resolved"] + n["explained"]
    finding = talk.say(
        f"Làm rõ {settled} trong {n.sum()} mâu thuẫn; đạt {met} trong {judged} mục tiêu đo được",
        f"{settled} of {n.sum()} conflicts cleared up, {met} of {judged} measurable targets met",
    )
    if not judged:
        finding = talk.say("Quá ít số liệu để biết còn cách đích bao xa", "Too few figures to say how far the goal is")
    said = [
        talk.say(
            f"**{figures}** số liệu nói về {talk.name}, từ {origins} nguồn gốc khác nhau",
            f"**{figures}** figures speak of {talk.name}, from {origins} different origins",
        ),
        talk.say(f"**{n.sum()}** chỗ các nguồn nói khác nhau", f"**{n.sum()}** times the sources differ"),
        talk.say(
            f"**{met}/{judged}** mục tiêu đo được đã đạt; {len(status) - judged} mục tiêu khác chưa có số để đo",
            f"**{met} of {judged}** measurable targets are met; {len(status) - judged} others have no figure to go by",
        ),
    ]
    if n.sum():
        said[1] += talk.say(
            f": {n['resolved']} chỗ chọn được số, {n['explained']} chỗ chỉ khác bề ngoài, {n['open']} chỗ còn để mở",
            f": {n['resolved']} decided, {n['explained']} only seem to differ, {n['open']} left open",
        )
    if status.empty:
        said[2] = talk.say("**0** mục tiêu được nêu trên các trang đã đọc", "**0** targets are named on the pages read")
    return f"## {finding}\n\n" + "\n".join(f"- {line}" for line in said)


def _counts(talk: Talk) -> tuple[int, int, int]:
    return int(talk.described["figures"].sum()), len(talk.described), talk.described["origin"].nunique()


def measured(talk: Talk) -> str:
    """Head the slide of the targets: how many are met, of how many that can be measured."""
    status = talk.chosen["status"]
    judged, met = status.ne("not_judged").sum(), status.isin(REACHED).sum()
    topic = talk.say("Các mục tiêu đo được", "The targets that can be measured")
    if not judged:
        none = talk.say("Chưa đo được khoảng cách tới mục tiêu nào", "No distance to a target can be measured yet")
        return f"## {topic}\n\n## {none}\n\n" + summary(talk.gap.judged, talk.corpus, talk.asked.area, talk.asked.lang)
    finding = talk.say(
        f"Đạt {met} trong {judged} mục tiêu đo được; {len(status) - judged} mục tiêu chưa có số",
        f"{met} of {judged} measurable targets met; {len(status) - judged} have no figure yet",
    )
    return f"## {topic}\n\n## {finding}\n\n{sourced(talk, board_rows(talk))}"


def sourced(talk: Talk, rows: pd.DataFrame) -> str:
    """Source line of a slide without a figure; decks set it in the footer."""
    return f"{talk.say('Nguồn', 'Source')}: {publishers(rows, talk.gap.observations, talk.asked.lang)}"


def percentages(talk: Talk) -> pd.DataFrame:
    """Give the measured targets in percent, one an indicator and year, for the figure of the gaps."""
    rows = talk.chosen
    rows = rows[rows["status"].ne("not_judged") & rows["unit_measure"].eq("percent")]
    return rows.drop_duplicates(["indicator", "target_year"])


def board_rows(talk: Talk) -> pd.DataFrame:
    """Give the targets that can be measured, one an indicator and year, those not met first, as many as fit."""
    rows = talk.chosen
    rows = rows[rows["status"].ne("not_judged")].drop_duplicates(["indicator", "target_year"])
    rows = rows.assign(met=rows["status"].isin(REACHED))
    return rows.sort_values(["met", "target_year", "indicator"], kind="stable").head(ROWS)


def board(talk: Talk) -> Styler | None:
    """List the targets that can be measured: target, value, what is missing, verdict; None without any."""
    rows, lang = board_rows(talk), talk.asked.lang
    if rows.empty:
        return None
    table = scoreboard(rows, talk.corpus, lang)
    brief = [dated(bound(row, lang), row.target_year) for row in rows.itertuples()]
    known = [dated(quantity(row.current, row.unit_measure, lang), row.current_year) for row in rows.itertuples()]
    verdict = [talk.say(*SHORT[status]) for status in rows["status"]]
    indicator, target, value, gap, last = (*table.columns[:4], table.columns[-1])
    amounts = pd.DataFrame({value: known, gap: table[gap], last: verdict}).replace(" ", HARD, regex=True)
    return styled(pd.DataFrame({indicator: table[indicator], target: brief}).join(amounts), "targets")


def dated(words: str, year: float) -> str:
    """Put a year behind, where there is one."""
    return words if pd.isna(year) else f"{words} ({int(year)})"


def caveat(talk: Talk) -> str:
    """Head the slide on limits: how many of the area's values rest on one independent source."""
    frame = talk.debate.estimates.frame
    mine = frame[frame["ref_area"].eq(talk.asked.area) & frame["obs_value"].notna()]
    alone = mine["witnesses"].lt(2).sum()
    topic = talk.say("Giới hạn và nguồn", "Limits and sources")
    return (
        f"## {topic}\n\n## "
        + talk.say(
            f"{alone} trong {len(mine)} giá trị chỉ dựa vào một nguồn độc lập",
            f"{alone} of {len(mine)} values rest on one independent source",
        )
        + talk.say(
            f"\n\nNguồn: {len(talk.described)} trang, liệt kê trong kho số liệu bdlib (data/raw/sources.csv)",
            f"\n\nSource: {len(talk.described)} pages, listed in the corpus of bdlib (data/raw/sources.csv)",
        )
    )


def credits(talk: Talk, most: int = 5) -> pd.DataFrame:
    """List who published the figures, most figures first, the others as one."""
    table = talk.described.groupby("publisher", as_index=False)["figures"].sum()
    most += len(table) == most + 1
    table = table.sort_values(["figures", "publisher"], ascending=[False, True])
    rest = table.iloc[most:]
    if len(rest):
        others = talk.say(f"{len(rest)} nơi khác", f"{len(rest)} others")
        table = pd.concat([table.head(most), pd.DataFrame({"publisher": [others], "figures": [rest["figures"].sum()]})])
    heads = {name: heading(name, talk.asked.lang).replace(" ", HARD) for name in table}
    return table.rename(columns=heads).reset_index(drop=True)


def who(talk: Talk) -> str:
    """Name who published the values that the targets are measured by."""
    return publishers(percentages(talk), talk.gap.observations, talk.asked.lang)
