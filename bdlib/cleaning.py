"""From figures as printed to tidy observations and targets; what cannot be used is listed with its reason."""

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from bdlib import panels
from bdlib.checks import check_table, completed, with_types
from bdlib.codelists import TARGET_ROLES
from bdlib.corpus import Corpus
from bdlib.corrections import apply_corrections
from bdlib.errors import DataError
from bdlib.handed import FIGURES, corpus_of
from bdlib.makers import resolve
from bdlib.memo import remembered
from bdlib.names import spelled
from bdlib.periods import published_by
from bdlib.schemas import CLEAN
from bdquantities.parsing import parse_many

STATUS_OF_ROLE = {"actual": "A", "estimate": "E", "forecast": "F", "target": "A", "recommendation": "A"}
DIGITS = 12
# Of its limit, above which a value cannot be, whatever is counted: lines for households or pupils of other ages make
# 105% or 130%, a lost comma 836%.
FAR = 1.5
ENOUGH, MOST = 5, 2 / 3  # figures of a page show how finely it prints; the share of them that does
LAST_YEAR = r"(\d{4})[^/]*$"
CARRIED = ("sources", "areas", "indicators", "series", "origins", "facets", "rules", "corrections")
READ = ["obs_value", "low", "high", "lower", "upper", "denominator", "decimals", "qualifier", "unit_measure"]


@dataclass(frozen=True)
class Tables:
    """The clean tables: every figure stands in exactly one of the first three; the codelists travel with them."""

    observations: pd.DataFrame
    targets: pd.DataFrame
    left_out: pd.DataFrame
    sources: pd.DataFrame = field(default_factory=pd.DataFrame)
    areas: pd.DataFrame = field(default_factory=pd.DataFrame)
    indicators: pd.DataFrame = field(default_factory=pd.DataFrame)
    series: pd.DataFrame = field(default_factory=pd.DataFrame)
    origins: pd.DataFrame = field(default_factory=pd.DataFrame)
    facets: pd.DataFrame = field(default_factory=pd.DataFrame)
    rules: pd.DataFrame = field(default_factory=pd.DataFrame)
    corrections: pd.DataFrame = field(default_factory=pd.DataFrame)

    def __repr__(self) -> str:
        figures = ("observations", "targets", "left_out")
        return f"Tables({', '.join(f'{name}: {len(getattr(self, name))} rows' for name in figures)})"


@remembered
def clean(corpus: Corpus, *, as_of: str | date | None = "") -> Tables:
    """Read every figure, apply the register of corrections, and sort the rows into tables.

    Parameters
    ----------
    corpus : Corpus
        As given by :func:`bdlib.load`.
    as_of : str or date, optional
        Day, or its ISO form; what was published later is no part of observations and targets.

    Returns
    -------
    Tables
        `observations` (roles actual, estimate, forecast), `targets` (target, recommendation), `left_out`
        (figure_id, figure, reason) and the codelists of the corpus. Values are in the base unit of their indicator,
        with the interval, `lower` to `upper`, of what the printed figure can mean.

    Raises
    ------
    DataError
        For a figure that cannot be read and that no correction excludes, for one whose unit is not that of its
        indicator, for a correction that no longer matches, for an `as_of` that is no day.

    Examples
    --------
    >>> import bdlib as bd
    >>> bd.clean(bd.load()).observations.query("figure == '86,3%'")["obs_value"].unique().tolist()
    [86.3]
    """
    corpus = corpus_of(corpus)
    reported, left_out, flags = apply_corrections(corpus)
    usable = reported[~reported["figure_id"].isin(left_out["figure_id"])]
    rows = usable.join(read_figures(usable, corpus)).pipe(_describe, corpus)
    rows["figure"] = corpus.reported["figure"].reindex(rows.index)  # as printed, not as corrected
    rows["obs_status"] = rows["figure_id"].map(flags).astype(object).fillna(rows["role"].map(STATUS_OF_ROLE))
    is_target = rows["role"].isin(TARGET_ROLES)
    targets = rows[is_target]
    last = targets["time_period"].str.extract(LAST_YEAR)[0].fillna("")
    targets = targets.assign(target_year=targets["target_year"].where(targets["target_year"].ne(""), last))
    tables = Tables(
        observations=_with_tables(_conform(rows[~is_target], "observations"), corpus),
        targets=_conform(targets, "targets"), left_out=_conform(left_out, "left_out"),
        **{name: getattr(corpus, name) for name in CARRIED})  # fmt: skip
    figures = {name: getattr(tables, name) for name in FIGURES}
    return replace(tables, **{name: rows[published_by(rows, as_of)].reset_index(drop=True)
                              for name, rows in figures.items()})  # fmt: skip


def read_figures(reported: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Read the printed expressions: :data:`READ`, with the index of `reported`.

    A DataError names the first figure that cannot be read whole, has another unit, or is a change of a level.
    """
    indicators = corpus.indicators.set_index("indicator")
    unit = reported["indicator"].map(indicators["unit"])
    languages = reported["source_id"].map(corpus.sources.set_index("source_id")["language"])
    names = reported["indicator"].map(indicators.apply(spelled, axis=1))
    frame = parse_many(reported["figure"], languages, unit, reported["source_id"], names)
    frame = frame.rename(columns={"value": "obs_value", "unit": "unit_measure"})
    expected, kind = frame["expected"], reported["indicator"].map(indicators["kind"])
    level = kind.ne("rate") & reported["indicator"].map(indicators["change_of"]).eq("")
    _reject(reported, corpus, expected.ne(""), lambda row: f"{expected[row.name]}, or a correction that excludes it")
    moved = frame["delta"].ne("") & frame["qualifier"].eq("range") & frame["obs_value"].notna()
    _reject(reported, corpus, level & frame["delta"].ne(""), lambda row: f"no change: {row.indicator} is a level")
    _reject(reported, corpus, moved, "the value reached alone, no change from one to another")
    limit = pd.to_numeric(reported["indicator"].map(indicators["limit"]))
    falls = frame["delta"].eq("down") & ~level & frame["upper"].gt(0)  # "âm 4,2%" is below zero as it is read
    frame = as_exact_as_beside(negated(frame, falls), reported)
    return within_limits(frame, kind.mask(~level, "rate"), limit)[READ]


def as_exact_as_beside(frame: pd.DataFrame, reported: pd.DataFrame) -> pd.DataFrame:
    """Take a round figure as exactly as most others of its page and indicator: beside 338 and 341 a 340 is meant."""
    digits = pd.to_numeric(reported["figure"].str.replace(r"\D", "", regex=True), errors="coerce")
    step = (frame["upper"] - frame["lower"]).where(frame["qualifier"].eq("exact") & digits.eq(frame["obs_value"]))
    pages = step.groupby([reported["source_id"], reported["indicator"]])
    usual = pages.transform("quantile", MOST, interpolation="higher")  # a step that is printed, none between two
    round_ = step.gt(usual) & pages.transform("count").ge(ENOUGH)
    ends = {"lower": frame["obs_value"] - usual / 2, "upper": frame["obs_value"] + usual / 2}
    return frame.assign(**{name: frame[name].mask(round_, end) for name, end in ends.items()})


def negated(frame: pd.DataFrame, rows: pd.Series) -> pd.DataFrame:
    """Turn the sign of some quantities: a growth rate printed as "giảm 1,02%" is -1.02, "giảm 7 bậc" -7 places."""
    turned = {"obs_value": -frame["obs_value"], "low": -frame["high"], "high": -frame["low"],
              "lower": -frame["upper"], "upper": -frame["lower"]}  # fmt: skip
    return frame.assign(**{name: frame[name].mask(rows, turned[name]) for name in turned})


def within_limits(frame: pd.DataFrame, kind: pd.Series, limit: pd.Series) -> pd.DataFrame:
    """Cut claim intervals at what nature allows (1, 0, the limit of a share); a value beyond is kept as evidence."""
    least = kind.map({"rank": 1.0, "rate": -np.inf}).fillna(0.0)
    printed = frame[["obs_value", "high", "low"]]
    return frame.assign(lower=np.fmax(frame["lower"], np.fmin(least, printed.min(axis=1))),
                        upper=np.fmin(frame["upper"], np.fmax(limit.fillna(np.inf), printed.max(axis=1))))  # fmt: skip


def above_limit(rows: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Clean figures that are more than their indicator can be (186,3% of households), and that no correction speaks of.

    They stay as evidence, since pages do print them, `far` ones for no estimate; whoever reads the tables should know.
    """
    limit = pd.to_numeric(rows["indicator"].map(indicators.set_index("indicator")["limit"]))
    least = rows["obs_value"].fillna(rows["low"])
    above = rows[least.gt(limit)].assign(limit=limit, far=least.gt(FAR * limit))
    return above[above["obs_status"].eq(above["role"].map(STATUS_OF_ROLE))]


def _reject(reported: pd.DataFrame, corpus: Corpus, wrong: pd.Series, expected: object) -> None:
    failing = reported[wrong]
    if len(failing):
        row = failing.iloc[0]
        said = expected(row) if callable(expected) else expected
        if row.figure != corpus.reported.at[row.name, "figure"]:
            said += " (data/raw/corrections.csv overrides what stands there)"
        raise DataError(said, file="data/raw/reported.csv",
                        line=int(row.name), column="figure", value=row.figure, more=len(failing) - 1)  # fmt: skip


def _describe(rows: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Add what the source says about itself and the stage that a role says; "now" is the day of publication."""
    source = corpus.sources.set_index("source_id")[["published", "reprints", "publisher", "kind", "trust"]]
    rows = rows.join(source.rename(columns={"kind": "source_kind"}), on="source_id").assign(frame="")
    rows = rows.join(resolve(rows, corpus))
    now = rows["period"].eq("") & ~rows["role"].isin(TARGET_ROLES)
    rows["time_period"] = rows["period"].mask(now, rows["published"])
    said = rows["stage"].eq("") & rows["role"].isin(corpus.facets.loc[corpus.facets["facet"].eq("stage"), "code"])
    rows["stage"] = rows["stage"].mask(said, rows["role"])
    return rows.rename(columns={"area": "ref_area"})


def _with_tables(observations: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Add the values of the official tables after the figures of pages."""
    if corpus.values.empty:
        return observations
    rows = panels.as_rows(corpus.values, corpus.tables, corpus.indicators)
    facts = corpus.indicators.set_index("indicator")[["kind", "limit"]].reindex(rows["indicator"]).set_axis(rows.index)
    rows = within_limits(rows, facts["kind"], pd.to_numeric(facts["limit"]))
    return pd.concat([observations, _conform(rows.join(resolve(rows, corpus)), "observations")], ignore_index=True)


def _conform(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    key = CLEAN[name].metadata["key"]
    return typed(rows[list(CLEAN[name].columns)].sort_values(key, kind="stable", ignore_index=True), name)


def typed(frame: pd.DataFrame, name: str, file: object = "") -> pd.DataFrame:
    """Give a clean table the types of its schema and check it; a DataError tells the first cell that is wrong."""
    made = with_types(completed(frame, CLEAN[name], file or name), CLEAN[name], file or name)
    made = made.assign(**{column: significant(made[column]) for column in made.select_dtypes("float64")})
    return check_table(made, CLEAN[name], file or name)


def significant(numbers: pd.Series) -> pd.Series:
    """Round to twelve digits and decimals, more than any source prints: 3.309 × 10 million is 33090000 again."""
    size = numbers.abs().where(np.isfinite(numbers) & numbers.ne(0), 1.0)
    shift = 10.0 ** (DIGITS - 1 - np.floor(np.log10(size))).clip(0, DIGITS)  # exact powers of ten
    return (numbers * shift).round() / shift
