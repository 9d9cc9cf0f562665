"""What a comparison says about a province, in sentences and tables of Vietnamese or English."""

import numpy as np
import pandas as pd

from bdlib.comparison import Comparison
from bdlib.corpus import Corpus
from bdviews.language import area_name, choose, indicator_name, interval, number, quantity, series_name

SEVERAL = 5  # provinces that make a picture
SHOWN = 5  # sentences at the top; the table has the rest
MARKS = {"I": "†", "U": "‡"}  # made from the former provinces; the sources still disagree
UNDATED = "°"  # the year is that of the page


def lead(found: Comparison, corpus: Corpus, area: str = "", *, values: bool = False) -> str:
    """Choose the indicator to show first: one that has the area, one of achievement, the one with most provinces.

    Parameters
    ----------
    corpus : for the pillar; population and other context say nothing of achievement.
    values : only indicators that measure something; a printed rank does not.

    Returns
    -------
    str
        Its code; "" where nothing was compared.
    """
    rows = found.frame[found.frame["basis"].eq("computed")] if values else found.frame
    if rows.empty:
        return ""
    size = rows.assign(own=rows["ref_area"].eq(area)).groupby("indicator").agg(own=("own", "any"), n=("rank", "size"))
    size["achieved"] = _achieved(pd.Series(size.index, size.index), corpus)
    size["several"] = size["n"] >= SEVERAL
    return size.sort_values(["several", "own", "achieved", "n"], ascending=False, kind="stable").index[0]


def _achieved(codes: pd.Series, corpus: Corpus) -> pd.Series:
    return codes.map(corpus.indicators.set_index("indicator")["pillar"]).ne("context")


def edition(row: pd.Series, lang: str) -> str:
    """Period and series of a row: "2022, DTI"."""
    return f"{row['time_period']}, {series_name(row['series'], lang)}"


def undated(row: pd.Series, corpus: Corpus) -> bool:
    """Tell whether the period of a row is only that of the pages: no source says of when its figure is."""
    figures = corpus.reported["figure_id"].isin(row["figure_ids"].split("|"))
    return bool(figures.any()) and corpus.reported.loc[figures, "period_basis"].eq("publication").all()


def place(row: pd.Series, lang: str) -> str:
    """Place of a row, and the places that it could have: "thứ 3/20 (có thể 3–4)"."""
    if row["basis"] == "printed":
        return choose(lang, vi=f"hạng {row['rank']}/{row['field']}", en=f"rank {row['rank']} of {row['field']}")
    if row["field"] == 1:
        return choose(lang, vi="địa phương duy nhất có số liệu", en="the only province with a figure")
    could = f" ({choose(lang, vi='có thể', en='could be')} {possible(row)})" if _open(row) else ""
    return choose(lang, vi=f"thứ {row['rank']}/{row['field']}", en=f"place {row['rank']} of {row['field']}") + could


def possible(row: pd.Series) -> str:
    """Places that the intervals allow: "3–4"."""
    return f"{row['rank_lower']}–{row['rank_upper']}" if _open(row) else f"{row['rank']}"


def _open(row: pd.Series) -> bool:
    return row["rank_lower"] != row["rank_upper"]


def amount(row: pd.Series, lang: str) -> str:
    """Value with its unit, a score with the decimals that its interval leaves; a rank is no amount."""
    if row["basis"] == "printed":
        return number(row["obs_value"], lang)
    return quantity(row["obs_value"], row["unit_measure"], lang, decimals(row))


def decimals(row: pd.Series) -> int | None:
    """Decimals of a score, as many as its claim interval leaves; None for other units."""
    width = row["upper"] - row["lower"]
    if row["unit_measure"] != "score" or not width > 0:
        return None
    return int(np.clip(round(-np.log10(width)), 0, 4))


def answer(found: Comparison, area: str, corpus: Corpus, lang: str) -> str:
    """Say first where a province stands, on what and how sure.

    Parameters
    ----------
    area : code; of a region or the country the sentence says what was compared.
    """
    own = found.frame[found.frame["ref_area"].eq(area)]
    name = area_name(corpus.areas, area, lang)
    if own.empty:
        return _nothing(found, area, corpus, lang)
    order = by_reach(own, found, corpus)
    shared = order[order["field"].gt(1)]
    alone, field = len(order) - len(shared), found.chosen["field"].max()
    wide = int((2 * shared["covered"] >= field).sum())
    head = choose(
        lang,
        vi=f"**{name} so sánh được với tỉnh khác về {len(shared)} chỉ tiêu**, trong đó {wide} chỉ tiêu có số liệu của "
        f"ít nhất một nửa trong {field} địa phương cấp tỉnh",
        en=f"**Indicators on which {name} can be compared: {len(shared)}**; with figures of at least half of the "
        f"{field} provinces: {wide}",
    )
    more = choose(lang, vi=f"; thêm {alone} chỉ tiêu chỉ mình {name} có số liệu",
                  en=f"; that no other province has: {alone}")  # fmt: skip
    head += (more if alone else "") + "."
    lines = [f"- {sentence(row, found, corpus, lang)}" for _, row in order.head(SHOWN).iterrows()]
    return "\n".join([head, "", *lines])


def by_reach(rows: pd.DataFrame, found: Comparison, corpus: Corpus) -> pd.DataFrame:
    """Order rows by what they say: achievement before context, then those that most provinces have; adds `covered`."""
    rows = rows.merge(found.chosen[["indicator", "covered"]], on="indicator")
    rows = rows.assign(achieved=_achieved(rows["indicator"], corpus))
    order = ["achieved", "covered", "indicator"]
    return rows.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)


def sentence(row: pd.Series, found: Comparison, corpus: Corpus, lang: str) -> str:
    """Say one standing: value, place, place in the region, who is not in it."""
    name = indicator_name(corpus.indicators, row["indicator"], lang)
    clauses = [f"**{place(row, lang)}**"]
    if row["basis"] == "computed":
        clauses.insert(0, amount(row, lang))
    clauses += [_in_region(row, found, corpus, lang), _absent(row, found, lang), _doubt(row, corpus, lang)]
    return f"{name} ({edition(row, lang)}): {'; '.join(clause for clause in clauses if clause)}."


def _in_region(row: pd.Series, found: Comparison, corpus: Corpus, lang: str) -> str:
    frame = found.frame
    region = frame[frame["indicator"].eq(row["indicator"]) & frame["region"].eq(row["region"])]
    if len(region) < 2 or (row["basis"] == "printed" and row["field"] < found.chosen["field"].max()):
        return ""  # alone in it, or a rank that already is one within the region
    ahead, name = (region["rank"] < row["rank"]).sum() + 1, area_name(corpus.areas, row["region"], lang)
    return choose(
        lang, vi=f"thứ {ahead} trong {len(region)} tỉnh có số liệu của {name}",
        en=f"place {ahead} of the {len(region)} provinces of the {name} with a figure",
    )  # fmt: skip


def _absent(row: pd.Series, found: Comparison, lang: str) -> str:
    absent = found.left_out["indicator"].eq(row["indicator"]).sum()
    if not absent:
        return ""
    return choose(
        lang, vi=f"{absent} địa phương chưa có số liệu cùng kỳ, cùng chuỗi",
        en=f"no figure of that period and series for {absent} provinces",
    )  # fmt: skip


def _doubt(row: pd.Series, corpus: Corpus, lang: str) -> str:
    words = {
        "U": choose(lang, vi="các nguồn còn mâu thuẫn", en="the sources still disagree"),
        "I": choose(lang, vi="tính từ các tỉnh cũ", en="made from the former provinces"),
    }
    unnamed = choose(lang, vi="định nghĩa có thể khác nhau", en="definitions may differ")
    year = choose(lang, vi="năm là năm đăng", en="the year is that of the page") if undated(row, corpus) else ""
    said = [words.get(row["obs_status"], ""), "" if row["series"] else unnamed, year]
    return "; ".join(filter(None, said))


def _nothing(found: Comparison, area: str, corpus: Corpus, lang: str) -> str:
    """Say that the area is in no comparison, why, and what there is instead."""
    name = area_name(corpus.areas, area, lang)
    level = corpus.areas.set_index("area")["level"].get(area, "")
    compared = len(found.chosen)
    if level != "province":
        return choose(
            lang,
            vi=f"**{name} không phải là một tỉnh**, nên không có thứ hạng riêng; dưới đây là {compared} so sánh giữa "
            "các tỉnh.",
            en=f"**{name} is no province**, so it has no place of its own; below are {compared} comparisons of "
            "provinces.",
        )
    if not compared:
        return choose(
            lang,
            vi=f"**Không nói được gì về {name}**: không địa phương nào có số liệu so sánh được về các chỉ tiêu đã "
            "chọn. Cần ít nhất một kỳ số liệu của cùng một chuỗi cho nhiều tỉnh.",
            en=f"**Nothing can be said about {name}**: no province has a comparable figure on the chosen indicators. "
            "It would take one period of one series for several provinces.",
        )
    return choose(
        lang,
        vi=f"**Không có số liệu so sánh được của {name}** về {compared} chỉ tiêu mà tỉnh khác có. Bảng ở cuối trang "
        "nêu lý do của từng chỉ tiêu và số liệu cần có.",
        en=f"**There is no comparable figure of {name}** on {compared} indicators that other provinces have. The table "
        "at the end of the page gives the reason for each and the figure that would be needed.",
    )


def table(found: Comparison, area: str, corpus: Corpus, lang: str) -> pd.DataFrame:
    """Write the standings of a province beside others: indicator, edition, value, place, distances, witnesses."""
    own = by_reach(found.frame[found.frame["ref_area"].eq(area)], found, corpus)
    own = own[own["field"].gt(1)]
    heads = choose(
        lang,
        vi="Chỉ tiêu|Kỳ, chuỗi|Giá trị|Khoảng giá trị|Hạng|So với tỉnh đầu|So với vùng|So với cả nước|Nguồn độc lập",
        en="Indicator|Period, series|Value|Interval|Place|To the first|To region|To country|Witnesses",
    ).split("|")
    rows = [
        (
            indicator_name(corpus.indicators, row["indicator"], lang),
            edition(row, lang) + (UNDATED if undated(row, corpus) else ""),
            amount(row, lang) + MARKS.get(row["obs_status"], ""),
            "–" if row["basis"] == "printed" else interval(row["lower"], row["upper"], row["unit_measure"], lang),
            f"{row['rank']}/{row['field']}" + (f" ({possible(row)})" if _open(row) else ""),
            *(difference(row, to, lang) for to in ("best", "region", "country")), number(row["witnesses"], lang),
        )
        for _, row in own.iterrows()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=heads, dtype=str)


def difference(row: pd.Series, to: str, lang: str) -> str:
    """Signed difference to the best, region or country, percentages in points; a star where it is only a mean."""
    away = row[f"to_{to}"]
    if pd.isna(away) or row["field"] == 1 or (to == "best" and row["rank"] == 1):
        return "–"
    unit = "percentage_point" if row["unit_measure"] == "percent" else row["unit_measure"]
    sign = "+" if away > 0 else "−" if away < 0 else ""
    places = 0 if 100 <= abs(away) < 1e6 else decimals(row)  # no tenth of a person
    return sign + quantity(abs(away), unit, lang, places) + ("*" if row.get(f"{to}_basis") == "mean" else "")


def listing(found: Comparison, indicator: str, corpus: Corpus, lang: str) -> pd.DataFrame:
    """Write the whole order of one indicator: place, province, region; of values also these, and possible places."""
    rows = found.frame[found.frame["indicator"].eq(indicator)]
    columns = {
        choose(lang, vi="Hạng", en="Place"): rows["rank"].astype(str),
        choose(lang, vi="Địa phương", en="Province"): [area_name(corpus.areas, one, lang) for one in rows["ref_area"]],
        choose(lang, vi="Vùng", en="Region"): [area_name(corpus.areas, one, lang) for one in rows["region"]],
    }
    if rows["basis"].eq("computed").any():
        each = [row for _, row in rows.iterrows()]
        columns[choose(lang, vi="Giá trị", en="Value")] = [amount(row, lang) for row in each]
        columns[choose(lang, vi="Hạng có thể", en="Possible places")] = [possible(row) for row in each]
    return pd.DataFrame(columns, dtype=str)
