"""Write what came out into README.md and README.vi.md, and the picture beside it: no number there is typed by hand.

python tools/readme.py
"""

import io
import re
from pathlib import Path

from PIL import Image

from bdlib import cleaning as clean
from bdlib import corpus
from bdlib.gap import verdicts
from bdviews.explore import chart
from bdviews.language import choose, number
from bdviews.plots import progress
from bdviews.studies import gap

ROOT = Path(__file__).resolve().parents[1]
FILES = {"en": "README.md", "vi": "README.vi.md"}
AREA, SHOWN = "VN-74", "broadband_household_share"
BEGIN, END = "<!-- computed by tools/readme.py -->\n", "<!-- end -->"


def results(lang: str) -> str:
    """Say what the corpus holds, one conflict and how far the area is from its targets."""
    raw, tables = corpus.load(ROOT), clean.load(ROOT)
    found, estimates = tables["conflicts"], tables["estimates"]
    count = {name: number(len(frame), lang) for name, frame in tables.items()}
    status = found["status"].value_counts()
    numbers = {
        "pages": number(raw.reported["source_id"].nunique(), lang), "figures": number(len(raw.reported), lang),
        "declined": number(int(estimates["obs_value"].isna().sum()), lang), **count,
        **{name: number(int(status.get(name, 0)), lang) for name in ("explained", "resolved", "open")},
    }  # fmt: skip
    held = choose(
        lang,
        vi="- {figures} số liệu từ {pages} trang cho {observations} quan sát và {targets} mục tiêu. Có {conflicts} chỗ "
        "mâu thuẫn: {explained} được giải thích, {resolved} chọn được một số, {open} còn mở. {estimates} ước lượng, "
        "{declined} chỗ từ chối kết luận.",
        en="- {figures} figures from {pages} pages give {observations} observations and {targets} targets. Conflicts: "
        "{conflicts}; {explained} are explained, in {resolved} one figure stands, {open} stay open. Estimates: "
        "{estimates}, of which {declined} are declined for lack of evidence.",
    ).format(**numbers)
    one = found[found["ref_area"].eq(AREA) & found["indicator"].eq(SHOWN) & found["role"].str.contains("actual")]
    told = [f"- {text}" for text in one[f"explanation_{lang}"].head(1)]
    aims = gap.gap_to_target(raw, AREA)
    return "\n".join([held, *told, f"- {verdicts.summary(aims.judged, raw, AREA, lang)}"])


def picture(lang: str) -> bytes:
    """Draw the targets of the area."""
    raw = corpus.load(ROOT)
    found = gap.gap_to_target(raw, AREA)
    source = gap.publishers(found.percentages, found.observations, lang)
    drawn = chart.png(progress.standing(found.percentages, raw, lang, source=source).figure)
    small = io.BytesIO()
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
