"""Folders and ZIP archives: every readable file in them, within limits that stop a zip bomb."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from yanzhen.errors import InputError

MOST_FILES = 5_000
MOST_BYTES = 1 << 30
MOST_RATIO = 200
_SKIPPED = {".ds_store", "thumbs.db", "desktop.ini"}
READABLE = {
    ".txt", ".text", ".md", ".html", ".htm", ".shtml", ".docx", ".pdf",
    ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv", ".tsv", ".zip",
}  # fmt: skip


def expand(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of a file, of all readable files below a folder, or in a ZIP.

    Raises:
        InputError: nothing there, or an archive that is damaged, locked or grows beyond the limits.
    """
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file() and _is_wanted(p.name))
        if not files:
            raise InputError(
                "文件夹里没有可以读取的文件", where=str(path), expected="、".join(sorted(READABLE))
            )
        for file in files[:MOST_FILES]:
            yield from expand(file)
        return
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise InputError("没有这个文件", where=str(path), todo="检查路径") from None
    except OSError as error:
        raise InputError(f"文件无法读取：{error.strerror}", where=str(path)) from error
    if path.suffix.lower() == ".zip":
        yield from expand_zip(content, str(path))
    else:
        yield str(path), content


def expand_zip(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of the readable files of a ZIP; archives inside archives are not opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except Exception as error:  # zipfile raises a wide range of errors on damaged archives
        raise InputError("压缩包已损坏", where=name, todo="重新下载或重新压缩") from error
    entries = [
        e
        for e in archive.infolist()
        if not e.is_dir() and _is_wanted(_name(e)) and not _name(e).endswith(".zip")
    ]
    total = sum(e.file_size for e in entries)
    if len(entries) > MOST_FILES or total > MOST_BYTES or total > MOST_RATIO * max(len(content), 1 << 16):
        raise InputError(
            f"压缩包展开后有{len(entries)}个文件、{total / 2**20:.0f} MB，超过限度",
            where=name,
            expected=f"不超过{MOST_FILES}个文件、{MOST_BYTES / 2**20:.0f} MB",
            todo="拆成几个压缩包",
        )
    if not entries:
        raise InputError("压缩包里没有可以读取的文件", where=name, expected="、".join(sorted(READABLE)))
    for entry in entries:
        if entry.flag_bits & 1:
            raise InputError("压缩包有密码", where=f"{name}: {_name(entry)}", todo="解压后再导入")
        try:
            held = archive.read(entry)
        except Exception as error:  # as above
            raise InputError(f"压缩包里的文件无法读取：{error}", where=f"{name}: {_name(entry)}") from error
        yield f"{name}/{_name(entry)}", held


def _name(entry: zipfile.ZipInfo) -> str:
    """Names from Chinese Windows are GBK that the ZIP format takes for code page 437."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gbk")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def _is_wanted(name: str) -> bool:
    last = PurePosixPath(name).name.lower()
    return (
        last not in _SKIPPED
        and not last.startswith((".", "~$", "__macosx"))
        and PurePosixPath(last).suffix in READABLE
    )
