"""What notebooks ask of the corpus whatever their area, done once: read, cleaned, assessed, reconciled and compared.

A template has the results in memory before it forks (:mod:`bdlib.memo`). They are also held in `build/cache/corpus`
under a hash of the raw tables and the library, for the next template; that folder may be deleted at any time.
"""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from bdlib import cleaning, comparison, corpus, evidence, handed, reconciliation, study
from bdlib.comparison.association import Association, association
from bdlib.comparison.fields import complete
from bdlib.comparison.paths import paths
from bdlib.comparison.spread import convergence, inequality
from bdlib.errors import DataError
from bdlib.evidence.case import Case
from bdlib.project import project_root, text_hash
from bdpress import content
from bdpress.kernels import held

KINDS = (corpus.Corpus, cleaning.Tables, Case, reconciliation.Estimates, comparison.Comparison, Association)
OTHERS = ("latest", "official_first", "median")  # methods that notebooks hold the evidence against
KEPT = 4  # states of the corpus


def warm() -> None:
    """Have the results in memory: from the store, else computed, and stored."""
    root = project_root()
    if recall(root):
        return
    raw = corpus.load(root)
    tables = cleaning.clean(raw)
    case = evidence.assess(tables)
    _ = case.conflicts, case.variants  # made once, here
    values = {"corpus": raw, "tables": tables, "case": case, "estimates": reconciliation.reconcile(case)}
    for name, (function, *asked) in _questions(root, **values).items():
        with suppress(DataError):  # a study whose corpus cannot say
            values[name] = function(*asked)
    _remember(root, values)
    with suppress(OSError, TypeError):  # a folder that cannot be written; a result that is more than frames
        held.write(values, path := place(root))
        for old in sorted(path.parent.glob(f"{'[0-9a-f]' * 32}.npz"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
            old.unlink()


def recall(root: Path) -> bool:
    """Take the results from the store into memory; tell whether they were there."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        _remember(root, held.read(place(root), KINDS))
        return True
    return False


def _remember(root: Path, found: dict[str, Any]) -> None:
    raw, tables, case, estimates = (found[name] for name in ("corpus", "tables", "case", "estimates"))
    corpus.checked.remember(raw, root, corpus.raw_state(root))
    for day in (None, ""):  # as notebooks say "today"
        cleaning.clean.remember(tables, raw, as_of=day)
    evidence.assess.remember(case, tables)
    reconciliation.reconcile.remember(estimates, case)
    for name, (function, *asked) in _questions(root, **found).items():
        if name in found:
            function.remember(found[name], *asked)


def _questions(root: Path, tables: Any, case: Case, estimates: Any, **_: Any) -> dict[str, tuple]:
    """What notebooks 04 to 06 ask about all areas at once: a function that remembers, and its arguments."""
    this, every = study.load(root), list(tables.indicators["indicator"])
    economy = list(dict.fromkeys([*this.alike[:1], *this.conditions])) or every
    return {name: (reconciliation.reconcile, case, name) for name in OTHERS} | {
        "compared": (comparison.compare, estimates, None, []),
        "paths": (paths, estimates, None, []),
        "trends": (paths, estimates, None, economy),
        "spread": (inequality, estimates, economy),
        "growth": (convergence, estimates, economy),
        "checked": (handed.sorted_estimates, estimates.frame),
        "like": (complete, estimates, this.alike, True),
        "linked": (association, estimates, this.measures, this.conditions, this.alike[:1]),
    }


def place(root: Path) -> Path:
    """File of the results of the present corpus; the raw tables are checked anew once a day, for days to come."""
    state = [corpus.raw_state(root), content.library_hash(), str(root), date.today().isoformat()]
    return root / "build" / "cache" / "corpus" / f"{text_hash(' '.join(state))[:32]}.npz"
