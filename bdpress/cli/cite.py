"""`bdlib cite`: the figure to cite on an area and indicator, or why there is none."""

import argparse

from bdlib.codelists import LANGUAGES


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("cite", help="say which figure to cite, who made it and what contradicts it")
    parser.add_argument("area", help="an area by its name, with or without diacritics, or its code")
    parser.add_argument("indicator", help="an indicator by its name, or the beginning of it, or its code")
    parser.add_argument("--year", required=True, help="as 2023, or a period as pages print it: 2024-H1")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the answer (the study's first)")
    parser.add_argument("--series", help="the series to cite where several differ")
    parser.add_argument("--method", default="evidence", help="method of reconciling (evidence)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="plain data instead of words")
    form.add_argument("--bibtex", action="store_true", help="the pages as BibTeX")
    form.add_argument("--csl", action="store_true", help="the pages as CSL-JSON")
    parser.add_argument("--root", help="project folder (found by itself when omitted)")
    parser.set_defaults(call=cite)


def cite(options: argparse.Namespace) -> int | None:
    """Print the citation, or the refusal, which is an answer too."""
    import json
    import sys

    import bdlib as bd
    from bdlib import study
    from bdlib.citation import Citation
    from bdlib.errors import require
    from bdpress.kernels import corpora
    from bdviews.citation import text, unknown

    if options.root is None:
        corpora.warm()  # a second where the store has this corpus
    est = bd.reconcile(bd.assess(bd.clean(bd.load(options.root))), options.method)
    languages = study.load(options.root).languages
    lang = options.lang or languages[0]
    require(lang in languages, f"a language of the study: {', '.join(languages)}", lang, "lang")
    try:
        found = bd.cite(est, options.area, options.indicator, options.year, series=options.series)
    except bd.DataError as error:
        if options.json:
            asked = Citation(options.area, options.indicator, options.year, refused=True, reason=f"unknown: {error}")
            print(json.dumps(asked.to_dict(), ensure_ascii=False))
        else:
            print(f"bdlib: {unknown(error, est, lang)}", file=sys.stderr)
        return 1
    forms = {"json": lambda: json.dumps(found.to_dict(), ensure_ascii=False), "bibtex": found.bibtex,
             "csl": lambda: json.dumps(found.csl(), ensure_ascii=False, indent=2)}  # fmt: skip
    print(next((write() for form, write in forms.items() if getattr(options, form)), None) or text(found, est, lang))
