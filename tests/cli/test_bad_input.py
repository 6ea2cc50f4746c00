"""What a user can get wrong: a clear message on stderr, exit code 2 for usage and 1 for failure, the ledger unchanged."""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.waiting import SEES_PROCESSES, until_open

from yanzhen.cli import main
from yanzhen.workbench.opening import open_view

TEXT = "示例市轴承产业集群年营收超80亿元,拥有规上企业46家。\n"


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def yanzhen(*words: str | Path) -> Done:
    """Run the command in this process, exit code and streams as a shell would see them."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "argv", ["yanzhen", *map(str, words)])
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


def elsewhere(*words: str | Path, **more: Any) -> subprocess.Popen[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "yanzhen", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    place = tmp_path / "city.yz"
    assert yanzhen("init", place).returncode == 0
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    assert yanzhen("add", place, tmp_path / "good.txt").returncode == 0
    return place


def digest(ledger: Path) -> tuple[str, list[str], list[str]]:
    """What a ledger holds."""
    with open_view(ledger) as view:
        return view.version, [s.id for s in view.sources()], [s.id for s in view.statements()]


def renamed_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")


BAD_FILES: list[tuple[str, Callable[[Path], object], str]] = [
    ("empty.txt", lambda p: p.write_bytes(b""), "空"),
    ("picture.txt", lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64)), "PNG"),
    ("binary.txt", lambda p: p.write_bytes(bytes(range(256)) * 8), "不是文本"),
    (
        "undecodable.txt",
        lambda p: p.write_bytes("工业增加值增长百分之八。".encode() * 20 + b"\xff\xfe\xfa" + b"abc"),
        "offset",
    ),
    ("renamed.docx", renamed_zip, "不是 Word 文档"),
    ("broken.xlsx", lambda p: p.write_bytes(b"PK\x03\x04 nothing"), "不是可以读取的工作簿"),
    ("broken.pdf", lambda p: p.write_bytes(b"%PDF-1.4 nothing"), "已损坏"),
]


@pytest.mark.parametrize(("name", "make", "word"), BAD_FILES, ids=[n for n, _, _ in BAD_FILES])
def test_a_file_that_cannot_be_read(
    name: str, make: Callable[[Path], object], word: str, ledger: Path, tmp_path: Path
) -> None:
    make(tmp_path / name)
    before = digest(ledger)
    for command in (("read", tmp_path / name), ("add", ledger, tmp_path / name)):
        done = yanzhen(*command)
        assert done.returncode == 1, done.stderr
        assert word in done.stderr and name in done.stderr and "Traceback" not in done.stderr
    assert digest(ledger) == before


def test_no_such_file_and_wrong_usage(ledger: Path, tmp_path: Path) -> None:
    done = yanzhen("read", tmp_path / "nothing.txt")
    assert done.returncode == 1 and "nothing.txt" in done.stderr
    assert yanzhen("read").returncode == 2
    assert yanzhen("nonsense").returncode == 2
    assert yanzhen("judge", ledger, "no.such.programme", "x").returncode == 2
    unknown = yanzhen("show", ledger, "没有这家企业")
    assert unknown.returncode == 1 and "Traceback" not in unknown.stderr


def test_errors_have_one_json_shape(tmp_path: Path) -> None:
    done = yanzhen("read", tmp_path / "nothing.txt", "--json")
    error = json.loads(done.stderr)["error"]
    assert set(error) == {"type", "what", "where", "expected", "todo"} and error["type"] == "InputError"


def test_gb18030_is_read(tmp_path: Path) -> None:
    (tmp_path / "gb.txt").write_bytes(TEXT.encode("gb18030"))
    done = yanzhen("read", tmp_path / "gb.txt", "--json")
    assert done.returncode == 0 and "超80亿元" in done.stdout


def test_what_is_not_a_ledger(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "text.yz").write_text("not a ledger at all, only text " * 50)
    sqlite3.connect(tmp_path / "other.yz").execute("create table t (x)").connection.close()
    for place in (tmp_path / "text.yz", tmp_path / "other.yz", tmp_path / "missing.yz", tmp_path):
        done = yanzhen("show", place)
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert yanzhen("init", ledger).returncode == 1


def test_a_ledger_from_a_newer_version_is_left_alone(ledger: Path) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute("update meta set value = '99' where key = 'version'")
    connection.close()
    before = ledger.read_bytes()
    done = yanzhen("show", ledger)
    assert done.returncode == 1 and "newer" in done.stderr
    assert ledger.read_bytes() == before


def test_a_full_disk_leaves_the_ledger_as_it_was(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text(TEXT * 30_000, encoding="utf-8")
    before = digest(ledger)
    limit = ledger.stat().st_size + (1 << 16)

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = elsewhere("add", ledger, tmp_path / "large.txt", preexec_fn=small_disk)
    _, stderr = process.communicate(timeout=120)
    assert process.returncode == 1 and "Traceback" not in stderr, stderr
    assert digest(ledger) == before


@pytest.mark.skipif(not SEES_PROCESSES, reason="needs /proc to see when the ledger is open")
def test_interrupted_add_leaves_the_ledger_as_it_was(ledger: Path, tmp_path: Path) -> None:
    lines = [f"示例{i}产业集群年营收超{i + 10}亿元,拥有规上企业{i + 1}家。" for i in range(40_000)]
    (tmp_path / "large.txt").write_text("\n".join(lines), encoding="utf-8")
    before = digest(ledger)
    process = elsewhere("add", ledger, tmp_path / "large.txt")
    until_open(ledger, process)
    os.kill(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert "Traceback" not in stderr and "已中断" in stderr
    assert digest(ledger) == before
    assert yanzhen("show", ledger).returncode == 0


@pytest.mark.parametrize("megabytes", [6, pytest.param(50, marks=pytest.mark.soak)])
def test_long_texts_are_read_in_flat_memory(megabytes: int, tmp_path: Path) -> None:
    plain = "这一段没有数字也没有名单,只是说明性的文字,用来把文件撑大到五十兆字节。" * 20 + "\n"
    with (tmp_path / "large.txt").open("w", encoding="utf-8") as file:
        for _ in range((megabytes << 20) // len(plain.encode())):
            file.write(plain)
        file.write(TEXT)
    # A process in between, so that the peak is that of the reader alone and not of another test's child.
    code = (
        "import resource, subprocess, sys;"
        "r = subprocess.run([sys.executable, '-m', 'yanzhen', 'read', sys.argv[1], '--json'], capture_output=True, text=True);"
        "assert r.returncode == 0 and '超80亿元' in r.stdout, r.stderr;"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "large.txt")],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert int(done.stdout) < 300, f"{done.stdout} MB for a file of {megabytes} MB"
