"""Who says it: the sources behind the figures, what each covers, and who only repeats."""

from collections.abc import Sequence

import pandas as pd

from bdlib.corpus import Corpus
from bdlib.periods import published_by
from bdlib.reconciliation import origin
from bdviews.language import choose, number, percent
from bdviews.language.codes import spoken


def describe(corpus: Corpus, area: str = "", as_of: str = "") -> pd.DataFrame:
    """Count what each source prints.

    Parameters
    ----------
    corpus : the raw tables.
    area : only figures about this area; empty for all.
    as_of : ISO date; sources published later are left out, those without a date stay.

    Returns
    -------
    DataFrame
        One row a source with figures: source_id, publisher, title, kind, language, published, url, reprints,
        origin (the source that reprints go back to), figures, areas, indicators; most figures first.
    """
    reported = corpus.reported[corpus.reported["area"].eq(area)] if area else corpus.reported
    counts = reported.groupby("source_id").agg(
        figures=("figure_id", "size"), areas=("area", "nunique"), indicators=("indicator", "nunique")
    )
    sources = corpus.sources.assign(origin=origin(corpus.sources))
    known = sources[sources["published"].le(as_of)] if as_of else sources
    columns = ["source_id", "publisher", "title", "kind", "language", "published", "url", "reprints", "origin"]
    found = known[columns].join(counts, on="source_id", how="inner")
    return found.sort_values(["figures", "source_id"], ascending=[False, True], ignore_index=True)


def by_kind(described: pd.DataFrame) -> pd.DataFrame:
    """Sources, figures and share of figures (percent) by kind of source, most figures first."""
    table = described.groupby("kind", as_index=False).agg(sources=("source_id", "size"), figures=("figures", "sum"))
    table["share"] = 100 * table["figures"] / table["figures"].sum()
    return table.sort_values(["figures", "kind"], ascending=[False, True], ignore_index=True)


def reprints(described: pd.DataFrame) -> pd.DataFrame:
    """Sources known to repeat another: source_id, publisher, published, origin, figures."""
    columns = ["source_id", "publisher", "published", "origin", "figures"]
    return described.loc[described["source_id"].ne(described["origin"]), columns].reset_index(drop=True)


def coverage(observations: pd.DataFrame, area: str, indicators: Sequence[str] = (), as_of: str = "") -> pd.DataFrame:
    """Count an area's observations and independent origins by indicator.

    Parameters
    ----------
    observations : as in data/clean/observations.csv.
    area : code.
    indicators : codes; all when empty.
    as_of : ISO date; what was published later is left out.

    Returns
    -------
    DataFrame
        indicator, figures, witnesses (independent origins), first and last period; most figures first.
    """
    rows = observations[observations["ref_area"].eq(area) & published_by(observations, as_of)]
    rows = rows[rows["indicator"].isin(indicators)] if len(indicators) else rows
    counts = {"figures": ("figure_id", "size"), "witnesses": ("origin", "nunique"),
              "first": ("time_period", "min"), "last": ("time_period", "max")}  # fmt: skip
    table = rows.assign(origin=origin(rows)).groupby("indicator", as_index=False).agg(**counts)
    return table.sort_values(["figures", "indicator"], ascending=[False, True], ignore_index=True)


def covered(table: pd.DataFrame, lang: str) -> str:
    """Say for how many indicators of :func:`coverage` a single origin speaks."""
    total, single = len(table), int(table["witnesses"].eq(1).sum())
    return choose(
        lang,
        vi=f"Trong **{total}** chỉ tiêu có số liệu về địa phương này, **{single}** chỉ tiêu chỉ có một nguồn độc lập.",
        en=f"Indicators with a figure on this area: **{total}**; with a single independent source: **{single}**.",
    )


def summary(described: pd.DataFrame, lang: str) -> str:
    """Say in one paragraph who stands behind the figures."""
    kinds = by_kind(described)
    if kinds.empty:
        return choose(
            lang, vi="Không nguồn nào trong kho có số liệu này.", en="No source of the corpus has such figures."
        )
    top = kinds.iloc[0]
    voices, pages = described["origin"].nunique(), len(described)
    kind = spoken(top["kind"], "vi"), spoken(top["kind"], "en")
    return choose(
        lang,
        vi=f"**{number(described['figures'].sum(), lang)} số liệu từ {number(pages, lang)} trang**, về lại "
        f"{number(voices, lang)} nguồn gốc khác nhau theo những gì các trang cho biết. "
        f"Loại nguồn “{kind[0]}” mang {percent(top['share'], lang, 0)} số liệu.",
        en=f"**{number(described['figures'].sum(), lang)} figures from {number(pages, lang)} pages**, going back to "
        f"{number(voices, lang)} different origins as far as the pages tell. "
        f"Sources of the kind “{kind[1]}” carry {percent(top['share'], lang, 0)} of the figures.",
    )
