"""The documentation: Markdown by MyST, the library's reference from its docstrings, nothing from a network.

Sphinx rather than MkDocs: it is in the lock already (the slides' reveal.js comes with it), reads numpy docstrings, and
its search works from a file, without a server.
"""

import os
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

project = "bdlib"
author = copyright = "bdlib developers"
release = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
language = "en"
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["reference/api/*/modules.rst", "example"]
if os.environ.get("BDLIB_DOCS_TEXT_ONLY"):  # the page of each module is most of what a build takes
    exclude_patterns.append("reference/api")
    suppress_warnings = ["toc.excluded", "toc.not_readable"]
else:
    extensions.insert(1, "sphinx.ext.apidoc")
html_theme = "furo"
html_title = "bdlib"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_math_renderer = "mathml"
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

myst_enable_extensions = ["deflist", "dollarmath"]
myst_heading_anchors = 3

DOORS = [f"../bdlib/{name}.py" for name in ("errors", "extract", "quantities")]  # what is behind is told at its home
apidoc_modules = [
    {
        "path": f"../{name}",
        "destination": f"reference/api/{name}",
        "separate_modules": True,
        "module_first": True,
        "exclude_patterns": DOORS,
    }
    for name in ("bdlib", "bdquantities", "bdfusion", "bdextract", "bdviews", "bdpress")
]
autodoc_default_options = {"members": True, "member-order": "bysource", "exclude-members": "set"}  # matplotlib's own
autodoc_mock_imports = ["distributed"]
napoleon_google_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
napoleon_preprocess_types = False


def as_mathml(display: str) -> object:
    """Give a writer of formulas as MathML, which browsers draw themselves: Sphinx's usual way loads a script."""

    def visit(translator: object, node: object) -> None:
        from docutils.nodes import SkipNode
        from latex2mathml.converter import convert

        translator.body.append(convert(node.astext(), display=display))
        raise SkipNode

    return visit


def write_reference(app: object) -> None:
    """Write the parts of the reference that come from the schemas and the command line."""
    from bdlib.schemas import CLEAN, RAW
    from bdpress.cli import parser

    folder = Path(app.srcdir) / "reference"
    tables = []
    for where, schemas in (("raw", RAW), ("clean", CLEAN)):
        for name, schema in schemas.items():
            among = {name: ", ".join(filter(None, column.metadata["among"])) for name, column in schema.columns.items()}
            rows = [f"| `{name}` | {column.description}{': ' + among[name] if among[name] else ''} |"
                    for name, column in schema.columns.items()]  # fmt: skip
            tables.append("\n".join([f"## data/{where}/{name}.csv", "", "| column | holds |", "|---|---|", *rows, ""]))
    _write(folder / "tables.inc", "\n".join(tables))
    _write(folder / "codes.inc", codes())
    commands = next(action for action in parser()._actions if hasattr(action, "choices") and action.choices).choices
    told = [f"## bdlib {name}\n\n```text\n{command.format_help()}```\n" for name, command in commands.items()]
    _write(folder / "commands.inc", "\n".join(told))


KINDS = {
    "rounding": "rounding",
    "qualifier_loss": "qualifier lost",
    "time_change": "change over time",
    "stale_repeat": "stale repeat",
    "transposition": "digits swapped",
    "scale_slip": "wrong scale",
    "garbled_copy": "copy that differs from its original",
    "definition": "what is counted",
    "series_method": "maker or series",
    "scope_population": "scope or base",
    "misattribution": "wrong indicator",
    "vintage_revision": "early and later release",
    "territory_change": "territory",
    "target_variant": "different targets",
    "arithmetic_inconsistency": "sums do not fit",
    "impossible_value": "impossible value",
    "unexplained": "not explained",
}  # of differences; sentences tell them in other words, each with its figures


def codes() -> str:
    """List what the codes of results and facets mean, a table a list; from the tables that say them to readers."""
    import pandas as pd

    from bdviews import citation, target_words
    from bdviews.conflicts import reasons
    from bdviews.language.codes import REASONS, STATUS, WORDS

    facets = pd.read_csv(ROOT / "data/raw/facets.csv").groupby("facet")[["code", "definition"]]
    lists = {f"Facet `{name}`": dict(rows.to_numpy()) for name, rows in facets} | {
        "Kinds of conflicts and variants (`kinds`)": KINDS,
        "Why one figure is kept (`reason` of conflicts)": reasons.WHY, "Why a conflict is open": reasons.OPEN,
        "Why one wording is quoted (`reason` of variants)": reasons.QUOTE_TARGET | reasons.QUOTE,
        "Reasons of estimates and steps (`reason`)": REASONS,
        "Verdicts on targets (`status` of `progress`, `verdict`)": target_words.VERDICTS,
        "Why there is no verdict or pace (`reason` of `progress`)": target_words.REASONS,
        "Why a figure is cited, or none (`reason` of `cite`)": citation.REASONS,
        "`obs_status`": STATUS, "Roles, qualifiers, kinds of sources and makers, methods …": WORDS,
    }  # fmt: skip
    rows = {name: [f"| `{code}` | {said or 'the only figure'} |" for code, said in one.items()]
            for name, one in lists.items()}  # fmt: skip
    head = ["", "| code | means |", "|---|---|"]
    return "\n".join("\n".join([f"## {name}", *head, *one, ""]) for name, one in rows.items())


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:  # else everything is built anew each time
        path.write_text(text, encoding="utf-8")


def spread(_app: object, _what: str, _name: str, _object: object, _options: object, lines: list[str]) -> None:
    """Put what our docstrings say behind `name : ` on a line of its own, where numpydoc keeps it; a bar is a bar."""
    section, spread_out = "", []
    for number, line in enumerate(lines):
        if number + 1 < len(lines) and re.fullmatch(r"-{3,}", lines[number + 1]):
            section = line
        entry = re.fullmatch(r"([\w*, ]+?) : (.+[ ,;.].*)", line)
        if section in ("Parameters", "Attributes", "Returns") and entry:
            spread_out += [entry[1], f"    {entry[2]}"]
        else:
            spread_out.append(line)
    if not any(line.startswith("=====") for line in lines):  # in a table of columns it would take room
        lines[:] = [re.sub(r"(`[^`]*`)|\|", lambda bar: bar[1] or r"\|", line) for line in spread_out]


def for_keyboard_and_reader(_app: object, _page: str, _template: str, context: dict, _doctree: object) -> None:
    """Give headings their level, and everything that can scroll a place in the order of keys (axe-core asks for it)."""
    for part in ("body", "furo_navigation_tree"):
        text = context.get(part) or ""
        text = text.replace('role="heading">', 'role="heading" aria-level="2">').replace("<pre>", '<pre tabindex="0">')
        context[part] = text.replace('<div class="math-wrapper', '<div tabindex="0" class="math-wrapper')


def setup(app: object) -> None:
    """Register the formulas, the generated reference, and the rewriting before napoleon's."""
    app.add_html_math_renderer("mathml", (as_mathml("inline"), None), (as_mathml("block"), None))
    app.connect("builder-inited", write_reference)
    app.connect("html-page-context", for_keyboard_and_reader, priority=900)
    app.connect("autodoc-process-docstring", spread, priority=400)
