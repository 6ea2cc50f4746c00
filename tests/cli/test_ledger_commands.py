"""init, add, review, ledger, export and doctor from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from yanzhen.cli.main import cli
from yanzhen.errors import FigureError, InputError, LedgerError, UsageError

ONE = "绿色化工产业集群2023年营业收入突破1000亿元。"
TWO = "绿色化工产业集群2023年营业收入950亿元。"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("YANZHEN_USER", "李")
    monkeypatch.chdir(tmp_path)
    run("init", "city.yz")
    for name, text in (("one.txt", ONE), ("two.txt", TWO)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return "city.yz"


def run(*words: str) -> Any:
    """What a command prints, read as JSON where it is; the errors that it raises."""
    result = CliRunner().invoke(cli, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout) if result.stdout.strip() else None


def added(place: str) -> list[str]:
    run("add", place, "one.txt", "two.txt", "--published", "2024-03-01")
    queue = run("review", place, "--limit", "50")
    return [r["statement"]["id"] for r in queue if r["statement"]["unit"] == "CNY"]


def test_adding_says_what_is_new_and_what_is_known(place: str) -> None:
    first, second = run("add", place, "one.txt"), run("add", place, "one.txt")
    assert first[0]["report"]["added"] == second[0]["report"]["known"] > 0
    assert second[0]["report"]["was_known"] and second[0]["report"]["added"] == 0


def test_one_unreadable_file_and_nothing_is_added(place: str) -> None:
    with pytest.raises(InputError):
        run("add", place, "one.txt", "not-there.txt")
    assert run("ledger", place, "sources") == []


def test_reviewing(place: str) -> None:
    one, other = added(place)
    assert run("ledger", place, "contradictions")[0]["first"]["id"] in (one, other)
    with pytest.raises(FigureError, match="more than the words"):
        run("review", place, "correct", one, "--number", "1023", "--unit", "亿元", "--bound", "=")
    with pytest.raises(UsageError, match="changes nothing"):
        run("review", place, "correct", one, "--bound", ">")
    found = run("review", place, "correct", one, "--number", "900", "--unit", "亿元")
    assert found["state"] == "corrected" and found["current"]["low"] == 9e10
    assert found["statement"]["words"] == "突破1000亿元" and found["current"]["words"] is None
    assert run("ledger", place, "contradictions") == []
    decision = found["decisions"][0]
    assert decision["who"] == "李"
    run("review", place, "undo", decision["id"], "--reason", "看错了")
    assert run("review", place, "show", one)["state"] == "read"
    run("review", place, "prefer", one, other, "--reason", "口径更全")
    assert run("review", place, "show", other)["state"] == "outweighed"
    assert [d["verb"] for d in run("review", place, "history")] == ["correct", "undo", "prefer"]


def test_a_correction_needs_number_and_unit_together(place: str) -> None:
    one = added(place)[0]
    with pytest.raises(UsageError, match="with its unit"):
        run("review", place, "correct", one, "--number", "900")


def test_names(place: str, tmp_path: Path) -> None:
    (tmp_path / "firms.txt").write_text(
        "鲁西化工入选单项冠军企业。鲁西化工集团股份有限公司入选领航企业。", encoding="utf-8"
    )
    run("add", place, "firms.txt")
    pair = ("鲁西化工", "鲁西化工集团股份有限公司")
    assert {(c["a"], c["b"]) for c in run("review", place, "names")} == {pair}
    run("review", place, "not-same", *pair)
    assert run("review", place, "names", "鲁西化工") == []
    with pytest.raises(LedgerError, match="李"):
        run("review", place, "same", *pair)


def test_sums_and_search_and_diff(place: str) -> None:
    other = added(place)[1]
    run("review", place, "withdraw", other)
    found = run("ledger", place, "sum", "营业收入", "--kind", "cluster")
    assert found["figure"]["low"] == 1e11 and found["figure"]["high"] is None
    assert {h["kind"] for h in run("ledger", place, "search", "化工")} == {"name", "quote", "source"}
    before = run("ledger", place, "diff", "--from", "2024-02-01")
    assert len(before["sources_added"]) == 2
    assert run("ledger", "--as-of", "2024-02-01", place, "sources") == []


def test_out_and_in_again(place: str) -> None:
    added(place)
    CliRunner().invoke(cli, ["export", place, "out.zip"], catch_exceptions=False)
    CliRunner().invoke(cli, ["init", "copy.yz", "--from", "out.zip"], catch_exceptions=False)
    assert not any(run("ledger", place, "diff", "--other", "copy.yz").values())
    CliRunner().invoke(cli, ["export", place, "out.csv", "--format", "ftm"], catch_exceptions=False)
    assert Path("out.csv").read_text(encoding="utf-8").startswith("id,entity_id,canonical_id,schema")


def test_the_doctor_exits_with_one_when_something_is_wrong(place: str) -> None:
    assert all(f["problem"] is None for f in run("doctor", place))
    Path("broken.yz").write_bytes(Path(place).read_bytes()[:5000])
    result = CliRunner().invoke(cli, ["doctor", "broken.yz"])
    assert result.exit_code == 1 and "init NEW.yz --from" in result.stdout


def test_every_command_has_help(place: str) -> None:
    for words in (["review", "--help"], ["review", place, "--help"], ["review", place, "correct", "--help"]):
        result = CliRunner().invoke(cli, words)
        assert result.exit_code == 0 and "Usage" in result.output
