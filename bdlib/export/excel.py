"""Tables as CSV that Excel opens right: accents kept, numbers as the language writes them, no cell run as a formula."""

from pathlib import Path

import pandas as pd

from bdlib.language import choose
from bdlib.store import replacing

# Excel, LibreOffice and Google Sheets read these as the start of a formula:
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def write(tables: dict[str, pd.DataFrame], folder: Path, lang: str) -> list[Path]:
    """Write one CSV file a table, for Excel set to the language.

    Parameters
    ----------
    tables : frames by name.
    folder : made when missing; files of the same names are replaced.
    lang : "vi" (semicolons, decimal comma) or "en" (commas, decimal point).

    Returns
    -------
    list of Path
        `NAME.excel.csv`: UTF-8 with a byte order mark, without which Excel breaks every accent.
    """
    form = choose(lang, vi=";,", en=",.")
    with replacing(folder) as beside:
        for name, frame in tables.items():
            defused(frame).to_csv(
                beside / f"{name}.excel.csv", index=False, encoding="utf-8-sig", lineterminator="\r\n",
                sep=form[0], decimal=form[1],
            )  # fmt: skip
    return [folder / f"{name}.excel.csv" for name in tables]


def defused(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before every text that a spreadsheet would run as a formula; numbers stay numbers.

    >>> defused(pd.DataFrame({"figure": ["=1+1", "-1,02%", "83,6%"], "obs_value": [2.0, -1.02, 83.6]}))
        figure  obs_value
    0    '=1+1       2.00
    1  '-1,02%      -1.02
    2    83,6%      83.60
    """
    text = frame.select_dtypes(exclude="number").astype(str)
    return frame.assign(**{name: text[name].mask(text[name].str.startswith(FORMULA_STARTS), "'" + text[name])
                           for name in text})  # fmt: skip
