"""Awkward conflicts, each with the sentence that a reader gets, word for word, in both languages.

A figure of the table is `as printed | value | name=code …`; what is not said of it has the default below. A test of
the evidence is `kind:strength` or `kind:strength:wrong figure`; a and b are the pair unless it says `…:wrong:b+c`, and
`…:wrong:b+c:rule` names the rule that fails.
"""

import csv
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from bdlib.evidence.slips import coarseness
from bdviews.conflicts import wording
from bdviews.conflicts.figures import Figures
from bdviews.conflicts.wording import told
from bdviews.labels import FACETS

CASES = list(csv.DictReader(Path(__file__).with_name("conflict_sentences.csv").open(encoding="utf-8")))
LISTS = {
    "areas": "area,name_vi,name_en,level\nVN,Việt Nam,Viet Nam,country\nVN-74,Bình Dương,Binh Duong,province\n"
             "VN-79,TP. Hồ Chí Minh,Ho Chi Minh City,province\n"
             "VN-79N,TP. Hồ Chí Minh,Ho Chi Minh City,province\n",
    "indicators": "indicator,name_vi,name_en,unit,kind\n"
                  "broadband,Hộ có Internet băng rộng,Households with broadband,percent\n"
                  "digital_share,Tỷ trọng kinh tế số trong GRDP,Digital economy share of GRDP,percent\n"
                  "dti_rank,Hạng DTI,DTI rank,rank\nservices,Dịch vụ công,Online public services,service\n"
                  "full_services,Dịch vụ công toàn trình,Full-process online services,service\n"
                  "grdp,GRDP,GRDP,VND\npopulation,Dân số,Population,person\n"
                  "eid,Hồ sơ định danh đã nhận,e-ID applications,application\n"
                  "employed,Lao động có việc làm,Employed persons,person\n"
                  "productivity,Năng suất lao động,Labour productivity,VND\n"
                  "growth,Tốc độ tăng GRDP,GRDP growth,percent,rate\n",
    "origins": "name,origin,maker,name_vi,name_en\nA,dept,ppc,Sở TT&TT (nay Sở KH&CN) Bình Dương,"
               "Binh Duong Department of Information and Communications\nB,ppc,ppc,UBND tỉnh Bình Dương,"
               "Binh Duong People's Committee\nC,nso,nso,Cục Thống kê (trước là Tổng cục Thống kê),"
               "National Statistics Office (formerly GSO)\nD,prof,prof,GS.TS Trần Thọ Đạt,Prof. Tran Tho Dat\n"
               "E,mic,mic,Bộ TT&TT,Ministry of Information and Communications\nF,plan,ppc,Kế hoạch chuyển đổi số,"
               "Digital plan\nG,party,party,Tỉnh ủy Bình Dương,Binh Duong Party Committee\n",
    "series": "series,maker,name_vi,name_en,field\nGSO,nso,Cục Thống kê,National Statistics Office,\n"
              "MIC,mic,Ước tính của Bộ TT&TT,MIC estimate,\nDTI,mic,DTI (63 tỉnh),DTI (63 provinces),63\n"
              "DTI34,mic,DTI (34 tỉnh),DTI (34 units),34\nPSO,nso,Cục Thống kê tỉnh,Provincial statistics offices,\n",
    "facets": "facet,code,name_vi,name_en\nmeasure,covered,được phủ,covered\nmeasure,connected,đã kết nối,connected\n"
              "measure,value_added,giá trị tăng thêm,value added\nbase,households,hộ gia đình,households\n"
              "base,people,người dân,people\nprices,current,giá hiện hành,current prices\n"
              "prices,constant2010,giá so sánh 2010,constant 2010 prices\nscope,urban,thành thị,urban\n"
              "scope,essential_services,dịch vụ thiết yếu,essential services\nstage,estimate,ước tính,estimate\n"
              "stage,preliminary,sơ bộ,preliminary\nstage,forecast,dự báo,forecast\nstage,draft,dự thảo,draft\n",
    "sources": "source_id,publisher,trust\ns1,Báo Bình Dương (English),\ns2,Scraper copy (x.com),low\ns3,VietNamNet,\n",
}  # fmt: skip
DEFAULT = {
    "time_period": "2023", "period_basis": "stated", "role": "actual", "origin": "", "maker": "", "series": "",
    "frame": "", "publisher": "VietNamNet", "published": "2024-03-01", "trust": "", "ref_area": "VN-74",
    "target_year": pd.NA, "qualifier": "exact", "language": "vi",
    **dict.fromkeys(("measure", "base", "prices", "scope", "stage"), ""),
}  # fmt: skip
SHORT = {"t": "time_period", "by": "origin", "on": "publisher", "day": "published", "area": "ref_area"}


def figure(text, name, indicator, units):
    printed, value, *facts = (part.strip() for part in text.split("|"))
    said = dict(part.strip().split("=", 1) for part in " ".join(facts).split(";") if part.strip())
    row = DEFAULT | {SHORT.get(key, key): value for key, value in said.items()}
    row["source_id"] = row.get("source_id", name)
    indicator = row.pop("indicator", indicator)
    if row["period_basis"] == "publication":
        row["time_period"] = row["published"]
    half = coarseness(np.array([abs(float(value))]))[0] / 2 if "," in printed or "." in printed else 0.0
    return row | {"figure_id": name, "figure": printed, "obs_value": float(value), "indicator": indicator,
                  "lower": float(value) - half, "upper": float(value) + half,
                  "unit_measure": units[indicator]}  # fmt: skip


def lists():
    from io import StringIO

    return {name: pd.read_csv(StringIO(text), dtype=str, keep_default_na=False) for name, text in LISTS.items()}


def rule(text):
    """A failing rule, `kind/whole+part+part/what the parts make of the whole`."""
    kind, figures, made = text.split("/")
    return {"rule": kind, "kind": kind, "figures": figures.split("+"), "implied": [float(made)]}


def matter(case):
    """The row of the table of conflicts, and the figures that it is about."""
    codelists = lists()
    units = codelists["indicators"].set_index("indicator")["unit"]
    rows = [figure(text, name, case["indicator"], units) for name in "abcdef" if (text := case.get(name) or "")]
    values = {}
    for row in rows:
        if row["indicator"] == case["indicator"] and row["figure_id"] not in case["beside"]:
            values.setdefault(row["obs_value"], []).append(row)
    tests = [
        dict(zip(("kind", "strength", "wrong", "pair", "rule"), one.split(":"), strict=False))
        for one in case["tests"].split()
    ]
    facts = {
        "values": [{"value": value, "low": value, "high": value, "prints": len(some),
                    "figures": [row["figure_id"] for row in some],
                    **{name: sorted({row[name] for row in some} - {""}) for name in FACETS},
                    "origins": len({row["origin"] or row["figure_id"] for row in some if row["trust"] != "low"})}
                   for value, some in values.items()],
        "tests": [{"kind": one["kind"], "strength": one["strength"], "figures": (one.get("pair") or "a+b").split("+"),
                   **({"wrong": one["wrong"]} if one.get("wrong") else {}),
                   **({"rule": rule(one["rule"])} if one.get("rule") else {})} for one in tests],
    }  # fmt: skip
    told_of = [row for some in values.values() for row in some]
    row = {
        "ref_area": "|".join(sorted({one["ref_area"] for one in told_of})), "indicator": case["indicator"],
        "role": "|".join(sorted({one["role"] for one in told_of})), "status": case["status"], "reason": case["reason"],
        "figure_ids": "|".join(one["figure_id"] for one in told_of), "chosen_figure_id": case["chosen"],
        "kinds": "|".join(one["kind"] for one in tests), "strengths": "|".join(one["strength"] for one in tests),
        "facts": json.dumps(facts),
    }  # fmt: skip
    frame = pd.DataFrame(rows)
    codelists["sources"] = pd.concat([frame[["source_id", "language"]], codelists["sources"]]).fillna("")
    aimed = frame["role"].eq("target")
    return row, SimpleNamespace(observations=frame[~aimed], targets=frame[aimed], **codelists)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_awkward_conflicts_are_told_right(case, lang):
    row, tables = matter(case)
    assert str(told(row, Figures(tables, lang))) == case[lang]


def test_there_are_sixty_cases_and_no_kind_is_missing():
    from bdlib.evidence.kinds import KINDS

    told_of = {one.split(":")[0] for case in CASES for one in case["tests"].split()}
    assert len(CASES) >= 60 and set(KINDS) - told_of <= {"time_change"}


def test_the_value_that_is_not_kept_is_named_where_the_sentence_stands_alone():
    row, tables = matter(CASES[0])
    values, figures = json.loads(row["facts"])["values"], Figures(tables, "en")
    said = [wording._outcome(row, values, rest, {}, figures) for rest in (0, 1)]
    assert all("slip is more likely in 83.6%" in one for one in said)


@pytest.mark.parametrize(
    ("note", "basis", "sure"),
    [("", "stated", True), ("", "inferred", False), ("", "publication", True), ("why", "publication", False)],
)
def test_times_that_somebody_inferred_lie_not_surely_apart(note, basis, sure):
    _, tables = matter(CASES[0] | {"b": "83,6%|83.6|t=2024"})
    tables.observations.loc[0, ["time_period", "period_basis"]] = "2022-05-01", basis
    tables.sources["published_note"] = note
    values = [{"figures": ["a"], "periods": ["2022-05-01"], "dated": ["bound"]},
              {"figures": ["b"], "periods": ["2024"], "dated": ["stated"]}]  # fmt: skip
    assert wording._parted(values, Figures(tables, "en")) is sure
