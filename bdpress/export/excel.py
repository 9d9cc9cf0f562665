"""Tables as CSV that Excel opens right: accents kept, numbers as the language writes them, no cell run as a formula."""

from pathlib import Path

import pandas as pd

from bdpress.files import replacing
from bdpress.store import defused
from bdviews.language import choose


def write(tables: dict[str, pd.DataFrame], folder: Path, lang: str) -> list[Path]:
    """Write one CSV a table, `NAME.excel.csv`, for Excel set to a language: "vi" (; and decimal comma) or "en"."""
    form = choose(lang, vi=";,", en=",.")
    with replacing(folder) as beside:
        for name, frame in tables.items():
            defused(frame).to_csv(
                beside / f"{name}.excel.csv", index=False, encoding="utf-8-sig", lineterminator="\r\n",
                sep=form[0], decimal=form[1],
            )  # fmt: skip
    return [folder / f"{name}.excel.csv" for name in tables]
