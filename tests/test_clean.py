import csv

import bad_input
import pandas as pd
import pytest

from bdlib import cleaning as clean
from bdlib.checks import check_frame
from bdlib.corpus import load
from bdlib.errors import DataError
from bdpress import store
from bdpress.cli import main

NUMBERS = {"value": "obs_value", "low": "low", "high": "high", "denominator": "denominator"}


def add_correction(project, *cells):
    with (project / "data/raw/corrections.csv").open("a", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerow([*cells[:-1], "", cells[-1]])


def test_every_figure_stands_in_exactly_one_table(corpus, tables):
    ids = [*tables.observations["figure_id"], *tables.targets["figure_id"], *tables.left_out["figure_id"]]
    values = corpus.values["table"] + ":" + corpus.values["area"] + ":" + corpus.values["period"]
    assert sorted(ids) == sorted([*corpus.reported["figure_id"], *values])


def test_values_agree_with_the_checked_ones(shared, tables):
    ours = (
        pd.concat([tables.observations, tables.targets]).set_index("figure_id").rename(columns={"unit_measure": "unit"})
    )
    gold = pd.read_csv(shared / "data/values_dev.csv", index_col="figure_id")
    ours = ours.reindex(gold.index.difference(tables.left_out["figure_id"]))
    gold = gold.loc[ours.index]
    same = pd.DataFrame(
        {
            k: (ours[v] - gold[k]).abs().le(1e-9 * gold[k].abs()) | (ours[v].isna() & gold[k].isna())
            for k, v in NUMBERS.items()
        }
    )
    right = same.all(axis=1) & ours["unit"].eq(gold["unit"]) & ours["qualifier"].eq(gold["qualifier"])
    assert right.mean() >= 0.995 and right[right.index.str.startswith("seed_")].all()


def test_claim_intervals_hold_their_value(tables):
    both = pd.concat([tables.observations, tables.targets])
    assert (
        (both["lower"] <= both["obs_value"]) & (both["obs_value"] <= both["upper"]) | both["obs_value"].isna()
    ).all()
    assert (both["lower"] <= both["upper"]).all()


def test_the_input_is_not_modified(corpus):
    before = corpus.reported.copy()
    clean.clean(corpus)
    pd.testing.assert_frame_equal(corpus.reported, before)


def test_clean_tables_in_git_are_what_clean_writes(root, project, capsys):
    assert main(["clean", "--root", str(project)]) == 0
    for path in sorted((root / "data/clean").iterdir()):
        assert (project / "data/clean" / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.slow
def test_tables_read_back_as_written(project):
    tables = store.build(load(project))
    store.write_tables(tables, project)
    for name, frame in tables.items():
        read = pd.read_csv(project / "data/clean" / f"{name}.csv", low_memory=False)
        pd.testing.assert_frame_equal(check_frame(read, name), frame, obj=name)


def test_a_figure_excluded_by_the_register_is_listed_with_its_reason(project):
    add_correction(project, "seed_000-017", "exclude", "figure", "83,6%", "", "for the test", "none")
    tables = clean.clean(load(project))
    assert tables.left_out.set_index("figure_id").loc["seed_000-017", "reason"] == "for the test"
    assert "seed_000-017" not in set(tables.observations["figure_id"])


def test_an_override_and_a_flag_reach_the_observation(project):
    add_correction(project, "seed_000-017", "override", "figure", "83,6%", "86,3%", "for the test", "none")
    add_correction(project, "seed_002-035", "flag", "figure", "83,6%", "U", "for the test", "none")
    rows = clean.clean(load(project)).observations.set_index("figure_id")
    assert rows.loc["seed_000-017", "obs_value"] == 86.3 and rows.loc["seed_002-035", "obs_status"] == "U"


def test_what_was_published_later_is_no_part_of_the_tables():
    corpus = load()
    early, whole = clean.clean(corpus, as_of="2023-12-31").observations, clean.clean(corpus).observations
    dated = whole["published"].str[:4].where(whole["published"].ne(""), "0")
    assert 0 < len(early) < len(whole) and set(early["figure_id"]).isdisjoint(whole.loc[dated.gt("2023"), "figure_id"])


def test_a_corpus_of_which_everything_is_excluded_says_so(tmp_path):
    folder = bad_input.small_project(tmp_path)
    rows = csv.DictReader(bad_input.SMALL["reported"].splitlines())
    out = [[row["figure_id"], "exclude", "figure", row["figure"], "", "r", "e"] for row in rows]
    with (folder / "data/raw/corrections.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([bad_input.SMALL["corrections"].split("\n")[0].split(","), *out])
    tables = clean.clean(load(folder))
    assert (len(tables.observations), len(tables.targets), len(tables.left_out)) == (0, 0, 4)


@pytest.mark.parametrize("as_of", ["06/07/2024", "2024-02-30", "2024", 2024, "2024-6-7"])
def test_a_day_is_never_guessed(corpus, as_of):
    with pytest.raises(DataError, match="a day that exists, written 2024-06-30"):
        clean.clean(corpus, as_of=as_of)


def test_only_a_corpus_is_cleaned():
    with pytest.raises(DataError, match=r"found 'str', expected a corpus as bdlib\.load"):
        clean.clean("data/raw")


def test_a_place_lost_is_a_negative_gain(corpus, tables):
    gains = corpus.indicators.query("change_of != '' and unit == 'count'")["indicator"]
    rows = tables.observations[tables.observations["indicator"].isin(gains)]
    lost = rows["figure"].str.contains("giảm|down|decrease|dragged")
    assert lost.any() and rows.loc[lost, "upper"].max() < 0 < rows.loc[~lost, "lower"].min()


@pytest.mark.parametrize("figure", ["âm 4,2%", "-4,2%", "giảm 4,2%", "tăng -4,2%", "trừ 4,2%", "decline of 4.2%"])
def test_a_rate_below_zero_is_below_zero_however_it_is_printed(corpus, figure):
    row = corpus.reported.query("indicator == 'grdp_growth'").head(1).assign(figure=figure)
    assert clean.read_figures(row, corpus)["obs_value"].tolist() == [-4.2]


def test_numbers_are_rounded_to_more_digits_than_anybody_prints():
    assert clean.significant(pd.Series([33090000.000000004, 8.019999999999996])).tolist() == [33090000.0, 8.02]


def test_a_share_of_more_than_all_is_told_unless_a_correction_speaks_of_it(project, capsys):
    main(["clean", "--root", str(project)])
    raw = pd.read_csv(project / "data/raw/reported.csv", dtype=str, keep_default_na=False)
    percent = raw[raw["figure"].str.fullmatch(r"\d{3},\d+%") & raw["indicator"].str.endswith("_share")]
    said = [line.split(":")[0] for line in capsys.readouterr().out.splitlines()[1:]]
    assert said == percent["figure_id"].tolist() != []
    for figure_id, figure in zip(percent["figure_id"], percent["figure"], strict=True):
        add_correction(project, figure_id, "flag", "figure", figure, "U", "for the test", "none")
    main(["clean", "--root", str(project)])
    assert capsys.readouterr().out.count("\n") == 1
