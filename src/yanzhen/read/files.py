"""Any file an office has: texts through the grammar, tables through the table reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yanzhen.errors import InputError
from yanzhen.read.formats import expand
from yanzhen.read.reading import read_document
from yanzhen.read.tables import TableReading, check_mapping, is_table_name, read_table
from yanzhen.terms import Reading

MAPPING_SUFFIX = ".mapping.yaml"


def read_bytes(content: bytes, name: str, mapping: Mapping[str, Any] | None = None) -> Reading | TableReading:
    """Read one file's content: a :class:`TableReading` for tables, else a Reading.

    Raises:
        InputError: the file is not readable as what it is.
    """
    if is_table_name(name):
        return read_table(content, name, mapping=mapping)
    return read_document(content, name=name)


def read_path(
    path: Path, mapping: Path | None = None
) -> Iterator[tuple[str, Reading | TableReading | InputError]]:
    """Read a file, a folder or a ZIP: name and reading of each file, or the error that it gave.

    A table's mapping is ``mapping``, or the file of its name with the ending ``.mapping.yaml`` beside it.

    Raises:
        InputError: the path itself is not there or not readable.
    """
    for name, content in expand(path):
        try:
            yield name, read_bytes(content, name, _mapping_for(name, mapping))
        except InputError as error:
            yield name, error


def _mapping_for(name: str, given: Path | None) -> Mapping[str, Any] | None:
    beside = Path(name + MAPPING_SUFFIX)
    file = given or (beside if is_table_name(name) and beside.exists() else None)
    if file is None:
        return None
    from yanzhen.packs import read_yaml  # only tables have a mapping

    document = read_yaml(file)
    return check_mapping(document.data, str(file))
