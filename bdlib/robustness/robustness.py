"""What a multiverse shows: which findings stand, which flip, and the one choice that moves each most."""

import numpy as np
import pandas as pd

from bdlib.robustness.former import AXES, Multiverse


def robustness(multiverse: Multiverse) -> pd.DataFrame:
    """Summarise every finding over all specifications.

    Returns
    -------
    DataFrame
        One row a finding that the reference makes, the least certain first: `reference` (its outcome there),
        `specifications`, `agree` (share of those with a value whose outcome is the reference's), `none` (share
        without a value), `seen` (outcomes with their counts, joined by " | "), `flips` (an outcome other than the
        reference's occurs), `least`, `middle`, `most` (values), and of the single choice that moves it most, all
        others as in the reference: `axis`, `choice`, `moved` (change of the value) and `becomes` (the outcome).
    """
    outcomes, values = multiverse.outcomes, multiverse.values
    reference = outcomes.iloc[0]
    table = outcomes.to_numpy(dtype=object)
    some = table != ""
    seen = {
        name: " | ".join(f"{word or '–'} {n}" for word, n in outcomes[name].value_counts().items()) for name in outcomes
    }
    frame = pd.DataFrame(
        {
            "reference": reference,
            "specifications": len(outcomes),
            "agree": ((table == reference.to_numpy(dtype=object)) & some).sum(axis=0) / some.sum(axis=0),
            "none": 1 - some.mean(axis=0),
            "seen": pd.Series(seen),
            "flips": ((table != reference.to_numpy(dtype=object)) & some).any(axis=0),
            "least": values.min(),
            "middle": values.median(),
            "most": values.max(),
        }
    )
    frame = frame.join(most_moving(multiverse)).rename_axis("finding").reset_index()
    frame = frame[frame["reference"].ne("")]
    return frame.sort_values(["agree", "finding"], kind="stable", ignore_index=True)


def most_moving(multiverse: Multiverse) -> pd.DataFrame:
    """Find for each finding the single choice that moves it most: one that changes its outcome before any other.

    Returns
    -------
    DataFrame
        By finding: axis, choice, moved, becomes. A choice that leaves no value counts as a change of outcome; where
        no single choice moves anything all are empty.
    """
    specs = multiverse.specifications
    one = specs["distance"].eq(1).to_numpy()
    reference = multiverse.outcomes.iloc[0]
    outcomes = multiverse.outcomes[one].to_numpy(dtype=object)
    change = (multiverse.values[one] - multiverse.values.iloc[0]).to_numpy()
    size = np.abs(np.nan_to_num(change)) / (np.abs(np.nan_to_num(change)).max(axis=0) + 1e-300)
    flips = outcomes != reference.to_numpy(dtype=object)
    score = size + 2 * flips + (outcomes != "") * flips  # another outcome weighs more than none
    best, columns = score.argmax(axis=0), np.arange(score.shape[1])
    chosen = specs[one].iloc[best].reset_index(drop=True)
    axis = (chosen[AXES] != specs.loc[0, AXES]).idxmax(axis=1)
    choice = chosen.to_numpy()[np.arange(len(chosen)), chosen.columns.get_indexer(axis)]
    frame = pd.DataFrame(
        {"axis": axis, "choice": choice, "moved": change[best, columns], "becomes": outcomes[best, columns]}
    ).set_axis(multiverse.outcomes.columns)
    still = score[best, columns] == 0
    frame.loc[still, ["axis", "choice", "becomes"]] = ""
    return frame


def curve(multiverse: Multiverse, finding: str) -> pd.DataFrame:
    """Specification curve of one finding: every specification with its choices, value and outcome, by value."""
    table = multiverse.specifications.assign(
        value=multiverse.values[finding], outcome=multiverse.outcomes[finding].astype(str)
    )
    ordered = table.sort_values(["value", *AXES], kind="stable", ignore_index=True)
    return ordered.assign(place=np.arange(1, len(ordered) + 1))


def narrow(multiverse: Multiverse, findings: list[str], sources: set[str]) -> Multiverse:
    """Keep some findings, and of the left-out sources those that speak about them: the others change nothing."""
    specs = multiverse.specifications
    kept = specs["without"].isin(sources | {""})
    known = [name for name in multiverse.outcomes.columns if name in set(findings)]
    tables = (table.loc[kept, known].reset_index(drop=True) for table in (multiverse.values, multiverse.outcomes))
    return Multiverse(specs[kept].reset_index(drop=True), *tables)


def by_method(multiverse: Multiverse) -> pd.DataFrame:
    """Outcome of every finding under each method, all other choices as in the reference: finding × method."""
    specs, first = multiverse.specifications, multiverse.specifications.loc[0]
    alone = (specs[["without", "series", "as_of"]] == first[["without", "series", "as_of"]]).all(axis=1)
    return multiverse.outcomes[alone].set_axis(specs.loc[alone, "method"]).T
