"""The slide on what another way of reconciling would change."""

import pandas as pd

from bdlib.clean import clean
from bdlib.language import indicator_name, quantity
from bdlib.language.tables import heading, spoken
from bdlib.multiverse.findings import Targets
from bdlib.progress import targets as printed
from bdlib.progress.verdicts import aimed
from bdlib.reconcile import methods, reconcile
from bdlib.talk import ROWS, Talk


def by_method(talk: Talk) -> pd.DataFrame:
    """Judge the area's targets under every method.

    Returns
    -------
    DataFrame
        One row a target that can be measured, one an indicator and year: `name` and a column a method with the value
        in words; `flips` where being met depends on the method, `varies` where the value does. What depends most on
        the method stands first.
    """
    rows, values, outcomes = _judged(talk)
    units, lang = rows["unit_measure"], talk.asked.lang
    words = {name: [quantity(v, u, lang) for v, u in zip(values[name], units, strict=True)] for name in values}
    met = outcomes.eq("met").where(values.notna())
    spread = (values.max(axis=1) - values.min(axis=1)) / values.abs().max(axis=1)
    made = pd.DataFrame({"name": [_target(talk, row) for row in rows.itertuples()]} | words, rows.index, dtype=str)
    made = made.assign(flips=met.nunique(axis=1).gt(1), varies=spread.gt(1e-9), spread=spread)
    order = made.sort_values(["flips", "spread"], ascending=False, kind="stable").index
    once = rows.loc[order].drop_duplicates(["indicator", "target_year"]).index
    return made.loc[once].drop(columns="spread")


def _judged(talk: Talk) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Give targets, and their value and outcome (target × method), the talk's own method first."""
    tidy, asked, indicators = clean(talk.corpus), talk.asked, talk.corpus.indicators
    as_of = asked.as_of.isoformat() if asked.as_of else ""
    aims = printed.distinct(tidy.targets, indicators, as_of)
    aims = aims[aims["ref_area"].eq(asked.area) & (aims["indicator"].isin(asked.indicators) | (not asked.indicators))]
    names = [asked.method, *(name for name in methods() if name != asked.method)]
    under = [reconcile(tidy.observations, name, indicators=indicators, as_of=as_of).frame for name in names]
    estimates = pd.concat([frame.assign(spec=name) for frame, name in zip(under, names, strict=True)])
    judge = Targets(targets=aims, observations=tidy.observations, today=talk.gap.today)
    found = judge(estimates.reset_index(drop=True), [""], as_of)
    values, outcomes = (
        found.pivot(index="finding", columns="spec", values=column).reindex(columns=names)
        for column in ("value", "outcome")
    )
    return aims.set_index("target_id").loc[values.index], values, outcomes


def _target(talk: Talk, row: tuple) -> str:
    return f"{indicator_name(talk.corpus.indicators, row.indicator, talk.asked.lang)}: {aimed(row, talk.asked.lang)}"


def finding(talk: Talk, table: pd.DataFrame) -> str:
    """Head the slide: on how many targets the answer depends on the method."""
    topic = talk.say("Nếu đối chiếu theo cách khác?", "What if the figures were reconciled otherwise?")
    flips, varies, all_of = table["flips"].sum(), table["varies"].sum(), len(table)
    if not varies:
        said = talk.say(
            "Mọi cách đối chiếu đều cho cùng giá trị với các mục tiêu đo được",
            "Every method gives the same values for the targets that can be measured",
        )
    elif flips:
        said = talk.say(
            f"Cách đối chiếu đổi kết luận của {flips} trong {all_of} mục tiêu, đổi giá trị của {varies}",
            f"The method changes the verdict on {flips} of {all_of} targets, and the value of {varies}",
        )
    else:
        said = talk.say(
            f"Cách đối chiếu đổi giá trị của {varies} trong {all_of} mục tiêu, không đổi kết luận nào",
            f"The method changes the value of {varies} in {all_of} targets, and no verdict",
        )
    return f"## {topic}\n\n## {said}"


def shown(talk: Talk, table: pd.DataFrame) -> pd.DataFrame:
    """Write the rows that depend on the method as they stand on the slide; all where none does."""
    rows = table[table["varies"]] if table["varies"].any() else table
    rows = rows.head(ROWS - 1).drop(columns=["flips", "varies"])
    heads = {name: spoken(name, talk.asked.lang) for name in rows}
    return rows.rename(columns=heads | {"name": heading("indicator", talk.asked.lang)}).reset_index(drop=True)
