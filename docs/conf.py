"""The documentation: Markdown by MyST, the library's reference from its docstrings, nothing from a network.

Sphinx rather than MkDocs: it is in the lock already (the slides' reveal.js comes with it), reads numpy docstrings, and
its search works from a file, without a server.
"""

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
    "sphinx.ext.apidoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["reference/api/modules.rst"]
html_theme = "furo"
html_title = "bdlib"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_copyright = False
html_copy_source = False
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
math_output = html_math_renderer = "mathjax"

apidoc_modules = [{"path": "../bdlib", "destination": "reference/api", "separate_modules": True, "module_first": True}]
autodoc_default_options = {"members": True, "member-order": "bysource", "exclude-members": "set"}  # matplotlib's own
autodoc_mock_imports = ["distributed"]
napoleon_google_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
napoleon_preprocess_types = False


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
    lines[:] = [re.sub(r"(`[^`]*`)|\|", lambda bar: bar[1] or r"\|", line) for line in spread_out]


def setup(app: object) -> None:
    """Register the rewriting before napoleon's."""
    app.connect("autodoc-process-docstring", spread, priority=400)
