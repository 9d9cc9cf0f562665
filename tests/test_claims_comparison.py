"""Every sentence of notebook 04, recomputed from data/clean in another way: plain pandas on the official tables."""

import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import bdlib as bd
from bdlib.comparison.association import association
from bdlib.comparison.fields import provinces
from bdlib.comparison.likeness import peers
from bdlib.comparison.paths import paths
from bdlib.comparison.spread import convergence, inequality
from bdlib.corpus import project_root
from bdviews.comparison import likeness, linking, places, reforming, spreading, squares, standing, titles, ways
from bdviews.comparison.standpoint import At, lead, without_ranks

AREAS = [("VN-74", "63"), ("VN-72", "63"), ("VN-20", "63"), ("VN-92", "63"), ("VN-79N", "34"), ("VN-48N", "34"),
         ("VN-38", "34"), ("VN-33", "63"), ("VN", "63")]  # fmt: skip
ECONOMY = ["grdp_per_capita", "labour_productivity", "trained_labour_force_share"]
DIGITAL = ["dti_score", "papi_internet_access", "papi_egov_portal_access", "papi_egov_responsiveness"]
ECONOMIC = ["trained_labour_force_share", "grdp_per_capita", "labour_productivity"]
CONDITIONS = ["grdp_per_capita", "population", "employed_persons", "urbanisation_rate"]
CLEAN, RAW = project_root() / "data/clean", project_root() / "data/raw"


def read(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def done(corpus):
    est = bd.reconcile(bd.assess(bd.clean(corpus)), "evidence")
    return SimpleNamespace(
        est=est, found=bd.compare(est), ways=paths(est), spread=inequality(est, ECONOMY),
        growth=convergence(est, ECONOMY), linked=association(est, DIGITAL, ECONOMIC, controls="grdp_per_capita"),
        said={},
    )  # fmt: skip


def said(done, area, territory, lang):
    """All sentences and titles of the notebook."""
    if (area, lang) not in done.said:
        done.said[area, lang] = say(done, area, territory, lang)
    return done.said[area, lang]


def say(done, area, territory, lang):
    here = At(done.est, area, territory, lang)
    near = peers(done.est, area, CONDITIONS, territory=territory) if here.inside else None
    rows, steps = lead(done.found, here), ways.levels(ways.steps(done.ways, here), here)
    told = spreading.gini_sentence(done.spread, ECONOMY, here)
    first = done.growth[done.growth["territory"].eq(territory) & done.growth["indicator"].eq(ECONOMY[0])].iloc[0]
    made = [
        *standing.sentences(done.found, here), *ways.sentences(done.ways, done.found, here),
        *reforming.sentences(done.found, here), *likeness.sentences(near, here),
        *linking.sentences(done.linked, here), titles.standing_title(rows, here), titles.map_title(rows, here), told,
        ways.rank_title(done.ways, here), ways.value_title(steps, done.found, here), spreading.beta_title(first, here),
        linking.plot_title(done.linked, here),
    ]  # fmt: skip
    return [one for one in made if one]


class Plain:
    """The official tables as data/clean has them: what all provinces have of an indicator in a year."""

    def __init__(self):
        self.areas, self.codes = read(RAW / "areas.csv").set_index("area"), read(RAW / "indicators.csv")
        old, new = self.areas["region"], self.areas["new_region"]
        self.homes = {"63": old, "34": new.where(new.ne(""), old)}
        self.codes = self.codes.set_index("indicator")
        rows = read(CLEAN / "observations.csv")
        self.all = rows.assign(value=pd.to_numeric(rows["obs_value"]))
        undecided = read(CLEAN / "estimates.csv").query("status == 'open'")["figure_ids"].str.split("|").explode()
        listed = self.all["frame"].isin(["complete", "most"]) & ~self.all["figure_id"].isin(undecided)
        self.rows = self.all[listed]
        self.breaks = read(RAW / "tables/tables.csv").query("breaks != ''").set_index("indicator")["breaks"]

    def members(self, territory):
        other = "valid_from" if territory == "63" else "valid_to"
        return self.areas.index[self.areas["level"].eq("province") & self.areas[other].eq("")]

    def table(self, indicator, when, territory, series=None):
        rows = self.rows[self.rows["indicator"].eq(indicator) & self.rows["time_period"].eq(str(when))]
        rows = rows[rows["series"].eq(series)] if series else rows
        other = {"63": "DTI34", "34": "DTI"}[territory]  # an index of the other territory has the same unchanged codes
        rows = rows[rows["series"].ne(other) & rows["ref_area"].isin(self.members(territory))]
        return rows.drop_duplicates("ref_area").set_index("ref_area")["value"]

    def place(self, indicator, when, territory, area):
        values = self.table(indicator, when, territory)
        down = self.codes.at[indicator, "direction"] == "down"
        return 1 + int((values < values[area]).sum() if down else (values > values[area]).sum()), len(values)

    def years(self, indicator, territory):
        """Years in which all provinces have a value, since the last documented break."""
        every = sorted(self.rows.loc[self.rows["indicator"].eq(indicator), "time_period"].unique())
        since = max(self.breaks.get(indicator, "0").split("|"))
        return [
            year for year in every if len(self.table(indicator, year, territory)) == int(territory) and year >= since
        ]


@pytest.fixture(scope="module")
def plain():
    return Plain()


def check(facts, plain, done):
    """Recompute the numbers of one sentence."""
    return globals()[f"check_{facts['says']}"](facts, plain) if facts["says"] not in ABOUT_ALL else None


ABOUT_ALL = {"counted", "title_together"}  # in tests of their own


def check_place(f, plain):
    values = plain.table(f["indicator"], f["time_period"], f["territory"])
    ranks = plain.all[plain.all["ref_area"].eq(f["ref_area"]) & plain.all["time_period"].eq(f["time_period"])]
    ranks = ranks[ranks["indicator"].map(plain.codes["kind"]).eq("rank") & ranks["series"].eq(f["series"])]
    assert f["value"] == values[f["ref_area"]] and f["of"] == len(values) == int(f["territory"])
    assert f["place"] in set(ranks["value"]) and abs(f["place"] - 1 - (values > f["value"]).sum()) <= 1  # ties
    check_yard(f, plain)


def check_yard(f, plain):
    printed = plain.all[plain.all["indicator"].eq(f["indicator"]) & plain.all["time_period"].eq(f["time_period"])]
    for name, area in (("printed_mean", "VN-PROV"), ("country_value", "VN")):
        assert name not in f or f[name] in set(printed.loc[printed["ref_area"].eq(area), "value"])


def check_step(f, plain):
    years = plain.years(f["indicator"], f["territory"])
    ends = [plain.place(f["indicator"], year, f["territory"], f["ref_area"])[0] for year in (years[0], years[-1])]
    assert [f["first"], f["last"], f["before"], f["after"]] == [int(years[0]), int(years[-1]), *ends]
    assert f["rank_of"] == int(f["territory"])


def check_title_way(f, plain):
    check_step(f, plain)
    places = {int(year): plain.place(f["indicator"], year, f["territory"], f["ref_area"])[0]
              for year in plain.years(f["indicator"], f["territory"])}  # fmt: skip
    assert (f["best"], f["worst"]) == (min(places.values()), max(places.values()))
    for years, place in ((f["high"], f["best"]), (f["low"], f["worst"])):
        assert list(years) == [year for year in sorted(places) if places[year] == place]


def test_all_years_of_a_worst_or_best_place_are_told_with_the_years_drawn(done):
    told = [title.text for area in provinces(done.est.tables.areas, "34").index
            if (title := ways.rank_title(done.ways, At(done.est, area, "34", "en")))]  # fmt: skip
    ends = [one for text in told for one in re.findall(r"; (?:best|worst) of (.+?): \d+ in ([^;]+)", text)]
    assert any(" and " in years for _, years in ends)
    for drawn, years in ends:
        first, last = map(int, drawn.split("–"))
        assert all(first < int(year) < last for year in re.findall(r"\d{4}", years))


def check_movers(f, plain):
    years = plain.years(f["indicator"], f["territory"])
    members = plain.members(f["territory"])
    gained = {code: plain.place(f["indicator"], years[0], f["territory"], code)[0]
              - plain.place(f["indicator"], years[-1], f["territory"], code)[0] for code in members}  # fmt: skip
    for side, best in (("rose", max(gained.values())), ("fell", min(gained.values()))):
        assert {one["ref_area"] for one in f[side]} == {code for code, n in gained.items() if n == best}
        assert all(one["before"] - one["after"] == best for one in f[side])


def test_old_and_new_stand_in_one_row_whose_columns_alone_tell_the_borders(done, plain):
    shown = reforming.old_and_new(done.found, At(done.est, "VN-66N", "34", "en"))
    table, caption = shown.data, shown.caption
    assert not table.iloc[:, 0].str.contains("former").any() and "DTI) score: of a merged province" in caption
    places = [plain.place("dti_score", 2024, *of) for of in (("63", "VN-66"), ("63", "VN-54"), ("34", "VN-66N"))]
    assert [cell.split(" · ")[1] for cell in table.iloc[0, 1:4]] == [f"{place}/{of}" for place, of in places]
    alone = reforming.old_and_new(done.found, At(done.est, "VN-01", "34", "en"))
    assert "merged" not in alone.caption and reforming.old_and_new(done.found, At(done.est, "VN", "63", "en")) is None


def check_no_peers(f, plain):
    assert plain.areas.at[f["ref_area"], "level"] != "province"


def check_near(f, plain):
    assert f["near"] == 0.25**0.5  # as in check_peers


def check_peers(f, plain):
    scaled = {}
    for one in f["context"]:
        values = plain.table(one["indicator"], one["time_period"], f["territory"])
        logs = plain.codes.at[one["indicator"], "kind"] in ("count", "money")
        scaled[one["indicator"]] = (np.log(values) if logs else values).pipe(lambda x: (x - x.mean()) / x.std())
    frame = pd.DataFrame(scaled)
    away = ((frame - frame.loc[f["ref_area"]]) ** 2).mean(axis=1).drop(f["ref_area"]).sort_values()
    assert f["peers"] == list(away.index[: len(f["peers"])]) and f["n"] == len(away)
    assert f["within"] == (away <= 0.25).sum() and f["nearest"] == pytest.approx(away.iloc[0] ** 0.5)


def check_gini(f, plain):
    tables = [plain.table(f["indicator"], year, f["territory"]).to_numpy() for year in f["years"]]
    plainly = [np.abs(one[:, None] - one[None]).mean() / (2 * one.mean()) for one in tables]
    assert f["gini"] == pytest.approx(plainly) and f["n"] == len(tables[0]) == int(f["territory"])


def check_beta(f, plain):
    start, end = (np.log(plain.table(f["indicator"], f[when], f["territory"])) for when in ("first", "last"))
    end = end.reindex(start.index)
    slope = np.polyfit(start, (end - start) / (f["last"] - f["first"]), 1)[0]
    assert [f["beta"], f["sigma_first"], f["sigma_last"]] == pytest.approx([slope, start.std(), end.std()])
    assert f["lower"] < f["beta"] < f["upper"] and f["areas"] == len(start) == int(f["territory"])


def check_title_place(f, plain):
    values = plain.table(f["indicator"], f["time_period"], f["territory"])
    home = plain.homes[f["territory"]].reindex(values.index)
    mates = values[home.eq(home[f["ref_area"]])]
    assert (f["place"], f["of"]) == plain.place(f["indicator"], f["time_period"], f["territory"], f["ref_area"])
    assert (f["ahead"], f["mates"]) == (1 + (mates > values[f["ref_area"]]).sum(), len(mates))


def check_title_ends(f, plain):
    values = plain.table(f["indicator"], f["time_period"], f["territory"])
    assert (f["high"], f["low"], f["first"], f["last"]) == (
        values.max(),
        values.min(),
        values.idxmax(),
        values.idxmin(),
    )


def check_title_map(f, plain):
    assert f["of"] == len(plain.table(f["indicator"], f["time_period"], f["territory"]))


def check_title_against(f, plain):
    code, when = f["indicator"], str(f["year"])
    printed = plain.all.query("ref_area == 'VN' and indicator == @code and time_period == @when")["value"]
    assert f["country"] in set(printed) and f["value"] == plain.table(code, when, f["territory"])[f["ref_area"]]


def check_title_country(f, plain):
    rows = plain.all[plain.all["ref_area"].eq("VN") & plain.all["indicator"].eq(f["indicator"])]
    for when, country in zip(map(str, f["years"]), f["country"], strict=True):
        assert country in set(rows.loc[rows["time_period"].eq(when), "value"])


@pytest.mark.parametrize(("area", "territory"), AREAS)
def test_every_sentence_holds(done, plain, area, territory):
    made = said(done, area, territory, "en")
    assert len(made) > 6
    for one in made:
        check(one.facts, plain, done)


@pytest.mark.parametrize(("area", "territory"), AREAS)
def test_both_languages_state_the_same_numbers(done, area, territory):
    vi, en = (said(done, area, territory, lang) for lang in ("vi", "en"))
    assert [str(one.facts) for one in vi] == [str(one.facts) for one in en]
    assert not [one.text for one in vi if "VN-" in one.text or "_" in one.text or "nan" in one.text.split()]


@pytest.mark.parametrize(("area", "territory"), AREAS)
def test_few_sentences(done, area, territory):
    titles = 7
    assert len([one for one in said(done, area, territory, "vi") if any(map(str.isdigit, one.text))]) - titles <= 10


def standardised(plain, codes, years):
    """Values of all old provinces, standardised within each year, amounts as logarithms."""
    parts = []
    for year in years:
        rows = pd.DataFrame({code: plain.table(code, year, "63") for code in codes})
        rows = rows.assign(**{code: np.log(rows[code]) for code in codes if plain.codes.at[code, "kind"] == "money"})
        rows = rows.dropna()
        parts.append(((rows - rows.mean()) / rows.std()).assign(year=year))
    frame = pd.concat(parts).rename_axis("area").reset_index()
    return frame.assign(region=plain.homes["63"].reindex(frame["area"]).to_numpy())


def test_associations_by_formula(done, plain):
    """Every coefficient and its error, by the formulas of statsmodels; and the number of comparisons beyond chance."""
    from statsmodels.formula.api import ols
    from statsmodels.stats.multitest import multipletests

    rows = done.linked.frame[done.linked.frame["reason"].eq("")]
    for row in rows.to_dict("records"):
        codes = [row["digital"], row["economic"], *filter(None, row["controls"].split("|"))]
        data = standardised(plain, codes, row["years"].split("|"))
        group = "C(area)" if row["held_equal"] == "province" else "C(region)"
        model = ols(f"{row['economic']} ~ {' + '.join(codes[:1] + codes[2:])} + C(year) + {group}", data)
        fit = model.fit(cov_type="cluster", cov_kwds={"groups": data["area"].astype("category").cat.codes}, use_t=True)
        assert row["estimate"] == pytest.approx(fit.params[row["digital"]], abs=1e-6)
        assert row["p_value"] == pytest.approx(fit.pvalues[row["digital"]], abs=1e-6)
        assert (row["provinces"], row["observations"]) == (data["area"].nunique(), len(data))
    sure = multipletests(rows["p_value"], 0.05, "holm")[0]
    counted = next(one for one in linking.sentences(done.linked, At(done.est, "VN-74", "63", "en"))).facts
    assert (counted["n"], counted["k"]) == (len(rows), sure.sum())
    again = [(held, int(part.size), int(part.sum())) for held, part in
             pd.Series(sure, rows["held_equal"]).groupby(level=0, sort=False)]  # fmt: skip
    assert sorted((one["held_equal"], one["n"], one["k"]) for one in counted["models"]) == sorted(again)
    marked = done.est.tables.observations.query("obs_status == 'B'").groupby("indicator")["time_period"].max()
    for row in rows.to_dict("records"):  # one side of a break
        codes = [row["digital"], row["economic"], *filter(None, row["controls"].split("|"))]
        assert min(row["years"].split("|")) >= max(marked.get(code, "") for code in codes)


@pytest.mark.parametrize(("area", "territory"), [("VN-74", "63"), ("VN-20", "34"), ("VN-33", "63")])
def test_squares_are_the_rows_of_the_table_in_thirds_of_their_places(done, area, territory):
    here = At(done.est, area, territory, "en")
    shown, table = squares.strip(done.found, here), standing.table(done.found, here).data
    labels = [re.sub(r" \(of [^)]*\)$", "", one["label"]) for one in shown.squares]  # of others than the title
    assert labels == table.iloc[:, 0].tolist()
    for one, cell in zip(shown.squares, table["Place"], strict=True):
        place = re.match(r"(\d+) of (?:the )?(\d+)", cell)
        if one["tone"] in ("good", "fair", "poor"):
            third = 3 * (int(place[1]) - 0.5) / int(place[2])
            assert one["tone"] == ("good" if third <= 1 else "fair" if third <= 2 else "poor")
        assert one["mark"].rstrip("=") == cell.split(" ")[0].split("–")[0]
        assert (one["tone"] == "none") == ("as printed" in cell)
    assert squares.strip(done.found, At(done.est, "VN", "63", "en")) is None
    frame = done.found.frame.query("ref_area == @area and territory == @territory and (rank > 0 or printed_rank > 0)")
    left = without_ranks(frame.drop_duplicates("indicator"), here)["indicator"].nunique() - len(table)
    assert ("Left out" in shown.note) == (left > 0)
    parts = re.findall(r"Left out, [^:]+: (\d+(?=\.)|.+?)\.(?= Left|$)", shown.note)
    named = [here.mid(code) for code in frame["indicator"]]  # a name may hold a comma
    assert left == sum(int(one) if one.isdigit() else sum(name in one for name in {*named}) for one in parts)
    assert f"among the provinces, {len(here.members)} in all" in shown.title


def test_what_jumps_is_named_beside_the_models_that_hold_it(done):
    told = str(linking._jumping(done.linked, At(done.est, "VN-74", "63", "en"))[0])
    tables = pd.read_csv(RAW / "tables/tables.csv", dtype=str)
    listed = tables.loc[tables["indicator"].eq("employed_persons"), "jumps"].dropna()
    jumps = {one for one in "|".join(listed).split("|") if one.endswith("2022")}
    assert told.partition("labour productivity 2022: ")[2].count(",") == len(jumps) - 1 == 2


def test_every_indicator_of_a_sample_is_named_with_the_ways(done):
    listed = pd.read_csv(RAW / "indicators.csv", dtype=str).query("sampled == 'yes'")["indicator"]
    here = At(done.est, "VN-74", "63", "en")
    names = ways.sampled(done.ways, here).data.partition("nothing: ")[2].rstrip(".").split("; ")
    assert {*names} == {here.mid(one) for one in {*listed} & {*done.ways["indicator"]}} and len(names) > 5


def test_a_print_that_is_set_aside_gives_no_number_of_provinces(done):
    seen = done.est.tables.observations.query("indicator == 'pii_rank' and time_period == '2024'")
    assert seen["denominator"].notna().any()
    assert places._numbers("|".join(seen["figure_id"]), At(done.est, "VN-74", "63", "en")) == set()


def test_a_link_is_called_one_only_after_holm(done):
    title = next(one for one in said(done, "VN-74", "63", "en") if one.facts["says"] == "title_together")
    words = [("linked" if p < 0.05 else "not distinguishable from zero after Holm’s correction")
             for p in title.facts["p_holm"]]  # fmt: skip
    rows = linking.models_of(done.linked, linking.panel(done.linked, "controls"))["estimate"].abs()
    less = "; smaller, and " if rows["controls"] < rows["year_region"] else ", "
    assert f": {words[0]} with year and region held equal{less}{words[1]}" in title.text


def test_a_star_is_what_holm_leaves(done):
    table = linking.together_table(done.linked, At(done.est, "VN-74", "63", "en")).data
    stars = table.iloc[:, 3:].apply(lambda column: column.str.endswith("*")).to_numpy().sum()
    assert stars == (done.linked.frame["p_holm"] < 0.05).sum() and len(table) == len(DIGITAL) * len(ECONOMIC)
