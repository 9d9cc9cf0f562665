# ruff: noqa: E501 (a cell a line)
"""A made-up executed notebook with everything a deck and a page can hold; no figure in it is real."""

import html
import json
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from bdpress import decks
from bdviews import tables
from bdviews.plots import style


def markdown(text: str, *tags: str, **metadata: object) -> dict:
    return {"cell_type": "markdown", "metadata": {"tags": list(tags), **metadata}, "source": text}


def code(*outputs: dict, tags: tuple[str, ...] = (), source: str = "pass") -> dict:
    cell = {"cell_type": "code", "metadata": {"tags": list(tags)}, "source": source, "outputs": list(outputs)}
    return cell | {"execution_count": 1}


def shown(data: dict, metadata: dict | None = None) -> dict:
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def computed(text: str) -> dict:
    return shown({"text/markdown": text, "text/plain": "<IPython.core.display.Markdown object>"})


def figure(plot: style.Finding, **options: object) -> dict:
    with patch("IPython.display.display") as display:
        style.show(plot, **options)
    return shown(display.call_args.args[0], display.call_args.kwargs["metadata"])


def table(frame: pd.DataFrame, caption: str = "") -> dict:
    style = tables.table(frame, list(frame), "vi", name="trial")
    style = style.set_caption(html.escape(caption)) if caption else style
    return shown({"text/html": style.to_html(), "text/plain": str(frame)})


def line(lang: str, size: str) -> style.Finding:
    frame = pd.DataFrame({"year": [2020, 2021, 2022, 2023, 2024], "value": [61.5, 66.0, 72.25, 79.0, 86.3]})
    title = "Hộ có cáp quang đạt 86,3%: số 83,6% là lỗi đảo chữ số" if lang == "vi" else "Broadband stands at 86.3%: the 83.6% is a swap of digits"  # fmt: skip
    with style.canvas(lang, title, "Nguồn thử A; Nguồn thử B", subtitle="%", size=size) as (made, ax):
        ax.plot(frame["year"], frame["value"], **style.KEPT)
        ax.plot([2024], [83.6], **style.SET_ASIDE)
        ax.plot([2020, 2025], [95, 95], **style.TARGET)
        ax.text(2020, 95.6, "Mục tiêu: trên 95%" if lang == "vi" else "Target: over 95%")
        style.years(ax.xaxis, lang)
    made.alt, made.table = "Đường tăng từ 61,5% năm 2020 tới 86,3% năm 2024.", frame
    return made


def bars(lang: str, size: str) -> style.Finding:
    frame = pd.DataFrame(
        {"province": ["Bình Dương", "Đồng Nai", "Tây Ninh", "Bình Phước"], "dti": [0.71, 0.66, 0.62, 0.6]}
    )
    title = "Bình Dương đứng đầu bốn tỉnh thử" if lang == "vi" else "Binh Duong leads the four trial provinces"
    with style.canvas(lang, title, "Nguồn thử C", subtitle="DTI", size=size) as (made, ax):
        ax.barh(frame["province"], frame["dti"], color=[style.BLUE, style.GREY, style.GREY, style.GREY])
        ax.grid(axis="x")
        ax.invert_yaxis()
    made.alt, made.table = "Bốn thanh, dài nhất là Bình Dương 0,71.", frame
    made.chart = {"kind": "bar", "category": "province", "values": ["dti"]}
    return made


def targets(rows: int) -> pd.DataFrame:
    names = ["Kinh tế số trên GRDP", "Thương mại điện tử", "Điện thoại thông minh", "Tài khoản ngân hàng", "Băng rộng hộ gia đình", "Kỹ năng số", "Doanh nghiệp nhỏ và vừa"]  # fmt: skip
    now, goal = (
        ["11,34%", "8%", "83,2%", "81%", "86,3%", "–", "35%"],
        ["20%", "10%", "80%", "80%", "trên 95%", "trên 70%", "trên 50%"],
    )
    verdict = ["hạn chế", "tiến bộ, cần nhanh hơn", "đã đạt", "đã đạt", "đúng tiến độ", "không có số liệu", "hạn chế"]
    frame = pd.DataFrame({"Chỉ tiêu": names, "Hiện tại": now, "Mục tiêu 2025": goal, "Kết luận": verdict})
    return pd.concat([frame] * (rows // 7 + 1)).head(rows)


def cells_of_talk(lang: str, rows: int = 7) -> list[dict]:
    return [
        markdown("# Bình Dương chuyển đổi số tới đâu? · How digital is Binh Duong?"),
        code(tags=("parameters",), source=f'area: str = "Bình Dương"\nterritory: str = "63"\nmethod: str = "evidence"\nlang: str = "{lang}"'),
        code({"output_type": "stream", "name": "stderr", "text": "FutureWarning: not for readers"}, tags=("hide-input",)),
        code(computed("Đối chiếu **110 số liệu** từ **42 nguồn**" if lang == "vi" else "**110 figures** from **42 sources**")),
        markdown("## Ba câu trả lời", "lang-vi"),
        markdown("## Three answers", "lang-en"),
        code(computed("- **86,3%** hộ gia đình có cáp quang, hai nguồn độc lập\n- **11,34%** GRDP là kinh tế số, theo một chuỗi số liệu\n- **2/7** mục tiêu năm 2025 đã đạt"), tags=("stats",)),
        markdown("Nói chậm, chỉ vào **số giữa**.", slideshow={"slide_type": "notes"}),
        markdown("## Băng rộng: 83,6% hay 86,3%?", "lang-vi"),
        markdown("## Broadband: 83.6% or 86.3%?", "lang-en"),
        code(figure(line(lang, "slide"))),
        markdown("## Vì sao giữ 86,3%?", "lang-vi"),
        markdown("## Why keep 86.3%?", "lang-en"),
        code(figure(line(lang, "half")), tags=("col",)),
        code(computed("- Hai chữ số **3** và **6** đổi chỗ\n- Hai nguồn độc lập nói 86,3%\n- Bản in lại không tính là nguồn thứ hai\n\nCông thức: $R = \\frac{g_{obs}}{g_{req}}$"), tags=("col",)),
        code(computed("## So với các tỉnh\n")),
        code(figure(bars(lang, "slide"), name="dti")),
        markdown("## Mục tiêu 2025: bảy chỉ tiêu · 2025 targets"),
        code(table(targets(rows))),
        code(computed("## Nguồn <script>window.hacked = 1</script>\n\n1. [Nguồn thử A](https://example.org/a)\n2. [Nguồn thử B](javascript:alert(1)) <img src=x onerror=\"window.hacked=1\">")),
    ]  # fmt: skip


cells = cells_of_talk  # what `write` writes; a test may put other cells in its place


def over_full_cells(lang: str, rows: int = 7) -> list[dict]:
    """The same with one cell of a table that no slide holds."""
    long = targets(rows).replace("Kinh tế số trên GRDP", "dài " * 900)
    return [*cells_of_talk(lang, rows)[:-2], code(table(long)), *cells_of_talk(lang, rows)[-1:]]


def write(folder: Path, lang: str = "vi", rows: int = 7) -> Path:
    """Write the trial notebook as papermill would leave it."""
    path = folder / f"07_conference_deck-trial-{lang}.ipynb"
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells(lang, rows)}
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{number}"
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def deck(executed, out, to):
    """The deck of one notebook; its error where there is none."""
    made = next(decks.decks([executed], out, to))
    if made.failed:
        raise made.failed
    return made
