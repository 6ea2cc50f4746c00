"""``yanzhen publish`` from the command line: files, verdicts, messages."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from yanzhen.cli.publish import command
from yanzhen.errors import LedgerError, PackError, UsageError
from yanzhen.ledger import Ledger
from yanzhen.read import read_text

TEXT = "某市日报 2024-03-05\n\n甲产业集群年营收突破500亿元,乙产业集群年营收约300亿元。"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    place = tmp_path / "city.yz"
    with Ledger.create(place) as made:
        reading = read_text(TEXT, name="a.txt")
        made.add(replace(reading, source=replace(reading.source, published="2024-03-05")))
    return place


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(command, [str(a) for a in args], catch_exceptions=False)


@pytest.mark.usefixtures("assets")
def test_a_document_in_all_forms(ledger: Path, tmp_path: Path) -> None:
    done = run(ledger, "wording", "--format", "html,docx,pdf,xlsx,csv", "-o", tmp_path / "out")
    files = [Path(name) for name in json.loads(done.output)]
    assert [f.name for f in files] == [f"wording.{form}" for form in ("html", "docx", "pdf", "xlsx", "csv")]
    assert all(f.stat().st_size > 100 for f in files)
    assert not list((tmp_path / "out").glob("*.part"))
    assert "突破500亿" in files[0].read_text(encoding="utf-8")


@pytest.mark.usefixtures("assets")
def test_nothing_is_written_when_one_form_fails(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="odt"):
        run(ledger, "wording", "--format", "html,odt", "-o", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_wrong_names_are_told(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="briefing"):
        run(ledger, "nothing", "-o", tmp_path / "out")
    with pytest.raises(PackError, match="entity"):
        run(ledger, "dossier", "-o", tmp_path / "out")
    with pytest.raises(LedgerError):
        run(tmp_path / "none.yz", "wording", "-o", tmp_path / "out")


def test_verify_finds_the_slip_and_exits_with_one(ledger: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("甲产业集群年营收500亿元,乙产业集群年营收约300亿元。", encoding="utf-8")
    done = run("verify", draft, "--ledger", ledger, "--annotate", tmp_path / "draft.html")
    found = json.loads(done.output)
    assert done.exit_code == 1
    assert (found["counts"]["supported"], found["counts"]["sharper"]) == (1, 1)
    assert "比来源更精确" in (tmp_path / "draft.html").read_text(encoding="utf-8")


def test_verify_of_the_source_itself_is_clean(ledger: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(TEXT, encoding="utf-8")
    done = run("verify", draft, "--ledger", ledger)
    assert done.exit_code == 0, done.output


def test_templates_are_listed_with_what_they_need() -> None:
    listed = run("templates").output
    assert "briefing\t新闻发布稿" in listed and "--entity" in listed
