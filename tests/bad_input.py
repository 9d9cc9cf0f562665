"""Ways in which what people write can be wrong, and what `bdlib` answers: one row a way.

A row names the fault, the command that meets it, what is written where, and the message (a regular expression), which
says where the fault is, what stands there and what was expected. ACCEPTED holds what looks wrong and does no harm.
"""

import json
import unicodedata
from pathlib import Path

SMALL = {
    "sources": """source_id,publisher,title,published,published_note,url,kind,language,reprints
page_a,Báo A,Bài A,2024-05-02,,https://example.org/a,newspaper,vi,
page_b,Sở B,Bài B,2024-06,,https://example.org/b,provincial_government,vi,
page_c,Báo C,Bài C,2024-07-01,,https://example.org/c,newspaper,vi,page_a
""",
    "areas": """area,name_vi,name_en,level,region,valid_from,valid_to,successor,gso_code,aliases
VN,Việt Nam,Viet Nam,country,,,,,,Việt Nam|cả nước
VN-SE,Đông Nam Bộ,Southeast,region,,,,,,Đông Nam Bộ
VN-74,Bình Dương,Binh Duong,province,VN-SE,,2025-06-30,VN-79N,74,Bình Dương|BD
VN-79N,TP. Hồ Chí Minh,Ho Chi Minh City,province,VN-SE,2025-07-01,,,79,TP. Hồ Chí Minh|TPHCM
""",
    "indicators": """indicator,name_vi,name_en,unit,pillar,kind,direction,limit,part_of,target_of,definition
broadband_share,Hộ có băng rộng,Households with broadband,percent,society,share,up,100,,,Share of households.
digital_share,Kinh tế số trên GRDP,Digital economy in GRDP,percent,economy,share,up,100,,,Share of value added.
core_share,Kinh tế số lõi trên GRDP,Core digital economy in GRDP,percent,economy,share,up,100,digital_share,,Its core.
""",
    "reported": """figure_id,source_id,locator,area,area_as_printed,indicator,figure,period,period_basis,role,target_year,series,attributed_to,note
page_a-001,page_a,p1,VN-74,Bình Dương,broadband_share,"83,6%",2023,stated,actual,,,,
page_b-001,page_b,p1,VN-74,Bình Dương,broadband_share,"86,3%",2023,stated,actual,,,,
page_b-002,page_b,p2,VN-74,Bình Dương,digital_share,"11,34%",2023,stated,actual,,,,ghi chú
page_c-001,page_c,p1,VN-74,Bình Dương,broadband_share,trên 95%,2025,stated,target,2025,,,
""",
    "corrections": """figure_id,action,column,expected,value,reason,evidence
page_a-001,flag,figure,"83,6%",U,Two digits are swapped.,page_b-001
""",
}  # fmt: skip
PARAMETERS = 'area: str = "Bình Dương"\nn: int = 1\nshare: float = 0.5\nnames: list = []'
ARTICLE = "Bình Dương: 83,6% hộ gia đình có Internet băng rộng.\n" + "Một đoạn không có số liệu.\n" * 9


def notebook(parameters: object = PARAMETERS, kernel: object = "python3", cells: int = 1, **more: object) -> str:
    """A notebook's JSON, its parameters cell so many times."""
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": parameters, "id": "parameters",
            "outputs": [], "execution_count": None}  # fmt: skip
    about = {"kernelspec": {"name": kernel, "display_name": "K", "language": "python"}} if kernel else {}
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": [cell | more] * cells}
    return json.dumps(book, ensure_ascii=False)


def small_project(folder: Path) -> Path:
    """Write the small corpus, an article, a grid and a notebook."""
    (folder / "data" / "raw").mkdir(parents=True)
    for name, text in SMALL.items():
        (folder / "data" / "raw" / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "grid.yaml").write_text("rows: [{n: 1}]\n", encoding="utf-8")
    (folder / "n.ipynb").write_text(notebook(), encoding="utf-8")
    return folder


# What is written into a file: new bytes, a text, or (old, new) in its present text; None takes the file away, and a
# function makes the new bytes from the present ones.
def spoil(folder: Path, file: str, how: object) -> None:
    """Write what a row says."""
    path = folder / (f"data/raw/{file}.csv" if file in SMALL else file)
    if how is None:
        path.unlink()
    elif isinstance(how, tuple):
        before = path.read_bytes().decode()
        assert how[0] in before, "nothing to replace"
        path.write_bytes(before.replace(*how, 1).encode())
    elif callable(how):
        path.write_bytes(how(path.read_bytes()))
    else:
        path.write_bytes(how if isinstance(how, bytes) else how.encode())


def command(words: str, folder: Path) -> list[str]:
    """The arguments of `bdlib` for the first column of a row: a command and what follows it."""
    name, *rest = words.split(" ")
    grid = [] if rest else ["--grid", f"{folder}/grid.yaml"]
    return {
        "clean": ["clean", "--root", f"{folder}"],
        "export": ["export", "--root", f"{folder}", "--out", f"{folder}/out"],
        "extract": ["extract", f"{folder}/article.txt", "--root", f"{folder}", "-o", f"{folder}/rows.csv"],
        "run": ["run", f"{folder}/n.ipynb", *grid, "--out", f"{folder}/out", "--quiet"],
        "deck": ["deck", f"{folder}/n.ipynb", "--out", f"{folder}/out"],
    }[name] + rest


def recoded(encoding: str):
    return lambda data: data.decode().encode(encoding, "replace")


def header_only(data: bytes) -> bytes:
    return data.split(b"\n")[0] + b"\n"


def more(text: str):
    return lambda data: data + text.encode()


# fmt: off
WRONG = [
    # a raw table as a file
    ("UTF-16", "clean", "reported", recoded("utf-16"), r"reported\.csv, line 1: .*UTF-16.*expected UTF-8"),
    ("UTF-16 without a mark", "clean", "reported", recoded("utf-16-le"), r"reported\.csv, line 1: .*expected .*UTF-8"),
    ("xlsx by another name", "clean", "reported", b"PK\x03\x04\x14\0\6\0\0\0\0\0", r"reported\.csv, line 1: found 'a zip, such as .xlsx.*, expected a text file"),
    ("Latin-1", "clean", "reported", recoded("latin-1"), r"reported\.csv, line 2: found .*xec.*expected UTF-8"),
    ("Windows-1258", "clean", "reported", recoded("cp1258"), r"reported\.csv, line 2: .*expected UTF-8"),
    ("NUL", "clean", "sources", (",Bài B,", ",Bài\0B,"), r"sources\.csv, line 3: found .*x00.*expected UTF-8 text without NUL"),
    ("control character", "clean", "sources", (",Bài B,", ",Bài\x1b[2JB,"), r"sources\.csv, line 3, column title: found .*x1b.*without control"),
    ("text that turns direction", "clean", "sources", (",Bài B,", ",Bài\u202eB,"), r"sources\.csv, line 3, column title: found .*u202e.*without control"),
    ("empty file", "clean", "areas", b"", r"areas\.csv, line 1: .*expected a first line of column names"),
    ("blank file", "clean", "areas", b"\n\n", r"areas\.csv, line 1: .*expected a first line of column names"),
    ("no rows", "clean", "reported", header_only, r"reported\.csv: .*expected at least one row"),
    ("no rows in a codelist", "clean", "areas", header_only, r"areas\.csv: .*expected at least one row"),
    ("no file", "clean", "indicators", None, r"indicators\.csv: .*expected a readable file"),
    ("column named twice", "clean", "sources", ("published_note", "title"), r"sources\.csv, line 1, column title: .*expected .*once"),
    ("column missing", "clean", "sources", ("published_note,", ""), r"sources\.csv, line 2: found '9 cells', expected 8"),
    ("column misspelt", "clean", "sources", ("published_note", "publishednote"), r"sources\.csv, line 1, column publishednote: .*did you mean published_note"),
    ("semicolons", "clean", "corrections", lambda data: data.replace(b",", b";"), r"corrections\.csv, line 1: .*separated by commas"),
    ("tabs", "clean", "corrections", lambda data: data.replace(b",", b"\t"), r"corrections\.csv, line 1: .*separated by commas"),
    ("separators mixed", "clean", "sources", ("page_b,Sở B,Bài B", "page_b;Sở B;Bài B"), r"sources\.csv, line 3: found '7 cells', expected 9"),
    ("half merged", "clean", "sources", ("page_b", "<<<<<<< HEAD\npage_b"), r" data/raw/sources\.csv, line 3: found '<<<<<<<', expected a table without marks of a merge"),
    ("half merged to its end", "clean", "sources", ("page_c", ">>>>>>> theirs\npage_c"), r" data/raw/sources\.csv, line 4: found '>>>>>>>'"),
    ("row too long", "clean", "sources", (",Bài B,", ",Bài, B,"), r"sources\.csv, line 3: found '10 cells', expected 9"),
    ("row too short", "clean", "sources", (",Bài B,", ","), r"sources\.csv, line 3: found '8 cells', expected 9"),
    ("rows of commas at the end", "clean", "areas", ("TPHCM\n", "TPHCM\n,,,,,,,,,\n, ,,,,,,,,\n"), r"areas\.csv, line 6: expected .*the row is empty"),
    ("empty line within", "clean", "sources", ("\npage_b", "\n\npage_b"), r"sources\.csv, line 3: found 'an empty line', expected 9 cells"),
    ("quote never closed", "clean", "sources", (",Bài B,", ',"Bài B,'), r"sources\.csv, line 3: .*expected a CSV row"),
    ("text behind a quote", "clean", "sources", (",Bài B,", ',"Bài" B,'), r"sources\.csv, line 3: .*expected a CSV row"),
    ("cell of a million characters", "clean", "sources", (",Bài B,", f",{'x' * 10**6},"), r"sources\.csv, line 3.*(expected a CSV row.*limit|expected at most)"),
    ("columns for review", "clean", "reported", ("figure_id,source_id", "confidence,source_id"), r"reported\.csv, line 1, column confidence: .*expected the columns figure_id, source_id, \(locator\).*, and no others"),
    ("cell of ten thousand characters", "clean", "sources", (",Bài B,", f",{'x' * 10**4},"), r"sources\.csv, line 3, column title: found 'xxx.*10000 characters\), expected at most"),
    # cells
    ("id twice", "clean", "reported", ("page_b-002", "page_b-001"), r"reported\.csv, line 4, column figure_id: found 'page_b-001', expected a value that stands in no other row"),
    ("id with a line break", "clean", "reported", ("page_b-002", '"page_b-002\n"'), r"reported\.csv, line 4, column figure_id: found 'page_b-002\\n', expected the form"),
    ("id that is a path", "clean", "sources", ("page_b", "../page_b"), r"sources\.csv, line 3, column source_id: found '../page_b', expected the form"),
    ("area code with a bar", "clean", "areas", ("VN-SE,Đ", "VN|SE,Đ"), r"areas\.csv, line 3, column area: found 'VN\|SE', expected the form"),
    ("name instead of a code", "clean", "reported", ("VN-74,", "Bình Dương,"), r"reported\.csv, line 2, column area: found 'Bình Dương', expected a key of areas\.csv; did you mean Bình Dương \(VN-74\)"),
    ("homoglyph in a code", "clean", "reported", ("VN-74", "VΝ-74"), r"reported\.csv, line 2, column area: .*GREEK CAPITAL LETTER NU.*did you mean VN-74"),
    ("homoglyph in a name", "clean", "areas", ("Bình Dương", "Bình Dươnɡ".replace("a", "а").replace("B", "В")), r"areas\.csv, line 4, column name_vi: .*CYRILLIC CAPITAL LETTER VE.*one alphabet"),
    ("space around a code", "clean", "reported", ("VN-74", " VN-74"), r"reported\.csv, line 2, column area: found ' VN-74', expected .*VN-74"),
    ("unknown area", "clean", "reported", ("VN-74", "VN-47"), r"reported\.csv, line 2, column area: found 'VN-47', expected a key of areas\.csv; did you mean VN-74"),
    ("unknown indicator", "clean", "reported", ("broadband_share", "broadband_shares"), r"line 2, column indicator: .*did you mean broadband_share"),
    ("unknown source", "clean", "reported", (",page_b,", ",page_x,"), r"reported\.csv, line 3, column source_id: found 'page_x', expected a key of sources\.csv"),
    ("unknown role", "clean", "reported", ("stated,target", "stated,goal"), r"reported\.csv, line 5, column role: found 'goal', expected one of actual, target"),
    ("required cell empty", "clean", "reported", ('"86,3%"', ""), r"reported\.csv, line 3, column figure: found '', expected a value"),
    ("only a space", "clean", "reported", ('"86,3%"', " "), r"reported\.csv, line 3, column figure: found ' ', expected a value"),
    ("name of spaces", "clean", "sources", (",Báo A,", ",  ,"), r"sources\.csv, line 2, column publisher: found '  ', expected a value"),
    ("code in another case", "clean", "areas", more("vn-74,Thủ Dầu Một,Thu Dau Mot,province,VN-SE,,,,,TDM\n"), r"areas\.csv, line 6, column area: found 'vn-74', expected .*more than case \(line 4"),
    ("a name again, open beside an ended one", "clean", "areas", more("VN-99,Bình Dương,,province,,,,,,BD2\n"), r"areas\.csv, line 6, column name_vi: found 'Bình Dương', expected no name of another area of that time \(line 4"),
    ("a name again as an alias, decomposed", "clean", "areas", more("VN-99,X,,province,,,,,,X|" + unicodedata.normalize("NFD", "Bình Dương") + "\n"), r"areas\.csv, line 6, column aliases: .*line 4 has it"),
    ("a limit of nothing", "clean", "indicators", (",up,100,", ",up,0,"), r"indicators\.csv, line 2, column limit: found '0', expected the form of a finite number above 0"),
    ("two codes of one name", "clean", "indicators", ("Kinh tế số trên GRDP", "hộ có băng rộng"), r"indicators\.csv, line 3, column name_vi: found 'hộ có băng rộng', expected .*line 2"),
    ("part in another unit", "clean", "indicators", ("Core digital economy in GRDP,percent", "Core digital economy in GRDP,VND"), r"indicators\.csv, line 4, column part_of: found 'digital_share', expected an indicator in VND"),
    ("year one", "clean", "reported", (',"86,3%",2023', ',"86,3%",0001'), r"reported\.csv, line 3, column period: found '0001', expected the form"),
    ("year in Arabic digits", "clean", "reported", (',"86,3%",2023', ',"86,3%",٢٠٢٣'), r"reported\.csv, line 3, column period: found '٢٠٢٣', expected the form"),
    ("id in full-width digits", "clean", "reported", ("page_b-002", "page_b-００２"), r"reported\.csv, line 4, column figure_id: found 'page_b-００２', expected the form"),
    ("target of another year than its period", "clean", "reported", ("stated,target,2025", "stated,target,2030"), r"reported\.csv, line 5, column target_year: found '2030', expected the year of the period 2025"),
    *[(f"invisible {name}", "clean", "sources", (",Bài B,", f",Bài{mark}B,"), r"sources\.csv, line 3, column title: found .*expected text without control characters and invisible")
      for name, mark in (("zero-width space", "\u200b"), ("left-to-right mark", "\u200e"), ("right-to-left mark", "\u200f"), ("Arabic letter mark", "\u061c"),
                         ("soft hyphen", "\u00ad"), ("byte order mark within", "\ufeff"), ("line separator", "\u2028"), ("tag", "\U000e0041"))],
    ("day that does not exist", "clean", "sources", ("2024-05-02", "2024-02-30"), r"sources\.csv, line 2, column published: found '2024-02-30', expected a day or period that exists"),
    ("month that does not exist", "clean", "sources", ("2024-06", "2024-13"), r"sources\.csv, line 3, column published: found '2024-13', expected"),
    ("date of another form", "clean", "sources", ("2024-05-02", "02/05/2024"), r"sources\.csv, line 2, column published: found '02/05/2024', expected the form .*2024-06-30"),
    ("published in the future", "clean", "sources", ("2024-05-02", "2999-05-02"), r"sources\.csv, line 2, column published: found '2999-05-02', expected a day that has come"),
    ("period that does not exist", "clean", "reported", (',"86,3%",2023', ',"86,3%",2023-13'), r"reported\.csv, line 3, column period: found '2023-13', expected"),
    ("week that does not exist", "clean", "reported", (',"86,3%",2023', ',"86,3%",2023-W53'), r"reported\.csv, line 3, column period: found '2023-W53', expected"),
    ("period that ends before it begins", "clean", "reported", (',"86,3%",2023', ',"86,3%",2023/2021'), r"reported\.csv, line 3, column period: found '2023/2021', expected"),
    ("thirteen months", "clean", "reported", (',"86,3%",2023', ',"86,3%",2023-13M'), r"reported\.csv, line 3, column period: found '2023-13M', expected"),
    ("actual after its page", "clean", "reported", (',"86,3%",2023', ',"86,3%",2025'), r"reported\.csv, line 3, column period: found '2025', expected .*2024-06, when"),
    ("area that ends before it begins", "clean", "areas", ("2025-07-01,", "2025-07-01,2024-01-01"), r"areas\.csv, line 5, column valid_to: found '2024-01-01', expected .*2025-07-01"),
    ("actual after its area ended", "clean", "areas", ("2025-06-30,VN-79N", "2022-06-30,VN-79N"), r"reported\.csv, line 2, column period: found '2023', expected a time until 2022-06-30"),
    ("part of itself", "clean", "indicators", (",digital_share,,", ",core_share,,"), r"indicators\.csv, line 4, column part_of: found 'core_share', expected no circle"),
    ("circular part_of", "clean", "indicators", (",up,100,,,Share of value", ",up,100,core_share,,Share of value"), r"indicators\.csv, line 3, column part_of: .*expected no circle.*digital_share.*core_share"),
    ("circular successor", "clean", "areas", ("2025-07-01,,", "2025-07-01,,VN-74"), r"areas\.csv, line 4, column successor: .*expected no circle.*VN-74.*VN-79N"),
    ("circular region", "clean", "areas", ("region,,", "region,VN-SE,"), r"areas\.csv, line 3, column region: .*expected no circle"),
    ("circular reprints", "clean", "sources", ("newspaper,vi,\n", "newspaper,vi,page_c\n"), r"sources\.csv, line 2, column reprints: .*expected no circle.*page_a.*page_c"),
    ("link that runs a script", "clean", "sources", ("https://example.org/a", "javascript:alert(1)"), r"sources\.csv, line 2, column url: found 'javascript:alert\(1\)', expected the form"),
    ("limit that is no number", "clean", "indicators", (",100,", ",NaN,"), r"indicators\.csv, line 2, column limit: found 'NaN', expected the form"),
    # figures
    ("figure without a number", "clean", "reported", ('"86,3%"', "rất nhiều"), r"reported\.csv, line 3, column figure: found 'rất nhiều', expected a figure that can be read"),
    ("NaN", "clean", "reported", ('"86,3%"', "NaN"), r"reported\.csv, line 3, column figure: found 'NaN', expected a figure"),
    ("inf", "clean", "reported", ('"86,3%"', "inf%"), r"reported\.csv, line 3, column figure: found 'inf%', expected a figure"),
    ("a date as a figure", "clean", "reported", ('"86,3%"', "30/4/2025"), r"reported\.csv, line 3, column figure: found '30/4/2025', expected a figure"),
    ("separators mixed in a number", "clean", "reported", ('"86,3%"', '"1.2,3.4%"'), r"reported\.csv, line 3, column figure: found '1\.2,3\.4%', expected"),
    ("another unit", "clean", "reported", ('"86,3%"', '"83,6 km"'), r"reported\.csv, line 3, column figure: found '83,6 km', expected a figure in percent .this one is in km"),
    ("a number of two kinds of separators", "clean", "reported", ('"86,3%"', '"1,2.3%"'), r"reported\.csv, line 3, column figure: found '1,2\.3%', expected a number that is not torn"),
    ("a torn number", "clean", "reported", ('"86,3%"', '"86·3%"'), r"reported\.csv, line 3, column figure: found '86·3%', expected a number that is not torn"),
    ("two figures", "clean", "reported", ('"86,3%"', '"86,3%, 87%"'), r"reported\.csv, line 3, column figure: found '86,3%, 87%', expected one figure, read whole .'87 %' is left over"),
    ("a change of a level", "clean", "reported", ('"86,3%"', '"tăng 5%"'), r"reported\.csv, line 3, column figure: found 'tăng 5%', expected no change: broadband_share is a level"),
    ("a scale word in a share", "clean", "reported", ('"86,3%"', '"1,2 triệu"'), r"reported\.csv, line 3, column figure: found '1,2 triệu', expected a figure in percent .this one has a scale word"),
    ("people in a share", "clean", "reported", ('"86,3%"', '"5,87 triệu người"'), r"reported\.csv, line 3, column figure: found '5,87 triệu người', expected a figure in percent"),
    ("number without bounds", "clean", "reported", ('"86,3%"', "9" * 400 + "%"), r"reported\.csv, line 3, column figure: found '999.*expected"),
    ("number of forty digits", "clean", "reported", ('"86,3%"', "9" * 40 + "%"), r"reported\.csv, line 3, column figure: found '999.*expected a figure"),
    ("number of five thousand digits", "clean", "reported", ('"86,3%"', "9" * 4900 + "%"), r"reported\.csv, line 3, column figure: found '999.*expected"),
    ("formula as a figure", "clean", "reported", ('"86,3%"', '"=HYPERLINK(""http://example.org"";""83,6%"")"'), r"reported\.csv, line 3, column figure: found '=HYPERLINK.*expected text that no spreadsheet runs"),
    ("formula in a note", "clean", "reported", ("ghi chú", '"=HYPERLINK(""http://example.org"";""x"")"'), r"reported\.csv, line 4, column note: found '=HYPERLINK.*expected text that no spreadsheet runs"),
    ("command behind a sign", "clean", "sources", (",Bài B,", ",-cmd|' /C calc'!A0,"), r"sources\.csv, line 3, column title: found .*expected text that no spreadsheet runs"),
    # corrections
    ("stale correction", "clean", "corrections", ('"83,6%"', '"84,6%"'), r"corrections\.csv, line 2, column expected: found '83,6%', expected '84,6%' in figure of page_a-001: the correction is stale"),
    ("correction of nothing", "clean", "corrections", ("page_a-001", "page_a-009"), r"corrections\.csv, line 2, column figure_id: found 'page_a-009', expected a key of reported"),
    ("correction of no column", "clean", "corrections", ("flag,figure", "flag,figures"), r"corrections\.csv, line 2, column column: found 'figures', expected one of"),
    ("flag that is no status", "clean", "corrections", (",U,", ",Z,"), r"corrections\.csv, line 2, column value: found 'Z', expected one of A, B"),
    ("override by an unknown code", "clean", "corrections", more("page_b-001,override,area,VN-74,VN-99,r,e\n"), r"corrections\.csv, line 3, column value: found 'VN-99', expected a key of areas"),
    ("override by a wrong word", "clean", "corrections", more("page_b-001,override,role,actual,maybe,r,e\n"), r"corrections\.csv, line 3, column value: found 'maybe', expected one of actual"),
    ("override of an id", "clean", "corrections", more("page_b-001,override,figure_id,page_b-001,page_b-002,r,e\n"), r"corrections\.csv, line 3, column column: found 'figure_id', expected one of source_id"),
    ("override by what cannot be read", "clean", "corrections", more('page_b-001,override,figure,"86,3%",many,r,e\n'), r"reported\.csv, line 3, column figure: found 'many', expected a figure that can be read.*corrections\.csv overrides"),
    # clean tables, edited by hand
    ("clean number that is text", "export", "data/clean/estimates.csv", ("11.34,", "many,"), r"estimates\.csv, line 3, column obs_value: found 'many', expected a number"),
    ("clean row too long", "export", "data/clean/estimates.csv", ("VN-74", "VN-74,"), r"estimates\.csv, line 2: found '(\d+) cells', expected \d+ cells"),
    ("clean status unknown", "export", "data/clean/estimates.csv", (",A,", ",Ω,"), r"estimates\.csv, line 3, column obs_status: found 'Ω'.*, expected one of"),
    ("clean table missing", "export", "data/clean/estimates.csv", None, r"estimates\.csv: .*bdlib clean"),
    # articles
    ("article in Latin-1", "extract", "article.txt", recoded("latin-1"), r"article\.txt, line 1: .*expected UTF-8"),
    ("article in docx", "extract", "article.txt", b"PK\x03\x04\x14\0\6\0\0\0\0\0", r"article\.txt, line 1: found 'a zip, such as .xlsx.*, expected a text file"),
    ("article in UTF-16", "extract", "article.txt", recoded("utf-16"), r"article\.txt, line 1: .*UTF-16.*expected UTF-8"),
    ("article with NUL", "extract", "article.txt", "Bình Dương\n\0", r"article\.txt, line 2: .*expected UTF-8 text without NUL"),
    ("no article", "extract", "article.txt", None, r"article\.txt: .*expected a readable file"),
    ("source that is no slug", "extract --source =cmd", "article.txt", ARTICLE, r"source: found '=cmd', expected"),
    # grids
    ("empty grid", "run", "grid.yaml", "", r"grid\.yaml: .*expected a list of rows"),
    ("grid of no runs", "run", "grid.yaml", "rows: []", r"grid\.yaml, column rows: found '\[\]', expected a list of at least one"),
    ("grid that is text", "run", "grid.yaml", "n = 1", r"grid\.yaml: .*expected a list of rows"),
    ("grid with an unknown part", "run", "grid.yaml", "prodct: {n: [1]}", r"grid\.yaml: found 'prodct', expected one of .*did you mean product"),
    ("grid that is no YAML", "run", "grid.yaml", "rows:\n- {n: 1", r"grid\.yaml, line \d: .*expected plain YAML"),
    ("grid indented with tabs", "run", "grid.yaml", "rows:\n\t- n: 1", r"grid\.yaml, line 2: .*expected plain YAML"),
    ("grid with a tag", "run", "grid.yaml", "rows: [{n: !!python/object/apply:os.system ['true']}]", r"grid\.yaml, line 1: .*python/object.*expected plain YAML: no tags"),
    ("grid with an anchor", "run", "grid.yaml", "rows: &r [{n: 1}]\nproduct: *r", r"grid\.yaml, line 2: found 'alias \*r', expected plain YAML"),
    ("grid that grows without bound", "run", "grid.yaml", "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)), r"grid\.yaml, line 2: found 'alias \*a'"),
    ("grid with a merge key", "run", "grid.yaml", "rows: [{<<: {n: 1}}]", r"grid\.yaml, line 1: .*expected plain YAML"),
    ("grid with a name twice", "run", "grid.yaml", "rows: [{n: 1, n: 2}]", r"grid\.yaml, line 1: found 'n twice', expected plain YAML"),
    ("grid of two documents", "run", "grid.yaml", "rows: [{n: 1}]\n---\nrows: [{n: 2}]", r"grid\.yaml, line 2: .*expected plain YAML"),
    ("grid without an end", "run", "grid.yaml", "[" * 10**4, r"grid\.yaml.*: .*expected plain YAML"),
    ("grid in UTF-16", "run", "grid.yaml", "rows: [{n: 1}]".encode("utf-16"), r"grid\.yaml, line 1: .*UTF-16.*expected UTF-8"),
    ("grid in Latin-1", "run", "grid.yaml", "rows:\n- {area: Tây Ninh}".encode("latin-1"), r"grid\.yaml, line 2: .*expected UTF-8"),
    ("grid with a complex key", "run", "grid.yaml", "rows: [{[n]: 1}]", r"grid\.yaml, line 1: .*expected plain YAML"),
    ("grid of too many runs", "run", "grid.yaml", f"product: {{n: {list(range(2000))}, share: {list(range(2000))}}}", r"grid\.yaml: found '4000000 runs', expected at most"),
    ("grid without a file", "run", "grid.yaml", None, r"grid\.yaml: .*expected a readable file"),
    ("parameter unknown", "run", "grid.yaml", "rows: [{n: 1}, {aera: Huế}]", r"row 2 of the grid, parameter aera: expected one of area.*did you mean area"),
    ("parameter of another type", "run", "grid.yaml", "rows: [{n: 1.5}]", r"parameter n: found '1.5', expected int"),
    ("parameter that is no text", "run", "grid.yaml", "rows: [{area: true}]", r"parameter area: found 'True', expected str"),
    ("parameter of eight", "run", "grid.yaml", "rows: [{n: 012}]", r"parameter n: found '012', expected int"),
    ("parameter of sixteen", "run", "grid.yaml", "rows: [{n: 0x1F}]", r"parameter n: found '0x1F', expected int"),
    ("parameter of sixty", "run", "grid.yaml", "rows: [{n: 12:30}]", r"parameter n: found '12:30', expected int"),
    ("parameter with an underscore", "run -p n=1_000", "n.ipynb", notebook(), r"parameter n: found '1_000', expected int"),
    ("parameter given twice", "run -p n=1 -p n=2", "n.ipynb", notebook(), r"-p: found 'n=1 n=2', expected every parameter once"),
    ("parameter with code in its name", "run", "grid.yaml", "rows: [{'n=1; import os': 1}]", r"parameter n=1; import os: expected one of area"),
    ("run twice", "run", "grid.yaml", "rows: [{n: 2}, {n: 2}]", r"found .*twice.*, expected different rows"),
    ("parameter with a tag", "run -p names=!!python/name:os.system", "n.ipynb", notebook(), r"parameter names: found '!!python.*expected list"),
    ("parameter that grows without bound", "run -p names=[&a[x,x],&b[*a,*a],[*b,*b]]", "n.ipynb", notebook(), r"parameter names: found .*expected list"),
    ("parameter without an end", "run -p names=" + "[" * 5000, "n.ipynb", notebook(), r"parameter names: found .*5000 characters\), expected list"),
    ("parameter that is no list", "run -p names=x", "n.ipynb", notebook(), r"parameter names: found 'x', expected list"),
    ("number of five thousand digits as parameter", "run -p n=" + "9" * 5000, "n.ipynb", notebook(), r"parameter n: found '999.*expected int"),
    # notebooks
    ("notebook that is text", "run", "n.ipynb", "# Notebook", r"n\.ipynb, line 1: .*expected a Jupyter notebook of format 4"),
    ("notebook of format 3", "run", "n.ipynb", '{"nbformat": 3, "cells": []}', r"n\.ipynb: .*expected a Jupyter notebook of format 4"),
    ("notebook without cells", "run", "n.ipynb", '{"nbformat": 4}', r"n\.ipynb: .*expected a Jupyter notebook of format 4"),
    ("notebook of cells that are none", "run", "n.ipynb", '{"nbformat": 4, "cells": [1]}', r"n\.ipynb, cell 1: .*expected a Jupyter notebook of format 4"),
    ("notebook cut off", "run", "n.ipynb", lambda data: data[:-9], r"n\.ipynb, line \d+: expected a Jupyter notebook of format 4 \(the file is cut off"),
    ("notebook that is empty", "run", "n.ipynb", "", r"n\.ipynb: expected a Jupyter notebook of format 4 \(the file is empty\)"),
    ("notebook that is damaged", "run", "n.ipynb", '{"nbformat": 4,\n\ncells: []}', r"n\.ipynb, line 3: expected a Jupyter notebook of format 4 \(the file is damaged\)"),
    ("notebook in UTF-16", "run", "n.ipynb", recoded("utf-16"), r"n\.ipynb, line 1: .*UTF-16.*expected UTF-8"),
    ("notebook nested without end", "run", "n.ipynb", "[" * 10**5, r"n\.ipynb: .*expected a Jupyter notebook of format 4"),
    ("notebook with a tag that is no list", "run", "n.ipynb", notebook(metadata={"tags": None}), r"n\.ipynb, cell 1: .*expected a Jupyter notebook of format 4"),
    ("notebook with a source that is no text", "run", "n.ipynb", notebook([1, 2]), r"n\.ipynb, cell 1: .*expected a Jupyter notebook of format 4"),
    ("two cells of parameters", "run", "n.ipynb", notebook(cells=2), r"n\.ipynb: found '2 of them', expected one cell tagged parameters"),
    ("notebook that names no kernel", "run", "n.ipynb", notebook(kernel=""), r"n\.ipynb: expected a notebook that names its kernel, or the option --kernel"),
    ("notebook of a kernel that is not here", "run", "n.ipynb", notebook(kernel="ir"), r"n\.ipynb, column kernelspec: found 'ir', expected an installed kernel, one of .*python3"),
    ("kernel asked for that is not here", "run --kernel pyton3", "n.ipynb", notebook(), r"found 'pyton3', expected an installed kernel.*did you mean python3"),
    ("kernel that is a path", "run", "n.ipynb", notebook(kernel="../../x"), r"found '../../x', expected an installed kernel"),
    ("kernel of no name", "run", "n.ipynb", notebook(kernel=[1]), r"found '\[1\]', expected an installed kernel"),
    ("parameter of mixed keys", "run", "grid.yaml", "rows: [{names: {1: a, b: c}}]", r"grid\.yaml, row 1, parameter names: expected text, numbers.*1 is no name"),
    ("parameter in binary", "run", "grid.yaml", "rows: [{area: !!binary aGk=}]", r"grid\.yaml, row 1, parameter area: expected text.*is a bytes"),
    ("parameter that is a set", "run", "grid.yaml", "rows: [{names: !!set {a, b}}]", r"grid\.yaml, row 1, parameter names: expected text.*is a set"),
    ("half of a letter", "run", "grid.yaml", 'rows: [{area: "\\ud83d"}]', r"grid\.yaml, row 1, parameter area: expected text.*surrogates not allowed"),
    ("half of a letter in a list", "run", "grid.yaml", 'rows: [{names: ["\\ud83d"]}]', r"grid\.yaml, row 1, parameter names: expected text.*surrogates not allowed"),
    ("number of five thousand digits in a grid", "run", "grid.yaml", "rows: [{names: [" + "9" * 5000 + "]}]", r"grid\.yaml.*expected"),
    ("condition of a grid", "run", "grid.yaml", "rows: [{n: 1}]\nonly: {n: 1}", r"grid\.yaml: found 'only', expected one of parameters, product, rows"),
    ("deck into a file", "deck --out x.pptx", "n.ipynb", notebook(), r"option --out: found 'x\.pptx', expected a folder: the files have"),
    ("scheduler that is none", "run --scheduler nonsense", "n.ipynb", notebook(), r"found 'nonsense', expected the address of a dask scheduler"),
    ("parameters nested without end", "run", "n.ipynb", notebook("n = " + "-" * 10**5 + "1"), r"n\.ipynb.*expected a parameters cell"),
    ("no notebook", "run", "n.ipynb", None, r"n\.ipynb: .*expected a readable file"),
    ("notebook to a deck that is text", "deck", "n.ipynb", "# Notebook", r"n\.ipynb, line 1: .*expected a Jupyter notebook"),
    ("notebook to a deck with outputs of no type", "deck", "n.ipynb", notebook(outputs=[{}], metadata={}), r"n\.ipynb, cell 1: .*expected outputs of a Jupyter notebook"),
    ("notebook to a deck that never ran", "deck", "n.ipynb", notebook(), r"n\.ipynb: .*never ran.*expected an executed notebook"),
    ("deck of an unknown kind", "deck --to docx", "n.ipynb", notebook(), r"found 'docx', expected .*html"),
    ("notebook to a deck with cells of no type", "deck", "n.ipynb", '{"nbformat": 4, "cells": [{}]}', r"n\.ipynb, cell 1: .*expected a Jupyter notebook"),
]

# What looks wrong, and gives the same as the small project does.
ACCEPTED = [
    ("a byte order mark", "clean", "reported", lambda data: b"\xef\xbb\xbf" + data),
    ("CRLF", "clean", "reported", lambda data: data.replace(b"\n", b"\r\n")),
    ("no newline at the end", "clean", "reported", lambda data: data.rstrip(b"\n")),
    ("every cell quoted", "clean", "corrections", ("page_a-001,flag,figure", '"page_a-001","flag","figure"')),
    ("decomposed letters", "clean", "reported", recoded_letters := lambda data: unicodedata.normalize("NFD", data.decode()).encode()),
    ("decomposed names", "clean", "areas", recoded_letters),
    ("rows in another order", "clean", "reported", lambda data: b"\n".join([(rows := data.split(b"\n"))[0], *rows[-2:0:-1], b""])),
    ("article with a byte order mark", "extract", "article.txt", lambda data: b"\xef\xbb\xbf" + data),
    ("article with CRLF", "extract", "article.txt", lambda data: data.replace(b"\n", b"\r\n")),
    ("article with decomposed letters", "extract", "article.txt", recoded_letters),
    ("article with a page break", "extract", "article.txt", lambda data: data + b"\x0c"),
    ("article with a word of a million letters", "extract", "article.txt", lambda data: data + b"\n" + b"a" * 10**6),
]
