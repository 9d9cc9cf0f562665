"""What notebook 03 tells: the conflicts of the corpus, the story of one of them, what would settle those left open."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from bdlib import cleaning as clean
from bdlib import periods
from bdlib.corpus import Corpus, read_table
from bdlib.evidence import Case, assess
from bdlib.evidence.reliability import graded, worth
from bdlib.evidence.strength import LEVELS
from bdlib.reconciliation import Estimates, reconcile
from bdviews.language import LANGUAGES, choose, indicator_name, interval, number, quantity, series_name
from bdviews.explaining import explained
from bdviews.language.codes import status_name
from bdviews.language.kinds import KIND_NAMES, LEVEL_NAMES, SETTLES
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


def summary(found: pd.DataFrame, lang: str, where: str = "") -> str:
    """Say how many conflicts there are, what became of them and what most of them are."""
    if found.empty:
        return choose(
            lang,
            vi=f"Không có mâu thuẫn nào{where and f' về {where}'}.",
            en=f"No conflicts{where and f' about {where}'}.",
        )
    count = found["status"].value_counts().reindex(list(STATUS_NAMES), fill_value=0)
    kinds = found["kinds"].str.split("|").str[0].value_counts().head(3)
    most = ", ".join(f"{_kind(kind, lang)} ({size})" for kind, size in kinds.items())
    figures = found["figure_ids"].str.split("|").explode().nunique()
    return choose(
        lang,
        vi=f"{where or 'Toàn kho'}: **{len(found)} mâu thuẫn** trên {number(figures, lang)} số liệu; "
        f"{count['explained']} không cần chọn, **{count['resolved']} chọn được một số**, {count['open']} để riêng. "
        f"Nhiều nhất: {most}.",
        en=f"{where or 'The corpus'}: **{len(found)} conflicts** over {number(figures, lang)} figures; "
        f"{count['explained']} need no decision, **{count['resolved']} have one figure chosen**, "
        f"{count['open']} are kept apart. Most are: {most}.",
    )


def listing(found: pd.DataFrame, corpus: Corpus, lang: str, explained: bool = False) -> pd.DataFrame:
    """Write conflicts in words, one row each; of one area with the explanation, which names figures and witnesses."""
    side = _side(lang)
    chosen = corpus.reported.set_index("figure_id")["figure"].reindex(found["chosen_figure_id"]).fillna("–")
    heads = choose(
        lang,
        vi="Địa phương|Chỉ tiêu|Năm|Loại (độ mạnh)|Kết quả|Số được chọn|Nguồn độc lập|Mã|Giải thích",
        en="Area|Indicator|Years|Kind (strength)|Outcome|Chosen|Witnesses|Id|Explanation",
    ).split("|")
    names = (corpus.areas.set_index("area"), corpus.indicators.set_index("indicator"))
    columns = [
        _named(found["ref_area"], names[0], lang),
        _named(found["indicator"], names[1], lang),
        found["time_period"].str.replace("/", "–"),
        [_kinds(row.kinds, row.strengths, lang) for row in found.itertuples()],
        found["status"].map({code: words[side] for code, words in STATUS_NAMES.items()}),
        chosen.to_numpy(),
        found["origins"].astype(str),
        found["conflict_id"],
        found[f"explanation_{lang}"],
    ]
    table = pd.DataFrame({head: np.asarray(column, dtype=object) for head, column in zip(heads, columns, strict=True)})
    return table[[*heads[1:5], heads[-1]]] if explained else table[heads[:-1]]


def stories(found: Study, asked: Parameters) -> list[str]:
    """Indicators whose conflict is told at length: those asked for, else the strongest ones of the area."""
    own = within(found.conflicts, asked.area)
    own = own[own["status"].ne("explained") & ~own["indicator"].str.contains("|", regex=False)]
    measured = own[~own["role"].str.contains("target")]
    wanted = [code for code in asked.indicators if code in set(measured["indicator"])]
    strength = measured["strengths"].str.split("|").str[0].map(LEVELS.index)
    ranked = measured.assign(strength=strength).sort_values(["strength", "conflict_id"], ascending=[False, True])
    return wanted or ranked["indicator"].drop_duplicates().head(STORIES).tolist()


def story(found: Study, asked: Parameters, indicator: str) -> str:
    """Tell the conflict of an indicator: why, what was decided, how sure that is, what would settle it."""
    own = within(found.conflicts, asked.area)
    own = own[own["indicator"].eq(indicator) & ~own["role"].str.contains("target")]
    parts = [row[f"explanation_{asked.lang}"] for _, row in own.iterrows()]
    parts += [decided(found, asked, indicator)]
    parts += [settles(row["kinds"], asked.lang) for _, row in own.iterrows() if row["status"] != "explained"]
    return "\n\n".join(parts)


def decided(found: Study, asked: Parameters, indicator: str) -> str:
    """Say what the method makes of an indicator, year by year, with interval, status and witnesses."""
    frame = found.estimates.frame
    rows = frame[frame["ref_area"].eq(asked.area) & frame["indicator"].eq(indicator)]
    lines = [_estimate(row, asked.lang) for row in rows.itertuples()]
    return "\n".join(f"- {line}" for line in lines)


def settles(kinds: str, lang: str) -> str:
    """Say what would settle a conflict of these kinds."""
    needed = dict.fromkeys(SETTLES[kind][_side(lang)] for kind in kinds.split("|")[:2])
    return choose(lang, vi="Điều sẽ giải quyết dứt điểm: ", en="What would settle it: ") + "; ".join(needed) + "."


def heading(found: Study, asked: Parameters, told: list[str], place: int) -> str:
    """Head and story of the conflict at a place of the list; says so where there is none."""
    if place >= len(told):
        return choose(asked.lang, vi="*Không có thêm mâu thuẫn nào để kể.*", en="*No further conflict to tell.*")
    name = indicator_name(found.corpus.indicators, told[place], asked.lang)
    return f"### {name}\n\n{story(found, asked, told[place])}"


def claims_of(found: Study, asked: Parameters, told: list[str], place: int) -> pd.DataFrame:
    """List the claims of a story with the numbers that its chart gives them."""
    from bdviews.plots import claims as charts

    indicator = told[place] if place < len(told) else ""
    table = charts.numbered(found.observations, found.estimates.steps, asked.area, indicator)
    return charts.sources(table, asked.lang)


def chart(found: Study, asked: Parameters, indicator: str) -> Axes:
    """Draw the claims of a story against time."""
    from bdviews.plots import claims as charts

    return charts.claims(
        found.observations, found.estimates.steps, found.corpus, asked.lang, asked.area, indicator,
        targets=found.targets, title=title(found, asked, indicator),
    )  # fmt: skip


def trust(found: Study, lang: str) -> tuple[str, pd.DataFrame]:
    """Hold the kinds against those of a judge: a sentence, and the reliability table.

    The judged groups lie in data/judged/conflicts.csv.
    """
    judged = read_table(found.corpus.root / "data" / "judged" / "conflicts.csv")
    rows = graded(found.conflicts, judged[judged["conflict"].eq("yes")])
    groups, first = rows["judged_id"].nunique(), 100 * rows.loc[rows["first"], "right"].mean()
    text = choose(
        lang,
        vi=f"Trong {groups} nhóm đã được đánh giá, loại mạnh nhất trùng với một loại của người đánh giá ở "
        f"{number(first, lang, 0)}% số nhóm.",
        en=f"Of {groups} judged groups, the strongest kind is one that the judge names in {number(first, lang, 0)}%.",
    )
    return text, worth(rows)


def still_open(found: pd.DataFrame, corpus: Corpus, lang: str) -> pd.DataFrame:
    """List the conflicts kept apart, each with what would settle it."""
    rows = found[found["status"].eq("open")].reset_index(drop=True)
    table = listing(rows, corpus, lang).iloc[:, :4]
    head = choose(lang, vi="Cần gì để giải quyết", en="What would settle it")
    return table.assign(**{head: [settles(kinds, lang).split(": ", 1)[1] for kinds in rows["kinds"]]})


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


def _estimate(row: object, lang: str) -> str:
    period = f"{row.time_period}{f' ({series_name(row.series, lang)})' if row.series else ''}"
    if np.isnan(row.obs_value):
        return choose(lang, vi=f"{period}: không đưa ra giá trị", en=f"{period}: no value is given")
    value = quantity(row.obs_value, row.unit_measure, lang)
    status = f"{row.obs_status} – {status_name(row.obs_status, lang).lower()}"
    bounds = interval(row.lower, row.upper, row.unit_measure, lang) if row.lower < row.upper else ""
    witnesses = f"{row.witnesses} independent witness{'es' if row.witnesses != 1 else ''}"
    return choose(
        lang,
        vi=f"{period}: **{value}** ({f'có thể hiểu: {bounds}; ' * bool(bounds)}trạng thái {status}; "
        f"{row.witnesses} nguồn độc lập)",
        en=f"{period}: **{value}** ({f'interval {bounds}; ' * bool(bounds)}status {status}; {witnesses})",
    )


def _kind(kind: str, lang: str) -> str:
    return KIND_NAMES[kind][_side(lang)]


def _kinds(kinds: str, strengths: str, lang: str) -> str:
    told = list(zip(kinds.split("|"), strengths.split("|"), strict=True))[:3]
    return ", ".join(f"{_kind(kind, lang)} ({LEVEL_NAMES[strength][_side(lang)]})" for kind, strength in told)


def _named(codes: pd.Series, codelist: pd.DataFrame, lang: str) -> list[str]:
    names = codelist[choose(lang, vi="name_vi", en="name_en")]
    return [" / ".join(dict.fromkeys(names.get(code, code) for code in row.split("|"))) for row in codes]


def _side(lang: str) -> int:
    return LANGUAGES.index(lang)
