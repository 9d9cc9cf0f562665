"""What a citation says of its value: how exact it is, within which borders, what it measures, who made it."""

import math

import pandas as pd

from bdlib.citation import Citation
from bdlib.citation.result import single
from bdviews.labels import FACETS, Labels
from bdviews.language import codes, day, number, quantity, scale_and_unit
from bdviews.language.messages import N_, gettext, ngettext
from bdviews.sentences import Sentence, sentence
from bdviews.target_figures import EARLY, word

MADE = ["origin", "maker", "attributed_to", "origin_basis", "frame"]  # what tells who made a figure
HEDGES = (*codes.LOOSE, "at_least", "at_most")  # words without which a value is another one
READ = {"figure": N_("The value is our reading of “{printed}”: {reason}"),
        "": N_("What the figure is of is our reading, not the page's word: {reason}")}  # fmt: skip
BARE = {"figure": N_("The value is our reading of “{printed}”."),
        "": N_("What the figure is of is our reading, not the page's word.")}  # fmt: skip


def exact(found: Citation, lang: str) -> str:
    """Write the value with the decimals that its interval stands for, and no more than it has; a rank in its field."""
    if found.unit == "rank":
        return "/".join(filter(None, [number(found.value, lang), found.facets.get("field", "")]))
    scale = scale_and_unit(found.value, found.unit, lang)[0]
    width = (found.upper - found.lower) / scale
    decimals = max(0, -math.floor(math.log10(width * 1.0001))) if 0 < width < math.inf else None
    while decimals and math.isclose(round(found.value / scale, decimals - 1), found.value / scale, rel_tol=1e-12):
        decimals -= 1
    return quantity(found.value, found.unit, lang, decimals)


def hedged(found: Citation, est: object, lang: str) -> str:
    """Write the value with the word that all pages have before it: nearly 9 million is not 9 million."""
    words = set(bearing(found, est).get("qualifier", pd.Series(dtype=str)))
    hedge = codes.spoken(min(words), lang) if len(words) == 1 and words <= {*HEDGES} and found.unit != "rank" else ""
    return " ".join(filter(None, [hedge, exact(found, lang)]))


def borders(area: str, est: object, lang: str) -> Sentence | None:
    """Say within which borders, for an area that a reform changed; of one that only ended, when."""
    row = est.tables.areas.set_index("area").loc[area]
    when, into = row["valid_to"] or row["valid_from"], Labels(est, lang).area(row["successor"])
    message = N_("Within the borders up to {day}.") if row["valid_to"] else N_("Within the borders since {day}.")
    if row["valid_to"] and into != row[f"name_{lang}"]:
        message = N_("It ended on {day}, merged into {area}.") if into else N_("It ended on {day}.")
    return sentence(lang, message, {"day": day(when, lang), "area": into}, {}) if when else None


def bearing(found: Citation, est: object) -> pd.DataFrame:
    """The figures that print the value itself; all, where it is none of them."""
    rows = est.tables.observations.set_index("figure_id").loc[list(found.figure_ids)].reset_index()
    so = rows["obs_value"].eq(found.value)
    return rows[so | ~so.any()]


def hedging(found: Citation, est: object) -> set[str]:
    """Sources that print, in loose words alone, another figure than the one cited: it may be another count."""
    rows = est.tables.observations.set_index("figure_id").loc[list(found.figure_ids)]
    firm = rows.loc[~rows["qualifier"].isin(HEDGES), "source_id"]
    return set(rows["source_id"]) - set(firm) - set(bearing(found, est)["source_id"])


def early(found: Citation, labels: Labels) -> str:
    """What the pages or their table say of how final the value is: a forecast, estimate, preliminary; else empty."""
    status = found.facets["obs_status"]
    return labels.facet("stage", found.facets["stage"]) or (word(labels.lang, EARLY, status) if status in EARLY else "")


def measured(found: Citation, est: object, labels: Labels) -> Sentence | None:
    """Say what the pages state of what it measures."""
    lang, told = labels.lang, stated_of(found, labels)
    every = all(bearing(found, est)[name].eq(code).all() for name in FACETS if (code := found.facets.get(name)))
    message = N_("As stated: {facets}.") if every else N_("As stated on some of the pages: {facets}.")
    return sentence(lang, message, {"facets": told}, {}) if told else None


def stated_of(found: Citation, labels: Labels) -> str:
    """What the pages state of what it measures, and of how final it is."""
    facets = {name: code for name, code in found.facets.items() if name != "stage"}
    return ", ".join(filter(None, [labels.facets(facets), early(found, labels)]))


def made(found: Citation, est: object, labels: Labels) -> Sentence:
    """Say who made it, first whom the pages name, and on how many pages it stands."""
    rows, lang = bearing(found, est), labels.lang
    those = found.pages[found.pages["source_id"].isin(rows["source_id"])]
    every, pages = len(single(found.pages)), len(single(those))
    named = labels.makers(rows.reindex(columns=MADE).astype(object).fillna("").to_dict("records"), speakers=True)
    said = {"pages": ngettext(lang, "on {n} page", "on {n} pages", pages, n=number(pages, lang)),
            "maker": ", ".join(named)}  # fmt: skip
    loose = len(single(found.pages[found.pages["source_id"].isin(hedging(found, est))]))
    if every > pages + loose:
        said["pages"] = gettext(lang, "{pages}, less exactly on {n} more", pages=said["pages"], n=every - pages - loose)
    if loose:
        more = N_("{pages}, with a loose figure that does not contradict it on {n} more")
        said["pages"] = gettext(lang, more, pages=said["pages"], n=loose)
    message = N_("Made by {maker}; it stands {pages}.")
    if not said["maker"]:
        message = N_("The pages do not say who made it; it stands {pages}.")
    elif (series := found.facets.get("series", "")) and not said["maker"].startswith(labels.series(series)):
        message, said["series"] = N_("Made by {maker} (series: {series}); it stands {pages}."), labels.series(series)
    return sentence(lang, message, said, {"pages": pages})


def warned(found: Citation, est: object, lang: str) -> list[Sentence]:
    """What a reader should know of the page: a copy was read, its series was revised, it is flagged or read anew."""
    rows, pages = bearing(found, est), found.pages.set_index("figure_id")
    pages, revised = pages.loc[rows["figure_id"]], max(pages["revised"])
    doubtful = rows["obs_status"].eq("U").any() or pages["copied"].eq("unchecked").any()
    told = [(pages["copied"].ne("").all(), N_("It was read in a copy, not on its maker’s own site: check it there.")),
            (revised, N_("The series was revised in {when}: first releases differ.")),
            (rows["obs_status"].eq("B").any(), N_("By our check, not the publisher's word, the series breaks in this "
                                                  "year: do not compare it with the years before.")),
            (doubtful, N_("We, not the publisher, flag it as of low reliability."))]  # fmt: skip
    flags = [sentence(lang, message, {"when": day(revised, lang)} if revised else {}, {}) for so, message in told if so]
    return [*flags, *_read_anew(rows, est, lang)]


def _read_anew(rows: pd.DataFrame, est: object, lang: str) -> list[Sentence]:
    """Say what of the figures is our correction, and why."""
    register = getattr(est.tables, "corrections", pd.DataFrame())
    register = register.reindex(columns=["figure_id", "action", "column", "expected", "reason", "reason_vi"])
    anew = register[register["action"].eq("override") & register["figure_id"].isin(rows["figure_id"])]
    anew = anew.assign(reason=anew["reason_vi"].fillna("")) if lang == "vi" else anew
    said = []
    for row in anew.drop_duplicates(["column", "reason"]).itertuples():
        words = READ if row.reason else BARE  # a study may have no reason in the language
        values = {"printed": row.expected, "reason": row.reason}
        said.append(sentence(lang, words.get(row.column, words[""]), values, {}, [row.figure_id]))
    return said
