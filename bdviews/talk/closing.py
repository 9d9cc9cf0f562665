"""The last slides: which figures are missing and why, and who published what the talk rests on."""

from textwrap import wrap
from typing import Any

import pandas as pd

from bdlib.gap import latest_publication
from bdlib.gap.summary import goals
from bdviews.comparison.standpoint import At
from bdviews.conflicts import about
from bdviews.language import day, number
from bdviews.language.codes import heading
from bdviews.language.messages import N_, gettext
from bdviews.sentences import sentence
from bdviews.tables import table
from bdviews.talk.slides import FEW, ROWS, Shown, headed, targets
from bdviews.target_words import REASONS, aimed


def lacking(case: Any, gaps: pd.DataFrame, here: At) -> Shown:
    """Head the slide on what is missing: targets without a verdict, and conflicts that stay open."""
    aims, own = goals(targets(gaps)), about(case.conflicts, here.area)
    if (~aims["said"]).sum() < FEW:
        return None
    facts = {"silent": int((~aims["said"]).sum()), "targets": len(aims), "open": int(own["status"].eq("open").sum())}
    written = {"name": here.name, **{name: str(value) for name, value in facts.items()}}
    message = N_("{name}: {silent} of {targets} targets have no figure that can judge them (lapsed ones aside)")
    targets_of = here.est.tables.targets.set_index("figure_id")["publisher"]
    pages = aims.loc[~aims["said"], "figure_ids"].str.split("|").explode().map(targets_of)
    source = ", ".join(dict.fromkeys(map(here.labels.publisher, pages.value_counts().index[:FEW])))
    return headed(N_("What is missing"), sentence(here.lang, message, written, facts), here, source=source)


def lacking_table(gaps: pd.DataFrame, here: At) -> Shown:
    """List targets without a verdict and why, those first whose indicator many areas have."""
    rows = targets(gaps).query("not said")
    each = rows.sort_values(["known", "target_year", "indicator"], ascending=[False, False, True])
    each = each.head(ROWS if len(rows) >= FEW else 0).to_dict("records")
    shown = pd.DataFrame({
        "indicator": [here.labels.indicator(row["indicator"], row["ref_area"]) for row in each],
        "target": [aimed(row, here.lang, here.labels) for row in each],
        "why": [here.say(REASONS.get(row["reason"], "–")) for row in each],
    })  # fmt: skip
    heads = {"target": gettext(here.lang, "Target"), "why": gettext(here.lang, "Why there is no verdict")}
    return table(shown, list(shown), here.lang, name="missing", headings=heads) if each else None


def _published(here: At) -> pd.DataFrame:
    """Publishers of the area's figures with figures, pages and years; most figures first, weak copies last."""
    tables = here.est.tables
    own = pd.concat([tables.observations, tables.targets]).query("ref_area == @here.area")
    bodies = own["maker"].where(own["frame"].ne(""), "").map(here.labels.maker)
    own = own.assign(weak=own["trust"].eq("low"), date=own["published"].where(own["published"].ne("")),
                     who=bodies.where(bodies.ne(""), own["publisher"].map(here.labels.publisher)))  # fmt: skip
    own["who"] = own["who"].str.split(" (", regex=False).str[0]  # one body under its names of before and after
    rows = own.groupby(["weak", "who"]).agg(figures=("figure_id", "nunique"), pages=("source_id", "nunique"),
                                            first=("date", "min"), last=("date", "max")).reset_index()  # fmt: skip
    return rows.sort_values(["weak", "figures", "who"], ascending=[True, False, True], ignore_index=True)


def sources(here: At) -> Shown:
    """Head the slide of sources: how many publishers, and whose figures are most."""
    rows = _published(here)
    facts = {"figures": int(rows["figures"].sum()), "most": int(rows["figures"].iloc[:1].sum()),
             "publishers": int(rows["weak"].eq(False).sum())}  # fmt: skip
    written = {"name": here.name, "who": "".join(rows["who"].iloc[:1])}
    message = N_("{figures} figures on {name}, {most} published by {who}; {publishers} publishers, copies not counted")
    finding = sentence(here.lang, message if len(rows) else N_("{name}: the corpus holds no figure"), written, facts)
    until = day(latest_publication(here.est.tables.observations), here.lang)
    source = gettext(here.lang, "own count over the corpus, to {day}", day=until)
    return headed(N_("Sources and limits"), finding, here, source=source)


def sources_table(here: At) -> Shown:
    """List the publishers of most figures, with their pages and the years of publication."""
    every = _published(here)
    high = every["who"].map(lambda who: len(wrap(who, 24))).cumsum()  # lines down to each row, of 9 below four of title
    most = int(high.head(ROWS - 1).le(7).sum())
    most += most == len(every) - 1
    rest = every.iloc[most:].agg({"figures": "sum", "pages": "sum", "first": "min", "last": "max"})
    rest["who"] = gettext(here.lang, "{n} others, copies among them", n=len(every) - most)
    rows = pd.concat([every.head(most), rest.to_frame().T]) if most < len(every) else every
    years = rows[["first", "last"]].apply(lambda dates: dates.str[:4]).fillna("–")
    spans = ["–".join(dict.fromkeys(pair)) for pair in years.to_numpy()]
    shown = rows.assign(years=spans, **{name: rows[name].map(lambda n: number(n, here.lang)) for name in
                                        ("figures", "pages")})  # fmt: skip
    heads = {"who": heading("publisher", here.lang), "figures": gettext(here.lang, "Figures"),
             "pages": gettext(here.lang, "Pages"), "years": gettext(here.lang, "Published")}  # fmt: skip
    return table(shown, list(heads), here.lang, name="sources", headings=heads) if len(rows) else None
