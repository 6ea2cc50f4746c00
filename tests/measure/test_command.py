"""``yanzhen measure``: table files in, measured files out."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from yanzhen.cli.measure import command
from yanzhen.errors import InputError, MeasureError, UsageError
from yanzhen.workbench.measuring import measure_file, write_table
from yanzhen.workbench.table_files import read_table

TABLE = pl.DataFrame(
    {
        "city": ["甲", "甲", "乙", "乙"] * 2,
        "gb4754": ["31", "36"] * 4,
        "year": [2020] * 4 + [2024] * 4,
        "revenue": [90.0, 10, 30, 70, 120, 20, 30, 80],
    }
)
ROLES = {"region": "city", "activity": "gb4754", "value": "revenue", "period": "year"}
FLAGS = [part for role, column in ROLES.items() for part in (f"--{role}", column)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    TABLE.write_parquet(tmp_path / "data.parquet")
    return tmp_path / "data.parquet"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def test_readme_line(data: Path) -> None:
    out = data.with_name("lq.xlsx")
    result = run("lq", str(data), *FLAGS, "-o", str(out))
    assert result.exit_code == 0, result.output
    written = read_table(out).collect()
    assert written.columns == ["year", "city", "gb4754", "revenue", "share", "reference_share", "lq"]
    assert written["lq"][:2].to_list() == pytest.approx([0.5, 1.75])
    about = read_table(out, sheet="说明").collect()
    assert "区位商" in " ".join(str(cell) for row in about.iter_rows() for cell in row)


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".json", ".xlsx"])
def test_every_output_holds_the_same(data: Path, suffix: str) -> None:
    measured = measure_file("lq", data, ROLES)
    path = write_table(measured, data.with_name(f"out{suffix}"))
    if suffix == ".json":
        again = pl.DataFrame(json.loads(path.read_text(encoding="utf-8"))["rows"])
    else:
        again = read_table(path).collect()
    assert again["lq"].to_list() == pytest.approx(measured.table["lq"].to_list())
    assert len(list(data.parent.iterdir())) == 2  # no draft is left behind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_of_either_encoding(data: Path, encoding: str) -> None:
    path = data.with_name("data.csv")
    path.write_bytes(TABLE.rename({"city": "城市"}).write_csv().encode(encoding))
    measured = measure_file("lq", path, {**ROLES, "region": "城市"})
    assert measured.table["城市"].unique().sort().to_list() == sorted(["甲", "乙"])


def test_piped_output_is_json(data: Path) -> None:
    result = run(
        "shift_share", str(data), *FLAGS, "--set", "start=2020", "--set", "method=esteban_marquillas"
    )
    found = json.loads(result.output)
    assert found["options"]["method"] == "esteban_marquillas"
    assert {"competitive", "allocation"} <= set(found["rows"][0])


def test_options_that_are_tables(data: Path) -> None:
    nation = data.with_name("nation.csv")
    nation.write_text("gb4754,year,revenue\n31,2020,500\n36,2020,500\n", encoding="utf-8")
    text = read_table(nation).with_columns(pl.col("gb4754").cast(pl.String)).collect()
    text.write_parquet(data.with_name("nation.parquet"))
    measured = measure_file("lq", data, ROLES, {"reference": str(data.with_name("nation.parquet"))})
    assert measured.table.filter(pl.col("year") == 2020)["lq"].to_list() == pytest.approx(
        [0.6, 1.4, 1.8, 0.2]
    )


def test_options_come_back_as_what_they_are(data: Path) -> None:
    settings = {"thresholds": "0.5, 1", "least_ubiquity": "1", "within": "1"}
    options = measure_file("rank_robustness", data, ROLES, settings).to_json()["options"]
    assert options == {"thresholds": [0.5, 1.0], "least_ubiquity": [1], "within": 1}
    assert measure_file("peers", data, ROLES).to_json()["options"]["size_within"] is None


def test_advice_is_a_command_line_that_works(data: Path) -> None:
    with pytest.raises(UsageError) as refused:
        measure_file("prody", data, ROLES)
    assert refused.value.todo == "add --column income=COLUMN"
    assert run("prody", str(data), *FLAGS, "--column", "income=revenue").exit_code == 0
    assert "--set neighbours=FILE" in run("moran").output
    assert "[--set thresholds=0.5,0.75,1.0,1.25,1.5,2.0]" in run("rank_robustness").output


def test_list_speaks_both_languages() -> None:
    rows = json.loads(run("--list").output)
    lq = next(row for row in rows if row["name"] == "lq")
    assert "区位商" in lq["zh"] and "Location quotient" in lq["en"]
    assert len(rows) >= 40


def test_name_alone_explains() -> None:
    output = run("lq").output
    assert "区位商" in output and "Balassa" in output and "reference" in output


def test_mistakes_are_named(data: Path) -> None:
    with pytest.raises(UsageError, match="no measure called"):
        measure_file("lqq", data, ROLES)
    with pytest.raises(UsageError, match="which column is the region"):
        measure_file("lq", data, {})
    with pytest.raises(UsageError, match="no column role 'firm'"):
        measure_file("lq", data, {**ROLES, "firm": "city"})
    with pytest.raises(UsageError, match="no option 'threshold'"):
        measure_file("lq", data, ROLES, {"threshold": "2"})
    with pytest.raises(UsageError, match="does not fit"):
        measure_file("complexity", data, ROLES, {"threshold": "high"})
    for name in ("eci", "diversity", "proximity", "fitness", "entry_exit"):
        with pytest.raises(UsageError, match="everything present"):
            measure_file(name, data, ROLES, {"threshold": "0"})
    with pytest.raises(UsageError, match="moran needs the table of neighbours"):
        measure_file("moran", data, {"region": "city", "value": "revenue", "period": "year"})
    with pytest.raises(MeasureError, match="no column 'cty'"):
        measure_file("lq", data, {**ROLES, "region": "cty"})
    with pytest.raises(UsageError, match="not computed from a table"):
        measure_file("linkages", data, {})
    with pytest.raises(InputError, match="no file"):
        read_table(data.with_name("nowhere.csv"))
    with pytest.raises(InputError, match="no table file"):
        read_table(Path(__file__))
    broken = data.with_name("broken.xlsx")
    broken.write_bytes(b"not a workbook")
    with pytest.raises(InputError, match="workbook"):
        read_table(broken)
    with pytest.raises(UsageError, match="cannot be written"):
        write_table(measure_file("lq", data, ROLES), data.with_name("out.docx"))


def test_labels_that_look_like_formulas_stay_text(data: Path) -> None:
    TABLE.with_columns(city=pl.lit("=1+1")).write_parquet(data)
    path = write_table(measure_file("lq", data, ROLES), data.with_name("out.xlsx"))
    assert set(read_table(path).collect()["city"]) == {"=1+1"}


def test_whole_numbers_in_a_workbook_stay_whole(tmp_path: Path) -> None:
    TABLE.write_excel(tmp_path / "data.xlsx")
    schema = read_table(tmp_path / "data.xlsx").collect_schema()
    assert schema["year"] == pl.Int64
    assert schema["gb4754"] == pl.String
