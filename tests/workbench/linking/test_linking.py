"""Files to answers: tables and networks are opened, answers carry their conditions into every form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from openpyxl import load_workbook

from yanzhen.atlas.chart import Label, Segment
from yanzhen.atlas.gaps import Gap
from yanzhen.errors import InputError, MeasureError, UsageError
from yanzhen.measure.io_table import IOTable
from yanzhen.terms import Interval
from yanzhen.workbench import linking

SQUARE = """,农业,工业,消费,出口,进口,总产出
农业,20,30,70,10,30,100
工业,40,10,80,20,50,100
增加值,40,60,,,,
总投入,100,100,,,,
"""


@pytest.fixture
def square(tmp_path: Path) -> Path:
    file = tmp_path / "表.csv"
    file.write_text(SQUARE, encoding="gb18030")
    return file


@pytest.fixture
def links(tmp_path: Path) -> tuple[Path, Path]:
    edges, firms = tmp_path / "links.csv", tmp_path / "firms.csv"
    edges.write_text("卖,买,额\n甲矿,乙钢,10\n乙钢,丙车,20\n", encoding="utf-8")
    firms.write_text("企业,行业,链\n甲矿,矿,上游\n乙钢,钢,上游\n丙车,车,下游\n", encoding="utf-8")
    return edges, firms


def test_square_csv_in_gb18030(square: Path) -> None:
    table = linking.open_table(square)
    assert table.sectors == ("农业", "工业") and table.imports.tolist() == [30, 50]
    assert table.imports_basis == "inside"


def test_long_tables_ask_for_the_basis(tmp_path: Path) -> None:
    rows = {
        "seller": ["a", "b", "a", "b"],
        "buyer": ["b", "a", "households", "households"],
        "value": [1.0, 2, 3, 4],
    }
    for name in ("long.csv", "long.parquet"):
        file = tmp_path / name
        frame = pl.DataFrame(rows)
        frame.write_csv(file) if name.endswith("csv") else frame.write_parquet(file)
        with pytest.raises(UsageError, match="imports"):
            linking.open_table(file)
        assert linking.open_table(file, imports_basis="none").output.tolist() == [4, 6]


def test_workbooks_and_their_sheets(tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    cells = [[_cell(text) for text in line.split(",")] for line in SQUARE.splitlines()]
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "封面"
    book.active.append(["说明"])
    sheet = book.create_sheet("流量")
    for row in cells:
        sheet.append(row)
    book.save(file)
    assert linking.open_table(file, sheet="流量").output.tolist() == [100, 100]
    with pytest.raises(UsageError, match="流量"):
        linking.open_table(file, sheet="没有")
    assert linking.open_table(file).sectors == ("农业", "工业"), "a cover without numbers is passed over"


def _cell(text: str) -> Any:
    return float(text) if text.replace(".", "").isdigit() else text or None


def test_files_that_are_not_tables(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到"):
        linking.open_table(tmp_path / "none.xls")
    fake = tmp_path / "fake.xls"
    fake.write_bytes(b"not a workbook")
    with pytest.raises(InputError, match="workbook"):
        linking.open_table(fake)


def test_answers_carry_basis_and_assumptions(square: Path, tmp_path: Path) -> None:
    table = linking.open_table(square)
    kept, removed = (linking.linkages_answer(table, imports=how) for how in ("keep", "remove"))  # type: ignore[arg-type]
    assert kept.facts["imports_basis"] == "inside" and removed.facts["imports_basis"] == "removed"
    assert kept.main["total_backward"][0] > removed.main["total_backward"][0]
    data = kept.to_json()
    assert data["assumptions"][0]["code"] == "imports-inside" and len(data["rows"]) == 2
    book = load_workbook(kept.write(tmp_path / "out.xlsx"))
    assert book.sheetnames == ["部门 sectors", "关键联系 links", "说明"]
    said = " ".join(str(cell.value) for row in book["说明"].iter_rows() for cell in row)
    assert "流量含进口品" in said and "imports_basis" in said
    assert json.loads(kept.write(tmp_path / "out.json").read_text(encoding="utf-8"))["sectors"] == 2
    for wrong in ("out.pdf", "out.svg", "nowhere/out.xlsx"):
        with pytest.raises(UsageError):
            kept.write(tmp_path / wrong)
    assert sorted(p.name for p in tmp_path.glob("out*")) == ["out.json", "out.xlsx"], "no drafts left"


def test_local_effects_remove_imports_unless_told_otherwise(square: Path) -> None:
    table = linking.open_table(square)
    answer = linking.extraction_answer(table, {"链": ["农业", "工业"]})
    assert answer.facts["imports_basis"] == "removed"
    assert answer.main["whole"][0] == pytest.approx(200.0)
    clusters = linking.clusters_answer(table, {"农业链": ["农业"], "工业链": ["工业"]})
    assert clusters.main.height == 2 and "whole-sectors" in [note.code for note in clusters.assumptions]
    assert clusters.main["output_share"].to_list() == [0.5, 0.5]
    alone = linking.linkages_answer(table, imports="remove").main
    by_cluster = dict(clusters.main.select("cluster", "multiplier").rows())
    assert by_cluster["农业链"] == pytest.approx(alone["total_backward"][0]), "one sector, its own multiplier"
    assert (clusters.main["value_added_multiplier"] < 1).all(), "part of the inputs is imported"


def test_region_by_name(square: Path, tmp_path: Path) -> None:
    table = linking.open_table(square)
    sizes = tmp_path / "city.csv"
    sizes.write_text("部门,产值\n工业,5\n", encoding="utf-8")
    answer = linking.flq_answer(table, linking.read_numbers(sizes), delta=(0.1, 0.2))
    assert answer.main["multiplier_lower"].to_list()[0] is None
    assert answer.main["multiplier_lower"][1] <= answer.main["multiplier_upper"][1]
    with pytest.raises(UsageError, match="服务业"):
        linking.flq_answer(table, {"服务业": 1.0})


def gap(key: str, fit: float | None) -> Gap:
    segment = Segment(id=key, chain="链", stage="上游", label=Label(f"{key}环节"))
    return Gap(segment, None, "补链", 0.5, None, fit, Interval.exact(0.1), (), "chart")  # type: ignore[arg-type]


def test_import_gaps_join_the_atlas(square: Path) -> None:
    table = linking.open_table(square)
    found = [gap("轴承", 0.8), gap("电机", 0.3), gap("种子", None), gap("未知", 0.9)]
    sector_of = {"链.轴承": "工业", "链.电机": "工业", "链.种子": "农业"}
    answer = linking.import_gaps_answer(table, gaps=found, sector_of=sector_of)
    rows = {row["sector"]: row for row in answer.main.iter_rows(named=True)}
    assert rows["工业"]["local_fit"] == 0.8 and rows["工业"]["segments"] == "轴承环节、电机环节"
    assert rows["农业"]["local_fit"] is None and rows["农业"]["priority"] is None
    assert answer.facts["gaps_without_sector"] == ["链.未知"]
    joined = answer.tables["环节 segments"]
    assert joined["name"].to_list() == ["轴承环节", "电机环节", "种子环节"]
    assert joined["imports"].to_list() == [50.0, 50.0, 30.0] and answer.facts["chain_gaps"] == 4
    assert "segment-in-sector" in [note.code for note in answer.assumptions]
    several = linking.import_gaps_answer(table, gaps=found[:1], sector_of={"链.轴承": ["农业", "工业"]})
    assert several.tables["环节 segments"]["sector"].to_list() == ["农业", "工业"]
    with pytest.raises(UsageError, match="correspondence"):
        linking.import_gaps_answer(table, gaps=found)
    told = linking.import_gaps_answer(table, gaps=found, sector_of=sector_of, local_fit={"农业": 0.5})
    assert told.main.filter(pl.col("sector") == "农业")["local_fit"].item() == 0.5


def columns() -> dict[str, str]:
    return {"supplier": "卖", "buyer": "买", "value": "额", "firm": "企业", "sector": "行业"}


def test_shock_from_files(links: tuple[Path, Path], tmp_path: Path) -> None:
    edges, firms = links
    network = linking.open_network(edges, firms, **columns())  # type: ignore[arg-type]
    groups = linking.read_groups(firms, member="企业", group="链")
    answer = linking.shock_answer(network, linking.parse_losses(["甲矿=0.5"]), groups=groups)
    assert answer.facts["total"] == pytest.approx(0.5) and answer.facts["firms_hit"] == 3
    assert list(answer.tables) == ["受影响企业 hit", "过程 path", "行业 sectors", "集群 groups"]
    assert answer.write(tmp_path / "shock.svg").read_text(encoding="utf-8").startswith("<svg")
    index = linking.esri_answer(network, groups=groups)
    assert index.main.height == 3 and index.facts["screened_only"] == 0
    with pytest.raises(UsageError, match="半"):
        linking.parse_losses(["甲矿=半"])
    with pytest.raises(UsageError, match="column"):
        linking.read_groups(firms, member="企业", group="没有")


def test_segments_and_directions(links: tuple[Path, Path]) -> None:
    edges, firms = links
    network = linking.open_network(edges, firms, **columns())  # type: ignore[arg-type]
    groups = {**linking.read_groups(firms, member="企业", group="链"), "外地": ["丁"]}
    assert linking.segments_of(network, groups) == ["上游", "下游", "外地", *network.sectors]
    assert linking.segment_losses(network, "上游", 0.4, groups) == {"甲矿": 0.4, "乙钢": 0.4}
    assert linking.segment_losses(network, "车") == {"丙车": 1.0}
    for wrong in ("外地", "船"):
        with pytest.raises(UsageError, match=wrong):
            linking.segment_losses(network, wrong, groups=groups)
    hit = linking.segment_losses(network, "钢")
    down = linking.shock_answer(network, hit, direction="downstream")
    assert down.facts["direction"] == "downstream" and down.main["firm"].to_list() == ["乙钢", "丙车"]
    assert "downstream-only" in [note.code for note in down.assumptions]


def test_rank_ranges_without_links(square: Path) -> None:
    table = linking.open_table(square)
    firms = pl.DataFrame(
        {
            "firm": [f"f{i}" for i in range(12)],
            "sector": ["农业", "工业"] * 6,
            "size": [float(i + 1) for i in range(12)],
        }
    )
    answer = linking.esri_ranges_answer(
        firms, linking.with_imports(table, "remove"), samples=3, mean_degree=3
    )
    assert answer.assumptions[0].code == "reconstructed" and answer.main.height == 12


def test_pymrio_folders_say_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pymrio", None)
    with pytest.raises(InputError, match="pymrio"):
        linking.open_table(tmp_path)


def test_unbalanced_file_can_be_kept(tmp_path: Path) -> None:
    file = tmp_path / "表.csv"
    file.write_text(SQUARE.replace("20,30,70", "20,35,70"), encoding="utf-8")
    with pytest.raises(MeasureError, match="农业"):
        linking.open_table(file)
    kept: IOTable = linking.open_table(file, on_imbalance="keep")
    assert any(note.warning for note in kept.notes)


def test_a_folder_that_pymrio_saved(tmp_path: Path) -> None:
    pymrio = pytest.importorskip("pymrio", reason="pymrio is an optional adapter and is not installed")
    system = pymrio.load_test().calc_all()
    system.save_all(tmp_path / "mrio")
    table = linking.open_table(tmp_path / "mrio")
    assert table.imports_basis == "none" and table.output == pytest.approx(system.x.to_numpy()[:, 0])
    answer = linking.linkages_answer(table)
    assert answer.main["total_backward"].to_numpy() == pytest.approx(system.L.to_numpy().sum(axis=0))
