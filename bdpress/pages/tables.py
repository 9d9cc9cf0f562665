"""Tables of HTML outputs as rows of text, every value under its own heading whatever spans what."""

import re
from collections.abc import Iterable
from typing import Any

from bdpress.pages.blocks import Table

WIDEST = 1000  # columns that a cell may span, as in HTML
_WEB = re.compile("^https?://")
_SPACE = re.compile(r"[ \t\r\n]+")  # not the one that holds words together
_DATE = re.compile(r"^\d{4}([-/–][\dHQMW]+)*(, \d{4}([-/–][\dHQMW]+)*)*$")
_NUMBER = re.compile(r"^[<>≤≥≈~+−–-]?\s*\d[\d.,\s–−-]*%?(\s[^\W\d]+){0,2}(\s%)?(\s\(\d{4}\))?$")  # 1,2 triệu (2024)
_BOLD = re.compile(r"([^{}]+)\{[^{}]*font-weight:\s*(?:bold|[6-9]00)[^{}]*\}")


def tables(parsed: Any) -> list[Table]:
    """Read the tables of parsed HTML; one inside a cell is text of that cell."""
    return [table(element) for element in parsed.find_all("table") if not element.find_parent("table")]


def table(element: Any) -> Table:
    """Read one table: a cell that spans rows or columns stands in each of them, heads of several levels are joined."""
    lines = [line for line in element.find_all("tr") if line.find_parent("table") is element]
    head, body = _sections(lines)
    header, cells = _headings(_grid(head)), _grid(body)
    rows = [[_text(cell) for cell in row] for row in cells]
    links = {(line, place): link["href"] for line, row in enumerate(cells) for place, cell in enumerate(row)
             if cell and (link := cell.find("a", href=_WEB))}  # fmt: skip
    width = max(map(len, [header, *rows]), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    rules = " ".join(style.string or "" for style in element.parent.find_all("style"))
    bold = {name.strip(" #\n") for group in _BOLD.findall(rules) for name in group.split(",")}
    first = [next(iter(_cells(line)), None) for line in body]
    strong = frozenset(place for place, cell in enumerate(first) if cell is not None and cell.get("id") in bold)
    numeric = [_mostly_numbers(row[place] for row in rows) for place in range(width)]
    return Table(header + [""] * (width - len(header)), rows, _text(element.caption), numeric, strong,
                 raw="dataframe" in element.get("class", []), links=links)  # fmt: skip


def _sections(lines: list[Any]) -> tuple[list[Any], list[Any]]:
    """Divide lines into head and body; without a thead the head is the first lines of nothing but th."""
    head = [line for line in lines if line.find_parent(["thead", "table"]).name == "thead"]
    if not head:
        for line in lines[:-1]:
            if not (cells := _cells(line)) or any(cell.name == "td" for cell in cells):
                break
            head.append(line)
    return head, [line for line in lines if not any(line is other for other in head)]


def _cells(line: Any) -> list[Any]:
    return [cell for cell in line.find_all(["th", "td"]) if cell.find_parent("tr") is line]


def _grid(lines: list[Any]) -> list[list[Any]]:
    """The cell that covers each place of each line; None where there is none."""
    grid, hanging = [], {}  # column: the cell that hangs down into it, and for how many lines more
    for line in lines:
        row, waiting = [], iter(_cells(line))
        while True:
            if len(row) in hanging:
                cell, left = hanging.pop(len(row))
                hanging |= {len(row): (cell, left - 1)} if left > 1 else {}
                row.append(cell)
            elif (cell := next(waiting, None)) is not None:
                down = _span(cell, "rowspan", len(lines)) or len(lines)
                for _ in range(_span(cell, "colspan", WIDEST) or 1):
                    hanging |= {len(row): (cell, down - 1)} if down > 1 else {}
                    row.append(cell)
            elif any(column > len(row) for column in hanging):
                row.append(None)
            else:
                break
        grid.append(row)
    return grid


def _span(cell: Any, name: str, most: int) -> int:
    """A span as browsers read it; 0 means all lines that are left."""
    found = re.match(r"\s*(\d{1,9})", str(cell.get(name, "1")))
    return min(int(found[1]), most) if found else 1


def _headings(grid: list[list[Any]]) -> list[str]:
    """Join the heads above each column; where pandas names the index in a line of its own, that name alone stands."""
    width = max(map(len, grid), default=0)
    grid = [row + [None] * (width - len(row)) for row in grid]
    texts = [[_text(cell) for cell in row] for row in grid]
    named = _index_names(grid, texts)
    columns = [list(column) for column in zip(*texts, strict=True)]
    return [
        column[-1] if place < named else " · ".join(dict.fromkeys(filter(None, column)))
        for place, column in enumerate(columns)
    ]


def _index_names(grid: list[list[Any]], texts: list[list[str]]) -> int:
    """How many columns the last line of a head names while all others stand empty; 0 where it is no such line."""
    if len(grid) < 2:
        return 0
    named = next((place for place, text in enumerate(texts[-1]) if not text), 0)
    apart = all(row[named - 1] is not row[named] for row in grid[:-1]) if named else False
    return named if apart and not any(texts[-1][named:]) else 0


def _text(cell: Any) -> str:
    return _SPACE.sub(" ", cell.get_text(" ")).strip() if cell is not None else ""


def _mostly_numbers(values: Iterable[str]) -> bool:
    said = [value for value in values if value not in ("", "–", "-", "nan", "NaN")]
    numbers = sum(bool(_NUMBER.match(value)) for value in said)
    return numbers >= max(0.8 * len(said), 1) and not all(_DATE.match(value) for value in said)
