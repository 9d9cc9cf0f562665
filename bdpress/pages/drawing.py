"""An SVG drawing as part of a page: only what draws, names of its own, and inks that turn with the theme.

An ink is a variable, so that one drawing serves in the light and in the dark. Its dark value has the same hue and the
lightness turned over (in OKLab, where equal steps look equal): what stood out from white stands out from black.
"""

import re
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

from markupsafe import Markup

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
DRAWN = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs", "use",
         "clipPath"}  # fmt: skip
KEPT = {"d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points", "transform",
        "viewBox", "style", "clip-path", "id"}  # fmt: skip
DARK_PAPER, LIFT = 0.21, 1.01  # lightness of the dark page, and how far black is raised above it
_INK = re.compile(r"#[0-9a-fA-F]{6}\b")
_NAME = re.compile(r"url\(#([\w-]+)\)")
_FONT = re.compile(r"font-family: ?[^;]*;? ?|font: ?(?:(\d{3}) )?([\d.]+px) [^;]*;? ?")
_OUTSIDE = re.compile(r"url\((?!#)|@import|expression|javascript:", re.IGNORECASE)


def drawing(svg: str, name: str) -> Markup:
    """Give a drawing as markup for a page.

    Parameters
    ----------
    svg : as of :func:`bdviews.plots.vector.svg`, or of anybody.
    name : letters and digits, unique on the page.
    """
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

    Examples
    --------
    >>> dark("#ffffff"), dark("#0b4f8a")
    ('#181818', '#82c1ff')
    """
    light, *hue = _to_oklab(ink)
    return _from_oklab(DARK_PAPER + (1 - light) * LIFT, *hue)


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


def _to_oklab(ink: str) -> tuple[float, float, float]:
    """Lightness, green to red, blue to yellow: https://bottosson.github.io/posts/oklab/ has the numbers."""
    r, g, b = (_linear(int(ink[place : place + 2], 16) / 255) for place in (1, 3, 5))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(light: float, green_red: float, blue_yellow: float) -> str:
    long = (light + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (light - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (light - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * min(max(_encoded(channel), 0), 1)):02x}" for channel in channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
