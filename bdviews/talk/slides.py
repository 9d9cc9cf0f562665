"""What slides have in common: a topic with what is shown below it, and sentences with their facts."""

from collections.abc import Iterable
from typing import Any

from bdviews.comparison.standpoint import At
from bdviews.language.messages import N_
from bdviews.sentences import Sentence

Shown = Any  # a text, table or plot; None where a slide has nothing to show

TOPICS = {"claims": N_("Where sources contradict each other"), "series": N_("Where series differ"),
          "revised": N_("Where a later figure revised an earlier one"),
          "region": N_("Where it stands"), "ends": N_("The provinces, first and last"),
          "way": N_("Through the years, among all provinces"), "targets": N_("Targets and verdicts"),
          "board": N_("Targets and the figures that judge them"),
          "limits": N_("Limits")}  # fmt: skip


def slide(topic: str, plot: Shown, here: At) -> None:
    """Show a plot or table under the topic of its slide, one of :data:`TOPICS`; of none nothing, not even the topic.

    The provinces that are not those of a region are the first and the last of all.
    """
    from IPython.display import Markdown, display
    from matplotlib.axes import Axes

    from bdviews.plots import style

    if plot is not None:
        said_ = TOPICS["ends" if topic == "region" and not here.region else topic]
        display(Markdown(f"## {here.say(said_)}"))
        style.show(plot, name=topic) if isinstance(plot, Axes) else display(plot)


def said(parts: Iterable[str], told: Iterable[Sentence]) -> Shown:
    """Show paragraphs, with the facts of the sentences among them."""
    from IPython.display import Markdown

    shown = Markdown("\n\n".join(filter(None, parts)))
    shown.metadata = {"bdlib": [one.as_data() for one in told]}
    return shown
