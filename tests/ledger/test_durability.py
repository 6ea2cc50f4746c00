"""What must hold when things go wrong: kill -9, a full disk, two writers, damage, and files that are no ledger."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.ledger.conftest import figure, reading
from tests.waiting import SEES_PROCESSES, until_open

from yanzhen.errors import LedgerError, UsageError, YanzhenError
from yanzhen.ledger import Ledger, migrations
from yanzhen.ledger.doctor import examine
from yanzhen.terms import Reading

FORK = multiprocessing.get_context("fork")
PER_SOURCE = 40


def numbered(number: int, size: int = PER_SOURCE) -> Reading:
    makers = [figure(f"企业{i}", "营收", number + i, at=i) for i in range(size)]
    return reading(f"第{number}份", *makers)


def problems(place: str | Path) -> list[str]:
    return [f"{f.check}: {f.problem}" for f in examine(place) if f.problem]


# --- kill -9 -------------------------------------------------------------------------------------------------


def work_until_killed(place: str, first: int, report: Connection) -> None:
    """Add and decide without end; tell the parent of each write once it is acknowledged."""
    with Ledger.open(place) as ledger:
        for number in range(first, first + 10**6):
            added = ledger.add(numbered(number))
            report.send(("source", added.source_id))
            statement = ledger.statements(source=added.source_id, limit=1)[0]
            report.send(("decision", ledger.decide("accept", statement.id, who="x").id))


def kill_at_a_random_moment(place: str, first: int, dice: random.Random) -> list[tuple[str, str]]:
    receiver, sender = FORK.Pipe(duplex=False)
    worker = FORK.Process(target=work_until_killed, args=(place, first, sender))
    worker.start()
    sender.close()
    receiver.poll(10)
    time.sleep(dice.random() * 0.1)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    heard = []
    with contextlib.suppress(EOFError):
        while receiver.poll():
            heard.append(receiver.recv())
    return heard


def kill_often(place: str, times: int) -> None:
    dice = random.Random(4)
    acknowledged: dict[str, set[str]] = {"source": set(), "decision": set()}
    whole: set[str] = set()
    for turn in range(times):
        for kind, ref in kill_at_a_random_moment(place, turn * 1_000, dice):
            acknowledged[kind].add(ref)
        with Ledger.open(place) as ledger:
            kept = {source.id for source in ledger.sources()}
            for source_id in kept - whole:
                assert len(ledger.statements(source=source_id, state="all")) == PER_SOURCE
            whole = kept
            assert acknowledged["source"] <= kept
            assert acknowledged["decision"] <= {decision.id for decision in ledger.decisions()}
    assert acknowledged["source"] and acknowledged["decision"]
    assert problems(place) == []


def test_ten_kills_lose_nothing_acknowledged(new_place: Callable[[], str]) -> None:
    place = new_place()
    Ledger.create(place).close()
    kill_often(place, 10)


@pytest.mark.soak
def test_two_hundred_kills_lose_nothing_acknowledged(new_place: Callable[[], str]) -> None:
    place = new_place()
    Ledger.create(place).close()
    kill_often(place, 200)


# --- interruption, full disk, read-only ----------------------------------------------------------------------


def test_an_interruption_in_the_middle_of_adding_leaves_nothing(ledger: Ledger) -> None:
    ledger.add(numbered(1))
    before = ledger.version

    def interrupted() -> Iterator[Reading]:
        yield numbered(2)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.add_all(interrupted())
    assert ledger.version == before and len(ledger.sources()) == 1
    ledger.add(numbered(2))


@pytest.mark.skipif(not SEES_PROCESSES, reason="needs /proc to see when the ledger is open")
def test_control_c_on_the_command_line_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "city.yz"
    Ledger.create(place).close()
    text = tmp_path / "long.txt"
    text.write_text("高端化工产业集群年营收突破1000亿元。" * 20_000, encoding="utf-8")
    command = [sys.executable, "-c", "from yanzhen.cli import main; main()", "add", str(place), str(text)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    until_open(place, process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130 and b"Interrupted" in said
    with Ledger.open(place) as ledger:
        assert ledger.sources() == []


def test_a_full_disk_is_said_and_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "city.yz"
    with Ledger.create(place) as ledger:
        ledger.add(numbered(1))
        pages = sqlite3.connect(place).execute("PRAGMA page_count").fetchone()[0]
        engine = ledger._store.engine
        engine.dispose()

        @event.listens_for(engine, "connect")
        def limit(connection: sqlite3.Connection, _: object) -> None:
            connection.execute(f"PRAGMA max_page_count={pages + 4}")

        before = ledger.version
        with pytest.raises(LedgerError, match="disk is full"):
            ledger.add(numbered(2, 5_000))
        assert ledger.version == before
    assert problems(place) == []


def test_a_real_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False).returncode
    ):
        pytest.skip("needs the right to mount a small disk")
    try:
        with Ledger.create(disk / "city.yz") as ledger:
            ledger.add(numbered(1))
            with pytest.raises(LedgerError, match=r"disk (is full|failed)"):
                ledger.add(numbered(2, 5_000))
            assert len(ledger.sources()) == 1
        assert problems(disk / "city.yz") == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_reader_leaves_one_file_that_can_be_copied(tmp_path: Path) -> None:
    place = tmp_path / "city.yz"
    with Ledger.create(place) as ledger:
        ledger.add(numbered(1))
    with Ledger.open(place, readonly=True) as ledger:
        assert ledger.statements()
    assert [file.name for file in tmp_path.iterdir()] == ["city.yz"]


def test_reading_only(tmp_path: Path) -> None:
    place = tmp_path / "city.yz"
    with Ledger.create(place) as ledger:
        ledger.add(numbered(1))
    with Ledger.open(place, readonly=True) as ledger:
        assert len(ledger.statements()) == PER_SOURCE
        with pytest.raises(LedgerError, match="reading only"):
            ledger.add(numbered(2))


def open_without_rights(place: str, report: Connection) -> None:
    if os.geteuid() == 0:
        os.setuid(65534)
    said = []
    for readonly in (False, True):
        try:
            with Ledger.open(place, readonly=readonly) as ledger:
                said.append(str(len(ledger.statements())))
        except LedgerError as error:
            said.append(error.what)
    report.send(said)


def test_a_file_without_the_right_to_write() -> None:
    with tempfile.TemporaryDirectory() as folder:  # tmp_path is closed to other users
        place = Path(folder) / "city.yz"
        with Ledger.create(place) as ledger:
            ledger.add(numbered(1))
        place.chmod(0o444)
        Path(folder).chmod(0o555)
        receiver, sender = FORK.Pipe(duplex=False)
        someone = FORK.Process(target=open_without_rights, args=(str(place), sender))
        someone.start()
        assert receiver.recv() == ["This ledger cannot be written to", str(PER_SOURCE)]
        someone.join()
        Path(folder).chmod(0o755)


def test_a_ledger_on_a_read_only_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk]
    if os.geteuid() or subprocess.run(mount, check=False).returncode:
        pytest.skip("needs the right to mount a disk")
    try:
        with Ledger.create(disk / "city.yz") as ledger:
            ledger.add(numbered(1))
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with Ledger.open(disk / "city.yz", readonly=True) as ledger:
            assert len(ledger.statements()) == PER_SOURCE and ledger.search("企业")
        with pytest.raises(LedgerError, match="cannot be written"):
            Ledger.open(disk / "city.yz")
        with pytest.raises(LedgerError, match="cannot be made"):
            Ledger.create(disk / "other.yz")
        assert problems(disk / "city.yz") == []
    finally:
        subprocess.run(["umount", disk], check=True)


# --- two writers ---------------------------------------------------------------------------------------------


def decide_often(place: str, statements: list[str]) -> None:
    with Ledger.open(place) as ledger:
        for statement in statements:
            ledger.decide("accept", statement, who="command line")


@pytest.mark.parametrize("times", [100, pytest.param(1_000, marks=pytest.mark.soak)])
def test_two_writers_lose_no_decision(new_place: Callable[[], str], times: int) -> None:
    place = new_place()
    with Ledger.create(place) as ledger:
        ledger.add(numbered(1, 2 * times))
        ids = [statement.id for statement in ledger.statements()]
    command_line = FORK.Process(target=decide_often, args=(place, ids[:times]))
    command_line.start()
    with Ledger.open(place) as served:  # as a web server has it: one ledger, several threads

        def serve(statements: list[str]) -> None:
            for statement in statements:
                served.decide("accept", statement, who="web")

        threads = [threading.Thread(target=serve, args=(ids[times + i :: 4],)) for i in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        command_line.join()
        assert command_line.exitcode == 0
        decisions = served.decisions()
    assert sum(d.who == "web" for d in decisions) == times
    assert sum(d.who == "command line" for d in decisions) == times
    assert [d.seq for d in decisions] == list(range(2, 2 * times + 2))
    assert problems(place) == []


# --- what is no ledger, or a damaged one ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"hello", "not a Yanzhen ledger"),
        (b"SQLite format 3\x00" + bytes(84), "not a Yanzhen ledger"),
    ],
)
def test_files_that_are_no_ledger(tmp_path: Path, content: bytes, says: str) -> None:
    place = tmp_path / "x.yz"
    place.write_bytes(content)
    with pytest.raises(LedgerError) as caught:
        Ledger.open(place)
    assert says in str(caught.value) and str(place) in str(caught.value)
    assert place.read_bytes() == content
    assert problems(place)


def test_a_character_that_no_store_can_keep(ledger: Ledger) -> None:
    broken = numbered(1)
    with pytest.raises(LedgerError, match="cannot be kept"):
        ledger.add(replace(broken, text=broken.text + "\ud800"))
    assert ledger.sources() == []


def test_nothing_there_and_something_there(place: str, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger.open(place)
    Ledger.create(place).close()
    with pytest.raises(LedgerError, match="already"):
        Ledger.create(place)
    with pytest.raises(LedgerError):
        Ledger.open(tmp_path)
    with pytest.raises(LedgerError, match="cannot be made"):
        Ledger.create(tmp_path / "no" / "folder" / "x.yz")


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(LedgerError, match="PostgreSQL") as caught:
        Ledger.open("postgresql://someone:secret@127.0.0.1:1/nowhere")
    assert "secret" not in str(caught.value)


def test_a_newer_format_is_refused_and_left_alone(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "VERSION", 99)
    Ledger.create(place).close()
    monkeypatch.undo()
    with pytest.raises(LedgerError, match="newer Yanzhen"):
        Ledger.open(place)
    assert any("newer" in problem for problem in problems(place))


def test_an_earlier_format_is_backed_up_and_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "city.yz"
    with Ledger.create(place) as ledger:
        ledger.add(numbered(1))
    present = migrations.VERSION
    monkeypatch.setattr(migrations, "VERSION", present + 1)
    with pytest.raises(LedgerError, match="earlier format"):
        Ledger.open(place, readonly=True)

    def failing(connection: object) -> None:
        connection.exec_driver_sql("CREATE TABLE half_made (x)")  # type: ignore[attr-defined]
        raise UsageError("the step failed")

    monkeypatch.setitem(migrations.STEPS, present, failing)
    with pytest.raises(YanzhenError, match="the step failed"):
        Ledger.open(place)
    monkeypatch.setitem(
        migrations.STEPS, present, lambda connection: connection.exec_driver_sql("CREATE TABLE made (x)")
    )
    with Ledger.open(place) as ledger:
        assert len(ledger.statements()) == PER_SOURCE
        found = {row[0] for row in sqlite3.connect(place).execute("SELECT name FROM sqlite_master")}
        assert "made" in found and "half_made" not in found
    monkeypatch.undo()
    with Ledger.open(f"{place}.v{present}.bak") as backup:
        assert len(backup.statements()) == PER_SOURCE


def test_a_damaged_page_is_found_and_said(tmp_path: Path) -> None:
    place = tmp_path / "city.yz"
    with Ledger.create(place) as ledger:
        for number in range(20):
            ledger.add(numbered(number))
    whole = place.read_bytes()
    size = 4096
    found = 0
    for page in range(1, len(whole) // size, 7):
        damaged = bytearray(whole)
        damaged[page * size : (page + 1) * size] = os.urandom(size)
        place.write_bytes(damaged)
        said = problems(place)
        found += bool(said)
        with contextlib.suppress(LedgerError), Ledger.open(place) as ledger:
            ledger.statements()  # either reads or says so; never another kind of error
            ledger.search("企业")
    assert found >= 0.9 * len(range(1, len(whole) // size, 7))


def test_the_doctor_sees_what_someone_changed_by_hand(tmp_path: Path) -> None:
    place = tmp_path / "city.yz"
    with Ledger.create(place) as ledger:
        ledger.add(numbered(1))
        ledger.decide("withdraw", ledger.statements()[0].id, who="x")
    assert problems(place) == []
    for change, check in (
        ("UPDATE statements SET high = 5 WHERE row = 2", "statements"),
        ("UPDATE documents SET content = 'x'", "originals"),
        ("UPDATE standings SET state = 'accepted'", "decisions"),
        ("UPDATE journal SET at = '2020-01-01' WHERE seq = 1", "journal"),
    ):
        copy = tmp_path / "copy.yz"
        shutil.copy(place, copy)
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            connection.execute(change)
            connection.commit()
        assert [check in problem for problem in problems(copy)] == [True], problems(copy)
