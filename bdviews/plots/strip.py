"""A strip that shows all at a glance: a named square each, with a tone and a mark, so that colour is not the only sign.

A tone may mean one thing in one strip and another in the next: its legend says what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

import pandas as pd

from bdviews.plots import mimes, style

# Tone: (ink of the square, ink of its words, mark where the square brings none).
TONES = {
    "good": (style.BLUE, style.PAPER, "✓"),
    "fair": (style.SHADES[1], style.INK, "↗"),
    "poor": (style.RUST, style.PAPER, "✗"),
    "open": (style.TINTS[3], style.INK, "?"),
    "ahead": (style.TINTS[0], style.INK, "…"),
    "none": (style.TINTS[1], style.INK, "–"),
    "free": (style.PAPER, style.INK, "∞"),
    "gone": (style.PAPER, style.MUTED, "†"),
}


class Tone(NamedTuple):
    """An entry of the legend: what a tone means, of how many squares, and the mark that they share, if any."""

    tone: str
    words: str
    count: int
    mark: str


@dataclass(frozen=True)
class Strip:
    """Squares in the order of reading, and the words for their tones, whose counts add up to the squares."""

    title: str
    squares: tuple[dict[str, str], ...]
    legend: tuple[Tone, ...]
    note: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        data = {"title": self.title, "squares": list(self.squares), "legend": [list(one) for one in self.legend],
                "note": self.note}  # fmt: skip
        return {"text/plain": str(self), "text/html": _html(self), mimes.STRIP: data}

    def __str__(self) -> str:
        counts = "; ".join(f"{one.words}: {one.count}" for one in self.legend)
        return "; ".join(filter(None, [": ".join(filter(None, [self.title, counts])), self.note]))


def strip(squares: pd.DataFrame, legend: Mapping[str, str], title: str = "", note: str = "") -> Strip:
    """Make a strip of every row of a frame; `title` says what it shows, in one sentence, `note` what it does not.

    `squares` have a `label` (a short name, shown), a `tone`, and may have `value` (the rest in words) and `mark` (up to
    three characters). A tone that is not known, or has no words in the legend, is a ValueError.
    """
    wrong = sorted(set(squares["tone"]) - set(legend) | set(legend) - set(TONES))
    if wrong:
        raise ValueError(f"tone {wrong[0]!r}: expected one of {', '.join(TONES)}, with its words in the legend")
    rows = squares.astype(str).reindex(columns=["label", "tone", "value", "mark"], fill_value="").to_dict("records")
    made = tuple(row | {"mark": row["mark"] or TONES[row["tone"]][2]} for row in rows)
    said = (_entry(tone, words, made) for tone, words in legend.items())
    return Strip(title, made, tuple(one for one in said if one.count), note)


def _entry(tone: str, words: str, squares: tuple[dict[str, str], ...]) -> Tone:
    marks = [square["mark"] for square in squares if square["tone"] == tone]
    return Tone(tone, words, len(marks), TONES[tone][2] if set(marks) == {TONES[tone][2]} else "")


def _html(shown: Strip) -> str:
    """Write a strip for JupyterLab; pages draw their own."""
    squares = (_square(row["tone"], f"{row['mark']} {row['label']}", row["value"]) for row in shown.squares)
    legend = (f"{_square(one.tone, f'{one.mark} {one.count}', one.words)}{escape(one.words)}" for one in shown.legend)
    below = f"<p>{' &nbsp; '.join(legend)}</p><p>{escape(shown.note)}</p>"
    return f"<p>{escape(shown.title)}</p><div>{''.join(squares)}</div>{below}"


def _square(tone: str, words: str, title: str) -> str:
    ground, ink, _ = TONES[tone]
    look = f"background:{ground};color:{ink};border:1px solid {style.MUTED};padding:.2em .5em;margin:2px"
    return f'<span title="{escape(title)}" style="display:inline-block;{look}">{escape(words.strip())}</span>'
