"""`bdlib report`: the whole job, from data/raw to pages that open in a browser."""

import argparse
from pathlib import Path

from bdpress.cli import positive, say

# The talk has its own target, `make decks`; the interactive notebook is for people.
REPORTED = "0[1-6]_*.ipynb"


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("report", help="clean the data, run the notebooks, write build/index.html")
    parser.add_argument("--area", help="area that the notebooks are about (the study's own)")
    parser.add_argument("--lang", help="languages of the pages, comma-separated (the study's own)")
    parser.add_argument("--jobs", type=positive, default=2, metavar="N", help="notebooks at a time (2)")
    parser.add_argument("--out", type=Path, help="folder to write (build/ in the project)")
    parser.set_defaults(call=report)


def report(options: argparse.Namespace) -> int:
    """Clean, run the notebooks in every language, write the pages and their index; say where to look."""
    from bdlib import study
    from bdlib.project import files_hash, hold
    from bdpress import content, files, kernels, new, runs
    from bdpress.cli import clean as cli_clean
    from bdpress.kernels import corpora
    from bdpress.pages import rendering
    from bdviews import parameters

    root = hold()
    say(f"study {root}")
    out = options.out or root / "build"
    files.check(out / "index.html")
    this = study.load(root)
    area, *languages = asked = [options.area or this.area, *(options.lang or ",".join(this.languages)).split(",")]
    for lang in languages:
        parameters.check(area=area, lang=lang, root=root)
    if not (root / "notebooks").is_dir():
        new.notebooks(root)
    notebooks, stamp = sorted((root / "notebooks").glob(REPORTED)), out / ".report"

    def rests_on() -> str:
        return " ".join([content.library_hash(), content.data_hash(root), files_hash(root, notebooks), *asked])

    before, *names = stamp.read_text(encoding="utf-8").split("\n") if stamp.is_file() else [""]
    if before == rests_on() and all((out / name).is_file() and not files.check(out / name) for name in names):
        say(f"nothing has changed; {len(names) - len(languages)} pages; open {out / names[-1]}")
        return 0
    say("reading data/raw, writing data/clean")
    kernels.prepare(notebooks)  # the other core loads what they use, while this one cleans
    corpora.recall(root)
    cli_clean.clean(argparse.Namespace(root=root))
    rendering.shared_files()  # while the other core still warms up
    say(f"running {len(notebooks)} notebooks on {area} in {', '.join(languages)}")
    grid = [({"area": options.area} if options.area else {}) | {"lang": lang} for lang in languages]
    result = runs.run(notebooks, grid, jobs=options.jobs, out=out / "runs")
    for failed in result.failed.itertuples():
        say(f"failed: {failed.name}: {failed.error}")
    pages = _pages(result, out, languages, options.jobs)
    if not len(result.failed):
        names = [path.relative_to(out).as_posix() for path in pages]
        files.write(stamp, "\n".join([rests_on(), *names]).encode())
    say(f"{len(pages) - len(languages)} pages; open {pages[-1]}")
    return 1 if len(result.failed) else 0


def _pages(result: "RunResult", out: Path, languages: list[str], jobs: int) -> list[Path]:  # noqa: F821
    """Write the pages of what is done and a gallery a language, that of the first one last."""
    from bdpress import site
    from bdpress.runs import manifest

    say("writing the pages")
    done = manifest.read(result.folder).runs
    runs = [done[name] for name in result.manifest.loc[result.manifest["status"].eq("done"), "name"]]
    made = [site.made(run, result.folder, f"pages/{Path(run.output).stem}.html") for run in runs]
    homes = {lang: site.home(lang, languages) for lang in languages}
    written = site.collection(made, out, homes=homes, jobs=jobs)
    site.galleries(written, out, languages)
    return [*written, *(out / home for home in reversed(homes.values()))]
