"""The atlas from files and from a ledger: charts, firm lists, the office's workbook, the command line."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from yanzhen.atlas.chart import shipped_charts
from yanzhen.cli.atlas import command
from yanzhen.errors import InputError, PackError, UsageError
from yanzhen.ledger import Ledger
from yanzhen.read import read_text
from yanzhen.terms import Source
from yanzhen.workbench.chart_files import (
    charts_of,
    check_chart_files,
    read_firm_file,
    read_project_file,
    write_chart_workbook,
)
from yanzhen.workbench.charting import Atlas, atlas_of, bare_atlas, draw
from yanzhen.workbench.office_book import OfficeList, write_office_lists
from yanzhen.workbench.office_lists import office_lists
from yanzhen.workbench.opening import open_view

xlsxwriter = pytest.importorskip("xlsxwriter")
openpyxl = pytest.importorskip("openpyxl")

NEWS = """某市介绍产业体系

来源：某报  2024-12-25

高端轴承智能制造、先进有色金属材料2个产业集群入选省首批支柱型雁阵集群，甲股份、乙钢球2家企业入选“头雁”企业。丙客车等新能源整车制造龙头企业，可年产3万辆节能与新能源客车。
"""


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    place = tmp_path / "city.yz"
    with Ledger.create(place) as made:
        made.add(read_text(NEWS))
    return str(place)


@pytest.fixture
def atlas(ledger: str) -> Atlas:
    with open_view(ledger) as view:
        return atlas_of(view, place="某市")


def firm_book(file: Path, *rows: list[object]) -> Path:
    with xlsxwriter.Workbook(str(file)) as book:
        page = book.add_worksheet()
        for r, row in enumerate(rows):
            page.write_row(r, 0, row)
    return file


def test_evidence_fills_the_charts(atlas: Atlas) -> None:
    assert atlas.occupancy.present("bearing.b3") and atlas.occupancy.present("nev_bus.n12")
    (ball,) = atlas.occupancy.of("bearing.b3")
    evidence = atlas.evidence(ball)
    assert evidence and "乙钢球" in evidence[0][0].quote
    assert {o.firm for o in atlas.occupancy.pending} == {"甲股份"}
    assert not atlas.synthetic
    with pytest.raises(UsageError):
        atlas.view("nothing")


@pytest.mark.parametrize("what", ["bearing", "轴承产业链", "formations", "tiers"])
def test_everything_draws(atlas: Atlas, what: str) -> None:
    root = ET.fromstring(draw(atlas, what, href=lambda kind, id: f"/{kind}/{id}"))
    assert root.tag.endswith("svg") and list(root.iter("{http://www.w3.org/2000/svg}a"))


def test_a_list_that_covers_a_chain_turns_unknown_into_absent(ledger: str, tmp_path: Path) -> None:
    file = firm_book(
        tmp_path / "firms.xlsx",
        ["某市企业名录"],
        ["企业名称", "主要产品", "营业收入（万元）", "所属地区"],
        ["丁保持架厂", "轴承保持架", "超500", "东区"],
        ["合计", None, 500],
    )
    firms = read_firm_file(file)
    assert firms.frame.height == 1 and [p.where for p in firms.problems] == ["第 4 行"]
    with open_view(ledger) as view:
        found = atlas_of(view, firms=firms, covered=["bearing"])
        with pytest.raises(UsageError):
            atlas_of(view, covered=["nowhere"])
    (cage,) = found.occupancy.of("bearing.b4")
    assert (cage.basis.zh, cage.region) == ("名录", "东区")
    assert cage.revenue is not None and cage.revenue.zh() == "超500万元"
    assert found.occupancy.absent("bearing.b1") and not found.occupancy.absent("nev_bus.n1")
    assert found.view("bearing").gaps


def test_a_list_that_calls_itself_made_up_stays_so(tmp_path: Path) -> None:
    file = firm_book(
        tmp_path / "firms.xlsx", ["名录（合成数据）"], ["企业名称", "主要产品"], ["样例厂", "钢球"]
    )
    found = bare_atlas(shipped_charts(), read_firm_file(file))
    assert found.synthetic and "样例厂〔合成〕" in draw(found, "bearing")


def test_charts_survive_a_workbook(tmp_path: Path) -> None:
    file = write_chart_workbook(shipped_charts(), tmp_path / "charts.xlsx")
    again = charts_of([file])
    assert [c.segments for c in again] == [c.segments for c in shipped_charts()]
    book = openpyxl.load_workbook(file)
    book["环节"]["I3"] = "9999"
    book["连线"]["B4"] = "bearing.zz"
    book.save(file)
    reading = check_chart_files([file])
    assert {p.where.split()[-1] for p in reading.problems} == {"环节!I3", "连线!A4"}
    with pytest.raises(PackError) as caught:
        charts_of([file])
    assert "9999" in str(caught.value) and "bearing.zz" in str(caught.value)


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("not a workbook")
    (tmp_path / "x.csv").write_bytes("单位,产品\n甲,乙\n".encode("gb18030"))
    with pytest.raises(InputError):
        read_firm_file(tmp_path / "x.xlsx")
    with pytest.raises(InputError, match="找不到表头"):
        read_firm_file(tmp_path / "x.csv")
    with pytest.raises(UsageError):
        read_firm_file(tmp_path / "x.docx")
    (tmp_path / "y.csv").write_bytes("企业名称,主要产品\n甲,钢球\n".encode("gb18030"))
    assert read_firm_file(tmp_path / "y.csv").frame["products"].to_list() == ["钢球"]


def test_office_workbook(ledger: str, atlas: Atlas, tmp_path: Path) -> None:
    file = firm_book(
        tmp_path / "projects.xlsx",
        ["重点项目"],
        ["项目名称", "总投资（亿元）", "阶段", "计划投产日期", "月份"],
        ["甲项目", "超10", "在建", "2024-06", "2024-10"],
        [],
        ["甲项目", "超12", "在建", "2024-06", "2024-11"],
        ["乙项目", "待定", "签约", None, "2024-11"],
    )
    projects, problems = read_project_file(file)
    assert [p.where for p in problems] == ["第 6 行"]
    lists = office_lists(atlas, projects, on=date(2024, 12, 1))
    out = write_office_lists(lists, tmp_path / "lists.xlsx", title="某市图谱与清单")
    book = openpyxl.load_workbook(out)
    for name in ("目录", "图谱 轴承产业链", "集群雁阵", "企业清单", "产品清单", "产能清单", "园区清单", "项目清单",
                 "逾期项目", "本月变化", "创新平台清单", "短板清单", "未来产业", "落位待定"):  # fmt: skip
        assert name in book.sheetnames
    capacity = list(book["产能清单"].iter_rows(values_only=True))
    row = dict(zip(capacity[0], capacity[1], strict=True))
    assert (row["产能"], row["产能下限"], row["产能上限"]) == ("3万辆", 30000, 30000)
    assert "3万辆" in str(row["原文"]) and str(row["陈述编号"]).startswith("st-")
    project = list(book["项目清单"].iter_rows(values_only=True))
    listed = dict(zip(project[0], project[1], strict=True))
    assert (listed["总投资"], listed["总投资下限"], listed["总投资上限"]) == ("超12亿元", 12e8, None)
    assert [r[1] for r in book["逾期项目"].iter_rows(min_row=2, values_only=True)] == ["甲项目"]
    assert ("总投资", "超10亿元", "超12亿元") in [r[2:] for r in book["本月变化"].iter_rows(values_only=True)]
    assert [r[1] for r in book["落位待定"].iter_rows(min_row=2, values_only=True)] == ["甲股份", "甲股份"]
    with pytest.raises(UsageError):
        write_office_lists(lists, tmp_path / "nowhere" / "lists.xlsx")


def test_names_that_people_decided_are_one_count_once(ledger: str) -> None:
    with Ledger.open(ledger) as made:
        made.add(read_text("乙钢球集团有限公司入选“头雁”企业。"))
        made.decide("same", "乙钢球", "乙钢球集团有限公司", who="某人")
    with open_view(ledger) as view:
        found = atlas_of(view)
    (ball,) = found.occupancy.of("bearing.b3")
    assert len(found.evidence(ball)) >= 2
    lead = next(lead for c in found.clusters for lead in c.leads if lead.certain)
    assert lead.firm == ball.firm


def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    out = write_office_lists([OfficeList("x", ("甲",), (("=1+1",),))], tmp_path / "x.xlsx")
    assert openpyxl.load_workbook(out)["x"]["B2"].value == "=1+1"
    assert openpyxl.load_workbook(out)["x"]["B2"].data_type == "s"


def test_made_up_rows_are_marked_in_the_workbook(tmp_path: Path) -> None:
    place = tmp_path / "demo.yz"
    source = Source(id="", name="x.txt", synthetic=True)
    with Ledger.create(place) as made:
        made.add(read_text("样例钢球等行业骨干企业。样例钢球入选“头雁”企业。", source=source))
    with open_view(place) as view:
        found = atlas_of(view)
    firms = next(each for each in office_lists(found) if each.name == "企业清单")
    assert all("合成数据" in row for row in firms.rows)


def test_command_line(ledger: str, tmp_path: Path) -> None:
    run = CliRunner().invoke
    good = run(command, ["check", "--json", str(write_chart_workbook(shipped_charts(), tmp_path / "c.xlsx"))])
    assert good.exit_code == 0 and json.loads(good.output)["ok"]
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        "id: x\nname: 链\nsegments:\n  - {id: a, stage: upstream, name: 甲}\nfeeds: [[a, b]]\n", "utf-8"
    )
    wrong = run(command, ["check", str(bad)])
    assert wrong.exit_code == 1
    places = [p["where"] for p in json.loads(wrong.output)["problems"] if p["severity"] == "error"]
    assert places == [f"{bad}:4", f"{bad}:5"]
    drawn = run(command, ["draw", ledger, "-o", str(tmp_path / "maps"), "--paper", "A3"])
    assert drawn.exit_code == 0 and len(list((tmp_path / "maps").glob("*.svg"))) == 3
    firms = firm_book(tmp_path / "f.xlsx", ["企业名称", "主要产品"], ["甲", "钢球"], ["乙", "馒头"])
    told = json.loads(run(command, ["place", str(firms)]).output)
    assert told["placed"][0]["环节"] == "滚动体" and told["unplaced"][0]["企业名称"] == "乙"
    listed = run(command, ["lists", ledger, "-o", str(tmp_path / "l.xlsx"), "--firms", str(firms)])
    assert listed.exit_code == 0 and (tmp_path / "l.xlsx").exists()


def test_a_classification_of_ones_own(tmp_path: Path) -> None:
    nace = tmp_path / "nace.csv"
    nace.write_text("code,parent,name\nC,,Manufacturing\n28.15,C,Bearings and gears\n", "utf-8")
    chart = tmp_path / "gears.yaml"
    chart.write_text(
        "id: gears\nname: 齿轮\nversion: '1'\nsource: s\nconfidence: high\nclassification: nace\n"
        "segments:\n  - {id: a, stage: midstream, name: 齿轮, products: [齿轮], codes: ['28.15']}\n",
        "utf-8",
    )
    run = CliRunner().invoke
    assert run(command, ["check", str(chart), "--classification", str(nace)]).exit_code == 0
    assert run(command, ["check", str(chart)]).exit_code == 1
    firms = firm_book(tmp_path / "f.xlsx", ["企业名称", "行业代码"], ["甲", "28.15"])
    arguments = ["place", str(firms), "--charts", str(chart), "--classification", str(nace)]
    told = json.loads(run(command, arguments).output)
    assert [row["环节"] for row in told["placed"]] == ["齿轮"] and not told["problems"]


def test_amounts_by_a_crosswalk_of_ones_own(tmp_path: Path) -> None:
    table = tmp_path / "revenue.csv"
    table.write_text("代码,营业收入\n3451,100\n3452,10\n0111,7\n9999,1\n合计,118\n", "utf-8")
    walk = tmp_path / "sei.csv"
    walk.write_text("source,target,weight\n2.1,3451*,0.3\n2.1,3452*,\n", "utf-8")
    found = CliRunner().invoke(command, ["convert", str(table), str(walk), "--level", "1"])
    told = json.loads(found.stdout)
    assert told["unlinked"] == ["0111"] and "9999" in found.stderr
    assert told["rows"] == [
        {"code": "2", "name": "高端装备制造产业", "low": 30.0, "high": 40.0, "partial": ["3452"]}
    ]
    walk.write_text("source,target,weight\n2.1,8888,1\n", "utf-8")
    assert isinstance(CliRunner().invoke(command, ["convert", str(table), str(walk)]).exception, PackError)


def test_firms_to_court_and_thresholds_from_the_command_line(ledger: str, tmp_path: Path) -> None:
    run = CliRunner().invoke
    here = firm_book(tmp_path / "here.xlsx", ["企业名称", "主要产品"], ["甲轴承厂", "深沟球轴承"])
    there = firm_book(
        tmp_path / "there.xlsx", ["企业名称", "主要产品", "地区"], ["外地保持架厂", "轴承保持架", "某省"]
    )
    out = tmp_path / "l.xlsx"
    told = run(
        command,
        [
            "lists",
            ledger,
            "-o",
            str(out),
            "--firms",
            str(here),
            "--covered",
            "bearing",
            "--court",
            str(there),
        ],
    )
    assert told.exit_code == 0, told.output
    rows = list(openpyxl.load_workbook(out)["招商对象"].iter_rows(min_row=2, values_only=True))
    assert [(r[2], r[4], r[5]) for r in rows] == [("保持架", "外地保持架厂", "某省")]
    drawn = run(
        command,
        ["draw", ledger, "--what", "bearing", "-o", str(tmp_path / "b.svg"), "--set", "strong_titles=9"],
    )
    assert drawn.exit_code == 0 and "有称号企业≥9家" in (tmp_path / "b.svg").read_text("utf-8")
    for wrong in ("nothing=1", "thin_ratio=x"):
        assert isinstance(run(command, ["draw", ledger, "--set", wrong]).exception, UsageError)
