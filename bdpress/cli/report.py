"""`bdlib report`: the whole job, from data/raw to pages that open in a browser."""

import argparse
import time
from pathlib import Path

# The talk has its own target, `make decks`; the interactive notebook is for people.
REPORTED = "0[1-6]_*.ipynb"


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("report", help="clean the data, run the notebooks, write build/index.html")
    parser.add_argument("--area", default="Bình Dương", help="area that the notebooks are about (Bình Dương)")
    parser.add_argument("--lang", default="vi,en", help="languages of the pages (vi,en)")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="notebooks at a time (2)")
    parser.add_argument("--out", type=Path, help="folder to write (build/ in the project)")
    parser.set_defaults(call=report)


def report(options: argparse.Namespace) -> int:
    """Clean, run the notebooks in every language, write the pages and their index; say where to look."""
    from bdlib import files
    from bdlib.corpus import project_root
    from bdpress import pages, runs
    from bdpress.cli import clean as cli_clean
    from bdviews import parameters

    root = project_root(to_write=True)
    out = options.out or root / "build"
    files.check(out / "index.html")
    languages = options.lang.split(",")
    for lang in languages:
        parameters.check(area=options.area, lang=lang)
    _say("reading data/raw, writing data/clean")
    cli_clean.clean(argparse.Namespace(root=root))
    notebooks = sorted((root / "notebooks").glob(REPORTED))
    _say(f"running {len(notebooks)} notebooks on {options.area} in {', '.join(languages)}")
    grid = [{"area": options.area, "lang": lang} for lang in languages]
    result = runs.run(notebooks, grid, jobs=options.jobs, out=out / "runs")
    for failed in result.failed.itertuples():
        _say(f"failed: {failed.name}: {failed.error}")
    _say("writing the pages")
    done = result.manifest[result.manifest["status"].eq("done")]
    written = [pages.page(out / "runs" / name, out / "pages", home="../index.html") for name in done["output"]]
    index = pages.index(written, out / "index.html", languages[0])
    _say(f"{len(written)} pages; open {index}")
    return 1 if len(result.failed) else 0


def _say(what: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {what}", flush=True)
