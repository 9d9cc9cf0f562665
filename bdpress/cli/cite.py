"""`bdlib cite`: the figure to cite on an area and indicator, or why there is none."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from bdlib.codelists import DEFINING, LANGUAGES

if TYPE_CHECKING:
    from bdlib.citation import Citation
    from bdlib.errors import DataError
    from bdlib.reconciliation import Estimates


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("cite", help="say which figure to cite, who made it and what contradicts it")
    parser.add_argument("area", help="an area by its name, with or without diacritics, or its code")
    parser.add_argument("indicator", help="an indicator by its name, or the beginning of it, or its code")
    parser.add_argument("--year", help="as 2023, or a period as pages print it: 2024-H1 (the newest that can be cited)")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the answer (the study's first)")
    parser.add_argument("--series", help="the series to cite where several differ")
    for name in DEFINING:
        parser.add_argument(f"--{name}", help=f"the {name} to cite where figures of several exist")
    parser.add_argument("--method", default="evidence", help="method of reconciling (evidence)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="plain data instead of words")
    form.add_argument("--bibtex", action="store_true", help="the pages as BibTeX")
    form.add_argument("--csl", action="store_true", help="the pages as CSL-JSON")
    parser.add_argument("--root", help="project folder (found by itself when omitted)")
    parser.set_defaults(call=cite)


def cite(options: argparse.Namespace) -> int | None:
    """Print the citation, or the refusal, which is an answer too."""
    import sys

    import bdlib as bd
    from bdlib import study
    from bdlib.errors import require
    from bdviews.citation import text, unknown

    in_words = not (options.json or options.bibtex or options.csl)
    languages = study.load(options.root).languages
    lang = options.lang or languages[0]
    if in_words:
        require(lang in languages, f"a language of the study: {', '.join(languages)}", lang, "lang")
    elif lang not in languages:  # data have none; what is told beside them has one of the study
        lang = languages[0]
    est = _estimates(options)
    try:
        facets = {name: value for name in DEFINING if (value := getattr(options, name))}
        found = bd.cite(est, options.area, options.indicator, options.year, series=options.series, **facets)
    except bd.DataError as error:
        if options.json:
            print(_unknown_as_json(options, error, est))
        else:
            print(f"bdlib: {unknown(error, est, lang, options.area, options.indicator, options.year)}", file=sys.stderr)
        return 1
    if in_words:
        print(text(found, est, lang))
        return None
    print(_in_form(options, found))
    if found.refused and not options.json:  # a list of no pages does not say why
        print(f"bdlib: {text(found, est, lang)}", file=sys.stderr)
    return None


def _estimates(options: argparse.Namespace) -> "Estimates":
    """Reconcile the corpus; a tenth of the time where the notebooks have done so before."""
    import bdlib as bd
    from bdlib.project import project_root
    from bdpress.kernels import corpora

    if options.root is None:
        corpora.recall(project_root())
    return bd.reconcile(bd.assess(bd.clean(bd.load(options.root))), options.method)


def _in_form(options: argparse.Namespace, found: "Citation") -> str:
    """Write a citation as the data asked for."""
    import json

    if options.json:
        return json.dumps(found.to_dict(), ensure_ascii=False)
    if options.csl:
        return json.dumps(found.csl(), ensure_ascii=False, indent=2)
    return found.bibtex()


def _unknown_as_json(options: argparse.Namespace, error: "DataError", est: "Estimates") -> str:
    """Write as data that the area, the indicator or the year is not known; of a town the figures of what it lies in."""
    import json

    from bdlib.citation import Citation
    from bdviews.citation.within import around, there

    asked = Citation(options.area, options.indicator, options.year or "", refused=True, reason=f"unknown: {error}")
    if error.of == "area" and (place := around(options.area, est.tables.areas)) is not None:
        found = there(place, options.indicator, options.year, est)
        reason = f"unknown: it has no figures of its own; figure_ids are of {found.area}, in which it lies"
        asked = replace(asked, figure_ids=found.figure_ids, reason=reason)
    return json.dumps(asked.to_dict(), ensure_ascii=False)
