"""`bdlib site`: pages of every area and of the country, in every language, as a folder for any host."""

import argparse
import os
import time
from pathlib import Path

from bdpress.cli import positive, say

GENERAL = "0[1-6]_*.ipynb"  # on the first area, which is the whole country
EACH = ("03_conflicts", "04_regional_comparison", "05_gap_to_target")  # on every other area


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("site", help="write the pages of all areas, in all languages, for any host")
    parser.add_argument("--out", type=Path, help="folder to write (build/site in the project)")
    parser.add_argument("--runs", type=Path, help="folder of the executed notebooks (build/site-runs)")
    parser.add_argument("--areas", default="", help="codes of areas, comma-separated (all that have pages)")
    parser.add_argument("--jobs", type=positive, default=2, metavar="N", help="notebooks at a time (2)")
    parser.set_defaults(call=site)


def site(options: argparse.Namespace) -> int:
    """Clean, run, write; say how large it is, what the largest pages are, and which link leads nowhere."""
    from bdlib import study
    from bdlib.project import hold
    from bdpress import site as sites
    from bdpress.cli import clean as cli_clean
    from bdviews.language.messages import gettext

    root, began = hold(), time.monotonic()
    this = study.load(root)
    say(f"study {root}")
    given = (options.out or root / "build" / "site", options.runs or root / "build" / "site-runs")
    out, folder = map(Path.absolute, given)  # of where we are now: the notebooks run in their own folder
    cli_clean.clean(argparse.Namespace(root=root))
    made, failed = _run(root, this, options, folder)
    homes = {lang: sites.home(lang, this.languages) for lang in this.languages}
    conflicts = {lang: sites.listed(lang, this.languages) for lang in this.languages}
    more = lambda lang: [(gettext(lang, "Conflicts"), conflicts[lang])]  # noqa: E731
    pages = sites.collection(made, out, homes=homes, jobs=options.jobs, shared=True, more=more)
    sites.conflict_pages(out, this.languages, made)
    sites.galleries(pages, out, this.languages, shared=True, more=more)
    return _report(out, time.monotonic() - began) or int(failed > 0)


def _run(root: Path, this: "study.Study", options: argparse.Namespace, folder: Path) -> tuple[list, int]:  # noqa: F821
    """Run what the site needs; give what is done and how many failed."""
    from bdpress import site as sites

    areas = sites.areas(root, this)
    chosen = [code for code in options.areas.split(",") if code]
    wanted = [(code, territory) for code, territory in areas if not chosen or code in chosen or code == areas[0][0]]
    names = ("area", "territory", "lang")
    grid = [dict(zip(names, (*place, lang), strict=True)) for place in wanted for lang in this.languages]
    books = sorted((root / "notebooks").glob(GENERAL))
    each = [book for book in books if book.stem in EACH]
    country, others = grid[: len(this.languages)], grid[len(this.languages) :]
    os.chdir(root / "notebooks")
    every = []
    for notebooks, rows in ((books, country), (each, others)):
        for run in sites.run_all(notebooks, rows, folder, options.jobs) if rows else ():
            every.append(run)
            if run.status != "done":
                say(f"failed: {run.name}: {run.error}")
    done = sorted((run for run in every if run.status == "done"), key=lambda run: run.name)
    say(f"{len(done)} runs done, {len(every) - len(done)} failed")
    return [sites.made(run, folder) for run in done], len(every) - len(done)


def _report(out: Path, seconds: float) -> int:
    from bdpress import site as sites

    files = [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    say(f"{len(files)} files, {size:.1f} MB, {seconds:.0f} s; open {out / 'index.html'}")
    for name, held in sites.largest(out):
        say(f"  {held / 1e3:7.0f} kB {name}")
    wrong = sites.broken(out)
    for page, link in wrong[:20]:
        say(f"broken link in {page}: {link}")
    return int(bool(wrong))
