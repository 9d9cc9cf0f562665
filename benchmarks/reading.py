"""Rates of `propose` on pages whose figures are marked: area, period, role and indicator.

    python benchmarks/reading.py PAGES.txt [-v]

A page begins with a line `@@ id | address | published | language`; in its text a figure stands as
`[[figure|area|indicator or -|period|role]]`. No page is kept here; `reading_labels.csv` holds the labels of 78 public
pages (sets 1 and 3 were labelled, read once and then at hand while rules were made, 2 and 4 before they were again).
"""

import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd

from bdextract.rows import is_aside, propose
from bdextract.topics import Topics, usual_sizes
from bdlib import corpus
from bdquantities.running_text import find

_MARK = re.compile(r"\[\[(.*?)\]\]")
_NAMES = ["area", "indicator", "period", "role"]


def marked(text: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """A page's text and its figures: (start, end, labels)."""
    pieces, figures, length, at = [], [], 0, 0
    for match in _MARK.finditer(text):
        figure, *labels = match[1].split("|")
        pieces += [text[at : match.start()], figure]
        length += match.start() - at
        figures.append((length, length + len(figure), labels))
        length, at = length + len(figure), match.end()
    return "".join([*pieces, text[at:]]), figures


def main() -> None:
    """Print how many of the labels are met."""
    if len(sys.argv) < 2:
        print(__doc__)
        return
    raw = corpus.load()
    topics, right, all_ = Topics(raw.indicators, usual_sizes(raw)), Counter(), Counter()
    for block in Path(sys.argv[1]).read_text(encoding="utf-8").split("@@ ")[1:]:
        head, body = block.split("\n", 1)
        page, _, published, language = (each.strip() for each in head.split("|"))
        text, figures = marked(body)
        source = dict.fromkeys(raw.sources, "") | {"source_id": page, "published": published, "language": language}
        rows = propose(text, page, replace(raw, sources=pd.DataFrame([source])), topics).sort_values("figure_id")
        spans = [span for span in find(text, language=language) if not is_aside(span)]
        for start, end, labels in figures:
            hit = [at for at, span in enumerate(spans) if span.start < end and start < span.end]
            for name, label in zip(_NAMES, labels, strict=True):
                if name == "indicator" and label not in topics.place:
                    continue  # it has no code
                found = rows.iloc[hit[0]][name] if len(hit) == 1 else None
                all_[name] += 1
                right[name] += found == label
                if found != label and "-v" in sys.argv:
                    print(f"{page} [{text[start:end]}] {name}: {label!r} read as {found!r}")
    for name in _NAMES:
        print(f"{name:10} {right[name]:4} of {all_[name]:4}  {100 * right[name] / max(1, all_[name]):.1f}%")


if __name__ == "__main__":
    main()
