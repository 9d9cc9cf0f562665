"""The slide on what another way of reconciling would change."""

import pandas as pd
from pandas.io.formats.style import Styler

from bdlib.cleaning import clean
from bdlib.gap import targets as printed
from bdlib.gap.verdicts import REACHED, bound
from bdlib.reconciliation import methods, reconcile
from bdlib.robustness.findings import Targets
from bdviews.language import indicator_name, quantity, series_name
from bdviews.language.tables import heading, spoken, styled
from bdviews.talk import HARD, ROWS, Talk, dated, sourced


def by_method(talk: Talk) -> pd.DataFrame:
    """Judge the area's targets under every method.

    Returns
    -------
    DataFrame
        One row a target that can be measured, one an indicator and year: `name`, `target` and a column a method with
        the value in words; `flips` where being met depends on the method, `varies` where the value does. What depends
        most on the method stands first.
    """
    rows, values, outcomes = _judged(talk)
    units, lang = rows["unit_measure"], talk.asked.lang
    words = {name: [_short(v, u, lang) for v, u in zip(values[name], units, strict=True)] for name in values}
    met = outcomes.eq("met").where(values.notna())
    spread = (values.max(axis=1) - values.min(axis=1)) / values.abs().max(axis=1)
    names = {
        "name": [indicator_name(talk.corpus.indicators, code, lang) for code in rows["indicator"]],
        "target": [dated(bound(row, lang), row.target_year) for row in rows.itertuples()],
    }
    made = pd.DataFrame(names | words, rows.index, dtype=str)
    made = made.assign(flips=met.nunique(axis=1).gt(1), varies=spread.gt(1e-9), spread=spread)
    order = made.sort_values(["flips", "spread"], ascending=False, kind="stable").index
    once = rows.loc[order].drop_duplicates(["indicator", "target_year"]).index
    return made.loc[once].drop(columns="spread")


def _short(value: float, unit: str, lang: str) -> str:
    """Write a value with its scale but not its unit, which stands in the target's column; percent signs stay."""
    return quantity(value, unit if unit == "percent" else "", lang)


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


def by_series(talk: Talk) -> list[str]:
    """Say of which targets the verdict depends on the series that measures it, one sentence each."""
    split = talk.chosen.loc[talk.chosen["divided"], "target_id"]
    rows = talk.gap.judged[talk.gap.judged["target_id"].isin(split) & talk.gap.judged["status"].ne("not_judged")]
    groups = (group for _, group in rows.groupby("target_id"))
    return [_split(talk, group) for group in groups if group["status"].isin(REACHED).nunique() > 1]


def _split(talk: Talk, group: pd.DataFrame) -> str:
    lang, first = talk.asked.lang, next(group.itertuples())
    sides: dict[bool, list[str]] = {True: [], False: []}
    for row in group.itertuples():
        value = quantity(row.current, row.unit_measure, lang)
        sides[row.status in REACHED].append(f"{series_name(row.series, lang)} ({value})")
    met, below = (", ".join(values) for values in sides.values())
    name, aim = indicator_name(talk.corpus.indicators, first.indicator, lang), bound(first, lang)
    return f"{name}, {dated(aim, first.target_year)}: " + talk.say(
        f"đạt theo {met}; chưa đạt theo {below}", f"met by {met}; not met by {below}"
    )


def finding(talk: Talk, table: pd.DataFrame) -> str:
    """Head the slide: on how many targets the answer depends on the method, or on the series."""
    if table.empty:
        return ""
    topic = talk.say("Nếu đối chiếu theo cách khác?", "What if the figures were reconciled otherwise?")
    flips, varies, all_of, other = table["flips"].sum(), table["varies"].sum(), len(table), len(by_series(talk))
    if flips:
        said = talk.say(
            f"Đổi cách đối chiếu thì {flips} trong {all_of} mục tiêu đổi kết luận",
            f"Another method changes the verdict on {flips} of {all_of} targets",
        )
    elif other:
        said = talk.say(
            f"Đổi chuỗi số liệu thì {other} trong {all_of} mục tiêu đổi kết luận",
            f"Another series changes the verdict on {other} of {all_of} targets",
        )
    elif varies:
        said = talk.say(
            f"Đổi cách đối chiếu thì {varies} trong {all_of} mục tiêu đổi giá trị, kết luận giữ nguyên",
            f"Another method changes the value of {varies} in {all_of} targets, and no verdict",
        )
    else:
        said = talk.say("Mọi cách đối chiếu đều cho cùng một kết quả", "Every method gives the same result")
    rows = talk.chosen[talk.chosen["target_id"].isin(table.index)]
    return f"## {topic}\n\n## {said}\n\n{sourced(talk, rows)}"


def shown(talk: Talk, table: pd.DataFrame) -> Styler | None:
    """Write what depends on the method (all where nothing does), in bold where the verdict does; None without rows.

    Targets of an indicator with the same values share a row.
    """
    lang, rows = talk.asked.lang, table[table["varies"]] if table["varies"].any() else table
    if rows.empty:
        return None
    same = [name for name in rows if name not in ("target", "varies")]
    rows = rows.groupby(same, sort=False)["target"].agg("; ".join).reset_index().head(ROWS - 1)
    weight = pd.DataFrame({name: rows["flips"].map({True: "font-weight: 600", False: ""}) for name in rows})
    order = ["name", "target", *(name for name in same if name not in ("name", "flips"))]
    heads = {name: spoken(name, lang).capitalize() for name in order} | {"name": heading("indicator", lang)}
    made = (
        rows[order]
        .replace(" ", HARD, regex=True)
        .assign(name=rows["name"], target=rows["target"])
        .rename(columns=heads)
    )
    return styled(made, "methods").apply(lambda _: weight[order].set_axis(list(heads.values()), axis=1), axis=None)


def otherwise(talk: Talk, most: int = 2) -> str:
    """List the targets whose verdict depends on the series."""
    return "\n".join(f"- {line}" for line in by_series(talk)[:most])
