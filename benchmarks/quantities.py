"""How fast and how well figures are read, beside the public tools, and how finding them grows with the text.

Run ``python benchmarks/quantities.py``. Seconds are those of one core (process time), so that a busy machine does not
count. The values that a tool gets right are judged on the development values in ../shared/data, where they are there.
"""

import csv
import random
import time
from collections.abc import Callable
from pathlib import Path

from babel.numbers import NumberFormatError, parse_decimal
from price_parser import Price
from quantulum3 import parser as quantulum

from bdlib import corpus
from bdquantities.errors import DataError
from bdquantities.parsing import parse
from bdquantities.running_text import find

VALUES = Path(__file__).parents[2] / "shared" / "data" / "values_dev.csv"
SENTENCES = [
    "Đến nay, toàn tỉnh có {0} doanh nghiệp, trong đó {1} doanh nghiệp công nghệ số, tăng {2},{3}% so với năm 2023.",
    "Tổng thu ngân sách ước đạt hơn {0} tỷ đồng, bằng {2},{3}% dự toán, xếp thứ {1}/63 tỉnh, thành phố.",
    "Kế hoạch số {1}/KH-UBND ngày {1}/6/2024 giao các sở rà soát, báo cáo kết quả trước quý III năm sau.",
    "Lãnh đạo các đơn vị trao đổi kinh nghiệm, thống nhất cách làm và phối hợp chặt chẽ trong thời gian tới.",
]
ADVERSARIAL = {
    "digits": "1",
    "dots": ".",
    "digit dots": "1.",
    "dashes": "1-",
    "qualifiers": "khoảng ",
    "number words": "hai mươi ",
}


def babel(text: str) -> float | None:
    """First word that Babel takes for a Vietnamese number."""
    for word in text.replace("%", " ").split():
        try:
            return float(parse_decimal(word, locale="vi", strict=True))
        except NumberFormatError:
            continue
    return None


def price(text: str) -> float | None:
    return Price.fromstring(text).amount_float


def quantity(text: str) -> float | None:
    found = quantulum.parse(text)
    return found[0].value if found else None


def ours(text: str) -> float | None:
    """Value or lower end; None for what is refused, which a correction excludes."""
    try:
        found = parse(text)
    except DataError:
        return None
    return found and (found.value if found.value is not None else found.low)


def seconds(call: Callable[[], object], runs: int = 3) -> float:
    """Process time of the best of a few runs."""
    took = []
    for _ in range(runs):
        start = time.process_time()
        call()
        took.append(time.process_time() - start)
    return min(took)


def expressions() -> None:
    raw = corpus.load()
    vietnamese = raw.sources.loc[raw.sources["language"] == "vi", "source_id"]
    rows = raw.reported[raw.reported["source_id"].isin(vietnamese)].set_index("figure_id")["figure"]
    texts = list(dict.fromkeys(rows))
    wanted = {}
    if VALUES.is_file():
        with VALUES.open(encoding="utf-8") as handle:
            wanted = {rows[row["figure_id"]]: row for row in csv.DictReader(handle) if row["figure_id"] in rows.index}
    print(f"{len(texts)} different Vietnamese figures of the corpus, {len(wanted)} of known value")
    base = None
    for name, read, some in (
        ("bdlib", ours, 1),
        ("Babel", babel, 1),
        ("price-parser", price, 1),
        ("quantulum3", quantity, 10),
    ):
        sample = texts[::some]
        read(sample[0])
        rate = len(sample) / seconds(lambda read=read, sample=sample: [read(text) for text in sample])
        base = base or rate
        right = [read(text) == float(row["value"] or row["low"]) for text, row in wanted.items()]
        share = f"{100 * sum(right) / len(right):5.1f}% of values right" if right else ""
        print(f"  {name:<13}{rate:>10,.0f} expressions/s  {rate / base:6.3f} × bdlib  {share}")


def running_text() -> None:
    rng = random.Random(0)
    sentences = []
    for _ in range(5000):
        thousands = f"{rng.randrange(1000, 10**6):,}".replace(",", ".")
        sentences.append(rng.choice(SENTENCES).format(thousands, *(rng.randrange(1, top) for top in (60, 99, 10))))
    text = " ".join(sentences)
    print("find in running text")
    for size in (1, 4, 16):
        piece = text * (1 + size * 10**6 // len(text.encode()))
        piece = piece.encode()[: size * 10**6].decode(errors="ignore")
        took = seconds(lambda piece=piece: find(piece), runs=1)
        print(f"  {size:>3} MB  {took:6.2f} s  {size / took:5.2f} MB/s")
    for name, unit in ADVERSARIAL.items():
        short, long = (seconds(lambda count=count, unit=unit: find(unit * count), 1) for count in (50_000, 100_000))
        print(f"  100,000 {name:<13} {long:6.3f} s  {long / short:4.1f} × the time of half as many")


if __name__ == "__main__":
    expressions()
    running_text()
