"""Sentences that can be audited: what is said, the numbers it states as data, and the figures that it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from bdviews.language import number
from bdviews.language.messages import gettext

if TYPE_CHECKING:
    from IPython.display import Markdown


@dataclass(frozen=True)
class Sentence:
    """A sentence in one language and what it rests on: its numbers by name, as computed, and the figures behind it.

    >>> Sentence("3 of 17 targets that are due are met.", {"met": 3, "due": 17})
    Sentence('3 of 17 targets that are due are met.', met=3, due=17)
    """

    text: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    figure_ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Sentence({', '.join([repr(self.text), *(f'{name}={value!r}' for name, value in self.facts.items())])})"

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict, dict]:
        return {"text/markdown": self.text, "text/plain": self.text}, {"bdlib": [self.as_data()]}

    def as_data(self) -> dict[str, Any]:
        """Plain data for the metadata of a cell's output, from which a page shows the rows behind the sentence."""
        return {"text": self.text, "facts": _plain(dict(self.facts)), "figure_ids": list(self.figure_ids)}


def sentence(lang: str, message: str, written: Mapping[str, str], facts: Mapping[str, Any],
             figure_ids: Iterable[str] = ()) -> Sentence:  # fmt: skip
    """Say a message of the catalogue with what it rests on.

    `written` is what stands in its places, where it is not just a number of the facts; `facts` are the numbers behind,
    as computed; `figure_ids` the figures of data/clean.
    """
    values = {name: number(value, lang) for name, value in facts.items() if isinstance(value, int | float)}
    return Sentence(gettext(lang, message, **values | dict(written)), facts, tuple(figure_ids))


def paragraphs(sentences: Iterable[Sentence]) -> "Markdown":
    """Show sentences below each other in one output, their facts in its metadata; no empty ones."""
    from IPython.display import Markdown

    said = [one for one in sentences if one.text]
    shown = Markdown("\n\n".join(map(str, said)))
    shown.metadata = {"bdlib": [one.as_data() for one in said]}
    return shown


def _plain(value: Any) -> Any:
    """Numbers and texts that JSON knows; a missing number is None."""
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | np.ndarray | pd.Series):
        return [_plain(one) for one in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not np.isfinite(value) else value
