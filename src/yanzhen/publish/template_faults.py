"""What is wrong with a template, for the person who wrote it: in Chinese, with the line, what there is, what to do."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, UndefinedError

from yanzhen.errors import FigureError, PackError, YanzhenError
from yanzhen.publish.facts import Facts
from yanzhen.publish.grouping import Group

_NO_NAME = re.compile(r"'(\w+)' is undefined")
_NO_ATTRIBUTE = re.compile(r"'[\w.]*?(\w+) object' has no attribute '(\w+)'")
_NO_FILTER = re.compile(r"No (?:filter|test) named '(\w+)'")
_UNFINISHED = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_KNOWN: dict[str, type] = {"Facts": Facts, "Group": Group}
_GUIDE = "模板的写法见 docs/how-to/publish.md"


def explained(
    error: Exception, file: str, first_line: int, environment: Environment, names: Mapping[str, Any]
) -> YanzhenError:
    """The error to raise for one that came up while a template was filled."""
    where = f"{file}:{first_line + _line(error) - 1}" if _line(error) else file
    match error:
        case FigureError() | PackError():
            told = f"{where}（{error.where}）" if error.where and error.where != file else where
            return type(error)(error.what, where=told, expected=error.expected, todo=error.todo)
        case YanzhenError():
            return error
        case TemplateSyntaxError():
            return _syntax(error.message or "", where, environment)
        case UndefinedError():
            return _undefined(error.message or "", where, [*environment.globals, *names])
    return PackError(f"模板填不成：{error}", where=where, todo=_GUIDE)


def _line(error: Exception) -> int:
    """The line of the body: syntax errors have it, others leave it in the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 0 for frame in reversed(frames) if frame.filename == "<template>"), 0)


def _syntax(message: str, where: str, environment: Environment) -> PackError:
    if found := _NO_FILTER.search(message):
        return PackError(
            f"没有过滤器“{found[1]}”", where=where, expected=_near(found[1], environment.filters)
        )
    if found := _UNFINISHED.search(message):
        return PackError(f"{{% {found[1]} %}}没有结束", where=where, todo=f"补上 {{% end{found[1]} %}}")
    return PackError(f"模板语法有误：{message}", where=where, todo=_GUIDE)


def _undefined(message: str, where: str, names: Iterable[str]) -> PackError:
    if found := _NO_NAME.search(message):
        return PackError(
            f"模板里没有“{found[1]}”这个名称", where=where, expected=_near(found[1], names), todo=_GUIDE
        )
    if found := _NO_ATTRIBUTE.search(message):
        holder, asked = found[1], found[2]
        known = [name for name in dir(_KNOWN[holder]) if name[0] != "_"] if holder in _KNOWN else []
        return PackError(f"{holder}没有“{asked}”", where=where, expected=_near(asked, known), todo=_GUIDE)
    if "has no element" in message:
        return PackError(
            "这里没有数据可取：查到的是空的", where=where, todo="先用 {% if … %} 判断有没有，再取第几个"
        )
    return PackError(f"模板要的东西没有：{message}", where=where, todo=_GUIDE)


def _near(asked: str, known: Iterable[str]) -> str | None:
    """The names that the one asked for was probably meant to be, else all there are (a few)."""
    names = sorted(name for name in known if name[0] != "_")
    return "、".join(difflib.get_close_matches(asked, names, 4, 0.5) or names[:30]) or None
