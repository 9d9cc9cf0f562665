"""What every notebook asks of the corpus, done once: read, cleaned, assessed and reconciled by the evidence.

A template has the results in memory before it forks (:mod:`bdlib.memo`). They are also held in `build/cache/corpus`
under a hash of the raw tables and the library, for the next template; that folder may be deleted at any time.
"""

import re
from contextlib import suppress
from datetime import date
from pathlib import Path

from bdlib import cleaning, content, corpus, evidence, reconciliation
from bdlib.evidence.case import Case
from bdlib.project import project_root
from bdpress.kernels import held

KINDS = (corpus.Corpus, cleaning.Tables, Case, reconciliation.Estimates)
KEPT = 4  # states of the corpus


def warm() -> None:
    """Have the results in memory: from the store, else computed, and stored."""
    root = project_root()
    if recall(root):
        return
    raw = corpus.load(root)
    tables = cleaning.clean(raw)
    cleaning.clean.remember(tables, raw, as_of=None)  # which notebooks say
    case = evidence.assess(tables)
    for name in ("conflicts", "variants", "pairs"):
        getattr(case, name)  # made once, here
    values = {"corpus": raw, "tables": tables, "case": case, "estimates": reconciliation.reconcile(case)}
    with suppress(OSError, TypeError):  # a folder that cannot be written; a result that is more than frames
        held.write(values, path := place(root))
        for old in sorted(path.parent.glob("*.npz"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
            if re.fullmatch(r"[0-9a-f]{32}\.npz", old.name):
                old.unlink()


def recall(root: Path) -> bool:
    """Take the results from the store into memory; tell whether they were there."""
    try:
        found = held.read(place(root), KINDS)
        raw, tables, case, estimates = (found[name] for name in ("corpus", "tables", "case", "estimates"))
    except (OSError, ValueError, LookupError, TypeError):
        return False
    corpus.checked.remember(raw, root, corpus.raw_state(root))
    for day in (None, ""):  # as notebooks say "today"
        cleaning.clean.remember(tables, raw, as_of=day)
    evidence.assess.remember(case, tables)
    reconciliation.reconcile.remember(estimates, case)
    return True


def place(root: Path) -> Path:
    """File of the results of the present corpus; the raw tables are checked anew once a day, for days to come."""
    state = [corpus.raw_state(root), content.library_hash(), str(root), date.today().isoformat()]
    return root / "build" / "cache" / "corpus" / f"{content.text_hash(' '.join(state))[:32]}.npz"
