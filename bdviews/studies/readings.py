"""How printed figures were read: what each can mean, and what became of all of them."""

import pandas as pd

from bdlib.cleaning import Tables
from bdviews.language import choose, interval, number


def with_claim(rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Add `claim`: the interval of values that a printed figure can mean, in words."""
    ends = zip(rows["lower"], rows["upper"], rows["unit_measure"], strict=True)
    return rows.assign(claim=[interval(lower, upper, unit, lang) for lower, upper, unit in ends])


def examples(rows: pd.DataFrame) -> pd.DataFrame:
    """Pick one figure a qualifier, the one with the longest expression, so that every way of printing is seen once."""
    longest_first = rows.assign(length=rows["figure"].str.len()).sort_values(
        ["qualifier", "length", "figure_id"], ascending=[True, False, True], kind="stable"
    )
    return longest_first.drop_duplicates("qualifier").drop(columns="length").reset_index(drop=True)


def by_qualifier(rows: pd.DataFrame) -> pd.DataFrame:
    """Count figures by qualifier: qualifier, figures, share (percent); most figures first."""
    table = rows.groupby("qualifier", as_index=False).agg(figures=("figure_id", "size"))
    table["share"] = 100 * table["figures"] / table["figures"].sum()
    return table.sort_values(["figures", "qualifier"], ascending=[False, True], ignore_index=True)


def summary(tables: Tables, lang: str) -> str:
    """Say in one sentence what became of the figures."""
    sizes = {name: len(getattr(tables, name)) for name in ("observations", "targets", "left_out")}
    count = {name: number(size, lang) for name, size in sizes.items()}
    total = number(sum(sizes.values()), lang)
    left = len(tables.left_out)
    return choose(
        lang,
        vi=f"**{total} số liệu đã in** thành {count['observations']} quan sát và {count['targets']} mục tiêu; "
        + (f"{count['left_out']} số liệu để ngoài, mỗi số có lý do." if left else "không số liệu nào phải để ngoài."),
        en=f"**{total} printed figures** became {count['observations']} observations and {count['targets']} targets; "
        + (f"{count['left_out']} were left out, each with its reason." if left else "none had to be left out."),
    )
