"""What the sources do not cover: which comparable figures a province lacks, why, and what would be needed."""

import pandas as pd

from bdlib.comparison import Comparison
from bdlib.corpus import Corpus
from bdviews.language import area_name, choose, indicator_name
from bdviews.studies.standings import edition

REASONS = {
    "no_figure": ("không nguồn nào trong kho có số liệu", "no source of the corpus has a figure"),
    "other_edition": ("chỉ có số liệu của kỳ hoặc chuỗi khác ({})", "only a figure of another period or series ({})"),
    "other_index": ("chỉ số tính trên tập hợp tỉnh khác ({})", "an index over the other set of provinces ({})"),
    "declined": ("các nguồn mâu thuẫn, phương pháp không kết luận", "the sources conflict, the method declines"),
    "parts_only": ("chỉ có số liệu của các tỉnh cũ ({})", "only figures of the former provinces ({})"),
    "parts_missing": ("không cộng được: thiếu {}", "cannot be added up: {} missing"),
    "weight_missing": ("không bình quân được: thiếu trọng số ({})", "cannot be averaged: no weight ({})"),
    "no_rule": ("không thể cộng hay bình quân từ các tỉnh cũ", "cannot be made from the former provinces"),
    "successor_only": ("chỉ có số liệu của tỉnh mới ({})", "only a figure of the new province ({})"),
}


def why(row: pd.Series, corpus: Corpus, lang: str) -> str:
    """Say the reason of a row of `left_out`, codes as names."""
    known = {code: area_name(corpus.areas, code, lang) for code in row["detail"].split("|")}
    known |= {code: indicator_name(corpus.indicators, code, lang) for code, name in known.items() if code == name}
    vi, en = REASONS[row["reason"]]
    return choose(lang, vi=vi, en=en).format(", ".join(known.values()))


def needed(row: pd.Series, edition_of: pd.Series, corpus: Corpus, lang: str) -> str:
    """Say which figure would close the gap."""
    if row["reason"] == "declined":
        return choose(lang, vi="một nguồn độc lập nữa", en="one more independent source")
    return choose(
        lang, vi=f"số liệu của chính địa phương này, {edition(edition_of, lang)}",
        en=f"a figure of this province, {edition(edition_of, lang)}",
    )  # fmt: skip


def gaps(found: Comparison, area: str, corpus: Corpus, lang: str, most: int = 25) -> pd.DataFrame:
    """Write what other provinces have and this one lacks, widest comparison first: reason and what would be needed."""
    lacking = found.left_out[found.left_out["ref_area"].eq(area)].merge(found.chosen, on="indicator")
    lacking = lacking.sort_values(["covered", "indicator"], ascending=[False, True], kind="stable").head(most)
    heads = choose(
        lang, vi="Chỉ tiêu|Tỉnh có số liệu|Vì sao thiếu|Cần có", en="Indicator|Provinces with it|Why missing|Needed"
    ).split("|")
    rows = [
        (indicator_name(corpus.indicators, row["indicator"], lang), f"{row['covered']}/{row['field']}",
         why(row, corpus, lang), needed(row, row, corpus, lang))
        for _, row in lacking.iterrows()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=heads, dtype=str)


def coverage(found: Comparison, area: str, corpus: Corpus, lang: str) -> str:
    """Say how far the sources reach."""
    if found.chosen.empty:
        return choose(lang, vi="Không có chỉ tiêu nào so sánh được.", en="No indicator can be compared.")
    wide, alone = (found.chosen["covered"] >= found.chosen["field"] / 2).sum(), (found.chosen["covered"] == 1).sum()
    lacking = found.left_out[found.left_out["ref_area"].eq(area)]["indicator"].isin(found.chosen["indicator"]).sum()
    said = choose(
        lang,
        vi=f"Trong **{len(found.chosen)} chỉ tiêu** có số liệu của ít nhất một tỉnh, {wide} chỉ tiêu phủ từ một nửa số "
        f"tỉnh trở lên, {alone} chỉ tiêu chỉ có một tỉnh. {area_name(corpus.areas, area, lang)} thiếu {lacking} chỉ "
        "tiêu mà tỉnh khác có.",
        en=f"Indicators that at least one province has: **{len(found.chosen)}**; that half of the provinces or more "
        f"have: {wide}; that a single one has: {alone}. That {area_name(corpus.areas, area, lang)} lacks and another "
        f"province has: {lacking}.",
    )
    return f"{said} {_nowhere(found, corpus, lang)}".strip()


def _nowhere(found: Comparison, corpus: Corpus, lang: str, most: int = 5) -> str:
    """Name the indicators asked for of which no province of the territory has a figure."""
    codes = sorted(set(found.left_out["indicator"]) - set(found.chosen["indicator"]))
    if not codes:
        return ""
    names = ", ".join(indicator_name(corpus.indicators, code, lang) for code in codes[:most])
    rest = len(codes) - most
    more = choose(lang, vi=f" và {rest} chỉ tiêu khác", en=f" and {rest} others") if rest > 0 else ""
    return choose(
        lang, vi=f"Không tỉnh nào của địa giới này có số liệu về: {names}{more}.",
        en=f"No province of this territory has a figure on: {names}{more}.",
    )  # fmt: skip
