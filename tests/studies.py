"""Studies of other countries and subjects, made from a few rows: what no rule and no page may take for our own."""

from pathlib import Path

import pandas as pd

from bdpress.new import make

KIND = {"office": "statistics_office", "ministry": "ministry", "paper": "newspaper", "agency": "international"}


def study(
    folder: Path, areas, indicators, figures, *, level="country", names=("country", "countries"), more=""
) -> Path:
    """Make a study in English.

    areas: {code: name}, or {code: (name, level)}; indicators: {code: (name, unit, kind, direction)};
    figures: (source, area, indicator, period, figure[, role]) with sources named KIND-OF-PUBLISHER_NAME.
    """
    make(folder, title="A study", languages=["en"])
    first = next(code for code, one in areas.items() if not isinstance(one, tuple))
    told = f'title_en = "A study"\nlanguages = ["en"]\narea = "{first}"\ncompared = "{level}"\n{more}\n[names]\n'
    (folder / "study.toml").write_text(told + f'en = ["{names[0]}", "{names[1]}"]\n', encoding="utf-8")
    named = {code: one if isinstance(one, tuple) else (one, level) for code, one in areas.items()}
    sources = dict.fromkeys(row[0] for row in figures)
    tables = {
        "areas": [{"area": code, "name_en": name, "level": of, "aliases": ""} for code, (name, of) in named.items()],
        "indicators": [
            {"indicator": code, "name_en": name, "unit": unit, "kind": kind, "direction": way, "definition": f"{name}."}
            for code, (name, unit, kind, way) in indicators.items()
        ],
        "sources": [
            {"source_id": one, "publisher": one.replace("_", " ").capitalize(), "title": f"Page of {one}",
             "published": "2025-01-15", "url": "", "kind": KIND[one.split("_")[0]], "language": "en"}
            for one in sources
        ],
        "origins": [
            {"name": one.replace("_", " ").capitalize(), "origin": one, "maker": one,
             "maker_kind": "statistics_office", "name_en": one.replace("_", " ").capitalize()}
            for one in sources if one.startswith("office")
        ],
        "reported": [
            {"figure_id": f"{source}-{n:03}", "source_id": source, "area": area, "indicator": code, "figure": figure,
             "period": period, "period_basis": "stated", "role": role[0] if role else "actual",
             **({"target_year": period[:4]} if "target" in role else {})}
            for n, (source, area, code, period, figure, *role) in enumerate(figures, 1)
        ],
    }  # fmt: skip
    for name, rows in tables.items():
        if rows:
            pd.DataFrame(rows).to_csv(folder / "data" / "raw" / f"{name}.csv", index=False)
    return folder


SHARE = ("Unemployment", "percent", "share", "down")


def minimal(folder: Path) -> Path:
    """One area, one indicator, one figure, one source."""
    return study(folder, {"N": "Norway"}, {"unemployment": SHARE}, [("office_a", "N", "unemployment", "2023", "3.6%")])


def five_countries(folder: Path) -> Path:
    """Five countries, two indicators, one conflict between an office and a paper."""
    areas = {"NO": "Norway", "SE": "Sweden", "FI": "Finland", "DK": "Denmark", "IS": "Iceland"}
    rows = []
    for n, code in enumerate(areas):
        for year in (2021, 2022, 2023):
            rows.append(("office_eurostat", code, "unemployment", str(year), f"{3.5 + n + (2023 - year) / 2:.1f}%"))
            rows.append(("office_eurostat", code, "poverty", str(year), f"{11 + 1.3 * n + (2023 - year) / 5:.1f}%"))
    rows += [("paper_post", "SE", "unemployment", "2023", "7.7%"), ("paper_post", "FI", "poverty", "2023", "about 14%"),
             ("paper_times", "NO", "unemployment", "2023", "3.5 percent")]  # fmt: skip
    return study(folder, areas, {"unemployment": SHARE, "poverty": ("People at risk of poverty", *SHARE[1:])}, rows)


def power_plants(folder: Path) -> Path:
    """Plants of one country, which is the whole; years that differ by plant."""
    areas = {"P1": "Alta", "P2": "Tokke", "P3": "Kvilldal", "P4": "Rana", "NO": ("Norway", "country")}
    rows = [("office_energy", code, "capacity_mw", year, f"{mw} MW") for code, year, mw in
            (("P1", "2019", 150), ("P2", "2021", 430), ("P3", "2022", "1,240"), ("P4", "2018", 500))]  # fmt: skip
    rows += [
        ("paper_post", "P1", "output_gwh", "2020", "715 GWh"),
        ("paper_post", "P3", "capacity_mw", "2022", "1,420 MW"),
        ("office_energy", "NO", "output_gwh", "2022", "124,000 GWh"),
        ("paper_post", "P2", "output_gwh", "2021", "2,140 GWh"),
        ("office_energy", "P2", "output_gwh", "2021", "2,300 GWh"),
    ]
    indicators = {
        "capacity_mw": ("Installed capacity", "MW", "count", "up"),
        "output_gwh": ("Yearly output", "GWh", "count", "up"),
    }
    return study(folder, areas, indicators, rows, level="plant", names=("plant", "plants"))


def epidemic(folder: Path) -> Path:
    """Daily counts of one area by three sources; one of them slips on a day."""
    rows = []
    for day in range(1, 11):
        total = 100 + 20 * day
        for source in ("ministry_health", "paper_post", "paper_times"):
            told = total * 10 if (source, day) == ("paper_times", 5) else total
            rows.append((source, "N", "cases_total", f"2020-03-{day:02}", f"{told:,} cases"))
            new = 15 + 3 * day + (9 if (source, day) == ("paper_post", 7) else 0)
            rows.append((source, "N", "cases_new", f"2020-03-{day:02}", f"{new} cases"))
    return study(folder, {"N": "Norway"}, {"cases_total": ("Confirmed cases", "case", "count", "none"),
                                           "cases_new": ("New cases", "case", "count", "none")}, rows)  # fmt: skip


def labour_market(folder: Path) -> Path:
    """Three countries, one indicator, targets of two of them."""
    areas = {"NO": "Norway", "SE": "Sweden", "FI": "Finland"}
    rows = [("office_eurostat", code, "employment_rate", str(year), f"{74 + 2 * n + (year - 2019) * 0.7:.1f}%")
            for n, code in enumerate(areas) for year in range(2019, 2024)]  # fmt: skip
    rows += [("ministry_labour", "NO", "employment_rate", "2030", "82%", "target"),
             ("ministry_labour", "SE", "employment_rate", "2023", "at least 78%", "target")]  # fmt: skip
    return study(folder, areas, {"employment_rate": ("Employment rate", "percent", "share", "up")}, rows)


ALL = (minimal, five_countries, power_plants, epidemic, labour_market)
