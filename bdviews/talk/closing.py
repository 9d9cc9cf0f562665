"""The last slides: which figures are missing and why, and who published what the talk rests on."""

from typing import Any

import pandas as pd

from bdviews.comparison.standpoint import At
from bdviews.conflicts import about
from bdviews.conflicts.kinds import KINDS, SETTLES
from bdviews.language import number
from bdviews.language.codes import heading
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.sentences import sentence
from bdviews.tables import table
from bdviews.talk.aims import SHORT
from bdviews.talk.slides import FEW, ROWS, Shown, headed, targets
from bdviews.targets import REASONS, aimed

BESIDE = 4  # rows of a table beside a list
KINDS_TOLD = 3  # of open conflicts, the most frequent


def lacking(case: Any, gaps: pd.DataFrame, here: At) -> Shown:
    """Head the slide on what is missing: targets without a verdict, and conflicts that stay open."""
    aims, own = targets(gaps), about(case.conflicts, here.area)
    facts = {"silent": int((~aims["said"]).sum()), "targets": len(aims), "open": int(own["status"].eq("open").sum())}
    written = {"name": here.name, **{name: str(value) for name, value in facts.items()}}
    message = N_("{name}: {silent} of {targets} targets have no verdict")
    if facts["open"]:
        message = N_("{name}: {silent} of {targets} targets have no verdict, {open} contradictions stay open")
    if aims.empty:
        message = N_("{name}: no target of its own stands on the pages read; {open} contradictions stay open")
    none = sentence(here.lang, "No two figures of {name} contradict each other, as far as the corpus goes.", written,
                    {"conflicts": len(own)})  # fmt: skip
    finding = sentence(here.lang, message, written, facts)
    return headed(N_("What is missing"), finding, here, *([] if len(own) else [none]))


def needed(case: Any, here: At) -> Shown:
    """List what would settle the open conflicts, kind by kind, the most frequent first."""
    from IPython.display import Markdown

    own = about(case.conflicts, here.area)
    kinds = own.loc[own["status"].eq("open"), "kinds"].str.split("|").str[0].value_counts()
    if kinds.empty:
        return None
    most = sorted(kinds.items(), key=lambda one: (-one[1], one[0]))[:KINDS_TOLD]
    lines = [ngettext(here.lang, "{kind} ({n} time): {needed}", "{kind} ({n} times): {needed}", count,
                      kind=here.say(KINDS[kind]), needed=here.say(SETTLES[kind])) for kind, count in most]  # fmt: skip
    head = gettext(here.lang, "What would settle most of the contradictions")
    return Markdown("\n".join([f"**{head}**", "", *(f"- {line}" for line in lines)]))


def lacking_table(case: Any, gaps: pd.DataFrame, here: At) -> Shown:
    """List targets without a verdict and why, those first whose indicator many areas have; of few targets all."""
    rows = targets(gaps)
    rows = rows[~rows["said"]] if rows["said"].sum() >= FEW else rows
    most = ROWS if needed(case, here) is None else BESIDE
    order = ["said", "known", "target_year", "indicator"]
    each = rows.sort_values(order, ascending=[False, False, False, True]).head(most).to_dict("records")
    shown = pd.DataFrame({
        "indicator": [here.labels.indicator(row["indicator"], row["ref_area"]) for row in each],
        "target": [aimed(row, here.lang) for row in each],
        "why": [here.say(SHORT[row["verdict"]] if row["said"] else REASONS.get(row["reason"], "–")) for row in each],
    })  # fmt: skip
    heads = {"target": gettext(here.lang, "Target"), "why": gettext(here.lang, "Verdict, or why there is none")}
    return table(shown, list(shown), here.lang, name="missing", headings=heads) if each else None


def _published(here: At) -> pd.DataFrame:
    """Publishers of the area's figures with figures, pages and years; most figures first, weak copies last."""
    tables = here.est.tables
    own = pd.concat([tables.observations, tables.targets]).query("ref_area == @here.area")
    bodies = own["maker"].where(own["frame"].ne(""), "").map(lambda code: here.labels.maker(code).split(" (")[0])
    own = own.assign(weak=own["trust"].eq("low"), date=own["published"].where(own["published"].ne("")),
                     who=bodies.where(bodies.ne(""), own["publisher"].map(here.labels.publisher)))  # fmt: skip
    rows = own.groupby(["weak", "who"]).agg(figures=("figure_id", "nunique"), pages=("source_id", "nunique"),
                                            first=("date", "min"), last=("date", "max")).reset_index()  # fmt: skip
    return rows.sort_values(["weak", "figures", "who"], ascending=[True, False, True], ignore_index=True)


def sources(here: At) -> Shown:
    """Head the slide of sources: how many publishers, and whose figures are most."""
    rows = _published(here)
    counts = rows["figures"]
    facts = {"figures": int(counts.sum()), "publishers": len(rows), "most": int(counts.iloc[:1].sum())}
    written = {name: number(value, here.lang) for name, value in facts.items()}
    written |= {"name": here.name, "who": "".join(rows["who"].iloc[:1])}
    message = N_("{name}: {figures} figures of {publishers} publishers, {most} of them of {who}")
    finding = sentence(here.lang, message if len(rows) else N_("{name}: the corpus holds no figure"), written, facts)
    return headed(N_("Sources and limits"), finding, here)


def sources_table(here: At) -> Shown:
    """List the publishers of most figures, with their pages and the years of publication."""
    rows = _published(here).head(ROWS)
    years = rows[["first", "last"]].apply(lambda dates: dates.str[:4]).fillna("–")
    spans = ["–".join(dict.fromkeys(pair)) for pair in years.to_numpy()]
    shown = rows.assign(years=spans, **{name: rows[name].map(lambda n: number(n, here.lang)) for name in
                                        ("figures", "pages")})  # fmt: skip
    heads = {"who": heading("publisher", here.lang), "figures": gettext(here.lang, "Figures"),
             "pages": gettext(here.lang, "Pages"), "years": gettext(here.lang, "Published")}  # fmt: skip
    return table(shown, list(heads), here.lang, name="sources", headings=heads) if len(rows) else None
