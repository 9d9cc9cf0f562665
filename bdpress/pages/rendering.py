"""Templates of pages and decks: one environment that escapes everything, and the words around a document."""

import base64
import csv
import io
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from bdlib import __version__
from bdlib.errors import DataError
from bdlib.project import project_root
from bdlib.reading import read_table
from bdlib.store import harmless
from bdpress.pages import frame
from bdpress.pages.blocks import Picture, Table
from bdpress.pages.document import Document
from bdpress.pages.markup import slug
from bdviews.language import area_name, choose, day, indicator_name, number
from bdviews.language.codes import heading, spoken
from bdviews.language.messages import N_, gettext
from bdviews.parameters import find_area, find_indicators
from bdviews.plots import fonts

FOLDER = Path(__file__).parent / "templates"
WORDS = {
    "skip": N_("Skip to content"),
    "home": N_("All pages"),
    "theme": N_("Light / dark"),
    "contents": N_("Contents"),
    "download": N_("Download the data (CSV)"),
    "data": N_("See the data of the figure"),
    "filter": N_("Filter the table"),
    "rows": N_("rows"),
    "all_rows": N_("See all rows"),
    "squares": N_("Read the squares one by one"),
    "figures": N_("Figures behind it:"),
    "code": N_("Show the code"),
    "about": N_("How this page was made"),
    "notebook": N_("notebook"),
    "cite": N_("Cite as:"),
    "licence": N_("Data of the project: CC BY 4.0; code: MIT. Quoted figures belong to the sources named."),
    "fonts": N_("Fonts and licences"),
    "search": N_("Search by name, with or without diacritics"),
    "all_notebooks": N_("All topics"),
    "elsewhere": N_("General"),
    "sources": N_("Source"),
    "missing": N_("Not built yet; this command builds the pages:"),
    "nothing": N_("No page and no area has that name."),
    "conflicts": N_("Conflicts"),
    "every_conflict": N_("Every conflict, with its lasting address"),
    "figure": N_("Figure as printed"),
    "page": N_("Page"),
    "published": N_("Published"),
    "status": N_("Status"),
    "chosen": N_("chosen"),
}
_NAMED = {"ref_area": ("areas", "area"), "indicator": ("indicators", "indicator")}  # columns of codes: list, key
_LABELS = {
    "indicators": N_("Indicators"),
    "territory": N_("Territory"),
    "as_of": N_("As of"),
    "method": N_("Method"),
}
# Inks that keep their contrast in both themes are in page.css; those of a drawing are turned over by its page.
_DARK = ("@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{0}}}}}"
         "@media screen{{:root[data-theme=dark]{{{0}}}}}")  # fmt: skip


def words(lang: str) -> dict[str, str]:
    """Give the words around a document in the language."""
    return {name: gettext(lang, message) for name, message in WORDS.items()}


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
        "python": _python,
        "csv": lambda table: base64.b64encode(to_csv(table)).decode(),
        "filename": lambda picture: file_name(picture),
        "as_table": as_table,
        "heads": frame.heads,
        "look": frame.look,
        "script_json": lambda value: Markup(
            json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
        ),
    }
    return made


def render(template: str, **values: Any) -> str:
    """Fill a template."""
    return environment().get_template(template).render(**values) + "\n"


def dark(declarations: str) -> Markup:
    """Let declarations hold where the reader has it dark, and never on paper."""
    return Markup(_DARK.format(declarations) if declarations else "")


def spoken_parameters(document: Document) -> list[tuple[str, str]]:
    """Give the document's parameters other than area and language as (label, value), in its language."""
    said, lang = document.parameters, document.lang
    values = {name: str(said.get(name) or "") for name in _LABELS}
    values["indicators"] = _indicators(values["indicators"], lang)
    values["method"] = spoken(values["method"], lang)
    if values["territory"]:
        values["territory"] = gettext(lang, "{n} provinces", n=values["territory"])
    return [(gettext(lang, _LABELS[name]), value) for name, value in values.items() if value]


def citation(document: Document, place: str, parameters: list[tuple[str, str]]) -> str:
    """Write how to cite a document: its title, area and parameters, and the library's version."""
    of = f" – {place}" if place else ""
    how = "; ".join(f"{name.lower()}: {value}" for name, value in parameters)
    return f"“{document.title}{of}”, bdlib {__version__}" + (f" ({how})." if how else ".")


def run_line(document: Document) -> str:
    """Say in one line which area and parameters a document was made with."""
    names = place(document)[1:]
    values = [value for _, value in spoken_parameters(document) if len(value) <= 40]
    return " · ".join(filter(None, [choose(document.lang, vi=names[0], en=names[1]), *values, f"bdlib {__version__}"]))


_FACES = ((fonts.TEXT, 400), (fonts.TEXT, 600), (fonts.TABLE, 400), (fonts.TABLE, 600), (fonts.CODE, 400))
_INSIDE = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_SHARED = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline' {0}; script-src {0}"


def dress(kind: str, shared: str, lang: str) -> dict[str, Markup | str]:
    """Give what a page wears: styles, scripts, the notices of its fonts, and the policy that allows nothing else.

    Parameters
    ----------
    kind : "page" or "index".
    shared : address of the folder of :func:`shared_files`; everything is inside the page when empty.
    lang : language of the notices' heading.
    """
    if shared:
        link = f'<link rel="stylesheet" href="{shared}/{kind}.css">'
        licences = f'<p><a href="{shared}/licences.txt">{gettext(lang, WORDS["fonts"])}</a></p>'
        return {"styles": Markup(link), "scripts": Markup(f'<script src="{shared}/{kind}.js"></script>'),
                "notices_of_fonts": Markup(licences), "policy": _SHARED.format("'self' file:")}  # fmt: skip
    files = shared_files()
    licences = render("notices.html.j2", words=words(lang), notices=files["licences.txt"].decode())
    return {"styles": Markup(f"<style>\n{files[f'{kind}.css'].decode()}\n</style>"),
            "scripts": Markup(f"<script>\n{files[f'{kind}.js'].decode()}\n</script>"),
            "notices_of_fonts": Markup(licences), "policy": _INSIDE}  # fmt: skip


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


def to_csv(table: dict[str, Any]) -> bytes:
    """Write the data of a figure as CSV that spreadsheets open right: UTF-8 with BOM, no cell a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([harmless(name) for name in table["columns"]])
    writer.writerows([harmless(value) for value in row] for row in table["rows"])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def as_table(table: dict[str, Any], lang: str) -> Table:
    """Turn the data of a figure into a table to read: names for codes, headings and numbers of the language."""
    every = list(table["columns"])
    kept = [place for place, name in enumerate(every)
            if name not in ("figure_ids", "figure_id") and not (name == "ref_area" and "name" in every)]  # fmt: skip
    numeric = [any(_is_number(row[place]) for row in table["rows"]) for place in kept]
    names = [_names(*_NAMED[every[place]], lang) if every[place] in _NAMED else {} for place in kept]
    rows = [[_written(named.get(row[place], row[place]), lang) for place, named in zip(kept, names, strict=True)]
            for row in table["rows"]]  # fmt: skip
    return Table([heading(str(every[place]), lang) for place in kept], rows, "", numeric)


def _names(codes: str, key: str, lang: str) -> dict[str, str]:
    """Names of a codelist's codes; none where there is no such list."""
    try:
        known = codelist(codes)
        return dict(zip(known[key], known[choose(lang, vi="name_vi", en="name_en")], strict=True))
    except (DataError, OSError, KeyError):
        return {}


def file_name(picture: Picture) -> str:
    """Name a download after the figure: its own name, else its title."""
    return slug((picture.table or {}).get("name") or picture.title or "data")[:60].strip("-")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _written(value: Any, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return choose(lang, vi="có", en="yes") if value else choose(lang, vi="không", en="no")
    if not _is_number(value) or (isinstance(value, int) and 1900 <= value <= 2100):
        return spoken(value, lang) if isinstance(value, str) else str(value)
    short = abs(value) < 10 and not float(value).is_integer()
    return number(round(value, 4), lang, len(f"{value:.4f}".rstrip("0").partition(".")[2]) if short else None)


def _python(source: str) -> Markup:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return Markup(highlight(source.strip(), PythonLexer(), HtmlFormatter(nowrap=True)).rstrip())


def place(document: Document) -> tuple[str, str, str]:
    """Give the code of the document's area and its name in Vietnamese and English; what it says where unknown."""
    value = str(document.parameters.get("area") or "")
    try:
        areas = codelist("areas")
        code = find_area(value, areas, str(document.parameters.get("territory", "63")))
        return code, area_name(areas, code, "vi"), area_name(areas, code, "en")
    except (DataError, OSError):
        return value, value, value


def codelist(name: str) -> pd.DataFrame:
    """Read a codelist of the study; once as long as its file stays the same."""
    file = project_root() / "data" / "raw" / f"{name}.csv"
    return _codelist(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _codelist(file: Path, _: int) -> pd.DataFrame:
    return read_table(file)


def when(document: Document) -> str:
    """Say of which time or division of the country the document's area is."""
    try:
        areas = codelist("areas")
    except (DataError, OSError):
        return ""
    return vintage(areas, place(document)[0], str(document.parameters.get("territory") or ""), document.lang)


def vintage(areas: pd.DataFrame, area: str, territory: str, lang: str) -> str:
    """Say which of two areas of one name is meant: until or since when it exists, else among how many areas."""
    found = areas[areas["area"].eq(area)]
    if len(found) and (last := found["valid_to"].iloc[0]):
        return gettext(lang, "until {day}", day=day(last, lang))
    if len(found) and (first := found["valid_from"].iloc[0]):
        return gettext(lang, "since {day}", day=day(first, lang))
    return gettext(lang, "{n} provinces", n=territory) if len(found) and territory else ""


def _indicators(value: str, lang: str) -> str:
    try:
        known = codelist("indicators") if value else pd.DataFrame()
        return "; ".join(indicator_name(known, code, lang) for code in find_indicators(value, known))
    except (DataError, OSError):
        return value
