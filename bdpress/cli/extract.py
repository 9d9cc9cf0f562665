"""`bdlib extract`: articles to raw rows for review."""

import argparse


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("extract", help="propose raw rows from the text of articles, for a person to review")
    parser.add_argument("articles", nargs="+", metavar="ARTICLE.txt", help="text files in UTF-8, one article each")
    parser.add_argument("--source", help="source_id of a single article (else the file's name)")
    parser.add_argument("-o", "--output", default="-", help="CSV file to write; - for standard output")
    parser.add_argument("--root", help="project folder (found by itself when omitted)")
    parser.set_defaults(call=extract)


def extract(options: argparse.Namespace) -> None:
    """Propose rows and write them; data/raw/ is never written to."""
    import sys
    from pathlib import Path

    from bdextract import extract_files
    from bdextract.places import UNKNOWN
    from bdextract.rows import source_of
    from bdlib import corpus
    from bdpress import files, store

    raw = corpus.codelists(options.root)
    target = None if options.output == "-" else Path(options.output)
    if target:
        files.check(target, options.articles)
    rows = extract_files(options.articles, options.source, raw, progress=sys.stderr.isatty())
    rows["context"] = store.defused(rows[["context"]])  # the words of others, opened in a spreadsheet
    found = set(rows["source_id"])
    for name in options.articles:
        if not found & {source_of(name), options.source}:
            why = "" if Path(name).read_text("utf-8").strip() else ": it is empty"
            print(f"{name}: no figure was found in it{why}", file=sys.stderr)
    dated = raw.sources.loc[raw.sources["published"].ne(""), "source_id"]
    if undated := ", ".join(sorted(set(rows["source_id"]) - set(dated))):
        print(f"{undated}: no date in sources.csv, so areas are as of the first full date (day, month and year) in the "
              "text, else of today; write the row of the page first, or check every area",
              file=sys.stderr)  # fmt: skip
    for name, none in (("area", UNKNOWN), ("indicator", "")):
        if len(rows) and rows[name].eq(none).all():
            print(f"no {name} of {name}s.csv was found in the articles: list those of your study there first, with "
                  "every name that pages print", file=sys.stderr)  # fmt: skip
    if not target:
        return rows.to_csv(sys.stdout, index=False)
    files.write(target, rows.to_csv(index=False).encode(), inputs=options.articles)
    print(f"{target}: {len(rows)} rows to review, articles: {len(options.articles)}", file=sys.stderr)
