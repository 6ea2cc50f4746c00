"""The commands ``measure index`` and ``measure systems``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from yanzhen.cli.main import cli
from yanzhen.errors import UsageError


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "panel.csv"
    file.write_text(
        "city,year,rd_intensity,pm25,energy_intensity\n"
        "A,2022,1,40,0.5\nB,2022,2,35,0.4\nC,2022,3,50,0.6\nA,2023,2,38,0.5\nB,2023,2,30,0.4\nC,2023,3,45,0.5\n",
        encoding="utf-8",
    )
    return file


def test_index_writes_a_workbook_and_prints_json_when_piped(table: Path, tmp_path: Path) -> None:
    out, methods = tmp_path / "index.xlsx", tmp_path / "m.md"
    arguments = [
        "measure",
        "index",
        str(table),
        "--system",
        "nqpf-city",
        "--region",
        "city",
        "--period",
        "year",
    ]
    done = CliRunner().invoke(
        cli, [*arguments, "--floor", "0.2", "--draws", "50", "-o", str(out), "--methods", str(methods)]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert [row["rank"] for row in told["scores"]] != []
    assert {row["indicator"] for row in told["weights"]} == {"rd_intensity", "pm25", "energy_intensity"}
    assert any("没有其中 9 个" in text for text in told["notes"])
    assert out.read_bytes()[:2] == b"PK"
    assert methods.read_text(encoding="utf-8").startswith("## 方法")


def test_below_the_floor_nothing_is_written(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "index.xlsx"
    done = CliRunner().invoke(
        cli, ["measure", "index", str(table), "--system", "nqpf-elements", "-o", str(out)]
    )
    assert done.exit_code == 1
    assert not out.exists()


def test_wrong_usage(table: Path) -> None:
    done = CliRunner().invoke(cli, ["measure", "index", str(table)])
    assert done.exit_code == 2
    wrong = CliRunner().invoke(cli, ["measure", "index", str(table), "--system", "nqpf-city", "-o", "x.pdf"])
    assert isinstance(wrong.exception, UsageError)


def test_systems_are_listed_shown_and_checked(tmp_path: Path) -> None:
    listed = json.loads(CliRunner().invoke(cli, ["measure", "systems"]).output)
    assert {"nqpf-elements", "hqd-five"} <= {row["id"] for row in listed}
    assert all(row["citation"] and row["confidence"] for row in listed)
    template = tmp_path / "t.csv"
    shown = CliRunner().invoke(cli, ["measure", "systems", "nqpf-elements", "--template", str(template)])
    assert len(json.loads(shown.output)["indicators"]) == 23
    assert template.read_text(encoding="utf-8-sig").startswith('"地区","年份"')
    mine = tmp_path / "mine.yaml"
    mine.write_text("id: mine\ndimensions: 3\n", encoding="utf-8")
    wrong = CliRunner().invoke(cli, ["measure", "systems", str(mine)])
    assert "mine.yaml:2" in str(wrong.exception)
