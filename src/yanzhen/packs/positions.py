"""YAML read together with the line each value stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from yanzhen.errors import PackError

Key = tuple[str | int, ...]
Place = Key
"""A path into the data: ``("segments", 3, "products")``."""


@dataclass(frozen=True)
class YamlDocument:
    """What a YAML file says, and where.

    Attributes:
        file: name shown in messages.
        data: plain dicts, lists, strings, numbers, booleans and None.
        lines: path of keys -> line (1-based) of that key, or of that list item.
    """

    file: str
    data: Any
    lines: dict[Key, int] = field(repr=False)

    def line(self, *keys: str | int) -> int:
        """The line of ``data[k1][k2]…``, or of its nearest ancestor that is in the file."""
        for length in range(len(keys), -1, -1):
            if (found := self.lines.get(keys[:length])) is not None:
                return found
        return 1

    def where(self, *keys: str | int) -> str:
        """``file:line`` of ``data[k1][k2]…``, for messages."""
        return f"{self.file}:{self.line(*keys)}"


def read_yaml(file: Path | str, text: str | None = None) -> YamlDocument:
    """Read a YAML file (or ``text``, with ``file`` as its name) by the YAML 1.2 core rules.

    Unlike YAML 1.1, codes such as ``0111`` stay strings, and so do dates and the words yes, no, on, off.

    Raises:
        PackError: not readable, not YAML, or a key given twice; ``where`` is file:line.
    """
    name = str(file)
    lines: dict[Key, int] = {}
    try:
        loader = _Loader(Path(file).read_text(encoding="utf-8-sig") if text is None else text)
        node = loader.get_single_node()
        data = _build(loader, node, (), lines, name) if node is not None else None
    except OSError as error:
        raise PackError(f"This file cannot be read: {error.strerror}", where=name) from error
    except UnicodeDecodeError as error:
        raise PackError("This file is not UTF-8 text", where=name, todo="save it as UTF-8") from error
    except yaml.YAMLError as error:
        raise _not_yaml(name, error) from error
    except RecursionError as error:
        raise PackError("This file nests without end", where=name, todo="remove the alias (*name)") from error
    return YamlDocument(name, data, lines)


class _Loader(yaml.SafeLoader):
    """SafeLoader with the implicit types of the YAML 1.2 core schema."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


_IMPLICIT = [
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    (
        "float",
        r"^[-+]?(?:(?:0|[1-9][0-9]*)\.[0-9]*(?:[eE][-+]?[0-9]+)?|\.[0-9]+|[1-9][0-9]*[eE][-+]?[0-9]+)$",
        list("-+.0123456789"),
    ),
    ("merge", r"^<<$", ["<"]),
]
for _tag, _pattern, _first in _IMPLICIT:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def _build(loader: _Loader, node: yaml.Node, key: Key, lines: dict[Key, int], name: str) -> Any:
    # setdefault: the line of a mapping's key was noted by its parent and is the better one.
    lines.setdefault(key, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_build(loader, item, (*key, i), lines, name) for i, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return loader.construct_object(node)
    loader.flatten_mapping(node)
    result: dict[str | int, Any] = {}
    for key_node, value_node in node.value:
        at = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise PackError("A key must be plain text", where=f"{name}:{at}")
        label = loader.construct_object(key_node)
        if label in result:
            raise PackError(f"The key {label!r} is given twice", where=f"{name}:{at}", expected="one of them")
        lines[(*key, label)] = at
        result[label] = _build(loader, value_node, (*key, label), lines, name)
    return result


def _not_yaml(name: str, error: yaml.YAMLError) -> PackError:
    mark = getattr(error, "problem_mark", None)
    where = f"{name}:{mark.line + 1}" if mark else name
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return PackError(
        f"This is not valid YAML: {problem}",
        where=where,
        expected="indentation by blanks, 'key: value', quoted text where it holds ': ' or '#'",
    )
