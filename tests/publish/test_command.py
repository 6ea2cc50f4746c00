"""``yanzhen publish`` from the command line: files, verdicts, messages."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from yanzhen.cli.publish import command
from yanzhen.errors import InputError, LedgerError, PackError, UsageError
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


@pytest.mark.usefixtures("assets")
@pytest.mark.parametrize(
    "template", ["briefing", "wording", "questions", "chain-report", "cluster", "precheck"]
)
def test_our_own_documents_raise_no_alarm_in_any_form(ledger: Path, tmp_path: Path, template: str) -> None:
    entity = {"cluster": ["--entity", "甲产业集群"], "precheck": ["--entity", "丙公司"]}.get(template, [])
    with Ledger.open(ledger) as more:
        more.add(read_text("某市日报 2024-03-06\n\n丙公司2023年营业收入300万元。", name="b.txt"))
    written = run(ledger, template, *entity, "--format", "docx,pdf,html", "-o", tmp_path)
    for file in json.loads(written.output):
        done = run("verify", file, "--ledger", ledger)
        found = json.loads(done.output)
        assert done.exit_code == 0, (file, found["findings"])
        assert not [u for u in found["unread"] if not u["settled"]], file


def test_a_draft_in_english_is_not_passed_unread(ledger: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("The clusters had revenue of 900 billion yuan.", encoding="utf-8")
    with pytest.raises(InputError, match="不是中文"):
        run("verify", draft, "--ledger", ledger)


def test_a_draft_about_two_regions_is_held_against_both(ledger: Path, tmp_path: Path) -> None:
    peer, draft = tmp_path / "peer.yz", tmp_path / "draft.txt"
    with Ledger.create(peer) as made:
        made.add(read_text("某市日报 2024-03-05\n\n丁产业集群年营收突破700亿元。", name="p.txt"))
    draft.write_text("甲产业集群年营收突破500亿元。丁产业集群年营收突破700亿元。", encoding="utf-8")
    assert run("verify", draft, "--ledger", ledger).exit_code == 1
    assert run("verify", draft, "--ledger", ledger, "--peer", peer).exit_code == 0


@pytest.mark.usefixtures("assets")
def test_a_precheck_applies_the_rules_of_the_day_asked_for(tmp_path: Path) -> None:
    place = tmp_path / "firms.yz"
    with Ledger.create(place) as made:
        reading = read_text("丙公司2023年营业收入5000万元。", name="a.txt")
        made.add(replace(reading, source=replace(reading.source, published="2024-03-05")))
    for language, day in (("zh", "按2024年6月1日施行的规定"), ("en", "in force on 1 June 2024")):
        args = ("--entity", "丙公司", "--on", "2024-06-01", "--format", "html", "--language", language)
        [file] = json.loads(run(place, "precheck", *args, "-o", tmp_path / language).output)
        page = Path(file).read_text(encoding="utf-8")
        assert day in page and ("Cannot tell" in page) == (language == "en")
    [file] = json.loads(run(place, "precheck", "--entity", "丙公司", "--on", "1990-01-01",
                            "--format", "html", "-o", tmp_path / "old").output)  # fmt: skip
    assert "当日尚未施行" in Path(file).read_text(encoding="utf-8")


@pytest.mark.usefixtures("assets")
def test_any_template_can_be_set_in_either_layout(ledger: Path, tmp_path: Path) -> None:
    for layout, width in (("official", 156), ("brief", 160)):
        args = ("cluster", "--entity", "甲产业集群", "--layout", layout, "--format", "docx")
        [file] = json.loads(run(ledger, *args, "-o", tmp_path / layout).output)
        page = docx.Document(file).sections[0]
        assert round((page.page_width - page.left_margin - page.right_margin) / 36000) == width


@pytest.mark.usefixtures("assets")
def test_a_precheck_begins_with_all_answers(ledger: Path, tmp_path: Path) -> None:
    with Ledger.open(ledger) as more:
        more.add(read_text("某市日报 2024-03-06\n\n丙公司2023年营业收入300万元。", name="b.txt"))
    args = ("precheck", "--entity", "丙公司", "--on", "2024-06-01", "--format", "docx")
    [file] = json.loads(run(ledger, *args, "-o", tmp_path).output)
    overview, *details = docx.Document(file).tables
    named = [row.cells[0].text for row in overview.rows][1:]
    assert "高新技术企业" in named and len(named) == len(set(named)) >= 5
    conditions = [row.cells[0].text for table in details for row in table.rows]
    assert "上年度净利润率" in conditions, "an item of a points table"
    assert not any("净利润率不低于" in each for each in conditions), "its steps, which no evidence decides"
