"""Outputs of code cells as blocks: what a reader of the notebook sees, as text, and nothing that acts."""

import base64
import io
import json
import re
import warnings
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from bdpress.pages.blocks import Block, Picture, Plain, Prose, Strip
from bdpress.pages.markup import soup, to_html
from bdpress.pages.tables import table, tables
from bdviews.plots import mimes

WIDGET_MIME = "application/vnd.jupyter.widget-view+json"
PICTURES = ("image/png", "image/jpeg", "image/svg+xml", "image/gif", "image/webp")
MOST_PIXELS = 50_000_000
# Nothing that XML, and so a PPTX, cannot hold: https://www.w3.org/TR/xml/#charsets
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ERASE = re.compile(r"\x1b\[[0-2]?K")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_PLACE = re.compile(r"\s*<[^<>]* at 0x\w+>")  # of an object in memory: same input, same line
_MARKDOWN_TABLE = re.compile(r"(?m)(^\|.*\n\|[ :|-]+\n(?:\|.*(?:\n|$))*)")


def joined(text: str | list[str]) -> str:
    """Text of a notebook's field, which may be a list of lines; what is no character shows as one that is unknown."""
    return _NO_TEXT.sub("\ufffd", text if isinstance(text, str) else "".join(text))


def blocks(outputs: Iterable[dict[str, Any]], widgets: dict[str, Any], place: str) -> list[Block]:
    """What the outputs of a code cell show; `widgets` by model, `place` names the cell where something cannot be."""
    return [block for output in _merged(outputs) for block in _blocks(output, widgets, place)]


def prose(text: str, computed: bool = False, sentences: tuple[dict[str, Any], ...] = ()) -> list[Block]:
    """Divide Markdown into prose and its tables; what is said in sentences that carry their figures stays whole."""
    if sentences:
        return [Prose(text, computed, sentences)]
    pieces = [piece.strip("\n") for piece in _MARKDOWN_TABLE.split(text)]
    found = {number: soup(to_html(piece)).table for number, piece in enumerate(pieces) if number % 2}
    return [table(found[number]) if found.get(number) else Prose(piece, computed)
            for number, piece in enumerate(pieces) if piece.strip()]  # fmt: skip


def terminal(text: str) -> str:
    """Text as a terminal leaves it: no colours, and of what is written over each other the last."""
    text = _ANSI.sub("", _ERASE.sub(lambda erase: "\r\v" if "2" in erase[0] else "\v", "".join(text)))
    return joined("\n".join(map(_overwritten, text.split("\n"))) if {*"\r\b\v"} & set(text) else text)


def _overwritten(line: str) -> str:
    shown, at = [], 0
    for mark in line:
        if mark == "\v":
            del shown[at:]
        elif mark in "\r\b":
            at = max(0, at - 1) * (mark == "\b")
        else:
            shown[at : at + 1], at = [mark], at + 1
    return "".join(shown)


def _merged(outputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Outputs, with neighbours of one stream as one: a line may begin in one and be written over in the next."""
    for (kind, name), same in groupby(outputs, lambda one: (one["output_type"], one.get("name"))):
        if kind == "stream":
            yield {"output_type": kind, "name": name, "text": "".join("".join(one["text"]) for one in same)}
        else:
            yield from same


def _blocks(output: dict[str, Any], widgets: dict[str, Any], place: str) -> list[Block]:
    """What one output shows: its picture, else its widget, Markdown, tables or text; standard error never."""
    if output["output_type"] == "stream":
        text = terminal(output["text"]).rstrip()
        return [Plain(text)] if output["name"] == "stdout" and text.strip() else []
    if output["output_type"] == "error":
        return [Plain(f"{joined(output['ename'])}: {terminal(output['evalue'])}", error=True)]
    data, metadata = output["data"], output.get("metadata", {})
    if mimes.STRIP in data:
        held = _clean(data[mimes.STRIP])
        return [Strip(terminal(data.get("text/plain", "")), title=held["title"], squares=tuple(held["squares"]),
                      legend=tuple(map(tuple, held["legend"])), note=held.get("note", ""))]  # fmt: skip
    if any(mime in data for mime in PICTURES):
        return [_picture(data, metadata, place)]
    if WIDGET_MIME in data and (shown := _widget(data[WIDGET_MIME]["model_id"], widgets, place)):
        return shown
    if "text/markdown" in data:
        if metadata.get("text/markdown", {}).get("nothing"):
            return [Prose(joined(data["text/markdown"]), computed=True, nothing=True)]
        said = metadata.get("bdlib") or metadata.get("text/markdown", {}).get("bdlib") or ()  # where its metadata tell
        return prose(joined(data["text/markdown"]), True, tuple(map(_clean, said)))
    if "text/html" in data:
        return _html(joined(data["text/html"]))
    if "text/latex" in data:
        return [Prose(joined(data["text/latex"]), computed=True)]
    text = terminal(data.get("text/plain", ""))
    if "application/json" in data and (not text or text.startswith("<")):
        text = joined(json.dumps(data["application/json"], indent=2, ensure_ascii=False))
    return [Plain(text)] if text and not text.startswith("<") else []


def _picture(data: dict[str, Any], metadata: dict[str, Any], place: str) -> Picture | Plain:
    """The first picture that can be shown; what is wrong with the first where none can."""
    faults = []
    for mime in filter(data.__contains__, PICTURES):
        try:
            shown, content = _content(mime, joined(data[mime]))
        except Exception as error:  # Pillow raises many kinds
            said = _PLACE.sub("", " ".join(str(error).split()))
            faults.append(f"{mime} that cannot be read ({said[:120]})")
            continue
        words = {**metadata, **metadata.get(mime, {})}
        names = ("alt", "title", "subtitle", "source", "size")
        said = {name: joined(str(words[name])) for name in names if name in words}
        width = words.get("width")
        return Picture(content, shown, **said, width=width if isinstance(width, int) else None,
                       table=_data(data.get(mimes.TABLE)), drawn=_clean(data.get(mimes.FIGURE)))  # fmt: skip
    return Plain(f"[{faults[0]}]", fault=f"{place}: {faults[0]}")


def _data(table: Any) -> dict[str, Any] | None:
    """The data behind a figure; None of what is no table of ours."""
    if not isinstance(table, dict) or not all(isinstance(table.get(part), list) for part in ("columns", "rows")):
        return None
    width = len(table["columns"])
    whole = all(isinstance(row, list) and len(row) == width for row in table["rows"])
    return _clean(table) if whole and isinstance(table.get("chart") or {}, dict) else None


def _clean(value: Any) -> Any:
    """The data behind a figure, all of its text text."""
    if isinstance(value, dict):
        return {joined(name): _clean(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_clean(part) for part in value]
    return joined(value) if isinstance(value, str) else value


def _content(mime: str, text: str) -> tuple[str, str]:
    """A picture's type and base64, checked; what only some programs take becomes PNG."""
    if mime == "image/svg+xml":
        from xml.etree import ElementTree

        if ElementTree.fromstring(text).tag.rpartition("}")[2] != "svg":
            raise ValueError("no svg element")
        return mime, base64.b64encode(text.encode()).decode()
    from PIL import Image

    content = "".join(text.split())
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(base64.b64decode(content, validate=True))) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValueError(f"{image.width} × {image.height} pixels")
            if mime in ("image/png", "image/jpeg"):
                image.verify()
                return mime, content
            png = io.BytesIO()
            image.convert("RGBA").save(png, "png")
    return "image/png", base64.b64encode(png.getvalue()).decode()


def _html(markup: str) -> list[Block]:
    """Take the tables of an HTML output, or its text when there is none; nothing else of it passes."""
    parsed = soup(markup)
    if found := tables(parsed):
        return [one for one in found if one.header]
    for element in parsed(["script", "style"]):
        element.decompose()
    text = parsed.get_text(" ", strip=True)
    return [Plain(text)] if text else []


def _widget(model: str, widgets: dict[str, Any], place: str, seen: tuple[str, ...] = ()) -> list[Block]:
    """What a widget holds: outputs that were sent to it, its children's, its text."""
    state = widgets.get(model, {}).get("state", {})
    if model in seen:
        return []
    if state.get("outputs"):
        return blocks(state["outputs"], widgets, place)
    children = [name.removeprefix("IPY_MODEL_") for name in state.get("children", [])]
    if children:
        return [block for child in children for block in _widget(child, widgets, place, (*seen, model))]
    kind = str(state.get("_model_name", ""))
    if kind.startswith("HTML") and state.get("value"):
        return _html(joined(state["value"]))
    return [Plain(joined(state["value"]))] if kind == "LabelModel" and state.get("value") else []
