"""Pages under load: ``python benchmarks/web.py [--seconds 60] [--rate 100] [--statements 100000]``.

Serves a ledger with 10^5 statements from one process, asks for the overview and an entity page at a constant rate
(open loop: a slow answer does not hold back the next request), while an importer keeps adding documents.
Prints latency, failures, memory over time and how busy the machine was; where ``wrk`` is installed, also the throughput it reaches without a rate.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

from yanzhen.ledger import Ledger
from yanzhen.terms import EntityKind, Figure, Period, Reading, Source, Span, Statement, Tier

PORT = 0  # a free one is taken when the run begins
PER_DOCUMENT = 50
PAGES = ("/", f"/entity/{quote('甲企业17')}")


def reading(number: int) -> Reading:
    """A document about fifty firms and one cluster; the first ones also hold titles and tiers."""
    text, statements = f"第{number}号材料。", []
    content = text.encode()
    source_id = Source.id_for(content)
    for i in range(PER_DOCUMENT):
        firm = f"甲企业{(number * PER_DOCUMENT + i) % 20_000}"
        start = len(text)
        words = f"{firm}营业收入{1000 + i}万元。"
        text += words
        figure = Figure.of(
            (1000 + i) * 1e4,
            "CNY",
            ">" if i % 3 else "=",
            metric="营业收入",
            period=Period.year(2020 + number % 5),
        )
        span = Span(start, start + len(words), start, start + len(words))
        tier = Tier.EMERGING if number % 40 == 0 and i < 3 else None
        statements.append(
            Statement(
                source_id,
                "figure",
                firm,
                "营业收入",
                words,
                (span,),
                figure,
                None,
                EntityKind.FIRM,
                tier=tier,
            )
        )
    source = Source(
        source_id, f"{number}.txt", title=f"第{number}号材料", place="聊城市", published="2024-12-25"
    )
    return Reading(source, text, text, tuple(statements), (), content)


def make(place: Path, statements: int) -> None:
    with Ledger.create(place) as ledger:
        ledger.add_all(reading(n) for n in range(statements // PER_DOCUMENT))


def keep_importing(place: Path, stop: threading.Event, count: list[int]) -> None:
    """A writer beside the server: two documents a second."""
    with Ledger.open(place) as ledger:
        number = 10_000_000
        while not stop.wait(0.5):
            ledger.add(reading(number))
            number += 1
            count[0] += 1


async def ask(path: str) -> tuple[float, bool]:
    started = time.perf_counter()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        head = await reader.readline()
        await reader.read(-1)
        writer.close()
        return time.perf_counter() - started, b" 200 " in head
    except OSError:
        return time.perf_counter() - started, False


async def load(seconds: float, rate: float) -> dict[str, list[tuple[float, bool]]]:
    """Requests at a constant rate, page after page."""
    tasks: dict[str, list[asyncio.Task[tuple[float, bool]]]] = {path: [] for path in PAGES}
    began = time.perf_counter()
    for n in range(int(seconds * rate)):
        await asyncio.sleep(max(0.0, began + n / rate - time.perf_counter()))
        path = PAGES[n % len(PAGES)]
        tasks[path].append(asyncio.create_task(ask(path)))
    return {path: [await t for t in listed] for path, listed in tasks.items()}


def megabytes(pid: int) -> float:
    """Resident memory of a process."""
    fields = Path(f"/proc/{pid}/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def wait_until_up(server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while not asyncio.run(ask("/login"))[1]:
        if server.poll() is not None or time.monotonic() > end:
            raise SystemExit("the server did not come up")
        time.sleep(0.1)


def processor_seconds(pid: int) -> float:
    """What a process and its threads have used of the processors."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def watch_memory(pid: int, seconds: float, seen: list[tuple[float, float]]) -> None:
    """Notes resident memory about twenty times while the load lasts."""
    began = time.perf_counter()
    while True:
        seen.append((time.perf_counter() - began, megabytes(pid)))
        await asyncio.sleep(max(1.0, seconds / 20))


async def load_and_watch(
    seconds: float, rate: float, pid: int, seen: list[tuple[float, float]]
) -> dict[str, list[tuple[float, bool]]]:
    watching = asyncio.create_task(watch_memory(pid, seconds, seen))
    try:
        return await load(seconds, rate)
    finally:
        watching.cancel()
        seen.append((seconds, megabytes(pid)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def report(found: dict[str, list[tuple[float, bool]]]) -> None:
    print(f"{'page':<28}{'requests':>9}{'failed':>8}{'median ms':>11}{'p95 ms':>9}{'p99 ms':>9}{'max ms':>9}")
    for path, answers in found.items():
        times = sorted(1000 * t for t, _ in answers)
        at = [times[min(len(times) - 1, int(q * len(times)))] for q in (0.5, 0.95, 0.99)]
        failed = sum(not good for _, good in answers)
        name = "overview" if path == "/" else "entity"
        print(
            f"{name:<28}{len(times):>9}{failed:>8}{at[0]:>11.1f}{at[1]:>9.1f}{at[2]:>9.1f}{times[-1]:>9.1f}"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--rate", type=float, default=100)
    options.add_argument("--statements", type=int, default=100_000)
    options.add_argument("--no-importer", action="store_true")
    asked = options.parse_args()
    global PORT
    PORT = free_port()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "load.yz"
        began = time.perf_counter()
        make(place, asked.statements)
        print(f"ledger of {asked.statements} statements made in {time.perf_counter() - began:.1f} s")
        command = [sys.executable, "-m", "yanzhen.cli.main", "serve", str(place), "--port", str(PORT)]
        if not (Path(sys.executable).parent / "yanzhen").exists():
            server = subprocess.Popen(command)
        else:
            server = subprocess.Popen([str(Path(sys.executable).parent / "yanzhen"), *command[3:]])
        stop, count = threading.Event(), [0]
        try:
            wait_until_up(server)
            for path in PAGES:
                asyncio.run(ask(path))
            seen: list[tuple[float, float]] = []
            if not asked.no_importer:
                threading.Thread(target=keep_importing, args=(place, stop, count), daemon=True).start()
            used = processor_seconds(server.pid)
            found = asyncio.run(load_and_watch(asked.seconds, asked.rate, server.pid, seen))
            report(found)
            print(f"documents imported meanwhile: {count[0]}")
            used = processor_seconds(server.pid) - used
            answered = sum(map(len, found.values()))
            print(
                f"server's processor time: {1000 * used / answered:.1f} ms per request, {used:.1f} s in all"
            )
            print("memory, MB at seconds: " + "  ".join(f"{size:.0f}@{at:.0f}" for at, size in seen))
            print(f"machine load while it ran: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
            stop.set()
            if shutil.which("wrk"):
                for path in PAGES:
                    subprocess.run(
                        ["wrk", "-t1", "-c8", "-d10s", "--latency", f"http://127.0.0.1:{PORT}{path}"],
                        check=False,
                    )
        finally:
            stop.set()
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
