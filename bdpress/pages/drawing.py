"""An SVG drawing as part of a page: only what draws, names of its own, and inks that turn with the theme.

An ink is a variable, so that one drawing serves in the light and in the dark. Its dark value has the same hue and the
lightness turned over (in OKLab, where equal steps look equal): what stood out from white stands out from black.
"""

import re
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

import numpy as np
from markupsafe import Markup

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
DRAWN = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs", "use",
         "clipPath"}  # fmt: skip
KEPT = {"d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points", "transform",
        "viewBox", "style", "clip-path", "id"}  # fmt: skip
DARK_PAPER, LIFT = 0.21, 1.01  # lightness of the dark page, and how far black is raised above it
# From linear light to the eye's cones, from their cube roots to OKLab: https://bottosson.github.io/posts/oklab/
_CONES = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                   [0.0883024619, 0.2817188376, 0.6299787005]])  # fmt: skip
_LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                 [0.0259040371, 0.7827717662, -0.8086757660]])  # fmt: skip
_INK = re.compile(r"#[0-9a-fA-F]{6}\b")
_NAME = re.compile(r"url\(#([\w-]+)\)")
_FONT = re.compile(r"font-family: ?[^;]*;? ?|font: ?(?:(\d{3}) )?([\d.]+px) [^;]*;? ?")
_OUTSIDE = re.compile(r"url\((?!#)|@import|expression|javascript:", re.IGNORECASE)


def drawing(svg: str, name: str) -> Markup:
    """Give a drawing of anybody's as markup for a page; `name` are letters and digits, unique on the page."""
    root = ElementTree.fromstring(svg)
    return Markup(_written(root, name, outermost=True))


def inks(svg: str) -> set[str]:
    """Every ink of a drawing, as #rrggbb."""
    return {ink.lower() for ink in _INK.findall(svg)}


def dark_rules(used: set[str]) -> str:
    """CSS declarations that give the inks their dark values."""
    return ";".join(f"--c{ink[1:]}:{dark(ink)}" for ink in sorted(used))


@lru_cache
def dark(ink: str) -> str:
    """Turn an ink over for a dark page.

    >>> dark("#ffffff"), dark("#0b4f8a")
    ('#181818', '#82c1ff')
    """
    coded = np.array([int(ink[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    light, *hue = _LAB @ np.cbrt(_CONES @ linear)
    turned = np.linalg.solve(_LAB, [DARK_PAPER + (1 - light) * LIFT, *hue]) ** 3
    linear = np.linalg.solve(_CONES, turned).clip(0, 1)
    coded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{channel:02x}" for channel in np.rint(255 * coded).astype(int))


def _written(element: ElementTree.Element, name: str, outermost: bool = False) -> str:
    tag = element.tag.removeprefix(SVG) if isinstance(element.tag, str) else ""
    if tag not in DRAWN:
        return ""
    kept = {key: value for key, value in element.attrib.items() if key in KEPT and not _OUTSIDE.search(value)}
    if element.get(LINK, "").startswith("#"):
        kept["href"] = f"#{name}-{element.get(LINK)[1:]}"
    if "id" in kept:
        kept["id"] = f"{name}-{kept['id']}"
    if outermost:
        kept = {"viewBox": kept.get("viewBox", "0 0 100 100"), "aria-hidden": "true"}
    said = "".join(f' {key}="{escape(_dressed(value, name))}"' for key, value in kept.items())
    inside = escape(element.text or "", quote=False) if tag in ("text", "tspan") else ""
    inside += "".join(_written(child, name) for child in element)
    if tag == "g" and not {"transform", "style", "clip-path"} & set(kept) and f"#{name}-" not in said:
        return inside
    return f"<{tag}{said}>{inside}</{tag}>" if inside else f"<{tag}{said}/>"


def _dressed(value: str, name: str) -> str:
    """Let a value's inks turn with the theme, its text have the page's face, its references stay inside."""
    value = _FONT.sub(lambda font: f"font-weight:{font[1] or 400};font-size:{font[2]};" if font[2] else "", value)
    value = _NAME.sub(rf"url(#{name}-\1)", value)
    return _INK.sub(lambda ink: f"var(--c{ink[0][1:].lower()},{ink[0].lower()})", value)
