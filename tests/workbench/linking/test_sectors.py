"""Industry codes to sectors: the packaged correspondences are whole, and say what they do not know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

from yanzhen import packs
from yanzhen.atlas.industry import shipped
from yanzhen.cli.main import cli
from yanzhen.errors import PackError, UsageError
from yanzhen.ledger import Ledger
from yanzhen.measure.io_table import IOTable
from yanzhen.workbench import linking


def table_of(edition: str, rename: dict[str, str] | None = None) -> IOTable:
    """A made-up table with the sectors of an edition, imports inside."""
    sectors = [(rename or {}).get(s, s) for s in linking.load_sector_map(edition).sectors]
    n = len(sectors)
    random = np.random.default_rng(0)
    output = random.lognormal(5, 1, n)
    flows = random.random((n, n)) * 0.5 / n * output
    imports = output * random.random(n) * 0.2
    return IOTable.from_arrays(
        flows, imports_basis="inside", sectors=sectors, output=output, imports=imports, title="合成数据"
    )


@pytest.mark.parametrize("edition", packs.names("sectors"))
def test_packs_cover_every_industry_and_every_sector(edition: str) -> None:
    known = linking.load_sector_map(edition)
    assert len(known.sectors) == 42 and known.source and known.confidence in ("high", "medium")
    divisions = [code for code in shipped().industries if len(code) == 2 and code.isdigit()]
    assert [code for code in divisions if not known.of(code)] == ["97"], "international organisations only"
    for code, industry in shipped().industries.items():
        if industry.level == 4 and not code.startswith("97"):
            assert sum(part.share for part in known.of(code)) == pytest.approx(1.0), code


@pytest.mark.parametrize(
    ("edition", "code", "sector"),
    [
        ("cn-42-2017", "3451", "通用设备"),
        ("cn-42-2017", "C36", "交通运输设备"),
        ("cn-42-2017", "有色金属冶炼和压延加工业", "金属冶炼和压延加工品"),
        ("cn-42-2017", "6", "煤炭采选产品"),
        ("cn-42-2012", "42", "废品废料"),
        ("cn-42-2012", "75", "科学研究和技术服务"),
        ("cn-42-2007", "3474", "仪器仪表及文化办公用机械制造业"),
        ("cn-42-2007", "94", "卫生、社会保障和社会福利业"),
    ],
)
def test_industries_by_code_and_name(edition: str, code: str, sector: str) -> None:
    assert [part.sector for part in linking.load_sector_map(edition).of(code)] == [sector]


def test_a_wide_industry_has_all_its_sectors_and_no_shares() -> None:
    parts = linking.load_sector_map("cn-42-2017").of("B")
    assert len(parts) == 4 and all(np.isnan(part.share) for part in parts)
    assert linking.load_sector_map("cn-42-2017").of("房地产业")[0].share == 1.0


def test_the_edition_is_found_by_the_sectors_in_the_table_s_spelling() -> None:
    table = table_of(
        "cn-42-2017",
        {"电气机械和器材": "电气机械及器材", "石油、炼焦产品和核燃料加工品": "石油，炼焦产品和核燃料加工品"},
    )
    found = linking.sectors_of_industries(table, {"电气": ["38", "Z1"], "无": ["97"]})
    assert found.correspondence.id == "cn-42-2017"
    assert found.clusters == {"电气": ("电气机械及器材",)}
    assert found.unknown == {"电气": ("Z1",), "无": ("97",)}
    assert "高" in found.confidence and [note.warning for note in found.assumptions] == [False, True]
    answer = linking.clusters_answer(table, found)
    assert answer.facts["industries_without_sector"] == {"电气": ("Z1",), "无": ("97",)}
    with pytest.raises(UsageError, match="No cluster"):
        linking.clusters_answer(table, linking.sectors_of_industries(table, {"无": ["97"]}))
    other = IOTable.from_arrays([[1.0]], imports_basis="none", output=[2.0], sectors=["农业"])
    with pytest.raises(UsageError, match="cn-42"):
        linking.sector_map_for(other)


def test_sizes_are_divided_by_national_output_where_nothing_better_is_known() -> None:
    table = table_of("cn-42-2017")
    sizes, notes = linking.industry_sizes(table, {"34": 5.0, "通用设备制造业": 0.0, "B": 10.0, "97": 1.0})
    mining = table.output[
        table.index(["煤炭采选产品", "石油和天然气开采产品", "金属矿采选产品", "非金属矿和其他矿采选产品"])
    ]
    assert sizes["通用设备"] == 5.0 and sum(sizes.values()) == pytest.approx(15.0)
    assert sizes["煤炭采选产品"] == pytest.approx(10.0 * mining[0] / mining.sum())
    codes = [note.code for note in notes]
    assert codes == ["sector-map", "sector-map-unknown", "sector-map-divided"]
    with pytest.raises(UsageError, match="34"):
        linking.industry_sizes(table, {"C": 9.0, "34": 1.0})


def own(folder: Path, lines: str) -> Path:
    (folder / "about.yaml").write_text(
        "id: own\nname: 自己的对照\nclassification: gbt4754-2017\nsource: 自己\nconfidence: low\n",
        encoding="utf-8",
    )
    (folder / "map.csv").write_text("industry,sector,share,confidence\n" + lines, encoding="utf-8")
    return folder


def test_a_map_of_one_s_own_may_split_an_industry(tmp_path: Path) -> None:
    known = linking.load_sector_map(own(tmp_path, "34,甲,0.7,low\n34,乙,0.3,low\n345,乙,1,high\n"))
    assert [(part.sector, part.share) for part in known.of("34")] == [("甲", 0.7), ("乙", 0.3)]
    assert [part.sector for part in known.of("3451")] == ["乙"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("3X,甲,1,high\n", "3X"),
        ("34,甲,0.7,high\n", "add up"),
        ("34,甲,一半,high\n", "一半"),
        ("34,甲,1,sure\n", "confidence"),
        ("34,甲,2,high\n34,乙,-1,high\n", "above 0"),
    ],
)
def test_wrong_maps_are_refused_by_line(tmp_path: Path, lines: str, message: str) -> None:
    with pytest.raises(PackError, match=message):
        linking.load_sector_map(own(tmp_path, lines))


def test_commands_take_industries(tmp_path: Path) -> None:
    table = table_of("cn-42-2017")
    file = tmp_path / "表.parquet"
    frame = table.to_frame()
    ends = [("进口", table.imports), ("总产出", table.output)]
    rows = [(s, name, v) for name, column in ends for s, v in zip(table.sectors, column, strict=True)]

    pl.concat([frame, pl.DataFrame(rows, schema=frame.schema, orient="row")]).write_parquet(file)
    clusters, city = tmp_path / "c.csv", tmp_path / "city.csv"
    clusters.write_text("cluster,industry\n轴承,3451\n轴承,3393\n外,97\n", encoding="utf-8")
    city.write_text("行业,产值\n通用设备制造业,0.1\n33,0.2\n", encoding="utf-8")

    def run(*words: str) -> dict[str, object]:
        result = CliRunner().invoke(cli, ["measure", *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)  # type: ignore[no-any-return]

    for command in (["linkages", "--clusters"], ["extraction", "--clusters"]):
        data = run(command[0], str(file), "--basis", "inside", command[1], str(clusters))
        assert data["industries_without_sector"] == {"外": ["97"]}
    data = run("flq", str(file), "--basis", "inside", "--region", str(city), "--by-industry")
    made = [row["sector"] for row in data["rows"] if row["multiplier_upper"] is not None]  # type: ignore[attr-defined]
    assert made == ["金属制品", "通用设备"]
    both = CliRunner().invoke(
        cli,
        [
            "measure",
            "extraction",
            str(file),
            "--basis",
            "inside",
            "--clusters",
            str(clusters),
            "--sectors",
            "建筑",
        ],
    )
    assert both.exit_code != 0


def test_import_gaps_meet_the_gaps_of_a_ledger(tmp_path: Path) -> None:
    """From a ledger and a table file to missing segments with imports and effects, by command."""
    Ledger.create(tmp_path / "city.yz").close()
    table = table_of("cn-42-2017")
    frame = table.to_frame()
    ends = [("进口", table.imports), ("总产出", table.output)]
    rows = [(s, name, v) for name, column in ends for s, v in zip(table.sectors, column, strict=True)]
    pl.concat([frame, pl.DataFrame(rows, schema=frame.schema, orient="row")]).write_parquet(
        tmp_path / "表.parquet"
    )

    def run(*words: str) -> dict[str, Any]:
        start = ["measure", "import-gaps", str(tmp_path / "表.parquet"), "--basis", "inside"]
        result = CliRunner().invoke(cli, [*start, *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)  # type: ignore[no-any-return]

    ledger = ["--ledger", str(tmp_path / "city.yz"), "--chain", "bearing"]
    assert run(*ledger)["chain_gaps"] == 0, "what nobody surveyed is unknown, not missing"
    data = run(*ledger, "--covered", "bearing")
    found = linking.chain_gaps(tmp_path / "city.yz", "bearing", covered=["bearing"])
    assert data["chain_gaps"] == len(found) >= 1 and data["gaps_without_sector"] == []
    first = data["环节 segments"][0]
    assert (first["segment"], first["sector"]) == ("bearing.b9", "通用设备")
    assert first["imports"] == pytest.approx(table.imports[table.index("通用设备")][0])
    (tmp_path / "own.csv").write_text("segment,sector\nbearing.b9,建筑\n", encoding="utf-8")
    own = run(*ledger, "--covered", "bearing", "--segments", str(tmp_path / "own.csv"))
    assert [row["sector"] for row in own["环节 segments"]] == ["建筑"]
    (tmp_path / "own.csv").write_text("segment,sector\nbearing.b1,建筑\n", encoding="utf-8")
    assert run(*ledger, "--covered", "bearing", "--segments", str(tmp_path / "own.csv"))[
        "gaps_without_sector"
    ]
