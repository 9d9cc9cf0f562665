"""Plain explanations of conflicts and variants, from the facts that decided them; what is not known is not said."""

import json

import pandas as pd

from bdviews.language import area_name, choose, indicator_name
from bdviews.language.kinds import KIND_NAMES

WHY = {
    "slip": ("số kia là lỗi chữ số hoặc bậc số", "the other is a slip of digits or scale"),
    "impossible": ("số kia không thể có", "the other is impossible"),
    "misattributed": ("số kia là của chỉ tiêu khác", "the other belongs to another indicator"),
    "stale": ("số kia là số cũ dùng lại", "the other is an older figure used again"),
    "arithmetic": ("chỉ số này khớp phép tính", "only this one fits the arithmetic"),
    "low_trust": ("số kia chỉ có ở bản sao dễ sai", "only carriers that garble print the other"),
    "replaced": ("văn bản sau thay văn bản trước", "the later document replaces the earlier"),
    "revised": ("cùng cơ quan sửa sau đó", "the same maker revised it later"),
    "more_origins": ("nhiều nguồn gốc độc lập hơn", "more independent origins state it"),
}


def explained(table: pd.DataFrame, tables: object) -> pd.DataFrame:
    """Add explanation_vi and explanation_en to conflicts or variants."""
    figures = pd.concat([tables.observations, tables.targets]).set_index("figure_id")
    said = {f"explanation_{lang}": [_explain(row, figures, tables, lang) for row in table.itertuples()]
            for lang in ("vi", "en")}  # fmt: skip
    return table.assign(**{name: pd.Series(texts, index=table.index, dtype=str) for name, texts in said.items()})


def _explain(row: tuple, figures: pd.DataFrame, tables: object, lang: str) -> str:
    side = ("vi", "en").index(lang)
    names = [indicator_name(tables.indicators, code, lang) for code in row.indicator.split("|")]
    areas = [area_name(tables.areas, code, lang) for code in row.ref_area.split("|")]
    values = "; ".join(_value(one, figures, lang) for one in json.loads(row.facts)["values"])
    kinds = ", ".join(KIND_NAMES[kind][side] for kind in row.kinds.split("|")[:2])
    kind = choose(lang, vi=f"Loại: {kinds}.", en=f"Kind: {kinds}.")
    return f"{' / '.join(areas)}, {'; '.join(names)}: {values}. {kind} {_outcome(row, figures, lang)}"


def _value(value: dict, figures: pd.DataFrame, lang: str) -> str:
    row = figures.loc[value["figures"][0]]
    when = "–".join(period for period in (value["periods"][0], value["periods"][-1]) if period) if value["periods"] else ""
    when = value["periods"][0] if len(set(value["periods"])) == 1 else when
    pages = choose(lang, vi=f"{value['prints']} trang", en=f"{value['prints']} page{'s' * (value['prints'] != 1)}")
    return f"“{row['figure']}” ({', '.join(filter(None, [row['publisher'], when, pages]))})"


def _outcome(row: tuple, figures: pd.DataFrame, lang: str) -> str:
    if row.status == "resolved":
        figure, why = figures.at[row.chosen_figure_id, "figure"], WHY[row.reason][("vi", "en").index(lang)]
        return choose(lang, vi=f"Chọn “{figure}”: {why}.", en=f"Chosen: “{figure}”: {why}.")
    if row.status == "open":
        return choose(lang, vi="Chưa chọn được số nào.", en="Nothing decides between them.")
    return choose(lang, vi="Không phải mâu thuẫn.", en="No contradiction.")
