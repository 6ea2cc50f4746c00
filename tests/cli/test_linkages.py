"""The commands for linkages and shocks, as typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from yanzhen.cli.main import cli

SQUARE = """,农业,工业,消费,出口,进口,总产出
农业,20,30,70,10,30,100
工业,40,10,80,20,50,100
增加值,40,60,,,,
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "io.csv").write_text(SQUARE, encoding="utf-8")
    (tmp_path / "city.csv").write_text("sector,output\n农业,2\n工业,5\n", encoding="utf-8")
    (tmp_path / "sets.csv").write_text("cluster,sector\n链甲,农业\n链甲,工业\n", encoding="utf-8")
    (tmp_path / "links.csv").write_text("supplier,buyer,value\na,b,10\nb,c,20\n", encoding="utf-8")
    (tmp_path / "firms.csv").write_text("firm,sector,chain\na,x,p\nb,y,p\nc,z,q\n", encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["measure", *words], catch_exceptions=False)


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        (["linkages", "io.csv"], "inside"),
        (["linkages", "io.csv", "--imports", "remove", "--forward", "row_sum"], "removed"),
        (["linkages", "io.csv", "--clusters", "sets.csv"], "inside"),
        (["extraction", "io.csv"], "removed"),
        (["extraction", "io.csv", "--sectors", "农业", "--imports", "keep"], "inside"),
        (["position", "io.csv"], "inside"),
        (["flq", "io.csv", "--region", "city.csv", "--delta", "0.1", "0.3"], "removed"),
    ],
)
def test_tables(folder: Path, words: list[str], basis: str) -> None:
    result = run(*words)
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["imports_basis"] == basis and data["rows"]
    assert any(note["code"].startswith("imports-") for note in data["assumptions"]), "the basis is printed"


def test_import_gaps(folder: Path) -> None:
    (folder / "fit.csv").write_text("sector,fit\n农业,0.5\n", encoding="utf-8")
    rows = json.loads(run("import-gaps", "io.csv", "--fit", "fit.csv", "--share", "0.5").stdout)["rows"]
    assert [(row["sector"], row["rank"]) for row in rows] == [("农业", 1), ("工业", None)]


def test_firms(folder: Path) -> None:
    index = json.loads(run("esri", "links.csv", "--firms", "firms.csv", "--group", "chain").stdout)
    assert [row["firm"] for row in index["rows"]] == ["a", "b", "c"] and index["集群 groups"]
    out = run("shock", "links.csv", "a=0.5", "--firms", "firms.csv", "--svg", "s.svg", "-o", "s.xlsx")
    assert out.exit_code == 0 and (folder / "s.svg").exists() and (folder / "s.xlsx").exists()
    (folder / "needs.csv").write_text("supplier_sector,buyer_sector,kind\nx,y,ignored\n", encoding="utf-8")
    spared = json.loads(
        run("shock", "links.csv", "a", "--firms", "firms.csv", "--essential", "needs.csv").stdout
    )
    assert spared["firms_hit"] == 1
    everyone = json.loads(run("shock", "links.csv", "--firms", "firms.csv", "--all-of", "y").stdout)
    assert everyone["shocked"] == {"b": 1.0} and everyone["direction"] == "both"
    chain = run(
        "shock", "links.csv", "--firms", "firms.csv", "--group", "chain", "--all-of", "p=0.5",
        "--direction", "upstream",
    )  # fmt: skip
    data = json.loads(chain.stdout)
    assert data["shocked"] == {"a": 0.5, "b": 0.5} and data["direction"] == "upstream"


def test_names_alone_explain(folder: Path) -> None:
    for name in ("linkages", "extraction", "position", "flq", "esri", "shock"):
        result = run(name)
        assert result.exit_code == 0 and "Args:" in result.stdout


def test_exit_codes(folder: Path) -> None:
    def code(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-c", "from yanzhen.cli.main import main; main()", "measure", *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        return done.returncode, done.stderr

    assert code("flq", "io.csv")[0] == 2
    status, message = code("extraction", "io.csv", "--sectors", "服务业")
    assert status == 2 and "服务业" in message
    assert code("linkages", "none.csv")[0] == 1


def test_on_a_terminal_the_assumptions_stand_below_the_table(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    cli.main(["measure", "position", "io.csv"], standalone_mode=False)
    shown = capsys.readouterr().out
    assert shown.index("upstreamness") < shown.index("流量含进口品")
