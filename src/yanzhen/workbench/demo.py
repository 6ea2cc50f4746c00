"""The main job on the example city: evidence in, ledger, summary, briefing in four forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from yanzhen.errors import InputError
from yanzhen.ledger import Ledger
from yanzhen.packs import path
from yanzhen.read.files import read_path
from yanzhen.read.tables import TableReading
from yanzhen.workbench.opening import open_view
from yanzhen.workbench.publishing import Choice, publish
from yanzhen.workbench.viewing import Overview, overview

FORMATS = ("html", "docx", "pdf", "xlsx")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration made: the ledger, the overview of the city, and the files."""

    ledger: Path
    overview: Overview
    files: tuple[Path, ...]


def build(out: Path, progress: Progress = lambda text: None) -> Demo:
    """Build the example ledger of Liaocheng in ``out`` (unless it is there already) and publish its briefing.

    Raises:
        YanzhenError: the folder cannot be written, or a document cannot be made.
    """
    out.mkdir(parents=True, exist_ok=True)
    ledger = out / "liaocheng.yz"
    if not ledger.exists():
        fill(ledger, progress)
    else:
        progress(f"账本已存在，直接使用：{ledger}")
    with open_view(ledger) as view:
        seen = overview(view.statements(), view.sources(), shown=view.shown_names())
    progress("生成新闻发布会简报：HTML、DOCX、PDF、XLSX")
    files = publish(ledger, "briefing", FORMATS, out, Choice())
    return Demo(ledger, seen, tuple(files))


def fill(ledger: Path, progress: Progress = lambda text: None) -> None:
    """Fill a ledger beside its final name, so that an interrupted run leaves nothing half-made."""
    unfinished = ledger.with_suffix(".part.yz")
    for leftover in unfinished.parent.glob(unfinished.name + "*"):
        leftover.unlink()
    folder = path("examples", "liaocheng")
    with Ledger.create(unfinished) as made:
        for file in sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".xlsx", ".csv")):
            for name, reading in read_path(file):
                if isinstance(reading, InputError):
                    raise reading
                report = made.add(reading.reading if isinstance(reading, TableReading) else reading)
                progress(f"读入 {Path(name).name}：{report.added} 条陈述")
    unfinished.rename(ledger)
