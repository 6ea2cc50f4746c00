"""A whole ledger as one portable file: JSON lines, texts and original files in a ZIP that describes itself.

The descriptor ``datapackage.json`` follows the Frictionless Data Package standard (version 1). What follows from
the decisions is left out and folded again on the way in. The same ledger always gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Double, LargeBinary, Table, Text, insert, select

from yanzhen.errors import LedgerError
from yanzhen.ledger import search, tables
from yanzhen.ledger.folding import rebuild
from yanzhen.ledger.journal import Entry, next_entry
from yanzhen.ledger.rows import source_of
from yanzhen.ledger.store import insert_many

FORMAT = "yanzhen-ledger/1"
_TABLES = (tables.journal, tables.sources, tables.statements, tables.names, tables.decisions)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BATCH = 5_000
_TEXTS = ("text", "raw", "content")
_DESCRIBED = {
    "journal": "What happened, in order; version is a hash over the line and all before it.",
    "sources": "Documents. Their texts and original files lie under documents/<id>/.",
    "statements": "What documents say, as read, and reviewers' versions (replaces is set).",
    "names": "Every name met, with the id of the entity that it is while it stands alone.",
    "decisions": "What people decided, append-only.",
}


def write(connection: Connection, path: Path) -> None:
    """Write the ledger to a ZIP; an existing file is replaced only by a complete one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            resources = [_write_table(connection, archive, table) for table in _TABLES]
            _write_documents(connection, archive)
            descriptor = {"profile": "data-package", "name": "yanzhen-ledger", "format": FORMAT}
            _put(archive, "datapackage.json", _json(descriptor | {"resources": resources}, indent=1))
        draft.replace(path)
    except OSError as error:
        raise LedgerError(f"The export cannot be written: {error.strerror}", where=str(path)) from error
    finally:
        draft.unlink(missing_ok=True)


def _write_table(connection: Connection, archive: zipfile.ZipFile, table: Table) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    info = _entry(f"{table.name}.jsonl")
    with archive.open(info, "w", force_zip64=True) as file:
        for row in connection.execute(select(table).order_by(*table.primary_key)).mappings():
            line = _json(dict(row)) + b"\n"
            digest.update(line)
            size += len(line)
            file.write(line)
    return {
        "name": table.name,
        "path": info.filename,
        "description": _DESCRIBED[table.name],
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest.hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": [column.name for column in table.primary_key],
        },
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    kinds = ((Boolean, "boolean"), (Double, "number"), (Text, "string"), (LargeBinary, "string"))
    kind = next((name for cls, name in kinds if isinstance(column.type, cls)), "integer")
    field: dict[str, Any] = {"name": column.name, "type": kind}
    return field if column.nullable else field | {"constraints": {"required": True}}


def _write_documents(connection: Connection, archive: zipfile.ZipFile) -> None:
    d = tables.documents
    for source_id in connection.execute(select(d.c.source_id).order_by(d.c.source_id)).scalars().all():
        row = connection.execute(select(d).where(d.c.source_id == source_id)).mappings().one()
        for part in _TEXTS:
            if row[part] is not None:
                body = row[part] if part == "content" else row[part].encode()
                _put(archive, f"documents/{source_id}/{part}", bytes(body))


def read(connection: Connection, path: Path) -> None:
    """Fill an empty ledger from a ZIP.

    Raises:
        LedgerError: not an export, damaged, or a journal that was tampered with.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            resources = _descriptor(archive, path)
            for table in _TABLES:
                _read_table(connection, archive, table, resources[table.name])
            _read_documents(connection, archive)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise LedgerError(
            "This file is not an export of a ledger, or it is damaged",
            where=str(path),
            expected=f"a ZIP written by `yanzhen export` ({error})",
        ) from error
    _check_journal(connection, path)
    _index(connection)
    rebuild(connection)


def _descriptor(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    descriptor = json.loads(archive.read("datapackage.json"))
    if descriptor["format"] != FORMAT:
        raise LedgerError(
            f"This export is of format {descriptor['format']}",
            where=str(path),
            expected=FORMAT,
            todo="install a newer Yanzhen: pip install --upgrade yanzhen",
        )
    return {resource["name"]: resource for resource in descriptor["resources"]}


def _read_table(
    connection: Connection, archive: zipfile.ZipFile, table: Table, resource: dict[str, Any]
) -> None:
    digest = hashlib.sha256()
    with archive.open(resource["path"]) as file:
        while part := file.read(1 << 20):
            digest.update(part)
    if resource["hash"] != f"sha256:{digest.hexdigest()}":
        raise ValueError(f"{resource['path']} is not what its hash says")
    with archive.open(resource["path"]) as file:
        while batch := [json.loads(line) for line in islice(file, _BATCH)]:
            insert_many(connection, table, batch)


def _read_documents(connection: Connection, archive: zipfile.ZipFile) -> None:
    present = set(archive.namelist())
    for source_id, digest in connection.execute(
        select(tables.sources.c.id, tables.sources.c.content_hash)
    ).all():
        row: dict[str, Any] = {"source_id": source_id, "raw": None}
        for part in _TEXTS:
            name = f"documents/{source_id}/{part}"
            if name in present:
                body = archive.read(name)
                row[part] = body if part == "content" else body.decode()
        if hashlib.sha256(row["content"]).hexdigest() != digest:
            raise ValueError(f"the original of {source_id} is not what its hash says")
        connection.execute(insert(tables.documents), row)


def _check_journal(connection: Connection, path: Path) -> None:
    before: Entry | None = None
    for row in connection.execute(select(tables.journal).order_by(tables.journal.c.seq)):
        entry = Entry(*row)
        if entry != next_entry(before, entry.at, entry.verb, entry.ref):
            raise LedgerError(
                "The journal of this export was changed after it was written",
                where=f"{path}, line {entry.seq}",
                todo="take an export that nobody has edited",
            )
        before = entry


def _index(connection: Connection) -> None:
    n, s, d = tables.names.c, tables.statements.c, tables.documents.c
    for query, index in (
        (select(n.row, n.name), search.index_names),
        (select(s.row, s.quote), search.index_quotes),
    ):
        for batch in connection.execute(query).partitions(_BATCH):
            index(connection, ((row, text) for row, text in batch))
    sources = select(tables.sources, d.text).join(tables.documents)
    for row in connection.execute(sources).mappings().all():
        search.index_source(connection, row["added"], source_of(row), row["text"])


def _entry(name: str) -> zipfile.ZipInfo:
    """Without the time of writing, so that the same ledger gives the same bytes."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _put(archive: zipfile.ZipFile, name: str, body: bytes) -> None:
    archive.writestr(_entry(name), body)


def _json(value: object, indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()
