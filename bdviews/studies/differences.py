"""What peers, inequality, convergence and contradicting ranks say, in Vietnamese or English."""

import pandas as pd

from bdlib.comparison import Comparison
from bdlib.comparison.ranks import simulate
from bdlib.corpus import Corpus
from bdviews.language import area_name, choose, indicator_name, number, percent, quantity, series_name

REASONS = {
    "few": ("quá ít địa phương có số liệu", "too few provinces have a figure"),
    "rank_has_no_size": ("thứ hạng không có độ lớn", "a rank has no size"),
    "rate_is_no_part": ("tốc độ tăng có thể âm", "a growth rate may be negative"),
    "not_positive": ("có giá trị không dương", "some values are not positive"),
    "same_start": ("mọi tỉnh xuất phát từ cùng một giá trị", "all provinces start from one value"),
}
TRENDS = {
    "down": ("hội tụ", "they converge"),
    "up": ("phân kỳ", "they diverge"),
    "none": ("chưa rõ xu hướng", "no clear direction"),
}
KINDS = {
    "shared_rank": ("nhiều tỉnh cùng một hạng", "several provinces on one rank"),
    "beyond_field": ("hạng không tồn tại", "a rank that does not exist"),
    "score_order": ("hạng tốt hơn nhưng điểm thấp hơn", "better rank, lower score"),
}


def likely(found: Comparison, indicator: str, area: str, corpus: Corpus, lang: str) -> str:
    """Say which places the intervals make likely, by drawing values inside them (seeded)."""
    rows = found.frame[found.frame["indicator"].eq(indicator)].reset_index(drop=True)
    own = rows.index[rows["ref_area"].eq(area)]
    if not len(own) or len(rows) < 2:
        return choose(
            lang,
            vi="Không có giá trị của địa phương này để xếp hạng.",
            en="There is no value of this province to rank.",
        )
    better = corpus.indicators.set_index("indicator").at[indicator, "direction"]
    drawn = simulate(rows.assign(better=-1 if better == "down" else 1)).loc[own[0]]
    low, high = int(drawn["likely_lower"]), int(drawn["likely_upper"])
    name, who = indicator_name(corpus.indicators, indicator, lang), area_name(corpus.areas, area, lang)
    places = f"{low}–{high}" if low < high else f"{low}"
    return choose(
        lang,
        vi=f"{name}: khi rút ngẫu nhiên giá trị trong khoảng của từng tỉnh, 90% số lần {who} đứng **thứ {places}** "
        f"trong {len(rows)} tỉnh có số liệu.",
        en=f"{name}: with values drawn at random inside every province's interval, {who} takes **place {places}** of "
        f"{len(rows)} provinces with a figure in 90% of the draws.",
    )


def peers(found: pd.DataFrame, area: str, corpus: Corpus, lang: str, most: int = 5) -> str:
    """Name the nearest provinces and what the likeness rests on.

    Parameters
    ----------
    found : as given by :func:`bdlib.comparison.peers.peers`.
    """
    name = area_name(corpus.areas, area, lang)
    if found.empty:
        return choose(
            lang,
            vi=f"**Không tìm được tỉnh tương đồng với {name}**: chưa có dân số, GRDP hay GRDP đầu người của {name} "
            "cùng kỳ, cùng chuỗi với tỉnh khác.",
            en=f"**No peers of {name} can be named**: there is no population, GRDP or GRDP per head of {name} in one "
            "period and series with other provinces.",
        )
    context = [indicator_name(corpus.indicators, code, lang) for code in _shared(found, most)]
    near = [area_name(corpus.areas, code, lang) for code in found["ref_area"].head(most)]
    partly = int(found[_shared(found, most)].head(most).isna().any(axis=1).sum())
    vi = f" {partly} trong số đó thiếu một phần số liệu bối cảnh nên xếp theo phần còn lại." if partly else ""
    en = f" Of these, {partly} lack some of the context and are placed by the rest." if partly else ""
    return choose(
        lang,
        vi=f"**Gần {name} nhất về {', '.join(context)}: {', '.join(near)}.**{vi}",
        en=f"**Nearest to {name} by {', '.join(context)}: {', '.join(near)}.**{en}",
    )


def _shared(found: pd.DataFrame, most: int) -> list[str]:
    """Context indicators that one of the nearest has: the likeness rests on them."""
    return [code for code in found.columns[4:] if found[code].head(most).notna().any()]


def peers_table(found: pd.DataFrame, corpus: Corpus, lang: str, most: int = 5) -> pd.DataFrame:
    """Write the nearest provinces: distance in standard deviations and the context figures."""
    heads = choose(lang, vi="Địa phương|Khoảng cách|Số chỉ tiêu chung", en="Province|Distance|Shared indicators").split(
        "|"
    )
    rows = found.head(most)
    out = {
        heads[0]: [area_name(corpus.areas, code, lang) for code in rows["ref_area"]],
        heads[1]: [number(value, lang, 2) for value in rows["distance"]],
        heads[2]: [number(value, lang) for value in rows["known"]],
    }
    unit = corpus.indicators.set_index("indicator")["unit"]
    for code in _shared(found, most):
        out[indicator_name(corpus.indicators, code, lang)] = [quantity(v, unit[code], lang) for v in rows[code]]
    return pd.DataFrame(out, dtype=str)


def inequality(measured: pd.DataFrame, indicator: str, corpus: Corpus, lang: str) -> str:
    """Say how unequal the provinces are on one indicator, and how much of it lies between regions.

    Parameters
    ----------
    measured : as given by :func:`bdlib.comparison.inequality.inequality`.
    """
    rows = measured.loc[[key for key in measured.index if key[0] == indicator]]
    if rows.empty:
        return choose(lang, vi="Không có chỉ tiêu nào đo được chênh lệch.", en="No indicator allows a measure.")
    row, name = rows.iloc[0], indicator_name(corpus.indicators, indicator, lang)
    if row["reason"]:
        vi, en = REASONS[row["reason"]]
        return choose(lang, vi=f"Không đo được chênh lệch về {name}: {vi}.", en=f"No measure for {name}: {en}.")
    ends = [number(row[end], lang, 3) for end in ("gini_lower", "gini_upper")]
    vi = f" (khoảng {'–'.join(ends)} do cách in số liệu)" if len(set(ends)) > 1 else ""
    en = f" ({'–'.join(ends)} for the way figures are printed)" if len(set(ends)) > 1 else ""
    said = choose(
        lang,
        vi=f"**{name}: hệ số Gini {number(row['gini'], lang, 3)}**{vi} giữa {row['areas']} địa phương có số liệu",
        en=f"**{name}: Gini coefficient {number(row['gini'], lang, 3)}**{en} across {row['areas']} provinces with "
        "a figure",
    )
    share = _between(row, corpus, lang)
    if share == "–":
        return said + "."
    return said + choose(
        lang, vi=f"; {share} chênh lệch (Theil) nằm giữa các vùng, phần còn lại ở trong vùng.",
        en=f"; {share} of the inequality (Theil) lies between regions, the rest within.",
    )  # fmt: skip


def _between(row: pd.Series, corpus: Corpus, lang: str) -> str:
    """Share of inequality that lies between regions; of fewer than two provinces a region it would say nothing."""
    few = row["areas"] < 2 * corpus.areas["level"].eq("region").sum()
    return "–" if few else percent(100 * row["between_share"], lang, 0)


def inequality_table(measured: pd.DataFrame, corpus: Corpus, lang: str) -> pd.DataFrame:
    """Write Gini and Theil of every indicator that allows them, most provinces first."""
    heads = choose(
        lang, vi="Chỉ tiêu|Kỳ|Chuỗi|Số địa phương|Gini|Theil|Giữa các vùng",
        en="Indicator|Period|Series|Provinces|Gini|Theil|Between regions",
    ).split("|")  # fmt: skip
    said = measured[measured["reason"].eq("")].sort_values("areas", ascending=False, kind="stable").reset_index()
    out = [
        (indicator_name(corpus.indicators, row["indicator"], lang), row["time_period"],
         series_name(row["series"], lang), str(row["areas"]), number(row["gini"], lang, 3),
         number(row["theil"], lang, 3), _between(row, corpus, lang))
        for _, row in said.iterrows()
    ]  # fmt: skip
    return pd.DataFrame(out, columns=heads, dtype=str)


def convergence(fits: pd.DataFrame, corpus: Corpus, lang: str) -> str:
    """Say which indicators converge, diverge or show neither; of too few provinces, say so.

    Parameters
    ----------
    fits : as given by :func:`bdlib.comparison.convergence.convergence`.
    """
    known = fits[fits["reason"].eq("") & fits["beta"].notna()] if len(fits) else fits
    if known.empty:
        most = int(fits["areas"].max()) if len(fits) else 0
        return choose(
            lang,
            vi="**Chưa nói được các tỉnh có xích lại gần nhau hay không**: không chỉ tiêu nào có số liệu của cùng một "
            f"chuỗi, hai năm, cho ít nhất 6 tỉnh (nhiều nhất là {most}).",
            en="**Whether provinces converge cannot be said**: no indicator has one series in two years for six "
            f"provinces or more (the most is {most}).",
        )
    return "\n".join(f"- {_converges(row, corpus, lang)}" for row in known.itertuples())


def _converges(row: tuple, corpus: Corpus, lang: str) -> str:
    name = indicator_name(corpus.indicators, row.indicator, lang)
    trend = "none" if row.lower <= 0 <= row.upper else "down" if row.beta < 0 else "up"
    said = choose(lang, vi=TRENDS[trend][0], en=TRENDS[trend][1])
    where = choose(lang, vi="tỉnh", en="provinces")
    span = choose(lang, vi="khoảng tin cậy 95%", en="95% interval")
    beta, lower, upper, first, last = (
        number(value, lang, 3) for value in (row.beta, row.lower, row.upper, row.sigma_first, row.sigma_last)
    )
    return (
        f"{name}, {row.first}–{row.last}, {row.areas} {where}: **{said}** "
        f"(β = {beta}, {span} {lower}; {upper}; σ {first} → {last})."
    )


def contradictions(found: pd.DataFrame, corpus: Corpus, lang: str) -> pd.DataFrame:
    """Write what printed ranks contradict: indicator, edition, kind, provinces with their ranks and scores."""
    heads = choose(
        lang,
        vi="Chỉ tiêu|Kỳ|Mâu thuẫn|Địa phương|Hạng|Điểm",
        en="Indicator|Period|Contradiction|Provinces|Ranks|Scores",
    ).split("|")
    side = 0 if lang == "vi" else 1
    out = [
        (indicator_name(corpus.indicators, row.indicator, lang), row.time_period, KINDS[row.kind][side],
         ", ".join(area_name(corpus.areas, code, lang) for code in row.ref_area.split("|")),
         row.ranks.replace("|", "; "), "; ".join(number(float(s), lang, 4) for s in row.scores.split("|") if s) or "–")
        for row in found.itertuples()
    ]  # fmt: skip
    return pd.DataFrame(out, columns=heads, dtype=str)


def contradiction(found: pd.DataFrame, lang: str) -> str:
    """Say how many contradictions there are among printed ranks."""
    if found.empty:
        return choose(lang, vi="Không thấy mâu thuẫn giữa các hạng đã công bố.", en="Printed ranks contradict nothing.")
    return choose(
        lang, vi=f"**{len(found)} mâu thuẫn** giữa các hạng, điểm đã công bố:",
        en=f"**Contradictions among printed ranks and scores: {len(found)}**",
    )  # fmt: skip


def beside(held: pd.DataFrame, lang: str) -> str:
    """Say whether the order by printed scores is that of the printed ranks, one line an edition.

    Parameters
    ----------
    held : as given by :func:`bdlib.comparison.printed_ranks.beside_computed`.
    """
    if held.empty:
        return choose(
            lang, vi="Không kỳ nào có cả hạng và điểm DTI của từ hai tỉnh trở lên.",
            en="No edition has both DTI rank and score of two provinces or more.",
        )  # fmt: skip
    return "\n".join(f"- {_held(row, lang)}" for row in held.itertuples())


def _held(row: tuple, lang: str) -> str:
    known = f"{row.time_period}, {series_name(row.series, lang)}: "
    known += choose(lang, vi=f"{row.both} tỉnh có cả hạng và điểm; ", en=f"{row.both} provinces with rank and score; ")
    same = choose(lang, vi="thứ tự theo điểm khớp với hạng công bố", en="the order by score is that of the ranks")
    turned = choose(lang, vi=f"{row.turned:.0f} cặp đảo thứ tự", en=f"pairs the other way round: {row.turned:.0f}")
    return f"{known}**{turned if row.turned else same}**."
