"""Templates of pages and decks: one environment that escapes everything, and what pages wear."""

import base64
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from bdlib import study
from bdpress.pages import frame
from bdpress.pages.figure_data import as_table, file_name, to_csv
from bdviews.language.messages import gettext
from bdviews.plots import fonts

FOLDER = Path(__file__).parent / "templates"
# Inks that keep their contrast in both themes are in page.css; those of a drawing are turned over by its page.
_DARK = ("@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{0}}}}}"
         "@media screen{{:root[data-theme=dark]{{{0}}}}}")  # fmt: skip
_FACES = ((fonts.TEXT, 400), (fonts.TEXT, 600), (fonts.TABLE, 400), (fonts.TABLE, 600), (fonts.CODE, 400))
_INSIDE = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_SHARED = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline' {0}; script-src {0}"


@lru_cache
def asset(*names: str) -> str:
    """Read files of the templates' folder, one after the other."""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8").strip() for name in names)


@lru_cache
def environment() -> jinja2.Environment:
    """Give the environment of all templates: everything is escaped unless a filter here has made it safe."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    made.filters |= {
        "kind": lambda block: type(block).__name__.lower(),
        "csv": lambda table: base64.b64encode(to_csv(table)).decode(),
        "python": _python, "filename": file_name, "as_table": as_table, "heads": frame.heads, "look": frame.look,
    }  # fmt: skip
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return made


def render(template: str, **values: Any) -> str:
    """Fill a template; `_` in it says an English message in `lang`, which is one of the values."""
    return environment().get_template(template).render(**values, _=partial(gettext, values.get("lang", "en"))) + "\n"


def dark(declarations: str) -> Markup:
    """Let declarations hold where the reader has it dark, and never on paper."""
    return Markup(_DARK.format(declarations) if declarations else "")


def dress(kind: str, shared: str, lang: str) -> dict[str, Markup | str]:
    """Give what a "page" or "index" wears: styles, scripts, whose its figures are, notices of fonts, the policy.

    `shared` is the address of the folder of :func:`shared_files`; everything is inside the page when empty.
    """
    if shared:
        link = f'<link rel="stylesheet" href="{shared}/{kind}.css">'
        name = gettext(lang, "Fonts and licences")
        licences = f'<p><a href="{shared}/licences.txt">{name}</a></p>'
        return {"styles": Markup(link), "rights": rights(lang),
                "scripts": Markup(f'<script src="{shared}/{kind}.js"></script>'),
                "notices_of_fonts": Markup(licences), "policy": _SHARED.format("'self' file:")}  # fmt: skip
    files = shared_files()
    licences = render("notices.html.j2", lang=lang, notices=files["licences.txt"].decode())
    return {"styles": Markup(f"<style>\n{files[f'{kind}.css'].decode()}\n</style>"), "rights": rights(lang),
            "scripts": Markup(f"<script>\n{files[f'{kind}.js'].decode()}\n</script>"),
            "notices_of_fonts": Markup(licences), "policy": _INSIDE}  # fmt: skip


def rights(lang: str) -> str:
    """Say under which licence the study's data may be used, where it names one, and whose the figures are."""
    said = gettext(lang, "Data of the project: {licence}.", licence=study.load().licence)
    return f"{said} " * bool(study.load().licence) + gettext(lang, "Quoted figures belong to the sources named.")


@lru_cache
def shared_files() -> dict[str, bytes]:
    """Files that the pages of a collection share, by name; fonts stand in the styles, as file:// may not load them."""
    faces = fonts.css(*_FACES)
    made = {
        "page.css": "\n".join([faces, asset("design.css", "page.css")]),
        "index.css": "\n".join([faces, asset("design.css", "page.css", "index.css")]),
        "page.js": asset("page.js"),
        "index.js": asset("page.js", "index.js"),
        "licences.txt": notices(*dict.fromkeys(family for family, _ in _FACES)),
    }
    return {name: f"{text}\n".encode() for name, text in made.items()}


def notices(*families: str) -> str:
    """Give the licence texts of embedded fonts."""
    return "\n\n".join(f"{family}\n{fonts.licence(family)}" for family in families)


def _python(source: str) -> Markup:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return Markup(highlight(source.strip(), PythonLexer(), HtmlFormatter(nowrap=True)).rstrip())
