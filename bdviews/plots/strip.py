"""A strip that shows all at a glance: a square each, with a tone and a mark, so that colour is not the only sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from bdviews.plots import mimes, style

MIME = mimes.STRIP
# Tone: (ink of the square, ink of its mark, mark where the square brings none).
TONES = {"good": (style.BLUE, style.PAPER, "✓"), "fair": (style.SHADES[1], style.INK, "↗"),
         "ahead": (style.TINTS[0], style.INK, "…"), "early": (style.TINTS[2], style.INK, "↓"),
         "poor": (style.RUST, style.PAPER, "✗"), "open": (style.TINTS[3], style.INK, "?"),
         "none": (style.TINTS[1], style.MUTED, "–")}  # fmt: skip


@dataclass(frozen=True)
class Strip:
    """Squares in the order of reading, and the words for their tones."""

    title: str
    squares: tuple[dict[str, str], ...]
    legend: tuple[tuple[str, str, int], ...]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        data = {"title": self.title, "squares": list(self.squares), "legend": [list(one) for one in self.legend]}
        return {"text/plain": str(self), "text/html": _html(self), MIME: data}

    def __str__(self) -> str:
        return ": ".join(filter(None, [self.title, "; ".join(f"{words}: {n}" for _, words, n in self.legend)]))


def strip(squares: pd.DataFrame, legend: Mapping[str, str], title: str = "") -> Strip:
    """Make a strip of every row of a frame; `title` says what it shows, in one sentence.

    `squares` have a `label`, a `tone`, and may have `value` (in words), `mark` (up to three characters) and `href`.
    """
    wrong = sorted(set(squares["tone"]) - set(legend) | set(legend) - set(TONES))
    if wrong:
        raise ValueError(f"tone {wrong[0]!r}: expected one of {', '.join(TONES)}, with its words in the legend")
    columns = ["label", "tone", "value", "mark", "href"]
    rows = squares.astype(str).reindex(columns=columns, fill_value="").to_dict("records")
    made = tuple(row | {"mark": row["mark"] or TONES[row["tone"]][2]} for row in rows)
    counts = squares["tone"].value_counts()
    said = ((tone, words, int(counts[tone])) for tone, words in legend.items() if tone in counts)
    return Strip(title, made, tuple(said))


def _html(shown: Strip) -> str:
    """Write a strip for JupyterLab; pages draw their own."""
    squares = (_square(row["tone"], row["mark"], f"{row['label']}: {row['value']}") for row in shown.squares)
    legend = (f"{_square(tone, TONES[tone][2], words)}{escape(words)}: {n}" for tone, words, n in shown.legend)
    return f"<p>{escape(shown.title)}</p><div>{''.join(squares)}</div><p>{' &nbsp; '.join(legend)}</p>"


def _square(tone: str, mark: str, title: str) -> str:
    ground, ink, _ = TONES[tone]
    look = f"background:{ground};color:{ink};min-width:1.9em;padding:.25em;margin:2px;text-align:center"
    return f'<span title="{escape(title)}" style="display:inline-block;{look}">{escape(mark)}</span>'
