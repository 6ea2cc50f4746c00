"""From a table file to an index workbook whose formulas recompute to the values beside them."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import openpyxl
import openpyxl.utils
import pytest

from yanzhen.errors import InputError, MeasureError, PackError, UsageError
from yanzhen.workbench.indexing import (
    IndexChoices,
    PanelTable,
    index_pictures,
    read_panel,
    run_index,
    template_columns,
    workbook_bytes,
    write_workbook,
)

YEARS = (2021, 2022, 2023)


def made_up_panel(path: Path, *, bounds: bool = True, holes: bool = True) -> Path:
    """Synthetic data of six cities under the headings that ``measure systems --template`` writes."""
    random = np.random.default_rng(0)
    heads = template_columns("nqpf-city")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["合成数据:仅供测试"])
    sheet.append(heads)
    base = random.gamma(4, 1, size=(6, len(heads)))
    for step, year in enumerate(YEARS):
        for city in range(6):
            values: list[object] = []
            for x in range(2, len(heads)):
                value = round(float(base[city, x] * (1 + 0.08 * step) * random.uniform(0.9, 1.1)), 3)
                chance = random.random()
                if holes and chance < 0.04:
                    values.append(None)
                elif bounds and chance > 0.95:
                    values.append(str(random.choice(["超", "约", "不足"])) + str(value))
                else:
                    values.append(value)
            sheet.append([f"城市{city}", year, *values])
    sheet.append(["合计", None, *([1] * (len(heads) - 2))])
    if holes:
        sheet.append(["新区", 2023, 1.0])
    book.save(path)
    return path


CASES = [
    IndexChoices("nqpf-city", draws=50),
    IndexChoices(
        "nqpf-city", draws=50, weights="entropy", aggregation="improved-topsis", normalization="yearwise"
    ),
    IndexChoices("nqpf-city", draws=50, weights="critic", aggregation="geometric", missing="interpolate"),
    IndexChoices("nqpf-city", draws=50, weights="entropy", aggregation="topsis"),
    IndexChoices("nqpf-city", draws=50, weights="pca"),
]


def recomputed(content: bytes, folder: Path, changes: dict[str, float] | None = None) -> openpyxl.Workbook:
    """The workbook as LibreOffice computes it from the formulas alone (openpyxl drops the stored values).

    ``changes`` are cells of the sheet 数据 typed over by hand.
    """
    bare = folder / "bare.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in (changes or {}).items():
        book["数据"][place] = value
    book.save(bare)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            *("--convert-to", "xlsx", "--outdir", str(folder / "out")),
            str(bare),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return openpyxl.load_workbook(folder / "out" / "bare.xlsx", data_only=True)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("choices", CASES, ids=lambda c: f"{c.weights}-{c.aggregation}-{c.normalization}")
def test_formulas_recompute_to_the_stored_values(choices: IndexChoices, tmp_path: Path) -> None:
    bounds = choices.weights != "critic"
    run = run_index(
        made_up_panel(tmp_path / "p.xlsx", bounds=bounds, holes=choices.weights != "pca"), choices
    )
    content = workbook_bytes(run)
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    stored = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    fresh = recomputed(content, tmp_path)
    count = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    count += 1
                    was, now = (
                        stored[sheet.title][cell.coordinate].value,
                        fresh[sheet.title][cell.coordinate].value,
                    )
                    if isinstance(was, int | float):
                        assert now == pytest.approx(was, abs=1e-9), (
                            f"{sheet.title}!{cell.coordinate}: {cell.value}"
                        )
                    else:
                        assert (now or "") == (was or ""), f"{sheet.title}!{cell.coordinate}: {cell.value}"
    assert count > 500


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_cell_typed_over_in_the_workbook_changes_the_scores_as_it_would_here(tmp_path: Path) -> None:
    choices = IndexChoices("nqpf-city", draws=10, weights="entropy")
    table = read_panel(made_up_panel(tmp_path / "p.xlsx", holes=False))
    run = run_index(table, choices)
    exact = next(
        row for row in range(18) if not isinstance(table.columns["PM2.5年均浓度(微克/立方米)"][row], str)
    )
    column = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(workbook_bytes(run)))["数据"][2]]
    letter = openpyxl.utils.get_column_letter(column.index("PM2.5年均浓度(微克/立方米)") + 1)
    fresh = recomputed(workbook_bytes(run), tmp_path, {f"{letter}{exact + 3}": 0.123})
    table.columns["PM2.5年均浓度(微克/立方米)"][exact] = 0.123
    again = run_index(table, choices).result
    cells = list(fresh["得分"].iter_rows(min_row=3, max_row=20, values_only=True))
    np.testing.assert_allclose([row[3] for row in cells], again.low, atol=1e-9)
    np.testing.assert_allclose([row[4] for row in cells], again.high, atol=1e-9)
    assert not np.allclose(again.low, run.result.low)


def test_scores_and_ranks_of_the_workbook_are_those_of_the_index(tmp_path: Path) -> None:
    run = run_index(made_up_panel(tmp_path / "p.xlsx"), CASES[0])
    target = write_workbook(run, tmp_path / "new" / "index.xlsx")
    book = openpyxl.load_workbook(target, data_only=True)
    head, *rows = list(book["得分"].iter_rows(min_row=2, values_only=True))
    found = {(row[0], row[1]): dict(zip(head, row, strict=True)) for row in rows if row[1]}
    for row in run.result.to_frame().iter_rows(named=True):
        cells = found[row["地区"], row["年份"]]
        assert cells["下限"] == pytest.approx(row["score_low"]) if row["score_low"] else cells["下限"] is None
        assert cells["说明"] in (row["reason"], None, "")
    assert found["新区", 2023]["状态"] == "不给分"
    assert {"说明", "得分", "图表", "权重", "数据", "数据下限", "标准化", "贡献", "障碍度", "稳健性"} <= set(
        book.sheetnames
    )
    assert not list(tmp_path.glob("**/*.part"))


def test_totals_are_left_out_and_said_so(tmp_path: Path) -> None:
    run = run_index(made_up_panel(tmp_path / "p.xlsx"), CASES[0])
    assert "合计" not in run.result.panel.regions
    assert [why for _, why in run.skipped] == ["合计行"]
    assert run.to_json()["skipped_rows"]


def test_a_region_merged_over_its_years_counts_for_all_of_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["城市", "年份", "PM2.5"],
        ["甲", 2021, 40],
        [None, 2022, 30],
        ["乙", 2021, 50],
        [None, 2022, 45],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:A5")
    book.save(tmp_path / "m.xlsx")
    assert read_panel(tmp_path / "m.xlsx").columns["城市"] == ["甲", "甲", "乙", "乙"]


def test_csv_in_the_encoding_of_the_office(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_bytes("城市,研发经费投入强度(%),PM2.5\n甲,1.5,40\n乙,超2,35\n丙,3,30\n".encode("gb18030"))
    run = run_index(file, IndexChoices("nqpf-city", floor=0.1, draws=10))
    assert run.result.period is None
    assert run.result.status == ("exact", "interval", "exact")


def test_mapping_file(tmp_path: Path) -> None:
    table = tmp_path / "p.csv"
    table.write_text("city,rd,gdp,pm\nA,1,100,40\nB,4,200,35\nC,9,300,30\n", encoding="utf-8")
    mapping = tmp_path / "map.yaml"
    mapping.write_text("rd_intensity: {divide: [rd, gdp], times: 100}\npm25: pm\n", encoding="utf-8")
    run = run_index(table, IndexChoices("nqpf-city", floor=0.1, draws=10, mapping=mapping))
    np.testing.assert_allclose(run.result.panel.known[:, 0], [1, 2, 3])
    mapping.write_text("- rd\n", encoding="utf-8")
    with pytest.raises(PackError):
        run_index(table, IndexChoices("nqpf-city", floor=0.1, mapping=mapping))


def test_what_is_wrong_is_said_where(tmp_path: Path) -> None:
    panel = made_up_panel(tmp_path / "p.xlsx")
    with pytest.raises(UsageError, match="没有列"):
        run_index(panel, IndexChoices("nqpf-city", region="市名"))
    with pytest.raises(UsageError, match="工作表"):
        run_index(panel, IndexChoices("nqpf-city", sheet="没有"))
    with pytest.raises(MeasureError, match="覆盖率"):
        run_index(panel, IndexChoices("nqpf-elements"))
    with pytest.raises(InputError):
        run_index(tmp_path / "absent.xlsx", IndexChoices("nqpf-city"))
    (tmp_path / "twice.csv").write_text("城市,PM2.5,PM2.5\n甲,1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="表头重复"):
        read_panel(tmp_path / "twice.csv")


def test_every_picture_has_its_table(tmp_path: Path) -> None:
    run = run_index(made_up_panel(tmp_path / "p.xlsx"), CASES[0])
    pictures = {each.name: each for each in index_pictures(run, region="城市1", peers=["城市2"])}
    assert set(pictures) == {"ranked", "ranges", "heat", "waterfall", "radar"}
    assert all(each.rows and each.option["series"] for each in pictures.values())
    assert "新区" in pictures["ranked"].note
    assert [row["城市2"] is not None for row in pictures["radar"].rows] == [True] * 4
    json.dumps([each.option for each in pictures.values()])
    parts = sum(row["part"] for row in pictures["waterfall"].rows)
    first, last = (run.result.row("城市1", year) for year in (2021, 2023))
    assert parts == pytest.approx(run.result.estimate[last] - run.result.estimate[first])
    assert {each.name for each in index_pictures(run, region="新区", period="2023")} == {
        "ranked",
        "ranges",
        "heat",
    }


def test_a_long_panel_has_ridges_and_transitions() -> None:
    random = np.random.default_rng(0)
    columns: dict[str, list[object]] = {"地区": [], "年份": [], "PM2.5": [], "研发经费投入强度": []}
    for year in YEARS:
        for city in range(12):
            for name, value in zip(
                columns, (f"c{city}", year, random.random(), random.random()), strict=True
            ):
                columns[name].append(value)
    run = run_index(PanelTable("made up", columns, ()), IndexChoices("nqpf-city", floor=0.1, draws=20))
    names = [each.name for each in index_pictures(run)]
    assert names == ["ranked", "ranges", "heat", "ridges", "transitions"]
