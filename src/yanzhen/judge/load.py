"""Reading programmes from folders, and saying exactly what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from yanzhen.errors import PackError
from yanzhen.judge.criteria import CriteriaReader
from yanzhen.judge.rules import Field, Programme, SizeClass, Version
from yanzhen.packs import YamlDocument, path, read_yaml

_REQUIRED = ("id", "name", "name_en", "issuer", "level", "applies_to", "versions")
_ALLOWED = {*_REQUIRED, "validity_years", "title_words", "why_not_judged"}
_VERSION_KEYS = {"valid_from", "valid_to", "document", "confidence", "criteria", "classes", "note"}
_CONFIDENCE = ("high", "medium", "low")


def load_fields(file: Path | None = None) -> dict[str, Field]:
    """The vocabulary of things rules may ask for (packs/programmes/fields.yaml, or a user's own file)."""
    document = read_yaml(file or path("programmes", "fields.yaml"))
    fields: dict[str, Field] = {}
    for name, data in document.data.items():
        unknown = set(data) - set(Field.__slots__)
        if unknown or "label" not in data:
            raise PackError(
                f"字段 {name} 的写法不对: "
                + ("缺少 label" if "label" not in data else f"不认识 {sorted(unknown)}"),
                where=document.where(name),
                expected=", ".join(sorted(Field.__slots__)),
            )
        lists = {k: tuple(data[k]) for k in ("metrics", "headers", "ratio", "total", "largest") if k in data}
        fields[name] = Field(**({"label_en": name} | data | lists | {"id": name}))
    for each in fields.values():
        for part in (*(each.ratio or ()), *each.total, *each.largest):
            if part not in fields:
                raise PackError(f"字段 {each.id} 引用了没有定义的字段 {part}", where=document.where(each.id))
    return fields


def load_programmes(*folders: Path, fields: Mapping[str, Field] | None = None) -> dict[str, Programme]:
    """All packaged programmes, and those in the user's own folders, by id.

    Raises:
        PackError: one or more problems, all of them listed with file and line.
    """
    known = fields or load_fields()
    root = path("programmes", "fields.yaml").parent
    programmes: dict[str, Programme] = {}
    for folder in [*_programme_folders(root), *(f for each in folders for f in _programme_folders(each))]:
        programme = load_programme(folder, known)
        programmes[programme.id] = programme
    return programmes


def _programme_folders(root: Path) -> Iterator[Path]:
    if (root / "rules.yaml").exists():
        yield root
        return
    yield from sorted(file.parent for file in root.glob("*/rules.yaml"))


def load_programme(folder: Path, fields: Mapping[str, Field] | None = None) -> Programme:
    """One programme from its folder.

    Raises:
        PackError: every problem found, each with file and line.
    """
    document = read_yaml(folder / "rules.yaml")
    reader = CriteriaReader(document, fields or load_fields())
    programme = _programme(document, reader)
    if reader.problems or programme is None:
        raise PackError(
            f"{folder.name}: 规则文件有 {len(reader.problems)} 处问题\n"
            + "\n".join(f"  - {p}" for p in reader.problems),
            where=str(folder / "rules.yaml"),
            todo="按上面逐条修改; 写法见 docs/how-to/write-a-programme.md",
        )
    return programme


def _programme(document: YamlDocument, reader: CriteriaReader) -> Programme | None:
    data = document.data
    if not isinstance(data, dict):
        reader.problem((), "文件应当是“键: 值”的形式")
        return None
    for key in _REQUIRED:
        if key not in data:
            reader.problem((), f"缺少 {key}")
    for key in set(data) - _ALLOWED:
        reader.problem((key,), f"不认识 {key}，可用的有 {', '.join(sorted(_ALLOWED))}")
    if data.get("applies_to") not in ("firm", "cluster"):
        reader.problem(("applies_to",), "applies_to 应当是 firm 或 cluster")
    versions = data.get("versions")
    if not isinstance(versions, list) or not versions:
        reader.problem(("versions",), "versions 应当是至少一个版本的列表")
        return None
    read = [_version(reader, i, each) for i, each in enumerate(versions)]
    if reader.problems:
        return None
    return Programme(
        id=str(data["id"]),
        name=str(data["name"]),
        name_en=str(data["name_en"]),
        issuer=str(data["issuer"]),
        level=str(data["level"]),
        applies_to=str(data["applies_to"]),
        versions=tuple(v for v in read if v is not None),
        validity_years=data.get("validity_years"),
        title_words=tuple(data.get("title_words", (data["name"],))),
        why_not_judged=str(data.get("why_not_judged", "")),
    )


def _version(reader: CriteriaReader, i: int, data: Any) -> Version | None:
    at = ("versions", i)
    if not isinstance(data, dict):
        reader.problem(at, "版本应当是“键: 值”的形式")
        return None
    for key in set(data) - _VERSION_KEYS:
        reader.problem((*at, key), f"不认识 {key}，可用的有 {', '.join(sorted(_VERSION_KEYS))}")
    if data.get("confidence") not in _CONFIDENCE:
        reader.problem((*at, "confidence"), f"confidence 应当是 {', '.join(_CONFIDENCE)} 之一")
    start, end = (_day(reader, (*at, key), data.get(key)) for key in ("valid_from", "valid_to"))
    if start is None:
        reader.problem(at, "缺少 valid_from")
        return None
    criteria = reader.node((*at, "criteria"), data["criteria"]) if data.get("criteria") else None
    classes = reader.classes((*at, "classes"), data["classes"]) if data.get("classes") else ()
    return Version(
        valid_from=start,
        valid_to=end,
        document=str(data.get("document", "")),
        confidence=str(data.get("confidence")),
        criteria=criteria,
        classes=tuple(c for c in classes if isinstance(c, SizeClass)),
        note=str(data.get("note", "")),
    )


def _day(reader: CriteriaReader, at: tuple[str | int, ...], value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        reader.problem(at, f"{value} 不是日期，应写作 2022-08-01")
        return None
