"""Files, folders and archives into a ledger: all or none, micro-data beside it, a mapping that is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanzhen.errors import InputError, UsageError
from yanzhen.workbench import keeping, microdata
from yanzhen.workbench.opening import open_view
from yanzhen.workbench.tabling import report_on, save_mapping


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    place = tmp_path / "city.yz"
    keeping.init(place)
    return place


def evidence(folder: Path) -> Path:
    folder.mkdir()
    (folder / "a.txt").write_text("示例市轴承产业集群年营收超80亿元。", encoding="utf-8")
    (folder / "b.csv").write_text("企业名称,营业收入(万元)\n示例厂,100\n", encoding="utf-8")
    return folder


def test_a_folder_goes_in_and_a_second_time_changes_nothing(ledger: Path, tmp_path: Path) -> None:
    folder = evidence(tmp_path / "in")
    first = keeping.add(ledger, [folder])
    assert [Path(a.file).name for a in first] == ["a.txt", "b.csv"] and all(a.report.added for a in first)
    with open_view(ledger) as view:
        version = view.version
    again = keeping.add(ledger, [folder])
    assert all(a.report.was_known and not a.report.added for a in again)
    with open_view(ledger) as view:
        assert view.version == version and len(view.sources()) == 2


def test_one_unreadable_file_keeps_all_out_unless_skipped(ledger: Path, tmp_path: Path) -> None:
    folder = evidence(tmp_path / "in")
    (folder / "c.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(InputError, match="已损坏"):
        keeping.add(ledger, [folder])
    with open_view(ledger) as view:
        assert view.sources() == []
    added = keeping.add(ledger, [folder], skip_unreadable=True)
    assert [bool(a.report.added) for a in added] == [True, True, False] and "未读取" in added[-1].notes[0]


def test_large_tables_are_kept_as_columns(ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "firms.csv"
    rows = "\n".join(f"示例厂{i},{i + 1}" for i in range(6_000))
    file.write_text(f"企业名称,营业收入(万元)\n{rows}\n", encoding="utf-8")
    [added] = keeping.add(ledger, [file])
    assert added.report.added == 0 and "微观数据" in added.notes[-1]
    frame = microdata.frame(ledger, added.report.source_id).collect()
    assert frame.shape == (6_000, 2) and frame["营业收入"].sum() == sum(range(1, 6_001)) * 10_000


def test_the_mapping_is_written_once_and_used_again(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("企业名称,数(万元)\n示例厂,100\n坏厂,待核实\n", encoding="utf-8")
    mapping = save_mapping(file)
    assert "role: subject" in mapping.read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="已经存在"):
        save_mapping(file)
    assert report_on(file, tmp_path / "r.xlsx").exists()
    (tmp_path / "x.txt").write_text("只是文字", encoding="utf-8")
    with pytest.raises(UsageError, match="不是表格"):
        save_mapping(tmp_path / "x.txt")
