"""Write what came out into README.md and README.vi.md, and the picture beside it: no number there is typed by hand.

python tools/readme.py
"""

import io
import re
from functools import lru_cache
from pathlib import Path

from PIL import Image

import bdlib as bd
from bdlib.reading import read_table
from bdviews import targets
from bdviews.conflicts.figures import Figures
from bdviews.conflicts.outcomes import fates, listed
from bdviews.language import number
from bdviews.language.messages import gettext
from bdviews.plots import style
from bdviews.plots import targets as charts

ROOT = Path(__file__).resolve().parents[1]
FILES = {"en": "README.md", "vi": "README.vi.md"}
AREA, SHOWN = "VN-74", "broadband_household_share"
BEGIN, END = "<!-- computed by tools/readme.py -->\n", "<!-- end -->"


@lru_cache
def made() -> tuple:
    """The case of the corpus, its estimates, and the area's progress to its targets."""
    case = bd.assess(bd.clean(bd.load(ROOT)))
    est = bd.reconcile(case)
    return case, est, bd.progress(est, est.tables.targets.query("ref_area == @AREA"))


def results(lang: str) -> str:
    """Say what the corpus holds, one conflict and how far the area is from its targets."""
    case, est, found = made()
    conflicts = read_table(ROOT / "data/clean/conflicts.csv")
    counts = fates(conflicts, Figures(case, lang))
    facts = {"figures": len(est.tables.observations) + len(est.tables.targets), "conflicts": counts["conflicts"],
             "tables": int(est.tables.observations["frame"].ne("").sum())}  # fmt: skip
    facts["pages"] = facts["figures"] - facts["tables"]
    held = gettext(
        lang, "{pages} figures of pages and {tables} values of official tables. Conflicts: {conflicts} ({fates}).",
        **{name: number(value, lang) for name, value in facts.items()}, fates=listed(counts, lang),
    )  # fmt: skip
    one = conflicts[conflicts["ref_area"].eq(AREA) & conflicts["indicator"].eq(SHOWN) & conflicts["role"].ne("target")]
    told = [held, *one[f"explanation_{lang}"].head(1), *map(str, targets.sentences(found, AREA, lang, est)[:3])]
    return "\n".join(f"- {one}" for one in told)


def picture(lang: str) -> bytes:
    """Draw the targets of the area."""
    _, est, found = made()
    drawn, small = style.png(charts.standing(found, lang, est).figure), io.BytesIO()
    Image.open(io.BytesIO(drawn)).convert("RGB").quantize(48).save(small, "PNG", optimize=True)
    return small.getvalue()


def filled(text: str, lang: str) -> str:
    """Put the results between the two marks of a README."""
    return re.sub(f"(?s)(?<={re.escape(BEGIN)}).*?(?={END})", lambda _: results(lang) + "\n", text)


def main() -> None:
    """Write both languages."""
    for lang, name in FILES.items():
        path = ROOT / name
        path.write_text(filled(path.read_text(encoding="utf-8"), lang), encoding="utf-8")
        (ROOT / f"docs/_static/finding-{lang}.png").write_bytes(picture(lang))


if __name__ == "__main__":
    main()
